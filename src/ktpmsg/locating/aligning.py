"""Which value is which field: the values between the separators of a message, in their places.

What the values are decides, and their order: a number (a faulty one, too), a date, a choice, an
official place. Each value that is there is given its field, whatever else is missing, so that each
is judged; nothing is called missing that stands there in another place, or with another sign in
front of it. Where several fields fit equally well, none is named (contract, section 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ktpmsg.fields.base import LIKELY
from ktpmsg.locating import splitting
from ktpmsg.locating.assigning import assigned
from ktpmsg.locating.cutting import Cutting
from ktpmsg.locating.fitting import Fitting
from ktpmsg.locating.values import Aligned, Value
from ktpmsg.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Fact, Span
    from ktpmsg.text.mapped import MappedText

__all__ = ["align", "missing"]

_MOST_MORE = 6  # with more values or fields too many, nothing tells which is which


def align(one: Format, text: MappedText, body: int, close: int, gap: Span | None = None) -> Aligned:
    """The values in `text.text[body:close]`, each with its field.

    `gap` is where another sign stands for the separator behind the keyword, if one does.
    """
    return _Alignment(one, text, body, close, gap).result()


def missing(one: Format, text: MappedText, at: int) -> Aligned:
    """No values at all: every field that is required is missing."""
    span = text.span(at, at)
    problems = [
        Problem(Code.MISSING_FIELD, field.name, span, facts=field.missing_facts())
        for field in one.fields
        if field.required
    ]
    return Aligned([], problems)


class _Alignment:
    def __init__(
        self, one: Format, text: MappedText, body: int, close: int, gap: Span | None
    ) -> None:
        self.one = one
        self.gap = gap
        self.fields = one.fields
        self.text = text
        self.body = body
        self.close = close
        self.fits = Fitting(one.fields)
        self._fit = self.fits.fit
        self.cutting = Cutting(one, text, body, close, self.fits)

    def result(self) -> Aligned:
        values, problems = self.cutting.parts()
        self.fits.regency = self.fits.regency_in(values)
        found = self._by_number_of(values)
        if self.gap and not any(p.code is Code.WRONG_SEPARATOR for p in found.problems):
            return self._with_other_sign(values, found)
        return Aligned(found.values, found.problems + problems)

    def _by_number_of(self, values: list[Value]) -> Aligned:
        """The values with their fields, by how many there are."""
        fields = self.fields
        if self.one.required <= len(values) <= len(fields):
            given = Aligned(_given(fields, values), [])
            if self.fits.reads(values) and all(self._is_sure(v) for v in given.values):
                return given
            return (
                self._one_before_the_text(values)
                or self._rearranged(values)
                or self._with_optional(values)
                or given
            )
        if len(values) > len(fields):
            return self._with_extra(values)
        return self._split(values) or self._in_order(values)

    def _in_order(self, values: list[Value]) -> Aligned:
        """Fewer values than fields: in their order, or in another if that alone makes them fit."""
        found = self._with_missing(values)
        fits = all(
            v.field is None or (self._fit(v.field, v) and self._is_sure(v)) for v in found.values
        )
        return found if fits else self._rearranged(values) or found

    def _is_sure(self, value: Value) -> bool:
        """Whether a value reads as it stands: a word that is no choice of its field does not."""
        field = value.field
        return field is None or field.family != "choice" or self._fit(field, value) != 1

    def _with_optional(self, values: list[Value]) -> Aligned | None:
        """A required field that is missing before an optional one that is there."""
        if len(values) == len(self.fields) or self.fits.reads(values):
            return None
        found = self._with_missing(values)
        fits = all(v.field is None or self._fit(v.field, v) for v in found.values)
        skipped = [one.order[p.field] for one in (self.one,) for p in found.problems if p.field]
        return found if fits and all(self.fields[at].required for at in skipped) else None

    # --- another order

    def _rearranged(self, values: Sequence[Value]) -> Aligned | None:
        """The values in another order than published, if that makes all of them fit."""
        places = assigned(self.fields, values, self._fit)
        moved = [index for index, at in enumerate(places or ()) if index != at]
        if places is None or not moved or not self._has_no_gap(places):
            return None
        found = [v._replace(field=self.fields[at]) for at, v in zip(places, values, strict=True)]
        lacking = [at for at, f in enumerate(self.fields) if f.required and at not in places]
        if lacking and (lacking == moved or places == sorted(places)):
            return None  # all others stand in their places: it is faulty, and not missing
        missing = [self._missing(at, values) for at in lacking]
        if len(moved) == 2 and not lacking:  # noqa: PLR2004 - two have changed places
            facts = (("candidates", tuple(self.fields[at].name for at in moved)),)
            swapped = [
                Problem(
                    Code.SWAPPED_FIELDS,
                    self.fields[places[at]].name,
                    values[at].typed.span(),
                    facts=facts,
                )
                for at in moved
            ]
            return Aligned(found, swapped)
        span = values[0].typed.span()[0], values[-1].typed.span()[1]
        first = (("first", self.fields[places[0]].name),)
        return Aligned(found, [Problem(Code.WRONG_ORDER, None, span, facts=first), *missing])

    def _has_no_gap(self, places: Sequence[int]) -> bool:
        """Whether no optional field is left out before one that is there."""
        optional = [at for at, field in enumerate(self.fields) if not field.required]
        taken = [at in places for at in optional]
        return taken == sorted(taken, reverse=True)

    def _missing(self, at: int, values: Sequence[Value]) -> Problem:
        """The problem of a field that is missing, where it belongs."""
        field = self.fields[at]
        end = values[-1].typed.span()[1] if values else self.text.span(self.body, self.close)[1]
        return Problem(Code.MISSING_FIELD, field.name, (end, end), facts=field.missing_facts())

    # --- other signs for separators

    def _split(self, values: list[Value]) -> Aligned | None:
        """The values where another sign stands for a separator, or for all of them."""
        lacking = self.one.required - len(values)
        for parts in splitting.by_one_sign(self.one, values):
            aligned = self._fitting(parts)
            if aligned and len(parts) - len(values) > 1 and len(parts) >= len(self.fields) - 1:
                return self._wrong_separator(parts, aligned)
        parts = splitting.by_kinds(self.fields, values, lacking, self._fit)
        added = len(parts) - len(values)
        crowded = self._crowded(parts, lacking - added, by_spaces=added > 0)
        if crowded:
            return crowded
        if not 0 < added <= lacking:
            return None
        aligned = self._fitting(parts)
        if aligned is None:
            return None
        if added > 1:
            return self._wrong_separator(parts, aligned)
        return self._one_lacking(values, parts, aligned)

    def _crowded(self, parts: Sequence[Value], lacking: int, *, by_spaces: bool) -> Aligned | None:
        """Several fields in one part with only spaces between: which is which, nobody knows."""
        last = self.fields[-1]
        for at, part in enumerate(parts if lacking > 1 else ()):
            names_choice = last.family == "choice" and self._fit(last, part) > 1
            if self.fields[at].family != "words" or not (by_spaces or names_choice):
                continue
            if len(part.text.split()) > lacking and not self.fields[at].is_open:
                given = _given(self.fields, parts[:at])
                return self._wrong_separator(parts, Aligned([*given, *parts[at:]], []), "space")
        return None

    def _fitting(self, parts: Sequence[Value]) -> Aligned | None:
        """The parts with their fields, if each fits; fields may still be missing."""
        if not parts or len(parts) > len(self.fields) or not all(part.text for part in parts):
            return None
        self.fits.regency = self.fits.regency or self.fits.regency_in(parts)
        if self.one.required <= len(parts):
            found = Aligned(_given(self.fields, parts), [])
        else:
            found = self._with_missing(list(parts))
        fits = all(v.field is None or self._is_meant(v.field, v) for v in found.values)
        return found if fits else None

    def _is_meant(self, field: Field, value: Value) -> bool:
        """Whether a value that was cut out of another is meant for a field."""
        fit = self._fit(field, value)
        if field.family == "number":
            return splitting.is_sure(field, value, fit)
        return fit > 0 or field.unfilled.fullmatch(value.text) is not None

    def _wrong_separator(
        self, parts: Sequence[Value], aligned: Aligned, sign: str | None = None
    ) -> Aligned:
        sign = sign or splitting.sign_between(self.one, parts)
        span = parts[0].typed.span()[0], parts[-1].typed.span()[1]
        problem = Problem(
            Code.WRONG_SEPARATOR, None, span, facts=(*_head(self.one), ("sign", sign))
        )
        return Aligned(aligned.values, [problem, *aligned.problems])

    def _with_other_sign(self, values: Sequence[Value], found: Aligned) -> Aligned:
        """The values where another sign stands behind the keyword, and so perhaps everywhere."""
        start, end = self.gap or (self.body, self.body)
        sign = self.text.text[start:end].strip()
        if not sign:  # there is no keyword that it could stand behind
            lacking = self.one.required - len(values)
            parts = splitting.by_kinds(self.fields, values, lacking, self._fit)
            aligned = self._fitting(parts) if len(parts) > len(values) else None
            return self._wrong_separator(parts, aligned) if aligned else found
        parts = splitting.by_sign(self.one, values, sign)
        aligned = self._fitting(parts)
        if aligned and len(parts) > len(values):
            return self._wrong_separator(parts, aligned, sign)
        facts = (*_head(self.one), ("sign", sign), ("where", "keyword"))
        problem = Problem(Code.WRONG_SEPARATOR, None, self.text.span(start, end), facts=facts)
        rest = [
            p for p in found.problems if p.code not in {Code.TWO_NUMBERS, Code.MISSING_SEPARATOR}
        ]
        return Aligned(found.values, [problem, *rest])

    def _one_lacking(
        self, values: Sequence[Value], parts: Sequence[Value], aligned: Aligned
    ) -> Aligned:
        """One separator is lacking: told on the field that holds both values."""
        ends = {v.end for v in values}
        at = next(at for at, part in enumerate(aligned.values) if part.end not in ends)
        first, second = aligned.values[at], aligned.values[at + 1]
        both = (
            first.field and second.field and first.field.family == second.field.family == "number"
        )
        facts = (
            ("sign", splitting.sign_between(self.one, parts[at : at + 2])),
            ("candidates", tuple(v.field.name for v in (first, second) if v.field)),
        )
        span = (first.typed.span()[0], second.typed.span()[1])
        code = Code.TWO_NUMBERS if both else Code.MISSING_SEPARATOR
        problem = Problem(code, first.field.name if first.field else None, span, facts=facts)
        return Aligned(aligned.values, [problem, *aligned.problems])

    # --- fewer values than fields

    def _with_missing(self, values: list[Value]) -> Aligned:
        """Fewer values than fields: those that are missing for certain, and those that may be."""
        fields = self.fields
        ways = self.fits.best(values) if values else [()]
        first = tuple(range(len(values)))
        words = {at for way in ways for at in {*way} ^ {*first}}
        if first in ways and all(
            fields[at].family == "words"
            and (at >= len(values) or fields[at].read(values[at].typed).value is not None)
            for at in words
        ):
            ways = [first]  # the message was cut short
        taken = set().union(*ways)
        everywhere = taken.intersection(*ways)
        last = max(taken, default=-1)
        missing = [
            at
            for at, field in enumerate(fields)
            if at not in taken and (field.required or at < last)
        ]
        unclear = sorted(at for at in taken - everywhere)

        def place(at: int) -> Span:
            """Where the next field that is there begins, or the end of them all."""
            later = (v for index, v in zip(ways[0], values, strict=True) if index >= at)
            end = self.text.span(self.body, self.close)[1]
            start = next((v.typed.span()[0] for v in later), end)
            return start, start

        problems = [
            Problem(
                Code.MISSING_FIELD, fields[at].name, place(at), facts=fields[at].missing_facts()
            )
            for at in missing
        ]
        given_of = len(values) - len(everywhere)
        lacking = min(len(unclear) - given_of, sum(fields[at].required for at in unclear))
        if lacking > 0:
            names = tuple(fields[at].name for at in unclear)
            facts = (("candidates", names), ("given", given_of))
            one = Problem(Code.MISSING_FIELD, None, place(unclear[-1] + 1), facts=facts)
            problems += [one] * lacking
        given = []
        for index, value in enumerate(values):
            at = ways[0][index]
            if at in everywhere:
                given.append(value._replace(field=fields[at]))
            else:
                given.append(
                    value._replace(
                        may_be=tuple(fields[w] for w in sorted({way[index] for way in ways}))
                    )
                )
        return Aligned(given, problems)

    # --- more values than fields

    def _with_extra(self, values: list[Value]) -> Aligned:
        """More values than fields: separators that are doubled, or values too many."""
        filled = [v for v in values if v.text]
        if self.one.required <= len(filled) <= len(self.fields) and self.fits.reads(filled):
            facts = (("doubled", 1),)
            blanks = [v.typed.span() for v in values if not v.text]
            doubled = [Problem(Code.EMPTY_FIELD, None, span, facts=facts) for span in blanks]
            return Aligned(_given(self.fields, filled), doubled)
        joined = splitting.joined(self.fields, values, self._fit)
        if joined:
            return joined
        if len(values) > len(self.fields) + _MOST_MORE:
            return Aligned(values, [_extra(values)])
        ways = self.fits.best(values)
        sure = set(ways[0]).intersection(*ways)
        given = [
            v._replace(field=self.fields[ways[0].index(at)] if at in sure else None)
            for at, v in enumerate(values)
        ]
        return Aligned(given, [self._extra_among(given)])

    def _one_before_the_text(self, values: list[Value]) -> Aligned | None:
        """One value too many before free text, which else takes a separator for its own."""
        if not self.fields[-1].is_open or len(values) < len(self.fields):
            return None
        more = self.cutting.cut(len(self.fields))
        found = [
            at
            for at in range(len(more) - 1)
            if len(more) > len(self.fields) and self._are_sure([*more[:at], *more[at + 1 :]])
        ]
        if len(found) != 1:
            return None
        at = found[0]
        given = _given(self.fields, [*more[:at], *more[at + 1 :]])
        given.insert(at, more[at])
        return Aligned(given, [self._extra_among(given)])

    def _are_sure(self, values: Sequence[Value]) -> bool:
        """Whether each value reads as its field has it, and there are all of them."""
        return all(
            v.text and self._fit(field, v) >= (1 if field.is_open else LIKELY)
            for field, v in zip(self.fields, values, strict=True)
        )

    def _extra_among(self, given: Sequence[Value]) -> Problem:
        """Values too many, between the fields beside them; and whether they are numbers."""
        unclear = [at for at, v in enumerate(given) if v.field is None]
        first, last = unclear[0], unclear[-1]
        fields = [v.field for v in (*given[max(first - 1, 0) : first], *given[last + 1 : last + 2])]
        names = tuple(field.name for field in fields if field)
        numbers = [f for f in self.fields if f.family == "number"]
        many = sum(any(self._fit(f, v) > 1 for f in numbers) for v in given) > len(numbers) > 0
        facts: tuple[Fact, ...] = (("numbers", int(many)),)
        if len(names) > 1:
            facts = (("candidates", names), *facts)
        return attrs.evolve(_extra([given[at] for at in unclear]), facts=facts)


def _given(fields: Sequence[Field], values: Sequence[Value]) -> list[Value]:
    return [v._replace(field=field) for field, v in zip(fields, values, strict=False)]


def _extra(values: Sequence[Value]) -> Problem:
    span = (values[0].typed.span()[0], values[-1].typed.span()[1])
    return Problem(Code.EXTRA_FIELD, None, span)


def _head(one: Format) -> tuple[tuple[str, str], ...]:
    return (("keyword", one.head), ("separator", one.separator))
