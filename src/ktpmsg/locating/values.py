"""A value of a message: where it stands, and which field it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ktpmsg.fields.base import Field
    from ktpmsg.problems import Problem, Span
    from ktpmsg.text.mapped import MappedText

__all__ = ["LOOKED_AT", "Aligned", "Value"]

LOOKED_AT = 200  # characters of a value that say what it is


class Value(NamedTuple):
    """A value as it was sent: `whole.text[start:end]`, and its field, if one knows.

    `text` is the same without white space around it; `may_be` are the fields that it may be where
    several fit equally well.
    """

    whole: MappedText
    start: int
    end: int
    text: str
    field: Field | None = None
    may_be: tuple[Field, ...] = ()

    @property
    def typed(self) -> MappedText:
        """The value without white space around it, with its place in the text as sent."""
        return self.whole.cut(self.start, self.end).strip()

    @property
    def reach(self) -> Span:
        """Where it lies in the text as sent, with all that stands around it there."""
        return self.whole.reach(self.start, self.end)


class Aligned(NamedTuple):
    """The values of a message with their fields, and what is wrong with their order and number."""

    values: list[Value]
    problems: list[Problem]
