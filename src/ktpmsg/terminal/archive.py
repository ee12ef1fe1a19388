"""The command `archive`: many files in, a part of results for each out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.terminal.messages import add_formats
from ktpmsg.terminal.statuses import UNUSABLE

if TYPE_CHECKING:
    import argparse

    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["KINDS", "add", "archive"]

KINDS = ("parquet", "jsonl", "csv")


def add(parser: Parser) -> None:
    """The arguments of `archive`."""
    parser.take("sources", "archive.sources", nargs="+", metavar="SOURCE")
    parser.take("--out", "archive.out", metavar="FOLDER", required=True)
    parser.take("--as", "archive.as", dest="kind", choices=KINDS, default=KINDS[0])
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
        from ktpmsg.terminal.archiving import run_archive  # noqa: PLC0415 - it needs an extra
    except ModuleNotFoundError:
        screen.complain(screen.told("archive.extra"))
        return UNUSABLE
    return run_archive(arguments, screen)
