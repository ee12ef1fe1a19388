"""Our values in the frameworks that applications use, each by its own extension points.

`django`, `rest_framework`, `sqlalchemy`, `cattrs` and `fastapi` are named as what they are for, and
need it installed. pydantic needs no import of ours: the classes themselves say what they are.
"""
