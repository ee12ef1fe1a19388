"""cattrs: our values in a converter.

    converter = ktpmsg.integrations.cattrs.configure(cattrs.preconf.json.make_converter())

`format_exception` is for `cattrs.transform_error`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs.v import format_exception as _usual

from ktpmsg.api import parse
from ktpmsg.fields.choices import Choice
from ktpmsg.fields.identity import Number
from ktpmsg.integrations import _reading
from ktpmsg.messages import BUILTIN, Message, Record, field_names
from ktpmsg.problems import MessageError
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from cattrs import BaseConverter

__all__ = ["configure", "format_exception"]

_C = TypeVar("_C", bound="BaseConverter")


def configure(converter: _C) -> _C:
    """Teach a converter our values, and return it.

    `Nik`, `NomorKK`, `Region` and the choices are structured from a str, a record and `Message`
    from the text of a message or a mapping. What is none is a `MessageError` inside the converter's
    own error. They are unstructured to plain data: digits, codes, words, and a dict for a record.
    """
    for base, read in (
        (Number, _reading.number),
        (Choice, _reading.choice),
        (Record, _reading.record),
    ):
        converter.register_structure_hook(base, _hook(read))
    converter.register_structure_hook(Message, lambda value, _: _message(value))
    converter.register_structure_hook(Region, lambda value, _: _reading.region(value))
    converter.register_unstructure_hook(Number, lambda value: value.digits)
    converter.register_unstructure_hook(Choice, lambda value: value.value)
    converter.register_unstructure_hook(Region, lambda value: value.code)
    return converter


def _hook(read: Any) -> Any:  # noqa: ANN401 - of any kind of value
    return lambda value, kind: read(kind, value)


def _message(value: object) -> Record:
    """One of our own messages: of its text, or of a mapping, by the fields that it has."""
    if isinstance(value, str):
        return parse(value)
    if not isinstance(value, Mapping):
        return _reading.record(BUILTIN[0], value)  # which refuses it
    return _reading.record(max(BUILTIN, key=lambda kind: _in_common(kind, value)), value)


def _in_common(kind: type[Record], value: Mapping[Any, Any]) -> int:
    names = set(field_names(kind))
    return len(names & value.keys()) - len(names - value.keys())


def format_exception(error: BaseException, kind: type | None) -> str:
    """For `cattrs.transform_error(…, format_exception=…)`: our words, and cattrs' for others."""
    return str(error) if isinstance(error, MessageError) else _usual(error, kind)
