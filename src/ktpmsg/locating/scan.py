"""A text that is being looked through: its lines, its separators, its numbers.

Everything is looked for once: separators are indexed, a number is looked for once at each place,
lines are found by bisection. So the whole is linear in the text, however many keywords it holds.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ktpmsg.fields.likeness import number_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ktpmsg.formats.format import Format

__all__ = [
    "LINE_REACH",
    "LIST_NUMBER",
    "OPENING",
    "SPACE",
    "Scan",
    "labels_of",
    "marks",
    "marks_before",
    "phone_or_date",
    "prefix",
]

SPACE = " \t\n"
OPENING = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”",
    "”": "”",
    "„": "“",
    "‘": "’",
    "«": "»",
    "<": ">",
    "(": ")",
    "[": "]",
    "{": "}",
    "*": "*",
    "_": "_",
    "~": "~",
}
# Marks that may stand before a message: quotes, brackets, WhatsApp's, bullets, list numbers.
_MARKS = "[ \t>*_~`\"'“”‘’„«»<(\\[{•·▪●◦‣–—\u2022-]"
LIST_NUMBER = r"(?:\(?(?:(?:[Nn]o\.? ?)?[0-9]{1,3}|[A-Za-z])[].):](?![0-9])[ \t]?)"
# What may stand before a message that begins its line all the same: a name, a time, a column.
_PREFIX = re.compile(
    r"[ \t>*_~]*+(?:"
    r"[^\W\d_][^\n:|;>\t]{0,48}[:|;>\t]"  # Tuti: | Tuti ;
    r"|\+?[0-9][0-9 ()./:-]{3,40}(?:[^\W\d_][^\n:|;>\t]{0,40}[:|;>\t]|[-–|:;,>\t])?"  # 18.00, 0812…
    r"|[^\W\d_][\w .']{0,40}(?:,| [-–—])"  # Tuti - , Tuti,
    r")[ \t]*"
)
_BEFORE_NUMBER = re.compile(r"[\s'‘’\"“”*_~(\[<{`+:=\-]{0,12}")
_PHONE_OR_DATE = re.compile(
    r"(?:\+?62|0)[ -]?8[0-9](?:[ .-]?[0-9]){6,10}(?![ .-]?[0-9])"
    r"|0[0-9](?:[ .-]?[0-9]){6,11}(?![ .-]?[0-9])"
    r"|(?:[0-9]{1,2}[/. -][0-9]{1,2}[/. -][0-9]{2,4}|[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2})"
    r"(?:[ ,]{1,3}(?:pukul |jam )?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?)?(?![0-9])"
)
_TEN_DIGITS = re.compile(r"(?:[0-9][ .\-]?){9}[0-9]")
_REACH = 120  # how far into a value a number begins
_LONGEST_MARKS = 40
LINE_REACH = 96  # what stands before a keyword at its line's start is no longer


@functools.lru_cache(maxsize=32)
def _marks_without(separator: str, *, initials: bool) -> re.Pattern[str]:
    """The marks before a message, but for the one that is the separator, and a name's initials."""
    marks = f"(?!{re.escape(separator)}){_MARKS}"
    no_initial = r"(?![^\W\d_]\.)" if initials else ""
    return re.compile(f"(?:{marks}|(?<![\\w.]){no_initial}{LIST_NUMBER})*+")


def marks(text: str, start: int, separator: str, *, initials: bool = False) -> int:
    """Where the marks end that begin at `start`: bullets, quotes, list numbers.

    Where a value follows, and no keyword, a letter with a full stop may be an initial of a name.
    """
    pattern = _marks_without(separator, initials=initials)
    found = pattern.match(text, start, start + _LONGEST_MARKS)
    return found.end() if found else start


def prefix(text: str, start: int, end: int) -> bool:
    """Whether what stands there is a name, a time or a sender's column, and perhaps marks."""
    found = _PREFIX.match(text, start, end)
    return bool(found) and not text[found.end() if found else end : end].strip(
        " \t>*_~`\"'“‘([<{-•"
    )


def phone_or_date(text: str, start: int, end: int) -> int | None:
    """The end of a telephone number, or a date and a time, that begins at `start`, else None."""
    found = _PHONE_OR_DATE.match(text, start, end)
    return found.end() if found else None


class Scan:
    """A text with plain line ends and letters, and what has been found in it."""

    def __init__(self, text: str, separators: str) -> None:
        """Take the text; `separators` are those of all formats."""
        self.text = text
        self.separators: dict[str, list[int]] = {
            sign: list(_places(text, sign)) for sign in separators
        }
        self._without_digit = (0, 0)
        self._numbers: dict[tuple[int, int, bool], int | None] = {}

    @functools.cached_property
    def lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(at + 1 for at in _places(self.text, "\n"))]

    def line_start(self, at: int) -> int:
        """Where the line begins that `at` is in."""
        return self.lines[bisect_right(self.lines, at) - 1]

    def line_end(self, at: int, limit: int) -> int:
        """Where the line ends that `at` is in, or `limit`."""
        index = bisect_right(self.lines, at)
        return min(limit, self.lines[index] - 1 if index < len(self.lines) else len(self.text))

    def after(self, separator: str, at: int) -> int:
        """The index of the first separator at or after `at`."""
        return bisect_left(self.separators[separator], at)

    def digit_within(self, start: int, end: int) -> bool:
        """Whether there is a digit between two places; what was seen to have none is passed."""
        least, at = self._without_digit
        if not least <= start < at:
            least = at = start
        found = _DIGIT.search(self.text, at, end) if at < end else None
        self._without_digit = least, found.start() if found else max(at, end)
        return found is not None

    def number(self, at: int, end: int, labels: re.Pattern[str], *, loose: bool) -> int | None:
        """Where the number begins that a value has in front, after marks and its label.

        `loose`: a telephone number or a date is one, too, if it has ten digits.
        """
        key = (at, end, loose)
        if key not in self._numbers:
            self._numbers[key] = self._number(at, min(end, at + _REACH), labels, loose=loose)
        return self._numbers[key]

    def _number(self, at: int, end: int, labels: re.Pattern[str], *, loose: bool) -> int | None:
        text = self.text
        if at >= end:
            return None
        begin = _BEFORE_NUMBER.match(text, at, end).end()  # type: ignore[union-attr]
        found = self._number_at(begin, end, loose=loose)
        if found is None and begin < end and text[begin].isalpha():
            begin = labels.match(text, begin, end).end()  # type: ignore[union-attr]
            begin = _BEFORE_NUMBER.match(text, begin, end).end()  # type: ignore[union-attr]
            found = self._number_at(begin, end, loose=loose)
        return found

    def _number_at(self, at: int, end: int, *, loose: bool) -> int | None:
        if at >= end or not self.text[at].isalnum():
            return None
        stop = number_like(self.text, at, end)
        other = phone_or_date(self.text, at, end)
        if loose:
            return at if stop or _TEN_DIGITS.match(self.text, at, end) else None
        return at if stop and not (other and other >= stop) else None

    def has_ten_digits(self, start: int, end: int) -> bool:
        """Whether ten digits in a row stand there, single signs between them ignored."""
        return _TEN_DIGITS.search(self.text, start, end) is not None


_DIGIT = re.compile("[0-9]")


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


@functools.lru_cache(maxsize=256)
def labels_of(one: Format) -> re.Pattern[str]:
    """The words of a label before a number: `NIK`, `No. KK saya`, without a colon too.

    They are the words of the format's own fields and keywords, and what people put beside these.
    """
    texts: Sequence[str] = [
        *one.keywords,
        *(f"{f.words} {f.name}" for f in one.fields if f.anchors),
    ]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())}
    words |= {"no", "nmr", "nomor", "saya", "anak", "istri", "suami"}
    ways = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:(?i:{ways})(?![^\W\d_])[\s.:=/_-]{{0,4}}){{0,5}}+")


@functools.lru_cache(maxsize=32)
def _opening(separator: str) -> str:
    return "".join(sign for sign in OPENING if sign != separator) + " \t"


def marks_before(scan: Scan, start: int, floor: int, separator: str) -> int:
    """Where the marks begin that stand before a message on its line: quotes, bullets, a number."""
    text = scan.text
    line = max(scan.line_start(start), floor)
    if start - line <= LINE_REACH and marks(text, line, separator) >= start:
        while line < start and text[line] in " \t":
            line += 1
        return line
    opening, at = _opening(separator), start
    while at > line and text[at - 1] in opening:
        at -= 1
    while text[at : at + 1].isspace() and at < start:
        at += 1
    return at
