"""What stands around a message in its text, and what its keyword was spelled like.

Whatever is set aside holds no number, but the message's own: it may be the one that somebody meant
(contract, section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.fields.repairs import holds_number
from ktpmsg.locating.entries import entries
from ktpmsg.problems import Code, Problem
from ktpmsg.text.mapped import WHITE_SPACE, MappedText

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.locating.place import Place
    from ktpmsg.problems import Span

__all__ = ["Envelope"]


class Envelope:
    """The problems around the fields of a message, and the parts of the text that were set aside.

    `text` is the text with its characters repaired, in which the message lies at `place`; `others`
    are the messages behind it, and `own` the numbers in its fields.
    """

    def __init__(
        self, place: Place, others: Sequence[Place], text: MappedText, own: Collection[str]
    ) -> None:
        self.problems: list[Problem] = []
        self.aside: list[Span] = []
        self._place = place
        self._text = text
        self._own = own
        self._before()
        self._keyword()
        self._set_aside(Code.TEXT_AROUND, place.close, place.end)
        self._after(others)

    def _before(self) -> None:
        if self._text.text[: self._place.start].strip(WHITE_SPACE):
            self._set_aside(Code.TEXT_AROUND, 0, self._place.start)

    def _keyword(self) -> None:
        place = self._place
        facts = (("keyword", place.format.head), ("separator", place.format.separator))
        if place.struck:
            span = self._text.span(place.start, place.end)
            self.problems.append(Problem(Code.STRUCK_OUT, None, span))
        if place.second:
            span = self._text.span(*place.second)
            self.problems.append(Problem(Code.TWO_KEYWORDS, None, span, facts=facts))
        if place.how == "sign":
            return  # the wrong separator is told with the values
        head = self._text.text[place.start : place.body]
        published = place.published and head.isascii()
        if not place.format.keywords:
            published = head.strip(WHITE_SPACE) == place.format.lead
        if place.how == "words":
            self.aside.append(self._text.span(place.gap[0], place.gap[1] - 1))
        if not published:
            span = self._text.span(place.start, place.body)
            self.problems.append(Problem(Code.KEYWORD_SPELLING, None, span, "repaired", facts))

    def _after(self, others: Sequence[Place]) -> None:
        end, text = self._place.end, self._text
        if others:
            span = text.span(others[0].start, others[0].body)
            self.problems.append(Problem(Code.SEVERAL_MESSAGES, None, span))
            self.aside.append(text.span(end, len(text.text)))
        elif text.text[end:].strip(WHITE_SPACE):
            self._set_aside(Code.TEXT_AROUND, end, len(text.text))

    def _set_aside(self, code: Code, start: int, end: int) -> None:
        if start >= end:
            return
        span = self._text.span(start, end)
        self.aside.append(span)
        facts = (("where", "before" if end <= self._place.start else "after"),)
        if holds_number(_without_headers(self._text.text[start:end]), self._own):
            self.problems.append(Problem(Code.NUMBER_OUTSIDE, None, span, facts=facts))
        else:
            self.problems.append(Problem(code, None, span, "repaired", facts))


def _without_headers(text: str) -> str:
    """A text without the headers of chat entries."""
    return "\n".join(text[start:end] for start, end in entries(text))


def about_words(
    place: Place, text: MappedText, choices: Sequence[tuple[Field, object]], problems: list[Problem]
) -> list[Problem]:
    """The problems where words stand between the keyword and its separator.

    They are misspelling, where all fields stand after them and fit; words that name a choice of the
    format are such words where the same choice stands in its field, else the choice was put there.
    `choices` are the fields that are a choice, each with its value or None.
    """
    if place.how != "words":
        return problems
    start, end = place.gap
    words = text.cut(start, end).strip()
    span = words.span()
    for field, value in choices:
        if field.fits(words.text) < 2:  # noqa: PLR2004 - it names no choice
            continue
        named = field.read(words).value
        if value is None:
            rest = [p for p in problems if not _is_about(p, field)]
            facts = (("first", field.name), ("in_keyword", 1), ("choice", str(named or "")))
            return [*rest, Problem(Code.WRONG_ORDER, None, span, facts=facts)]
        if named is not None and named != value:
            return [
                *problems,
                Problem(Code.SEVERAL_CHOICES, field.name, span, facts=field.missing_facts()),
            ]
    return problems


def _is_about(problem: Problem, field: Field) -> bool:
    """Whether a problem says that a field is not there."""
    return problem.field == field.name and problem.code in {Code.MISSING_FIELD, Code.EMPTY_FIELD}
