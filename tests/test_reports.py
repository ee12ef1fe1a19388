"""What a report says: drawn with carets, replied to the sender, and ready for JSON."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, VECTORS, known_texts, ktp, sent_texts, sms, sync

import ktpmsg
from ktpmsg import Alasan, Code, MessageError, Problem, Report, choices, wording

SHORT_NIK = NIK[:15]
MENDED = "KTP#3308 1555 0895 9001#3308151203079004#Nama: Siti Aminah#Suradadi#Candimulyo#Hilang."


def check(text: str, *, strict: bool = False) -> Report:
    """The report of a text, on the day of the tests."""
    return ktpmsg.check(text, strict=strict, today=TODAY)


def block(text: str) -> str:
    """A text as it stands here, without the indent and the line breaks around it."""
    return textwrap.dedent(text).strip("\n")


# --- drawings ----------------------------------------------------------------------------------

DRAWN = {
    "good ktp": (
        KTP,
        """
        KTP message: ok
          #KTP#330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang
        """,
    ),
    "good sinkronisasi": (
        SYNC,
        """
        SINKRONISASI message: ok
          #SINKRONISASI#330815**********#330815**********#**************
        """,
    ),
    "good disdukcapil": (
        SMS,
        """
        DISDUKCAPIL message: ok
          DISDUKCAPIL#***********#330815**********#***************************
        """,
    ),
    "mended": (
        MENDED,
        """
        KTP message: ok, 4 repaired, 1 notice
          KTP#3308*15************#330815**********#*****************#********#Candimulyo#Hilang.
          ~~~~    ~~~~~~~~~~~                      ~~~~~~            ~~~~~~~~                  ~
          -       keyword-spelling  repaired: the keyword is written otherwise
          nik     number-format     repaired: the digits are written apart or otherwise
          nama    label             repaired: the name of the field stands before its value
          desa    unknown-place     notice: not in the official list
          alasan  text-after        repaired: something stands after it
        """,
    ),
    "two notices": (
        ktp(desa="Suradadi", kecamatan="Candimulya"),
        """
        KTP message: ok, 2 notices
          #KTP#330815**********#330815**********#***********#********#**********#Hilang
                                                             ~~~~~~~~ ~~~~~~~~~~
          desa       unknown-place  notice: not in the official list
          kecamatan  unknown-place  notice: not in the official list
        """,
    ),
    "no list of places": (
        ktp(nik="9902" + NIK[4:], kk="9902" + KK[4:]),
        """
        KTP message: 2 errors
          #KTP#990215**********#990215**********#***********#********#**********#Hilang
               ^^               ^^
          nik       unknown-province  its first two digits are the code of no province
          nomor_kk  unknown-province  its first two digits are the code of no province
        """,
    ),
    "one error": (
        ktp(nik=SHORT_NIK),
        """
        KTP message: 1 error
          #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang
               ^^^^^^^^^^^^^^^
          nik  wrong-length  15 digits, and a NIK has 16
        """,
    ),
    "errors and repairs": (
        f"KTP#{SHORT_NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak",
        """
        KTP message: 2 errors, 1 repaired
          KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang/Rusak
          ~~~~^^^^^^^^^^^^^^^                                                  ^^^^^^^^^^^^
          -       keyword-spelling  repaired: the keyword is written otherwise
          nik     wrong-length      15 digits, and a NIK has 16
          alasan  several-choices   choose one of Pemula, Hilang, Rusak, Ubah Data
        """,
    ),
    "unrecognised": (
        "selamat pagi pak",
        """
        Unrecognised message: 1 error
          ****************
          ^^^^^^^
          -  unknown-keyword  it begins with no keyword of ours
        """,
    ),
    "empty": (
        "",
        """
        Unrecognised message: 1 error

          ^
          -  empty  the message is empty
        """,
    ),
    "too long": (
        KTP + "\n" * 65_536,
        """
        Unrecognised message: 1 error
          -  too-long  longer than 65,536 characters
        """,
    ),
    "other script in the keyword": (
        "\uff2b\uff34\u0420 halo",
        """
        Unrecognised message: 1 error
          ********
          ^^^
          -  unknown-keyword  its first word has letters of another script, though they look alike
        """,
    ),
    "name and nik swapped": (
        sms(nama=NIK, nik="Siti Aminah"),
        """
        DISDUKCAPIL message: 2 errors
          DISDUKCAPIL#****************#***********#***********
                      ^^^^^^^^^^^^^^^^ ^^^^^^^^^^^
          nama  swapped-fields  name and NIK have changed places
          nik   swapped-fields  name and NIK have changed places
        """,
    ),
    "template": (
        "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Hilang",
        """
        KTP message: 1 error
          #KTP#***#********#****#****#*********#Hilang
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          -  template-unfilled  still says what the template says
        """,
    ),
    "another separator": (
        KTP.replace("#", "*"),
        """
        KTP message: 1 error, 1 repaired
          *KTP*************************************************************************
          ~   ^
          -  text-around      repaired: there is text around it
          -  wrong-separator  the fields are parted by something else than #
        """,
    ),
    # What terminals do with characters.
    "control characters": (
        ktp(nama="Siti\x07 Am\x1b[31m"),
        r"""
        KTP message: 1 error
          #KTP#330815**********#330815**********#****\x07***\x1b****#Surodadi#Candimulyo#Hilang
                                                     ^^^^
          nama  control-character  a control character
        """,
    ),
    "control character at the end": (
        SMS + "\x00",
        r"""
        DISDUKCAPIL message: 1 error
          DISDUKCAPIL#***********#330815**********#***************************\x00
                                                                              ^^^^
          isi_sms  control-character  a control character
        """,
    ),
    "a lone surrogate": (
        "\ud83d#KTP#",
        r"""
        KTP message: 6 errors, 1 repaired
          \ud83d#KTP#
          ~~~~~~     ^
          -          text-around    repaired: there is text around it
          nik        missing-field  missing
          nomor_kk   missing-field  missing
          nama       missing-field  missing
          desa       missing-field  missing
          kecamatan  missing-field  missing
          alasan     missing-field  missing
        """,
    ),
    "invisible characters": (
        sync(keperluan="BPJS\u200b\u00a0ya"),
        r"""
        SINKRONISASI message: ok, 1 repaired
          #SINKRONISASI#330815**********#330815**********#****\u200b\xa0**
                                                              ~~~~~~~~~~
          keperluan  invisible-character  repaired: an invisible character or an unusual space
        """,
    ),
    "wide characters": (
        "\uff2b\uff34\uff30#" + ktp(nik=SHORT_NIK)[5:],
        """
        KTP message: 1 error, 1 repaired
          \uff2b\uff34\uff30#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang
          ~~~~~~~^^^^^^^^^^^^^^^
          -    keyword-spelling  repaired: the keyword is written otherwise
          nik  wrong-length      15 digits, and a NIK has 16
        """,
    ),
    "wide separators": (
        KTP.replace("#", "\uff03", 2),
        """
        KTP message: ok, 1 repaired
          \uff03KTP\uff03330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang
          ~~~~~~~
          -  separator-look-alike  repaired: a character that only looks like #
        """,
    ),
    "combining characters": (
        sms(nik=SHORT_NIK).replace("DI", "DI\u0301"),
        """
        DISDUKCAPIL message: 1 error, 2 repaired
          DI\u0301SDUKCAPIL#***********#330815*********#***********
          ~~~~~~~~~~~~            ^^^^^^^^^^^^^^^
          -    keyword-spelling  repaired: the keyword is written otherwise
          -    not-nfc           repaired: a letter and its accent apart
          nik  wrong-length      15 digits, and a NIK has 16
        """,
    ),
    "wide characters masked": (
        ktp(nama="\u738b\u5c0f\u660e", kecamatan="e\u0301\u738b"),
        """
        KTP message: 2 errors, 1 repaired
          #KTP#330815**********#330815**********#***#Surodadi#***#Hilang
                                                 ^^^          ~~^
          nama       bad-characters  a character that no name has
          kecamatan  not-nfc         repaired: a letter and its accent apart
          kecamatan  mixed-script    letters of another script among the Latin ones
        """,
    ),
    # Lines.
    "several lines": (
        f"Selamat pagi pak,\nmohon dibantu:\n#KTP#{SHORT_NIK}#\n{KK}#Siti#Surodadi#Candimulyo#Hilang/Rusak\n\nmakasih\n",
        """
        KTP message: 2 errors, 2 repaired
          *****************
          ~~~~~~~~~~~~~~~~~
          **************
          ~~~~~~~~~~~~~~
          #KTP#330815*********#
               ^^^^^^^^^^^^^^^
          330815**********#****#Surodadi#Candimulyo#Hilang/Rusak
                                                    ^^^^^^^^^^^^

          *******
          ~~~~~~~
          -       text-around      repaired: there is text around it
          nik     wrong-length     15 digits, and a NIK has 16
          alasan  several-choices  choose one of Pemula, Hilang, Rusak, Ubah Data
          -       text-around      repaired: there is text around it
        """,
    ),
    "a line break in front": (
        f"\n{ktp(nik=SHORT_NIK)}",
        """
        KTP message: 1 error

          #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang
               ^^^^^^^^^^^^^^^
          nik  wrong-length  15 digits, and a NIK has 16
        """,
    ),
    "a line break in a number": (
        ktp(nik="33081555\n08959001"),
        """
        KTP message: ok, 1 repaired
          #KTP#330815**
                       ~
          ********#330815**********#***********#Surodadi#Candimulyo#Hilang
          nik  number-format  repaired: the digits are written apart or otherwise
        """,
    ),
    "a carriage return": (
        KTP + "\r\n",
        r"""
        KTP message: ok
          #KTP#330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang\r
        """,
    ),
    "empty spans": (
        ktp(kk="", alasan=""),
        """
        KTP message: 2 errors
          #KTP#330815**********##***********#Surodadi#Candimulyo#
                                ^                                ^
          nomor_kk  empty-field  empty
          alasan    empty-field  empty
        """,
    ),
    "empty spans on other lines": (
        f"#SINKRONISASI\n#\n#{KK}\n#",
        """
        SINKRONISASI message: 2 errors
          #SINKRONISASI
          #
           ^
          #330815**********
          #
           ^
          nik        empty-field  empty
          keperluan  empty-field  empty
        """,
    ),
    "missing at the end": (
        f"#KTP#{NIK}",
        """
        KTP message: 5 errors
          #KTP#330815**********
                               ^
          nomor_kk   missing-field  missing
          nama       missing-field  missing
          desa       missing-field  missing
          kecamatan  missing-field  missing
          alasan     missing-field  missing
        """,
    ),
    "a second message": (
        f"{KTP}\n{SYNC}",
        """
        KTP message: 1 error
          #KTP#330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang
          **************************************************************
          ^^^^^^^^^^^^^
          -  several-messages  more than one message in one
        """,
    ),
}


@pytest.mark.parametrize(("text", "drawn"), DRAWN.values(), ids=DRAWN)
def test_drawing(text: str, drawn: str) -> None:
    """`str(report)`: what it is, the masked text with carets under it, and a row for each problem."""
    assert str(check(text)) == block(drawn)


def test_drawing_of_strict_reading() -> None:
    """What strict reading calls an error has a caret and no word of a repair."""
    assert str(check(MENDED, strict=True)) == block(
        """
        KTP message: 4 errors
          KTP#3308*15************#330815**********#*****************#********#Candimulyo#Hilang.
          ^^^^    ^^^^^^^^^^^                      ^^^^^^                                      ^
          -       keyword-spelling  the keyword is written otherwise
          nik     number-format     the digits are written apart or otherwise
          nama    label             the name of the field stands before its value
          alasan  text-after        something stands after it
        """
    )


@pytest.mark.parametrize("text", [KTP, SYNC, SMS, ktp(nik=SHORT_NIK), ktp(desa="Suradadi")])
@pytest.mark.parametrize("breaks", ["\n", "\n\n", "\n \n"])
def test_trailing_line_break(text: str, breaks: str) -> None:
    """A trailing line break draws no empty line."""
    assert str(check(text + breaks)) == str(check(text))


@pytest.mark.parametrize(
    ("desa", "kecamatan", "drawn"),
    [
        ("SURODADI", "kec. candimulyo", "SURODADI#kec. candimulyo"),
        (" Surodadi ", "Candi", " Surodadi #*****"),
        ("Surodad", "Candimulyo", "*******#Candimulyo"),
        ("Tideng Pale", "Sesayap", "***********#*******"),
    ],
)
def test_official_places_are_drawn(desa: str, kecamatan: str, drawn: str) -> None:
    """A desa and a kecamatan are drawn where they are official names in the regency, else masked."""
    line = str(check(ktp(desa=desa, kecamatan=kecamatan))).splitlines()[1]
    assert line.endswith(f"#***********#{drawn}#Hilang")


def test_official_places_by_the_nik() -> None:
    """Where the regency of the KK number has no list, that of the NIK says what is official."""
    assert "#Surodadi#Candimulyo#" in str(check(ktp(kk="3399" + KK[4:])))
    assert "#Surodadi#" not in str(check(ktp(kk="", nik="")))


@settings(max_examples=50)
@given(text=sent_texts())
def test_drawing_of_anything(text: str) -> None:
    """Whatever was sent, the drawing is printable, with a row for each problem at its end."""
    report = check(text)
    lines = str(report).split("\n")

    assert all(line == line.rstrip() for line in lines[: len(lines) - len(report.problems)])
    assert "".join(lines).isprintable()
    rows = lines[len(lines) - len(report.problems) :]
    for row, problem in zip(rows, report.problems, strict=True):
        assert row.split()[:2] == [problem.field or "-", problem.code.value]
        assert row.endswith(problem.describe())


@pytest.mark.parametrize(
    ("nik", "drawn"),
    [
        (f"{NIK[:6]}#{NIK[6:]}", "******#**********"),
        (f"{NIK[:12]}#{NIK[12:]}", "330815******#****"),
        (NIK[:13], "330815*******"),
        ("550895" + NIK[6:12], "*" * 12),
        ("550895" + NIK[6:13], "550895*******"),
    ],
)
def test_a_number_that_was_cut(nik: str, drawn: str) -> None:
    """Six digits are shown where they are a region, not of the second part of a number."""
    report = check(ktp(nik=nik))
    assert str(report).splitlines()[1].startswith(f"  #KTP#{drawn}#330815**********#")


@given(
    name=st.text(st.sampled_from("ab c"), min_size=1, max_size=9).filter(str.strip),
    length=st.integers(1, 15),
    break_before=st.booleans(),
)
def test_carets_stand_under_what_is_meant(name: str, length: int, *, break_before: bool) -> None:
    """As many carets as digits, under them, on whatever line they stand."""
    report = check(sms(nama=name, nik=("\n" if break_before else "") + NIK[:length]))
    lines = str(report).splitlines()
    at = next(i for i, line in enumerate(lines) if "^" in line)
    digits = NIK[:length][:6] + "*" * (length - 6) if length > 1 else "*"

    start = lines[at].index("^")
    assert lines[at].strip() == "^" * length
    assert lines[at - 1][start : start + length] == digits


def test_repr() -> None:
    """`repr` names the record class, the verdict, the line and the codes."""
    found = list(ktpmsg.find(f"halo\n{ktp(nik=SHORT_NIK)}", today=TODAY))

    assert repr(found) == "[<Report kind=Ktp ok=False line=2 problems=[wrong-length]>]"
    assert repr(check("")) == "<Report kind=None ok=False line=1 problems=[empty]>"
    assert f"{check(SMS)!r}" == "<Report kind=Disdukcapil ok=True line=1 problems=[]>"


# --- what a report has -------------------------------------------------------------------------


def test_problems_by_severity() -> None:
    """Errors, notices and repairs are the problems of their severity, in their order."""
    report = check(MENDED)

    assert report.ok
    assert report.errors == ()
    assert [p.code for p in report.notices] == ["unknown-place"]
    assert [p.code for p in report.repairs] == [
        "keyword-spelling", "number-format", "label", "text-after",
    ]  # fmt: skip
    assert set(report.notices + report.repairs) == set(report.problems)
    assert check(KTP).problems == check(KTP).errors == check(KTP).notices == ()


def test_problem() -> None:
    """A problem says what, where, which field, how bad, and what to do about it."""
    problem = check(ktp(nik=SHORT_NIK)).problems[0]

    assert (problem.code, problem.field, problem.span, problem.severity) == (
        Code.WRONG_LENGTH, "nik", (5, 20), "error",
    )  # fmt: skip
    assert repr(problem) == (
        "Problem(code='wrong-length', field='nik', span=(5, 20), severity='error')"
    )
    assert problem.describe() == problem.describe("en") == "15 digits, and a NIK has 16"
    assert problem.describe("id") == "yang ditulis 15 angka, padahal NIK ada 16 angka"
    assert problem.hint() == problem.hint("en")
    assert problem.hint("id") == (
        "Lihat NIK di KTP atau Kartu Keluarga (KK), lalu tulis 16 angkanya lengkap."
    )


def test_nearest_official_spelling() -> None:
    """A place that is not on the list has the nearest official spelling as its hint."""
    near, far = (check(ktp(desa=desa)).problems[0] for desa in ("Suradadi", "Xyzq"))

    assert (near.hint("id"), near.hint("en")) == (
        "Apakah maksudnya Surodadi?", "Is Surodadi meant?",
    )  # fmt: skip
    assert (far.hint("id"), far.hint("en")) == (None, None)


def test_words_of_an_exception() -> None:
    """A `MessageError` says how many errors there are, each with its field; repairs are none."""
    with pytest.raises(MessageError) as caught:
        ktpmsg.parse(f"KTP#{SHORT_NIK}#{KK}#Siti#Surodadi#Candimulyo#Hilang/Rusak")
    with pytest.raises(MessageError) as lone:
        ktpmsg.parse("")

    assert str(caught.value) == (
        "2 errors: nik: 15 digits, and a NIK has 16; "
        "alasan: choose one of Pemula, Hilang, Rusak, Ubah Data"
    )
    assert repr(caught.value) == "MessageError(keyword-spelling, wrong-length, several-choices)"
    assert str(lone.value) == "1 error: the message is empty"


# --- words -------------------------------------------------------------------------------------


def every_problem() -> dict[Code, list[Problem]]:
    """The problems of all vectors and of a few more texts, by code."""
    found: dict[Code, list[Problem]] = {code: [] for code in Code}
    texts = [vector.text for vector in VECTORS]
    texts += [
        "",
        "#" * 65_537,
        ktp(nama="Siti#Aminah"),
        ktp(kk=NIK),
        ktp(nik=NIK[:12] + "0000"),
        ktp(nama="a" * 61),
    ]
    for text in texts:
        for problem in check(text).problems:
            found[problem.code].append(problem)
    return found


PROBLEMS = every_problem()


@pytest.mark.parametrize("code", list(Code))
def test_words_of_every_code(code: Code) -> None:
    """Every code occurs, and has words in both languages: whole ones, of the languages' own."""
    assert PROBLEMS[code]
    for problem in PROBLEMS[code]:
        told = {lang: (problem.describe(lang), problem.hint(lang)) for lang in ("id", "en")}
        assert told["id"][0] != told["en"][0]
        assert (told["id"][1] is None) == (told["en"][1] is None)
        for what, hint in told.values():
            assert what
            assert not what.endswith(".")
            for words in (what, hint or ""):
                assert words == " ".join(words.split())
                assert not set(words) & set("{}")
                assert "()" not in words


def test_words_are_of_codes() -> None:
    """The sentences are those of the codes, and no others; each has both languages."""
    assert {key.split(":")[0] for key in wording.SENTENCES} == set(Code)
    for what, hint in wording.SENTENCES.values():
        assert all(what)
        assert hint is None or all(hint)


@pytest.mark.parametrize("code", list(Code))
def test_no_other_language(code: Code) -> None:
    """A language other than "id" and "en" is a ValueError, with a hint or without."""
    problem = PROBLEMS[code][0]
    others: list[Any] = ["", "EN", "in", "jv", "id_ID", None]

    for lang in others:
        for say in (problem.describe, problem.hint):
            with pytest.raises(ValueError, match=r'^lang is "id" or "en"$'):
                say(lang)


@pytest.mark.parametrize("text", [KTP, MENDED, ktp(nik=SHORT_NIK), "halo", ""])
@pytest.mark.parametrize("short", [False, True])
def test_no_reply_in_another_language(text: str, *, short: bool) -> None:
    """Nor is there a reply in another language."""
    with pytest.raises(ValueError, match=r'^lang is "id" or "en"$'):
        check(text).reply("fr", short=short)


def test_field_of_another_record() -> None:
    """A field that has no words of its own is called by its name."""
    assert wording.field_label("nomor_kk", "en") == "KK number"
    assert wording.field_label("kampung", "id") == "kampung"


# --- replies -----------------------------------------------------------------------------------

KTP_FORM = "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data"
FAULTY_KTP = ktp(nik=SHORT_NIK, alasan="Hilang/Rusak")
FAULTY_SYNC = sync(nik=SHORT_NIK)
FAULTY_SMS = sms(nik="O" + NIK[1:], nama="Siti \u738b")

REPLIES = {
    "good ktp": (
        KTP,
        """
        Permintaan cetak KTP (Hilang) sudah kami terima.
        Harap siapkan: surat keterangan kehilangan dari kepolisian.
        Terima kasih.
        """,
        """
        We have received your request to print an identity card (Hilang).
        Please have ready: the police report of the loss.
        Thank you.
        """,
    ),
    "good sinkronisasi": (
        SYNC,
        """
        Permintaan sinkronisasi data sudah kami terima.
        Terima kasih.
        """,
        """
        We have received your request to synchronise your data.
        Thank you.
        """,
    ),
    "good disdukcapil": (
        SMS,
        """
        Pertanyaan sudah kami terima.
        Terima kasih.
        """,
        """
        We have received your question.
        Thank you.
        """,
    ),
    "mended": (
        MENDED.replace("Hilang.", "Rusak (patah)"),
        """
        Permintaan cetak KTP (Rusak) sudah kami terima.
        Harap siapkan: KTP lama, diserahkan waktu KTP baru diantar.
        Lain kali: Awali pesan dengan #KTP#
        Lain kali: Tulis 16 angka berurutan tanpa spasi dan tanda.
        Lain kali: Tulis isinya saja.
        Lain kali: Tulis persis seperti di format, tanpa kata lain.
        Terima kasih.
        """,
        """
        We have received your request to print an identity card (Rusak).
        Please have ready: the old card, handed over at delivery.
        Next time: Begin the message with #KTP#
        Next time: Write 16 digits in a row.
        Next time: Write the value alone.
        Next time: Write it as published.
        Thank you.
        """,
    ),
    "faulty ktp": (
        FAULTY_KTP,
        """
        Maaf, pesan Bapak/Ibu belum bisa kami proses. Yang perlu diperbaiki:
        1. NIK: yang ditulis 15 angka, padahal NIK ada 16 angka. Lihat NIK di KTP atau Kartu Keluarga (KK), lalu tulis 16 angkanya lengkap.
        2. Alasan: pilih satu saja: Pemula, Hilang, Rusak, Ubah Data. Hapus yang tidak perlu.

        Kirim ulang dengan format ini:
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data

        Contoh:
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        """,
        """
        We cannot process your message yet. Please correct:
        1. NIK: 15 digits, and a NIK has 16. Copy all 16 digits of it from the identity card or the family card.
        2. reason (alasan): choose one of Pemula, Hilang, Rusak, Ubah Data. Leave out the others.

        Send it again in this format:
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data

        Example:
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        """,
    ),
    "faulty sinkronisasi": (
        FAULTY_SYNC,
        """
        Maaf, pesan Bapak/Ibu belum bisa kami proses. Yang perlu diperbaiki:
        1. NIK: yang ditulis 15 angka, padahal NIK ada 16 angka. Lihat NIK di KTP atau Kartu Keluarga (KK), lalu tulis 16 angkanya lengkap.

        Kirim ulang dengan format ini:
        #SINKRONISASI#NIK#Nomor KK#Keperluan

        Contoh:
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        """,
        """
        We cannot process your message yet. Please correct:
        1. NIK: 15 digits, and a NIK has 16. Copy all 16 digits of it from the identity card or the family card.

        Send it again in this format:
        #SINKRONISASI#NIK#Nomor KK#Keperluan

        Example:
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        """,
    ),
    "faulty disdukcapil": (
        FAULTY_SMS,
        """
        Maaf, pesan Bapak/Ibu belum bisa kami proses. Yang perlu diperbaiki:
        1. Nama: ada huruf dari aksara lain. Hapus semuanya, lalu ketik ulang dengan huruf Latin biasa (jangan disalin).
        2. NIK: ada huruf O di antara angkanya. Apakah maksudnya angka nol (0)? Tulis dengan angka.

        Kirim ulang dengan format ini:
        DISDUKCAPIL#NAMA#NIK#ISI_SMS

        Contoh:
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?
        """,
        """
        We cannot process your message yet. Please correct:
        1. name: letters of another script among the Latin ones. Type it again, all of it, in Latin letters.
        2. NIK: a letter O among the digits. Is the digit 0 meant?

        Send it again in this format:
        DISDUKCAPIL#NAMA#NIK#ISI_SMS

        Example:
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?
        """,
    ),
    "no message": (
        "halo",
        """
        Maaf, pesan Bapak/Ibu belum bisa kami proses. Yang perlu diperbaiki:
        1. Pesannya tidak diawali kata kunci yang kami kenal. Awali pesan dengan salah satu: #KTP# / #SINKRONISASI# / DISDUKCAPIL#.

        Kirim pesan dengan salah satu format ini:
        - Cetak KTP (WhatsApp):
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data
        - Sinkronisasi data (WhatsApp):
        #SINKRONISASI#NIK#Nomor KK#Keperluan
        - Bertanya (SMS):
        DISDUKCAPIL#NAMA#NIK#ISI_SMS

        Contoh:
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?
        """,
        """
        We cannot process your message yet. Please correct:
        1. It begins with no keyword of ours. Begin it with one of #KTP# / #SINKRONISASI# / DISDUKCAPIL#.

        Use one of these formats:
        - To have an identity card printed (WhatsApp):
        #KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data
        - To have data synchronised (WhatsApp):
        #SINKRONISASI#NIK#Nomor KK#Keperluan
        - To ask a question (SMS):
        DISDUKCAPIL#NAMA#NIK#ISI_SMS

        Example:
        #KTP#6504014207919001#6504011203089002#Dayang Contoh#Tideng Pale#Sesayap#Hilang
        #SINKRONISASI#6504014207919001#6504011203089002#BPJS Kesehatan
        DISDUKCAPIL#Dayang Contoh#6504014207919001#Apakah KTP saya sudah jadi?
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "indonesian", "english"), REPLIES.values(), ids=REPLIES)
def test_reply(text: str, indonesian: str, english: str) -> None:
    """A reply says what was understood, or every error and what to do, the format and an example."""
    report = check(text)

    assert report.reply() == report.reply("id") == block(indonesian)
    assert report.reply("en") == block(english)


SHORT_REPLIES = {
    "good ktp": (
        KTP,
        ("Permintaan cetak KTP (Hilang) sudah kami terima. "
         "Harap siapkan: surat keterangan kehilangan dari kepolisian. Terima kasih."),
        ("We have received your request to print an identity card (Hilang). "
         "Please have ready: the police report of the loss. Thank you."),
    ),
    "good sinkronisasi": (
        SYNC,
        "Permintaan sinkronisasi data sudah kami terima. Terima kasih.",
        "We have received your request to synchronise your data. Thank you.",
    ),
    "good disdukcapil": (
        SMS,
        "Pertanyaan sudah kami terima. Terima kasih.",
        "We have received your question. Thank you.",
    ),
    "mended": (
        MENDED.replace("Hilang.", "Pemula."),
        "Permintaan cetak KTP (Pemula) sudah kami terima. Terima kasih.",
        "We have received your request to print an identity card (Pemula). Thank you.",
    ),
    "faulty ktp": (
        FAULTY_KTP,
        ("2 kesalahan. 1. NIK: yang ditulis 15 angka, padahal NIK ada 16 angka. "
         f"2. Alasan: pilih satu saja: Pemula, Hilang, Rusak, Ubah Data.\nFormat:\n{KTP_FORM}"),
        ("2 mistakes. 1. NIK: 15 digits, and a NIK has 16. "
         f"2. reason (alasan): choose one of Pemula, Hilang, Rusak, Ubah Data.\nFormat:\n{KTP_FORM}"),
    ),
    "faulty sinkronisasi": (
        FAULTY_SYNC,
        ("1 kesalahan. 1. NIK: yang ditulis 15 angka, padahal NIK ada 16 angka. "
         "Lihat NIK di KTP atau Kartu Keluarga (KK), lalu tulis 16 angkanya lengkap.\n"
         "Format:\n#SINKRONISASI#NIK#Nomor KK#Keperluan"),
        ("1 mistake. 1. NIK: 15 digits, and a NIK has 16. "
         "Copy all 16 digits of it from the identity card or the family card.\n"
         "Format:\n#SINKRONISASI#NIK#Nomor KK#Keperluan"),
    ),
    "faulty disdukcapil": (
        FAULTY_SMS,
        ("2 kesalahan. 1. Nama: ada huruf dari aksara lain. 2. NIK: ada huruf O di antara angkanya.\n"
         "Format:\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"),
        ("2 mistakes. 1. name: letters of another script among the Latin ones. Type it again, all of "
         "it, in Latin letters. 2. NIK: a letter O among the digits. Is the digit 0 meant?\n"
         "Format:\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"),
    ),
    "no message": (
        "halo",
        ("1 kesalahan. 1. Pesannya tidak diawali kata kunci yang kami kenal. Awali pesan dengan "
         "salah satu: #KTP# / #SINKRONISASI# / DISDUKCAPIL#.\n"
         f"Format:\n{KTP_FORM}\n#SINKRONISASI#NIK#Nomor KK#Keperluan\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"),
        ("1 mistake. 1. It begins with no keyword of ours. Begin it with one of "
         "#KTP# / #SINKRONISASI# / DISDUKCAPIL#.\n"
         f"Format:\n{KTP_FORM}\n#SINKRONISASI#NIK#Nomor KK#Keperluan\nDISDUKCAPIL#NAMA#NIK#ISI_SMS"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "indonesian", "english"), SHORT_REPLIES.values(), ids=SHORT_REPLIES
)
def test_short_reply(text: str, indonesian: str, english: str) -> None:
    """A short one says how many errors there are, the first ones, and the published format."""
    assert check(text).reply(short=True) == indonesian
    assert check(text).reply("en", short=True) == english


def test_short_reply_of_many_errors() -> None:
    """As many errors as fit are told in full, and none by half; the count is of all."""
    text = "#KTP#990815550895000O#33081515#\u0421iti#\u0430#\u0431#Hilang/Rusak"
    report = check(text)
    reply = report.reply(short=True)
    body, _, tail = reply.partition("\n")
    told = body.removeprefix(f"{len(report.errors)} kesalahan. ")

    assert len(report.errors) > 4
    assert tail == f"Format:\n{KTP_FORM}"
    assert told.startswith("1. NIK: ")
    assert told.endswith(".")
    assert f" {len(report.errors)}. " not in told
    assert len(reply) <= 306


@pytest.mark.parametrize(
    ("choice", "indonesian", "english"),
    [
        ("Hilang", "surat keterangan kehilangan dari kepolisian", "the police report of the loss"),
        ("Rusak", "KTP lama, diserahkan waktu KTP baru diantar", "the old card, handed over at delivery"),
        ("Ubah Data", "KTP lama, diserahkan waktu KTP baru diantar", "the old card, handed over at delivery"),
    ],
)  # fmt: skip
def test_what_to_bring(choice: str, indonesian: str, english: str) -> None:
    """A lost card's reply says to bring the police letter, the others' the old card; short, too."""
    report = check(ktp(alasan=choice))

    for short in (False, True):
        assert f"Harap siapkan: {indonesian}." in report.reply(short=short)
        assert f"Please have ready: {english}." in report.reply("en", short=short)
    assert [thing.id for thing in Alasan(choice).requires] == [indonesian]


def test_nothing_to_bring() -> None:
    """For a first card nothing is asked for, nor for the other formats."""
    for text in (ktp(alasan="Pemula"), SYNC, SMS):
        assert "siapkan" not in check(text).reply()
        assert "ready" not in check(text).reply("en", short=True)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (KTP, 0),
        (f"Selamat pagi. {KTP}", 0),
        (ktp(desa="Suradadi"), 0),
        (KTP + "#", 1),
        (ktp(nik="3308 1555 0895 9001", kk="3308 1512 0307 9004"), 1),
        (ktp(nik=f"NIK: {NIK}", kk="3308.1512.0307.9004"), 2),
        (MENDED, 4),
    ],
)
def test_mended_slips_are_told_kindly(text: str, count: int) -> None:
    """What is worth it is told for the next time, each once, after what was understood."""
    lines = check(text).reply().splitlines()
    english = check(text).reply("en").splitlines()

    assert lines[0] == "Permintaan cetak KTP (Hilang) sudah kami terima."
    assert lines[-1] == "Terima kasih."
    assert len([line for line in lines if line.startswith("Lain kali: ")]) == count
    assert len([line for line in english if line.startswith("Next time: ")]) == count
    assert len(set(lines)) == len(lines)
    assert "Lain kali" not in check(text).reply(short=True)


def test_the_same_said_once() -> None:
    """Errors with the same words are told once in a reply, though each has its place."""
    report = check(sms(nama=NIK, nik="Siti Aminah"))

    assert len(report.errors) == 2
    assert report.reply().count("tertukar") == 1
    assert report.reply(short=True).startswith("1 kesalahan. 1. Nama dan NIK tertukar tempat.")


def test_examples_are_good() -> None:
    """Whoever sends what the reply gives as an example sends a good message."""
    lines = check("halo").reply().split("Contoh:\n")[1].splitlines()
    kinds = []
    for line in lines:
        report = ktpmsg.check(line, strict=True)
        assert report.ok
        assert not report.problems
        kinds.append(report.kind)

    assert kinds == [ktpmsg.Ktp, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil]


# The alphabet of an SMS, and what counts for two in it (3GPP TS 23.038).
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_TWICE = set("^{}\\[~]|€\f")


def hold_the_limits(report: Report) -> None:
    """Both replies fit in what they are sent by, say something, and show no braces left."""
    for lang in ("id", "en"):
        short, full = report.reply(lang, short=True), report.reply(lang)
        assert set(short) <= GSM_7 | GSM_7_TWICE
        assert len(short) + sum(char in GSM_7_TWICE for char in short) <= 306
        assert len(full) <= 4096
        assert full == full.strip()
        assert short == short.strip()
        assert not {"{", "}"} & set(full + short)
        for problem in report.errors:
            assert problem.describe(lang)[1:] in full
        if not report.ok:
            assert short.split("\n")[1] == "Format:"


@pytest.mark.parametrize("strict", [False, True])
def test_limits_of_the_vectors(*, strict: bool) -> None:
    """A short reply fits two SMS, any reply one WhatsApp message: those of all vectors."""
    for vector in VECTORS:
        hold_the_limits(check(vector.text, strict=strict))


@settings(max_examples=40)
@given(text=st.one_of(known_texts(), sent_texts()), strict=st.booleans())
def test_limits_of_anything(text: str, *, strict: bool) -> None:
    """A short reply fits two SMS, any reply one WhatsApp message, whatever was sent."""
    hold_the_limits(check(text, strict=strict))


# --- dicts -------------------------------------------------------------------------------------


def test_dict_of_a_good_message() -> None:
    """`to_dict` has the verdict and the values: masked, and given out where that is asked for."""
    report = check(KTP)
    common = {"kind": "ktp", "ok": True, "line": 1, "span": [0, 77], "problems": []}

    assert report.to_dict() == {
        **common,
        "message": {
            "nik": "330815**********",
            "nomor_kk": "330815**********",
            "nama": "***",
            "desa": "***",
            "kecamatan": "***",
            "alasan": "Hilang",
        },
    }
    assert report.to_dict(reveal=True) == {
        **common,
        "message": {
            "nik": NIK,
            "nomor_kk": KK,
            "nama": "Siti Aminah",
            "desa": "Surodadi",
            "kecamatan": "Candimulyo",
            "alasan": "Hilang",
        },
        "text": KTP,
    }


def test_dict_of_the_others() -> None:
    """The other records have their own values."""
    assert check(SYNC).to_dict()["message"] == {
        "nik": "330815**********", "nomor_kk": "330815**********", "keperluan": "***",
    }  # fmt: skip
    assert check(SMS).to_dict(reveal=True)["message"] == {
        "nama": "Siti Aminah", "nik": NIK, "isi_sms": "Apakah KTP saya sudah jadi?",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reveal", "hints"),
    [
        (False, {"id": None, "en": None}),
        (True, {"id": "Apakah maksudnya Surodadi?", "en": "Is Surodadi meant?"}),
    ],
)
def test_dict_of_a_problem(*, reveal: bool, hints: dict[str, str | None]) -> None:
    """A problem is told in both languages; a hint that comes near a place only where asked for."""
    assert check(ktp(desa="Suradadi")).to_dict(reveal=reveal)["problems"] == [
        {
            "code": "unknown-place",
            "field": "desa",
            "span": [51, 59],
            "severity": "notice",
            "description": {"id": "tidak ada dalam daftar resmi", "en": "not in the official list"},
            "hint": hints,
        }
    ]


def test_dict_of_no_message() -> None:
    """Without a message there are no values; the text stands there only where asked for."""
    found = check("halo").to_dict()

    assert (found["kind"], found["ok"], found["message"]) == (None, False, None)
    assert "text" not in found
    assert check("halo").to_dict(reveal=True) == {**found, "text": "halo"}


@settings(max_examples=40)
@given(text=sent_texts(), reveal=st.booleans())
def test_dict_is_ready_for_json(text: str, *, reveal: bool) -> None:
    """Whatever was sent, the dict is of plain values, which JSON gives back as they are."""
    found = check(text).to_dict(reveal=reveal)

    assert json.loads(json.dumps(found)) == found
    assert [problem["code"] for problem in found["problems"]] == [
        problem.code for problem in check(text).problems
    ]
    assert ("text" in found) == reveal


# --- the words of a choice ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Hilang", "Hilang"),
        ("hilang, RUSAK", "hilang, RUSAK"),
        ("Ubah-Data", "Ubah-Data"),
        ("Perubahan Data!", "Perubahan Data!"),
        ("kehilangan?", "kehilangan?"),
        ("Hilang (di pasar)", "Hilang *** ******"),
        ("Hilng", "*****"),
        ("Budi9Hilang", "*****Hilang"),
        ("Hilang2", "Hilang*"),
        ("data_rusak", "data*rusak"),
        ("\u738b Rusak", "* Rusak"),
        ("0812 / 3456", "**** / ****"),
    ],
)  # fmt: skip
def test_words_of_a_choice(typed: str, drawn: str) -> None:
    """Of a choice the words that name one are drawn, and the punctuation; the rest is masked."""
    shown = choices.shown(typed)
    masked = "".join(char if at in shown else "*" for at, char in enumerate(typed))

    assert masked == drawn
    assert str(check(ktp(alasan=typed))).splitlines()[1].endswith(f"#Candimulyo#{drawn}")
