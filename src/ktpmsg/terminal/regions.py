"""The command `region`: what a code of a province, a regency, a district or a village names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ktpmsg.regions import Region
from ktpmsg.terminal.statuses import FAULTY, GOOD

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["add", "region"]

_LEVELS = {2: "province", 4: "regency", 6: "district", 10: "village"}
_CUTS = ((0, 2), (2, 4), (4, 6), (6, 10))
# More digits than a district's may be of a person.
_PUBLIC = re.compile(r"[0-9]{1,2}(?:\.?[0-9]{1,2}){0,2}")


def add(parser: Parser) -> None:
    """The arguments of `region`."""
    parser.take("codes", "region.codes", nargs="+", metavar="CODE")
    parser.take("--children", "region.children", action="store_true")


def region(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show the region of each code."""
    status = GOOD
    for place, code in enumerate(arguments.codes, 1):
        found = Region.of(code)
        if found is None:
            shown = code if _PUBLIC.fullmatch(code) else screen.told("argument", place=place)
            screen.complain(screen.told("no region", code=shown))
            status = FAULTY
        elif screen.rows:
            screen.row(_row(found, children=arguments.children))
        else:
            for line in _lines(found, screen, children=arguments.children):
                screen.line(line)
            screen.line()
    return status


def _lines(one: Region, screen: Screen, *, children: bool) -> Iterator[str]:
    yield f"{screen.paint(_dotted(one.code), 'title')}  {one}"
    below = one.children()
    rows = [
        ("level", screen.told(_LEVELS[len(one.code)])),
        ("status", _status(one, screen)),
        *([("parent", f"{_dotted(one.parent.code)}  {one.parent}")] if one.parent else []),
        *([("children", str(len(below)))] if below else []),
    ]
    width = max(len(screen.told(name)) for name, _ in rows)
    for name, said in rows:
        yield f"  {screen.told(name):<{width}}  {said}"
    for child in below if children else ():
        status = "" if child.status == "current" else f" ({screen.told(child.status)})"
        yield f"    {_dotted(child.code)}  {_own_name(child)}{status}"


def _status(one: Region, screen: Screen) -> str:
    said = screen.told(one.status)
    return f"{said} ({Region.decree})" if one.status == "current" else said


def _own_name(one: Region) -> str:
    """The name of a region, without those that it lies in."""
    return str(one).split(", ", 1)[0]


def _dotted(code: str) -> str:
    """A code as official tables write it: 33.08.15.2019."""
    return ".".join(code[start:end] for start, end in _CUTS if code[start:end])


def _row(one: Region, *, children: bool) -> dict[str, object]:
    row: dict[str, object] = {
        **attrs.asdict(one),
        "level": _LEVELS[len(one.code)],
        "parent": one.parent and one.parent.code,
    }
    if children:
        row["children"] = [
            {"code": child.code, "name": _own_name(child), "status": child.status}
            for child in one.children()
        ]
    return row
