"""The formats that are read together, and the fast way to read a text by one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.formats.reader import Match, Reader
from ktpmsg.locating.characters import has_look_alike
from ktpmsg.locating.fitting import is_labelled_otherwise
from ktpmsg.locating.locator import Locator
from ktpmsg.locating.place import Place
from ktpmsg.messages import format_of
from ktpmsg.text.characters import folded
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record
    from ktpmsg.problems import Span

__all__ = ["Catalogue"]

# The first word of a text, where a keyword would be.
_FIRST_WORD = re.compile(r"[\s#*;|]*+([0-9A-Za-z]+)")


class Catalogue:
    """Formats that are read together: `formats`, in the order in which they are tried."""

    def __init__(self, formats: Iterable[Format]) -> None:
        self.formats = tuple(formats)
        self.separators = "".join(dict.fromkeys(one.separator for one in self.formats))
        self.locator = Locator(self.formats)
        # What stands somewhere behind a keyword that begins a message.
        self._goes_on = re.compile(rf"[\d\n\r{re.escape(self.separators)}]")
        ways = [way for one in self.formats for way in (one.keywords, *one.aliases) if way]
        words = [r"[\s\S]".join(way) for way in ways]
        not_a_name = f"(?i:{'|'.join(words)})" if words else "(?!)"
        self.is_keyword = re.compile(not_a_name, re.ASCII).fullmatch
        self._readers = [Reader(one, not_a_name) for one in self.formats]
        self._reader_of = {reader.format.name: reader for reader in self._readers}
        self._unnamed = [r for r in self._readers if not r.format.keywords]
        self._by_word: dict[str, list[Reader]] = {}
        for reader in self._readers:
            for word in reader.format.keywords[:1]:
                for spelled in {word.upper(), word.lower(), word}:
                    self._by_word.setdefault(spelled, []).append(reader)

    def read(self, text: str) -> Record | Match | None:
        """The record of a text that is strictly right.

        Else the match of a text that is, for certain, one message of a format with its values in
        their places; else None.
        """
        word = _FIRST_WORD.match(text)
        for reader in self._readers_of(word[1] if word else ""):
            found = reader.read(text)
            if found is None:
                continue
            if type(found) is not Match:
                return found
            if not self._is_one(found, text):
                return None
            return found if found.record is None else found.record
        return None

    def match(self, text: str) -> Match | None:
        """The match of a text that `read` knows, with the place of each value."""
        found = self.read(text)
        return found if found is None or isinstance(found, Match) else self.match_of(found, text)

    def match_of(self, record: Record, text: str) -> Match | None:
        """The match of the text that a record was read from."""
        return self._reader_of[format_of(type(record)).name].match(text, 0)

    def inside(self, place: Place, text: str) -> tuple[Match, Span | None] | None:
        """The match of a message on one line, and the separators at its end that are too many.

        None if there is no match, or its values may stand in other places.
        """
        one = place.format
        is_usual = place.how == "separator" and not (place.second or place.struck or place.template)
        if not (is_usual and text.isascii()) or _LINE_END.search(text, place.body, place.close):
            return None
        stop = place.close
        if not (one.is_open or one.closing):
            stop = len(text[:stop].rstrip(one.separator))
        tail = (stop, place.close) if stop < place.close else None
        if tail and (text[stop - 1].isspace() or one.required < len(one.fields)):
            return None
        match = self._reader_of[one.name].match(
            one.head + text[place.body : stop], place.body - len(one.head)
        )
        if match is None or (tail and match.found[2 * len(one.fields) - 1] is None):
            return None
        if match.record is None:
            return (match, tail) if _is_in_place(match) else None
        return None if one.is_example(match.record) else (match, tail)

    def _readers_of(self, word: str) -> Sequence[Reader]:
        """The readers for a text whose first word this is, in whatever case."""
        return self._by_word.get(word) or self._by_word.get(word.upper(), self._unnamed)

    def _is_one(self, match: Match, text: str) -> bool:
        """Whether a text that matches is one message, and its values stand in their places."""
        one = match.format
        if match.record is None:
            if not (one.keywords and text.isascii() and "\n" not in text and "\r" not in text):
                return False
            if not _is_in_place(match):
                return False
        elif one.is_example(match.record) or has_look_alike(text, self.separators):
            return False
        if not self._may_hold_other(match, text):
            return True
        return self.locator.holds_other(text, _place(match)) is None

    def _may_hold_other(self, match: Match, text: str) -> bool:
        """Whether another message might begin inside: quick, and seldom so.

        One begins at a keyword with a number behind it, or at one that begins a line.
        """
        one, found = match.format, match.found
        text = folded(text)
        start = last = body = max(found.start(1), found.start(2))
        for at in range(len(one.fields)):
            start, end = found.span(2 * at + 1)
            is_right = start >= 0
            if not is_right:
                start, end = found.span(2 * at + 2)
            if start < 0:
                break
            last = end
            if at in one.exposed or not is_right:
                if self._goes_on.search(text, start) and self.locator.has_keyword(text, start, end):
                    return True
            elif one.fields[at].is_open and _DIGIT.search(text, start, end):
                return True
        if "\n" not in text and "\r" not in text:
            return False
        if one.is_open and _LINE.search(text, start, last):
            return True
        return self.locator.has_keyword(text, body, last) and any(
            self.locator.has_keyword(text, line.start(1), min(line.start(1) + _REACH, last))
            for line in _LINE.finditer(text, body, last)
        )


_LINE_END = re.compile(r"[\r\n]")
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[\r\n][^\w\r\n]*([^\W\d_])")  # the first letter of a line, after marks
_REACH = 40  # no keyword is longer


def _is_in_place(match: Match) -> bool:
    """Whether each value that is not as published fits its field, and no other for certain."""
    one, found = match.format, match.found
    for at, field in enumerate(one.fields):
        other = found[2 * at + 2]
        if other is None:
            continue
        fit = 0 if field.is_open else field.fits(other.strip(WHITE_SPACE))
        if not fit or (fit == 1 and field.family == "choice" and _names(field, found)):
            return False
        if is_labelled_otherwise(field, other, one.fields):
            return False
    return True


def _names(choice: Field, found: re.Match[str]) -> bool:
    """Whether a value in another place names one of these choices."""
    return any(text is not None and choice.fits(text) > 2 for text in found.groups())  # noqa: PLR2004


def _place(match: Match) -> Place:
    """Where the message of a match lies: all of the text."""
    one, found = match.format, match.found
    start, end = found.span()
    body = max(found.start(1), found.start(2))
    gap = (body, body)
    return Place(one, start, start, (start, body), gap, body, end, end, "separator", published=True)
