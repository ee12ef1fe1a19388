"""`find` over a locator, with a judge that only says what it was given."""

from __future__ import annotations

import itertools
import tracemalloc
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from standins import BUILTIN

from ktpmsg.finding import LONGEST, Finder
from ktpmsg.text.characters import invisible
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308011705749337", "3308011705109338"
KTP = f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang"
SYNC = f"#SINKRONISASI#{N}#{K}#BPJS"
SMS = f"DISDUKCAPIL#Siti Aminah#{N}#sudah jadi?"


@attrs.frozen
class Told:
    """What stands in for a report."""

    text: str
    before: str
    after: str
    span: tuple[int, int] = (0, 0)
    line: int = 0

    def moved(self, span: tuple[int, int], line: int) -> Told:
        return attrs.evolve(self, span=span, line=line)


def judge(text: str, before: str, after: str) -> Any:
    """What it was given."""
    return Told(text, before, after)


def repair(text: str) -> MappedText:
    """Without what is invisible."""
    piece = MappedText(text)
    edits = invisible(text, "\u200d\ufe0e\ufe0f")
    return piece.edit(edits) if edits else piece


FINDER = Finder(BUILTIN, repair, judge)


def find(source: str | Iterable[str]) -> list[Any]:
    """All that is found."""
    return list(FINDER.find(source))


CHAT = (
    f"30/08/25 17.59 - Pesan dienkripsi.\n30/08/25 18.00 - Budi: {SYNC}\nsama anak\n"
    f"30/08/25 18.01 - 6281200009001: ok\n\n30/08/25 18.02 - Ani: halo\n{KTP}\nmakasih\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_spans_and_lines(end: str) -> None:
    """Each report lies where it says, whatever ends the lines."""
    text = CHAT.replace("\n", end)
    reports = find(text)
    assert [r.text for r in reports] == [f"{SYNC}{end}sama anak", KTP]
    assert [r.line for r in reports] == [2, 7]
    for report in reports:
        assert text[slice(*report.span)] == report.text
    assert find(text.splitlines(keepends=True)) == reports
    assert find(iter([*text.splitlines(keepends=True)])) == reports
    without = find(text.splitlines())
    assert [(r.text.replace("\n", end), r.line) for r in without] == [
        (r.text, r.line) for r in reports
    ]


def test_lines_of_cr_lf_split_at_lf() -> None:
    """An item that ends in CR has its line end."""
    text = CHAT.replace("\n", "\r\n")
    reports = find(text.split("\n"))
    assert [(r.text, r.line) for r in reports] == [(f"{SYNC}\rsama anak", 2), (KTP, 7)]


def test_beside() -> None:
    """What stands outside of every message, up to a blank line or a chat header."""
    (one,) = find(f"NIK suami {N2}\n{KTP}\nNIK yang benar {K2}\n\nlain {N}")
    assert (one.before, one.after) == (f"NIK suami {N2}\n", f"\nNIK yang benar {K2}")
    (one,) = find(f"lain\n \nsaya\n{KTP}\n30/08/25 18.00 - Budi: {N2}")
    assert (one.before, one.after) == ("\nsaya\n", "\n")
    one, two = find(f"{KTP}\nantara\n{SMS}\n\nlain")
    assert (one.after, two.before, two.after) == ("\nantara\n", "", "")
    one, two = find(f"{KTP}\nantara\n\nlain\n{KTP}")
    assert (one.after, two.before) == ("\nantara", "\nlain\n")
    (one,) = find(f"30/08/25 18.00 - A: x\n30/08/25 18.01 - 6281200009001: pagi {KTP}")
    assert one.before == "pagi "


@pytest.mark.parametrize("text", ["\ufe0f", "ya \n\u200d", "ya\u200d \ufe0e"])
def test_what_joins_emoji_is_text_at_the_end(text: str) -> None:
    """Joiners of emoji are text, after white space too."""
    text = f"DISDUKCAPIL#Siti#{N}#{text}"
    assert [r.text for r in find(f"{text}\n")] == [text]


def test_raising_source() -> None:
    """The rule: "If the source raises, what was found before comes first"."""

    def lines() -> Iterator[str]:
        yield KTP
        message = "gone"
        raise OSError(message)

    reports = FINDER.find(lines())
    assert next(reports).text == KTP
    with pytest.raises(OSError, match="gone"):
        next(reports)


@pytest.mark.parametrize("source", [None, 12, b"#KTP#", bytearray(b"x"), [KTP, b"x"], (1,)])
def test_anything_else(source: Any) -> None:
    """A `TypeError` at the call."""
    with pytest.raises(TypeError):
        FINDER.find(source)


def test_an_iterator_of_something_else() -> None:
    """A `TypeError` when it is reached, after what was found before."""
    source: Any = iter([KTP, b"x"])
    reports = FINDER.find(source)
    assert next(reports).text == KTP
    with pytest.raises(TypeError, match="not bytes"):
        next(reports)


def test_any_chunking() -> None:
    """The same reports come for any chunking."""
    text = CHAT * 4
    for size in (1, 7, 100, 1000):
        chunks = [text[at : at + size] for at in range(0, len(text), size)]
        assert list(FINDER.find_in_chunks(chunks)) == find(text)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks(end: str) -> None:
    """A source larger than a block is read as one text."""
    filler = f"30/08/25 18.01 - Budi: {'ya ' * 300}{end}"
    text = (f"30/08/25 18.02 - Ani: {SYNC}{end}" + filler * 90) * 9
    reports = find(text)
    assert len(text) > 600_000
    assert [r.line for r in reports] == [1 + 91 * at for at in range(9)]
    for report in reports:
        assert text[slice(*report.span)] == report.text == SYNC
    assert find(text.splitlines(keepends=True)) == reports


@pytest.mark.parametrize("shift", [-70, -3, 0, 1, 60])
def test_message_at_the_end_of_a_block(shift: int) -> None:
    """A message that lies across two blocks is found once, and whole."""
    for edge in (3 * LONGEST - 1024, 4 * LONGEST):
        text = "x" * (edge + shift - 1) + "\n" + KTP + "\n" + "y" * 300_000
        (report,) = find(text)
        assert report.span == (edge + shift, edge + shift + len(KTP))
        assert report.line == 2


def test_line_end_at_the_end_of_a_block() -> None:
    """CR LF is one line end where a block ends between the two, too."""
    for shift in range(4):
        text = "x" * (shift + 1) + "\r\n" * 120_000 + KTP + "\r\n" * 120_000 + KTP
        assert [r.line for r in find(text)] == [120_001, 240_001]


def test_inside_a_long_message() -> None:
    """What would begin outside a message only does not begin in the next block either."""
    text = "x" * 190_000 + f"\n{SMS}\n" + "kirim #KTP#Siti#Surodadi ya\n" * 1000
    assert [r.text[:11] for r in find(text)] == ["DISDUKCAPIL"]


def test_bounded_memory() -> None:
    """Ten times the text takes no more memory."""

    def lines(count: int) -> Iterator[str]:
        for number in range(count):
            yield f"30/08/25 18.02 - Ani: {SYNC if number % 100 == 0 else 'ya ' * 300}"

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in FINDER.find(lines(count)):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(4000) < 2 * peak(500) + 1_000_000


def test_as_they_come() -> None:
    """Reports come as soon as the stream has shown them."""
    endless = (KTP if number % 50 == 0 else "halo " * 200 for number in itertools.count())
    assert next(FINDER.find(endless)).text == KTP
