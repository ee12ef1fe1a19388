"""The batch over an archive of `examples/archive`."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Results = tuple[int, list[dict[str, Any]], list[dict[str, str]]]
    Run = Callable[..., Results]

EXAMPLE = Path(__file__).parent.parent / "examples" / "archive" / "archive.py"


def load() -> ModuleType:
    """Return the example as a module, as it stands."""
    spec = importlib.util.spec_from_file_location("archive_batch", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


archive = load()

NIK, KK = "3308155508959001", "3308151203079004"
GOOD = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang"
FAULTY = f"#KTP#{NIK[:15]}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"
CHAT = (
    "30/08/25 18.00 - Siti Aminah: halo\n"
    f"30/08/25 18.01 - Siti Aminah: {GOOD}\n"
    f"30/08/25 18.02 - Siti Aminah: {FAULTY}\n"
    "30/08/25 18.03 - Siti Aminah: <Media tidak disertakan>\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the batch; it gives the status, the lines of JSON and the rows."""

    def run_batch(*arguments: str | Path) -> Results:
        lines, table = tmp_path / "found.jsonl", tmp_path / "found.csv"
        lines.unlink(missing_ok=True)
        table.unlink(missing_ok=True)
        status = archive.main([*map(str, arguments), "--json", str(lines), "--csv", str(table)])
        found = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
        with table.open(encoding="utf-8-sig", newline="") as file:
            return status, found, list(csv.DictReader(file))

    return run_batch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder for an archive."""
    made = tmp_path / "archive"
    made.mkdir()
    return made


# --- what is written ---------------------------------------------------------------------------


def test_a_chat_is_read(folder: Path, run: Run) -> None:
    """Each message of a chat export is a line and a row, the faulty ones with their problems."""
    (folder / "chat.txt").write_text(CHAT, "utf-8")
    status, lines, rows = run(folder)
    assert status == 0
    assert [(line["file"], line["line"], line["ok"]) for line in lines] == [
        (1, 2, True),
        (1, 3, False),
    ]
    assert [(row["file"], row["line"], row["ok"]) for row in rows] == [
        ("1", "2", "yes"),
        ("1", "3", "no"),
    ]
    assert rows[1]["problems"] == "nik: wrong-length; alasan: several-choices"


def test_the_lines_are_the_reports(folder: Path, run: Run) -> None:
    """A line is what the library says of a message, and the file it was in."""
    (folder / "chat.txt").write_text(CHAT, "utf-8")
    for reveal in (False, True):
        _, lines, _ = run(folder, *["--reveal"] * reveal)
        name = str(folder / "chat.txt") if reveal else 1
        assert lines == [
            {"file": name, **report.to_dict(reveal=reveal)} for report in ktpmsg.find(CHAT)
        ]


def test_values_only_when_asked_for(
    folder: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --reveal no number, name, text or name of a file is written or told."""
    (folder / "Chat WhatsApp dengan Siti Aminah.txt").write_text(CHAT, "utf-8")
    (folder / "Siti.txt").write_bytes(b"\xff")
    sub = folder / "Siti"
    sub.mkdir()
    (sub / "Siti.txt").write_bytes(GOOD.encode("utf-16"))
    status, lines, _ = run(folder, folder / "Siti 3308155508959001")
    assert (status, len(lines)) == (1, 3)
    told = capsys.readouterr()
    written = [(tmp_path / name).read_text("utf-8") for name in ("found.jsonl", "found.csv")]
    for text in (*written, told.out, told.err):
        for secret in (NIK[6:], KK[6:], "Siti", "Aminah", "Surodadi"):
            assert secret not in text
    assert told.err == (
        "file 2: not utf-8: give its encoding with --encoding\n"
        "file 4: no such file\n"
        "files: 4, messages: 3, of which faulty: 1, not read: 2\n"
    )


def test_values_when_asked_for(folder: Path, run: Run) -> None:
    """With --reveal the values are there, numbers as texts, and the text of a message too."""
    (folder / "chat.txt").write_text(CHAT, "utf-8")
    _, lines, rows = run(folder, "--reveal")
    assert lines[0]["message"]["nik"] == NIK
    assert [archive.bare(row["nik"]) for row in rows] == [NIK, ""]
    assert archive.bare(rows[0]["nomor_kk"]) == KK
    assert rows[0]["nama"] == "Siti Aminah"
    assert [archive.bare(row["text"]) for row in rows] == [GOOD, FAULTY]


def test_the_columns_are_the_fields_of_the_records() -> None:
    """Each field of each record has its column, once."""
    assert archive.COLUMNS[4:-2] == [
        *("nik", "nomor_kk", "nama", "desa", "kecamatan", "alasan", "keperluan", "isi_sms")
    ]


def test_strict(folder: Path, run: Run) -> None:
    """With --strict nothing is mended."""
    (folder / "a.txt").write_text(GOOD + ".", "utf-8")
    assert [row["ok"] for row in run(folder)[2]] == ["yes"]
    assert [row["ok"] for row in run(folder, "--strict")[2]] == ["no"]


def test_the_results_are_their_owners_alone(folder: Path, tmp_path: Path, run: Run) -> None:
    """Nobody else may read the results, and nothing unfinished is left."""
    run(folder)
    for name in ("found.jsonl", "found.csv"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"archive", "found.csv", "found.jsonl"}


def test_a_table_has_its_mark(folder: Path, tmp_path: Path, run: Run) -> None:
    """The CSV begins with the mark by which a spreadsheet knows UTF-8, and ends lines as in CSV."""
    (folder / "a.txt").write_text(f"DISDUKCAPIL#Siti#{NIK}#café 🙏", "utf-8")
    run(folder, "--reveal", "--delimiter", ";")
    table = (tmp_path / "found.csv").read_bytes()
    assert table.startswith(b'\xef\xbb\xbf"file";"line";')
    assert table.endswith(b"\r\n")
    assert "'café 🙏".encode() not in table
    assert "café 🙏".encode() in table


# --- safe to open ------------------------------------------------------------------------------

SIGNS = "=+-@＝＋－＠"
DANGEROUS = [sign + "1" for sign in SIGNS] + [
    "\t=1",
    "\r=1",
    "\n=1",
    "\t1",
    "\r1",
    " =1",
    "'=1",
    '"=1',
    "''=1",
    '=HYPERLINK("https://example.org/?"&A1,"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "3308155508959001",
    "0812",
    "1e5",
    "-3308155508959001",
    "(5)",
    ".5",
    "Mei 9",
    "1/2",
]
HARMLESS = ["", "Siti Aminah", "'Aisyah", "***", "Jl. Mawar, Blok B; RT tiga", "élan", "'"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_change_is_shielded(text: str) -> None:
    """What would be computed, rounded or made a date begins with an apostrophe."""
    cell = archive.shielded(text)
    assert cell.startswith("'")
    assert cell != text
    assert archive.bare(cell) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """A name needs no shield."""
    assert archive.shielded(text) == archive.bare(text) == text


TEXTS = st.text(st.one_of(st.sampled_from("=+-@'\",;|\t\r\n a1＝"), st.characters()))


@given(TEXTS)
def test_a_cell_can_be_read_back(text: str) -> None:
    """No two texts have the same cell: what was written can be had again."""
    assert archive.bare(archive.shielded(text)) == text


@given(TEXTS, st.sampled_from(",;\t|"), st.sampled_from(",;"))
def test_no_cell_begins_with_a_formula(text: str, read_at: str, written_at: str) -> None:
    """Whichever separator a spreadsheet parts the cells at, none begins with a formula."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=written_at, quoting=csv.QUOTE_ALL).writerow(
        ["file", archive.shielded(text), archive.shielded(text)]
    )
    file.seek(0)
    for row in csv.reader(file, delimiter=read_at):
        for cell in row:
            assert cell.lstrip(' "')[:1] not in set(SIGNS)


@given(TEXTS)
def test_no_cell_is_a_number(text: str) -> None:
    """No cell is a number that a spreadsheet would round."""
    cell = archive.shielded(text)
    assert cell.startswith("'") or not any(map(str.isdigit, cell))


def test_a_table_read_back(folder: Path, run: Run) -> None:
    """Whatever a message holds, the table gives back what the lines of JSON have."""
    texts = [t for t in DANGEROUS + HARMLESS if t.strip(" \t\r\n'\"") == t]
    archive_ = "\n".join(f"#SINKRONISASI#{NIK}#{KK}#{text}" for text in texts)
    (folder / "a.txt").write_text(archive_, "utf-8", newline="")
    _, lines, rows = run(folder, "--reveal")
    assert len(rows) >= len(texts) - 1
    for line, row in zip(lines, rows, strict=True):
        for field, value in (line["message"] or {}).items():
            assert archive.bare(row[field]) == value
        assert archive.bare(row["text"]) == line["text"]


def test_a_shield_takes_linear_time() -> None:
    """The longest message there is, made to be slow, is shielded at once."""
    for text in ("\t" * 65_536, ";'" * 32_768, "'" * 65_536, ' "' * 32_768):
        assert archive.bare(archive.shielded(text)) == text


# --- the files ---------------------------------------------------------------------------------


def test_folders_are_read_in_order(folder: Path, run: Run) -> None:
    """The texts of a folder and of those in it are read, sorted, and nothing else."""
    for name in ("b/2.txt", "b/1.TXT", "a/c/3.txt", "z.txt", "photo.jpg", "table.csv"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD, "utf-8")
    (folder / "loop").symlink_to(folder)
    _, lines, _ = run(folder, "--reveal")
    names = [Path(line["file"]).relative_to(folder).as_posix() for line in lines]
    assert names == ["z.txt", "a/c/3.txt", "b/1.TXT", "b/2.txt"]
    assert len(run(folder, "--suffix", ".csv")[1]) == 1
    assert len(run(folder / "photo.jpg")[1]) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(folder: Path, run: Run, encoding: str) -> None:
    """UTF-8, or what the mark at the beginning says, is read without being told."""
    (folder / "a.txt").write_text(CHAT + "é🙏", encoding)
    status, lines, _ = run(folder)
    assert (status, len(lines)) == (0, 2)


def test_an_encoding_that_is_given(folder: Path, run: Run) -> None:
    """Another encoding is read when it is named."""
    (folder / "a.txt").write_text(CHAT + "é", "cp1252")
    assert run(folder)[0] == 1
    assert len(run(folder, "--encoding", "cp1252")[1]) == 2


BAD = {
    "no UTF-8": GOOD.encode() + b"\n\xe9\n",
    "no UTF-8 far behind": GOOD.encode() + b"\n" * (3 << 20) + b"\xe9",
    "cut off": GOOD.encode() + "é".encode()[:1],
    "cut off in UTF-16": GOOD.encode("utf-16")[:-1],
    "no text": GOOD.encode() + b"\0",
    "UTF-16 without its mark": GOOD.encode("utf-16-le"),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_file_does_not_stop_the_batch(folder: Path, run: Run, content: bytes) -> None:
    """A file that cannot be read is reported, nothing of it is written, and the rest is read."""
    (folder / "a.txt").write_text(GOOD, "utf-8")
    (folder / "b.txt").write_bytes(content)
    (folder / "c.txt").write_text(FAULTY, "utf-8")
    status, lines, rows = run(folder)
    assert status == 1
    assert [line["file"] for line in lines] == [1, 3]
    assert [row["file"] for row in rows] == ["1", "3"]


def test_what_is_no_file(folder: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe is not waited for, and a path to nothing is reported by its name when asked for."""
    os.mkfifo(folder / "pipe.txt")
    status, lines, _ = run(folder, folder / "none\n.txt", "--reveal")
    assert (status, lines) == (1, [])
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"file {folder / 'pipe.txt'}: not a file"
    assert told[1:] == [
        f"file {folder}/none",
        ".txt: no such file",
        "files: 2, messages: 0, of which faulty: 0, not read: 2",
    ]


def test_what_may_not_be_read(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file or folder that may not be read, at first or on second thought, is reported."""
    (folder / "a.txt").write_text(GOOD, "utf-8")
    (folder / "b.txt").write_text(GOOD, "utf-8")
    opened = Path.open
    calls: list[str] = []

    def open_(path: Path, *arguments: Any, **options: Any) -> Any:
        calls.append(path.name)
        if path.name == "a.txt" or (path.name == "b.txt" and calls.count("b.txt") == 2):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    def walk(path: Path, onerror: Callable[[OSError], None]) -> Any:
        onerror(PermissionError(13, "Permission denied", str(path / "c")))
        yield path, [], ["a.txt", "b.txt"]

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(archive.os, "walk", walk)
    status, lines, _ = run(folder)
    assert (status, lines) == (1, [])
    assert capsys.readouterr().err.splitlines() == [
        "a folder: Permission denied",
        "file 1: Permission denied",
        "file 2: Permission denied",
        "files: 2, messages: 0, of which faulty: 0, not read: 3",
    ]


def test_a_file_that_changes(folder: Path) -> None:
    """A file that is no longer what was checked is reported without anything from it."""
    path = folder / "a.txt"
    path.write_bytes(b"\xff")
    with pytest.raises(archive.UnreadableError, match=r"^changed while it was read$"):
        list(archive.reports(path, "utf-8", strict=False))


@pytest.mark.parametrize("line", ["halo apa kabar semua\n", "x" * 100])
def test_memory_is_bounded(folder: Path, run: Run, line: str) -> None:
    """An archive many times larger than the memory it takes is read, in one line or many."""
    size = 10_000_000
    with (folder / "a.txt").open("w", encoding="utf-8") as file:
        for _ in range(size // len(line)):
            file.write(line)
        file.write("\n" + GOOD)
    tracemalloc.start()
    _, lines, _ = run(folder)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(lines) == 1
    assert most < size / 2


@pytest.mark.parametrize("given", ["files", "folder"])
def test_a_name_that_is_no_text(
    folder: Path, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    """A file whose name has a byte that is no character is read, and called by it when asked for."""
    names = [b"Siti \xc3\xa9 \xfe.txt", b"Siti \xc3\xa9 \xff.txt", b"bad \xff.txt"]
    paths = [folder / os.fsdecode(name) for name in names]
    for path, content in zip(paths, (GOOD, FAULTY, "\0"), strict=True):
        path.write_text(content, "utf-8")
    for reveal in (False, True):
        status, lines, rows = run(
            *(paths if given == "files" else [folder]), *["--reveal"] * reveal
        )
        found = [line["file"] for line in lines]
        assert (status, [archive.bare(row["file"]) for row in rows]) == (1, list(map(str, found)))
        for name in ("found.jsonl", "found.csv"):
            assert ("Siti é" in (tmp_path / name).read_text("utf-8")) == (
                reveal and name == "found.csv"
            )
        if reveal:
            assert found == [f"{folder}/Siti é \\udcfe.txt", f"{folder}/Siti é \\udcff.txt"]
        assert ("bad" in capsys.readouterr().err) == reveal


def test_a_name_that_is_too_long(folder: Path, tmp_path: Path, run: Run) -> None:
    """A path that the system does not take, of a file to read or to write, is told in a line."""
    (folder / "a.txt").write_text(GOOD, "utf-8")
    status, lines, _ = run("x" * 300, folder)
    assert (status, len(lines)) == (1, 1)
    assert archive.main([str(folder), "--json", str(tmp_path / ("x" * 300))]) == 2


@pytest.mark.parametrize("half", ["+2AA-", "+3AA-"])
def test_half_a_character(folder: Path, tmp_path: Path, run: Run, half: str) -> None:
    """Half a character, which some encodings let through, is written as the sign for such a one."""
    texts = [GOOD.replace("Siti", f"Siti{half}"), GOOD]
    (folder / "a.txt").write_text("\n".join(texts).replace("#", "+ACM-"), "ascii")
    status, lines, rows = run(folder, "--reveal", "--encoding", "utf-7")
    assert (status, [line["ok"] for line in lines]) == (0, [False, True])
    text = GOOD.replace("Siti", "Siti\ufffd")
    assert [lines[0]["text"], archive.bare(rows[0]["text"])] == [text, text]
    assert "\\ud" not in (tmp_path / "found.jsonl").read_text("utf-8")


# --- the program -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.txt"],
        ["--csv", "b.csv"],
        ["a.txt", "--csv", "b.csv", "--encoding", "base64"],
        ["a.txt", "--csv", "b.csv", "--encoding", "none"],
        ["a.txt", "--csv", "b.csv", "--delimiter", "="],
        ["a.txt", "--csv", "a.txt"],
        ["a.txt", "--csv", "b.csv", "--json", "a.txt"],
        ["a.txt", "--csv", "b.csv", "--json", "./b.csv"],
    ],
)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """Wrong arguments are status 2; a file that is there is not overwritten."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(GOOD, "utf-8")
    with pytest.raises(SystemExit) as ended:
        archive.main(arguments)
    assert ended.value.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert Path("a.txt").read_text("utf-8") == GOOD


@pytest.mark.parametrize(
    "wrong", [["--delimiter", "Siti.txt"], ["--encoding", "Siti"], ["--jsno", "Siti"], ["--Siti"]]
)
def test_nothing_that_was_typed_is_quoted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    """What is wrong with the arguments is told without them: one may be the name of a file."""
    with pytest.raises(SystemExit) as ended:
        archive.main(["Siti.txt", "--csv", str(tmp_path / "b.csv"), *wrong])
    assert ended.value.code == 2
    assert "Siti" not in capsys.readouterr().err


def test_results_that_cannot_be_written(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the results cannot be written it is status 2, and no half of them is left."""
    (folder / "a.txt").write_text(GOOD, "utf-8")
    good, bad = tmp_path / "found.jsonl", tmp_path / "none" / "found.csv"
    assert archive.main([str(folder), "--json", str(good), "--csv", str(bad)]) == 2
    assert capsys.readouterr().err == "the results cannot be written: No such file or directory\n"
    assert list(tmp_path.iterdir()) == [folder]


# --- two at once -------------------------------------------------------------------------------

TAKEN = (
    "the results cannot be written: another run is writing them, or was broken off and left a "
    ".part file, which then is to be deleted\n"
)


@pytest.mark.parametrize("same", ["--json", "--csv"])
def test_a_second_run_leaves_the_first_alone(
    tmp_path: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    same: str,
) -> None:
    """While a run writes, another one that would write the same file ends, and touches nothing."""
    (folder / "a.txt").write_text(CHAT, "utf-8")
    arguments = [str(folder), "--json", str(tmp_path / "f.json"), "--csv", str(tmp_path / "f.csv")]
    others = [str(folder), "--json", str(tmp_path / "o.json"), "--csv", str(tmp_path / "o.csv")]
    at = arguments.index(same) + 1
    others[at] = arguments[at]
    find, statuses = ktpmsg.find, []

    def find_meanwhile(*given: Any, **options: Any) -> Any:
        monkeypatch.setattr(archive.ktpmsg, "find", find)
        statuses.append(archive.main(others))
        assert capsys.readouterr().err == TAKEN
        yield from find(*given, **options)

    monkeypatch.setattr(archive.ktpmsg, "find", find_meanwhile)
    assert archive.main(arguments) == 0
    assert statuses == [2]
    assert {path.name for path in tmp_path.iterdir()} == {"archive", "f.json", "f.csv"}
    assert len((tmp_path / "f.json").read_text("utf-8").splitlines()) == 2
    assert len((tmp_path / "f.csv").read_text("utf-8").splitlines()) == 3


def test_what_a_run_left_is_not_touched(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The unfinished file of a run that was broken off stays until somebody deletes it."""
    (tmp_path / "f.json.part").write_text("left", "utf-8")
    assert archive.main([str(folder), "--json", str(tmp_path / "f.json")]) == 2
    assert capsys.readouterr().err == TAKEN
    assert [path.name for path in tmp_path.glob("f*")] == ["f.json.part"]
    assert (tmp_path / "f.json.part").read_text("utf-8") == "left"


def test_results_that_come_in_between(tmp_path: Path) -> None:
    """Results that are there by the time a run begins to write are not overwritten."""
    path = tmp_path / "f.json"
    path.write_text("results", "utf-8")
    with pytest.raises(FileExistsError), archive.written(path, "utf-8"):
        pytest.fail("nothing may be written")
    assert [p.name for p in tmp_path.iterdir()] == ["f.json"]
    assert path.read_text("utf-8") == "results"


def test_many_at_once(tmp_path: Path, folder: Path) -> None:
    """Of processes that write the same files at the same time one does so, wholly."""
    (folder / "a.txt").write_text(CHAT * 500, "utf-8")
    results = ["--json", str(tmp_path / "f.json"), "--csv", str(tmp_path / "f.csv")]
    program = [sys.executable, str(EXAMPLE), str(folder), *results]
    runs = [subprocess.Popen(program, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [run.communicate()[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 2, 2, 2]
    assert all(words.count("\n") == 1 or "there already" in words for words in told)
    assert {path.name for path in tmp_path.iterdir()} == {"archive", "f.json", "f.csv"}
    lines = (tmp_path / "f.json").read_text("utf-8").splitlines()
    assert [json.loads(line)["line"] % 4 for line in lines] == [2, 3] * 500


def test_a_run_that_is_told_to_end(tmp_path: Path, folder: Path) -> None:
    """A run that the system ends leaves nothing unfinished, so that the next one may begin."""
    (folder / "a.txt").write_text(CHAT * 50_000, "utf-8")
    program = [sys.executable, str(EXAMPLE), str(folder), "--json", str(tmp_path / "f.json")]
    with subprocess.Popen(program) as run:
        while not (tmp_path / "f.json.part").exists():
            assert run.poll() is None
            time.sleep(0.01)
        run.terminate()
    assert run.returncode == 143
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]
