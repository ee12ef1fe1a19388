"""The choice at the end of a KTP message: why the card is to be printed."""

from __future__ import annotations

import functools
import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ktpmsg.characters import is_latin
from ktpmsg.problems import Code, Finding
from ktpmsg.wording import POLICE_LETTER, THE_OLD_CARD, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg.problems import Fact

__all__ = [
    "FAR",
    "PUBLISHED",
    "Alasan",
    "Lead",
    "faults",
    "lead",
    "one_letter_off",
    "others",
    "published",
    "shown",
]


class Alasan(StrEnum):
    """Why a card is to be printed, by the published word for it."""

    PEMULA = "Pemula"
    HILANG = "Hilang"
    RUSAK = "Rusak"
    UBAH_DATA = "Ubah Data"

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no choice without quoting it: it may be a name in the wrong place."""
        message = f"an Alasan is one of {', '.join(cls)}"
        raise ValueError(message)

    @property
    def requires(self) -> tuple[Words, ...]:
        """What the applicant has to hand in, a text with an `id` and an `en` version for each.

        A lost card needs the police's loss letter; for a damaged card or changed data the old
        card is handed over at delivery; a first card needs neither (Perpres 96/2018).
        """
        return _REQUIRES.get(self, ())


_REQUIRES = {
    Alasan.HILANG: (POLICE_LETTER,),
    Alasan.RUSAK: (THE_OLD_CARD,),
    Alasan.UBAH_DATA: (THE_OLD_CARD,),
}


class Lead(NamedTuple):
    """The choice that a text begins with, and where it ends there."""

    choice: Alasan
    end: int


FACTS: tuple[Fact, ...] = (("choices", ", ".join(Alasan)),)

# Other words for a choice, without spaces.
_ALIASES = {
    "perubahandata": Alasan.UBAH_DATA,
    "rubahdata": Alasan.UBAH_DATA,
    "kehilangan": Alasan.HILANG,
}
PUBLISHED = {
    word: choice for choice in Alasan for word in (choice.value, choice.lower(), choice.upper())
}
_WORDS = {choice.replace(" ", "").lower(): choice for choice in Alasan} | _ALIASES
# Words that name a choice somewhere in a text, though it could not begin with them.
_MENTIONS = _WORDS | {
    "ubah": Alasan.UBAH_DATA,
    "rubah": Alasan.UBAH_DATA,
    "perubahan": Alasan.UBAH_DATA,
    "kerusakan": Alasan.RUSAK,
}
_SHOWN = {word for choice in Alasan for word in choice.lower().split()} | set(_MENTIONS)
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ \t\r\n._/-]{0,5}")
FAR = 80  # no choice is as long, whatever stands between its words
_BETWEEN = {"dan", "atau", "and", "or"}


def published(text: str) -> Alasan | None:
    """The choice that a text is as published: in any mix of ASCII upper and lower case."""
    if text in PUBLISHED:
        return PUBLISHED[text]
    return PUBLISHED.get(" ".join(text.lower().split())) if text.isascii() else None


def lead(text: str) -> Lead | None:
    """The choice that a text begins with: as published, by another word, or a letter off."""
    return _lead(text[:FAR])


@functools.lru_cache(maxsize=256)
def _lead(text: str) -> Lead | None:
    first = _WORD.match(text)
    if not first:
        return None
    second = _WORD.match(text, _GAP.match(text, first.end()).end())  # type: ignore[union-attr]
    runs = [(first.group(), first.end())]
    if second:
        runs.insert(0, (first.group() + second.group(), second.end()))
    for known in (_WORDS.get, _nearly):
        for word, end in runs:
            choice = known(word.lower())
            if choice:
                return Lead(choice, end)
    return None


@functools.lru_cache(maxsize=256)
def _nearly(word: str) -> Alasan | None:
    return next((c for known, c in _WORDS.items() if one_letter_off(word, known)), None)


def one_letter_off(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped.

    A letter of another script is not wrong, but no letter of ours.
    """
    if abs(len(typed) - len(meant)) > 1 or typed == meant or not is_latin(typed):
        return False
    pairs = enumerate(zip(typed, meant, strict=False))
    at = next((i for i, (one, other) in pairs if one != other), min(len(typed), len(meant)))
    rest, other = typed[at:], meant[at:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def others(text: str, choice: Alasan) -> bool:
    """Whether a text names a choice other than this one."""
    words = [word.lower() for word in _WORD.findall(text)]
    if any(_MENTIONS.get(word, choice) is not choice for word in words):
        return True
    rest = "".join(word for word in words if word not in _BETWEEN)
    near = _nearly(rest) if len(rest) < FAR else None
    return near not in {None, choice}


def faults(value: str) -> Iterator[Finding]:
    """The reason for which a value is not exactly one choice."""
    if published(value):
        return
    if not is_latin(value):
        yield Finding(Code.MIXED_SCRIPT, 0, len(value))
        return
    words = [word.lower() for word in _WORD.findall(value[: FAR * 4])]
    named = {_MENTIONS[word] for word in words if word in _MENTIONS}
    found = lead(value)
    if found:
        named.add(found.choice)
    several = len(named) > 1 or (found and others(value[found.end :], found.choice))
    code = Code.SEVERAL_CHOICES if several else Code.UNKNOWN_CHOICE
    yield Finding(code, 0, len(value), FACTS)


def shown(text: str) -> set[int]:
    """Which characters of a text are words of a choice, or punctuation between words."""
    found = {at for at, char in enumerate(text) if char in "/,.!?- \t"}
    for word in _WORD.finditer(text):
        if word.group().lower() in _SHOWN:
            found.update(range(*word.span()))
    return found
