"""The fields that hold a NIK or a KK number: what is typed there, how it is repaired and judged."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ktpmsg import regions
from ktpmsg.fields import labels
from ktpmsg.fields.base import LIKELY, NO, PERHAPS, SURELY, Field, line_end
from ktpmsg.fields.digits import DASHES, ascii_digits, is_other_thing
from ktpmsg.fields.identity import (
    EXAMPLES,
    LENGTH,
    Nik,
    NomorKK,
    Number,
    Sex,
    is_number,
    is_of_age,
    masked,
    may_be_issued,
    only_a_nik,
    pattern,
    what_it_says,
)
from ktpmsg.fields.likeness import HALF, LONGEST, holds_two, is_masked, is_spreadsheet, number_like
from ktpmsg.fields.repairs import (
    CHARACTERS,
    NOTHING,
    OPENING,
    Step,
    around,
    labelled,
    repair,
    told,
)
from ktpmsg.problems import Code, Finding, MessageError, Problem
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ktpmsg.problems import Fact
    from ktpmsg.text.mapped import Edit

__all__ = [
    "IdentityField",
    "Nik",
    "NikField",
    "NomorKK",
    "NomorKKField",
    "Sex",
    "faults_of",
    "masked",
    "number_like",
    "other_digits",
    "pattern",
    "read_one",
]

_SURELY_ONE = 20  # characters hold no two numbers
_SHOWN_DIGITS = 6
_NEARLY_A_NUMBER = 10

# --- what is in the way ------------------------------------------------------------------------

_LETTER_O = re.compile("[0-9Oo]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOK_LIKE_DIGITS = frozenset("OoIiLl")
_LONGEST_LOOK_ALIKE = 2
_MOST_SIGNS = 5


def faults_of(kind: type[Number], text: str) -> list[Finding]:
    """All that makes a text no number of this kind: how it is written, else what it says."""
    return list(what_it_says(kind, text)) if is_number(text) else [_writing_fault(text)]


def _writing_fault(text: str) -> Finding:
    """Why a text is no sixteen digits: the first reason that applies (contract, section 4)."""
    end = len(text)
    if is_masked(text):
        return Finding(Code.MASKED_NUMBER, 0, end)
    if is_spreadsheet(text):
        return Finding(Code.SPREADSHEET_NUMBER, 0, end)
    if not text or (text.isascii() and text.isdigit()):
        if end == 2 * LENGTH:
            return Finding(Code.TWO_NUMBERS, 0, end)
        return Finding(Code.WRONG_LENGTH, 0, end, (("count", end),))
    if holds_two(text):
        return Finding(Code.TWO_NUMBERS, 0, end)
    return Finding(Code.NOT_DIGITS, 0, end, tuple(_in_the_way(text)))


def _in_the_way(text: str) -> Iterator[Fact]:
    """What stands among the digits, for a reply to name; no digit, and nothing of a name.

    `letter_o`: letters O for noughts are all there is; `signs`: each letter or sign once, in
    order; `after`: how many digits stand before the first of them; `words`: there are words.
    """
    count = sum(char.isdecimal() for char in text)
    letter_o = count >= HALF and _LETTER_O.fullmatch(text) is not None
    yield "letter_o", int(letter_o)
    words = [word for word in _LETTERS.findall(text) if not _LOOK_LIKE_DIGITS.issuperset(word)]
    longest = max(map(len, words), default=0)
    if count < HALF or longest > _LONGEST_LOOK_ALIKE:
        yield "words", int(longest > _LONGEST_LOOK_ALIKE)
        return
    others = [char for char in text if not char.isnumeric()]
    yield "signs", tuple(dict.fromkeys(others))[:_MOST_SIGNS]
    first = next((at for at, char in enumerate(text) if not char.isdecimal()), len(text))
    yield "after", first


# --- the repair steps --------------------------------------------------------------------------

_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_APOSTROPHES = "'’‘`´"
_AFTER = ".,;:!'’`´" + WHITE_SPACE
_GROUPS = re.compile(
    rf"[0-9]{{2,}}+(?:(?:[ \t\r\n]*+[.{DASHES}][ \t\r\n]*+|[ \t\r\n]++)[0-9]{{2,}}+)++"
)


def other_digits(text: str) -> Sequence[Edit]:
    """Full-width digits and those of other scripts, each for the digit it is: "３３０８…"."""
    if text.isascii() or len(text) >= LONGEST:
        return NOTHING
    return [(*digit.span(), ascii_digits(digit.group())) for digit in _OTHER_DIGITS.finditer(text)]


def _stray_marks(text: str) -> Sequence[Edit]:
    """An apostrophe before a number, as spreadsheets have it, or a mark after it: "'3308…,"."""
    start = len(text) - len(text.lstrip(_APOSTROPHES))
    end = len(text.rstrip(_AFTER))
    return NOTHING if start >= end or is_masked(text) else around(text, start, end)


def _groups(text: str) -> Sequence[Edit]:
    """Digits in groups of two or more: "330815 550895 9001", "33.08.15.550895.9001"."""
    if (
        len(text) >= LONGEST
        or not _GROUPS.fullmatch(text)
        or is_spreadsheet(text)
        or is_masked(text)
        or (len(text) > _SURELY_ONE and holds_two(text))
    ):
        return NOTHING
    return [(*found.span(), "") for found in _NOT_DIGITS.finditer(text)]


# --- the fields --------------------------------------------------------------------------------


_NEARLY = (14, 15, 17)
_LEVELS = {"province": 2, "regency": 4, "district": 6}


class IdentityField(Field):
    """A field for one of the two numbers; `kind` is the class of its values.

    `applicant` says whether the number is of somebody who asks for an identity card.
    """

    family = "number"
    has_notices = is_called = True
    anchors = True
    kind: ClassVar[type[Number]]
    usual_words: ClassVar[str]

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        # What `convert` does, without a call of Python's: of each good message it is asked for.
        self._make = functools.partial(str.__new__, self.kind)
        self.convert = self._make  # type: ignore[method-assign]
        self._official = regions.official()

    @classmethod
    def pattern_in(cls, separator: str, pattern: str) -> str:  # noqa: ARG003
        """The digits that are such a number by the tables."""
        return _pattern_of(cls.kind)

    def _label_step(self) -> Step:
        return labelled(
            self.label, labels.bare_label(self._labels, rf"{OPENING}[{_APOSTROPHES}]?\d")
        )

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.NUMBER_FORMAT, other_digits),
            Step(Code.NUMBER_FORMAT, _stray_marks),
            Step(Code.NUMBER_FORMAT, _groups),
        )

    def steps_for(self, text: str) -> Sequence[Step]:
        """None for a text of digits: it is a number, or a faulty one."""
        return () if text.isascii() and text.isdigit() else self.steps

    def as_published(self, text: str, own: Collection[str] = ()) -> Number | None:  # noqa: ARG002
        """The number, if the digits are one."""
        return self._make(text) if self._matches(text) else None

    def faults(self, text: str, own: Collection[str] = ()) -> Iterable[Finding]:  # noqa: ARG002
        """The first thing that is wrong with how it is written, or all that its digits say."""
        if text in EXAMPLES:
            return [Finding(Code.TEMPLATE_UNFILLED, 0, LENGTH)]
        return faults_of(self.kind, text)

    def write(self, value: Number) -> str:
        """The digits."""
        return value.digits

    def is_usual(self, value: Number, today: datetime.date) -> bool:
        """Whether the region is official and the date plausible."""
        return value[:6] in self._official and self._is_dated_well(value[6:12], today)

    def _is_dated_well(self, ddmmyy: str, today: datetime.date) -> bool:
        raise NotImplementedError

    _badly_dated: ClassVar[Code]

    def notices(self, value: Number, today: datetime.date) -> Iterable[Finding]:
        """A region that is in no official table, a date that is hardly right."""
        doubt = regions.doubt(value[:6])
        if doubt is not None:
            code = Code.INFERRED_REGION if doubt.inferred else Code.UNKNOWN_REGION
            yield Finding(code, 0, _LEVELS[doubt.level], (("level", doubt.level),))
        if not self._is_dated_well(value[6:12], today):
            yield Finding(self._badly_dated, 6, 12)

    def mask(self, value: Number) -> str:
        """The region."""
        return repr(masked(value.digits))

    def draw(self, typed: str) -> Iterator[str | None]:
        """The first six digits, where they are a region's; of a number cut in two, fewer."""
        digits = "".join(char for char in typed if char.isascii() and char.isdigit())
        code = digits[: min(_SHOWN_DIGITS, len(digits) // 2 * 2)]
        whole = len(digits) >= _NEARLY_A_NUMBER or regions.status_of(code)
        passed = 0  # characters of the number, whatever stands in place of a digit
        for char in typed:
            is_digit = char.isascii() and char.isdigit()
            shown = char in "\r\n" or (whole and is_digit and passed < _SHOWN_DIGITS)
            yield None if shown else "*"
            passed += is_digit or (passed > 0 and char not in " .-\r\n")

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        last = number_like(typed, 0, len(typed))
        if last is None:
            is_short = typed.isdecimal() and not is_other_thing(typed, 0, len(typed))
            return PERHAPS if is_short else NO
        if any(map(str.isalnum, typed[last:])):
            return PERHAPS
        digits = ascii_digits(typed)
        if is_number(digits):
            return self._fits_digits(digits)
        return LIKELY if not _has_day_of_a_woman(digits) else self._fits_woman()

    def _fits_digits(self, digits: str) -> int:
        raise NotImplementedError

    def _fits_woman(self) -> int:
        raise NotImplementedError

    def end(self, text: str, start: int, limit: int) -> int:
        """The end of the line that completes a number in groups."""
        last = number_like(text, start, limit)
        return super().end(text, start, limit) if last is None else line_end(text, last, limit)


def _has_day_of_a_woman(digits: str) -> bool:
    """Whether a number with a digit too few or too many has the day that only a NIK has."""
    return len(digits) in _NEARLY and "41" <= digits[6:8] <= "71" and "01" <= digits[8:10] <= "12"


class NikField(IdentityField):
    """A NIK."""

    terminal = "NIK"
    kind = value_type = Nik
    tells_regency = 1
    usual_words = "NIK"
    _badly_dated = Code.UNDER_AGE

    @property
    def example(self) -> str:
        """A NIK of nobody."""
        return EXAMPLES[0]

    def _is_dated_well(self, ddmmyy: str, today: datetime.date) -> bool:
        return not self.applicant or is_of_age(ddmmyy, today)

    def _fits_digits(self, digits: str) -> int:
        return SURELY if only_a_nik(digits) else LIKELY

    def _fits_woman(self) -> int:
        return SURELY


class NomorKKField(IdentityField):
    """A KK number."""

    terminal = "NOMOR_KK"
    kind = value_type = NomorKK
    tells_regency = 2
    usual_words = "Nomor KK"
    _badly_dated = Code.IMPLAUSIBLE_DATE

    @property
    def example(self) -> str:
        """A KK number of nobody."""
        return EXAMPLES[1]

    def _is_dated_well(self, ddmmyy: str, today: datetime.date) -> bool:
        return may_be_issued(ddmmyy, today)

    def _fits_digits(self, digits: str) -> int:
        return PERHAPS if only_a_nik(digits) else LIKELY

    def _fits_woman(self) -> int:
        return PERHAPS


_pattern_of = functools.lru_cache(maxsize=None)(pattern)


# --- a number by itself ------------------------------------------------------------------------


@functools.lru_cache(maxsize=2)
def _field_for(kind: type[IdentityField]) -> IdentityField:
    name = kind.kind._name  # noqa: SLF001 - as the class of the values has it
    return kind(name, kind.usual_words, "", "")


def read_one(kind: type[Number], text: str, *, strict: bool) -> str:
    """The digits of a number that stands alone, read as a field is; or `MessageError`."""
    field = _field_for(NomorKKField if issubclass(kind, NomorKK) else NikField)
    typed, repairs = repair(MappedText(text), CHARACTERS)
    reading = field.read(typed)
    problems: list[Problem] = [*told(field.name, repairs), *reading.problems]
    if strict:
        problems = [attrs.evolve(p, severity="error") for p in problems]
    if any(p.severity == "error" for p in problems):
        _rich_traceback_omit = True  # rich would show the text
        raise MessageError(sorted(problems, key=lambda p: p.span[0]))
    value: Any = reading.value
    return str.__str__(value)
