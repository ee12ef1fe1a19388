"""Chat entries: their headers, the chat's own marks at their end, and line ends.

The headers are those that WhatsApp's exports and copies show, by platform and language, and others
of the same make: a date and a time, in brackets or with a dash behind, and then a name, or none for
what the chat itself says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ktpmsg.problems import Span

__all__ = [
    "entries",
    "entry_at",
    "header",
    "last_header",
    "marks_at_end",
    "next_header",
    "with_plain_line_ends",
]

_UNSEEN = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*+"
_SPACE = "[ \u00a0\u202f]"
_MONTH = "(?:Jan|[FP]eb|Mar|Apr|Mei|May|Jun|Jul|Ag[ust]|Aug|Sep|O[kc]t|No[vp]|De[sc])[a-z]{0,6}\\.?"
_DATE = (
    "(?:[0-9]{1,2}[/.-] ?[0-9]{1,2}[/.-] ?[0-9]{2,4}"  # 30/08/25, 8/30/25, 30. 08. 2025
    "|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"  # 2023-12-20
    f"|[0-9]{{1,2}}{_SPACE}{_MONTH}(?:,?{_SPACE}[0-9]{{2,4}})?"  # 26 Mei 2026
    f"|{_MONTH}{_SPACE}[0-9]{{1,2}}(?:,{_SPACE}[0-9]{{2,4}})?"  # May 26, 2026
    "|[0-9]{1,2}[/.-][0-9]{1,2})"  # 30/8: copied on a phone
)
_TIME = f"[0-9]{{1,2}}[.:][0-9]{{2}}(?:[.:][0-9]{{2}})?(?:{_SPACE}?[AaPp]\\.?{_SPACE}?[Mm]\\.?)?"
_DAY = f"(?:[A-Za-z]{{3,9}},{_SPACE})?"  # Sabtu, 30/08/25
_BETWEEN = f",?{_SPACE}(?:(?:pukul|klo|jam|at|um){_SPACE})?"
_WHEN = f"(?:{_DAY}{_DATE}{_BETWEEN}{_TIME}|{_TIME},?{_SPACE}{_DAY}{_DATE})"
_HEADER = re.compile(
    # no name is a time: 30/8 08.00 - 12.00
    f"{_UNSEEN}(?:\\[{_WHEN}\\]{_SPACE}?|\\({_WHEN}\\){_SPACE}"
    f"|{_WHEN}{_SPACE}[-\u2013\u2014]{_SPACE}(?![0-9]{{1,2}}[.:][0-9]{{2}}(?![0-9])))",
    re.IGNORECASE,
)
_NAME = re.compile(f"{_UNSEEN}(?:~{_SPACE}?)?[^:\r\n]{{1,100}}:(?:{_SPACE}|(?=[\r\n])|\\Z)")
# The line end before a header and what that begins with: looked for before the whole pattern is.
_MAY_BEGIN = re.compile(f"[\r\n]{_UNSEEN}(?=[\\[(]?[0-9]|[\\[(]?[A-Za-z]{{3,9}}[.,]?{_SPACE}[0-9])")

_MARK = re.compile(
    r"(?:<(?:Pesan ini diedit|This message was edited"
    r"|(?:terlampir|attached): ?[^<>\r\n]{1,200})>"
    r"|\((?:file|berkas) (?:terlampir|attached)\))",
    re.IGNORECASE,
)
_NEAR = 256  # most headers are as near
_LONGEST_MARK = 240
_WHITE = " \t\r\n\u200e\u200f\u00a0\u202f"


def header(text: str, at: int, holds: Callable[[str, int, int], bool] | None = None) -> int:
    """Where the header of a chat entry that begins at `at` ends; `at` if there is none.

    `30/08/25 18.00 - Nama: `, `[16.20, 24/9/2026] ~ Nama: `. `holds` says whether the text between
    two places holds a keyword with a number behind it: no such thing is a name.
    """
    found = _HEADER.match(text, at)
    if not found:
        return at
    name = _NAME.match(text, found.end())
    if not name or (holds and holds(text, found.end(), name.end())):
        return found.end()
    return name.end()


def next_header(text: str, start: int, end: int) -> int:
    """Where the next chat entry after `start` begins, or `end`: always at the start of a line."""
    for found in _MAY_BEGIN.finditer(text, start, end):
        if _HEADER.match(text, found.start() + 1, end):
            return found.start() + 1
    return end


def last_header(text: str, start: int, end: int) -> int:
    """Where the last header ends that begins between two places; `start` if there is none."""
    for least in (max(start, end - _NEAR), start):
        for found in reversed(list(_MAY_BEGIN.finditer(text, least, end))):
            if _HEADER.match(text, found.start() + 1, end):
                return header(text, found.start() + 1)
    return header(text, start)


def entries(text: str, holds: Callable[[str, int, int], bool] | None = None) -> Iterator[Span]:
    """The chat entries of a text, each without its header; what stands before the first is one."""
    start = header(text, 0, holds)
    for found in _MAY_BEGIN.finditer(text):
        at = found.start() + 1
        after = header(text, at, holds)
        if after > at:
            yield start, at
            start = after
    yield start, len(text)


def entry_at(
    text: str, at: int, floor: int, holds: Callable[[str, int, int], bool] | None = None
) -> Span:
    """The chat entry that a place is in, without its header; `floor` is the end of the one before.

    A place in a header comes before the entry that is given for it.
    """
    line = at
    while True:
        line = max(text.rfind("\n", floor, line), text.rfind("\r", floor, line)) + 1 or floor
        start = header(text, line, holds)
        if start > line or line == floor:
            return start, next_header(text, max(start - 1, line), len(text))
        line -= 1


def marks_at_end(text: str, start: int, end: int) -> int:
    """Where the chat's own marks at the end of an entry begin: `<Pesan ini diedit>`; or `end`."""
    while True:
        bare = start + len(text[start:end].rstrip(_WHITE))
        opening = max(
            text.rfind(sign, max(start, bare - _LONGEST_MARK), bare) for sign in ("<", "(")
        )
        if opening < 0 or not _MARK.fullmatch(text, opening, bare):
            return end
        end = opening


def with_plain_line_ends(text: str) -> str:
    """Text of the same length in which each line ends with LF, whether CR LF, LF or CR ended it."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")
