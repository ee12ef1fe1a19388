"""What people type otherwise than published: changes that are made in a message before it is sent.

A private part of `strategies`, which says what is public of it. No change touches the 9 that the
serial of a number begins with, but those that leave no number.
"""

from __future__ import annotations

import datetime
import unicodedata
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import attrs
from hypothesis import strategies as st

from ktpmsg import numbers
from ktpmsg.choices import Alasan
from ktpmsg.messages import LONGEST, format_of
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from ktpmsg.messages import Message
    from ktpmsg.problems import Severity
    from ktpmsg.shape import Field, Form

__all__ = [
    "MISSES",
    "NOWHERE",
    "OUTCOMES",
    "SLIPS",
    "Draft",
    "Miss",
    "Outcome",
    "Slip",
    "of_a_child",
]

T = TypeVar("T")

Outcome = Literal["published", "mended", "unseen", "refused"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("published", "mended", "unseen", "refused")

NOWHERE: Final = ("Antah Berantah", "Rimba Tak Bertepi", "Wonoantah Lor")  # no place is called so
_SERIAL = 12  # where the serial of a number begins, with a 9 that stays


class Draft:
    """A message on its way to be typed: its parts, to be changed one after the other."""

    def __init__(self, record: Message) -> None:
        self.record = record
        self.form: Form = format_of(type(record)).form
        self.lead, self.keyword, by = self.form.lead, self.form.keyword, self.form.separator
        fields = record.text.removeprefix(self.form.write(("",)))
        self.values = fields.split(by, len(self.form.fields) - 1)
        self.separators = [by] * len(self.values)
        self.around = "{}"
        self.free = list(range(len(self.values)))  # the fields that no slip was made in
        self.changed: str | None = None  # the field that the last one was made in

    @property
    def text(self) -> str:
        """The message as it is typed."""
        fields = map(str.__add__, self.separators, self.values)
        text = "".join((self.lead, self.keyword, *fields))
        return self.around.format(text, self.record.nik.digits)

    @property
    def digits(self) -> dict[str, str]:
        """The digits that are typed in the fields for numbers."""
        return {
            field.name: "".join(numbers.decimal(c) for c in value if c.isdecimal())
            for field, value in zip(self.form.fields, self.values, strict=True)
            if _is_number(field)
        }

    def put(self, at: int, value: str) -> None:
        """Write something else in a field."""
        self.values[at] = value
        self.free.remove(at)
        self.changed = self.form.fields[at].name

    def leave_out(self, at: int) -> None:
        """Leave out a field, and the separator before it."""
        self.put(at, "")
        self.separators[at] = ""

    def part_by(self, separator: str) -> None:
        """Write this in place of each separator that is left."""
        self.separators = [separator if each else "" for each in self.separators]

    def takes(self, change: Change, draw: st.DrawFn) -> bool:
        """Make a change; False where there is no room for it."""
        before = self.text
        change(draw, self)
        return self.text != before


@attrs.frozen
class Slip:
    """One thing that people do otherwise than published.

    `rate` is in how many of a hundred messages it is made that have room for it. The rates are
    assumptions: no office has published how often people make which slip. At each `place` there is
    at most one slip, and in each field; else they are independent. What `check` makes of a slip is
    its `outcome`:

    * "published": it is no slip to strict reading either, and has no code;
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


if TYPE_CHECKING:
    Change = Callable[[st.DrawFn, Draft], object]
    ValueChange = Callable[[st.DrawFn, str, Field], str]


def _any(draw: st.DrawFn, *ways: T) -> T:
    return draw(st.sampled_from(ways))


# --- in fields ---------------------------------------------------------------------------------


def _of(*terminals: str) -> Callable[[Field], bool]:
    return lambda field: field.terminals == terminals


_is_number, _is_name, _is_text = map(_of, ("NUMBER", "NAME", "TEXT"))


def _is_choice(field: Field) -> bool:
    return len(field.terminals) > 1


def _named(name: str) -> Callable[[Field], bool]:
    return lambda field: field.name == name


def _in(fits: Callable[[Field], bool], change: ValueChange) -> Change:
    """A change of the value of one of the fields that fit."""

    def make(draw: st.DrawFn, draft: Draft) -> None:
        fields = draft.form.fields
        room = [at for at in draft.free if fits(fields[at])]
        if room:
            at = _any(draw, *room)
            draft.put(at, change(draw, draft.values[at], fields[at]))

    return make


def _as(*ways: str) -> ValueChange:
    """A value in one of these ways: `{0}` is the value, `{1}` the words published for it."""
    return lambda draw, value, field: _any(draw, *ways).format(value, field.words)


def _by(change: Callable[[str], str]) -> ValueChange:
    """A change of the value in the one way there is."""
    return lambda _, value, __: change(value)


def _left_out(draw: st.DrawFn, draft: Draft) -> None:
    """A field, but not where a separator in free text would replace the one that is gone."""
    if draft.form.separator not in draft.values[-1]:
        draft.leave_out(_any(draw, *draft.free))


def _swapped(one: str, other: str) -> Change:
    """Two fields in each other's place, if no slip was made in them."""

    def make(_: st.DrawFn, draft: Draft) -> None:
        free = {draft.form.fields[at].name: at for at in draft.free}
        if one in free and other in free:
            first, second = free[one], free[other]
            values = draft.values.copy()
            draft.put(first, values[second])
            draft.put(second, values[first])

    return make


# Numbers


def _full_width(number: str) -> str:
    return number.translate({digit: digit + 0xFEE0 for digit in b"0123456789"})


def _grouped(draw: st.DrawFn, value: str, _: Field) -> str:
    mark = _any(draw, " ", ".", "-", " - ")
    ends = _any(draw, (6, 12, 16), (4, 8, 12, 16), (2, 4, 6, 12, 16))
    return mark.join(value[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _times(number: int) -> ValueChange:
    """One digit so many times."""

    def change(draw: st.DrawFn, value: str, _: Field) -> str:
        at = draw(st.integers(0, len(value) - 1))
        return value[:at] + value[at] * number + value[at + 1 :]

    return change


def _another_digit(draw: st.DrawFn, value: str, _: Field) -> str:
    at = _any(draw, *(i for i in range(len(value)) if i != _SERIAL))
    digit = (int(value[at]) + draw(st.integers(1, 9))) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"


def _neighbours(draw: st.DrawFn, value: str, _: Field) -> str:
    at = _any(draw, *(i for i in range(len(value) - 1) if i not in {_SERIAL - 1, _SERIAL}))
    return value[:at] + value[at + 1] + value[at] + value[at + 2 :]


# Names and words

# What is mended, spelled as people do. Others have no other word.
_OTHER_WORDS = {
    "Hilang": ("Kehilangan",),
    "Ubah Data": ("UbahData", "Ubah-Data", "Perubahan Data", "Rubah Data"),
    "KTP": ("E-KTP", "KTP-EL", "K.T.P", "e-ktp"),
    "DISDUKCAPIL": ("DUKCAPIL",),
}
_LONG_KEYWORD = 6


def _other_word(draw: st.DrawFn, word: str, _: object = None) -> str:
    return _any(draw, *_OTHER_WORDS.get(word, (word,)))


def _letter_off(draw: st.DrawFn, word: str, _: object = None) -> str:
    """One letter less, one twice, or two swapped; the first stays."""
    at = _any(draw, *(i for i in range(1, len(word) - 1) if word[i : i + 2].isalpha()))
    one, other = word[at], word[at + 1]
    return word[:at] + _any(draw, other, one + one + other, other + one) + word[at + 2 :]


def _two_choices(draw: st.DrawFn, value: str, _: Field) -> str:
    other = _any(draw, *(choice for choice in Alasan if choice != value))
    return value + _any(draw, "/", " / ", " atau ", ", ") + other


def _foreign(name: str) -> str:
    """With a Cyrillic letter, but not if that were all of it."""
    return name.replace("a", "\u0430", 1) if sum(map(str.isalpha, name)) > 1 else name


# --- around the fields -------------------------------------------------------------------------


def _separated(*ways: str) -> Change:
    """Each separator in one of these ways, in which `#` stands for it."""
    return lambda draw, draft: draft.part_by(_any(draw, *ways).replace("#", draft.form.separator))


def _otherwise(draw: st.DrawFn, draft: Draft) -> None:
    """Another separator than published, and none before the keyword."""
    draft.part_by(_any(draw, "*", ";", "/", " | "))
    draft.lead = ""


def _one_twice_as_separator(draw: st.DrawFn, draft: Draft) -> None:
    """A separator twice, but not where the second could be free text."""
    at = draw(st.integers(1, len(draft.separators) - 1 - _is_text(draft.form.fields[-1])))
    draft.separators[at] *= 2


def _one_more(_: st.DrawFn, draft: Draft) -> None:
    """The last field but one twice; free text would hold it."""
    if _ends_with_choice(draft):
        draft.separators[-1] += draft.values[-2] + draft.form.separator


def _other_lead(draw: st.DrawFn, draft: Draft) -> None:
    marks = (draft.form.separator * n for n in range(3))
    draft.lead = _any(draw, *(mark for mark in marks if mark != draft.form.lead))


def _spelled(change: Callable[[st.DrawFn, str], str]) -> Change:
    """The keyword in another way."""

    def make(draw: st.DrawFn, draft: Draft) -> None:
        draft.keyword = change(draw, draft.keyword)

    return make


def _off(draw: st.DrawFn, keyword: str) -> str:
    return _letter_off(draw, keyword) if len(keyword) >= _LONG_KEYWORD else keyword


def _space_after_keyword(_: st.DrawFn, draft: Draft) -> None:
    if draft.values[0][:1].isdigit():
        draft.separators[0] = " "


def _around(*ways: str, fits: Callable[[Draft], bool] = lambda _: True) -> Change:
    """One of these ways, in a draft that fits: `{0}` or `{}` is the message, `{1}` its NIK."""

    def make(draw: st.DrawFn, draft: Draft) -> None:
        if fits(draft):
            draft.around = _any(draw, *ways)

    return make


def _begins_with_lead(draft: Draft) -> bool:
    """Else words before it in its line may seem to go on with the keyword."""
    return bool(draft.lead)


def _ends_with_choice(draft: Draft) -> bool:
    """Else a line after it would be part of the free text."""
    return _is_choice(draft.form.fields[-1])


# --- the slips ---------------------------------------------------------------------------------

_Row = tuple[int, str, Outcome, Code | None, "Callable[..., Any]"]


def _at(place: str, *rows: _Row, fits: Callable[[Field], bool] | None = None) -> list[Slip]:
    """The slips of a place; `fits`: they change the value of a field that fits."""
    return [
        Slip(name, place, rate, outcome, code, _in(fits, change) if fits else change)
        for rate, name, outcome, code, change in rows
    ]


_HIDDEN = _by(lambda number: f"{number[:6]}******{number[_SERIAL:]}")
_IN_CELLS = _by(lambda number: f"{number[0]}.{number[1:6]}E+15")
_APART = _by(lambda name: unicodedata.normalize("NFD", name))
_LABELLED = _as("{1}: {0}", "{1} : {0}", "{1} = {0}")
_MARKED = _as('"{0}"', "*{0}*", "<{0}>")
_GREETED = _around("Min, {}", "Mohon dibantu. {}", fits=_begins_with_lead)
_THANKED = _around("{}\nTerima kasih", "{}\nBudi", fits=_ends_with_choice)
_TWICE = _around("{0}\n{0}", fits=_ends_with_choice)
_FROM_CHAT = "[24/09/26 16.20.05] Budi: "

SLIPS: Final[tuple[Slip, ...]] = (
    *_at(
        "field",
        (1, "field empty", "refused", Code.EMPTY_FIELD, _as("")),
        (1, "words as published", "refused", Code.TEMPLATE_UNFILLED, _as("{1}")),
        fits=lambda _: True,
    ),
    *_at("fields", (1, "field left out", "refused", Code.MISSING_FIELD, _left_out)),
    *_at(
        "number",
        (8, "digits in groups", "mended", Code.NUMBER_FORMAT, _grouped),
        (4, "number labelled", "mended", Code.LABEL, _LABELLED),
        (1, "number in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "apostrophe before", "mended", Code.NUMBER_FORMAT, _as("'{0}")),
        (1, "full-width digits", "mended", Code.NUMBER_FORMAT, _by(_full_width)),
        (1, "unseen mark", "mended", Code.INVISIBLE_CHARACTER, _as("\u200e{0}", "{0}\u200b")),
        (2, "digit wrong", "unseen", None, _another_digit),
        (1, "digits swapped", "unseen", None, _neighbours),
        (2, "digit missing", "refused", Code.WRONG_LENGTH, _times(0)),
        (1, "digit twice", "refused", Code.WRONG_LENGTH, _times(2)),
        (1, "letter O", "refused", Code.NOT_DIGITS, _by(lambda v: v.replace("0", "O", 1))),
        (1, "digits hidden", "refused", Code.MASKED_NUMBER, _HIDDEN),
        (1, "from a spreadsheet", "refused", Code.SPREADSHEET_NUMBER, _IN_CELLS),
        fits=_is_number,
    ),
    *_at("numbers", (1, "numbers swapped", "unseen", None, _swapped("nomor_kk", "nik"))),
    *_at(
        "name",
        (5, "spaces around name", "published", None, _as(" {0}", "{0} ", " {0}  ")),
        (3, "name labelled", "mended", Code.LABEL, _LABELLED),
        (2, "name in marks", "mended", Code.TEXT_AROUND, _MARKED),
        (1, "accent apart", "mended", Code.NOT_NFC, _APART),
        (1, "foreign letter", "refused", Code.MIXED_SCRIPT, _by(_foreign)),
        (1, "emoji in name", "refused", Code.BAD_CHARACTERS, _as("{0} \U0001f64f")),
        fits=_is_name,
    ),
    *_at(
        "choice",
        (20, "choice in small letters", "published", None, _by(str.lower)),
        (10, "mark after choice", "mended", Code.TEXT_AFTER, _as("{0}.", "{0}!!", "{0}/", "{0}#")),
        (3, "words after", "mended", Code.CHOICE_SPELLING, _as("{0} (di jalan)", "{0}, min")),
        (2, "other word", "mended", Code.CHOICE_SPELLING, _other_word),
        (3, "letter off in choice", "mended", Code.CHOICE_SPELLING, _letter_off),
        (3, "two choices", "refused", Code.SEVERAL_CHOICES, _two_choices),
        (1, "no such choice", "refused", Code.UNKNOWN_CHOICE, _as("Baru", "Cetak")),
        fits=_is_choice,
    ),
    *_at("text", (4, "# after text", "mended", Code.TEXT_AFTER, _as("{0}#")), fits=_is_text),
    *_at(
        "separators",
        (15, "separators spaced", "published", None, _separated(" # ", "# ", " #")),
        (5, "fields on lines", "published", None, _separated("\n#", "#\n")),
        (1, "full-width #", "mended", Code.SEPARATOR_LOOK_ALIKE, _separated("\uff03")),
        (1, "# twice", "refused", Code.EMPTY_FIELD, _one_twice_as_separator),
        (2, "other separator", "refused", Code.WRONG_SEPARATOR, _otherwise),
    ),
    *_at(
        "keyword",
        (20, "keyword in small letters", "published", None, _spelled(lambda _, word: word.lower())),
        (12, "# less or more", "mended", Code.KEYWORD_SPELLING, _other_lead),
        (3, "space after keyword", "mended", Code.KEYWORD_SPELLING, _space_after_keyword),
        (3, "other keyword", "mended", Code.KEYWORD_SPELLING, _spelled(_other_word)),
        (2, "letter off in keyword", "mended", Code.KEYWORD_SPELLING, _spelled(_off)),
        (1, "no keyword", "refused", Code.UNKNOWN_KEYWORD, _spelled(lambda _, __: "Halo")),
    ),
    *_at(
        "around",
        (7, "greeting", "mended", Code.TEXT_AROUND, _around("Selamat pagi\n{}", "Pagi min,\n\n{}")),
        (4, "greeting in line", "mended", Code.TEXT_AROUND, _GREETED),
        (2, "forwarded", "mended", Code.TEXT_AROUND, _around(_FROM_CHAT + "{}", "> {}", "1. {}")),
        (2, "in marks", "mended", Code.TEXT_AROUND, _around("*{}*", '"{}"')),
        (5, "thanks", "mended", Code.TEXT_AROUND, _THANKED),
        (1, "number outside", "refused", Code.NUMBER_OUTSIDE, _around("NIK {1}\n{0}")),
        (1, "sent twice", "refused", Code.SEVERAL_MESSAGES, _TWICE),
    ),
)


# --- near misses -------------------------------------------------------------------------------

# The one problem that a plain message has after a change.
Miss = tuple["Severity", Code, "Change"]


def _dated(day: str) -> ValueChange:
    return _by(lambda number: f"{number[:6]}{day}{number[_SERIAL:]}")


def _same_number(draw: st.DrawFn, draft: Draft) -> None:
    _in(_named("nomor_kk"), _as(draft.record.nik.digits))(draw, draft)


def of_a_child(today: datetime.date | None) -> Miss:
    """The applicant is a boy between one and fifteen on this day."""

    def change(draw: st.DrawFn, draft: Draft) -> None:
        if _ends_with_choice(draft):
            age = datetime.timedelta(days=draw(st.integers(366, 15 * 365)))
            born = (today or numbers.current_day()) - age
            _in(_named("nik"), _dated(f"{born:%d%m%y}"))(draw, draft)

    return "notice", Code.UNDER_AGE, change


# Those of the slips that have a code, and those that nobody makes so often. A field that is left
# out may be told of none, so that here it is the last one, of which there is no doubt.
MISSES: Final[tuple[Miss, ...]] = (
    *(
        ("repaired" if slip.outcome == "mended" else "error", slip.code, slip.change)
        for slip in SLIPS
        if slip.code and slip.code is not Code.MISSING_FIELD
    ),
    ("error", Code.EMPTY, _around("")),
    ("error", Code.TOO_LONG, _around(f"{{:{LONGEST + 1}}}")),
    ("error", Code.MISSING_FIELD, lambda _, draft: draft.leave_out(draft.free[-1])),
    ("error", Code.EXTRA_FIELD, _one_more),
    ("error", Code.SWAPPED_FIELDS, _swapped("nama", "nik")),
    ("error", Code.TWO_NUMBERS, _in(_is_number, _as("{0} / {0}"))),
    ("error", Code.UNKNOWN_PROVINCE, _in(_is_number, _by(lambda v: f"00{v[2:]}"))),
    ("notice", Code.UNKNOWN_REGION, _in(_named("nik"), _by(lambda v: f"{v[:2]}0000{v[6:]}"))),
    ("notice", Code.INFERRED_REGION, _in(_named("nik"), _by(lambda v: f"332214{v[6:]}"))),
    ("error", Code.IMPOSSIBLE_DATE, _in(_is_number, _dated("310295"))),
    ("error", Code.ZERO_SERIAL, _in(_is_number, _by(lambda v: f"{v[:12]}0000"))),
    ("notice", Code.IMPLAUSIBLE_DATE, _in(_named("nomor_kk"), _dated("010180"))),
    ("error", Code.SAME_NUMBER, _same_number),
    ("error", Code.SWAPPED_NUMBERS, _in(_named("nomor_kk"), _dated("550895"))),
    ("error", Code.CONTROL_CHARACTER, _in(_is_name, _as("{0}\x07"))),
    ("error", Code.NO_LETTERS, _in(_is_name, _as("-"))),
    ("notice", Code.DIGITS_IN_NAME, _in(_named("nama"), _as("{0} 2"))),
    ("notice", Code.LONG_NAME, _in(_named("nama"), _as("{0} {0} {0} {0}"))),
    ("notice", Code.UNKNOWN_PLACE, _in(_named("desa"), _as(*NOWHERE))),
)
