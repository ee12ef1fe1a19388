"""Lark's own parser of the grammar, and the transformer that makes a record of what it read.

Only this module imports Lark, and only `shape` imports this one, when the grammar is first needed:
to import Lark takes longer than all the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lark import Lark, Transformer
from lark.exceptions import LarkError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["RecordMaker", "compiled", "parse"]


class RecordMaker(Transformer[Any, Any]):
    """Makes a record of what the parser read: a rule with a maker calls it with its fields.

    What is `unfilled` makes none.
    """

    def __init__(self, makers: Mapping[str, Callable[..., Any]], unfilled: str) -> None:
        super().__init__()
        self._makers = makers
        self._unfilled = unfilled

    def __default__(self, data: str, children: list[Any], meta: object) -> Any:  # noqa: ANN401
        if data == self._unfilled or None in children:
            return None
        make = self._makers.get(data)
        return make(*children) if make else children[0]


def compiled(grammar: str, flags: int) -> Lark:
    """The parser of a grammar; `flags` are those of its regular expressions."""
    return Lark(grammar, parser="lalr", maybe_placeholders=False, g_regex_flags=flags)


def parse(lark: Lark, text: str, maker: RecordMaker) -> Any:  # noqa: ANN401
    """The record that a parser and a transformer make of a text, or None."""
    try:
        return maker.transform(lark.parse(text))
    except LarkError:
        return None
