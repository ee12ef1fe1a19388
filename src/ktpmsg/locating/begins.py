"""A keyword in a text, and what stands around it: all that says if a message begins there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.likeness import number_like
from ktpmsg.locating.lines import ends_open, label_at, labelled_lines
from ktpmsg.locating.scan import LINE_REACH, SPACE, labels_of, marks, phone_or_date, prefix

if TYPE_CHECKING:
    from ktpmsg.locating.keywords import Keyword
    from ktpmsg.locating.lines import Line
    from ktpmsg.locating.scan import Scan
    from ktpmsg.problems import Span

__all__ = ["Begin"]

_STRAY = " \t\n.:,*_~`"  # what may stand between a keyword and its separator
_ONLY_STRAY = ".:,*_~`"
_NEXT_VALUE = re.compile(r"\s*([^\w\s])[ \t]*")
_SIGNS = frozenset("/;|-–—=+#*,&>")
_MOST_LEADS = 8
_MOST_STRAY = 24
_WORDS_REACH = 80  # words between a keyword and its separator are no longer
_MOST_WORDS = 4
_VALUE_REACH = 200  # as much of a value is looked at
_EXTENT_REACH = 400
_NUMBER_REACH = 1000  # no number belongs to a keyword farther in front of it
_AFTER_NUMBER = " .,'\"*_~`)]>}\n"
_LABEL_LINE = re.compile(r"[ \t.:*_~`\"'>-]*\n\s*")


class Begin:
    """A keyword of a format, and what stands around it within `floor` and `limit`.

    `start` is where a message would begin there: at its own separator in front (`lead`), or at the
    keyword. `how` it goes on is "separator", "space", "sign" (another sign for the separator),
    "words" (between the keyword and its separator), "labels" (labelled lines), "digits" (a number
    directly after it), "end" (of the text), or "" (in none of these ways). The first field begins
    at `body`; `next` is the index of the first separator behind that.
    """

    __slots__ = (
        "_first",
        "_floor",
        "_labels",
        "_line",
        "_number",
        "body",
        "format",
        "how",
        "keyword",
        "lead",
        "limit",
        "next",
        "scan",
        "start",
    )

    def __init__(self, scan: Scan, keyword: Keyword, floor: int, limit: int) -> None:
        """Look at what stands around this keyword."""
        self.scan = scan
        self.keyword = keyword
        self.format = keyword.format
        self.limit = limit
        self._floor = floor
        self._first: str | None = None
        self._labels: list[Line] | None = None
        self._line: int | None = None
        self._number: int | None = -1
        self.start, self.lead = self._before()
        self.body = keyword.end
        self.next = 0
        self.how = self._after()

    # --- before it

    def _before(self) -> tuple[int, bool]:
        """Where its own separators begin, and whether it has one."""
        text, sign = self.scan.text, self.format.separator
        start = at = self.keyword.start
        floor = max(self._floor, at - _MOST_STRAY)
        if at > floor and text[at - 1].isalnum():
            return start, False
        while at > floor and text[at - 1] in " \t\n*_~`" and text[at - 1] != sign:
            at -= 1
        if at == floor or text[at - 1] != sign:
            return start, False
        if "\n" in text[at:start] and at - 1 > floor and text[at - 2] not in SPACE + sign:
            return start, False  # it ends the line before
        at -= 1
        while True:
            before = at
            while before > floor and text[before - 1] in " \t":
                before -= 1
            if before == floor or text[before - 1] != sign:
                break
            at = before - 1
        return at, True

    def leave_to(self, other: Begin) -> None:
        """Leave all but one of several separators in front to the message before it."""
        if self.lead and not self.line and other.format.separator == self.format.separator:
            self.start = self.scan.text.rindex(
                self.format.separator, self.start, self.keyword.start
            )

    @property
    def before(self) -> str:
        """The character before it, or a space."""
        return self.scan.text[self.start - 1] if self.start > self._floor else " "

    @property
    def glued(self) -> bool:
        """Whether it stands directly behind a letter or digit."""
        return self.keyword.glued or self.before.isalnum()

    @property
    def line(self) -> int:
        """2 with only marks before it on its line, 1 with a name, a time or a column, or 0."""
        if self._line is None:
            self._line = self._line_before()
        return self._line

    def _line_before(self) -> int:
        line = max(self.scan.line_start(self.start), self._floor)
        if self.start - line > LINE_REACH:
            return 0
        if marks(self.scan.text, line, self.format.separator) >= self.start:
            return 2
        return int(prefix(self.scan.text, line, self.start))

    # --- after it

    def _after(self) -> str:
        text, sign, end = self.scan.text, self.format.separator, self.keyword.end
        at, stop = end, min(self.limit, end + _MOST_STRAY)
        if at < stop and text[at] == sign == self.format.gap and text[at + 1 : at + 2].isalnum():
            return self.goes_on("separator", at + 1)
        while at < stop and text[at] in _STRAY and text[at] != sign:
            at += 1
        if at >= self.limit:
            return "end"
        if self._labelled():
            return "labels"
        if text[at] == sign:
            self.goes_on("separator", at + 1)
            if "\n" in text[end:at] and not (self.lead or self.line or self._reads_on()):
                return ""  # it belongs to what the next line says
            return "separator"
        return self._with_gap(at) or self._with_words()

    def goes_on(self, how: str, body: int) -> str:
        """Say where the first field begins, and how the keyword goes on to there."""
        self.body, self._first = body, None
        self.next = self.scan.after(self.format.separator, body)
        return how

    def _reads_on(self) -> bool:
        """Whether the values that stand there fit their fields, a number among them."""
        values = [self.text_of(index, self.limit) for index in range(self.format.required)]
        return self.number is not None and all(
            value is None or field.fits(value) > 0
            for field, value in zip(self.format.fields, values, strict=False)
        )

    def _with_gap(self, at: int) -> str:
        """A space or another sign for the separator, and a number; or the published space."""
        text, end = self.scan.text, self.keyword.end
        if at == end and text[at].isdigit():
            return self.goes_on("digits", at)
        if self.format.gap.isspace() and text[end] in SPACE:
            return self.goes_on("space", at)
        if text[at] in _SIGNS:
            at += 1
        if at == end or not self.scan.digit_within(end, end + _WORDS_REACH):
            return ""
        if self._number_at(at, self.limit) is None:
            return ""
        gap = text[end:at]
        self.goes_on("space", at)
        if gap.isspace() or (not gap.strip(_STRAY) and gap.strip(_ONLY_STRAY) and self.is_parted()):
            return "space"
        return "sign"

    def _with_words(self) -> str:
        """Words between the keyword and its separator, or a first value of words behind a space."""
        text, end = self.scan.text, self.keyword.end
        index = self.scan.after(self.format.separator, end)
        places = self.scan.separators[self.format.separator]
        if index >= len(places) or places[index] >= min(self.limit, end + _WORDS_REACH):
            return ""
        words = text[end : places[index]]
        if "\n" in words.strip():
            return ""
        if any(map(str.isdigit, words)):
            self.goes_on("space", end)
            joined = self.line and text[end] in SPACE and self._number_at_end() is not None
            return "space" if joined else self.goes_on("", end)
        body = places[index] + 1
        count = len(words.split())
        self.goes_on("words", body)
        if count <= _MOST_WORDS and self.fits():
            return "words"
        takes = text[end] in SPACE and self.format.fields[0].fits(words.strip()) > 0
        if takes and not self._names_a_choice(words):
            return self.goes_on("space", end + len(words) - len(words.lstrip()))
        if count <= _MOST_WORDS:
            return "words"
        return self.goes_on("", end)

    def _names_a_choice(self, words: str) -> bool:
        """Whether words beside the keyword name a choice of the format."""
        return any(
            f.family == "choice" and f.fits(words.strip()) > 1 for f in self.format.fields[1:]
        )

    def _labelled(self) -> bool:
        """Whether labelled lines follow, with no separator but the keyword's own."""
        text, sign, end = self.scan.text, self.format.separator, self.keyword.end
        after = end
        while after < self.limit and text[after] in " \t":
            after += 1
        for at in (end, after + 1) if text[after : after + 1] == sign else (end,):
            line = _LABEL_LINE.match(text, at, self.limit)
            if line and sign not in line.group() and self._is_label(line.end()):
                self.goes_on("labels", line.end())
                return True
        return False

    def _is_label(self, at: int) -> bool:
        """Whether a line has a label, and neither it nor the next a separator before a value."""
        text, sign = self.scan.text, self.format.separator
        line = self.scan.line_end(at, self.limit)
        if text.find(sign, at, line) >= 0 or not label_at(self.format, text, at, line):
            return False
        following = _NEXT_VALUE.match(text, line, self.limit)
        if not following or following.group(1) != sign:
            return True
        value, stop = following.end(), self.scan.line_end(following.end(), self.limit)
        return not (text[value : value + 1].isdigit() or label_at(self.format, text, value, stop))

    # --- the values

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

    # --- what it is

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

    @property
    def published(self) -> bool:
        """Whether its head is as published, in any ASCII case, with white space around signs."""
        one, text = self.format, self.scan.text
        typed = "".join(text[self.start : self.body].split())
        head = "".join(one.head.split())
        if self.how == "end":
            head = head.removesuffix(one.gap)
        if self.how == "labels" or not self.keyword.is_exact or typed.upper() != head.upper():
            return False
        return bool(one.gap.strip()) or text[self.keyword.end : self.body].isspace()


_WORD_NUMBER = re.compile(r"(?<![\w+])[0-9](?=[0-9 .\-]{9})")
