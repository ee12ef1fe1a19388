"""The words for people: each code and each variant of a sentence, in both languages."""

from __future__ import annotations

import string
from typing import Any

import faulty
import pytest
from people import KTP, NIK, TODAY, VECTORS, ktp, sync

import ktpmsg
from ktpmsg import Code, Formats, Nik, NomorKK, Problem, Report
from ktpmsg.locales import fields, replies, signs, telling, variants, words

OFFICE = Formats(faulty.GRAMMAR, builtin=False)
NO_KEYWORD = Formats(
    '%import fields (nik, nama)\nstart: halo\nhalo: "#" nik{"NIK"} "#" nama{"NAMA"}\n',
    builtin=False,
)
LAST_CHOICE_FIRST = Formats(
    "%import fields (TEXT)\nstart: lapor\n"
    'lapor: "LAPOR"i "#" jenis{"JALAN/SAMPAH"} "#" isi{"ISI"}\n'
    'jenis{words}: "JALAN"i | "SAMPAH"i | words -> unfilled\nisi{words}: TEXT | words -> unfilled\n',
    builtin=False,
)
CLOSED = Formats(
    "%import fields (nik, nama)\nstart: ulang\n"
    'ulang: "ULANG"i "#" nik{"NIK"} "#" nama{"NAMA"} "#"\n',
    builtin=False,
)

# Notices, and what only a few messages have.
MORE = [
    ktp(nama="Siti 2"),
    ktp(nama="a" * 61),
    ktp(desa="Suradadi"),
    ktp(desa="Xyzq"),
    ktp(nik=NIK[:6] + "150820" + "9001"),
    ktp(kk="3308151203959004"),
    ktp(nik="330899" + NIK[6:]),
    ktp(nik="640401" + NIK[6:]),
    sync(keperluan="BPJS\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"),
    ktp(nik=faulty.N[:15], alasan="Hilang#terima kasih"),
    ktp(nik=faulty.N[:15], alasan="*Hilang*."),
    ktp(nik=faulty.N[:15]) + " #.",
    ktp(nik="?" + faulty.N[:8] + "?" + faulty.N[8:]),
    ktp(nik="12#34"),
    ktp(nik="3308 a 1"),
    ktp(nik="umur 31 tahun"),
    f"#SINKRONISASI#{faulty.N}#{faulty.K}#Siti#" + "#" * 3,
    f"#KTP#{faulty.K}#Hilang#{faulty.N}#Surodadi#Siti Aminah#Candimulyo",
    f"#KTP#{faulty.N}#{faulty.K}#Siti Aminah#Surodadi#Hilang#Candimulyo",
    f"#KTP#{faulty.N}#Surodadi#Siti Aminah#{faulty.K}#Candimulyo#Hilang",
    f"#KTP#{faulty.N}#{faulty.K}#" + "#".join(["x"] * 20),
    f"#KTP#Candimulyo#{faulty.K}#Siti Aminah#Surodadi#{faulty.N}#Hilang",
    f"{faulty.ktp(nik=faulty.N[:15])}\n...",
    f"_ {faulty.ktp(nik=faulty.N[:15])}",
    f"#KTP#{faulty.N}#{faulty.K}#Siti Aminah#Surodadi#Candimulyo#Hilang\n> terima kasih",
    f"halo\n> #KTP#{faulty.N[:15]}#\n> {faulty.K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    f"DISDUKCAPIL#{faulty.N}#kapan jadi?#Siti Aminah",
]
OTHERS: list[tuple[Formats, str]] = [
    (NO_KEYWORD, "halo"),
    (NO_KEYWORD, f"#{NIK[:15]}#Siti"),
    (LAST_CHOICE_FIRST, "LAPOR##rusak"),
    (LAST_CHOICE_FIRST, "LAPOR#JALAN/SAMPAH#rusak"),
    (LAST_CHOICE_FIRST, "LAPOR#AIR#rusak"),
    (LAST_CHOICE_FIRST, "LAPOR#JALAN dan SAMPAH#rusak"),
    (LAST_CHOICE_FIRST, "LAPOR#JALN#"),
    (LAST_CHOICE_FIRST, "LAPOR#JALAN#Contoh isi"),
    (CLOSED, f"ULANG#{NIK[:15]}#Siti"),
    (OFFICE, "DAF#Siti Aminah#1.250x#A-1#"),
    (OFFICE, f"#PINDAH#{NIK}#081200009001#Siti#Jl. Pemuda 12#{faulty.K}"),
    (OFFICE, "DAF#Siti @#1.250#A-1#"),
]


def reports() -> list[Report]:
    """The reports of faulty messages of all kinds, read leniently and strictly."""
    found = [
        ktpmsg.check(text, today=TODAY, strict=strict)
        for text in [*faulty.MESSAGES.values(), *MORE, *(v.text for v in VECTORS)]
        for strict in (False, True)
    ]
    office = [(OFFICE, text) for text in faulty.OFFICE.values()]
    return found + [formats.check(text, today=TODAY) for formats, text in office + OTHERS]


REPORTS = reports()
PROBLEMS = [problem for report in REPORTS for problem in report.problems]
BY_CODE: dict[Code, list[Problem]] = {code: [] for code in Code}
for one in PROBLEMS:
    BY_CODE[one.code].append(one)


@pytest.mark.parametrize("code", list(Code))
def test_words_of_every_code(code: Code) -> None:
    """Every code has a message that gives it, and words in both languages, all filled in."""
    assert BY_CODE[code]
    for problem in BY_CODE[code]:
        told = {lang: (problem.describe(lang), problem.hint(lang)) for lang in ("id", "en")}
        assert told["id"][0] != told["en"][0]
        assert (told["id"][1] is None) == (told["en"][1] is None)
        for what, hint in told.values():
            assert what
            assert not what.endswith(".")
            for said in (what, hint or ""):
                assert said == " ".join(said.split())
                assert not set(said) & set("{}")
                assert "()" not in said


def test_every_sentence_is_said() -> None:
    """Each variant of each sentence has a message that it is said of."""
    said = set()
    for problem in PROBLEMS:
        case = variants.Case(problem.code, problem.field, problem._known())
        keys = (f"{problem.code}:{name}" for name in variants.variants(case) if name)
        said.add(next((key for key in keys if key in telling.SENTENCES), problem.code.value))

    unsaid = telling.SENTENCES.keys() - said
    assert unsaid == BY_HAND


# What is said of numbers and records made by hand, which no format and no text stand behind.
BY_HAND: set[str] = {"number-format"}


def placeholders(text: str) -> set[str]:
    """The words in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages() -> None:
    """Each sentence has both languages, of which either fills in what it is about."""
    assert {key.split(":")[0] for key in telling.SENTENCES} == set(Code)
    for what, do, reply in telling.SENTENCES.values():
        for said in (what, do, reply):
            assert said is None or all(said)
            assert said is None or said.id != said.en or said.id.startswith("{copy}")
    for said in replies.REPLY.values():
        assert all(said)
        assert placeholders(said.id) == placeholders(said.en)


@pytest.mark.parametrize("code", list(Code))
def test_no_other_language(code: Code) -> None:
    """A language other than "id" and "en" is a ValueError, with a hint or without."""
    problem = BY_CODE[code][0]
    others: list[Any] = ["", "EN", "in", "jv", "id_ID", None]

    for lang in others:
        for say in (problem.describe, problem.hint):
            with pytest.raises(ValueError, match=r'^lang is "id" or "en"$'):
                say(lang)


# --- by hand -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "indonesian", "english"),
    [
        (Nik, NIK[:15], "baru 15 angka, seharusnya 16", "15 digits, and a NIK has 16"),
        (NomorKK, "1", "baru 1 angka, seharusnya 16", "1 digit, and a KK number has 16"),
        (Nik, "3308 1555 0895 9001", None, None),
        (Nik, "33/0815 5508 959001", "ada garis miring (/) dan spasi", "a slash (/) and a space"),
    ],
)
def test_words_for_a_number_alone(
    kind: type[Nik | NomorKK], text: str, indonesian: str | None, english: str | None
) -> None:
    """A number that is read by itself is told in the same words."""
    if indonesian is None or english is None:
        assert kind.parse(text) == NIK
        with pytest.raises(ktpmsg.MessageError) as strict:
            kind.parse(text, strict=True)
        problem = strict.value.problems[0]
        assert problem.describe("id") == "angkanya terpisah atau ditulis lain"
        assert problem.describe("en") == "digits in groups, or other signs in it"
        return
    with pytest.raises(ktpmsg.MessageError) as caught:
        kind.parse(text)
    problem = caught.value.problems[0]
    assert problem.describe("id").startswith(indonesian)
    assert problem.describe("en").startswith(english)
    assert problem.hint("id")


def test_words_for_a_record_by_hand() -> None:
    """So is a record that was made by hand, with the words of its own format."""
    with pytest.raises(ktpmsg.MessageError) as caught:
        OFFICE.records["pindah"](NIK, faulty.K, "Siti", "Jl. Pemuda 12", "-")  # type: ignore[call-arg]
    with pytest.raises(ktpmsg.MessageError) as empty:
        ktpmsg.Ktp(NIK, faulty.K, "", "Surodadi", "Candimulyo", "Hilang")

    assert caught.value.problems[0].describe() == "not a complete telephone number"
    assert empty.value.problems[0].hint() == "Write it in its place: #Nomor KK#Nama#"


def test_a_number_without_anything() -> None:
    """Without a format the piece of the format that is shown is the name of the field."""
    with pytest.raises(ktpmsg.MessageError) as caught:
        Nik.parse(" ")

    hint = caught.value.problems[0].hint("id")
    assert hint is not None
    assert "di tempatnya: NIK. Kalau belum punya NIK" in hint


# --- what things are called --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "indonesian", "english"),
    [
        (",", "koma (,)", "a comma (,)"),
        ("/", "garis miring (/)", "a slash (/)"),
        ("\u2013", "tanda hubung (-)", "a hyphen (-)"),
        (" ", "spasi", "a space"),
        ("\n", "ganti baris", "a line break"),
        ("O", "huruf O", "the letter O"),
        ("\U0001f600", "gambar emoji", "an emoji"),
        ("\u0416", "tanda lain", "another sign"),
        ("\x07", "tanda lain", "another sign"),
    ],
)
def test_signs(sign: str, indonesian: str, english: str) -> None:
    """A sign is named in words, with the sign in brackets."""
    assert (signs.named(sign, "id"), signs.named(sign, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("name", "kind", "published", "label"),
    [
        ("nik", "NIK", "No. NIK", "NIK"),
        ("nik_ibu", "NIK", "NIK Ibu", "NIK Ibu"),
        ("nama", "LINE", "NAMA USAHA", "NAMA USAHA"),
        ("lahir", "DATE", "Tgl_Lahir (DD-MM-YYYY)", "Tgl Lahir"),
        ("nik", "CODE", "(16 digit NIK)", "16 digit NIK"),
        ("alasan", "CHOICE", "Pemula/ Hilang", "Alasan"),
        ("jenis_izin", "CHOICE", "Baru/ Ulang", "Jenis izin"),
        ("poli", "CHOICE", "Poli", "Poli"),
    ],
)
def test_labels(name: str, kind: str, published: str, label: str) -> None:
    """Our words serve a field of the same kind and name; any other has those of its office."""
    assert fields.field_label(name, "id", kind, published) == label


def test_listed() -> None:
    """Several words are a row."""
    assert words.listed([], "id") == ""
    assert words.listed(["NIK"], "id") == "NIK"
    assert words.listed(["NIK", "Nama", "Desa"], "en") == "NIK, Nama and Desa"


def test_good_messages_have_no_words() -> None:
    """Of a message as published there is nothing to say."""
    assert ktpmsg.check(KTP).problems == ()
