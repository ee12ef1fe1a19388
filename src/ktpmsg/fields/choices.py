"""Choices: one of several fixed words, each the member of an enumeration."""

from __future__ import annotations

import re
from enum import EnumType, StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Choice", "QuietEnum", "make_choice"]


class QuietEnum(EnumType):
    """The class of enumerations whose look-up by name quotes nothing when it fails."""

    def __getitem__(cls, name: str) -> Any:  # noqa: ANN401
        """The member of this name; a KeyError does not quote it, for it may be anybody's."""
        try:
            return super().__getitem__(name)
        except KeyError:
            message = f"no {cls.__name__} has this name"
            raise KeyError(message) from None


class Choice(StrEnum, metaclass=QuietEnum):
    """One of several fixed words; the members of a subclass are the words as they are published.

    `Choice("…")` and `Choice["…"]` quote nothing when there is no such choice. How else people
    write the words, a subclass says by `aliases`, `hints` and `no_typos`.
    """

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no choice without quoting it: it may be a name in the wrong place."""
        message = f"{cls.__name__} is one of {', '.join(cls)}"
        raise ValueError(message)

    @classmethod
    def aliases(cls) -> Mapping[str, Self]:
        """Other words for a choice: letters only, in lower case."""
        return {}

    @classmethod
    def hints(cls) -> Mapping[str, Self]:
        """Words that speak of a choice, but do not name it: beside another, it is one too many."""
        return {}

    @classmethod
    def no_typos(cls) -> frozenset[str]:
        """Words, in lower case, that are near to a choice but words of their own."""
        return frozenset()


_NO_LETTER = re.compile(r"\W+")


def make_choice(name: str, words: Iterable[str], *, module: str = __name__) -> type[Choice]:
    """An enumeration of these words, of this name: `UBAH_DATA = "Ubah Data"`."""
    members: dict[str, str] = {}
    for word in words:
        identifier = _identifier(word)
        while members.get(identifier, word) != word:  # "A-B" and "A B"
            identifier += "_"
        members[identifier] = word
    kind = Choice(name, list(members.items()), module=module)  # type: ignore[call-overload]
    return cast("type[Choice]", kind)


def _identifier(word: str) -> str:
    name = _NO_LETTER.sub("_", word.upper()).strip("_") or "CHOICE"
    return f"_{name}" if name[0].isdigit() else name
