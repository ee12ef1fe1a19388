"""What comes out of a program, as text: what a value, an exception or a log record shows."""

from __future__ import annotations

import contextlib
import json
import logging
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["as_data", "decoded", "origin", "texts", "texts_of_record"]


def decoded(data: str | bytes) -> str:
    """The characters of a text: of a number its digits, whatever `str` shows of it."""
    return str.__str__(data) if isinstance(data, str) else data.decode(errors="replace")


def texts(value: object) -> Iterator[str]:
    """All that may be shown of a value without asking for more.

    A dict, a list or a tuple is also looked at as JSON has it: somebody may send it so.
    """
    if type(value) is str or isinstance(value, bytes):
        yield decoded(value)
    elif isinstance(value, BaseException):
        for one in _chain(value):
            yield from traceback.format_exception_only(one)
            yield from _printed(one.args)
            yield repr(one)
    else:
        yield from _printed(value)
        if isinstance(value, (Mapping, list, tuple)):
            yield from as_data(value)


def as_data(value: object) -> Iterator[str]:
    """What a data format makes of a value: a number's digits, where `str` would be masked."""
    with contextlib.suppress(Exception):  # then no such format takes it
        yield json.dumps(value, default=str, ensure_ascii=False)


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


def origin(error: BaseException | None) -> str:
    """What an exception is, and where it was raised."""
    place = error.__traceback__ if error else None
    if place is None:
        return f"the {type(error).__name__}"
    while place.tb_next:
        place = place.tb_next
    filename = Path(place.tb_frame.f_code.co_filename).name
    return f"the {type(error).__name__} raised in {filename}, line {place.tb_lineno},"


_USUAL_ATTRIBUTES = vars(logging.makeLogRecord({})).keys()


def texts_of_record(record: logging.LogRecord) -> Iterator[str]:
    """What a log record shows; a formatter may put what is `extra` in it into a row of data."""
    yield from texts(record.msg)
    yield from _printed(record.args)
    with contextlib.suppress(Exception):  # the arguments do not fit: logging says so
        yield record.getMessage()
    for name, value in vars(record).items():
        if name not in _USUAL_ATTRIBUTES:
            yield from texts(value)
            yield from as_data(value)
    if record.exc_info and record.exc_info[1]:
        yield from texts(record.exc_info[1])
