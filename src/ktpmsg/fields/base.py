"""What every kind of field has in common: how a value is read, judged, written and shown.

A kind of field is a class, named in a grammar by its terminal; a field of a format is an object of
that class. All that is particular to a kind is in its own module of this package, and nobody else
asks what kind a field is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from ktpmsg.fields import labels
from ktpmsg.fields.repairs import at_the_end, labelled, paired_marks, repair, struck_out, told
from ktpmsg.problems import Code, Problem
from ktpmsg.text.characters import control
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ktpmsg.fields.repairs import Repair, Step
    from ktpmsg.problems import Fact, Finding
    from ktpmsg.text.mapped import MappedText

__all__ = ["HIDDEN", "Field", "Reading", "line_end", "loosely", "spaced"]

_MOST_ROUNDS = 8  # a typo that hides behind another: "Nama: Nama Siti"
_IN_GRAMMAR = "#"  # how the patterns of `fields.lark` write the separator of whatever format
_LINE_BREAK = re.compile(r"[\r\n]")

NO, PERHAPS, LIKELY, SURELY = range(4)
HIDDEN = "***"
"""What is shown of a value of which nothing may be."""


class Reading(NamedTuple):
    """What became of a value: its text as repaired, all that was found, and the value.

    The value is None where one of the problems is an error.
    """

    text: MappedText
    problems: list[Problem]
    value: Any


class Field:
    """A field of a format.

    `name` is its name in the grammar and in the record, `words` are its published words,
    `separator` is that of its format ("" for a value outside a message), and `required` says
    whether a message must have it. `pattern` is the regular expression of its values in this
    format, for Lark's terminal and the fast path alike, without white space around the value;
    `plain` is a lookahead: what `pattern` matches after it needs no further checks, and `convert`
    makes the value of it (or raises a LookupError: then it needs some after all).

    `unfilled` matches the published words, however they are written. `label` matches the name of
    the field with `:` or `=` at the start of a text ("No. KK = "); it has no groups.
    """

    terminal: ClassVar[str]
    family: ClassVar[str] = "words"
    """Values of one family are told from those of others by what they look like."""
    anchors: ClassVar[bool] = False
    """Whether a format without a keyword can be known by such a field."""
    has_no_digits: ClassVar[bool] = False
    """Whether a value that is plainly as published has no digits."""
    may_have_lines: ClassVar[bool] = False
    """Whether the last value of a message may go on for several lines."""
    is_open: ClassVar[bool] = False
    """Whether a value goes on to the end of the message, over separators and line breaks."""
    value_type: ClassVar[type] = str
    """What a value is in a record."""
    place: ClassVar[str | None] = None
    """"village" or "district", for a field that holds the name of one."""
    tells_regency: ClassVar[int] = 0
    """Above 0 for a number that says which regency a message is from: the highest is asked."""
    applicant: bool = False
    """Whether the record asks that the person is old enough for an identity card."""
    has_notices: ClassVar[bool] = False
    """Whether `notices` may have something to say."""
    is_called: ClassVar[bool] = False
    """Whether what people call such a field, alone, is no value but the template's."""
    is_name: ClassVar[bool] = False
    """Whether it holds the name of a person."""

    plain: str = ""
    enumeration: Any = None
    """The enumeration of a choice, else None."""

    def __init__(self, name: str, words: str, separator: str, pattern: str) -> None:
        self.name = name
        self.words = words
        self.separator = separator
        self.pattern = self.pattern_in(separator, pattern)
        self.required = True
        self.unfilled: re.Pattern[str] = loosely(words, separator)
        self._labels = labels.words_for(self.terminal, name, words)
        self.label: re.Pattern[str] = labels.label(self._labels, separator)
        if self.is_called:
            self.unfilled = also(self.unfilled, labels.phrases(self._labels))
        self.steps: Sequence[Step] = self._steps()
        self._matches = re.compile(self.pattern).fullmatch

    @classmethod
    def pattern_in(cls, separator: str, pattern: str) -> str:
        """The pattern of a terminal as a format with this separator has it."""
        if separator in {"", _IN_GRAMMAR}:
            return pattern
        return pattern.replace(_IN_GRAMMAR, re.escape(separator))

    def _steps(self) -> Sequence[Step]:
        """The repair steps, in order: marks around the value, its label, and its end."""
        marks = paired_marks(self.separator)
        return (at_the_end(self.separator), marks, self._label_step(), marks, *self._own_steps())

    def _label_step(self) -> Step:
        """The step that drops a label; some kinds know one without a colon, too."""
        return labelled(self.label)

    def _own_steps(self) -> Sequence[Step]:
        """The repair steps of this kind."""
        return ()

    # --- text to value

    def convert(self, text: str) -> Any:  # noqa: ANN401
        """The value of a text as published (LookupError: it needs a look after all)."""
        raise NotImplementedError

    def may_say(self, words: str) -> bool:
        """Whether the pattern of the field matches these words."""
        return self._matches(words) is not None

    def as_published(self, text: str, own: Collection[str] = ()) -> Any:  # noqa: ANN401, ARG002
        """The value of a text if it is exactly as published, else None; `own` as in `read`."""
        if not self._matches(text) or self.unfilled.fullmatch(text):
            return None
        try:
            return self.convert(text)
        except LookupError:
            return None

    def read(self, typed: MappedText, own: Collection[str] = ()) -> Reading:
        """The value of a text as it was typed, with every repair, or the errors that are left.

        `own` are the numbers that the message has in its fields: one of them may be repeated.
        """
        typed = typed.strip()
        value = self.as_published(typed.text, own)
        if value is not None:
            return Reading(typed, [], value)
        refused = self.refused(typed)
        if refused:
            return Reading(typed, [refused], None)
        repaired, repairs, value = self._repaired(typed, own)
        problems = told(self.name, repairs, own)
        if any(p.severity == "error" for p in problems):
            return Reading(repaired, problems, None)
        if value is not None:
            return Reading(repaired, problems, value)
        left = repaired.text
        if repairs and (not left or self.unfilled.fullmatch(left)):
            code = Code.TEMPLATE_UNFILLED if left else Code.EMPTY_FIELD
            return Reading(repaired, [*problems, Problem(code, self.name, typed.span())], None)
        for code, start, end, facts in self.faults(left, own):
            problems.append(Problem(code, self.name, repaired.span(start, end), "error", facts))
        if not any(p.severity == "error" for p in problems):  # the limit of repairs was reached
            problems.append(Problem(Code.BAD_CHARACTERS, self.name, repaired.span()))
        return Reading(repaired, problems, None)

    def refused(self, typed: MappedText) -> Problem | None:
        """Why a value is looked into no further.

        It is empty, says what the template says, is struck out, or has control characters.
        """
        text = typed.text
        if not text:
            return Problem(Code.EMPTY_FIELD, self.name, typed.span())
        if self.unfilled.fullmatch(text):
            return Problem(Code.TEMPLATE_UNFILLED, self.name, typed.span())
        struck = None if self.is_open else struck_out(text)
        if struck:
            return Problem(Code.STRUCK_OUT, self.name, typed.span(*struck))
        found = None if text.isprintable() else control(text)
        return Problem(Code.CONTROL_CHARACTER, self.name, typed.span(*found)) if found else None

    def _repaired(
        self, typed: MappedText, own: Collection[str]
    ) -> tuple[MappedText, list[Repair], Any]:
        """What the steps make of a text, in rounds, since a typo may hide behind another."""
        every: list[Repair] = []
        for _ in range(_MOST_ROUNDS):
            typed, found = repair(typed, self.steps_for(typed.text))
            if not found:
                break
            typed = typed.strip()
            every += found
            value = self.as_published(typed.text, own)
            if value is not None:
                return typed, every, value
        return typed, every, None

    def steps_for(self, text: str) -> Sequence[Step]:  # noqa: ARG002
        """The repair steps that may find something in a value."""
        return self.steps

    def _needs_no_repair(self, text: str) -> bool:
        """Whether no step finds anything in a text, and nothing of it is struck out."""
        return not struck_out(text) and not any(step.find(text) for step in self.steps)

    def faults(self, text: str, own: Collection[str] = ()) -> Iterable[Finding]:
        """The errors of a value that no repair made right; at least one."""
        raise NotImplementedError

    def missing_facts(self) -> tuple[Fact, ...]:
        """What the words for a missing value have to know of the field."""
        return ()

    # --- the value

    def write(self, value: Any) -> str:  # noqa: ANN401
        """The canonical text of a value."""
        return str.__str__(value)

    def given(self, value: Any) -> str:  # noqa: ANN401
        """The text of a value that a record made by hand was given: a text, or a value.

        TypeError for anything else.
        """
        if isinstance(value, str):
            return "".join((value,))  # noqa: FLY002 - of a number its digits, and not its mask
        if isinstance(value, self.value_type):
            return self.write(value)
        message = f"{self.name} takes a str or its own type, not {type(value).__name__}"
        raise TypeError(message)

    def is_usual(self, value: Any, today: datetime.date) -> bool:  # noqa: ANN401, ARG002
        """Whether `notices` has nothing to say: quick, for the path of a good message."""
        return True

    def notices(self, value: Any, today: datetime.date) -> Iterable[Finding]:  # noqa: ANN401, ARG002
        """What somebody may want to look at in a value that is right."""
        return ()

    def mask(self, value: Any) -> str:  # noqa: ANN401, ARG002
        """What a record's repr shows of a value."""
        return f"'{HIDDEN}'"

    def draw(self, typed: str) -> Iterator[str | None]:
        """For each character of a value as typed: what a drawing shows of it, None: itself."""
        return (None if char == "\n" else "*" for char in typed)

    @property
    def example(self) -> str:
        """What a reply shows in the place of the field: a reserved value, of nobody."""
        raise NotImplementedError

    # --- where a value lies

    def fits(self, typed: str, regency: str | None = None) -> int:
        """How well a text fits: 0 not at all, 1 perhaps, 2 as this kind has it, 3 surely.

        A faulty value fits, too: a number of fifteen digits is meant for a number. So do the words
        of the template, and surely what stands behind the name of this very field. `regency` is
        the code of the regency that the message is from, where one knows.
        """
        typed = typed.strip(WHITE_SPACE)
        if not typed:
            return NO
        if self.unfilled.fullmatch(typed):
            return SURELY
        named = self.label.match(typed) if labels.may_have_label(typed) else None
        if named is None:
            return self._fits(typed, regency)
        rest = typed[named.end() :].strip(WHITE_SPACE)
        return SURELY if not rest or self._fits(rest, regency) else NO

    def _fits(self, typed: str, regency: str | None) -> int:  # noqa: ARG002
        """How well a text fits that is not empty, without a label."""
        return PERHAPS

    def end(self, text: str, start: int, limit: int) -> int:
        """Where the last value of a message ends that begins at `start`.

        It ends with the line on which it begins, unless its kind says otherwise, and at `limit` at
        the latest.
        """
        while start < limit and text[start] in WHITE_SPACE:
            start += 1
        return line_end(text, start, limit)


def line_end(text: str, start: int, limit: int) -> int:
    """Where the line ends that goes on at `start`: before its line break, or at `limit`."""
    found = _LINE_BREAK.search(text, start, limit)
    return found.start() if found else limit


def spaced(text: str) -> str:
    """A text with its white space as it is written canonically: single spaces."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def loosely(words: str, separator: str, sign: str = r"[\W_]") -> re.Pattern[str]:
    """A pattern of published words, however they are spaced, punctuated and capitalised.

    `sign` is what may stand between two of its letters, any number of times.
    """
    letters = [re.escape(char) for char in words if char.isalnum()]
    if not letters:
        return re.compile(r"(?!)")
    between = f"(?:{f'(?!{re.escape(separator)})' if separator else ''}{sign})*+"
    return re.compile(f"(?i:{between}{between.join(letters)}{between})")


def also(pattern: re.Pattern[str], words: str) -> re.Pattern[str]:
    """The same pattern, which also matches one of these words, with marks around it."""
    return re.compile(rf"(?:{pattern.pattern}|[\W_]{{0,3}}+{words}[\W_]{{0,3}}+)")
