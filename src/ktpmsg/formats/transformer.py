"""Lark's own parser of a grammar, and the one transformer: text to value, values to record.

The parser is the reference: each example in a grammar's comments is read by it and by the derived
expression, and both drive the same methods, those of `RecordMaker`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from lark import Lark, Transformer, Tree
from lark.exceptions import LarkError
from lark.lexer import PatternRE, PatternStr

from ktpmsg.formats.expression import WORD_END
from ktpmsg.formats.rules import IMPORT_PATHS, WHITE_SPACE, terminal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark.lexer import TerminalDef

    from ktpmsg.formats.format import Format
    from ktpmsg.formats.source import Source
    from ktpmsg.messages import Record

__all__ = ["RecordMaker", "Reference"]


class RecordMaker(Transformer[Any, Any]):
    """Makes a record of what was read: a method for each kind of field makes a value of its text.

    A value that its kind refuses, and what is `unfilled`, raises a LookupError: the text is not as
    published.
    """

    @staticmethod
    def value(children: list[Any]) -> Any:  # noqa: ANN401 - what its kind makes of it
        """The value of a field: the method of its kind makes it of the text."""
        field, text = children
        return field.convert(text)

    def message(self, children: list[Any]) -> Record:
        """The record of a format and its values."""
        one, *values = children
        return cast("Format", one).make(values)


class Reference:
    """Lark's parser of a grammar: slow, and what the derived expressions are held against."""

    def __init__(self, source: Source, formats: Sequence[Format]) -> None:
        self._formats = sorted(formats, key=lambda one: not one.keywords)
        self._larks = {
            separator: _lark(source, [f for f in formats if f.separator == separator])
            for separator in dict.fromkeys(one.separator for one in formats)
        }
        self._maker = RecordMaker()

    def read(self, text: str) -> Record | None:
        """The record of a text that is exactly as published, by Lark's parser; else None."""
        for one in self._formats:
            try:
                tree = self._larks[one.separator].parse(text, start=one.name)
            except LarkError:
                continue
            try:
                found = self._maker.transform(_message(one, tree))
            except (LarkError, LookupError):
                continue
            return cast("Record", found)
        return None


def _message(one: Format, tree: Tree[Any]) -> Tree[Any]:
    """The parser's tree with the names that `RecordMaker` has: a grammar's own may be any."""
    found = [child for child in tree.children if isinstance(child, Tree)]
    values: list[Any] = []
    texts = [str(child.children[0]) for child in found]
    for field, child, text in zip(one.fields, found, texts, strict=False):
        if str(child.data).rpartition("__")[2] == "unfilled" or field.unfilled.fullmatch(text):
            raise LookupError
        values.append(Tree("value", [field, text]))
    if not one.fields[len(values) - 1].may_have_lines and re.search(r"[\r\n]", texts[-1]):
        raise LookupError  # the last value ends with its line
    if not one.keywords and re.search(r"[\r\n]", texts[0]):
        raise LookupError  # what stands on the line before is text around
    return Tree("message", [one, *values])


def _lark(source: Source, formats: Sequence[Format]) -> Lark:
    """The parser of those formats of a grammar that have the same separator."""
    patterns = {f.terminal: f.pattern for one in formats for f in one.fields}

    def edit(terminal: TerminalDef) -> None:
        pattern = terminal.pattern
        if isinstance(pattern, PatternStr):
            if any(map(str.isalnum, pattern.value)):
                terminal.pattern = PatternRE(_words(pattern.value), ("i",))
        elif (kind := terminal_of(source, terminal.name)) in patterns:
            terminal.pattern = PatternRE(patterns[kind], pattern.flags)

    return Lark(
        source.text + WHITE_SPACE,
        parser="lalr",
        start=[one.name for one in formats],
        maybe_placeholders=False,
        keep_all_tokens=True,
        g_regex_flags=re.ASCII,
        import_paths=IMPORT_PATHS,
        edit_terminals=edit,
    )


def _words(words: str) -> str:
    """A pattern of a keyword, a choice or published words, with any white space between them."""
    return r"[ \t\r\n]+".join(map(re.escape, words.split())) + (
        WORD_END if words[-1].isalnum() else ""
    )
