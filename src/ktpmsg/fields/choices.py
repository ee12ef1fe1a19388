"""Choices: one of several fixed words, each the member of an enumeration."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, cast

from ktpmsg.fields.base import LIKELY, NO, PERHAPS, SURELY, Field, line_end, loosely
from ktpmsg.fields.lexicon import Lexicon
from ktpmsg.fields.numbers import number_like
from ktpmsg.fields.repairs import NOTHING, Step, around
from ktpmsg.problems import Code, Finding
from ktpmsg.quiet import QuietEnum
from ktpmsg.text.characters import fold, is_latin
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ktpmsg.problems import Fact
    from ktpmsg.text.mapped import Edit

__all__ = ["Choice", "ChoiceField", "found_by", "make_choice"]


class Choice(StrEnum, metaclass=QuietEnum):
    """One of several fixed words; the members of a subclass are the words as they are published.

    `Choice("…")` and `Choice["…"]` quote nothing when there is no such choice. How else people
    write the words, `locales/vocabulary.py` says.
    """

    def __reduce_ex__(self, protocol: Any) -> Any:  # noqa: ANN401 - as pickle has it
        find = getattr(type(self), _FINDER, None)
        return (_again, (*find, self.value)) if find else super().__reduce_ex__(protocol)

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no choice without quoting it: it may be a name in the wrong place."""
        message = f"{cls.__name__} is one of {', '.join(cls)}"
        raise ValueError(message)

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.choice_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.choice_json(cls)


# What an enumeration that no module has is found by again, where a choice is unpickled: the name of
# the attribute that has a function and what to call it with.
_FINDER = "_find"


def found_by(kind: type[Choice], find: Callable[..., type[Choice]], *by: str) -> None:
    """Let the choices of an enumeration be pickled: `find(*by)` finds the enumeration again."""
    setattr(kind, _FINDER, (find, *by))


def _again(find: Callable[..., type[Choice]], *by: str) -> Choice:
    *names, value = by
    return find(*names)(value)


_NO_LETTER = re.compile(r"\W+")


def make_choice(name: str, words: Iterable[str], *, module: str = __name__) -> type[Choice]:
    """An enumeration of these words, of this name: `UBAH_DATA = "Ubah Data"`."""
    members: dict[str, str] = {}
    for word in words:
        identifier = _identifier(word)
        while members.get(identifier, word) != word:  # "A-B" and "A B"
            identifier += "_2"
        members[identifier] = word
    make: Any = Choice
    return cast("type[Choice]", make(name, list(members.items()), module=module))


def _identifier(word: str) -> str:
    name = _NO_LETTER.sub("_", word.upper()).strip("_") or "CHOICE"
    return f"_{name}" if name[0].isdigit() else name


# What a reply's example shows for a built-in field; for any other, the first choice.
_EXAMPLES = {"alasan": "Hilang"}

_STRAY_BEFORE = re.compile(r"[\s.,;:!?/\\*_~'\"`‘’“”(\[{<>•…–—-]++")
_STRAY_AFTER = WHITE_SPACE + ".,;:!?/\\*_~'\"`‘’“”-–—…)]}>"
_LIST_MARK = re.compile(r"(?:\(?[0-9]{1,2}|\(?[A-Za-z])[.)][ \t]*+(?=\S)")
_CONNECTED = re.compile(
    r"[\s.,;:!?/\\*_~'\"`‘’“”(\[{<>•…–—&+-]*+(?:(?:\(?[0-9]{1,2}|\(?[A-Za-z])[.)][ \t]*+)?"
    r"(?:(?i:dan|atau|and|or|dan/atau)[\s/:*_-]++)?"
)
_SHOWN = "/,.!?- \t\n"
_WINDOW = 400
_FEW_WORDS = 6


class ChoiceField(Field):
    """A field of several fixed words; `kind` is the enumeration of them."""

    terminal = "CHOICE"
    family = "choice"
    has_no_digits = True
    may_have_lines = True

    def __init__(self, name: str, words: str, separator: str, kind: type[Choice]) -> None:
        self.kind = self.enumeration = kind
        self._lexicon = Lexicon(kind)
        self._published = {_compared(choice.value): choice for choice in kind}
        self._as_usual = {
            typed: choice
            for choice in kind
            for typed in (choice.value, choice.value.lower(), choice.value.upper())
        }
        super().__init__(name, words, separator, _pattern(kind))
        # Several lines, or a mark around one of them: somebody meant something by it.
        self.unfilled = loosely(words, separator, r"(?:_|[^\w\r\n*~`\"'“”‘’])")

    # --- text to value

    def convert(self, text: str) -> Choice:
        """The choice that a text is, in any mix of upper and lower case."""
        return self._as_usual.get(text) or self._published[_compared(text)]

    def as_published(self, text: str, own: Collection[str] = ()) -> Choice | None:  # noqa: ARG002
        """The choice that a text is, also where it says the same as the template."""
        return self.convert(text) if self._matches(text) else None

    def _own_steps(self) -> Sequence[Step]:
        return (
            Step(Code.TEXT_AFTER, self._superfluous_field),
            Step(Code.TEXT_AROUND, self._list_mark),
            Step(Code.TEXT_AFTER, self._stray_punctuation),
            Step(Code.CHOICE_SPELLING, self._words_around),
            Step(Code.CHOICE_SPELLING, self._spelling),
        )

    def _superfluous_field(self, text: str) -> Sequence[Edit]:
        """A field too many after the choice: "#Hilang#terima kasih"."""
        at = text.find(self.separator) if self.separator else -1
        found = self._lexicon.one(text[:at]) if at > 0 else None
        if found and not self._lexicon.speaks_of_others(text[at:], found.choice):
            return ((at, len(text), ""),)
        return NOTHING

    def _list_mark(self, text: str) -> Sequence[Edit]:
        """The number or letter of a list before the choice: "1. Hilang"."""
        mark = _LIST_MARK.match(text)
        if mark and not self._lexicon.is_several(text) and self._lexicon.one(text[mark.end() :]):
            return ((0, mark.end(), ""),)
        return NOTHING

    def _stray_punctuation(self, text: str) -> Sequence[Edit]:
        """Punctuation around the choice: "Rusak.", "Hilang!!", "Pemula/", "Ubah Data#."."""
        end = len(text.rstrip(_STRAY_AFTER + self.separator))
        before = _STRAY_BEFORE.match(text)
        start = before.end() if before else 0
        if start < end and self._lexicon.one(text[start:end]):
            return around(text, start, len(text) if "(" in text else end)
        return NOTHING

    def _words_around(self, text: str) -> Sequence[Edit]:
        """Words around the choice: "Hilang (kecopetan)", "KTP saya rusak"."""
        if self.separator and self.separator in text:  # there are fields too many
            return NOTHING
        found = self._lexicon.one(text)
        return around(text, found.start, found.end) if found else NOTHING

    def _spelling(self, text: str) -> Sequence[Edit]:
        """The choice by another word or a letter off: "UbahData", "Kehilangan", "Hilng"."""
        found = self._lexicon.one(text)
        if found and (found.start, found.end) == (0, len(text)) and not self._matches(text):
            return ((0, len(text), found.choice.value),)
        return NOTHING

    def faults(self, text: str, own: Collection[str] = ()) -> Iterator[Finding]:  # noqa: ARG002
        """Several choices, letters of another script, or none of the choices."""
        if self._lexicon.is_several(text):
            code = Code.SEVERAL_CHOICES
        elif not is_latin(unicodedata.normalize("NFKC", text[:_WINDOW])):
            code = Code.MIXED_SCRIPT
        else:
            code = Code.UNKNOWN_CHOICE
        facts = () if code is Code.MIXED_SCRIPT else self.missing_facts()
        yield Finding(code, 0, len(text), facts)

    def missing_facts(self) -> tuple[Fact, ...]:
        """The choices."""
        return (("choices", ", ".join(self.kind)),)

    # --- the value

    def mask(self, value: Choice) -> str:
        """The choice: it is nobody's."""
        return repr(value.value)

    def draw(self, typed: str) -> Iterator[str | None]:
        """The words of choices, and what stands between them."""
        shown = {at for at, char in enumerate(typed) if char in _SHOWN or char == self.separator}
        for word in re.finditer(r"[^\W_]+", typed):
            if fold(word.group()) in self._lexicon.parts:
                shown.update(range(*word.span()))
        return (None if at in shown else "*" for at in range(len(typed)))

    @property
    def example(self) -> str:
        """One of the choices."""
        usual = _EXAMPLES.get(self.name, "")
        return usual if usual in set(self.kind) else next(iter(self.kind)).value

    # --- where a value lies

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        if self._matches(typed):
            return SURELY if len(typed) > 1 and not typed.isdecimal() else LIKELY
        if number_like(typed, 0, len(typed)) is not None:
            return NO
        mentions = self._lexicon.mentions(typed[:_WINDOW])
        words = len(typed[:_WINDOW].split())
        if not mentions:
            return PERHAPS if words <= _FEW_WORDS and not any(map(str.isdigit, typed)) else NO
        core = typed.strip(_STRAY_AFTER + self.separator)
        if any(m.end - m.start == len(core) and not m.is_typo for m in mentions):
            return SURELY
        return LIKELY if words <= _FEW_WORDS else PERHAPS

    def end(self, text: str, start: int, limit: int) -> int:
        """The end of the line that completes the choice.

        Where the next line begins with another choice, after a connecting word or none, the value
        goes on there: "Rusak atau⏎Hilang".
        """
        label = self.label.match(text, start + _spaces(text, start, limit), limit)
        at = label.end() if label else start
        at += _spaces(text, at, limit)
        end = line_end(text, at, limit)
        first = next(iter(self._lexicon.mentions(text[at : min(limit, at + _WINDOW)])), None)
        if first is None or at + first.start >= end:
            return end
        end = line_end(text, max(end, at + first.end), limit)
        named = {m.choice for m in self._lexicon.mentions(text[at : min(end, at + _WINDOW)])}
        while more := self._goes_on(text, end, limit, named):
            end = more
        return end

    def _goes_on(self, text: str, end: int, limit: int, named: set[Choice]) -> int | None:
        """The end of the next line, if it begins with a choice that is not among those `named`."""
        begins = _CONNECTED.match(text, end, min(limit, end + _WINDOW))
        at = begins.end() if begins else end
        found = self._lexicon.at_start(text[at : min(limit, at + _WINDOW)])
        if at == end or found is None or found.choice in named:
            return None
        named.add(found.choice)
        return line_end(text, at + found.end, limit)


def _spaces(text: str, start: int, limit: int) -> int:
    at = start
    while at < limit and text[at] in WHITE_SPACE:
        at += 1
    return at - start


def _compared(text: str) -> str:
    """A text as the published words are compared: single spaces, ASCII letters in lower case."""
    lower = text.lower() if text.isascii() else re.sub("[A-Z]", lambda c: c[0].lower(), text)
    return " ".join(lower.split())


def _pattern(kind: type[Choice]) -> str:
    """A pattern of the published words: ASCII letters in any case, any white space between."""
    words = [r"[ \t\r\n]+".join(map(re.escape, choice.split())) for choice in kind]
    return f"(?ai:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})"
