"""The commands `check` and `find`: messages judged, and found in files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ktpmsg import api
from ktpmsg.judging import LONGEST
from ktpmsg.messages import format_of
from ktpmsg.problems import Code, GrammarError
from ktpmsg.terminal.source import (
    STANDARD_INPUT,
    Unreadable,
    public_name,
    reading,
    shown_name,
)
from ktpmsg.terminal.statuses import FAULTY, GOOD, UNUSABLE

if TYPE_CHECKING:
    import argparse

    from ktpmsg.api import Formats
    from ktpmsg.reporting.report import Report
    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["add_check", "add_find", "add_formats", "check", "find", "formats_of", "load", "painted"]


def add_check(parser: Parser) -> None:
    """The arguments of `check`."""
    parser.take("messages", "check.messages", nargs="*", metavar="MESSAGE")
    parser.take("--reply", "check.reply", action="store_true")
    parser.take("--short", "check.short", action="store_true")
    add_formats(parser)


def add_find(parser: Parser) -> None:
    """The arguments of `find`."""
    parser.take("files", "find.files", nargs="*", metavar="FILE")
    add_formats(parser)


def add_formats(parser: Parser) -> None:
    """The arguments for an office's own formats."""
    parser.take("--formats", "help.formats", metavar="FILE")
    parser.take("--no-builtin", "help.no-builtin", action="store_true")


def check(arguments: argparse.Namespace, screen: Screen) -> int:
    """Judge each message, and show the reports."""
    try:
        formats = formats_of(arguments, screen)
        texts = arguments.messages or [_standard_message(screen)]
    except Unreadable as error:
        screen.complain(str(error))
        return UNUSABLE
    tally = Tally(formats, screen, reveal=arguments.reveal)
    for number, text in enumerate(texts, 1):
        report = formats.check(text, strict=arguments.strict)
        tally.show(report, f"{number}: " if len(texts) > 1 else "", _reply(report, arguments))
    if len(texts) > 1:
        tally.sum_up()
    return tally.status


def _reply(report: Report, arguments: argparse.Namespace) -> str | None:
    """The reply, in Indonesian unless another language is asked for: it is for the sender."""
    if not arguments.reply:
        return None
    return report.reply(arguments.lang or "id", short=arguments.short)


def _standard_message(screen: Screen) -> str:
    """All of standard input but its last line end; of one too long, as much as shows it."""
    parts, size = [], 0
    with reading(STANDARD_INPUT, screen) as text:
        for chunk in text:
            parts.append(chunk)
            size += len(chunk)
            if size > LONGEST:
                break
    return "".join(parts).rstrip("\r\n")


def find(arguments: argparse.Namespace, screen: Screen) -> int:
    """Find the messages in each file, and show the reports."""
    try:
        formats = formats_of(arguments, screen)
    except Unreadable as error:
        screen.complain(str(error))
        return UNUSABLE
    tally = Tally(formats, screen, reveal=arguments.reveal)
    unreadable = False
    for number, name in enumerate(arguments.files or [STANDARD_INPUT], 1):
        called = name if arguments.reveal else public_name(name, number, screen)
        try:
            _find_in(name, called, tally, strict=arguments.strict)
        except Unreadable as error:
            screen.complain(str(error))
            unreadable = True
    if tally.total:
        tally.sum_up()
    return UNUSABLE if unreadable else tally.status


def _find_in(name: str, called: str, tally: Tally, *, strict: bool) -> None:
    screen, before = tally.screen, tally.total
    shown = shown_name(called, screen)
    with reading(name, screen, called) as text:
        for report in api.find_in_chunks(tally.formats, text, strict=strict):
            tally.show(report, f"{shown}:{report.line}: ", file=called)
    if tally.total == before:
        screen.note(screen.told("no message", name=shown))


# --- the formats ---------------------------------------------------------------------------------


def formats_of(arguments: argparse.Namespace, screen: Screen) -> Formats:
    """The formats to read by; `Unreadable` if the grammar is none, or cannot be read."""
    if arguments.formats is None:
        return api.builtin()
    called = public_name(arguments.formats, 1, screen)
    return load(arguments.formats, called, screen, builtin=not arguments.no_builtin)


_LONG_NUMBER = re.compile("[0-9]{7,}")


def load(name: str, called: str, screen: Screen, *, builtin: bool) -> Formats:
    """The formats of a grammar in a file; `Unreadable`, which says why, if they cannot be used."""
    try:
        return api.Formats.load(name, builtin=builtin)
    except OSError as error:
        why = screen.told("archive.system", why=error.strerror)
        raise Unreadable(shown_name(called, screen), why) from None
    except GrammarError as error:
        words = str(error).removeprefix(Path(name).name).replace("builtin=False", "--no-builtin")
        # Somebody may have given a chat for a grammar.
        words = _LONG_NUMBER.sub(lambda found: "*" * len(found.group()), words)
        line, _, what = words.partition(": ")
        raise Unreadable(shown_name(called, screen) + line, what) from None


# --- reports -------------------------------------------------------------------------------------


class Tally:
    """Shows reports one by one, and counts them."""

    def __init__(self, formats: Formats, screen: Screen, *, reveal: bool) -> None:
        self.formats = formats
        self.screen = screen
        self._reveal = reveal
        self._verdicts: Counter[str] = Counter()
        self._kinds: Counter[str | None] = Counter()

    def show(self, report: Report, place: str, reply: str | None = None, **row: object) -> None:
        """Show a report: for people with its place, for programs with these keys in front."""
        self._verdicts["faulty" if not report.ok else "repaired" if report.repairs else "good"] += 1
        self._kinds[format_of(report.kind).name if report.kind else None] += 1
        if self.screen.rows:
            answer = {} if reply is None else {"reply": reply}
            self.screen.row(row | report.to_dict(reveal=self._reveal) | answer)
            return
        self.screen.line(place + painted(report, self.screen))
        if reply is not None:
            self.screen.line()
            self.screen.line(self.screen.paint(self.screen.told("reply"), "title"))
            self.screen.line(reply)
        self.screen.line()

    @property
    def total(self) -> int:
        """How many reports there were."""
        return self._verdicts.total()

    @property
    def status(self) -> int:
        """The exit status by the verdicts."""
        return FAULTY if self._verdicts["faulty"] else GOOD

    def sum_up(self) -> None:
        """Say to people how many there were of each verdict, and of each format."""
        screen = self.screen
        if screen.rows:
            return
        styles = {"good": "good", "repaired": "doubtful", "faulty": "bad"}
        verdicts = ", ".join(
            screen.share(self._verdicts[verdict], verdict, style)
            for verdict, style in styles.items()
        )
        names = [*self.formats.records, None]
        kinds = ", ".join(
            f"{self._kinds[name]} {_shown_kind(name, screen)}"
            for name in names
            if self._kinds[name]
        )
        screen.line(f"{screen.counted(self.total, 'message')}: {verdicts} ({kinds})")


def _shown_kind(name: str | None, screen: Screen) -> str:
    """The name of a format as a drawing has it."""
    return screen.told("unrecognised") if name is None else name.upper().replace("_", " ")


_MARKS = re.compile(r"  [ ^~]*[\^~]")
_ROW = re.compile(r"(  \S+ +)([a-z-]+)(  .*)")


def painted(report: Report, screen: Screen) -> str:
    """The drawing of a report, in colour where colours are wanted."""
    drawing = report.draw(screen.lang)
    if not screen.coloured:
        return drawing
    style = "bad" if not report.ok else "doubtful" if report.problems else "good"
    first, *rest = drawing.split("\n")
    head, _, verdict = first.partition(": ")
    return "\n".join(
        [f"{head}: {screen.paint(verdict, style)}", *(_painted_line(line, screen) for line in rest)]
    )


def _painted_line(line: str, screen: Screen) -> str:
    if _MARKS.fullmatch(line):
        return re.sub(r"\^+", lambda marks: screen.paint(marks[0], "bad"), line)
    row = _ROW.fullmatch(line)
    if row and row[2] in set(Code):
        return f"{row[1]}{screen.paint(row[2], 'title')}{row[3]}"
    return line
