"""One regular expression of a format, derived from it: the fast way to read a text.

It matches a text that is one message of the format, with all its fields, and white space wherever
the grammar ignores it. Each field has two groups: the value if it is as published, or else
whatever stands there. Lark's parser is the reference; a text in which every value is as published
is one that Lark's parser reads, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

__all__ = ["SPACE", "WORD_END", "expression"]

SPACE = r"[ \t\r\n]*+"
# A keyword ends where letters and digits end.
WORD_END = r"(?!(?u:[^\W_]))"


def expression(one: Format, not_a_name: str) -> re.Pattern[str]:
    """The expression of a format; `not_a_name` is a pattern of what no name can be (a keyword).

    The groups of field number `n` are `2 * n + 1` (as published) and `2 * n + 2` (otherwise). An
    optional field that is not there has neither.
    """
    parts = [SPACE, _head(one)]
    closers = ""
    separator = re.escape(one.separator)
    for at, field in enumerate(one.fields):
        if at:
            if not field.required:
                parts.append("(?:")
                closers += ")?+"
            parts.append(separator + SPACE)
        first = _in_one_line(one.separator) if not at and not one.keywords else ""
        parts.append(first + _value(field, _end(one, at), not_a_name, _unlike(one, at)) + SPACE)
    closing = separator + SPACE if one.closing else ""
    return re.compile("".join(parts) + closers + closing, re.ASCII)


def _head(one: Format) -> str:
    separator = re.escape(one.separator) + SPACE
    words = [f"(?i:{re.escape(word)}){WORD_END}{SPACE}" for word in one.keywords]
    lead = separator if one.lead else ""
    gap = separator if one.gap == one.separator else ""
    return lead + separator.join(words) + (gap if words else "")


def _end(one: Format, at: int) -> str:
    """What the field at this place ends before."""
    separator = re.escape(one.separator)
    if at + 1 == len(one.fields):
        return separator if one.closing else r"\Z"
    return separator if one.fields[at + 1].required else rf"(?:{separator}|\Z)"


def _in_one_line(separator: str) -> str:
    """A lookahead: the first value of a format without a keyword has no line break in it.

    Lines before the one on which it begins are text around the message.
    """
    sign = re.escape(separator)
    return rf"(?![^{sign}\r\n]*+[\r\n][ \t\r\n]*+[^{sign} \t\r\n])"


def _ends_with_its_line(separator: str) -> str:
    """A lookahead: at the end of a message, a value has no line break in it.

    What follows on another line is text around the message.
    """
    inside = f"[^{re.escape(separator)}]"
    return rf"(?!{inside}*?[\r\n][ \t\r\n]*+{inside}++\Z)"


def _unlike(one: Format, at: int) -> str:
    """A lookahead: a number is not equal to one of another kind before it."""
    return "".join(rf"(?!\{2 * first + 1})" for first, second in one.pairs if second == at)


def _value(field: Field, end: str, not_a_name: str, unlike: str) -> str:
    """The groups of a field. They are atomic: the first that fits is the one.

    Without that, to fail at the end of a text would take time exponential in the fields.
    """
    ends = rf"(?={SPACE}{end})"
    refused = unlike
    if field.may_say(field.words) and field.unfilled.pattern not in field.plain:
        refused += f"(?!{field.unfilled.pattern}{end})"
    if r"\Z" in end and field.family == "words" and not field.is_open:
        refused += _ends_with_its_line(field.separator)
    if field.is_name:
        refused += f"(?!(?:{not_a_name}){SPACE}{end})"
    lines = "" if r"\Z" not in end else r"\r\n"
    other = "(?s:.*)" if field.is_open else rf"[^{re.escape(field.separator)}{lines}]*+"
    return f"(?>{refused}{field.plain}((?>{field.pattern})){ends}|({other}))"
