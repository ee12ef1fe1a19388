"""Names and places: Latin letters, and the few marks that names have (Permendagri 73/2022)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.fields import labels
from ktpmsg.fields.base import NO, PERHAPS, SURELY, Field, spaced
from ktpmsg.fields.dates import date_like
from ktpmsg.fields.digits import is_other_thing, numbers_in
from ktpmsg.fields.numbers import number_like
from ktpmsg.fields.repairs import OPENING, Step, labelled
from ktpmsg.problems import Code, Finding
from ktpmsg.regions import villages
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator

    from ktpmsg.problems import Fact

__all__ = ["DesaField", "KecamatanField", "NameField", "PersonField"]

# Permendagri 73/2022 allows a new entry 60 characters; older names stay as they are.
_LONGEST = 60
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_PLACE = 80


class NameField(Field):
    """What the fields for names have in common; the value is a `str`, in the case as typed."""

    has_no_digits = has_notices = is_called = True

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        ends = rf"(?:{re.escape(separator)}|\Z)" if separator else r"\Z"
        others = re.escape(separator) + "(0-9"
        # What begins with a letter and has no digit and no bracket has nothing to be repaired.
        self.plain = rf"(?=[^\W\d_][^{others}]*+{ends})(?!{self.unfilled.pattern}{ends})"
        self._is_plain = re.compile(self.plain).match

    def convert(self, text: str) -> str:
        """The name, with single spaces."""
        return spaced(text)

    def as_published(self, text: str, own: Collection[str] = ()) -> str | None:
        """The name, if there is nothing in it to be repaired, and no number but one of `own`."""
        if not self._matches(text):
            return None
        value = spaced(text)
        if self._is_plain(value):
            return value
        if self.unfilled.fullmatch(value) or not self._needs_no_repair(value):
            return None
        return None if any(True for _ in numbers_in(value, own)) else value

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:
        """The first reason for which a text is no name."""
        number = next(numbers_in(text, own), None)
        if number:
            yield Finding(Code.NUMBER_OUTSIDE, *number)
        elif not self._matches(text):
            yield self._fault(text)

    def _fault(self, text: str) -> Finding:
        used = set(text).difference(WHITE_SPACE)
        # What may stand between two letters may stand in a name.
        bad = {char for char in used if not self._matches(f"a{char}a")}
        if not bad:
            return Finding(Code.NO_LETTERS, 0, len(text))
        start = next(at for at, char in enumerate(text) if char in bad)
        end = next((at for at in range(start, len(text)) if text[at] not in bad), len(text))
        if any(map(str.isalpha, used - bad)) and any(map(str.isalpha, bad)):
            return Finding(Code.MIXED_SCRIPT, start, end)
        return Finding(Code.BAD_CHARACTERS, start, end, _sign(text[start]))

    def is_usual(self, value: str, today: datetime.date) -> bool:  # noqa: ARG002
        """Whether it is not too long."""
        return len(value) <= _LONGEST

    def notices(self, value: str, today: datetime.date) -> Iterator[Finding]:  # noqa: ARG002
        """That it is longer than a new entry may be."""
        if len(value) > _LONGEST:
            yield Finding(Code.LONG_NAME, 0, len(value), (("count", len(value)),))

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        end = len(typed)
        begins = end - len(typed.lstrip("+("))
        numeric = number_like(typed, 0, end) is not None or is_other_thing(typed, begins, end)
        return NO if numeric or date_like(typed) else PERHAPS


def _sign(char: str) -> tuple[Fact, ...]:
    """The sign that is in the way, for a reply to name; a letter would be one of a name."""
    is_sign = unicodedata.category(char)[0] in "PS"
    return (("sign", char),) if is_sign else ()


class PersonField(NameField):
    """The name of a person."""

    terminal = "PERSON"
    is_name = True

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        super().__init__(name, words, separator, pattern)
        self.plain += "(?!(?i:nama))"
        self._is_plain = re.compile(self.plain).match

    def _label_step(self) -> Step:
        own = [word for word in self._labels if word.lower().startswith("nama")]
        words = ("Nama saya adalah", "Nama saya", *own)
        return labelled(self.label, labels.bare_label(words, rf"\s{OPENING}[^\W\d_]"))

    @property
    def example(self) -> str:
        """A name of nobody."""
        return "Dayang Contoh"

    def is_usual(self, value: str, today: datetime.date) -> bool:
        """Whether it is not too long, and has no digits."""
        if not value.replace(" ", "").isalpha() and _DIGITS.search(value):
            return False
        return super().is_usual(value, today)

    def notices(self, value: str, today: datetime.date) -> Iterator[Finding]:
        """That a name has digits, or is longer than a new entry may be."""
        digits = _DIGITS.search(value)
        if digits:
            yield Finding(Code.DIGITS_IN_NAME, *digits.span())
        yield from super().notices(value, today)


class PlaceField(NameField):
    """A village or a district."""

    def is_official(self, regency: str, name: str) -> bool:
        """Whether the official list of a regency has such a place of this name."""
        raise NotImplementedError

    def _fits(self, typed: str, regency: str | None) -> int:
        is_name = len(typed) <= _LONGEST_PLACE and typed[0].isalpha()
        if regency and is_name and self.is_official(regency, spaced(typed)):
            return SURELY
        return super()._fits(typed, regency)


class DesaField(PlaceField):
    """A village, by whatever name its region has for one."""

    terminal = "DESA"
    place = "village"

    def is_official(self, regency: str, name: str) -> bool:
        """Whether the official list of a regency has a village of this name."""
        return villages.is_village(regency, name)

    @property
    def example(self) -> str:
        """A village of the example's regency."""
        return "Tideng Pale"


class KecamatanField(PlaceField):
    """A district, by whatever name its region has for one."""

    terminal = "KECAMATAN"
    place = "district"

    def is_official(self, regency: str, name: str) -> bool:
        """Whether the official list of a regency has a district of this name."""
        return villages.is_district(regency, name)

    @property
    def example(self) -> str:
        """The district of the example's village."""
        return "Sesayap"
