"""The record class of a format: given by the office, or made of the rule."""

from __future__ import annotations

import typing
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, cast

import attrs

from ktpmsg.fields.choices import make_choice
from ktpmsg.fields.kinds import KINDS
from ktpmsg.messages import Record, field_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.formats.rules import FieldRule, FormatRule
    from ktpmsg.formats.source import Source

__all__ = ["ATTRIBUTES", "choices_of", "class_name", "fit", "made"]

# Names that no field can have: every record has such an attribute.
ATTRIBUTES = frozenset(dir(Record))


def class_name(rule: str) -> str:
    """The name of the record class of a rule: `cek_ktp` is `CekKtp`."""
    return "".join(part.title() for part in rule.split("_"))


def made(rule: FormatRule, choices: Mapping[str, type[StrEnum]]) -> type[Record]:
    """A record class for a rule."""
    record: type[Record] = attrs.make_class(
        class_name(rule.name),
        {
            field.name: attrs.field(  # type: ignore[call-overload]
                type=_type_of(field, choices)
                if at < rule.required
                else _type_of(field, choices) | None,
                **({} if at < rule.required else {"default": None}),
            )
            for at, field in enumerate(rule.fields)
        },
        bases=(Record,),
        frozen=True,
        slots=True,
        repr=False,
        str=False,
        weakref_slot=False,
    )
    fields: Any = attrs.fields(cast("Any", record))
    record.__annotations__ = {field.name: field.type for field in fields}  # attrs 23.2 has none
    record.__doc__ = f"A message of the format {rule.name}."
    record.__module__ = __name__
    return record


def choices_of(rule: FormatRule, record: type[Record] | None, source: Source) -> dict[str, Any]:
    """The enumeration of each field that is a choice: that of a record class, or one that is made.

    Raises GrammarError where the class has other choices than the grammar.
    """
    hints = _hints(record, source) if record else {}
    found: dict[str, Any] = {}
    for field in rule.fields:
        if field.terminal:
            continue
        hint = _without_none(hints.get(field.name))
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            if sorted(hint) != sorted(field.choices):
                source.refuse(
                    f"{hint.__name__}, the type of {field.name}, has other choices than the rule: "
                    f"{', '.join(field.choices)}",
                    source.line_of(field.name),
                )
            found[field.name] = hint
        else:
            found[field.name] = make_choice(class_name(field.name), field.choices)
    return found


def fit(record: type[Record], rule: FormatRule, source: Source) -> None:
    """Check that a record class given by an office fits its rule; GrammarError if it does not."""

    def refuse(what: str) -> NoReturn:
        source.refuse(f"the class {record.__name__} {what}", rule.line)

    if "__attrs_attrs__" not in vars(record):
        refuse("is no attrs class: write @attrs.frozen above it")
    if record.__setattr__ is object.__setattr__:
        refuse("can be changed: write @attrs.frozen above it")
    names = list(field_names(record))
    wanted = [field.name for field in rule.fields]
    if sorted(names) != sorted(wanted):
        refuse(
            f"has the fields {', '.join(names) or '(none)'}, and the rule {rule.name} has "
            f"{', '.join(wanted)}"
        )
    hints = _hints(record, source)
    for at, field in enumerate(rule.fields):
        hint = hints.get(field.name)
        optional = at >= rule.required
        plain = _without_none(hint)
        if hint is not None and (plain is not hint) != optional and plain is not Any:
            refuse(
                f"has {field.name} as {'required' if optional else 'optional'}, and the rule "
                f"{rule.name} has it as {'optional' if optional else 'required'}"
            )
        if not _is_type_of(plain, field):
            refuse(
                f"has a wrong type for {field.name}: its values are "
                f"{'a StrEnum' if field.terminal is None else _value_type(field).__name__}"
            )


def _hints(record: type[Record], source: Source) -> dict[str, Any]:
    try:
        hints = typing.get_type_hints(record)
    except NameError as error:
        source.refuse(f"the class {record.__name__} names a type that is not found: {error.name}")
    return hints


def _without_none(hint: Any) -> Any:  # noqa: ANN401 - any annotation
    rest = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    return rest[0] if len(rest) == 1 and type(None) in typing.get_args(hint) else hint


def _is_type_of(hint: Any, field: FieldRule) -> bool:  # noqa: ANN401 - any annotation
    if hint is None or hint is Any:
        return True
    if not isinstance(hint, type):
        return False
    if field.terminal is None:
        return issubclass(hint, StrEnum) or hint is str
    return issubclass(_value_type(field), hint)


def _value_type(field: FieldRule) -> type:
    return KINDS[field.terminal or ""].value_type


def _type_of(field: FieldRule, choices: Mapping[str, type[StrEnum]]) -> Any:  # noqa: ANN401
    return _value_type(field) if field.terminal else choices[field.name]
