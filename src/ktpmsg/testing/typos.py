"""What people type otherwise than published: changes that are made in a message before it is sent.

They are made in messages of any format. `strategies` says what is public of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ktpmsg.problems import Code
from ktpmsg.testing.changes import (
    APART,
    DATED_AS_PUBLISHED,
    DATED_OTHERWISE,
    IN_CELLS,
    another_digit,
    begins_with_lead,
    dated,
    digit_times,
    emptied,
    ends,
    foreign,
    full_width,
    grouped,
    hidden,
    in_fours,
    is_named,
    labelled,
    left_out,
    letter_off_in_choice,
    letter_off_in_keyword,
    neighbours_swapped,
    no_choice,
    not_closed,
    numbers_of,
    one_more_at_the_end,
    other_choice,
    other_gap,
    other_keyword,
    other_lead,
    other_separator,
    separator_twice,
    thousands,
    two_choices,
    words_after,
)
from ktpmsg.testing.drafts import (
    InField,
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

    from ktpmsg.fields.base import Field
    from ktpmsg.testing.drafts import Change, Draft, Fits

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


# --- the typos -----------------------------------------------------------------------------------

_Row = tuple[int, str, Outcome, Code | None, "Callable[..., Any]"]


def _at(place: str, rows: Iterable[_Row], *, fits: Fits | None = None) -> list[Typo]:
    """The typos of a place; `fits`: they change the value of a field that fits."""
    return [
        Typo(name, place, rate, outcome, code, InField(fits, change) if fits else change)
        for rate, name, outcome, code, change in rows
    ]


def _required(field: Field) -> bool:
    return field.required


_is_line = of_kind("LINE")
_MARKED = ways('"{0}"', "*{0}*", "<{0}>")
_GREETED = around("Min, {}", "Mohon dibantu. {}", fits=begins_with_lead)
_HEADED = around("Selamat pagi\n{}", "Pagi min,\n\n{}")
_THANKED = around("{}\nTerima kasih", "{}\nBudi", fits=ends)
_TWICE = around("{0}\n{0}", fits=ends)
_FROM_CHAT = around("[24/09/26 16.20.05] Budi: {}", "> {}", "1. {}", fits=is_named)
_IN_MARKS = around("*{}*", '"{}"', fits=is_named)

# fmt: off
TYPOS: Final[tuple[Typo, ...]] = (
    *_at("fields", (
        (1, "field empty", "refused", Code.EMPTY_FIELD, emptied),
        (1, "words as published", "refused", Code.TEMPLATE_UNFILLED,
            InField(_required, ways("{1}"))),
        (1, "field left out", "refused", Code.MISSING_FIELD, left_out),
    )),
    *_at("number", fits=is_number, rows=(
        (8, "digits in groups", "mended", Code.NUMBER_FORMAT, grouped),
        (4, "number labelled", "mended", Code.LABEL, labelled),
        (1, "number in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "apostrophe before", "mended", Code.NUMBER_FORMAT, ways("'{0}")),
        (1, "full-width digits", "mended", Code.NUMBER_FORMAT, by(full_width)),
        (1, "unseen mark", "mended", Code.INVISIBLE_CHARACTER, ways("\u200e{0}", "{0}\u200b")),
        (2, "digit wrong", "unseen", None, another_digit),
        (1, "digits swapped", "unseen", None, neighbours_swapped),
        (2, "digit missing", "refused", Code.WRONG_LENGTH, digit_times(0)),
        (1, "digit twice", "refused", Code.WRONG_LENGTH, digit_times(2)),
        (1, "letter O", "refused", Code.NOT_DIGITS, by(lambda v: v.replace("0", "O", 1))),
        (1, "digits hidden", "refused", Code.MASKED_NUMBER, hidden),
        (1, "from a spreadsheet", "refused", Code.SPREADSHEET_NUMBER, IN_CELLS),
    )),
    *_at("numbers", (
        (1, "numbers swapped", "unseen", None, swapped(numbers_of)),
    )),
    *_at("name", fits=is_name, rows=(
        (5, "spaces around name", "published", None, ways(" {0}", "{0} ", " {0}  ")),
        (3, "name labelled", "mended", Code.LABEL, labelled),
        (2, "name in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "accent apart", "mended", Code.NOT_NFC, APART),
        (1, "foreign letter", "refused", Code.MIXED_SCRIPT, by(foreign)),
        (1, "emoji in name", "refused", Code.BAD_CHARACTERS, ways("{0} \U0001f64f")),
    )),
    *_at("choice", fits=of_family("choice"), rows=(
        (20, "choice in small letters", "published", None, by(str.lower)),
        (10, "mark after choice", "mended", Code.TEXT_AFTER, ways("{0}.", "{0}!!", "{0}/")),
        (3, "words after", "mended", Code.CHOICE_SPELLING, words_after),
        (2, "other word", "mended", Code.CHOICE_SPELLING, other_choice),
        (3, "letter off in choice", "mended", Code.CHOICE_SPELLING, letter_off_in_choice),
        (3, "two choices", "refused", Code.SEVERAL_CHOICES, two_choices),
        (1, "no such choice", "refused", Code.UNKNOWN_CHOICE, no_choice),
    )),
    *_at("date", fits=of_family("date"), rows=(
        (15, "another published date", "published", None, DATED_AS_PUBLISHED),
        (15, "date written otherwise", "mended", Code.DATE_FORMAT, DATED_OTHERWISE),
        (3, "year of two digits", "refused", Code.NOT_A_DATE, dated("{dd}-{mm}-{yy}")),
        (1, "no such day", "refused", Code.NOT_A_DATE, dated("31-02-{y}")),
    )),
    *_at("phone", fits=of_family("phone"), rows=(
        (10, "phone in groups", "mended", Code.PHONE_FORMAT, in_fours),
        (2, "phone cut short", "refused", Code.NOT_A_PHONE, by(lambda v: v[:7])),
    )),
    *_at("count", fits=of_family("digits"), rows=(
        (5, "dots between thousands", "mended", Code.NUMBER_FORMAT, thousands),
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
            lambda _, draft: draft.part_by(full_width(draft.format.separator))),
        (1, "separator twice", "refused", Code.EMPTY_FIELD, separator_twice),
        (2, "other separator", "refused", Code.WRONG_SEPARATOR, other_separator),
    )),
    *_at("keyword", (
        (20, "keyword in small letters", "published", None,
            spelled(lambda _, draft: draft.keyword.lower())),
        (12, "separator less or more", "mended", Code.KEYWORD_SPELLING, other_lead),
        (3, "space after keyword", "mended", Code.KEYWORD_SPELLING, other_gap),
        (3, "other keyword", "mended", Code.KEYWORD_SPELLING, spelled(other_keyword)),
        (2, "letter off in keyword", "mended", Code.KEYWORD_SPELLING,
            spelled(letter_off_in_keyword)),
        (1, "no keyword", "refused", Code.UNKNOWN_KEYWORD, spelled(lambda _, __: "Halo")),
    )),
    *_at("end", (
        (3, "separator at the end", "mended", Code.TEXT_AFTER, one_more_at_the_end),
        (5, "no separator at the end", "mended", Code.MISSING_SEPARATOR, not_closed),
    )),
    *_at("around", (
        (7, "greeting", "mended", Code.TEXT_AROUND, _HEADED),
        (4, "greeting in line", "mended", Code.TEXT_AROUND, _GREETED),
        (2, "forwarded", "mended", Code.TEXT_AROUND, _FROM_CHAT),
        (2, "in marks", "mended", Code.TEXT_AROUND, _IN_MARKS),
        (5, "thanks", "mended", Code.TEXT_AROUND, _THANKED),
        (1, "number outside", "refused", Code.NUMBER_OUTSIDE, number_outside),
        (1, "sent twice", "refused", Code.SEVERAL_MESSAGES, _TWICE),
    )),
)
# fmt: on
