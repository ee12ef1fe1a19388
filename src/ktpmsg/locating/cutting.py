"""The values between the separators of a message, and the separators at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.fields.base import SURELY
from ktpmsg.locating.values import Value
from ktpmsg.problems import Code, Problem
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ktpmsg.formats.format import Format
    from ktpmsg.locating.fitting import Fitting
    from ktpmsg.text.mapped import MappedText

__all__ = ["Cutting"]

_MOST_VALUES = 1000  # no separator after so many parts anything


class Cutting:
    """Cuts `text.text[body:close]` at the separators of a format."""

    def __init__(self, one: Format, text: MappedText, body: int, close: int, fits: Fitting) -> None:
        """Take the text, and what says how well a value fits a field."""
        self.one = one
        self.fields = one.fields
        self.text = text
        self.body = body
        self.close = close
        self.fits = fits
        self._fit = fits.fit

    def cut(self, at_most: int) -> list[Value]:
        """The parts between separators: `at_most` so many separators part anything."""
        found, start = [], self.body
        whole = self.text.text[start : self.close]
        for part in whole.split(self.one.separator, at_most):
            end = start + len(part)
            found.append(Value(self.text, start, end, part.strip(WHITE_SPACE)))
            start = end + len(self.one.separator)
        return found

    def parts(self) -> tuple[list[Value], list[Problem]]:
        """The parts that are values, and what separators at the end are too many or lacking."""
        last = self.fields[-1]
        if last.is_open:
            return self._open_parts()
        values = self.cut(_MOST_VALUES)
        rest = self.cut(len(self.fields) - 1)
        if (
            len(values) > len(self.fields)
            and last.family == "choice"
            and self._fit(last, values[len(rest) - 1]) > 1
        ):
            return rest, []  # a field too many after the choice is the choice's own matter
        at = self._choice_before_words(values) if last.family == "choice" else None
        if at:
            return self.cut(at), []
        return self._without_closing(values)

    def _choice_before_words(self, values: Sequence[Value]) -> int | None:
        """Where the choice stands if a number is missing before it, and words come after it."""
        surely = [at for at, v in enumerate(values) if self._fit(self.fields[-1], v) == SURELY]
        if len(surely) != 1 or not 0 < surely[0] < len(self.fields) - 1:
            return None
        numbers = [
            (f, v) for f, v in zip(self.fields, values, strict=False) if f.family == "number"
        ]
        lacks = any(not self._fit(field, value) for field, value in numbers)
        after = values[surely[0] + 1 :]
        words = not any(self._fit(field, v) for field, _ in numbers for v in after)
        return surely[0] if lacks and words and any(v.text for v in after) else None

    def _open_parts(self) -> tuple[list[Value], list[Problem]]:
        """The parts of a message that ends with free text, which may hold separators."""
        values = self.cut(len(self.fields) - 1)
        doubled = sum(not v.text for v in values[:-1])
        if doubled:
            more = self.cut(len(self.fields) - 1 + doubled)
            filled = [v for v in more if v.text]
            if len(filled) == len(self.fields) and self.fits.reads(filled):
                return more, []
        kept = len(values) - 1
        is_last = kept + 1 == len(self.fields) and self.fields[-1].required
        if values[-1].text or (is_last and self.fits.reads(values[:-1])):
            return values, []
        if kept < self.one.required:
            return values[:-1], []
        # After a separator at the end, before an optional field.
        return values[:-1], [self._text_after(values, kept, self.fields[kept - 1].name)]

    def _without_closing(self, values: list[Value]) -> tuple[list[Value], list[Problem]]:
        """The values before the separators at the end, and whether those are as published."""
        filled = len(values)
        while filled and not values[filled - 1].text:
            filled -= 1
        trailing = len(values) - filled
        wanted = len(self.one.closing)
        if filled < self.one.required:
            # One place that is there and empty is an empty field; after more, they are missing.
            is_last = filled + 1 == len(self.fields) and trailing > wanted
            if (
                is_last
                and self.fits.reads(values[:filled])
                and not self.fits.holds_two(values[:filled])
            ):
                return values[: filled + 1], []
            if trailing > wanted and filled:
                return values[:filled], [self._text_after(values, filled, None)]
            return values[:filled], []
        problems = []
        if trailing > wanted:
            last = self.fields[filled - 1].name if filled <= len(self.fields) else None
            problems.append(self._text_after(values, filled + wanted, last))
        elif trailing < wanted:
            end = self.text.span(values[filled - 1].start, values[filled - 1].end)[1]
            problems.append(Problem(Code.MISSING_SEPARATOR, None, (end, end), "repaired"))
        return values[:filled], problems

    def _text_after(self, values: Sequence[Value], kept: int, field: str | None) -> Problem:
        """The separators at the end that are too many, behind the values that are kept."""
        start = values[kept - 1].end
        span = self.text.span(start, max(values[-1].end, start + 1))
        return Problem(Code.TEXT_AFTER, field, span, "repaired")
