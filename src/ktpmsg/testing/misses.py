"""Changes of which a message gets one problem and no other: what the near misses are made of."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from hypothesis import strategies as st

from ktpmsg.fields.identity import current_day
from ktpmsg.finding import LONGEST
from ktpmsg.problems import Code
from ktpmsg.testing.drafts import (
    SERIAL,
    InField,
    around,
    by,
    is_name,
    is_number,
    is_place,
    of_kind,
    suits,
    swapped,
    ways,
)
from ktpmsg.testing.typos import TYPOS
from ktpmsg.testing.values import NOWHERE

if TYPE_CHECKING:
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Severity
    from ktpmsg.testing.drafts import Change, Draft, ValueChange

__all__ = ["Miss", "misses"]


class Miss(NamedTuple):
    """The one problem that a plain message has after a change."""

    severity: Severity
    code: Code
    change: Change

    def suits(self, one: Format) -> bool:
        """Whether there can be room for it in messages of a format."""
        return suits(self.change, one)


_is_nik = of_kind("NIK")
_is_kk = of_kind("NOMOR_KK")


def _is_person(field: Field) -> bool:
    return field.is_name


def _is_applicant(field: Field) -> bool:
    return field.applicant and _is_nik(field)


def _dated(day: str) -> ValueChange:
    """A number with another date in it."""
    return by(lambda number: f"{number[:6]}{day}{number[SERIAL:]}")


def _last_left_out(_: st.DrawFn, draft: Draft) -> None:
    """The last field, of which there is no doubt; a field before it may be told of none."""
    for at in draft.free[-1:] if draft.is_complete else ():
        draft.leave_out(at)


def _one_more(_: st.DrawFn, draft: Draft) -> None:
    """The last field but one twice, before a choice; free text would hold it."""
    if _ends_with_choice(draft):
        draft.separators[-1] += draft.values[-2] + draft.format.separator


def _ends_with_choice(draft: Draft) -> bool:
    return draft.last.family == "choice" and len(draft.values) > 1


def _same_number(_: st.DrawFn, draft: Draft) -> None:
    """The KK number of a NIK's digits."""
    for pair in draft.format.pairs[:1]:
        source, target = sorted(pair, key=lambda at: draft.fields[at].tells_regency)
        draft.put(target, draft.values[source])


def _backwards(_: st.DrawFn, draft: Draft) -> None:
    """All values in the other order, where the choice at the end tells that they are."""
    if _ends_with_choice(draft) and is_number(draft.fields[0]):
        draft.values.reverse()


def _one_separator_less(_: st.DrawFn, draft: Draft) -> None:
    """A space before the choice at the end."""
    if _ends_with_choice(draft) and is_name(draft.fields[-2]):
        draft.separators[-1] = " "
        draft.changed = draft.fields[-2].name


def _keyword_as_name(_: st.DrawFn, draft: Draft) -> None:
    """The keyword of the message once more, in place of a name."""
    for at in draft.free:
        if draft.fields[at].is_name and draft.keyword:
            draft.put(at, draft.keyword)
            break


def _names_and_numbers(draft: Draft) -> list[tuple[int, int]]:
    """A name and a number beside it: farther apart, they may as well be in another order."""
    return [
        (name, number)
        for name, field in enumerate(draft.fields)
        for number, other in enumerate(draft.fields)
        if field.is_name and _is_nik(other) and abs(name - number) == 1
    ]


def _is_elsewhere(field: Field) -> bool:
    """A number that does not say in which regency the places of the message are."""
    return field.tells_regency == 1


def _in_a_gap(number: str) -> str:
    """A number of a district that the numbering leaves out."""
    return f"332214{number[6:]}"


def _child(today: datetime.date | None) -> ValueChange:
    """A boy between one and fifteen on this day."""

    def change(draw: st.DrawFn, value: str, field: Field) -> str:
        age = datetime.timedelta(days=draw(st.integers(366, 15 * 365)))
        born = (today or current_day()) - age
        return _dated(f"{born:%d%m%y}")(draw, value, field)

    return change


_FIXED: Final[tuple[Miss, ...]] = (
    # Those of the typos that have a code. A field that is left out comes below.
    *(
        Miss("repaired" if typo.outcome == "mended" else "error", typo.code, typo.change)
        for typo in TYPOS
        if typo.code and typo.code is not Code.MISSING_FIELD
    ),
    # Those that nobody makes so often.
    Miss("error", Code.EMPTY, around("")),
    Miss("error", Code.TOO_LONG, around(f"{{:{LONGEST + 1}}}")),
    Miss("error", Code.MISSING_FIELD, _last_left_out),
    Miss("error", Code.EXTRA_FIELD, _one_more),
    Miss("error", Code.SWAPPED_FIELDS, swapped(_names_and_numbers)),
    Miss("error", Code.WRONG_ORDER, _backwards),
    Miss("error", Code.MISSING_SEPARATOR, _one_separator_less),
    Miss("error", Code.TWO_KEYWORDS, _keyword_as_name),
    Miss("error", Code.STRUCK_OUT, InField(is_name, ways("~{0}~"))),
    Miss("error", Code.TWO_NUMBERS, InField(is_number, ways("{0} / {0}"))),
    Miss("error", Code.UNKNOWN_PROVINCE, InField(is_number, by(lambda v: f"00{v[2:]}"))),
    Miss(
        "notice",
        Code.UNKNOWN_REGION,
        InField(_is_elsewhere, by(lambda v: f"{v[:2]}0000{v[6:]}")),
    ),
    Miss("notice", Code.INFERRED_REGION, InField(_is_elsewhere, by(_in_a_gap))),
    Miss("error", Code.IMPOSSIBLE_DATE, InField(is_number, _dated("310295"))),
    Miss("error", Code.ZERO_SERIAL, InField(is_number, by(lambda v: f"{v[:SERIAL]}0000"))),
    Miss("notice", Code.IMPLAUSIBLE_DATE, InField(_is_kk, _dated("010180"))),
    Miss("error", Code.SAME_NUMBER, _same_number),
    Miss("error", Code.SWAPPED_NUMBERS, InField(_is_kk, _dated("550895"))),
    Miss("error", Code.CONTROL_CHARACTER, InField(is_name, ways("{0}\x07"))),
    Miss("error", Code.NO_LETTERS, InField(is_name, ways("-"))),
    Miss("notice", Code.DIGITS_IN_NAME, InField(_is_person, ways("{0} 2"))),
    Miss("notice", Code.LONG_NAME, InField(_is_person, ways("{0} {0} {0} {0}"))),
    Miss("notice", Code.UNKNOWN_PLACE, InField(is_place, ways(*NOWHERE))),
)


def misses(today: datetime.date | None) -> tuple[Miss, ...]:
    """All that can be, on this day (None: the real one)."""
    return (*_FIXED, Miss("notice", Code.UNDER_AGE, InField(_is_applicant, _child(today))))
