"""Judging the fields of one message: each by its kind, then one against another, then notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ktpmsg.fields.base import Reading
from ktpmsg.fields.identity import is_number
from ktpmsg.problems import Code, Finding, Problem
from ktpmsg.regions import villages
from ktpmsg.text.characters import fold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ktpmsg.catalogue import Catalogue
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record
    from ktpmsg.problems import Fact
    from ktpmsg.text.mapped import MappedText

__all__ = ["Judged", "in_order", "keywords_as_names", "notices", "of_fields", "placed", "too_long"]

LONGEST = 65_536  # characters of a message: the most that WhatsApp takes


class Judged:
    """The fields of one message as they are read, each with its value or its errors."""

    def __init__(self) -> None:
        self.readings: dict[str, Reading] = {}
        self.problems: list[Problem] = []

    @property
    def values(self) -> dict[str | None, Any]:
        """The value of each field that has one."""
        return {name: reading.value for name, reading in self.readings.items()}

    def text_of(self, name: str) -> MappedText:
        """The text of a field as it was repaired, with its place."""
        return self.readings[name].text

    def read(self, field: Field, typed: MappedText, own: Iterable[str] = ()) -> None:
        """Read the value of a field."""
        reading = field.read(typed, frozenset(own))
        self.readings[field.name] = reading
        self.problems += reading.problems

    def _takes(self, field: Field, typed: MappedText) -> bool:
        """Take a value that is as published; False where it needs a look after all."""
        try:
            value = field.convert(typed.text)
        except LookupError:
            return False
        self.readings[field.name] = Reading(typed, [], value)
        return True

    def read_all(self, values: Iterable[tuple[Field, MappedText, bool]]) -> None:
        """Read the values of several fields: numbers first, since a name may repeat one of them.

        Of each it is said whether it is as published for certain.
        """
        later = []
        for field, typed, is_published in values:
            if is_published and self._takes(field, typed):
                continue
            if field.family == "number":
                self.read(field, typed)
            else:
                later.append((field, typed))
        own = frozenset(reading.text.text for reading in self.readings.values())
        for field, typed in later:
            self.read(field, typed, own)


def in_order(problems: Sequence[Problem], one: Format) -> tuple[Problem, ...]:
    """By start of the span, then those of no field, then in the order of the record."""
    if len(problems) < 2:  # noqa: PLR2004 - nothing to put in order
        return tuple(problems)
    return tuple(sorted(problems, key=lambda p: (p.span[0], one.order.get(p.field, -1))))


def too_long(length: int) -> Problem:
    """The problem of a text of this length, or of a record whose text would be too long."""
    written = f"{LONGEST:,}"
    facts = (("limit", written), ("limit_id", written.replace(",", ".")))
    return Problem(Code.TOO_LONG, None, (0, length), facts=facts)


# --- the fields ----------------------------------------------------------------------------------


def of_fields(one: Format, judged: Judged) -> list[Problem]:
    """The problems of the fields, and those of one field against another."""
    problems = _of_pairs(one, judged)
    twice = {p.field for p in problems if p.code is Code.TWO_NUMBERS}
    if twice:  # the first that applies to a field
        problems = [
            p
            for p in problems
            if p.field not in twice or p.code is Code.TWO_NUMBERS or p.severity != "error"
        ]
    unfilled = [p.span for p in problems if p.code is Code.TEMPLATE_UNFILLED]
    if len(unfilled) > 1:
        span = (min(unfilled)[0], max(unfilled)[1])
        problems = [p for p in problems if p.code is not Code.TEMPLATE_UNFILLED]
        facts = tuple(_unfilled(one, judged))
        problems.append(Problem(Code.TEMPLATE_UNFILLED, None, span, facts=facts))
    return problems


def _unfilled(one: Format, judged: Judged) -> Iterator[Fact]:
    """Which fields are not filled in, and whether they all hold the numbers of our own example."""
    found = {
        name: any(map(str.isdigit, reading.text.text))
        for name, reading in judged.readings.items()
        if any(p.code is Code.TEMPLATE_UNFILLED for p in reading.problems)
    }
    yield "candidates", tuple(field.name for field in one.fields if field.name in found)
    yield "example", int(all(found.values()))
    for field in one.fields:
        if field.is_open and field.name in judged.readings and field.name not in found:
            said = fold(judged.readings[field.name].text.text)
            yield "behind", field.name if said.startswith(fold(field.words)) else ""


def keywords_as_names(catalogue: Catalogue, one: Format, judged: Judged) -> list[Problem]:
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
        texts = [_digits_of(judged, one.fields[at]) for at in (first, second)]
        if texts[0] is None or texts[0] != texts[1]:
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


def _digits_of(judged: Judged, field: Field) -> str | None:
    """The digits of a number that is written as one, whatever they say."""
    reading = judged.readings.get(field.name)
    return reading.text.text if reading and is_number(reading.text.text) else None


# --- notices -------------------------------------------------------------------------------------


Noticed = tuple["Field", Finding]


def notices(one: Format, record: Record, today: datetime.date) -> list[Noticed]:
    """What somebody may want to look at in a record that is right: the field, and what it is."""
    found: list[Noticed] = []
    for field, value in zip(one.noticing, one.noticed(record), strict=True):
        if value is not None and not field.is_usual(value, today):
            found += [(field, finding) for finding in field.notices(value, today)]
    return found + _unknown_places(one, record) if one.places else found


def placed(
    noticed: Iterable[Noticed], record: Record, text_of: Callable[[str], MappedText]
) -> list[Problem]:
    """These as notices, with spans in the text that the value of each field was read from."""
    problems = []
    for field, (code, start, end, facts) in noticed:
        typed = text_of(field.name)
        # A value that was mended inside is not there as it is: then the whole field is meant.
        at = typed.text.find(field.write(getattr(record, field.name)))
        span = typed.span() if at < 0 else typed.span(at + start, at + end)
        problems.append(Problem(code, field.name, span, "notice", facts))
    return problems


def _unknown_places(one: Format, record: Record) -> list[Noticed]:
    """The village and the district that the official list of the regency does not have."""
    village, district = one.places
    desa, kecamatan = getattr(record, village.name), getattr(record, district.name)
    if desa is None or kecamatan is None:
        return []
    for field in one.telling:
        number = getattr(record, field.name)
        if number is None:
            continue
        regency = number[:4]
        known = villages.listed(regency, desa, kecamatan)
        if known is not None:
            break
    else:
        return []
    found = []
    if not known.desa:
        found.append((village, _unknown(desa, Nearest(regency, kecamatan, desa))))
    if not known.kecamatan:
        found.append((district, _unknown(kecamatan, Nearest(regency, kecamatan))))
    return found


def _unknown(name: str, near: Nearest) -> Finding:
    return Finding(Code.UNKNOWN_PLACE, 0, len(name), (("near", near),))


@attrs.frozen(repr=False)
class Nearest:
    """The official name nearest to that of a district, or of a village in it, when asked for."""

    regency: str
    kecamatan: str
    desa: str | None = None

    def __call__(self) -> str:
        if self.desa is None:
            return villages.nearest_kecamatan(self.regency, self.kecamatan) or ""
        return villages.nearest_desa(self.regency, self.desa, self.kecamatan) or ""

    def __repr__(self) -> str:
        return "Nearest(…)"
