"""The command `archive`: many files in, a part of results for each out."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktpmsg.terminal.messages import add_formats, formats_of
from ktpmsg.terminal.screen import Screen
from ktpmsg.terminal.source import Text, Unreadable, public_name, shown_name
from ktpmsg.terminal.statuses import FAULTY, GOOD, UNUSABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from ktpmsg.archiving.run import Outcome, Settings
    from ktpmsg.archiving.sources import Source
    from ktpmsg.archiving.tally import Tally
    from ktpmsg.terminal.parser import Parser

__all__ = ["add", "archive"]

_MOST_CODES = 10


def add(parser: Parser) -> None:
    """The arguments of `archive`."""
    parser.take("sources", "archive.sources", nargs="+", metavar="SOURCE")
    parser.take("--out", "archive.out", metavar="FOLDER", required=True)
    parser.take("--as", "archive.as", choices=("parquet", "jsonl", "csv"), default="parquet")
    parser.take("--column", "archive.column", metavar="NAME", default="text")
    parser.take("--day-column", "archive.day-column", metavar="NAME")
    parser.take("--reveal", "archive.reveal", metavar="NAMES", default="")
    parser.take("--key-file", "archive.key-file", metavar="FILE")
    parser.take("--jobs", "archive.jobs", metavar="N", type=_jobs, default=1)
    parser.take("--report", "archive.report", metavar="FILE")
    add_formats(parser)


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def archive(arguments: argparse.Namespace, screen: Screen) -> int:
    """Read the sources, write the results, and sum up."""
    try:
        from ktpmsg.archiving.parts import Unwritable  # noqa: PLC0415 - it needs an extra
        from ktpmsg.archiving.run import Busy, run  # noqa: PLC0415
        from ktpmsg.archiving.tally import Tally  # noqa: PLC0415
    except ModuleNotFoundError:
        screen.complain(screen.told("archive.extra"))
        return UNUSABLE
    began = time.monotonic()
    tally, failed = Tally(), 0
    try:
        settings = _settings(arguments, screen)
        sources, lost = _sources(arguments, screen)
        failed += lost
        with _shown(len(sources), screen) as show:
            for outcome in run(sources, settings, arguments.jobs):
                tally.add(outcome.tally)
                failed += outcome.trouble is not None
                show(outcome)
        if arguments.report:
            _report(Path(arguments.report), tally)
    except (Unreadable, ValueError) as error:
        screen.complain(str(error))
        return UNUSABLE
    except Busy:
        screen.complain(screen.told("archive.busy"))
        return UNUSABLE
    except Unwritable as error:
        screen.complain(screen.told("cannot write", why=error))
        return UNUSABLE
    if not sources:
        screen.complain(screen.told("archive.none"))
        return UNUSABLE
    _sum_up(tally, len(sources), failed, time.monotonic() - began, screen)
    return UNUSABLE if failed else FAULTY if tally.total["faulty"] else GOOD


def _settings(arguments: argparse.Namespace, screen: Screen) -> Settings:
    from ktpmsg.archiving.run import Settings  # noqa: PLC0415 - as above
    from ktpmsg.arrow import mapper_of, revealable  # noqa: PLC0415

    formats = formats_of(arguments, screen)
    reveal = tuple(filter(None, arguments.reveal.split(",")))
    allowed = revealable(formats)
    if not set(reveal) <= set(allowed):
        raise ValueError(screen.told("archive.no such", names=", ".join(allowed)))
    key = _key(arguments.key_file, screen)
    mapper = mapper_of("", (), arguments.strict, None, reveal, key, formats)
    columns = arguments.column, arguments.day_column
    kind = getattr(arguments, "as")
    told = (formats._fingerprint, list(formats.records), reveal, key, arguments.strict, columns)  # noqa: SLF001
    fingerprint = hashlib.sha256(repr((told, mapper.columns.schema.metadata)).encode()).hexdigest()
    text_of = functools.partial(_text, screen.lang)
    return Settings(Path(arguments.out), kind, mapper, columns, text_of, fingerprint)


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
        return Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(shown_name(public_name(name, 1, screen), screen), error.strerror) from None


def _sources(arguments: argparse.Namespace, screen: Screen) -> tuple[list[Source], int]:
    """The files of all sources, each once, and how many folders could not be listed.

    The name of what was typed is that of an office. Results of an earlier run are no source.
    """
    from ktpmsg.archiving.sources import Source, sources_in  # noqa: PLC0415 - as above

    def failed(error: OSError) -> None:
        lost.append(error)
        screen.complain(f"{shown_name(called, screen)}: {error.strerror}")

    out = Path(arguments.out).absolute()
    found: dict[Path, Source] = {}
    lost: list[OSError] = []
    for place, name in enumerate(arguments.sources, 1):
        called = public_name(name, place, screen)
        for path in sources_in(Path(name), failed):
            whole = path.absolute()
            if whole not in found and not whole.is_relative_to(out):
                own = os.fsencode(path).decode("utf-8", "backslashreplace")
                shown = public_name(own, len(found) + 1, screen)
                found[whole] = Source(path, shown, Path(called).name or called)
    return list(found.values()), len(lost)


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
        if outcome.trouble:
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
    shown = shown_name(outcome.source.called, screen)
    if outcome.trouble:
        key, facts = outcome.trouble
        screen.complain(f"{shown}: {screen.told(f'archive.{key}', **facts)}")
    if screen.rows:
        total = outcome.tally.total
        verdicts = {name: total[name] for name in ("good", "mended", "faulty")}
        screen.row(
            {"source": outcome.source.called, **verdicts, "failed": outcome.trouble is not None}
        )
    elif not outcome.trouble:
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


def _sum_up(tally: Tally, sources: int, failed: int, seconds: float, screen: Screen) -> None:
    if screen.rows:
        return
    screen.line()
    screen.line(_verdicts(tally, screen))
    for code, count in tally.most_frequent(_MOST_CODES):
        screen.line(f"  {count:>9,}  {code}")
    rate = round(tally.total.total() / max(seconds, 0.001))
    facts = {"sources": sources, "failed": failed, "seconds": f"{seconds:.1f}", "rate": f"{rate:,}"}
    screen.line(screen.told("archive.summary", **facts))


def _report(path: Path, tally: Tally) -> None:
    from ktpmsg.archiving.page import page  # noqa: PLC0415 - as above
    from ktpmsg.archiving.parts import written_text  # noqa: PLC0415

    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    written_text(path, page(tally, today))
