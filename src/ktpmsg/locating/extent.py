"""How far a message goes: to the line that completes its last field, or until something ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locating.scan import SPACE

if TYPE_CHECKING:
    from ktpmsg.locating.begins import Begin

__all__ = ["Extent"]

_VALUE_REACH = 120


class Extent:
    """Follows the values of a message from its beginning on, as far as one asks.

    Each value is looked at once, however often one asks.
    """

    def __init__(self, begin: Begin) -> None:
        """Begin where the first field does."""
        self._begin = begin
        self._index = begin.next
        self._at = begin.body
        self._count = 0  # values before this one
        self._filled = 0  # of these, the ones that are not empty
        self._has_choice = False
        self._seen = begin.body
        self._end: int | None = None
        # On one line there is none that completes it.
        self._never = begin.scan.line_end(begin.body, begin.limit) >= begin.limit
        if begin.how == "labels":
            self._end = begin.labels_end(begin.limit)
            self._never = self._end is None

    def end_before(self, stop: int) -> int | None:
        """Where the message is complete before `stop`; None if it is not."""
        if self._end is None and not self._never and not self._is_waiting(stop):
            self._end = self._follow(stop)
        return self._end if self._end is not None and self._end < stop else None

    def _is_waiting(self, stop: int) -> bool:
        """Whether neither a separator nor a line end came since the last time somebody asked."""
        seen, self._seen = self._seen, max(self._seen, stop)
        begin = self._begin
        places = begin.scan.separators[begin.format.separator]
        if self._index < len(places) and places[self._index] < stop:
            return False
        return seen > self._at and begin.scan.text.find("\n", seen - 1, stop) < 0

    def _follow(self, stop: int) -> int | None:
        begin = self._begin
        places = begin.scan.separators[begin.format.separator]
        while not self._never:
            index = self._index
            separator = places[index] if index < len(places) and places[index] < stop else None
            end = self._completed(separator, stop)
            if end is not None or separator is None:
                return end
            self._filled += not self._is_empty(separator)
            self._count += 1
            self._index += 1
            self._at = separator + 1
        return None

    def _is_empty(self, end: int) -> bool:
        text, at = self._begin.scan.text, self._at
        return end == at or text[at : min(end, at + _VALUE_REACH)].isspace()

    def _completed(self, separator: int | None, stop: int) -> int | None:
        """Where the message ends if the value at hand completes it."""
        begin = self._begin
        fields, text, at = begin.format.fields, begin.scan.text, self._at
        last = fields[-1]
        field = fields[min(self._count, len(fields) - 1)]
        if last.is_open and last.required:
            self._never = True
            return None
        end = stop if separator is None else separator
        at = self._choice_line(at, min(end, at + _VALUE_REACH))
        is_more = self._has_choice or self._count >= len(fields)  # than the fields
        if (
            last.family == "choice"
            and last.fits(text[at : min(end, at + _VALUE_REACH)].strip()) > 1
        ):
            self._has_choice, field, is_more = True, last, False
        if self._count < begin.format.required - 1 and not self._has_choice:
            return None
        if field.is_open:
            self._never = True
            return None
        end = begin.scan.line_end(at, stop) if is_more else field.end(text, at, stop)
        if separator is not None:
            if separator < end:
                return None  # its line goes on
            if not text[end:separator].strip(SPACE):
                return self._before_separator(separator, end, stop)
        return end if end < stop else None

    def _choice_line(self, at: int, end: int) -> int:
        """Where the line of a value begins that names a choice; `at` if the first or none does."""
        last, text = self._begin.format.fields[-1], self._begin.scan.text
        if last.family != "choice" or self._count >= len(self._begin.format.fields) - 1:
            return at
        line = text.find("\n", at, end) + 1
        while line:
            stop = text.find("\n", line, end)
            if last.fits(text[line : stop if stop > 0 else end].strip()) > 1:
                return line
            line = stop + 1
        return at

    def _before_separator(self, separator: int, end: int, stop: int) -> int | None:
        """The same where a separator begins the next line: more fields, or something else."""
        begin = self._begin
        filled = self._filled + (not self._is_empty(separator))
        has_all = filled >= len(begin.format.fields)
        if not has_all or (begin.format.fields[-1].family == "choice" and not self._has_choice):
            return None
        rest = begin.scan.text[separator : begin.scan.line_end(separator, stop)]
        if begin.format.closing and not rest.strip(SPACE + begin.format.separator):
            return separator + len(rest) if separator + len(rest) < stop else None
        return end
