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
from typing import TYPE_CHECKING, cast

import attrs

from ktpmsg.fields.repairs import holds_number
from ktpmsg.formats.reader import Match
from ktpmsg.judging import (
    LONGEST,
    Judged,
    in_order,
    keywords_as_names,
    notices,
    of_fields,
    placed,
    too_long,
)
from ktpmsg.locating.aligning import align, missing
from ktpmsg.locating.characters import repair_characters, told_by_part
from ktpmsg.locating.envelope import Envelope, about_words
from ktpmsg.locating.labelled import labelled
from ktpmsg.locating.splitting import is_spelled_out
from ktpmsg.messages import format_of
from ktpmsg.problems import Code, Problem
from ktpmsg.reporting.facts import with_facts
from ktpmsg.reporting.report import Part, Report
from ktpmsg.text.characters import is_latin, joined
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator

    from ktpmsg.catalogue import Catalogue
    from ktpmsg.fields.repairs import Repair
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.place import Place
    from ktpmsg.locating.values import Value
    from ktpmsg.messages import Message, Record
    from ktpmsg.problems import Span

__all__ = ["examine", "examine_found"]

_AFTER_WORD = re.compile(f"[{WHITE_SPACE}]")


def examine(catalogue: Catalogue, text: str, *, strict: bool, today: datetime.date) -> Report:
    """The report of a text; `today` fixes the calendar."""
    if len(text) > LONGEST:
        whole = (0, len(text))
        known = tuple(one.record for one in catalogue.formats)
        return Report(text, whole, 1, None, None, (too_long(len(text)),), known=known)
    read = catalogue.read(text)
    if read is None:
        return _located(catalogue, text, strict=strict, today=today)
    if isinstance(read, Match):
        return _judged(catalogue, text, read, [], strict=strict, today=today)
    one = format_of(type(read))
    noticed = notices(one, read, today)
    problems: tuple[Problem, ...] = ()
    if noticed:
        match = cast("Match", catalogue.match_of(read, text))
        problems = in_order(placed(noticed, read, match.text_of), one)
    return Report(text, (0, len(text)), 1, cast("Message", read), one.record, problems)


def _judged(  # noqa: PLR0913 - a match, what is around it, and how it is read
    catalogue: Catalogue,
    text: str,
    match: Match,
    problems: list[Problem],
    *,
    strict: bool,
    today: datetime.date,
    parts: tuple[Part, ...] | None = None,
) -> Report:
    """The report of a match; `problems` are those around its values."""
    one = match.format
    if match.record is not None:
        return _report(
            one,
            text,
            match.record,
            problems,
            match.text_of,
            strict=strict,
            today=today,
            parts=parts,
        )
    judged = Judged()
    judged.read_all(match.values())
    problems = [*of_fields(one, judged), *keywords_as_names(catalogue, one, judged), *problems]
    return _report(
        one, text, judged, problems, judged.text_of, strict=strict, today=today, parts=parts
    )


def parts_of(catalogue: Catalogue, text: str) -> tuple[Part, ...]:
    """The parts of a text that the expression of a format reads, in order; else none."""
    match, before = catalogue.match(text), 0
    if match is None:
        place = catalogue.locator.plain(text)
        inside = place and catalogue.inside(place, text)
        if place is None or inside is None:  # other formats are loaded since
            return (Part(None, 0, len(text)),)
        match, before = inside[0], place.start
    aside = (Part(None, 0, before),) if before else ()
    return (*aside, *_parts(match))


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
    if report.kind is None or not (holds_number(before) or holds_number(after)):
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


# --- a message that has to be located ------------------------------------------------------------


def _located(catalogue: Catalogue, text: str, *, strict: bool, today: datetime.date) -> Report:
    repaired = sent = MappedText(text)
    repairs: list[Repair] = []
    plain = catalogue.locator.plain(text)
    places = [plain] if plain else []
    if not plain:
        repaired, repairs = repair_characters(sent, catalogue.separators)
        places = catalogue.locator.locate(repaired.text)
        if not places and (first := catalogue.locator.first(repaired.text)):
            places = [first]
    if not places:
        return _no_message(catalogue, text, repaired)
    place, *others = places
    inside = catalogue.inside(place, text) if repaired is sent else None
    if inside:
        match, tail = inside
        own = () if plain else {typed.text for _, typed, _ in match.values()}
        around = Envelope(place, others, sent, own)
        problems = around.problems
        if tail:
            last = place.format.fields[-1].name
            problems.append(Problem(Code.TEXT_AFTER, last, tail, "repaired"))
        parts = None if plain else (*_aside(around), *_parts(match))
        return _judged(catalogue, text, match, problems, strict=strict, today=today, parts=parts)
    one = place.format
    values, problems = _aligned(place, repaired)
    if one.is_open and values and values[-1].field and values[-1].field.is_open and repairs:
        values[-1] = _up_to_joiners(values[-1], sent)
    judged = Judged()
    judged.read_all(
        (v.field, sent.cut(*v.reach).strip() if v.field.is_open else v.typed, False)
        for v in values
        if v.field
    )
    judged.problems += [*_unassigned(values), *problems]
    problems = of_fields(one, judged)
    own = {reading.text.text for reading in judged.readings.values()}
    if not place.second:
        problems += keywords_as_names(catalogue, one, judged)
    if place.second:  # which of the two is meant decides what the rest is
        problems = [p for p in problems if p.severity != "error"]
    around = Envelope(place, others, repaired, own)
    choices = [(f, judged.values.get(f.name)) for f in one.fields if f.family == "choice"]
    problems = about_words(place, repaired, choices, problems) + around.problems
    if place.how == "words" and any(p.code in _LACKING for p in problems):
        problems = [
            attrs.evolve(p, severity="error") if p.code is Code.KEYWORD_SPELLING else p
            for p in problems
        ]
    aside = _aside(around)
    problems += told_by_part(repairs, values, aside)
    aside += [Part(v.field.name if v.field else None, *v.reach) for v in values]
    return _report(
        one, text, judged, problems, judged.text_of, strict=strict, today=today, parts=tuple(aside)
    )


# With words beside the keyword, all fields have to be there.
_LACKING = {Code.MISSING_FIELD, Code.EMPTY_FIELD, Code.EXTRA_FIELD, Code.MISSING_SEPARATOR}


def _aligned(place: Place, text: MappedText) -> tuple[list[Value], list[Problem]]:
    if place.how == "labels":
        return labelled(place.format, text, place.body, place.close)
    if place.how == "end":  # not even a separator follows the keyword
        return missing(place.format, text, place.body)
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
        word = _AFTER_WORD.split(first.text, maxsplit=1)[0]
        heads = tuple(one.head.strip() for one in catalogue.formats if one.keywords)
        facts = (
            ("keywords", " / ".join(heads)),
            ("other_script", int(not is_latin(word))),
            ("spelled_out", int(is_spelled_out(first.text))),
        )
        problem = Problem(Code.UNKNOWN_KEYWORD, None, first.span(0, len(word)), facts=facts)
    known = tuple(one.record for one in catalogue.formats)
    return Report(text, whole, 1, None, None, (problem,), (Part(None, *whole),), known)


def _aside(around: Envelope) -> list[Part]:
    return [Part(None, *span) for span in around.aside]


def _parts(match: Match) -> Iterator[Part]:
    return (Part(field.name, *typed.span()) for field, typed, _ in match.values())


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


def _our_example(span: Span) -> Problem:
    """The problem of a message that is the example of our own replies."""
    return Problem(Code.TEMPLATE_UNFILLED, None, span, facts=(("example", 1),))


def _report(  # noqa: PLR0913 - what a report is made of
    one: Format,
    text: str,
    found: Judged | Record,
    problems: list[Problem],
    text_of: Callable[[str], MappedText],
    *,
    strict: bool,
    today: datetime.date,
    parts: tuple[Part, ...] | None = None,
) -> Report:
    """The report of the fields that were judged, or of their record where all are right."""
    record = None
    if not any(p.severity == "error" for p in problems):
        record = one.assemble(found.values) if isinstance(found, Judged) else found
        if one.is_example(record):
            record = None
            problems = [*problems, _our_example((0, len(text)))]
    problems = with_facts(one, problems, text)
    if strict:
        problems = [
            attrs.evolve(p, severity="error") if p.severity == "repaired" else p for p in problems
        ]
        if any(p.severity == "error" for p in problems):
            record = None
    if record is not None:
        noticed = notices(one, record, today)
        if noticed:
            problems += placed(noticed, record, text_of)
    message = cast("Message | None", record)
    return Report(text, (0, len(text)), 1, message, one.record, in_order(problems, one), parts)
