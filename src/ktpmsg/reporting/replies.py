"""The reply to a citizen: what was understood, or every mistake and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ktpmsg.locales.fields import CHOICE, outline_of
from ktpmsg.locales.replies import CONFIRMED, PURPOSES, REPLY
from ktpmsg.locales.telling import upper
from ktpmsg.locales.words import OR, Words, listed, say
from ktpmsg.messages import BUILTIN, format_of
from ktpmsg.problems import Code
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
    told = mistakes((p for p in report.repairs if p.code in _WORTH_TELLING), lang)
    next_time = [f"{say(REPLY['next time'], lang)} {mistake.full}" for mistake in told]
    lines = [*_confirmed(report, lang), *next_time, say(REPLY["thanks"], lang)]
    return "\n".join(lines)


def _short_confirmation(report: Report, lang: str) -> str:
    said, thanks = _confirmed(report, lang), say(REPLY["thanks"], lang)
    ways = (plain(" ".join([*said[:count], thanks])) for count in range(len(said), -1, -1))
    return next(way for way in ways if septets(way) <= TWO_SMS)


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
    words = PURPOSES.get(one.record.__name__) if _is_ours(one) else None
    return say(words or Words(_called(one), _called(one)), lang)


def _choices(formats: Iterable[Format], lang: str) -> str:
    """How a message begins for each purpose."""
    ways = []
    for one in formats:
        start = one.head.strip() or one.published
        way = say(REPLY["way"], lang).format(start=start, purpose=_purpose(one, lang))
        ways.append(way if _is_ours(one) else start)
    return listed(ways, lang, OR)


def _notes(one: Format, lang: str) -> Iterator[str]:
    """What a choice is one of, which fields may be left out, and what else is to be said."""
    form = outline_of(one.outline)
    yield from _choice_notes(one, lang, "")
    optional = [form.label(field.name, "id") for field in one.fields if not field.required]
    if optional:
        yield say(REPLY["optional"], lang).format(fields=listed(optional, lang))
    yield from form.notes(lang)


# --- a message with mistakes -------------------------------------------------------------------


def _are_several(report: Report) -> bool:
    """Whether several requests were sent in one message."""
    return any(
        p.code is Code.SEVERAL_MESSAGES
        or (p.code is Code.NUMBER_OUTSIDE and bool(p._known().get("people")))  # noqa: SLF001
        for p in report.errors
    )


def _told(report: Report, asked: Sequence[Format], lang: str) -> list[Mistake]:
    starts = [one.head.strip() or one.published for one in asked]
    return mistakes(report.problems, lang, (_choices(asked, lang), listed(starts, lang, OR)))


def _correction(report: Report, lang: str) -> str:
    asked = _asked(report)
    told = _told(report, asked, lang)
    head = [say(REPLY["faulty"], lang)]
    again = ["", say(REPLY["again-each" if _are_several(report) else "again"], lang)]
    for formats, texts in _shorter(asked, told):
        numbered = [f"{n}. {words}" for n, words in enumerate(texts, 1)]
        found = "\n".join([*head, *numbered, "", *_formats(formats, lang), *again])
        if len(found) <= LONGEST_REPLY:
            return found
    return "\n".join(head + again)


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
        lines += [f"- {upper(_purpose(one, lang))}:"] if len(formats) > 1 else []
        lines += [outline_of(one.outline).form, *_notes(one, lang)]
    return [*lines, "", say(REPLY["example"], lang), *(one.example for one in formats)]


# --- in two SMS --------------------------------------------------------------------------------


def _short_correction(report: Report, lang: str) -> str:
    asked = _asked(report)
    told = _told(report, asked, lang)
    errors = [mistake for mistake in told if not mistake.is_repaired]
    repaired = [mistake for mistake in told if mistake.is_repaired]
    count = REPLY["short-one" if len(errors) == 1 else "short"]
    head = plain(say(count, lang).format(count=len(errors)))
    bodies = [*_with_repaired(errors, repaired, lang), *_bodies(errors)]
    for how in range(_TAILS):
        for said in bodies:
            body = plain(f"{head} {said}".rstrip())
            found = f"{body}\n{plain(_tail(how, report, asked, body, lang))}"
            if septets(found) <= TWO_SMS:
                return found
    return f"{head.rstrip(':')}."


def _with_repaired(
    errors: Sequence[Mistake], repaired: Sequence[Mistake], lang: str
) -> Iterator[str]:
    """All mistakes in full, with what was only repaired, if there is room."""
    too = say(REPLY["short-too"], lang)
    for texts in ([m.full for m in repaired], [m.compact for m in repaired]):
        if texts:
            yield " ".join([_numbered([m.full for m in errors]), too, *texts])
            yield " ".join([_numbered([m.compact for m in errors]), too, *texts])


def _bodies(errors: Sequence[Mistake]) -> Iterator[str]:
    """What is said of the mistakes, and ever less of it: the first ones in full."""
    yield _numbered([mistake.full for mistake in errors])
    for count in range(len(errors), -1, -1):
        yield _numbered([m.compact for m in errors[:count]] + [m.brief for m in errors[count:]])
    for count in range(len(errors) - 1, 0, -1):
        yield _numbered([mistake.brief for mistake in errors[:count]])


def _numbered(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return " ".join(f"{n}. {text}" for n, text in enumerate(texts, 1))


_TAILS = 4


def _tail(how: int, report: Report, asked: Sequence[Format], body: str, lang: str) -> str:
    """How to send it again, in `_TAILS` ways: of long formats no more than how they begin.

    The formats with what their choices are, where nothing says so yet, or without.
    """
    again = say(REPLY["short-again"], lang)
    if how < _TAILS - 2:
        lines = [again]
        for one in asked:
            lines.append(_published(report, one, lang))
            lines += [note for note in _choice_notes(one, lang, body + lines[-1]) if not how]
        return "\n".join(lines)
    if how == _TAILS - 2:
        start = asked[0].head.strip() or asked[0].fields[0].words
        return say(REPLY["short-head"], lang).format(start=start)
    return f"{again.rstrip(':')}."


def _published(report: Report, one: Format, lang: str) -> str:
    """A format as published, with a word where it is a choice at its end.

    Where that choice was the mistake, its words are no pattern to be copied again.
    """
    last = one.fields[-1]
    if last.family != CHOICE.lower():
        return one.published
    if any(problem.field == last.name for problem in report.errors):
        return outline_of(one.outline).form
    return f"{one.published} {say(REPLY['one-of'], lang)}"


def _choice_notes(one: Format, lang: str, said: str) -> Iterator[str]:
    """What each choice is one of, where not all of its words are said."""
    form = outline_of(one.outline)
    for field in one.fields:
        if field.family == CHOICE.lower():
            choices = str(dict(field.missing_facts())["choices"])
            if not all(choice in said for choice in choices.split(", ")):
                label = form.label(field.name, "id")
                yield say(REPLY["choose"], lang).format(field=label, choices=choices)
