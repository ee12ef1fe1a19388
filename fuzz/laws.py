"""The laws that hold for any text at all, each of them a promise of the library to its users."""

from __future__ import annotations

import datetime
import json
import pickle
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import attrs

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ktpmsg import Problem, Record, Report

__all__ = ["CANARY", "OFFICE", "BrokenLawError", "judge"]


class Reader(Protocol):
    """What reads messages: the library's own functions, or those of an office's formats."""

    @property
    def parse(self) -> Any:  # noqa: ANN401 - as `ktpmsg.parse`
        """Return the message, or raise."""

    @property
    def check(self) -> Any:  # noqa: ANN401 - as `ktpmsg.check`
        """Return the report."""

    @property
    def find(self) -> Any:  # noqa: ANN401 - as `ktpmsg.find`
        """Yield the reports of the messages in a text."""


TODAY: Final = datetime.date(2026, 11, 23)
HEADER: Final = "30/08/25 18.00 - Budi: "
# An office's formats: several separators, no keyword, fields of every kind, optional ones.
OFFICE: Final = ktpmsg.Formats.load(Path(__file__).with_name("office.lark"), builtin=False)
_SIGNS: Final = frozenset("*;|")  # their separators
# A message that stands after any other, with numbers that no seed has.
OTHER: Final = "#SINKRONISASI#3307014107909777#3307010203159778#bank"
# A name that is in no sentence of the library and no table, and near no word of them. The seeds
# have it in the place of names, places and texts.
CANARY: Final = "Qzxwvqj"

# More digits than a region has, however they are grouped.
_DIGITS: Final = re.compile(r"\d(?:[^\w*#\uff03\ufe5f]{0,3}\d){6,}")
_ESCAPES: Final = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_LINE_END: Final = re.compile("\r\n|\r|\n")


def _examples(kind: type[Record]) -> set[str]:
    """The numbers that our own replies show as an example."""
    head = kind.published.partition("NIK")[0]
    reply = OFFICE.check(head).reply() + ktpmsg.check(head).reply()
    return set(re.findall(r"[0-9](?:-?[0-9]){6,}", reply))


_EXAMPLES: Final[set[str]] = set().union(
    *map(_examples, (*OFFICE.records.values(), ktpmsg.Ktp, ktpmsg.Sinkronisasi))
)


class BrokenLawError(AssertionError):
    """A law does not hold for a text; its words are the law's."""


def judge(text: str) -> None:
    """Hold a text against all laws, by our formats and by an office's, strictly and leniently."""
    _judge(text, ktpmsg)
    if not _SIGNS.isdisjoint(text):  # else it is no message of theirs, and that is soon said
        _judge(text, OFFICE)
    _is_not_swallowed(text)


def _judge(text: str, reader: Reader) -> None:
    strict = reader.check(text, strict=True, today=TODAY)
    lenient = reader.check(text, today=TODAY)
    for report in (strict,) if strict == lenient else (strict, lenient):
        _is_whole(text, report)
        _has_an_answer(report)
        _hides(text, *_shown(report))
    _agrees_with_parse(text, strict, reader, strictly=True)
    _agrees_with_parse(text, lenient, reader, strictly=False)
    _is_one_reading(strict, lenient)
    if lenient.message is not None:
        _is_a_record(text, lenient.message, reader)
    for strictly in (True, False):
        _finds(text, reader, strictly=strictly)
    _finds(f"{HEADER}halo\n{HEADER}{text}\n{HEADER}ok\n", reader, strictly=False)
    if reader is ktpmsg:  # whose messages all have ten digits, and a keyword
        _is_found(text, lenient, reader)


def _hold(law: str, *, true: bool) -> None:
    if not true:
        raise BrokenLawError(law)


def _told(report: Report) -> list[tuple[str, str | None, tuple[int, int], str]]:
    return [(p.code.value, p.field, p.span, p.severity) for p in report.problems]


def _decimals(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _values(message: Record) -> dict[str, Any]:
    """The values of a record by the names of its fields, in its order."""
    return {name: getattr(message, name) for name in _names(type(message))}


def _names(kind: Any) -> list[str]:  # noqa: ANN401 - attrs has no type of record classes
    return [field.name for field in attrs.fields(kind)]


def _numbers(message: Record) -> Iterator[str]:
    for value in _values(message).values():
        if isinstance(value, (ktpmsg.Nik, ktpmsg.NomorKK)):
            yield value.digits


# --- one report --------------------------------------------------------------------------------


def _is_whole(text: str, report: Report) -> None:
    given = (report.text, report.span, report.line)
    _hold("a report is of the text given", true=given == (text, (0, len(text)), 1))
    _hold("message xor errors", true=(report.message is None) == bool(report.errors))
    _hold("ok is a message", true=report.ok == (report.message is not None))
    _hold(
        "a message has a kind", true=report.message is None or type(report.message) is report.kind
    )
    for problem in report.problems:
        start, end = problem.span
        _hold("spans lie inside", true=0 <= start <= end <= len(text))
    order = [None, *_names(report.kind or ktpmsg.Ktp)]
    keys = [(p.span[0], order.index(p.field)) for p in report.problems]
    _hold("problems are in order", true=keys == sorted(keys))
    _hold("reports pickle", true=pickle.loads(pickle.dumps(report)) == report)  # noqa: S301


def _has_an_answer(report: Report) -> None:
    for lang in ("id", "en"):
        long, short = report.reply(lang), report.reply(lang, short=True)
        _hold("there is a reply", true=bool(long and short))
        _hold("a reply fits into one message", true=len(long) <= 4096)  # noqa: PLR2004
        _hold("a short reply fits into two SMS", true=len(short) <= 306)  # noqa: PLR2004
        for problem in report.problems:
            _hold("a problem has words", true=bool(problem.describe(lang)))
            _hold("a hint has words", true=problem.hint(lang) != "")
    revealed = json.loads(json.dumps(report.to_dict(reveal=True)))
    _hold("a dict is ready for JSON", true=revealed["text"] == report.text)


def _shown(report: Report) -> Iterator[str]:
    """All that a report shows without being asked for more."""
    yield str(report)
    yield repr(report)
    yield report.draw("id")
    yield json.dumps(report.to_dict(), ensure_ascii=False, indent=0)
    for lang in ("id", "en"):
        yield report.reply(lang)
        yield report.reply(lang, short=True)
    yield repr(report.problems)
    if report.message is None:
        error = ktpmsg.MessageError(report.problems, report)
        yield f"{error}\n{error!r}"
    else:
        yield f"{report.message}\n{report.message!r}"
        yield " ".join(f"{v} {v!r}" for v in _values(report.message).values() if _is_masked(v))


def _is_masked(value: object) -> bool:
    """Whether a value shows itself masked: others are plain text, which is asked for by name."""
    return isinstance(value, (ktpmsg.Nik, ktpmsg.NomorKK))


def _hides(text: str, *shown: str) -> None:
    for words in shown:
        _hold("no name is shown", true=CANARY.casefold() not in words.casefold())
    typed = _decimals(text)
    if len(typed) <= 6:  # noqa: PLR2004 - the digits of a region
        return
    for words in shown:
        plain = _ESCAPES.sub(" x ", words)
        for example in _EXAMPLES:
            plain = plain.replace(example, "")
        leaks = any(_decimals(run) in typed for run in _DIGITS.findall(plain))
        _hold("no more than six digits are shown", true=not leaks)


# --- two ways of reading -----------------------------------------------------------------------


def _agrees_with_parse(text: str, report: Report, reader: Reader, *, strictly: bool) -> None:
    try:
        message = reader.parse(text, strict=strictly, today=TODAY)
    except ktpmsg.MessageError as error:
        _hold("parse raises what check reports", true=error.report == report)
        _hold("no other error shows behind", true=not (error.__cause__ or error.__context__))
    else:
        _hold("parse returns what check reports", true=message == report.message)


def _is_one_reading(strict: Report, lenient: Report) -> None:
    _hold("strict reading repairs nothing", true=strict.repairs == ())
    _hold("one kind in both readings", true=strict.kind is lenient.kind)
    _hold(
        "strictly right is right with no repair",
        true=strict.ok == (lenient.ok and not lenient.repairs),
    )
    if strict.ok:
        _hold("strictly right is the same in both readings", true=strict == lenient)
    _hold("a repair is an error in strict reading", true=_slips(lenient) == _slips(strict))


def _slips(report: Report) -> list[Problem]:
    found = (p for p in report.problems if p.severity != "notice")
    return [attrs.evolve(p, severity="error") for p in found]


def _is_a_record(text: str, message: Record, reader: Reader) -> None:
    typed = _decimals(text)
    _hold("digits are those typed", true=all(n in typed for n in _numbers(message)))
    again = reader.check(message.text, strict=True, today=TODAY)
    _hold("the canonical text is the same record", true=again.message == message)
    _hold("the canonical text has no repair", true=again.repairs == ())
    values = _values(message)
    _hold("a record by hand is the same", true=type(message)(**values) == message)
    plain = {n: v[:] if isinstance(v, str) else v for n, v in values.items()}
    _hold("a record of plain values is the same", true=type(message)(**plain) == message)
    data = attrs.asdict(cast("Any", message))
    _hold("a record of its data is the same", true=type(message)(**data) == message)
    _hold("records pickle", true=pickle.loads(pickle.dumps(message)) == message)  # noqa: S301


# --- finding -----------------------------------------------------------------------------------


def _finds(text: str, reader: Reader, *, strictly: bool) -> None:
    floor = 0
    found = list(reader.find(text, strict=strictly, today=TODAY))
    for report in found:
        start, end = report.span
        _hold("messages found lie one after another", true=floor <= start < end <= len(text))
        floor = end
        _hold("a message found is that slice", true=text[start:end] == report.text)
        lines = 1 + len(_LINE_END.findall(text, 0, start))
        _hold("a line is counted", true=report.line == lines)
        alone = reader.check(report.text, strict=strictly, today=TODAY)
        same = (alone.message, alone.kind) == (report.message, report.kind)
        told = [row for row in _told(report) if not _is_beside(row, report.text)]
        _hold("found is as checked alone", true=same and _told(alone) == told)
        _hides(report.text, str(report))
    if strictly and (message := reader.check(text, strict=True, today=TODAY).message):
        _hold("what is strictly right is found", true=[r.message for r in found] == [message])


def _is_beside(row: tuple[str, str | None, tuple[int, int], str], text: str) -> bool:
    """Whether it is the notice of a number outside every message, at an end of the one beside."""
    code, _, span, severity = row
    return (code, severity) == ("number-outside", "notice") and span in {(0, 0), (len(text),) * 2}


def _is_found(text: str, lenient: Report, reader: Reader) -> None:
    if lenient.message is not None:
        good = _good(reader.find(text, today=TODAY))
        _hold("what is read without error is found", true=good == [lenient.message])


def _is_not_swallowed(text: str) -> None:
    """Hold two messages, one after another, against what each of them is alone."""
    first = ktpmsg.check(text, today=TODAY)
    if first.message is None or "77010203159778" in _decimals(text):
        return
    joined = f"{text}\n{OTHER}"
    report = ktpmsg.check(joined, today=TODAY)
    codes = {problem.code.value for problem in report.errors}
    _hold("two messages are several", true="several-messages" in codes)
    second = ktpmsg.parse(OTHER)
    good = _good(ktpmsg.find(joined, today=TODAY))
    _hold("no message swallows another", true=good == [first.message, second])


def _good(reports: Iterable[Report]) -> list[Record | None]:
    return [report.message for report in reports if report.ok]
