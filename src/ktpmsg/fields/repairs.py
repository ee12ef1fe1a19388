"""Lenient reading: how the value of a field is repaired, and the steps that fields share.

A step looks at a text and says what is to stand in place of what; all that one step changes is one
typo, told by its code. No step touches a digit's value. The steps of one kind of field only are in
the module of that kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg.fields.digits import FEWEST, numbers_in
from ktpmsg.problems import Code, Problem
from ktpmsg.text import characters
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ktpmsg.problems import Span
    from ktpmsg.text.mapped import Edit, MappedText

__all__ = [
    "CHARACTERS",
    "NOTHING",
    "OPENING",
    "Repair",
    "Step",
    "around",
    "at_the_end",
    "chat_mark",
    "holds_number",
    "is_wrapped",
    "labelled",
    "paired_marks",
    "repair",
    "struck_out",
    "told",
]

NOTHING: tuple[Edit, ...] = ()


class Step(NamedTuple):
    """A typo: the code it is told by, and how to find what to put in its place."""

    code: Code
    find: Callable[[str], Sequence[Edit]]


class Repair(NamedTuple):
    """A typo that was repaired: its code, and where it lies in the text as it was sent.

    `lost` is what was dropped, if it held a number; else it is empty.
    """

    code: Code
    start: int
    end: int
    lost: str

    def __repr__(self) -> str:
        return f"Repair({self.code.value!r}, {self.start}, {self.end})"  # `lost` is somebody's


def repair(typed: MappedText, steps: Iterable[Step]) -> tuple[MappedText, list[Repair]]:
    """What these steps make of a text, and each place that they changed."""
    repairs: list[Repair] = []
    for code, find in steps:
        edits = find(typed.text)
        if edits:
            for start, end, new in edits:
                dropped = "" if new else typed.text[start:end]
                lost = dropped if holds_number(dropped) else ""
                repairs.append(Repair(code, *typed.span(start, end), lost))
            typed = typed.edit(edits)
    return typed, repairs


def told(
    field_name: str | None, repairs: Iterable[Repair], own: Collection[str] = ()
) -> list[Problem]:
    """A problem for each code, from the first place to the last.

    Where a number was dropped that is not one of `own`, the problem is the error `number-outside`.
    """
    spans: dict[tuple[Code, bool], Span] = {}
    for code, start, end, lost in repairs:
        key = code, bool(lost) and holds_number(lost, own)
        first, last = spans.get(key, (start, end))
        spans[key] = min(first, start), max(last, end)
    return [
        Problem(Code.NUMBER_OUTSIDE, field_name, span)
        if lost
        else Problem(code, field_name, span, "repaired")
        for (code, lost), span in spans.items()
    ]


def holds_number(text: str, own: Collection[str] = ()) -> bool:
    """Whether a text that is to be set aside holds a number that is not one of `own`.

    That is fifteen digits or more in one run, or fifteen to seventeen in groups as a number field
    accepts them. Dates, times and telephone numbers are none.
    """
    return len(text) >= FEWEST and any(True for _ in numbers_in(text, own))


def around(text: str, start: int, end: int) -> Sequence[Edit]:
    """The edits that drop all of a text but `text[start:end]`."""
    edits = [(0, start, "")] if start else []
    if end < len(text):
        edits.append((end, len(text), ""))
    return edits


# --- what is struck out ------------------------------------------------------------------------

_STRUCK = re.compile(r"\A~[^~]++~\Z|(?<!\w)~(?![\s~])[^~]++(?<!\s)~(?!\w)")


def struck_out(text: str) -> Span | None:
    """Where a text is struck out, as WhatsApp does it: "~Pemula~ Hilang".

    It was withdrawn, and so it is no mark to be dropped (contract, section 4).
    """
    if "~" not in text:
        return None
    found = _STRUCK.search(text)
    return found.span() if found and any(map(str.isalnum, found.group())) else None


# --- marks around a value ----------------------------------------------------------------------

_CLOSING = {
    '"': '"',
    "'": "'",
    "`": "`",
    "“": "”",
    "”": "”",
    "„": "“",
    "‘": "’",
    "’": "’",
    "«": "»",
    "<": ">",
    "(": ")",
    "[": "]",
    "{": "}",
    "*": "*",
    "_": "_",
}
_MOST_PAIRS = 16  # at a time: each takes a look for what closes it
# One of the marks that open, or none.
OPENING = f"[{re.escape(''.join(_CLOSING))}]?"


def paired_marks(separator: str) -> Step:
    """The step that drops quotes, brackets and WhatsApp's marks around a whole value.

    "<Siti>", "*Hilang*", "“Siti”". A mark that is the separator is no mark.
    """

    def find(text: str) -> Sequence[Edit]:
        if text[:1] not in _CLOSING:
            return NOTHING
        start, end = 0, len(text)
        for _ in range(_MOST_PAIRS):
            if not is_wrapped(text, start, end, separator):
                break
            start, end = start + 1, end - 1
            while start < end and text[start] in WHITE_SPACE:
                start += 1
            while start < end and text[end - 1] in WHITE_SPACE:
                end -= 1
        if start and any(map(str.isalnum, text[start:end])):
            return around(text, start, end)
        return NOTHING

    return Step(Code.TEXT_AROUND, find)


def is_wrapped(text: str, start: int, end: int, separator: str) -> bool:
    """Whether a pair of marks stands around this whole part of a text."""
    if end - start < 3:  # noqa: PLR2004 - two marks, and something between
        return False
    opening = text[start]
    closing = _CLOSING.get(opening)
    if text[end - 1] != closing or opening == separator:
        return False
    if closing == opening:
        return True
    # The first bracket must be closed by the last one: "(Siti) Aminah (almh.)" is no such value.
    inner = text.find(closing, start + 1, end - 1)
    return inner < 0 or text.find(opening, start + 1, inner) >= 0


# --- labels ------------------------------------------------------------------------------------


def labelled(*labels: re.Pattern[str]) -> Step:
    """The step that drops the name of the field before its value: "NIK: 3308…", "Nama Siti".

    The first of the labels that matches is dropped; one with nothing after it is no label.
    """

    def find(text: str) -> Sequence[Edit]:
        for label in labels:
            found = label.match(text)
            if found:
                end = len(text) - len(text[found.end() :].lstrip(WHITE_SPACE))
                return ((0, end, ""),) if end < len(text) else NOTHING
        return NOTHING

    return Step(Code.LABEL, find)


# --- at the end of a value ---------------------------------------------------------------------

_LONGEST_MARK = 250
_CHAT_MARK = re.compile(
    r"(?:<(?i:Pesan ini diedit|This message was edited)>"
    r"|<(?i:terlampir|attached): [^<>\r\n]{1,200}>"
    r"|\((?i:file terlampir|file attached)\))\Z"
)


def chat_mark(text: str) -> int | None:
    """Where the mark begins that WhatsApp puts at the end of a message: "<Pesan ini diedit>"."""
    if text[-1:] not in {">", ")"}:
        return None
    found = _CHAT_MARK.search(text, max(0, len(text) - _LONGEST_MARK))
    return found.start() if found else None


def at_the_end(separator: str) -> Step:
    """The step that drops separators and the chat's own mark at the end of a value.

    "…#BPJS#" as in the formats of other offices, "BPJS <Pesan ini diedit>".
    """
    trailing = separator + WHITE_SPACE

    def find(text: str) -> Sequence[Edit]:
        kept = text.rstrip(trailing)
        mark = chat_mark(kept)
        return around(text, 0, len(kept if mark is None else kept[:mark].rstrip(trailing)))

    return Step(Code.TEXT_AFTER, find)


# --- characters --------------------------------------------------------------------------------

# For a value that was not taken out of a message whose characters have been repaired as a whole.
CHARACTERS = (
    Step(Code.INVISIBLE_CHARACTER, characters.invisible),
    Step(Code.NOT_NFC, characters.decomposed),
)
