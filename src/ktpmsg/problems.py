"""What can be the matter with a message: codes, problems, and the exception that carries them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn

import attrs

from ktpmsg.locales import telling
from ktpmsg.quiet import QuietEnum

if TYPE_CHECKING:
    from ktpmsg.reporting.report import Report
else:
    Report = Any  # which `typing.get_type_hints` looks for; its module imports this one

__all__ = ["Code", "Fact", "Finding", "GrammarError", "MessageError", "Problem", "Severity", "Span"]

Severity = Literal["error", "notice", "repaired"]
Span = tuple[int, int]
Fact = tuple[str, str | int | tuple[str, ...] | Callable[[], str]]


class Code(StrEnum, metaclass=QuietEnum):
    """What a problem is, in a word that programs can rely on: a code keeps its meaning for good."""

    # The message as a whole.
    EMPTY = "empty"
    TOO_LONG = "too-long"
    UNKNOWN_KEYWORD = "unknown-keyword"
    WRONG_SEPARATOR = "wrong-separator"
    TEMPLATE_UNFILLED = "template-unfilled"
    SEVERAL_MESSAGES = "several-messages"
    MISSING_FIELD = "missing-field"
    EXTRA_FIELD = "extra-field"
    EMPTY_FIELD = "empty-field"
    TEXT_AROUND = "text-around"
    TEXT_AFTER = "text-after"
    KEYWORD_SPELLING = "keyword-spelling"
    # Characters.
    SEPARATOR_LOOK_ALIKE = "separator-look-alike"
    INVISIBLE_CHARACTER = "invisible-character"
    CONTROL_CHARACTER = "control-character"
    NOT_NFC = "not-nfc"
    # Numbers.
    LABEL = "label"
    NUMBER_FORMAT = "number-format"
    NOT_DIGITS = "not-digits"
    WRONG_LENGTH = "wrong-length"
    MASKED_NUMBER = "masked-number"
    SPREADSHEET_NUMBER = "spreadsheet-number"
    TWO_NUMBERS = "two-numbers"
    NUMBER_OUTSIDE = "number-outside"
    UNKNOWN_PROVINCE = "unknown-province"
    UNKNOWN_REGION = "unknown-region"
    INFERRED_REGION = "inferred-region"
    IMPOSSIBLE_DATE = "impossible-date"
    IMPLAUSIBLE_DATE = "implausible-date"
    UNDER_AGE = "under-age"
    ZERO_SERIAL = "zero-serial"
    SAME_NUMBER = "same-number"
    SWAPPED_NUMBERS = "swapped-numbers"
    SWAPPED_FIELDS = "swapped-fields"
    # The order and the parts of a message.
    WRONG_ORDER = "wrong-order"
    MISSING_SEPARATOR = "missing-separator"
    TWO_KEYWORDS = "two-keywords"
    STRUCK_OUT = "struck-out"
    # Names and places.
    BAD_CHARACTERS = "bad-characters"
    MIXED_SCRIPT = "mixed-script"
    NO_LETTERS = "no-letters"
    DIGITS_IN_NAME = "digits-in-name"
    LONG_NAME = "long-name"
    UNKNOWN_PLACE = "unknown-place"
    # The choice.
    UNKNOWN_CHOICE = "unknown-choice"
    SEVERAL_CHOICES = "several-choices"
    CHOICE_SPELLING = "choice-spelling"
    # Dates and telephone numbers.
    NOT_A_DATE = "not-a-date"
    DATE_FORMAT = "date-format"
    NOT_A_PHONE = "not-a-phone"
    PHONE_FORMAT = "phone-format"

    @classmethod
    def _missing_(cls, _: object) -> NoReturn:
        """Refuse what is no code without quoting it, as everywhere in this library."""
        message = "no problem has this code"
        raise ValueError(message)


class Finding(NamedTuple):
    """Something found in one value: the code, where in it (offsets), and facts for the words."""

    code: Code
    start: int
    end: int
    facts: tuple[Fact, ...] = ()


@attrs.frozen(repr=False)
class Problem:
    """One thing found in a message.

    `code` says what it is, `field` which field it concerns (None: the message as a whole, or one
    of several fields), `span` where it lies: start and end in the text of the report, or in the
    value given, for a record built by hand. `severity` is "error" (there is no record),
    "notice" (there is one, and somebody may want to look at it) or "repaired" (lenient reading
    mended what strict reading calls an error).

    The facts behind its words hold nothing of what the sender wrote.
    """

    code: Code
    """What it is."""
    field: str | None
    """The field that it concerns; None: the whole message, or one of several fields."""
    span: Span
    """Where it lies: start and end in the text of the report."""
    severity: Severity = "error"
    """One of "error", "notice" and "repaired"."""
    _facts: tuple[Fact, ...] = ()

    def describe(self, lang: str = "en") -> str:
        """What is the matter, in words for people; `lang` is "id" or "en" (else ValueError)."""
        return telling.describe(self.code, self.field, self._known(), lang)

    def hint(self, lang: str = "en") -> str | None:
        """What to do about it, where there is something to say; `lang` as in `describe`."""
        return telling.hint(self.code, self.field, self._known(), lang)

    def _known(self) -> dict[str, str | int | tuple[str, ...]]:
        """The facts by name; what takes long is worked out only now."""
        return {name: fact() if callable(fact) else fact for name, fact in self._facts}

    def __repr__(self) -> str:
        return (
            f"Problem(code={self.code.value!r}, field={self.field!r}, span={self.span!r}, "
            f"severity={self.severity!r})"
        )

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        yield "code", self.code.value
        yield "field", self.field
        yield "span", self.span
        yield "severity", self.severity


class MessageError(ValueError):
    """The text is no message that can be read, or the values make no record.

    `problems` are all that were found, errors and others; `report` is the `Report` of the text,
    or None where a record or a number was built by hand. Its words name fields and codes only.
    """

    __slots__ = ("problems", "report")  # frameworks turn what is in a `__dict__` into JSON

    problems: tuple[Problem, ...]
    """All that were found, errors and others."""
    report: Report | None
    """The report of the text; None where a record or a number was built by hand."""

    def __init__(self, problems: Iterable[Problem], report: Report | None = None) -> None:
        self.problems = tuple(problems)
        self.report = report
        super().__init__(self.problems, report)

    def __str__(self) -> str:
        errors = [p for p in self.problems if p.severity == "error"]
        words = (f"{p.field}: {p.describe()}" if p.field else p.describe() for p in errors)
        return f"{len(errors)} error{'s' * (len(errors) != 1)}: " + "; ".join(words)

    def __repr__(self) -> str:
        return f"MessageError({', '.join(p.code for p in self.problems)})"


class GrammarError(ValueError):
    """A grammar of formats, or a record class given for one, that cannot be used.

    Its words say in which file and line, what is wrong, and what to write instead.
    """
