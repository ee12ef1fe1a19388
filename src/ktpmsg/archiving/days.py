"""On which day a message was sent: the date in the header of its chat entry."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from ktpmsg.locating.entries import header, next_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ktpmsg.reporting.report import Report

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Days", "day_in"]

_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "ag", "sep", "okt", "nop", "des")
_OTHER = {"peb": 2, "may": 5, "aug": 8, "oct": 10, "nov": 11, "dec": 12}
_NUMBER_OF = {**{name: at for at, name in enumerate(_MONTHS, 1)}, **_OTHER}
_NUMERIC = re.compile(
    r"(?<![0-9])([0-9]{1,4})[/.-] ?([0-9]{1,2})[/.-] ?([0-9]{4}|[0-9]{2})(?![0-9])"
)
_NAMED = re.compile(
    r"(?<![0-9])([0-9]{1,2})[ \u00a0\u202f]([A-Za-z]{3,10})\.?,?[ \u00a0\u202f]([0-9]{4})(?![0-9])"
    r"|([A-Za-z]{3,10})\.?[ \u00a0\u202f]([0-9]{1,2}),[ \u00a0\u202f]([0-9]{4})(?![0-9])"
)
FIRST_YEAR, LAST_YEAR = 1990, 2100  # of a chat, or an SMS
_LONGEST = 80  # characters of a header that are looked at
_LONGEST_LINE = 65_536


class Days:
    """The days of the entries of a chat, while it is read.

    `of_chunks` passes the text on in pieces that end with lines, and notes the headers in them;
    `of` says on which day a message was sent. Messages are asked about in the order of the text.
    """

    def __init__(self) -> None:
        self._seen: list[tuple[int, datetime.date]] = []
        self._day: datetime.date | None = None
        self._last: datetime.date | None = None

    def of_chunks(self, chunks: Iterable[str]) -> Iterator[str]:
        """The same text, in pieces."""
        rest, offset = "", 0
        for chunk in chunks:
            text = rest + chunk
            cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            if not cut and len(text) > _LONGEST_LINE:
                cut = len(text)
            piece, rest = text[:cut], text[cut:]
            if piece:
                self._note(piece, offset)
                offset += len(piece)
                yield piece
        self._note(rest, offset)
        yield rest

    def of(self, report: Report) -> datetime.date | None:
        """The day of the last header before a message or at its start."""
        passed = 0
        for at, day in self._seen:
            if at > report.span[0]:
                break
            self._day = day
            passed += 1
        del self._seen[:passed]
        return self._day

    def _note(self, piece: str, offset: int) -> None:
        at = 0 if header(piece, 0) else next_header(piece, 0, len(piece))
        while at < len(piece):
            day = day_in(piece[at : at + _LONGEST])
            at, before = next_header(piece, at, len(piece)), at
            if day is not None and day != self._last:
                self._seen.append((offset + before, day))
                self._last = day


def day_in(written: str) -> datetime.date | None:
    """The date in a header: the day comes first, unless there is no such month."""
    found = _NUMERIC.search(written)
    if found:
        first, second, third = map(int, found.groups())
        if len(found[1]) > 2:  # noqa: PLR2004 - a year has four digits
            return _date(first, second, third)
        year = third + 2000 * (len(found[3]) == 2)  # noqa: PLR2004 - and two where it is short
        return _date(year, second, first) or _date(year, first, second)
    found = _NAMED.search(written)
    if not found:
        return None
    day, name, year_ = (
        (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    )
    return _date(int(year_), _month(name.lower()), int(day))


def _month(name: str) -> int:
    return _NUMBER_OF.get(name[:3]) or _NUMBER_OF.get(name[:2], 0)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None
