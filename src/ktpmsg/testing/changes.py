"""How people write the parts of a message otherwise: the changes that typos make."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from ktpmsg.formats.rules import SEPARATORS
from ktpmsg.locales.vocabulary import SYNONYMS
from ktpmsg.testing.drafts import SERIAL, any_of, by, is_number, is_text
from ktpmsg.text.characters import fold

if TYPE_CHECKING:
    from hypothesis import strategies as st

    from ktpmsg.fields.base import Field
    from ktpmsg.testing.drafts import Draft, ValueChange

__all__ = [
    "APART",
    "DATED_AS_PUBLISHED",
    "DATED_OTHERWISE",
    "IN_CELLS",
    "another_digit",
    "begins_with_lead",
    "dated",
    "digit_times",
    "emptied",
    "ends",
    "foreign",
    "full_width",
    "grouped",
    "hidden",
    "in_fours",
    "is_named",
    "labelled",
    "left_out",
    "letter_off_in_choice",
    "letter_off_in_keyword",
    "neighbours_swapped",
    "no_choice",
    "not_closed",
    "numbers_of",
    "one_more_at_the_end",
    "other_choice",
    "other_gap",
    "other_keyword",
    "other_lead",
    "other_separator",
    "separator_twice",
    "thousands",
    "two_choices",
    "words_after",
]

# --- numbers -------------------------------------------------------------------------------------


_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789" + SEPARATORS}


def full_width(text: str) -> str:
    """The digits and separators of a text as wide as East Asian letters."""
    return text.translate(_WIDE)


def grouped(draw: st.DrawFn, value: str, _: Field) -> str:
    """Digits in groups."""
    mark = any_of(draw, " ", ".", "-", " - ")
    ends = any_of(draw, (6, 12, 16), (4, 8, 12, 16), (2, 4, 6, 12, 16))
    return mark.join(value[start:end] for start, end in zip((0, *ends), ends, strict=False))


def digit_times(number: int) -> ValueChange:
    """One digit so many times."""

    def change(draw: st.DrawFn, value: str, _: Field) -> str:
        at = any_of(draw, *range(len(value)))
        return value[:at] + value[at] * number + value[at + 1 :]

    return change


def another_digit(draw: st.DrawFn, value: str, _: Field) -> str:
    """One digit wrong."""
    at = any_of(draw, *(i for i in range(len(value)) if i != SERIAL))
    digit = (int(value[at]) + any_of(draw, *range(1, 10))) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"


def neighbours_swapped(draw: st.DrawFn, value: str, _: Field) -> str:
    """Two neighbouring digits in each other's place."""
    at = any_of(draw, *(i for i in range(len(value) - 1) if i not in {SERIAL - 1, SERIAL}))
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def hidden(_: st.DrawFn, value: str, field: Field) -> str:
    """The digits in the middle hidden."""
    star = "x" if field.separator == "*" else "*"
    return f"{value[:6]}{6 * star}{value[SERIAL:]}"


IN_CELLS = by(lambda number: f"{number[0]}.{number[1:6]}E+15")


# --- dates, phones, counts -----------------------------------------------------------------------

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
    *("Oktober", "November", "Desember"),
)


def dated(*patterns: str) -> ValueChange:
    """A date, written in one of these ways from its parts."""

    def change(draw: st.DrawFn, value: str, _: Field) -> str:
        day, month, year = value.split("-")
        name = _MONTHS[int(month) - 1]
        parts = {"d": int(day), "m": int(month), "dd": day, "mm": month, "y": year, "name": name}
        return any_of(draw, *patterns).format(**parts, yy=year[2:])

    return change


DATED_OTHERWISE = dated("{d}.{m}.{y}", "{d} {name} {y}", "{y}/{mm}/{dd}", "{dd} - {mm} - {y}")
DATED_AS_PUBLISHED = dated("{dd}/{mm}/{y}", "{y}-{mm}-{dd}", "{dd}{mm}{y}")


def in_fours(draw: st.DrawFn, value: str, _: Field) -> str:
    """A telephone number in groups of four digits."""
    mark = any_of(draw, " ", "-")
    return mark.join(value[start : start + 4] for start in range(0, len(value), 4))


def thousands(_: st.DrawFn, value: str, __: Field) -> str:
    """With dots, where nobody would miss a nought in front."""
    return value if value[0] == "0" else f"{int(value):,}".replace(",", ".")


# --- words ---------------------------------------------------------------------------------------

_LONG_KEYWORD = 6
_LONG_CHOICE = 5


def other_choice(draw: st.DrawFn, value: str, _: Field) -> str:
    """The choice by another word, or with its words joined."""
    words = value.split()
    others = ["".join(words), "-".join(words)] if len(words) > 1 else []
    last = words[-1].lower()
    for synonym in SYNONYMS.get(fold(value), ()):
        others.append(synonym.title())
        if synonym.endswith(last):
            others.append(f"{synonym.removesuffix(last)} {last}".title())
    return any_of(draw, *(others or [value]))


def _letter_off(draw: st.DrawFn, word: str) -> str:
    """One letter less, one twice, or two swapped; the first stays."""
    at = any_of(draw, *(i for i in range(1, len(word) - 1) if word[i : i + 2].isalpha()))
    one, other = word[at], word[at + 1]
    return word[:at] + any_of(draw, other, one + one + other, other + one) + word[at + 2 :]


def letter_off_in_choice(draw: st.DrawFn, value: str, _: Field) -> str:
    """A letter off in the choice, if it is long enough."""
    letters = sum(map(str.isalpha, value))
    return _letter_off(draw, value) if letters >= _LONG_CHOICE else value


def _choices(field: Field) -> list[str]:
    kind: Any = field
    return [str(choice) for choice in kind.kind]


def words_after(draw: st.DrawFn, value: str, field: Field) -> str:
    """Words after the choice, none of which names another."""
    named = {word.lower() for choice in _choices(field) for word in choice.split()}
    room = [words for words in (" (di jalan)", ", min", " ya") if not named & _words_of(words)]
    return value + any_of(draw, *(room or [""]))


def _words_of(text: str) -> set[str]:
    return {word.strip("(),") for word in text.split()}


def labelled(draw: st.DrawFn, value: str, field: Field) -> str:
    """A value behind the published words for it, where they could be somebody's own."""
    if not re.fullmatch(r"[A-Za-z ./_]+", field.words):
        return value
    return f"{field.words}{any_of(draw, ':', ' :', ' =')} {value}"


def emptied(draw: st.DrawFn, draft: Draft) -> None:
    """A field with nothing in it, but not where two separators would stand for the first."""
    first = draft.separators[0] == " "
    room = [at for at in draft.free if draft.fields[at].required and at >= first]
    if room:
        draft.put(any_of(draw, *room), "")


def two_choices(draw: st.DrawFn, value: str, field: Field) -> str:
    """The choice and another."""
    others = [c for c in _choices(field) if c not in value and value not in c]
    joined = any_of(draw, "/", " / ", " atau ", ", ")
    return value + joined + any_of(draw, *others) if others else value


def no_choice(draw: st.DrawFn, value: str, field: Field) -> str:
    """A word that is no choice."""
    words = [word for word in ("Baru", "Cetak", "Entah") if word not in _choices(field)]
    return any_of(draw, *(words or [value]))


def foreign(name: str) -> str:
    """With a Cyrillic letter, but not if that were all of it."""
    return name.replace("a", "\u0430", 1) if sum(map(str.isalpha, name)) > 1 else name


APART = by(lambda name: unicodedata.normalize("NFD", name))


# --- around the fields ---------------------------------------------------------------------------


def left_out(draw: st.DrawFn, draft: Draft) -> None:
    """A field, but not where a separator in free text would replace the one that is gone."""
    if draft.is_complete and draft.format.separator not in draft.values[-1]:
        draft.leave_out(any_of(draw, *draft.free))


def other_separator(draw: st.DrawFn, draft: Draft) -> None:
    """Another separator than published, and none before the keyword."""
    separator = draft.format.separator
    several = draft.separators.count(separator) > 2  # noqa: PLR2004 - one may be an accident
    if several and len(draft.format.keywords) == 1 and separator not in draft.values[-1]:
        signs = (sign for sign in ("*", ";", "/", " | ") if separator not in sign)
        draft.part_by(any_of(draw, *signs))
        draft.lead = ""


def separator_twice(draw: st.DrawFn, draft: Draft) -> None:
    """A separator twice, but not where the second could be free text."""
    room = range(1, len(draft.separators) - is_text(draft.last))
    if room:
        draft.separators[any_of(draw, *room)] *= 2


def other_lead(draw: st.DrawFn, draft: Draft) -> None:
    """The separator before the keyword left out, added or doubled."""
    if draft.keyword:
        marks = (draft.format.separator * n for n in range(3))
        draft.lead = any_of(draw, *(mark for mark in marks if mark != draft.format.lead))


def letter_off_in_keyword(draw: st.DrawFn, draft: Draft) -> str:
    """A letter off in a word of the keyword, if one is long enough."""
    words = draft.keyword.split(draft.format.separator)
    room = [at for at, word in enumerate(words) if len(word) >= _LONG_KEYWORD]
    if room:
        at = any_of(draw, *room)
        words[at] = _letter_off(draw, words[at])
    return draft.format.separator.join(words)


def other_keyword(draw: st.DrawFn, draft: Draft) -> str:
    """Another word that people write for it, or its letters apart."""
    word = draft.keyword
    others = []
    if word.isalpha() and len(word) < _LONG_KEYWORD:
        others.append(".".join(word))
    for alias in map(draft.format.separator.join, draft.format.aliases):
        parted = alias.replace(word.upper(), f"-{word.upper()}-").strip("-")
        others += [parted, parted.lower(), alias]
    return any_of(draw, *(others or [word]))


def other_gap(_: st.DrawFn, draft: Draft) -> None:
    """A space after the keyword in place of the separator before a number; or the other way."""
    if draft.separators[0] == " ":
        draft.separators[0] = draft.format.separator
    elif draft.keyword and is_number(draft.fields[0]):
        draft.separators[0] = " "


def one_more_at_the_end(_: st.DrawFn, draft: Draft) -> None:
    """A separator after the last value, or one more; free text has a typo of its own."""
    if not is_text(draft.last) and draft.values[-1]:
        draft.closing += draft.format.separator
        draft.changed = draft.last.name


def not_closed(_: st.DrawFn, draft: Draft) -> None:
    """The separator at the end left out."""
    draft.closing = ""


def begins_with_lead(draft: Draft) -> bool:
    """Else words before it in its line may seem to go on with the keyword."""
    return bool(draft.lead and draft.keyword)


def is_named(draft: Draft) -> bool:
    """Whether the message has a keyword; one without begins at a line start."""
    return bool(draft.keyword)


def ends(draft: Draft) -> bool:
    """Whether the message ends before a line after it, which would be part of free text."""
    return not is_text(draft.last)


def numbers_of(draft: Draft) -> list[tuple[int, int]]:
    """The places of two numbers of different kinds."""
    return [pair for pair in draft.format.pairs if max(pair) < len(draft.fields)]
