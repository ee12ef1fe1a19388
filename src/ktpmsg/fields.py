"""The fields of a form: how the value of each is mended, judged and made.

What the grammar lets a field hold decides: a number, a name, one of several choices, or text.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from ktpmsg import characters, choices, frames, names, numbers, regions, repairs
from ktpmsg.numbers import Nik, NomorKK
from ktpmsg.pieces import Piece
from ktpmsg.problems import Code, Finding, Problem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ktpmsg.choices import Alasan
    from ktpmsg.numbers import Number
    from ktpmsg.problems import Fact
    from ktpmsg.repairs import Repair, Step
    from ktpmsg.shape import Field

__all__ = [
    "Choice",
    "Examined",
    "FreeText",
    "Judge",
    "Judged",
    "Name",
    "Numeral",
    "judge",
    "repaired",
]


# What became of a field as it was sent: its mended text, all that was found, and its value, which
# is None where there is an error.
Examined = tuple[Piece, list[Problem], Any]


_MOST_ROUNDS = 8


class Judge:
    """Judges one field, alike whether it was read or set by hand.

    A text that its terminal in the grammar matches, after the lookahead `plain`, holds no slip: to
    `make` a value of it takes no look. (None: the value is the text. A LookupError: it takes one.)
    """

    kind: str
    plain = ""
    make: Callable[[str], Any] | None = None

    def __init__(self, field: Field) -> None:
        self.field = field
        self.name = field.name
        self.steps = repairs.FIELDS[self.kind](field.name)

    def read(self, text: str) -> Any:
        """The value of a text that is as published; None of any other, or of none."""
        raise NotImplementedError

    def examine(self, piece: Piece) -> Examined:
        """The mended value, with every repair, and the errors that are left."""
        piece = piece.strip()
        value = self.read(piece.text)
        return self.mend(piece) if value is None else (piece, [], value)

    def mend(self, piece: Piece) -> Examined:
        """The same for a text that is not as published."""
        refused = self._refused(piece)
        if refused:
            return (piece, [refused], None)
        mended, found, value = self._mended(piece)
        problems = repaired(self.name, found) if found else []
        if value is not None:
            return mended, problems, value
        left = mended.text
        if found and (not left or self.field.unfilled.fullmatch(left)):
            code = Code.TEMPLATE_UNFILLED if left else Code.EMPTY_FIELD
            return mended, [*problems, Problem(code, self.name, piece.span())], None
        for code, start, end, facts in self.faults(left):
            span = mended.span(start, end)
            problems.append(Problem(code, self.name, span, "error", facts))
        if not any(p.severity == "error" for p in problems):
            # Slip upon slip, and no end of it: nobody writes so.
            problems.append(Problem(Code.BAD_CHARACTERS, self.name, mended.span()))
        return mended, problems, None

    def _refused(self, piece: Piece) -> Problem | None:
        """Why a text is not looked into any further."""
        if not piece.text:
            return Problem(Code.EMPTY_FIELD, self.name, piece.span())
        if self.field.unfilled.fullmatch(piece.text):
            return Problem(Code.TEMPLATE_UNFILLED, self.name, piece.span())
        control = None if piece.text.isprintable() else characters.control(piece.text)
        return Problem(Code.CONTROL_CHARACTER, self.name, piece.span(*control)) if control else None

    def _mended(self, piece: Piece) -> tuple[Piece, list[Repair], Any]:
        """What the steps make of a text, once more where a slip hid another: "Nama: Nama Siti"."""
        every: list[Repair] = []
        for _ in range(_MOST_ROUNDS):
            piece, found = repairs.mend(piece, self.steps_for(piece.text))
            if not found:
                break
            piece = piece.strip()
            every += found
            value = self.read(piece.text)
            if value is not None:
                # What it was mended to is right, but a number may have been lost on the way.
                return piece, every, None if any(lost for _, _, _, lost in found) else value
        return piece, every, None

    def facts(self) -> tuple[Fact, ...]:
        """What the words for a missing value say of the field."""
        return ()

    def steps_for(self, text: str) -> Sequence[Step]:  # noqa: ARG002
        """The steps that may find something in a value."""
        return self.steps

    def faults(self, value: str) -> Iterable[Finding]:
        """The errors of a mended value."""
        raise NotImplementedError

    def write(self, value: str) -> str:
        """The canonical text of a value that has no errors."""
        return value if value.isprintable() and "  " not in value else " ".join(value.split())

    def is_usual(self, value: Any, today: datetime.date) -> bool:  # noqa: ARG002
        """Whether there is nothing that somebody may want to look at in a value that is right."""
        return True

    def notices(self, value: Any, today: datetime.date) -> Iterable[Finding]:  # noqa: ARG002
        """What somebody may want to look at in a value that is right."""
        return ()


class Numeral(Judge):
    """A NIK or a KK number; `applicant`: of somebody who asks for an identity card."""

    kind = "number"

    def __init__(self, field: Field, *, applicant: bool) -> None:
        super().__init__(field)
        self._applicant = applicant
        self.type: type[Number] = {Nik.name: Nik, NomorKK.name: NomorKK}[field.name]
        self.plain = f"(?={numbers.pattern(self.type)})"
        self.make = self.type.of_digits
        self._is_right = re.compile(f"{self.plain}(?:{field.value.pattern})").fullmatch
        self._official = regions.official()
        self._is_dated_well = numbers.dated_well(self.type, applicant=applicant)

    def steps_for(self, text: str) -> Sequence[Step]:
        return () if text.isascii() and text.isdigit() else self.steps

    def faults(self, value: str) -> Iterator[Finding]:
        return numbers.faults(self.type, value)

    def read(self, text: str) -> Number | None:
        return self.type.of_digits(text) if self._is_right(text) else None

    def is_usual(self, value: Number, today: datetime.date) -> bool:
        digits = value.digits
        return digits[:6] in self._official and self._is_dated_well(digits[6:12], today)

    def notices(self, value: Number, today: datetime.date) -> Iterable[Finding]:
        return numbers.notices(value.digits, self.type, today, applicant=self._applicant)


class Name(Judge):
    """The name of a person or a place."""

    kind = "name"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._person = field.name == "nama"
        # What begins with a letter, and not with the word for a name, has no slip to look for.
        label = f"(?!(?i:{field.name}))" if field.name == repairs.BARE_LABEL else ""
        self.plain = rf"(?=[^\W\d_]){label}"
        self._is_plain = re.compile(self.plain, re.ASCII).match

    def faults(self, value: str) -> Iterator[Finding]:
        return names.faults(value, self.field.value)

    def read(self, text: str) -> str | None:
        if not self.field.filled.fullmatch(text):
            return None
        value = self.write(text)
        if self._is_plain(value) or not any(any(step.find(value)) for step in self.steps):
            return value
        return None

    def is_usual(self, value: str, today: datetime.date) -> bool:  # noqa: ARG002
        if self._person and not value.replace(" ", "").isalpha() and names.DIGITS.search(value):
            return False
        return len(value) <= names.LONGEST

    def notices(self, value: str, today: datetime.date) -> Iterable[Finding]:  # noqa: ARG002
        return names.notices(value, person=self._person)


class Choice(Judge):
    """One of several words."""

    kind = "choice"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.plain = f"(?={'|'.join(choices.PUBLISHED)})"
        self.make = choices.PUBLISHED.__getitem__
        self._mend_known = functools.lru_cache(maxsize=256)(self._mend_text)

    def mend(self, piece: Piece) -> Examined:
        # The same few texts come again and again. What is remembered lies at 0: of a choice that
        # was mended, only its text is asked for, and its problems are moved.
        if not piece.is_as_sent or len(piece.text) > choices.FAR:
            return super().mend(piece)
        mended, problems, value = self._mend_known(piece.text)
        return mended, [p.moved(piece.start) for p in problems], value

    def _mend_text(self, text: str) -> Examined:
        return super().mend(Piece(text))

    def facts(self) -> tuple[Fact, ...]:
        return choices.FACTS

    def faults(self, value: str) -> Iterator[Finding]:
        return choices.faults(value)

    def read(self, text: str) -> Alasan | None:
        return choices.published(text) if self.field.filled.fullmatch(text) else None


class FreeText(Judge):
    """The citizen's own words."""

    kind = "text"

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.make = self._taken

    def faults(self, value: str) -> Iterator[Finding]:
        yield from names.text_faults(value)
        yield from self._strangers(value)
        if value.endswith("#"):
            yield Finding(Code.TEXT_AFTER, len(value) - 1, len(value))

    def _strangers(self, value: str) -> Iterator[Finding]:
        """What begins another message, or another chat entry, and so cannot be text."""
        if "#" not in value and "\n" not in value:
            return
        text = "0#" + value  # as it stands in a message: after a field and a separator
        begin = frames.current().next_in_text(text, 2, len(text))
        if begin is not None:
            yield Finding(Code.SEVERAL_MESSAGES, begin - 2, len(value))
        header = frames.next_header(text, 2, len(text))
        if header < len(text):
            yield Finding(Code.TEXT_AROUND, header - 2, len(value))

    def write(self, value: str) -> str:
        return value

    def read(self, text: str) -> str | None:
        return text if self.field.filled.fullmatch(text) and self._is_right(text) else None

    def _is_right(self, value: str) -> bool:
        if not value.isascii() and (
            characters.control(value) or characters.has_slips(value, characters.JOINERS)
        ):
            return False
        return not any(True for _ in self.faults(value))

    def _taken(self, value: str) -> str:
        if not self._is_right(value):
            raise LookupError
        return value


class Judged:
    """The fields of one message as they are judged: their pieces as mended, values and problems.

    The value is None where there is an error.
    """

    def __init__(self) -> None:
        self.pieces: dict[str, Piece] = {}
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def look(self, judge: Judge, piece: Piece) -> None:
        """Judge a field by what it holds."""
        value = judge.read(piece.text)
        if value is None:
            piece, found, value = judge.mend(piece)
            self.problems += found
        self.pieces[judge.name] = piece
        self.values[judge.name] = value

    def take(self, judge: Judge, piece: Piece) -> None:
        """Take a field that needs no look."""
        self.pieces[judge.name] = piece
        self.values[judge.name] = judge.make(piece.text) if judge.make else piece.text


def judge(field: Field, *, applicant: bool) -> Judge:
    """The judge of a field, by what the grammar lets it hold.

    `applicant`: the message asks for an identity card.
    """
    if len(field.terminals) > 1:
        return Choice(field)
    if field.terminals == ("NUMBER",):
        return Numeral(field, applicant=applicant)
    return {"NAME": Name, "TEXT": FreeText}[field.terminals[0]](field)


def repaired(field: str | None, found: Iterable[Repair]) -> list[Problem]:
    """A problem for each kind of slip that was mended in a field, and for a number lost with it."""
    spans: dict[tuple[Code, bool], tuple[int, int]] = {}
    for code, start, end, lost in found:
        if (code, lost) in spans:
            first, last = spans[code, lost]
            spans[code, lost] = min(first, start), max(last, end)
        else:
            spans[code, lost] = start, end
    return [
        Problem(Code.NUMBER_OUTSIDE, field, span)
        if lost
        else Problem(code, field, span, severity="repaired")
        for (code, lost), span in spans.items()
    ]
