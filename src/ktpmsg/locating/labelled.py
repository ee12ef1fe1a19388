"""A message whose fields stand on lines of their own, each behind its label.

Contract, section 4: it begins with a keyword, and has every field on a line behind its label with
`:` or `=`, in any order, with no separator but the keyword's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.locating.values import Aligned, Value
from ktpmsg.problems import Code, Problem
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Severity
    from ktpmsg.text.mapped import MappedText

__all__ = ["labelled"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def labelled(one: Format, text: MappedText, body: int, close: int) -> Aligned:
    """The values in `text.text[body:close]`, each with the field that its label names."""
    values = list(_values(one, text, body, close))
    there = {v.field.name for v in values if v.field}
    span = text.span(body, close)
    facts = (("keyword", one.head), ("separator", one.separator), ("sign", "line"))
    missing = [
        Problem(Code.MISSING_FIELD, field.name, (span[1], span[1]), facts=field.missing_facts())
        for field in one.fields
        if field.required and field.name not in there
    ]
    severity: Severity = "error" if missing else "repaired"
    return Aligned(values, [Problem(Code.WRONG_SEPARATOR, None, span, severity, facts), *missing])


def _values(one: Format, text: MappedText, body: int, close: int) -> Iterator[Value]:
    """Each value, from its label to the end of its line, or of the lines that it goes on for."""
    found: list[tuple[Field, int, int]] = []
    for line in _LINE.finditer(text.text, body, close):
        label = _label(one, text.text, line.start(), line.end())
        if label:
            found.append((*label, line.end()))
        elif found and found[-1][0].is_open:
            found[-1] = (*found[-1][:2], line.end())
        if line.end() >= close:
            break
    seen: set[str] = set()
    for field, start, end in found:
        typed = text.text[start:end].strip(WHITE_SPACE)
        if field.name not in seen:
            seen.add(field.name)
            yield Value(text, start, end, typed, field)


def _label(one: Format, text: str, start: int, end: int) -> tuple[Field, int] | None:
    """The field that a line is labelled with, and where its value begins."""
    while start < end and text[start] in " \t*_-\u2022":
        start += 1
    best: tuple[Field, int] | None = None
    for field in one.fields:
        found = field.label.match(text, start, end)
        if found and (best is None or found.end() > best[1]):
            best = (field, found.end())
    return best
