"""Invented people and their messages, and the few strategies that the properties need."""

from __future__ import annotations

import datetime
import json
import pathlib
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from ktpmsg import Alasan, Disdukcapil, Ktp, Message, MessageError, Sinkronisasi, regions

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = datetime.date(2026, 11, 23)

NIK = "3308155508959001"
KK = "3308151203079004"
KTP = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang"
SYNC = f"#SINKRONISASI#{NIK}#{KK}#BPJS Kesehatan"
SMS = f"DISDUKCAPIL#Siti Aminah#{NIK}#Apakah KTP saya sudah jadi?"


def ktp(  # noqa: PLR0913, PLR0917 - as many as the form has
    nik: str = NIK,
    kk: str = KK,
    nama: str = "Siti Aminah",
    desa: str = "Surodadi",
    kecamatan: str = "Candimulyo",
    alasan: str = "Hilang",
) -> str:
    """A KTP message with some of its fields as given."""
    return f"#KTP#{nik}#{kk}#{nama}#{desa}#{kecamatan}#{alasan}"


def sync(nik: str = NIK, kk: str = KK, keperluan: str = "BPJS Kesehatan") -> str:
    """A Sinkronisasi message with some of its fields as given."""
    return f"#SINKRONISASI#{nik}#{kk}#{keperluan}"


def sms(nama: str = "Siti Aminah", nik: str = NIK, isi_sms: str = "Sudah jadi?") -> str:
    """A Disdukcapil message with some of its fields as given."""
    return f"DISDUKCAPIL#{nama}#{nik}#{isi_sms}"


# --- vectors -----------------------------------------------------------------------------------


class Vector(NamedTuple):
    """A row of the vectors: a message as sent, and what is expected of it."""

    id: str
    text: str
    kind: str
    strict: str
    lenient: str
    fields: dict[str, str] | None
    codes: list[str] | None
    errors: list[tuple[str, str | None]] | None
    codes_any: list[str]
    codes_not: list[str]
    find: int | None
    find_total: int | None
    find_codes: list[str]
    reply_not: list[str]
    village_code: str | None
    about: str


def _are_words(codes: list[Any] | None) -> bool:
    """Whether the codes of a row are codes alone, and not each with its field."""
    return codes is not None and all(isinstance(code, str) for code in codes)


def vectors() -> list[Vector]:
    """All messages of the files in `tests/vectors`."""
    folder = pathlib.Path(__file__).parent / "vectors"
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for name in ("citizens.jsonl", "kinds.jsonl", "contract3.jsonl")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    return [
        Vector(
            id=row["id"],
            text=row["text"],
            kind=row["kind"],
            strict=row["strict"],
            lenient=row["lenient"],
            fields=row.get("fields"),
            codes=row["codes"] if _are_words(row.get("codes")) else None,
            errors=None
            if _are_words(row.get("codes", []))
            else [(code, field) for code, field in row["codes"]],
            codes_any=row.get("codes_any", []),
            codes_not=row.get("codes_not", []),
            find=row.get("find"),
            find_total=row.get("find_total"),
            find_codes=row.get("find_codes", []),
            reply_not=row.get("reply_not", []),
            village_code=row.get("village_code"),
            about=row.get("about", ""),
        )
        for row in rows
    ]


VECTORS = vectors()
TEXTS = [vector.text for vector in VECTORS if len(vector.text) < 1000]
STRICT_TEXTS = [vector.text for vector in VECTORS if vector.strict == "ok"]

# --- strategies --------------------------------------------------------------------------------

_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\u00e9\u00d6\u0142\u1ea1"


@st.composite
def numbers(draw: st.DrawFn, *, of_person: bool) -> str:
    """The sixteen digits of a NIK, or of a KK number."""
    region = draw(st.sampled_from([*sorted(regions.official()), "330899", "129901"]))
    region = (region + "0101")[:6] if len(region) < 6 else region
    day = draw(st.dates(datetime.date(1940, 1, 1), datetime.date(2039, 12, 31)))
    female = 40 * (of_person and draw(st.booleans()))
    serial = draw(st.integers(9001, 9999))
    return f"{region}{day.day + female:02}{day:%m%y}{serial}"


def niks() -> st.SearchStrategy[str]:
    """Digits of a NIK."""
    return numbers(of_person=True)


def kks() -> st.SearchStrategy[str]:
    """Digits of a KK number."""
    return numbers(of_person=False)


def names() -> st.SearchStrategy[str]:
    """Names of people and places: most of them right, a few with a slip."""
    usual = ["Siti", "Aminah", "Nur'aini", "O", "D\u2019Costa", "R.A.", "(alm.)", "I/II", "& Putri"]
    odd = st.text(_LATIN + " .,'\u2019`-/()&19", min_size=1, max_size=20)
    word = st.one_of(st.sampled_from(usual), st.text(_LATIN, min_size=1, max_size=8), odd)
    return st.lists(word, min_size=1, max_size=4).map(lambda words: " ".join(words).strip())


def free_texts() -> st.SearchStrategy[str]:
    """What people ask: words, line breaks, emoji, a `#` here and there."""
    usual = st.sampled_from(
        [
            "KTP",
            "#",
            "#12",
            "\n",
            "1. ",
            "BPJS",
            NIK,
            "\u2764\ufe0f",
            "ya?",
            "KTP#",
            "#KTP#",
            "DUKCAPIL",
        ]
    )
    any_text = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
    pieces = st.lists(st.one_of(usual, any_text), min_size=1, max_size=6)
    return pieces.map(lambda words: unicodedata.normalize("NFC", " ".join(words)))


def _built(
    draw: st.DrawFn, make: Callable[..., Message], *values: st.SearchStrategy[str]
) -> Message:
    try:
        return make(*map(draw, values))
    except MessageError:
        assume(condition=False)
        raise


@st.composite
def records(draw: st.DrawFn) -> Message:
    """Records that can exist."""
    make, *values = draw(
        st.sampled_from(
            [
                (Ktp, niks(), kks(), names(), names(), names(), st.sampled_from(Alasan)),
                (Sinkronisasi, niks(), kks(), free_texts()),
                (Disdukcapil, names(), niks(), free_texts()),
            ]
        )
    )
    return _built(draw, make, *values)


# Characters that mean something somewhere.
SHARP = (
    "#\uff03\ufe5f 0123456789OoKTP.,:;-/\\*_~`'\"()[]{}<>\u201c\u201d\u2018\u2019&=|+Ee\t\r\n"
    "\u00a0\u200b\u200d\u200e\ufe0f\ufeff\u0301\u00e9\u2028\x00\x1b\x7f\x85\ud83d\uff11\u0661\u0421\u00b2"
)


def sharp_characters() -> st.SearchStrategy[str]:
    """Any character, often one that means something."""
    return st.one_of(st.sampled_from(SHARP), st.characters(exclude_categories=()))


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[str], most: int = 3) -> str:
    """A text with one or a few characters put in, left out, changed or swapped."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(text)))
        how = draw(st.sampled_from(["in", "out", "other", "swap"]))
        new = "" if how == "out" else draw(sharp_characters())
        if how == "swap":
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
        else:
            text = text[:at] + new + text[at + (how != "in") :]
    return text


def known_texts() -> st.SearchStrategy[str]:
    """The texts of the vectors."""
    return st.integers(0, len(TEXTS) - 1).map(lambda at: TEXTS[at])


def strict_texts() -> st.SearchStrategy[str]:
    """Texts as published: those of the vectors, and those of records."""
    return st.one_of(
        st.integers(0, len(STRICT_TEXTS) - 1).map(lambda at: STRICT_TEXTS[at]),
        records().map(lambda record: record.text),
    )


def sent_texts() -> st.SearchStrategy[str]:
    """What an office may be sent: messages, nearly messages, and anything at all."""
    anything = st.text(st.characters(exclude_categories=()), max_size=60)
    near = st.text(st.sampled_from(SHARP), max_size=80)
    known = known_texts()
    written = records().map(lambda record: record.text)
    return st.one_of(anything, near, known, written, mutated(known), mutated(written))
