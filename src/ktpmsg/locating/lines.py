"""Lines that begin with the label of a field, after marks and list numbers: `2. *No KK*: …`."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locating.scan import LIST_NUMBER, OPENING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

__all__ = ["Line", "ends_open", "label_at", "labelled_lines"]

_MOST_MARKS = 8
_MOST_LINES = 40
_MORE_DIGITS = re.compile(r"[ \t]*[0-9][0-9 .\t-]*\Z")
_WHOLE = 16


class Line(NamedTuple):
    """A line with the label of a field, and the lines that its value goes on for.

    The value is `text[value:end]`. `field` is None where a line has no label and is none of these.
    """

    field: Field | None
    start: int
    value: int
    end: int


@functools.cache
def _mark(separator: str) -> re.Pattern[str]:
    """One mark or list number before a label."""
    return re.compile(rf"(?!{re.escape(separator)})(?:[ \t>*_~`\"'•·–—-]|{LIST_NUMBER})")


def label_at(one: Format, text: str, start: int, end: int) -> tuple[Field, int] | None:
    """The field that a line is labelled with, and where its value begins."""
    mark = _mark(one.separator)
    for _ in range(_MOST_MARKS):
        found = [
            (label.end(), -at, field)
            for at, field in enumerate(one.fields)
            if (label := field.label.match(text, start, end))
        ]
        if found:
            value, _, field = max(found, key=lambda way: way[:2])
            return field, value
        skipped = mark.match(text, start, end)
        if not skipped:
            break
        start = skipped.end()
    return None


def labelled_lines(one: Format, text: str, body: int, limit: int) -> list[Line]:
    """The labelled lines of a message, and those between them, up to the last one with a label.

    Once all fields are there, they end at a blank line.
    """
    lines: list[Line] = []
    last = 0  # behind the last line with a label
    lacking = {field.name for field in one.fields if field.required}
    for start, end in _lines(text, body, limit):
        label = label_at(one, text, start, end)
        if label:
            field, value = label
            lines.append(Line(field, start, value, _closed(text, start, value, end)))
            last = len(lines)
            lacking.discard(field.name)
        elif not text[start:end].strip():
            if not lacking and not ends_open(lines):
                break
        elif lines and len(lines) == last and _goes_on(lines[-1], text, start, end):
            lines[-1] = lines[-1]._replace(end=end)
        else:
            lines.append(Line(None, start, start, end))
    return lines[:last]


def ends_open(lines: list[Line]) -> bool:
    """Whether the last of these lines is free text, which goes on to the end."""
    return bool(lines and lines[-1].field and lines[-1].field.is_open)


def _lines(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    for _ in range(_MOST_LINES):
        if start >= limit:
            return
        end = text.find("\n", start, limit)
        end = limit if end < 0 else end
        yield start, end
        start = end + 1


def _goes_on(line: Line, text: str, start: int, end: int) -> bool:
    """Whether a value goes on in the next line: free text, a part of a number, or all of it."""
    field = line.field
    if field is None:
        return False
    value = text[line.value : line.end].strip()
    if field.is_open or not value:
        return True
    is_part = field.family == "number" and sum(map(str.isdigit, value)) < _WHOLE
    return is_part and _MORE_DIGITS.match(text, start, end) is not None


def _closed(text: str, start: int, value: int, end: int) -> int:
    """The end of a value without the other half of a mark that was opened before its label."""
    typed = text[value:end].rstrip()
    before = text[start:value]
    for mark in before:
        is_open = mark in OPENING and before.count(OPENING[mark]) % 2 == (mark == OPENING[mark])
        if is_open and typed.endswith(OPENING[mark]):
            typed = typed[:-1].rstrip()
    return value + len(typed)
