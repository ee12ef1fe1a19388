"""For tests of applications: nothing that a message says of a person comes out of their code.

The standard library and ktpmsg are all that it needs.
"""

from __future__ import annotations

import contextlib
import functools
import linecache
import logging
import os
import re
import sys
import tempfile
import threading
import traceback
import unicodedata
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from unittest import mock

from ktpmsg import finding, messages, reading, wording
from ktpmsg.messages import Record
from ktpmsg.problems import Code
from ktpmsg.regions import Region
from ktpmsg.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from ktpmsg.messages import Message

__all__ = ["assert_no_leak"]


def assert_no_leak(*sent: str | Message | Report, allow: Iterable[str] = ()) -> _Watch:
    """Assert that code shows nothing personal of what was sent: put it around that code.

    ::

        with assert_no_leak(text) as leak:
            response = client.post("/inbox", data=text)
            leak.look_at(response.text)

    `sent` are the texts (or records, or reports) that the code gets to see. It looks at standard
    output and standard error (also as file descriptors, so that what a started program prints
    counts), log records of every logger and level (message, arguments, extras, exceptions),
    warnings that are shown, exceptions in threads, and the exception that leaves the block, with
    its notes, its cause and its context. `look_at` is for whatever else comes out. All of it goes
    on to where it goes without this.

    Shown must be, by the rule of this library (UU 27/2022), of a number no more than its first
    six digits, and of names, places and texts nothing. A leak is therefore: seven digits of a
    number in a row, nine with single separators between them, its date or its serial alone; a
    word of three letters or more. No leak are: the words that replies, drawings and names of codes
    have, some that any program has ("saya", "error"), the region that the first six digits mean,
    a desa and kecamatan in the drawing of a report, the village code, and the words in `allow`.

    Raises an AssertionError that says where and what ("word 2 of nama") and quotes nothing; it
    stands in for an exception that leaks. `look_at` raises it at once. What it cannot see: files,
    sockets, data bases, other encodings such as base64, a date of birth written otherwise, a
    stream that was kept from before the block and is not the process's own. TypeError for
    something else than a text, a record or a report.
    """
    return _Watch(_Secrets([_text_of(one) for one in sent], allow))


def _text_of(sent: object) -> str:
    if isinstance(sent, str):
        return sent
    if isinstance(sent, (Record, Report)):
        return sent.text
    message = f"what was sent is a str, a record or a report, not {type(sent).__name__}"
    raise TypeError(message)


class _Watch:
    """Looks at all that comes out of a block of code."""

    def __init__(self, secrets: _Secrets) -> None:
        self._secrets = secrets
        self._found: dict[str, dict[str, None]] = {}
        self._around = contextlib.ExitStack()

    def look_at(self, *values: object) -> None:
        """Assert that these values, which come out some other way, show nothing, either."""
        __tracebackhide__ = True
        for value in values:
            self._look("the value looked at", *_texts(value))
        self._tell()

    def __enter__(self) -> Self:
        self._around.enter_context(self._descriptor(1, "standard output"))
        self._around.enter_context(self._descriptor(2, "standard error"))
        self._around.enter_context(self._stream("stdout", "standard output"))
        self._around.enter_context(self._stream("stderr", "standard error"))
        self._around.enter_context(self._logs())
        self._around.enter_context(self._warnings())
        self._around.enter_context(self._hook(threading, "excepthook"))
        self._around.enter_context(self._hook(sys, "unraisablehook"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        __tracebackhide__ = True
        self._around.close()
        leaks = error is not None and self._look(_named(error), *_texts(error))
        self._tell(without_context=leaks)

    def _tell(self, *, without_context: bool = False) -> None:
        __tracebackhide__ = True
        if not self._found:
            return
        lines = [f"  {where} shows {_listed(list(what))}" for where, what in self._found.items()]
        self._found = {}
        failure = AssertionError("\n".join(["personal data of what was sent came out:", *lines]))
        try:
            raise failure
        finally:
            if without_context:
                failure.__context__ = None

    def _look(self, where: str, *texts: str) -> bool:
        found = dict.fromkeys(what for text in texts for what in self._secrets.shown_in(text))
        if found:
            self._found.setdefault(where, {}).update(found)
        return bool(found)

    # --- where something comes out -------------------------------------------------------------

    @contextlib.contextmanager
    def _stream(self, name: str, where: str) -> Iterator[None]:
        """What is written to `sys.stdout` or `sys.stderr`, whatever stands there now."""
        stream = getattr(sys, name)
        if stream is None:
            yield
            return
        kept: list[str | bytes] = []
        with mock.patch.object(sys, name, _Tee(stream, kept)):
            yield
        self._look(where, "".join(_decoded(piece) for piece in kept))

    @contextlib.contextmanager
    def _descriptor(self, number: int, where: str) -> Iterator[None]:
        """What is written past Python, or by a program that was started."""
        try:
            usual = os.dup(number)
        except OSError:  # the process has none
            yield
            return
        with tempfile.TemporaryFile() as file:
            _flush()
            os.dup2(file.fileno(), number)
            try:
                yield
            finally:
                _flush()
                os.dup2(usual, number)
                os.close(usual)
                file.seek(0)
                written = file.read()
                with open(number, "wb", closefd=False) as output:
                    output.write(written)
        self._look(where, _decoded(written))

    @contextlib.contextmanager
    def _logs(self) -> Iterator[None]:
        """Every log record, also those of a level that is not on."""
        is_on, usual = logging.Logger.isEnabledFor, logging.Logger.handle

        def handle(logger: logging.Logger, record: logging.LogRecord) -> None:
            where = f"a log record made in {record.filename}, line {record.lineno},"
            self._look(where, *_texts_of_record(record))
            if is_on(logger, record.levelno):
                usual(logger, record)

        def always(_: logging.Logger, __: int) -> bool:
            return True

        with (
            mock.patch.object(logging.Logger, "isEnabledFor", always),
            mock.patch.object(logging.Logger, "handle", handle),
        ):
            yield

    @contextlib.contextmanager
    def _warnings(self) -> Iterator[None]:
        """Warnings that are shown, or recorded by a test around this."""
        usual = warnings.showwarning

        def show(  # noqa: PLR0913, PLR0917 - as warnings has it
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            where = f"a {category.__name__} of {Path(filename).name}, line {lineno},"
            self._look(where, *_texts(message))
            usual(message, category, filename, lineno, file, line)

        with mock.patch.object(warnings, "showwarning", show):
            yield

    @contextlib.contextmanager
    def _hook(self, module: object, name: str) -> Iterator[None]:
        """Exceptions that leave no block, such as those of a thread."""
        usual = getattr(module, name)

        def hook(details: Any) -> None:  # noqa: ANN401 - as they come
            self._look(f"{_named(details.exc_value)} of {name}", *_texts(details.exc_value))
            usual(details)

        with mock.patch.object(module, name, hook):
            yield


def _listed(what: list[str]) -> str:
    most = 4
    more = f" and {len(what) - most} more" if len(what) > most else ""
    return ", ".join(what[:most]) + more


class _Tee:
    """A stream that keeps what is written to it."""

    def __init__(self, stream: Any, kept: list[str | bytes]) -> None:  # noqa: ANN401 - any kind
        self._stream = stream
        self._kept = kept

    def write(self, data: Any) -> Any:  # noqa: ANN401 - as the stream has it
        if isinstance(data, str):
            self._kept.append(data)
        else:
            self._kept.append(bytes(data))
        return self._stream.write(data)

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)

    @property
    def buffer(self) -> _Tee:
        return _Tee(self._stream.buffer, self._kept)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the stream has it
        return getattr(self._stream, name)


def _flush() -> None:
    stream: TextIO | None
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # closed, or none
            stream.flush()  # type: ignore[union-attr]


# --- what a value shows --------------------------------------------------------------------------


def _decoded(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode(errors="replace")


def _texts(value: object) -> Iterator[str]:
    """All that may be shown of a value without asking for more."""
    if isinstance(value, (str, bytes)):
        yield _decoded(value)
    elif isinstance(value, BaseException):
        for one in _chain(value):
            yield from traceback.format_exception_only(one)
            yield from _printed(one.args)
            yield repr(one)
    else:
        yield from _printed(value)


def _printed(value: object) -> Iterator[str]:
    for shown in (str, repr):
        with contextlib.suppress(Exception):  # then nobody can show it so
            yield shown(value)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and those that Python shows with it, each once."""
    known: set[int] = set()
    rest: list[BaseException | None] = [error]
    while rest:
        one = rest.pop()
        if one is None or id(one) in known:
            continue
        known.add(id(one))
        yield one
        rest.append(one.__cause__)
        if not one.__suppress_context__:
            rest.append(one.__context__)
        if isinstance(one, BaseExceptionGroup):
            rest += one.exceptions


def _named(error: BaseException | None) -> str:
    """What an exception is, and where it was raised."""
    place = error.__traceback__ if error else None
    if place is None:
        return f"the {type(error).__name__}"
    while place.tb_next:
        place = place.tb_next
    filename = Path(place.tb_frame.f_code.co_filename).name
    return f"the {type(error).__name__} raised in {filename}, line {place.tb_lineno},"


_USUAL_ATTRIBUTES = vars(logging.makeLogRecord({})).keys()


def _texts_of_record(record: logging.LogRecord) -> Iterator[str]:
    yield from _texts(record.msg)
    yield from _texts(record.args)
    with contextlib.suppress(Exception):  # the arguments do not fit: logging says so
        yield record.getMessage()
    for name, value in vars(record).items():
        if name not in _USUAL_ATTRIBUTES:
            yield from _texts(value)
    if record.exc_info and record.exc_info[1]:
        yield from _texts(record.exc_info[1])


# --- what must not be shown ----------------------------------------------------------------------

_REGION, _SERIAL, _NUMBER = 6, 12, 16
_IN_A_ROW = 7
_IN_GROUPS = 9  # so that a digit or two after the region's may stand there by chance
_LONG_RUN = 15  # in groups: a date and a time have fewer
_SHORTEST = 3
_UNMISTAKABLE = 6  # letters of a word that is known inside another, such as a name of a user

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile("[0-9]+")
_ALONE = re.compile(r"(?<!\w)(?<![0-9][.,:])[0-9]+(?!\w)(?![.,:][0-9])")
_GROUPS = re.compile(r"[0-9](?:[ .,_/\t\r\n-]?[0-9])+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt]))")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# It never goes back: else the time would grow with the square of a long line.
_FRAME = re.compile(
    r'^[ |+-]*+File "([^"\n]++)", line [0-9]++.*+\n((?:[ |]{4,}+.*+(?:\n|\Z))*+)', re.MULTILINE
)
_MARKS = re.compile(r"[ ^~]*")

# What a program may say by itself.
_USUAL_WORDS = """
ada anda apakah atas bapak belum bisa dan dari dengan hari harus ibu ini itu jadi juga kalau kami
karena kasih kepada kirim lagi maaf malam masih mau mohon pagi pak pesan saja salam saya sedang
selamat selesai semua siang sore sudah tanya terima tidak tolong untuk yang
debug error exception false info message none null root status text true value warning
"""


class _Secrets:
    """What must not be shown of some texts, by how it is called."""

    def __init__(self, texts: Iterable[str], allow: Iterable[str]) -> None:
        self._digits: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._harmless = [re.compile(re.escape(example)) for example in _examples()]
        known = set(_vocabulary())
        for words in allow:
            known.update(_LETTERS.findall(_plain(words)))
        parts = [part for text in texts for part in self._parts(text)]
        for name, text in parts:
            for digits in _numbers(_plain(text)):
                self._add_digits(digits, name)
                known.update(_words_of_region(digits))
        for name, text in parts:
            for number, word in enumerate(_LETTERS.findall(_plain(text)), 1):
                if len(word) >= _SHORTEST and word not in known:
                    self._words.setdefault(word, f"word {number} of {name}")

    def _parts(self, text: str) -> Iterator[tuple[str, str]]:
        """What of a text is drawn masked, with the name of its field, read in any way."""
        for report in (reading.check(text), *finding.find(text)):
            self._harmless.append(_drawing(report))
            revealed = report.to_dict(reveal=True)["message"] or {}
            yield from revealed.items()
            for part in sorted(report.regions(), key=lambda part: part.field is None):
                yield part.field or "the text", report.text[part.start : part.end]
            code = getattr(report.message, "village_code", None)
            if code:
                self._harmless.append(re.compile(rf"(?<!\d){code}(?!\d)"))

    def _add_digits(self, digits: str, name: str) -> None:
        pieces = [*_slices(digits, _IN_A_ROW), *_slices(digits, _IN_GROUPS)]
        if len(digits) == _NUMBER:
            date, serial = digits[_REGION:_SERIAL], digits[_SERIAL:]
            pieces += [date, serial] if int(serial) else [date]  # 0000 is what a reply says
        for piece in pieces:
            self._digits.setdefault(piece, f"digits of {name}")

    def shown_in(self, text: str) -> Iterator[str]:
        """What of all that a text shows."""
        text = _unescaped(_COLOUR.sub("", _FRAME.sub(_without_source, text)))
        for pattern in self._harmless:
            text = pattern.sub(" ", text)
        text = _plain(text)
        pieces = set(_ALONE.findall(text))
        for digits in _DIGITS.findall(text):
            pieces.update(_slices(digits, _IN_A_ROW))
        for groups in _GROUPS.findall(text):
            pieces.update(_slices(re.sub("[^0-9]", "", groups), _IN_GROUPS))
        yield from (name for piece, name in self._digits.items() if piece in pieces)
        words = set(_LETTERS.findall(text))
        for word, name in self._words.items():
            if word in words or (len(word) >= _UNMISTAKABLE and word in text):
                yield name


def _slices(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(len(text) - size + 1))


def _numbers(text: str) -> Iterator[str]:
    yield from (digits for digits in _DIGITS.findall(text) if len(digits) >= _IN_A_ROW)
    for groups in _GROUPS.findall(text):
        digits = re.sub("[^0-9]", "", groups)
        if len(digits) >= _LONG_RUN:
            yield digits


def _words_of_region(digits: str) -> Iterator[str]:
    """The names that the first six digits stand for: who may show those may show these."""
    codes = (digits[:size] for size in (2, 4, _REGION)) if len(digits) == _NUMBER else ()
    for code in codes:
        yield from _LETTERS.findall(_plain(str(Region.of(code))))


def _plain(text: str) -> str:
    """A text such that the same letters and digits, written otherwise, are the same."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return text.casefold()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if not m[3] else "\n", text)


def _without_source(frame: re.Match[str]) -> str:
    """What Python prints of a frame, without its lines of source: they are the program's."""
    source = {line.strip() for line in linecache.getlines(frame[1])}
    lines = (line.strip(" |\n") for line in frame[2].splitlines())
    return "\n".join(line for line in lines if line not in source and not _MARKS.fullmatch(line))


# --- what the library itself says ----------------------------------------------------------------


def _drawing(report: Report) -> re.Pattern[str]:
    """A report as drawn, with an official desa and kecamatan in it, whatever the carets."""
    lines = str(report).split("\n")[1 : -len(report.problems) or None]
    drawn = [line.strip() for line in lines if not _MARKS.fullmatch(line)]
    pattern = r"\s*\n(?:[ ^~]*\n)? *".join(re.escape(_unescaped(line)) for line in drawn)
    return re.compile(pattern or "(?!)")


@functools.cache
def _examples() -> tuple[str, ...]:
    """The messages that a reply ends with."""
    forms = [one.form for one in messages.formats().by_name.values()]
    return tuple(
        form.write(wording.EXAMPLES.get(field.name, field.name) for field in form.fields)
        for form in forms
    )


@functools.cache
def _vocabulary() -> frozenset[str]:
    """The words of all sentences, published forms, fields and codes."""
    forms = [one.form for one in messages.formats().by_name.values()]
    said = [value for name, value in vars(wording).items() if name not in _UNSAID]
    texts = [_USUAL_WORDS, *_strings(said), *Code, *(form.published for form in forms)]
    texts += [field.name for form in forms for field in form.fields]
    return frozenset(word for text in texts for word in _LETTERS.findall(_plain(text)))


# The examples are people, invented as they are.
_UNSAID = {"EXAMPLES", *(name for name in vars(wording) if name.startswith("__"))}


def _strings(value: object) -> Iterator[str]:
    """All strings in a value, whatever holds them."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            rest += [*one, *one.values()]
        elif isinstance(one, (list, tuple)):
            rest += one
