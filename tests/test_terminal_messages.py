"""The commands `ktpmsg check` and `ktpmsg find`."""

from __future__ import annotations

import codecs
import errno
import io
import itertools
import os
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from called import (
    FAULTY,
    GOOD,
    KK,
    MENDED,
    NIK,
    OFFICE,
    SMS,
    SYNC,
    VISIT,
    Pieces,
    drawn,
    ktpmsg,
    pieces,
)

import ktpmsg as library
from ktpmsg import check
from ktpmsg.terminal import command as terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    """A file with a good, a mended and a faulty message among other lines."""
    path = tmp_path / "chat.txt"
    path.write_text(f"Selamat pagi\n{GOOD}\nlalu\n{MENDED}\n\n{FAULTY}\nmatur nuwun\n")
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The grammar of an office."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE)
    return path


# --- check -------------------------------------------------------------------------------------


def test_check_as_it_looks() -> None:
    """A message is drawn, masked, with what is wrong with it."""
    outcome = ktpmsg("check", FAULTY.replace("/Rusak", ""))
    assert outcome == (
        1,
        """\
KTP message: 1 error
  #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang
       ^^^^^^^^^^^^^^^
  nik  wrong-length  15 digits, and a NIK has 16

""",
        "",
    )


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (MENDED, 0), (FAULTY, 1), ("halo", 1)])
def test_check(text: str, status: int) -> None:
    """The report is drawn, and the status says whether it is good; to be mended is no fault."""
    assert ktpmsg("check", text) == (status, drawn(text) + "\n", "")


def test_check_strict() -> None:
    """Strict reading takes nothing that is not as published."""
    strict = drawn(MENDED, strict=True)
    assert ktpmsg("check", "--strict", MENDED) == (1, strict + "\n", "")
    assert ktpmsg("check", "--strict", GOOD).status == 0


def test_check_in_indonesian() -> None:
    """All of it comes in Indonesian."""
    outcome = ktpmsg("check", "--lang", "id", GOOD, FAULTY)
    summary = "2 pesan: 1 baik, 0 dengan perbaikan, 1 salah (2 KTP)\n"
    expected = f"1: {drawn(GOOD, 'id')}\n2: {drawn(FAULTY, 'id')}\n{summary}"
    assert outcome == (1, expected, "")


def test_check_several() -> None:
    """Several messages have their numbers, and a summary."""
    texts = [GOOD, MENDED, FAULTY, "halo"]
    expected = "".join(f"{n}: {drawn(text)}\n" for n, text in enumerate(texts, 1))
    summary = "4 messages: 1 good, 1 with repairs, 2 faulty (3 KTP, 1 unrecognised)\n"
    assert ktpmsg("check", *texts) == (1, expected + summary, "")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_check_standard_input(end: str) -> None:
    """All of standard input is one message, and the line break at its end is none of it."""
    assert ktpmsg("check", stdin=GOOD + end) == (0, drawn(GOOD) + "\n", "")


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
    assert ktpmsg("check") == (1, drawn("") + "\n", "")


def test_check_json() -> None:
    """A row is the report's dictionary, masked; with --reveal it has the text and the values."""
    outcome = ktpmsg("check", "--json", GOOD, FAULTY)
    assert outcome.status == 1
    assert outcome.rows == [check(GOOD).to_dict(), check(FAULTY).to_dict()]
    assert GOOD not in outcome.out
    revealed = ktpmsg("check", "--json", "--reveal", GOOD)
    assert revealed.rows == [check(GOOD).to_dict(reveal=True)]
    assert revealed.rows[0]["message"]["nik"] == NIK


def test_check_json_is_ascii() -> None:
    """Rows of JSON are right in any encoding."""
    text = SMS.replace("jadi?", "jadi? 🙏")
    outcome = ktpmsg("check", "--json", "--reveal", text, encoding="ascii")
    assert outcome.rows[0]["text"] == text


@pytest.mark.parametrize(
    ("options", "lang"), [((), "id"), (("--lang", "en"), "en"), (("--lang", "id"), "id")]
)
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("text", [GOOD, FAULTY])
def test_check_reply(text: str, options: tuple[str, ...], lang: str, *, short: bool) -> None:
    """The reply to the sender stands under the drawing: in Indonesian, if nothing else is said."""
    outcome = ktpmsg("check", "--reply", *["--short"] * short, *options, text)
    ui = dict(zip(options[::2], options[1::2], strict=True)).get("--lang", "en")
    heading = {"en": "Reply:", "id": "Balasan:"}[ui]
    reply = check(text).reply(lang, short=short)
    assert outcome.out == f"{drawn(text, ui)}\n{heading}\n{reply}\n\n"


def test_check_reply_in_rows() -> None:
    """A row has the reply, too, if it is asked for."""
    (row,) = ktpmsg("check", "--json", "--reply", "--lang", "en", FAULTY).rows
    assert row == check(FAULTY).to_dict() | {"reply": check(FAULTY).reply("en")}


# --- an office's own formats ---------------------------------------------------------------------


def test_formats(office: Path) -> None:
    """A message is read by the formats of a grammar, and by the built-in ones."""
    formats = library.Formats(OFFICE)
    texts = [VISIT, VISIT.replace("Gigi", "Mata"), GOOD, f"cek#ktp#{NIK}"]
    outcome = ktpmsg("check", "--formats", str(office), *texts)
    reports = [f"{n}: {formats.check(text).draw()}\n\n" for n, text in enumerate(texts, 1)]
    summary = "4 messages: 3 good, 0 with repairs, 1 faulty (2 PERIKSA, 1 CEK KTP, 1 KTP)\n"
    assert outcome == (1, "".join(reports) + summary, "")
    assert ktpmsg("check", VISIT).status == 1


def test_formats_without_the_builtin_ones(office: Path) -> None:
    """--no-builtin leaves the formats of the grammar alone."""
    options = ["--formats", str(office), "--no-builtin"]
    assert ktpmsg("check", *options, VISIT).status == 0
    assert ktpmsg("check", *options, GOOD).status == 1


def test_find_by_formats(office: Path) -> None:
    """`find` reads by them, too."""
    outcome = ktpmsg("find", "--json", "--formats", str(office), stdin=f"pagi\n{VISIT}\n{GOOD}\n")
    assert [(row["kind"], row["ok"]) for row in outcome.rows] == [("periksa", True), ("ktp", True)]


CLASH = '%import fields (nik)\nstart: ktp_lain\nktp_lain: "#" "KTP"i "#" nik{"NIK"}\n'


@pytest.mark.parametrize("command", ["check", "find"])
@pytest.mark.parametrize(
    ("grammar", "why"),
    [
        (OFFICE.replace("DATE  |", "TANGGAL |"), "TANGGAL"),
        (CLASH, "--no-builtin"),
        (None, os.strerror(errno.ENOENT)),
    ],
)
def test_formats_that_are_none(command: str, grammar: str | None, why: str, tmp_path: Path) -> None:
    """What is wrong with a grammar is told with its file and line, and nothing is read."""
    path = tmp_path / "kantor.lark"
    if grammar is not None:
        path.write_text(grammar)
    outcome = ktpmsg(command, "--formats", str(path), stdin=GOOD)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"ktpmsg: {path}{':' if grammar is None else ', line '}")
    assert why in outcome.err
    assert outcome.err.count("\n") == 1


def test_formats_that_clash_alone(tmp_path: Path) -> None:
    """A grammar may have a keyword of the built-in formats, if those are left out."""
    path = tmp_path / "kantor.lark"
    path.write_text(CLASH)
    assert ktpmsg("check", "--formats", str(path), "--no-builtin", f"#KTP#{NIK}").status == 0


def test_a_chat_for_a_grammar(tmp_path: Path) -> None:
    """Who gives a message or a chat for a grammar sees no number of it."""
    assert "(file 1)" in ktpmsg("check", "--formats", GOOD, "x").err
    path = tmp_path / f"{NIK}.txt"
    path.write_text(f'{GOOD}\n"{NIK}" /{KK}/\n')
    outcome = ktpmsg("check", "--formats", str(path), "x")
    assert outcome.status == 2
    assert outcome.err.startswith("ktpmsg: (file 1), line ")
    assert NIK not in outcome.err
    assert KK not in outcome.err


# --- find --------------------------------------------------------------------------------------


def test_find(chat: Path) -> None:
    """Each message has its place, and a summary ends it all."""
    shown = f"{chat}:2: {drawn(GOOD)}\n{chat}:4: {drawn(MENDED)}\n{chat}:6: {drawn(FAULTY)}\n"
    summary = "3 messages: 1 good, 1 with repairs, 1 faulty (3 KTP)\n"
    assert ktpmsg("find", str(chat)) == (1, shown + summary, "")


def test_find_in_standard_input() -> None:
    """A dash is standard input, and so is no file; the formats are counted in their order."""
    outcome = ktpmsg("find", "-", stdin=f"{SMS}\n\n{SYNC}\n")
    assert ktpmsg("find", stdin=f"{SMS}\n\n{SYNC}\n") == outcome
    shown = f"(standard input):1: {drawn(SMS)}\n(standard input):3: {drawn(SYNC)}\n"
    summary = "2 messages: 2 good, 0 with repairs, 0 faulty (1 SINKRONISASI, 1 DISDUKCAPIL)\n"
    assert outcome == (0, shown + summary, "")


def test_find_in_indonesian(chat: Path) -> None:
    """All of it comes in Indonesian."""
    outcome = ktpmsg("find", "--lang", "id", "-", "missing.txt", stdin=f"{GOOD}\n")
    summary = "1 pesan: 1 baik, 0 dengan perbaikan, 0 salah (1 KTP)\n"
    assert outcome.out == f"(masukan standar):1: {drawn(GOOD, 'id')}\n{summary}"
    assert (
        ktpmsg("find", "--lang", "id", stdin="pagi").out == "(masukan standar): tidak ada pesan\n"
    )
    assert chat.name in ktpmsg("find", "--lang", "id", str(chat)).out


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


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_find_spans(tmp_path: Path, line_break: str, encoding: str) -> None:
    """Spans count the characters of the file with its line breaks, and without its mark."""
    text = line_break.join(["pagi 🙏", GOOD, "", SYNC])
    path = tmp_path / "chat.txt"
    path.write_bytes(text.encode(encoding))
    outcome = ktpmsg("find", "--json", "--reveal", str(path))
    assert (outcome.status, outcome.err) == (0, "")
    assert [(row["line"], row["text"]) for row in outcome.rows] == [(2, GOOD), (4, SYNC)]
    for row in outcome.rows:
        assert text[slice(*row["span"])] == row["text"]


def test_find_nothing(tmp_path: Path) -> None:
    """A file without a message is said to have none, and that is no fault."""
    path = tmp_path / "chat.txt"
    for text in ("Selamat pagi\n", ""):
        path.write_text(text)
        assert ktpmsg("find", str(path)) == (0, f"{path}: no message found\n", "")
        words = f"ktpmsg: {path}: no message found\n"
        assert ktpmsg("find", "--json", str(path)) == (0, "", words)


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
    assert ktpmsg("find", str(path)).out.startswith(f"(file 1):2: {drawn(GOOD)}")
    assert ktpmsg("find", "--lang", "id", str(path)).out.startswith("(berkas 1):2: ")
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
        (
            GOOD.encode("utf-16-le"),
            "not UTF-8, it looks like UTF-16 without its mark, or no text at all: save it as UTF-8",
        ),
        (b"PK\x03\x04\x14\x00\x00\x00", "no text, it looks like a ZIP archive: unpack it first"),
    ],
)
def test_foreign_files(tmp_path: Path, data: bytes, why: str) -> None:
    """A file that is no text is said to be what it looks like."""
    path = tmp_path / "chat.txt"
    path.write_bytes(data)
    assert ktpmsg("find", str(path)) == (2, "", f"ktpmsg: {path}: {why}\n")


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    """They are told with their line; all else is read, and what has one in it is faulty."""
    path = tmp_path / "chat.txt"
    cut = GOOD.replace("Aminah", "Amin\u00e9").encode("latin-1")
    path.write_bytes(f"pagi é\r\n{GOOD}\rsiang\n".encode() + cut + f"\n\n{SYNC}\n".encode())
    outcome = ktpmsg("find", "--json", str(path))
    assert outcome.status == 2
    assert [(row["line"], row["ok"]) for row in outcome.rows] == [(2, True), (4, False), (6, True)]
    assert [p["code"] for p in outcome.rows[1]["problems"]] == ["control-character"]
    assert outcome.err == f"ktpmsg: {path}: not UTF-8: byte 0xE9 in line 4; save it as UTF-8\n"


@pytest.mark.parametrize("size", [1, 3, 7, 1_000])
def test_many_bytes_that_are_no_utf_8(size: int) -> None:
    """The first is told, and how many more lines have one, however they come in."""
    data = "satu\r\ndua \xe9\xe9\r\ntiga\rempat \xff\nlima\n\xe8".encode("latin-1")
    source = pieces(*(data[at : at + size] for at in range(0, len(data), size)))
    outcome = ktpmsg("find", stdin=source)
    words = "not UTF-8: byte 0xE9 in line 2, and in 2 more; save it as UTF-8"
    assert (outcome.status, outcome.err) == (2, f"ktpmsg: (standard input): {words}\n")


def test_bytes_that_are_no_utf_16() -> None:
    """Of a file that says it is UTF-16, what is none is told likewise."""
    data = codecs.BOM_UTF16_LE + f"pagi\n{GOOD}\n".encode("utf-16-le") + b"\x00\xd8x\x00\ny"
    outcome = ktpmsg("find", "--json", stdin=data)
    assert [row["ok"] for row in outcome.rows] == [True]
    assert outcome.status == 2
    assert outcome.err.startswith("ktpmsg: (standard input): not UTF-16: byte 0x00 in line 3")


def test_a_file_that_ends_within_a_character() -> None:
    """A character that is cut off at the end is no UTF-8 either."""
    outcome = ktpmsg("find", "-", stdin="pagi é".encode()[:-1])
    words = "not UTF-8: byte 0xC3 in line 1; save it as UTF-8"
    assert (outcome.status, outcome.err) == (2, f"ktpmsg: (standard input): {words}\n")


def test_in_indonesian() -> None:
    """What could not be read is told in Indonesian, too."""
    outcome = ktpmsg("find", "--lang", "id", stdin=b"\xff\n\n\xff")
    words = "(masukan standar): bukan UTF-8: bita 0xFF di baris 1, dan di 1 baris lain; simpan"
    assert outcome.err == f"ktpmsg: {words} sebagai UTF-8\n"


def test_a_disk_that_fails() -> None:
    """What was read before a disk fails is looked through."""
    source = pieces(GOOD.encode() + b"\n", OSError(errno.EIO, os.strerror(errno.EIO)))
    outcome = ktpmsg("find", "-", stdin=source)
    assert outcome.status == 2
    assert outcome.out.startswith(f"(standard input):1: {drawn(GOOD)}")
    assert outcome.err == f"ktpmsg: (standard input): {os.strerror(errno.EIO)}\n"


@pytest.mark.parametrize("command", ["check", "nik", "kk"])
def test_standard_input_that_is_no_text(command: str) -> None:
    """Each command says the same of such an input."""
    why = "no text, it looks like a ZIP archive: unpack it first"
    outcome = ktpmsg(command, stdin=b"PK\x03\x04")
    assert outcome == (2, "", f"ktpmsg: (standard input): {why}\n")


def test_check_bytes_that_are_no_utf_8() -> None:
    """A message that could not all be read is not judged."""
    words = "not UTF-8: byte 0xFF in line 1; save it as UTF-8"
    assert ktpmsg("check", stdin=b"\xff") == (2, "", f"ktpmsg: (standard input): {words}\n")


@pytest.mark.parametrize("arguments", [["check"], ["find", "-"], ["nik"], ["kk"]])
def test_standard_input_closed(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A standard input that is closed is one that cannot be read."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal.main(arguments) == 2
    assert capsys.readouterr() == ("", "ktpmsg: (standard input): it is closed\n")


def test_reading_from_a_terminal() -> None:
    """Who is to type something is told so, and says only once that this is the end."""
    source = pieces(GOOD.encode() + b"\n", b"", AssertionError("this was read"))
    assert ktpmsg("check", stdin=source, terminals="stdin") == (
        0,
        drawn(GOOD) + "\n",
        "ktpmsg: reading from the terminal; end with Ctrl-D (on Windows Ctrl-Z, Enter)\n",
    )


@pytest.mark.parametrize("lines", [330, 1])
def test_memory_is_bounded(lines: int) -> None:
    """A file of 20 MB takes a few MB."""
    end = b"\n" if lines > 1 else b""
    message = f" {GOOD} ".encode() + end
    parts = (message if n % 40 == 39 else b"x" * 63_000 + end for n in range(330))
    tracemalloc.start()
    outcome = ktpmsg("find", "--json", "-", stdin=io.BufferedReader(Pieces(parts), 64_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome.err == ""
    assert len(outcome.rows) == 8
    assert peak < 8_000_000


# --- progress ----------------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which every step takes a tenth of a second."""
    monkeypatch.setattr(time, "monotonic", itertools.count(step=0.1).__next__)


@pytest.fixture
def long_chat(tmp_path: Path) -> Path:
    """A file of many chunks, with a message in the middle and at the end."""
    path = tmp_path / "chat.txt"
    rest = ("x" * 999 + "\n") * 1_000
    path.write_text(f"{rest}{GOOD}\n\n{rest}{SYNC}")
    return path


@pytest.mark.usefixtures("slow")
def test_progress(long_chat: Path) -> None:
    """A long file shows on a terminal how much of it was read, and then no longer."""
    outcome = ktpmsg("find", str(long_chat), terminals="stderr")
    assert outcome.status == 0
    *shown, last = outcome.err.split("\r")
    told = [line for line in shown if line.strip()]
    assert told == sorted(set(told), key=lambda line: int(line.split()[1]))
    assert told[0].startswith("ktpmsg: ")
    assert told[0].endswith(" % read")
    assert last == ""
    assert shown[-1] == " " * len(told[-1])
    assert ktpmsg("find", "--lang", "id", str(long_chat), terminals="stderr").err != outcome.err


@pytest.mark.usefixtures("slow")
def test_no_progress(long_chat: Path) -> None:
    """Nobody is told where nobody looks, nor where the size is unknown."""
    assert ktpmsg("find", str(long_chat)).err == ""
    assert ktpmsg("find", str(long_chat), terminals="stdout").err == ""
    assert ktpmsg("find", stdin=long_chat.read_text(), terminals="stderr").err == ""
    assert ktpmsg("find", os.devnull, terminals="stderr").err == ""


def test_no_progress_of_a_short_file(long_chat: Path) -> None:
    """What takes less than a second says nothing."""
    assert ktpmsg("find", str(long_chat), terminals="stderr").err == ""
