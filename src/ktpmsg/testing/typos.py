"""What people type otherwise than published: changes that are made in a message before it is sent.

They are made in messages of any format. `strategies` says what is public of it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ktpmsg.problems import Code
from ktpmsg.testing.drafts import (
    SERIAL,
    InField,
    any_of,
    around,
    by,
    is_name,
    is_number,
    is_text,
    number_outside,
    of_family,
    of_kind,
    separated,
    spelled,
    swapped,
    ways,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hypothesis import strategies as st

    from ktpmsg.fields.base import Field
    from ktpmsg.testing.drafts import Change, Draft, Fits, ValueChange

__all__ = ["OUTCOMES", "TYPOS", "Outcome", "Typo"]

Outcome = Literal["published", "mended", "unseen", "refused"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("published", "mended", "unseen", "refused")


@attrs.frozen
class Typo:
    """One thing that people do otherwise than published.

    `rate` is in how many of a hundred messages it is made that have room for it. The rates are
    assumptions: no office has published how often people make which typo. At each `place` there is
    at most one typo, and in each field; else they are independent. What `check` makes of a typo is
    its `outcome`:

    * "published": it is no typo to strict reading either, and has no code;
    * "mended": the record is read all the same, and the `code` is a repair;
    * "unseen": a wrong digit, or numbers in each other's place. Neither has a check digit, so that
      they are read as they were typed, unless they cannot exist; which code that has depends on
      the digits;
    * "refused": nobody can know what was meant, and the `code` is an error.
    """

    name: str
    place: str = attrs.field(repr=False)
    rate: int = attrs.field(repr=False)
    outcome: Outcome
    code: Code | None
    change: Change = attrs.field(repr=False, eq=False)

    def suits(self, draft: Draft) -> bool:
        """Whether it has this outcome in such a message.

        A message without a keyword is known by its values alone: with one of them gone, it may be
        no message at all.
        """
        known = bool(draft.format.keywords) or self.place in {"number", "around"}
        return known or self.outcome != "refused"


# --- numbers -------------------------------------------------------------------------------------


def _full_width(text: str) -> str:
    return text.translate({sign: sign + 0xFEE0 for sign in b"0123456789#*;|"})


def _grouped(draw: st.DrawFn, value: str, _: Field) -> str:
    mark = any_of(draw, " ", ".", "-", " - ")
    ends = any_of(draw, (6, 12, 16), (4, 8, 12, 16), (2, 4, 6, 12, 16))
    return mark.join(value[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _times(number: int) -> ValueChange:
    """One digit so many times."""

    def change(draw: st.DrawFn, value: str, _: Field) -> str:
        at = any_of(draw, *range(len(value)))
        return value[:at] + value[at] * number + value[at + 1 :]

    return change


def _another_digit(draw: st.DrawFn, value: str, _: Field) -> str:
    at = any_of(draw, *(i for i in range(len(value)) if i != SERIAL))
    digit = (int(value[at]) + any_of(draw, *range(1, 10))) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"


def _neighbours(draw: st.DrawFn, value: str, _: Field) -> str:
    at = any_of(draw, *(i for i in range(len(value) - 1) if i not in {SERIAL - 1, SERIAL}))
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


def _hidden(_: st.DrawFn, value: str, field: Field) -> str:
    star = "x" if field.separator == "*" else "*"
    return f"{value[:6]}{6 * star}{value[SERIAL:]}"


_IN_CELLS = by(lambda number: f"{number[0]}.{number[1:6]}E+15")


# --- dates, phones, counts -----------------------------------------------------------------------

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
    *("Oktober", "November", "Desember"),
)


def _dated(*patterns: str) -> ValueChange:
    """A date, written in one of these ways from its parts."""

    def change(draw: st.DrawFn, value: str, _: Field) -> str:
        day, month, year = value.split("-")
        name = _MONTHS[int(month) - 1]
        parts = {"d": int(day), "m": int(month), "dd": day, "mm": month, "y": year, "name": name}
        return any_of(draw, *patterns).format(**parts, yy=year[2:])

    return change


_DATED_OTHERWISE = _dated("{d}.{m}.{y}", "{d} {name} {y}", "{y}/{mm}/{dd}", "{dd} - {mm} - {y}")
_AS_PUBLISHED = _dated("{dd}/{mm}/{y}", "{y}-{mm}-{dd}", "{dd}{mm}{y}")


def _in_fours(draw: st.DrawFn, value: str, _: Field) -> str:
    mark = any_of(draw, " ", "-")
    return mark.join(value[start : start + 4] for start in range(0, len(value), 4))


def _thousands(_: st.DrawFn, value: str, __: Field) -> str:
    """With dots, where nobody would miss a nought in front."""
    return value if value[0] == "0" else f"{int(value):,}".replace(",", ".")


# --- words ---------------------------------------------------------------------------------------

_LONG_KEYWORD = 6
_LONG_CHOICE = 5


def _other_choice(draw: st.DrawFn, value: str, field: Field) -> str:
    """The choice by another word, or with its words joined."""
    words = value.split()
    others = ["".join(words), "-".join(words)] if len(words) > 1 else []
    kind: Any = type(field.convert(value))
    for alias, choice in kind.aliases().items():
        if choice == value:
            last = words[-1].lower()
            parted = alias.removesuffix(last) + " " + last if alias.endswith(last) else alias
            others += [alias.title(), parted.strip().title()]
    return any_of(draw, *(others or [value]))


def _letter_off(draw: st.DrawFn, word: str) -> str:
    """One letter less, one twice, or two swapped; the first stays."""
    at = any_of(draw, *(i for i in range(1, len(word) - 1) if word[i : i + 2].isalpha()))
    one, other = word[at], word[at + 1]
    return word[:at] + any_of(draw, other, one + one + other, other + one) + word[at + 2 :]


def _choice_off(draw: st.DrawFn, value: str, _: Field) -> str:
    letters = sum(map(str.isalpha, value))
    return _letter_off(draw, value) if letters >= _LONG_CHOICE else value


def _choices(field: Field) -> list[str]:
    kind: Any = field
    return [str(choice) for choice in kind.kind]


def _two_choices(draw: st.DrawFn, value: str, field: Field) -> str:
    others = [c for c in _choices(field) if c not in value and value not in c]
    joined = any_of(draw, "/", " / ", " atau ", ", ")
    return value + joined + any_of(draw, *others) if others else value


def _no_choice(draw: st.DrawFn, value: str, field: Field) -> str:
    words = [word for word in ("Baru", "Cetak", "Entah") if word not in _choices(field)]
    return any_of(draw, *words) if value else value


def _foreign(name: str) -> str:
    """With a Cyrillic letter, but not if that were all of it."""
    return name.replace("a", "\u0430", 1) if sum(map(str.isalpha, name)) > 1 else name


_APART = by(lambda name: unicodedata.normalize("NFD", name))


# --- around the fields ---------------------------------------------------------------------------


def _left_out(draw: st.DrawFn, draft: Draft) -> None:
    """A field, but not where a separator in free text would replace the one that is gone."""
    if draft.is_complete and draft.format.separator not in draft.values[-1]:
        draft.leave_out(any_of(draw, *draft.free))


def _otherwise(draw: st.DrawFn, draft: Draft) -> None:
    """Another separator than published, and none before the keyword."""
    separator = draft.format.separator
    several = draft.separators.count(separator) > 2  # noqa: PLR2004 - one may be an accident
    if several and len(draft.format.keywords) == 1 and separator not in draft.values[-1]:
        signs = (sign for sign in ("*", ";", "/", " | ") if separator not in sign)
        draft.part_by(any_of(draw, *signs))
        draft.lead = ""


def _one_twice_as_separator(draw: st.DrawFn, draft: Draft) -> None:
    """A separator twice, but not where the second could be free text."""
    room = range(1, len(draft.separators) - is_text(draft.last))
    if room:
        draft.separators[any_of(draw, *room)] *= 2


def _other_lead(draw: st.DrawFn, draft: Draft) -> None:
    if draft.keyword:
        marks = (draft.format.separator * n for n in range(3))
        draft.lead = any_of(draw, *(mark for mark in marks if mark != draft.format.lead))


def _off(draw: st.DrawFn, draft: Draft) -> str:
    words = draft.keyword.split(draft.format.separator)
    room = [at for at, word in enumerate(words) if len(word) >= _LONG_KEYWORD]
    if room:
        at = any_of(draw, *room)
        words[at] = _letter_off(draw, words[at])
    return draft.format.separator.join(words)


def _other_keyword(draw: st.DrawFn, draft: Draft) -> str:
    """Another word that people write for it, or its letters apart."""
    word = draft.keyword
    others = []
    if word.isalpha() and len(word) < _LONG_KEYWORD:
        others.append(".".join(word))
    for alias in draft.format.aliases:
        parted = alias.replace(word.upper(), f"-{word.upper()}-").strip("-")
        others += [parted, parted.lower(), alias]
    return any_of(draw, *(others or [word]))


def _other_gap(_: st.DrawFn, draft: Draft) -> None:
    """A space after the keyword in place of the separator before a number; or the other way."""
    if draft.separators[0] == " ":
        draft.separators[0] = draft.format.separator
    elif draft.keyword and draft.values[0][:1].isdigit():
        draft.separators[0] = " "


def _one_more_at_the_end(_: st.DrawFn, draft: Draft) -> None:
    if not is_text(draft.last) and draft.values[-1]:
        draft.closing += draft.format.separator
        draft.changed = draft.last.name


def _not_closed(_: st.DrawFn, draft: Draft) -> None:
    draft.closing = ""


def _begins_with_lead(draft: Draft) -> bool:
    """Else words before it in its line may seem to go on with the keyword."""
    return bool(draft.lead and draft.keyword)


def _ends(draft: Draft) -> bool:
    """Whether the message ends before a line after it, which would be part of free text."""
    return not is_text(draft.last)


# --- the typos -----------------------------------------------------------------------------------

_Row = tuple[int, str, Outcome, Code | None, "Callable[..., Any]"]


def _at(place: str, rows: Iterable[_Row], *, fits: Fits | None = None) -> list[Typo]:
    """The typos of a place; `fits`: they change the value of a field that fits."""
    return [
        Typo(name, place, rate, outcome, code, InField(fits, change) if fits else change)
        for rate, name, outcome, code, change in rows
    ]


def _numbers(draft: Draft) -> list[tuple[int, int]]:
    return [pair for pair in draft.format.pairs if max(pair) < len(draft.fields)]


def _required(field: Field) -> bool:
    return field.required


_is_line = of_kind("LINE")
_LABELLED = ways("{1}: {0}", "{1} : {0}", "{1} = {0}")
_MARKED = ways('"{0}"', "*{0}*", "<{0}>")
_GREETED = around("Min, {}", "Mohon dibantu. {}", fits=_begins_with_lead)
_HEADED = around("Selamat pagi\n{}", "Pagi min,\n\n{}")
_THANKED = around("{}\nTerima kasih", "{}\nBudi", fits=_ends)
_TWICE = around("{0}\n{0}", fits=_ends)
_FROM_CHAT = around("[24/09/26 16.20.05] Budi: {}", "> {}", "1. {}")

# fmt: off
TYPOS: Final[tuple[Typo, ...]] = (
    *_at("field", fits=_required, rows=(
        (1, "field empty", "refused", Code.EMPTY_FIELD, ways("")),
        (1, "words as published", "refused", Code.TEMPLATE_UNFILLED, ways("{1}")),
    )),
    *_at("fields", (
        (1, "field left out", "refused", Code.MISSING_FIELD, _left_out),
    )),
    *_at("number", fits=is_number, rows=(
        (8, "digits in groups", "mended", Code.NUMBER_FORMAT, _grouped),
        (4, "number labelled", "mended", Code.LABEL, _LABELLED),
        (1, "number in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "apostrophe before", "mended", Code.NUMBER_FORMAT, ways("'{0}")),
        (1, "full-width digits", "mended", Code.NUMBER_FORMAT, by(_full_width)),
        (1, "unseen mark", "mended", Code.INVISIBLE_CHARACTER, ways("\u200e{0}", "{0}\u200b")),
        (2, "digit wrong", "unseen", None, _another_digit),
        (1, "digits swapped", "unseen", None, _neighbours),
        (2, "digit missing", "refused", Code.WRONG_LENGTH, _times(0)),
        (1, "digit twice", "refused", Code.WRONG_LENGTH, _times(2)),
        (1, "letter O", "refused", Code.NOT_DIGITS, by(lambda v: v.replace("0", "O", 1))),
        (1, "digits hidden", "refused", Code.MASKED_NUMBER, _hidden),
        (1, "from a spreadsheet", "refused", Code.SPREADSHEET_NUMBER, _IN_CELLS),
    )),
    *_at("numbers", (
        (1, "numbers swapped", "unseen", None, swapped(_numbers)),
    )),
    *_at("name", fits=is_name, rows=(
        (5, "spaces around name", "published", None, ways(" {0}", "{0} ", " {0}  ")),
        (3, "name labelled", "mended", Code.LABEL, _LABELLED),
        (2, "name in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "accent apart", "mended", Code.NOT_NFC, _APART),
        (1, "foreign letter", "refused", Code.MIXED_SCRIPT, by(_foreign)),
        (1, "emoji in name", "refused", Code.BAD_CHARACTERS, ways("{0} \U0001f64f")),
    )),
    *_at("choice", fits=of_family("choice"), rows=(
        (20, "choice in small letters", "published", None, by(str.lower)),
        (10, "mark after choice", "mended", Code.TEXT_AFTER, ways("{0}.", "{0}!!", "{0}/")),
        (3, "words after", "mended", Code.CHOICE_SPELLING, ways("{0} (di jalan)", "{0}, min")),
        (2, "other word", "mended", Code.CHOICE_SPELLING, _other_choice),
        (3, "letter off in choice", "mended", Code.CHOICE_SPELLING, _choice_off),
        (3, "two choices", "refused", Code.SEVERAL_CHOICES, _two_choices),
        (1, "no such choice", "refused", Code.UNKNOWN_CHOICE, _no_choice),
    )),
    *_at("date", fits=of_family("date"), rows=(
        (15, "another published date", "published", None, _AS_PUBLISHED),
        (15, "date written otherwise", "mended", Code.DATE_FORMAT, _DATED_OTHERWISE),
        (3, "year of two digits", "refused", Code.NOT_A_DATE, _dated("{dd}-{mm}-{yy}")),
        (1, "no such day", "refused", Code.NOT_A_DATE, _dated("31-02-{y}")),
    )),
    *_at("phone", fits=of_family("phone"), rows=(
        (10, "phone in groups", "mended", Code.PHONE_FORMAT, _in_fours),
        (2, "phone cut short", "refused", Code.NOT_A_PHONE, by(lambda v: v[:7])),
    )),
    *_at("count", fits=of_family("digits"), rows=(
        (5, "dots between thousands", "mended", Code.NUMBER_FORMAT, _thousands),
        (1, "word after a number", "refused", Code.NOT_DIGITS, ways("{0} orang")),
    )),
    *_at("code", fits=of_family("code"), rows=(
        (2, "space in a code", "refused", Code.BAD_CHARACTERS, ways("{0} 2")),
    )),
    *_at("line", fits=_is_line, rows=(
        (5, "spaces around words", "published", None, ways(" {0}", "{0} ", " {0}  ")),
        (1, "unseen mark in words", "mended", Code.INVISIBLE_CHARACTER, ways("{0}\u200b")),
    )),
    *_at("text", fits=is_text, rows=(
        (4, "separator after text", "mended", Code.TEXT_AFTER,
            lambda _, value, field: value + field.separator),
    )),
    *_at("separators", (
        (15, "separators spaced", "published", None, separated(" {} ", "{} ", " {}")),
        (5, "fields on lines", "published", None, separated("\n{}", "{}\n")),
        (1, "full-width separators", "mended", Code.SEPARATOR_LOOK_ALIKE,
            lambda _, draft: draft.part_by(_full_width(draft.format.separator))),
        (1, "separator twice", "refused", Code.EMPTY_FIELD, _one_twice_as_separator),
        (2, "other separator", "refused", Code.WRONG_SEPARATOR, _otherwise),
    )),
    *_at("keyword", (
        (20, "keyword in small letters", "published", None,
            spelled(lambda _, draft: draft.keyword.lower())),
        (12, "separator less or more", "mended", Code.KEYWORD_SPELLING, _other_lead),
        (3, "space after keyword", "mended", Code.KEYWORD_SPELLING, _other_gap),
        (3, "other keyword", "mended", Code.KEYWORD_SPELLING, spelled(_other_keyword)),
        (2, "letter off in keyword", "mended", Code.KEYWORD_SPELLING, spelled(_off)),
        (1, "no keyword", "refused", Code.UNKNOWN_KEYWORD, spelled(lambda _, __: "Halo")),
    )),
    *_at("end", (
        (3, "separator at the end", "mended", Code.TEXT_AFTER, _one_more_at_the_end),
        (5, "no separator at the end", "mended", Code.MISSING_SEPARATOR, _not_closed),
    )),
    *_at("around", (
        (7, "greeting", "mended", Code.TEXT_AROUND, _HEADED),
        (4, "greeting in line", "mended", Code.TEXT_AROUND, _GREETED),
        (2, "forwarded", "mended", Code.TEXT_AROUND, _FROM_CHAT),
        (2, "in marks", "mended", Code.TEXT_AROUND, around("*{}*", '"{}"')),
        (5, "thanks", "mended", Code.TEXT_AROUND, _THANKED),
        (1, "number outside", "refused", Code.NUMBER_OUTSIDE, number_outside),
        (1, "sent twice", "refused", Code.SEVERAL_MESSAGES, _TWICE),
    )),
)
# fmt: on
