"""Where a message lies in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ktpmsg.formats.format import Format
    from ktpmsg.problems import Span

__all__ = ["Place"]


class Place(NamedTuple):
    """Where a message lies in a text: its fields in `text[body:close]`.

    It starts at its leading separator, else at the first letter of its keyword, else at its first
    field. Marks before it on its line begin at `shown` (quotes, brackets, bullets, list numbers);
    their other halves, and the chat's own marks, stand between `close` and `end`. `word` is the
    keyword (empty: none), `gap` all that stands between it and the first field.

    `how` it goes on after the keyword is "separator", "space", "sign" (another sign for the
    separator), "words" (words before the separator), "labels" (labelled lines), "digits" (a number
    directly after it) or "end" (of the text). `published`: its head is exactly as published, in any
    ASCII case, white space around separators aside. `second` is another keyword that follows the
    first (`two-keywords`). `struck`: it was struck out. `template`: it says the template's words.
    """

    format: Format
    start: int
    shown: int
    word: Span
    gap: Span
    body: int
    close: int
    end: int
    how: str
    published: bool
    second: Span | None = None
    struck: bool = False
    template: bool = False
    reason: str = ""
