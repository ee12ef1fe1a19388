"""One format: what a rule of a grammar says, as literals and fields in order."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import attrs

from ktpmsg.regions import villages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    aliases: tuple[tuple[str, ...], ...] = ()
    line: int | None = None
    required: int = attrs.field(init=False)
    """How many fields a message must have."""
    head: str = attrs.field(init=False)
    """What stands before the first field: `#KTP#`, `CEK#KTP#`, `REG `, `#`, or nothing."""
    outline: tuple[str, ...] = attrs.field(init=False)
    """The head, what stands before the first field, the separator and the closing one, and of each
    field its name, words and kind: what sentences have to know."""
    order: Mapping[str | None, int] = attrs.field(init=False)
    """The place of each field, by its name."""
    pairs: tuple[tuple[int, int], ...] = attrs.field(init=False)
    """The places of two numbers of different kinds, which are never equal."""

    noticing: tuple[Field, ...] = attrs.field(init=False)
    """The fields whose values somebody may want to look at."""
    noticed: Callable[[Any], tuple[Any, ...]] = attrs.field(init=False)
    """The values of these fields in a record."""
    places: tuple[Field, ...] = attrs.field(init=False)
    """The field for a village and that for its district, if there are both."""
    telling: tuple[Field, ...] = attrs.field(init=False)
    """The fields that tell the regency where a message is from, the surest first."""
    exposed: frozenset[int] = attrs.field(init=False)
    """The places of words before a number: a keyword among them might begin another message."""

    @noticing.default
    def _noticing(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.has_notices)

    @noticed.default
    def _noticed(self) -> Callable[[Any], tuple[Any, ...]]:
        names = [field.name for field in self.noticing]
        if len(names) > 1:
            return operator.attrgetter(*names)
        return lambda record: tuple(getattr(record, name) for name in names)

    @places.default
    def _places(self) -> tuple[Field, ...]:
        by_level = {field.place: field for field in self.fields if field.place}
        both = "village" in by_level and "district" in by_level
        return (by_level["village"], by_level["district"]) if both else ()

    @telling.default
    def _tell_regency(self) -> tuple[Field, ...]:
        telling = [field for field in self.fields if field.tells_regency]
        return tuple(sorted(telling, key=lambda field: -field.tells_regency))

    @exposed.default
    def _exposed(self) -> frozenset[int]:
        wordy = {"words", "code", "choice"}
        numbers = [at for at, field in enumerate(self.fields) if field.family not in wordy]
        last = max(numbers, default=-1)
        return frozenset(
            at
            for at, field in enumerate(self.fields)
            if field.family in wordy and (at < last or not (field.is_open or field.has_no_digits))
        )

    @required.default
    def _required(self) -> int:
        return sum(field.required for field in self.fields)

    @head.default
    def _head(self) -> str:
        words = self.separator.join(self.keywords)
        return self.lead + words + (self.gap if words else "")

    @outline.default
    def _outline(self) -> tuple[str, ...]:
        parts = [part for f in self.fields for part in (f.name, f.words, f.terminal)]
        before = self.gap if self.keywords else self.lead
        return (self.head, before, self.separator, self.closing, *parts)

    @order.default
    def _order(self) -> Mapping[str | None, int]:
        return {field.name: at for at, field in enumerate(self.fields)}

    @pairs.default
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        numbers = [(at, f.terminal) for at, f in enumerate(self.fields) if f.family == "number"]
        return tuple(
            (one, other)
            for one, its_kind in numbers
            for other, other_kind in numbers
            if one < other and its_kind != other_kind
        )

    @property
    def is_open(self) -> bool:
        """Whether it ends with free text, to the end of the message."""
        return self.fields[-1].is_open

    @property
    def published(self) -> str:
        """The format as the office publishes it; optional fields are shown without brackets."""
        return self.write(field.words for field in self.fields)

    def write(self, values: Iterable[str]) -> str:
        """The canonical text of these values, one for each field in order."""
        return self.head + self.separator.join(values) + self.closing

    def make(self, values: Sequence[Any]) -> Record:
        """The record of the values of the fields, in order; those that are lacking are optional.

        The values are right by themselves. LookupError if they are not right together.
        """
        if any(values[one] == values[other] for one, other in self.pairs if other < len(values)):
            raise LookupError
        return self.assemble(dict(zip(self.order, values, strict=False)))

    def assemble(self, values: Mapping[str | None, Any]) -> Record:
        """The record of values by the names of their fields; those that are lacking are None."""
        record = object.__new__(self.record)
        for field in self.fields:
            object.__setattr__(record, field.name, values.get(field.name))
        return record

    def regencies(self, values: Mapping[Any, str]) -> Iterator[str]:
        """The codes of the regencies where a message may be from: its KK number's, its NIK's.

        `values` has the texts of the fields, or those that are there.
        """
        for field in self.telling:
            number = values.get(field.name)
            if number is not None:
                yield number[:4]

    def regencies_of(self, record: Record) -> Iterator[str]:
        """The same for a record."""
        return self.regencies({f.name: getattr(record, f.name) for f in self.telling})

    def place(self, level: str) -> str | None:
        """The name of the field that holds a village, or a district."""
        return next((field.name for field in self.fields if field.place == level), None)

    def village_code(self, record: Record) -> str | None:
        """The ten digits of the village that a record names, or None."""
        if not self.places:
            return None
        desa, kecamatan = (getattr(record, field.name) for field in self.places)
        regency = next(self.regencies_of(record), None)
        if regency is None or desa is None or kecamatan is None:
            return None
        found = villages.look_up(regency, desa, kecamatan)
        return found.village_code if found else None

    @property
    def example(self) -> str:
        """A message as an example, with reserved values of nobody."""
        return self.write(field.example for field in self.fields)

    @property
    def has_wordy_example(self) -> bool:
        """Whether no number tells the example of our own replies."""
        return not any(field.family == "number" for field in self.fields)

    def is_example(self, record: Record) -> bool:
        """Whether a record is the example of our own replies, where no number tells so."""
        return self.has_wordy_example and record.text == self.example
