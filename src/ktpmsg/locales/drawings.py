"""The words of a report that is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COUNTS", "OK", "TITLE", "UNRECOGNISED"]

TITLE = Words("Pesan {name}: {counts}", "{name} message: {counts}")
UNRECOGNISED = Words("Pesan tidak dikenali: {counts}", "Unrecognised message: {counts}")
# By the severity: what it is called in a row, and how many there are: one, and more.
COUNTS: Mapping[str, tuple[Words, Words, Words]] = {
    "error": (
        Words("", ""),
        Words("1 kesalahan", "1 error"),
        Words("{count} kesalahan", "{count} errors"),
    ),
    "repaired": (
        Words("dirapikan: ", "repaired: "),
        Words("1 dirapikan", "1 repaired"),
        Words("{count} dirapikan", "{count} repaired"),
    ),
    "notice": (
        Words("catatan: ", "notice: "),
        Words("1 catatan", "1 notice"),
        Words("{count} catatan", "{count} notices"),
    ),
}
OK = Words("baik", "ok")
