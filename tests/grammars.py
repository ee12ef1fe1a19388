"""Grammars of offices that nobody has, and messages for them: for properties and for fuzzing.

A grammar has one to three formats, by the whole of what a grammar may say: each separator, a lead or
none, keywords or none, a space after them, optional fields or a separator at the end, every kind of
field, choices, and names and words of any kind.
"""

from __future__ import annotations

import functools
import keyword
from typing import NamedTuple

from hypothesis import strategies as st
from people import mutated

from ktpmsg import Formats, Record
from ktpmsg import strategies as ks

__all__ = ["ON_A_LINE", "SHIPPED", "Office", "grammars", "messages", "offices", "texts"]

SEPARATORS = "#*;|"
ANCHORS = ("NIK", "NOMOR_KK", "DATE", "PHONE")
ON_A_LINE = (*ANCHORS, "PERSON", "DESA", "KECAMATAN", "LINE", "CODE", "NUMBER", "CHOICE")
CHOICES = (
    ("Umum", "Gigi", "KIA"),
    ("Baru", "Lama"),
    ("Kartu Hilang", "Kartu Rusak", "Ubah Data"),
    ("Sekarang", "Besok", "Lusa", "Hari ini"),
    ("Ya", "Y", "T"),
    ("Kelas 1", "Kelas 2", "VIP-A"),
)
# Names that a field or a format cannot have, since something else is called so.
TAKEN = {
    *dir(Record),
    *keyword.kwlist,
    *("start", "words", "unfilled", "none", "true", "false", "fields"),
    *("nik", "nomor_kk", "nama", "desa", "kecamatan"),  # rules of `fields.lark`
}
SHIPPED = {
    "NIK": "nik",
    "NOMOR_KK": "nomor_kk",
    "PERSON": "nama",
    "DESA": "desa",
    "KECAMATAN": "kecamatan",
}

_names = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda name: name not in TAKEN
)
_keywords = st.one_of(
    st.sampled_from(("REG", "DAFTAR", "CEK", "INFO", "LAPOR", "PINDAH", "Ubah", "KK2")),
    st.from_regex(r"[A-Z][A-Z0-9]{1,8}", fullmatch=True),
)
_words = st.sampled_from(
    ("NIK", "No. KK", "Nama", "Nama Lengkap", "TGL.LAHIR", "Desa/Kelurahan", "(isi)", "No HP", "X")
)


class Field(NamedTuple):
    """A field of a grammar: its rule, and what stands in its place as published."""

    name: str
    kind: str
    words: str | None
    choices: tuple[str, ...] = ()

    @property
    def used(self) -> str:
        """The field as a format has it."""
        return self.name if self.words is None else f'{self.name}{{"{self.words}"}}'

    @property
    def rule(self) -> str | None:
        """The rule of the field; None for one that `fields.lark` has."""
        if SHIPPED.get(self.kind) == self.name:
            return None
        values = " | ".join(f'"{word}"i' for word in self.choices) or self.kind
        if self.words is None:
            return f"{self.name}: {values}"
        return f"{self.name}{{words}}: {values} | words -> unfilled"


@st.composite
def _fields(draw: st.DrawFn, taken: set[str], *, anchored: bool, closed: bool) -> list[Field]:
    """The fields of a format; `anchored`: one of them is such that it needs no keyword."""
    kinds = draw(st.lists(st.sampled_from(ON_A_LINE), min_size=1, max_size=5))
    if anchored and not set(kinds) & set(ANCHORS):
        kinds[draw(st.integers(0, len(kinds) - 1))] = draw(st.sampled_from(ANCHORS))
    if not closed and draw(st.booleans()):
        kinds.append("TEXT")
    fields = []
    for kind in kinds:
        shipped = SHIPPED.get(kind)
        if shipped and shipped not in taken and draw(st.booleans()):
            field = Field(shipped, kind, draw(_words))
        else:
            name = draw(_names.filter(lambda name: name not in taken))
            choices = draw(st.sampled_from(CHOICES)) if kind == "CHOICE" else ()
            field = Field(name, kind, draw(st.one_of(st.none(), _words)), choices)
        taken.add(field.name)
        fields.append(field)
    return fields


@st.composite
def grammars(draw: st.DrawFn) -> str:
    """The text of a grammar."""
    taken: set[str] = set()
    rules: list[str] = []
    names: list[str] = []
    sequences: set[tuple[str, ...]] = set()
    fields: list[Field] = []
    for _ in range(draw(st.integers(1, 3))):
        name = draw(_names.filter(lambda name: name not in taken))
        taken.add(name)
        keywords = tuple(draw(st.lists(_keywords, max_size=2)))
        if keywords and tuple(word.upper() for word in keywords) in sequences:
            continue
        sequences.add(tuple(word.upper() for word in keywords))
        closed = draw(st.booleans())
        own = draw(_fields(taken, anchored=not keywords, closed=closed))
        fields += own
        names.append(name)
        rules.append(f"{name}: {draw(_format(keywords, own, closed=closed))}")
    rules += [field.rule for field in fields if field.rule]
    shipped = [field.name for field in fields if field.rule is None]
    kinds = [field.kind for field in fields if field.rule and field.kind != "CHOICE"]
    imported = ", ".join(dict.fromkeys((*shipped, *kinds)))
    head = [f"%import fields ({imported})"] if imported else []
    return "\n".join([*head, f"start: {' | '.join(names)}", *rules, ""])


@st.composite
def _format(
    draw: st.DrawFn, keywords: tuple[str, ...], fields: list[Field], *, closed: bool
) -> str:
    """The expansion of a format's rule."""
    separator = f'"{draw(st.sampled_from(SEPARATORS))}"'
    parts = [separator] if draw(st.booleans()) else []
    if keywords:
        parts.append(f" {separator} ".join(f'"{word}"i' for word in keywords))
        if draw(st.integers(0, 2)):
            parts.append(separator)
    most = 0 if closed else len(fields) - 1
    anchors = [at for at, field in enumerate(fields) if field.kind in ANCHORS]
    if not keywords:  # what it is known by is always there
        most = min(most, len(fields) - 1 - anchors[0])
    required = len(fields) - draw(st.integers(0, min(most, 2)))
    parts.append(f" {separator} ".join(field.used for field in fields[:required]))
    optional = ""
    for field in reversed(fields[required:]):
        optional = f" [{separator} {field.used}{optional}]"
    return " ".join(parts) + optional + (f" {separator}" if closed else "")


class Office(NamedTuple):
    """An office's formats, and the grammar that they are loaded from."""

    grammar: str
    formats: Formats


@functools.lru_cache(maxsize=512)
def _loaded(grammar: str) -> Office:
    return Office(grammar, Formats(grammar, builtin=False))


def offices() -> st.SearchStrategy[Office]:
    """Offices with formats of their own."""
    return grammars().map(_loaded)


def messages(office: Office) -> st.SearchStrategy[Record]:
    """Records of an office's formats: values, and canonical texts."""
    return ks.messages(office.formats)


def texts(office: Office) -> st.SearchStrategy[str]:
    """What an office may be sent: canonical texts, as people type them, and with anything wrong."""
    records = messages(office)
    canonical = records.map(lambda record: record.text)
    typed = ks.typed(records).map(lambda case: case.text)
    spaced = canonical.map(_spaced)
    return st.one_of(canonical, spaced, typed, mutated(canonical), mutated(typed))


def _spaced(text: str) -> str:
    """A text with white space around its separators."""
    for sign in SEPARATORS:
        text = text.replace(sign, f" {sign}\n")
    return text
