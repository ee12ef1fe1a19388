"""The command `explain`: what the codes of problems mean, each with an example."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.locales.words import LANGUAGES, say
from ktpmsg.problems import Code
from ktpmsg.terminal.examples import example_of
from ktpmsg.terminal.messages import painted
from ktpmsg.terminal.screen import visible
from ktpmsg.terminal.statuses import GOOD, UNUSABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from ktpmsg.problems import Problem
    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["add", "explain"]

_NEAR = 0.6


def add(parser: Parser) -> None:
    """The arguments of `explain`."""
    parser.take("codes", "explain.codes", nargs="*", metavar="CODE")


def explain(arguments: argparse.Namespace, screen: Screen) -> int:
    """Explain each code, or list all of them."""
    if not arguments.codes:
        _list(screen)
        return GOOD
    codes = [_code(typed) for typed in arguments.codes]
    for typed, code in zip(arguments.codes, codes, strict=True):
        if code is None:
            screen.complain(_unknown(typed, screen))
    if None in codes:
        return UNUSABLE
    langs = (arguments.lang,) if arguments.lang else LANGUAGES
    for code in filter(None, codes):
        if screen.rows:
            screen.row(_row(code))
        else:
            for line in _lines(code, langs, screen):
                screen.line(line)
            screen.line()
    return GOOD


def _list(screen: Screen) -> None:
    width = max(map(len, Code))
    for code in Code:
        if screen.rows:
            screen.row(_row(code))
        else:
            meaning = say(MEANINGS[code], screen.lang)
            screen.line(f"{screen.paint(code, 'title')}{' ' * (width - len(code))}  {meaning}")


def _code(typed: str) -> Code | None:
    """The code that somebody typed, also as Python names it: `WRONG_LENGTH`."""
    wanted = typed.strip().lower().replace("_", "-")
    return next((code for code in Code if code == wanted), None)


def _unknown(typed: str, screen: Screen) -> str:
    """What to say of what is no code, without quoting it: it may be a message."""
    words = screen.told("no code")
    near = difflib.get_close_matches(typed.strip().lower()[:40], list(Code), cutoff=_NEAR)
    if near:
        return screen.told("meant", words=words, codes=f" {screen.told('or')} ".join(near))
    return screen.told("see all", words=words)


def _lines(code: Code, langs: Sequence[str], screen: Screen) -> Iterator[str]:
    example = example_of(code)
    yield f"{screen.paint(code, 'title')}: {_severity(example.problem, screen)}"
    for lang in langs:
        yield f"  {say(MEANINGS[code], lang)}"
    yield ""
    if example.published:
        yield f"{screen.told('format')}: {example.published}"
    yield f"{screen.told('example')}:"
    for line in example.shown.split("\n"):
        yield f"  {visible(line)}"
    yield ""
    yield painted(example.report, screen)
    for hint in (example.problem.hint(lang) for lang in langs):
        if hint:
            yield f"{screen.told('what to do')}: {hint}"


def _severity(problem: Problem, screen: Screen) -> str:
    if problem.severity == "error":
        return screen.paint(screen.told("error"), "bad")
    return screen.paint(screen.told(f"severity {problem.severity}"), "doubtful")


def _row(code: Code) -> dict[str, object]:
    example = example_of(code)
    return {
        "code": code.value,
        "severity": example.problem.severity,
        "meaning": {lang: say(MEANINGS[code], lang) for lang in LANGUAGES},
        "description": {lang: example.problem.describe(lang) for lang in LANGUAGES},
        "hint": {lang: example.problem.hint(lang) for lang in LANGUAGES},
        "format": example.published,
        "example": example.shown,
        "report": example.report.to_dict(),
    }
