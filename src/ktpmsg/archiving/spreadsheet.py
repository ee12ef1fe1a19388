"""Cells that a spreadsheet shows as they are: it computes and rounds nothing."""

from __future__ import annotations

import re

__all__ = ["bare", "shielded"]

_FORMULA = tuple("=+-@＝＋－＠")  # a spreadsheet may take the wide ones for the others
_SEPARATORS = re.compile(r"([,;|\t\r\n])")  # another spreadsheet may part the cells at another one
_PASSED_OVER = " \"'"


def shielded(text: str) -> str:
    """A text as a cell that a spreadsheet shows as it is.

    An apostrophe comes before what does not begin with a letter or has digits (a number of sixteen
    would end in a zero otherwise, and "Mei 9" be a date), and, inside, wherever a formula would
    begin if the cell were parted at a separator there. `bare` takes them off again.
    """
    parts = _SEPARATORS.split(text)
    inside = ("'" + part if _is_formula(part) else part for part in parts[1:])
    return "'" * _is_changed(text) + parts[0] + "".join(inside)


def bare(cell: str) -> str:
    """The text that `shielded` made a cell of."""
    if cell.startswith("'") and _is_changed(cell[1:]):
        cell = cell[1:]
    parts = _SEPARATORS.split(cell)
    inside = (
        part[1:] if part.startswith("'") and _is_formula(part[1:]) else part for part in parts[1:]
    )
    return parts[0] + "".join(inside)


# Quotes and spaces in front do not count for these two, so that a shield does not change them.


def _is_formula(part: str) -> bool:
    return part.lstrip(_PASSED_OVER).startswith(_FORMULA)


def _is_changed(text: str) -> bool:
    start = text.lstrip(_PASSED_OVER)[:1]
    return any(map(str.isdigit, text)) or not (start == "" or start.isalpha() or start == "*")
