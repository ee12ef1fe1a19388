"""What the drawing of a report says besides its problems, in Indonesian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words, say

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["heading", "severity"]

_NAMED = Words("Pesan {name}", "{name} message")
_UNRECOGNISED = Words("Pesan tidak dikenal", "Unrecognised message")
_OK = Words("baik", "ok")
_COUNTS: Mapping[str, tuple[Words, Words]] = {  # of one, and of several
    "error": (Words("1 kesalahan", "1 error"), Words("{count} kesalahan", "{count} errors")),
    "repaired": (
        Words("1 diperbaiki", "1 repaired"),
        Words("{count} diperbaiki", "{count} repaired"),
    ),
    "notice": (Words("1 catatan", "1 notice"), Words("{count} catatan", "{count} notices")),
}
_SEVERITIES = {
    "error": Words("", ""),
    "repaired": Words("diperbaiki: ", "repaired: "),
    "notice": Words("catatan: ", "notice: "),
}


def heading(name: str | None, counts: list[tuple[str, int]], lang: str, *, ok: bool) -> str:
    """The first line: the name of the format (None: unrecognised), and what was found."""
    head = say(_NAMED, lang).format(name=name) if name else say(_UNRECOGNISED, lang)
    found = [_counted(severity, count, lang) for severity, count in counts if count]
    return f"{head}: {', '.join([say(_OK, lang)] * ok + found)}"


def _counted(severity: str, count: int, lang: str) -> str:
    """So many problems of a severity: "2 errors"."""
    one, several = _COUNTS[severity]
    return say(one if count == 1 else several, lang).format(count=count)


def severity(name: str, lang: str) -> str:
    """What stands before the words about a problem of this severity."""
    return say(_SEVERITIES[name], lang)
