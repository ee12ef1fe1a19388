"""Fields as a grammar makes them, and what they read."""

from __future__ import annotations

import importlib.resources
import re
from typing import TYPE_CHECKING, Any

from ktpmsg.fields.alasan import Alasan
from ktpmsg.fields.choices import ChoiceField
from ktpmsg.fields.kinds import KINDS
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Collection

    from ktpmsg.fields.base import Field

NIK = "3308155508959001"
KK = "3308151203079004"

# Of the package that is tested, wherever it is installed.
_GRAMMAR = importlib.resources.files("ktpmsg.grammar") / "fields.lark"
PATTERNS: dict[str, str] = {
    name: pattern.replace(r"\/", "/")
    for name, pattern in re.findall(
        r"^([A-Z_]+): +/(.*)/$", _GRAMMAR.read_text(encoding="utf-8"), re.MULTILINE
    )
}
WORDS = {
    "NIK": ("nik", "NIK"),
    "NOMOR_KK": ("nomor_kk", "Nomor KK"),
    "PERSON": ("nama", "Nama"),
    "DESA": ("desa", "Desa"),
    "KECAMATAN": ("kecamatan", "Kecamatan"),
    "LINE": ("alamat", "Alamat Baru"),
    "TEXT": ("keperluan", "Keperluan"),
    "DATE": ("tanggal", "Tanggal Lahir"),
    "PHONE": ("telepon", "No HP"),
    "CODE": ("kode", "Kode"),
    "NUMBER": ("jumlah", "Jumlah"),
}
PUBLISHED_CHOICES = "Pemula/ Hilang/ Rusak/ Ubah Data"


def make(terminal: str, separator: str = "#", name: str = "", words: str = "") -> Field:
    """A field of this kind, in a format with this separator."""
    if terminal == "CHOICE":
        return ChoiceField(name or "alasan", words or PUBLISHED_CHOICES, separator, Alasan)
    usual = WORDS[terminal]
    return KINDS[terminal](name or usual[0], words or usual[1], separator, PATTERNS[terminal])


ALL = [*KINDS, "CHOICE"]
FIELDS = {terminal: make(terminal) for terminal in ALL}


def read(
    field: Field, typed: str, own: Collection[str] = ()
) -> tuple[Any, list[tuple[str, tuple[int, int]]]]:
    """The value, and the codes and spans of what was found; of a repair, with a + before it."""
    reading = field.read(MappedText(typed), own)
    found = [("+" * (p.severity == "repaired") + p.code.value, p.span) for p in reading.problems]
    assert (reading.value is None) == any(p.severity == "error" for p in reading.problems)
    return reading.value, found


def codes(field: Field, typed: str, own: Collection[str] = ()) -> list[str]:
    """The codes of what was found in a value."""
    return [code for code, _ in read(field, typed, own)[1]]


def facts(field: Field, typed: str) -> dict[str, Any]:
    """The facts of the last problem of a value."""
    return dict(field.read(MappedText(typed)).problems[-1]._facts)
