"""The reply to a citizen: what was understood, or every mistake and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.locales import words as wording
from ktpmsg.messages import BUILTIN, format_of
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record
    from ktpmsg.reporting.report import Report

__all__ = ["reply"]

LONGEST_REPLY = 4096  # what WhatsApp takes in one message
TWO_SMS = 306  # what two joined SMS hold in the GSM-7 alphabet
_SHORT_BODY = 180  # characters of mistakes that leave room for the rest of two SMS


def reply(report: Report, lang: str, *, short: bool) -> str:
    """The reply in a language: "id" or "en" (else ValueError)."""
    if report.ok:
        return _confirmation(report, lang, short=short)
    return _short_correction(report, lang) if short else _correction(report, lang)


def _confirmation(report: Report, lang: str, *, short: bool) -> str:
    record = report.message
    choice = next((v for v in _field_values(record) if hasattr(v, "requires")), None)
    words = wording.CONFIRMED.get(type(record).__name__, wording.REPLY["thanks"])
    lines = [wording.say(words, lang).format(choice=choice)]
    if choice and choice.requires:
        things = ", ".join(wording.say(thing, lang) for thing in choice.requires)
        lines.append(wording.say(wording.REPLY["bring"], lang).format(things=things))
    if not short:
        hints = dict.fromkeys(p.hint(lang) for p in report.repairs if p.code in _WORTH_TELLING)
        lines += [f"{wording.say(wording.REPLY['next time'], lang)} {h}" for h in hints if h]
    lines.append(wording.say(wording.REPLY["thanks"], lang))
    return (" " if short else "\n").join(lines)


_WORTH_TELLING = {
    Code.KEYWORD_SPELLING,
    Code.NUMBER_FORMAT,
    Code.CHOICE_SPELLING,
    Code.LABEL,
    Code.TEXT_AFTER,
}


def _field_values(record: Record | None) -> list[object]:
    return (
        [getattr(record, name) for name in (f.name for f in format_of(type(record)).fields)]
        if record
        else []
    )


def _told(report: Report, lang: str, *, hints: bool) -> list[str]:
    """Every error in a sentence, each said once."""
    told: dict[str, None] = {}
    for problem in report.errors:
        words = problem.describe(lang)
        if problem.field and problem.code is not Code.SWAPPED_FIELDS:
            words = f"{wording.field_label(problem.field, lang)}: {words}"
        else:
            words = words[:1].upper() + words[1:]
        hint = problem.hint(lang) if hints else None
        told[f"{words}. {hint}" if hint else f"{words}."] = None
    return list(told)


def _published(report: Report) -> list[Format]:
    if report.kind:
        return [format_of(report.kind)]
    return [format_of(record) for record in report._known or BUILTIN]


def _correction(report: Report, lang: str) -> str:
    known = _published(report)
    lines = [wording.say(wording.REPLY["faulty"], lang)]
    lines += [f"{n}. {words}" for n, words in enumerate(_told(report, lang, hints=True), 1)]
    lines += ["", wording.say(wording.REPLY["again" if report.kind else "formats"], lang)]
    if not report.kind:
        lines += [f"{_purpose(one, lang)}\n{one.published}" for one in known]
    else:
        lines += [one.published for one in known]
    lines += ["", wording.say(wording.REPLY["example"], lang)]
    lines += [one.example for one in known]
    return "\n".join(lines)


def _purpose(one: Format, lang: str) -> str:
    name = one.record.__name__
    return "- " + wording.say(wording.PURPOSES.get(name, wording.Words(name, name)), lang) + ":"


def _short_correction(report: Report, lang: str) -> str:
    told = _told(report, lang, hints=True)
    if sum(map(len, told)) > _SHORT_BODY:
        told = _told(report, lang, hints=False)
    count = wording.REPLY["short-one" if len(told) == 1 else "short"]
    head = wording.say(count, lang).format(count=len(told))
    tail = "\n".join(
        [
            wording.say(wording.REPLY["short-format"], lang),
            *(one.published for one in _published(report)),
        ]
    )
    body = ""
    for number, words in enumerate(told, 1):
        line = f" {number}. {words}"
        if len(head) + len(body) + len(line) + len("\n") + len(tail) > TWO_SMS:
            break
        body += line
    return f"{head}{body}\n{tail}"
