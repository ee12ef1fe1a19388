"""The regions of Indonesia that numbers and messages name: their codes, and their villages.

`Region` is one of them. `villages` compares the desa and kecamatan of a message with the official
list. The tables are read on first use, each once, and no more of them than is asked for.

A name is loaded when it is first used: while one thread imports this package and another a module
of it, neither may wait for the other.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ktpmsg.regions.codes import (
        Doubt,
        Status,
        districts,
        doubt,
        has_province,
        official,
        provinces,
        status_of,
    )
    from ktpmsg.regions.region import Region

else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        home = "region" if name == "Region" else "codes"
        globals()[name] = found = getattr(import_module(f"{__name__}.{home}"), name)
        return found


__all__ = [
    "Doubt",
    "Region",
    "Status",
    "districts",
    "doubt",
    "has_province",
    "official",
    "provinces",
    "status_of",
]
