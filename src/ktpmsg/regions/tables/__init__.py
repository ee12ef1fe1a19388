"""The tables of regions and villages: plain text, made by ``tools/build_regions.py``.

``regions.txt`` has the codes and names of provinces, regencies and districts; ``villages/33.txt``
has the villages of the province 33. Each table begins with a comment on its form and its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

__all__ = ["REGIONS", "VILLAGES", "read"]

REGIONS: Final = "regions.txt"
VILLAGES: Final = "villages/{province}.txt"


def read(name: str) -> str:
    """Return a table without its comment, from the disk or the zip archive the package is in.

    The module's own loader can read both. So can ``importlib.resources``, but to import that takes
    longer than all there is to read here. Raises OSError if there is no such table.
    """
    return raw(name).decode().partition("\n\n")[2]


def raw(name: str) -> bytes:
    """Return a file of this folder as it is; OSError if there is none."""
    loader = cast("ResourceLoader", __spec__.loader)
    return loader.get_data(f"{__path__[0]}/{name}")
