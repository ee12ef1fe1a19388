"""Stand-ins for fields, and the formats that the tests of `locating` look for.

The room asks of a field only what is here; the real ones have it too.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from ktpmsg.fields.likeness import number_like
from ktpmsg.formats.format import Format
from ktpmsg.locating import Locator, Place
from ktpmsg.text.characters import decomposed, invisible
from ktpmsg.text.mapped import MappedText

SPACE = " \t\r\n"


class Field:
    """Words without a separator."""

    family = "words"
    terminal = "LINE"
    place = None
    tells_regency = 0
    has_notices = False
    anchors = False
    is_open = False
    has_no_digits = False
    required = True
    pattern = r"[^\d]*[^\W\d_][^\n]*"

    def __init__(self, words: str, name: str = "") -> None:
        self.words = words
        self.name = name or re.sub(r"\W+", "_", words.lower())
        letters = r"[\W_]*".join(re.escape(c) for c in words if c.isalnum())
        self.unfilled = re.compile(rf"(?i:[\W_]*{letters}[\W_]*)")
        names = "|".join({re.escape(words), re.escape(self.name.replace("_", " ")), *self.also()})
        self.label = re.compile(rf"(?i:[*_ ]*(?:no(?:mor)?\.? ?)?(?:{names})[ \t]*[:=][ \t]*)")

    def also(self) -> tuple[str, ...]:
        """Other words of a label."""
        return ()

    def fits(self, typed: str) -> int:
        if sum(map(str.isdigit, typed)) >= 8:
            return 0
        return 2 if re.fullmatch(self.pattern, typed) else 1

    def read(self, typed: MappedText) -> Any:
        return SimpleNamespace(value=typed.text if self.fits(typed.text) > 1 else None)

    def end(self, text: str, start: int, limit: int) -> int:
        while start < limit and text[start] in SPACE:
            start += 1
        line = text.find("\n", start, limit)
        return limit if line < 0 else line


class Number(Field):
    """Sixteen digits, or what is meant for them."""

    family = "number"
    anchors = True

    def also(self) -> tuple[str, ...]:
        return ("kk", "no kk", "no. kk", "nokk", "nik") if "kk" in self.name else ("nik",)

    def fits(self, typed: str) -> int:
        label = self.label.match(typed)
        bare = typed[label.end() if label else 0 :].lstrip("'\"(<*_ ")
        bare = re.sub(r"^(?i:(?:no|nomor)?\.? ?(?:nik|kk)) (?=\d)", "", bare)
        end = number_like(bare, 0, len(bare))
        if end is None or len(bare[end:].strip()) > 3:
            return 0
        return 3 if len(re.sub(r"[ .\n-]", "", bare[:end])) == 16 else 1

    def read(self, typed: MappedText) -> Any:
        digits = re.sub(r"[ .\n-]", "", typed.text)
        return SimpleNamespace(value=digits if re.fullmatch(r"\d{16}", digits) else None)


class Date(Field):
    """A date, in any of the published ways."""

    family = "date"
    anchors = True
    pattern = r"\d{2}[-/]?\d{2}[-/]?\d{4}|\d{4}-\d\d-\d\d"

    def fits(self, typed: str) -> int:
        return (
            3
            if re.fullmatch(self.pattern, typed)
            else int(bool(re.fullmatch(r"[\d ./-]{6,12}", typed)))
        )


class Phone(Field):
    """A telephone number."""

    family = "phone"
    anchors = True

    def fits(self, typed: str) -> int:
        return 2 if re.fullmatch(r"(?:0|\+?62)[0-9 -]{8,16}", typed) else 0


class Code(Field):
    """Letters and digits without a space."""

    def fits(self, typed: str) -> int:
        return 2 if re.fullmatch(r"[A-Za-z0-9./-]+", typed) else 0


class Text(Field):
    """The citizen's own words, to the end."""

    is_open = True

    def also(self) -> tuple[str, ...]:
        return ("isi", "isi sms", "keperluan") if self.name in {"isi_sms", "keperluan"} else ()

    def fits(self, typed: str) -> int:
        return int(bool(typed))

    def end(self, text: str, start: int, limit: int) -> int:  # noqa: ARG002
        return limit


class Choice(Field):
    """One of several words."""

    family = "choice"

    def __init__(self, words: str, choices: str, name: str = "") -> None:
        super().__init__(words, name)
        ways = "|".join(re.escape(c).replace(r"\ ", r"[ \n-]?") for c in choices.split("|"))
        self.choice = re.compile(
            rf"[\W_]*(?:alasan ?[:=] ?|ktp (?:saya )?|ke)?({ways})(?:an)?\b", re.IGNORECASE
        )

    def also(self) -> tuple[str, ...]:
        return ("alasan",)

    def fits(self, typed: str) -> int:
        found = self.choice.match(typed)
        if found:
            return 3
        return 0 if sum(map(str.isdigit, typed)) >= 8 else int(len(typed) < 40)

    def end(self, text: str, start: int, limit: int) -> int:
        found = self.choice.match(text, start, limit)
        if not found:
            return super().end(text, start, limit)
        at = _line_end(text, found.end(), limit)
        more = self.choice.match(text, at, limit)
        while more:
            line = _line_end(text, more.end(), limit)
            joined = re.search(r"(?:atau|dan|[/,])\s*$", text[start:at])
            if not (joined or re.fullmatch(r"\s*\S+(?: \S+)?\s*", text[at:line])):
                break
            at = line
            more = self.choice.match(text, at, limit)
        return at


def _line_end(text: str, at: int, limit: int) -> int:
    line = text.find("\n", at, limit)
    return limit if line < 0 else line


def make(  # noqa: PLR0913 - as many as a format has
    head: str,
    *fields: Field,
    separator: str = "#",
    gap: str = "",
    closing: str = "",
    aliases: tuple[str, ...] = (),
    name: str = "",
    optional: int = 0,
) -> Format:
    """A format from the head that it is published with: `#KTP#`, `CEK#KTP#`, `REG `, or nothing."""
    lead = separator if head.startswith(separator) else ""
    gap = gap or separator
    words = tuple(word for word in head.strip(separator + " ").split(separator) if word)
    for field in fields[len(fields) - optional :]:
        field.required = False
    typed: Any = fields
    record: Any = type(name or head, (), {})
    return Format(
        name or "_".join(words).lower() or "bare",
        lead,
        words,
        separator,
        gap,
        closing,
        typed,
        record,
        tuple((alias,) for alias in aliases),
    )


def builtin(sign: str = "#") -> list[Format]:
    """The three built-in formats."""
    return [
        make(
            f"{sign}KTP{sign}",
            Number("NIK"),
            Number("Nomor KK"),
            Field("Nama"),
            Field("Desa"),
            Field("Kecamatan"),
            Choice(
                "Pemula/ Hilang/ Rusak/ Ubah Data",
                "Pemula|Hilang|Rusak|Ubah Data|Perubahan Data",
                "alasan",
            ),
            aliases=("EKTP", "KTPEL"),
            separator=sign,
        ),
        make(
            f"{sign}SINKRONISASI{sign}",
            Number("NIK"),
            Number("Nomor KK"),
            Text("Keperluan"),
            separator=sign,
        ),
        make(
            f"DISDUKCAPIL{sign}",
            Field("NAMA"),
            Number("NIK"),
            Text("ISI_SMS"),
            aliases=("DUKCAPIL",),
            separator=sign,
        ),
    ]


def offices() -> list[Format]:
    """Formats of other offices, of every make that a grammar allows."""
    return [
        make("CEK#KTP#", Number("NIK")),
        make(
            "#PINDAH#",
            Number("NIK"),
            Number("Nomor KK"),
            Field("Nama"),
            Field("Alamat Baru"),
            Phone("No HP"),
        ),
        make("REG ", Number("NIK"), Number("Nomor KK"), gap=" ", closing="#"),
        make("ULANG#", Number("NIK"), Number("Nomor KK"), closing="#"),
        make("LAPOR#", Text("isi")),
        make("HARGA#", Code("kode"), Code("harga"), closing="#"),
        make(
            "ADUAN ", Field("kecamatan"), Number("NIK"), Field("nama"), Text("isi_aduan"), gap=" "
        ),
        make("DAFTAR*", Number("NIK"), Field("Nama"), Phone("HP"), separator="*", optional=1),
        make("#POLI#", Number("NIK"), Choice("Poli", "Umum|Gigi|KIA"), Date("Tanggal")),
        make("UJI|", Field("Nama"), Number("NIK"), separator="|"),
    ]


def bare() -> list[Format]:
    """Formats without a keyword."""
    return [
        make(
            "#",
            Number("NIK"),
            Field("Nama"),
            Number("Nomor KK"),
            Phone("Telp"),
            Text("Keluhan"),
            name="halo",
        ),
        make("", Field("Nama"), Number("NIK"), Date("Tanggal Lahir"), name="klinik"),
    ]


def repaired(text: str) -> str:
    """A text after the repairs of characters."""
    piece = MappedText(text)
    for step in (invisible, decomposed):
        piece = piece.edit(step(piece.text))
    return re.sub("[\uff03\ufe5f]|#\u20e3", "#", piece.text)


BUILTIN = Locator(builtin())
EVERY = Locator([*builtin(), *offices()])
BARE = Locator([*builtin(), *bare()])


def found(text: str, locator: Locator = BUILTIN) -> list[tuple[str, str]]:
    """The format and the text of each message in a text."""
    return [(place.format.name, shown(text, place)) for place in locator.locate(text)]


def shown(text: str, place: Place) -> str:
    """The text of a place as `find` reports it."""
    return text[place.shown : place.end]
