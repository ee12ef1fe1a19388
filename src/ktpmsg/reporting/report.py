"""What was found out about one message, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator  # noqa: TC003 - `typing.get_type_hints` looks for it
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, cast

import attrs

from ktpmsg.locales.words import LANGUAGES
from ktpmsg.messages import (
    Message,
    Record,
    format_of,
    parts_of,
    pickled_class,
    unpickled_class,
)
from ktpmsg.problems import Code, Problem, Span
from ktpmsg.reporting import drawing, replies

__all__ = ["Part", "Report"]


class Part(NamedTuple):
    """A part of a text that is drawn masked: the field it is, or None for what was set aside."""

    field: str | None
    start: int
    end: int


if TYPE_CHECKING:
    from typing_extensions import TypeVar  # type checkers know it; nobody has to install it

    M_co = TypeVar("M_co", bound=Record, covariant=True, default=Message)
else:
    from typing import TypeVar

    M_co = TypeVar("M_co", bound=Record, covariant=True)


@attrs.frozen(repr=False, str=False)
class Report(Generic[M_co]):
    """What was found out about one message.

    `text` is the slice that was judged, `span` where it lies in the text given and `line` the
    number of its first line there, from 1. `message` is the record, or None where there are
    errors; `kind` the record class recognised, also when there are; `problems` are all that were
    found, in the order of the text, with spans in `text`.

    To a type checker, a `Report` is of the built-in messages, and one of `Formats` is of any:
    `isinstance(report.message, CekKtp)` narrows it to a record of an office's own.

    `repr` and `str` show no more of a number than its region, and nothing of a name, a place that
    is not official, or a text.
    """

    text: str
    """The slice of the text given that was judged."""
    span: Span
    """Where it lies there: start and end."""
    line: int
    """The number of its first line there, from 1."""
    message: M_co | None
    """The record, or None where there are errors."""
    kind: type[Record] | None
    """The record class recognised, also where there are errors."""
    problems: tuple[Problem, ...]
    """All that were found, in the order of the text."""
    _parts: tuple[Part, ...] | None = None
    _known: tuple[type[Record], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is a record."""
        return self.message is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which there is no record."""
        return self._of("error")

    @property
    def notices(self) -> tuple[Problem, ...]:
        """The problems that somebody may want to look at; they are no reason to refuse."""
        return self._of("notice")

    @property
    def repairs(self) -> tuple[Problem, ...]:
        """What lenient reading repaired."""
        return self._of("repaired")

    def _values(self) -> tuple[Part, ...]:
        """The parts of the text that are values, by field."""
        if self._parts is not None or self.kind is None:
            return self._parts or ()
        return tuple(Part(*part) for part in parts_of(self.kind, self.text))

    def _of(self, severity: str) -> tuple[Problem, ...]:
        if not self.problems:
            return ()
        return tuple(p for p in self.problems if p.severity == severity)

    def reply(self, lang: str = "id", short: bool = False) -> str:  # noqa: FBT001, FBT002
        """What an office can send back as it is.

        All errors, numbered, with what to do about each, the right format and an example; for a
        good message what was understood and what to bring. At most 4,096 characters, and with
        `short` at most 306 of the GSM-7 alphabet: two SMS. `lang` is "id" or "en", else
        ValueError. It never quotes a number, a name or a text.
        """
        return replies.reply(cast("Report", self), lang, short=short)

    def draw(self, lang: str = "en") -> str:
        """The report as text for people, in "id" or "en" (else ValueError): `str` is the English.

        The message, masked, with carets under what the problems are about, and a row for each.
        """
        return drawing.drawn(cast("Report", self), lang)

    def to_dict(self, reveal: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
        """The report for JSON; `reveal` gives out the text and the values, else they are masked."""
        found: dict[str, Any] = {
            "kind": format_of(self.kind).name if self.kind else None,
            "ok": self.ok,
            "line": self.line,
            "span": list(self.span),
            "message": self.message and _shown(cast("Record", self.message), reveal=reveal),
            "problems": [_problem(p, reveal=reveal) for p in self.problems],
        }
        if reveal:
            found["text"] = self.text
        return found

    def __str__(self) -> str:
        return self.draw("en")

    def __repr__(self) -> str:
        kind = self.kind.__name__ if self.kind else None
        codes = ", ".join(p.code for p in self.problems)
        return f"<Report kind={kind} ok={self.ok} line={self.line} problems=[{codes}]>"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        yield "kind", self.kind.__name__ if self.kind else None
        yield "ok", self.ok
        yield "line", self.line
        yield "problems", [problem.code.value for problem in self.problems]

    def __reduce__(self) -> Any:  # noqa: ANN401 - as pickle has it
        known = tuple(pickled_class(record) for record in self._known)
        values = (self.text, self.span, self.line, self.message, pickled_class(self.kind))
        return _unpickled, (*values, self.problems, self._parts, known)

    def _repr_html_(self) -> str:
        return drawing.as_html(cast("Report", self))


def _unpickled(  # noqa: PLR0913, PLR0917 - what a report is made of
    text: str,
    span: Span,
    line: int,
    message: Message | None,
    kind: Any,  # noqa: ANN401 - whatever pickle kept
    problems: tuple[Problem, ...],
    parts: tuple[Part, ...] | None,
    known: tuple[Any, ...],
) -> Report:
    classes = tuple(unpickled_class(record) for record in known)
    record = kind and unpickled_class(kind)
    return Report(text, span, line, message, record, problems, parts, classes)


def moved(report: Report, span: Span, line: int) -> Report:
    """The report of the same text where it lies elsewhere: at `span` and on `line`."""
    return attrs.evolve(report, span=span, line=line)


def _shown(record: Record, *, reveal: bool) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for field in format_of(type(record)).fields:
        value = getattr(record, field.name)
        if value is None:
            found[field.name] = None
        else:
            found[field.name] = field.write(value) if reveal else field.mask(value).strip("'")
    return found


def _problem(problem: Problem, *, reveal: bool) -> dict[str, Any]:
    hidden = problem.code is Code.UNKNOWN_PLACE and not reveal  # its hint comes near a place
    return {
        "code": problem.code.value,
        "field": problem.field,
        "span": list(problem.span),
        "severity": problem.severity,
        "description": {lang: problem.describe(lang) for lang in LANGUAGES},
        "hint": {lang: None if hidden else problem.hint(lang) for lang in LANGUAGES},
    }
