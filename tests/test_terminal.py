"""The command `ktpmsg`: how it is called, what language and colours it has, and how it ends."""

from __future__ import annotations

import errno
import io
import itertools
import os
import re
import signal
import subprocess
import sys
import time
from importlib import metadata
from typing import TYPE_CHECKING

import pytest
from called import (
    FAULTY,
    GOOD,
    MENDED,
    NIK,
    OFFICE,
    PLACE,
    SMS,
    SYNC,
    drawn,
    ktpmsg,
    pieces,
)
from hypothesis import given
from hypothesis import strategies as st

from ktpmsg.locales.terminal import SAID
from ktpmsg.terminal import command as terminal
from ktpmsg.terminal.parser import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

READERS = [["check"], ["find", "-"], ["nik"], ["kk"]]

# --- how it is called --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "required: COMMAND"),
        (["region"], "required: CODE"),
        (
            [GOOD],
            "argument COMMAND takes check, find, archive, nik, kk, region, explain or formats\n",
        ),
        (["check", "--lang", "jv", "x"], "argument --lang takes id or en\n"),
        (["check", "--lang"], "argument --lang takes id or en\n"),
        (["check", "--color", "blue", "x"], "argument --color takes auto, always or never\n"),
        (["check", "--formats"], "argument --formats takes one file\n"),
        (["--print-completion"], "argument --print-completion takes the name of a shell\n"),
        (["check", f"--json={GOOD}"], "argument --json takes no value\n"),
        (["check", "--rev", "x"], "not known, or in the wrong place: argument 2\n"),
        (["find", "x", "--jsn", GOOD, SMS], "not known, or in the wrong place: argument 3, 4, 5\n"),
        (["check", "--reveal", "x"], "--reveal gives out values in rows of JSON"),
        (["find", "--reveal", "x"], "--reveal gives out values in rows of JSON"),
        (["check", "--short", "x"], "--short shortens the reply"),
        (["check", "--no-builtin", "x"], "--no-builtin leaves no format"),
    ],
)
def test_wrong_use(arguments: list[str], why: str) -> None:
    """Wrong use is told first, then the usage, with status 2; what was typed is not quoted."""
    outcome = ktpmsg(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert why in outcome.err
    assert "\nusage: ktpmsg" in outcome.err
    assert not re.search("[0-9]{7}|Siti|jv|blue", outcome.err.partition("\n")[0])


def test_wrong_use_in_indonesian() -> None:
    """It is told in the language asked for, whatever else is wrong."""
    outcome = ktpmsg("check", "--lang=id", "--reveal", "x")
    assert outcome.err.startswith("ktpmsg: --reveal menyertakan isi dalam baris JSON")
    assert "\nCara pakai: ktpmsg" in outcome.err


def test_help() -> None:
    """The help names the commands, each in one line, and has examples and the statuses."""
    outcome = ktpmsg("--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert re.findall(r"^ {4}(\w+)", outcome.out, re.MULTILINE) == [c.name for c in COMMANDS]
    assert "\nexamples:\n  ktpmsg check '#KTP#" in outcome.out
    assert "141" in outcome.out


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_help_of_commands(name: str) -> None:
    """Each command has help in both languages, with examples that begin with its name."""
    english, indonesian = (ktpmsg(name, "--help", "--lang", lang) for lang in ("en", "id"))
    assert english.status == indonesian.status == 0
    assert english.out.startswith(f"usage: ktpmsg {name} ")
    assert indonesian.out.startswith(f"Cara pakai: ktpmsg {name} ")
    examples = english.out.partition("\nexamples:\n")[2].splitlines()
    assert examples
    assert all(line.startswith(f"  ktpmsg {name}") for line in examples)
    assert indonesian.out.partition("\ncontoh:\n")[2].splitlines() == examples


def test_examples_of_the_help_are_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the help shows can be typed as it stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clinic.lark").write_text(OFFICE)
    for name in ("chat.txt", "other.txt", "message.txt"):
        (tmp_path / name).write_text(GOOD + "\n")
    (tmp_path / "numbers.txt").write_text(NIK + "\n")
    # `archive` needs an extra: tests/integrations/test_archive.py has its examples.
    here = [command for command in COMMANDS if command.name != "archive"]
    for example in itertools.chain.from_iterable(command.examples for command in here):
        words = [found[1] or found[2] for found in re.finditer(r"'(.*?)'|(\S+)", example)]
        stdin = (tmp_path / words[-1]).read_bytes() if "<" in words else b""
        typed = list(itertools.takewhile(lambda word: word not in {"<", ">"}, words))
        assert typed[0] == "ktpmsg"
        outcome = ktpmsg(*typed[1:], stdin=stdin)
        assert (outcome.status, outcome.err) == (int("BATAL" in example or "kk <" in example), "")


def test_sentences_are_in_both_languages() -> None:
    """Each has the same words to be filled in, and none is the same by accident."""
    for key, words in SAID.items():
        assert set(re.findall(r"{(\w+)", words.id)) == set(re.findall(r"{(\w+)", words.en)), key


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


def test_module() -> None:
    """`python -m ktpmsg` is the command, and exits with its status."""
    command = [sys.executable, "-m", "ktpmsg", "check", FAULTY]
    end = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    assert (end.returncode, end.stderr) == (1, b"")
    assert end.stdout.decode().splitlines() == (drawn(FAULTY) + "\n").splitlines()


# --- the language ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "Indonesian_Indonesia.1252"}, "id"),
        ({"LANG": "ido"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_MESSAGES": "id_ID", "LANG": "en_US"}, "id"),
        ({"LC_ALL": "en_US", "LC_MESSAGES": "id_ID", "LANG": "id_ID"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "id_ID"}, "id"),
    ],
)
def test_locale(environment: dict[str, str], lang: str) -> None:
    """Without --lang the locale says the language: the first of its variables that is not empty."""
    assert ktpmsg("check", FAULTY, **environment).out == drawn(FAULTY, lang) + "\n"


@pytest.mark.parametrize("arguments", [("--lang", "en", "check"), ("check", "--lang", "en")])
def test_lang_beats_the_locale(arguments: tuple[str, ...]) -> None:
    """--lang may stand before the command, too."""
    assert ktpmsg(*arguments, FAULTY, LANG="id_ID").out == drawn(FAULTY) + "\n"


def test_lang_after_the_command_counts() -> None:
    """Of two, the later one."""
    outcome = ktpmsg("--lang", "en", "check", "--lang", "id", FAULTY)
    assert outcome.out == drawn(FAULTY, "id") + "\n"


def test_lang_in_a_message() -> None:
    """After `--` all is messages."""
    assert "2 messages: " in ktpmsg("check", "--", "--lang", "id").out


# --- colours -----------------------------------------------------------------------------------

_COLOUR = re.compile("\x1b\\[[0-9]+m")


@pytest.mark.parametrize(
    ("options", "terminals", "environment", "coloured"),
    [
        ((), "", {}, False),
        ((), "stdout", {}, True),
        ((), "stdout", {"NO_COLOR": "1"}, False),
        ((), "stdout", {"NO_COLOR": ""}, True),
        ((), "stdout", {"TERM": "dumb"}, False),
        (("--color", "auto"), "stdout", {}, True),
        (("--color", "never"), "stdout", {}, False),
        (("--color", "always"), "", {"NO_COLOR": "1"}, True),
        (("--color", "always", "--json"), "stdout", {}, False),
    ],
)
def test_colour(
    options: tuple[str, ...], terminals: str, environment: dict[str, str], *, coloured: bool
) -> None:
    """People on a terminal see colours, unless they want none; programs never do."""
    called = ktpmsg("check", *options, GOOD, FAULTY, terminals=terminals, **environment)
    assert bool(_COLOUR.search(called.out)) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="tells what is not Windows that it is")
@pytest.mark.parametrize("terminal_name", [None, "WT_SESSION", "ANSICON", "TERM"])
def test_colour_on_windows(monkeypatch: pytest.MonkeyPatch, terminal_name: str | None) -> None:
    """The old console of Windows would show the codes themselves."""
    monkeypatch.setattr("ktpmsg.terminal.screen.sys.platform", "win32")
    environment = {terminal_name: "x"} if terminal_name else {}
    called = ktpmsg("check", GOOD, terminals="stdout", **environment)
    assert bool(_COLOUR.search(called.out)) is bool(terminal_name)


def test_colour_changes_no_word() -> None:
    """Without its colours the output is what it is without them."""
    for arguments in (
        ("check", GOOD, MENDED, FAULTY, "halo"),
        ("nik", NIK, "33081555"),
        ("region", "33"),
        ("explain", "label", "empty"),
        ("explain",),
        ("formats",),
    ):
        coloured = ktpmsg(*arguments, "--color", "always").out
        assert _COLOUR.search(coloured)
        assert _COLOUR.sub("", coloured) == ktpmsg(*arguments).out


# --- how it ends -------------------------------------------------------------------------------


def test_interrupted() -> None:
    """After Ctrl-C what was found is there, then one line, and the status is 130."""
    source = pieces(GOOD.encode() + b"\n\n", *[b"x" * 8_000 + b"\n"] * 40, KeyboardInterrupt())
    outcome = ktpmsg("find", "-", stdin=source)
    expected = f"(standard input):1: {drawn(GOOD)}\n"
    assert outcome == (130, expected, "ktpmsg: interrupted\n")


def test_output_closed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe that nobody reads from ends it quietly, and nothing follows at the exit."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as output:  # noqa: PTH123 - a descriptor
        monkeypatch.setattr(sys, "stdout", output)
        assert terminal.main(["check", GOOD]) == 141
        output.flush()
    assert capsys.readouterr().err == ""


class Full(io.StringIO):
    """A disk that is full."""

    def flush(self) -> None:
        """Fail."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_disk_full(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Output that cannot be written is told in one line."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "stdout", Full())
    assert terminal.main(["check", GOOD]) == 2
    words = f"ktpmsg: cannot write the output: {os.strerror(errno.ENOSPC)}\n"
    assert capsys.readouterr().err == words


def test_no_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """To be started without an output at all is told, too."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(sys, "stdout", None)
    assert terminal.main(["check", GOOD]) == 2
    words = "ktpmsg: cannot write the output: it is closed\n"
    assert capsys.readouterr().err == words


def test_no_output_and_nobody_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard error it ends as it would."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert terminal.main(["check", GOOD]) == 2


def test_closed_streams_are_no_terminals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A standard error that is closed shows no progress, and stops nothing."""
    monkeypatch.setenv("LC_ALL", "C")
    stderr = io.StringIO()
    stderr.close()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(time, "monotonic", itertools.count(step=10.0).__next__)
    (tmp_path / "chat.txt").write_text(GOOD)
    assert terminal.main(["find", str(tmp_path / "chat.txt")]) == 0


def test_output_without_an_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that has no encoding takes all there is."""
    monkeypatch.setenv("LC_ALL", "C")
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    assert terminal.main(["check", GOOD]) == 0
    assert output.getvalue() == drawn(GOOD) + "\n"


def test_output_in_ascii() -> None:
    """What the encoding of the output cannot show is escaped."""
    assert "#Udek Du’en#" in ktpmsg("check", PLACE).out
    assert "#Udek Du\\u2019en#" in ktpmsg("check", PLACE, encoding="ascii").out


def test_errors_in_ascii() -> None:
    """So is what standard error cannot show."""
    assert ktpmsg("find", "caf\u00e9", encoding="ascii").err == (
        f"ktpmsg: caf\\xe9: {os.strerror(errno.ENOENT)}\n"
    )


@given(st.binary() | st.text().map(str.encode), st.sampled_from(READERS))
def test_it_always_ends_well(data: bytes, command: list[str]) -> None:
    """Any input at all ends with a status, and at most a line about what went wrong."""
    outcome = ktpmsg(*command, stdin=data)
    assert outcome.status in {0, 1, 2}
    assert outcome.err.count("\n") == (outcome.status == 2)


# --- privacy -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize(
    "options", [[], ["--json"], ["--strict"], ["--lang", "id"], ["--color", "always"]]
)
@pytest.mark.parametrize("text", [GOOD, MENDED, FAULTY, SYNC, SMS, NIK, f"x{NIK}", f"{NIK}1"])
def test_no_number_is_shown(command: list[str], options: list[str], text: str) -> None:
    """Without --reveal no more than six digits of a number are shown, and no name."""
    outcome = ktpmsg(*command, *options, stdin=text)
    shown = outcome.out + outcome.err
    assert not re.search("[0-9]{7}", shown)
    assert not re.search("Siti|Aminah|Damar|Bimo|BPJS", shown)


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
        env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
    )


def test_process() -> None:
    """As a process of its own it does what it does here."""
    with started("find", "-") as process:
        out, err = process.communicate(f"{GOOD}\n{FAULTY}\n".encode(), timeout=60)
    expected = ktpmsg("find", "-", stdin=f"{GOOD}\n{FAULTY}\n")
    shown = out.decode().replace(os.linesep, "\n")
    assert (process.returncode, shown, err) == (1, expected.out, b"")


def test_process_with_an_encoding_of_its_own() -> None:
    """The encoding that the environment asks for is heeded."""
    process = started("check", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    with process:
        out, err = process.communicate(PLACE.encode(), timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"#Udek Du\\u2019en#" in out


def test_process_whose_output_is_closed(tmp_path: Path) -> None:
    """`| head -1` gets its line, and the rest ends quietly, with the status of a closed pipe."""
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
    assert err == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_process_interrupted() -> None:
    """Ctrl-C ends it in one line, after what was found."""
    process = started("find", "-")
    assert process.stdin
    with process:
        process.stdin.write(GOOD.encode() + b"\n\n" + b"x" * 99 + b"\n" * 1_000_000)
        process.stdin.flush()  # more than a pipe holds: most of it was read by now
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert out.decode().replace(os.linesep, "\n") == f"(standard input):1: {drawn(GOOD)}\n"
    assert err.splitlines() == [b"ktpmsg: interrupted"]
    assert process.returncode == 130
