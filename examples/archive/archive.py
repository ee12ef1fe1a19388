"""Read an archive of texts and chat exports, and write what is found as JSON Lines and as CSV.

The CSV is safe to open in a spreadsheet: no formula in it runs, and no number is rounded. Numbers,
names and texts are masked unless they are asked for with `--reveal`; without it no file is called
by its name either, since a chat export is named after a person.

    python archive.py exports/ --json found.jsonl --csv found.csv
"""

from __future__ import annotations

import argparse
import codecs
import csv
import errno
import json
import os
import re
import signal
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    Write = Callable[[dict[str, Any]], None]

LONGEST_LINE = 1 << 20  # characters: a line that is longer is read in pieces of that size
BLOCK = 1 << 20  # bytes

# Where no encoding is given, a mark at the beginning of a file tells, else it is UTF-8.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableError(Exception):
    """A file that cannot be read; says why, without its name or anything from it."""


# --- the files ---------------------------------------------------------------------------------


def files_in(path: Path, suffix: str, failed: Callable[[OSError], None]) -> Iterator[Path]:
    """The file that a path is, or those in the folder and all folders in it, sorted.

    Of a folder, files with the suffix; links to other folders are not followed. `failed` is called
    for a folder that cannot be listed.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - False, too, for what the system does not take
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=failed):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(suffix):
                yield Path(folder, name)


def encoding_of(start: bytes) -> str:
    """The encoding that the beginning of a file tells, or UTF-8."""
    return next((name for mark, name in MARKS if start.startswith(mark)), "utf-8")


def checked(path: Path, encoding: str | None) -> str:
    """The encoding of a file all of which can be read in it; else UnreadableError.

    It is read through before anything of it is written, so that a file is found in the results
    wholly or not at all.
    """
    if not os.path.isfile(path):  # noqa: PTH113 - as above
        reason = "not a file" if os.path.exists(path) else "no such file"  # noqa: PTH110
        raise UnreadableError(reason)
    try:
        with path.open("rb") as file:
            block = file.read(BLOCK)
            encoding = encoding or encoding_of(block)
            decoder = codecs.getincrementaldecoder(encoding)()
            while block:
                if "\0" in decoder.decode(block):
                    reason = "not a text: it has NUL characters"
                    raise UnreadableError(reason)
                block = file.read(BLOCK)
            decoder.decode(b"", final=True)
    except UnicodeError:
        reason = f"not {encoding}: give its encoding with --encoding"
    except OSError as error:
        reason = error.strerror or "cannot be read"
    else:
        return encoding
    raise UnreadableError(reason)


def reports(path: Path, encoding: str, *, strict: bool) -> Iterator[ktpmsg.Report]:
    """What is found in a file, read as a stream; spans count its characters as they are."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            lines = iter(lambda: file.readline(LONGEST_LINE), "")
            yield from ktpmsg.find(lines, strict=strict)
    except UnicodeError:
        reason = "changed while it was read"
    except OSError as error:
        reason = error.strerror or "cannot be read"
    else:
        return
    raise UnreadableError(reason)


def name_of(path: Path) -> str:
    """What a file is called, as text: a byte that is no character is written as its number."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


_HALF = re.compile("[\ud800-\udfff]")


def encodable(found: Any) -> Any:  # noqa: ANN401 - what JSON can hold
    """What was found, with U+FFFD for half a character, which no UTF-8 has; spans stay right."""
    if isinstance(found, str):
        return _HALF.sub("\ufffd", found)
    if isinstance(found, list):
        return [encodable(item) for item in found]
    if isinstance(found, dict):
        return {key: encodable(item) for key, item in found.items()}
    return found


# --- JSON Lines --------------------------------------------------------------------------------


def json_writer(file: IO[str]) -> Write:
    """What writes a finding as a line of JSON; numbers of people are strings in it."""

    def write(finding: dict[str, Any]) -> None:
        file.write(json.dumps(finding) + "\n")

    return write


# --- CSV ---------------------------------------------------------------------------------------

RECORDS = (ktpmsg.Ktp, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil)
VALUES = list(dict.fromkeys(field.name for record in RECORDS for field in attrs.fields(record)))
COLUMNS = ["file", "line", "kind", "ok", *VALUES, "problems", "text"]

_FORMULA = tuple("=+-@＝＋－＠")  # a spreadsheet may take the wide ones for the others
_SEPARATORS = re.compile(r"([,;|\t\r\n])")  # another spreadsheet may part the cells at another one
_PASSED_OVER = " \"'"


def shielded(text: str) -> str:
    """A text as a cell that a spreadsheet shows as it is: it computes and rounds nothing.

    An apostrophe comes before what does not begin with a letter or has digits (a number of sixteen
    would end in a zero otherwise, and "Mei 9" be a date), and, inside, wherever a formula would
    begin if the cell were parted at a separator there. `bare` takes them off again.
    """
    parts = _SEPARATORS.split(text)
    inside = ("'" + part if _is_formula(part) else part for part in parts[1:])
    return "'" * _is_changed(text) + parts[0] + "".join(inside)


def bare(cell: str) -> str:
    """The text that `shielded` made a cell of."""
    if cell.startswith("'") and _is_changed(cell[1:]):
        cell = cell[1:]
    parts = _SEPARATORS.split(cell)
    inside = (
        part[1:] if part.startswith("'") and _is_formula(part[1:]) else part for part in parts[1:]
    )
    return parts[0] + "".join(inside)


# Quotes and spaces in front do not count for these two, so that a shield does not change them.


def _is_formula(part: str) -> bool:
    return part.lstrip(_PASSED_OVER).startswith(_FORMULA)


def _is_changed(text: str) -> bool:
    start = text.lstrip(_PASSED_OVER)[:1]
    return any(map(str.isdigit, text)) or not (start == "" or start.isalpha() or start == "*")


def csv_writer(file: IO[str], delimiter: str) -> Write:
    """What writes a finding as a row."""
    rows = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)

    def write(finding: dict[str, Any]) -> None:
        values = finding["message"] or {}
        problems = (f"{p['field'] or '-'}: {p['code']}" for p in finding["problems"])
        row = {
            **values,
            "file": finding["file"],
            "line": finding["line"],
            "kind": finding["kind"] or "",
            "ok": "yes" if finding["ok"] else "no",
            "problems": "; ".join(problems),
            "text": finding.get("text", ""),
        }
        cells = [row.get(column, "") for column in COLUMNS]
        rows.writerow([shielded(cell) if isinstance(cell, str) else cell for cell in cells])

    return write


# --- the program -------------------------------------------------------------------------------


@contextmanager
def written(path: Path, encoding: str) -> Iterator[IO[str]]:
    """A file to write, for its owner alone; it is there when all of it is written, not before.

    The unfinished file is also the sign that somebody is writing: FileExistsError for all others.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        file = open(  # noqa: SIM115 - closed below, where the unfinished one is this run's own
            unfinished,
            "x",
            encoding=encoding,
            newline="",
            opener=lambda name, flags: os.open(name, flags, 0o600),
        )
    except FileExistsError:
        reason = (
            "another run is writing them, or was broken off and left a .part file, "
            "which then is to be deleted"
        )
        raise FileExistsError(errno.EEXIST, reason) from None
    try:
        with file:
            _refuse_what_is_there(path)
            yield file
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _refuse_what_is_there(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "another run has written them")


class Batch:
    """One run over an archive: what it writes, and how much of what it has seen."""

    def __init__(self, options: argparse.Namespace, writers: Sequence[Write]) -> None:
        """Begin with nothing seen."""
        self.options = options
        self.writers = writers
        self.files = self.found = self.faulty = self.failures = 0

    def run(self) -> None:
        """Read all files, and go on after one that cannot be read."""
        for given in self.options.paths:
            for path in files_in(given, self.options.suffix.lower(), self._folder_failed):
                self.files += 1
                try:
                    self._read(path)
                except UnreadableError as error:
                    self._failed(f"file {self._name(path)}: {error}")

    def _read(self, path: Path) -> None:
        encoding = checked(path, self.options.encoding)
        for report in reports(path, encoding, strict=self.options.strict):
            self.found += 1
            self.faulty += not report.ok
            finding = {"file": self._name(path), **report.to_dict(reveal=self.options.reveal)}
            for write in self.writers:
                write(encodable(finding))

    def _name(self, path: Path) -> str | int:
        """What a file is called: its number in this run, or with --reveal its path."""
        return name_of(path) if self.options.reveal else self.files

    def _folder_failed(self, error: OSError) -> None:
        name = f" {error.filename}" if self.options.reveal else ""
        self._failed(f"a folder{name}: {error.strerror}")

    def _failed(self, what: str) -> None:
        self.failures += 1
        sys.stderr.write(what.encode("ascii", "backslashreplace").decode("ascii") + "\n")


def known_encoding(name: str) -> str:
    """The name of an encoding of text that Python knows, else an error of the command line."""
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        message = "no encoding of text by that name"
        raise argparse.ArgumentTypeError(message) from None
    return name


class Parser(argparse.ArgumentParser):
    """Says what is wrong without quoting what was typed: it may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        """Tell it, by the name of the argument where it is about one."""
        wrong = sys.exception()
        name = wrong.argument_name if isinstance(wrong, argparse.ArgumentError) else None
        super().error(f"argument {name}: missing, or not one of its values" if name else message)


def parser() -> Parser:
    """The parser of the command line."""
    made = Parser(description="Find messages in an archive of texts and chats.")
    made.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    made.add_argument("--json", type=Path, metavar="FILE", help="write JSON Lines")
    made.add_argument("--csv", type=Path, metavar="FILE", help="write CSV for a spreadsheet")
    made.add_argument("--delimiter", choices=",;", default=",", help="of the CSV; default: comma")
    made.add_argument("--suffix", default=".txt", help="of the files in a folder; default: .txt")
    made.add_argument("--encoding", type=known_encoding, help="of the files; default: UTF-8")
    made.add_argument("--strict", action="store_true", help="mend nothing")
    made.add_argument("--reveal", action="store_true", help="give out numbers, names and texts")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a batch; 0 if all files were read, 1 if one was not, 2 if nothing could be written."""
    made = parser()
    options, unknown = made.parse_known_args(arguments)
    if unknown:
        made.error("an argument that is not known, or in the wrong place")
    if not (options.json or options.csv):
        made.error("nothing to write: give --json or --csv")
    results = [os.path.normpath(path.absolute()) for path in (options.json, options.csv) if path]
    if len(results) > len(set(results)):
        made.error("--json and --csv want a file each")
    if any(map(os.path.lexists, results)):
        made.error("a file of results is there already, and would be lost")
    try:
        with ExitStack() as files:
            writers = []
            if options.json:
                writers.append(json_writer(files.enter_context(written(options.json, "utf-8"))))
            if options.csv:
                file = files.enter_context(written(options.csv, "utf-8-sig"))
                writers.append(csv_writer(file, options.delimiter))
            batch = Batch(options, writers)
            batch.run()
    except OSError as error:
        sys.stderr.write(f"the results cannot be written: {error.strerror or 'no reason given'}\n")
        return 2
    sys.stderr.write(
        f"files: {batch.files}, messages: {batch.found}, of which faulty: {batch.faulty}, "
        f"not read: {batch.failures}\n"
    )
    return 1 if batch.failures else 0


if __name__ == "__main__":
    # So that nothing unfinished is left when the system ends a run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())
