"""The formats that the tests of `locating` look for, and what they ask of a locator."""

from __future__ import annotations

import importlib.resources
import re
from typing import TYPE_CHECKING

import ktpmsg
from ktpmsg.locating.locator import Locator
from ktpmsg.text.characters import decomposed, invisible
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.place import Place

# Of the package that is tested, wherever it is installed.
_GRAMMAR = importlib.resources.files("ktpmsg.grammar") / "messages.lark"
_FIELDS = """
telepon{words}: PHONE | words -> unfilled
alamat{words}: LINE | words -> unfilled
kode{words}: CODE | words -> unfilled
nilai{words}: CODE | words -> unfilled
tanggal{words}: DATE | words -> unfilled
isi{words}: TEXT | words -> unfilled
poli{words}: "Umum"i | "Gigi"i | "KIA"i | words -> unfilled
"""
_OFFICES = """
cek_ktp: "CEK"i "#" "KTP"i "#" nik{"NIK"}
pindah: "#" "PINDAH"i "#" nik{"NIK"} "#" nomor_kk{"Nomor KK"} "#" nama{"Nama"} "#" alamat{"Alamat Baru"} "#" telepon{"No HP"}
reg: "REG"i nik{"NIK"} "#" nomor_kk{"Nomor KK"} "#"
ulang: "ULANG"i "#" nik{"NIK"} "#" nomor_kk{"Nomor KK"} "#"
lapor: "LAPOR"i "#" isi{"isi"}
harga: "HARGA"i "#" kode{"kode"} "#" nilai{"harga"} "#"
aduan: "ADUAN"i kecamatan{"kecamatan"} "#" nik{"NIK"} "#" nama{"nama"} "#" isi{"isi_aduan"}
daftar: "DAFTAR"i "*" nik{"NIK"} "*" nama{"Nama"} ["*" telepon{"HP"}]
klinik_poli: "#" "POLI"i "#" nik{"NIK"} "#" poli{"Poli"} "#" tanggal{"Tanggal"}
uji: "UJI"i "|" nama{"Nama"} "|" nik{"NIK"}
"""
_BARE = """
halo: "#" nik{"NIK"} "#" nama{"Nama"} "#" nomor_kk{"Nomor KK"} "#" telepon{"Telp"} "#" isi{"Keluhan"}
klinik: nama{"Nama"} "#" nik{"NIK"} "#" tanggal{"Tanggal Lahir"}
"""


def made(rules: str) -> list[Format]:
    """The formats that these rules of a grammar say."""
    names = [line.split(":")[0] for line in rules.strip().splitlines()]
    head = "%import fields (nik, nomor_kk, nama, desa, kecamatan, LINE, PHONE, CODE, DATE, TEXT)\n"
    text = f"{head}start: {' | '.join(names)}\n{rules}{_FIELDS}"
    return _formats(text)


def _formats(text: str) -> list[Format]:
    return list(ktpmsg.Formats(text, builtin=False)._catalogue.formats)


def builtin(sign: str = "#") -> list[Format]:
    """The built-in formats, with another separator."""
    lines = _GRAMMAR.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("//"))
    return _formats(text.replace('"#"', f'"{sign}"'))


def offices() -> list[Format]:
    """Formats of other offices, of every make that a grammar allows."""
    return made(_OFFICES)


def repaired(text: str) -> str:
    """A text after the repairs of characters."""
    piece = MappedText(text)
    for step in (invisible, decomposed):
        piece = piece.edit(step(piece.text))
    return re.sub("[\uff03\ufe5f]|#\u20e3", "#", piece.text)


BUILTIN = Locator(builtin())
EVERY = Locator([*builtin(), *offices()])
BARE = Locator([*builtin(), *made(_BARE)])


def found(text: str, locator: Locator = BUILTIN) -> list[tuple[str, str]]:
    """The format and the text of each message in a text."""
    return [(place.format.name, shown(text, place)) for place in locator.locate(text)]


def shown(text: str, place: Place) -> str:
    """The text of a place as `find` reports it."""
    return text[place.shown : place.end]
