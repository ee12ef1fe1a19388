"""Where a message lies in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locating.entries import marks_at_end
from ktpmsg.locating.extent import Extent
from ktpmsg.locating.scan import OPENING, SPACE, marks_before

if TYPE_CHECKING:
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.begins import Begin
    from ktpmsg.problems import Span

__all__ = ["Open", "Place", "boundary", "counted", "placed"]


_BEFORE = 400  # as much before a message is looked at for a mark that was opened there
_OPENED = re.compile(r"^[ \t]*([\"'`“”„‘«<(\[{*_~]+)(?=[^\W_])", re.MULTILINE)


class Place(NamedTuple):
    """Where a message lies in a text: its fields in `text[body:close]`.

    It starts at its leading separator, else at the first letter of its keyword, else at its first
    field. Marks before it on its line begin at `shown` (quotes, brackets, bullets, list numbers);
    their other halves, and the chat's own marks, stand between `close` and `end`. `word` is the
    keyword (empty: none), `gap` all that stands between it and the first field.

    `how` it goes on after the keyword is "separator", "space", "sign" (another sign for the
    separator), "words" (words before the separator), "labels" (labelled lines), "digits" (a number
    directly after it) or "end" (of the text). `published`: its head is exactly as published, in any
    ASCII case, white space around separators aside. `second` is another keyword that follows the
    first (`two-keywords`). `struck`: it was struck out. `template`: it says the template's words.
    """

    format: Format
    start: int
    shown: int
    word: Span
    gap: Span
    body: int
    close: int
    end: int
    how: str
    published: bool
    second: Span | None = None
    struck: bool = False
    template: bool = False
    reason: str = ""

    def moved(self, by: int) -> Place:
        """The place in a text in which its own text begins at `by`."""
        (word, word_end), (gap, body) = self.word, self.gap
        return self._replace(
            start=self.start + by,
            shown=self.shown + by,
            word=(word + by, word_end + by),
            gap=(gap + by, body + by),
            body=self.body + by,
            close=self.close + by,
            end=self.end + by,
        )


class Open:
    """A message that has begun: how far it goes is not known yet."""

    def __init__(self, begin: Begin, why: str) -> None:
        self.begin = begin
        self.why = why
        self.extent = Extent(begin)
        self.second: Span | None = None


def boundary(before: Open, begin: Begin, floor: int) -> int:
    """Where the message before ends at the latest, and what stands before the next is nobody's.

    A name, a time or marks on a line that the message before did not begin on are not its own.
    """
    shown = marks_before(begin.scan, begin.start, floor, begin.format.separator)
    line = begin.scan.line_start(shown)
    if line <= before.begin.start:
        return max(_past_closing(before.begin, begin, shown, floor), before.begin.body)
    if before.begin.format.separator not in begin.scan.text[line:shown]:
        return line
    last = before.begin.value(len(before.begin.format.fields) - 1, shown)
    if not before.begin.format.is_open or last is None or last[0] > line:
        return shown  # no name stands before it, but a field
    return line


def _past_closing(before: Begin, begin: Begin, shown: int, floor: int) -> int:
    """Past the other halves of the marks before a message that stand before the next one."""
    text = begin.scan.text
    opened = text[
        marks_before(before.scan, before.start, floor, before.format.separator) : before.start
    ]
    closing = [OPENING[mark] for mark in opened if mark in OPENING]
    end = shown
    for at in range(shown, begin.start):
        if text[at] in closing:
            closing.remove(text[at])
            end = at + 1
        elif text[at] not in SPACE:
            break
    return end


def counted(places: list[Place]) -> list[Place]:
    """The messages of an entry without templates and struck-out ones, if there are others."""
    good = [place for place in places if not (place.template or place.struck)]
    return good or [place for place in places if not place.template] or places


def placed(one: Open, limit: int, floor: int) -> Place:
    """The place of a message that ends at `limit` at the latest."""
    begin = one.begin
    text = begin.scan.text
    end = begin.labels_end(limit) if begin.how == "labels" else one.extent.end_before(limit)
    end = limit if end is None else end
    end = begin.body + len(text[begin.body : end].rstrip(SPACE))
    shown = marks_before(begin.scan, begin.start, floor, begin.format.separator)
    close = marks_at_end(text, begin.body, end)
    if close == end:
        close = end = _without(_opened_before(text, floor, shown), text, begin.body, end)
    close, struck = _closed(begin, shown, close)
    if not struck and "~" in text[shown : begin.start]:
        line = _struck_end(begin, end)
        end = line or end
        close, struck = _closed(begin, shown, line) if line else (close, False)
    return Place(
        format=begin.format,
        start=begin.start,
        shown=shown,
        word=(begin.keyword.start, begin.keyword.end),
        gap=(begin.keyword.end, begin.body),
        body=begin.body,
        close=close,
        end=max(end, begin.keyword.end),
        how=begin.how,
        published=begin.published,
        second=one.second,
        struck=struck,
        template=one.why in {"template", "first"} and begin.template,
        reason=one.why,
    )


def _struck_end(begin: Begin, end: int) -> int | None:
    """Where a message on its line is struck out to, whatever words follow it there."""
    text, line = begin.scan.text, begin.scan.line_end(begin.start, end)
    at = text.rfind("~", begin.body, line)
    if at < 0 or text[at - 1].isspace() or text.find(begin.format.separator, at, line) >= 0:
        return None
    return at + 1


def _opened_before(text: str, floor: int, shown: int) -> str:
    """The marks that were opened at a line start before a message, and not closed before it."""
    opened = []
    for line in _OPENED.finditer(text, max(floor, shown - _BEFORE), shown):
        opened += [
            mark
            for mark in line.group(1)
            if mark in OPENING and not _is_closed(text, mark, line.end(1), shown)
        ]
    return "".join(opened)


def _is_closed(text: str, mark: str, start: int, end: int) -> bool:
    return text.find(OPENING[mark], start, end) >= 0


def _without(opened: str, text: str, body: int, end: int) -> int:
    """The end of a message without the other halves of marks that were opened before it."""
    for mark in opened:
        if end > body and text[end - 1] == OPENING[mark]:
            end = body + len(text[body : end - 1].rstrip(SPACE))
    return end


def _closed(begin: Begin, shown: int, end: int) -> tuple[int, bool]:
    """Where the other halves of the marks before a message begin, and if these strike it out."""
    text = begin.scan.text
    end = begin.body + len(text[begin.body : end].rstrip(SPACE))
    marks = [mark for mark in text[shown : begin.start] if mark in OPENING]
    close = _without("".join(marks), text, begin.body, end)
    return close, "~" in marks and "~" in text[close:end]
