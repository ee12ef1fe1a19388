"""A Django application with our fields, for the tests."""
