"""The kinds of field: a module for each, with all that is particular to it."""
