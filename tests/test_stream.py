"""Memory on a stream: bounded, however long it is, and whatever it is made of."""

from __future__ import annotations

import itertools
import pathlib
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest
from people import KTP, NIK, SMS, SYNC, TODAY, ktp

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEGABYTE = 1_000_000

SAID = (
    "Selamat pagi, pak. Mau tanya, KTP saya sudah jadi atau belum? " * 20,
    "Sudah dikirim lewat pos #info, mohon ditunggu ya \U0001f64f\U0001f3fb",
    "Terima kasih banyak. " * 150,
)
SENT = (KTP, SYNC, SMS, ktp(alasan="Hilang/Rusak"))


def entries() -> Iterator[str]:
    """What is said in a chat without an end: now and then it is a message."""
    for message in itertools.cycle(SENT):
        yield from SAID * 10
        yield message


def on_android() -> Iterator[str]:
    """The lines of a chat as Android exports it."""
    return (f"24/09/26 16.20 - Budi: {entry}\n" for entry in entries())


def on_iphone() -> Iterator[str]:
    """The lines of a chat as an iPhone exports it, with its invisible characters."""
    for entry in entries():
        yield f"\u200e[24/09/26 16.20.05] \u2068Budi\u2069:\u00a0\u200e{entry}\r\n"


def of_one_message() -> Iterator[str]:
    """Lines of a message whose text never ends."""
    return itertools.chain([SMS], itertools.repeat(" dan lagi" * 200))


def of_nothing_visible() -> Iterator[str]:
    """Lines of a text of which nothing is left when it is mended."""
    return itertools.repeat("#\u200b\u200e\u00a0" * 1000)


# How many megabytes of each: if they were all kept, it would take more than MOST.
STREAMS: dict[Callable[[], Iterator[str]], float] = {
    on_android: 6,
    on_iphone: 3,
    of_one_message: 6,
    of_nothing_visible: 1.7,
}
MOST = 2 * MEGABYTE


def first(pieces: Iterator[str], size: int) -> Iterator[str]:
    """The first so many characters of a stream, or a few more."""
    for piece in pieces:
        yield piece
        size -= len(piece)
        if size <= 0:
            return


# Begun in a fresh interpreter: the peak of its memory after a part of a stream and after all.
PEAKS = """
    import resource, sys
    import test_stream as tests
    stream, size = getattr(tests, sys.argv[1]), int(sys.argv[2])
    for part in (600_000, size):
        found = tests.ktpmsg.find(tests.first(stream(), part), today=tests.TODAY)
        print(sum(1 for _ in found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream.__name__)
def test_memory_is_bounded(stream: Callable[[], Iterator[str]]) -> None:
    """However long the text, it takes no more: "Memory is bounded, however long the source"."""
    pytest.importorskip("resource")
    size = int(STREAMS[stream] * MEGABYTE)
    command = [sys.executable, "-c", textwrap.dedent(PEAKS), stream.__name__, str(size)]
    here = pathlib.Path(__file__).parent
    done = subprocess.run(command, check=True, capture_output=True, encoding="ascii", cwd=here)
    (_, early), (count, late) = (map(int, line.split()) for line in done.stdout.splitlines())

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    assert (late - early) * unit < MOST
    assert count > 50 or stream in {of_one_message, of_nothing_visible}


@pytest.mark.parametrize("stream", [on_android, on_iphone], ids=lambda stream: stream.__name__)
def test_lines_of_a_stream(stream: Callable[[], Iterator[str]]) -> None:
    """Each message is found where it is, from the first line to the last."""
    text = "".join(first(stream(), 2 * MEGABYTE))
    reports = list(ktpmsg.find(iter(text.splitlines(keepends=True)), today=TODAY))
    at = 0
    for report, message in zip(reports, itertools.cycle(SENT), strict=False):
        at = text.index(message, at)
        assert report.span[0] == at
        assert text[slice(*report.span)] == report.text == message
        assert report.line == 1 + text.count("\n", 0, at)
        at += 1

    assert len(reports) == text.count(NIK) > 20


@pytest.mark.parametrize("cut", [-40, -1, 0, 1, 7, 40])
def test_nothing_is_lost_in_a_long_source(cut: int) -> None:
    """A message is found as alone wherever in a long source it stands: where it is cut, too."""
    for edge in range(4 * 65_536 - 66_560, 4 * 65_536 + 66_561, 66_560):
        filler = "halo\n" * (edge // 5)
        before = filler[: edge + cut].rstrip() + "\n"
        text = before + KTP + "\nhalo\n" + filler + SMS
        reports = list(ktpmsg.find(text.splitlines(keepends=True), today=TODAY))

        assert [report.text for report in reports] == [KTP, SMS]
        assert [report.line for report in reports] == [
            1 + text.count("\n", 0, text.index(message)) for message in (KTP, SMS)
        ]
        assert all(text[slice(*report.span)] == report.text for report in reports)
