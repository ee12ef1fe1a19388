"""Dates: a day, a month and a year of four digits, as offices ask for them."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from ktpmsg.fields import labels
from ktpmsg.fields.base import LIKELY, NO, SURELY, Field
from ktpmsg.fields.repairs import NOTHING, OPENING, Step, around, labelled
from ktpmsg.problems import Code, Finding
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ktpmsg.text.mapped import Edit

__all__ = ["DateField", "date_like", "written"]

_LONGEST = 60

# By their first letters, Indonesian and English; each name may be cut after these.
_MONTHS = {
    "januari": 1,
    "january": 1,
    "februari": 2,
    "february": 2,
    "pebruari": 2,
    "maret": 3,
    "march": 3,
    "april": 4,
    "mei": 5,
    "may": 5,
    "juni": 6,
    "june": 6,
    "juli": 7,
    "july": 7,
    "agustus": 8,
    "agst": 8,
    "agt": 8,
    "august": 8,
    "september": 9,
    "sept": 9,
    "oktober": 10,
    "october": 10,
    "nopember": 11,
    "november": 11,
    "desember": 12,
    "december": 12,
}
_SHORTEST_NAME = 3
_BY_NAME = {
    name[:length]: month
    for name, month in _MONTHS.items()
    for length in {_SHORTEST_NAME, len(name)}
}
_SIGN = r"(?:[ ]{0,3}[-./,][ ]{0,3}|[ ]{1,3})"
_NAME = rf"(?P<name>{'|'.join(sorted(_BY_NAME, key=lambda n: (-len(n), n)))})\.?"
_DAY, _MONTH, _FULL_YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
_WAYS = [
    re.compile(way, re.IGNORECASE)
    for way in (
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        _SIGN.join((_DAY, _MONTH, _FULL_YEAR)),
        _SIGN.join((_FULL_YEAR, _MONTH, _DAY)),
        rf"{_DAY}(?:{_SIGN})?{_NAME}(?:{_SIGN})?{_FULL_YEAR}",
        rf"{_NAME}[ ]{{0,3}}{_DAY}{_SIGN}{_FULL_YEAR}",
        rf"{_FULL_YEAR}(?:{_SIGN})?{_NAME}(?:{_SIGN})?{_DAY}",
    )
]
# What is meant for a date, though it is none.
_DATE_LIKE = re.compile(
    rf"\d{{1,4}}{_SIGN}(?:\d{{1,2}}|{_NAME}){_SIGN}\d{{1,4}}|\d{{8}}", re.IGNORECASE
)
_SHORT_YEAR = re.compile(
    rf"\d{{1,2}}{_SIGN}(?:\d{{1,2}}|{_NAME}){_SIGN}\d\d|\d{{6}}", re.IGNORECASE
)
_AFTER = ".,;!'’`´" + WHITE_SPACE


def written(date: datetime.date) -> str:
    """A date as it is written canonically: 15-08-1995."""
    return f"{date.day:02}-{date.month:02}-{date.year:04}"


def _date_of(text: str) -> datetime.date | None:
    """The date that a text is, in whichever way; None if there is no such day."""
    for way in _WAYS:
        found = way.fullmatch(text)
        if found:
            parts = found.groupdict()
            name = parts.get("name")
            month = _BY_NAME[name.lower()] if name else int(parts["month"])
            try:
                return datetime.date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue
    return None


def date_like(text: str) -> bool:
    """Whether a text is written as a date is, also as one of a day that does not exist."""
    text = text.strip(_AFTER)
    return len(text) <= _LONGEST and (
        _DATE_LIKE.fullmatch(text) is not None or _date_of(text) is not None
    )


class DateField(Field):
    """A date; its value is a `datetime.date`.

    Strictly "15-08-1995", "15/08/1995", "1995-08-15" or "15081995"; leniently also with dots and
    spaces, "5-8-1995", the year first, a full stop after it, and names of months.
    """

    terminal = "DATE"
    value_type = datetime.date
    family = "date"
    anchors = True

    def _label_step(self) -> Step:
        return labelled(self.label, labels.bare_label(self._labels, rf"{OPENING}\d"))

    def _own_steps(self) -> Sequence[Step]:
        return (Step(Code.DATE_FORMAT, self._stray_marks), Step(Code.DATE_FORMAT, self._spelling))

    def _stray_marks(self, text: str) -> Sequence[Edit]:
        """A full stop after a date: "15-08-1995."."""
        return around(text, 0, len(text.rstrip(_AFTER)) or len(text))

    def _spelling(self, text: str) -> Sequence[Edit]:
        """A date written in another way: "5.8.1995", "15 Agustus 1995", "1995/08/15"."""
        if len(text) > _LONGEST or self.as_published(text):
            return NOTHING
        date = _date_of(" ".join(text.split()))
        return ((0, len(text), written(date)),) if date else NOTHING

    def convert(self, text: str) -> datetime.date:
        """The date; a LookupError where there is no such day."""
        if text[2] in "-/":
            day, month, year = text[:2], text[3:5], text[6:]
        elif "-" in text:
            year, month, day = text[:4], text[5:7], text[8:]
        else:
            day, month, year = text[:2], text[2:4], text[4:]
        try:
            return datetime.date(int(year), int(month), int(day))
        except ValueError:
            raise LookupError from None

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """That it is no date; and whether its year is too short, or there is no such day."""
        core = text.strip(_AFTER)[:_LONGEST]
        why = "other"
        if _SHORT_YEAR.fullmatch(core):
            why = "short-year"
        elif _DATE_LIKE.fullmatch(core):
            why = "no-such-day"
        yield Finding(Code.NOT_A_DATE, 0, len(text), (("why", why),))

    def write(self, value: datetime.date) -> str:
        """Day, month and year: 15-08-1995."""
        return written(value)

    @property
    def example(self) -> str:
        """A date."""
        return "17-08-1990"

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        if not date_like(typed):
            return NO
        return SURELY if _date_of(typed.strip(_AFTER)) and not typed.isdecimal() else LIKELY
