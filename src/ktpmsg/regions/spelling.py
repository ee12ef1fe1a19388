"""How people spell the names of villages and districts, and what of it counts.

What counts in a name are its letters and digits. Case, spaces and punctuation do not. Nor do the
words for the kind of place ("Desa", "Kec."), `RT 02 RW 05` beside a desa and the regency after a
kecamatan (contract, section 6), unless the official name has them itself: so the functions here
return several readings of what was typed, and the caller takes the first that is on the list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DISTRICT_WORDS",
    "VILLAGE_WORDS",
    "bare",
    "letters",
    "readings",
    "readings_of_desa",
    "without_address",
    "without_regency",
    "words",
]

VILLAGE_WORDS: Final = frozenset(
    [
        *("desa", "ds", "kelurahan", "kel"),
        *("kalurahan",),  # Yogyakarta
        *("kampung", "kp"),  # Papua, Lampung
        *("gampong", "gp", "kampong", "kute"),  # Aceh
        *("nagari", "nagori"),  # Sumatera Barat, Simalungun
        *("pekon", "tiyuh"),  # Lampung
        *("negeri", "ohoi", "lembang"),  # Maluku, Kepulauan Kei, Toraja
    ]
)
DISTRICT_WORDS: Final = frozenset(["kecamatan", "kec", "distrik", "kapanewon", "kemantren"])

# Spaces do not count, so a word may be glued to the name: only a long one, since many names begin
# with the letters of a short one, and none that leaves less than two letters.
_GLUED: Final = re.compile(
    "(?:desa|{})(?=..)".format(
        "|".join(sorted(word for word in VILLAGE_WORDS | DISTRICT_WORDS if len(word) > len("kute")))
    )
)

_WORD: Final = re.compile(r"[^\W_]+")

# In words that are parted by single spaces: "rt 02 rw 05", "rt02 rw05", "rt 02 05", "rt rw 02 05".
_RT: Final = "r ?t ?[0-9]{1,3}"
_RW: Final = "r ?w ?[0-9]{1,3}"
_ADDRESS: Final = (
    f"(?:{_RT}(?: ?{_RW}| [0-9]{{1,3}})?|{_RW}(?: ?{_RT})?|r ?t ?r ?w ?[0-9]{{1,3}} [0-9]{{1,3}})"
)
_ADDRESS_BEFORE: Final = re.compile(f"{_ADDRESS} (?=.)")
_ADDRESS_AFTER: Final = re.compile(f" {_ADDRESS}$")

_KINDS_OF_REGENCY: Final = {
    "kabupaten": frozenset(["kabupaten", "kab", "administrasi", "adm"]),
    "kota": frozenset(["kota", "kotamadya", "kodya", "administrasi", "adm"]),
}


def words(name: str) -> str:
    """Return the words of a name, in lower case, parted by single spaces."""
    return " ".join(_WORD.findall(name.lower()))


def letters(name: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    # For most names there is nothing left to do after the first line, which is much quicker.
    name = name.lower().replace(" ", "").replace(".", "")
    return name if name.isalnum() else "".join(filter(str.isalnum, name))


def readings(typed: str, kinds: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the ways to read a name: whole, and with ever fewer of the words for its kind.

    With the letters of each goes whether official names count too that have them after a word for
    their kind: once all such words are gone from what was typed. So where "Baru" and "Negeri Baru"
    are neighbours, "Desa Baru" may be either of them.
    """
    yield letters(typed), False
    parts = words(typed).split(" ")
    while len(parts) > 1 and parts[0] in kinds:
        del parts[0]
        if parts[0] in kinds:
            yield "".join(parts), False
    yield (last := "".join(parts)), True
    glued = _GLUED.match(last)
    if glued and glued[0] in kinds:
        yield last[glued.end() :], True


def readings_of_desa(typed: str) -> Iterator[tuple[str, bool]]:
    """Yield the ways to read the name of a village, and then those without an address."""
    yield from readings(typed, VILLAGE_WORDS)
    plain = words(typed)
    if (cut := without_address(plain)) != plain:
        yield from readings(cut, VILLAGE_WORDS)


def bare(typed: str, kinds: frozenset[str]) -> str:
    """Return the letters of a name without all words for its kind in front of it.

    `typed` is in the form of `words`. Its last word always stays.
    """
    parts = typed.split(" ")
    while len(parts) > 1 and parts[0] in kinds:
        del parts[0]
    return "".join(parts)


def without_address(typed: str) -> str:
    """Return words without the `RT 02 RW 05` after them, or else before them.

    >>> without_address("surodadi rt 02 rw 05")
    'surodadi'
    """
    cut = _ADDRESS_AFTER.sub("", typed)
    return cut if cut != typed else _ADDRESS_BEFORE.sub("", typed, count=1)


def without_regency(typed: str, regency: str) -> Iterator[str]:
    """Yield words without the name of a regency after them, and then without its kind.

    `regency` is the official name. Another regency, or the right name after the wrong kind, stays.

    >>> list(without_regency("candimulyo kab magelang", "Kabupaten Magelang"))
    ['candimulyo kab', 'candimulyo']
    """
    kind, *official = words(regency).split(" ")
    kinds = _KINDS_OF_REGENCY[kind]
    name = bare(" ".join(official), kinds)
    parts = typed.split(" ")
    at = next((i for i in range(1, len(parts)) if "".join(parts[i:]) == name), 0)
    while at:
        yield " ".join(parts[:at])
        at = at - 1 if parts[at - 1] in kinds else 0
