"""What people call a field, when they write its name in front of its value."""

from __future__ import annotations

import re

__all__ = ["any_of", "bare_label", "label", "may_have_label", "phrase", "phrases", "words_for"]

# By the terminal of a kind: what people call such a field, whatever an office calls it.
_OF_KIND = {
    "NIK": (
        "Nomor Induk Kependudukan",
        "Nomor NIK",
        "No NIK",
        "NIK",
        "N I K",
        "Nomor KTP",
        "No KTP",
    ),
    "NOMOR_KK": (
        "Nomor Kartu Keluarga",
        "No Kartu Keluarga",
        "Kartu Keluarga",
        "Nomor KK",
        "No KK",
        "NKK",
        "KK",
    ),
    "PERSON": ("Nama Lengkap", "Nama"),
    "DESA": ("Nama Desa", "Desa Kelurahan", "Desa Kel", "Desa", "Ds", "Kelurahan", "Kel"),
    "KECAMATAN": ("Nama Kecamatan", "Kecamatan", "Kec"),
    "DATE": ("Tanggal Lahir", "Tgl Lahir", "Tanggal", "Tgl"),
    "PHONE": (
        "Nomor Telepon",
        "No Telepon",
        "Nomor Telp",
        "No Telp",
        "Nomor HP",
        "No HP",
        "Nomor WA",
        "No WA",
        "Telepon",
        "Telp",
        "HP",
        "WA",
    ),
}
# By the kind and the name of a built-in field, for a field of the same kind and name.
_OF_FIELD = {
    ("CHOICE", "alasan"): ("Alasan", "Keperluan", "Keterangan", "Ket"),
    ("TEXT", "keperluan"): ("Keperluan", "Alasan", "Keterangan", "Ket"),
    ("TEXT", "isi_sms"): ("Isi SMS", "Isi Pesan", "Isi", "Pesan", "Pertanyaan"),
}
_PART = re.compile(r"[^\W_]+")
_BETWEEN = r"[\s._/()-]{0,3}"


def words_for(terminal: str, name: str, published: str) -> tuple[str, ...]:
    """What people call a field: its published words, its name, and our words for its kind."""
    ours = _OF_FIELD.get((terminal, name), _OF_KIND.get(terminal, ()))
    return (published, name, *ours)


def phrase(words: str) -> str:
    """A pattern of words, however the letters are capitalised and the words are parted."""
    return _BETWEEN.join(map(re.escape, _PART.findall(words)))


def phrases(words: tuple[str, ...]) -> str:
    """A pattern of one of these phrases, however the letters are capitalised."""
    return _any_of(words)


def any_of(*terminals: str) -> str:
    """A pattern of what people call fields of these kinds."""
    return _any_of(tuple(word for terminal in terminals for word in _OF_KIND[terminal]))


def _any_of(words: tuple[str, ...]) -> str:
    """A pattern of one of these phrases, the longest first; of none, one that never matches."""
    phrases = sorted({p for p in map(phrase, words) if p}, key=lambda p: (-len(p), p))
    return f"(?i:{'|'.join(phrases) or '(?!)'})"


def may_have_label(text: str) -> bool:
    """Whether a text has one of the signs that stand behind a label."""
    return ":" in text or "=" in text or "：" in text


def label(words: tuple[str, ...], separator: str) -> re.Pattern[str]:
    """A pattern of a label with its `:` or `=`, and the spaces after it: "No. KK = ".

    Two of the words may stand side by side ("Kel/Desa : "), and the label may be set in bold.
    """
    one = _any_of(words)
    name = rf"{one}(?:\s?/\s?{one})?(?:\s(?i:saya|sy|anda))?"
    sign = r"[\s.]{0,3}[:=：]"
    ways = [f"{name}{sign}"]
    for mark in "*_":
        if mark != separator:
            quoted = re.escape(mark)
            ways.append(f"{quoted}{name}(?:{sign}{quoted}|{quoted}{sign})")
    return re.compile(f"(?:[-•–·]\\s?)?(?:{'|'.join(ways)})[ \t]*+")


def bare_label(words: tuple[str, ...], before: str) -> re.Pattern[str]:
    """A pattern of a label without a sign, before what `before` matches: "NIK 3308…"."""
    saya = r"(?:\s(?i:saya|sy|anda))?"
    return re.compile(rf"{_any_of(words)}{saya}[\s.;-]{{0,3}}(?={before})[ \t\r\n]*+")
