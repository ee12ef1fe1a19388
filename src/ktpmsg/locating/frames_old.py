"""Where a message begins and where it ends: one answer for `check`, `find` and free text alike."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ktpmsg import characters, choices, shape
from ktpmsg.pieces import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ktpmsg.problems import Span
    from ktpmsg.shape import Form

__all__ = ["HASHES", "Begin", "Frame", "Framer", "current", "header", "next_header"]

# What may be a separator as it is sent: without one, a text holds no message.
HASHES = ("#", "\uff03", "\ufe5f")

# --- chat entries ------------------------------------------------------------------------------

_DATE = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
_TIME = r"[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?:[ \u202f\u00a0][AaPp]\.?[Mm]\.?)?"
_UNSEEN = "[\u200e\u200f\u202a-\u202e\ufeff]*+"
# "30/08/25 18.00 - Nama: ", "[24/09/26 16.20.05] Nama: ", "[16.20, 24/9/2026] Nama: "; what the
# chat itself says has no name.
_HEADER = re.compile(
    rf"^{_UNSEEN}(?:{_DATE},?[ \u202f\u00a0]{_TIME} - "
    rf"|\[(?:{_DATE},?[ \u202f\u00a0]{_TIME}|{_TIME}, {_DATE})\] )"
    r"(?:[^:\n]{1,100}: )?",
    re.MULTILINE,
)


def header(text: str, start: int) -> int:
    """Where the header of the chat entry that begins at `start` ends; `start` if there is none."""
    found = _HEADER.match(text, start)
    return found.end() if found else start


def next_header(text: str, start: int, end: int) -> int:
    """Where the next chat entry after `start` begins, or `end`."""
    line = text.find("\n", start, end)
    found = _HEADER.search(text, line + 1, end) if line >= 0 else None
    return found.start() if found else end


# --- the begin ---------------------------------------------------------------------------------

# Marks that may stand before a message: quotes, brackets, WhatsApp's, bullets, list numbers.
_MARKS = re.compile(r"(?:[ \t>*_~`\"'“”‘’„«»<(\[{•·▪●◦‣–—-]|(?:[Nn]o\.? ?)?[0-9]{1,3}[].):/ ])*+")
_OPENING = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”",
    "”": "”",
    "„": "“",
    "‘": "’",
    "«": "»",
    "<": ">",
    "(": ")",
    "[": "]",
    "{": "}",
    "*": "*",
    "_": "_",
    "~": "~",
}
_LEAD = re.compile(r"#\s*+(?:#\s*+){0,3}")
_TOKEN = re.compile(r"[^\W_]{1,20}")
_GAP = re.compile(r"[ .\-]{1,2}")
_ENDS_WITH_WORD = re.compile(r".?[^\W\d_]\Z|[^\W\d_][^\W_]\Z", re.DOTALL)
_KEYWORD_REACH = 40  # a keyword with its spaces is no longer
_MOST_TOKENS = 4
_REACH = 256  # how far from its keyword a message shows itself
_TEN_DIGITS = re.compile(r"[^#\d]{0,30}+(?:\d[^#\w]{0,3}+){9}\d")
_ALIASES = {"EKTP": "KTP", "KTPEL": "KTP", "DUKCAPIL": "DISDUKCAPIL"}
_LONG_KEYWORD = 6
_OTHER_SEPARATOR = re.compile(r"[^\S\n]*([^\w\s#]|pagar\b|\s)", re.IGNORECASE)
# Where no keyword is led, none stands at a line start, and no chat entry begins.
_MAY_BEGIN = re.compile(r"[\r\n]|[^0-9A-Za-z]#")
_OTHER_LEAD = re.compile(r"\s*+[^\w\s#]?")
_TEN_IN_REACH = re.compile(r"[0-9]{10}")
_SLIP_BEFORE_SEPARATOR = re.compile(r"[ \t\r\n]*+(?:[.:,*_~]{1,2}[ \t\r\n]*+(?=#))?")
_SPACE = re.compile(r"[ \t\r\n]*+")
_BEFORE_CHOICE = re.compile(r"(?:[\s.,;:!?/\\*_~'\"<(\[{-]|(?i:alasan)[ ]*+[:=])*+")
_CHOICE_REACH = 120


class _Word(NamedTuple):
    """A keyword: of which form, where it ends, and whether it is spelled as published."""

    form: Form
    end: int
    published: bool


# What has been looked for at a place of a text: the keyword there, or None.
_Words = dict[int, _Word | None]


class Begin(NamedTuple):
    """A keyword: of which form, from where to where, where the fields begin, and if as published.

    `led`: its leading separator is there. `parted`: a separator follows, not just white space.
    """

    form: Form
    start: int
    end: int
    body: int
    published: bool
    led: bool
    parted: bool


@attrs.frozen
class Frame:
    """Where a message lies in a text: `text[start:end]`, its fields from `body` to `close`.

    Between `close` and `end` stand the other halves of marks that were opened before `start`.
    `another` is where a second message begins, or None; `other` is where something else stands in
    place of the separators, or None.
    """

    text: str
    form: Form
    start: int
    body: int
    close: int
    end: int
    published: bool
    another: Span | None = None
    other: Span | None = None


class Framer:
    """Finds the messages of these forms."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = {form.keyword: form for form in forms}
        self._keywords = dict(self._forms)
        for alias, keyword in _ALIASES.items():
            if keyword in self._forms:
                self._keywords[alias] = self._forms[keyword]
        self._spelled = re.compile(_spelled(self._keywords, self._forms))
        self._by_a_word = re.compile(_by_a_word(self._keywords, self._forms))
        self._heads = [(form, _head(form)) for form in self._forms.values()]
        self._published = re.compile("|".join(map(_published, self._forms.values())))

    # What find and free text ask.

    def next_begin(self, text: str, start: int, end: int, *, within: bool = False) -> Begin | None:
        """The next message that begins at or after `start`, by all that shows one.

        `within` another message a keyword without its separator begins one at a line start only.
        """
        several_lines = within and text.find("\n", start, end) >= 0
        words: _Words = {}
        for found in self._by_a_word.finditer(text, start, end):
            at = found.start()
            if within and not several_lines and _clings(text[at - 1]):
                continue  # no keyword can stand before it, and none after it is led by it
            near = found.lastindex is not None
            beside = self._beside(text, at, start, words) if near else self._spaced(text, at, start)
            for begin in beside:
                if not begin or begin.end > end or not self._shows(text, begin, end, words):
                    continue
                if begin.led or not within or _begins_line(text, begin.start):
                    return begin
        return None

    def _beside(self, text: str, at: int, floor: int, words: _Words) -> Iterator[Begin | None]:
        """The keywords that the separator at `at` may belong to."""
        yield self._led(text, at, floor, words)
        if text.endswith(("#", "# "), floor, at):
            return  # no word stands between the two separators
        yield self._bare(text, at, floor)
        yield from self._spaced(text, at, floor)

    def next_in_text(self, text: str, start: int, end: int) -> int | None:
        """Where the next message begins within free text: only a published keyword does."""
        for found in self._published.finditer(text, start, end):
            at = found.start()
            if text[at - 1] == "#" and at > start:
                if not _clings(text[at - 2 : at - 1]):
                    return at - 1
            elif _begins_line(text, at):
                return at
        return None

    def end(self, text: str, begin: Begin, limit: int, *, alone: bool = False) -> int:
        """Where the message with this beginning ends: with its choice, or where the next begins.

        At the latest at `limit`, where the text ends or the next chat entry begins. `alone`: that
        no other message begins in the text is known.
        """
        last = begin.form.fields[-1]
        fields = len(begin.form.fields)
        at = begin.body
        index = 0
        while True:
            last_one = index == fields - 1
            separator = text.find("#", at, limit)
            ends_here = last_one or separator < 0 or "\n" in text[at:separator]
            if ends_here and index >= begin.form.numbers and _is_choice(last):
                line = _line_of_choice(text, last, at, limit, last=last_one)
                if line is not None:
                    return line if alone else self._before_next(text, begin, at, line)
            if last_one or separator < 0:
                at = at if last_one else limit
                break
            at = separator + 1
            index += 1
        return limit if alone else self._before_next(text, begin, at, limit)

    def _before_next(self, text: str, begin: Begin, fields_end: int, limit: int) -> int:
        free = begin.form.is_open
        stop = fields_end if free else limit
        following = self.next_begin(text, begin.body, stop, within=True)
        if following:
            return with_marks(text, following.start, begin.body)
        if free:
            at = self.next_in_text(text, fields_end, limit)
            if at is not None:
                return with_marks(text, at, fields_end)
        return limit

    # What check asks.

    def frame(self, text: str) -> Frame | None:
        """The frame of the message in a text, or None if it is no message of ours."""
        plain = self._plain(text)
        if plain:
            return plain
        begin = self.next_begin(text, 0, len(text))
        other = None if begin and begin.parted else self._other_separator(text)
        if other:
            return other
        return self._frame(text, begin or self._weak(text), alone=begin is None)

    def _plain(self, text: str) -> Frame | None:
        """The frame of a text that shows at a glance that it is one message and no more.

        It begins with a published keyword, is of one line, and all its separators cling to the
        word before them, so that no other message can begin in it.
        """
        for form, head in self._heads:
            found = head.match(text)
            if found and not _MAY_BEGIN.search(text, found.end()):
                end = len(text.rstrip(WHITE_SPACE))
                return Frame(text, form, 0, found.end(), end, end, published=True)
        return None

    def _frame(self, text: str, begin: Begin | None, *, alone: bool) -> Frame | None:
        if not begin:
            return None
        end = self.end(text, begin, next_header(text, begin.end, len(text)), alone=alone)
        rest = None if alone else self.next_begin(text, end, len(text))
        end = max(begin.body, len(text[:end].rstrip(WHITE_SPACE)))
        return Frame(
            text=text,
            form=begin.form,
            start=begin.start,
            body=begin.body,
            close=_closed(text, begin.start, begin.body, end),
            end=end,
            published=begin.published,
            another=(rest.start, rest.end) if rest else None,
        )

    def _other_separator(self, text: str) -> Frame | None:
        """A keyword that goes on with something else than the separator, and then a number."""
        start = _OTHER_LEAD.match(text, _after_marks(text, header(text, 0))).end()  # type: ignore[union-attr]
        lead = _LEAD.match(text, start)
        word = self._word(text, lead.end() if lead else start)
        other = _OTHER_SEPARATOR.match(text, word[1]) if word else None
        if not (word and other and _TEN_IN_REACH.search(text, word[1], word[1] + _REACH)):
            return None
        if other[1].isspace() and "#" in text[word[1] :]:
            return None
        end = len(text)
        at = other.end()
        return Frame(text, word[0], start, at, end, end, published=True, other=other.span(1))

    # How a keyword is read.

    def _word(self, text: str, start: int) -> _Word | None:
        """The form whose keyword stands at `start`, where it ends, and whether as published."""
        near = text[start : start + _KEYWORD_REACH]
        if not near.isascii():
            return self._folded_word(text, start)
        found = self._spelled.match(near)
        if found is None:
            return None
        typed = found.group()
        form = self._keywords[found.lastgroup] if found.lastgroup else self._one_letter_off(typed)
        if form is None:
            return None
        return _Word(form, start + len(typed), typed.upper() == form.keyword)

    def _folded_word(self, text: str, start: int) -> _Word | None:
        """The same where letters are not ASCII: those that NFKC makes right are right."""
        ends: list[int] = []
        at = start
        while len(ends) < _MOST_TOKENS:
            token = _TOKEN.match(text, at)
            if not token:
                break
            ends.append(token.end())
            gap = _GAP.match(text, token.end())
            if not gap:
                break
            at = gap.end()
        for end in reversed(ends):
            typed = text[start:end]
            word = characters.fold(typed).upper()
            form = self._keywords.get(word)
            if not form and end == ends[0]:
                form = self._one_letter_off(word)
            if form and not text[end : end + 1].isalnum():
                return _Word(form, end, typed.isascii() and typed.upper() == form.keyword)
        return None

    def _one_letter_off(self, word: str) -> Form | None:
        for keyword, form in self._forms.items():
            if len(keyword) >= _LONG_KEYWORD and choices.one_letter_off(word.upper(), keyword):
                return form
        return None

    def _led(self, text: str, at: int, floor: int = 0, words: _Words | None = None) -> Begin | None:
        """The keyword after the separator at `at`, with which a message would begin there."""
        word = self._led_word(text, at, floor, words)
        return self._begin(text, at, word, led=True) if word else None

    def _led_word(
        self, text: str, at: int, floor: int = 0, words: _Words | None = None
    ) -> _Word | None:
        if at and _clings(text[at - 1]):
            return None
        if at > floor and text[at - 1] == "#" and not _clings(text[at - 2 : at - 1]):
            return None  # the first of several leads
        start = _LEAD.match(text, at).end()  # type: ignore[union-attr]
        if words is None:
            return self._word(text, start)
        if start not in words:
            words[start] = self._word(text, start)
        return words[start]

    def _bare(self, text: str, at: int, floor: int) -> Begin | None:
        """The keyword before the separator at `at`, without a separator of its own."""
        first = max(floor, at - _KEYWORD_REACH)
        separator = text.rfind("#", first, at)
        if separator >= 0:
            if text[separator + 1 : at].isalnum():
                return None  # the one word there is led by that separator
            first = separator
        end = first + len(text[first:at].rstrip(WHITE_SPACE + ".:,*_~"))
        if not _ENDS_WITH_WORD.match(text, max(end - 2, first), end):
            return None
        for token in _TOKEN.finditer(text, first, end):
            start = token.start()
            if start and (_clings(text[start - 1]) or text[start - 1] == "#"):
                continue
            word = self._word(text, start)
            if word and word[1] == end:
                if "\n" in text[end:at] and not _begins_line(text, start):
                    return None
                return self._begin(text, start, word, led=False)
        return None

    def _spaced(self, text: str, at: int, floor: int) -> Iterator[Begin | None]:
        """The keyword at the start of the line, or of the one before, with white space after it."""
        first = max(floor, at - _REACH)
        line = text.rfind("\n", first, at) + 1 or first
        if text.rfind("#", line, at) >= 0:
            return
        for start in (line, text.rfind("\n", first, line - 1) + 1 if line > first else line):
            word_at = _after_marks(text, header(text, max(start, first)))
            word = self._word(text, word_at)
            if (
                word
                and text[word[1] : word[1] + 1].isspace()
                and text[word_at - 1 : word_at] != "#"
            ):
                yield self._begin(text, word_at, word, led=False)

    def _begin(self, text: str, start: int, word: _Word, *, led: bool) -> Begin:
        form, end, as_published = word
        after = end
        if not text.startswith("#", end):
            after = _SLIP_BEFORE_SEPARATOR.match(text, end).end()  # type: ignore[union-attr]
            as_published = as_published and not text[end:after].strip(WHITE_SPACE)
        parted = text.startswith("#", after)
        lead = text[start:end].count("#") == len(form.lead) if led else not form.lead
        published = as_published and lead and (parted or after == len(text))
        return Begin(form, start, end, after + parted, published, led, parted)

    def _shows(self, text: str, begin: Begin, end: int, words: _Words) -> bool:
        """Whether what follows the keyword is a message, and no word about one."""
        body = begin.body
        reach = next_header(text, begin.end, min(end, body + _REACH))
        if body > reach:
            return False  # the entry ends with its keyword
        if begin.parted and body - 1 > begin.end and self._led_and_parted(text, body - 1):
            return False  # that separator belongs to the keyword after it
        empty = text.startswith("#", body)
        digits = not empty and _TEN_DIGITS.match(text, body, reach) is not None
        first = begin.form.fields[0]
        unfilled = not empty and first.unfilled.match(text, body, reach) is not None
        if not begin.parted:
            number = digits or bool(begin.form.number_at and self._number_later(text, body, reach))
            return (number or unfilled) and (begin.led or "#" in text[body:reach])
        if digits or unfilled:
            return True
        second = text.find("#", body, reach)
        usual = begin.led or not begin.form.lead or _begins_line(text, begin.start)
        return second >= 0 and usual and self._led_word(text, second, second, words) is None

    def _led_and_parted(self, text: str, at: int) -> bool:
        begin = self._led(text, at)
        return begin is not None and begin.parted

    @staticmethod
    def _number_later(text: str, body: int, reach: int) -> bool:
        at = text.find("#", body, reach)
        return at >= 0 and _TEN_DIGITS.match(text, at + 1, reach) is not None

    def _weak(self, text: str) -> Begin | None:
        """The keyword with which a text begins, whatever follows, or one with its separator."""
        start = header(text, 0)
        at = _after_space(text, _after_marks(text, start))
        if text.startswith("#", at):
            begin = self._led(text, at)
        else:
            word = self._word(text, at)
            begin = self._begin(text, at, word, led=False) if word else None
            if begin and not (begin.parted or begin.body == len(text)):
                begin = None
        if begin:
            return begin
        at = text.find("#", start)
        while at >= 0:
            begin = self._led(text, at)
            if begin and (begin.parted or begin.body == len(text)):
                return begin
            at = text.find("#", at + 1)
        return None


def _spelled(keywords: Iterable[str], forms: Iterable[str]) -> str:
    """A pattern of what may be a keyword in ASCII: one as it is, or a word as long as a long one.

    Between the letters there may be dots, dashes and spaces: "K.T.P", "KTP-EL".
    """
    longest_first = sorted(keywords, key=len, reverse=True)
    known = (rf"(?P<{word}>{r'[ .-]{0,2}'.join(word)})" for word in longest_first)
    longest = max(map(len, forms)) + 1
    return rf"(?i:{'|'.join(known)})(?![^\W_])|[^\W_]{{{_LONG_KEYWORD - 1},{longest}}}(?![^\W_])"


def _by_a_word(keywords: Iterable[str], forms: Iterable[str]) -> str:
    """A pattern of a separator with a word beside it; it has a group where that may be a keyword.

    By the letters next to it: a keyword's first or last, a letter that is not ASCII, or a word as
    long as the long ones, which may be misspelled.
    """
    long = [len(word) for word in forms if len(word) >= _LONG_KEYWORD]
    long_word = rf"[^\W_]{{{min(long, default=_LONG_KEYWORD) - 1}}}"
    first, last = (rf"(?i:[{''.join({word[at] for word in keywords})}])" for at in (0, -1))
    other = r"[^\x00-\x7f]"
    after = rf"(?=[#\s]{{0,30}}+(?:{first}|{long_word}|{other}))"
    before = rf"(?<={last}#)|(?<={other}#)|(?<=[^#][\s.:,*_~]#)|(?<={long_word}#)"
    # What clings to a word that a separator leads belongs to no keyword but that.
    return rf"#(?:(?:{after}|{before})()|(?<=[^\W_]#))(?:[^\W_]{{1,20}}+#)?+"


def _head(form: Form) -> re.Pattern[str]:
    """A pattern of the begin of a form as it is published, and of a value after it."""
    return re.compile(rf"(?ai:{re.escape(form.write(('',)))})(?=[^\W_])")


def _published(form: Form) -> str:
    """A pattern of a published keyword within free text, its separator and its number."""
    separator = re.escape(form.separator)
    fields = rf"[^{separator}\n]{{0,200}}{separator}" * (form.number_at or 0)
    return rf"(?ai:{re.escape(form.keyword)}){separator}{fields}[ \t]*[0-9]{{10}}"


def _clings(char: str) -> bool:
    """Whether a separator after this character belongs to a word or an address."""
    return char.isalnum() or (char != "" and char in "/&")


def _is_choice(field: shape.Field) -> bool:
    return len(field.terminals) > 1


def _line_of_choice(
    text: str, field: shape.Field, start: int, limit: int, *, last: bool
) -> int | None:
    """Where the line ends that completes the choice at `start`; None if there is none."""
    at = _after_space(text, start)
    end = _choice_end(text, field, at, limit)
    if end is not None:
        line = text.find("\n", end, limit)
        line = limit if line < 0 else line
        if last or "#" not in text[at:line].rstrip("# \t\r."):
            return line
    if not last:
        return None
    line = text.find("\n", at, limit)
    return limit if line < 0 else line


def _choice_end(text: str, field: shape.Field, start: int, limit: int) -> int | None:
    """Where a choice ends that stands at `start`: as published, however spaced, or otherwise."""
    published = field.value.match(text, start, limit)
    if published and not text[published.end() : published.end() + 1].isalnum():
        return published.end()
    stop = min(limit, start + _CHOICE_REACH)
    at = _BEFORE_CHOICE.match(text, start, stop).end()  # type: ignore[union-attr]
    found = choices.lead(text[at:stop])
    return at + found.end if found else None


def _after_space(text: str, start: int) -> int:
    return _SPACE.match(text, start).end()  # type: ignore[union-attr]


def _after_marks(text: str, start: int) -> int:
    return _MARKS.match(text, start).end()  # type: ignore[union-attr]


def _begins_line(text: str, start: int) -> bool:
    line = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    return _MARKS.fullmatch(text, header(text, line), start) is not None


def with_marks(text: str, start: int, floor: int) -> int:
    """Where the marks begin that stand before a message: a bullet, a list number, a quote."""
    line = max(text.rfind("\n", floor, start) + 1, floor)
    line = header(text, line) if start - line < _REACH else start
    if line <= start <= line + _REACH and _MARKS.fullmatch(text, line, start):
        return _after_space(text, line)
    while start > floor and text[start - 1] in _OPENING:
        start -= 1
    return start


def _closed(text: str, start: int, body: int, end: int) -> int:
    """Where the other halves of the marks begin that were opened directly before the message."""
    at = start
    while at and text[at - 1] in _OPENING and end > body:
        at -= 1
    for mark in text[at:start]:  # the first that was opened is the last to close
        if text[end - 1 : end] == _OPENING[mark] and end > body:
            end = len(text[: end - 1].rstrip(WHITE_SPACE))
    return max(end, body)


@functools.lru_cache(maxsize=4)
def _framer(grammar: shape.Grammar) -> Framer:
    return Framer(grammar.forms.values())


def current() -> Framer:
    """The framer for the grammar in force."""
    return _framer(shape.current())


def without_headers(text: str) -> str:
    """A text without the headers of chat entries."""
    return _HEADER.sub("", text)
