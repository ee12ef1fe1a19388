"""Repairs in the characters of a whole text, before a message is looked for in it.

Contract, section 4: what NFKC makes the separator, and the keycap; invisible characters; decomposed
accents; the marks of quotation before each line of a message that was forwarded.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.fields.repairs import Step, repair, told
from ktpmsg.problems import Code
from ktpmsg.text import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ktpmsg.fields.repairs import Repair
    from ktpmsg.locating.values import Value
    from ktpmsg.problems import Problem
    from ktpmsg.reporting.report import Part
    from ktpmsg.text.mapped import Edit, MappedText

__all__ = ["has_look_alike", "repair_characters", "told_by_part"]

_QUOTED = re.compile(r"(?<=\n)[ \t]*+(?:>[ \t]?)++")
_KEYCAP = "\u20e3"
_APART = ""  # what stands in no field


def repair_characters(text: MappedText, separators: str) -> tuple[MappedText, list[Repair]]:
    """The text with its characters repaired, and each place where one was.

    `separators` are those of the formats; without any, `text` is one value and has no lines.
    """
    if text.text.isascii() and ("\n" not in text.text or ">" not in text.text):
        return text, []
    return repair(text, _steps(separators))


@functools.cache
def _steps(separators: str) -> Sequence[Step]:
    unseen = (
        Step(Code.INVISIBLE_CHARACTER, characters.invisible),
        Step(Code.NOT_NFC, characters.decomposed),
    )
    if not separators:
        return unseen
    return (
        Step(Code.SEPARATOR_LOOK_ALIKE, _look_alikes(separators)),
        *unseen,
        Step(Code.TEXT_AROUND, _quoted_lines),
    )


def _look_alikes(separators: str) -> Callable[[str], Sequence[Edit]]:
    """Another character for a separator ("＃KTP＃…"), or its keycap ("#️⃣KTP#️⃣…")."""
    keycap = re.compile(rf"([{re.escape(separators)}])\ufe0f?{_KEYCAP}")

    def find(text: str) -> Sequence[Edit]:
        unusual = characters.others(text)
        alike = {c: s for c in unusual if (s := _narrow(c)) in separators}
        caps = keycap.finditer(text) if _KEYCAP in unusual else ()
        found = [(*m.span(), m.group(1)) for m in caps]
        if alike:
            pattern = f"[{''.join(map(re.escape, alike))}]"
            found += [(*m.span(), alike[m.group()]) for m in re.finditer(pattern, text)]
        return sorted(found)

    return find


def has_look_alike(text: str, separators: str) -> bool:
    """Whether a character of a text is meant for one of the separators, and is none."""
    unusual = characters.others(text)
    return any(char == _KEYCAP or _narrow(char) in separators for char in unusual)


@functools.lru_cache(maxsize=4096)
def _narrow(char: str) -> str:
    """What NFKC makes of a character that is not ASCII, if that is one, else no separator."""
    narrow = unicodedata.normalize("NFKC", char)
    return narrow if len(narrow) == 1 else "\0"


def _quoted_lines(text: str) -> Sequence[Edit]:
    if ">" not in text:
        return ()
    return [(*found.span(), "") for found in _QUOTED.finditer(text)]


def told_by_part(
    repairs: Iterable[Repair], values: Sequence[Value], aside: Iterable[Part]
) -> list[Problem]:
    """The repaired characters by field: neither of what is set aside nor of free text."""
    # What lies apart, in the order of the text: the fields, and what has no use for these repairs.
    parts: list[tuple[int, int, str | None]] = [
        (*v.reach, _APART if v.field.is_open else v.field.name) for v in values if v.field
    ]
    parts += [(part.start, part.end, _APART) for part in aside]
    parts.sort(key=lambda part: part[:2])
    starts = [start for start, _, _ in parts]
    by_field: dict[str | None, list[Repair]] = {}
    for one in repairs:
        at = bisect.bisect_right(starts, one.start) - 1
        within = at >= 0 and one.start < parts[at][1]
        by_field.setdefault(parts[at][2] if within else None, []).append(one)
    by_field.pop(_APART, None)
    return [p for name, found in by_field.items() for p in told(name, found)]
