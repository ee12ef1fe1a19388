"""A message whose fields stand on lines of their own, each behind its label.

Contract, section 4: it begins with a keyword, and has every field on a line behind its label with
`:` or `=`, in any order, with no separator but the keyword's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.repairs import holds_number
from ktpmsg.locating.entries import with_plain_line_ends
from ktpmsg.locating.lines import labelled_lines
from ktpmsg.locating.values import Aligned, Value
from ktpmsg.problems import Code, Problem
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Severity
    from ktpmsg.text.mapped import MappedText

__all__ = ["labelled"]

_NOT_DIGITS = re.compile("[^0-9]+")


def labelled(one: Format, text: MappedText, body: int, close: int) -> Aligned:
    """The values in `text.text[body:close]`, each with the field that its label names.

    A line without a label, and a second value of a field, is a value of no field.
    """
    values, problems = _values(one, text, body, close)
    span = text.span(body, close)
    facts = (
        ("keyword", one.head),
        ("separator", one.separator),
        ("sign", "line"),
        ("where", "labels"),
    )
    there = {value.field.name for value in values if value.field}
    told = {problem.field for problem in problems}
    missing = [
        Problem(Code.MISSING_FIELD, field.name, (span[1], span[1]), facts=field.missing_facts())
        for field in one.fields
        if field.required and field.name not in there | told
    ]
    severity: Severity = "error" if missing else "repaired"
    whole = Problem(Code.WRONG_SEPARATOR, None, span, severity, facts)
    return Aligned(values, [whole, *problems, *missing])


def _values(
    one: Format, text: MappedText, body: int, close: int
) -> tuple[list[Value], list[Problem]]:
    """Each value, from its label on, and what is wrong with those that no field has."""
    found: dict[str, Value] = {}
    others: list[Value] = []
    again: list[tuple[Field, Value]] = []
    for line in labelled_lines(one, with_plain_line_ends(text.text), body, close):
        typed = text.text[line.value : line.end].strip(WHITE_SPACE)
        value = Value(text, line.value, line.end, typed)
        if line.field is None:
            others.append(value)
        elif line.field.name in found:
            again.append((line.field, value))
        else:
            found[line.field.name] = value._replace(field=line.field)
    own = {_NOT_DIGITS.sub("", v.text) for v in found.values() if v.field and v.field.anchors}
    problems = [_outside(value, own) for value in others]
    for field, value in again:
        problem = _second(field, found[field.name], value)
        problems.append(problem)
        if problem.severity == "error" and field.read(found[field.name].typed).value is None:
            found[field.name] = found[field.name]._replace(field=None)  # one error is enough
    values = [*found.values(), *others, *(value for _, value in again)]
    return sorted(values, key=lambda value: value.start), problems


def _outside(value: Value, own: Collection[str]) -> Problem:
    """A line that has no label, and is no part of a value: it is set aside."""
    span = value.typed.span()
    if holds_number(value.text, own):
        return Problem(Code.NUMBER_OUTSIDE, None, span)
    return Problem(Code.TEXT_AROUND, None, span, "repaired")


def _second(field: Field, first: Value, second: Value) -> Problem:
    """A second value of a field, which may be meant in place of the first."""
    span = second.typed.span()
    readings = [field.read(value.typed).value for value in (first, second)]
    if not second.text or first.text == second.text or None is not readings[0] == readings[1]:
        return Problem(Code.TEXT_AROUND, field.name, span, "repaired")
    if field.family == "number":
        return Problem(Code.TWO_NUMBERS, field.name, span)
    if field.family == "choice":
        return Problem(Code.SEVERAL_CHOICES, field.name, span, facts=field.missing_facts())
    return Problem(Code.EXTRA_FIELD, field.name, span)
