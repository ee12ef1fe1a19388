"""Which variant of a sentence is said: by the facts of a problem, the most particular first.

Each function has the names of the variants for one code or a few; those that no sentence has are
passed over, as is the empty one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales.fields import CHOICE, IDENTITY, Outline, outline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Facts = Mapping[str, object]

__all__ = ["Case", "variants"]

_BLANKS = {"space", "line", "none"}
_FEW_DIGITS = 10
_LENGTH = 16


class Case:
    """A problem as its words see it: its code, its field and its facts."""

    def __init__(self, code: str, field: str | None, facts: Facts) -> None:
        self.code = code
        self.field = field
        self.facts = facts
        self.outline: Outline = outline_of(facts.get("format"))
        self.kind = self.outline.kind(field)

    def names(self) -> tuple[str, ...]:
        """The fields that it is about besides its own."""
        return self.several("candidates")

    def several(self, fact: str) -> tuple[str, ...]:
        """A fact that is several words."""
        found = self.facts.get(fact)
        return found if isinstance(found, tuple) else ()

    def number(self, fact: str) -> int | None:
        """A fact that is a number."""
        found = self.facts.get(fact)
        return found if isinstance(found, int) else None

    def first(self) -> int | None:
        """The place in the format of the field that stands first in the message."""
        return self.outline.at(str(self.facts.get("first")))


def variants(case: Case) -> Iterator[str]:
    """The names of the variants for a problem."""
    find = _BY_CODE.get(case.code)
    if find:
        yield from find(case)
    for fact in ("slip", "why"):
        yield str(case.facts.get(fact) or "")
    if case.kind in IDENTITY:
        yield "number"
    if case.kind == CHOICE:
        fields = case.outline.fields
        yield "choice-last" if fields and fields[-1].name == case.field else ""
        yield "choice"


# --- numbers -----------------------------------------------------------------------------------


def _wrong_length(case: Case) -> Iterator[str]:
    count = case.number("count") or 0
    if case.kind not in IDENTITY:
        yield "plain"
    elif count > _LENGTH:
        yield "many"
    elif count < _FEW_DIGITS:
        yield "few"


def _number_format(case: Case) -> Iterator[str]:
    if case.kind not in IDENTITY:
        yield "plain"
    elif "signs" in case.facts:
        yield str(case.facts.get("where")) if case.several("signs") else "unusual"


def _not_digits(case: Case) -> Iterator[str]:
    if case.kind not in IDENTITY:
        yield "plain"
    elif case.facts.get("sign"):
        yield "separator"
    elif case.facts.get("letter_o"):
        yield "letter-o"
    elif "words" in case.facts:
        yield from _words_for_digits(case)
    else:
        yield _signs_among_digits(set(case.several("signs")), case.number("after"))


def _words_for_digits(case: Case) -> Iterator[str]:
    digits = case.number("digits")
    if digits == 0:
        yield "no-digits"
    elif case.facts["words"]:
        yield "words" if digits is None or digits >= _FEW_DIGITS else "few-digits"


def _signs_among_digits(signs: set[str], after: int | None) -> str:
    if not signs:
        return "unusual"
    if signs <= set("Il|"):
        return "letter-one"
    if signs <= set("OoIl|"):
        return "letters-alike"
    if any(map(str.isalpha, signs)):
        return "letters"
    return "signs" if after else "signs-before"


def _two_numbers(case: Case) -> Iterator[str]:
    if case.names():
        yield "space" if case.facts.get("sign") in _BLANKS else "sign"


def _number_outside(case: Case) -> Iterator[str]:
    yield "people" if case.facts.get("people") else ""
    yield "field" if case.field else ""


# --- fields and what is between them -----------------------------------------------------------


def _missing_separator(case: Case) -> Iterator[str]:
    if case.names():
        yield from _two_numbers(case)
    else:
        yield "end"


def _extra_field(case: Case) -> Iterator[str]:
    yield "numbers" if case.facts.get("numbers") else ""
    yield "between" if case.names() else ""


def _wrong_order(case: Case) -> Iterator[str]:
    yield "keyword" if case.facts.get("in_keyword") else ""
    yield "first" if case.first() else ""


def _swapped_fields(case: Case) -> Iterator[str]:
    places = [at for name in case.names() if (at := case.outline.at(name)) is not None]
    yield "adjacent" if places and max(places) - min(places) == 1 else ""


def _wrong_separator(case: Case) -> Iterator[str]:
    sign = str(case.facts.get("sign"))
    yield str(case.facts.get("where") or "")
    yield "line" if sign == "line" else "space" if sign in _BLANKS else ""


def _unfilled(case: Case) -> Iterator[str]:
    names = case.names()
    if case.facts.get("example"):
        yield "example-fields" if names else "example"
    elif case.field is None:
        yield "behind" if case.facts.get("behind") else ""
        yield "fields" if 0 < len(names) < len(case.outline.fields) else "message"


# --- the message as a whole --------------------------------------------------------------------


def _unknown_keyword(case: Case) -> Iterator[str]:
    yield "" if case.facts.get("keywords") else "no-keyword"
    yield "other-script" if case.facts.get("other_script") else ""
    is_spelled_out = case.facts.get("spelled_out")
    yield "spelled-out" if is_spelled_out and "#" in str(case.facts["keywords"]) else ""


def _beside(case: Case) -> Iterator[str]:
    where = str(case.facts.get("where") or "")
    if not case.several("signs"):
        yield where
    elif case.field and case.code == "text-around":
        yield "field"
    else:
        yield f"signs-{where}"
        yield "signs"


def _if_fact(fact: str, name: str) -> Callable[[Case], Iterator[str]]:
    """One variant where there is a fact."""

    def find(case: Case) -> Iterator[str]:
        yield name if case.facts.get(fact) else ""

    return find


def _if_field(name: str, otherwise: str) -> Callable[[Case], Iterator[str]]:
    """One variant where there is a field, and another where there is none."""

    def find(case: Case) -> Iterator[str]:
        yield name if case.field else otherwise

    return find


_BY_CODE: Mapping[str, Callable[[Case], Iterator[str]]] = {
    "bad-characters": _if_fact("sign", "sign"),
    "empty-field": _if_fact("doubled", "doubled"),
    "extra-field": _extra_field,
    "missing-field": _if_fact("candidates", "one-of"),
    "missing-separator": _missing_separator,
    "not-digits": _not_digits,
    "number-format": _number_format,
    "number-outside": _number_outside,
    "struck-out": _if_field("", "message"),
    "swapped-fields": _swapped_fields,
    "swapped-numbers": _if_fact("several", "several"),
    "template-unfilled": _unfilled,
    "text-after": _beside,
    "text-around": _beside,
    "two-keywords": _if_field("field", ""),
    "two-numbers": _two_numbers,
    "unknown-keyword": _unknown_keyword,
    "unknown-place": _if_fact("near", "near"),
    "wrong-length": _wrong_length,
    "wrong-order": _wrong_order,
    "wrong-separator": _wrong_separator,
}
