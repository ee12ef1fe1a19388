"""What stands behind a keyword: the values between separators, and labelled lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.likeness import number_like
from ktpmsg.locating.lines import ends_open, labelled_lines
from ktpmsg.locating.scan import labels_of, phone_or_date

if TYPE_CHECKING:
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.lines import Line
    from ktpmsg.locating.scan import Scan
    from ktpmsg.problems import Span

__all__ = ["Behind"]

_MOST_LEADS = 8
_VALUE_REACH = 200  # as much of a value is looked at
_EXTENT_REACH = 400
_NUMBER_REACH = 1000  # no number belongs to a keyword farther in front of it
_AFTER_NUMBER = " .,'\"*_~`)]>}\n"
_WORD_NUMBER = re.compile(r"(?<![\w+])[0-9](?=[0-9 .\-]{9})")


class Behind:
    """The values of a message, from `body` on and up to `limit`.

    `how` the keyword goes on to there is told in `Begin`; `lead`: it has its own separator in
    front. `next` is the index of the first separator behind `body`.
    """

    __slots__ = (
        "_first",
        "_labels",
        "_number",
        "body",
        "format",
        "how",
        "lead",
        "limit",
        "next",
        "scan",
    )

    def __init__(self, scan: Scan, one: Format, body: int, limit: int) -> None:
        """Begin at `body`, until `goes_on` says otherwise."""
        self.scan = scan
        self.format = one
        self.limit = limit
        self._first: str | None = None
        self._labels: list[Line] | None = None
        self._number: int | None = -1
        self.lead = False
        self.body = body
        self.next = 0
        self.how = ""

    def goes_on(self, how: str, body: int) -> str:
        """Say where the first field begins, and how the keyword goes on to there."""
        self.body, self._first = body, None
        self.next = self.scan.after(self.format.separator, body)
        return how

    def value(self, index: int, stop: int) -> Span | None:
        """Where the value with this index lies, up to `stop`; None where there is none."""
        places = self.scan.separators[self.format.separator]
        last = self.next + index
        start = self.body if not index else 0
        if index:
            if last - 1 >= len(places) or places[last - 1] >= stop:
                return None
            start = places[last - 1] + 1
        return start, min(places[last] if last < len(places) else stop, stop)

    def text_of(self, index: int, stop: int) -> str | None:
        """The text of the value with this index; that of the last field ends with its line."""
        is_first = index == 0 and stop == self.limit
        if is_first and self._first is not None:
            return self._first
        found = self.value(index, stop)
        if found is None:
            return None
        start, end = found
        if index >= len(self.format.fields) - 1 and not self.format.is_open:
            end = min(end, self.format.fields[-1].end(self.scan.text, start, end))
        value = self.scan.text[start : min(end, start + _VALUE_REACH)].strip()
        if is_first:
            self._first = value
        return value

    def fits(self, stop: int | None = None, first: int = 0) -> bool:
        """Whether all fields from `first` on stand there, and each value fits its field."""
        stop = self.limit if stop is None else stop
        for index in range(first, self.format.required):
            value = self.text_of(index, stop)
            if not value or self.format.fields[index].fits(value) < 1:
                return False
        return True

    def _number_at(self, at: int, stop: int) -> int | None:
        loose = self.lead or self.format.fields[0].family == "phone"
        return self.scan.number(at, stop, labels_of(self.format), loose=loose)

    @property
    def number(self) -> int | None:
        """Where a number begins in the first or the second field, else None."""
        if self._number == -1:
            near = self.scan.digit_within(self.body, self.body + _NUMBER_REACH)
            self._number = self._in_values(2) if near else None
            if self._number is None and near and self.how == "space":
                self._number = self._number_at_end()
        return self._number

    def _number_at_end(self) -> int | None:
        """Where the number begins that stands behind words in the first value, at its end."""
        text, places = self.scan.text, self.scan.separators[self.format.separator]
        stop = places[self.next] if self.next < len(places) else self.limit
        if stop >= min(self.limit, self.body + _VALUE_REACH):
            return None
        found = _WORD_NUMBER.search(text, self.body, stop)
        end = number_like(text, found.start(), stop) if found else None
        return found.start() if found and end and not text[end:stop].strip(_AFTER_NUMBER) else None

    def _in_values(self, most: int) -> int | None:
        """Where a number begins in one of the first values; empty ones are not counted."""
        index = counted = 0
        while counted < most and index < most + _MOST_LEADS:
            found = self.value(index, self.limit)
            if found is None:
                return None
            index += 1
            start, end = found
            if not self.scan.digit_within(start, start + _VALUE_REACH):
                counted += bool(self.scan.text[start : min(end, start + 8)].strip())
                continue
            number = self._number_at(start, end)
            if number is not None:
                return number
            counted += bool(self.scan.text[start : min(end, start + _VALUE_REACH)].strip())
        return None

    @property
    def any_number(self) -> int | None:
        """Where a number begins in any field, or behind a name in the first, else None."""
        number = self.number
        if not self.scan.digit_within(self.body, self.body + _NUMBER_REACH):
            return None
        if number is None and self.how in {"separator", "space", "words"}:
            number = self._in_values(len(self.format.fields))
            first = self.value(0, self.limit)
            if number is None and first:
                stop = min(first[1], first[0] + _VALUE_REACH)
                return first[0] if self._has_number(first[0], stop) else None
        return number

    def _has_number(self, start: int, end: int) -> bool:
        """Whether ten digits stand somewhere there that are no telephone number or date."""
        found = _WORD_NUMBER.finditer(self.scan.text, start, end)
        return any(
            number_like(self.scan.text, number.start(), end)
            and (self.lead or not phone_or_date(self.scan.text, number.start(), end))
            for number in found
        )

    def is_parted(self) -> bool:
        """Whether a separator follows the number that directly follows the keyword."""
        places = self.scan.separators[self.format.separator]
        if self.next >= len(places) or places[self.next] >= self.limit:
            return False
        stop = places[self.next]
        number = self._number_at(self.body, stop)
        if number is None:
            return self.how == "space" and self._number_at_end() is not None
        text = self.scan.text
        end = number_like(text, number, stop) or phone_or_date(text, number, stop) or number
        return not self.scan.text[end : min(places[self.next], end + 40)].strip(_AFTER_NUMBER)

    def ten_digits(self, stop: int) -> bool:
        """Whether ten digits stand in its own extent, on its line."""
        end = min(stop, self.limit, self.body + _EXTENT_REACH)
        return self.scan.digit_within(self.body, end) and self.scan.has_ten_digits(self.body, end)

    @property
    def template(self) -> bool:
        """Whether it still says the words of the template in two fields, or in all it has."""
        same = given = 0
        for index, field in enumerate(self.format.fields):
            value = self.text_of(index, self.limit)
            if value is None:
                break
            given += bool(value)
            same += bool(value) and field.unfilled.fullmatch(value) is not None
            if index > same:
                return False
        return same > 1 or 0 < given == same

    @property
    def labels(self) -> list[Line]:
        """The labelled lines behind the keyword."""
        if self._labels is None:
            self._labels = labelled_lines(self.format, self.scan.text, self.body, self.limit)
        return self._labels

    def has_all_labels(self) -> bool:
        """Whether each field that a message must have has a labelled line."""
        there = {line.field for line in self.labels}
        return all(field in there for field in self.format.fields if field.required)

    def labels_end(self, stop: int) -> int | None:
        """Where the last labelled line before `stop` ends; None where its free text does not."""
        cut = stop < self.limit
        lines = labelled_lines(self.format, self.scan.text, self.body, stop) if cut else self.labels
        return None if ends_open(lines) or not lines else lines[-1].end
