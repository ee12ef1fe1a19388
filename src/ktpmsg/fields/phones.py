"""Telephone numbers, as people in Indonesia write their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields import labels
from ktpmsg.fields.base import NO, SURELY, Field
from ktpmsg.fields.digits import DASHES
from ktpmsg.fields.numbers import other_digits
from ktpmsg.fields.repairs import NOTHING, OPENING, Step, around, labelled
from ktpmsg.problems import Code, Finding
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ktpmsg.text.mapped import Edit

__all__ = ["PhoneField"]

_LONGEST = 60
_BEFORE, _AFTER = "'’‘`´", ".,;!'’`´" + WHITE_SPACE
# Groups parted by single marks, and an area code in brackets: "(021) 555-9001".
_DIGIT = rf"[ .{DASHES}]{{0,3}}[0-9]"
_AREA = r"(?:\+?[0-9]{1,4}[ ]?)?\([0-9]{1,5}\)"
_GROUPED = re.compile(rf"{_AREA}(?:{_DIGIT}){{4,13}}|\+?[0-9](?:{_DIGIT}){{8,14}}")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_FEWEST, _MOST = 7, 15


class PhoneField(Field):
    """A telephone number; its value is a `str` as typed, without what groups its digits.

    Strictly 0 and 8 to 12 digits, or 62 or +62 and 8 to 12; leniently also in groups.
    """

    terminal = "PHONE"
    family = "phone"
    anchors = True

    def _label_step(self) -> Step:
        return labelled(self.label, labels.bare_label(self._labels, rf"{OPENING}\+?\(?\d"))

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.PHONE_FORMAT, other_digits),
            Step(Code.PHONE_FORMAT, self._stray_marks),
            Step(Code.PHONE_FORMAT, self._groups),
        )

    def _stray_marks(self, text: str) -> Sequence[Edit]:
        """An apostrophe before a number, or a mark after it: "'081200009001."."""
        start = len(text) - len(text.lstrip(_BEFORE))
        end = len(text.rstrip(_AFTER))
        return around(text, start, end) if start < end else NOTHING

    def _groups(self, text: str) -> Sequence[Edit]:
        """Digits in groups: "0812-0000-9001", "+62 812 0000 9001", "(021) 555-9001"."""
        if len(text) > _LONGEST or not _GROUPED.fullmatch(text):
            return NOTHING
        return [(*found.span(), "") for found in _NOT_DIGITS.finditer(text, text[0] == "+")]

    def convert(self, text: str) -> str:
        """The number as it is."""
        return text

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """That it is no telephone number."""
        yield Finding(Code.NOT_A_PHONE, 0, len(text))

    @property
    def example(self) -> str:
        """A number of nobody."""
        return "081200000001"

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        core = typed.strip(_BEFORE + _AFTER)
        bare = "".join(char for char in core if char.isalnum() or char == "+")
        if self._matches(bare) and (bare == core or _GROUPED.fullmatch(core[:_LONGEST])):
            return SURELY
        is_short = bare.isdecimal() and _FEWEST <= len(bare) < _MOST and bare[0] in "068"
        return int(is_short) or NO
