"""The region codes that NIK and KK numbers begin with, and what is known of each.

Two digits name a province, two more a kabupaten or kota, and two more a kecamatan. The codes are
the Ministry of Home Affairs' (Kemendagri), not those of the statistics office (BPS).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import attrs

from ktpmsg import tables
from ktpmsg.once import Once

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Doubt", "Region", "districts", "doubt", "has_province", "status_of"]

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


def _table() -> str:
    """Return the lines of the table, without its header."""
    return tables.read("regions.txt").decode().partition("\n\n")[2]


def _read_codes() -> _Codes:
    """Read which codes there are, without making a string of any name."""
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


def _read_names() -> dict[str, str]:
    """Read the names, which only those need who ask what a code means."""
    lines = _table().replace(_FORMER, " ").splitlines()
    return dict(line.split(" ", 1) for line in lines if not line.endswith(_GAP))


_codes: Final = Once(_read_codes)
_names: Final = Once(_read_names)


def provinces() -> frozenset[str]:
    """Return the two-digit codes of the provinces, for who asks often."""
    return _codes().provinces


def official() -> frozenset[str]:
    """Return the codes of every level that are or were official, for who asks often."""
    return _codes().official


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


def _known(code: str) -> str:
    """Return a code that is in the table; it is not quoted, since it may be a person's number."""
    if not isinstance(code, str):
        msg = f"a region code is a str, not {type(code).__name__}"
        raise TypeError(msg)
    if status_of(code) is None:
        msg = "no region has this code, nor has one had it"
        raise ValueError(msg)
    return code


@attrs.frozen(order=True)
class Region:
    """A province, a regency (kabupaten or kota) or a district (kecamatan), by its code.

    `Region.of` looks one up and returns None for a code never seen; `Region(code)` raises a
    ValueError for it. Regions are equal when their codes are, and ordered by them.

    The codes and names are those of Kepmendagri 300.2.2-2138/2025 and, for what it dropped, of the
    official tables since 2015. `status` is "current", "former" (dropped since) or "inferred": a gap
    in the numbering, or any district of a regency that is one. The name of such a level is None,
    and so are the names of the levels below the region's own.
    """

    code: str = attrs.field(converter=_known)
    province: str = attrs.field(init=False, eq=False)
    regency: str | None = attrs.field(init=False, eq=False)
    district: str | None = attrs.field(init=False, eq=False)
    status: Status = attrs.field(init=False, eq=False)

    @province.default
    def _province(self) -> str:
        return _names()[self.code[:_PROVINCE]]

    @regency.default
    def _regency(self) -> str | None:
        return _names().get(self.code[:_REGENCY]) if len(self.code) >= _REGENCY else None

    @district.default
    def _district(self) -> str | None:
        return _names().get(self.code) if len(self.code) == _DISTRICT else None

    @status.default
    def _status(self) -> Status | None:
        return status_of(self.code)

    @classmethod
    def of(cls, code: str) -> Region | None:
        """Return the region with a code of 2, 4 or 6 digits; None if no such code was ever seen.

        Raises TypeError if the code is not a str.
        """
        try:
            return cls(code)
        except ValueError:
            return None

    def __str__(self) -> str:
        """Return the names from the district up; a level without one is named by its code."""
        code = self.code
        parts = [self.province]
        if len(code) >= _REGENCY:
            kind = "Kabupaten" if code[_PROVINCE:_REGENCY] < _FIRST_KOTA else "Kota"
            parts.append(self.regency or f"{kind} {code[:_PROVINCE]}.{code[_PROVINCE:_REGENCY]}")
        if len(code) == _DISTRICT:
            dotted = f"{code[:_PROVINCE]}.{code[_PROVINCE:_REGENCY]}.{code[_REGENCY:]}"
            parts.append(self.district or f"Kecamatan {dotted}")
        return ", ".join(reversed(parts))
