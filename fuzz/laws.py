"""The laws that hold for any text at all, each of them a promise of the library to its users."""

from __future__ import annotations

import datetime
import json
import pickle
import re
import unicodedata
from typing import TYPE_CHECKING, Final

import attrs

import ktpmsg
from ktpmsg import messages, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ktpmsg import Message, Problem, Report

__all__ = ["CANARY", "BrokenLawError", "judge"]

TODAY: Final = datetime.date(2026, 11, 23)
HEADER: Final = "30/08/25 18.00 - Budi: "
# A name that is in no sentence of the library and no table, and near no word of them. The seeds
# have it in the place of names, places and texts.
CANARY: Final = "Qzxwvqj"

# More digits than a region has, however they are grouped.
_DIGITS: Final = re.compile(r"\d(?:[^\w*#\uff03\ufe5f]{0,3}\d){6,}")
_ESCAPES: Final = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
_EXAMPLES: Final = [text for text in wording.EXAMPLES.values() if text.isdecimal()]


class BrokenLawError(AssertionError):
    """A law does not hold for a text; its words are the law's."""


def judge(text: str) -> None:
    """Hold a text against all laws, in strict and in lenient reading."""
    strict = ktpmsg.check(text, strict=True, today=TODAY)
    lenient = ktpmsg.check(text, today=TODAY)
    for report in (strict,) if strict == lenient else (strict, lenient):
        _is_whole(text, report)
        _has_an_answer(report)
        _hides(text, *_shown(report))
    _agrees_with_parse(text, strict, strictly=True)
    _agrees_with_parse(text, lenient, strictly=False)
    _is_one_reading(strict, lenient)
    if lenient.message is not None:
        _is_a_record(text, lenient.message)
    for strictly in (True, False):
        _finds(text, strictly=strictly)
    _finds(f"{HEADER}halo\n{HEADER}{text}\n{HEADER}ok\n", strictly=False)


def _hold(law: str, *, true: bool) -> None:
    if not true:
        raise BrokenLawError(law)


def _told(report: Report) -> list[tuple[str, str | None, tuple[int, int], str]]:
    return [(p.code.value, p.field, p.span, p.severity) for p in report.problems]


def _decimals(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _numbers(message: Message) -> Iterator[str]:
    yield message.nik.digits
    if not isinstance(message, ktpmsg.Disdukcapil):
        yield message.nomor_kk.digits


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
    judges = messages.format_of(report.kind or ktpmsg.Ktp).judges
    order = [None, *(judge.name for judge in judges)]
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
    yield json.dumps(report.to_dict(), ensure_ascii=False, indent=0)
    for lang in ("id", "en"):
        yield report.reply(lang)
        yield report.reply(lang, short=True)
    yield repr(report.problems)
    if report.message is None:
        error = ktpmsg.MessageError(report.problems, report)
        yield f"{error}\n{error!r}"
    else:
        yield f"{report.message}\n{report.message!r}\n{report.message.nik!r}"


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


def _agrees_with_parse(text: str, report: Report, *, strictly: bool) -> None:
    try:
        message = ktpmsg.parse(text, strict=strictly, today=TODAY)
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


def _is_a_record(text: str, message: Message) -> None:
    typed = _decimals(text)
    _hold("digits are those typed", true=all(n in typed for n in _numbers(message)))
    again = ktpmsg.check(message.text, strict=True, today=TODAY)
    _hold("the canonical text is the same record", true=again.message == message)
    _hold("the canonical text has no repair", true=again.repairs == ())
    values = {f.name: getattr(message, f.name) for f in attrs.fields(type(message))}
    plain = {
        n: v.digits if isinstance(v, (ktpmsg.Nik, ktpmsg.NomorKK)) else str(v)
        for n, v in values.items()
    }
    _hold("a record by hand is the same", true=type(message)(**plain) == message)


# --- finding -----------------------------------------------------------------------------------


def _finds(text: str, *, strictly: bool) -> None:
    floor = 0
    found = list(ktpmsg.find(text, strict=strictly, today=TODAY))
    for report in found:
        start, end = report.span
        _hold("messages found lie one after another", true=floor <= start < end <= len(text))
        floor = end
        _hold("a message found is that slice", true=text[start:end] == report.text)
        _hold("a line is counted", true=report.line == 1 + text.count("\n", 0, start))
        alone = ktpmsg.check(report.text, strict=strictly, today=TODAY)
        same = (alone.message, alone.kind) == (report.message, report.kind)
        _hold("found is as checked alone", true=same and _told(alone) == _told(report))
        _hides(report.text, str(report))
    if strictly and (message := ktpmsg.check(text, strict=True, today=TODAY).message):
        _hold("what is strictly right is found", true=[r.message for r in found] == [message])
