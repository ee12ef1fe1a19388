"""Characters: which are invisible, which are controls, which are written in parts."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.text.mapped import WHITE_SPACE, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "JOINERS",
    "control",
    "decomposed",
    "fold",
    "folded",
    "has_slips",
    "invisible",
    "is_latin",
    "joined",
    "others",
    "stacked",
]

# What an emoji is put together with: text where text is free.
JOINERS = "\u200d\ufe0e\ufe0f"

# Unicode's Stream-Safe Text Format allows 30 marks on a letter. Far above that nothing is text,
# and to sort the marks of one letter takes time with the square of their number.
_MOST_MARKS = 128

# A space is seen, and so the end of a text; what emoji are joined with is text there all the same.
_JOINED = re.compile(rf"(?:[{WHITE_SPACE}]*+[{JOINERS}])*+")

_ASCII = bytes(range(128))
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


def invisible(text: str, keep: str = "") -> list[Edit]:
    """Invisible characters, and spaces and line breaks other than the usual ones.

    "Dewi<U+00A0>Sekarjati" has a space there, "<U+200B>#KTP" begins with the "#".
    """
    seen = {char: _seen_as(char) for char in others(text) if char not in keep}
    unseen = [char for char, as_what in seen.items() if as_what is not None]
    if not unseen:
        return []
    runs = re.finditer(f"{_any_of(unseen)}+", text)
    return [(*run.span(), "".join(str(seen[char]) for char in run.group())) for run in runs]


def has_slips(text: str, keep: str = "") -> bool:
    """Whether `invisible` or `decomposed` find anything."""
    unusual = others(text)
    if any(_seen_as(char) is not None for char in unusual if char not in keep):
        return True
    return bool(unusual) and stacked(text) is None and not unicodedata.is_normalized("NFC", text)


def others(text: str) -> set[str]:
    """The characters of a text that are not ASCII."""
    if text.isascii():
        return set()
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(rest.decode("utf-8", "surrogatepass"))


def _any_of(chars: Iterable[str]) -> str:
    """A pattern of one of these characters."""
    found = "".join(map(re.escape, sorted(chars)))
    return f"[{found}]" if found else "(?!)"  # that never matches


def joined(text: str, end: int) -> int:
    """Where free text ends that seems to at `end`: after what emoji are joined with."""
    return _JOINED.match(text, end).end()  # type: ignore[union-attr]


@functools.lru_cache(maxsize=4096)
def _attaches(char: str) -> bool:
    """Whether a character may melt into the one before it (marks; vowels of Hangul)."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def decomposed(text: str) -> list[Edit]:
    """Letters written as a base and its marks: "e" and U+0301 are "é" (Unicode's NFC)."""
    unusual = others(text)
    if not unusual or stacked(text) is not None or unicodedata.is_normalized("NFC", text):
        return []
    attaching = _any_of(filter(_attaches, unusual))
    edits = []
    for run in re.finditer(rf"(?:(?s:.){attaching}++|[^\x00-\x7f])++", text):
        typed, start = run.group(), run.start()
        new = unicodedata.normalize("NFC", typed)
        if new != typed:
            before = _alike(typed, new)
            after = min(_alike(typed[::-1], new[::-1]), min(len(typed), len(new)) - before)
            edits.append((start + before, run.end() - after, new[before : len(new) - after]))
    return edits


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common before the first that differs."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def stacked(text: str) -> tuple[int, int] | None:
    """Where more marks stand on one letter than any writing has."""
    marks = list(filter(unicodedata.combining, others(text)))
    if not marks or len(text) <= _MOST_MARKS:
        return None
    found = re.search(f"{_any_of(marks)}{{{_MOST_MARKS + 1}}}", text)
    return found.span() if found else None


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


@functools.lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    """The one letter or digit of ASCII that NFKC makes of a character, else the character."""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] == "L":
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 and plain.isascii() else char
    return char


def folded(text: str) -> str:
    """Text of the same length in which full-width and similar letters and digits are ASCII.

    A superscript is no digit that somebody typed for a digit, and stays.
    """
    table = {ord(c): plain for c in others(text) if (plain := _plain_letter(c)) != c}
    return text.translate(table) if table else text
