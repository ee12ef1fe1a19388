"""The formats that are read together, and the fast way to read a text by one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import attrs

from ktpmsg.formats.expression import expression
from ktpmsg.locating.aligning import is_labelled_otherwise
from ktpmsg.locating.characters import has_look_alike
from ktpmsg.locating.locator import Locator
from ktpmsg.locating.place import Place
from ktpmsg.messages import Record
from ktpmsg.text.characters import folded
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

__all__ = ["Catalogue", "Match"]

# The first word of a text, where a keyword would be.
_FIRST_WORD = re.compile(r"[\s#*;|]*+([0-9A-Za-z]+)")


class Match(NamedTuple):
    """A text that the expression of a format matches: `record`, if each value is as published."""

    format: Format
    record: Record | None
    found: re.Match[str]

    def texts(self) -> dict[str, MappedText]:
        """The values that are there, by field, each with its place in the text."""
        texts = {}
        for at, field in enumerate(self.format.fields):
            for group in (2 * at + 1, 2 * at + 2):
                if self.found[group] is not None:
                    texts[field.name] = MappedText(self.found[group], self.found.start(group))
        return texts


class _Reader:
    """The expression of a format, and what makes a record of its groups."""

    def __init__(self, one: Format, not_a_name: str, separators: str) -> None:
        self.format = one
        self.fullmatch = expression(one, not_a_name).fullmatch
        self.is_keyword = re.compile(not_a_name, re.ASCII).fullmatch
        self._make = _maker(one)
        self._separators = separators
        # Where only numbers and plain names stand, no other message can begin on the line.
        self._is_closed = not (one.exposed or one.is_open or one.has_wordy_example)

    def read(self, text: str) -> Record | Match | None:
        """The record of a text that is one message for certain, as published.

        Else the match, which needs a look, or None for a text that is not of the format.
        """
        found = self.fullmatch(text)
        if found is None:
            return None
        values = found.groups()[::2]
        if None not in values or found.lastindex in self._ends(values):
            try:
                record = self._make(*values)
            except LookupError:
                return Match(self.format, self._looked_at(found), found)
            if self._is_closed and text.isascii() and "\n" not in text and "\r" not in text:
                return record
            return Match(self.format, record, found)
        return Match(self.format, self._looked_at(found), found)

    def _looked_at(self, found: re.Match[str]) -> Record | None:
        """The record, if values that need a look turn out to be as published."""
        values: list[Any] = []
        for at, field in enumerate(self.format.fields):
            text = found[2 * at + 1]
            if text is None:
                text = found[2 * at + 2]
            if text is None:
                break
            value = field.as_published(text.rstrip(WHITE_SPACE))
            if value is None or (field.is_name and self.is_keyword(value)):
                return None
            values.append(value)
        try:
            return self.format.make(values)
        except LookupError:
            return None

    def _ends(self, values: Sequence[str | None]) -> tuple[int, ...]:
        """The last group that matched, if only optional fields are lacking."""
        there = sum(value is not None for value in values)
        if there < self.format.required or None in values[:there]:
            return ()
        return (2 * there - 1,)


def _maker(one: Format) -> Callable[..., Record | None]:
    """What makes a record of the texts of its fields, which are as published.

    The twin of the record class has the same slots, so that what it makes becomes a record by its
    class alone. It is not frozen, and the methods of the transformer are its converters: attrs
    writes the shortest code there is for that.
    """
    names = [field.name for field in one.fields]
    converters = [_or_none(f.convert, required=f.required) for f in one.fields]
    record = one.record
    if [a.name for a in attrs.fields(cast("Any", record))] == names:
        twin = attrs.make_class(
            "Twin",
            {
                name: attrs.field(converter=convert)
                for name, convert in zip(names, converters, strict=True)
            },
            bases=(Record,),
            class_body={"__attrs_post_init__": None},  # nothing is left to be judged
            eq=False,
            repr=False,
            slots=True,
            weakref_slot=False,
        )
        try:
            cast("Any", object.__new__(twin)).__class__ = record
        except TypeError:  # a class of one's own with more in it
            pass
        else:

            def made(*texts: str) -> Record:
                values: Any = twin(*texts)
                values.__class__ = record
                return cast("Record", values)

            return made

    def assembled(*texts: str) -> Record:
        values = [convert(text) for convert, text in zip(converters, texts, strict=True)]
        return one.assemble(dict(zip(names, values, strict=True)))

    return assembled


def _or_none(convert: Callable[[str], Any], *, required: bool) -> Callable[[str], Any]:
    """The same for an optional field, whose text may be None."""

    def converted(text: str | None) -> Any:  # noqa: ANN401 - as `convert` has it
        return None if text is None else convert(text)

    return convert if required else converted


class Catalogue:
    """Formats that are read together: `formats`, in the order in which they are tried."""

    def __init__(self, formats: Iterable[Format]) -> None:
        self.formats = tuple(formats)
        self.separators = "".join(dict.fromkeys(one.separator for one in self.formats))
        self.locator = Locator(self.formats)
        ways = [way for one in self.formats for way in (one.keywords, *one.aliases) if way]
        words = [r"[\s\S]".join(way) for way in ways]
        not_a_name = f"(?i:{'|'.join(words)})" if words else "(?!)"
        self.is_keyword = re.compile(not_a_name, re.ASCII).fullmatch
        self._readers = [_Reader(one, not_a_name, self.separators) for one in self.formats]
        self._unnamed = [r for r in self._readers if not r.format.keywords]
        self._by_word: dict[str, list[_Reader]] = {}
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
        if found is None or isinstance(found, Match):
            return found
        # By the class: the same grammar may have been loaded again since, and have its formats.
        reader = next(r for r in self._readers if r.format.record is type(found))
        return Match(reader.format, found, cast("re.Match[str]", reader.fullmatch(text)))

    def texts(self, text: str) -> dict[str, MappedText]:
        """The values in a text that is strictly right, by field, each with its place."""
        match = self.match(text)
        return match.texts() if match else {}

    def _readers_of(self, word: str) -> Sequence[_Reader]:
        """The readers for a text whose first word this is, in whatever case."""
        return self._by_word.get(word) or self._by_word.get(word.upper(), self._unnamed)

    def _is_one(self, match: Match, text: str) -> bool:
        """Whether a text that matches is one message, and its values stand in their places."""
        one, found = match.format, match.found
        if match.record is None:
            if not (one.keywords and text.isascii() and "\n" not in text and "\r" not in text):
                return False
            for at, field in enumerate(one.fields):
                other = found[2 * at + 2]
                if other is None:
                    continue
                fit = 0 if field.is_open else field.fits(other.strip(WHITE_SPACE))
                if not fit or (fit == 1 and field.family == "choice" and _names(field, found)):
                    return False
                if is_labelled_otherwise(field, other, one.fields):
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
                if self.locator.has_keyword(text, start, end):
                    return True
            elif one.fields[at].is_open and _DIGIT.search(text, start, end):
                return True
        if "\n" not in text and "\r" not in text:
            return False
        if one.is_open and _LINE.search(text, start, last):
            return True
        return any(
            self.locator.has_keyword(text, line.start(1), min(line.start(1) + _REACH, last))
            for line in _LINE.finditer(text, body, last)
        )


_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[\r\n][^\w\r\n]*([^\W\d_])")  # the first letter of a line, after marks
_REACH = 40  # no keyword is longer


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
