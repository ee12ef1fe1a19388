"""The command `ktpmsg`: judge messages, find them in files, and say what a NIK tells.

The exit status is 0 if all is good, 1 if some message or number is faulty, 2 for wrong use and for
what could not be read or written, and 130 if it was interrupted.
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import errno
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

import attrs

from ktpmsg import fields, finding, messages, numbers, reading, repairs, reports, wording
from ktpmsg.numbers import Nik
from ktpmsg.pieces import Piece
from ktpmsg.problems import Problem
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from ktpmsg.reports import Report

__all__ = ["main"]

_GOOD, _FAULTY, _UNUSABLE, _INTERRUPTED = 0, 1, 2, 130
_STANDARD_INPUT = "-"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (None: those it was called with); its exit status."""
    try:
        status = _run(argv)
        sys.stdout.flush()
    except OSError as error:  # in writing: what goes wrong in reading is told where it does
        _discard_output()
        _tell(f"cannot write the output: {error.strerror}")
        return _UNUSABLE
    return status


def _run(argv: Sequence[str] | None) -> int:
    if not sys.stdout:
        raise _closed()
    try:
        arguments = _arguments(argv)
        status: int = arguments.run(arguments)
    except SystemExit as end:  # argparse has said why
        return int(end.code or _GOOD)
    except KeyboardInterrupt:
        _complain("interrupted")
        return _INTERRUPTED
    return status


# --- the arguments -----------------------------------------------------------------------------

_TAKES = {"COMMAND": "check, find or nik", "--lang": " or ".join(wording.LANGUAGES)}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong without quoting what was typed: it may be a message."""

    def error(self, message: str) -> NoReturn:
        wrong = sys.exception()
        name = wrong.argument_name if isinstance(wrong, argparse.ArgumentError) else None
        super().error(f"argument {name} takes {_TAKES.get(name, 'no value')}" if name else message)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    given = sys.argv[1:] if argv is None else argv
    arguments, unknown = parser.parse_known_args(given)
    wrong = [str(place) for place, argument in enumerate(given, 1) if argument in unknown]
    if wrong:
        parser.error(f"not known, or in the wrong place: argument {', '.join(wrong)}")
    if arguments.reveal and not arguments.json and arguments.run is not _nik:
        parser.error("--reveal gives out values in rows of JSON: it goes with --json")
    return arguments


def _parser() -> _Parser:
    parser = _Parser(
        prog="ktpmsg",
        description="Read the messages that citizens send to their civil registry (Disdukcapil).",
        epilog="Exit status: 0 all good, 1 something faulty, 2 wrong use or unreadable input.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="say which version this is, and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = _command(commands, "check", "judge messages", _check)
    check.add_argument(
        "messages",
        nargs="*",
        metavar="MESSAGE",
        help="a message each; without any, all of standard input is one message",
    )
    find = _command(commands, "find", "find the messages in files, such as a chat export", _find)
    find.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a text file in UTF-8; - is standard input, which is read where no file is named",
    )
    nik = _command(commands, "nik", "say what NIKs tell: region, sex, date of birth", _nik)
    nik.add_argument(
        "numbers",
        nargs="*",
        metavar="NUMBER",
        help="a NIK each; without any, they are read from standard input, one a line, and so "
        "stay out of the history of the shell",
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    words: str,
    run: object,
) -> _Parser:
    """A command, with the options that all of them have."""
    command = commands.add_parser(
        name, help=words, description=words[0].upper() + words[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(run=run)
    command.add_argument(
        "--json", action="store_true", help="write JSON Lines, for programs: a row for each"
    )
    command.add_argument(
        "--reveal",
        action="store_true",
        help="give out the numbers" if run is _nik else "with --json: give out text and values",
    )
    command.add_argument(
        "--lang", choices=wording.LANGUAGES, default="en", help="the language of descriptions"
    )
    command.add_argument(
        "--strict", action="store_true", help="take only what is as published: mend nothing"
    )
    return command


class _Version(argparse.Action):
    """Says which version is installed; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        try:
            version = metadata.version("ktpmsg")
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        _say(f"ktpmsg {version}")
        parser.exit()


# --- what is written ---------------------------------------------------------------------------


def _say(text: str) -> None:
    """Write a line; what the encoding of the output cannot show is escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def _row(row: Mapping[str, object]) -> None:
    """Write a row of JSON Lines, in ASCII: it is right in any encoding."""
    _say(json.dumps(row))


def _complain(words: str) -> None:
    """Say what went wrong, after all that was written before."""
    sys.stdout.flush()
    _tell(words)


def _tell(words: str) -> None:
    with contextlib.suppress(OSError):  # there is nobody left to tell
        print(f"ktpmsg: {words}", file=sys.stderr, flush=True)  # noqa: T201 - no stderr is fine


def _discard_output() -> None:
    """Have the output go nowhere, so that Python has nothing to say about it at the end."""
    with contextlib.suppress(OSError, AttributeError):  # it is no file, or there is none
        output = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output)
        os.close(nowhere)


def _closed() -> OSError:
    """What Python says nothing about: it was started with its input or its output closed."""
    return OSError(errno.EBADF, "it is closed")


def _visible(text: str) -> str:
    """A text from outside, on one line and without a command to the terminal in it."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


# --- what is read ------------------------------------------------------------------------------

_CHUNK = 65_536  # bytes
_SAVE_IT = "save it as UTF-8"
_SIGNATURES = {
    codecs.BOM_UTF32_LE: ("UTF-32", _SAVE_IT),
    codecs.BOM_UTF32_BE: ("UTF-32", _SAVE_IT),
    codecs.BOM_UTF16_LE: ("UTF-16", _SAVE_IT),
    codecs.BOM_UTF16_BE: ("UTF-16", _SAVE_IT),
    b"PK\x03\x04": ("a ZIP archive", "unpack it first"),
}


class _Text:
    """The text of a file, in chunks that keep its line breaks.

    It ends where it cannot be read on, with the line before; then `trouble` says why.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._line = 1
        self.trouble: str | None = None

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        chunk = self._read()
        self.trouble = self.trouble or _foreign(chunk)
        while not self.trouble:
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                yield self._before(error)
                return
            self._line += text.count("\n")
            yield text
            if not chunk:
                return
            chunk = self._read()

    def _read(self) -> bytes:
        try:
            # One read at a time, so that a terminal needs to say only once that this is the end.
            return self._stream.read1(_CHUNK)  # type: ignore[attr-defined, no-any-return]
        except OSError as error:
            self.trouble = str(error.strerror)
            return b""

    def _before(self, error: UnicodeDecodeError) -> str:
        """The lines before the one that has a byte which is no UTF-8."""
        text = error.object[: error.start].decode()
        line = self._line + text.count("\n")
        byte = error.object[error.start]
        self.trouble = f"not UTF-8: byte 0x{byte:02X} in line {line}; {_SAVE_IT}"
        return text[: text.rfind("\n") + 1]


def _foreign(start: bytes) -> str | None:
    """Why a file that begins so is no UTF-8, if it shows."""
    for signature, (kind, advice) in _SIGNATURES.items():
        if start.startswith(signature):
            return f"not UTF-8, it looks like {kind}: {advice}"
    if start.count(0) > len(start) // 4:
        return f"not UTF-8, it looks like UTF-16 without its mark, or no text at all: {_SAVE_IT}"
    return None


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    """The file of this name, or standard input, which stays open."""
    return contextlib.nullcontext(_input()) if name == _STANDARD_INPUT else Path(name).open("rb")


def _input() -> BinaryIO:
    if not sys.stdin:
        raise _closed()
    if sys.stdin.isatty():
        _tell("reading from the terminal; end with Ctrl-D (on Windows Ctrl-Z, Enter)")
    return sys.stdin.buffer


# A `#`, or digits as many as may be of a person: seven in a row, nine with marks between them; or
# what WhatsApp calls the export of a chat, which is by the name of whom one chats with.
_PERSONAL = re.compile(r"(?i)#|[0-9]{7}|[0-9](?:[ .,_-]?[0-9]){8}|whatsapp")


def _public_name(name: str, number: int) -> str:
    """The name of a file; its number instead if the name may be a message, or tell of a person."""
    return f"(file {number})" if _PERSONAL.search(unicodedata.normalize("NFKC", name)) else name


def _shown_name(name: str) -> str:
    return "(standard input)" if name == _STANDARD_INPUT else _visible(name)


@contextlib.contextmanager
def _reading(name: str, called: str = _STANDARD_INPUT) -> Iterator[_Text]:
    """The text of a file; `_Unreadable` after it, if it could not be read to its end."""
    try:
        opened = _opened(name)
    except OSError as error:
        raise _Unreadable(called, str(error.strerror)) from None
    with opened as stream:
        text = _Text(stream)
        yield text
    if text.trouble:
        raise _Unreadable(called, text.trouble)


class _Unreadable(Exception):  # noqa: N818 - no error of the program's
    """A file could not be read, or not to its end."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{_shown_name(name)}: {why}")


# --- check and find ----------------------------------------------------------------------------


class _Tally:
    """Shows reports one by one, and counts them."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        self._verdicts: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()

    def add(self, report: Report, place: str = "", **row: object) -> None:
        """Show a report: for people with its place, for programs with these keys in front."""
        verdict = "faulty" if not report.ok else "with repairs" if report.repairs else "good"
        self._verdicts[verdict] += 1
        self._kinds[report.kind.__name__.upper() if report.kind else "unrecognised"] += 1
        if self._arguments.json:
            _row(row | report.to_dict(reveal=self._arguments.reveal))
        else:
            _say(f"{place}{reports.drawn(report, self._arguments.lang)}\n")

    def total(self) -> int:
        """How many reports there were."""
        return self._verdicts.total()

    def summary(self) -> str:
        """How many of each verdict, and of each format in the order of the formats."""
        verdicts = (f"{self._verdicts[v]} {v}" for v in ("good", "with repairs", "faulty"))
        names = [record.__name__.upper() for record in messages.RECORDS] + ["unrecognised"]
        kinds = (f"{self._kinds[name]} {name}" for name in names if self._kinds[name])
        return f"{_count(self.total(), 'message')}: {', '.join(verdicts)} ({', '.join(kinds)})"

    def status(self) -> int:
        """The exit status by the verdicts."""
        return _FAULTY if self._verdicts["faulty"] else _GOOD


def _check(arguments: argparse.Namespace) -> int:
    try:
        texts = arguments.messages or [_standard_message()]
    except _Unreadable as error:
        _complain(str(error))
        return _UNUSABLE
    tally = _Tally(arguments)
    for number, text in enumerate(texts, 1):
        place = f"{number}: " if len(texts) > 1 else ""
        tally.add(reading.check(text, strict=arguments.strict), place)
    if len(texts) > 1 and not arguments.json:
        _say(tally.summary())
    return tally.status()


def _standard_message() -> str:
    """All of standard input but its last line break; of one too long, as much as shows it."""
    parts, size = [], 0
    with _reading(_STANDARD_INPUT) as text:
        for chunk in text:
            parts.append(chunk)
            size += len(chunk)
            if size > messages.LONGEST:
                break
    return "".join(parts).rstrip("\r\n")


def _find(arguments: argparse.Namespace) -> int:
    tally = _Tally(arguments)
    unreadable = False
    for number, name in enumerate(arguments.files or [_STANDARD_INPUT], 1):
        called = name if arguments.reveal else _public_name(name, number)
        try:
            _find_in(name, called, tally, arguments)
        except _Unreadable as error:
            _complain(str(error))
            unreadable = True
    if tally.total() and not arguments.json:
        _say(tally.summary())
    return _UNUSABLE if unreadable else tally.status()


def _find_in(name: str, called: str, tally: _Tally, arguments: argparse.Namespace) -> None:
    before = tally.total()
    with _reading(name, called) as text:
        for report in finding.find_in_chunks(text, strict=arguments.strict):
            tally.add(report, f"{_shown_name(called)}:{report.line}: ", file=called)
    if tally.total() == before:
        _note(f"{_shown_name(called)}: no message found", arguments)


def _note(words: str, arguments: argparse.Namespace) -> None:
    """Say something that is no row."""
    if arguments.json:
        _complain(words)
    else:
        _say(words)


# --- nik ---------------------------------------------------------------------------------------

_SHOWN_LENGTH = 40
_SHOWN_DIGITS = 6


class _Verdict(NamedTuple):
    """What is found out about one NIK; without a number it is not valid."""

    typed: str
    number: Nik | None
    problems: Sequence[Problem]


def _nik(arguments: argparse.Namespace) -> int:
    verdicts: Counter[bool] = Counter()
    try:
        if arguments.numbers:
            _show_numbers(arguments.numbers, verdicts, arguments)
        else:
            with _reading(_STANDARD_INPUT) as text:
                _show_numbers(_lines(text), verdicts, arguments)
    except _Unreadable as error:
        _complain(str(error))
        return _UNUSABLE
    if not verdicts:
        _note("no number given", arguments)
    elif not arguments.json and verdicts.total() > 1:
        counts = f"{verdicts[True]} valid, {verdicts[False]} not valid"
        _say(f"{_count(verdicts.total(), 'number')}: {counts}")
    return _FAULTY if verdicts[False] else _GOOD


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    rest = ""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split("\n")
        yield from lines
        if len(rest) > messages.LONGEST:  # no number, and the mark keeps it from becoming one
            rest = rest[: messages.LONGEST] + "…"
    yield rest


def _show_numbers(
    lines: Iterable[str], verdicts: Counter[bool], arguments: argparse.Namespace
) -> None:
    for line, typed in enumerate(lines, 1):
        if not typed.strip():
            continue
        verdict = _judged(typed.strip(), strict=arguments.strict)
        verdicts[verdict.number is not None] += 1
        if arguments.json:
            _row({"line": line} | _number_row(verdict, reveal=arguments.reveal))
        else:
            _say("\n".join(_number_lines(line, verdict, arguments)) + "\n")


def _judged(typed: str, *, strict: bool) -> _Verdict:
    """A NIK judged and mended as in a message that asks for no identity card."""
    judge = next(j for j in messages.format_of(messages.Sinkronisasi).judges if j.name == Nik.name)
    piece, slips = repairs.mend(Piece(typed), repairs.CHARACTERS)
    mended, found, number = judge.examine(piece)
    problems = [*fields.repaired(Nik.name, slips), *found]
    if strict:
        problems = [attrs.evolve(problem, severity="error") for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        return _Verdict(typed, None, problems)
    today = numbers.current_day()
    problems += [
        Problem(code, Nik.name, mended.span(start, end), "notice", facts)
        for code, start, end, facts in judge.notices(number, today)
    ]
    return _Verdict(typed, number, problems)


def _number_lines(line: int, verdict: _Verdict, arguments: argparse.Namespace) -> list[str]:
    shown = _visible(_shown_number(verdict, reveal=arguments.reveal))
    rows = [*_facts(verdict.number, arguments.reveal), *_reasons(verdict.problems, arguments.lang)]
    width = max(len(name) for name, _ in rows)
    judgement = "valid" if verdict.number else "not valid"
    return [f"{line}: {shown}: {judgement}", *(f"  {name:<{width}}  {said}" for name, said in rows)]


def _facts(number: Nik | None, reveal: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    """What a number says; sex and date of birth are digits that are masked, and go with them."""
    if number:
        region = _region(number)
        status = "" if region.status == "current" else f" ({region.status})"
        yield "region", f"{region}{status}"
        if reveal:
            yield "sex", number.sex.name.lower()
            yield "born", number.birth_date().isoformat()


def _reasons(problems: Iterable[Problem], lang: str) -> Iterator[tuple[str, str]]:
    for problem in problems:
        severity = "" if problem.severity == "error" else f"{problem.severity}: "
        yield problem.code.value, severity + problem.describe(lang)


def _region(number: Nik) -> Region:
    """The region as far as it is known: the province of a number always is."""
    digits = number.digits
    return Region.of(digits[:6]) or Region.of(digits[:4]) or Region(digits[:2])


def _shown_number(verdict: _Verdict, *, reveal: bool) -> str:
    if verdict.number:
        return verdict.number.digits if reveal else str(verdict.number)
    typed = verdict.typed
    if len(typed) > _SHOWN_LENGTH:
        typed = typed[:_SHOWN_LENGTH] + "..."
    if reveal:
        return typed
    first = typed[:_SHOWN_DIGITS]
    is_region = len(first) == _SHOWN_DIGITS and Region.of(first)  # else it may be any other part
    return numbers.mask(typed) if is_region else "*" * len(typed)


def _number_row(verdict: _Verdict, *, reveal: bool) -> dict[str, object]:
    number = verdict.number
    shown = number if reveal else None
    return {
        "nik": _shown_number(verdict, reveal=reveal),
        "ok": number is not None,
        "region": number and attrs.asdict(_region(number)),
        "sex": shown and shown.sex.value,
        "birth_date": shown and shown.birth_date().isoformat(),
        "problems": [_problem_row(problem) for problem in verdict.problems],
    }


def _problem_row(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code.value,
        "span": list(problem.span),
        "severity": problem.severity,
        "description": {lang: problem.describe(lang) for lang in wording.LANGUAGES},
        "hint": {lang: problem.hint(lang) for lang in wording.LANGUAGES},
    }
