"""The mistakes of a message, as a reply tells them: one cause, one sentence.

What follows from another mistake is not told, what several fields have in common is told once, and
labels, greetings, signs and spaces that were only repaired are told, too, since the message is to
be sent again.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales import telling
from ktpmsg.locales.fields import NONE_YET, Outline, outline_of
from ktpmsg.locales.replies import REPLY
from ktpmsg.locales.words import listed, say
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ktpmsg.locales.telling import Told
    from ktpmsg.problems import Fact, Problem

__all__ = ["Mistake", "mistakes"]

_FEW = 2
_WRONG_DIGITS = {
    Code.UNKNOWN_PROVINCE: (1, 2),
    Code.IMPOSSIBLE_DATE: (7, 12),
    Code.ZERO_SERIAL: (13, 16),
}
_NOT_THERE = {Code.MISSING_FIELD: "missing", Code.EMPTY_FIELD: "empty"}


class Mistake(NamedTuple):
    """A mistake: in full, with what to do about it; the same for an SMS; what is the matter alone.

    `is_repaired`: the message would have been read all the same.
    """

    full: str
    compact: str
    brief: str
    is_repaired: bool


def mistakes(
    problems: Iterable[Problem], lang: str, choose: tuple[str, str] = ("", "")
) -> list[Mistake]:
    """All that has to be told of these problems, in their order.

    `choose` says how messages of the formats begin that the sender may have meant: in full, and for
    an SMS.
    """
    more, short = (("choose", choose[0]),), (("choose", choose[1]), ("short", 1))
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in without_effects([p for p in problems if p.severity != "notice"]):
        found.setdefault(_key(problem, _told(problem, lang, more)), []).append(problem)
    told = []
    for (how, *_), same in found.items():
        full, brief = _said(str(how), same, lang, more)
        compact, _ = _said(str(how), same, lang, short)
        told.append(Mistake(full, compact, brief, all(p.severity == "repaired" for p in same)))
    return told


def _told(problem: Problem, lang: str, more: Sequence[Fact]) -> Told:
    facts = {**_facts(problem), **dict(more)}
    return telling.told(problem.code, problem.field, facts, lang)


def _facts(problem: Problem) -> Mapping[str, object]:
    return problem._known()  # noqa: SLF001 - the words are made of them


def _key(problem: Problem, told: Told) -> tuple[object, ...]:
    """What is the same for problems that are told together."""
    facts = _facts(problem)
    if problem.code in _WRONG_DIGITS:
        return "digits", problem.field
    alone = facts.get("candidates") or facts.get("doubled")
    if problem.code in _NOT_THERE and problem.field and not alone:
        return "not there", problem.code
    return ("whole", told.whole) if told.whole else ("same", told.what, told.do)


def _said(
    how: str, problems: Sequence[Problem], lang: str, more: Sequence[Fact]
) -> tuple[str, str]:
    """What is said of the problems of one key: in full, and what is the matter alone."""
    told = [_told(problem, lang, more) for problem in problems]
    labels = list(dict.fromkeys(t.label for t in told if t.label))
    said = told[0]._replace(label=listed(labels, lang))
    if len(problems) < _FEW:
        return said.full, said.brief
    if how == "digits":
        full = _wrong_digits(problems, said, lang, dict(more))
        return full, f"{full.split('. ', maxsplit=1)[0]}."
    if how == "not there":
        return _not_there(problems, said.label, lang, dict(more)), said.brief
    return said.full, said.brief


def _wrong_digits(
    problems: Sequence[Problem], said: Told, lang: str, more: Mapping[str, object]
) -> str:
    """Which digits of one number are wrong; where all are, what to do without such a number."""
    if len(problems) == len(_WRONG_DIGITS):
        facts = {**_facts(problems[0]), **more}
        kind = outline_of(facts.get("format")).kind(problems[0].field)
        way = NONE_YET[kind].short if facts.get("short") else NONE_YET[kind].full
        words = say(REPLY["no-number"], lang)
        return words.format(field=said.label, copy=said.do, none_yet=say(way, lang))
    spans = [_WRONG_DIGITS[p.code] for p in problems]
    digits = [say(REPLY["digits"], lang).format(first=a, last=b) for a, b in spans]
    words = say(REPLY["wrong-digits"], lang)
    return words.format(field=said.label, digits=listed(digits, lang), copy=said.do)


def _not_there(
    problems: Sequence[Problem], labels: str, lang: str, more: Mapping[str, object]
) -> str:
    """Which fields are missing, or empty, and the pieces of the format with them."""
    outline = outline_of(_facts(problems[0]).get("format"))
    places = sorted(at for p in problems if (at := outline.at(p.field)) is not None)
    if len(places) == len(outline.fields) and outline.head:
        words = say(REPLY["nothing"], lang)
        form = outline.form.removeprefix(outline.head)
        return words.format(keyword=outline.head.strip(), form=form)
    pieces = listed(list(dict.fromkeys(_pieces(outline, places))), lang)
    said = say(REPLY[_NOT_THERE[problems[0].code]], lang).format(fields=labels, pieces=pieces)
    kinds = {outline.fields[at].kind for at in places} & NONE_YET.keys()
    if not kinds or len(places) > _FEW:
        return said
    way = NONE_YET["" if len(kinds) > 1 else kinds.pop()]
    return f"{said}. {say(way.short if more.get('short') else way.full, lang)}"


def _pieces(outline: Outline, places: Sequence[int]) -> Iterable[str]:
    """The pieces of a format with these fields, each with the field before it."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        row = [at for _, at in run]
        yield outline.piece(row[0] - 1, row[-1]) if row[0] else outline.first_piece(row[-1])


# --- what follows from what --------------------------------------------------------------------


def without_effects(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without those that follow from another."""
    return [p for p in problems if not any(_causes(cause, p) for cause in problems)]


def _causes(cause: Problem, problem: Problem) -> bool:
    """Whether a problem follows from another."""
    if cause.field and cause.field == problem.field:
        return _is_of_value(cause, problem)
    if problem.code not in _EFFECTS.get(cause.code, ()):
        return False
    if problem.code is Code.INVISIBLE_CHARACTER or cause.code is Code.STRUCK_OUT:
        return cause.field is problem.field is None
    facts = _facts(cause)
    if cause.code is Code.EMPTY_FIELD:
        return bool(facts.get("doubled")) and _facts(problem).get("slip") == "doubled"
    if cause.code is Code.WRONG_SEPARATOR:
        return _is_of_separator(facts, problem)
    needed = _ONLY_WITH.get(cause.code)
    return needed is None or bool(facts.get(needed))


_ONLY_WITH = {Code.WRONG_ORDER: "in_keyword", Code.NUMBER_OUTSIDE: "people"}


def _is_of_value(cause: Problem, problem: Problem) -> bool:
    """Whether a problem of a field follows from another of the same field."""
    if cause.code in _BETWEEN:
        # The sign between two values is in the way of the first, and told already.
        return problem.code is Code.NOT_DIGITS and _facts(problem).get("digits") == _LENGTH
    # What stands beside a value is part of how the value is wrong.
    return cause.code in _OF_WHOLE_VALUE and problem.code in _BESIDE


def _is_of_separator(facts: Mapping[str, object], problem: Problem) -> bool:
    """Whether a problem follows from another sign in place of the separator."""
    if problem.code is Code.LABEL:
        return facts.get("where") == "labels"
    if problem.code in {Code.MISSING_FIELD, Code.CHOICE_SPELLING}:
        # Nobody knows where one value ends: what is called missing may stand there.
        return facts.get("sign") == "space"
    if problem.code is Code.TEXT_AROUND:
        return problem.field is None and bool(_facts(problem).get("signs"))
    return True


_LENGTH = 16
_BETWEEN = {Code.MISSING_SEPARATOR, Code.TWO_NUMBERS}
_BESIDE = {Code.TEXT_AFTER, Code.TEXT_AROUND}
_OF_WHOLE_VALUE = {Code.CHOICE_SPELLING, Code.EMPTY_FIELD, Code.TEMPLATE_UNFILLED}
_EFFECTS: Mapping[Code, set[Code]] = {
    Code.EMPTY_FIELD: {Code.KEYWORD_SPELLING},
    Code.NUMBER_OUTSIDE: {Code.TEXT_AROUND},
    Code.SEVERAL_MESSAGES: {Code.TEXT_AROUND, Code.INVISIBLE_CHARACTER},
    Code.STRUCK_OUT: {Code.TEXT_AROUND},
    Code.TWO_KEYWORDS: {Code.KEYWORD_SPELLING, Code.EXTRA_FIELD},
    Code.WRONG_ORDER: {Code.KEYWORD_SPELLING},
    Code.WRONG_SEPARATOR: {
        Code.CHOICE_SPELLING,
        Code.KEYWORD_SPELLING,
        Code.LABEL,
        Code.MISSING_FIELD,
        Code.MISSING_SEPARATOR,
        Code.TEXT_AROUND,
    },
}
