"""One format: what a rule of a grammar says, as literals and fields in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ktpmsg.fields.base import Field
    from ktpmsg.messages import Record

__all__ = ["Format"]


@attrs.frozen(eq=False)
class Format:
    """A format, as its rule in a grammar has it.

    `lead` is the separator in front, or "". `keywords` are one word or more, or none, each as the
    grammar writes it; `separator` is one character; `gap` stands between the keyword and the first
    field: the separator, or a space. `closing` is the separator at the end, or "". `fields` are all
    fields in order; those that are not `required` come last. `aliases` are other words that people
    write for the keyword, in capitals, without spaces and marks.
    """

    name: str
    lead: str
    keywords: tuple[str, ...]
    separator: str
    gap: str
    closing: str
    fields: tuple[Field, ...]
    record: type[Record]
    aliases: tuple[str, ...] = ()
    order: Mapping[str | None, int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        order: dict[str | None, int] = {field.name: at for at, field in enumerate(self.fields)}
        object.__setattr__(self, "order", order)

    @property
    def required(self) -> int:
        """How many fields a message must have."""
        return sum(field.required for field in self.fields)

    @property
    def is_open(self) -> bool:
        """Whether it ends with free text, to the end of the message."""
        return self.fields[-1].is_open

    @property
    def head(self) -> str:
        """What stands before the first field: `#KTP#`, `CEK#KTP#`, `REG `, `#`, or nothing."""
        words = self.separator.join(self.keywords)
        return self.lead + words + (self.gap if words else "")

    @property
    def published(self) -> str:
        """The format as the office publishes it; optional fields are shown without brackets."""
        return self.write(field.words for field in self.fields)

    def write(self, values: Iterable[str]) -> str:
        """The canonical text of these values, one for each field in order."""
        return self.head + self.separator.join(values) + self.closing
