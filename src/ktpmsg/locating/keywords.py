"""Keywords of formats, as lenient reading knows them (contract, section 4, "keyword").

A keyword may be spelled with dots, dashes or spaces between its letters (`K.T.P`), by another word
that people write for it (an alias), or, with six letters or more, with a space inside or with one
wrong, missing, extra or swapped letter. A keyword of several words is these words in a row, with
separators and spaces between them.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.fields.likeness import number_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ktpmsg.formats.format import Format

__all__ = ["Keyword", "Keywords", "one_letter_off"]

_SHORTEST_GLUED = 4
_LONG = 6  # letters, from which on a keyword may be misspelled
_WORD = re.compile(r"[^\W_]+")
_GAP = "[ .\\-]{1,2}"
_BETWEEN_WORDS = " \t"
_FEW_MARKS = 12
_MOST_KEPT = 4096  # words that have been compared


class Keyword(NamedTuple):
    """A keyword: of which format, from where to where, and how it is spelled.

    `spelling` is "published" (in any ASCII case), "capitals" (exactly as the grammar has it),
    "lenient" or "misspelled". `glued`: a letter or digit stands directly before it.
    """

    format: Format
    start: int
    end: int
    spelling: str
    glued: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is spelled as published, in any mix of upper and lower case."""
        return self.spelling in {"published", "capitals"}


class _Word(NamedTuple):
    """One word of a keyword, or the words that it may be where it is misspelled."""

    words: tuple[str, ...]
    start: int
    end: int
    spelling: str
    glued: bool = False


class Keywords:
    """Finds the keywords of these formats."""

    def __init__(self, formats: Sequence[Format]) -> None:
        """Take the formats; those without a keyword are passed over."""
        self._sequences: dict[str, list[tuple[tuple[str, ...], Format]]] = {}
        self._as_written: set[str] = set()
        self._meant: dict[str, str] = {}  # the keyword that an alias stands for
        words: set[str] = set()
        for one in formats:
            if not one.keywords:
                continue
            self._as_written |= set(one.keywords)
            sequence = tuple(word.upper() for word in one.keywords)
            for way in one.aliases:
                self._meant |= {way[0]: sequence[0]} if len(way) == len(sequence) == 1 else {}
            for way in (sequence, *one.aliases):
                self._sequences.setdefault(way[0], []).append((way, one))
                words |= set(way)
        for ways in self._sequences.values():
            ways.sort(key=lambda way: -len(way[0]))
        self._alone = {
            name: ways[0][1]
            for name, ways in self._sequences.items()
            if len(ways) == 1 and len(ways[0][0]) == 1
        }
        self._published = {word.upper() for word in self._as_written}
        self._long = sorted(word for word in words if len(word) >= _LONG)
        lengths = [len(word) for word in self._long]
        self._lengths = range(min(lengths, default=1) - 1, max(lengths, default=-1) + 2)
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        self._names = longest_first
        self._spelled = re.compile(
            "|".join(f"({_spelled(word, self._published)})" for word in longest_first) or "(?!)"
        )
        self._firsts = {letter for word in words for letter in (word[0], word[0].lower())}
        ends = "|".join(re.escape(word) for word in sorted(self._published, key=len, reverse=True))
        self._at_end = re.compile(f"(?i:{ends or '(?!)'})\\Z")
        self._near = functools.lru_cache(_MOST_KEPT)(self._nearly)
        self._is_suspected = functools.lru_cache(_MOST_KEPT)(self._suspect)
        self.separators = "".join({one.separator for one in formats})
        self.longest = max(map(len, words), default=0) * 3 + 8

    def find(self, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Keyword]:
        """The keywords in these parts of a text, in order; none lies inside another."""
        for start, end in spans:
            yield from self._joined(text, list(self._words(text, start, end)))

    def may_hold(self, text: str) -> bool:
        """Whether a text may hold a keyword; it does not where none of its words looks like one."""
        if not text.isascii():
            return True
        return any(map(self._is_suspected, _WORD.findall(text.upper())))

    def _suspect(self, word: str) -> bool:
        """Whether a word, in capitals, may be a keyword, or a part of one, by itself or glued."""
        return (
            any(word.startswith(name) or name.startswith(word) for name in self._names)
            or self._at_end.search(word) is not None
            or (
                len(word) in self._lengths
                and any(one_letter_off(word, name) for name in self._long)
            )
        )

    def _nearly(self, word: str) -> tuple[str, ...]:
        """The keywords, or parts of one, that a word in capitals is a letter off."""
        return tuple(known for known in self._long if one_letter_off(word, known))

    def _words(self, text: str, start: int, end: int) -> Iterator[_Word]:
        """The words of keywords."""
        past = start
        firsts, lengths, match = self._firsts, self._lengths, self._spelled.match
        for found in _WORD.finditer(text, start, end):
            typed = found.group()
            if typed.isascii() and not self._is_suspected(typed.upper()):
                continue
            at, stop = found.span()
            if at < past:
                continue
            word = None
            if text[at] in firsts:
                spelled = match(text, at)
                if spelled:
                    word = self._as_spelled(text, at, spelled)
            if word is None:
                if stop - at < _SHORTEST_GLUED and stop - at not in lengths:
                    continue
                word = self._other(typed, at, stop)
            if word:
                past = word.end
                yield word

    def _as_spelled(self, text: str, at: int, found: re.Match[str]) -> _Word | None:
        name = self._names[int(found.lastindex or 0) - 1]
        typed, end = found.group(), found.end()
        if text[end : end + 1].isdigit() and number_like(text, end, len(text)) is None:
            return None
        spelling = "lenient"
        if typed.upper() == name and name in self._published:
            spelling = "capitals" if typed in self._as_written else "published"
        return _Word((name,), at, end, spelling)

    def _other(self, typed: str, at: int, stop: int) -> _Word | None:
        """A misspelled word, or a run of letters and digits with a published keyword at its end."""
        upper = typed.upper()
        if len(upper) in self._lengths:
            near = self._near(upper)
            if near:
                return _Word(near, at, stop, "misspelled")
        glued = self._at_end.search(typed)
        if not glued:
            return None
        spelling = "capitals" if glued.group() in self._as_written else "published"
        return _Word((glued.group().upper(),), at + glued.start(), stop, spelling, glued=True)

    def _joined(self, text: str, words: Sequence[_Word]) -> Iterator[Keyword]:
        """The keywords that these words make, the longest sequence first."""
        past = -1
        for index, word in enumerate(words):
            if index <= past:
                continue
            alone = self._alone.get(word.words[0]) if len(word.words) == 1 else None
            if alone:
                yield Keyword(alone, word.start, word.end, word.spelling, word.glued)
                continue
            made = self._longest(text, words, index)
            if made:
                keyword, past = made
                yield keyword

    def _longest(self, text: str, words: Sequence[_Word], index: int) -> tuple[Keyword, int] | None:
        first = words[index]
        found: dict[int, tuple[Keyword, int]] = {}
        for name in first.words:
            for way, one in self._sequences.get(name, ()):
                last = index + len(way) - 1
                if last >= len(words) or not self._is_row(text, words[index : last + 1], way, one):
                    continue
                row = words[index : last + 1]
                spelling = _spelling_of(row)
                keyword = Keyword(one, first.start, words[last].end, spelling, first.glued)
                if last in found and found[last][0].format is not one:
                    return None  # two fit: none is meant for certain
                found[last] = keyword, last
        return found[max(found)] if found else None

    def _is_row(self, text: str, row: Sequence[_Word], way: Sequence[str], one: Format) -> bool:
        """Whether words that stand in a row are those of a keyword."""
        between = _BETWEEN_WORDS + one.separator
        for at, (word, name) in enumerate(zip(row, way, strict=True)):
            gap = text[row[at - 1].end : word.start] if at else ""
            if one.separator in gap and _begins_line(text, row[0].start):
                gap = gap.replace("\n", "")  # a field a line
            meant = {*word.words, *(self._meant.get(typed, "") for typed in word.words)}
            if name not in meant or gap.strip(between):
                return False
        return True


def _begins_line(text: str, at: int) -> bool:
    """Whether no letter or digit stands before a place on its line."""
    line = text.rfind("\n", max(0, at - _FEW_MARKS), at) + 1
    return at - line < _FEW_MARKS and not any(map(str.isalnum, text[line:at]))


def _spelling_of(row: Sequence[_Word]) -> str:
    """How a keyword of several words is spelled: as the worst of them."""
    for spelling in ("misspelled", "lenient", "published"):
        if any(word.spelling == spelling for word in row):
            return spelling
    return "capitals"


def _spelled(word: str, published: Iterable[str]) -> str:
    """A pattern of a word with dots, dashes or spaces in it."""
    joints = set(range(2, len(word) - 1)) | {1, len(word) - 1} if len(word) >= _LONG else set()
    for known in published:  # E-KTP and KTP-EL are the keyword with something beside it
        if known != word and word.endswith(known):
            joints.add(len(word) - len(known))
        if known != word and word.startswith(known):
            joints.add(len(known))
    parted = (f"{word[:at]}{_GAP}{word[at:]}" for at in sorted(joints))
    ways = [re.escape(word), _GAP.join(word), *parted]
    return f"(?i:{'|'.join(ways)})(?![^\\W\\d_])"


def one_letter_off(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, extra, or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant or not typed.isascii():
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
