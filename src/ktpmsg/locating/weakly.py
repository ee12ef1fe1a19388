"""When `check` takes a text for a message of a format, though `find` passes it over.

Contract, section 4, "Which message".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.locating import gates
from ktpmsg.locating.scan import marks_before

if TYPE_CHECKING:
    from ktpmsg.locating.begins import Begin

__all__ = ["begins_weakly"]

_REACH = 256
_OTHER_SIGN = re.compile(r"[^\S\n]*(?:[^\w\s]|(?i:pagar)\b)")
_STRAY = " \t.,:;!?*_~`"


def begins_weakly(begin: Begin, start: int) -> bool:
    """Whether `check` takes a text for this keyword's format."""
    if begin.glued or begin.before in "/&" or gates.is_hashtags(begin):
        return False
    text = begin.scan.text
    shown = marks_before(begin.scan, begin.start, start, begin.format.separator)
    at_start = not text[start:shown].strip()
    if begin.how in {"separator", "labels", "end"}:
        return at_start or (begin.lead and (begin.how != "end" or begin.line > 1))
    if begin.how in {"space", "sign", "words", "digits"}:
        return at_start and (begin.number is not None or begin.fits() or _is_gapped(begin))
    line = begin.scan.line_end(begin.keyword.end, begin.limit)
    if not text[begin.keyword.end : line].strip(_STRAY):
        return begin.lead and begin.line > 1
    return at_start and _has_other_sign(begin, line)


def _has_other_sign(begin: Begin, line: int) -> bool:
    """Whether another sign stands for the separator, with a number on the line."""
    text = begin.scan.text
    sign = _OTHER_SIGN.match(text, begin.keyword.end, line)
    if not sign:
        return False
    stop = min(line, sign.end() + _REACH)
    if not begin.scan.has_ten_digits(sign.end(), stop) and not _parts(
        begin, text[sign.end() : stop], sign.group().strip()
    ):
        return False
    begin.how = begin.goes_on("sign", sign.end())
    return True


def _parts(begin: Begin, text: str, sign: str) -> bool:
    """Whether a sign parts a text into the values of all fields."""
    values = [value.strip() for value in text.split(sign)] if sign else []
    while values and not values[-1]:
        values.pop()
    fields = begin.format.fields
    return begin.format.required <= len(values) <= len(fields) and all(
        field.fits(value) for field, value in zip(fields, values, strict=False)
    )


def _is_gapped(begin: Begin) -> bool:
    """Whether the published space stands behind the keyword, and then all separators."""
    return begin.format.gap.isspace() and begin.how == "space" and gates.has_all_separators(begin)
