"""What a framework was given, read as our values: a text, or the mapping of a record.

Each function returns the value, or raises MessageError for what is none, and TypeError for what is
of a type that none is made of. Neither quotes what was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from ktpmsg.fields.choices import ChoiceField
from ktpmsg.fields.repairs import CHARACTERS, repair, told
from ktpmsg.messages import format_of
from ktpmsg.problems import Code, MessageError, Problem
from ktpmsg.regions import Region
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Collection

    from ktpmsg.fields.base import Field
    from ktpmsg.fields.choices import Choice
    from ktpmsg.fields.identity import Number
    from ktpmsg.messages import Record

__all__ = ["choice", "number", "record", "region", "words"]

_LEVELS = {2: "province", 4: "regency"}

_N = TypeVar("_N", bound="Number")
_C = TypeVar("_C", bound="Choice")
_R = TypeVar("_R", bound="Record")


def words(problem: Problem, lang: str = "en") -> str:
    """What is the matter, as a sentence of its own."""
    return problem.describe("id" if lang.startswith("id") else "en")


def number(kind: type[_N], value: object, *, strict: bool = False) -> _N:
    """A NIK or a KK number."""
    return value if isinstance(value, kind) else kind.parse(_text(value, kind), strict=strict)


def choice(kind: type[_C], value: object, *, strict: bool = False) -> _C:
    """A choice, by its words."""
    if isinstance(value, kind):
        return value
    name = kind.__name__.lower()
    field = ChoiceField(name, "", "", kind)
    return cast("_C", _read(field, _text(value, kind), strict=strict))


def region(value: object) -> Region:
    """A region, by its code."""
    if isinstance(value, Region):
        return value
    text = _text(value, Region)
    found = Region.of(text)
    if found is None:
        digits = sum(map(str.isdigit, text))
        facts = (("level", _LEVELS.get(digits, "district")),)
        raise MessageError([Problem(Code.UNKNOWN_REGION, None, (0, 0), facts=facts)])
    return found


def record(kind: type[_R], value: object, *, strict: bool = False) -> _R:
    """A record: of the text of a message, or of a mapping with its fields.

    Each value in a mapping is read as the same field of a message is. What the mapping has besides
    is left alone.
    """
    if isinstance(value, kind):
        return value
    if isinstance(value, Mapping):
        return _of_mapping(kind, value, strict=strict)
    return _of_text(kind, _text(value, kind), strict=strict)


def _text(value: object, kind: type) -> str:
    if not isinstance(value, str):
        message = f"{kind.__name__} is made of a str, not of {type(value).__name__}"
        raise TypeError(message)
    return str.__str__(value)  # of a number its digits, whatever str() shows of it


def _read(field: Field, text: str, *, strict: bool) -> Any:  # noqa: ANN401 - what the field holds
    """The value of a text that stands alone, read as a field of a message is."""
    typed, repairs = repair(MappedText(text), CHARACTERS)
    reading = field.read(typed)
    problems = [*told(field.name, repairs), *reading.problems]
    if strict:
        problems = [attrs.evolve(p, severity="error") for p in problems]
    if any(p.severity == "error" for p in problems):
        raise MessageError(problems)
    return reading.value


def _of_text(kind: type[_R], text: str, *, strict: bool) -> _R:
    one = format_of(kind)
    report = kind._home.check(text, strict=strict)  # noqa: SLF001 - its formats
    if isinstance(report.message, kind):
        return report.message
    if report.kind in {None, kind}:
        raise MessageError(report.problems, report)
    facts = (("keywords", one.head.strip()), ("other_script", 0))
    raise MessageError([Problem(Code.UNKNOWN_KEYWORD, None, (0, len(text)), facts=facts)], report)


def _of_mapping(kind: type[_R], given: Mapping[Any, Any], *, strict: bool) -> _R:
    values: dict[str, Any] = {}
    problems: dict[str, Collection[Problem]] = {}
    one = format_of(kind)
    for field in one.fields:
        name, value = field.name, given.get(field.name)
        if value is None and field.required:
            facts = field.missing_facts()
            problems[name] = [Problem(Code.MISSING_FIELD, name, (0, 0), facts=facts)]
            value = ""  # so that the others are judged
        elif isinstance(value, str) and not (strict or field.is_open):
            try:
                value = _read(field, _text(value, str), strict=False)
            except MessageError as error:
                problems[name] = error.problems
        values[name] = value
    try:
        return kind(**values)
    except MessageError as error:
        own = [p for p in error.problems if p.field not in problems]
        own += [p for some in problems.values() for p in some]
    raise MessageError(sorted(own, key=lambda p: one.order.get(p.field, -1)))
