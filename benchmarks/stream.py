"""How much memory a long stream takes, and how fast it is looked through; printed as Markdown.

    python benchmarks/stream.py [MEGABYTES [KIND]]

Without a number it is 1,000 MB, and without a kind it is each of them. The streams are made as they
are read, and stored nowhere: the export of a chat on Android; the same on an iPhone, with its
invisible characters; and the chat without a single line break. Each runs in a process of its own.
The peak is the resident memory of that process, once when 1 % is read and once at the end.
"""

from __future__ import annotations

import itertools
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import ktpmsg
from ktpmsg import api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE: Final = 1_000_000
# macOS counts in bytes, all others in KiB.
RSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024

NAMES: Final = ("Siti Aminah", "Budi Santoso", "Endah Palupiningrum", "Tugimin", "Rahayu D\u00e9wi")
CHATTER: Final = (
    "Selamat pagi, pak. Mau tanya, KTP saya sudah jadi atau belum?",
    "Sudah dikirim lewat pos #info, mohon ditunggu ya \U0001f64f\U0001f3fb",
    "Formatnya #KTP ya bu, jangan lupa pakai tanda pagar",
    "Nomor antrean 33081555 atas nama ibu saya. " + "Terima kasih banyak. " * 12,
    "",
)


def messages() -> Iterator[str]:
    """Yield messages of each format, right, with a slip, or faulty; the people are invented."""
    for number in itertools.count():
        serial, name = 9001 + number % 999, NAMES[number % len(NAMES)]
        nik, kk = f"330815550895{serial}", f"330815120307{serial}"
        yield f"#KTP#{nik}#{kk}#{name}#Surodadi#Candimulyo#Hilang"
        yield f"#SINKRONISASI#{nik}#{kk}#BPJS Kesehatan, untuk {name}"
        yield f"#KTP#{nik[:6]} {nik[6:12]} {nik[12:]}#{kk}#{name}#Surodadi#Candimulyo#Rusak."
        yield f"#KTP#{nik[:-1]}#{kk}#{name}#Surodadi#Candimulyo#Hilang"
        yield f"DISDUKCAPIL#{name}#{nik}#Apakah KTP saya sudah jadi?\nMohon kabarnya #segera"


def entries(count: int = 1000) -> Iterator[str]:
    """Yield what is said in the chat: every twenty-sixth time it is a message."""
    for message in itertools.islice(messages(), count):
        yield from CHATTER * 5
        yield message


def on_android() -> Iterator[str]:
    """Yield the lines of a chat as Android exports it."""
    for at, entry in enumerate(entries()):
        yield from f"24/09/26 {at // 60 % 24:02}.{at % 60:02} - Budi: {entry}\n".splitlines(
            keepends=True
        )


def on_iphone() -> Iterator[str]:
    """Yield the lines of a chat as an iPhone exports it: with U+200E, U+202F, U+2068 and CR."""
    for at, entry in enumerate(entries()):
        head = f"\u200e[24/09/26 {at // 60 % 24:02}.{at % 60:02}.07\u202fPM] \u2068+62 812\u2069: "
        yield from f"{head}\u200e{entry}\r\n".splitlines(keepends=True)


def without_line_breaks() -> Iterator[str]:
    """Yield pieces of a text that has no line break at all."""
    for entry in entries():
        yield entry.replace("\n", " ") + " "


KINDS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "Android": on_android,
    "iPhone": on_iphone,
    "no line break": without_line_breaks,
}


def stream(kind: str, size: int) -> Iterator[str]:
    """Yield pieces of about as many bytes (in UTF-8) as asked for."""
    pieces = [(piece, len(piece.encode())) for piece in KINDS[kind]()]
    for piece, length in itertools.cycle(pieces):
        yield piece
        size -= length
        if size <= 0:
            return


def found(kind: str, size: int) -> Iterator[ktpmsg.Report]:
    """Yield the messages in a stream."""
    pieces = stream(kind, size)
    # A line given to `find` ends there. What has none is read in pieces, as the terminal does it.
    if kind == "no line break":
        return api.find_in_chunks(api.builtin(), pieces)
    return ktpmsg.find(pieces)


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT / MEGABYTE


def measure(kind: str, size: int) -> str:
    """Look through a stream, and return a row of the table."""
    for _ in found(kind, size // 100):
        pass
    early = peak()
    good = faulty = 0
    start = time.process_time()
    for report in found(kind, size):
        good += report.ok
        faulty += not report.ok
    seconds = time.process_time() - start
    rate = size / MEGABYTE / seconds
    counts = f"{good:,} | {faulty:,} | {seconds:.0f} s | {rate:.2f}"
    return f"| {kind} | {counts} | {early:.1f} | {peak():.1f} |"


def main(megabytes: str = "1000", kind: str = "") -> None:
    """Print the table, each row of it by a process of its own."""
    if kind:
        print(measure(kind, int(megabytes) * MEGABYTE))
        return
    print(f"{int(megabytes):,} MB of each, Python {sys.version.split()[0]}\n")
    print("| stream | good | faulty | time | MB/s | peak RSS at 1 %, MB | at the end, MB |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    for each in KINDS:
        subprocess.run([sys.executable, __file__, megabytes, each], check=True)  # noqa: S603


if __name__ == "__main__":
    main(*sys.argv[1:])
