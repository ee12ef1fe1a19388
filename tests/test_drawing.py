"""A report drawn as text and as HTML: masked, with carets under what the problems are about."""

from __future__ import annotations

import html.parser
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, sent_texts, sms, sync

import ktpmsg
from ktpmsg import Report

if TYPE_CHECKING:
    import pathlib

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
          -       keyword-spelling  repaired: misspelled keyword: no # before it
          nik     number-format     repaired: a space among the digits
          nama    label             repaired: field name before the value
          desa    unknown-place     notice: not in the official list
          alasan  text-after        repaired: extra text after the message: a full stop (.)
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
          -       keyword-spelling  repaired: misspelled keyword: no # before it
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
          -  unknown-keyword  no known keyword at the beginning
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
          -  unknown-keyword  letters of another script in the first word, though they look alike
        """,
    ),
    "name and nik swapped": (
        sms(nama=NIK, nik="Siti Aminah"),
        """
        DISDUKCAPIL message: 2 errors
          DISDUKCAPIL#330815**********#***********#***********
                      ^^^^^^^^^^^^^^^^ ^^^^^^^^^^^
          nik   swapped-fields  name and NIK have changed places
          nama  swapped-fields  name and NIK have changed places
        """,
    ),
    "template": (
        "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Hilang",
        """
        KTP message: 1 error
          #KTP#***#********#****#****#*********#Hilang
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          -  template-unfilled  NIK, KK number, name, village (desa) and district (kecamatan) still as in the template
        """,
    ),
    "another separator": (
        KTP.replace("#", "*"),
        """
        KTP message: 1 error, 1 repaired
          *KTP*330815***********330815***********************Surodadi*Candimulyo*Hilang
          ~    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          -  text-around      repaired: extra text before the message: an asterisk (*)
          -  wrong-separator  fields separated by an asterisk (*) instead of #
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
          -          text-around    repaired: extra text before the message: another sign
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
          -    keyword-spelling  repaired: misspelled keyword
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
    "keycaps": (
        f"#\u20e3SINKRONISASI#\ufe0f\u20e3{SHORT_NIK}#{KK}#BPJS",
        """
        SINKRONISASI message: 1 error, 1 repaired
          #\u20e3SINKRONISASI#\\ufe0f\u20e3330815*********#330815**********#****
          ~~~~~~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^
          -    separator-look-alike  repaired: a character that only looks like #
          nik  wrong-length          15 digits, and a NIK has 16
        """,
    ),
    "combining characters": (
        ktp(nik=SHORT_NIK, nama="Siti e\u0301 \u738b"),
        """
        KTP message: 2 errors, 1 repaired
          #KTP#330815*********#330815**********#*********#Surodadi#Candimulyo#Hilang
               ^^^^^^^^^^^^^^^                       ~~ ^
          nik   wrong-length  15 digits, and a NIK has 16
          nama  not-nfc       repaired: a letter and its accent apart
          nama  mixed-script  letters of another script among the Latin ones
        """,
    ),
    "wide characters masked": (
        ktp(nama="\u738b\u5c0f\u660e", kecamatan="e\u0301\u738b"),
        """
        KTP message: 2 errors, 1 repaired
          #KTP#330815**********#330815**********#***#Surodadi#***#Hilang
                                                 ^^^          ~~^
          nama       bad-characters  a character that is not allowed
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
          -       text-around      repaired: extra text before the message
          nik     wrong-length     15 digits, and a NIK has 16
          alasan  several-choices  choose one of Pemula, Hilang, Rusak, Ubah Data
          -       text-around      repaired: extra text after the message
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
          nik  number-format  repaired: a line break among the digits
        """,
    ),
    "a carriage return": (
        KTP + "\r\n",
        """
        KTP message: ok
          #KTP#330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang
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
          ^^^^^^^^^^^^^^
          -  several-messages  more than one message in one
        """,
    ),
}


def test_drawing_in_the_contract() -> None:
    """The drawing is as it is promised."""
    text = f"#KTP#330815550895901#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"

    assert str(ktpmsg.check(text)) == block(
        """
        KTP message: 2 errors
          #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang/Rusak
               ^^^^^^^^^^^^^^^                                                  ^^^^^^^^^^^^
          nik     wrong-length     15 digits, and a NIK has 16
          alasan  several-choices  choose one of Pemula, Hilang, Rusak, Ubah Data
        """
    )


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
          -       keyword-spelling  misspelled keyword: no # before it
          nik     number-format     a space among the digits
          nama    label             field name before the value
          alasan  text-after        extra text after the message: a full stop (.)
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
    said = dict.fromkeys((p.field or "-", p.code.value, p.describe()) for p in report.problems)

    assert "".join(lines).isprintable()
    rows = lines[len(lines) - len(said) :]
    assert all(line == line.rstrip() for line in lines[: len(lines) - len(said)])
    for row, (field, code, words) in zip(rows, said, strict=True):
        assert row.split()[:2] == [field, code]
        assert row.endswith(words)


@pytest.mark.parametrize(
    ("nik", "drawn"),
    [
        (f"{NIK[:6]}#{NIK[6:]}", "******#**********"),
        (f"{NIK[:12]}#{NIK[12:]}", "************#****"),
        (NIK[:13], "330815*******"),
        ("550895" + NIK[6:9], "*" * 9),
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


def test_drawing_in_indonesian() -> None:
    """The title, the counts and the rows are in the language that is asked for."""
    text = f"halo\nKTP#{SHORT_NIK}#{KK}#Nama: Siti#Surodadi#Candimulyo#Hilang/Rusak"

    assert check(text).draw("id") == block(
        """
        Pesan KTP: 2 kesalahan, 3 diperbaiki
          ****
          ~~~~
          KTP#330815*********#330815**********#**********#Surodadi#Candimulyo#Hilang/Rusak
          ~~~~^^^^^^^^^^^^^^^                  ~~~~~~                         ^^^^^^^^^^^^
          -       text-around       diperbaiki: ada tulisan lain di depan pesan
          -       keyword-spelling  diperbaiki: belum ada tanda # di depan kata kunci
          nik     wrong-length      baru 15 angka, seharusnya 16
          nama    label             diperbaiki: ada nama isian di depan isinya, misalnya "NIK:"
          alasan  several-choices   pilih satu saja dari Pemula, Hilang, Rusak, Ubah Data
        """
    )
    assert check("halo").draw("id").startswith("Pesan tidak dikenal: 1 kesalahan\n")
    assert check(ktp(desa="Suradadi")).draw("id").startswith("Pesan KTP: baik, 1 catatan\n")


def test_a_row_that_would_repeat() -> None:
    """What is the same in the same field is one row, with its carets in each place."""
    assert str(check("##KTP##" + KTP[5:].replace("#", "##"))) == block(
        """
        KTP message: 6 errors, 1 repaired
          ##KTP##330815**********##330815**********##***********##Surodadi##Candimulyo##Hilang
          ~~~~~~^                 ^                 ^            ^         ^           ^
          -  keyword-spelling  repaired: misspelled keyword: more than one #
          -  empty-field       nothing between two #
        """
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """A line ends with LF, CR LF or CR alone: each is drawn as a line, and as nothing else."""
    text = end.join(["Pagi", ktp(nik=f"3308{end}1555 0895 9001", kk=KK[:15]), "Terima kasih", ""])

    assert str(check(text)) == block(
        """
        KTP message: 1 error, 3 repaired
          ****
          ~~~~
          #KTP#3308
          15************#330815*********#***********#Surodadi#Candimulyo#Hilang
          ~~~~~~~~~~     ^^^^^^^^^^^^^^^
          ************
          ~~~~~~~~~~~~
          -         text-around    repaired: extra text before the message
          nik       number-format  repaired: a line break and a space among the digits
          nomor_kk  wrong-length   15 digits, and a KK number has 16
          -         text-around    repaired: extra text after the message
        """
    )


# --- in notebooks, and in rich ----------------------------------------------------------------


class Reader(html.parser.HTMLParser):
    """What a browser makes of HTML: its tags, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert all(name == "class" for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(report: Report) -> Reader:
    """A report's HTML as a browser reads it."""
    reader = Reader()
    reader.feed(report._repr_html_())
    reader.close()
    return reader


@settings(max_examples=40)
@given(text=st.one_of(sent_texts(), st.text("<>&\"'/#KTPNIKscript 19\n\r", max_size=80)))
def test_html_of_anything(text: str) -> None:
    """In a notebook a report shows as its drawing: whatever was sent is text there, no tag."""
    report = check(text)
    reader = read_html(report)

    assert reader.tags == ["pre", "/pre"]
    assert reader.text == str(report)


def test_html_is_masked() -> None:
    """Names, texts and all but six digits are hidden, and what is shown is escaped."""
    shown = check(f"<b>halo</b> {ktp(nik=SHORT_NIK, nama='<script>Siti', alasan='<Hilang>')}")
    written = shown._repr_html_()

    assert "^^^" in written
    assert "&lt;" in written
    for hidden in ("Siti", "script", "halo", SHORT_NIK[6:], KK[6:], "<b>"):
        assert hidden not in written


RICH = """
import sys
from rich.console import Console
from rich.traceback import install

import ktpmsg

console = Console(file=sys.stdout, width=200)
install(console=console, show_locals=True)
text, how = sys.stdin.read().split("|")
if how == "shown":
    report, good = ktpmsg.check(text), ktpmsg.parse(sys.argv[1])
    del text, sys.argv[1:]
    problems, number = report.problems, good.nik
    console.print(report, problems, good, number)
    raise RuntimeError
elif how == "parse":
    read = lambda text=text: ktpmsg.parse(text)
    parse, handed = ktpmsg.parse, [text]
    del text, read
    parse(handed.pop())
elif how == "record":
    values = text.split("#")[2:]
    del text
    ktpmsg.Ktp(*(values.pop(0) for _ in range(6)))
elif how == "number":
    handed = [text.split("#")[2]]
    del text
    ktpmsg.Nik(handed.pop())
else:
    handed = [text.split("#")[2]]
    del text
    ktpmsg.Nik.parse(handed.pop())
"""


@pytest.mark.parametrize("how", ["shown", "parse", "record", "number", "parsed number"])
def test_rich(how: str, tmp_path: pathlib.Path) -> None:
    """Rich's display, and its traceback with locals, show nothing personal of ours."""
    pytest.importorskip("rich")
    program = tmp_path / "program.py"
    program.write_text(RICH, encoding="utf-8")
    sent = ktp(nik=SHORT_NIK, nama="Wulan Kinasih", desa="Xyzdesa", alasan="Hilang/Rusak")
    argument = [KTP] if how == "shown" else []
    done = subprocess.run(
        [sys.executable, str(program), *argument],
        input=f"{sent}|{how}",
        capture_output=True,
        text=True,
        check=False,
    )
    shown = done.stdout + done.stderr

    assert "Error" in shown
    assert "wrong-length" in shown or how != "shown"
    for hidden in ("Wulan", "Kinasih", "Xyzdesa", "Siti", NIK[6:15], KK[6:]):
        assert hidden not in shown
