"""FastAPI: validation errors that do not send back what was sent.

Our classes are types of parameters and bodies as they are, without this module. `install(app)`
keeps what a client sent out of the bodies of 422 responses, for every type, and the words of our
errors may be Indonesian there.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from starlette.concurrency import run_in_threadpool

from ktpmsg.integrations._pydantic import details
from ktpmsg.locales.words import LANGUAGES
from ktpmsg.problems import MessageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

__all__ = ["install"]

_DIGITS = re.compile(r"[0-9]{7}")  # more than the code of a district


def install(app: FastAPI, *, lang: str = "en") -> None:
    """Keep what a client sent out of the responses to what is not valid.

    Each error has its type, its place, its words and their context, and no `input`. A
    `MessageError` that any validator raised is told as an error for each of its problems. `lang` is
    the language of our words, "en" or "id" (else ValueError).

    The handlers that the application has for `RequestValidationError` and its like for web sockets
    are called as before, with the errors so changed.
    """
    if lang not in LANGUAGES:
        message = f"lang is one of {', '.join(LANGUAGES)}"
        raise ValueError(message)
    for kind in (RequestValidationError, WebSocketRequestValidationError):
        _wrap(app, kind, lang)


def _wrap(app: FastAPI, kind: type[Any], lang: str) -> None:
    usual: Any = app.exception_handlers[kind]

    async def handler(request: Any, error: Any) -> Any:  # noqa: ANN401 - a request or a web socket
        found = kind([one for each in error.errors() for one in _without_input(each, lang)])
        if inspect.iscoroutinefunction(usual):
            return await usual(request, found)
        return await run_in_threadpool(usual, request, found)

    app.add_exception_handler(kind, handler)


def _without_input(error: Any, lang: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as they come
    context = dict(error.get("ctx", ()))
    raised = context.pop("error", None)
    loc = [_masked(part) for part in error["loc"]]
    if isinstance(raised, MessageError):
        for one, field in details(raised):
            yield _told(one.type, (*loc, *field), one.message(), dict(one.context or {}), lang)
    else:
        yield _told(error["type"], tuple(loc), error["msg"], context, lang)


def _told(
    code: str, loc: tuple[Any, ...], words: str, context: dict[str, Any], lang: str
) -> dict[str, Any]:
    if lang == "id":
        words = context.get("words_id", words)
    found = {"type": code, "loc": loc, "msg": words}
    return {**found, "ctx": context} if context else found


def _masked(part: object) -> object:
    """A part of a place, unless it is a key that a client made of a number."""
    return "***" if isinstance(part, str) and _DIGITS.search(part) else part
