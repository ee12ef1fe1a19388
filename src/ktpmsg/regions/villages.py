"""The villages of a regency, and which of them the desa and kecamatan that were typed name.

The list of a regency is kept as the text of its table: to find a name is to find a line. So a
regency is ready as soon as its table is read, and all 514 of them take little memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ktpmsg.regions import codes, spelling, tables
from ktpmsg.regions.nearest import nearest
from ktpmsg.regions.spelling import DISTRICT_WORDS, VILLAGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Places", "districts", "look_up", "nearest_desa", "nearest_kecamatan", "villages"]

# Twice the longest official name, for the words around it. A longer field names no place.
_LONGEST_FIELD: Final = 100

_REGENCY: Final = 4
_DISTRICT: Final = 6
_DISTRICT_LINE: Final = re.compile("\n([0-9]{6}) (.+)")
# Before the number of the first village of a run, and after it.
_NUMBER: Final = 4
_RUN: Final = ":"

# What is left of a name when only letters and digits count.
_MARKS: Final = str.maketrans("", "", " -'.,/()\u2019")
_HAS_KIND: Final = re.compile(rf"\n(?:{'|'.join(sorted(VILLAGE_WORDS))})[^a-z0-9\n]")


class Places(NamedTuple):
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

    The desa is looked for in its kecamatan first, then in the whole regency. As spelled on the
    list comes first, then what is the same by its letters and digits, then what is the same
    without the words that do not count. No code is given where two villages are meant equally.
    """
    names = _loaded.get(regency) or _load(regency)
    if names is None:
        return None
    district = names.by_name.get(kecamatan)
    if district is not None and (found := district.spelled(desa)):
        return _verdict(found)
    return names.judge(desa, kecamatan)


def nearest_desa(regency: str, desa: str, kecamatan: str) -> str | None:
    """Return the official name of a village nearest to the one typed; None if none is near.

    Those of the kecamatan, or of the one that its name is nearest to, go before all others.
    """
    names = _loaded.get(regency) or _load(regency)
    if names is None or len(desa) > _LONGEST_FIELD:
        return None
    typed = spelling.without_address(spelling.words(desa))
    here = names.nearest(kecamatan)
    near = nearest(typed, here.names(), VILLAGE_WORDS) if here is not None else None
    return near or nearest(typed, names.villages(), VILLAGE_WORDS)


def nearest_kecamatan(regency: str, kecamatan: str) -> str | None:
    """Return the official name of a district nearest to the one typed; None if none is near."""
    names = _loaded.get(regency) or _load(regency)
    found = None if names is None else names.nearest(kecamatan)
    return None if found is None else found.name


def villages(district: str) -> dict[str, str]:
    """Return the names of the villages in a district by their ten-digit codes, in order.

    There are none but for a district in force.
    """
    names = _loaded.get(district[:_REGENCY]) or _load(district[:_REGENCY])
    found = None if names is None else names.by_code.get(district)
    return {} if found is None else dict(found.villages())


def districts(under: str = "") -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the districts in force below a code, in order: code, name, and villages by code.

    `under` is the code of a province, regency or district in force; without it, all are yielded.
    """
    for code in codes.current():
        if len(code) == _REGENCY and code.startswith(under[:_REGENCY]):
            names = _loaded.get(code) or _load(code)
            for district in names.by_code.values() if names is not None else ():
                if district.code.startswith(under):
                    yield district.code, district.name, dict(district.villages())


# --- the list of a district ----------------------------------------------------------------------


class _District:
    """A district and its villages, as they stand in the table."""

    __slots__ = ("_lettered", "_unkinded", "code", "lines", "name")

    def __init__(self, code: str, name: str, lines: str) -> None:
        self.code = code
        self.name = name
        self.lines = lines
        # Made on first use; of two threads that make them, either may win.
        self._lettered: str | None = None
        self._unkinded: Mapping[str, list[str]] | None = None

    def villages(self) -> Iterator[tuple[str, str]]:
        """Yield the code and the name of each village."""
        number = 0
        for line in self.lines.split("\n")[1:-1]:
            if line[-1] == _RUN:
                number = int(line[:-1])
            else:
                yield f"{self.code}{number}", line
                number += 1

    def names(self) -> Iterator[str]:
        """Yield the name of each village."""
        return (line for line in self.lines.split("\n")[1:-1] if line[-1] != _RUN)

    def spelled(self, name: str) -> list[str]:
        """Return the codes of the villages whose name is spelled so."""
        return self._at(self.lines, name) if _RUN not in name and "\n" not in name else []

    def lettered(self, letters: str) -> list[str]:
        """Return the codes of the villages whose name has these letters and digits."""
        if self._lettered is None:
            self._lettered = self.lines.lower().translate(_MARKS)
        return self._at(self._lettered, letters)

    def unkinded(self, letters: str) -> list[str]:
        """Return the codes of those that have these letters after a word for the kind of place."""
        if self._unkinded is None:
            self._unkinded = self._read_unkinded()
        return self._unkinded.get(letters, [])

    def _read_unkinded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        if _HAS_KIND.search(self.lines.lower()):
            for code, name in self.villages():
                _, *rest = spelling.unprefixed(spelling.words(name), VILLAGE_WORDS)
                if rest:
                    found.setdefault(rest[-1], []).append(code)
        return found

    def _at(self, lines: str, name: str) -> list[str]:
        """Return the codes of the villages that stand in such lines."""
        line = f"\n{name}\n"
        at = lines.find(line)
        found = []
        while at >= 0:
            run = lines.rfind(_RUN, 0, at)
            number = int(lines[run - _NUMBER : run]) + lines.count("\n", run + 2, at + 1)
            found.append(f"{self.code}{number}")
            at = lines.find(line, at + 1)
        return found


# --- the list of a regency -----------------------------------------------------------------------


class _Regency:
    """The districts of one regency."""

    __slots__ = ("_by_letters", "by_code", "by_name", "name")

    def __init__(self, name: str, found: Iterable[_District]) -> None:
        self.name = name
        self.by_code = {district.code: district for district in found}
        # No two districts of a regency have the same name, nor the same letters.
        self.by_name = {district.name: district for district in self.by_code.values()}
        self._by_letters: dict[str, _District] | None = None

    def judge(self, desa: str, kecamatan: str) -> Places:
        """Say which of two names are on the list when not both are as spelled there."""
        here = self.districts(kecamatan)
        if len(desa) > _LONGEST_FIELD:
            return _ONLY_KECAMATAN if here else _NEITHER
        if found := [code for district in here for code in district.spelled(desa)]:
            return _verdict(found)
        typed = spelling.words(desa)
        if found := _find(typed, here):
            return _verdict(found)
        if _find(typed, self.by_code.values()):
            return _BOTH if here else _ONLY_DESA
        return _ONLY_KECAMATAN if here else _NEITHER

    def districts(self, kecamatan: str) -> list[_District]:
        """Return the districts that a name may mean: one, seldom two, or none."""
        if kecamatan in self.by_name:
            return [self.by_name[kecamatan]]
        if len(kecamatan) > _LONGEST_FIELD:
            return []
        typed = spelling.words(kecamatan)
        if found := self._named(typed):
            return [found]
        # "Sorong Kota, Sorong" or "Sorong, Kota Sorong": both are districts of Kota Sorong.
        readings = spelling.without_regency(typed, self.name)
        return [found for reading in readings if (found := self._named(reading))]

    def nearest(self, kecamatan: str) -> _District | None:
        """Return the district that a name means, or whose name is nearest; None if none is near."""
        if found := self.districts(kecamatan):
            return found[0]
        if len(kecamatan) > _LONGEST_FIELD:
            return None
        typed = spelling.words(kecamatan)
        *_, typed = (typed, *spelling.without_regency(typed, self.name))
        name = nearest(typed, self.by_name, DISTRICT_WORDS)
        return None if name is None else self.by_name[name]

    def villages(self) -> Iterator[str]:
        """Yield the names of the villages of every district."""
        for district in self.by_code.values():
            yield from district.names()

    def _named(self, typed: str) -> _District | None:
        """Return the district with a name, with or without the words for its kind."""
        if self._by_letters is None:
            self._by_letters = {
                spelling.letters(name): district for name, district in self.by_name.items()
            }
        readings = spelling.unprefixed(typed, DISTRICT_WORDS)
        readings.append(spelling.unglued(readings[-1], DISTRICT_WORDS) or "")
        return next((self._by_letters[r] for r in readings if r in self._by_letters), None)


def _verdict(found: list[str]) -> Places:
    """Return that both names are known, with the code of the village if it is the only one."""
    return Places(True, True, found[0]) if len(found) == 1 else _BOTH  # noqa: FBT003 - as they are named


def _find(typed: str, among: Iterable[_District]) -> list[str]:
    """Return the codes of the villages that a name means, with or without an `RT 02 RW 05`."""
    among = list(among)
    found = _find_name(typed, among)
    if not found and (cut := spelling.without_address(typed)) != typed:
        found = _find_name(cut, among)
    return found


def _find_name(typed: str, among: list[_District]) -> list[str]:
    """Return the codes of the villages that a name means, with or without words for their kind.

    With words that the official name has, only that is meant. Once all of them are gone, nobody
    can tell the villages that differ in such a word alone.
    """
    *kinded, last = spelling.unprefixed(typed, VILLAGE_WORDS)
    for reading in kinded or [last]:
        if found := [code for district in among for code in district.lettered(reading)]:
            return found
    return _find_bare(last, among) or _find_bare(
        spelling.unglued(last, VILLAGE_WORDS) or "", among
    )


def _find_bare(letters: str, among: list[_District]) -> list[str]:
    """Return the codes of the villages with these letters, but for the words for their kind."""
    return [
        code
        for district in among
        for code in (*district.lettered(letters), *district.unkinded(letters))
    ]


# --- reading the tables --------------------------------------------------------------------------

# Filled without a lock, so that nothing can hang: what is put there is complete, and of two threads
# that read the same table, the first one's stays.
_loaded: Final[dict[str, _Regency]] = {}
_unread: Final[dict[str, dict[str, str]]] = {}


def _load(regency: str) -> _Regency | None:
    """Return the villages of a regency, read from its part of the table; None if it has none."""
    # Every regency in force has villages, and no other has.
    if len(regency) != _REGENCY or codes.status_of(regency) != "current":
        return None
    return _loaded.setdefault(regency, _read(_parts(regency[: len("33")])[regency]))


def _parts(province: str) -> dict[str, str]:
    """Return the parts of the table of a province, by the codes of its regencies."""
    if province not in _unread:
        parts = tables.read(tables.VILLAGES.format(province=province)).split("\n\n")
        _unread.setdefault(province, {part[:_REGENCY]: part for part in parts})
    return _unread[province]


def _read(part: str) -> _Regency:
    """Return the regency that a part of a table tells of."""
    head, *found = _DISTRICT_LINE.split(part.rstrip("\n"))
    return _Regency(
        head[_REGENCY + 1 :],
        (
            _District(code, name, f"{lines}\n")
            for code, name, lines in zip(found[::3], found[1::3], found[2::3], strict=True)
        ),
    )
