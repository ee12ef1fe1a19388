"""A region by its code: `Region`."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

import attrs

from ktpmsg.regions import codes, villages
from ktpmsg.regions.codes import Status  # noqa: TC001 - `typing.get_type_hints` looks for it

__all__ = ["Region"]

_PROVINCE: Final = 2
_REGENCY: Final = 4
_DISTRICT: Final = 6
_VILLAGE: Final = 10
_ABOVE: Final = {_REGENCY: _PROVINCE, _DISTRICT: _REGENCY, _VILLAGE: _DISTRICT}
_FIRST_KOTA: Final = "71"

_DOTTED: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")


def _known(code: str) -> str:
    """Return a code that is in the tables, without dots.

    What is not is not quoted: it may be a person's number.
    """
    if not isinstance(code, str):
        msg = f"a region code is a str, not {type(code).__name__}"
        raise TypeError(msg)
    code = str.__str__(code)  # the content of a subclass, whatever it shows
    if _DOTTED.fullmatch(code):
        code = code.replace(".", "")
    if _status_of(code) is None:
        msg = "no region has this code, nor has one had it"
        raise ValueError(msg)
    return code


def _status_of(code: str) -> Status | None:
    """Return the status of a code of any level; None if it was never seen."""
    if len(code) == _VILLAGE:
        return "current" if code in villages.villages(code[:_DISTRICT]) else None
    return codes.status_of(code)


@attrs.frozen(order=True)
class Region:
    """A province, a regency (kabupaten or kota), a district (kecamatan) or a village, by its code.

    `Region.of` looks one up and returns None for a code never seen; `Region(code)` raises a
    ValueError for it. A code may have dots between its levels (`33.08.15`); `code` has none.
    Regions are equal when their codes are, and ordered by them.

    `province`, `regency`, `district` and `village` are the official names of the region and of
    those it lies in. They are None for the levels below the region's own, and where the tables have
    no name. `status` is "current", "former" (in an official table since 2015, since dropped) or
    "inferred": a gap in the numbering, or any district of a regency that is one. The tables have no
    villages but those in force.

    `Region.decree` names the decree in force.

    >>> Region.of("33.08.15.2019")
    Region(code='3308152019', province='Jawa Tengah', regency='Kabupaten Magelang', \
district='Candimulyo', village='Surodadi', status='current')
    """

    decree: ClassVar[str] = "Kepmendagri 300.2.2-2138/2025"
    """The decree of the Minister of Home Affairs that has the codes and names in force."""

    code: str = attrs.field(converter=_known)
    """Its 2, 4, 6 or 10 digits."""
    province: str = attrs.field(init=False, eq=False)
    """The name of its province."""
    regency: str | None = attrs.field(init=False, eq=False)
    """The name of its kabupaten or kota."""
    district: str | None = attrs.field(init=False, eq=False)
    """The name of its kecamatan."""
    village: str | None = attrs.field(init=False, eq=False)
    """The name of a desa or kelurahan."""
    status: Status = attrs.field(init=False, eq=False)
    """One of "current", "former" and "inferred"."""

    @province.default
    def _province(self) -> str | None:
        return codes.name_of(self.code[:_PROVINCE])

    @regency.default
    def _regency(self) -> str | None:
        return codes.name_of(self.code[:_REGENCY]) if len(self.code) >= _REGENCY else None

    @district.default
    def _district(self) -> str | None:
        return codes.name_of(self.code[:_DISTRICT]) if len(self.code) >= _DISTRICT else None

    @village.default
    def _village(self) -> str | None:
        if len(self.code) < _VILLAGE:
            return None
        return villages.villages(self.code[:_DISTRICT])[self.code]

    @status.default
    def _status(self) -> Status | None:
        return _status_of(self.code)

    @classmethod
    def of(cls, code: str) -> Region | None:
        """Return the region with a code of 2, 4, 6 or 10 digits; None if it was never seen.

        The code may have dots between its levels: `33.08.15.2019`. Raises TypeError if it is not a
        str.
        """
        try:
            return cls(code)
        except ValueError:
            return None

    @property
    def parent(self) -> Region | None:
        """The region that this one lies in, one level up; None for a province."""
        above = _ABOVE.get(len(self.code))
        return None if above is None else type(self)(self.code[:above])

    def children(self) -> tuple[Region, ...]:
        """Return the regions one level below that have been in an official table, by their codes.

        Those are the current and the former ones, which `status` tells apart; gaps in the numbering
        are left out. A village has none, and of a district that is not in force none is known.
        """
        if len(self.code) == _DISTRICT:
            below = list(villages.villages(self.code))
        elif len(self.code) == _VILLAGE:
            below = []
        else:
            below = codes.children(self.code)
        return tuple(map(type(self), below))

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.region_schema()

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.region_json()

    def __str__(self) -> str:
        """Return the names from the region up; a level without one is named by its code."""
        code = self.code
        parts = [self.province]
        if len(code) >= _REGENCY:
            kind = "Kabupaten" if code[_PROVINCE:_REGENCY] < _FIRST_KOTA else "Kota"
            parts.append(self.regency or f"{kind} {code[:_PROVINCE]}.{code[_PROVINCE:_REGENCY]}")
        if len(code) >= _DISTRICT:
            dotted = f"{code[:_PROVINCE]}.{code[_PROVINCE:_REGENCY]}.{code[_REGENCY:_DISTRICT]}"
            parts.append(self.district or f"Kecamatan {dotted}")
        if self.village is not None:
            parts.append(self.village)
        return ", ".join(reversed(parts))
