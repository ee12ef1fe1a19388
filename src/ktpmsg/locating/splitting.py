"""Values between which something else stands than the separator of the format.

A comma in place of every `#`, a space in place of one, a `#` in the middle of a number: all that
is no separator and was meant for one, or the other way.
"""

from __future__ import annotations

import itertools
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ktpmsg.fields.likeness import number_like
from ktpmsg.locating.values import LOOKED_AT, Aligned, Value
from ktpmsg.problems import Code, Problem
from ktpmsg.text.mapped import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format

    Fit = Callable[[Field, Value], int]

__all__ = [
    "by_kinds",
    "by_one_sign",
    "by_sign",
    "is_spelled_out",
    "is_sure",
    "joined",
    "sign_between",
]

# What people type in place of a separator.
_SIGNS = tuple(
    re.compile(sign, re.IGNORECASE)
    for sign in (
        *(r",", r";", r"\|", r"#", r"\*", r"/", r"_", r"\s[-\u2013\u2014]\s"),
        r"(?<![ \t])[ \t]*+\bpagar\b",  # from the first space on, so that many are passed once
        *(r"=", r"\+", r"&", r">", r"\\", r":", r"\.\s", r"-", r"\n", r"[ \t]{2,}", r"\t", r"\."),
    )
)
_SPELLED_OUT = re.compile(r"\bpagar\b", re.IGNORECASE)
_NO_SIGN = re.compile(r"(?i:(?!pagar)[^\W_]| (?![ \u2013\u2014-]))*+")
_BETWEEN = re.compile(
    r"[\s,;|/_=+:.&>*#\\\u2013\u2014-]*(?:\b(?:dan|pagar)\b[\s,;|/_=+:.&*#-]*)?", re.IGNORECASE
)
_DIGIT = re.compile(r"(?<![0-9A-Za-z])[0-9]")
_RUN = re.compile(r"[0-9A-Za-z]+")
_SIXTEEN = re.compile(r"[0-9]{16}(?![0-9])|[0-9]{16}(?=[0-9]{15})")
# Sixteen digits in groups, as a number field takes them.
_IN_GROUPS = re.compile(r"[0-9](?:[ .\-\n]{0,3}[0-9]){15}(?![0-9])")
_MARKS_AFTER = re.compile(r"[*_)\]\"'\u2019\u201d>`]*")
_MARKS_BEFORE = "*_([\"'\u2018\u201c<`"
_SIGNS_BEFORE = " \t\r\n,;|/=+:.&>\\-\u2013\u2014"
# Where one value may end and another begin: at a sign or space.
_GAP = re.compile(r"[^0-9A-Za-z\u00c0-\uffff]+")
_MOST_CUTS = 40
_WHOLE = 16
_HALF = 8  # digits by which a number is known


def by_one_sign(one: Format, values: Sequence[Value]) -> Iterator[list[Value]]:
    """The values cut at one other sign in place of the separator, for each sign that is there."""
    signed = [v.text for v in values if not _NO_SIGN.fullmatch(v.text)]
    for pattern in _SIGNS if signed else ():
        if pattern.fullmatch(one.separator) or not any(map(pattern.search, signed)):
            continue
        parts = _parted(one, values, pattern)
        if len(values) < len(parts) <= len(one.fields):
            yield parts


def is_spelled_out(text: str) -> bool:
    """Whether the word for a sign stands in place of the sign: more than once."""
    return len(_SPELLED_OUT.findall(text)) > 1


def by_sign(one: Format, values: Sequence[Value], sign: str) -> list[Value]:
    """The values cut at this sign."""
    return _parted(one, values, re.compile(re.escape(sign), re.IGNORECASE))


def _parted(one: Format, values: Sequence[Value], pattern: re.Pattern[str]) -> list[Value]:
    """The values cut at a sign, but at none of those at the end, nor of those in free text."""
    parts = [part for v in values for part in _cut(v, pattern)]
    while parts and not parts[-1].text:
        parts.pop()
    count = len(one.fields)
    if one.is_open and len(parts) > count:
        parts[count - 1 :] = [_merged(parts[count - 1], parts[-1])]
    return parts


def _cut(value: Value, pattern: re.Pattern[str]) -> Iterator[Value]:
    """A value in the parts between what a pattern matches."""
    whole = value.whole.text
    start = value.start
    for found in pattern.finditer(whole, value.start, value.end):
        yield _between(value, start, found.start())
        start = found.end()
    yield _between(value, start, value.end)


def _between(value: Value, start: int, end: int) -> Value:
    return Value(value.whole, start, end, value.whole.text[start:end].strip(WHITE_SPACE))


def _merged(first: Value, last: Value) -> Value:
    return _between(first, first.start, last.end)


def by_kinds(
    fields: Sequence[Field], values: Sequence[Value], lacking: int, fit: Fit
) -> list[Value]:
    """The values cut where two fields stand in one, with whatever sign or space between them.

    Where the cut lies follows from what the parts are: one of them at least is surely of the kind
    of its field. As they are if there is no such cut.
    """
    parts = list(values)
    for _ in range(lacking):
        cut = next(_cuts(fields, parts, fit), None)
        if cut is None:
            break
        at, first, second = cut
        parts[at : at + 1] = [first, second]
    return parts


def _cuts(
    fields: Sequence[Field], parts: Sequence[Value], fit: Fit
) -> Iterator[tuple[int, Value, Value]]:
    """Each way to cut one of the parts in two that are its field and the next."""
    for at, part in enumerate(parts[: len(fields) - 1]):
        if any(not fit(f, p) for f, p in zip(fields, parts[:at], strict=False)):
            return
        field, following = fields[at], fields[at + 1]
        whole = fit(field, part)
        if whole > 2 and field.family == "words":  # noqa: PLR2004 - surely one value
            continue
        for first, second in _halves(part):
            if _is_label((field, following), first, part):
                continue
            left, right = fit(field, first), fit(following, second)
            sure = is_sure(field, first, left) or is_sure(following, second, right)
            sure = sure or (right > 2 and left > 0)  # noqa: PLR2004 - an official place
            if left and right and sure and whole <= max(left, right):
                yield at, first, second


def _is_label(fields: Sequence[Field], first: Value, part: Value) -> bool:
    """Whether the first half of a value is no value, but the name of one of two fields."""
    return any(
        field.unfilled.fullmatch(first.text) is not None
        or ((found := field.label.match(part.text)) is not None and found.end() >= len(first.text))
        for field in fields
    )


def is_sure(field: Field, value: Value, fit: int) -> bool:
    """Whether a value is surely of the kind of a field: no words, and no short number."""
    if field.family == "number" and fit:
        return sum(map(str.isdigit, value.text[:LOOKED_AT])) >= _HALF
    return fit > 1 and field.family != "words"


def _halves(value: Value) -> Iterator[tuple[Value, Value]]:
    """A value cut in two: behind a number or before it, or at any sign or space of words."""
    text = value.whole.text
    limit = min(value.end, value.start + LOOKED_AT)
    numbers = list(_numbers(text, value.start, limit))
    cuts = [end for _, end in numbers]
    if numbers:
        cuts.append(numbers[0][0])
    else:
        gaps = itertools.islice(_GAP.finditer(text, value.start, limit), _MOST_CUTS)
        cuts = [gap.start() for gap in gaps]
    for cut in cuts:
        after = _BETWEEN.match(text, cut, value.end)
        end = after.end() if after else cut
        opening = end
        while opening > cut and text[opening - 1] in _MARKS_BEFORE:
            opening -= 1
        if opening > cut:  # else the marks are all that stands between, and mark nothing
            end = opening
        start = value.start + len(text[value.start : cut].rstrip(_SIGNS_BEFORE))
        first, second = _between(value, value.start, start), _between(value, end, value.end)
        if first.text and second.text:
            yield first, second


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where numbers lie: sixteen digits in a run or in groups, or what is meant for a number.

    The marks behind one belong to it.
    """
    at = start
    while found := _DIGIT.search(text, at, end):
        begin = found.start()
        exact = _SIXTEEN.match(text, begin, end) or _IN_GROUPS.match(text, begin, end)
        stop = exact.end() if exact else number_like(text, begin, end)
        if stop is None:
            run = _RUN.match(text, begin, end)
            at = run.end() if run else begin + 1
            continue
        at = _MARKS_AFTER.match(text, stop, end).end()  # type: ignore[union-attr]
        if text[at : at + 1].isalnum():
            at = stop  # they stand between two values
        while begin > start and text[begin - 1] in _MARKS_BEFORE:
            begin -= 1
        yield begin, at


def sign_between(one: Format, parts: Sequence[Value]) -> str:
    """The sign that stands between parts in place of the separator.

    "space" and "line" for those, "none" for nothing at all.
    """
    gaps = (_gap(first, second) for first, second in pairwise(parts))
    gap = next((gap for gap in gaps if one.separator not in gap), " ")
    sign = gap.strip(WHITE_SPACE)
    if sign:
        return sign.lower() if sign.isalpha() else sign[0]
    if not gap:
        return "none"
    return "line" if "\n" in gap or "\r" in gap else "space"


def _gap(first: Value, second: Value) -> str:
    """What stands between two values, white space too."""
    start = first.start + len(first.whole.text[first.start : first.end].rstrip(WHITE_SPACE))
    blank = second.whole.text[second.start : second.end]
    end = second.end - len(blank.lstrip(WHITE_SPACE))
    return first.whole.text[start:end]


def joined(fields: Sequence[Field], values: Sequence[Value], fit: Fit) -> Aligned | None:
    """The values where a separator stands in the middle of a number, which is an error of its own.

    The number is not put together: no digit moves.
    """
    if len(values) != len(fields) + 1:
        return None
    for at, field in enumerate(fields):
        if field.family != "number":
            continue
        one, other = values[at], values[at + 1]
        rest = [*values[:at], *values[at + 2 :]]
        others = [f for i, f in enumerate(fields) if i != at]
        digits = one.text + other.text
        if not (digits.isdigit() and digits.isascii() and len(digits) == _WHOLE):
            continue
        if one.text and other.text and all(fit(f, v) for f, v in zip(others, rest, strict=True)):
            span = (one.typed.span()[0], other.typed.span()[1])
            facts = (("sign", field.separator),)
            problem = Problem(Code.NOT_DIGITS, field.name, span, facts=facts)
            given = [v._replace(field=f) for f, v in zip(others, rest, strict=True)]
            given[at:at] = [one, other]
            return Aligned(given, [problem])
    return None
