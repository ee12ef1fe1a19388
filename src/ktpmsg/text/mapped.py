"""Text that is being edited, and still knows where each character came from."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ktpmsg.problems import Span

    _Maps = tuple[Sequence[int], Sequence[int]]

__all__ = ["WHITE_SPACE", "Edit", "MappedText"]

WHITE_SPACE = " \t\r\n"
# What is to stand in place of `text[start:end]`: start, end, and the new text.
Edit = tuple[int, int, str]


@attrs.define(repr=False, eq=False)
class MappedText:
    """Text, and where each of its characters came from.

    Text that nothing has changed lies in one stretch from `start` on, so that to cut it costs no
    more than the text. After a change `maps` has the start and the end of what each character
    stands for; the starts have one entry more than the text has characters: where an empty text
    lies. The maps are built when they are first asked for: until then `edited` has the text before
    the last edits, and the edits.
    """

    text: str
    start: int = 0
    maps: tuple[Sequence[int], Sequence[int]] | None = None
    edited: tuple[MappedText, Sequence[Edit]] | None = None

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where `text[start:end]` lies in the text as it was sent."""
        end = len(self.text) if end is None else end
        if self.edited:
            self._map(*self.edited)
        if self.maps is None:
            return self.start + start, self.start + end
        starts, ends = self.maps
        return (starts[start], ends[end - 1]) if start < end else (starts[start], starts[start])

    def reach(self, start: int, end: int) -> Span:
        """Where `text[start:end]` lies, with all that was dropped before and after it."""
        if self.edited:
            self._map(*self.edited)
        if self.maps is None:
            return self.start + start, self.start + end
        starts, ends = self.maps
        return (ends[start - 1] if start else starts[0], starts[end])

    def index(self, position: int) -> int:
        """The first character that came from this position of the text as sent, or a later one.

        The maps are built: who asks has asked where something lies.
        """
        if self.maps is None:
            return max(position - self.start, 0)
        return bisect.bisect_left(self.maps[0], position)

    def cut(self, start: int, end: int) -> MappedText:
        """The text from `start` to `end`."""
        if self.edited:
            self._map(*self.edited)
        if self.maps is None:
            return MappedText(self.text[start:end], self.start + start)
        starts, ends = self.maps
        return MappedText(self.text[start:end], 0, (starts[start : end + 1], ends[start:end]))

    def strip(self, characters: str = WHITE_SPACE) -> MappedText:
        """The text without these characters at its ends."""
        text = self.text
        end = len(text.rstrip(characters))
        start = min(end, len(text) - len(text.lstrip(characters)))
        return self if end - start == len(text) else self.cut(start, end)

    def edit(self, edits: Sequence[Edit]) -> MappedText:
        """The text with all these changes made; they are in order and do not overlap."""
        if self.edited:
            self._map(*self.edited)
        texts: list[str] = []
        kept = 0
        in_place = True  # each character for another
        for start, end, new in edits:
            texts += self.text[kept:start], new
            kept = end
            in_place = in_place and len(new) == end - start
        texts.append(self.text[kept:])
        if in_place:
            return MappedText("".join(texts), self.start, self.maps)
        return MappedText("".join(texts), 0, None, (self, edits))

    def _map(self, was: MappedText, edits: Sequence[Edit]) -> None:
        """Work out where the characters came from."""
        was_starts, was_ends = was.maps or _in_one_stretch(was)
        starts: list[int] = []
        ends: list[int] = []
        kept = 0
        for start, end, new in edits:
            starts += was_starts[kept:start]
            ends += was_ends[kept:start]
            if len(new) == end - start:  # each character for the one in its place
                starts += was_starts[start:end]
                ends += was_ends[start:end]
            elif new:
                first, last = was.span(start, end)
                starts += [first] * len(new)
                ends += [last] * len(new)
            kept = end
        starts += was_starts[kept:]
        ends += was_ends[kept:]
        self.maps, self.edited = (starts, ends), None


def _in_one_stretch(text: MappedText) -> tuple[Sequence[int], Sequence[int]]:
    last = text.start + len(text.text)
    return range(text.start, last + 1), range(text.start + 1, last + 1)
