"""A report drawn as text, masked, with carets under what the problems are about; and as HTML."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.locales.drawing import heading, severity
from ktpmsg.messages import format_of
from ktpmsg.problems import Code
from ktpmsg.regions import villages
from ktpmsg.text.characters import invisible
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ktpmsg.problems import Problem
    from ktpmsg.reporting.report import Report

    _Parts = Sequence[tuple[str | None, int, int]]

__all__ = ["as_html", "drawn"]

_INDENT = "  "


def drawn(report: Report, lang: str) -> str:
    """The title, the masked text with carets under it, and a row for each problem."""
    name = format_of(report.kind).name.upper().replace("_", " ") if report.kind else None
    counts = [
        (kind, len(problems))
        for kind, problems in (
            ("error", report.errors),
            ("repaired", report.repairs),
            ("notice", report.notices),
        )
    ]
    lines = [heading(name, counts, lang, ok=report.ok)]
    if not any(p.code is Code.TOO_LONG for p in report.problems):
        lines += _drawing(report)
    return "\n".join(lines + _table(report.problems, lang))


def _table(problems: Iterable[Problem], lang: str) -> list[str]:
    """A row for each problem: its field, its code, its words; a row that would repeat once."""
    rows = list(dict.fromkeys((p.field or "-", p.code.value, _said(p, lang)) for p in problems))
    first, second = (max((len(row[i]) for row in rows), default=0) for i in (0, 1))
    return [f"{_INDENT}{a:<{first}}  {b:<{second}}  {c}" for a, b, c in rows]


def _said(problem: Problem, lang: str) -> str:
    return severity(problem.severity, lang) + problem.describe(lang)


def _drawing(report: Report) -> list[str]:
    """The masked text line by line, and a line of carets under each that needs one."""
    cells = _cells(report)
    lines: list[str] = []
    for line in _lines(report.text):
        drawn = cells[line.start : line.end]
        lines.append((_INDENT + "".join(drawn)).rstrip())
        carets = _carets(report.problems, drawn, line)
        if carets:
            lines.append(_INDENT + carets)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


class _Line(NamedTuple):
    """Where a line starts and ends, and where its line break ends."""

    start: int
    end: int
    after: int


_BREAK = re.compile(r"\r\n|\r|\n")


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a text, whichever way each ends."""
    start = 0
    for found in _BREAK.finditer(text):
        yield _Line(start, found.start(), found.end())
        start = found.end()
    yield _Line(start, len(text), len(text))


def _carets(problems: Iterable[Problem], drawn: list[str], line: _Line) -> str:
    """Carets under errors, and tildes under what was repaired or is a notice.

    What lies between two characters, or in a line end, is told at the next place on its line.
    """
    start, end, after = line
    marks = [" "] * (len(drawn) + 1)
    for problem in sorted(problems, key=lambda p: p.severity == "error"):
        first, last = problem.span
        places = range(max(first, start), min(last, end))
        between = first == last and (first < after or first == end)
        if not places and start <= first and (between or end <= first < last <= after):
            places = range(min(first, end), min(first, end) + 1)
        for at in places:
            marks[at - start] = "^" if problem.severity == "error" else "~"
    widths = [*map(_width, drawn), 1]
    for at, width in enumerate(widths):
        if not width and marks[at] != " ":  # it has no column of its own
            marks[max(at - 1, 0)] = marks[at]
    return "".join(m * w for m, w in zip(marks, widths, strict=True)).rstrip()


def _width(drawn: str) -> int:
    """How many columns a terminal gives to a character as it is drawn."""
    if drawn.isascii():
        return len(drawn)
    if unicodedata.category(drawn) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(drawn) in "WF" else 1


def _cells(report: Report) -> list[str]:
    """Each character of the text as it is drawn."""
    cells = [_escaped(char) for char in report.text]
    parts = report._values()  # noqa: SLF001 - the drawing is the report's
    official = _official_places(report, parts)
    fields = {f.name: f for f in format_of(report.kind).fields} if report.kind else {}
    for part in parts:
        name, start, end = part
        if name in official:
            continue
        typed = report.text[start:end]
        start = end - len(typed.lstrip(WHITE_SPACE))  # white space around it tells nothing
        typed = typed.strip(WHITE_SPACE)
        hidden = fields[name].draw(typed) if name else _hidden(typed)
        for at, char in enumerate(hidden, start):
            if char is not None and cells[at] == report.text[at] and report.text[at] not in "\r\n":
                cells[at] = char
    return cells


@functools.lru_cache(maxsize=4096)
def _escaped(char: str) -> str:
    """A character that a terminal can show as it stands, or its escape."""
    if char.isascii() and char.isprintable():
        return char
    unseen = unicodedata.category(char)[0] == "C" or bool(invisible(char))
    if not unseen:
        return char
    return char.encode("unicode_escape", "backslashreplace").decode("ascii")


def _hidden(typed: str) -> Iterator[str | None]:
    return (None if char == "\n" else "*" for char in typed)


def _official_places(report: Report, parts: _Parts) -> set[str | None]:
    """The fields that hold an official name in the regency that the message is from."""
    if report.kind is None:
        return set()
    one = format_of(report.kind)
    desa, kecamatan = one.place("village"), one.place("district")
    values = {name: report.text[start:end].strip() for name, start, end in parts if name}
    if desa not in values or kecamatan not in values:
        return set()
    doubtful = {p.field for p in report.problems if p.code not in _HARMLESS}
    for regency in one.regencies(values):
        found = villages.look_up(regency, values[desa], values[kecamatan])
        if found:
            known = {desa: found.desa_known, kecamatan: found.kecamatan_known}
            return {f for f, official in known.items() if official and f not in doubtful}
    return set()


# What a place may have had repaired, and be drawn as it was sent all the same.
_HARMLESS = {Code.LABEL}


# --- HTML ---------------------------------------------------------------------------------------


def as_html(report: Report) -> str:
    """The drawing for a notebook: escaped, masked, with the carets."""
    return f'<pre class="ktpmsg">{html.escape(drawn(report, "en"))}</pre>'
