"""The desa and kecamatan that a citizen typed, held against the official list of one regency.

What counts in a name are its letters and digits: case, spaces and punctuation do not, nor do the
words that say what kind of place it is ("Desa", "Kec."), unless the name itself has them. As
spelled on the list comes first, though: two neighbours may differ in no more than a comma.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import attrs

from ktpmsg import regions, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Places", "districts", "look_up", "nearest_desa", "nearest_kecamatan"]

T = TypeVar("T")

# No official name is longer, even with "Kelurahan" and the like in front. A longer field is none,
# and is not looked into.
_LONGEST_FIELD: Final = 60

# An office has one regency, and meets a few more when people move.
_KEPT: Final = 32

# The words for a kind of place, in a name in lower case.
_KIND: Final = re.compile(r"\W*(?:desa|ds|kel|kelurahan|kec|kecamatan|distrik)\W+(?=\w)")
# Spaces do not count, so that the words for a kind may be glued to the name: only the long ones,
# for many a name begins with the letters of a short one.
_GLUED_KIND: Final = re.compile(r"(?:desa|kelurahan|kecamatan)(?=..)")
_REGENCY_DIGITS: Final = 4

# In the table, the code of a district, and where the number of a village stands if it has one.
_DISTRICT: Final = re.compile(r"^([0-9]{6}) ", re.MULTILINE)
_VILLAGE_NUMBER: Final = slice(0, 4)


@attrs.frozen
class Places:
    """What the official list of a regency says to a desa and a kecamatan.

    `village_code` has ten digits, and is there when the two name exactly one village.
    """

    desa_known: bool
    kecamatan_known: bool
    village_code: str | None = None


_BOTH: Final = Places(desa_known=True, kecamatan_known=True)
_ONLY_DESA: Final = Places(desa_known=True, kecamatan_known=False)
_ONLY_KECAMATAN: Final = Places(desa_known=False, kecamatan_known=True)
_NEITHER: Final = Places(desa_known=False, kecamatan_known=False)


def look_up(regency: str, desa: str, kecamatan: str) -> Places | None:
    """Say which of two names the list of a regency has; None if there is no list of that code.

    The desa is looked for in its kecamatan first, then in the whole regency.
    """
    names = _loaded.get(regency) or _load(regency)
    if names is None:
        return None
    villages = names.as_spelled.get(kecamatan)
    if villages is not None and desa in villages:
        return villages[desa]
    return names.judge(desa, kecamatan)


def nearest_desa(regency: str, desa: str, kecamatan: str) -> str | None:
    """Return the official name of a village nearest to the one typed; None if none is near.

    Those of the kecamatan, or of the one that its name is nearest to, go before all others.
    """
    names = _loaded.get(regency) or _load(regency)
    if names is None:
        return None
    district = _nearest(kecamatan, names.as_spelled)
    in_district = names.as_spelled[district] if district is not None else ()
    return _nearest(desa, in_district) or _nearest(desa, names.villages())


def nearest_kecamatan(regency: str, kecamatan: str) -> str | None:
    """Return the official name of a district nearest to the one typed; None if none is near."""
    names = _loaded.get(regency) or _load(regency)
    return None if names is None else _nearest(kecamatan, names.as_spelled)


# --- the list of a regency -----------------------------------------------------------------------


@attrs.frozen
class _Names:
    """The names of one regency: what each village's leads to, under that of its district."""

    as_spelled: dict[str, dict[str, Places]]
    by_letters: dict[str, dict[str, Places]]
    anywhere: dict[str, Places]
    """By the letters of the village's name alone, whatever the district."""

    def judge(self, desa: str, kecamatan: str) -> Places:
        """Say which of two names are on the list when not both are as spelled there."""
        villages = _find(kecamatan, self.by_letters)
        if villages is not None and (place := _find(desa, villages)) is not None:
            return place
        if _find(desa, self.anywhere) is not None:
            return _ONLY_DESA if villages is None else _BOTH
        return _NEITHER if villages is None else _ONLY_KECAMATAN

    def villages(self) -> Iterator[str]:
        """Yield the names of the villages of every district."""
        for villages in self.as_spelled.values():
            yield from villages


def _read_names(table: str) -> _Names:
    """Read the names of a regency from its part of the table."""
    as_spelled: dict[str, dict[str, Places]] = {}
    by_letters: dict[str, dict[str, Places]] = {}
    # Some villages are really called "Desa …". They are found without it too, but only where no
    # neighbour has that name; so this has to wait until all names are known.
    bare: list[tuple[dict[str, Places], str, Places]] = []
    for district, kecamatan, villages in districts(table):
        spelled = as_spelled.setdefault(kecamatan, {})
        lettered = by_letters.setdefault(_letters(kecamatan), {})
        for number, name in villages:
            letters = _letters(name)
            code = f"{district}{number}"
            place = Places(desa_known=True, kecamatan_known=True, village_code=code)
            spelled[name] = _BOTH if name in spelled else place
            lettered[letters] = _BOTH if letters in lettered else place
            if _KIND.match(name.lower()):
                bare.append((lettered, _bare_letters(name), place))
    for lettered, letters, place in bare:
        lettered.setdefault(letters, place)
    anywhere = {letters: _BOTH for villages in by_letters.values() for letters in villages}
    return _Names(as_spelled, by_letters, anywhere)


def _find(typed: str, names: Mapping[str, T]) -> T | None:
    """Return what a name leads to: as it was typed, else without the words for a kind of place."""
    if len(typed) > _LONGEST_FIELD:
        return None
    typed = typed.lower()
    while (found := names.get(letters := _letters(typed))) is None:
        if kind := _KIND.match(typed):
            typed = typed[kind.end() :]
        elif kind := _GLUED_KIND.match(letters):
            return names.get(letters[kind.end() :])
        else:
            return None
    return found


def _letters(name: str) -> str:
    """Return the letters and digits of a name, which are all that counts when two are compared."""
    # For most names there is nothing left to do after the first line, which is much quicker.
    name = name.lower().replace(" ", "").replace(".", "")
    return name if name.isalnum() else "".join(filter(str.isalnum, name))


def _bare_letters(name: str) -> str:
    """Return the letters and digits of a name without the words for a kind of place."""
    name = name.lower()
    while kind := _KIND.match(name):
        name = name[kind.end() :]
    return _letters(name)


# --- reading the table ---------------------------------------------------------------------------


_loaded: Final[dict[str, _Names]] = {}
_loading: Final = Lock()


def _load(regency: str) -> _Names | None:
    """Return the names of a regency, read from the table and kept; None if it is not there.

    Others may look into what is kept meanwhile: nothing is put there that is not complete.
    """
    # Every regency in force has villages, and no other has.
    if len(regency) != _REGENCY_DIGITS or regions.status_of(regency) != "current":
        return None
    with _loading:
        if regency not in _loaded:
            if len(_loaded) >= _KEPT:
                del _loaded[next(iter(_loaded))]
            _loaded[regency] = _read_names(_part_of(regency))
        return _loaded[regency]


def _part_of(regency: str) -> str:
    """Return the lines of a regency that is in the table."""
    # The whole table is a megabyte. To read it again takes less time than to make the names of one
    # regency, so that there is no need to keep it.
    table = tables.read("villages.txt")
    start = table.index(f"\n\n{regency} ".encode()) + 2
    end = table.find(b"\n\n", start)
    return table[start : None if end < 0 else end].decode()


def districts(table: str) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    """Yield the districts in the table, or in a part of it: code, name and villages of each.

    Of a village there are the name and its number, the last four of its ten digits.
    """
    _, *parts = _DISTRICT.split(table)
    for code, rest in zip(parts[::2], parts[1::2], strict=True):
        kecamatan, *lines = rest.partition("\n\n")[0].splitlines()
        villages = []
        number = 0
        for line in lines:
            if line[_VILLAGE_NUMBER].isdecimal():
                digits, name = line.split(" ", 1)
                number = int(digits)
            else:
                number, name = number + 1, line
            villages.append((number, name))
        yield code, kecamatan, villages


# --- the nearest name ----------------------------------------------------------------------------

# How people spell the same sound: e or a, o or u, with or without an h, one letter or two.
_SOUNDS: Final = str.maketrans("eo", "au", "h")
_DOUBLED: Final = re.compile(r"(.)\1+")


# How many slips there may be, and what they may cost, in a name of so many letters or more. Of the
# names of a regency, nearly all are found again from one slip in them and more than half from two;
# of names from elsewhere, one in twelve is taken for one.
_NEAR: Final = ((10, 3, 4), (9, 2, 4), (6, 2, 3), (3, 1, 2), (0, 0, 0))


class _Shape(NamedTuple):
    """What of a name is compared when the nearest one is looked for."""

    letters: str
    sound: str
    alphabet: int
    """The letters in it as bits: with one slip, no more than two of these change."""


def _shape(name: str) -> _Shape:
    letters = _bare_letters(name)
    sound = _DOUBLED.sub(r"\1", letters.translate(_SOUNDS)) or letters
    alphabet = 0
    for letter in letters:
        alphabet |= 1 << (ord(letter) & 63)
    return _Shape(letters, sound, alphabet)


_shape_of_official: Final = lru_cache(maxsize=4096)(_shape)


def _nearest(typed: str, names: Iterable[str]) -> str | None:
    """Return the name nearest to what was typed, the first of equals; None if none is near.

    A slip that changes the sound counts for two, one that does not for one.
    """
    if len(typed) > _LONGEST_FIELD:
        return None
    wanted = _shape(typed)
    length = len(wanted.letters)
    slips, most = next(near for shortest, *near in _NEAR if length >= shortest)
    letters = _Pattern(wanted.letters)
    sound = _Pattern(wanted.sound)
    limit = most + 1
    best = None
    for name in names:
        shape = _shape_of_official(name)
        if (
            abs(len(shape.letters) - length) <= slips
            and (shape.alphabet ^ wanted.alphabet).bit_count() <= 2 * slips
            and (cost := letters.distance(shape.letters)) <= slips
            and (cost := cost + min(cost, sound.distance(shape.sound))) < limit
        ):
            best, limit = name, cost
    return best


class _Pattern:
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
