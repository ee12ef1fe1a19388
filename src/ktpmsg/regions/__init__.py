"""The regions of Indonesia that numbers and messages name: their codes, and their villages.

`Region` is one of them. `villages` compares the desa and kecamatan of a message with the official
list. The tables are read on first use, each once, and no more of them than is asked for.
"""

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
