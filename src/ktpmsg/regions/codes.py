"""The region codes that NIK and KK numbers begin with, and what is known of each.

Two digits name a province, two more a kabupaten or kota, and two more a kecamatan. The codes are
the Ministry of Home Affairs' (Kemendagri), not those of the statistics office (BPS).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator  # noqa: TC003 - `typing.get_type_hints` looks for it
from typing import Final, Literal, NamedTuple

from ktpmsg.regions import tables

__all__ = [
    "Doubt",
    "Status",
    "below",
    "children",
    "current",
    "districts",
    "doubt",
    "has_province",
    "name_of",
    "official",
    "provinces",
    "status_of",
]

Status = Literal["current", "former", "inferred"]

_PROVINCE: Final = 2
_REGENCY: Final = 4
_DISTRICT: Final = 6
_FIRST_KOTA: Final = "71"

_FORMER: Final = " (former) "
_GAP: Final = " (gap)"
_CURRENT: Final = r"^([0-9]+) [^(]"

_NUMBERS: Final = frozenset(f"{number:02}" for number in range(1, 100))


class Doubt(NamedTuple):
    """What is not official about a code: the first level of it that is in no official table."""

    level: Literal["province", "regency", "district"]
    inferred: bool
    """Whether the numbering has a gap there; else nothing is known of it at all."""


_UNKNOWN_PROVINCE: Final = Doubt("province", inferred=False)
_UNKNOWN_REGENCY: Final = Doubt("regency", inferred=False)
_UNKNOWN_DISTRICT: Final = Doubt("district", inferred=False)
_INFERRED_REGENCY: Final = Doubt("regency", inferred=True)
_INFERRED_DISTRICT: Final = Doubt("district", inferred=True)


class _Codes(NamedTuple):
    """The codes: those of provinces, and those of every level by status."""

    provinces: frozenset[str]
    official: frozenset[str]
    """Current and former."""
    former: frozenset[str]
    gaps: frozenset[str]


@functools.cache
def _table() -> str:
    return tables.read(tables.REGIONS)


@functools.cache
def _codes() -> _Codes:
    """Which codes there are, without making a string of any name."""
    table = _table()
    current = re.findall(_CURRENT, table, re.MULTILINE)
    former = _codes_before(_FORMER, table)
    return _Codes(
        frozenset(code for code in current if len(code) == _PROVINCE),
        frozenset(current + former),
        frozenset(former),
        frozenset(_codes_before(_GAP, table)),
    )


def _codes_before(mark: str, table: str) -> list[str]:
    """Return the codes that a mark follows: few, so that to split is quicker than to match."""
    return [piece[piece.rfind("\n") + 1 :] for piece in table.split(mark)[:-1]]


@functools.cache
def _names() -> dict[str, str]:
    """The names, which only those need who ask what a code means."""
    lines = _table().replace(_FORMER, " ").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.endswith(_GAP))


def provinces() -> frozenset[str]:
    """Return the two-digit codes of the provinces, for who asks often."""
    return _codes().provinces


def official() -> frozenset[str]:
    """Return the codes of every level that are or were official, for who asks often."""
    return _codes().official


def current() -> list[str]:
    """Return the codes of every level that are in force, in order."""
    codes = _codes()
    return sorted(codes.official - codes.former)


def below(province: str) -> list[tuple[str, str]]:
    """Return the regencies and districts of a province that are in force: code and name, in order.

    No other name is made a string of.
    """
    return re.findall(rf"^({province}[0-9]{{2,4}}) ([^(].*)$", _table(), re.MULTILINE)


def children(code: str) -> list[str]:
    """Return the codes that are or were official one level below that of a region, in order.

    Those below a district, of villages, are in tables of their own.
    """
    length = len(code) + 2
    return sorted(c for c in official() if len(c) == length and c.startswith(code))


def name_of(code: str) -> str | None:
    """Return the name of a code of two, four or six digits; None if it never had one."""
    return _names().get(code)


def has_province(code: str) -> bool:
    """Say whether two digits are the code of a province."""
    return code in _codes().provinces


def doubt(code: str) -> Doubt | None:
    """Return what is doubtful about the six-digit code of a district; None if nothing is.

    Nothing is as soon as it was ever in an official table: a number outlives the table that it
    was made from.
    """
    codes = _codes()
    if code in codes.official:
        return None
    if code in codes.gaps:
        return _INFERRED_DISTRICT
    if _lies_in_gap(code):
        return _INFERRED_REGENCY
    regency = code[:_REGENCY]
    if regency in codes.official or regency in codes.gaps:
        return _UNKNOWN_DISTRICT
    return _UNKNOWN_REGENCY if code[:_PROVINCE] in codes.provinces else _UNKNOWN_PROVINCE


def status_of(code: str) -> Status | None:
    """Return the status of a code of two, four or six digits; None if it was never seen."""
    codes = _codes()
    if code in codes.official:
        return "former" if code in codes.former else "current"
    return "inferred" if code in codes.gaps or _lies_in_gap(code) else None


def districts() -> Iterator[tuple[str, Status | None]]:
    """Yield each code that a district may have in a regency ever seen, and its status, in order."""
    codes = _codes()
    for regency in sorted(c for c in codes.official | codes.gaps if len(c) == _REGENCY):
        for number in sorted(_NUMBERS):
            yield regency + number, status_of(regency + number)


def _lies_in_gap(code: str) -> bool:
    """Say whether a district's code begins with a regency's that is a gap.

    None of the districts there was ever seen, so that any number may have been one.
    """
    return code[:_REGENCY] in _codes().gaps and code[_REGENCY:] in _NUMBERS
