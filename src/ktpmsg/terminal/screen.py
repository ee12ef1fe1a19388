"""What the command writes: lines for people, rows for programs, and what went wrong."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from typing import TYPE_CHECKING

from ktpmsg.locales.terminal import told

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Screen", "closed", "discard_output", "is_coloured", "tell", "visible"]

_STYLES = {"good": "32", "doubtful": "33", "bad": "31", "title": "1"}
_QUIET_FOR = 1.0  # seconds before progress is shown
_EVERY = 0.2


class Screen:
    """Where one run of the command writes.

    `lang` is the language of all words, `rows` says whether JSON is wanted, and `coloured` whether
    people are to see colours.
    """

    def __init__(self, lang: str, *, rows: bool = False, coloured: bool = False) -> None:
        self.lang = lang
        self.rows = rows
        self.coloured = coloured and not rows
        self._progress = ""
        self._shows_at = time.monotonic() + _QUIET_FOR

    def told(self, key: str, **facts: object) -> str:
        """What the command says under a key, in the language of this screen."""
        return told(key, self.lang, **facts)

    def counted(self, count: int, noun: str) -> str:
        """A number of things: "1 message", "3 messages"."""
        return self.told(f"1 {noun}" if count == 1 else f"{noun}s", count=count)

    def number(self, count: int) -> str:
        """A number with a mark for thousands: 17,780, or 17.780."""
        return f"{count:,}".replace(",", "." if self.lang == "id" else ",")

    def share(self, count: int, key: str, style: str) -> str:
        """How many of them are so: "2 faulty", in the colour of a style if there are any."""
        said = f"{count} {self.told(key)}"
        return self.paint(said, style) if count else said

    def paint(self, text: str, style: str) -> str:
        """A text in the colour of a style: "good", "doubtful", "bad" or "title"."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.coloured else text

    def line(self, text: str = "") -> None:
        """Write a line; what the encoding of the output cannot show is escaped."""
        self.hide_progress()
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")

    def row(self, row: Mapping[str, object]) -> None:
        """Write a row of JSON Lines, in ASCII: it is right in any encoding."""
        self.line(json.dumps(row))

    def note(self, words: str) -> None:
        """Say something that is no row."""
        if self.rows:
            self.complain(words)
        else:
            self.line(words)

    def complain(self, words: str) -> None:
        """Say what went wrong, after all that was written before."""
        self.hide_progress()
        sys.stdout.flush()
        tell(words)

    def progress(self, done: int, size: int) -> None:
        """Show on a terminal how much of a long input was read."""
        now = time.monotonic()
        if now < self._shows_at or not _is_terminal(sys.stderr):
            return
        self._shows_at = now + _EVERY
        self.hide_progress()
        percent = min(100 * done // size, 100)
        self._progress = f"ktpmsg: {self.told('progress', percent=percent)}"
        _on_error(self._progress)

    def hide_progress(self) -> None:
        """Take what `progress` shows off the terminal."""
        if self._progress:
            _on_error("\r" + " " * len(self._progress) + "\r")
            self._progress = ""


def is_coloured(wanted: str, environment: Mapping[str, str]) -> bool:
    """Whether to write in colour, by --color: "always", "never", or "auto".

    "auto" is on a terminal that shows colours, unless NO_COLOR is set (https://no-color.org).
    """
    if wanted != "auto":
        return wanted == "always"
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    if sys.platform == "win32" and not any(map(environment.get, ("WT_SESSION", "ANSICON", "TERM"))):
        return False  # the old console shows the codes themselves
    return _is_terminal(sys.stdout)


def _is_terminal(stream: object) -> bool:
    """Whether a stream is there, and is a terminal."""
    asks = getattr(stream, "isatty", None)
    try:
        return bool(asks and asks())
    except ValueError:  # it is closed
        return False


def tell(words: str) -> None:
    """Write a line about what went wrong."""
    _on_error(f"ktpmsg: {words}\n")


def _on_error(text: str) -> None:
    # There may be no standard error, or nobody left to tell.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def discard_output() -> None:
    """Have the output go nowhere, so that Python has nothing to say about it at the end."""
    with contextlib.suppress(OSError, AttributeError):  # it is no file, or there is none
        output = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output)
        os.close(nowhere)


def closed(lang: str) -> OSError:
    """What Python says nothing about: it was started with its input or its output closed."""
    return OSError(errno.EBADF, told("closed", lang))


def visible(text: str) -> str:
    """A text from outside, on one line and without a command to the terminal in it."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
