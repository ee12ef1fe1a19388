"""Lenient reading: the steps that mend what strict reading calls an error, in their order.

A step looks at a text and says what is to stand in place of what; all that a step changes is one
slip, told by its code. No step looks at another's result, and none touches a digit's value.
`CHARACTERS` are for the whole text, `ENVELOPE` for what is around the fields, and `FIELDS` for the
value of one field, by what the grammar lets it hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ktpmsg import characters, choices, numbers
from ktpmsg.pieces import WHITE_SPACE, Mend, Piece
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ktpmsg.frames import Frame

__all__ = ["CHARACTERS", "ENVELOPE", "FIELDS", "Repair", "Step", "holds_number", "may_need", "mend"]


_NOTHING: tuple[Mend, ...] = ()


class Step(NamedTuple):
    """A slip: the code it is told by, and how to find what to put in its place."""

    code: Code
    find: Callable[[str], Sequence[Mend]]


# A slip that was mended: its code, where it starts and ends in the text as it was sent, and
# whether a number would have been dropped with it, so that it is an error after all.
Repair = tuple[Code, int, int, bool]


def mend(piece: Piece, steps: Iterable[Step]) -> tuple[Piece, list[Repair]]:
    """What these steps make of a piece, and each place that they mended."""
    repairs: list[Repair] = []
    for code, find in steps:
        mends = find(piece.text)
        if mends:
            for start, end, new in mends:
                lost = (
                    not new
                    and end - start >= _SHORTEST_NUMBER
                    and holds_number(piece.text[start:end])
                )
                repairs.append((code, *piece.span(start, end), lost))
            piece = piece.mend(mends)
    return piece, repairs


_SHORTEST_NUMBER = 15
# Fifteen digits, single separators between them ignored, may be a number that somebody needs.
_NUMBER = re.compile(r"[0-9](?:[\W_]?[0-9]){14}|\d(?:[\W_]?\d){14}")


def holds_number(text: str) -> bool:
    """Whether a text that is to be set aside holds a number."""
    return _NUMBER.search(text) is not None


# --- characters: the whole text ----------------------------------------------------------------

_HASHES = re.compile("[\uff03\ufe5f]+")  # what Unicode's NFKC makes a "#"


def _look_alikes(text: str) -> Sequence[Mend]:
    """Another character for a "#": "＃KTP＃…" from a full-width keyboard."""
    return [(*found.span(), "#" * len(found.group())) for found in _HASHES.finditer(text)]


_QUOTED = re.compile(r"(?<=\n)[ \t]*+(?:>[ \t]?)++")


def _quoted_lines(text: str) -> Sequence[Mend]:
    """The mark of quotation before each line of a message that was forwarded: "> #NIK…"."""
    return [(*found.span(), "") for found in _QUOTED.finditer(text)]


def may_need(text: str) -> bool:
    """Whether the steps for characters can find anything in a text: in most they cannot."""
    return not text.isascii() or "\n>" in text or "\n >" in text


CHARACTERS = (
    Step(Code.INVISIBLE_CHARACTER, characters.invisible),
    Step(Code.NOT_NFC, characters.decomposed),
    Step(Code.SEPARATOR_LOOK_ALIKE, _look_alikes),
    Step(Code.TEXT_AROUND, _quoted_lines),
)

# --- envelope: what is around the fields -------------------------------------------------------


def _text_before(frame: Frame) -> Mend | None:
    """Whatever stands before the message: "Selamat pagi, mohon dibantu. #KTP#…"."""
    before = frame.text[: frame.start].strip(WHITE_SPACE)
    return (0, frame.start, "") if before else None


def _keyword(frame: Frame) -> Mend | None:
    """The keyword and the "#" around it: "KTP#…", "##KTP#…", "#K.T.P#…", "#KTP 3308…"."""
    if frame.published:
        return None
    return (frame.start, frame.body, frame.form.write(("",)))


def _closing_marks(frame: Frame) -> Mend | None:
    """The other half of a mark that was opened before the message: "*#KTP#…#Hilang*"."""
    return (frame.close, frame.end, "") if frame.close < frame.end else None


def _text_after(frame: Frame) -> Mend | None:
    """Lines after the message, and what the next chat entry says, unless it is another message."""
    after = not frame.another and frame.text[frame.end :].strip(WHITE_SPACE)
    return (frame.end, len(frame.text), "") if after else None


ENVELOPE: tuple[tuple[Code, Callable[[Frame], Mend | None]], ...] = (
    (Code.TEXT_AROUND, _text_before),
    (Code.KEYWORD_SPELLING, _keyword),
    (Code.TEXT_AROUND, _closing_marks),
    (Code.TEXT_AROUND, _text_after),
)

# --- fields: any but free text -----------------------------------------------------------------

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
    "~": "~",
}


def _around(text: str, start: int, end: int) -> Sequence[Mend]:
    """To drop all of a text but `text[start:end]`."""
    mends = [(0, start, "")] if start else []
    if end < len(text):
        mends.append((end, len(text), ""))
    return mends


def _paired_marks(text: str) -> Sequence[Mend]:
    """Quotes, brackets and WhatsApp's marks around a whole value: "<Siti>", "*Hilang*"."""
    if text[:1] not in _CLOSING:
        return _NOTHING
    start, end = 0, len(text)
    while end - start > 2 and _is_wrapped(text, start, end):  # noqa: PLR2004 - two marks
        start, end = start + 1, end - 1
        while start < end and text[start] in WHITE_SPACE:
            start += 1
        while start < end and text[end - 1] in WHITE_SPACE:
            end -= 1
    if start and any(char.isalnum() for char in text[start:end]):
        return _around(text, start, end)
    return _NOTHING


def _is_wrapped(text: str, start: int, end: int) -> bool:
    opening = text[start]
    closing = _CLOSING.get(opening)
    if text[end - 1] != closing:
        return False
    if closing == opening:
        return True
    # The first bracket must be closed by the last one: "(Siti) Aminah (almh.)" is no such value.
    inner = text.find(closing, start + 1, end - 1)
    return inner < 0 or text.find(opening, start + 1, inner) >= 0


_LABELS = {
    "nik": "Nomor Induk Kependudukan|Nomor NIK|No NIK|NIK|N I K|Nomor KTP|No KTP",
    "nomor_kk": "Nomor Kartu Keluarga|No Kartu Keluarga|Kartu Keluarga|Nomor KK|No KK|NKK|KK",
    "nama": "Nama Lengkap|Nama",
    "desa": "Nama Desa|Desa/Kelurahan|Desa/Kel|Desa|Ds|Kelurahan|Kel",
    "kecamatan": "Nama Kecamatan|Kecamatan|Kec",
    "alasan": "Alasan|Keperluan|Keterangan|Ket",
}


BARE_LABEL = "nama"  # the one label that a value may follow with nothing between them


def _label(name: str, *, bare: str = "") -> Step:
    """The name of the field before its value: "NIK: 3308…", "No. KK = 3308…", "Nama Siti".

    With a colon or an equals sign; without one only before what `bare` says.
    """
    words = _LABELS.get(name, name.replace("_", " ")).replace(" ", r"[\s._]{0,3}")
    plain = rf"|[\s.;-]{{0,3}}(?={bare})" if bare else ""
    label = re.compile(rf"(?i:{words})(?:[\s.]{{0,3}}[:=]{plain})[ \t\r\n]*+(?!\Z)")

    def find(text: str) -> Sequence[Mend]:
        found = label.match(text)
        return ((0, found.end(), ""),) if found else _NOTHING

    return Step(Code.LABEL, find)


# --- numbers -----------------------------------------------------------------------------------

_LONGEST_NUMBER = 200
_SURELY_ONE = 20  # characters hold no two numbers
_OTHER_DIGITS = re.compile(r"[^\D0-9]")
_DASH = r"\-‐‑‒–—−"
_GROUPS = re.compile(
    rf"[0-9]{{2,}}+(?:(?:[ \t\r\n]*+[.{_DASH}][ \t\r\n]*+|[ \t\r\n]++)[0-9]{{2,}}+)++"
)
_NOT_DIGITS = re.compile(r"[^0-9]+")


def _other_digits(text: str) -> Sequence[Mend]:
    """Full-width digits and those of other scripts, each for the digit it is: "３３０８…"."""
    if text.isascii() or len(text) >= _LONGEST_NUMBER:
        return _NOTHING
    found = _OTHER_DIGITS.finditer(text)
    return [(*digit.span(), numbers.decimal(digit.group())) for digit in found]


def _stray_marks(text: str) -> Sequence[Mend]:
    """An apostrophe before a number, as spreadsheets have it, or a mark after it: "'3308…,"."""
    start = len(text) - len(text.lstrip("'’‘`´"))
    end = len(text.rstrip(".,;:!'’`´ \t\r\n"))
    return _around(text, start, end) if start < end else _NOTHING


def _groups(text: str) -> Sequence[Mend]:
    """Digits in groups of two or more: "330815 550895 9001", "33.08.15.550895.9001"."""
    if (
        len(text) >= _LONGEST_NUMBER
        or not _GROUPS.fullmatch(text)
        or numbers.is_spreadsheet(text)
        or (len(text) > _SURELY_ONE and numbers.holds_two(text))
    ):
        return _NOTHING
    return [(*found.span(), "") for found in _NOT_DIGITS.finditer(text)]


# --- the choice --------------------------------------------------------------------------------

_STRAY_BEFORE = re.compile(r"[\s.,;:!?/\\*_~'\"`‘’“”(\[{<>•…–—-]++")
_STRAY_AFTER = " \t\r\n.,;:!?/\\*_~'\"`‘’“”-–—#…)]}>"


def _superfluous_field(text: str) -> Sequence[Mend]:
    """A field too many after the choice: "#Hilang#terima kasih"."""
    at = text.find("#")
    found = choices.lead(text) if at > 0 else None
    if found and found.end <= at and not choices.others(text[found.end :], found.choice):
        return ((at, len(text), ""),)
    return _NOTHING


def _stray_punctuation(text: str) -> Sequence[Mend]:
    """Punctuation around the choice: "Rusak.", "Hilang!!", "Pemula/", "Ubah Data#."."""
    end = len(text.rstrip(_STRAY_AFTER))
    if end == len(text) and text[:1].isalnum():
        return _NOTHING
    before = _STRAY_BEFORE.match(text)
    start = before.end() if before else 0
    if start < end and choices.lead(text[start : start + 80]):
        return _around(text, start, len(text) if "(" in text else end)
    return _NOTHING


def _words_after(text: str) -> Sequence[Mend]:
    """Words after the choice: "Hilang (kecopetan)", "Rusak, tidak terbaca"."""
    found = choices.lead(text)
    if found and found.end < len(text) and not choices.others(text[found.end :], found.choice):
        return ((found.end, len(text), ""),)
    return _NOTHING


def _spelling(text: str) -> Sequence[Mend]:
    """The choice by another word or a letter off: "UbahData", "Kehilangan", "Hilng"."""
    found = choices.lead(text)
    if found and found.end == len(text) and choices.published(text) is not found.choice:
        return ((0, len(text), found.choice.value),)
    return _NOTHING


# --- free text ---------------------------------------------------------------------------------


def _trailing_separator(text: str) -> Sequence[Mend]:
    """A "#" at the end of free text, as in the formats of other offices: "…#BPJS#"."""
    return _around(text, 0, len(text.rstrip("#" + WHITE_SPACE)))


def _invisible_in_text(text: str) -> Sequence[Mend]:
    """Invisible characters in free text, but what emoji are joined with: "BPJS<U+200B>"."""
    return characters.invisible(text, characters.JOINERS)


# --- the fields' steps, by what the grammar has them hold --------------------------------------

_PAIRED = Step(Code.TEXT_AROUND, _paired_marks)


def _number_steps(name: str) -> Sequence[Step]:
    return (
        Step(Code.NUMBER_FORMAT, _other_digits),
        _PAIRED,
        _label(name, bare=r"\d"),
        _PAIRED,
        Step(Code.NUMBER_FORMAT, _stray_marks),
        Step(Code.NUMBER_FORMAT, _groups),
    )


def _name_steps(name: str) -> Sequence[Step]:
    return (_PAIRED, _label(name, bare=r"\s[^\W\d_]" if name == BARE_LABEL else ""), _PAIRED)


def _choice_steps(name: str) -> Sequence[Step]:
    return (
        Step(Code.TEXT_AFTER, _superfluous_field),
        _PAIRED,
        _label(name),
        _PAIRED,
        Step(Code.TEXT_AFTER, _stray_punctuation),
        Step(Code.CHOICE_SPELLING, _words_after),
        Step(Code.CHOICE_SPELLING, _spelling),
    )


def _text_steps(name: str) -> Sequence[Step]:  # noqa: ARG001 - a text has no label
    return (
        Step(Code.INVISIBLE_CHARACTER, _invisible_in_text),
        Step(Code.NOT_NFC, characters.decomposed),
        Step(Code.TEXT_AFTER, _trailing_separator),
    )


FIELDS: dict[str, Callable[[str], Sequence[Step]]] = {
    "number": _number_steps,
    "name": _name_steps,
    "choice": _choice_steps,
    "text": _text_steps,
}
