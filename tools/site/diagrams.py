"""Railroad diagrams of formats, and tables of their fields: what a grammar says, no more."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING

import railroad
from pages import ROOT

from ktpmsg import Disdukcapil, Formats, Ktp, Sinkronisasi
from ktpmsg.locales.words import Words, say
from ktpmsg.messages import format_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ktpmsg import Record
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

__all__ = ["diagrams", "formats_of"]

# Of a row in a diagram: on a telephone, too, its letters can be read.
_WIDEST = 430
_SPACE = "␣"
_SAID = {
    "diagram": Words("Diagram format {name}: {published}", "The format {name}: {published}"),
    "optional": Words("boleh tidak ada", "may be left out"),
    "printed": Words("dalam format", "as published"),
    "name": Words("nama isian", "name of the field"),
    "kind": Words("jenis", "kind"),
}


def formats_of(path: str) -> list[type[Record]]:
    """The record classes of a grammar in a file of the repository; of none, the built-in ones."""
    if not path:
        return [Ktp, Sinkronisasi, Disdukcapil]
    return list(Formats.load(ROOT / path, builtin=False).records.values())


def diagrams(path: str, lang: str) -> str:
    """A diagram and a table for each format of a grammar."""
    return "\n\n".join(
        f"{_figure(format_of(record), lang)}\n\n{_table(format_of(record), lang)}"
        for record in formats_of(path)
    )


def _figure(one: Format, lang: str) -> str:
    drawn = railroad.Diagram(railroad.Stack(*_rows(one)), type="complex")
    name = " ".join(one.keywords) or one.name
    title = say(_SAID["diagram"], lang).format(name=name, published=one.published)
    drawn.format(10)
    drawn.attrs |= {"role": "img", "aria-labelledby": f"diagram-{one.name}"}
    drawn.children.insert(
        0, railroad.DiagramItem("title", {"id": f"diagram-{one.name}"}, escape(title))
    )
    written = io.StringIO()
    drawn.writeSvg(written.write)
    return f'<figure class="diagram">{written.getvalue()}</figure>'.replace("\n", "")


def _rows(one: Format) -> Iterator[railroad.DiagramItem]:
    """The parts of a format in rows that are not too wide."""
    row: list[railroad.DiagramItem] = []
    for part in _parts(one):
        if row and railroad.Sequence(*row, *part).width > _WIDEST:
            yield railroad.Sequence(*row)
            row = []
        row += part
    yield railroad.Sequence(*row)


def _parts(one: Format) -> Iterator[list[railroad.DiagramItem]]:
    """What belongs together in a row: the head; each field and the separator before it."""
    required, optional = one.fields[: one.required], one.fields[one.required :]
    head: list[railroad.DiagramItem] = [railroad.Terminal(one.lead)] if one.lead else []
    for at, keyword in enumerate(one.keywords):
        head += [_sign(one.separator)] * (at > 0) + [railroad.Terminal(keyword)]
    if one.keywords:
        head.append(_sign(one.gap))
    yield [*head, _field(required[0])]
    for field in required[1:]:
        yield [_sign(one.separator), _field(field)]
    if optional:
        yield [_optional(one.separator, optional)]
    if one.closing:
        yield [_sign(one.closing)]


def _optional(separator: str, fields: Sequence[Field]) -> railroad.DiagramItem:
    """Optional fields, one inside the other."""
    inner = [_optional(separator, fields[1:])] if len(fields) > 1 else []
    return railroad.Optional(railroad.Sequence(_sign(separator), _field(fields[0]), *inner))


def _field(field: Field) -> railroad.DiagramItem:
    choices = _choices(field)
    if not choices:
        return railroad.NonTerminal(field.words)
    return railroad.Group(railroad.Choice(0, *map(railroad.Terminal, choices)), field.name)


def _choices(field: Field) -> list[str]:
    return [choice.value for choice in field.enumeration or ()]


def _sign(separator: str) -> railroad.DiagramItem:
    return railroad.Terminal(separator.replace(" ", _SPACE))


def _table(one: Format, lang: str) -> str:
    heads = " | ".join(say(_SAID[name], lang) for name in ("printed", "name", "kind"))
    rows = [f"| {heads} |", "|---|---|---|"]
    for field in one.fields:
        choices = ", ".join(_choices(field))
        optional = "" if field.required else f" ({say(_SAID['optional'], lang)})"
        rows.append(
            f"| {field.words} | `{field.name}` | {choices or f'`{field.terminal}`'}{optional} |"
        )
    return "\n".join(rows)
