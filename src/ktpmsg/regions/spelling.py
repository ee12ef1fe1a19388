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
    "unprefixed",
    "without_address",
    "without_regency",
    "words",
]

VILLAGE_WORDS: Final = frozenset(
    # Everywhere; then Yogyakarta, Papua and Lampung, Aceh, Sumatera Barat, Simalungun, Lampung,
    # Maluku, Kepulauan Kei, Toraja.
    "desa ds kelurahan kel kalurahan kampung kp gampong gp kampong kute nagari nagori pekon tiyuh"
    " negeri ohoi lembang".split()
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
    return words(name).replace(" ", "")


def unprefixed(typed: str, kinds: frozenset[str]) -> list[str]:
    """Return the letters of a name without the first words for its kind: with all, less one, …

    The last is the one without any. `typed` is in the form of `words`; the last word always stays.
    """
    parts = typed.split(" ")
    found = ["".join(parts)]
    while len(parts) > 1 and parts[0] in kinds:
        del parts[0]
        found.append("".join(parts))
    return found


def unglued(joined: str, kinds: frozenset[str]) -> str | None:
    """Return the letters of a name without a word for its kind glued to it; None if there is none.

    >>> unglued("desasurodadi", VILLAGE_WORDS)
    'surodadi'
    """
    found = _GLUED.match(joined)
    return joined[found.end() :] if found and found[0] in kinds else None


def bare(typed: str, kinds: frozenset[str]) -> str:
    """Return the letters of a name without all words for its kind in front of it."""
    return unprefixed(typed, kinds)[-1]


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
