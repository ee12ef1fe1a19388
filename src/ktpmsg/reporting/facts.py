"""What the words for a problem have to know of its format, and of the text where it lies.

Facts hold nothing of what the sender wrote but a sign, a letter among digits, a keyword, a choice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.digits import numbers_in
from ktpmsg.problems import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Fact

__all__ = ["with_facts"]

_MOST_SIGNS = 5
_LIST_MARK = re.compile(r"\(?[0-9A-Za-z]{1,2}[.)]")
_A_NUMBER = 10  # digits in what says the same as our example's number
_A_WORD = 3  # letters: "E-KTP" is no word more
_PEOPLE = 2  # separators, in somebody else's data


def with_facts(one: Format, problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems of a message in `text`, each with what its words have to know.

    Without a text the values are those of a record made by hand.
    """
    form = ("format", one.outline)
    told = []
    for problem in problems:
        facts = [*problem._facts, *_of_choice(one, problem), form]  # noqa: SLF001
        if text:
            facts += _of_text(one, problem, text)
        told.append(
            Problem(problem.code, problem.field, problem.span, problem.severity, tuple(facts))
        )
    return told


def _of_choice(one: Format, problem: Problem) -> Sequence[Fact]:
    """The choices of a field, where the problem does not name them yet."""
    at = one.order.get(problem.field)
    known = any(name == "choices" for name, _ in problem._facts)  # noqa: SLF001
    return () if at is None or known else one.fields[at].missing_facts()


def _of_text(one: Format, problem: Problem, text: str) -> Iterator[Fact]:
    """What stands in the text at the place of the problem."""
    start, end = problem.span
    there = text[start:end]
    if problem.code in {Code.NUMBER_FORMAT, Code.PHONE_FORMAT}:
        yield "signs", _signs(there)
        among = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        yield "where", "among" if among or there[:1].isdigit() else "beside"
    elif problem.code in {Code.TEXT_AROUND, Code.TEXT_AFTER}:
        yield from _beside(one, problem, there, text[:start])
    elif problem.code is Code.KEYWORD_SPELLING:
        yield "slip", _slip(one, there)
    elif problem.code is Code.TEMPLATE_UNFILLED and problem.field:
        yield "example", int(sum(map(str.isdigit, there)) >= _A_NUMBER)
    elif problem.code is Code.NUMBER_OUTSIDE:
        yield "people", int(problem.field is None and there.count(one.separator) >= _PEOPLE)
    elif problem.code is Code.SWAPPED_NUMBERS:
        places = sum(field.family == "number" for field in one.fields)
        yield "several", int(sum(1 for _ in numbers_in(text)) > places)
    elif problem.code is Code.NOT_DIGITS:
        yield "digits", sum(map(str.isdecimal, there))


def _signs(text: str) -> tuple[str, ...]:
    """Each sign in a text once; white space only if there is no other."""
    found = dict.fromkeys(char for char in text if not char.isalnum())
    visible = [char for char in found if not char.isspace()]
    return tuple(visible or found)[:_MOST_SIGNS]


def _beside(one: Format, problem: Problem, there: str, before: str) -> Iterator[Fact]:
    """The signs that stand around a message or a value, if nothing else does."""
    bare = there.strip()
    if _LIST_MARK.fullmatch(bare):
        yield "signs", ("list",)
    elif not any(map(str.isalnum, bare)):
        yield "signs", _signs(bare)
    elif problem.field and before.rstrip().endswith(one.separator):
        # From a mark before the value to its other half.
        inside = bare.strip("".join(char for char in bare if not char.isalnum()))
        yield "signs", _signs(bare.replace(inside, "", 1))
        yield "where", "around"


def _slip(one: Format, there: str) -> str:
    """In what the beginning of a message is not as published."""
    sign = one.separator
    written, published = (
        "".join(filter(str.isalnum, text)).upper() for text in (there, "".join(one.keywords))
    )
    if written != published:
        more = len(written.replace(published, "", 1)) if published in written else 0
        return "words" if more >= _A_WORD else "spelling"
    head, tail = there.strip(), there.rstrip()
    if sign * 2 in "".join(there.split()):
        return "doubled"
    if one.lead and not head.startswith(sign):
        return "no-lead"
    if not one.lead and head.startswith(sign):
        return "lead"
    return "no-separator" if one.gap == sign and not tail.endswith(sign) else "spelling"
