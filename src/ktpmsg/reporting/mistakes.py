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
    """A mistake: in full, with what to do about it, and what is the matter alone.

    `is_repaired`: the message would have been read all the same.
    """

    full: str
    brief: str
    is_repaired: bool


def mistakes(problems: Iterable[Problem], lang: str, more: Sequence[Fact] = ()) -> list[Mistake]:
    """All that has to be told of these problems, in their order; `more` are facts for each."""
    found: dict[tuple[object, ...], list[tuple[Problem, Told]]] = {}
    for problem in without_effects([p for p in problems if p.severity != "notice"]):
        facts = {**_facts(problem), **dict(more)}
        told = telling.told(problem.code, problem.field, facts, lang)
        found.setdefault(_key(problem, told), []).append((problem, told))
    return [_mistake([p for p, _ in same], [t for _, t in same], lang) for same in found.values()]


def _facts(problem: Problem) -> Mapping[str, object]:
    return dict(problem._facts)  # noqa: SLF001 - the words are made of them


def _key(problem: Problem, told: Told) -> tuple[object, ...]:
    """What is the same for problems that are told together."""
    facts = _facts(problem)
    if problem.code in _WRONG_DIGITS:
        return "digits", problem.field
    alone = facts.get("candidates") or facts.get("doubled")
    if problem.code in _NOT_THERE and problem.field and not alone:
        return "not there", problem.code
    return ("whole", told.whole) if told.whole else ("same", told.what, told.do)


def _mistake(problems: Sequence[Problem], told: Sequence[Told], lang: str) -> Mistake:
    """The one mistake that problems of one key are."""
    first, said = problems[0], told[0]
    is_repaired = all(p.severity == "repaired" for p in problems)
    labels = list(dict.fromkeys(t.label for t in told if t.label))
    if len(problems) < _FEW or said.whole and first.code not in _NOT_THERE:
        return Mistake(said.full, said.brief, is_repaired)
    if first.code in _WRONG_DIGITS:
        full = _wrong_digits(problems, said.label, lang)
        return Mistake(full, f"{full.split('. ')[0]}.", is_repaired)
    together = said._replace(label=listed(labels, lang))
    if first.code in _NOT_THERE:
        full = _not_there(problems, together.label, lang)
        return Mistake(full, together.brief, is_repaired)
    return Mistake(together.full, together.brief, is_repaired)


def _wrong_digits(problems: Sequence[Problem], label: str, lang: str) -> str:
    """Which digits of one number are wrong."""
    spans = [_WRONG_DIGITS[p.code] for p in problems]
    digits = [say(REPLY["digits"], lang).format(first=a, last=b) for a, b in spans]
    copy = problems[0].hint(lang)
    words = say(REPLY["wrong-digits"], lang)
    return telling.upper(words.format(field=label, digits=listed(digits, lang), copy=copy))


def _not_there(problems: Sequence[Problem], labels: str, lang: str) -> str:
    """Which fields are missing, or empty, and the pieces of the format with them."""
    outline = outline_of(_facts(problems[0]).get("format"))
    places = sorted(at for p in problems if (at := outline.at(p.field)) is not None)
    if len(places) == len(outline.fields) and outline.head:
        words = say(REPLY["nothing"], lang)
        form = outline.form.removeprefix(outline.head)
        return words.format(keyword=outline.head.strip(), form=form)
    pieces = listed(list(dict.fromkeys(_pieces(outline, places))), lang)
    said = say(REPLY[_NOT_THERE[problems[0].code]], lang).format(fields=labels, pieces=pieces)
    kinds = dict.fromkeys(outline.fields[at].kind for at in places)
    asked = [say(NONE_YET[k], lang) for k in kinds if k in NONE_YET] if len(places) <= _FEW else []
    return ". ".join([said, *asked])


def _pieces(outline: Outline, places: Sequence[int]) -> Iterable[str]:
    """The pieces of a format with these fields, each with the field before it."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        row = [at for _, at in run]
        yield outline.piece(max(row[0] - 1, 0), row[-1])


# --- what follows from what --------------------------------------------------------------------


def without_effects(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without those that follow from another."""
    effects: set[tuple[Code, object]] = set()
    for problem in problems:
        facts = _facts(problem)
        effects.update(_EFFECTS.get(problem.code, ()))
        if problem.code is Code.WRONG_ORDER and facts.get("in_keyword"):
            effects.add((Code.KEYWORD_SPELLING, None))
        if problem.code is Code.EMPTY_FIELD and facts.get("doubled"):
            effects.add((Code.KEYWORD_SPELLING, "doubled"))
        if problem.code is Code.WRONG_SEPARATOR and facts.get("where") == "labels":
            effects.add((Code.LABEL, None))
        if problem.code is Code.STRUCK_OUT and problem.field is None:
            effects.add((Code.TEXT_AROUND, None))
        if problem.code is Code.NUMBER_OUTSIDE and facts.get("people"):
            effects.add((Code.TEXT_AROUND, None))
    return [p for p in problems if not _is_effect(p, effects)]


_EFFECTS: Mapping[Code, tuple[tuple[Code, object], ...]] = {
    Code.TWO_KEYWORDS: ((Code.KEYWORD_SPELLING, None),),
    Code.SEVERAL_MESSAGES: ((Code.TEXT_AROUND, None),),
    Code.WRONG_SEPARATOR: (
        (Code.KEYWORD_SPELLING, None),
        (Code.MISSING_SEPARATOR, None),
        (Code.TEXT_AROUND, "signs"),
    ),
}


def _is_effect(problem: Problem, effects: Iterable[tuple[Code, object]]) -> bool:
    facts = _facts(problem)
    of = facts.get("slip"), "signs" if facts.get("signs") and not problem.field else ""
    return any(problem.code is code and how in {None, *of} for code, how in effects)
