"""The language that somebody wants to be spoken to in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.locales.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["chosen", "of_locale"]

_INDONESIAN = re.compile(r"(?i)(?:id|ind|indonesian)(?![a-z])")


def chosen(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language that the arguments name with --lang, or else the one of the locale.

    It is looked for before the arguments are read, since what is wrong with those is told in it.
    """
    named = None
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == "--lang":
            named = next(iter(argv[at + 1 : at + 2]), None)
        elif argument.startswith("--lang="):
            named = argument.removeprefix("--lang=")
    return named if named in LANGUAGES else of_locale(environment)


def of_locale(environment: Mapping[str, str]) -> str:
    """The language of the locale: the first of LC_ALL, LC_MESSAGES and LANG that is not empty."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "id" if _INDONESIAN.match(next(filter(None, names), "")) else "en"
