"""Finding messages in any text: a chat, a list, a dump, a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg import characters, frames, reading, repairs
from ktpmsg.messages import LONGEST
from ktpmsg.pieces import WHITE_SPACE, Piece

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from ktpmsg.reports import Report

__all__ = ["find", "find_in_chunks"]

# A block of the source is looked through at a time. A message begins in its first part, and so
# is there as a whole; what lies before a separator and belongs to the message is looked back for.
_BLOCK = 4 * LONGEST
_AHEAD = LONGEST + 1024
_BACK = 1024


def find(
    source: str | Iterable[str], *, strict: bool = False, today: datetime.date | None = None
) -> Iterator[Report]:
    """The messages in a text, or in an iterable of lines: a report for each, good or faulty.

    Spans of the reports are offsets in the text given; an item that does not end its line counts
    as a line all the same, with one character for its end. `strict` and `today` as in `parse`.
    What is no message of ours yields nothing. Memory is bounded, however long the source; anything
    but a `str` or an iterable of `str` is a `TypeError`.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        message = f"find takes a str or lines of str, not {type(source).__name__}"
        raise TypeError(message)
    today = reading.calendar(today)
    if isinstance(source, (list, tuple)):
        source = list(_lines(iter(source)))  # so that what is no str is told at the call
        return find_in_chunks(source, strict=strict, today=today)
    if isinstance(source, str):
        return find_in_chunks((source,), strict=strict, today=today)
    return find_in_chunks(_lines(iter(source)), strict=strict, today=today)


def _lines(source: Iterator[object]) -> Iterator[str]:
    for line in source:
        if not isinstance(line, str):
            message = f"find takes a str or lines of str, not {type(line).__name__}"
            raise TypeError(message)
        yield line if line.endswith(("\n", "\r")) else line + "\n"


def find_in_chunks(
    chunks: Iterable[str], *, strict: bool = False, today: datetime.date | None = None
) -> Iterator[Report]:
    """The messages in a text that comes in pieces of any size."""
    block, offset, line, floor = "", 0, 1, 0
    pieces = _bounded(chunks)
    ended = False
    while not ended:
        block, ended = _filled(block, pieces)
        limit = len(block) if ended else len(block) - _AHEAD
        counted = 0  # the lines before it are
        for report, start, end in _find_in_block(block, floor, limit, strict=strict, today=today):
            line += block.count("\n", counted, start)
            yield report.moved((offset + start, offset + end), line)
            counted, floor = start, end
        kept = max(floor, limit - _BACK, 0)
        line += block.count("\n", counted, kept)
        offset += kept
        floor = max(floor, limit) - kept
        block = block[kept:]


def _bounded(chunks: Iterable[str]) -> Iterator[str]:
    for chunk in chunks:
        for start in range(0, len(chunk), _BLOCK):
            yield chunk[start : start + _BLOCK]


def _filled(block: str, pieces: Iterator[str]) -> tuple[str, bool]:
    """The block with as much after it as fills it, and whether that was the end."""
    parts, size = [block], len(block)
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            return "".join(parts), False
    return "".join(parts), True


def _find_in_block(
    block: str, floor: int, limit: int, *, strict: bool, today: datetime.date | None
) -> Iterator[tuple[Report, int, int]]:
    """Each message that begins from `floor` on and before `limit`, and where it lies there."""
    if not any(separator in block for separator in frames.HASHES):
        return
    piece = Piece(block)
    if repairs.may_need(block):
        piece, _ = repairs.mend(piece, repairs.CHARACTERS)
    framer = frames.current()
    at = piece.index(floor)
    entry = -1  # where the next chat entry begins
    while begin := framer.next_begin(piece.text, at, len(piece.text)):
        start = frames.with_marks(piece.text, begin.start, at)
        if piece.span(start)[0] >= limit:
            return
        if entry < begin.end:
            entry = frames.next_header(piece.text, begin.end, len(piece.text))
        end = framer.end(piece.text, begin, entry)
        at = max(end, begin.body)
        shown = start + len(piece.text[start:at].rstrip(WHITE_SPACE))
        first, last = piece.span(start)[0], piece.reach(start, shown)[1]
        if begin.form.is_open:
            last = characters.joined(block, last)
        yield reading.check(block[first:last], strict=strict, today=today), first, last
