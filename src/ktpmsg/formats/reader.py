"""The fast way to read a text by one format: its expression, and a record of what that found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import attrs

from ktpmsg.formats.expression import expression
from ktpmsg.messages import Record
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

__all__ = ["Match", "Reader"]


class Match(NamedTuple):
    """A text that the expression of a format matches: `record`, if each value is as published.

    `shift` is where the text that matched lies in the text given.
    """

    format: Format
    record: Record | None
    found: re.Match[str]
    shift: int = 0

    def values(self) -> Iterator[tuple[Field, MappedText, bool]]:
        """Each value that is there, with its place in the text, and whether it is as published."""
        found, shift = self.found, self.shift
        for at, field in enumerate(self.format.fields):
            group = 2 * at + 1
            is_published = found[group] is not None
            group += not is_published
            if found[group] is not None:
                yield field, MappedText(found[group], found.start(group) + shift), is_published

    def text_of(self, name: str) -> MappedText:
        """The value of a field that is there, with its place in the text."""
        return next(text for field, text, _ in self.values() if field.name == name)


class Reader:
    """The expression of a format, and what makes a record of its groups."""

    def __init__(self, one: Format, not_a_name: str) -> None:
        self.format = one
        self.fullmatch = expression(one, not_a_name).fullmatch
        self.is_keyword = re.compile(not_a_name, re.ASCII).fullmatch
        self._make = _maker(one)
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

    def match(self, text: str, shift: int) -> Match | None:
        """The match of a text that lies at `shift` in another, with its record if it is right."""
        found = self.fullmatch(text)
        if found is None:
            return None
        values = found.groups()[::2]
        if None not in values or found.lastindex in self._ends(values):
            try:
                return Match(self.format, self._make(*values), found, shift)
            except LookupError:
                pass
        return Match(self.format, self._looked_at(found), found, shift)

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
            twin.__init__ = cast("Any", twin.__init__).__wrapped__  # type: ignore[misc]

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
