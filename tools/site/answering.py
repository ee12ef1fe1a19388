"""What the live page asks of the library: requests and answers are JSON.

The page runs this in Pyodide, and the tests run it on CPython. `Desk.ask` takes a request, and
`Desk.work` reads for a while and answers; so a newer request can come between.

A request has `text`, `mode` ("message" or "chat"), `grammar` (that of an office, or blank),
`builtin` (whether the built-in formats are read, too), `reveal` (whether values are shown) and
`chosen` (which message of a chat is shown in full). The `kind` of an answer is "message", "chat",
"progress" (there is more to read) or "grammar" (the grammar has a mistake).
"""

from __future__ import annotations

import functools
import io
import json
import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import ktpmsg
from ktpmsg import Formats, GrammarError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ktpmsg import Problem, Report

__all__ = ["MOST_ROWS", "Desk"]

LANGUAGES = ("en", "id")
# As many messages of a chat are listed; all are counted.
MOST_ROWS = 2000


class _Read(NamedTuple):
    """The text of a chat and the formats that it is read with."""

    text: str
    formats: Formats | None


class _Chat:
    """A chat that is being read."""

    def __init__(self, read: _Read, clock: Callable[[], float]) -> None:
        self.read = read
        self._clock = clock
        self.reports: list[Report[Any]] = []
        self.ended = False
        self.lines = len(read.text.split("\n")) - read.text.endswith("\n")
        find = read.formats.find if read.formats else ktpmsg.find
        self._found: Iterator[Report[Any]] = find(io.StringIO(read.text))

    def go_on(self, seconds: float) -> None:
        """Look for messages until that time is over, or the chat is."""
        end = self._clock() + seconds
        for report in self._found:
            self.reports.append(report)
            if self._clock() >= end:
                return
        self.ended = True

    @functools.cached_property
    def summary(self) -> dict[str, Any]:
        """What is said of all messages, when the chat is at its end; made once."""
        verdicts = [_verdict(report) for report in self.reports]
        return {
            "lines": self.lines,
            "counts": {name: verdicts.count(name) for name in ("good", "mended", "faulty")},
            "rows": [_row(report) for report in self.reports[:MOST_ROWS]],
            "left_out": max(len(self.reports) - MOST_ROWS, 0),
        }

    @property
    def share(self) -> float:
        """How much of the text is read, from 0 to 1: up to the last message that was found."""
        return (self.reports[-1].line or 0) / self.lines


class Desk:
    """Answers the requests of one page; it remembers the last grammar and the last chat."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._request: dict[str, Any] = {}
        self._grammar: tuple[str, bool] = ("", True)
        self._formats: Formats | None = None
        self._chat: _Chat | None = None

    def ask(self, request: str) -> None:
        """Take a request, in JSON; one that is not answered yet is dropped."""
        self._request = json.loads(request)

    def work(self, seconds: float = 0.1) -> str:
        """Read for that time, and answer in JSON."""
        return json.dumps(self._answer(seconds), ensure_ascii=False)

    def _answer(self, seconds: float) -> dict[str, Any]:
        asked = self._request
        try:
            self._load(asked["grammar"], builtin=asked["builtin"])
        except GrammarError as error:
            return _mistake(error, asked["grammar"])
        if asked["mode"] == "chat":
            answer = self._answer_chat(seconds)
        else:
            answer = {"kind": "message", "report": self._check(asked["text"])}
        return answer | {"formats": self._published()}

    def _load(self, grammar: str, *, builtin: bool) -> None:
        """Load an office's formats, unless they are those of last time."""
        if (grammar, builtin) == self._grammar:
            return
        # A blank grammar stands for the built-in formats.
        self._formats = Formats(grammar, builtin=builtin) if grammar.strip() else None
        self._grammar = (grammar, builtin)

    def _published(self) -> list[str]:
        """The formats that are read, as published."""
        if self._formats is None:
            return [record.published for record in get_args(ktpmsg.Message)]
        return [record.published for record in self._formats.records.values()]

    def _check(self, text: str) -> dict[str, Any] | None:
        """What is said of one message; None for a text that is blank."""
        if not text.strip():
            return None
        check = self._formats.check if self._formats else ktpmsg.check
        return _shown(check(text), reveal=self._request["reveal"])

    def _answer_chat(self, seconds: float) -> dict[str, Any]:
        read = _Read(self._request["text"], self._formats)
        if self._chat is None or self._chat.read != read:
            self._chat = _Chat(read, self._clock)
        chat = self._chat
        if not chat.ended:
            chat.go_on(seconds)
        if not chat.ended:
            return {"kind": "progress", "share": chat.share}
        chosen = self._request["chosen"]
        there = chosen is not None and 0 <= chosen < len(chat.reports)
        shown = there and _shown(chat.reports[chosen], reveal=self._request["reveal"])
        return {
            "kind": "chat",
            **chat.summary,
            "chosen": chosen if there else None,
            "report": shown or None,
        }


def _mistake(error: GrammarError, grammar: str) -> dict[str, Any]:
    """What is wrong with a grammar, and in which line, as far as the library says it."""
    found = re.match(r"[^,\n]*, line (\d+): ", str(error))
    line = int(found[1]) if found else None
    lines = grammar.split("\n")
    return {
        "kind": "grammar",
        "line": line,
        "text": lines[line - 1] if line and line <= len(lines) else None,
        "words": str(error)[found.end() :] if found else str(error),
    }


def _verdict(report: Report[Any]) -> str:
    if not report.ok:
        return "faulty"
    return "mended" if report.repairs else "good"


def _row(report: Report[Any]) -> dict[str, Any]:
    """A message of a chat in one line: where it is, what it is, and its first problem."""
    first = next(iter((*report.errors, *report.repairs, *report.notices)), None)
    return {
        "line": report.line,
        "record": report.kind.__name__ if report.kind else None,
        "verdict": _verdict(report),
        "problem": first and _said(first),
        "more": max(len(report.problems) - 1, 0),
    }


def _said(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.value,
        "field": problem.field,
        "description": {lang: problem.describe(lang) for lang in LANGUAGES},
    }


def _shown(report: Report[Any], *, reveal: bool) -> dict[str, Any]:
    """All that the page shows of one message."""
    found = report.to_dict(reveal=reveal)
    return {
        "verdict": _verdict(report),
        "line": report.line,
        "published": report.kind.published if report.kind else None,
        "drawing": {lang: report.draw(lang) for lang in LANGUAGES},
        "problems": found["problems"],
        "record": found["message"],
        "as_published": report.message.text if reveal and report.message else None,
        "reply": {lang: report.reply(lang) for lang in LANGUAGES},
        "short": {lang: report.reply(lang, short=True) for lang in LANGUAGES},
    }
