"""Formats without a keyword (contract, section 11): known by their values, at a line start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.fields.repairs import is_wrapped
from ktpmsg.locating.begins import Begin
from ktpmsg.locating.keywords import Keyword
from ktpmsg.locating.scan import SPACE, marks
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.locating.scan import Scan

__all__ = ["bare_begins", "is_right", "number_of_errors", "weak_bare"]

_SIGNS = "*;|,/#"
_MOST_LEADS = 8
_LONGEST_FIRST = 120  # a first value is no longer
_FIRST_REACH = 400


def bare_begins(
    scan: Scan, formats: Sequence[Format], floor: int, limit: int
) -> Iterator[list[Begin]]:
    """For each line of an entry that has a separator: what may begin there, by format."""
    for at in _lines_with(scan, formats, floor, limit):
        found = [begin for one in formats if (begin := _begin(scan, one, at, floor, limit))]
        if found:
            yield found


def _lines_with(scan: Scan, formats: Sequence[Format], floor: int, limit: int) -> Iterator[int]:
    """Where the lines begin that a separator of a format stands on, or directly behind."""
    signs = sorted({one.separator for one in formats})
    places = sorted(
        place
        for sign in signs
        for place in scan.separators[sign][scan.after(sign, floor) : scan.after(sign, limit)]
    )
    last = -1
    for place in places:
        line = max(scan.line_start(place), floor)
        if line <= last:
            continue
        before = line
        while before > floor and scan.text[before - 1] in SPACE:
            before -= 1
        if before < line and not scan.text[line:place].strip():
            earlier = max(scan.line_start(before - 1), floor)  # a field a line
            if earlier > last:
                yield earlier
        last = line
        yield line


def _begin(scan: Scan, one: Format, line: int, floor: int, limit: int) -> Begin | None:
    """The beginning of a message of this format on a line, as far as its head goes."""
    text = scan.text
    start = marks(text, line, one.separator, initials=True)
    start = body = _first_at(text, line, start, one.separator, limit)
    while body < limit and text[body] in one.separator + " \t" and body - start < _MOST_LEADS:
        body += 1  # a separator in front may be missing, or one too many
    begin = Begin(scan, Keyword(one, start, start, "capitals"), floor, limit)
    begin.start, begin.lead = start, body > start
    begin.how = begin.goes_on("separator", body)
    first = begin.value(0, min(limit, start + _FIRST_REACH))
    if first is None or not 0 < first[1] - first[0] <= _LONGEST_FIRST:
        return None
    return None if "\n" in text[slice(*first)].strip() else begin


def _first_at(text: str, line: int, start: int, separator: str, limit: int) -> int:
    """Where the first value begins: at `start`, behind marks, or at those that enclose it."""
    end = text.find(separator, start, min(limit, start + _FIRST_REACH))
    while end > start and text[end - 1] in SPACE:
        end -= 1
    enclosing = (at for at in range(line, start) if is_wrapped(text, at, end, separator))
    return next(enclosing, start)


def is_right(begin: Begin) -> bool:
    """Whether all its fields stand there, its numbers and dates are right, and the rest fits."""
    if not begin.fits():
        return False
    return all(
        not field.anchors
        or not (value := begin.text_of(index, begin.limit))
        or _reads(field, value)
        for index, field in enumerate(begin.format.fields)
    )


def _reads(field: Field, value: str) -> bool:
    return field.read(MappedText(value)).value is not None


def number_of_errors(begin: Begin) -> int:
    """How many of its values do not fit their fields as these have them, and its head if not."""
    return (begin.lead != bool(begin.format.lead)) + sum(
        field.required
        and (not (value := begin.text_of(index, begin.limit)) or field.fits(value) < 2)  # noqa: PLR2004
        for index, field in enumerate(begin.format.fields)
    )


def weak_bare(scan: Scan, formats: Sequence[Format], at: int, limit: int) -> Begin | None:
    """What `check` takes a text for that begins with no keyword: the best that fits in kind."""
    found = []
    for one in formats:
        begin = _begin(scan, one, at, at, limit)
        if begin and (begin.fits() or begin.template):
            found.append(begin)
    if found:
        return min(found, key=number_of_errors)
    return next((b for one in formats if (b := _with_other_sign(scan, one, at, limit))), None)


def _with_other_sign(scan: Scan, one: Format, at: int, limit: int) -> Begin | None:
    """Another sign throughout, where every value fits."""
    behind = marks(scan.text, at, one.separator, initials=True)
    for sign in _SIGNS:
        start = _first_at(scan.text, at, behind, sign, limit)
        line = scan.text[start : scan.line_end(start, min(limit, start + _FIRST_REACH))]
        lead = line[:1] if one.lead and line[:1] in {sign, one.separator} else ""
        core = line[len(lead) :].rstrip(f"{sign}{one.separator} \t" if one.closing else " \t")
        values = core.split(sign)
        if sign == one.separator or not one.required <= len(values) <= len(one.fields):
            continue
        if all(f.fits(v.strip()) for f, v in zip(one.fields, values, strict=False)):
            stop = start + len(lead) + len(core) if one.closing else limit
            begin = Begin(scan, Keyword(one, start, start, "capitals"), at, stop)
            begin.start, begin.lead = start, False
            begin.how = begin.goes_on("sign", start + len(lead))
            return begin
    return None
