"""Digits in running text: which are a NIK or a KK number, and which a date, a time, a phone.

Whatever lenient reading drops must hold no number that somebody may need (contract, section 4).
All patterns here are bounded; a text is scanned once.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ktpmsg.problems import Span

__all__ = ["DASHES", "FEWEST", "ascii_digits", "is_other_thing", "numbers_in"]

DASHES = r"\-‐‑‒–—−"
FEWEST = 15
"""As many digits may be a number with one missing."""
_MOST_IN_GROUPS = 17

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?:[.:][0-5]\d)?(?![.\-]?\d)"
_PHONE = r"(?:\+62|62(?=[ .\-]?8)|\(?0)(?:\)?[ .\-]{0,2}\d){8,12}(?!\d)"
# Not followed by more digits of the same number; a time and a phone number may follow.
_END = rf"(?!\d|[.\-]\d|[ .\-\n]{{1,4}}(?!{_CLOCK}|0[ .\-\d]{{8}}|62[ .\-]?8)\d)"
_DATES = (
    rf"{_DAY}/{_DAY}(?:/(?:\d{{4}}|\d\d))?(?!\d)",
    rf"{_DAY}(?P<mark>[.\-]){_MONTH}(?P=mark)(?:(?:19|20)\d\d|\d\d){_END}",
    rf"(?:19|20)\d\d(?P<sign>[/.\-]){_MONTH}(?P=sign){_DAY}{_END}",
)
# What is written with digits, and no number of ours; and such a thing inside a sequence of groups,
# where a group may look like the beginning of a telephone number.
_OTHER_THING = re.compile("|".join((*_DATES, _CLOCK + _END, _PHONE)))
_PHONE_IN_ONE_RUN = re.compile(r"(?:0|62(?=8))\d{8,12}(?!\d)")

_RUN = re.compile(r"\d+")
_NO_DIGITS = re.compile("[^0-9]+")
_GAP = re.compile(rf"[{WHITE_SPACE}]*+[.{DASHES}][{WHITE_SPACE}]*+(?=\d)|[{WHITE_SPACE}]++(?=\d)")


def ascii_digits(text: str) -> str:
    """The decimal digits of a text, of any script, each as the ASCII digit that it is."""
    if text.isascii():
        return text if text.isdigit() else _NO_DIGITS.sub("", text)
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def is_other_thing(text: str, start: int, end: int) -> bool:
    """Whether a date, a time or a telephone number begins at `start`."""
    before = start > 0 and text[start - 1] in "+("
    return _OTHER_THING.match(text, start - before, end) is not None


def numbers_in(text: str, own: Collection[str] = ()) -> Iterator[Span]:
    """Where a text holds a number: fifteen digits or more in one run, or 15 to 17 in groups.

    Groups are as a number field accepts them: of two digits or more, parted by spaces, dots, dashes
    or line breaks. Dates, times and telephone numbers are none, nor are the numbers of `own`.
    """
    for groups in _sequences(text):
        yield from _numbers_among(text, groups, own)


def _sequences(text: str) -> Iterator[list[Span]]:
    """Runs of two digits or more that only gaps part, without what is written of other things."""
    groups: list[Span] = []
    at = 0
    while found := _RUN.search(text, at):
        start, end = found.span()
        gap = _GAP.match(text, at) if groups else None
        if gap is None or gap.end() != start:
            yield groups
            groups = []
        other = _other_thing(text, start, inside=bool(groups))
        if other or end - start == 1:
            yield groups
            groups = []
        else:
            groups.append((start, end))
        at = other or end
    yield groups


def _other_thing(text: str, start: int, *, inside: bool) -> int | None:
    """The end of a date, a time or a telephone number that begins at this digit."""
    if inside:
        found = _PHONE_IN_ONE_RUN.match(text, start)
    else:
        found = _OTHER_THING.match(text, start - (start > 0 and text[start - 1] in "+("))
    return found.end() if found else None


def _numbers_among(text: str, groups: list[Span], own: Collection[str]) -> Iterator[Span]:
    first = 0
    while first < len(groups):
        last = _last_of_number(text, groups, first, own)
        if last is None:
            first += 1
            continue
        span = groups[first][0], groups[last][1]
        if ascii_digits(text[slice(*span)]) not in own:
            yield span
        first = last + 1


def _last_of_number(text: str, groups: list[Span], first: int, own: Collection[str]) -> int | None:
    """The last group of the number that begins with the group `first`: one of `own`, if it can."""
    count, found = 0, None
    for last in range(first, len(groups)):
        start, end = groups[last]
        count += end - start
        if count > _MOST_IN_GROUPS and last > first:
            break
        if count >= FEWEST:
            if ascii_digits(text[groups[first][0] : end]) in own:
                return last
            found = last
    return found
