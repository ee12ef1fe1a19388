"""A keyword in a text, and what stands around it: all that says if a message begins there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.locating.behind import Behind
from ktpmsg.locating.lines import label_at
from ktpmsg.locating.scan import LINE_REACH, SPACE, marks, prefix

if TYPE_CHECKING:
    from ktpmsg.locating.keywords import Keyword
    from ktpmsg.locating.scan import Scan

__all__ = ["Begin"]

_STRAY = " \t\n.:,*_~`"  # what may stand between a keyword and its separator
_ONLY_STRAY = ".:,*_~`"
_NEXT_VALUE = re.compile(r"\s*([^\w\s])[ \t]*")
_SIGNS = frozenset("/;|-–—=+#*,&>")
_MOST_STRAY = 24
_WORDS_REACH = 80  # words between a keyword and its separator are no longer
_MOST_WORDS = 4
_LABEL_LINE = re.compile(r"[ \t.:*_~`\"'>-]*\n\s*")


class Begin(Behind):
    """A keyword of a format, and what stands around it within `floor` and `limit`.

    `start` is where a message would begin there: at its own separator in front (`lead`), or at the
    keyword. `how` it goes on is "separator", "space", "sign" (another sign for the separator),
    "words" (between the keyword and its separator), "labels" (labelled lines), "digits" (a number
    directly after it), "end" (of the text), or "" (in none of these ways). The first field begins
    at `body`; `next` is the index of the first separator behind that.
    """

    __slots__ = ("_floor", "_line", "keyword", "start")

    def __init__(self, scan: Scan, keyword: Keyword, floor: int, limit: int) -> None:
        """Look at what stands around this keyword."""
        super().__init__(scan, keyword.format, keyword.end, limit)
        self.keyword = keyword
        self._floor = floor
        self._line: int | None = None
        self.start, self.lead = self._before()
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
        is_other = not self.format.lead or (at - 1 > floor and text[at - 2] not in SPACE + sign)
        if "\n" in text[at:start] and at - 1 > floor and is_other:
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
        """Leave the separator at its end, or all but one, to the message before it."""
        text, sign, end = self.scan.text, self.format.separator, self.keyword.start
        if not self.lead or other.format.separator != sign:
            return
        if other.format.closing and not self.format.lead:
            if not self.line or "\n" in text[self.start : end]:
                at = text.find(sign, self.start + 1, end)
                self.start, self.lead = (at, True) if at >= 0 else (end, False)
        elif not self.line:
            self.start = text.rindex(sign, self.start, end)

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
            return self._with_joined_value(words)
        body = places[index] + 1
        count = len(words.split())
        self.goes_on("words", body)
        if count <= _MOST_WORDS and self.fits():
            return "words"
        takes = text[end] in SPACE and self.format.fields[0].fits(words.strip()) > 0
        if takes and not self._names_a_choice(words):
            return self.goes_on("space", end + len(words) - len(words.lstrip()))
        return "words" if count <= _MOST_WORDS else self.goes_on("", end)

    def _with_joined_value(self, words: str) -> str:
        """A first value behind a space, with the number of the second field in it."""
        self.goes_on("space", self.keyword.end)
        joined = self.line and words[0] in SPACE and self._number_at_end() is not None
        return "space" if joined else ""

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

    # --- what it is

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
