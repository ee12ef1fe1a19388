"""What was found out about one message, for programs and for people."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ktpmsg import choices, messages, regions, wording
from ktpmsg.characters import invisible
from ktpmsg.numbers import Number
from ktpmsg.pieces import WHITE_SPACE
from ktpmsg.problems import Code, Problem
from ktpmsg.regions import villages as places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ktpmsg.messages import Message, Record
    from ktpmsg.problems import Span

__all__ = ["Region", "Report", "drawn"]

LONGEST_REPLY = 4096  # what WhatsApp takes in one message
TWO_SMS = 306  # what two joined SMS hold in the GSM-7 alphabet
_SHOWN_DIGITS = 6
_NEARLY_A_NUMBER = 13
_SHORT_BODY = 180  # characters of mistakes that leave room for the rest of two SMS
_INDENT = "  "


class Region(NamedTuple):
    """A part of a text that is drawn masked: the field it is, or None for what was set aside."""

    field: str | None
    start: int
    end: int


@attrs.frozen(repr=False, str=False)
class Report:
    """What was found out about one message.

    `text` is the slice that was judged, `span` where it lies in the text given and `line` the
    number of its first line there, from 1. `message` is the record, or None where there are
    errors; `kind` the record class recognised, also when there are; `problems` are all that were
    found, in the order of the text, with spans in `text`.

    `repr` and `str` show no more of a number than its region, and nothing of a name, a place that
    is not official, or a text.
    """

    text: str
    span: Span
    line: int
    message: Message | None
    kind: type[Record] | None
    problems: tuple[Problem, ...]
    _regions: tuple[Region, ...] | None = None

    @property
    def ok(self) -> bool:
        """Whether there is a record."""
        return self.message is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which there is no record."""
        return self._of("error")

    @property
    def notices(self) -> tuple[Problem, ...]:
        """The problems that somebody may want to look at; they are no reason to refuse."""
        return self._of("notice")

    @property
    def repairs(self) -> tuple[Problem, ...]:
        """What lenient reading mended."""
        return self._of("repaired")

    def regions(self) -> list[Region]:
        """What of the text is drawn masked, for `str`."""
        if self._regions is not None or self.kind is None:
            return list(self._regions or ())
        pieces = messages.format_of(self.kind).pieces(self.text)
        return [Region(name, *piece.span()) for name, piece in pieces.items()]

    def moved(self, span: Span, line: int) -> Report:
        """The report of the same text where it lies elsewhere."""
        return Report(self.text, span, line, self.message, self.kind, self.problems, self._regions)

    def _of(self, severity: str) -> tuple[Problem, ...]:
        if not self.problems:
            return ()
        return tuple(p for p in self.problems if p.severity == severity)

    def reply(self, lang: str = "id", short: bool = False) -> str:  # noqa: FBT001, FBT002
        """What an office can send back as it is.

        All errors, numbered, with what to do about each, the right format and an example; for a
        good message what was understood and what to bring. At most 4,096 characters, and with
        `short` at most 306 of the GSM-7 alphabet: two SMS. `lang` is "id" or "en", else
        ValueError. It never quotes a number, a name or a text.
        """
        if self.ok:
            return _confirmation(self, lang, short=short)
        return _short_correction(self, lang) if short else _correction(self, lang)

    def to_dict(self, reveal: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
        """The report for JSON; `reveal` gives out the text and the values, else they are masked."""
        found: dict[str, Any] = {
            "kind": self.kind.__name__.lower() if self.kind else None,
            "ok": self.ok,
            "line": self.line,
            "span": list(self.span),
            "message": self.message and _values(self.message, reveal=reveal),
            "problems": [_problem(p, reveal=reveal) for p in self.problems],
        }
        if reveal:
            found["text"] = self.text
        return found

    def __str__(self) -> str:
        return drawn(self, "en")

    def __repr__(self) -> str:
        kind = self.kind.__name__ if self.kind else None
        codes = ", ".join(p.code for p in self.problems)
        return f"<Report kind={kind} ok={self.ok} line={self.line} problems=[{codes}]>"


def _values(record: Record, *, reveal: bool) -> dict[str, str]:
    values = {name: getattr(record, name) for name in messages.field_names(record)}
    if reveal:
        return {n: v.digits if isinstance(v, Number) else str(v) for n, v in values.items()}
    open_kinds = (Number, choices.Alasan)
    return {n: str(v) if isinstance(v, open_kinds) else "***" for n, v in values.items()}


def _problem(problem: Problem, *, reveal: bool) -> dict[str, Any]:
    hidden = problem.code is Code.UNKNOWN_PLACE and not reveal  # its hint comes near a place
    return {
        "code": problem.code.value,
        "field": problem.field,
        "span": list(problem.span),
        "severity": problem.severity,
        "description": {lang: problem.describe(lang) for lang in wording.LANGUAGES},
        "hint": {lang: None if hidden else problem.hint(lang) for lang in wording.LANGUAGES},
    }


# --- str(report) -------------------------------------------------------------------------------


def drawn(report: Report, lang: str) -> str:
    """What `str(report)` is, with the descriptions in a language."""
    name = report.kind.__name__.upper() if report.kind else "Unrecognised"
    lines = [f"{name} message: {_summary(report)}"]
    if not any(p.code is Code.TOO_LONG for p in report.problems):
        lines += _drawing(report)
    return "\n".join(lines + _table(report.problems, lang))


def _summary(report: Report) -> str:
    counts = [
        f"{len(problems)} {word}{'s' * (plural and len(problems) != 1)}"
        for problems, word, plural in (
            (report.errors, "error", True),
            (report.repairs, "repaired", False),
            (report.notices, "notice", True),
        )
        if problems
    ]
    return ", ".join((["ok"] if report.ok else []) + counts)


def _table(problems: Iterable[Problem], lang: str) -> list[str]:
    rows = [(p.field or "-", p.code.value, _said(p, lang)) for p in problems]
    first, second = (max((len(row[i]) for row in rows), default=0) for i in (0, 1))
    return [f"{_INDENT}{a:<{first}}  {b:<{second}}  {c}" for a, b, c in rows]


def _said(problem: Problem, lang: str) -> str:
    severity = "" if problem.severity == "error" else f"{problem.severity}: "
    return severity + problem.describe(lang)


def _drawing(report: Report) -> list[str]:
    """The masked text line by line, and a line of carets under each that needs one."""
    cells = _cells(report)
    lines, start = [], 0
    for part in report.text.split("\n"):
        end = start + len(part)
        drawn = cells[start:end]
        lines.append((_INDENT + "".join(drawn)).rstrip())
        carets = _carets(report.problems, drawn, start, end)
        if carets:
            lines.append(_INDENT + carets)
        start = end + 1
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def _carets(problems: Iterable[Problem], drawn: list[str], start: int, end: int) -> str:
    """Carets under errors, and tildes under what was mended or is a notice."""
    marks = [" "] * (len(drawn) + 1)
    for problem in sorted(problems, key=lambda p: p.severity == "error"):
        first, last = problem.span
        if first == last:
            last += 1
            if not start <= first <= end:
                continue
        for at in range(max(first, start), min(last, end + (first == last - 1))):
            marks[at - start] = "^" if problem.severity == "error" else "~"
    widths = [*map(_width, drawn), 1]
    for at, width in enumerate(widths):
        if not width and marks[at] != " ":  # what has no column is told of under what it is on
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
    regions = report.regions()
    official = _official_places(report, regions)
    for region in regions:
        if region.field in official:
            continue
        hide = _HIDING.get(_kind_of(report.kind, region.field), _hidden)
        part = report.text[region.start : region.end]
        start = region.end - len(part.lstrip(WHITE_SPACE))  # white space around it tells nothing
        for at, char in enumerate(hide(part.strip(WHITE_SPACE)), start):
            if char is not None and cells[at] == report.text[at] and report.text[at] != "\n":
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


def _hidden(part: str) -> Iterator[str | None]:
    return (None if char == "\n" else "*" for char in part)


def _number(part: str) -> Iterator[str | None]:
    digits = "".join(char for char in part if char.isascii() and char.isdigit())
    # Of a number that was cut in two, only the first part begins with a region.
    code = digits[: min(_SHOWN_DIGITS, len(digits) // 2 * 2)]
    whole = len(digits) >= _NEARLY_A_NUMBER or regions.status_of(code)
    passed = 0  # characters of the number, whatever stands in place of a digit
    for char in part:
        is_digit = char.isascii() and char.isdigit()
        yield None if whole and is_digit and passed < _SHOWN_DIGITS else "*"
        passed += is_digit or (passed > 0 and char not in " .-\n")


def _choice(part: str) -> Iterator[str | None]:
    shown = choices.shown(part)
    return (None if at in shown else "*" for at in range(len(part)))


_HIDING: dict[str | None, Callable[[str], Iterator[str | None]]] = {
    "number": _number,
    "choice": _choice,
}


def _kind_of(record: type[Record] | None, field: str | None) -> str | None:
    if record is None or field is None:
        return None
    judges = messages.format_of(record).judges
    return next((judge.kind for judge in judges if judge.name == field), None)


def _official_places(report: Report, regions: Iterable[Region]) -> set[str | None]:
    """The fields that hold an official name in the regency of the KK number, else of the NIK."""
    values = {r.field: report.text[r.start : r.end].strip() for r in regions if r.field}
    desa, kecamatan = values.get("desa"), values.get("kecamatan")
    if desa is None or kecamatan is None:
        return set()
    doubtful = {p.field for p in report.problems if p.code not in _HARMLESS}
    for number in ("nomor_kk", "nik"):
        found = places.look_up(values.get(number, "")[:4], desa, kecamatan)
        if found:
            known = {"desa": found.desa_known, "kecamatan": found.kecamatan_known}
            return {f for f, official in known.items() if official and f not in doubtful}
    return set()


# What a place may have had mended, and be drawn as it was sent all the same.
_HARMLESS = {Code.LABEL}


# --- replies -----------------------------------------------------------------------------------


def _confirmation(report: Report, lang: str, *, short: bool) -> str:
    record = report.message
    choice = next((v for v in _field_values(record) if isinstance(v, choices.Alasan)), None)
    words = wording.CONFIRMED.get(type(record).__name__, wording.REPLY["thanks"])
    lines = [wording.say(words, lang).format(choice=choice)]
    if choice and choice.requires:
        things = ", ".join(wording.say(thing, lang) for thing in choice.requires)
        lines.append(wording.say(wording.REPLY["bring"], lang).format(things=things))
    if not short:
        hints = dict.fromkeys(p.hint(lang) for p in report.repairs if p.code in _WORTH_TELLING)
        lines += [f"{wording.say(wording.REPLY['next time'], lang)} {h}" for h in hints if h]
    lines.append(wording.say(wording.REPLY["thanks"], lang))
    return (" " if short else "\n").join(lines)


_WORTH_TELLING = {
    Code.KEYWORD_SPELLING,
    Code.NUMBER_FORMAT,
    Code.CHOICE_SPELLING,
    Code.LABEL,
    Code.TEXT_AFTER,
}


def _field_values(record: Record | None) -> list[object]:
    return [getattr(record, name) for name in messages.field_names(record)] if record else []


def _told(report: Report, lang: str, *, hints: bool) -> list[str]:
    """Every error in a sentence, each said once."""
    told: dict[str, None] = {}
    for problem in report.errors:
        words = problem.describe(lang)
        if problem.field and problem.code is not Code.SWAPPED_FIELDS:
            words = f"{wording.field_label(problem.field, lang)}: {words}"
        else:
            words = words[:1].upper() + words[1:]
        hint = problem.hint(lang) if hints else None
        told[f"{words}. {hint}" if hint else f"{words}."] = None
    return list(told)


def _published(report: Report) -> list[messages.Format]:
    if report.kind:
        return [messages.format_of(report.kind)]
    return list(messages.formats().by_name.values())


def _correction(report: Report, lang: str) -> str:
    known = _published(report)
    lines = [wording.say(wording.REPLY["faulty"], lang)]
    lines += [f"{n}. {words}" for n, words in enumerate(_told(report, lang, hints=True), 1)]
    lines += ["", wording.say(wording.REPLY["again" if report.kind else "formats"], lang)]
    if not report.kind:
        lines += [f"{_purpose(one, lang)}\n{one.form.published}" for one in known]
    else:
        lines += [one.form.published for one in known]
    lines += ["", wording.say(wording.REPLY["example"], lang)]
    lines += [one.form.write(_example(field.name) for field in one.form.fields) for one in known]
    return "\n".join(lines)


def _purpose(one: messages.Format, lang: str) -> str:
    name = one.record.__name__
    return "- " + wording.say(wording.PURPOSES.get(name, wording.Words(name, name)), lang) + ":"


def _example(field: str) -> str:
    return wording.EXAMPLES.get(field, field)


def _short_correction(report: Report, lang: str) -> str:
    told = _told(report, lang, hints=True)
    if sum(map(len, told)) > _SHORT_BODY:
        told = _told(report, lang, hints=False)
    count = wording.REPLY["short-one" if len(told) == 1 else "short"]
    head = wording.say(count, lang).format(count=len(told))
    tail = "\n".join(
        [
            wording.say(wording.REPLY["short-format"], lang),
            *(one.form.published for one in _published(report)),
        ]
    )
    body = ""
    for number, words in enumerate(told, 1):
        line = f" {number}. {words}"
        if len(head) + len(body) + len(line) + len("\n") + len(tail) > TWO_SMS:
            break
        body += line
    return f"{head}{body}\n{tail}"
