"""What is meant for a NIK or a KK number, right or faulty, and where such a thing ends."""

from __future__ import annotations

import re

from ktpmsg.fields import labels
from ktpmsg.fields.digits import DASHES, is_other_thing
from ktpmsg.fields.identity import LENGTH
from ktpmsg.text.mapped import WHITE_SPACE

__all__ = ["HALF", "LONGEST", "holds_two", "is_masked", "is_spreadsheet", "number_like"]

LONGEST = 200
"""No number is longer, however it is written."""
HALF = LENGTH // 2
_LONG_RUN = 10

# --- what is written in place of a number ------------------------------------------------------

_HIDING = "*＊xX•●∙·…?"
_WEAK_HIDING = r"._\-"
_MASKED = re.compile(rf"[0-9{_HIDING}{_WEAK_HIDING}]+")
_HIDDEN = re.compile(rf"[{_HIDING}]")
_HIDDEN_RUN = re.compile(rf"[{_HIDING}{_WEAK_HIDING}]{{3,}}|…")
_FEWEST_HIDDEN = 3
# What a spreadsheet makes of sixteen digits: 3.30802E+15, or 3308021708709001,00.
_SPREADSHEET = re.compile(r"[0-9][.,][0-9]+ ?[Ee] ?\+? ?[0-9]+|[0-9]+[.,][0-9]{1,2}")
_PARTS = re.compile(rf"[^0-9 .\t\r\n{DASHES}]+")


def is_masked(text: str) -> bool:
    """Whether digits of a number are hidden: "330815******9001", three or more of them."""
    bare = text[:LONGEST].translate(_NO_WHITE_SPACE)
    if not _MASKED.fullmatch(bare):
        return False
    return len(_HIDDEN.findall(bare)) >= _FEWEST_HIDDEN or bool(_HIDDEN_RUN.search(bare))


_NO_WHITE_SPACE = dict.fromkeys(map(ord, WHITE_SPACE))


def is_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet has been at the number: digits of it may be lost."""
    return _SPREADSHEET.fullmatch(text[:LONGEST]) is not None


def holds_two(text: str) -> bool:
    """Whether a value holds two numbers, apart or in one run."""
    parts = [part for part in _PARTS.split(text[:LONGEST]) if part]
    counts = [sum(map(str.isdigit, part)) for part in parts]
    if sum(n >= _LONG_RUN for n in counts) > 1 or 2 * LENGTH in counts:
        return True
    return any(
        n >= LENGTH + _LONG_RUN and not part.isdigit()
        for n, part in zip(counts, parts, strict=True)
    )


# --- where a number begins ---------------------------------------------------------------------

_FAR = 120
_FEWEST_DIGITS = 10
_MOST_DIGITS = 20
_NEARLY = 15
_BEFORE = re.compile(
    r"[\s'‘’\"“”*_~(\[<{`+-]{0,9}+"
    rf"(?:{labels.any_of('NIK', 'NOMOR_KK')}(?:\s(?i:saya))?\s{{0,3}}[:=：.]{{0,2}}\s{{0,3}})?"
    r"['‘’\"“*_~+`\s(]{0,4}+"
)
_DIGITS = re.compile(r"\d+")
_PLAIN = re.compile("[0-9]{15,20}")
_GAP = re.compile(rf"[ .,/_\t\r\n{DASHES}]{{1,3}}+(?=\d)")
_ALIKE = re.compile(r"[0-9OoQDIilLSsBZzGgAqXx|]+")
_ALIKE_GAP = re.compile(rf"[ .{DASHES}]{{1,2}}(?=[0-9OoQDIilLSsBZzGgAqXx|])")
_MASKABLE = re.compile(rf"\d[0-9{_HIDING}{_WEAK_HIDING} ]{{5,40}}(?![0-9A-Za-z])")
_WEAKLY_HIDDEN = 6
_FEWEST_SHOWN = 4
_E_NUMBER = re.compile(r"[0-9][.,][0-9]{1,16} ?[Ee] ?\+? ?[0-9]{1,3}(?![0-9])")


def number_like(text: str, start: int, end: int) -> int | None:
    """Where the thing ends that begins at `start` and is meant for a NIK or a KK number, if any.

    Sixteen digits as a number field accepts them, or what would be a faulty number: 10 to 20
    digits however grouped, letters among them ("33O8"), a masked one with at least four digits, a
    spreadsheet's. A label and marks may stand before it. No telephone number, date or time is one.
    It looks at 120 characters at most, and not beyond `end`.
    """
    limit = min(end, start + _FAR)
    if start >= limit or not _DIGITS.search(text, start, limit):
        return None
    plain = _PLAIN.match(text, start, limit)
    if plain and plain.end() == limit:
        return limit
    first = _BEFORE.match(text, start, limit).end()  # type: ignore[union-attr]
    begins = _ALIKE.match(text, first, limit) or _DIGITS.match(text, first, limit)
    return _end(text, first, limit) if begins else None


def _end(text: str, first: int, limit: int) -> int | None:
    """Where a number ends that begins at `first`, if it is one."""
    if is_other_thing(text, first, limit):
        return None
    hidden = _masked_end(text, first, limit)
    if hidden:
        return hidden
    sheet = _E_NUMBER.match(text, first, limit)
    if sheet:
        return sheet.end()
    return _alike_end(text, first, limit) or _grouped_end(text, first, limit)


def _masked_end(text: str, start: int, limit: int) -> int | None:
    found = _MASKABLE.match(text, start, limit)
    if not found:
        return None
    typed = found.group().rstrip(" ")
    shown = sum(map(str.isdigit, typed))
    strong = len(_HIDDEN.findall(typed))
    hidden = sum(char in "._-" for char in typed)
    weak = min(hidden, shown) >= _WEAKLY_HIDDEN  # no year with dots after it
    enough = strong >= _FEWEST_HIDDEN or "…" in typed or weak
    if shown >= _FEWEST_SHOWN and enough and is_masked(typed):
        return start + len(typed)
    return None


def _grouped_end(text: str, start: int, limit: int) -> int | None:
    """Where digits in groups end: with the sixteenth if a group does, else with the line."""
    count, best = 0, None
    at = start
    while run := _DIGITS.match(text, at, limit):
        if count and count + len(run.group()) > _MOST_DIGITS:
            break
        count += len(run.group())
        at = run.end()
        if count >= _FEWEST_DIGITS:
            best = at
        gap = _GAP.match(text, at, limit)
        ends_line = gap is None or not gap.group().isprintable()
        if gap is None or count == LENGTH or (ends_line and count >= _NEARLY):
            break
        at = gap.end()
    return best


def _alike_end(text: str, start: int, limit: int) -> int | None:
    """Where a number ends that has letters among its digits, as they look alike."""
    count = digits = 0
    at = start
    while run := _ALIKE.match(text, at, limit):
        own = sum(map(str.isdigit, run.group()))
        if not own or (count >= LENGTH and count == digits):
            break
        count, digits, at = count + len(run.group()), digits + own, run.end()
        gap = _ALIKE_GAP.match(text, at, limit)
        if gap is None:
            break
        at = gap.end()
    at = len(text[:at].rstrip(" .-")) if at > start else start
    letters_follow = text[at : min(at + 1, limit)].isalnum()
    is_one = HALF <= digits < count and _FEWEST_DIGITS <= count <= _MOST_DIGITS
    return at if is_one and not letters_follow else None
