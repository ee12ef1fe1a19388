"""The commands `ktpmsg explain` and `ktpmsg formats`, and what completes them in a shell."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from called import FAULTY, GOOD, NIK, OFFICE, ktpmsg

from ktpmsg import Code
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.terminal.examples import EXAMPLES, example_of

if TYPE_CHECKING:
    from pathlib import Path

# --- explain -----------------------------------------------------------------------------------


def test_each_code_is_explained() -> None:
    """Each code has a meaning in both languages and an example, and nothing else has."""
    assert set(EXAMPLES) == set(Code)
    assert set(MEANINGS) == set(map(str, Code))
    for code, words in MEANINGS.items():
        assert words.id != words.en, code
        assert words.id.endswith("."), code
        assert words.en.endswith("."), code


@pytest.mark.parametrize("code", Code)
def test_example(code: Code) -> None:
    """In the example of a code the library finds it, and no other code."""
    example = example_of(code)
    assert example.problem.code is code
    around = {Code.TEXT_AROUND} if code is Code.STRUCK_OUT else set()  # the marks that strike out
    assert {problem.code for problem in example.report.problems} - around == {code}


@pytest.mark.parametrize("code", Code)
def test_explain(code: Code) -> None:
    """A code is explained in both languages, or in the one that is asked for."""
    both = ktpmsg("explain", code)
    assert (both.status, both.err) == (0, "")
    indonesian = ktpmsg("explain", "--lang", "id", code)
    assert indonesian.status == 0
    words = MEANINGS[code]
    assert words.id in both.out
    assert words.en in both.out
    assert words.en not in indonesian.out
    problem = example_of(code).problem
    assert problem.describe("en") in both.out
    assert problem.describe("id") in indonesian.out
    assert (problem.hint("id") or "") in both.out


def test_explain_as_it_looks() -> None:
    """The meaning, an example, what is said of it, and what to do."""
    out = ktpmsg("explain", "--lang", "en", "wrong-length").out
    problem = example_of(Code.WRONG_LENGTH).problem
    assert out == (
        f"""\
wrong-length: error
  {MEANINGS["wrong-length"].en}

example:
  #KTP#330815550895901#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang

KTP message: 1 error
  #KTP#330815*********#330815**********#***********#Surodadi#Candimulyo#Hilang
       ^^^^^^^^^^^^^^^
  nik  wrong-length  {problem.describe()}
hint: {problem.hint()}

"""
    )


def test_explain_what_is_no_error() -> None:
    """What is repaired, and what is a notice, is called so; an office's format is shown."""
    assert ktpmsg("explain", "label").out.startswith("label: repaired (with --strict: an error)\n")
    assert ktpmsg("explain", "under-age").out.startswith("under-age: notice\n")
    assert "\nformat: #PERIKSA#NIK#Tanggal#No HP\n" in ktpmsg("explain", "date-format").out
    assert len(ktpmsg("explain", "too-long").out) < 2_000


def test_explain_several() -> None:
    """Codes may be written as Python has them, and in any case."""
    outcome = ktpmsg("explain", "WRONG_LENGTH", "Label")
    assert re.findall("^([a-z-]+): (?:error|repaired)", outcome.out, re.MULTILINE) == [
        "wrong-length",
        "label",
    ]


def test_explain_all() -> None:
    """Without a code all are listed, each with its meaning."""
    outcome = ktpmsg("explain", "--lang", "id")
    assert outcome.status == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(Code)
    assert all(words.id in outcome.out for words in MEANINGS.values())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("wronglength", "no problem has this code; is wrong-length meant?"),
        ("number", "no problem has this code; is "),
        (GOOD, "no problem has this code; all codes: ktpmsg explain"),
        ("", "no problem has this code; all codes: ktpmsg explain"),
    ],
)
def test_explain_unknown(typed: str, why: str) -> None:
    """What is no code is not quoted; the nearest are named."""
    outcome = ktpmsg("explain", "label", typed)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"ktpmsg: {why}")
    assert NIK not in outcome.err
    assert "maksudnya wrong-length?" in ktpmsg("explain", "wronglength", "--lang", "id").err


def test_explain_json() -> None:
    """A row has all of it, in both languages."""
    (row,) = ktpmsg("explain", "--json", "date-format").rows
    assert row["code"] == "date-format"
    assert row["severity"] == "repaired"
    assert row["meaning"] == MEANINGS["date-format"]._asdict()
    assert row["example"] == EXAMPLES[Code.DATE_FORMAT]
    assert row["format"] == "#PERIKSA#NIK#Tanggal#No HP"
    assert set(row["description"]) == set(row["hint"]) == {"id", "en"}
    assert row["report"]["problems"][0]["code"] == "date-format"
    assert [row["code"] for row in ktpmsg("explain", "--json").rows] == list(Code)


# --- formats -----------------------------------------------------------------------------------


def test_formats() -> None:
    """The built-in formats are shown with their fields, kinds and choices."""
    outcome = ktpmsg("formats")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("(built in): 3 formats\n\nktp: #KTP#NIK#Nomor KK#Nama#")
    assert "\n  nomor_kk   NOMOR_KK   a KK number, 16 digits\n" in outcome.out
    assert "\n  alasan     CHOICE     Pemula, Hilang, Rusak, Ubah Data\n" in outcome.out
    assert "\n\ndisdukcapil: DISDUKCAPIL#NAMA#NIK#ISI_SMS\n" in outcome.out


def test_formats_of_a_file(tmp_path: Path) -> None:
    """The formats of a grammar are shown, and those alone; optional fields say so."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE)
    outcome = ktpmsg("formats", "--lang", "id", str(path))
    assert outcome.status == 0
    assert outcome.out.startswith(f"{path}: 2 format\n\nperiksa: #PERIKSA#NIK#Nama#Poli#Tanggal")
    assert "\n  no_hp    PHONE   nomor telepon (boleh tidak ada)\n" in outcome.out
    assert "\ncek_ktp: CEK#KTP#NIK\n" in outcome.out
    assert "disdukcapil" not in outcome.out


def test_formats_says_each_kind(tmp_path: Path) -> None:
    """Each kind of field has words for people."""
    kinds = {"DESA", "KECAMATAN", "TEXT", "LINE", "CODE", "NUMBER", "DATE", "PHONE", "PERSON"}
    rows = "".join(f' "#" isi_{kind.lower()}' for kind in sorted(kinds - {"TEXT"}))
    rules = "".join(f"isi_{kind.lower()}: {kind}\n" for kind in sorted(kinds))
    grammar = (
        f"%import fields (nik, {', '.join(sorted(kinds))})\n"
        f'start: semua\nsemua: "#" "SEMUA"i "#" nik{{"NIK"}}{rows} "#" isi_text\n{rules}'
    )
    path = tmp_path / "kantor.lark"
    path.write_text(grammar)
    outcome = ktpmsg("formats", str(path))
    assert (outcome.status, outcome.err) == (0, "")
    for kind in kinds:
        assert re.search(rf"\n  isi_{kind.lower()} +{kind} +\S", outcome.out)


def test_formats_json(tmp_path: Path) -> None:
    """A row for each format, with its fields."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE)
    rows = ktpmsg("formats", "--json", str(path)).rows
    assert [(row["file"], row["format"]) for row in rows] == [
        (str(path), "periksa"),
        (str(path), "cek_ktp"),
    ]
    assert rows[1]["published"] == "CEK#KTP#NIK"
    assert rows[1]["example"].startswith("CEK#KTP#")
    assert rows[1]["fields"] == [
        {"name": "nik", "words": "NIK", "kind": "NIK", "required": True, "choices": None}
    ]
    assert rows[0]["fields"][2]["choices"] == ["Umum", "Gigi"]
    assert rows[0]["fields"][4]["required"] is False
    assert [row["file"] for row in ktpmsg("formats", "--json").rows] == [None] * 3


def test_formats_that_are_none(tmp_path: Path) -> None:
    """What is wrong with a grammar is told, and the others are shown."""
    good, bad = tmp_path / "kantor.lark", tmp_path / "lain.lark"
    good.write_text(OFFICE)
    bad.write_text("start: a\na: # NIK\n")
    outcome = ktpmsg("formats", str(bad), str(tmp_path / "missing.lark"), str(good))
    assert outcome.status == 2
    assert outcome.out == ktpmsg("formats", str(good)).out
    first, second = outcome.err.splitlines()
    assert first.startswith(f"ktpmsg: {bad}, line 2: ")
    assert second.startswith(f"ktpmsg: {tmp_path / 'missing.lark'}: ")


def test_formats_that_clash(tmp_path: Path) -> None:
    """A keyword of ours may be an office's own, if ours is left out."""
    path = tmp_path / "kantor.lark"
    path.write_text('%import fields (nik)\nstart: lain\nlain: "#" "KTP"i "#" nik{"NIK"}\n')
    assert ktpmsg("formats", str(path)).status == 2
    assert ktpmsg("formats", "--no-builtin", str(path)).status == 0


# --- completion --------------------------------------------------------------------------------

needs_shtab = pytest.mark.skipif(
    importlib.util.find_spec("shtab") is None, reason="shtab makes it, and is not installed"
)


@needs_shtab
@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion(shell: str) -> None:
    """It knows the commands and the codes."""
    outcome = ktpmsg("--print-completion", shell)
    assert (outcome.status, outcome.err) == (0, "")
    for word in ("explain", "formats", "wrong-length"):
        assert word in outcome.out


@needs_shtab
@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")
def test_completion_in_bash(tmp_path: Path) -> None:
    """Bash completes codes and files by it."""
    bash = shutil.which("bash") or ""
    script = tmp_path / "ktpmsg.bash"
    script.write_text(ktpmsg("--print-completion", "bash").out)
    (tmp_path / "chat.txt").write_text(FAULTY)
    for line, found in (("ktpmsg explain wrong-l", "wrong-length"), ("ktpmsg find ch", "chat.txt")):
        words = line.split()
        typed = " ".join(f"'{word}'" for word in words)
        program = (
            f"source {script}; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; "
            'complete -p ktpmsg >/dev/null; _shtab_ktpmsg; echo "${COMPREPLY[@]}"'
        )
        done = subprocess.run(
            [bash, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == [found], done.stderr


@needs_shtab
def test_completion_of_no_shell() -> None:
    """A shell that it is not made for is told, with those that it is."""
    outcome = ktpmsg("--print-completion", "cmd")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("ktpmsg: the shell is one of bash, ")


def test_completion_without_shtab(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without shtab it is told what to install; nothing else needs it."""
    monkeypatch.setitem(sys.modules, "shtab", None)
    outcome = ktpmsg("--print-completion", "bash")
    assert (outcome.status, outcome.out) == (2, "")
    assert "pip install 'ktpmsg[completion]'" in outcome.err
    assert ktpmsg("check", GOOD).status == 0
