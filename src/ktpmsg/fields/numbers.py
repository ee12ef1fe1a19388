"""NIK and KK number: what the digits say, and what they carry under the word "checksum".

Neither number has a check digit: none is published (PP 37/2007 art. 37 gives the make-up of a
NIK), so none is computed here, and inventing one would turn real citizens away. What the numbers
do carry is checked instead: sixteen digits, a province that exists, a possible date, a serial
that is not 0000, and the two numbers of one message against each other; and, as a notice, the
regency and district, the plausible age of the KK number, and the applicant's age.
"""

from __future__ import annotations

import datetime
import functools
import re
import time
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, NoReturn

import attrs

from ktpmsg import regions
from ktpmsg.problems import Code, Finding, MessageError, Problem
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Self

__all__ = ["LENGTH", "Nik", "NomorKK", "Number", "Sex", "faults", "mask", "notices", "pattern"]

LENGTH = 16
_NO_SERIAL = "0000"

# Women's day of birth is written with 40 added.
_FEMALE = 40
_LAST_DAY = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
# Days and months that exist, as they are written: DDMM.
_DAYS = frozenset(f"{day:02}{m:02}" for m, last in _LAST_DAY.items() for day in range(1, last + 1))
_FEMALE_DAYS = frozenset(f"{int(day[:2]) + _FEMALE}{day[2:]}" for day in _DAYS)
# 29 February is a day of every fourth year in at least one of the two centuries that a two-digit
# year can mean (2000 had one, 1900 had not).
_LEAP_DAYS = frozenset(("2902", f"{29 + _FEMALE}02"))
_LEAP_YEARS = frozenset(f"{year:02}" for year in range(0, 100, 4))

# The first numbers of families were recorded when the population register went electronic.
_FIRST_YEAR_OF_KK = 1996
_RECORDED_FROM_AGE = 16


class Sex(StrEnum):
    """The sex that a NIK says, by the letter on an identity card: L(aki-laki) or P(erempuan)."""

    MALE = "L"
    FEMALE = "P"

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no sex without quoting it: it may be a name in the wrong place."""
        message = "a Sex is L or P"
        raise ValueError(message)


def mask(digits: str) -> str:
    """The first six digits (the region), the rest as stars: what the KPU shows of a NIK."""
    return digits[:6] + "*" * (len(digits) - 6)


@attrs.frozen(order=True, repr=False)
class Number:
    """Sixteen digits: six for a region, six for a date, four for a serial.

    What is no such number raises `MessageError` (a `ValueError`), with spans in the value given,
    and what is no `str` a `TypeError`. `str` and `repr` show the region alone; `.digits` gives
    the number out.
    """

    digits: str

    name: ClassVar[str]
    days: ClassVar[frozenset[str]]

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.digits, str):
            message = f"{type(self).__name__} takes its digits as a str"
            raise TypeError(message)
        found = [
            Problem(f.code, self.name, (f.start, f.end), facts=f.facts)
            for f in faults(type(self), self.digits)
        ]
        if found:
            raise MessageError(found)

    @classmethod
    def of_digits(cls, digits: str) -> Self:
        """The number of digits that `pattern` matches: they are not judged again."""
        number: Self = _new(cls)
        _set_digits(number, digits)
        return number

    @property
    def region(self) -> Region | None:
        """The region of the first six digits; None for a code never seen."""
        return Region.of(self.digits[:6])

    @property
    def serial(self) -> str:
        """The last four digits, from 0001."""
        return self.digits[12:]

    def __str__(self) -> str:
        return mask(self.digits)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({mask(self.digits)!r})"


_new = object.__new__
_set_digits = Number.digits.__set__  # type: ignore[attr-defined]


@attrs.frozen(order=True, repr=False)
class Nik(Number):
    """Nomor Induk Kependudukan: sixteen digits that a person keeps for life.

    Region where the person was registered first, date of birth DDMMYY (women: DD + 40), serial
    (PP 37/2007 art. 37). It follows neither a move nor a correction of the date of birth
    (UU 23/2006 art. 13, PP 40/2019 art. 30).
    """

    name: ClassVar[str] = "nik"
    days: ClassVar[frozenset[str]] = _DAYS | _FEMALE_DAYS

    @property
    def sex(self) -> Sex:
        """The sex that the day of birth says."""
        return Sex.FEMALE if self.digits[6:8] > str(_FEMALE) else Sex.MALE

    def birth_date(self, today: datetime.date | None = None) -> datetime.date:
        """The date of birth: the latest that fits and is not after `today` (None: the real day)."""
        day = int(self.digits[6:8])
        return _latest(day - _FEMALE * (day > _FEMALE), self.digits, today)


@attrs.frozen(order=True, repr=False)
class NomorKK(Number):
    """Nomor Kartu Keluarga: sixteen digits of a family card.

    Region of issue, date of recording DDMMYY (nothing is added to the day), serial. A new one
    comes with a new head of family.
    """

    name: ClassVar[str] = "nomor_kk"
    days: ClassVar[frozenset[str]] = _DAYS

    def issue_date(self, today: datetime.date | None = None) -> datetime.date:
        """The date of recording: the latest that fits and is not after `today` (None: the real)."""
        return _latest(int(self.digits[6:8]), self.digits, today)


def _latest(day: int, digits: str, today: datetime.date | None) -> datetime.date:
    """The latest date with this day, month and two-digit year that is not after `today`."""
    today = today or current_day()
    month, year = int(digits[8:10]), int(digits[10:12])
    for century in range(today.year // 100 * 100, -1, -100):
        try:
            date = datetime.date(century + year, month, day)
        except ValueError:  # 29 February, or the year 0
            continue
        if date <= today:
            return date
    message = "no such date on or before `today`"
    raise ValueError(message)


def is_number(value: str) -> bool:
    """Whether a value is written as a number is: sixteen ASCII digits."""
    return len(value) == LENGTH and value.isascii() and value.isdigit()


def faults(kind: type[Number], value: str) -> Iterator[Finding]:
    """All that makes a value no number of this kind: how it is written, else what it says."""
    if not is_number(value):
        yield _writing_fault(value)
        return
    if not regions.has_province(value[:2]):
        yield Finding(Code.UNKNOWN_PROVINCE, 0, 2)
    if not _exists(value, kind.days):
        if kind is NomorKK and only_a_nik(value):
            yield Finding(Code.SWAPPED_NUMBERS, 0, LENGTH)
        else:
            yield Finding(Code.IMPOSSIBLE_DATE, 6, 12)
    if value[12:] == _NO_SERIAL:
        yield Finding(Code.ZERO_SERIAL, 12, LENGTH)


def _exists(value: str, days: frozenset[str]) -> bool:
    """Whether the date in a number is one of these days, in a year that has it."""
    day = value[6:10]
    return day in days and (day not in _LEAP_DAYS or value[10:12] in _LEAP_YEARS)


def only_a_nik(value: str) -> bool:
    """Whether a value can be a NIK but no KK number: by a woman's day of birth."""
    return _exists(value, _FEMALE_DAYS)


def pattern(kind: type[Number]) -> str:
    """A pattern of the digits of which `faults` has nothing to say."""
    months: dict[str, set[str]] = {}
    for day in kind.days - _LEAP_DAYS:
        months.setdefault(day[:2], set()).add(day[2:])
    days: dict[str, set[str]] = {}
    for day, its_months in months.items():
        days.setdefault(_any_of(its_months), set()).add(day)
    dates = [_any_of(some) + its_months + "[0-9]{2}" for its_months, some in days.items()]
    dates.append(f"(?:{'|'.join(sorted(kind.days & _LEAP_DAYS))}){_any_of(_LEAP_YEARS)}")
    provinces = _any_of(regions.provinces())
    return f"{provinces}[0-9]{{4}}(?:{'|'.join(sorted(dates))})(?!{_NO_SERIAL})[0-9]{{4}}"


def _any_of(pairs: Iterable[str]) -> str:
    """A pattern of these pairs of digits, which looks at each digit once."""
    seconds: dict[str, set[str]] = {}
    for pair in pairs:
        seconds.setdefault(pair[0], set()).add(pair[1])
    firsts: dict[str, set[str]] = {}
    for first, its_seconds in seconds.items():
        firsts.setdefault("".join(sorted(its_seconds)), set()).add(first)
    ways = (f"[{''.join(sorted(some))}][{its_seconds}]" for its_seconds, some in firsts.items())
    return f"(?:{'|'.join(sorted(ways))})"


# --- what is written in place of a number ------------------------------------------------------

# A number that is hidden: three or more of the characters that people hide digits with.
_MASKED = re.compile(r"[0-9]*+(?:[*＊xX•●∙·._?-]{3,}|[*＊xX•●∙·…._?-]*…)[0-9]*+")
# What a spreadsheet makes of sixteen digits: 3.30802E+15, or 3308021708909001,00.
_SPREADSHEET = re.compile(r"[0-9][.,][0-9]+[Ee]\+?[0-9]+|[0-9]+[.,][0-9]{1,2}")
_PARTS = re.compile(r"[^0-9 .\t\r\n\-‐‑‒–—−]+")
_LONG_RUN = 10
_LONGEST = 200


def _writing_fault(value: str) -> Finding:
    """Why a value is no sixteen digits: the first reason that applies."""
    end = len(value)
    if not value or (value.isascii() and value.isdigit()):
        if end == 2 * LENGTH:
            return Finding(Code.TWO_NUMBERS, 0, end)
        return Finding(Code.WRONG_LENGTH, 0, end, (("count", end),))
    short = value[:_LONGEST]
    count = sum(c.isdigit() and c.isascii() for c in value)
    if _MASKED.fullmatch(short):
        return Finding(Code.MASKED_NUMBER, 0, end)
    if is_spreadsheet(value):
        return Finding(Code.SPREADSHEET_NUMBER, 0, end)
    if holds_two(value):
        return Finding(Code.TWO_NUMBERS, 0, end)
    letter_o = count >= LENGTH // 2 and value.upper().replace("O", "0").isdigit()
    return Finding(Code.NOT_DIGITS, 0, end, (("letter_o", int(letter_o)),))


def is_spreadsheet(value: str) -> bool:
    """Whether a spreadsheet has been at the number: digits of it may be lost."""
    return _SPREADSHEET.fullmatch(value[:_LONGEST]) is not None


def holds_two(value: str) -> bool:
    """Whether a value holds two numbers, apart or in one run."""
    parts = [part for part in _PARTS.split(value[:_LONGEST]) if part]
    counts = [sum(map(str.isdigit, part)) for part in parts]
    if sum(n >= _LONG_RUN for n in counts) > 1 or 2 * LENGTH in counts:
        return True
    return any(
        n >= LENGTH + _LONG_RUN and not part.isdigit()
        for n, part in zip(counts, parts, strict=True)
    )


def decimal(char: str) -> str:
    """The ASCII digit of a decimal digit of any script."""
    return str(unicodedata.decimal(char))


# --- what somebody may want to look at ---------------------------------------------------------


_LEVELS = {"province": 2, "regency": 4, "district": 6}


def notices(
    digits: str, kind: type[Number], today: datetime.date, *, applicant: bool
) -> Iterator[Finding]:
    """What is odd about a number that may be right all the same.

    `applicant`: the number is of somebody who asks for an identity card.
    """
    doubt = regions.doubt(digits[:6])
    if doubt is not None:
        code = Code.INFERRED_REGION if doubt.inferred else Code.UNKNOWN_REGION
        yield Finding(code, 0, _LEVELS[doubt.level], (("level", doubt.level),))
    if not dated_well(kind, applicant=applicant)(digits[6:12], today):
        yield Finding(Code.IMPLAUSIBLE_DATE if kind is NomorKK else Code.UNDER_AGE, 6, 12)


def dated_well(kind: type[Number], *, applicant: bool) -> Callable[[str, datetime.date], bool]:
    """What says, of six digits DDMMYY and today, whether there is nothing odd about the date."""
    if kind is NomorKK:
        return may_be_issued
    return is_of_age if applicant else _is_any


def current_day() -> datetime.date:
    """The day by the calendar where the office is."""
    return _day_in(time.time() // 60)


@functools.lru_cache(maxsize=1)
def _day_in(minute: float) -> datetime.date:  # noqa: ARG001 - no clock has another day within one
    return datetime.date.today()  # noqa: DTZ011


def _may_be_issued(ddmmyy: str, today: datetime.date) -> bool:
    """Whether a KK number can have been issued on this date."""
    try:
        return _latest(int(ddmmyy[:2]), "000000" + ddmmyy, today).year >= _FIRST_YEAR_OF_KK
    except ValueError:
        return False


def _is_of_age(ddmmyy: str, today: datetime.date) -> bool:
    """Whether somebody born on this date is old enough to be recorded for an identity card."""
    day = int(ddmmyy[:2])
    try:
        born = _latest(day - _FEMALE * (day > _FEMALE), "000000" + ddmmyy, today)
    except ValueError:
        return True
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) >= _RECORDED_FROM_AGE


def _is_any(ddmmyy: str, today: datetime.date) -> bool:  # noqa: ARG001 - each date is as good
    return True


# The same few dates come again and again.
may_be_issued = functools.lru_cache(maxsize=1024)(_may_be_issued)
is_of_age = functools.lru_cache(maxsize=1024)(_is_of_age)
