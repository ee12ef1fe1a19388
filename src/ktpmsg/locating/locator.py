"""Where messages lie in a text: one answer for `check`, `find`, free text and records."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ktpmsg.locating import bare, gates
from ktpmsg.locating.begins import Begin
from ktpmsg.locating.entries import entries, entry_at, header, next_header, with_plain_line_ends
from ktpmsg.locating.keywords import Keywords
from ktpmsg.locating.place import Open, Place, boundary, counted, placed
from ktpmsg.locating.plain import Plain
from ktpmsg.locating.scan import Scan
from ktpmsg.locating.weakly import begins_weakly
from ktpmsg.text.characters import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ktpmsg.formats.format import Format
    from ktpmsg.locating.keywords import Keyword
    from ktpmsg.problems import Span

__all__ = ["Locator"]

# A number that may stand behind a keyword without any separator.
_NUMBER_NEAR = re.compile(
    r"[0-9](?:[0-9]{4,}+|[0-9]{3}(?:[*xX•.]{2}|[ .\-–](?=[0-9]{2}))"
    r"|[0-9][ .\-](?:[0-9]{2}[ .\-]){3})"
)
# What is to be looked at for such a number: four digits, or two and two, all digits being 0.
_MAY_BE_NEAR = re.compile(r"00(?:00++| 00 00 00 )")
_CLASSES = bytes.maketrans(b"123456789.-", b"000000000  ")
_BEFORE_SEPARATOR, _BEFORE_NUMBER = 110, 320
_AFTER_SEPARATOR = 48
_MOST_AHEAD = 8
_MOST_TRIED = 256  # keywords; nobody writes as many and no message
_LABEL = 4  # marks before a number
_STRAY = " \t.,:;!?*_~`"


class Locator:
    """Finds the messages of these formats in a text.

    The text is one after the repairs of characters: nothing invisible, NFC, separators as
    published. All offsets are in that text.
    """

    def __init__(self, formats: Sequence[Format]) -> None:
        """Take the formats, in the order of the grammar."""
        self._keywords = Keywords(formats)
        self._plain = Plain(formats, self._keywords)
        self._bare = [one for one in formats if not one.keywords]
        self._signs = self._keywords.separators
        self._has_phones = any(f.family == "phone" for one in formats for f in one.fields)

    # --- the public ones

    def locate(self, text: str) -> list[Place]:
        """Every message in a text, in order.

        A template beside a filled message in the same chat entry is text around it, and so is a
        struck-out message beside one that is not.
        """
        return [place for entry in self._entries(text) for place in counted(entry)]

    def plain(self, text: str) -> Place | None:
        """The place of the one message in a plain text: found at once, where it is as usual."""
        return self._plain.locate(text)

    def first(self, text: str) -> Place | None:
        """The message that `check` takes a text for where `locate` finds none, else None.

        Its keyword begins the text, after what is set aside, and ends there or goes on with a
        separator or another sign; or it has its own separator in front and one behind.
        """
        scan = Scan(with_plain_line_ends(folded(text)), self._signs)
        keywords = self._keywords.find(scan.text, [(0, len(scan.text))])
        start = header(text, 0)
        limit = next_header(text, start, len(text))
        for keyword in itertools.islice(keywords, _MOST_TRIED):
            if keyword.start >= limit:
                start, limit = self._next_entry(text, keyword.start, limit)
            begin = Begin(scan, keyword, min(start, keyword.start), limit)
            if begins_weakly(begin, start):
                return placed(Open(begin, "first"), begin.limit, start)
        begin_bare = bare.weak_bare(scan, self._bare, header(text, 0), len(text))
        return placed(Open(begin_bare, "first"), begin_bare.limit, 0) if begin_bare else None

    def has_keyword(self, text: str, start: int, end: int) -> bool:
        """Whether a keyword stands in a part of a text, however it is spelled."""
        if not self._keywords.may_hold(text[start:end]):
            return False
        return next(self._keywords.find(text, [(start, end)]), None) is not None

    def holds_other(self, text: str, place: Place) -> Span | None:
        """Where another message, or a chat entry, begins inside a message, else None.

        Quick where that is plain: a text of one line in which nothing looks like a keyword.
        """
        plain = with_plain_line_ends(folded(text))
        if "\n" not in plain and not self._may_hold(plain, place.body, place.close):
            return None
        entry = next_header(plain, place.body, place.close)
        if entry < place.close:
            return entry, header(plain, entry)
        for found in self._entries(text):
            for other in found:
                if place.start < other.start < place.close:
                    return other.start, other.body
        return None

    def _may_hold(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a text has digits, and a keyword."""
        if not any(map(str.isdigit, text[start:end])):
            return False
        return any(True for _ in self._keywords.find(text, [(start, end)]))

    # --- the parts of a text

    def _entries(self, text: str) -> Iterator[list[Place]]:
        """All that begins a message, by chat entry."""
        scan = Scan(with_plain_line_ends(folded(text)), self._signs)
        spans = self._hot(scan)
        if not spans:
            return
        keywords = list(self._keywords.find(scan.text, spans))
        if not keywords and not self._bare:
            return
        if self._bare:
            yield from self._in_all_entries(scan, keywords)
            return
        start = end = 0
        within: list[Keyword] = []
        for keyword in keywords:
            if keyword.start >= end:
                if within:
                    yield self._in_entry(scan, within, start, end)
                start, end = entry_at(scan.text, keyword.start, end, self._holds)
                within = []
            if keyword.start >= start:
                within.append(keyword)
        if within:
            yield self._in_entry(scan, within, start, end)

    def _in_all_entries(self, scan: Scan, keywords: list[Keyword]) -> Iterator[list[Place]]:
        """The same where a message may begin without a keyword, in any entry."""
        index = 0
        for start, end in entries(scan.text, self._holds):
            within = []
            while index < len(keywords) and keywords[index].start < end:
                if keywords[index].start >= start:
                    within.append(keywords[index])
                index += 1
            yield self._in_entry(scan, within, start, end)

    def _hot(self, scan: Scan) -> list[Span]:
        """The parts of a text in which a keyword may begin a message: most of a chat is none."""
        text = scan.text
        near = [
            (place - _BEFORE_SEPARATOR, place + _AFTER_SEPARATOR)
            for places in scan.separators.values()
            for place in places
        ]
        near += (
            (found.start() - _BEFORE_NUMBER, found.start())
            for found in _numbers_near(text)
            if self._has_phones or not _is_phone(text, found)
        )
        near.sort()
        spans: list[Span] = []
        for start, end in near:
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((max(start, 0), end))
        return [_whole_words(text, start, end) for start, end in spans]

    def _holds(self, text: str, start: int, end: int) -> bool:
        """Whether what looks like a name is a keyword with a number behind it."""
        stop = min(len(text), end + 24)
        if not any(map(str.isdigit, text[start:stop])):
            return False
        part, last = text[start:stop], end - start + _LABEL
        found = self._keywords.find(part, [(0, len(part))])
        near = [k for k in found if any(map(str.isalnum, part[k.end : last + 1]))]
        if not near:
            return False
        scan = Scan(part, self._signs)
        begins = (Begin(scan, keyword, 0, len(part)) for keyword in near)
        return any(
            begin.how and begin.number is not None and begin.number <= last for begin in begins
        )

    def _next_entry(self, text: str, at: int, limit: int) -> Span:
        """The chat entry that a place is in, which lies behind `limit`."""
        start = limit
        while limit <= at:
            start = header(text, limit)
            limit = next_header(text, start, len(text))
        return start, limit

    # --- one entry

    def _in_entry(self, scan: Scan, keywords: list[Keyword], start: int, end: int) -> list[Place]:
        plain = self._plain.locate(scan.text[start:end]) if len(keywords) == 1 else None
        if plain:
            return [plain.moved(start)]
        begins = [Begin(scan, keyword, start, end) for keyword in keywords]
        found: list[Open] = []
        places: list[Place] = []
        floor = start
        for begin, why, second in self._beginning(scan, begins, found, start, end):
            if found:
                places.append(placed(found[-1], boundary(found[-1], begin, floor), floor))
                floor = max(floor, places[-1].end)
            found.append(Open(begin, why))
            found[-1].second = second
        if found:
            places.append(placed(found[-1], end, floor))
        return places

    def _beginning(
        self, scan: Scan, begins: list[Begin], found: list[Open], start: int, end: int
    ) -> Iterator[tuple[Begin, str, Span | None]]:
        """What begins a message, one after the other; `found` has those before it."""
        lines = list(bare.bare_begins(scan, self._bare, start, end))[::-1] if self._bare else []
        skipped = -1
        for index, begin in enumerate(begins):
            earlier = begins[index - 1] if index else begin
            yield from self._bare_before(lines, (earlier, begin), begin.start, found)
            if begin.start < skipped or not begin.how:
                continue
            following = begins[index + 1] if index + 1 < len(begins) else None
            current = _current(found, begin.start)
            if current and begin.keyword.start < current.begin.body:
                continue  # one of the words beside the keyword before
            stop = _stop(begins, index, end)
            why = _why(begin, stop, current)
            second = None
            if following and _is_joined(begin, following, current, why):
                why = "two-keywords"
                second = (following.keyword.start, following.keyword.end)
                skipped = following.start + 1
            elif why == "number" and _is_nearer(begins, index, current):
                why = None if current else gates.without_number(begin, stop)
            if not why:
                continue
            if current:
                begin.leave_to(current.begin)
            yield begin, why, second
        yield from self._bare_before(lines, tuple(begins[-1:]), end, found)

    def _bare_before(
        self, lines: list[list[Begin]], around: tuple[Begin, ...], stop: int, found: list[Open]
    ) -> Iterator[tuple[Begin, str, Span | None]]:
        """What begins a message without a keyword before `stop`; these `lines` are taken off."""
        while lines and lines[-1][0].start < stop:
            begin = self._bare_at(lines.pop(), around, found)
            if begin:
                yield begin, "values", None

    @staticmethod
    def _bare_at(line: list[Begin], around: tuple[Begin, ...], found: list[Open]) -> Begin | None:
        """The format without a keyword that a line begins, if no keyword of another does."""
        start, end = line[0].value(0, line[0].limit) or (0, 0)
        before = (
            line[0].scan.text[start : begin.keyword.start]
            for begin in around
            if start <= begin.keyword.start < end
        )
        if not all(text.strip(_STRAY + line[0].format.separator) for text in before):
            return None
        current = _current(found, line[0].start)
        if current is not None and not _is_in_free_text(current.begin, line[0].start):
            return None
        right = [begin for begin in line if bare.is_right(begin)]
        return min(right, key=bare.number_of_errors) if right else None


def _numbers_near(text: str) -> Iterator[re.Match[str]]:
    """All that `_NUMBER_NEAR` finds; most digits of a chat are times, and are passed over."""
    classes = text.encode("ascii", "replace").translate(_CLASSES).decode("ascii")
    for found in _MAY_BE_NEAR.finditer(classes):
        number = _NUMBER_NEAR.match(text, found.start())
        if number:
            yield number


def _is_phone(text: str, found: re.Match[str]) -> bool:
    """Whether digits are of a telephone number: `0812…`, `+62 812-3456-7890`."""
    start = found.start()
    return text.startswith(("08", "628"), start) or text[max(start - 4, 0) : start - 1].isdigit()


def _whole_words(text: str, start: int, end: int) -> Span:
    """The same part of a text, but no word cut at its start."""
    least = max(0, start - 24)
    while start > least and text[start - 1].isalnum():
        start -= 1
    return start, min(end, len(text))


def _current(found: list[Open], at: int) -> Open | None:
    """The message that is open at a place: begun before it, and not complete."""
    if not found or found[-1].extent.end_before(at) is not None:
        return None
    return found[-1]


def _stop(begins: Sequence[Begin], index: int, end: int) -> int:
    """Where a message without a number ends that goes before another: at the next keyword.

    The first separator before that keyword may be its own: `…#Siti##KTP#…`, `…#Siti#KTP#…`.
    """
    ahead = begins[index + 1 : index + 1 + _MOST_AHEAD]
    following = next((one for one in ahead if _is_headed(one)), None)
    if following is None:
        return ahead[-1].start if len(ahead) == _MOST_AHEAD else end
    sign, text = following.format.separator, following.scan.text
    doubled = text.startswith(sign + sign, following.start)
    return following.start + (doubled or (following.lead and following.before.isalnum()))


def _is_headed(begin: Begin) -> bool:
    """Whether a keyword may begin a message, and is no word in a value: `…#ktp jadi?#…`."""
    sign, text = begin.format.separator, begin.scan.text
    if begin.lead and not text[text.rindex(sign, begin.start, begin.keyword.start) - 1].isalnum():
        return True
    return gates.outside(begin, begin.limit) is not None


def _why(begin: Begin, stop: int, current: Open | None) -> str | None:
    """Why a message begins there, by the rule for where it stands."""
    if current is None:
        return gates.outside(begin, stop)
    why = gates.inside(begin, current.begin)
    if why is None and current.why == "template":
        return gates.outside(begin, stop)
    return why


def _is_joined(begin: Begin, following: Begin, current: Open | None, why: str | None) -> bool:
    """Whether two keywords stand together, so that the second begins no message."""
    if why is None and (current or begin.before in "/&" or following.start > begin.body):
        return False
    return gates.joined_to(begin, following, is_inside=current is not None)


def _is_nearer(begins: Sequence[Begin], index: int, current: Open | None) -> bool:
    """Whether the number of a keyword belongs to one that follows it, and is nearer."""
    begin = begins[index]
    number = begin.any_number if begin.line else begin.number
    if number is None:
        return False
    last = bisect_right(begins, number, lo=index + 1, key=_start_of) - 1
    return last > index and any(
        _takes_number(begins[at], begin, current) for at in sorted({index + 1, last})
    )


def _start_of(begin: Begin) -> int:
    return begin.start


def _takes_number(following: Begin, begin: Begin, current: Open | None) -> bool:
    """Whether a keyword begins a message with the number that follows it and another."""
    if current or following.keyword.spelling == "misspelled":
        return gates.inside(following, begin) is not None
    return gates.outside(following, following.limit) is not None


def _is_in_free_text(begin: Begin, at: int) -> bool:
    """Whether a place is in the free text at the end of a message."""
    last = begin.value(len(begin.format.fields) - 1, begin.limit)
    return begin.format.is_open and last is not None and last[0] < at
