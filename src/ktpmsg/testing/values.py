"""Values of fields, for the strategies: invented, diverse, and accepted by the library.

A table says which values a kind of field has, by its terminal. What fields of one record have to do
with each other (a village lies in the regency of a number) is in `strategies`.
"""

from __future__ import annotations

import datetime
import functools
import unicodedata
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from hypothesis import strategies as st

from ktpmsg.messages import BUILTIN, format_of
from ktpmsg.regions import codes, villages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ktpmsg.fields.base import Field
    from ktpmsg.fields.choices import ChoiceField

__all__ = [
    "DEFAULT_DAY",
    "NOWHERE",
    "dealt",
    "district_codes",
    "easy_value",
    "kk_digits",
    "names",
    "nik_digits",
    "number",
    "official_places",
    "place_of",
    "places",
    "value",
]

T = TypeVar("T")

DEFAULT_DAY: Final = datetime.date(2025, 12, 31)
"""The day on which the people live where no other is given: no example depends on the real one."""


def dealt(cards: Mapping[T, int]) -> st.SearchStrategy[T]:
    """One of these, each as often as its number says; it shrinks to the first."""
    return st.sampled_from([card for card, times in cards.items() for _ in range(times)])


# --- regions and numbers -------------------------------------------------------------------------

# Of a hundred districts, how many have which status; None: a code that was never seen.
_STATUSES: Final[dict[str | None, int]] = {"current": 90, "former": 6, "inferred": 2, None: 2}
# Far above what one district gives out on one day. Those of the two kinds of number differ, so that
# no NIK equals a KK number.
_NIK_SERIALS = st.integers(9000, 9499)
_KK_SERIALS = st.integers(9500, 9999)
_WOMAN = 40  # what is added to the day of birth
_OLDEST = 80
_ADULT = 17
_FIRST_KK = 1996  # the first year from which a KK number can be
_KK_YEARS = 25


@functools.cache
def _districts() -> dict[str | None, list[str]]:
    """The codes of districts by status, of every regency that was seen, if only as a gap."""
    found: dict[str | None, list[str]] = {status: [] for status in _STATUSES}
    for code, status in codes.districts():
        found[status].append(code)
    return found


@functools.lru_cache(maxsize=64)
def district_codes(region: str, *statuses: str | None) -> st.SearchStrategy[str]:
    """Six digits that begin with those of a region, of these statuses (none: of any).

    ValueError if there are none.
    """
    drawn = {
        status: st.sampled_from(found)
        for status in statuses or _STATUSES
        if (found := [code for code in _districts()[status] if code.startswith(region)])
    }
    if not drawn:
        message = "no district begins with these digits"
        raise ValueError(message)
    return dealt({status: _STATUSES[status] for status in drawn}).flatmap(drawn.__getitem__)


def _written(district: str, date: datetime.date, more: int, serial: int) -> str:
    return f"{district}{date.day + more:02}{date:%m%y}{serial}"


@functools.lru_cache(maxsize=64)
def nik_digits(
    districts: st.SearchStrategy[str], today: datetime.date, *, adult: bool = False
) -> st.SearchStrategy[str]:
    """The digits of NIKs of people up to eighty years old."""
    youngest = datetime.date(today.year - _ADULT, 12, 31) if adult else today
    born = st.dates(datetime.date(today.year - _OLDEST, 1, 1), youngest)
    return st.builds(_written, districts, born, st.sampled_from((0, _WOMAN)), _NIK_SERIALS)


@functools.lru_cache(maxsize=64)
def kk_digits(districts: st.SearchStrategy[str], today: datetime.date) -> st.SearchStrategy[str]:
    """The digits of KK numbers of the last 25 years or so."""
    first = min(max(_FIRST_KK, today.year - _KK_YEARS), today.year)
    recorded = st.dates(datetime.date(first, 1, 1), today)
    return st.builds(_written, districts, recorded, st.just(0), _KK_SERIALS)


# --- places --------------------------------------------------------------------------------------

NOWHERE: Final = ("Antah Berantah", "Rimba Tak Bertepi", "Wonoantah Lor")  # no place is called so

_PROVINCE, _DISTRICT = 2, 6


@functools.cache
def _villages_in(province: str) -> dict[str, list[tuple[str, str]]]:
    """The desa and kecamatan of each village in force, by the code of the district."""
    return {
        code: [(desa, kecamatan) for desa in its_villages.values()]
        for code, kecamatan, its_villages in villages.districts(province)
    }


def _villages(district: str) -> list[tuple[str, str]]:
    return _villages_in(district[:_PROVINCE]).get(district, [])


@functools.lru_cache(maxsize=1024)
def official_places(region: str) -> st.SearchStrategy[tuple[str, str]]:
    """Desa and kecamatan of villages in force; in the district of these digits, if it is."""
    if len(region) == _DISTRICT and _villages(region):
        return st.sampled_from(_villages(region))
    districts = district_codes(region, "current").filter(_villages)
    return districts.flatmap(lambda code: st.sampled_from(_villages(code)))


@functools.lru_cache(maxsize=1024)
def places(region: str) -> st.SearchStrategy[tuple[str, str]]:
    """Desa and kecamatan of villages in force; one pair in twenty is on no official list."""
    official = official_places(region)
    made_up = st.tuples(st.sampled_from(NOWHERE), st.sampled_from(NOWHERE))
    return dealt({True: 19, False: 1}).flatmap(lambda listed: official if listed else made_up)


def place_of(number: str) -> str:
    """Where somebody lives who has this number: its district, or its province if it has none."""
    district = number[:_DISTRICT]
    return district if _villages(district) else number[:_PROVINCE]


# --- words ---------------------------------------------------------------------------------------

_NAMES = (
    *("Siti", "Budi", "Aminah", "Santoso", "Slamet", "Tumini", "Wulandari", "Joko", "I Made"),
    *("Nur'aini", "D\u2019Costa", "Maria-Ana", "Desir\u00e9e", "R.A.", "M.", "O", "bin", "alias"),
)
_QUESTIONS = ("BPJS Kesehatan", "Daftar CPNS", "Apakah KTP saya sudah jadi?", "Pindah sekolah")
_LINES = ("Jl. Pemuda 12", "RT 02 RW 05", "Gg. Melati II no. 9", "Perum Griya Asri blok C-9")
_WORDS = (
    *("ya", "KTP", "no. 12", "mohon info", '"cepat"', "Rp 9.000", "& istri", "100%"),
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
    fields = (field for record in BUILTIN for field in format_of(record).fields)
    may_hold = next(field.may_say for field in fields if field.is_name)
    allowed = [
        char
        for char in map(chr, range(_LAST_LATIN + 1))
        if may_hold(f"X{char}") and not char.isdigit()
    ]
    # A letter in front: what begins with a mark may be taken for something in brackets.
    return st.text(st.sampled_from(sorted(allowed, key=str.isupper)), max_size=12).map("X".__add__)


@functools.cache
def names() -> st.SearchStrategy[str]:
    """Names of people: one to four words; one in twenty is anything that a name may hold."""
    usual = st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4).map(" ".join)
    return dealt({True: 19, False: 1}).flatmap(lambda known: usual if known else _any_name())


@functools.lru_cache(maxsize=16)
def _free_texts(separator: str) -> st.SearchStrategy[str]:
    """What people ask: several lines, emoji, a separator here and there."""
    odd = st.sampled_from((separator, f"{separator}2", "\nterima kasih", *_WORDS))
    return _said(_QUESTIONS, st.one_of(odd, _ANY_WORD)).map(
        lambda text: text.rstrip(f"{separator} \n")
    )


@functools.lru_cache(maxsize=16)
def _lines(separator: str) -> st.SearchStrategy[str]:
    """Addresses and the like: words of any kind, without the separator."""
    word = _ANY_WORD.map(lambda text: text.replace(separator, "") or "ya")
    return _said(_LINES, st.one_of(st.sampled_from(_WORDS), word))


def _said(first: tuple[str, ...], more: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda begins, rest: unicodedata.normalize("NFC", " ".join((begins, *rest))),
        st.sampled_from(first),
        st.lists(more, max_size=4),
    )


# --- what offices ask for besides ----------------------------------------------------------------

_AREAS = ("812", "857", "899", "21", "293", "361")


@functools.lru_cache(maxsize=16)
def _dates(today: datetime.date) -> st.SearchStrategy[datetime.date]:
    """Dates of birth and of visits: of the last eighty years, and of the next."""
    return st.dates(
        datetime.date(today.year - _OLDEST, 1, 1), datetime.date(today.year + 1, 12, 31)
    )


def _phone(begins: str, area: str, length: int, serial: int) -> str:
    return f"{begins}{area}{'0' * (length - len(area) - 4)}{serial}"


# No subscriber's number begins with a 0 after the area code: these are nobody's.
_PHONES = st.builds(
    _phone,
    st.sampled_from(("0", "+62", "62")),
    st.sampled_from(_AREAS),
    st.integers(8, 12),
    st.integers(9000, 9999),
)
_CODES = st.one_of(
    st.sampled_from(("A-1", "9001/Pdt.G/2026/PA.Mgl", "GRUP1", "C.9-01", "9/12")),
    st.from_regex(r"[A-Z][A-Za-z0-9./-]{0,10}[0-9]", fullmatch=True),
)
_COUNTS = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(1000, 10**9).map(str),
    st.from_regex("[0-9]{1,12}", fullmatch=True),
)

_NUMBERS: Final[
    dict[str, Callable[[st.SearchStrategy[str], datetime.date], st.SearchStrategy[str]]]
] = {
    "NIK": lambda districts, today: nik_digits(districts, today, adult=True),
    "NOMOR_KK": kk_digits,
}
_VALUES: Final[dict[str, Callable[[Field, datetime.date], st.SearchStrategy[Any]]]] = {
    "PERSON": lambda _, __: names(),
    "LINE": lambda field, _: _lines(field.separator),
    "TEXT": lambda field, _: _free_texts(field.separator),
    "DATE": lambda _, today: _dates(today),
    "PHONE": lambda _, __: _PHONES,
    "CODE": lambda _, __: _CODES,
    "NUMBER": lambda _, __: _COUNTS,
}
_EASY: Final[dict[str, st.SearchStrategy[Any]]] = {
    "PERSON": st.just("Desir\u00e9e Santoso"),
    "LINE": st.sampled_from(_LINES),
    "TEXT": st.sampled_from(_QUESTIONS),
    "CODE": st.sampled_from(("A-1", "GRUP1")),
    "NUMBER": st.integers(1000, 9999).map(str),
}


def number(
    field: Field, districts: st.SearchStrategy[str], today: datetime.date
) -> st.SearchStrategy[str]:
    """The digits of the NIKs or KK numbers that a field holds, of these districts."""
    return _NUMBERS[field.terminal](districts, today)


def value(field: Field, today: datetime.date) -> st.SearchStrategy[Any]:
    """Values of a field as people give them, on this day; of a place `places` has them."""
    if field.terminal in _VALUES:
        return _VALUES[field.terminal](field, today)
    return st.sampled_from(list(cast("ChoiceField", field).kind))


def easy_value(field: Field, today: datetime.date) -> st.SearchStrategy[Any]:
    """Values of which the library has nothing to say, and in which there is room for a typo."""
    return _EASY[field.terminal] if field.terminal in _EASY else value(field, today)
