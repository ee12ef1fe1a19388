"""The reply to a citizen: what was understood, or every mistake and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ktpmsg.locales.fields import CHOICE, outline_of
from ktpmsg.locales.replies import CONFIRMED, PURPOSES, REPLY
from ktpmsg.locales.words import OR, Words, listed, say
from ktpmsg.messages import BUILTIN, format_of
from ktpmsg.problems import Code
from ktpmsg.reporting.facts import outline
from ktpmsg.reporting.gsm import plain, septets
from ktpmsg.reporting.mistakes import mistakes
from ktpmsg.text.characters import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ktpmsg.formats.format import Format
    from ktpmsg.reporting.mistakes import Mistake
    from ktpmsg.reporting.report import Report

__all__ = ["reply"]

LONGEST_REPLY = 4096  # what WhatsApp takes in one message
TWO_SMS = 306  # what two joined SMS hold in the GSM-7 alphabet


def reply(report: Report, lang: str, *, short: bool) -> str:
    """The reply in a language: "id" or "en" (else ValueError)."""
    if report.ok:
        return _short_confirmation(report, lang) if short else _confirmation(report, lang)
    return _short_correction(report, lang) if short else _correction(report, lang)


# --- a good message ----------------------------------------------------------------------------


def _confirmed(report: Report, lang: str) -> list[str]:
    """What was understood, what to bring, and thanks."""
    record: Any = report.message
    one = format_of(type(record))
    chosen = [getattr(record, f.name) for f in one.fields if f.family == "choice"]
    choice = ", ".join(value for value in chosen if value is not None)
    usual = REPLY["confirmed-choice" if choice else "confirmed"]
    words = CONFIRMED.get(type(record).__name__, usual) if _is_ours(one) else usual
    said = [say(words, lang).format(choice=choice, keyword=_called(one))]
    things = [say(thing, lang) for value in chosen for thing in getattr(value, "requires", ())]
    if things:
        said.append(say(REPLY["bring"], lang).format(things=", ".join(things)))
    return said


def _confirmation(report: Report, lang: str) -> str:
    hints = dict.fromkeys(p.hint(lang) for p in report.repairs if p.code in _WORTH_TELLING)
    next_time = [f"{say(REPLY['next time'], lang)} {hint}" for hint in hints if hint]
    lines = [*_confirmed(report, lang), *next_time, say(REPLY["thanks"], lang)]
    return "\n".join(lines)


def _short_confirmation(report: Report, lang: str) -> str:
    said = [plain(part) for part in (*_confirmed(report, lang), say(REPLY["thanks"], lang))]
    while len(said) > 1 and septets(" ".join(said)) > TWO_SMS:
        del said[-2]
    return " ".join(said)


_WORTH_TELLING = {
    Code.KEYWORD_SPELLING,
    Code.NUMBER_FORMAT,
    Code.CHOICE_SPELLING,
    Code.LABEL,
    Code.TEXT_AFTER,
}


def _is_ours(one: Format) -> bool:
    return one.record in BUILTIN


def _called(one: Format) -> str:
    """What to call a format: by its keyword, else as it begins."""
    return one.separator.join(one.keywords) or one.fields[0].words


# --- the formats that are asked for ------------------------------------------------------------


def _asked(report: Report) -> list[Format]:
    """The format that the sender meant, or all that there are."""
    if report.kind is None:
        return [format_of(record) for record in report._known or BUILTIN]  # noqa: SLF001
    one = format_of(report.kind)
    second = [_second(report, p.span) for p in report.errors if p.code is Code.TWO_KEYWORDS]
    return [one, *(other for found in second for other in found if other is not one)]


def _second(report: Report, span: tuple[int, int]) -> Iterator[Format]:
    """The format of a second keyword, which the sender may have meant."""
    written = fold(report.text[slice(*span)])
    home: Any = report.kind._home  # type: ignore[union-attr]  # noqa: SLF001 - bound to its format
    for record in home.records.values():
        other = format_of(record)
        if written and written == fold("".join(other.keywords)):
            yield other


def _purpose(one: Format, lang: str) -> str:
    """What a format is for; of an office's own, its keyword."""
    name = one.record.__name__
    words = PURPOSES.get(name) if _is_ours(one) else None
    return say(words or Words(_called(one), _called(one)), lang)


def _choices(formats: Iterable[Format], lang: str) -> str:
    """How a message begins for each purpose."""
    ways = (f"{one.head.strip() or one.published} ({_purpose(one, lang)})" for one in formats)
    return listed(list(ways), lang, OR)


def _notes(one: Format, lang: str) -> Iterator[str]:
    """What a choice is one of, and which fields may be left out."""
    form = outline_of(outline(one))
    for field in one.fields:
        if field.family == CHOICE.lower():
            facts = dict(field.missing_facts())
            yield say(REPLY["choose"], lang).format(
                field=form.label(field.name, "id"), choices=facts["choices"]
            )
    optional = [form.label(field.name, "id") for field in one.fields if not field.required]
    if optional:
        yield say(REPLY["optional"], lang).format(fields=listed(optional, lang))


# --- a message with mistakes -------------------------------------------------------------------


def _told(report: Report, asked: Sequence[Format], lang: str) -> list[Mistake]:
    return mistakes(report.problems, lang, (("choose", _choices(asked, lang)),))


def _correction(report: Report, lang: str) -> str:
    asked = _asked(report)
    told = _told(report, asked, lang)
    head = [say(REPLY["faulty"], lang)]
    again = ["", say(REPLY["again"], lang)]
    for formats, texts in _shorter(asked, told):
        numbered = [f"{n}. {words}" for n, words in enumerate(texts, 1)]
        found = "\n".join([*head, *numbered, "", *_formats(formats, lang), *again])
        if len(found) <= LONGEST_REPLY:
            return found
    return "\n".join(head + again)[:LONGEST_REPLY]


def _shorter(
    asked: Sequence[Format], told: Sequence[Mistake]
) -> Iterator[tuple[Sequence[Format], list[str]]]:
    """What a reply holds, and ever less of it, until it fits into one message."""
    for count in range(len(asked), 0, -1):
        yield asked[:count], [mistake.full for mistake in told]
    for count in range(len(told), -1, -1):
        yield asked[:1], [mistake.brief for mistake in told[:count]]
    yield (), [mistake.brief for mistake in told[:1]]


def _formats(formats: Sequence[Format], lang: str) -> list[str]:
    """The formats, what their choices are, and an example of each."""
    if not formats:
        return []
    lines = [say(REPLY["format" if len(formats) == 1 else "formats"], lang)]
    for one in formats:
        lines += [f"- {_purpose(one, lang)}:"] if len(formats) > 1 else []
        lines += [outline_of(outline(one)).form, *_notes(one, lang)]
    return [*lines, "", say(REPLY["example"], lang), *(one.example for one in formats)]


# --- in two SMS --------------------------------------------------------------------------------


def _short_correction(report: Report, lang: str) -> str:
    asked = _asked(report)
    told = _told(report, asked, lang)
    told = sorted(told, key=lambda mistake: mistake.is_repaired)
    errors = [mistake for mistake in told if not mistake.is_repaired]
    count = REPLY["short-one" if len(errors) == 1 else "short"]
    head = plain(say(count, lang).format(count=len(errors)))
    for tail in _tails(report, asked, lang):
        for some in _bodies(errors, told):
            numbered = len(errors) > 1 or len(some) > 1
            texts = [f"{n}. {t}" if numbered else t for n, t in enumerate(some, 1)]
            found = f"{' '.join([head, *map(plain, texts)])}\n{tail}"
            if septets(found) <= TWO_SMS:
                return found
    return head.rstrip(":") + "."


def _bodies(errors: Sequence[Mistake], told: Sequence[Mistake]) -> Iterator[list[str]]:
    """What is said of the mistakes, and ever less of it: the first ones in full."""
    yield [mistake.full for mistake in told]
    for full in range(len(errors), 0, -1):
        yield [m.full for m in errors[:full]] + [m.brief for m in errors[full:]]
    for count in range(len(errors) - 1, 0, -1):
        yield [errors[0].full, *(m.brief for m in errors[1:count])]
    for count in range(len(errors), 0, -1):
        yield [m.brief for m in errors[:count]]


def _tails(report: Report, asked: Sequence[Format], lang: str) -> Iterator[str]:
    """How to send it again: the formats, or of a long one no more than how it begins."""
    again = say(REPLY["short-again"], lang)
    yield plain("\n".join([again, *(_published(report, one, lang) for one in asked)]))
    start = asked[0].head.strip() or asked[0].fields[0].words
    yield plain(say(REPLY["short-head"], lang).format(start=start))
    yield plain(again.rstrip(":") + ".")


def _published(report: Report, one: Format, lang: str) -> str:
    """A format as published, with a word where it is a choice at its end.

    Where that choice was the mistake, its words are no pattern to be copied again.
    """
    last = one.fields[-1]
    if last.family != CHOICE.lower():
        return one.published
    if any(problem.field == last.name for problem in report.errors):
        return outline_of(outline(one)).form
    return f"{one.published} {say(REPLY['one-of'], lang)}"


