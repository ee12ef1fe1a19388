"""Which choices a text names, however it names them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.vocabulary import HINTS, NO_TYPOS, SYNONYMS
from ktpmsg.text.characters import fold, is_latin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg.fields.choices import Choice

__all__ = ["Lexicon", "Mention", "one_letter_off"]

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t\r\n._/-]{0,5}")
_DIGIT = re.compile(r"\d")
_SHORTEST_WITH_TYPO = 5
_REMEMBERED = 80  # no choice is longer, whatever stands between its words
_LETTERS_OF_A_WORD = 40  # no word is longer
_NOT = frozenset({"tidak", "bukan", "belum", "tanpa", "jangan"})


class Mention(NamedTuple):
    """A choice that a text names, and where; `is_typo`: by a word that is a letter off."""

    choice: Choice
    start: int
    end: int
    is_typo: bool = False


class _Token(NamedTuple):
    word: str
    start: int
    end: int


class Lexicon:
    """The words by which people name the choices of one enumeration.

    These are the published words, however they are joined or parted, people's other words for them,
    and either with one letter wrong, missing, too many or swapped with its neighbour (in words of
    five letters or more, of which the first is right).
    """

    def __init__(self, kind: type[Choice]) -> None:
        self._named: dict[str, tuple[Choice, int]] = {}
        self.parts: set[str] = set()
        for choice in kind:
            parts = [token.word for token in _tokens(choice.value)]
            if not parts:
                continue
            self._named.setdefault("".join(parts), (choice, len(parts)))
            self.parts.update(parts)
        self._most_words = max((n for _, n in self._named.values()), default=1)
        by_words = [(fold(choice.value), choice) for choice in kind]
        for words, choice in by_words:
            for alias in SYNONYMS.get(words, ()):
                self._named.setdefault(alias, (choice, max(self._most_words, 2)))
        self._hints = {hint: choice for words, choice in by_words for hint in HINTS.get(words, ())}
        self._no_typos = {word for words, _ in by_words for word in NO_TYPOS.get(words, ())}
        self.parts.update(self._named, self._hints)
        self._most_words = max(self._most_words, 2)
        self._initials = {word[0] for word in self._named}
        # The same few words come again and again; of a long text, each step asks in turn.
        self._near = functools.lru_cache(maxsize=256)(self._nearly)
        self._remembered = functools.lru_cache(maxsize=256)(self._analyse)
        self._last = functools.lru_cache(maxsize=2)(self._analyse)

    def one(self, text: str) -> Mention | None:
        """Where a text names its choice: exactly one, and no word before it says no."""
        return self._verdict(text)[0]

    def is_several(self, text: str) -> bool:
        """Whether a text names more than one choice, or speaks of another beside the one named."""
        return self._verdict(text)[1]

    def speaks_of_others(self, text: str, choice: Choice) -> bool:
        """Whether a text names, or speaks of, a choice other than this one."""
        return any(m.choice is not choice for m in self.mentions(text)) or any(
            hinted is not choice for hinted in self._hinted(text)
        )

    def mentions(self, text: str) -> list[Mention]:
        """All that a text names, in order; where two overlap, the longer."""
        tokens = list(_tokens(text))
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            if tokens[at].word[:1] not in self._initials:
                at += 1
                continue
            count, mention = self._at(text, tokens, at)
            if mention:
                found.append(mention)
            at += count
        return found

    def at_start(self, text: str) -> Mention | None:
        """The choice that a text begins with, spelled as it should be."""
        tokens = list(_tokens(text))
        if not tokens or tokens[0].start:
            return None
        mention = self._at(text, tokens, 0)[1]
        return None if mention and mention.is_typo else mention

    def _verdict(self, text: str) -> tuple[Mention | None, bool]:
        return self._remembered(text) if len(text) <= _REMEMBERED else self._last(text)

    def _analyse(self, text: str) -> tuple[Mention | None, bool]:
        mentions = self.mentions(text)
        named = {m.choice for m in mentions}
        if len(named) != 1:
            return None, len(named) > 1
        (choice,) = named
        if any(hinted is not choice for hinted in self._hinted(text)):
            return None, True
        if any(token.word in _NOT for token in _tokens(text[: mentions[0].start])):
            return None, False
        return next((m for m in mentions if not m.is_typo), mentions[0]), False

    def _hinted(self, text: str) -> Iterator[Choice]:
        for token in _tokens(text) if self._hints else ():
            if token.word in self._hints:
                yield self._hints[token.word]

    def _at(self, text: str, tokens: list[_Token], at: int) -> tuple[int, Mention | None]:
        """The choice named from a word on, and by how many words."""
        runs = list(self._runs(text, tokens, at))
        for count, word, end in reversed(runs):
            choice, words = self._named.get(word, (None, 0))
            if choice and (count <= words or len(word) >= _SHORTEST_WITH_TYPO):
                return count, Mention(choice, tokens[at].start, end)
        for count, word, end in reversed(runs):
            near = self._near(word, count) if len(word) < _LETTERS_OF_A_WORD else None
            if near:
                return count, Mention(near, tokens[at].start, end, is_typo=True)
        return 1, None

    def _runs(self, text: str, tokens: list[_Token], at: int) -> Iterator[tuple[int, str, int]]:
        """A word, and it joined with those after it: how many, the letters, and the end."""
        word, end = "", tokens[at].start
        for count, token in enumerate(tokens[at : at + self._most_words], 1):
            if not _GAP.fullmatch(text, end, token.start):
                return
            word, end = word + token.word, token.end
            yield count, word, end

    def _nearly(self, word: str, count: int) -> Choice | None:
        """The one choice that a word is a letter off, or None."""
        if word in self._no_typos:
            return None
        near = {
            choice
            for known, (choice, words) in self._named.items()
            if count <= words
            and len(known) >= _SHORTEST_WITH_TYPO
            and known[0] == word[0]
            and _DIGIT.findall(known) == _DIGIT.findall(word)
            and one_letter_off(word, known)
        }
        return near.pop() if len(near) == 1 else None


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a text as they are compared, and where they are."""
    for found in _WORD.finditer(text):
        word = found.group()
        if len(word) < _LETTERS_OF_A_WORD:
            word = word.lower() if word.isascii() else fold(word)
        yield _Token(word, *found.span())


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
