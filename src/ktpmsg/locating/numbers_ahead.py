"""Whether a number stands at a place of a text: what a number field accepts, or a faulty one.

`number_like` is a stand-in for that of the number fields, and goes when theirs is there.
"""

from __future__ import annotations

import re

__all__ = ["number_like"]

_NUMBER = re.compile(
    r"[0-9](?:[ .\-\u2010-\u2015\u2212/,_\n]{0,3}[0-9]){9,}"  # ten digits, grouped or not
    r"|(?=(?:[a-zA-Z]{0,2}[0-9]){5})[0-9OoQDIilLSsBZzGgAqXx]{10,20}(?![0-9A-Za-z])"  # 33O8…
    r"|[0-9]{4,}[ ]?[*xX\u2022\u25cf.?_-]{3,}[ ]?[0-9]*"  # masked
    r"|[0-9][.,][0-9]+ ?[eE] ?\+? ?[0-9]+"  # a spreadsheet's
)


def number_like(text: str, start: int, end: int) -> int | None:
    """The end of the number, right or faulty, that begins at `start`, else None."""
    found = _NUMBER.match(text, start, end)
    return found.end() if found else None
