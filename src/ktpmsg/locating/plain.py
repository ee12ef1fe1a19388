"""Where the usual message lies: one on a line of its own, with a number where one belongs.

Nobody has to look for it: words may stand in front, the keyword is spelled as published, its
separator follows, and nothing else in the text looks like a keyword. `Locator` finds the same, and
all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.locating.entries import marks_at_end
from ktpmsg.locating.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ktpmsg.formats.format import Format
    from ktpmsg.locating.keywords import Keywords

__all__ = ["Plain"]

# Words before a message, each of two letters or more: one letter may be the mark of a list.
_AROUND = r"(?:[A-Za-z]{2,}+[ ,.!?\n]++)*?"
_SPACE = r"[ \t]*+"
_NUMBER = "[0-9]{15,18}(?![0-9A-Za-z])"
_FIRST_VALUE = 60  # characters of a value before that with the number


class Plain:
    """Finds the one message in a plain text of these formats."""

    def __init__(self, formats: Sequence[Format], keywords: Keywords) -> None:
        """Take the formats; of those that share the first word of their keyword, none is plain."""
        self._may_hold = keywords.may_hold
        firsts = [way[0].upper() for one in formats for way in (one.keywords, *one.aliases) if way]
        plain = [
            one
            for one in formats
            if one.keywords
            and one.gap == one.separator
            and firsts.count(one.keywords[0].upper()) == 1
        ]
        self._formats = plain if all(one.keywords for one in formats) else []
        ways = "|".join(map(_way, self._formats)) or "(?!)"
        self._match = re.compile(rf"{_AROUND}(?:{ways})[^\r\n]*+[ \t\n]*+\Z", re.ASCII).match

    def locate(self, text: str) -> Place | None:
        """The place of the one message in a text, or None if that is not plain."""
        if not text.isascii():
            return None
        found = self._match(text)
        if found is None:
            return None
        group = found.lastindex or 0
        body = found.start(group)
        one = self._formats[group // 3 - 1]
        lead, word = found.start(group - 2), found.start(group - 1)
        start = word if lead < 0 else lead
        end = len(text.rstrip(" \t\n"))
        if self._may_hold(text[body:end]) or (start and self._may_hold(text[:start])):
            return None
        if text[end - 1] in ">)" and marks_at_end(text, body, end) < end:
            return None
        word_end = found.end(group - 1)
        published = lead >= 0 or not one.lead
        gap = (word_end, body)
        return Place(
            one, start, start, (word, word_end), gap, body, end, end, "separator", published
        )


def _way(one: Format) -> str:
    """The head of a format, whose lead may be lacking, with a group before its first field."""
    sign = re.escape(one.separator)
    lead = f"(?:({sign}){_SPACE})?" if one.lead else "((?!))?"
    words = f"{_SPACE}{sign}{_SPACE}".join(f"(?i:{re.escape(word)})" for word in one.keywords)
    number = rf"{_SPACE}(?:[^{sign}\r\n]{{0,{_FIRST_VALUE}}}{sign}{_SPACE})?{_NUMBER}"
    return rf"{lead}({words}){_SPACE}{sign}()(?={number})"
