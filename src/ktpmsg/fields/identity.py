"""NIK and KK number: what the digits say, and what they carry under the word "checksum".

Neither number has a check digit: none is published (PP 37/2007 art. 37 gives the make-up of a
NIK), so none is computed here, and inventing one would turn real citizens away. What the numbers
do carry is checked instead: sixteen digits, a province that exists, a possible date, a serial
that is not 0000.
"""

from __future__ import annotations

import datetime
import functools
import re
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self

from ktpmsg import regions
from ktpmsg.problems import Code, Finding, MessageError, Problem
from ktpmsg.quiet import QuietEnum
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "EXAMPLES",
    "LENGTH",
    "Nik",
    "NomorKK",
    "Number",
    "Sex",
    "current_day",
    "is_number",
    "is_of_age",
    "masked",
    "may_be_issued",
    "only_a_nik",
    "pattern",
    "what_it_says",
]

LENGTH = 16
_SHOWN = 6
_STARS = "*" * (LENGTH - _SHOWN)
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

# The numbers of our own replies' example, of nobody.
EXAMPLES = ("6504014207919001", "6504011203089002")


class Sex(StrEnum, metaclass=QuietEnum):
    """The sex that a NIK says, by the letter on an identity card: L(aki-laki) or P(erempuan)."""

    MALE = "L"
    FEMALE = "P"

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no sex without quoting it: it may be a name in the wrong place."""
        message = "a Sex is L or P"
        raise ValueError(message)


def masked(digits: str) -> str:
    """The first six digits (the region), the rest as stars: what the KPU shows of a NIK."""
    return digits[:_SHOWN] + "*" * (len(digits) - _SHOWN)


class Number(str):
    """Sixteen digits: six for a region, six for a date, four for a serial.

    It is a `str` of the digits: it compares, hashes, sorts, slices, joins and is stored as these.
    Shown to people it is masked: `str()`, `repr()`, `format()`, `%s` and `print` give the region
    alone. `.digits` is the plain `str`.

    What is no such number raises `MessageError` (a `ValueError`), with spans in the value given,
    and what is no `str` a `TypeError`.
    """

    __slots__ = ()

    _name: ClassVar[str]
    _days: ClassVar[frozenset[str]]

    def __new__(cls, text: str) -> Self:
        """Take sixteen digits that a field would accept; the error names none of them."""
        if not isinstance(text, str):
            message = f"{cls.__name__} takes its digits as a str, not {type(text).__name__}"
            raise TypeError(message)
        text = str.__str__(text)  # the digits of a number, too, and not its mask
        if _matcher(cls)(text) is None and (found := cls._faults(text)):
            _rich_traceback_omit = True  # rich would show the digits
            raise MessageError(found)
        return str.__new__(cls, text)

    @classmethod
    def _of(cls, digits: str) -> Self:
        """The number of a plain `str` that `pattern` has matched: it is not judged again."""
        return str.__new__(cls, digits)

    @classmethod
    def _faults(cls, text: str) -> list[Problem]:
        from ktpmsg.fields import numbers  # noqa: PLC0415 - which imports this module

        found = numbers.faults_of(cls, text)
        return [Problem(f.code, cls._name, (f.start, f.end), facts=f.facts) for f in found]

    @classmethod
    def parse(cls, text: str, *, strict: bool = False) -> Self:
        """Read one number as a field of a message is read: "3308 1555 0895 9001", "NIK: 3308…".

        What is no number raises `MessageError`, with spans in the text, and what is no `str` a
        `TypeError`. `strict` mends nothing.
        """
        from ktpmsg.fields import numbers  # noqa: PLC0415 - which imports this module

        if not isinstance(text, str):
            message = f"{cls.__name__}.parse takes a str, not {type(text).__name__}"
            raise TypeError(message)
        _rich_traceback_omit = True  # rich would show the text
        return cls._of(numbers.read_one(cls, str.__str__(text), strict=strict))

    if TYPE_CHECKING:

        @property
        def digits(self) -> str:
            """The sixteen digits, as a plain `str`."""

    else:  # as quick as an attribute
        digits = property(str.__str__, doc="The sixteen digits, as a plain `str`.")

    @property
    def region(self) -> Region | None:
        """The region of the first six digits; None for a code never seen."""
        return Region.of(self[:_SHOWN])

    @property
    def serial(self) -> str:
        """The last four digits, from 0001."""
        return self[12:]

    def __str__(self) -> str:
        return self[:_SHOWN] + _STARS

    def __repr__(self) -> str:
        return f"{type(self).__name__}({masked(self.digits)!r})"

    def __format__(self, spec: str) -> str:
        return format(masked(self.digits), spec)

    def __rich__(self) -> str:
        """What rich shows."""
        return masked(self.digits)

    def strip(self, chars: str | None = None, /) -> str:
        """The number itself, which has no white space: programs strip text before they show it."""
        return self if chars is None else super().strip(chars)

    def __html__(self) -> str:
        """What templates show, where they join it with other text, too."""
        return masked(self.digits)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.digits,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.number_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.number_json(cls)


class Nik(Number):
    """Nomor Induk Kependudukan: sixteen digits that a person keeps for life.

    Region where the person was registered first, date of birth DDMMYY (women: DD + 40), serial
    (PP 37/2007 art. 37). It follows neither a move nor a correction of the date of birth
    (UU 23/2006 art. 13, PP 40/2019 art. 30).

    It is a `str` of the digits that shows masked: `str()`, `repr()`, `format()` and `print` give
    the region alone, and `.digits` the plain `str`. `Nik(text)` takes sixteen digits and raises
    `MessageError` for what is no NIK; `Nik.parse(text)` reads one as people type it.
    """

    __slots__ = ()

    _name: ClassVar[str] = "nik"
    _days: ClassVar[frozenset[str]] = _DAYS | _FEMALE_DAYS

    @property
    def sex(self) -> Sex:
        """The sex that the day of birth says."""
        return Sex.FEMALE if self[6:8] > str(_FEMALE) else Sex.MALE

    def birth_date(self, today: datetime.date | None = None) -> datetime.date:
        """The date of birth: the latest that fits and is not after `today` (None: the real day)."""
        return _latest(_day_of_birth(self[6:8]), self[8:12], today)


class NomorKK(Number):
    """Nomor Kartu Keluarga: sixteen digits of a family card.

    Region of issue, date of recording DDMMYY (nothing is added to the day), serial. A new one
    comes with a new head of family.

    It is a `str` of the digits that shows masked, as a `Nik` does.
    """

    __slots__ = ()

    _name: ClassVar[str] = "nomor_kk"
    _days: ClassVar[frozenset[str]] = _DAYS

    def issue_date(self, today: datetime.date | None = None) -> datetime.date:
        """The date of recording: the latest that fits and is not after `today` (None: the real)."""
        return _latest(int(self[6:8]), self[8:12], today)


def _day_of_birth(written: str) -> int:
    day = int(written)
    return day - _FEMALE * (day > _FEMALE)


def _latest(day: int, mmyy: str, today: datetime.date | None) -> datetime.date:
    """The latest date with this day, month and two-digit year that is not after `today`."""
    today = today or current_day()
    month, year = int(mmyy[:2]), int(mmyy[2:])
    for century in range(today.year // 100 * 100, -1, -100):
        try:
            date = datetime.date(century + year, month, day)
        except ValueError:  # 29 February, or the year 0
            continue
        if date <= today:
            return date
    message = "no such date on or before `today`"
    raise ValueError(message)


# --- what makes digits no number ---------------------------------------------------------------


def is_number(text: str) -> bool:
    """Whether a text is written as a number is: sixteen ASCII digits."""
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def what_it_says(kind: type[Number], digits: str) -> Iterator[Finding]:
    """What sixteen digits say that no number of this kind says: province, date, serial."""
    if not regions.has_province(digits[:2]):
        yield Finding(Code.UNKNOWN_PROVINCE, 0, 2)
    if not _exists(digits, kind._days):  # noqa: SLF001 - of the classes in this module
        if only_a_nik(digits):
            yield Finding(Code.SWAPPED_NUMBERS, 0, LENGTH)
        else:
            yield Finding(Code.IMPOSSIBLE_DATE, 6, 12)
    if digits[12:] == _NO_SERIAL:
        yield Finding(Code.ZERO_SERIAL, 12, LENGTH)


def _exists(digits: str, days: frozenset[str]) -> bool:
    """Whether the date in a number is one of these days, in a year that has it."""
    day = digits[6:10]
    return day in days and (day not in _LEAP_DAYS or digits[10:12] in _LEAP_YEARS)


def only_a_nik(digits: str) -> bool:
    """Whether sixteen digits can be a NIK but no KK number: by a woman's day of birth."""
    return _exists(digits, _FEMALE_DAYS)


def pattern(kind: type[Number]) -> str:
    """A pattern of the digits that are a number of this kind, but for our own example."""
    kind_days = kind._days  # noqa: SLF001 - of the classes in this module
    months: dict[str, set[str]] = {}
    for day in kind_days - _LEAP_DAYS:
        months.setdefault(day[:2], set()).add(day[2:])
    days: dict[str, set[str]] = {}
    for day, its_months in months.items():
        days.setdefault(_any_of(its_months), set()).add(day)
    dates = [_any_of(some) + its_months + "[0-9]{2}" for its_months, some in days.items()]
    dates.append(f"(?:{'|'.join(sorted(kind_days & _LEAP_DAYS))}){_any_of(_LEAP_YEARS)}")
    date = f"(?:{'|'.join(sorted(dates))})"
    provinces = _any_of(regions.provinces())
    ours = "|".join(EXAMPLES)
    return f"(?!{ours}){provinces}[0-9]{{4}}{date}(?!{_NO_SERIAL})[0-9]{{4}}"


@functools.cache
def _matcher(kind: type[Number]) -> Callable[[str], re.Match[str] | None]:
    return re.compile(pattern(kind)).fullmatch


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


# --- the calendar ------------------------------------------------------------------------------


def current_day() -> datetime.date:
    """The day by the calendar where the office is."""
    return _day_in(time.time() // 60)


@functools.lru_cache(maxsize=1)
def _day_in(minute: float) -> datetime.date:  # noqa: ARG001 - no clock has another day within one
    return datetime.date.today()  # noqa: DTZ011


def _may_be_issued(ddmmyy: str, today: datetime.date) -> bool:
    """Whether a KK number can have been issued on this date."""
    try:
        return _latest(int(ddmmyy[:2]), ddmmyy[2:], today).year >= _FIRST_YEAR_OF_KK
    except ValueError:
        return False


def _is_of_age(ddmmyy: str, today: datetime.date) -> bool:
    """Whether somebody born on this date is old enough to be recorded for an identity card."""
    try:
        born = _latest(_day_of_birth(ddmmyy[:2]), ddmmyy[2:], today)
    except ValueError:
        return True
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday) >= _RECORDED_FROM_AGE


# The same few dates come again and again.
may_be_issued = functools.lru_cache(maxsize=1024)(_may_be_issued)
is_of_age = functools.lru_cache(maxsize=1024)(_is_of_age)
