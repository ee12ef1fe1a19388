"""What completes the command in a shell, made from its parser by shtab, where that is installed."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

from ktpmsg.locales.terminal import told
from ktpmsg.problems import Code

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ktpmsg.terminal.parser import Parser

__all__ = ["write"]


def write(parser: Parser, shell: str) -> str | None:
    """Write it for a shell; if it cannot be made, why, in words."""
    try:
        shtab = importlib.import_module("shtab")
    except ImportError:
        return told("wrong.shtab", parser.lang)
    if shell not in shtab.SUPPORTED_SHELLS:
        return told("wrong.shell", parser.lang, shells=", ".join(shtab.SUPPORTED_SHELLS))
    for command, action in _actions(parser):
        if action.metavar == "FILE":
            action.complete = shtab.FILE  # type: ignore[attr-defined] # as shtab asks for it
        elif (command, action.metavar) == ("explain", "CODE"):
            action.choices = list(Code)
    sys.stdout.write(shtab.complete(parser, shell=shell) + "\n")
    return None


def _actions(parser: Parser) -> Iterator[tuple[str, argparse.Action]]:
    """Each argument of each command, with the name of the command."""
    commands = next(action.choices for action in parser._actions if action.dest == "command")  # noqa: SLF001 - argparse lists them nowhere else
    for name, command in dict(commands or {}).items():
        for action in command._actions:  # noqa: SLF001 - as above
            yield name, action
