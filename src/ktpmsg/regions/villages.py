"""The villages of a regency, and which of them the desa and kecamatan that were typed name.

The list of a regency is kept as the text of its table: to find a name is to find a line. So a
regency is ready as soon as its table is read, and all 514 of them take little memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator  # noqa: TC003 - `typing.get_type_hints` looks for it
from typing import TYPE_CHECKING, Final, NamedTuple

from ktpmsg.regions import codes, spelling, tables
from ktpmsg.regions.nearest import nearest
from ktpmsg.regions.spelling import DISTRICT_WORDS, VILLAGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Listed",
    "Places",
    "districts",
    "is_district",
    "is_village",
    "listed",
    "look_up",
    "nearest_desa",
    "nearest_kecamatan",
    "villages",
]

# Twice the longest official name, for the words around it. A longer field names no place.
_LONGEST_FIELD: Final = 100

_REGENCY: Final = 4
_DISTRICT: Final = 6
# Before the number of the first village of a run, and after it.
_NUMBER: Final = 4
_RUN: Final = ":"
_FIRST: Final = "2001"
# Between districts while several are read at once.
_SECTION: Final = "\f"

# What is left of a name when only letters and digits count.
_MARKS: Final = str.maketrans("", "", " -'.,/()\u2019")
_KINDED: Final = re.compile(rf"(?:{'|'.join(sorted(VILLAGE_WORDS))})[^a-z0-9\n]+[a-z0-9]")
_KINDED_LINE: Final = re.compile(f"\n{_KINDED.pattern}")


class Listed(NamedTuple):
    """Which of a desa and a kecamatan the official list of a regency has."""

    desa: bool
    kecamatan: bool


class Places(NamedTuple):
    """What the official list of a regency says to a desa and a kecamatan.

    `village_code` has ten digits, and is there when the two name exactly one village.
    """

    desa_known: bool
    kecamatan_known: bool
    village_code: str | None = None


_BOTH_LISTED: Final = Listed(desa=True, kecamatan=True)
_BOTH: Final = Places(desa_known=True, kecamatan_known=True)
_ONLY_DESA: Final = Places(desa_known=True, kecamatan_known=False)
_ONLY_KECAMATAN: Final = Places(desa_known=False, kecamatan_known=True)
_NEITHER: Final = Places(desa_known=False, kecamatan_known=False)


def listed(regency: str, desa: str, kecamatan: str) -> Listed | None:
    """Say which of two names the list of a regency has; None if there is no list of that code.

    It is what `look_up` says without the village's code, in a fifth of the time where both names
    are as spelled on the list.
    """
    names = _loaded.get(regency) or _load(regency)
    if names is None:
        return None
    district = names.by_name.get(kecamatan)
    if district is not None and district.has(desa):
        return _BOTH_LISTED
    found = names.judge(desa, kecamatan)
    return Listed(found.desa_known, found.kecamatan_known)


def is_district(regency: str, name: str) -> bool:
    """Say whether the list of a regency has a district of this name, however it is written."""
    names = _loaded.get(regency) or _load(regency)
    return names is not None and bool(names.districts(name))


def is_village(regency: str, name: str) -> bool:
    """Say whether the list of a regency has a village of this name, however it is written."""
    names = _loaded.get(regency) or _load(regency)
    if names is None or len(name) > _LONGEST_FIELD:
        return False
    anywhere = names.lettered.anywhere()
    return any(letters in anywhere for letters, _ in spelling.readings_of_desa(name))


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
    here = names.nearest_district(kecamatan)
    near = nearest(typed, here.names(), VILLAGE_WORDS) if here is not None else None
    return near or nearest(typed, names.villages(), VILLAGE_WORDS)


def nearest_kecamatan(regency: str, kecamatan: str) -> str | None:
    """Return the official name of a district nearest to the one typed; None if none is near."""
    names = _loaded.get(regency) or _load(regency)
    found = None if names is None else names.nearest_district(kecamatan)
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

    __slots__ = ("code", "lines", "name")

    def __init__(self, code: str, name: str, lines: str) -> None:
        self.code = code
        self.name = name
        self.lines = lines

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

    def has(self, name: str) -> bool:
        """Say whether a village's name is spelled so."""
        return f"\n{name}\n" in self.lines and _RUN not in name and "\n" not in name

    def spelled(self, name: str) -> list[str]:
        """Return the codes of the villages whose name is spelled so."""
        return [] if _RUN in name or "\n" in name else self.codes_in(self.lines, name)

    def codes_in(self, lines: str, name: str) -> list[str]:
        """Return the codes of the villages with this name in lines that follow the district's."""
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


class _Lettered:
    """The names of a regency by their letters and digits, made when one is not as spelled."""

    __slots__ = ("_anywhere", "districts", "unkinded", "villages")

    def __init__(self, districts: list[_District]) -> None:
        self.districts = {spelling.letters(district.name): district for district in districts}
        lines = _SECTION.join(district.lines for district in districts).lower()
        kinded = _KINDED_LINE.search(lines) is not None
        sections = lines.translate(_MARKS).split(_SECTION)
        self.villages = dict(zip((d.code for d in districts), sections, strict=True))
        """The lines of a district, by its code."""
        self.unkinded = _unkinded(districts) if kinded else {}
        """The codes of villages by the letters after the words for their kind, if there are any."""
        self._anywhere: set[str] | None = None

    def anywhere(self) -> set[str]:
        """Return all that a village may be called, whatever its district."""
        if self._anywhere is None:
            names = {*"".join(self.villages.values()).split("\n"), *self.unkinded}
            names.discard("")
            self._anywhere = names
        return self._anywhere

    def district(self, typed: str) -> _District | None:
        """Return the district with a name, with or without the words for its kind."""
        for letters, _ in spelling.readings(typed, DISTRICT_WORDS):
            if found := self.districts.get(letters):
                return found
        return None

    def codes(self, letters: str, districts: list[_District], *, unkinded: bool) -> list[str]:
        """Return the codes of the villages in some districts that have these letters.

        `unkinded`: also of those that have them after a word for their kind.
        """
        found = []
        for district in districts:
            found += district.codes_in(self.villages[district.code], letters)
            if unkinded and letters in self.unkinded:
                found += [c for c in self.unkinded[letters] if c.startswith(district.code)]
        return found


def _unkinded(districts: Iterable[_District]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for district in districts:
        for code, name in district.villages():
            if _KINDED.match(name.lower()):
                bare = spelling.bare(spelling.words(name), VILLAGE_WORDS)
                found.setdefault(bare, []).append(code)
    return found


class _Regency:
    """The districts of one regency."""

    __slots__ = ("_lettered", "by_code", "by_name", "name")

    def __init__(self, name: str, found: Iterable[_District]) -> None:
        self.name = name
        self.by_code = {district.code: district for district in found}
        # No two districts of a regency have the same name, nor the same letters.
        self.by_name = {district.name: district for district in self.by_code.values()}
        # Made on first use; of two threads that make it, either may win.
        self._lettered: _Lettered | None = None

    @property
    def lettered(self) -> _Lettered:
        """The names by their letters and digits."""
        if self._lettered is None:
            self._lettered = _Lettered(list(self.by_code.values()))
        return self._lettered

    def judge(self, desa: str, kecamatan: str) -> Places:
        """Say which of two names are on the list when not both are as spelled there."""
        here = self.districts(kecamatan)
        if len(desa) > _LONGEST_FIELD:
            return _ONLY_KECAMATAN if here else _NEITHER
        if found := [code for district in here for code in district.spelled(desa)]:
            return _verdict(found)
        readings = []
        for letters, unkinded in spelling.readings_of_desa(desa):
            if found := self.lettered.codes(letters, here, unkinded=unkinded):
                return _verdict(found)
            readings.append(letters)
        if self.lettered.anywhere().isdisjoint(readings):
            return _ONLY_KECAMATAN if here else _NEITHER
        return _BOTH if here else _ONLY_DESA

    def districts(self, kecamatan: str) -> list[_District]:
        """Return the districts that a name may mean: one, seldom two, or none."""
        if found := self.by_name.get(kecamatan):
            return [found]
        if len(kecamatan) > _LONGEST_FIELD:
            return []
        if found := self.lettered.district(kecamatan):
            return [found]
        # "Sorong Kota, Sorong" or "Sorong, Kota Sorong": both are districts of Kota Sorong.
        typed = spelling.words(kecamatan)
        readings = spelling.without_regency(typed, self.name)
        return [found for reading in readings if (found := self.lettered.district(reading))]

    def nearest_district(self, kecamatan: str) -> _District | None:
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


def _verdict(found: list[str]) -> Places:
    """Return that both names are known, with the code of the village if it is the only one."""
    code = found[0] if len(found) == 1 else None
    return Places(desa_known=True, kecamatan_known=True, village_code=code)


# --- reading the tables --------------------------------------------------------------------------

# Filled without a lock, so that nothing can hang: what is put there is complete, and of two threads
# that read the same table, the first one's stays.
_loaded: Final[dict[str, _Regency]] = {}
_unread: Final[dict[str, dict[str, _Regency]]] = {}


def _load(regency: str) -> _Regency | None:
    """Return the villages of a regency, read from its part of the table; None if it has none."""
    # Every regency in force has villages, and no other has.
    if len(regency) != _REGENCY or codes.status_of(regency) != "current":
        return None
    province = regency[: len("33")]
    if province not in _unread:
        _unread.setdefault(province, _read(province))
    return _loaded.setdefault(regency, _unread[province][regency])


def _read(province: str) -> dict[str, _Regency]:
    """Return the regencies of a province that have villages, by their codes."""
    sections = iter(tables.read_villages(province).split("\n\n"))
    names: dict[str, str] = {}
    found: dict[str, list[_District]] = {}
    for code, name in codes.below(province):
        if len(code) == _REGENCY:
            names[code] = name
            continue
        lines = next(sections)
        begin = "\n" if lines[_NUMBER : _NUMBER + 1] == _RUN else f"\n{_FIRST}{_RUN}\n"
        found.setdefault(code[:_REGENCY], []).append(_District(code, name, f"{begin}{lines}\n"))
    return {code: _Regency(names[code], districts) for code, districts in found.items()}
