"""The words of a problem: which of the sentences is said, and what is filled in.

A problem is told by its code, its field and its facts. A sentence has variants by the facts: which
one is taken is decided here, and nothing else about the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.fields import (
    CHOICE,
    COPY,
    FOUND,
    IDENTITY,
    NONE_YET,
    InAnSms,
    Outline,
    outline_of,
)
from ktpmsg.locales.of_fields import OF_FIELDS
from ktpmsg.locales.of_numbers import OF_NUMBERS
from ktpmsg.locales.sentences import OF_MESSAGES, Sentence
from ktpmsg.locales.signs import named, named_all
from ktpmsg.locales.words import OR, Words, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Facts = Mapping[str, object]

__all__ = ["SENTENCES", "Told", "describe", "hint", "told"]

SENTENCES: Mapping[str, Sentence] = {**OF_MESSAGES, **OF_FIELDS, **OF_NUMBERS}


class Told(NamedTuple):
    """What a reply says of a problem: what is the matter and what to do, or `whole` sentences."""

    label: str
    what: str
    do: str
    whole: str

    @property
    def full(self) -> str:
        """All that is said."""
        return self.whole or f"{self.brief} {self.do}".rstrip()

    @property
    def brief(self) -> str:
        """What is the matter alone."""
        return f"{upper(f'{self.label}: {self.what}' if self.label else self.what)}."


def describe(code: str, field: str | None, facts: Facts, lang: str) -> str:
    """What is the matter, in a phrase without a full stop."""
    return _filled(_sentence(code, field, facts).what, field, facts, lang)


def hint(code: str, field: str | None, facts: Facts, lang: str) -> str | None:
    """What to do about it, or None."""
    words = _sentence(code, field, facts).do
    said = _filled(words or _NOTHING, field, facts, lang)
    return said or None


def told(code: str, field: str | None, facts: Facts, lang: str) -> Told:
    """What a reply says of it."""
    what, do, whole = (
        _filled(words or _NOTHING, field, facts, lang) for words in _sentence(code, field, facts)
    )
    unclear = field is None and code in OF_NUMBERS and code != "number-outside"
    label = _A_NUMBER if unclear else _LABEL
    return Told(_filled(label, field, facts, lang), what, do, upper(whole))


def upper(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


_NOTHING = Words("", "")
_LABEL = Words("{label}", "{label}")
_A_NUMBER = Words("Salah satu nomor", "One of the numbers")


def _filled(words: Words, field: str | None, facts: Facts, lang: str) -> str:
    return say(words, lang).format_map(Filling(field, facts, lang)).strip()


def _sentence(code: str, field: str | None, facts: Facts) -> Sentence:
    kind = outline_of(facts.get("format")).kind(field)
    variants = (f"{code}:{variant}" for variant in _variants(code, field, kind, facts))
    return next((SENTENCES[v] for v in variants if v in SENTENCES), SENTENCES[code])


# --- which variant -----------------------------------------------------------------------------

_BLANKS = {"space", "line", "none"}
_FEW_DIGITS = 10
_LENGTH = 16


def _variants(code: str, field: str | None, kind: str, facts: Facts) -> Iterator[str]:
    """The variants that a sentence may have by these facts, the most particular first."""
    yield from _of_code(code, field, kind, facts)
    for fact in ("slip", "why"):
        yield str(facts.get(fact))
    if kind in IDENTITY:
        yield "number"
    if kind == CHOICE:
        yield "choice-last" if _is_last(field, facts) else ""
        yield "choice"


def _of_code(code: str, field: str | None, kind: str, facts: Facts) -> Iterator[str]:
    sign, names = facts.get("sign"), facts.get("candidates") or ()
    if code in {"not-digits", "wrong-length", "number-format"}:
        yield from _of_digits(code, kind, facts)
    elif code == "unknown-keyword":
        yield "no-keyword" if not facts.get("keywords") else ""
        yield "other-script" if facts.get("other_script") else ""
    elif code == "wrong-separator":
        yield str(facts.get("where"))
        yield "line" if sign == "line" else ""
        yield "space" if sign in _BLANKS else ""
    elif code in {"text-around", "text-after"}:
        yield from _of_text(code, field, facts)
    elif code in {"template-unfilled", "struck-out"}:
        yield ("example-fields" if names else "example") if facts.get("example") else ""
        yield ("fields" if _are_some(facts) else "message") if field is None else ""
    elif code == "empty-field":
        yield "doubled" if facts.get("doubled") else ""
    elif code == "extra-field":
        yield "numbers" if facts.get("numbers") else ""
        yield "between" if names else ""
    elif code == "missing-field":
        yield "one-of" if names else ""
    elif code == "two-numbers":
        yield ("space" if sign in _BLANKS else "sign") if names else ""
    elif code == "missing-separator":
        yield ("space" if sign in _BLANKS else "sign") if names else "end"
    elif code == "wrong-order":
        yield "keyword" if facts.get("in_keyword") else "first" if _is_moved(facts) else ""
    elif code == "swapped-fields":
        yield "adjacent" if _are_adjacent(facts) else ""
    elif code == "two-keywords":
        yield "field" if field else ""
    elif code == "number-outside":
        yield "people" if facts.get("people") else ""
        yield "field" if field else ""
    elif code == "swapped-numbers":
        yield "several" if facts.get("several") else ""
    elif code == "bad-characters":
        yield "sign" if sign else ""
    elif code == "unknown-place":
        yield "near" if facts.get("near") else ""


def _of_digits(code: str, kind: str, facts: Facts) -> Iterator[str]:
    """The variants where digits are not as they should be."""
    signs = [str(sign) for sign in _tuple(facts.get("signs"))]
    if kind not in IDENTITY:
        yield "plain"
    elif code == "wrong-length":
        count = facts.get("count")
        if isinstance(count, int):
            yield "many" if count > _LENGTH else "few" if count < _FEW_DIGITS else ""
    elif code == "number-format":
        if "signs" in facts:
            yield str(facts.get("where")) if signs else "unusual"
    elif facts.get("sign"):
        yield "separator"
    elif facts.get("letter_o"):
        yield "letter-o"
    elif "words" in facts:
        yield from _of_words(facts)
    elif not signs:
        yield "unusual"
    elif set(signs) <= set("Il|"):
        yield "letter-one"
    elif set(signs) <= set("OoIl|"):
        yield "letters-alike"
    elif any(map(str.isalpha, signs)):
        yield "letters"
    else:
        yield "signs" if facts.get("after") else "signs-before"


def _of_words(facts: Facts) -> Iterator[str]:
    """The variants where there is something else than digits in a number, or instead of them."""
    digits = facts.get("digits")
    if isinstance(digits, int) and not digits:
        yield "no-digits"
    elif facts["words"]:
        yield "words" if isinstance(digits, int) and digits >= _FEW_DIGITS else "few-digits"


def _of_text(code: str, field: str | None, facts: Facts) -> Iterator[str]:
    """The variants where there is text that does not belong to the message."""
    signs, where = _tuple(facts.get("signs")), facts.get("where")
    if field and code == "text-around":
        yield "field" if signs else ""
    elif signs:
        yield f"signs-{where}"
        yield "signs"
    else:
        yield str(where)


def _is_last(field: str | None, facts: Facts) -> bool:
    fields = outline_of(facts.get("format")).fields
    return bool(fields) and fields[-1].name == field


def _are_adjacent(facts: Facts) -> bool:
    outline = outline_of(facts.get("format"))
    places = sorted(at for name in _tuple(facts.get("candidates")) if (at := outline.at(name)) is not None)
    return bool(places) and places[-1] - places[0] == 1


def _are_some(facts: Facts) -> bool:
    """Whether there are candidates, and they are not all of the fields."""
    fields = outline_of(facts.get("format")).fields
    return 0 < len(_tuple(facts.get("candidates"))) < len(fields)


def _is_moved(facts: Facts) -> bool:
    """Whether the field that stands first does not belong there."""
    return bool(outline_of(facts.get("format")).at(str(facts.get("first"))))


def _tuple(fact: object) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else ()


# --- what is filled in -------------------------------------------------------------------------

_LEVELS = {
    "province": Words("provinsi", "province"),
    "regency": Words("kabupaten/kota", "regency"),
    "district": Words("kecamatan", "district"),
}
_PLACES = {
    "before": Words("Di depan isian", "before the first field"),
    "after": Words("Sesudah isian terakhir", "after the last field"),
}
_ELSEWHERE = Words("Di luar isian", "outside the fields")
# What a choice means that does not say it itself.
_MEANINGS = {
    "Pemula": Words("belum pernah punya KTP", "a first card"),
    "Ubah Data": Words("ada data yang berubah", "data have changed"),
}
_CHOSEN = Words("{label} ({choice})", "the choice {choice}")
_NUMBER = {"NIK": "a NIK", "NOMOR_KK": "a KK number"}


class Filling:
    """What is filled in for each of the words in braces, worked out when it is needed."""

    def __init__(self, field: str | None, facts: Facts, lang: str) -> None:
        self._field = field
        self._facts = facts
        self._lang = lang
        self._outline: Outline = outline_of(facts.get("format"))
        self._kind = self._outline.kind(field)

    def __getitem__(self, name: str) -> object:
        find = getattr(self, f"_{name}_", None)
        if find is not None:
            return find()
        if name in self._facts:
            return self._facts[name]
        words = _BY_KIND[name].get(self._kind)
        if words is None:
            return ""
        return say(words.short if self._facts.get("short") else words.full, self._lang)

    def _names(self) -> tuple[str, ...]:
        return _tuple(self._facts.get("candidates"))

    def _label(self, name: str) -> str:
        return self._outline.label(name, self._lang)

    def _label_(self) -> str:
        return self._label(self._field) if self._field else ""

    def _candidates_(self) -> str:
        return listed([self._label(name) for name in self._names()], self._lang)

    def _separator_(self) -> object:
        return self._facts.get("separator") or self._outline.separator

    def _keyword_(self) -> str:
        outline = self._outline
        if outline.head and outline.gap == outline.separator:
            return outline.head
        return outline.piece(0, 0) if outline.fields else str(self._facts.get("keyword") or "")

    def _start_(self) -> str:
        return self._keyword_()

    def _beginning_(self) -> str:
        return self._outline.beginning() if self._outline.fields else self._keyword_()

    def _form_(self) -> str:
        return self._outline.form

    def _first_piece_(self) -> str:
        return self._outline.written(0) if self._outline.fields else ""

    def _last_(self) -> str:
        fields = self._outline.fields
        return self._label(fields[-1].name) if fields else ""

    def _piece_(self) -> str:
        """The piece of the format with the fields that it is about, and one before a single one."""
        outline = self._outline
        names = (*self._names(), self._field)
        places = {at for name in names if (at := outline.at(name)) is not None}
        if not places:
            return outline.form if outline.fields else self._label_()
        if places == {0}:
            return outline.first_piece()
        first, last = min(places), max(places)
        return outline.piece(first - (first == last), last)

    def _first_(self) -> str:
        choice = self._facts.get("choice")
        label = self._label(str(self._facts.get("first")))
        return say(_CHOSEN, self._lang).format(label=label, choice=choice) if choice else label

    def _first_place_(self) -> str:
        at = self._outline.at(str(self._facts.get("first"))) or 0
        return self._outline.piece(max(at - 1, 0), at)

    def _before_first_(self) -> str:
        at = self._outline.at(str(self._facts.get("first"))) or 0
        fields = self._outline.fields
        return self._label(fields[max(at - 1, 0)].name) if fields else ""

    def _numbers_(self) -> str:
        labels = [self._label(f.name) for f in self._outline.fields if f.kind in IDENTITY]
        return listed(labels, self._lang, OR)

    def _place_(self) -> str:
        return say(_PLACES.get(str(self._facts.get("where")), _ELSEWHERE), self._lang)

    def _sign_(self) -> str:
        return named(str(self._facts.get("sign") or "other"), self._lang)

    def _signs_(self) -> str:
        return named_all(_tuple(self._facts.get("signs")), self._lang)

    def _digit_(self) -> int:
        after = self._facts.get("after")
        return after + 1 if isinstance(after, int) else 1

    def _endings_(self) -> str:
        """The choices and what they mean, each with the separator before it."""
        return self._said_choices(str(self._separator_()))

    def _choices(self) -> list[str]:
        return str(self._facts.get("choices") or "").split(", ")

    def _or_choices_(self) -> str:
        return listed(self._choices(), self._lang, OR)

    def _meanings_(self) -> str:
        return self._said_choices("")

    def _said_choices(self, sign: str) -> str:
        means = ((sign + choice, _MEANINGS.get(choice)) for choice in self._choices())
        said = [f"{choice} ({say(m, self._lang)})" if m else choice for choice, m in means]
        if self._facts.get("short"):
            said = [sign + choice for choice in self._choices()]
        return listed(said, self._lang, OR)

    def _keywords_(self) -> str:
        return listed(str(self._facts.get("keywords") or "").split(" / "), self._lang, OR)

    def _s_(self) -> str:
        return "" if self._facts.get("count") == 1 else "s"

    def _a_number_(self) -> str:
        return _NUMBER.get(self._kind, "it")

    def _level_(self) -> str:
        return say(_LEVELS[str(self._facts.get("level"))], self._lang)


_BY_KIND: Mapping[str, Mapping[str, InAnSms]] = {"copy": COPY, "found": FOUND, "none_yet": NONE_YET}
