"""The command `ktpmsg`: what it prints, and how it ends."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import re
import runpy
import signal
import subprocess
import sys
import tracemalloc
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ktpmsg import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
MENDED = "KTP#3308161407889012#3308160201149013#Damar Prakosa#Daleman Kidul#Pakis#Rusak."
FAULTY = "#KTP#330815550895901#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"
SYNC = "#SINKRONISASI#3308081412009137#3308081206079138#BPJS Kesehatan"
SMS = "DISDUKCAPIL#Bimo Sadewantoro#3308211103969381#Sudah jadi?"
NIK = "3308155508959001"

GOOD_DRAWN = """\
KTP message: ok
  #KTP#330815**********#330815**********#***********#Surodadi#Candimulyo#Hilang
"""
MENDED_DRAWN = """\
KTP message: ok, 2 repaired
  KTP#330816**********#330816**********#*************#Daleman Kidul#Pakis#Rusak.
  ~~~~                                                                         ~
  -       keyword-spelling  repaired: the keyword is written otherwise
  alasan  text-after        repaired: something stands after it
"""
FAULTY_DRAWN = """\
KTP message: 2 errors
  #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang/Rusak
       ^^^^^^^^^^^^^^^                                                  ^^^^^^^^^^^^
  nik     wrong-length     15 digits, and a NIK has 16
  alasan  several-choices  choose one of Pemula, Hilang, Rusak, Ubah Data
"""


class Outcome(NamedTuple):
    """What came of a call of the command."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        """The rows of JSON that were written."""
        return [json.loads(line) for line in self.out.splitlines()]


class Pieces(io.RawIOBase):
    """A file that gives these pieces, one at a time, and raises what is no piece."""

    def __init__(self, pieces: Iterator[bytes | BaseException]) -> None:
        self._pieces = pieces

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Give the next piece."""
        piece = next(self._pieces, b"")
        if not isinstance(piece, bytes):
            raise piece
        buffer[: len(piece)] = piece
        return len(piece)


def pieces(*given_pieces: bytes | BaseException) -> io.BufferedReader[Pieces]:
    """Return a file of pieces."""
    return io.BufferedReader(Pieces(iter(given_pieces)))


def ktpmsg(
    *arguments: str, stdin: bytes | str | io.BufferedReader[Pieces] = b"", encoding: str = "utf-8"
) -> Outcome:
    """Call the command in this process."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    out, err = io.BytesIO(), io.StringIO()
    output = io.TextIOWrapper(out, encoding=encoding, newline="\n")
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(source)),
        mock.patch.object(sys, "stdout", output),
        mock.patch.object(sys, "stderr", err),
    ):
        status = terminal.main(arguments)
    return Outcome(status, out.getvalue().decode(encoding), err.getvalue())


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    """A file with a good, a mended and a faulty message among other lines."""
    path = tmp_path / "chat.txt"
    path.write_text(f"Selamat pagi\n{GOOD}\nlalu\n{MENDED}\n\n{FAULTY}\nmatur nuwun\n")
    return path


# --- check -------------------------------------------------------------------------------------


def test_check_good() -> None:
    """A good message is drawn, and the status is 0."""
    assert ktpmsg("check", GOOD) == (0, GOOD_DRAWN + "\n", "")


def test_check_mended() -> None:
    """What was mended is shown, and is no fault."""
    assert ktpmsg("check", MENDED) == (0, MENDED_DRAWN + "\n", "")


def test_check_faulty() -> None:
    """A faulty message has its carets, and the status is 1."""
    assert ktpmsg("check", FAULTY) == (1, FAULTY_DRAWN + "\n", "")


def test_check_strict() -> None:
    """Strict reading takes nothing that is not as published."""
    assert ktpmsg("check", "--strict", MENDED).status == 1
    assert ktpmsg("check", "--strict", GOOD).status == 0


def test_check_in_indonesian() -> None:
    """The descriptions come in Indonesian."""
    assert ktpmsg("check", "--lang", "id", FAULTY).out == (
        "\n".join(FAULTY_DRAWN.split("\n")[:3])
        + """
  nik     wrong-length     yang ditulis 15 angka, padahal NIK ada 16 angka
  alasan  several-choices  pilih satu saja: Pemula, Hilang, Rusak, Ubah Data

"""
    )


def test_check_several() -> None:
    """Several messages have their numbers, and a summary."""
    expected = f"1: {GOOD_DRAWN}\n2: {MENDED_DRAWN}\n3: {FAULTY_DRAWN}\n"
    summary = "4 messages: 1 good, 1 with repairs, 2 faulty (3 KTP, 1 unrecognised)\n"
    unknown = (
        "4: Unrecognised message: 1 error\n"
        "  ****\n"
        "  ^^^^\n"
        "  -  unknown-keyword  it begins with no keyword of ours\n\n"
    )
    assert ktpmsg("check", GOOD, MENDED, FAULTY, "halo") == (1, expected + unknown + summary, "")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_check_standard_input(end: str) -> None:
    """All of standard input is one message, and the line break at its end is none of it."""
    assert ktpmsg("check", stdin=GOOD + end) == (0, GOOD_DRAWN + "\n", "")


def test_check_standard_input_of_several_lines() -> None:
    """A message on standard input may have several lines."""
    outcome = ktpmsg("check", "--json", "--reveal", stdin=GOOD.replace("#", "\r\n#"))
    assert outcome.status == 0
    assert outcome.rows[0]["text"] == GOOD.replace("#", "\r\n#")


def test_check_too_long() -> None:
    """Of a message that is too long no more is read than shows it."""
    source = pieces(*[b"x" * 60_000] * 3, AssertionError("this was read"))
    outcome = ktpmsg("check", stdin=source)
    assert (outcome.status, outcome.err) == (1, "")
    assert "too-long" in outcome.out


def test_check_nothing() -> None:
    """Nothing at all is an empty message."""
    outcome = ktpmsg("check")
    assert outcome.status == 1
    assert "the message is empty" in outcome.out


def test_check_json() -> None:
    """A row is the report's dictionary, masked."""
    outcome = ktpmsg("check", "--json", GOOD, FAULTY)
    assert outcome.status == 1
    assert [row["ok"] for row in outcome.rows] == [True, False]
    assert outcome.rows[0] == {
        "kind": "ktp",
        "ok": True,
        "line": 1,
        "span": [0, len(GOOD)],
        "message": {
            "nik": "330815**********",
            "nomor_kk": "330815**********",
            "nama": "***",
            "desa": "***",
            "kecamatan": "***",
            "alasan": "Hilang",
        },
        "problems": [],
    }


def test_check_json_revealed() -> None:
    """With --reveal a row has the text and the values."""
    row = ktpmsg("check", "--json", "--reveal", GOOD).rows[0]
    assert row["text"] == GOOD
    assert isinstance(row["message"], dict)
    assert row["message"]["nik"] == NIK
    assert row["message"]["nama"] == "Siti Aminah"


# --- find --------------------------------------------------------------------------------------


def test_find(chat: Path) -> None:
    """Each message has its place, and a summary ends it all."""
    drawn = f"{chat}:2: {GOOD_DRAWN}\n{chat}:4: {MENDED_DRAWN}\n{chat}:6: {FAULTY_DRAWN}\n"
    summary = "3 messages: 1 good, 1 with repairs, 1 faulty (3 KTP)\n"
    assert ktpmsg("find", str(chat)) == (1, drawn + summary, "")


def test_find_in_standard_input() -> None:
    """A dash is standard input, and so is no file; the formats are counted in their order."""
    outcome = ktpmsg("find", "-", stdin=f"{SMS}\n\n{SYNC}\n")
    assert ktpmsg("find", stdin=f"{SMS}\n\n{SYNC}\n") == outcome
    assert outcome == (
        0,
        """\
(standard input):1: DISDUKCAPIL message: ok
  DISDUKCAPIL#****************#330821**********#***********

(standard input):3: SINKRONISASI message: ok
  #SINKRONISASI#330808**********#330808**********#**************

2 messages: 2 good, 0 with repairs, 0 faulty (1 SINKRONISASI, 1 DISDUKCAPIL)
""",
        "",
    )


def test_find_strict(chat: Path) -> None:
    """Strict reading makes a fault of what was mended."""
    summary = ktpmsg("find", "--strict", str(chat)).out.splitlines()[-1]
    assert summary == "3 messages: 1 good, 0 with repairs, 2 faulty (3 KTP)"


def test_find_json(chat: Path) -> None:
    """A row has the name of its file, and nothing else is written."""
    outcome = ktpmsg("find", "--json", str(chat), "-", stdin=SYNC)
    assert (outcome.status, outcome.err) == (1, "")
    assert [(row["file"], row["line"], row["ok"]) for row in outcome.rows] == [
        (str(chat), 2, True),
        (str(chat), 4, True),
        (str(chat), 6, False),
        ("-", 1, True),
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_find_spans(tmp_path: Path, line_break: str, mark: str) -> None:
    """Spans count the characters of the file with its line breaks, and without its mark."""
    text = line_break.join(["pagi 🙏", GOOD, "", SYNC])
    path = tmp_path / "chat.txt"
    path.write_bytes((mark + text).encode())
    rows = ktpmsg("find", "--json", "--reveal", str(path)).rows
    assert [row["text"] for row in rows] == [GOOD, SYNC]
    for row in rows:
        assert isinstance(row["span"], list)
        assert text[slice(*row["span"])] == row["text"]


def test_find_nothing(tmp_path: Path) -> None:
    """A file without a message is said to have none, and that is no fault."""
    path = tmp_path / "chat.txt"
    path.write_text("Selamat pagi\n")
    assert ktpmsg("find", str(path)) == (0, f"{path}: no message found\n", "")
    assert ktpmsg("find", "--json", str(path)) == (0, "", f"ktpmsg: {path}: no message found\n")


def test_find_goes_on(chat: Path, tmp_path: Path) -> None:
    """After a file that cannot be read come the others, and the status is 2."""
    missing = tmp_path / "missing.txt"
    outcome = ktpmsg("find", str(tmp_path), str(missing), str(chat))
    assert outcome.status == 2
    assert outcome.out == ktpmsg("find", str(chat)).out
    assert outcome.err == (
        f"ktpmsg: {tmp_path}: {os.strerror(errno.EISDIR)}\n"
        f"ktpmsg: {missing}: {os.strerror(errno.ENOENT)}\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        GOOD,
        "KTP\uff03x",
        f"{NIK}.txt",
        "3308155.txt",
        "3308 1555 0895 9001",
        "\uff13" * 7,
        "Chat WhatsApp dengan Siti.txt",
    ],
)
def test_personal_file_name(name: str, chat: Path) -> None:
    """A name that may be a message, or have a number or a name in it, is shown on request only."""
    missing = f"ktpmsg: (file 2): {os.strerror(errno.ENOENT)}\n"
    assert ktpmsg("find", str(chat), name).err == missing
    path = chat.rename(chat.with_name(name.replace("/", "")))
    assert ktpmsg("find", str(path)).out.startswith(f"(file 1):2: {GOOD_DRAWN}")
    assert {row["file"] for row in ktpmsg("find", "--json", str(path)).rows} == {"(file 1)"}
    revealed = ktpmsg("find", "--json", "--reveal", str(path))
    assert {row["file"] for row in revealed.rows} == {str(path)}


@pytest.mark.parametrize("name", ["KTP 2026-11-24.txt", "330815.txt", "2026/11/24/18.30.txt"])
def test_usual_file_name(name: str) -> None:
    """The name of a file may have a date or a region in it, and is shown."""
    assert ktpmsg("find", name).err == f"ktpmsg: {name}: {os.strerror(errno.ENOENT)}\n"


def test_strange_file_name() -> None:
    """The name of a file is written on one line, and gives no command to the terminal."""
    assert ktpmsg("find", "a\nb\x1b[31m\udce9").err == (
        f"ktpmsg: a\\nb\\x1b[31m\\udce9: {os.strerror(errno.ENOENT)}\n"
    )


# --- what cannot be read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le"), "it looks like UTF-16: save it as UTF-8"),
        (codecs.BOM_UTF16_BE + GOOD.encode("utf-16-be"), "it looks like UTF-16: save it as UTF-8"),
        (codecs.BOM_UTF32_LE + GOOD.encode("utf-32-le"), "it looks like UTF-32: save it as UTF-8"),
        (codecs.BOM_UTF32_BE + GOOD.encode("utf-32-be"), "it looks like UTF-32: save it as UTF-8"),
        (
            GOOD.encode("utf-16-le"),
            "it looks like UTF-16 without its mark, or no text at all: save it as UTF-8",
        ),
        (b"PK\x03\x04\x14\x00\x00\x00", "it looks like a ZIP archive: unpack it first"),
    ],
)
def test_foreign_files(tmp_path: Path, data: bytes, why: str) -> None:
    """A file that is no UTF-8 is said to be what it looks like."""
    path = tmp_path / "chat.txt"
    path.write_bytes(data)
    assert ktpmsg("find", str(path)) == (2, "", f"ktpmsg: {path}: not UTF-8, {why}\n")


def test_a_byte_that_is_no_utf_8(tmp_path: Path) -> None:
    """What is found before such a byte is shown, and its line is not read."""
    path = tmp_path / "chat.txt"
    cut = GOOD.replace("Aminah", "Amin\u00e9").encode("latin-1")
    path.write_bytes(f"pagi é\n{GOOD}\nsiang\n".encode() + cut + b"\n")
    outcome = ktpmsg("find", str(path))
    assert outcome.status == 2
    assert outcome.out.splitlines() == [
        *f"{path}:2: {GOOD_DRAWN}".splitlines(),
        "",
        "1 message: 1 good, 0 with repairs, 0 faulty (1 KTP)",
    ]
    assert outcome.err == f"ktpmsg: {path}: not UTF-8: byte 0xE9 in line 4; save it as UTF-8\n"


def test_a_file_that_ends_within_a_character() -> None:
    """A character that is cut off at the end is no UTF-8 either."""
    outcome = ktpmsg("find", "-", stdin="pagi é".encode()[:-1])
    assert outcome == (
        2,
        "",
        "ktpmsg: (standard input): not UTF-8: byte 0xC3 in line 1; save it as UTF-8\n",
    )


def test_a_disk_that_fails() -> None:
    """What was read before a disk fails is looked through."""
    source = pieces(GOOD.encode() + b"\n", OSError(errno.EIO, os.strerror(errno.EIO)))
    outcome = ktpmsg("find", "-", stdin=source)
    assert outcome.status == 2
    assert outcome.out.startswith(f"(standard input):1: {GOOD_DRAWN}")
    assert outcome.err == f"ktpmsg: (standard input): {os.strerror(errno.EIO)}\n"


@pytest.mark.parametrize("command", ["check", "nik"])
def test_standard_input_that_is_no_utf_8(command: str) -> None:
    """Each command says the same of such an input."""
    outcome = ktpmsg(command, stdin=b"\xff\xfe3\x003\x00")
    why = "not UTF-8, it looks like UTF-16: save it as UTF-8"
    assert outcome == (2, "", f"ktpmsg: (standard input): {why}\n")


@pytest.mark.parametrize("arguments", [["check"], ["find", "-"], ["nik"]])
def test_standard_input_closed(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A standard input that is closed is one that cannot be read."""
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal.main(arguments) == 2
    assert capsys.readouterr() == ("", "ktpmsg: (standard input): it is closed\n")


def test_reading_from_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is to type something is told so."""
    source = io.TextIOWrapper(io.BytesIO(GOOD.encode()))
    monkeypatch.setattr(source, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", source)
    assert terminal.main(["check"]) == 0
    assert capsys.readouterr() == (
        GOOD_DRAWN + "\n",
        "ktpmsg: reading from the terminal; end with Ctrl-D (on Windows Ctrl-Z, Enter)\n",
    )


def test_memory_is_bounded() -> None:
    """A file of 20 MB without a line break, and messages in it, takes a few MB."""
    filler = b"x" * 64_000
    message = f" {GOOD} ".encode()
    parts = (message if n % 40 == 39 else filler for n in range(330))
    tracemalloc.start()
    outcome = ktpmsg("find", "--json", "-", stdin=io.BufferedReader(Pieces(parts), 64_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome.err == ""
    assert [row["line"] for row in outcome.rows] == [1] * 8
    assert peak < 8_000_000


# --- nik ---------------------------------------------------------------------------------------


def test_nik() -> None:
    """A NIK says where somebody was registered, and its reasons if it is not valid."""
    numbers = f"{NIK}\n\n330815550895901\r\n6410020505809102\n3308 1514 0788 9012\nSiti\n"
    assert ktpmsg("nik", stdin=numbers) == (
        1,
        """\
1: 330815**********: valid
  region  Candimulyo, Kabupaten Magelang, Jawa Tengah

3: 330815*********: not valid
  wrong-length  15 digits, and a NIK has 16

4: 641002**********: valid
  region           Kecamatan 64.10.02, Kabupaten 64.10, Kalimantan Timur (inferred)
  inferred-region  notice: an old code, in no official table (regency)

5: 330815**********: valid
  region         Candimulyo, Kabupaten Magelang, Jawa Tengah
  number-format  repaired: the digits are written apart or otherwise

6: ****: not valid
  not-digits  not 16 digits: something else is in it

5 numbers: 3 valid, 2 not valid
""",
        "",
    )


def test_nik_as_an_argument() -> None:
    """A number can be an argument, too, and is shown in full on request only."""
    assert ktpmsg("nik", NIK).out.startswith("1: 330815**********: valid\n")
    out = ktpmsg("nik", "--reveal", NIK).out
    assert out.startswith(f"1: {NIK}: valid\n")
    assert "  sex     female\n  born    1995-08-15\n" in out


@pytest.mark.parametrize("part", [NIK[6:], NIK[6:12], NIK[12:], NIK[1:], "33", "3308"])
def test_nik_in_part(part: str) -> None:
    """What does not begin with the code of a district may be any part of a number, and is hidden."""
    assert ktpmsg("nik", part).out.startswith(f"1: {'*' * len(part)}: not valid\n")


def test_nik_in_indonesian() -> None:
    """The descriptions come in Indonesian."""
    outcome = ktpmsg("nik", "--lang", "id", "3308150000009001")
    assert outcome == (
        1,
        """\
1: 330815**********: not valid
  impossible-date  angka ke-7 sampai ke-12 harus tanggal lahir (tanggal, bulan, tahun; untuk perempuan tanggal + 40)

""",
        "",
    )


def test_nik_strict() -> None:
    """Strict reading takes sixteen digits and nothing else."""
    assert ktpmsg("nik", "--strict", "3308 1555 0895 9001").status == 1
    assert ktpmsg("nik", "--strict", NIK).status == 0


def test_nik_with_invisible_characters() -> None:
    """What a phone puts around a number is mended, and said."""
    outcome = ktpmsg("nik", f"\u200e{NIK}\u202c")
    assert outcome.status == 0
    assert "invisible-character  repaired" in outcome.out


@pytest.mark.parametrize(
    ("digits", "region"),
    [
        ("9101010505809102", "Merauke, Kabupaten Merauke, Papua (former)"),
        ("3308990505809102", "Kabupaten Magelang, Jawa Tengah"),
        ("3369990505809102", "Jawa Tengah"),
    ],
)
def test_nik_of_an_odd_region(digits: str, region: str) -> None:
    """A region is told as far as it is known."""
    outcome = ktpmsg("nik", digits)
    assert outcome.status == 0
    assert outcome.out.splitlines()[1].endswith(region)


def test_nik_json() -> None:
    """A row has what the number says; what is no number says nothing."""
    outcome = ktpmsg("nik", "--json", NIK, "33081555")
    assert outcome.status == 1
    assert outcome.rows[0] == {
        "line": 1,
        "nik": "330815**********",
        "ok": True,
        "region": {
            "code": "330815",
            "province": "Jawa Tengah",
            "regency": "Kabupaten Magelang",
            "district": "Candimulyo",
            "status": "current",
        },
        "sex": None,
        "birth_date": None,
        "problems": [],
    }
    problem = {
        "code": "wrong-length",
        "span": [0, 8],
        "severity": "error",
        "description": {
            "id": "yang ditulis 8 angka, padahal NIK ada 16 angka",
            "en": "8 digits, and a NIK has 16",
        },
        "hint": {
            "id": "Lihat NIK di KTP atau Kartu Keluarga (KK), lalu tulis 16 angkanya lengkap.",
            "en": "Copy all 16 digits of it from the identity card or the family card.",
        },
    }
    assert outcome.rows[1] == {
        "line": 2,
        "nik": "330815**",
        "ok": False,
        "region": None,
        "sex": None,
        "birth_date": None,
        "problems": [problem],
    }


def test_nik_nothing() -> None:
    """No number at all is said, and is no fault."""
    assert ktpmsg("nik", stdin="\n \n") == (0, "no number given\n", "")
    assert ktpmsg("nik", "--json") == (0, "", "ktpmsg: no number given\n")


def test_nik_on_an_endless_line() -> None:
    """A line without end is kept short, and what is cut off makes no number of it."""
    invisible = "\u200b".encode() * 21_000
    outcome = ktpmsg("nik", "--reveal", stdin=pieces(NIK.encode(), *[invisible] * 8, b"1\n", b"x"))
    assert outcome.status == 1
    lines = outcome.out.splitlines()
    assert lines[0] == f"1: {NIK}" + "\\u200b" * 24 + "...: not valid"
    assert lines[-1] == "2 numbers: 0 valid, 2 not valid"


def test_nik_reveals_no_command_to_the_terminal() -> None:
    """What is typed in place of a number is shown without its control characters."""
    assert ktpmsg("nik", "--reveal", "\x1b[31m1").out.startswith("1: \\x1b[31m1: not valid\n")


# --- privacy -----------------------------------------------------------------------------------

COMMANDS = [["check"], ["find", "-"], ["nik"]]
OPTIONS: list[list[str]] = [[], ["--json"], ["--strict"], ["--lang", "id"]]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("text", [GOOD, MENDED, FAULTY, SYNC, SMS, NIK, f"x{NIK}", f"{NIK}1"])
def test_no_number_is_shown(command: list[str], options: list[str], text: str) -> None:
    """Without --reveal no more than six digits of a number are shown, and no name."""
    outcome = ktpmsg(*command, *options, stdin=text)
    shown = outcome.out + outcome.err
    assert not re.search("[0-9]{7}", shown)
    assert not re.search("Siti|Aminah|Damar|Bimo|BPJS", shown)


# --- how it is called --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "the following arguments are required: COMMAND"),
        ([GOOD], "argument COMMAND takes check, find or nik"),
        (["check", "--lang", "jv", "x"], "argument --lang takes id or en"),
        (["check", "--lang"], "argument --lang takes id or en"),
        (["check", f"--json={GOOD}"], "argument --json takes no value"),
        (["check", "--rev", "x"], "not known, or in the wrong place: argument 2"),
        (["find", "x", "--json", GOOD, SMS], "not known, or in the wrong place: argument 4, 5"),
        (["check", "--reveal", "x"], "--reveal gives out values in rows of JSON"),
        (["find", "--reveal", "x"], "--reveal gives out values in rows of JSON"),
    ],
)
def test_wrong_use(arguments: list[str], why: str) -> None:
    """Wrong use is told, with status 2."""
    outcome = ktpmsg(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert why in outcome.err


def test_help() -> None:
    """The help names the commands."""
    outcome = ktpmsg("--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert re.findall(r"^ {4}(\w+)", outcome.out, re.MULTILINE) == ["check", "find", "nik"]


def test_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is that of the package, where it is installed."""
    monkeypatch.setattr(metadata, "version", lambda name: f"1.2.3 of {name}")
    assert ktpmsg("--version") == (0, "ktpmsg 1.2.3 of ktpmsg\n", "")


def test_version_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that is not installed has no version."""

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert ktpmsg("--version") == (0, "ktpmsg (not installed)\n", "")


def test_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m ktpmsg` is the command, and exits with its status."""
    monkeypatch.setattr(sys, "argv", ["ktpmsg", "check", FAULTY])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("ktpmsg", run_name="__main__")
    assert end.value.code == 1
    assert capsys.readouterr() == (FAULTY_DRAWN + "\n", "")


# --- how it ends -------------------------------------------------------------------------------


def test_interrupted() -> None:
    """After Ctrl-C what was found is there, then one line, and the status is 130."""
    source = pieces(GOOD.encode() + b"\n", *[b"x" * 8_000] * 40, KeyboardInterrupt())
    outcome = ktpmsg("find", "-", stdin=source)
    expected = f"(standard input):1: {GOOD_DRAWN}\n"
    assert outcome == (130, expected, "ktpmsg: interrupted\n")


def test_output_closed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe that nobody reads from ends it in one line, and nothing follows at the exit."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w") as output:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr(sys, "stdout", output)
        assert terminal.main(["check", GOOD]) == 2
        output.flush()
    words = f"ktpmsg: cannot write the output: {os.strerror(errno.EPIPE)}\n"
    assert capsys.readouterr().err == words


def test_no_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """To be started without an output at all is told, too."""
    monkeypatch.setattr(sys, "stdout", None)
    assert terminal.main(["check", GOOD]) == 2
    words = "ktpmsg: cannot write the output: it is closed\n"
    assert capsys.readouterr().err == words


def test_output_without_an_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that has no encoding takes all there is."""
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    assert terminal.main(["check", GOOD]) == 0
    assert output.getvalue() == GOOD_DRAWN + "\n"


PLACE = "#KTP#5307080304859093#5307080509129094#Wira Samudranto#Udek Du’en#Talibura#Rusak"


def test_output_in_ascii() -> None:
    """What the encoding of the output cannot show is escaped."""
    assert "#Udek Du’en#" in ktpmsg("check", PLACE).out
    assert "#Udek Du\\u2019en#" in ktpmsg("check", PLACE, encoding="ascii").out


def test_json_is_ascii() -> None:
    """Rows of JSON are right in any encoding."""
    outcome = ktpmsg("check", "--json", "--reveal", PLACE, encoding="ascii")
    assert outcome.rows[0]["text"] == PLACE


@given(st.binary() | st.text().map(str.encode), st.sampled_from(COMMANDS))
def test_it_always_ends_well(data: bytes, command: list[str]) -> None:
    """Any input at all ends with a status, and at most a line about what went wrong."""
    outcome = ktpmsg(*command, stdin=data)
    assert outcome.status in {0, 1, 2}
    assert outcome.err.count("\n") == (outcome.status == 2)


# --- as a process ------------------------------------------------------------------------------


def started(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start the command; Ctrl-C is heard even if whoever runs the tests has it ignored."""
    code = (
        "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "runpy.run_module('ktpmsg', run_name='__main__', alter_sys=True)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_process() -> None:
    """As a process of its own it does what it does here."""
    done = subprocess.run(
        [sys.executable, "-m", "ktpmsg", "find", "-"],
        input=f"{GOOD}\n{FAULTY}\n".encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    expected = ktpmsg("find", "-", stdin=f"{GOOD}\n{FAULTY}\n")
    out = done.stdout.decode().replace(os.linesep, "\n")
    assert (done.returncode, out, done.stderr) == (1, expected.out, b"")


def test_process_with_an_encoding_of_its_own() -> None:
    """The encoding that the environment asks for is heeded."""
    process = started("check", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    with process:
        out, err = process.communicate(PLACE.encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"#Udek Du\\u2019en#" in out


def test_process_whose_output_is_closed(tmp_path: Path) -> None:
    """`| head -1` gets its line, and the rest ends in one clear line."""
    path = tmp_path / "chat.txt"
    path.write_text(f"16/03/20 07.02 - Warga: {FAULTY}\n" * 1_000)  # more than a pipe holds
    process = started("find", str(path))
    assert process.stdout
    assert process.stderr
    with process:
        first = process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert first.decode().rstrip() == f"{path}:1: KTP message: 2 errors"
    closed = f"ktpmsg: cannot write the output: {os.strerror(errno.EPIPE)}"
    assert err.decode().splitlines() == [closed]
    assert process.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_process_interrupted() -> None:
    """Ctrl-C ends it in one line, after what was found."""
    process = started("find", "-")
    assert process.stdin
    with process:
        process.stdin.write(GOOD.encode() + b"\n" + b"x" * 1_000_000)
        process.stdin.flush()  # more than a pipe holds: most of it was read by now
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert out.decode().replace(os.linesep, "\n") == f"(standard input):1: {GOOD_DRAWN}\n"
    assert err.splitlines() == [b"ktpmsg: interrupted"]
    assert process.returncode == 130
