"""A message on its way to be typed, and how its parts are changed: what typos are made of.

All of it follows from the format of the message. No change touches the 9 that the serial of a
number begins with, but those that leave no number.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

import attrs
from hypothesis import strategies as st

from ktpmsg.messages import format_of
from ktpmsg.testing.values import DEFAULT_DAY, district_codes, nik_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record

    Change = Callable[[st.DrawFn, "Draft"], object]
    Fits = Callable[[Field], bool]
    ValueChange = Callable[[st.DrawFn, str, Field], str]

__all__ = [
    "SERIAL",
    "Draft",
    "InField",
    "any_of",
    "around",
    "by",
    "is_name",
    "is_number",
    "is_place",
    "is_text",
    "of_family",
    "of_kind",
    "separated",
    "spelled",
    "suits",
    "swapped",
    "ways",
]

T = TypeVar("T")

SERIAL = 12  # where the serial of a number begins, with a 9 that stays


class Draft:
    """A message on its way to be typed: its parts, to be changed one after the other."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.format: Format = format_of(type(record))
        values = [(field, getattr(record, field.name)) for field in self.format.fields]
        self.fields = tuple(field for field, value in values if value is not None)
        self.values = [field.write(value) for field, value in values if value is not None]
        self.lead, self.closing = self.format.lead, self.format.closing
        self.keyword = self.format.separator.join(self.format.keywords)
        gap = self.format.gap if self.format.keywords else ""
        self.separators = [gap, *[self.format.separator] * (len(self.values) - 1)]
        self.around = "{}"
        self.free = list(range(len(self.values)))  # the fields that no typo was made in
        self.changed: str | None = None  # the field that the last one was made in

    @property
    def text(self) -> str:
        """The message as it is typed."""
        fields = map(str.__add__, self.separators, self.values)
        return self.around.format("".join((self.lead, self.keyword, *fields, self.closing)))

    @property
    def digits(self) -> dict[str, str]:
        """The digits that are typed in the fields for a NIK or a KK number."""
        return {
            field.name: "".join(str(unicodedata.decimal(c)) for c in value if c.isdecimal())
            for field, value in zip(self.fields, self.values, strict=True)
            if is_number(field)
        }

    @property
    def is_complete(self) -> bool:
        """Whether it has every field that its format has, so that one less is one too few."""
        return len(self.fields) == self.format.required == len(self.format.fields)

    @property
    def last(self) -> Field:
        """The last field that it has."""
        return self.fields[-1]

    def put(self, at: int, value: str) -> None:
        """Write something else in a field."""
        self.values[at] = value
        self.free.remove(at)
        self.changed = self.fields[at].name

    def leave_out(self, at: int) -> None:
        """Leave out a field, and the separator before it."""
        self.put(at, "")
        self.separators[at] = ""

    def part_by(self, sign: str) -> None:
        """Write this in place of each separator that is left."""
        separator = self.format.separator
        self.separators = [sign if each == separator else each for each in self.separators]

    def takes(self, change: Change, draw: st.DrawFn) -> bool:
        """Make a change; False where there is no room for it."""
        before = self.text
        change(draw, self)
        return self.text != before


def any_of(draw: st.DrawFn, *ways: T) -> T:
    """One of these."""
    return draw(st.sampled_from(ways))


# --- which fields --------------------------------------------------------------------------------


def of_kind(*terminals: str) -> Fits:
    """Fields of one of these kinds."""
    return lambda field: field.terminal in terminals


def of_family(family: str) -> Fits:
    """Fields whose values look alike."""
    return lambda field: field.family == family


is_number = of_family("number")


def is_place(field: Field) -> bool:
    """A field for the name of a village or district."""
    return field.place is not None


def is_name(field: Field) -> bool:
    """A field for the name of a person or a place."""
    return field.is_name or is_place(field)


def is_text(field: Field) -> bool:
    """A field for free text, to the end of the message."""
    return field.is_open


# --- changes of a value --------------------------------------------------------------------------


@attrs.frozen
class InField:
    """A change of the value of one of the fields that fit."""

    fits: Fits
    change: ValueChange

    def __call__(self, draw: st.DrawFn, draft: Draft) -> None:
        """Make it, if such a field is free."""
        room = [at for at in draft.free if self.fits(draft.fields[at])]
        if room:
            at = any_of(draw, *room)
            draft.put(at, self.change(draw, draft.values[at], draft.fields[at]))


def suits(change: Change, one: Format) -> bool:
    """Whether there can be room for a change in messages of a format."""
    return not isinstance(change, InField) or any(map(change.fits, one.fields))


def ways(*patterns: str) -> ValueChange:
    """A value in one of these ways: `{0}` is the value, `{1}` the published words for it.

    A way that has the format's separator in it is none.
    """

    def change(draw: st.DrawFn, value: str, field: Field) -> str:
        room = [pattern for pattern in patterns if field.separator not in pattern]
        return any_of(draw, *room).format(value, field.words)

    return change


def by(change: Callable[[str], str]) -> ValueChange:
    """A change of the value in the one way there is."""
    return lambda _, value, __: change(value)


def swapped(pairs: Callable[[Draft], list[tuple[int, int]]]) -> Change:
    """Two fields in each other's place, if no typo was made in them."""

    def change(draw: st.DrawFn, draft: Draft) -> None:
        free = [pair for pair in pairs(draft) if set(pair) <= set(draft.free)]
        if free:
            one, other = any_of(draw, *free)
            values = draft.values.copy()
            draft.put(one, values[other])
            draft.put(other, values[one])

    return change


# --- changes of what is around the fields --------------------------------------------------------


def separated(*patterns: str) -> Change:
    """Each separator in one of these ways, in which `{}` stands for it."""
    return lambda draw, draft: draft.part_by(any_of(draw, *patterns).format(draft.format.separator))


def spelled(change: Callable[[st.DrawFn, Draft], str]) -> Change:
    """The keyword in another way."""

    def make(draw: st.DrawFn, draft: Draft) -> None:
        if draft.keyword:
            draft.keyword = change(draw, draft)

    return make


def around(*patterns: str, fits: Callable[[Draft], bool] = lambda _: True) -> Change:
    """One of these ways, in a draft that fits: `{}` is the message."""

    def make(draw: st.DrawFn, draft: Draft) -> None:
        room = [pattern for pattern in patterns if draft.format.separator not in pattern]
        if fits(draft) and room:
            draft.around = any_of(draw, *room)

    return make


def number_outside(draw: st.DrawFn, draft: Draft) -> None:
    """The number of somebody else before the message."""
    digits = draw(nik_digits(district_codes(""), DEFAULT_DAY))
    if digits not in draft.digits.values():
        draft.around = f"NIK {digits}\n{{}}"
