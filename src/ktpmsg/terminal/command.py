"""The command `ktpmsg`, from its arguments to its exit status (`statuses` has those)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ktpmsg.locales.terminal import told
from ktpmsg.terminal.language import chosen
from ktpmsg.terminal.screen import Screen, closed, discard_output, is_coloured, tell
from ktpmsg.terminal.statuses import CLOSED_PIPE, GOOD, INTERRUPTED, UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (None: those it was called with); its exit status."""
    argv = sys.argv[1:] if argv is None else argv
    lang = chosen(argv, os.environ)
    try:
        status = _run(argv, lang)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough: `| head`
        discard_output()
        return CLOSED_PIPE
    except OSError as error:  # in writing: what goes wrong in reading is told where it does
        discard_output()
        tell(told("cannot write", lang, why=error.strerror))
        return UNUSABLE
    return status


def _run(argv: Sequence[str], lang: str) -> int:
    if not sys.stdout:
        raise closed(lang)
    screen = Screen(lang)
    try:
        # It takes most of the time of a start, in which Ctrl-C is to be quiet, too.
        from ktpmsg.terminal.parser import parsed  # noqa: PLC0415

        arguments = parsed(argv, lang)
        coloured = is_coloured(arguments.color, os.environ)
        screen = Screen(lang, rows=arguments.json, coloured=coloured)
        status: int = arguments.run(arguments, screen)
    except SystemExit as end:  # the parser has said why
        return int(end.code or GOOD)
    except KeyboardInterrupt:
        screen.complain(screen.told("interrupted"))
        return INTERRUPTED
    return status
