"""The rows of a CSV, where a quote that is not closed takes no other row with it."""

from __future__ import annotations

import csv
import itertools
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["rows_in"]

_MOST_LINES = 1_000
_MOST_CHARACTERS = 1 << 18
"""Of a row with a cell of several lines. What is longer has a quote that is not closed."""


def rows_in(lines: Iterable[str], delimiter: str, stray: list[int]) -> Iterator[list[str]]:
    """The cells of each row; empty lines are none.

    A quote opens a cell of several lines only if it is closed in time and a delimiter or the end
    of the line follows. Any other is a character of its own line, whose number goes to `stray`.
    """
    rest, ahead, number = iter(lines), deque[str](), 0
    while line := ahead.popleft() if ahead else next(rest, ""):
        number += 1
        row, is_open = _alone(line, delimiter)
        if is_open:
            whole = _whole(line, rest, ahead, delimiter)
            if whole is None:
                stray.append(number)
            else:
                row, passed = whole
                number += passed
        if row:
            yield row


def _alone(line: str, delimiter: str) -> tuple[list[str], bool]:
    """The cells of one line, and whether a quote is open at its end; then it is a character."""
    reader = csv.reader([line, ""], delimiter=delimiter)  # the second is read if it is open
    row = next(reader)
    if reader.line_num == 1:
        return row, False
    *cells, last = row
    return [*cells, *('"' + last.rstrip("\r\n")).split(delimiter)], True


def _whole(
    line: str, rest: Iterator[str], ahead: deque[str], delimiter: str
) -> tuple[list[str], int] | None:
    """The cells of a row of several lines, and how many lines were added; None if it is none."""

    def taken() -> Iterator[str]:
        yield line
        size = at = 0
        while at < _MOST_LINES and size < _MOST_CHARACTERS:
            ahead.extend(itertools.islice(rest, max(0, at + 1 - len(ahead))))
            if at == len(ahead):
                return
            size += len(ahead[at])
            yield ahead[at]
            at += 1

    reader = csv.reader(taken(), delimiter=delimiter, strict=True)
    try:
        row = next(reader)
    except csv.Error:
        return None
    passed = reader.line_num - 1
    for _ in range(passed):
        ahead.popleft()
    return row, passed
