"""Codes of an office's own, and numbers that count something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields import labels
from ktpmsg.fields.base import LIKELY, NO, PERHAPS, Field
from ktpmsg.fields.dates import date_like
from ktpmsg.fields.numbers import number_like, other_digits
from ktpmsg.fields.repairs import NOTHING, Step, around, labelled
from ktpmsg.problems import Code, Finding
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ktpmsg.text.mapped import Edit

__all__ = ["CodeField", "NumberField"]

_MOST_DIGITS = 20
_LONGEST = 60
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_AFTER = ".,;!" + WHITE_SPACE
_MARKS = "\"'`“”„‘’«»<>()[]{}*_" + WHITE_SPACE


class CodeField(Field):
    """A code of ASCII letters, digits and `. / -`; its value is a `str`."""

    terminal = "CODE"
    family = "code"

    def _label_step(self) -> Step:
        return labelled(self.label, labels.bare_label(self._labels, r"\s?\d"))

    def convert(self, text: str) -> str:
        """The code as it is."""
        return text

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """The first signs that no code has, a space too."""
        bad = [at for at, char in enumerate(text) if not self._matches(char)]
        start = bad[0] if bad else 0
        end = next((at for at in range(start, len(text)) if self._matches(text[at])), len(text))
        sign = text[start]
        facts = () if sign.isalnum() else (("sign", sign),)
        yield Finding(Code.BAD_CHARACTERS, start, end, facts)

    @property
    def example(self) -> str:
        """A code of nothing."""
        return "A-1"

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        typed = typed.strip(_MARKS + self.separator)
        if self._matches(typed):
            is_other = number_like(typed, 0, len(typed)) is not None or date_like(typed)
            has_digit = any(map(str.isdigit, typed))
            return LIKELY if has_digit and not is_other and not typed.isdigit() else PERHAPS
        return int(len(typed) <= _LONGEST and any(map(str.isdigit, typed))) and PERHAPS


class NumberField(Field):
    """A number of one to twenty digits; its value is a `str` of these."""

    terminal = "NUMBER"
    family = "digits"

    def _label_step(self) -> Step:
        return labelled(self.label, labels.bare_label(self._labels, r"\d"))

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.NUMBER_FORMAT, other_digits),
            Step(Code.NUMBER_FORMAT, self._stray_marks),
            Step(Code.NUMBER_FORMAT, self._thousands),
        )

    def _stray_marks(self, text: str) -> Sequence[Edit]:
        """A full stop after a number: "12."."""
        return around(text, 0, len(text.rstrip(_AFTER)) or len(text))

    def _thousands(self, text: str) -> Sequence[Edit]:
        """Dots between thousands: "1.250.000"."""
        if not _THOUSANDS.fullmatch(text):
            return NOTHING
        return [(at, at + 1, "") for at, char in enumerate(text) if char == "."]

    def convert(self, text: str) -> str:
        """The digits as they are."""
        return text

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """That it is not digits only, or more than twenty."""
        if text.isascii() and text.isdigit():
            yield Finding(Code.WRONG_LENGTH, 0, len(text), (("count", len(text)),))
            return
        signs = tuple(dict.fromkeys(char for char in text if not char.isalnum()))[:5]
        words = int(any(map(str.isalpha, text)))
        yield Finding(Code.NOT_DIGITS, 0, len(text), (("signs", signs), ("words", words)))

    @property
    def example(self) -> str:
        """A number."""
        return "12"

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        core = typed.strip(_AFTER)
        if not core or not core[0].isdigit() or len(core) > _LONGEST:
            return NO
        if number_like(core, 0, len(core)) is not None or date_like(core):
            return PERHAPS
        return LIKELY if core.isdecimal() or _THOUSANDS.fullmatch(core) else PERHAPS
