"""Strategies for Hypothesis: invented people, their messages, and how people type those.

They are for the tests of applications, and need the extra `hypothesis`. `st.from_type` knows the
types of this library without an import of this module.

Nobody here exists. A number that is made has a serial from 9000 on, far above what one district
gives out on one day: up to 9499 in a NIK and from 9500 in a KK number, so that the two are never
equal. No slip touches that first 9, and a number that is cut short is nobody's. So a `Typed` and a
`NearMiss` show their text, for a failing test to be read; records and numbers are masked as ever.
"""

from __future__ import annotations

import datetime
import functools
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from hypothesis import reject
from hypothesis import strategies as st

from ktpmsg import regions as codes
from ktpmsg.choices import Alasan
from ktpmsg.messages import LONGEST, Disdukcapil, Ktp, Message, Sinkronisasi, format_of
from ktpmsg.numbers import Nik, NomorKK
from ktpmsg.regions import Region
from ktpmsg.regions import villages as places_of
from ktpmsg.slips import MISSES, NOWHERE, OUTCOMES, SLIPS, Draft, Slip, of_a_child

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.problems import Code, Severity
    from ktpmsg.slips import Miss, Outcome

__all__ = [
    "SLIPS",
    "NearMiss",
    "Slip",
    "Typed",
    "disdukcapils",
    "ktps",
    "messages",
    "names",
    "near_misses",
    "niks",
    "nomor_kks",
    "places",
    "regions",
    "sinkronisasis",
    "texts",
    "typed",
]

T = TypeVar("T")
M = TypeVar("M", bound=Message)


def _dealt(cards: Mapping[T, int]) -> st.SearchStrategy[T]:
    """One of these, each as often as its number says; it shrinks to the first."""
    return st.sampled_from([card for card, times in cards.items() for _ in range(times)])


# --- regions and numbers -----------------------------------------------------------------------

# Of a hundred districts, how many have which status; None: a code that was never seen.
_STATUSES: dict[str | None, int] = {"current": 90, "former": 6, "inferred": 2, None: 2}
_NIK_SERIALS = st.integers(9000, 9499)
_KK_SERIALS = st.integers(9500, 9999)
_BORN = st.dates(datetime.date(1945, 1, 1), datetime.date(2025, 12, 31))
_ADULT = st.dates(datetime.date(1945, 1, 1), datetime.date(2008, 12, 31))
_RECORDED = st.dates(datetime.date(2000, 1, 1), datetime.date(2025, 12, 31))
_WOMAN = 40  # what is added to the day of birth


@functools.cache
def _districts() -> dict[str | None, list[str]]:
    """The codes of districts by status, of every regency that was seen, if only as a gap."""
    found: dict[str | None, list[str]] = {status: [] for status in _STATUSES}
    for code, status in codes.districts():
        found[status].append(code)
    return found


@functools.lru_cache(maxsize=64)
def _codes(region: str, *statuses: str | None) -> st.SearchStrategy[str]:
    """Six digits that begin with those of a region, of these statuses (none: of any)."""
    drawn = {
        status: st.sampled_from(found)
        for status in statuses or _STATUSES
        if (found := [code for code in _districts()[status] if code.startswith(region)])
    }
    if not drawn:
        message = "no district begins with these digits"
        raise ValueError(message)
    return _dealt({status: _STATUSES[status] for status in drawn}).flatmap(drawn.__getitem__)


def _written(district: str, date: datetime.date, more: int, serial: int) -> str:
    return f"{district}{date.day + more:02}{date:%m%y}{serial}"


@functools.lru_cache(maxsize=64)
def _nik_digits(
    districts: st.SearchStrategy[str], born: st.SearchStrategy[datetime.date]
) -> st.SearchStrategy[str]:
    return st.builds(_written, districts, born, st.sampled_from((0, _WOMAN)), _NIK_SERIALS)


@functools.lru_cache(maxsize=64)
def _kk_digits(districts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(_written, districts, _RECORDED, st.just(0), _KK_SERIALS)


def regions() -> st.SearchStrategy[Region]:
    """Districts: nearly all in force, a few former or inferred."""
    return _codes("", "current", "former", "inferred").map(Region)


def niks(region: str = "") -> st.SearchStrategy[Nik]:
    """NIKs of people born from 1945 to 2025, with serials from 9000 to 9499.

    `region` is what they begin with: the two, four or six digits of a region; ValueError if there
    is none. Of a hundred districts 90 are in force, 6 former, 2 inferred, and 2 unknown: their
    `region` is None.
    """
    return _nik_digits(_codes(region), _BORN).map(Nik)


def nomor_kks(region: str = "") -> st.SearchStrategy[NomorKK]:
    """KK numbers recorded from 2000 to 2025, serials from 9500 to 9999; `region` as in `niks`."""
    return _kk_digits(_codes(region)).map(NomorKK)


# --- names, places, texts ----------------------------------------------------------------------

_NAMES = (
    *("Siti", "Budi", "Aminah", "Santoso", "Slamet", "Tumini", "Wulandari", "Joko", "I Made"),
    *("Nur'aini", "D\u2019Costa", "Maria-Ana", "Desir\u00e9e", "R.A.", "M.", "O", "bin", "alias"),
)
_QUESTIONS = ("BPJS Kesehatan", "Daftar CPNS", "Apakah KTP saya sudah jadi?", "Pindah sekolah")
_WORDS = (
    *("ya", "KTP", "no. 12", "#", "#2", "\nmohon info", '"cepat"', "Rp 9.000", "& istri", "100%"),
    *("\u2764\ufe0f", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "terima kasih"),
)
# U+3164 is a letter that nobody sees.
_ANY_WORD = st.text(
    st.characters(exclude_categories=("C", "M", "Z"), exclude_characters="\u3164"),
    min_size=1,
    max_size=8,
)
_LAST_LATIN = 0x1EFF


@functools.cache
def _any_name() -> st.SearchStrategy[str]:
    """What the grammar lets a name hold, but for digits."""
    (field,) = (f for f in format_of(Ktp).form.fields if f.name == "nama")
    allowed = [
        char
        for char in map(chr, range(_LAST_LATIN + 1))
        if field.value.fullmatch(f"X{char}") and not char.isdigit()
    ]
    # A letter in front: what begins with a mark may be taken for something in brackets.
    return st.text(st.sampled_from(sorted(allowed, key=str.isupper)), max_size=12).map("X".__add__)


@functools.cache
def names() -> st.SearchStrategy[str]:
    """Names of people: one to four words, with apostrophes, accents, initials, single letters.

    One in twenty is anything that a name may hold. None has digits or more than 60 characters,
    which are a notice, and so among the `near_misses`.
    """
    usual = st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4).map(" ".join)
    return _dealt({True: 19, False: 1}).flatmap(lambda known: usual if known else _any_name())


@functools.cache
def _villages() -> dict[str, list[tuple[str, str]]]:
    """The desa and kecamatan of each village in force, by the code of the district."""
    return {
        code: [(desa, kecamatan) for desa in villages.values()]
        for code, kecamatan, villages in places_of.districts()
    }


@functools.lru_cache(maxsize=1024)
def _official_places(region: str) -> st.SearchStrategy[tuple[str, str]]:
    """Places in a region; in the district of these digits, if it is in force."""
    villages = _villages()
    if region in villages:
        return st.sampled_from(villages[region])
    return _codes(region, "current").flatmap(lambda code: st.sampled_from(villages[code]))


@functools.lru_cache(maxsize=1024)
def places(region: str = "") -> st.SearchStrategy[tuple[str, str]]:
    """Desa and kecamatan of one village in force; one pair in twenty is on no official list.

    `region`: the digits of where it lies, as in `niks`; ValueError if no district in force begins
    with them.
    """
    official = _official_places(region)
    made_up = st.tuples(st.sampled_from(NOWHERE), st.sampled_from(NOWHERE))
    return _dealt({True: 19, False: 1}).flatmap(lambda listed: official if listed else made_up)


@functools.cache
def _free_texts() -> st.SearchStrategy[str]:
    """What people ask: several lines, emoji, a `#` here and there."""
    more = st.lists(st.one_of(st.sampled_from(_WORDS), _ANY_WORD), max_size=4)
    return st.builds(
        lambda first, rest: unicodedata.normalize("NFC", " ".join((first, *rest))).rstrip("# \n"),
        st.sampled_from(_QUESTIONS),
        more,
    )


# --- records -----------------------------------------------------------------------------------


@st.composite
def _records(draw: st.DrawFn, kind: type[M], region: str = "", *, plain: bool = False) -> M:
    """Records of a kind. `plain`: one that nothing is to be said of, with an easy name and text."""
    statuses = ("current",) if plain else ()
    values: dict[str, str] = {}
    for field in format_of(kind).form.fields:
        if field.name == "nik":
            values["nik"] = draw(_nik_digits(_codes("", *statuses), _ADULT))
        elif field.name == "nomor_kk":
            values["nomor_kk"] = draw(_kk_digits(_codes(region, *statuses)))
        elif field.name == "desa":
            here = values["nomor_kk"][:6]
            here = here if here in _villages() else here[:2]
            pair = draw(_official_places(here) if plain else places(here))
            values["desa"], values["kecamatan"] = pair
        elif field.terminals == ("TEXT",):
            values[field.name] = draw(st.sampled_from(_QUESTIONS) if plain else _free_texts())
        elif field.terminals == ("NAME",):
            if field.name not in values:
                values[field.name] = draw(st.just(_PLAIN_NAME) if plain else names())
        else:
            values[field.name] = draw(st.sampled_from(Alasan))
    return kind(**values)


_KINDS: Final = (Ktp, Sinkronisasi, Disdukcapil)
_PLAIN_NAME = "Desir\u00e9e Santoso"


def ktps(region: str = "") -> st.SearchStrategy[Ktp]:
    """Requests for a card, of people born from 1945 to 2008.

    `region`: the digits that the KK number begins with, and where `desa` and `kecamatan` lie; the
    NIK is from anywhere, since people move. As in real ones, there may be a notice: an unknown or
    inferred region, a place that is on no list.
    """
    _codes(region)
    return _records(Ktp, region)


def sinkronisasis() -> st.SearchStrategy[Sinkronisasi]:
    """Requests to have data synchronised."""
    return _records(Sinkronisasi)


def disdukcapils() -> st.SearchStrategy[Disdukcapil]:
    """Questions to the office."""
    return _records(Disdukcapil)


def messages() -> st.SearchStrategy[Message]:
    """Records of every kind."""
    return st.one_of(ktps(), sinkronisasis(), disdukcapils())


def texts() -> st.SearchStrategy[str]:
    """Canonical texts of every kind, strictly right: `parse(text, strict=True).text == text`."""
    return messages().map(lambda record: record.text)


# --- texts as people type them -----------------------------------------------------------------


class Typed(NamedTuple):
    """A text as somebody typed it, and what they meant."""

    text: str
    record: Message
    """The record meant."""
    slips: tuple[Slip, ...]
    digits: dict[str, str]
    """The digits as typed in `nik` and `nomor_kk`: not those of the record if one is wrong."""

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of the slips.

        "published" or "mended": the record is read. "unseen": it is read with the `digits`, or not
        at all. "refused": no record is read.
        """
        return max((slip.outcome for slip in self.slips), key=OUTCOMES.index, default="published")


# For each place a hundred cards: its slips by their rates, and for the rest nothing.
_CARDS = [
    _dealt({None: 100 - sum(slip.rate for slip in slips), **{slip: slip.rate for slip in slips}})
    for place in dict.fromkeys(slip.place for slip in SLIPS)
    if (slips := [slip for slip in SLIPS if slip.place == place])
]


@st.composite
def _typed(draw: st.DrawFn, records: st.SearchStrategy[Message]) -> Typed:
    record = draw(records)
    draft = Draft(record)
    drawn = (draw(cards) for cards in _CARDS)
    slips = tuple(slip for slip in drawn if slip and draft.takes(slip.change, draw))
    return Typed(draft.text, record, slips, draft.digits)


def typed(record: Message | st.SearchStrategy[Message]) -> st.SearchStrategy[Typed]:
    """The text of a record as citizens type it, with the slips of `SLIPS` at their rates.

    `record` is the record meant, or a strategy of such. It shrinks to no slips at all.
    """
    return _typed(record if isinstance(record, st.SearchStrategy) else st.just(record))


# --- near misses -------------------------------------------------------------------------------


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
def _near_misses(draw: st.DrawFn, misses: list[Miss]) -> NearMiss:
    severity, code, change = draw(st.sampled_from(misses))
    kinds = draw(st.permutations(_KINDS))
    drafts = (Draft(draw(_records(kind, plain=True))) for kind in kinds)
    draft = next((draft for draft in drafts if draft.takes(change, draw)), None)
    return NearMiss(draft.text, code, draft.changed, severity) if draft else reject()


def near_misses(*wanted: Code, today: datetime.date | None = None) -> st.SearchStrategy[NearMiss]:
    """Texts that are as published but for one thing, with the problem that they must get.

    Every code can come; `wanted`: only these. What depends on the calendar is as of `today`; None
    means the real day.
    """
    misses = (*MISSES, of_a_child(today))
    return _near_misses([miss for miss in misses if not wanted or miss[1] in wanted])
