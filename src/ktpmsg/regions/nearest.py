"""Which of several names is nearest to one that was typed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ktpmsg.regions import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["nearest"]

# How people spell the same sound: e or a, o or u, with or without an h, one letter or two.
_SOUNDS: Final = str.maketrans("eo", "au", "h")
_DOUBLED: Final = re.compile(r"(.)\1+")

# How many typos there may be, and what they may cost, in a name of so many letters or more. Of the
# names of a regency, nearly all are found again from one typo in them and more than half from two;
# of names from elsewhere, one in twelve is taken for one.
_NEAR: Final = ((10, 3, 4), (9, 2, 4), (6, 2, 3), (3, 1, 2), (0, 0, 0))


class _Shape(NamedTuple):
    """What of a name is compared when the nearest one is looked for."""

    letters: str
    sound: str
    alphabet: int
    """The letters in it as bits: with one typo, no more than two of these change."""


def _shape(letters: str) -> _Shape:
    sound = _DOUBLED.sub(r"\1", letters.translate(_SOUNDS)) or letters
    alphabet = 0
    for letter in letters:
        alphabet |= 1 << (ord(letter) & 63)
    return _Shape(letters, sound, alphabet)


@lru_cache(maxsize=4096)
def _shape_of_official(name: str, kinds: frozenset[str]) -> _Shape:
    """Return the shape of an official name, which is no personal data and may be kept."""
    return _shape(spelling.bare(spelling.words(name), kinds))


def nearest(typed: str, names: Iterable[str], kinds: frozenset[str]) -> str | None:
    """Return the name nearest to what was typed, the first of equals; None if none is near.

    `typed` is in the form of `spelling.words`; the words of `kinds` in front of a name do not
    count. A typo that changes the sound counts for two, one that does not for one.
    """
    wanted = _shape(spelling.bare(typed, kinds))
    length = len(wanted.letters)
    typos, most = next(near for shortest, *near in _NEAR if length >= shortest)
    letters = Pattern(wanted.letters)
    sound = Pattern(wanted.sound)
    limit = most + 1
    best = None
    for name in names:
        shape = _shape_of_official(name, kinds)
        if (
            abs(len(shape.letters) - length) <= typos
            and (shape.alphabet ^ wanted.alphabet).bit_count() <= 2 * typos
            and (cost := letters.distance(shape.letters)) <= typos
            and (cost := cost + min(cost, sound.distance(shape.sound))) < limit
        ):
            best, limit = name, cost
    return best


class Pattern:
    """A name to which the distance of others is measured.

    The distance is the number of letters wrong, missing or too many, and of neighbours swapped.
    It is found with a whole column of the usual table in the bits of two numbers: Hyyrö, "A
    bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003).
    """

    __slots__ = ("_bits", "_length")

    def __init__(self, name: str) -> None:
        self._length = len(name)
        self._bits: dict[str, int] = {}
        for position, letter in enumerate(name):
            self._bits[letter] = self._bits.get(letter, 0) | 1 << position

    def distance(self, name: str) -> int:
        """Return how far a name is from this one."""
        whole = (1 << self._length) - 1
        last = 1 << self._length >> 1
        distance = self._length
        up, down, same, before = whole, 0, 0, 0
        for letter in name:
            here = self._bits.get(letter, 0)
            swapped = (~same & here) << 1 & before
            same = ((here & up) + up ^ up) | here | down | swapped
            rise = down | ~(same | up) & whole
            fall = same & up
            distance += bool(rise & last) - bool(fall & last)
            rise = rise << 1 | 1
            fall <<= 1
            up = (fall | ~(same | rise)) & whole
            down = rise & same & whole
            before = here
        return distance
