"""What the command `archive` does with its arguments; it needs the extra `arrow`."""

from __future__ import annotations

import contextlib
import datetime
import errno
import functools
import hashlib
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktpmsg.archiving.page import page
from ktpmsg.archiving.parts import Unwritable, written_text
from ktpmsg.archiving.run import Busy, Settings, digest_of, others, run
from ktpmsg.archiving.sources import Source, sources_in
from ktpmsg.archiving.tally import Tally
from ktpmsg.arrow import columns_of, reader
from ktpmsg.terminal.messages import formats_of
from ktpmsg.terminal.screen import Screen
from ktpmsg.terminal.source import Text, Unreadable, public_name, shown_name
from ktpmsg.terminal.statuses import FAULTY, GOOD, UNUSABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from ktpmsg.archiving.run import Outcome

__all__ = ["run_archive"]

_MOST_CODES = 10
_OF_SOURCES = ("source", "office")
"""What `--reveal` takes besides columns of messages."""


def run_archive(arguments: argparse.Namespace, screen: Screen) -> int:
    """Read the sources, write the results, and sum up; the exit status."""
    try:
        with _ended_as_by_hand():
            return _run(arguments, screen)
    except Busy:
        words = screen.told("archive.busy")
    except Unwritable as error:
        words = screen.told("archive.unwritable", option="--out", why=error)
    except (Unreadable, ValueError) as error:
        words = str(error)
    screen.complain(words)
    return UNUSABLE


@contextlib.contextmanager
def _ended_as_by_hand() -> Iterator[None]:
    """Have SIGTERM do what Ctrl-C does; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(arguments: argparse.Namespace, screen: Screen) -> int:
    began = time.monotonic()
    reveal = tuple(filter(None, arguments.reveal.split(",")))
    settings = _settings(arguments, reveal, screen)
    sources, failed = _sources(arguments, reveal, screen)
    if not sources:
        raise ValueError(screen.told("archive.none"))
    if arguments.report:
        _look_at_report(arguments, sources, screen)
    offices: dict[str, list[Tally]] = {}
    written, new = [], 0
    with _shown(len(sources), screen) as show:
        for outcome in run(sources, settings, arguments.jobs):
            offices.setdefault(outcome.source.office, []).append(outcome.tally)
            failed += outcome.has_failed
            new += outcome.tally.total.total() * outcome.is_new
            if outcome.is_written:
                written.append(outcome.source)
            show(outcome)
    tallies = {office: Tally.of_all(some) for office, some in sorted(offices.items())}
    if arguments.report:
        today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
        try:
            written_text(Path(arguments.report), page(tallies, today))
        except Unwritable as error:
            words = screen.told("archive.unwritable", option="--report", why=error)
            raise ValueError(words) from None
    for key, count in zip(("others", "kinds"), others(written, settings), strict=True):
        if count:
            screen.complain(screen.told(f"archive.{key}", count=count))
    tally = Tally.of_all(tallies.values())
    seconds = time.monotonic() - began
    rate = round(new / seconds)
    facts = {"sources": len(sources), "failed": failed, "seconds": round(seconds, 1), "rate": rate}
    _sum_up(tally, screen, **facts)
    return UNUSABLE if failed else FAULTY if tally.total["faulty"] else GOOD


def _look_at_report(arguments: argparse.Namespace, sources: list[Source], screen: Screen) -> None:
    """ValueError for a report that cannot be written, or would take the place of what is read."""
    report = Path(os.path.realpath(arguments.report))
    if not report.parent.is_dir():
        raise ValueError(screen.told("archive.no folder"))
    if report.is_dir():
        why = os.strerror(errno.EISDIR)
        raise ValueError(screen.told("archive.unwritable", option="--report", why=why))
    given = [arguments.key_file or "", arguments.formats or "", *(one.path for one in sources)]
    if str(report) in map(os.path.realpath, given):
        raise ValueError(screen.told("archive.report source"))


def _settings(arguments: argparse.Namespace, reveal: tuple[str, ...], screen: Screen) -> Settings:
    formats = formats_of(arguments, screen)
    allowed = (*columns_of((), formats, has_keys=False).allowed, *_OF_SOURCES)
    if not set(reveal) <= set(allowed):
        raise ValueError(screen.told("archive.no such", names=", ".join(allowed)))
    own = tuple(name for name in reveal if name not in _OF_SOURCES)
    key = _key(arguments.key_file, screen)
    made = reader(strict=arguments.strict, reveal=own, key=key, formats=formats)
    columns = arguments.column, arguments.day_column
    told = (formats._fingerprint, list(formats.records), reveal, key, arguments.strict, columns)  # noqa: SLF001
    fingerprint = hashlib.sha256(repr((told, made.columns.schema.metadata)).encode()).hexdigest()
    text_of = functools.partial(_text, screen.lang)
    return Settings(Path(arguments.out), arguments.kind, made, columns, text_of, fingerprint)


class _Quiet(Screen):
    """Shows no progress of its own: several files are read at a time."""

    def progress(self, done: int, size: int) -> None:
        """Nothing."""


def _text(lang: str, stream: BinaryIO) -> Text:
    """The text of a stream, as every command reads it."""
    return Text(stream, _Quiet(lang))


def _key(name: str | None, screen: Screen) -> bytes | None:
    if name is None:
        return None
    try:
        return re.sub(rb"\r?\n\Z", b"", Path(name).read_bytes())
    except OSError as error:
        shown = shown_name(public_name(name, 1, screen), screen)
        raise Unreadable(shown, screen.told("archive.system", why=error.strerror)) from None


def _sources(
    arguments: argparse.Namespace, reveal: tuple[str, ...], screen: Screen
) -> tuple[list[Source], int]:
    """The files of all sources, each once, and how many folders could not be listed.

    What was typed as a source is an office. Results of an earlier run are no source.
    """

    def failed(path: str, why: str) -> None:
        lost.append(path)
        shown = shown_name(public_name(_written_as(path), place, screen), screen)
        screen.complain(f"{shown}: {screen.told('archive.system', why=why)}")

    out = os.path.realpath(arguments.out)
    found: dict[Path, Source] = {}
    lost: list[str] = []
    for place, name in enumerate(arguments.sources, 1):
        if Path(os.path.realpath(name)).is_relative_to(out):
            raise ValueError(screen.told("archive.out source"))
        office = _written_as(Path(name).absolute().name) if "office" in reveal else str(place)
        for path in sources_in(Path(name), failed):
            whole = Path(os.path.realpath(path))
            if whole in found or whole.is_relative_to(out):
                continue
            own = _written_as(path)
            shown = shown_name(public_name(own, len(found) + 1, screen), screen)
            called = own if "source" in reveal else digest_of(path)
            found[whole] = Source(path, called, shown, office)
    return list(found.values()), len(lost)


def _written_as(path: str | Path) -> str:
    """A path as text: a byte that is no character is written as its number."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


# --- what is shown -------------------------------------------------------------------------------


@contextlib.contextmanager
def _shown(count: int, screen: Screen) -> Iterator[Callable[[Outcome], None]]:
    """What shows each outcome: a bar on a terminal where rich is there, else a line a source."""
    bar = _bar(count, screen)
    if bar is None:
        yield lambda outcome: _tell(outcome, screen)
        return
    progress, task = bar

    def show(outcome: Outcome) -> None:
        if outcome.notes:
            progress.stop()
            _tell(outcome, screen)
            progress.start()
        progress.advance(task)

    with progress:
        yield show


def _bar(count: int, screen: Screen) -> tuple[Any, Any] | None:
    if screen.rows or not sys.stderr or not sys.stderr.isatty():
        return None
    try:
        from rich.console import Console  # noqa: PLC0415 - an extra
        from rich.progress import Progress  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    progress = Progress(console=Console(stderr=True), transient=True)
    return progress, progress.add_task("ktpmsg", total=count)


def _tell(outcome: Outcome, screen: Screen) -> None:
    shown = outcome.source.shown
    for key, facts in outcome.notes:
        screen.complain(f"{shown}: {screen.told(f'archive.{key}', **facts)}")
    if screen.rows:
        total = outcome.tally.total
        verdicts = {name: total[name] for name in ("good", "mended", "faulty")}
        results = digest_of(outcome.source.path) if outcome.is_written else None
        notes = [screen.told(f"archive.{key}", **facts) for key, facts in outcome.notes]
        row = {"source": outcome.source.shown, "results": results, **verdicts}
        screen.row({**row, "failed": outcome.has_failed, "notes": notes})
    elif outcome.is_written:
        again = "" if outcome.is_new else f" ({screen.told('archive.again')})"
        screen.line(f"{shown}: {_verdicts(outcome.tally, screen)}{again}")


def _verdicts(tally: Tally, screen: Screen) -> str:
    total = tally.total
    shares = (
        screen.share(total["good"], "good", "good"),
        screen.share(total["mended"], "repaired", "doubtful"),
        screen.share(total["faulty"], "faulty", "bad"),
    )
    return f"{screen.counted(total.total(), 'message')}: {', '.join(shares)}"


def _sum_up(tally: Tally, screen: Screen, **facts: Any) -> None:  # noqa: ANN401 - words and numbers
    if screen.rows:
        screen.row({**facts, **tally.total, "codes": dict(tally.most_frequent(_MOST_CODES))})
        return
    facts["rate"] = _number(facts["rate"], screen.lang)
    screen.line()
    screen.line(_verdicts(tally, screen))
    for code, count in tally.most_frequent(_MOST_CODES):
        screen.line(f"  {_number(count, screen.lang):>9}  {code}")
    screen.line(screen.told("archive.summary", **facts))


def _number(count: int, lang: str) -> str:
    """A number with a mark for thousands: 17,780, or 17.780."""
    return f"{count:,}".replace(",", "." if lang == "id" else ",")
