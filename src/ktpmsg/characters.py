"""Characters: which are invisible, which are controls, which are written in parts."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.pieces import WHITE_SPACE, Mend

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["JOINERS", "control", "decomposed", "fold", "invisible", "is_latin", "joined", "stacked"]

# What an emoji is put together with: text where text is free.
JOINERS = "\u200d\ufe0e\ufe0f"

# Unicode's Stream-Safe Text Format allows 30 marks on a letter. Far above that nothing is text,
# and to sort the marks of one letter takes time with the square of their number.
_MOST_MARKS = 128

# A space is seen, and so the end of a text; what emoji are joined with is text there all the same.
_JOINED = re.compile(rf"(?:[{WHITE_SPACE}]*+[{JOINERS}])*+")

_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")


@functools.lru_cache(maxsize=4096)
def _seen_as(char: str) -> str | None:
    """What stands for an invisible character: nothing, a space or a line break; else None."""
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"} or char == "\x85":
        return "\n"
    if category == "Cf" or char in "\u034f\u3164" or "\ufe00" <= char <= "\ufe0f":
        return ""
    return None


def invisible(text: str, keep: str = "") -> list[Mend]:
    """Invisible characters, and spaces and line breaks other than the usual ones.

    "Dewi<U+00A0>Sekarjati" has a space there, "<U+200B>#KTP" begins with the "#".
    """
    return [] if text.isascii() else list(_invisible(text, keep))


def _invisible(text: str, keep: str) -> Iterator[Mend]:
    for run in _NON_ASCII.finditer(text):
        start, new = None, ""
        for at, char in enumerate(run.group(), run.start()):
            seen = None if char in keep else _seen_as(char)
            if seen is not None:
                start = at if start is None else start
                new += seen
            elif start is not None:
                yield (start, at, new)
                start, new = None, ""
        if start is not None:
            yield (start, run.end(), new)


def joined(text: str, end: int) -> int:
    """Where free text ends that seems to at `end`: after what emoji are joined with."""
    return _JOINED.match(text, end).end()  # type: ignore[union-attr]


@functools.lru_cache(maxsize=4096)
def _attaches(char: str) -> bool:
    """Whether a character may melt into the one before it (marks; vowels of Hangul)."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def decomposed(text: str) -> list[Mend]:
    """Letters written as a base and its marks: "e" and U+0301 are "é" (Unicode's NFC)."""
    if text.isascii() or stacked(text) is not None or unicodedata.is_normalized("NFC", text):
        return []
    mends = []
    for start, end in _clusters(text):
        new = _composed(text[start:end])
        if new != text[start:end]:
            mends.append((start, end, new))
    whole = "".join(_replaced(text, mends))
    if unicodedata.is_normalized("NFC", whole):
        return mends
    # Characters melt that this version of Unicode is the first to melt.
    return [(0, len(text), unicodedata.normalize("NFC", text))]


@functools.lru_cache(maxsize=4096)
def _composed(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


def _replaced(text: str, mends: list[Mend]) -> Iterator[str]:
    kept = 0
    for start, end, new in mends:
        yield text[kept:start]
        yield new
        kept = end
    yield text[kept:]


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character that is not ASCII, with what it attaches to or has attached to it."""
    start = end = 0
    for run in _NON_ASCII.finditer(text):
        for at, char in enumerate(run.group(), run.start()):
            if _attaches(char):
                if end == at:
                    end = at + 1
                    continue
                if end > start:
                    yield start, end
                start, end = max(at - 1, 0), at + 1
            else:
                if end > start:
                    yield start, end
                start, end = at, at + 1
    yield start, end  # there is one: the text is not all ASCII


def stacked(text: str) -> tuple[int, int] | None:
    """Where more marks stand on one letter than any writing has."""
    count = 0
    for run in _NON_ASCII.finditer(text):
        count = 0
        for at, char in enumerate(run.group(), run.start()):
            count = count + 1 if unicodedata.combining(char) else 0
            if count > _MOST_MARKS:
                return at - _MOST_MARKS, at + 1
    return None


def control(text: str) -> tuple[int, int] | None:
    """Where the first control characters (category Cc, lone surrogates) stand."""
    found = _CONTROLS.search(text)
    return found.span() if found else None


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin; look-alikes of other scripts are not."""
    return text.isascii() or all(
        char.isascii() or "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
        for char in text
        if char.isalpha()
    )


def fold(text: str) -> str:
    """Letters and digits only, as NFKC makes them, in lower case: for comparison."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain.lower() if c.isalnum())
