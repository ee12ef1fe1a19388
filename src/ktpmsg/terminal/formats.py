"""The command `formats`: formats as they are published, with their fields and kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ktpmsg import api
from ktpmsg.messages import BUILTIN, format_of
from ktpmsg.terminal.messages import load
from ktpmsg.terminal.source import Unreadable, public_name, shown_name
from ktpmsg.terminal.statuses import GOOD, UNUSABLE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["add", "formats"]


def add(parser: Parser) -> None:
    """The arguments of `formats`."""
    parser.take("files", "formats.files", nargs="*", metavar="FILE")
    parser.take("--no-builtin", "help.no-builtin", action="store_true")


def formats(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show the formats of each file, or say what is wrong with it."""
    if not arguments.files:
        _show(_formats_of(api.builtin(), builtin=True), screen.told("builtin"), None, screen)
    status = GOOD
    for number, name in enumerate(arguments.files, 1):
        called = public_name(name, number, screen)
        try:
            loaded = load(name, called, screen, builtin=not arguments.no_builtin)
        except Unreadable as error:
            screen.complain(str(error))
            status = UNUSABLE
        else:
            shown = shown_name(called, screen)
            _show(_formats_of(loaded, builtin=False), shown, called, screen)
    return status


def _formats_of(loaded: api.Formats, *, builtin: bool) -> list[Format]:
    """The formats that are loaded, without the built-in ones unless those are wanted."""
    records: Sequence[type[Any]] = list(loaded.records.values())
    return [format_of(record) for record in records if builtin or record not in BUILTIN]


def _show(found: Sequence[Format], shown: str, file: str | None, screen: Screen) -> None:
    if screen.rows:
        for one in found:
            screen.row({"file": file} | _row(one))
        return
    screen.line(f"{shown}: {screen.counted(len(found), 'format')}")
    for one in found:
        screen.line()
        for line in _lines(one, screen):
            screen.line(line)


def _lines(one: Format, screen: Screen) -> Iterator[str]:
    yield f"{screen.paint(one.name, 'title')}: {one.published}"
    rows = [(field.name, _kind(field), _said(field, screen)) for field in one.fields]
    widths = [max(len(row[at]) for row in rows) for at in range(2)]
    for name, kind, said in rows:
        yield f"  {name:<{widths[0]}}  {kind:<{widths[1]}}  {said}"
    yield f"  {screen.told('example')}: {one.example}"


def _kind(field: Field) -> str:
    return str(field.terminal)


def _said(field: Field, screen: Screen) -> str:
    """What a field holds, in words, and whether it is optional."""
    choices = _choices(field)
    said = ", ".join(choices) if choices else screen.told(f"kind.{field.terminal}")
    return said if field.required else f"{said} ({screen.told('optional')})"


def _choices(field: Field) -> list[str] | None:
    """The words of a choice; None for a field of another kind."""
    kind = getattr(field, "kind", None)
    return list(map(str, kind)) if field.family == "choice" and kind else None


def _row(one: Format) -> dict[str, object]:
    return {
        "format": one.name,
        "published": one.published,
        "example": one.example,
        "fields": [
            {
                "name": field.name,
                "words": field.words,
                "kind": _kind(field),
                "required": field.required,
                "choices": _choices(field),
            }
            for field in one.fields
        ],
    }
