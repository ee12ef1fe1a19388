"""A piece of a text that is being mended, and still knows where each character came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ktpmsg.problems import Span

__all__ = ["WHITE_SPACE", "Mend", "Piece"]

WHITE_SPACE = " \t\r\n"


class Mend(NamedTuple):
    """What is to stand in place of `text[start:end]`."""

    start: int
    end: int
    text: str


@attrs.frozen(repr=False)
class Piece:
    """Text, and for each of its characters the start and the end of what it stands for.

    `starts` has one entry more than the text has characters: where an empty piece lies. Text that
    nothing has changed has ranges for both, so that to cut it costs no more than the text.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Piece:
        """The whole of a text as it was sent."""
        return cls(text, range(len(text) + 1), range(1, len(text) + 1))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` lies in the text as it was sent."""
        end = len(self.text) if end is None else end
        first = self.starts[start]
        return (first, self.ends[end - 1]) if start < end else (first, first)

    def reach(self, start: int, end: int) -> Span:
        """Where `text[start:end]` lies, with all that was dropped before and after it."""
        return (self.ends[start - 1] if start else self.starts[0], self.starts[end])

    def cut(self, start: int, end: int) -> Piece:
        """The piece from `start` to `end`."""
        return Piece(self.text[start:end], self.starts[start : end + 1], self.ends[start:end])

    def strip(self, characters: str = WHITE_SPACE) -> Piece:
        """The piece without these characters at its ends."""
        end = len(self.text.rstrip(characters))
        return self.cut(min(end, len(self.text) - len(self.text.lstrip(characters))), end)

    def mend(self, mends: Iterable[Mend]) -> Piece:
        """The piece with all these changes made; they are in order and do not overlap."""
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        kept = 0
        for start, end, new in mends:
            texts += self.text[kept:start], new
            starts += self.starts[kept:start]
            ends += self.ends[kept:start]
            if len(new) == end - start:  # each character for the one in its place
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif new:
                first, last = self.span(start, end)
                starts += [first] * len(new)
                ends += [last] * len(new)
            kept = end
        texts.append(self.text[kept:])
        starts += self.starts[kept:]
        ends += self.ends[kept:]
        return Piece("".join(texts), starts, ends)
