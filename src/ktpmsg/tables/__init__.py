"""The tables of regions and villages: plain text, made by ``tools/build_regions.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader


def read(name: str) -> bytes:
    """Return a table as it lies on the disk, or in the zip archive that the package is in.

    The module's own loader can read both. So can ``importlib.resources``, but to import that takes
    longer than all there is to read here.
    """
    loader = cast("ResourceLoader", __spec__.loader)
    return loader.get_data(f"{__path__[0]}/{name}")
