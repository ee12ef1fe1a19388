"""Reading one message: what `parse` and `check` do with a text.

1. The expression of a format matches: it gives the span of each field, and says which values are
   as published. All that is strictly right is read in this way.
2. It does not match: characters are repaired, the message is located in the text, and its values
   are aligned with the fields of its format. That gives the same spans.
3. A value as published is converted by the method of its kind. Any other is read by its kind, which
   repairs it or says what is wrong with it.
4. Rules between fields; then the record is made; then notices; then the report.

In strict reading every repair is an error, with the same code. A record made by hand is judged by
the same methods (`settle`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from ktpmsg.catalogue import LONGEST
from ktpmsg.locating.aligning import align
from ktpmsg.locating.characters import repair_characters, told_by_part
from ktpmsg.locating.envelope import Envelope, about_words
from ktpmsg.locating.labelled import labelled
from ktpmsg.regions import villages
from ktpmsg.problems import Code, Finding, MessageError, Problem
from ktpmsg.fields.identity import current_day
from ktpmsg.fields.repairs import holds_number, told
from ktpmsg.messages import format_of
from ktpmsg.reporting.facts import with_facts
from ktpmsg.reporting.report import Part, Report
from ktpmsg.text.characters import is_latin, joined
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ktpmsg.catalogue import Catalogue
    from ktpmsg.fields.base import Field, Reading
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.place import Place
    from ktpmsg.locating.values import Value
    from ktpmsg.messages import Record
    from ktpmsg.problems import Fact

__all__ = ["LONGEST", "examine", "settle"]

_RUNS = re.compile(r"[\t\r\n][ \t\r\n]*|  [ \t\r\n]*")  # white space other than one space


class Judged:
    """The fields of one message as they are read, each with its value or its errors."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.problems: list[Problem] = []

    @property
    def values(self) -> dict[str | None, Any]:
        """The value of each field that has one."""
        return {name: reading.value for name, reading in self.readings.items()}

    def read(self, field: Field, typed: MappedText, own: Iterable[str] = ()) -> None:
        """Read the value of a field."""
        reading = field.read(typed, frozenset(own))
        self.readings[field.name] = reading
        self.problems += reading.problems

    def read_all(self, values: Iterable[tuple[Field, MappedText]]) -> None:
        """Read the values of several fields: numbers first, since a name may repeat one of them."""
        later = []
        for field, typed in values:
            if field.family == "number":
                self.read(field, typed)
            else:
                later.append((field, typed))
        own = frozenset(reading.text.text for reading in self.readings.values())
        for field, typed in later:
            self.read(field, typed, own)


def examine(catalogue: Catalogue, text: str, *, strict: bool, today: datetime.date) -> Report:
    """The report of a text; `today` fixes the calendar."""
    whole = (0, len(text))
    if len(text) > LONGEST:
        known = tuple(one.record for one in catalogue.formats)
        return Report(text, whole, 1, None, None, (too_long(len(text)),), known=known)
    match = catalogue.match(text)
    if match is None:
        return _located(catalogue, text, strict=strict, today=today)
    one, record = match.format, match.record
    if record is not None:
        problems = in_order(_notices(one, record, match.texts, today), one)
        return Report(text, whole, 1, record, one.record, problems)
    judged = Judged()
    texts = match.texts()
    judged.read_all((field, texts[field.name]) for field in one.fields if field.name in texts)
    problems = _of_fields(one, judged) + _keywords_as_names(catalogue, one, judged)
    return _report(one, text, judged, problems, (), strict=strict, today=today)


def examine_found(  # noqa: PLR0913 - a message, what is beside it, and how it is read
    catalogue: Catalogue,
    text: str,
    before: str,
    after: str,
    *,
    strict: bool,
    today: datetime.date,
) -> Report:
    """The report of a message that was found, with a notice for a number beside it.

    `before` and `after` are the lines around it that are in no message; a number in them may be one
    that was meant for the message.
    """
    report = examine(catalogue, text, strict=strict, today=today)
    if not (before or after) or report.kind is None:
        return report
    own = {re.sub("[^0-9]", "", text[p.start : p.end]) for p in report._values() if p.field}  # noqa: SLF001
    found = [
        Problem(Code.NUMBER_OUTSIDE, None, (at, at), "notice")
        for beside, at in ((before, 0), (after, len(text)))
        if holds_number(beside, own)
    ]
    if not found:
        return report
    one = format_of(report.kind)
    return attrs.evolve(report, problems=in_order([*report.problems, *found], one))


def too_long(length: int) -> Problem:
    """The problem of a text of this length, or of a record whose text would be too long."""
    written = f"{LONGEST:,}"
    facts = (("limit", written), ("limit_id", written.replace(",", ".")))
    return Problem(Code.TOO_LONG, None, (0, length), facts=facts)


# --- a message that has to be located ------------------------------------------------------------


def _located(catalogue: Catalogue, text: str, *, strict: bool, today: datetime.date) -> Report:
    sent = MappedText(text)
    repaired, repairs = repair_characters(sent, catalogue.separators)
    places = catalogue.locator.locate(repaired.text)
    place = places[0] if places else catalogue.locator.first(repaired.text)
    if place is None:
        return _no_message(catalogue, text, repaired)
    one = place.format
    values, problems = _aligned(place, repaired)
    if one.is_open and values and values[-1].field and values[-1].field.is_open and repairs:
        values[-1] = _up_to_joiners(values[-1], sent)
    judged = Judged()
    judged.read_all(
        (v.field, sent.cut(*v.reach).strip() if v.field.is_open else v.typed)
        for v in values
        if v.field
    )
    problems = _of_fields(one, judged) + _unassigned(values) + problems
    own = {reading.text.text for reading in judged.readings.values()}
    if not place.second:
        problems += _keywords_as_names(catalogue, one, judged)
    around = Envelope(place, places[1:], repaired, own)
    choices = [(f, judged.values.get(f.name)) for f in one.fields if f.family == "choice"]
    problems = about_words(place, repaired, choices, problems) + around.problems
    aside = [Part(None, *span) for span in around.aside]
    problems += told_by_part(repairs, values, aside)
    parts = aside + [Part(v.field.name if v.field else None, *v.reach) for v in values]
    return _report(one, text, judged, problems, tuple(parts), strict=strict, today=today)


def _aligned(place: Place, text: MappedText) -> tuple[list[Value], list[Problem]]:
    if place.how == "labels":
        return labelled(place.format, text, place.body, place.close)
    gap = place.gap if place.how == "sign" else None
    return align(place.format, text, place.body, place.close, gap)


def _up_to_joiners(value: Value, sent: MappedText) -> Value:
    """Free text with what emoji are joined with at its end, which is text there."""
    end = joined(sent.text, value.reach[1])
    return value._replace(end=value.whole.index(end))


def _no_message(catalogue: Catalogue, text: str, repaired: MappedText) -> Report:
    whole = (0, len(text))
    first = repaired.strip()
    if not first.text:
        problem = Problem(Code.EMPTY, None, whole)
    else:
        word = first.text.split(maxsplit=1)[0]
        heads = tuple(one.head.strip() for one in catalogue.formats if one.keywords)
        facts = (("keywords", " / ".join(heads)), ("other_script", int(not is_latin(word))))
        problem = Problem(Code.UNKNOWN_KEYWORD, None, first.span(0, len(word)), facts=facts)
    known = tuple(one.record for one in catalogue.formats)
    return Report(text, whole, 1, None, None, (problem,), (Part(None, *whole),), known)


def _unassigned(values: Iterable[Value]) -> list[Problem]:
    """What is wrong with values whose field nobody knows, if it is so in whichever it is."""
    found = []
    for value in values:
        readings = [field.read(value.typed) for field in value.may_be]
        if not readings or any(reading.value is not None for reading in readings):
            continue
        first, *others = ([p for p in r.problems if p.severity == "error"] for r in readings)
        alike = [p for p in first if all(p.code in {o.code for o in other} for other in others)]
        found += [attrs.evolve(p, field=None) for p in alike]
    return found


# --- the fields ----------------------------------------------------------------------------------


def _of_fields(one: Format, judged: Judged) -> list[Problem]:
    """The problems of the fields, and those of one field against another."""
    problems = _of_pairs(one, judged)
    unfilled = [p.span for p in problems if p.code is Code.TEMPLATE_UNFILLED]
    if len(unfilled) > 1:
        span = (min(unfilled)[0], max(unfilled)[1])
        problems = [p for p in problems if p.code is not Code.TEMPLATE_UNFILLED]
        problems.append(Problem(Code.TEMPLATE_UNFILLED, None, span, facts=_unfilled(one, judged)))
    return problems


def _unfilled(one: Format, judged: Judged) -> tuple[Fact, ...]:
    """Which fields are not filled in, and whether they all hold what our own example has."""
    found = {
        name: any(map(str.isdigit, reading.text.text))
        for name, reading in judged.readings.items()
        if any(p.code is Code.TEMPLATE_UNFILLED for p in reading.problems)
    }
    names = tuple(field.name for field in one.fields if field.name in found)
    return ("candidates", names), ("example", int(all(found.values())))


def _keywords_as_names(catalogue: Catalogue, one: Format, judged: Judged) -> list[Problem]:
    """A keyword alone as the value of a name: another message was begun there."""
    facts = (("keyword", one.head), ("separator", one.separator))
    return [
        Problem(Code.TWO_KEYWORDS, field.name, judged.readings[field.name].text.span(), facts=facts)
        for field in one.fields
        if field.is_name
        and (value := judged.values.get(field.name)) is not None
        and catalogue.is_keyword(value)
    ]


def _of_pairs(one: Format, judged: Judged) -> list[Problem]:
    """The problems of the fields, with two numbers that are equal and cannot be."""
    problems = judged.problems
    for first, second in one.pairs:
        numbers = [judged.readings.get(one.fields[at].name) for at in (first, second)]
        if not all(numbers) or numbers[0].text.text != numbers[1].text.text:
            continue
        if not numbers[0].text.text.isdigit() or len(numbers[0].text.text) != 16:
            continue
        kept, other = sorted((one.fields[first], one.fields[second]), key=lambda f: f.tells_regency)
        problems = [
            p for p in problems if not (p.code is Code.SWAPPED_NUMBERS and p.field == other.name)
        ]
        if not any(p.field == other.name and p.severity == "error" for p in problems):
            span = judged.readings[other.name].text.span()
            facts = (("candidates", (kept.name,)),)
            problems = [*problems, Problem(Code.SAME_NUMBER, other.name, span, facts=facts)]
    return problems


def _report(  # noqa: PLR0913 - what a report is made of
    one: Format,
    text: str,
    judged: Judged,
    problems: list[Problem],
    parts: tuple[Part, ...],
    *,
    strict: bool,
    today: datetime.date,
) -> Report:
    record = None
    if not any(p.severity == "error" for p in problems):
        record = one.assemble(judged.values)
        if one.is_example(record):
            record = None
            problems = [*problems, Problem(Code.TEMPLATE_UNFILLED, None, (0, len(text)), facts=(("example", 1),))]
    problems = with_facts(one, problems, text)
    if strict:
        problems = [
            attrs.evolve(p, severity="error") if p.severity == "repaired" else p for p in problems
        ]
        if any(p.severity == "error" for p in problems):
            record = None
    if record is not None:
        texts = {name: reading.text for name, reading in judged.readings.items()}
        problems = problems + _notices(one, record, lambda: texts, today)
    kept = parts or tuple(Part(n, *r.text.span()) for n, r in judged.readings.items())
    return Report(text, (0, len(text)), 1, record, one.record, in_order(problems, one), kept)


def in_order(problems: Sequence[Problem], one: Format) -> tuple[Problem, ...]:
    """By start of the span, then those of no field, then in the order of the record."""
    if len(problems) < 2:  # noqa: PLR2004 - nothing to put in order
        return tuple(problems)
    return tuple(sorted(problems, key=lambda p: (p.span[0], one.order.get(p.field, -1))))


# --- notices -------------------------------------------------------------------------------------


def _notices(
    one: Format,
    record: Record,
    texts: Callable[[], Mapping[str, MappedText]],
    today: datetime.date,
) -> list[Problem]:
    """What somebody may want to look at in a record that is right."""
    found: list[tuple[Field, Finding]] = []
    for field in one.fields:
        value = getattr(record, field.name)
        if value is not None and not field.is_usual(value, today):
            found += [(field, finding) for finding in field.notices(value, today)]
    found += _unknown_places(one, record)
    if not found:
        return []
    typed = texts()
    return [_placed(field, finding, typed[field.name], record) for field, finding in found]


def _placed(field: Field, finding: Finding, typed: MappedText, record: Record) -> Problem:
    """A notice, with its span in the text that the value was read from."""
    code, start, end, facts = finding
    # A value whose white space was put in order lies elsewhere: then the whole field is meant.
    same = typed.text == field.write(getattr(record, field.name))
    span = typed.span(start, end) if same else typed.span()
    return Problem(code, field.name, span, "notice", facts)


def _unknown_places(one: Format, record: Record) -> list[tuple[Field, Finding]]:
    """The village and the district that the official list of the regency does not have."""
    levels = {field.place: field for field in one.fields if field.place}
    if len(levels) < 2:  # noqa: PLR2004 - a village is looked up with its district
        return []
    values = {field.name: getattr(record, field.name) for field in one.fields}
    desa, kecamatan = values[levels["village"].name], values[levels["district"].name]
    if desa is None or kecamatan is None:
        return []
    for regency in one.regencies(values):
        known = villages.look_up(regency, desa, kecamatan)
        if known is not None:
            break
    else:
        return []
    found = []
    if not known.desa_known:
        near = villages.nearest_desa(regency, desa, kecamatan)
        found.append((levels["village"], _unknown(desa, near)))
    if not known.kecamatan_known:
        near = villages.nearest_kecamatan(regency, kecamatan)
        found.append((levels["district"], _unknown(kecamatan, near)))
    return found


def _unknown(name: str, near: str | None) -> Finding:
    return Finding(Code.UNKNOWN_PLACE, 0, len(name), (("near", near or ""),))


# --- by hand -------------------------------------------------------------------------------------


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
    judged.read_all(typed)
    problems = _of_fields(one, judged) + repaired + _keywords_as_names(catalogue, one, judged)
    _check_gap(one, judged, problems)
    if not any(p.severity != "notice" for p in problems):
        values = judged.values
        for field in one.fields:
            object.__setattr__(record, field.name, values.get(field.name))
        problems = _of_whole(catalogue, one, record)
    if problems:
        problems = with_facts(one, problems, "")
        problems.sort(key=lambda p: (one.order.get(p.field, -1), p.span[0]))
        raise MessageError(attrs.evolve(p, severity="error") for p in problems) from None


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
    errors = [p for p in report.errors if p.code in _OF_WHOLE]
    if not errors:
        return [Problem(Code.SEVERAL_MESSAGES, None, (0, 0))]
    return [attrs.evolve(p, field=None, span=(0, 0)) for p in errors[:1]]


# What only the whole text of a record can show.
_OF_WHOLE = {Code.SEVERAL_MESSAGES, Code.TWO_KEYWORDS, Code.TEXT_AFTER, Code.TEXT_AROUND}
