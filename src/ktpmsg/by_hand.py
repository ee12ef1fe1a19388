"""Records made by hand: judged by the same methods as a text that is read strictly."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import attrs

from ktpmsg.fields.identity import current_day
from ktpmsg.fields.repairs import told
from ktpmsg.judging import LONGEST, Judged, keywords_as_names, of_fields, too_long
from ktpmsg.locating.characters import repair_characters
from ktpmsg.messages import format_of
from ktpmsg.problems import Code, MessageError, Problem
from ktpmsg.reading import examine
from ktpmsg.reporting.facts import with_facts
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.catalogue import Catalogue
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record

__all__ = ["settle"]

_RUNS = re.compile(r"[\t\r\n][ \t\r\n]*|  [ \t\r\n]*")  # white space other than one space


def settle(catalogue: Catalogue, record: Record) -> None:
    """Judge a record that was made by hand, as strict reading does, and put its values in order.

    Raises MessageError, with spans in the values, and TypeError for a value of another type.
    """
    one = format_of(type(record))
    judged = Judged()
    repaired: list[Problem] = []
    typed: list[tuple[Field, MappedText]] = []
    for field in one.fields:
        given = getattr(record, field.name)
        if given is None and not field.required:
            continue
        text = MappedText(field.given(given))
        if not field.is_open:
            text = text.edit([(*run.span(), " ") for run in _RUNS.finditer(text.text)])
            text, repairs = repair_characters(text, "")
            repaired += told(field.name, repairs)
        typed.append((field, text.strip()))
    judged.read_all((field, text, False) for field, text in typed)
    problems = _swapped(dict(typed), of_fields(one, judged))
    problems += repaired + keywords_as_names(catalogue, one, judged)
    _check_gap(one, judged, problems)
    if not any(p.severity != "notice" for p in problems):
        values = judged.values
        for field in one.fields:
            object.__setattr__(record, field.name, values.get(field.name))
        problems = _of_whole(catalogue, one, record)
    if problems:
        problems = with_facts(one, problems, "")
        problems.sort(key=lambda p: (one.order.get(p.field, -1), p.span[0]))
        _rich_traceback_omit = True  # rich would show the values
        raise MessageError(attrs.evolve(p, severity="error") for p in problems) from None


def _swapped(typed: Mapping[Field, MappedText], problems: list[Problem]) -> list[Problem]:
    """The problems, where two values of different families stand in each other's place."""
    wrong = {p.field for p in problems if p.severity == "error"}
    fields = [field for field in typed if field.name in wrong]
    for one, other in itertools.combinations(fields, 2):
        if one.family == other.family:
            continue
        if all(f.read(typed[g]).value is not None for f, g in ((one, other), (other, one))):
            facts = (("candidates", (one.name, other.name)),)
            rest = [p for p in problems if p.field not in {one.name, other.name}]
            return rest + [
                Problem(Code.SWAPPED_FIELDS, field.name, typed[field].span(), facts=facts)
                for field in (one, other)
            ]
    return problems


def _check_gap(one: Format, judged: Judged, problems: list[Problem]) -> None:
    """An optional field cannot be there where one before it is not."""
    lacking = None
    for field in one.fields:
        if field.name not in judged.readings:
            lacking = lacking or field
        elif lacking:
            problems.append(Problem(Code.MISSING_FIELD, lacking.name, (0, 0)))
            lacking = None


def _of_whole(catalogue: Catalogue, one: Format, record: Record) -> list[Problem]:
    """What is wrong with the text of a record whose values are each right."""
    text = record.text
    if len(text) > LONGEST:
        return [too_long(0)]
    if one.is_example(record):
        return [Problem(Code.TEMPLATE_UNFILLED, None, (0, 0))]
    report = examine(catalogue, text, strict=True, today=current_day())
    if report.message is not None and report.message == record:
        return []
    codes = [p.code for p in report.errors if p.code in _OF_WHOLE]
    return [Problem(next(iter(codes), Code.SEVERAL_MESSAGES), None, (0, 0))]


# What only the whole text of a record can show.
_OF_WHOLE = {Code.SEVERAL_MESSAGES, Code.TWO_KEYWORDS, Code.TEXT_AFTER, Code.TEXT_AROUND}
