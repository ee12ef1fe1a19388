"""What our classes tell pydantic, in their `__get_pydantic_core_schema__`.

Imported by those methods only, so that nothing else needs pydantic. In pydantic's strict mode a
text is read strictly, else leniently, as by `parse`.

A problem is an error of its own, with our code as its type. pydantic shows what an error was about:
of ours it gets three stars in place of that.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import attrs
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema

from ktpmsg.fields.identity import EXAMPLES, Nik, Number
from ktpmsg.integrations import _reading
from ktpmsg.messages import format_of
from ktpmsg.problems import MessageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ktpmsg.fields.base import Field
    from ktpmsg.fields.choices import Choice
    from ktpmsg.messages import Record
    from ktpmsg.problems import Problem
    from ktpmsg.regions import Region

__all__ = [
    "choice_json",
    "choice_schema",
    "details",
    "number_json",
    "number_schema",
    "record_json",
    "record_schema",
    "region_json",
    "region_schema",
]

_HIDDEN = "***"

Json = dict[str, Any]


# --- errors --------------------------------------------------------------------------------------


def details(error: MessageError) -> Iterator[tuple[PydanticCustomError, tuple[str, ...]]]:
    """An error of pydantic's for each of ours, and the field it is in."""
    for problem in error.problems:
        if problem.severity == "error":
            yield _custom(problem), (problem.field,) if problem.field else ()


def _custom(problem: Problem) -> PydanticCustomError:
    facts = {"words_id": problem.describe("id")}
    hint = problem.hint("en")
    if hint is not None:
        facts |= {"hint": hint, "hint_id": str(problem.hint("id"))}
    template: Any = _reading.words(problem)  # not a literal: the words are made
    return PydanticCustomError(problem.code.value, template, facts)


def _validator(read: Callable[..., Any], *, in_fields: bool) -> core_schema.CoreSchema:
    """A schema for what `read` reads, which tells its problems as pydantic does."""

    def schema(*, strict: bool) -> core_schema.CoreSchema:
        def validate(value: object) -> Any:  # noqa: ANN401 - as `read` has it
            try:
                return read(value, strict=strict)
            except TypeError as error:
                words: Any = str(error)
                raise _failed([(PydanticCustomError("string_type", words), ())]) from None
            except MessageError as error:
                found = list(details(error))
            raise _failed([(one, loc if in_fields else ()) for one, loc in found]) from None

        return core_schema.no_info_plain_validator_function(validate)

    return core_schema.lax_or_strict_schema(schema(strict=False), schema(strict=True))


def _failed(errors: list[tuple[PydanticCustomError, tuple[str, ...]]]) -> ValidationError:
    lines = [InitErrorDetails(type=one, loc=loc, input=_HIDDEN) for one, loc in errors]
    return ValidationError.from_exception_data("ktpmsg", lines)


def _written(schema: Any, write: Callable[[Any], str]) -> core_schema.CoreSchema:  # noqa: ANN401
    """The same schema; in JSON a value is this text."""
    schema["serialization"] = core_schema.plain_serializer_function_ser_schema(
        write, return_schema=core_schema.str_schema(), when_used="json"
    )
    return schema  # type: ignore[no-any-return]  # one of many TypedDicts


# --- numbers -------------------------------------------------------------------------------------


def number_schema(kind: type[Number]) -> core_schema.CoreSchema:
    """A str that is such a number; in JSON, its digits."""

    def read(value: object, *, strict: bool) -> Number:
        return _reading.number(kind, value, strict=strict)

    return _written(_validator(read, in_fields=False), lambda value: value.digits)


def number_json(kind: type[Number]) -> Json:
    """Sixteen digits."""
    is_nik = issubclass(kind, Nik)
    return {
        "type": "string",
        "title": "NIK" if is_nik else "Nomor KK",
        "pattern": "^[0-9]{16}$",
        "examples": [EXAMPLES[0 if is_nik else 1]],
    }


# --- regions -------------------------------------------------------------------------------------


def region_schema() -> core_schema.CoreSchema:
    """The code of a region."""

    def read(value: object, *, strict: bool) -> Region:  # noqa: ARG001 - nothing is repaired
        return _reading.region(value)

    return _written(_validator(read, in_fields=False), lambda value: value.code)


def region_json() -> Json:
    """Two, four, six or ten digits, with or without dots."""
    return {
        "type": "string",
        "title": "Region",
        "pattern": r"^[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{4})?)?)?$",
        "examples": ["330815"],
    }


# --- choices -------------------------------------------------------------------------------------


def choice_schema(kind: type[Choice]) -> core_schema.CoreSchema:
    """One of the choices, by its words."""

    def read(value: object, *, strict: bool) -> Choice:
        return _reading.choice(kind, value, strict=strict)

    return _written(_validator(read, in_fields=False), lambda value: value.value)


def choice_json(kind: type[Choice]) -> Json:
    """The words of the choices."""
    return {"type": "string", "title": kind.__name__, "enum": [one.value for one in kind]}


# --- records -------------------------------------------------------------------------------------


def record_schema(kind: type[Record]) -> core_schema.CoreSchema:
    """The text of a message, or a mapping with its fields; written as a mapping."""

    def read(value: object, *, strict: bool) -> Record:
        return _reading.record(kind, value, strict=strict)

    def write(value: Any) -> Json:  # noqa: ANN401 - a record is an attrs class
        return attrs.asdict(value)

    schema: Any = _validator(read, in_fields=True)
    schema["ref"] = f"{kind.__module__}.{kind.__qualname__}:{id(kind)}"
    schema["serialization"] = core_schema.plain_serializer_function_ser_schema(write)
    return schema  # type: ignore[no-any-return]  # one of many TypedDicts


def record_json(kind: type[Record], mode: str) -> Json:
    """An object with the fields; to be read, also the text of a message."""
    one = format_of(kind)
    fields = {
        "type": "object",
        "title": kind.__name__,
        "properties": {field.name: _field_json(field) for field in one.fields},
        "required": [
            field.name for field in one.fields if field.required or mode == "serialization"
        ],
    }
    if mode == "serialization":
        return fields
    text = {"type": "string", "title": one.published, "examples": [one.example]}
    return {"title": kind.__name__, "anyOf": [fields, text]}


def _field_json(field: Field) -> Json:
    if field.family == "choice":
        found = choice_json(field.kind)  # type: ignore[attr-defined]  # what a choice's field has
    elif issubclass(field.value_type, Number):
        found = number_json(field.value_type)
    else:
        is_date = issubclass(field.value_type, datetime.date)
        found = {"type": "string", **({"format": "date"} if is_date else {})}
    found["title"] = field.words
    return found if field.required else {"anyOf": [found, {"type": "null"}], "default": None}
