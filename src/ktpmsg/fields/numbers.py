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
    mask,
    may_be_issued,
    only_a_nik,
    pattern,
    what_it_says,
)
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
    "Nik",
    "NikField",
    "NomorKK",
    "NomorKKField",
    "IdentityField",
    "Sex",
    "faults",
    "mask",
    "number_like",
    "other_digits",
    "pattern",
    "read_one",
]

_LONGEST = 200
_SURELY_ONE = 20  # characters hold no two numbers
_LONG_RUN = 10
_HALF = LENGTH // 2
_SHOWN_DIGITS = 6
_NEARLY_A_NUMBER = 10

# --- what is written in place of a number ------------------------------------------------------

_HIDING = "*＊xX•●∙·…?"
_WEAK_HIDING = r"._\-"
_MASKED = re.compile(rf"[0-9{_HIDING}{_WEAK_HIDING}]+")
_HIDDEN = re.compile(rf"[{_HIDING}]")
_HIDDEN_RUN = re.compile(rf"[{_HIDING}{_WEAK_HIDING}]{{3,}}|…")
_FEWEST_HIDDEN = 3
# What a spreadsheet makes of sixteen digits: 3.30802E+15, or 3308021708709001,00.
_SPREADSHEET = re.compile(r"[0-9][.,][0-9]+ ?[Ee] ?\+? ?[0-9]+|[0-9]+[.,][0-9]{1,2}")
_PARTS = re.compile(rf"[^0-9 .\t\r\n{DASHES}]+")
_LETTER_O = re.compile("[0-9Oo]+")
_LETTERS = re.compile(r"[^\W\d_OoIiLl]+")  # but those that look like digits
_LONGEST_LOOK_ALIKE = 2
_MOST_SIGNS = 5


def is_masked(text: str) -> bool:
    """Whether digits of a number are hidden: "330815******9001", three or more of them."""
    bare = text[:_LONGEST].translate(_NO_WHITE_SPACE)
    if not _MASKED.fullmatch(bare):
        return False
    return len(_HIDDEN.findall(bare)) >= _FEWEST_HIDDEN or bool(_HIDDEN_RUN.search(bare))


_NO_WHITE_SPACE = dict.fromkeys(map(ord, WHITE_SPACE))


def is_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet has been at the number: digits of it may be lost."""
    return _SPREADSHEET.fullmatch(text[:_LONGEST]) is not None


def holds_two(text: str) -> bool:
    """Whether a value holds two numbers, apart or in one run."""
    parts = [part for part in _PARTS.split(text[:_LONGEST]) if part]
    counts = [sum(map(str.isdigit, part)) for part in parts]
    if sum(n >= _LONG_RUN for n in counts) > 1 or 2 * LENGTH in counts:
        return True
    return any(
        n >= LENGTH + _LONG_RUN and not part.isdigit()
        for n, part in zip(counts, parts, strict=True)
    )


def faults(kind: type[Number], text: str) -> list[Finding]:
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
    letter_o = count >= _HALF and _LETTER_O.fullmatch(text) is not None
    yield "letter_o", int(letter_o)
    longest = max(map(len, _LETTERS.findall(text)), default=0)
    if count < _HALF or longest > _LONGEST_LOOK_ALIKE:
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
    if text.isascii() or len(text) >= _LONGEST:
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
        len(text) >= _LONGEST
        or not _GROUPS.fullmatch(text)
        or is_spreadsheet(text)
        or is_masked(text)
        or (len(text) > _SURELY_ONE and holds_two(text))
    ):
        return NOTHING
    return [(*found.span(), "") for found in _NOT_DIGITS.finditer(text)]


# --- where a number begins ---------------------------------------------------------------------

_FAR = 120
_FEWEST_DIGITS = 10
_MOST_DIGITS = 20
_NEARLY = 15
_BEFORE = re.compile(
    r"[\s'‘’\"“”*_~(\[<{`+-]{0,9}+"
    rf"(?:{labels.any_of('NIK', 'NOMOR_KK')}(?:\s(?i:saya))?\s{{0,3}}[:=：.]{{0,2}}\s{{0,3}})?"
    r"['‘’\"“*_~+`\s(]{0,4}+"
)
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(rf"[ .,/_\t\r\n{DASHES}]{{1,3}}+(?=\d)")
_ALIKE = re.compile(r"[0-9OoQDIilLSsBZzGgAqXx|]+")
_ALIKE_GAP = re.compile(rf"[ .{DASHES}]{{1,2}}(?=[0-9OoQDIilLSsBZzGgAqXx|])")
_MASKABLE = re.compile(rf"\d[0-9{_HIDING}{_WEAK_HIDING} ]{{5,40}}(?![0-9A-Za-z])")
_WEAKLY_HIDDEN = 6
_FEWEST_SHOWN = 4
_E_NUMBER = re.compile(r"[0-9][.,][0-9]{1,16} ?[Ee] ?\+? ?[0-9]{1,3}(?![0-9])")


def number_like(text: str, start: int, end: int) -> int | None:
    """Where the thing ends that begins at `start` and is meant for a NIK or a KK number, if any.

    Sixteen digits as a number field accepts them, or what would be a faulty number: 10 to 20
    digits however grouped, letters among them ("33O8"), a masked one with at least four digits, a
    spreadsheet's. A label and marks may stand before it. No telephone number, date or time is one.
    It looks at 120 characters at most, and not beyond `end`.
    """
    limit = min(end, start + _FAR)
    first = _BEFORE.match(text, start, limit).end()  # type: ignore[union-attr]
    if not _ALIKE.match(text, first, limit) and not _DIGITS.match(text, first, limit):
        return None
    if is_other_thing(text, first, limit):
        return None
    hidden = _masked_end(text, first, limit)
    if hidden:
        return hidden
    sheet = _E_NUMBER.match(text, first, limit)
    if sheet:
        return sheet.end()
    grouped = _grouped_end(text, first, limit)
    return _alike_end(text, first, limit) or grouped


def _masked_end(text: str, start: int, limit: int) -> int | None:
    found = _MASKABLE.match(text, start, limit)
    if not found:
        return None
    typed = found.group().rstrip(" ")
    shown = sum(map(str.isdigit, typed))
    strong = len(_HIDDEN.findall(typed))
    hidden = sum(char in "._-" for char in typed)
    weak = min(hidden, shown) >= _WEAKLY_HIDDEN  # no year with dots after it
    enough = strong >= _FEWEST_HIDDEN or "…" in typed or weak
    if shown >= _FEWEST_SHOWN and enough and is_masked(typed):
        return start + len(typed)
    return None


def _grouped_end(text: str, start: int, limit: int) -> int | None:
    """Where digits in groups end: with the sixteenth if a group does, else with the line."""
    count, best = 0, None
    at = start
    while run := _DIGITS.match(text, at, limit):
        if count and count + len(run.group()) > _MOST_DIGITS:
            break
        count += len(run.group())
        at = run.end()
        if count >= _FEWEST_DIGITS:
            best = at
        gap = _GAP.match(text, at, limit)
        ends_line = gap is None or not gap.group().isprintable()
        if gap is None or count == LENGTH or (ends_line and count >= _NEARLY):
            break
        at = gap.end()
    return best


def _alike_end(text: str, start: int, limit: int) -> int | None:
    """Where a number ends that has letters among its digits, as they look alike."""
    count = digits = 0
    at = start
    while run := _ALIKE.match(text, at, limit):
        own = sum(map(str.isdigit, run.group()))
        if not own or (count >= LENGTH and count == digits):
            break
        count, digits, at = count + len(run.group()), digits + own, run.end()
        gap = _ALIKE_GAP.match(text, at, limit)
        if gap is None:
            break
        at = gap.end()
    at = len(text[:at].rstrip(" .-")) if at > start else start
    letters_follow = text[at : min(at + 1, limit)].isalnum()
    is_one = _HALF <= digits < count and _FEWEST_DIGITS <= count <= _MOST_DIGITS
    return at if is_one and not letters_follow else None


# --- the fields --------------------------------------------------------------------------------


_LEVELS = {"province": 2, "regency": 4, "district": 6}


class IdentityField(Field):
    """A field for one of the two numbers; `kind` is the class of its values.

    `applicant` says whether the number is of somebody who asks for an identity card.
    """

    family = "number"
    anchors = True
    kind: ClassVar[type[Number]]
    usual_words: ClassVar[str]

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        self._make = self.kind._of  # noqa: SLF001 - made for this one place
        self._official = regions.official()

    @classmethod
    def pattern_in(cls, separator: str, pattern: str) -> str:  # noqa: ARG003
        """The digits that are such a number by the tables."""
        return _pattern_of(cls.kind)

    def _label_step(self) -> Step:
        return labelled(self.label, labels.bare_label(self._labels, rf"{OPENING}[{_APOSTROPHES}]?\d"))

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.NUMBER_FORMAT, other_digits),
            Step(Code.NUMBER_FORMAT, _stray_marks),
            Step(Code.NUMBER_FORMAT, _groups),
        )

    def steps_for(self, text: str) -> Sequence[Step]:
        """None for a text of digits: it is a number, or a faulty one."""
        return () if text.isascii() and text.isdigit() else self.steps

    def convert(self, text: str) -> Number:
        """The number of these digits."""
        return self._make(text)

    def as_published(self, text: str, own: Collection[str] = ()) -> Number | None:  # noqa: ARG002
        """The number, if the digits are one."""
        return self._make(text) if self._matches(text) else None

    def faults(self, text: str, own: Collection[str] = ()) -> Iterable[Finding]:  # noqa: ARG002
        """The first thing that is wrong with how it is written, or all that its digits say."""
        if text in EXAMPLES:
            return [Finding(Code.TEMPLATE_UNFILLED, 0, LENGTH)]
        return faults(self.kind, text)

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
        return repr(mask(value.digits))

    def draw(self, typed: str) -> Iterator[str | None]:
        """The first six digits, where they are a region's; of a number cut in two, fewer."""
        digits = "".join(char for char in typed if char.isascii() and char.isdigit())
        code = digits[: min(_SHOWN_DIGITS, len(digits) // 2 * 2)]
        whole = len(digits) >= _NEARLY_A_NUMBER or regions.status_of(code)
        passed = 0  # characters of the number, whatever stands in place of a digit
        for char in typed:
            is_digit = char.isascii() and char.isdigit()
            shown = char == "\n" or (whole and is_digit and passed < _SHOWN_DIGITS)
            yield None if shown else "*"
            passed += is_digit or (passed > 0 and char not in " .-\n")

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        last = number_like(typed, 0, len(typed))
        if last is None:
            return PERHAPS if typed.isdecimal() and not is_other_thing(typed, 0, len(typed)) else NO
        if any(map(str.isalnum, typed[last:])):
            return PERHAPS
        digits = ascii_digits(typed)
        return self._fits_digits(digits) if is_number(digits) else LIKELY

    def _fits_digits(self, digits: str) -> int:
        raise NotImplementedError

    def end(self, text: str, start: int, limit: int) -> int:
        """The end of the line that completes a number in groups."""
        last = number_like(text, start, limit)
        return super().end(text, start, limit) if last is None else line_end(text, last, limit)


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
        raise MessageError(sorted(problems, key=lambda p: p.span[0]))
    value: Any = reading.value
    return str.__str__(value)
