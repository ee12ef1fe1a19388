"""Reading one message: `parse` and `check`.

A text that is strictly right is read by the grammar's pattern in one go. Where another pattern of
the grammar shows at a glance that a text is one message and no more, its fields are looked into.
Any other is mended in three stages, each from text to text that knows where it came from:
characters, envelope, fields. If no error is left, the values of the mended fields make the record.
In strict reading every mended slip is an error, with the same code.
"""

from __future__ import annotations

import bisect
import datetime
import re
from typing import TYPE_CHECKING, cast

import attrs

from ktpmsg import characters, fields, frames, messages, numbers, repairs
from ktpmsg.alignment import align
from ktpmsg.fields import Judged
from ktpmsg.messages import LONGEST
from ktpmsg.numbers import Number
from ktpmsg.pieces import WHITE_SPACE, Piece
from ktpmsg.problems import Code, MessageError, Problem
from ktpmsg.reports import Region, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ktpmsg.alignment import Value
    from ktpmsg.frames import Frame
    from ktpmsg.messages import Format, Formats, Message, Record
    from ktpmsg.problems import Finding
    from ktpmsg.repairs import Repair

__all__ = ["check", "parse"]


def parse(text: str, *, strict: bool = False, today: datetime.date | None = None) -> Message:
    """The message that a text is: a `Ktp`, a `Sinkronisasi` or a `Disdukcapil`.

    `strict` takes a text only as published; otherwise honest slips are mended, and identity is
    never guessed. `today` fixes the calendar (None: the real one). Raises `MessageError`, with
    all problems and the report, for a text that is no message, and `TypeError` for no `str`.
    """
    if not isinstance(text, str):
        raise _no_text(text)
    if today is not None:
        today = calendar(today)
    record = messages.formats().read(text)
    if record is not None:
        return cast("Message", record)
    report = check(text, strict=strict, today=today)
    if report.message is None:
        raise MessageError(report.problems, report)
    return report.message


def check(text: str, *, strict: bool = False, today: datetime.date | None = None) -> Report:
    """The report of one text: the message that it is, and every problem at once.

    `strict` and `today` as in `parse`. Any `str` gets a report, in time linear in its length;
    anything else is a `TypeError`.
    """
    if not isinstance(text, str):
        raise _no_text(text)
    if today is not None:
        today = calendar(today)
    formats = messages.formats()
    record = formats.read(text)
    if record is not None:
        one = formats.of(record)
        notices = one.notices(record, today or numbers.current_day())
        problems: list[Problem] = []
        if notices:
            problems = _in_order([*_placed(notices, record, one.pieces(text))], one)
        return Report(text, (0, len(text)), 1, cast("Message", record), one.record, tuple(problems))
    if len(text) > LONGEST:
        return Report(text, (0, len(text)), 1, None, None, (messages.too_long(len(text)),))
    return examine(formats, text, strict=strict, today=today)


def _no_text(thing: object) -> TypeError:
    return TypeError(f"a message is a str, not {type(thing).__name__}")


def _placed(
    notices: Iterable[tuple[str, Finding]], record: Record, pieces: Mapping[str, Piece]
) -> Iterator[Problem]:
    """The notices of a record, with spans in the text that its fields were read from."""
    for name, (code, start, end, facts) in notices:
        piece, value = pieces[name], getattr(record, name)
        # A value whose white space was put in order lies elsewhere: then the whole field is meant.
        same = piece.text == (value.digits if isinstance(value, Number) else value)
        span = piece.span(start, end) if same else piece.span()
        yield Problem(code, name, span, "notice", facts)


def calendar(today: object) -> datetime.date | None:
    """The day that fixes the calendar; TypeError for what is no date."""
    if isinstance(today, datetime.datetime):
        return today.date()
    if today is not None and not isinstance(today, datetime.date):
        message = f"today is a date, not {type(today).__name__}"
        raise TypeError(message)
    return today


def examine(formats: Formats, text: str, *, strict: bool, today: datetime.date | None) -> Report:
    """The report of a text that is not as published, or that needs a look.

    Where a glance shows that it is one message, its fields alone are looked into. Any other is
    mended in three stages: characters, envelope, fields.
    """
    regions = None
    outlined = formats.outlined(text)
    if outlined:
        one, judged = outlined
        problems = _of_fields(one, judged)
    else:
        sent = piece = Piece(text)
        slips: list[Repair] = []
        if repairs.may_need(text):
            piece, slips = repairs.mend(sent, repairs.CHARACTERS)
        frame = frames.current().frame(piece.text)
        if frame is None:
            return _no_message(formats, text, piece)
        one = formats.by_name[frame.form.name]
        judged, problems, regions = _framed(one, frame, sent, piece, slips)
    if strict:
        problems = [
            attrs.evolve(p, severity="error") if p.severity == "repaired" else p for p in problems
        ]
    record = None
    if not any(p.severity == "error" for p in problems):
        record = one.assemble(judged.values)
        notices = one.notices(record, today or numbers.current_day())
        problems += _placed(notices, record, judged.pieces)
    return Report(
        text,
        (0, len(text)),
        1,
        cast("Message | None", record),
        one.record,
        tuple(_in_order(problems, one)),
        regions,
    )


def _framed(
    one: Format, frame: Frame, sent: Piece, piece: Piece, slips: list[Repair]
) -> tuple[Judged, list[Problem], tuple[Region, ...]]:
    """The fields of a message in its frame, all problems but the notices, and what is drawn."""
    problems, regions = _envelope(frame, piece)
    values: list[Value] = []
    if frame.other is None:
        values, missing = align(one, piece, frame)
        problems += missing
        if slips and values and isinstance(values[-1].judge, fields.FreeText):
            # At its end, some of these are text.
            values[-1] = values[-1].up_to(characters.joined(sent.text, values[-1].reach[1]))
    judged = Judged()
    for value in values:
        if isinstance(value.judge, fields.FreeText):
            # It has its own steps, which keep what others have no use for.
            judged.look(value.judge, sent.cut(*value.reach).strip())
        elif value.judge:
            judged.look(value.judge, value.piece)
    problems += _of_fields(one, judged)
    regions += [Region(v.judge.name if v.judge else None, *v.reach) for v in values]
    problems += _characters(slips, values, regions)
    return judged, problems, tuple(regions)


def _in_order(problems: list[Problem], one: Format) -> list[Problem]:
    """By start of the span, then those of no field, then in the order of the record."""
    if len(problems) < 2:  # noqa: PLR2004 - nothing to put in order
        return problems
    return sorted(problems, key=lambda p: (p.span[0], one.order.get(p.field, -1)))


# --- no message --------------------------------------------------------------------------------


def _no_message(formats: Formats, text: str, piece: Piece) -> Report:
    whole = (0, len(text))
    if not piece.text.strip(WHITE_SPACE):
        problem = Problem(Code.EMPTY, None, whole)
    else:
        keywords = " / ".join(
            f.form.lead + f.form.keyword + f.form.separator for f in formats.by_name.values()
        )
        first = piece.strip()
        word = re.match(rf"[^{WHITE_SPACE}]+", first.text)
        span = first.span(0, word.end() if word else 0)
        foreign = not characters.is_latin(word.group() if word else "")
        facts = (("keywords", keywords), ("other_script", int(foreign)))
        problem = Problem(Code.UNKNOWN_KEYWORD, None, span, facts=facts)
    return Report(text, whole, 1, None, None, (problem,), (Region(None, *whole),))


# --- envelope ----------------------------------------------------------------------------------


def _envelope(frame: Frame, piece: Piece) -> tuple[list[Problem], list[Region]]:
    """The problems of what is around the fields, and what of it was set aside."""
    problems: list[Problem] = []
    aside: list[Region] = []
    for code, find in repairs.ENVELOPE:
        mend = find(frame)
        if mend is None:
            continue
        start, end, new = mend
        span = piece.span(start, end)
        if not new:
            aside.append(Region(None, *span))
            if _holds_number(piece.text[start:end]):
                problems.append(Problem(Code.NUMBER_OUTSIDE, None, span))
                continue
        facts = (("keyword", frame.form.write(("",))),) if new else ()
        problems.append(Problem(code, None, span, "repaired", facts))
    if frame.another:
        problems.append(Problem(Code.SEVERAL_MESSAGES, None, piece.span(*frame.another)))
        aside.append(Region(None, *piece.span(frame.end, len(frame.text))))
    if frame.other:
        facts = (("keyword", frame.form.write(("",))),)
        span = piece.span(*frame.other)
        problems.append(Problem(Code.WRONG_SEPARATOR, None, span, facts=facts))
        aside.append(Region(None, *piece.span(frame.body, frame.end)))
    return problems, aside


def _holds_number(text: str) -> bool:
    """Whether what is set aside holds a number, but for the headers of chat entries."""
    return repairs.holds_number(frames.without_headers(text))


# --- fields ------------------------------------------------------------------------------------


def _of_fields(one: Format, judged: Judged) -> list[Problem]:
    """The problems of the fields: one where two or more still say what the template says."""
    problems = one.together(judged)
    unfilled = [p.span for p in problems if p.code is Code.TEMPLATE_UNFILLED]
    if len(unfilled) < 2:  # noqa: PLR2004
        return problems
    rest = [p for p in problems if p.code is not Code.TEMPLATE_UNFILLED]
    return [*rest, Problem(Code.TEMPLATE_UNFILLED, None, (min(unfilled)[0], max(unfilled)[1]))]


# --- characters --------------------------------------------------------------------------------


def _characters(
    slips: list[Repair], values: Sequence[Value], regions: Sequence[Region]
) -> list[Problem]:
    """The mended characters, by field: not those set aside, nor of free text, which has its own."""
    if not slips:
        return []
    # What lies apart, in the order of the text: the fields, and what has no use for these slips.
    parts: list[tuple[int, int, str | None]] = [
        (*v.reach, _PASSED if isinstance(v.judge, fields.FreeText) else v.judge.name)
        for v in values
        if v.judge
    ]
    parts += [(r.start, r.end, _PASSED) for r in regions if r.field is None]
    parts.sort(key=lambda part: part[:2])
    starts = [start for start, _, _ in parts]
    by_field: dict[str | None, list[Repair]] = {}
    for slip in slips:
        _, start, _, _ = slip
        at = bisect.bisect_right(starts, start) - 1
        within = at >= 0 and start < parts[at][1]
        by_field.setdefault(parts[at][2] if within else None, []).append(slip)
    by_field.pop(_PASSED, None)
    return [p for name, found in by_field.items() for p in fields.repaired(name, found)]


_PASSED = ""
