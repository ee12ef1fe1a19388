"""The commands `nik` and `kk`: what numbers tell, and whether they are valid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ktpmsg.fields.identity import current_day, masked
from ktpmsg.fields.kinds import KINDS
from ktpmsg.fields.repairs import CHARACTERS, repair, told
from ktpmsg.judging import LONGEST
from ktpmsg.locales.words import LANGUAGES
from ktpmsg.problems import Problem
from ktpmsg.regions import Region
from ktpmsg.terminal.screen import visible
from ktpmsg.terminal.source import STANDARD_INPUT, Unreadable, lines, reading
from ktpmsg.terminal.statuses import FAULTY, GOOD, UNUSABLE
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.terminal.parser import Parser
    from ktpmsg.terminal.screen import Screen

__all__ = ["add", "kk", "nik"]

_SHOWN_LENGTH = 40
_SHOWN_DIGITS = 6


def add(parser: Parser) -> None:
    """The arguments of `nik` and `kk`."""
    parser.take("numbers", "number.numbers", nargs="*", metavar="NUMBER")


def nik(arguments: argparse.Namespace, screen: Screen) -> int:
    """Say what NIKs tell."""
    return _numbers(KINDS["NIK"]("nik", "NIK", "", ""), arguments, screen)


def kk(arguments: argparse.Namespace, screen: Screen) -> int:
    """Say what KK numbers tell."""
    return _numbers(KINDS["NOMOR_KK"]("nomor_kk", "Nomor KK", "", ""), arguments, screen)


class _Verdict(NamedTuple):
    """What is found out about one number; without a value it is not valid."""

    typed: str
    value: Any
    problems: Sequence[Problem]


def _numbers(field: Field, arguments: argparse.Namespace, screen: Screen) -> int:
    verdicts: Counter[bool] = Counter()
    status = GOOD
    try:
        if arguments.numbers:
            _show(field, arguments.numbers, verdicts, arguments, screen)
        else:
            with reading(STANDARD_INPUT, screen) as text:
                _show(field, lines(text, LONGEST), verdicts, arguments, screen)
            if not verdicts:
                screen.note(screen.told("no number"))
    except Unreadable as error:
        screen.complain(str(error))
        status = UNUSABLE
    if verdicts.total() > 1 and not screen.rows:
        _sum_up(verdicts, screen)
    return status or (FAULTY if verdicts[False] else GOOD)


def _sum_up(verdicts: Counter[bool], screen: Screen) -> None:
    valid = screen.share(verdicts[True], "valid", "good")
    wrong = screen.share(verdicts[False], "not valid", "bad")
    screen.line(f"{screen.counted(verdicts.total(), 'number')}: {valid}, {wrong}")


def _show(
    field: Field,
    typed_lines: Iterable[str],
    verdicts: Counter[bool],
    arguments: argparse.Namespace,
    screen: Screen,
) -> None:
    for line, typed in enumerate(typed_lines, 1):
        if not typed.strip():
            continue
        verdict = _judged(field, typed.strip(), strict=arguments.strict)
        verdicts[verdict.value is not None] += 1
        if screen.rows:
            screen.row({"line": line} | _row(field, verdict, reveal=arguments.reveal))
        else:
            for said in _said(line, verdict, screen, reveal=arguments.reveal):
                screen.line(said)
            screen.line()


def _judged(field: Field, typed: str, *, strict: bool) -> _Verdict:
    """A number judged and repaired as the value of a field of a message."""
    text, repairs = repair(MappedText(typed), CHARACTERS)
    read = field.read(text)
    problems = [*told(field.name, repairs), *read.problems]
    if strict:
        problems = [attrs.evolve(problem, severity="error") for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        return _Verdict(typed, None, problems)
    problems += [
        Problem(code, field.name, read.text.span(start, end), "notice", facts)
        for code, start, end, facts in field.notices(read.value, current_day())
    ]
    return _Verdict(typed, read.value, problems)


def _said(line: int, verdict: _Verdict, screen: Screen, *, reveal: bool) -> Iterator[str]:
    is_valid = verdict.value is not None
    shown = visible(_shown(verdict, reveal=reveal))
    judgement = screen.paint(
        screen.told("valid" if is_valid else "not valid"), "good" if is_valid else "bad"
    )
    yield f"{line}: {shown}: {judgement}"
    rows = [*_facts(verdict.value, screen, reveal=reveal), *_reasons(verdict.problems, screen)]
    width = max(len(name) for name, _ in rows)
    for name, said in rows:
        yield f"  {name:<{width}}  {said}"


def _facts(value: Any, screen: Screen, *, reveal: bool) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as in a field
    """What a number says; sex and date are digits that are masked, and shown only with them."""
    if value is None:
        return
    region = _region(value)
    status = "" if region.status == "current" else f" ({screen.told(region.status)})"
    yield screen.told("region"), f"{region}{status}"
    if not reveal:
        return
    if hasattr(value, "sex"):
        yield screen.told("sex"), screen.told(value.sex.name.lower())
        yield screen.told("born"), value.birth_date().isoformat()
    else:
        yield screen.told("issued"), value.issue_date().isoformat()


def _reasons(problems: Iterable[Problem], screen: Screen) -> Iterator[tuple[str, str]]:
    severities = {"error": "", "notice": screen.told("notice"), "repaired": screen.told("mended")}
    for problem in problems:
        yield problem.code.value, severities[problem.severity] + problem.describe(screen.lang)


def _region(value: Any) -> Region:  # noqa: ANN401 - as in a field
    """The region as far as it is known: the province of a number always is."""
    digits = value.digits
    return Region.of(digits[:6]) or Region.of(digits[:4]) or Region(digits[:2])


def _shown(verdict: _Verdict, *, reveal: bool) -> str:
    if verdict.value is not None:
        return verdict.value.digits if reveal else str(verdict.value)
    typed = verdict.typed
    if len(typed) > _SHOWN_LENGTH:
        typed = typed[:_SHOWN_LENGTH] + "..."
    if reveal:
        return typed
    first = typed[:_SHOWN_DIGITS]
    is_region = len(first) == _SHOWN_DIGITS and Region.of(first)  # else it may be any other part
    return masked(typed) if is_region else "*" * len(typed)


def _row(field: Field, verdict: _Verdict, *, reveal: bool) -> dict[str, object]:
    value = verdict.value
    row: dict[str, object] = {
        field.name: _shown(verdict, reveal=reveal),
        "ok": value is not None,
        "region": None if value is None else attrs.asdict(_region(value)),
    }
    given = value if reveal else None
    if field.terminal == "NIK":
        row["sex"] = given and given.sex.value
        row["birth_date"] = given and given.birth_date().isoformat()
    else:
        row["issue_date"] = given and given.issue_date().isoformat()
    row["problems"] = [_problem_row(problem) for problem in verdict.problems]
    return row


def _problem_row(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code.value,
        "span": list(problem.span),
        "severity": problem.severity,
        "description": {lang: problem.describe(lang) for lang in LANGUAGES},
        "hint": {lang: problem.hint(lang) for lang in LANGUAGES},
    }
