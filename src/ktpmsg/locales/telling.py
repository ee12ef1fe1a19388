"""The words of a problem: the sentence that fits its facts, with what is filled in.

A problem is told by its code, its field and its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.fields import COPY, FOUND, IDENTITY, NONE_YET, InAnSms
from ktpmsg.locales.of_fields import OF_FIELDS
from ktpmsg.locales.of_keywords import OF_KEYWORDS
from ktpmsg.locales.of_numbers import OF_NUMBERS
from ktpmsg.locales.sentences import OF_MESSAGES, Sentence
from ktpmsg.locales.signs import named, named_all
from ktpmsg.locales.variants import Case, variants
from ktpmsg.locales.words import OR, Words, listed, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.locales.variants import Facts

__all__ = ["SENTENCES", "Told", "describe", "hint", "told", "upper"]

SENTENCES: Mapping[str, Sentence] = {**OF_MESSAGES, **OF_KEYWORDS, **OF_FIELDS, **OF_NUMBERS}


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
    case = Case(code, field, facts)
    return _Filling(case, lang).into(_sentence(case).what)


def hint(code: str, field: str | None, facts: Facts, lang: str) -> str | None:
    """What to do about it, or None."""
    case = Case(code, field, facts)
    return _Filling(case, lang).into(_sentence(case).do) or None


def told(code: str, field: str | None, facts: Facts, lang: str) -> Told:
    """What a reply says of it."""
    case = Case(code, field, facts)
    filling = _Filling(case, lang)
    unclear = field is None and code in _OF_A_NUMBER
    label = filling.into(_A_NUMBER if unclear else _LABEL)
    what, do, whole = map(filling.into, _sentence(case))
    return Told(label, what, do, upper(whole))


def upper(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _sentence(case: Case) -> Sentence:
    keys = (f"{case.code}:{name}" for name in variants(case) if name)
    return next((SENTENCES[key] for key in keys if key in SENTENCES), SENTENCES[case.code])


_NOTHING = Words("", "")
_LABEL = Words("{label}", "{label}")
# What a number is called of which nobody knows which field it is.
_A_NUMBER = Words("Salah satu nomor", "One of the numbers")
_OF_A_NUMBER = OF_NUMBERS.keys() - {"number-outside"}

# --- what is filled in -------------------------------------------------------------------------

_LEVELS = {
    "province": Words("provinsi", "province"),
    "regency": Words("kabupaten/kota", "regency"),
    "district": Words("kecamatan", "district"),
}
_PLACES = {
    "before": Words("Di depan pesan", "before the first field"),
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


class _Filling:
    """What is filled in for each of the words in braces, worked out when it is needed."""

    def __init__(self, case: Case, lang: str) -> None:
        self._case = case
        self._field = case.field
        self._facts = case.facts
        self._lang = lang
        self._outline = case.outline

    def into(self, words: Words | None) -> str:
        """The words in the language, filled in; nothing for None."""
        return say(words or _NOTHING, self._lang).format_map(self).strip()

    def __getitem__(self, name: str) -> object:
        find = getattr(self, f"_{name}_", None)
        if find is not None:
            return find()
        if name in self._facts:
            return self._facts[name]
        words = _BY_KIND[name].get(self._case.kind, _BY_KIND[name][""])
        return say(words.short if self._facts.get("short") else words.full, self._lang)

    def _label(self, name: str) -> str:
        return self._outline.label(name, self._lang)

    def _label_(self) -> str:
        return self._label(self._field) if self._field else ""

    def _behind_(self) -> str:
        return self._label(str(self._facts["behind"]))

    def _candidates_(self) -> str:
        return listed([self._label(name) for name in self._case.names()], self._lang)

    def _separator_(self) -> object:
        return self._facts.get("separator") or self._outline.separator

    def _keyword_(self) -> str:
        outline = self._outline
        is_whole = outline.head and outline.gap == outline.separator
        return outline.head if is_whole else outline.piece(0, 0)

    def _start_(self) -> str:
        return self._keyword_()

    def _beginning_(self) -> str:
        return self._outline.beginning()

    def _form_(self) -> str:
        return self._outline.form

    def _first_piece_(self) -> str:
        return self._outline.written(0)

    def _last_(self) -> str:
        return self._label(self._outline.fields[-1].name)

    def _piece_(self) -> str:
        """The piece of the format with the fields that it is about, and one before a single one."""
        outline = self._outline
        names = (*self._case.names(), self._field)
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
        at = self._case.first() or 0
        return self._outline.piece(max(at - 1, 0), at)

    def _before_first_(self) -> str:
        at = self._case.first() or 0
        return self._label(self._outline.fields[max(at - 1, 0)].name)

    def _numbers_(self) -> str:
        labels = [self._label(f.name) for f in self._outline.fields if f.kind in IDENTITY]
        return listed(labels, self._lang, OR)

    def _place_(self) -> str:
        return say(_PLACES.get(str(self._facts.get("where")), _ELSEWHERE), self._lang)

    def _sign_(self) -> str:
        return named(str(self._facts.get("sign") or "other"), self._lang)

    def _signs_(self) -> str:
        return named_all(self._case.several("signs"), self._lang)

    def _digit_(self) -> int:
        return (self._case.number("after") or 0) + 1

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
        return _NUMBER.get(self._case.kind, "it")

    def _level_(self) -> str:
        return say(_LEVELS[str(self._facts.get("level"))], self._lang)


_BY_KIND: Mapping[str, Mapping[str, InAnSms]] = {"copy": COPY, "found": FOUND, "none_yet": NONE_YET}
