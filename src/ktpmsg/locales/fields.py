"""What people call the fields of a format, and the pieces of a format that a sentence shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.words import Words, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "CHOICE",
    "COPY",
    "FIELDS",
    "FOUND",
    "IDENTITY",
    "NONE_YET",
    "Outline",
    "outline_of",
]

CHOICE = "CHOICE"


class Called(NamedTuple):
    """What people call a field, and the kind it has to be; a note on its published words."""

    kind: str
    words: Words
    note: Words | None = None


FIELDS: Mapping[str, Called] = {
    "nik": Called("NIK", Words("NIK", "NIK")),
    "nomor_kk": Called("NOMOR_KK", Words("Nomor KK", "KK number")),
    "nama": Called("PERSON", Words("Nama", "name")),
    "desa": Called("DESA", Words("Desa", "village (desa)")),
    "kecamatan": Called("KECAMATAN", Words("Kecamatan", "district (kecamatan)")),
    "alasan": Called(CHOICE, Words("Alasan", "reason (Alasan)")),
    "keperluan": Called("TEXT", Words("Keperluan", "purpose (Keperluan)")),
    "isi_sms": Called(
        "TEXT",
        Words("Isi SMS (pertanyaan)", "question (Isi SMS)"),
        Words(
            "{words}: ganti dengan pertanyaan Bapak/Ibu.",
            "{words}: write your question in its place.",
        ),
    ),
}

# The kinds of the two numbers; "" where nobody knows which of them it is.
IDENTITY = frozenset(("NIK", "NOMOR_KK", ""))


class InAnSms(NamedTuple):
    """Words, and fewer of them for an SMS."""

    full: Words
    short: Words


# What to do about a wrong number, by its kind.
COPY: Mapping[str, InAnSms] = {
    "": InAnSms(
        Words(
            "Salin lagi 16 angkanya persis seperti di kartunya. "
            "Jangan menambah atau mengganti angka sendiri.",
            "Copy all 16 digits again exactly as on the card. Do not add or change any yourself.",
        ),
        Words("Salin lagi persis dari kartunya.", "Copy it exactly from the card."),
    ),
    "NIK": InAnSms(
        Words(
            "Salin lagi 16 angkanya persis seperti di KTP atau Kartu Keluarga (KK). "
            "Jangan menambah atau mengganti angka sendiri.",
            "Copy all 16 digits again exactly as on the identity card or the family card (KK). "
            "Do not add or change any yourself.",
        ),
        Words("Salin lagi persis dari KTP atau KK.", "Copy it exactly from the KTP or the KK."),
    ),
    "NOMOR_KK": InAnSms(
        Words(
            "Salin lagi 16 angkanya persis seperti di bagian atas Kartu Keluarga (KK). "
            "Jangan menambah atau mengganti angka sendiri.",
            "Copy all 16 digits again exactly as at the top of the family card (KK). "
            "Do not add or change any yourself.",
        ),
        Words("Salin lagi persis dari bagian atas KK.", "Copy it exactly from the top of the KK."),
    ),
}
# Of several NIKs; an example has the same in each.
EACH_ITS_OWN = Words(
    "{fields}: tulis nomor masing-masing, jangan sama seperti di contoh.",
    "{fields}: write the number of each, not the same one as in the example.",
)
# Where a number that is missing is found.
FOUND: Mapping[str, InAnSms] = {
    "": InAnSms(
        Words("16 angka di kartunya", "the 16 digits on the card"),
        Words("16 angka di kartunya", "the 16 digits on the card"),
    ),
    "NIK": InAnSms(
        Words(
            "16 angka NIK dari KTP atau Kartu Keluarga (KK)",
            "the 16 digits on the identity card or the family card (KK)",
        ),
        Words("16 angka NIK dari KTP atau KK", "the 16 digits on the KTP or the KK"),
    ),
    "NOMOR_KK": InAnSms(
        Words(
            "16 angka dari bagian atas Kartu Keluarga (KK)",
            "the 16 digits at the top of the family card (KK)",
        ),
        Words("16 angka dari bagian atas KK", "the 16 digits at the top of the KK"),
    ),
}
# For somebody who has no such number.
NONE_YET: Mapping[str, InAnSms] = {
    "": InAnSms(
        Words(
            "Kalau belum punya NIK atau Kartu Keluarga, jangan isi dengan nomor lain; "
            "tanyakan dulu kepada petugas.",
            "If there is no NIK or family card yet, do not put another number; "
            "ask the office first.",
        ),
        Words(
            "Belum punya NIK atau KK? Jangan isi nomor lain, tanya petugas.",
            "No NIK or KK yet? Put no other number, ask the office.",
        ),
    ),
    "NIK": InAnSms(
        Words(
            "Kalau belum punya NIK, jangan isi dengan nomor lain; tanyakan dulu kepada petugas.",
            "If there is no NIK yet, do not put another number; ask the office first.",
        ),
        Words(
            "Belum punya NIK? Jangan isi nomor lain, tanya petugas.",
            "No NIK yet? Put no other number, ask the office.",
        ),
    ),
    "NOMOR_KK": InAnSms(
        Words(
            "Kalau belum punya Kartu Keluarga, jangan isi dengan nomor lain; "
            "tanyakan dulu kepada petugas.",
            "If there is no family card yet, do not put another number; ask the office first.",
        ),
        Words(
            "Belum punya KK? Jangan isi nomor lain, tanya petugas.",
            "No KK yet? Put no other number, ask the office.",
        ),
    ),
}


class _Field(NamedTuple):
    name: str
    words: str
    kind: str


def field_label(name: str, lang: str, kind: str | None = None, words: str | None = None) -> str:
    """What people call a field: our words for it, if it is of the same kind, or those published."""
    ours = FIELDS.get(name)
    if ours and kind in {None, ours.kind}:
        return say(ours.words, lang)
    return _from_words(name, words or name, kind)


def _from_words(name: str, words: str, kind: str | None) -> str:
    """Published words as a name: "Tanggal Lahir (YYYY-MM-DD)" is "Tanggal Lahir"."""
    if kind == CHOICE and {"/", ",", "|"} & set(words.split("(", maxsplit=1)[0]):
        words = name.capitalize()  # the words are the choices
    short = words.split("(", maxsplit=1)[0] or words.strip("() ")
    return short.replace("_", " ").strip() or name.replace("_", " ")


class Outline(NamedTuple):
    """What the words have to know of a format: its head, its separator and its fields."""

    head: str
    gap: str
    separator: str
    closing: str
    fields: tuple[_Field, ...]

    def at(self, name: str | None) -> int | None:
        """The place of a field; None of one that the format has not."""
        return next((i for i, field in enumerate(self.fields) if field.name == name), None)

    def kind(self, name: str | None) -> str:
        """The kind of a field: its terminal."""
        at = self.at(name)
        if at is not None:
            return self.fields[at].kind
        ours = FIELDS.get(name or "")
        return ours.kind if ours else ""

    def label(self, name: str, lang: str) -> str:
        """What people call a field."""
        at = self.at(name)
        if at is None:
            return field_label(name, lang)
        name, words, kind = self.fields[at]
        return field_label(name, lang, kind, words)

    def notes(self, lang: str) -> Iterator[str]:
        """What has to be said of the published words, and of several fields of one kind."""
        for name, words, kind in self.fields:
            ours = FIELDS.get(name)
            if ours and ours.note and ours.kind == kind:
                yield say(ours.note, lang).format(words=words)
        niks = [self.label(field.name, "id") for field in self.fields if field.kind == "NIK"]
        if len(niks) > 1:
            yield say(EACH_ITS_OWN, lang).format(fields=listed(niks, lang))

    def written(self, at: int) -> str:
        """The published words of a field; of a choice, what people call it."""
        name, words, kind = self.fields[at]
        return field_label(name, "id", kind, words) if kind == CHOICE else words

    def piece(self, first: int, last: int) -> str:
        """The piece of the format from one field to another: "#NIK#Nomor KK#"."""
        if first == 0 and self.gap != self.separator:
            return self.first_piece(last)
        body = self.separator.join(self.written(at) for at in range(first, last + 1))
        end = self.closing if last == len(self.fields) - 1 else self.separator
        return self.separator + body + end

    def first_piece(self, last: int = 0) -> str:
        """The head and the first fields: "#KTP#NIK#"."""
        body = self.separator.join(self.written(at) for at in range(last + 1))
        end = self.closing if last == len(self.fields) - 1 else self.separator
        return self.head + body + end

    def beginning(self) -> str:
        """How a message begins: the head and the first two fields."""
        return self.first_piece(min(1, len(self.fields) - 1))

    @property
    def form(self) -> str:
        """The format, with what people call a choice in its place."""
        places = range(len(self.fields))
        return self.head + self.separator.join(map(self.written, places)) + self.closing


_HEADS = 4
_PARTS = 3
NO_FORMAT = Outline("", "#", "#", "", ())


def outline_of(fact: object) -> Outline:
    """The outline that a problem carries as a fact: its parts in a row."""
    if not isinstance(fact, tuple):
        return NO_FORMAT
    parts: Sequence[str] = fact[_HEADS:]
    fields = (_Field(*parts[at : at + _PARTS]) for at in range(0, len(parts), _PARTS))
    head, gap, separator, closing = fact[:_HEADS]
    return Outline(head, gap, separator, closing, tuple(fields))
