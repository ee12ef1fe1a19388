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
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

import attrs
from hypothesis import strategies as st

from ktpmsg import numbers, tables
from ktpmsg import places as places_of
from ktpmsg import regions as codes
from ktpmsg.choices import Alasan
from ktpmsg.messages import LONGEST, Disdukcapil, Ktp, Message, Sinkronisasi, format_of
from ktpmsg.numbers import Nik, NomorKK
from ktpmsg.problems import Code
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ktpmsg.problems import Severity
    from ktpmsg.shape import Field, Form

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
_SERIAL = 12  # where the serial begins, with a 9 that stays


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
_NOWHERE = ("Antah Berantah", "Rimba Tak Bertepi", "Wonoantah Lor")
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
    districts = places_of.districts(tables.read("villages.txt").decode())
    return {
        code: [(desa, kecamatan) for _, desa in villages] for code, kecamatan, villages in districts
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
    made_up = st.tuples(st.sampled_from(_NOWHERE), st.sampled_from(_NOWHERE))
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


# --- slips -------------------------------------------------------------------------------------

Outcome = Literal["published", "mended", "unseen", "refused"]
_OUTCOMES: Final[tuple[Outcome, ...]] = ("published", "mended", "unseen", "refused")


class _Draft:
    """A message on its way to be typed: its parts, to be changed one after the other."""

    def __init__(self, record: Message) -> None:
        self.record = record
        self.form: Form = format_of(type(record)).form
        self.lead, self.keyword = self.form.lead, self.form.keyword
        self.separators = [self.form.separator] * len(self.form.fields)
        self.values: list[str | None] = [*_values(record)]
        self.around = "{}"
        self.free = list(range(len(self.values)))  # the fields that no slip was made in

    @property
    def text(self) -> str:
        """The message as it is typed."""
        pairs = zip(self.separators, self.values, strict=True)
        parts = (by + value for by, value in pairs if value is not None)
        return self.around.format("".join((self.lead, self.keyword, *parts)))

    @property
    def digits(self) -> dict[str, str]:
        """The digits that are typed in the fields for numbers."""
        pairs = zip(self.form.fields, self.values, strict=True)
        return {
            field.name: "".join(numbers.decimal(c) for c in value or "" if c.isdecimal())
            for field, value in pairs
            if _is_number(field)
        }


def _values(record: Message) -> list[str]:
    """The fields of a message as it is published, in their order."""
    form = format_of(type(record)).form
    head = form.write(("",))
    return record.text.removeprefix(head).split(form.separator, len(form.fields) - 1)


def _is_number(field: Field) -> bool:
    return field.terminals == ("NUMBER",)


def _is_name(field: Field) -> bool:
    return field.terminals == ("NAME",)


def _is_text(field: Field) -> bool:
    return field.terminals == ("TEXT",)


def _is_choice(field: Field) -> bool:
    return len(field.terminals) > 1


@attrs.frozen
class Slip:
    """One thing that people do otherwise than published.

    `rate` is in how many of a hundred messages it is made that have room for it. The rates are
    assumptions: no office has published how often people make which slip. At each `place` there is
    at most one slip, and in each field; else they are independent. What `check` makes of a slip is
    its `outcome`:

    * "published": it is no slip to strict reading either, and has no code;
    * "mended": the record is read all the same, and the `code` is a repair;
    * "unseen": a wrong digit, or numbers in each other's place. Neither has a check digit, so that
      they are read as they were typed, unless they cannot exist; which code that has depends on
      the digits;
    * "refused": nobody can know what was meant, and the `code` is an error.
    """

    name: str
    place: str = attrs.field(repr=False)
    rate: int = attrs.field(repr=False)
    outcome: Outcome
    code: Code | None
    _make: Callable[[st.DrawFn, _Draft], object] = attrs.field(repr=False, eq=False)

    def made_in(self, draft: _Draft, draw: st.DrawFn) -> bool:
        """Make this slip in a draft; False where there is no room for it."""
        before = draft.text
        self._make(draw, draft)
        return draft.text != before


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
        return max((slip.outcome for slip in self.slips), key=_OUTCOMES.index, default="published")


# Changes of a value, for slips and near misses.


def _hidden(number: str) -> str:
    return f"{number[:6]}******{number[_SERIAL:]}"


def _in_cells(number: str) -> str:
    """What a spreadsheet makes of it."""
    return f"{number[0]}.{number[1:6]}E+15"


def _full_width(number: str) -> str:
    return number.translate({digit: digit + 0xFEE0 for digit in b"0123456789"})


def _decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def _foreign(name: str) -> str:
    """With a Cyrillic letter, but not if that were all of it."""
    return name.replace("a", "\u0430", 1) if sum(map(str.isalpha, name)) > 1 else name


def _any(draw: st.DrawFn, *ways: T) -> T:
    return draw(st.sampled_from(ways))


def _in(
    fits: Callable[[Field], bool], change: Callable[[st.DrawFn, str, Field], str]
) -> Callable[[st.DrawFn, _Draft], object]:
    """A change of the value of one of these fields."""

    def make(draw: st.DrawFn, draft: _Draft) -> None:
        fields = draft.form.fields
        room = [i for i in draft.free if fits(fields[i])]
        if room:
            at = _any(draw, *room)
            draft.free.remove(at)
            value = draft.values[at]
            assert value is not None  # noqa: S101 - one that was left out is not free
            draft.values[at] = change(draw, value, fields[at])

    return make


def _as(*ways: str) -> Callable[[st.DrawFn, str, Field], str]:
    """A value in one of these ways: `{0}` is the value, `{1}` the words published for it."""
    return lambda draw, value, field: _any(draw, *ways).format(value, field.words)


def _by(change: Callable[[str], str]) -> Callable[[st.DrawFn, str, Field], str]:
    """A change of the value in the one way there is."""
    return lambda _, value, __: change(value)


# In numbers


def _grouped(draw: st.DrawFn, value: str, _: Field) -> str:
    mark = _any(draw, " ", ".", "-", " - ")
    ends = _any(draw, (6, 12, 16), (4, 8, 12, 16), (2, 4, 6, 12, 16))
    return mark.join(value[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _without_one(draw: st.DrawFn, value: str, _: Field) -> str:
    at = draw(st.integers(0, len(value) - 1))
    return value[:at] + value[at + 1 :]


def _one_twice(draw: st.DrawFn, value: str, _: Field) -> str:
    at = draw(st.integers(0, len(value) - 1))
    return value[:at] + value[at] + value[at:]


def _another_digit(draw: st.DrawFn, value: str, _: Field) -> str:
    at = _any(draw, *(i for i in range(len(value)) if i != _SERIAL))
    digit = (int(value[at]) + draw(st.integers(1, 9))) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"


def _neighbours(draw: st.DrawFn, value: str, _: Field) -> str:
    at = draw(st.sampled_from([i for i in range(len(value) - 1) if i not in {11, _SERIAL}]))
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def _numbers_swapped(_: st.DrawFn, draft: _Draft) -> None:
    pair = [i for i in draft.free if _is_number(draft.form.fields[i])]
    if len(pair) > 1:
        one, other = pair
        values = draft.values
        values[one], values[other] = values[other], values[one]
        draft.free = [i for i in draft.free if i not in pair]


# In any field


def _left_out(draw: st.DrawFn, draft: _Draft) -> None:
    """A field, and the separator before it, but not where one in free text would replace that."""
    if draft.form.separator not in (draft.values[-1] or ""):
        at = _any(draw, *draft.free)
        draft.free.remove(at)
        draft.values[at] = None


# In names and choices


def _letter_off(draw: st.DrawFn, value: str, _: object = None) -> str:
    """One letter less, one twice, or two swapped; the first stays."""
    at = draw(st.sampled_from([i for i in range(1, len(value) - 1) if value[i : i + 2].isalpha()]))
    one, other = value[at], value[at + 1]
    return value[:at] + _any(draw, other, one + one + other, other + one) + value[at + 2 :]


_OTHER_CHOICES = {
    Alasan.HILANG: ("Kehilangan",),
    Alasan.UBAH_DATA: ("UbahData", "Ubah-Data", "Perubahan Data", "Rubah Data"),
}


def _other_word(draw: st.DrawFn, value: str, _: Field) -> str:
    return _any(draw, *_OTHER_CHOICES.get(Alasan(value), (value,)))


def _two_choices(draw: st.DrawFn, value: str, _: Field) -> str:
    other = _any(draw, *(choice for choice in Alasan if choice != value))
    return value + _any(draw, "/", " / ", " atau ", ", ") + other


# Around the fields


def _separated(*ways: str) -> Callable[[st.DrawFn, _Draft], object]:
    """Each separator in one of these ways, in which `#` stands for it."""

    def make(draw: st.DrawFn, draft: _Draft) -> None:
        by = _any(draw, *ways).replace("#", draft.form.separator)
        draft.separators = [by] * len(draft.separators)

    return make


def _otherwise(draw: st.DrawFn, draft: _Draft) -> None:
    """Another separator than published, before the keyword too, if at all."""
    by = _any(draw, "*", ";", "/", " | ")
    draft.separators = [by] * len(draft.separators)
    draft.lead = by.strip() if draft.lead and draw(st.booleans()) else ""


def _one_twice_as_separator(draw: st.DrawFn, draft: _Draft) -> None:
    """A separator twice, but not where the second could be free text."""
    at = draw(st.integers(1, len(draft.separators) - 1 - _is_text(draft.form.fields[-1])))
    draft.separators[at] *= 2


def _other_lead(draw: st.DrawFn, draft: _Draft) -> None:
    marks = (draft.form.separator * n for n in range(3))
    draft.lead = _any(draw, *(mark for mark in marks if mark != draft.form.lead))


def _keyword_in_small_letters(_: st.DrawFn, draft: _Draft) -> None:
    draft.keyword = draft.keyword.lower()


_OTHER_KEYWORDS = {"KTP": ("E-KTP", "KTP-EL", "K.T.P", "e-ktp"), "DISDUKCAPIL": ("DUKCAPIL",)}
_LONG_KEYWORD = 6


def _other_keyword(draw: st.DrawFn, draft: _Draft) -> None:
    draft.keyword = _any(draw, *_OTHER_KEYWORDS.get(draft.keyword, (draft.keyword,)))


def _keyword_off(draw: st.DrawFn, draft: _Draft) -> None:
    if len(draft.keyword) >= _LONG_KEYWORD:
        draft.keyword = _letter_off(draw, draft.keyword)


def _space_after_keyword(_: st.DrawFn, draft: _Draft) -> None:
    if (draft.values[0] or "")[:1].isdigit():
        draft.separators[0] = " "


def _no_keyword(_: st.DrawFn, draft: _Draft) -> None:
    draft.keyword = "Halo"


def _around(
    *ways: str, fits: Callable[[_Draft], bool] = lambda _: True
) -> Callable[[st.DrawFn, _Draft], object]:
    """Something around the message, for which `{}` stands, in a draft that fits."""

    def make(draw: st.DrawFn, draft: _Draft) -> None:
        if fits(draft):
            draft.around = _any(draw, *ways)

    return make


def _begins_with_lead(draft: _Draft) -> bool:
    """Else words before it in its line may seem to go on with the keyword."""
    return bool(draft.lead)


def _ends_with_choice(draft: _Draft) -> bool:
    """Else a line after it would be part of the free text."""
    return _is_choice(draft.form.fields[-1])


def _number_outside(_: st.DrawFn, draft: _Draft) -> None:
    draft.around = f"NIK {draft.record.nik.digits}\n{{}}"


_Row = tuple[int, str, Outcome, Code | None, "Callable[..., Any]"]


def _at(place: str, *rows: _Row, fits: Callable[[Field], bool] | None = None) -> list[Slip]:
    """The slips of a place; `fits`: they change the value of a field that fits."""
    return [
        Slip(name, place, rate, outcome, code, _in(fits, change) if fits else change)
        for rate, name, outcome, code, change in rows
    ]


_LABELLED = _as("{1}: {0}", "{1} : {0}", "{1} = {0}")
_MARKED = _as('"{0}"', "*{0}*", "<{0}>")
_GREETED = _around("Min, {}", "Mohon dibantu. {}", fits=_begins_with_lead)
_THANKED = _around("{}\nTerima kasih", "{}\nBudi", fits=_ends_with_choice)
_TWICE = _around("{0}\n{0}", fits=_ends_with_choice)
_FROM_CHAT = "[24/09/26 16.20.05] Budi: "

SLIPS: Final[tuple[Slip, ...]] = (
    *_at(
        "field",
        (1, "field empty", "refused", Code.EMPTY_FIELD, _as("")),
        (1, "words as published", "refused", Code.TEMPLATE_UNFILLED, _as("{1}")),
        fits=lambda _: True,
    ),
    *_at("fields", (1, "field left out", "refused", Code.MISSING_FIELD, _left_out)),
    *_at(
        "number",
        (8, "digits in groups", "mended", Code.NUMBER_FORMAT, _grouped),
        (4, "number labelled", "mended", Code.LABEL, _LABELLED),
        (1, "number in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "apostrophe before", "mended", Code.NUMBER_FORMAT, _as("'{0}")),
        (1, "full-width digits", "mended", Code.NUMBER_FORMAT, _by(_full_width)),
        (1, "unseen mark", "mended", Code.INVISIBLE_CHARACTER, _as("\u200e{0}", "{0}\u200b")),
        (2, "digit wrong", "unseen", None, _another_digit),
        (1, "digits swapped", "unseen", None, _neighbours),
        (2, "digit missing", "refused", Code.WRONG_LENGTH, _without_one),
        (1, "digit twice", "refused", Code.WRONG_LENGTH, _one_twice),
        (1, "letter O", "refused", Code.NOT_DIGITS, _by(lambda v: v.replace("0", "O", 1))),
        (1, "digits hidden", "refused", Code.MASKED_NUMBER, _by(_hidden)),
        (1, "from a spreadsheet", "refused", Code.SPREADSHEET_NUMBER, _by(_in_cells)),
        fits=_is_number,
    ),
    *_at("numbers", (1, "numbers swapped", "unseen", None, _numbers_swapped)),
    *_at(
        "name",
        (5, "spaces around name", "published", None, _as(" {0}", "{0} ", " {0}  ")),
        (3, "name labelled", "mended", Code.LABEL, _LABELLED),
        (2, "name in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "accent apart", "mended", Code.NOT_NFC, _by(_decomposed)),
        (1, "foreign letter", "refused", Code.MIXED_SCRIPT, _by(_foreign)),
        (1, "emoji in name", "refused", Code.BAD_CHARACTERS, _as("{0} \U0001f64f")),
        fits=_is_name,
    ),
    *_at(
        "choice",
        (20, "choice in small letters", "published", None, _by(str.lower)),
        (10, "mark after choice", "mended", Code.TEXT_AFTER, _as("{0}.", "{0}!!", "{0}/", "{0}#")),
        (3, "words after", "mended", Code.CHOICE_SPELLING, _as("{0} (di jalan)", "{0}, min")),
        (2, "other word", "mended", Code.CHOICE_SPELLING, _other_word),
        (3, "letter off in choice", "mended", Code.CHOICE_SPELLING, _letter_off),
        (3, "two choices", "refused", Code.SEVERAL_CHOICES, _two_choices),
        (1, "no such choice", "refused", Code.UNKNOWN_CHOICE, _as("Baru", "Cetak")),
        fits=_is_choice,
    ),
    *_at("text", (4, "# after text", "mended", Code.TEXT_AFTER, _as("{0}#")), fits=_is_text),
    *_at(
        "separators",
        (15, "separators spaced", "published", None, _separated(" # ", "# ", " #")),
        (5, "fields on lines", "published", None, _separated("\n#", "#\n")),
        (1, "full-width #", "mended", Code.SEPARATOR_LOOK_ALIKE, _separated("\uff03")),
        (1, "# twice", "refused", Code.EMPTY_FIELD, _one_twice_as_separator),
        (2, "other separator", "refused", Code.WRONG_SEPARATOR, _otherwise),
    ),
    *_at(
        "keyword",
        (20, "keyword in small letters", "published", None, _keyword_in_small_letters),
        (12, "# less or more", "mended", Code.KEYWORD_SPELLING, _other_lead),
        (3, "space after keyword", "mended", Code.KEYWORD_SPELLING, _space_after_keyword),
        (3, "other keyword", "mended", Code.KEYWORD_SPELLING, _other_keyword),
        (2, "letter off in keyword", "mended", Code.KEYWORD_SPELLING, _keyword_off),
        (1, "no keyword", "refused", Code.UNKNOWN_KEYWORD, _no_keyword),
    ),
    *_at(
        "around",
        (7, "greeting", "mended", Code.TEXT_AROUND, _around("Selamat pagi\n{}", "Pagi min,\n\n{}")),
        (4, "greeting in line", "mended", Code.TEXT_AROUND, _GREETED),
        (2, "forwarded", "mended", Code.TEXT_AROUND, _around(_FROM_CHAT + "{}", "> {}", "1. {}")),
        (2, "in marks", "mended", Code.TEXT_AROUND, _around("*{}*", '"{}"')),
        (5, "thanks", "mended", Code.TEXT_AROUND, _THANKED),
        (1, "number outside", "refused", Code.NUMBER_OUTSIDE, _number_outside),
        (1, "sent twice", "refused", Code.SEVERAL_MESSAGES, _TWICE),
    ),
)
# For each place a hundred cards: its slips by their rates, and for the rest nothing.
_CARDS = [
    _dealt({None: 100 - sum(slip.rate for slip in slips), **{slip: slip.rate for slip in slips}})
    for place in dict.fromkeys(slip.place for slip in SLIPS)
    if (slips := [slip for slip in SLIPS if slip.place == place])
]


@st.composite
def _typed(draw: st.DrawFn, records: st.SearchStrategy[Message]) -> Typed:
    record = draw(records)
    draft = _Draft(record)
    drawn = (draw(cards) for cards in _CARDS)
    slips = tuple(slip for slip in drawn if slip and slip.made_in(draft, draw))
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


class _Plain(SimpleNamespace):
    """The fields of a plain record by their names, and its `form` and `text`."""

    form: Form
    text: str

    def having(self, **values: str) -> str:
        """The text with other values in these fields."""
        fields = self.form.fields
        return self.form.write(values.get(f.name, getattr(self, f.name)) for f in fields)


_Miss = tuple["Severity", Code, str | None, str, "Callable[[_Plain], str]"]


def _at_field(name: str, *rows: tuple[Severity, Code, Callable[[_Plain], str]]) -> list[_Miss]:
    """Near misses by another value in one field."""

    def written(change: Callable[[_Plain], str]) -> Callable[[_Plain], str]:
        return lambda p: p.having(**{name: change(p)})

    return [(severity, code, name, name, written(change)) for severity, code, change in rows]


def _with_semicolons(p: _Plain) -> str:
    return p.text.removeprefix(p.form.lead).replace(p.form.separator, ";")


def _without_last(p: _Plain) -> str:
    return p.text.rpartition(p.form.separator)[0]


def _one_more(p: _Plain) -> str:
    return p.having(kecamatan=f"{p.kecamatan}{p.form.separator}{p.kecamatan}")


def _two_before(p: _Plain) -> str:
    return p.form.separator * 2 + p.text.removeprefix(p.form.lead)


def _full_width_separators(p: _Plain) -> str:
    return p.text.replace(p.form.separator, "\uff03")


def _of_a_child(p: _Plain) -> str:
    """The message of somebody who was born five years ago."""
    year = (numbers.current_day().year - 5) % 100
    return p.having(nik=f"{p.nik[:6]}0101{year:02}{p.nik[12:]}")


# Severity, code, the field that it is told of, one that the form has to have, and how to write it.
_MISSES: Final[tuple[_Miss, ...]] = (
    ("error", Code.EMPTY, None, "nik", lambda _: ""),
    ("error", Code.TOO_LONG, None, "nik", lambda p: p.text.ljust(LONGEST + 1)),
    ("error", Code.UNKNOWN_KEYWORD, None, "nik", lambda p: p.text.replace(p.form.keyword, "REG")),
    ("error", Code.WRONG_SEPARATOR, None, "nik", _with_semicolons),
    ("error", Code.TEMPLATE_UNFILLED, None, "nik", lambda p: p.form.published),
    ("error", Code.SEVERAL_MESSAGES, None, "nik", lambda p: f"{p.text}\n{p.text}"),
    ("error", Code.MISSING_FIELD, "alasan", "alasan", _without_last),
    ("error", Code.EXTRA_FIELD, None, "kecamatan", _one_more),
    ("repaired", Code.TEXT_AROUND, None, "nik", lambda p: f"Selamat pagi\n{p.text}"),
    ("error", Code.NUMBER_OUTSIDE, None, "nik", lambda p: f"NIK {p.nik}\n{p.text}"),
    ("repaired", Code.KEYWORD_SPELLING, None, "nik", _two_before),
    ("repaired", Code.SEPARATOR_LOOK_ALIKE, None, "nik", _full_width_separators),
    ("error", Code.SWAPPED_FIELDS, "nik", "nama", lambda p: p.having(nik=p.nama, nama=p.nik)),
    ("notice", Code.UNDER_AGE, "nik", "alasan", _of_a_child),
    *_at_field(
        "nik",
        ("repaired", Code.LABEL, lambda p: f"NIK: {p.nik}"),
        ("repaired", Code.INVISIBLE_CHARACTER, lambda p: f"{p.nik}\u200b"),
        ("error", Code.WRONG_LENGTH, lambda p: p.nik[:-1]),
        ("error", Code.NOT_DIGITS, lambda p: f"{p.nik[:-1]}O"),
        ("error", Code.MASKED_NUMBER, lambda p: _hidden(p.nik)),
        ("error", Code.SPREADSHEET_NUMBER, lambda p: _in_cells(p.nik)),
        ("error", Code.TWO_NUMBERS, lambda p: f"{p.nik} / {p.nik}"),
        ("error", Code.UNKNOWN_PROVINCE, lambda p: f"00{p.nik[2:]}"),
        ("notice", Code.UNKNOWN_REGION, lambda p: f"{p.nik[:2]}0000{p.nik[6:]}"),
        ("notice", Code.INFERRED_REGION, lambda p: _districts()["inferred"][0] + p.nik[6:]),
        ("error", Code.IMPOSSIBLE_DATE, lambda p: f"{p.nik[:6]}310295{p.nik[12:]}"),
        ("error", Code.ZERO_SERIAL, lambda p: f"{p.nik[:12]}0000"),
    ),
    *_at_field(
        "nomor_kk",
        ("repaired", Code.NUMBER_FORMAT, lambda p: f"{p.nomor_kk[:6]} {p.nomor_kk[6:]}"),
        ("notice", Code.IMPLAUSIBLE_DATE, lambda p: f"{p.nomor_kk[:6]}010180{p.nomor_kk[12:]}"),
        ("error", Code.SAME_NUMBER, lambda p: p.nik),
        ("error", Code.SWAPPED_NUMBERS, lambda p: f"{p.nomor_kk[:6]}550895{p.nomor_kk[12:]}"),
    ),
    *_at_field(
        "nama",
        ("error", Code.EMPTY_FIELD, lambda _: ""),
        ("repaired", Code.NOT_NFC, lambda p: _decomposed(p.nama)),
        ("error", Code.CONTROL_CHARACTER, lambda p: f"{p.nama}\x07"),
        ("error", Code.BAD_CHARACTERS, lambda p: f"{p.nama} @"),
        ("error", Code.MIXED_SCRIPT, lambda p: _foreign(p.nama)),
        ("error", Code.NO_LETTERS, lambda _: "-"),
        ("notice", Code.DIGITS_IN_NAME, lambda p: f"{p.nama} 2"),
        ("notice", Code.LONG_NAME, lambda p: " ".join([p.nama] * 4)),
    ),
    *_at_field("desa", ("notice", Code.UNKNOWN_PLACE, lambda _: _NOWHERE[0])),
    *_at_field(
        "alasan",
        ("repaired", Code.TEXT_AFTER, lambda p: f"{p.alasan}."),
        ("repaired", Code.CHOICE_SPELLING, lambda p: p.alasan[:3] + p.alasan[4:]),
        ("error", Code.UNKNOWN_CHOICE, lambda _: "Baru"),
        ("error", Code.SEVERAL_CHOICES, lambda _: f"{Alasan.HILANG}/{Alasan.RUSAK}"),
    ),
)


@st.composite
def _near_misses(draw: st.DrawFn, misses: list[_Miss]) -> NearMiss:
    severity, code, field, needed, write = draw(st.sampled_from(misses))
    kinds = [kind for kind in _KINDS if needed in {f.name for f in format_of(kind).form.fields}]
    record = draw(_records(draw(st.sampled_from(kinds)), plain=True))
    form = format_of(type(record)).form
    names = (f.name for f in form.fields)
    plain = _Plain(form=form, text=record.text, **dict(zip(names, _values(record), strict=True)))
    return NearMiss(write(plain), code, field, severity)


def near_misses(*wanted: Code) -> st.SearchStrategy[NearMiss]:
    """Texts that are as published but for one thing, with the problem that they must get.

    Every code can come; `wanted`: only these. What depends on the calendar is as of the real day.
    """
    return _near_misses([miss for miss in _MISSES if not wanted or miss[1] in wanted])
