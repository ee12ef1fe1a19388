"""Finding messages in any text: a chat, a list, a dump, a stream."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

import attrs

from ktpmsg.locating.entries import last_header, next_header
from ktpmsg.reporting.report import moved
from ktpmsg.text.characters import joined
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ktpmsg.locating.locator import Locator
    from ktpmsg.problems import Span
    from ktpmsg.reporting.report import Report
    from ktpmsg.text.mapped import MappedText

__all__ = ["LONGEST", "Finder", "Judge", "lines_of"]

LONGEST = 65_536  # characters of a message
# A block of the source is looked through at a time. A message begins in its first part, and so
# is there as a whole; what lies before a separator and belongs to the message is looked back for.
_BLOCK = 4 * LONGEST
_AHEAD = LONGEST + 1024
_BACK = 1024
_BESIDE = 4096  # characters outside the messages that are looked at for a number
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*+(?=[\r\n])")
_QUOTES_AT_END = re.compile(r"(?:(?<=[\r\n])[ \t]*>[ \t>]*|[ \t\r\n])++\Z")
_BYTES = (bytes, bytearray, memoryview)


class Judge(Protocol):
    """What judges one message of a text, and what stands outside of every message beside it.

    A number in `before` or `after` that the message does not have is a notice at its start or end.
    """

    def __call__(self, text: str, before: str, after: str) -> Report:
        """The report of the message in this slice of the text."""


class _Found(NamedTuple):
    """A message in a block: where it lies there, and where what is beside it does."""

    start: int
    end: int
    before: Span
    after: Span


@attrs.frozen
class Finder:
    """Finds the messages of a grammar in a text, or in lines.

    `repair` is the text after the repairs of characters, `judge` says what a message is.
    """

    locator: Locator
    repair: Callable[[str], MappedText]
    judge: Judge

    def find(self, source: str | Iterable[str]) -> Iterator[Report]:
        """A report for each message, good or faulty, in order (contract, section 4, `find`).

        Spans are offsets in the text given; an item of an iterable ends a line, and where it does
        not carry its end, that counts as one character. Memory is bounded, however long the source.
        """
        if isinstance(source, str):
            return self.find_in_chunks(["".join((source,))])  # noqa: FLY002 - no str() of a number
        if isinstance(source, (list, tuple)):
            return self.find_in_chunks(list(lines_of(source)))  # what is no str is told at the call
        return self.find_in_chunks(lines_of(source))

    def find_in_chunks(self, chunks: Iterable[str]) -> Iterator[Report]:
        """The messages in a text that comes in pieces of any size.

        Where the source raises, what was found before comes first.
        """
        source = _Source(chunks)
        block, offset, line, floor = "", 0, 1, 0
        while not source.ended:
            block = source.fill(block)
            limit = len(block) - _AHEAD * (not source.ended)
            last, at_last = 0, line
            for found in self._in_block(block, floor, limit):
                at_last += _line_ends(block, last, found.start)
                last, floor = found.start, found.end
                report = self.judge(
                    block[found.start : found.end],
                    block[slice(*found.before)],
                    block[slice(*found.after)],
                )
                yield moved(report, (offset + found.start, offset + found.end), at_last)
            kept = _kept(block, limit, last, floor)
            line += _line_ends(block, 0, kept)  # what is kept may begin before the last message
            offset += kept
            floor = max(floor, limit) - kept
            block = block[kept:]
        if source.error:
            raise source.error

    def _in_block(self, block: str, floor: int, limit: int) -> Iterator[_Found]:
        """Each message that begins from `floor` on and before `limit`."""
        piece = self.repair(block)
        spans = list(self._spans(block, piece))
        for index, (start, end) in enumerate(spans):
            if start < floor:
                continue
            if start >= limit:
                return
            earlier = spans[index - 1][1] if index else 0
            later = spans[index + 1][0] if index + 1 < len(spans) else len(block)
            after = end, _beside_end(block, end, later)
            before = _beside_start(block, start, earlier)
            if index and before <= _beside_end(block, earlier, start):
                before = start  # it was told at the end of the message before
            yield _Found(start, end, (before, start), after)

    def _spans(self, block: str, piece: MappedText) -> Iterator[Span]:
        """Where the messages lie in the text as it was sent."""
        for place in self.locator.locate(piece.text):
            shown = place.shown + len(piece.text[place.shown : place.end].rstrip(WHITE_SPACE))
            start, end = piece.span(place.shown)[0], piece.reach(place.shown, shown)[1]
            yield start, _text_end(block, end) if place.format.is_open else end


def _text_end(block: str, end: int) -> int:
    """Where free text ends: with what joins emoji, and `>` at the end of all, as typed."""
    end = joined(block, end)
    quotes = _QUOTES_AT_END.match(block, end)
    return end + len(quotes.group().rstrip(WHITE_SPACE)) if quotes else end


class _Source:
    """The pieces of a source, and whether it has come to an end, or raised."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._pieces = _bounded(chunks)
        self.ended = False
        self.error: Exception | None = None

    def fill(self, block: str) -> str:
        """The block with as much after it as fills it."""
        parts, size = [block], len(block)
        least = len(block) + _BLOCK // 2  # it grows each time, however much was kept
        try:
            while size < max(_BLOCK, least):
                piece = next(self._pieces)
                parts.append(piece)
                size += len(piece)
        except StopIteration:
            self.ended = True
        except Exception as error:  # noqa: BLE001 - it is raised again after what was found
            self.ended, self.error = True, error
        return "".join(parts)


def lines_of(source: Iterable[object]) -> Iterator[str]:
    """The lines of a source, each with a line end; `TypeError` for what is no `str`."""
    if isinstance(source, _BYTES):
        message = f"find takes a str or lines of str, not {type(source).__name__}"
        raise TypeError(message)
    return _lines(iter(source))


def _lines(source: Iterator[object]) -> Iterator[str]:
    for line in source:
        if not isinstance(line, str):
            message = f"find takes a str or lines of str, not {type(line).__name__}"
            raise TypeError(message)
        yield line if line.endswith(("\n", "\r")) else line + "\n"


def _bounded(chunks: Iterable[str]) -> Iterator[str]:
    for chunk in chunks:
        for start in range(0, len(chunk), _BLOCK):
            yield chunk[start : start + _BLOCK]


def _kept(block: str, limit: int, last: int, floor: int) -> int:
    """Where the next block begins: where the last message does, if it may go on.

    What begins inside a message is another matter than what begins outside of one.
    """
    kept = max(limit - _BACK, 0)
    if last and floor + 1 >= kept:
        kept = max(last - _BACK, kept - LONGEST, 0)
    if block[kept - 1 : kept + 1] == "\r\n":
        kept -= 1
    return kept


def _line_ends(text: str, start: int, end: int) -> int:
    """How many lines end there: with CR LF, LF, or CR alone."""
    ends = text.count("\n", start, end) + text.count("\r", start, end)
    both = text.count("\r\n", start, end)
    return ends - both - (start > 0 and text[start - 1 : start + 1] == "\r\n" and end > start)


def _beside_end(text: str, end: int, limit: int) -> int:
    """Where the lines after a message end: at a blank line, a chat header or the next message."""
    limit = min(limit, end + _BESIDE)
    blank = _BLANK_LINE.search(text, end, limit)
    return next_header(text, end, blank.start() if blank else limit)


def _beside_start(text: str, start: int, floor: int) -> int:
    """Where the lines before a message begin: after a blank line or a chat header."""
    floor = min(last_header(text, max(floor, start - _BESIDE), start), start)
    for blank in _BLANK_LINE.finditer(text, floor, start):
        floor = blank.end()
    return floor
