"""Names and places: Latin letters, and the few marks that names have (Permendagri 73/2022)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg import characters
from ktpmsg.pieces import WHITE_SPACE
from ktpmsg.problems import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DIGITS", "LONGEST", "faults", "notices", "text_faults"]

# Permendagri 73/2022 allows a new entry 60 characters; older names stay as they are.
LONGEST = 60
DIGITS = re.compile(r"[0-9]+")


def faults(value: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """The first reason for which a value is no name by the grammar's pattern of one."""
    if not pattern.fullmatch(value):
        yield _fault(value, pattern)


def _fault(value: str, pattern: re.Pattern[str]) -> Finding:
    def fits(char: str) -> bool:  # what may stand between two letters may stand in a name
        return pattern.fullmatch(f"a{char}a") is not None

    used = set(value).difference(WHITE_SPACE)
    bad = {char for char in used if not fits(char)}
    if not bad:
        return Finding(Code.NO_LETTERS, 0, len(value))
    start = next(at for at, char in enumerate(value) if char in bad)
    end = next((at for at in range(start, len(value)) if value[at] not in bad), len(value))
    latin = any(char.isalpha() for char in used - bad)
    mixed = latin and any(char.isalpha() for char in bad)
    return Finding(Code.MIXED_SCRIPT if mixed else Code.BAD_CHARACTERS, start, end)


def notices(value: str, *, person: bool) -> list[Finding]:
    """What is odd about a name that may be right all the same."""
    found = []
    digits = DIGITS.search(value) if person else None
    if digits:
        found.append(Finding(Code.DIGITS_IN_NAME, *digits.span()))
    if len(value) > LONGEST:
        found.append(Finding(Code.LONG_NAME, 0, len(value), (("count", len(value)),)))
    return found


def text_faults(value: str) -> Iterator[Finding]:
    """What no free text can hold, though it may hold any character: marks upon marks."""
    stacked = None if value.isascii() else characters.stacked(value)
    if stacked:
        yield Finding(Code.BAD_CHARACTERS, *stacked)
