"""What messages in columns cost, in time and memory; printed as Markdown.

    python benchmarks/columns.py [ratio] [first] [rows [COUNT]] [chat [MEGABYTES]]

`ratio` is the time of `arrow.check` beside that of a loop of `ktpmsg.check`, in turns; `first` what
a process pays once; `rows` maps record batches that are made as they are read, 10 million rows
without a number; `chat` has `ktpmsg archive` read a chat from a pipe, 1,000 MB without a number.
The last two say the peak of resident memory at 1 % and at the end. Without a word, the first two
run.
"""

from __future__ import annotations

import datetime
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from stream import RSS_UNIT, messages, on_android

import ktpmsg
from ktpmsg import arrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TODAY: Final = datetime.date(2026, 11, 26)
VECTORS: Final = Path(__file__).parents[1] / "tests" / "vectors" / "citizens.jsonl"
MEGABYTE: Final = 1_000_000
BATCH: Final = 10_000
TURNS: Final = 15

FIRST: Final = """
import time
began = time.perf_counter()
from ktpmsg import arrow
imported = time.perf_counter()
arrow.check(["#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"])
print(imported - began, time.perf_counter() - imported)
"""


def main() -> None:
    """Run the parts that are named."""
    words = sys.argv[1:] or ["ratio", "first"]
    numbers = {a: int(b) for a, b in itertools.pairwise(words) if b.isdecimal()}
    if "ratio" in words:
        ratio()
    if "first" in words:
        first()
    if "rows" in words:
        rows(numbers.get("rows", 10_000_000))
    if "chat" in words:
        chat(numbers.get("chat", 1000))


def ratio() -> None:
    """Both ways over the same texts, by turns; the least time of each."""
    texts = [json.loads(line)["text"] for line in VECTORS.read_text("utf-8").splitlines()]
    good = [text for text in texts if ktpmsg.check(text, strict=True, today=TODAY).ok]
    print("| 3,000 texts | `arrow.check`, in times of the loop | the same, all revealed |")
    print("|---|---:|---:|")
    reveal = ("nik", "nomor_kk", "nama", "desa", "kecamatan", "keperluan", "isi_sms", "text")
    for name, some in (("as published", good), ("the vectors of citizens", texts)):
        many = list(itertools.islice(itertools.cycle(some), 3000))
        column = pa.array(many)
        ways: list[Callable[[], Any]] = [
            lambda many=many: [ktpmsg.check(text, today=TODAY) for text in many],  # type: ignore[misc]
            lambda column=column: arrow.check(column, today=TODAY),  # type: ignore[misc]
            lambda column=column: arrow.check(column, today=TODAY, reveal=reveal),  # type: ignore[misc]
        ]
        least = [
            min(times) for times in zip(*(map(timed, ways) for _ in range(TURNS)), strict=True)
        ]
        print(f"| {name} | {least[1] / least[0]:.2f} | {least[2] / least[0]:.2f} |")


def timed(do: Callable[[], Any]) -> float:
    """The processor's time that something takes."""
    began = time.process_time()
    do()
    return time.process_time() - began


def first() -> None:
    """The import, and the first message, each the median of several processes."""
    found = []
    for _ in range(7):
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", FIRST], check=True, capture_output=True, text=True
        )
        found.append(list(map(float, done.stdout.split())))
    imported, message = (sorted(column)[3] for column in zip(*found, strict=True))
    print(f"\nA process pays once: {imported * 1000:.0f} ms for the import, that of pyarrow too,")
    print(f"and {message * 1000:.0f} ms for the first message.")


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / MEGABYTE


def rows(count: int) -> None:
    """Map batches of rows: messages right, mended and faulty, and a null in six."""

    def batches() -> Iterator[pa.RecordBatch]:
        endless = itertools.cycle(["text"] * 5 + [""])
        texts = messages()
        left = count
        while left > 0:
            size = min(BATCH, left)
            left -= size
            column = [next(texts) if word else None for word in itertools.islice(endless, size)]
            yield pa.record_batch({"text": pa.array(column, pa.string())})

    began, done, good, early = time.monotonic(), 0, 0, 0.0
    for batch in arrow.map_batches(today=TODAY)(batches()):
        done += batch.num_rows
        good += batch["ok"].true_count
        if done * 100 >= count and not early:
            early = peak()
    seconds = time.monotonic() - began
    rate = done / seconds
    print(f"\n{done:,} rows, {good:,} good: {seconds:.0f} s, {rate:,.0f} rows a second;")
    print(f"peak {early:.0f} MB at 1 %, {peak():.0f} MB at the end.")


def chat(megabytes: int) -> None:
    """Have the command read a chat that is made as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        pipe, out = Path(folder, "chat.txt"), Path(folder, "found")
        os.mkfifo(pipe)
        command = [sys.executable, "-m", "ktpmsg", "archive", str(pipe), "--out", str(out)]
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 - our own
            command, stdout=subprocess.PIPE, text=True
        )
        early: list[float] = []

        def write() -> None:
            block = "".join(on_android()).encode()
            with pipe.open("wb") as file:
                for at in range(megabytes * MEGABYTE // len(block) + 1):
                    file.write(block)
                    if at * len(block) * 100 >= megabytes * MEGABYTE and not early:
                        early.append(resident(process.pid))

        writer = threading.Thread(target=write)
        writer.start()
        output, _ = process.communicate()
        writer.join()
        seconds = time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * RSS_UNIT / MEGABYTE
    print(f"\n{megabytes:,} MB of chat: {seconds:.0f} s;")
    print(f"{early[0]:.0f} MB of memory at 1 %, {most:.0f} MB at most.")
    print(output.strip().splitlines()[-1])


def resident(pid: int) -> float:
    """The memory that another process has, in MB; 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / MEGABYTE


if __name__ == "__main__":
    main()
