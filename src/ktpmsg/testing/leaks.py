"""For tests of applications: nothing that a message says of a person comes out of their code.

The standard library and ktpmsg are all that it needs.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO
from unittest import mock

from ktpmsg.api import builtin
from ktpmsg.messages import Record
from ktpmsg.reporting.report import Report
from ktpmsg.testing.secrets import Secrets, Sent
from ktpmsg.testing.shown import decoded, origin, texts, texts_of_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from ktpmsg.api import Formats

__all__ = ["assert_no_leak"]


def assert_no_leak(
    *sent: str | Record | Report, allow: Iterable[str] = (), formats: Formats | None = None
) -> Watch:
    """Assert that code shows nothing personal of what was sent: put it around that code.

        with assert_no_leak(text) as leak:
            response = client.post("/inbox", data=text)
            leak.look_at(response.text)

    `sent` are the texts (or records, or reports) that the code gets to see, of the built-in formats
    or of `formats`. It looks at standard output and standard error (also as file descriptors, so
    that what a started program prints counts), log records of every logger and level (message,
    arguments, extras, exceptions), warnings that are shown, exceptions in threads, and the
    exception that leaves the block, with its notes, its cause and its context. `look_at` is for
    whatever else comes out. All of it goes on to where it goes without this.

    Shown must be, by the rule of this library (UU 27/2022), of a number no more than its first
    six digits, and of names, places and texts nothing. A leak is therefore: seven digits of a
    number in a row, nine with single separators between them, its date or its serial alone; a date
    with its day or its year first; a word of three letters or more. No leak are: the words that
    replies, drawings, formats and names of codes have, some that any program has ("saya",
    "error"), the region that the first six digits mean, a desa and kecamatan in the drawing of a
    report, the village code, and the words in `allow`.

    Raises an AssertionError that says where and what ("word 2 of nama") and quotes nothing; it
    stands in for an exception that leaks. `look_at` raises it at once. What it cannot see: files,
    sockets, data bases, other encodings such as base64, a date of birth written otherwise, a
    stream that was kept from before the block and is not the process's own. TypeError for
    something else than a text, a record or a report.

    A `Nik` is masked where it is printed, and its digits where it is data: so a dict, a list and
    what is `extra` in a log record are looked at as JSON has them, too.
    """
    known = formats or builtin()
    return Watch(Secrets([_sent(one, known) for one in sent], allow))


def _sent(sent: object, formats: Formats) -> Sent:
    if isinstance(sent, str):
        return Sent(decoded(sent), formats)
    if isinstance(sent, (Record, Report)):
        kind = sent.kind if isinstance(sent, Report) else type(sent)
        return Sent(sent.text, getattr(kind, "_home", None) or formats)
    message = f"what was sent is a str, a record or a report, not {type(sent).__name__}"
    raise TypeError(message)


class Watch:
    """Looks at all that comes out of a block of code."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._found: dict[str, dict[str, None]] = {}
        self._around = contextlib.ExitStack()

    def look_at(self, *values: object) -> None:
        """Assert that these values, which come out some other way, show nothing, either."""
        __tracebackhide__ = True
        for value in values:
            self._look("the value looked at", *texts(value))
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
        leaks = error is not None and self._look(origin(error), *texts(error))
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

    def _look(self, where: str, *shown: str) -> bool:
        found = dict.fromkeys(what for text in shown for what in self._secrets.shown_in(text))
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
        self._look(where, "".join(decoded(piece) for piece in kept))

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
        self._look(where, decoded(written))

    @contextlib.contextmanager
    def _logs(self) -> Iterator[None]:
        """Every log record, also those of a level that is not on."""
        is_on, usual = logging.Logger.isEnabledFor, logging.Logger.handle

        def handle(logger: logging.Logger, record: logging.LogRecord) -> None:
            where = f"a log record made in {record.filename}, line {record.lineno},"
            self._look(where, *texts_of_record(record))
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
            self._look(where, *texts(message))
            usual(message, category, filename, lineno, file, line)

        with mock.patch.object(warnings, "showwarning", show):
            yield

    @contextlib.contextmanager
    def _hook(self, module: object, name: str) -> Iterator[None]:
        """Exceptions that leave no block, such as those of a thread."""
        usual = getattr(module, name)

        def hook(details: Any) -> None:  # noqa: ANN401 - as they come
            self._look(f"{origin(details.exc_value)} of {name}", *texts(details.exc_value))
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
        self._kept.append(decoded(data) if isinstance(data, str) else bytes(data))
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
