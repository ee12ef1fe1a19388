"""Strategies for Hypothesis: invented people, their messages, and how people type those.

They are for the tests of applications, and need the extra `hypothesis`. They serve the built-in
formats and those of any office: `messages(formats)`, `records(record_class)`, `typed(…)`,
`near_misses(formats=…)`. `st.from_type` knows the types of this library without an import of this
module, and the record classes of an office's grammar after `register(formats)`.

Nobody here exists. A number that is made has a serial from 9000 on, far above what one district
gives out on one day: up to 9499 in a NIK and from 9500 in a KK number, so that the two are never
equal. No typo touches that first 9, and a number that is cut short is nobody's. Telephone numbers
have a 0 where no subscriber's number begins with one. So a `Typed` and a `NearMiss` show their
text, for a failing test to be read; records and numbers are masked as ever.

A strategy that takes `today` draws people and dates as of that day; without it, as of the end of
2025, whatever the real day is.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast, overload

from hypothesis import reject
from hypothesis import strategies as st

from ktpmsg.api import Formats
from ktpmsg.fields.identity import Nik, NomorKK
from ktpmsg.finding import LONGEST
from ktpmsg.messages import BUILTIN, Disdukcapil, Ktp, Message, Record, Sinkronisasi, format_of
from ktpmsg.problems import MessageError
from ktpmsg.regions import Region
from ktpmsg.testing import values as kinds
from ktpmsg.testing.drafts import Draft
from ktpmsg.testing.misses import misses
from ktpmsg.testing.typos import OUTCOMES, TYPOS, Typo
from ktpmsg.testing.values import DEFAULT_DAY, dealt, district_codes

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.problems import Code, Severity
    from ktpmsg.testing.misses import Miss
    from ktpmsg.testing.typos import Outcome

__all__ = [
    "SLIPS",
    "TYPOS",
    "NearMiss",
    "Slip",
    "Typed",
    "Typo",
    "disdukcapils",
    "ktps",
    "messages",
    "names",
    "near_misses",
    "niks",
    "nomor_kks",
    "places",
    "records",
    "regions",
    "register",
    "sinkronisasis",
    "texts",
    "typed",
]

R = TypeVar("R", bound=Record)

SLIPS = TYPOS
"""The older name of `TYPOS`."""
Slip = Typo
"""The older name of `Typo`."""


# --- values --------------------------------------------------------------------------------------


def regions() -> st.SearchStrategy[Region]:
    """Districts: nearly all in force, a few former or inferred."""
    return district_codes("", "current", "former", "inferred").map(Region)


def niks(region: str = "", *, today: datetime.date | None = None) -> st.SearchStrategy[Nik]:
    """NIKs of people up to eighty years old, with serials from 9000 to 9499.

    `region` is what they begin with: the two, four or six digits of a region; ValueError if there
    is none. Of a hundred districts 90 are in force, 6 former, 2 inferred, and 2 unknown: their
    `region` is None.
    """
    return kinds.nik_digits(district_codes(region), today or DEFAULT_DAY).map(Nik)


def nomor_kks(
    region: str = "", *, today: datetime.date | None = None
) -> st.SearchStrategy[NomorKK]:
    """KK numbers of the last 25 years, serials from 9500 to 9999; `region` as in `niks`."""
    return kinds.kk_digits(district_codes(region), today or DEFAULT_DAY).map(NomorKK)


def names() -> st.SearchStrategy[str]:
    """Names of people: one to four words, with apostrophes, accents, initials, single letters.

    One in twenty is anything that a name may hold. None has digits or more than 60 characters,
    which are a notice, and so among the `near_misses`.
    """
    return kinds.names()


def places(region: str = "") -> st.SearchStrategy[tuple[str, str]]:
    """Desa and kecamatan of one village in force; one pair in twenty is on no official list.

    `region`: the digits of where it lies, as in `niks`; ValueError if no district in force begins
    with them.
    """
    return kinds.places(region)


# --- records -------------------------------------------------------------------------------------


@st.composite
def _records(
    draw: st.DrawFn,
    kind: type[R],
    region: str = "",
    today: datetime.date = DEFAULT_DAY,
    *,
    plain: bool = False,
) -> R:
    """Records of a class; `plain`: nothing is to be said of them, and their words are easy."""
    one = format_of(kind)
    fields = one.fields[: draw(st.integers(one.required, len(one.fields)))]
    values = _numbers(draw, fields, region, today, plain=plain)
    if any(field.place for field in fields):
        teller = _teller(fields)
        here = kinds.place_of(values[teller.name]) if teller else region
        desa, kecamatan = draw(kinds.official_places(here) if plain else kinds.places(here))
        at = {"village": desa, "district": kecamatan}
        values |= {field.name: at[field.place] for field in fields if field.place}
    for field in fields:
        if field.name not in values:
            strategy = kinds.easy_value if plain else kinds.value
            values[field.name] = draw(strategy(field, today))
    try:
        return kind(**values)
    except MessageError:  # a name that is a keyword of the office's, and the like
        reject()


def _numbers(
    draw: st.DrawFn,
    fields: Iterable[Field],
    region: str,
    today: datetime.date,
    *,
    plain: bool,
) -> dict[str, Any]:
    """The NIKs and KK numbers: the one that tells where the message is from lies in the region."""
    statuses = ("current",) if plain else ()
    teller = _teller(fields)
    return {
        field.name: draw(
            kinds.number(field, district_codes(region if field is teller else "", *statuses), today)
        )
        for field in fields
        if field.tells_regency
    }


def _teller(fields: Iterable[Field]) -> Field | None:
    """The field of the number that tells in which regency a message's places are."""
    return max(
        (field for field in fields if field.tells_regency),
        key=lambda field: field.tells_regency,
        default=None,
    )


def records(
    record: type[R], region: str = "", *, today: datetime.date | None = None
) -> st.SearchStrategy[R]:
    """Records of a class, built-in or of an office's own grammar; the people in them are of age.

    `region`: the digits of the region that the message is from. Its KK number, else its NIK begins
    with them, and a desa and a kecamatan lie there; any other NIK is from anywhere, since people
    move. As in real ones, there may be a notice: an unknown or inferred region, a place that is on
    no list. Optional fields are there or not. TypeError for a class whose grammar is not loaded.
    """
    format_of(record)
    district_codes(region)
    return _records(record, region, today or DEFAULT_DAY)


def ktps(region: str = "", *, today: datetime.date | None = None) -> st.SearchStrategy[Ktp]:
    """Requests for a card; `region` as in `records`."""
    return records(Ktp, region, today=today)


def sinkronisasis(*, today: datetime.date | None = None) -> st.SearchStrategy[Sinkronisasi]:
    """Requests to have data synchronised."""
    return records(Sinkronisasi, today=today)


def disdukcapils(*, today: datetime.date | None = None) -> st.SearchStrategy[Disdukcapil]:
    """Questions to the office."""
    return records(Disdukcapil, today=today)


@overload
def messages(
    formats: None = None, *, today: datetime.date | None = None
) -> st.SearchStrategy[Message]: ...
@overload
def messages(
    formats: Formats, *, today: datetime.date | None = None
) -> st.SearchStrategy[Record]: ...
def messages(
    formats: Formats | None = None, *, today: datetime.date | None = None
) -> st.SearchStrategy[Any]:
    """Records of every class that is read: of these formats, or (None) the built-in ones."""
    return st.one_of([records(record, today=today) for record in _classes(formats)])


def texts(
    formats: Formats | None = None, *, today: datetime.date | None = None
) -> st.SearchStrategy[str]:
    """Canonical texts of every format, strictly right: `parse(text, strict=True).text == text`."""
    every: st.SearchStrategy[Record] = cast("Any", messages(cast("Any", formats), today=today))
    return every.map(lambda record: record.text)


def _classes(formats: Formats | type[Record] | None) -> Sequence[type[Record]]:
    if formats is None:
        return BUILTIN
    if isinstance(formats, Formats):
        return tuple(formats.records.values())
    return (formats,)


def register(formats: Formats) -> None:
    """Make `st.from_type` know the record classes of an office's formats."""
    for record in formats.records.values():
        st.register_type_strategy(record, records(record))


# --- texts as people type them -------------------------------------------------------------------


class Typed(NamedTuple):
    """A text as somebody typed it, and what they meant."""

    text: str
    record: Any
    """The record meant."""
    slips: tuple[Typo, ...]
    """What was typed otherwise than published."""
    digits: dict[str, str]
    """The digits as typed in the fields for numbers: not those of the record if one is wrong."""

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of the typos.

        "published" or "mended": the record is read. "unseen": it is read with the `digits`, or not
        at all. "refused": no record is read.
        """
        return max((typo.outcome for typo in self.slips), key=OUTCOMES.index, default="published")


@functools.cache
def _cards() -> list[st.SearchStrategy[Typo | None]]:
    """For each place a hundred cards: its typos by their rates, and for the rest nothing."""
    of_places = (
        [t for t in TYPOS if t.place == place] for place in dict.fromkeys(t.place for t in TYPOS)
    )
    return [
        dealt({None: 100 - sum(typo.rate for typo in typos), **{typo: typo.rate for typo in typos}})
        for typos in of_places
    ]


@st.composite
def _typed(draw: st.DrawFn, meant: st.SearchStrategy[Record]) -> Typed:
    record = draw(meant)
    draft = Draft(record)
    drawn = (draw(cards) for cards in _cards())
    made = tuple(t for t in drawn if t and t.suits(draft) and draft.takes(t.change, draw))
    return Typed(draft.text, record, made, draft.digits)


def typed(record: Record | st.SearchStrategy[Record]) -> st.SearchStrategy[Typed]:
    """The text of a record as citizens type it, with the typos of `TYPOS` at their rates.

    `record` is the record meant, or a strategy of such. It shrinks to no typos at all.
    """
    return _typed(record if isinstance(record, st.SearchStrategy) else st.just(record))


# --- near misses ---------------------------------------------------------------------------------


class NearMiss(NamedTuple):
    """A text that is as published but for one thing, and the problem that it must get for that.

    `severity` is that in lenient reading; strict reading calls "repaired" an "error".
    """

    text: str
    code: Code
    field: str | None
    severity: Severity

    def __repr__(self) -> str:
        text = repr(self.text) if len(self.text) < LONGEST else f"{self.text[:80]!r}[...]"
        return f"NearMiss({text}, {self.code!r}, {self.field!r}, {self.severity!r})"


@st.composite
def _near_misses(
    draw: st.DrawFn, wanted: list[Miss], classes: Sequence[type[Record]], today: datetime.date
) -> NearMiss:
    severity, code, change = draw(st.sampled_from(wanted))
    order = draw(st.permutations(classes))
    drafts = (Draft(draw(_records(kind, "", today, plain=True))) for kind in order)
    draft = next((draft for draft in drafts if draft.takes(change, draw)), None)
    return NearMiss(draft.text, code, draft.changed, severity) if draft else reject()


def near_misses(
    *wanted: Code,
    today: datetime.date | None = None,
    formats: Formats | type[Record] | None = None,
) -> st.SearchStrategy[NearMiss]:
    """Texts that are as published but for one thing, with the problem that they must get.

    `wanted`: only these codes. What depends on the calendar is as of `today`; None means the real
    day. `formats`: those of the texts, or a record class; None means the built-in ones. ValueError
    for a code that no message of theirs can get.
    """
    classes = [kind for kind in _classes(formats) if format_of(kind).keywords]
    possible = [
        miss
        for miss in misses(today)
        if (not wanted or miss.code in wanted)
        and any(miss.suits(format_of(kind)) for kind in classes)
    ]
    if not {miss.code for miss in possible}.issuperset(wanted) or not possible:
        message = "no near miss of these formats has such a code"
        raise ValueError(message)
    return _near_misses(possible, classes, today or DEFAULT_DAY)
