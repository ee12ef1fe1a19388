"""What the command reads: files and standard input, as text in chunks or in lines."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from ktpmsg.terminal.screen import closed, tell, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from ktpmsg.terminal.screen import Screen

__all__ = [
    "STANDARD_INPUT",
    "Text",
    "Unreadable",
    "lines",
    "public_name",
    "reading",
    "shown_name",
]

STANDARD_INPUT = "-"

_CHUNK = 65_536  # bytes
_LONGEST_MARK = 4  # bytes
_ENCODINGS = {
    codecs.BOM_UTF8: ("UTF-8", "utf-8-sig"),
    codecs.BOM_UTF32_LE: ("UTF-32", "utf-32"),  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: ("UTF-32", "utf-32"),
    codecs.BOM_UTF16_LE: ("UTF-16", "utf-16"),
    codecs.BOM_UTF16_BE: ("UTF-16", "utf-16"),
}
_ZIP = b"PK\x03\x04"
_LINE_END = re.compile(r"\r\n|\r|\n")


# --- bytes that are no text --------------------------------------------------------------------

_ESCAPES = 0xDC00
_ESCAPED = re.compile("[\udc00-\udcff]")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Each byte that is no text as half a character, which no right text has."""
    found = cast("UnicodeDecodeError", error)  # nothing is encoded with it
    wrong = found.object[found.start : found.end]
    return "".join(chr(_ESCAPES + byte) for byte in wrong), found.end


codecs.register_error("ktpmsg.escaped", _escaped)


class Text:
    """The text of a stream, in chunks that keep its line breaks.

    It is UTF-8, or what the mark at its beginning says. A byte that is none is read as half a
    character, so that all the rest is read as usual, and what has such a byte in it is faulty.
    After the last chunk, `trouble` says what could not be read, if anything.
    """

    def __init__(self, stream: BinaryIO, screen: Screen) -> None:
        self._stream = stream
        self._screen = screen
        self._size = _size(stream)
        self._done = 0
        self._ended = False
        self._line = 1
        self._encoding = "UTF-8"
        self._first: tuple[int, int] | None = None  # the byte, and its line
        self._last_wrong = 0
        self._wrong_lines = 0
        self._why: str | None = None

    def __iter__(self) -> Iterator[str]:
        start = self._start()
        if start is None:
            return
        self._encoding, name = next(
            (found for mark, found in _ENCODINGS.items() if start.startswith(mark)),
            ("UTF-8", "utf-8"),
        )
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder(name)("ktpmsg.escaped"), translate=False
        )
        chunk = start
        while chunk:
            yield self._counted(decoder.decode(chunk))
            chunk = self._read()
        yield self._counted(decoder.decode(b"", final=True))

    @property
    def trouble(self) -> str | None:
        """Why not all of it could be read as text, in words; None if it could."""
        if self._why or not self._first:
            return self._why
        byte, line = self._first
        more = self._wrong_lines - 1
        key = "bad bytes" if more else "bad byte"
        return self._screen.told(key, encoding=self._encoding, byte=byte, line=line, more=more)

    def _start(self) -> bytes | None:
        """The first bytes, as many as tell what it is; None if that is no text."""
        start = self._read()
        while not self._ended and len(start) < _LONGEST_MARK:
            start += self._read()
        if start.startswith(_ZIP):
            self._why = self._screen.told("zip")
        elif start.count(0) > len(start) // 4 and not start.startswith(tuple(_ENCODINGS)):
            self._why = self._screen.told("no text")
        else:
            return start
        return None

    def _read(self) -> bytes:
        if self._ended:  # a terminal is to say so only once
            return b""
        try:
            chunk: bytes = self._stream.read1(_CHUNK)  # type: ignore[attr-defined]
        except OSError as error:
            self._why = self._screen.told("archive.system", why=error.strerror)
            chunk = b""
        self._ended = not chunk
        self._done += len(chunk)
        if self._size:
            self._screen.progress(self._done, self._size)
        return chunk

    def _counted(self, text: str) -> str:
        """The text, after a look at its lines and at what was no text in them."""
        at = 0
        for found in _ESCAPED.finditer(text):
            self._line += _line_ends(text[at : found.start()])
            at = found.start()
            self._first = self._first or (ord(found.group()) - _ESCAPES, self._line)
            self._wrong_lines += self._line != self._last_wrong
            self._last_wrong = self._line
        self._line += _line_ends(text[at:])
        return text


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _size(stream: BinaryIO) -> int:
    """How many bytes a stream has, if it is a file; else 0."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, AttributeError, ValueError):  # it is no stream of the system's
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def lines(chunks: Iterable[str], longest: int) -> Iterator[str]:
    """The lines of a text without their ends; of one longer than `longest`, the beginning and `…`.

    The mark keeps what is there from being taken for the whole.
    """
    rest = ""
    for chunk in chunks:
        *done, rest = _LINE_END.split(rest + chunk)
        yield from done
        if len(rest) > longest:
            rest = rest[:longest] + "…"
    yield rest


# --- files by name -----------------------------------------------------------------------------


class Unreadable(Exception):  # noqa: N818 - no error of the program's
    """A file could not be read, or not all of it; its words say which and why."""

    def __init__(self, shown: str, why: object) -> None:
        super().__init__(f"{shown}: {why}")


@contextlib.contextmanager
def reading(name: str, screen: Screen, called: str = STANDARD_INPUT) -> Iterator[Text]:
    """The text of a file; `Unreadable` after it, if it could not all be read."""
    shown = shown_name(called, screen)
    try:
        opened = _opened(name, screen)
    except OSError as error:
        raise Unreadable(shown, screen.told("archive.system", why=error.strerror)) from None
    with opened as stream:
        text = Text(stream, screen)
        yield text
    if text.trouble:
        raise Unreadable(shown, text.trouble)


def _opened(name: str, screen: Screen) -> AbstractContextManager[BinaryIO]:
    """The file of this name, or standard input, which stays open."""
    if name == STANDARD_INPUT:
        return contextlib.nullcontext(_standard_input(screen))
    return Path(name).open("rb")


def _standard_input(screen: Screen) -> BinaryIO:
    if not sys.stdin:
        raise closed(screen.lang)
    if sys.stdin.isatty():
        tell(screen.told("typing"))
    return sys.stdin.buffer


# A `#`, or digits as many as may be of a person: seven in a row, nine with marks between them; or
# what WhatsApp calls the export of a chat, which is by the name of whom one chats with.
_PERSONAL = re.compile(r"(?i)#|[0-9]{7}|[0-9](?:[ .,_-]?[0-9]){8}|whatsapp")


def public_name(name: str, number: int, screen: Screen) -> str:
    """The name of a file; its number instead if the name may be a message, or tell of a person."""
    if _PERSONAL.search(unicodedata.normalize("NFKC", name)):
        return screen.told("file", number=number)
    return name


def shown_name(name: str, screen: Screen) -> str:
    """The name of a file as it is shown."""
    return screen.told("standard input") if name == STANDARD_INPUT else visible(name)
