"""Which value is which field: the values between the separators of a message, in their places.

Numbers in front and a choice at the end are the anchors. Where a field is missing, or there is one
too many, and several places fit, nobody knows which it is, and so none is named.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg import choices, fields, numbers
from ktpmsg.numbers import NomorKK
from ktpmsg.pieces import WHITE_SPACE
from ktpmsg.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ktpmsg.fields import Judge
    from ktpmsg.frames import Frame
    from ktpmsg.messages import Format
    from ktpmsg.pieces import Piece
    from ktpmsg.problems import Span

__all__ = ["Value", "align"]

_HALF_A_NUMBER = 8  # as many digits in a value are meant for a number
_LOOKED_AT = 200  # characters of a value
_MOST_EXTRA = 6  # with more fields too many, nothing tells which they are
_MOST_VALUES = 1000  # no separator after so many parts anything


class Value(NamedTuple):
    """A value as it was sent: `whole.text[start:end]`, and the field that it is, if one knows.

    `text` is the same without white space around it.
    """

    whole: Piece
    start: int
    end: int
    text: str
    judge: Judge | None = None

    @property
    def piece(self) -> Piece:
        """The value as a piece, without white space around it."""
        return self.whole.cut(self.start, self.end).strip()

    def up_to(self, position: int) -> Value:
        """The same value up to this position of the text as it was sent."""
        return self._replace(end=self.whole.index(position))

    @property
    def reach(self) -> Span:
        """Where it lies in the text as sent, with all that stands around it there."""
        return self.whole.reach(self.start, self.end)


def align(one: Format, piece: Piece, frame: Frame) -> tuple[list[Value], list[Problem]]:
    """The values of a message with their fields, and a problem for each that is missing or more."""
    judges = one.judges
    values = _values(one, piece, frame, len(judges) - 1)
    if isinstance(judges[-1], fields.FreeText):
        doubled = sum(not v.text for v in values[:-1])
        more = _values(one, piece, frame, len(judges) - 1 + doubled) if doubled else values
        if doubled and _fit_without_blanks(judges, more):
            values = more
    elif not (isinstance(judges[-1], fields.Choice) and choices.lead(values[-1].text)):
        values = _values(one, piece, frame, -1)
    if len(values) < len(judges) and not values[-1].text:
        values.pop()  # after a separator at the end
    if len(values) > len(judges):
        return _with_extra(judges, values)
    if len(values) < len(judges):
        return _with_missing(judges, values, piece.span(frame.body, frame.close)[1])
    return _given(judges, values), []


def _values(one: Format, piece: Piece, frame: Frame, at_most: int) -> list[Value]:
    found, start = [], frame.body
    whole = piece.text[start : frame.close]
    for text in whole.split(one.form.separator, _MOST_VALUES if at_most < 0 else at_most):
        end = start + len(text)
        found.append(Value(piece, start, end, text.strip(WHITE_SPACE)))
        start = end + len(one.form.separator)
    return found


def _given(judges: Sequence[Judge], values: Iterable[Value]) -> list[Value]:
    return [Value(*value[:4], judge) for judge, value in zip(judges, values, strict=True)]


def _fit_without_blanks(judges: Sequence[Judge], values: Sequence[Value]) -> bool:
    """Whether the values are those of the fields, but for separators that are doubled."""
    filled = [v for v in values if v.text]
    return len(filled) == len(judges) and all(
        _fit(judge, value)
        for judge, value in zip(judges, filled, strict=True)
        if isinstance(judge, fields.Numeral)
    )


def _fit(judge: Judge, value: Value) -> int:
    """How well a value fits a field."""
    text = value.text[:_LOOKED_AT]
    if isinstance(judge, fields.Choice):
        return 2 if choices.lead(text) else 0
    is_number = sum(map(str.isdigit, text)) >= _HALF_A_NUMBER
    if isinstance(judge, fields.Numeral):
        return (2 - (judge.type is NomorKK and numbers.only_a_nik(text))) if is_number else 0
    return 0 if is_number else 1


def _best(judges: Sequence[Judge], values: Sequence[Value]) -> list[tuple[int, ...]]:
    """The best ways to give each of the fewer a place among the more, in order."""
    fit = [[_fit(judge, value) for value in values] for judge in judges]
    if len(values) > len(judges):
        fit = [list(row) for row in zip(*fit, strict=True)]
    ways = itertools.combinations(range(len(fit)), len(fit[0]))
    scores = {way: sum(fit[at][i] for i, at in enumerate(way)) for way in ways}
    best = max(scores.values())
    return [way for way, score in scores.items() if score == best]


def _with_missing(
    judges: Sequence[Judge], values: list[Value], end: int
) -> tuple[list[Value], list[Problem]]:
    """Fewer values than fields: the fields that are missing for certain, and those that may be."""
    ways = _best(judges, values) if values else [()]
    taken = set().union(*ways)
    everywhere = taken.intersection(*ways)
    missing = [at for at in range(len(judges)) if at not in taken]
    unclear = sorted(taken - everywhere)

    def place(field: int) -> Span:
        """Where the next field that is there begins, or the end of them all."""
        later = (v for at, v in zip(ways[0], values, strict=True) if at >= field)
        start = next((v.piece.span()[0] for v in later), end)
        return start, start

    problems = [
        Problem(Code.MISSING_FIELD, judges[at].name, place(at), facts=judges[at].facts())
        for at in missing
    ]
    if unclear:
        given_of = len(values) - len(everywhere)
        names = tuple(judges[at].name for at in unclear)
        facts = (("candidates", names), ("given", given_of))
        one = Problem(Code.MISSING_FIELD, None, place(unclear[-1] + 1), facts=facts)
        problems += [one] * (len(judges) - len(values) - len(missing))
    given = [
        v._replace(judge=judges[at] if at in everywhere else None)
        for at, v in zip(ways[0], values, strict=True)
    ]
    return given, problems


def _with_extra(judges: Sequence[Judge], values: list[Value]) -> tuple[list[Value], list[Problem]]:
    """More values than fields: the separators that are doubled, or the fields too many."""
    filled = [v for v in values if v.text]
    if len(filled) == len(judges):
        facts = (("doubled", 1),)
        blanks = (v.piece.span() for v in values if not v.text)
        doubled = [Problem(Code.EMPTY_FIELD, None, span, facts=facts) for span in blanks]
        return _given(judges, filled), doubled
    if len(values) > len(judges) + _MOST_EXTRA:
        return values, [_extra(values)]
    ways = _best(judges, values)
    sure = set(ways[0]).intersection(*ways)
    given = [
        v._replace(judge=judges[ways[0].index(at)] if at in sure else None)
        for at, v in enumerate(values)
    ]
    return given, [_extra([v for v in given if v.judge is None])]


def _extra(values: Sequence[Value]) -> Problem:
    span = (values[0].piece.span()[0], values[-1].piece.span()[1])
    return Problem(Code.EXTRA_FIELD, None, span)
