"""When a keyword begins a message: outside any other, inside another, and after another keyword.

Contract, section 4: "Which message" (the gate of `find`), "Where a message ends" (inside one of
ours only that paragraph counts), and `two-keywords`; section 11 adds what every value fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ktpmsg.fields.likeness import number_like

if TYPE_CHECKING:
    from ktpmsg.locating.begins import Begin

__all__ = ["inside", "is_hashtags", "is_value_of", "joined_to", "outside", "without_number"]

_LONGEST_GAP = 60
_MOST_WORDS = 4
_NO_WORDS = re.compile(r"[\d,:;?!\n]|[^\W\d_]{5}\.\s")
_SENTENCE = re.compile(r"[?!;]|[,:]\s|[^\W\d_]{5}\.\s|[^\W\d_]{5}\.\Z")
_HASHTAG_END = re.compile(r"\s")
_OWN_REACH = 600
_VALUE_REACH = 200
_NOT_DIGITS = re.compile(r"[^0-9]+")
_MARKS = " \t\n*_~`\"'"


def outside(begin: Begin, stop: int) -> str | None:
    """Why a message begins here where none is open, or None: what `find` asks for.

    `stop` is where the next keyword stands: another's number is not this one's.
    """
    if begin.glued or begin.before in "/&":
        return None
    return _by_number(begin) or without_number(begin, stop)


def _by_number(begin: Begin) -> str | None:
    """A number in its first fields, as near as its head asks for."""
    how = begin.how
    if how == "labels":
        labelled = begin.lead or (begin.line and begin.has_all_labels())
        return "labels" if labelled and _has_labelled_number(begin) else None
    if how == "words":
        return "number" if _has_words(begin) else None
    if not how or how == "end" or begin.number is None:
        return None
    if how == "sign":
        return "number" if begin.lead else None
    if how in {"space", "digits"}:
        near = begin.is_parted() or begin.lead or _is_gap(begin) or (begin.line and begin.fits())
        return "number" if near else None
    return "number"


def _has_words(begin: Begin) -> bool:
    """Whether the words beside a keyword are no sentence: what stands behind them tells."""
    headed = begin.lead or begin.line or not begin.format.lead
    if begin.number is None:
        return bool(headed) and begin.fits() and begin.ten_digits(begin.limit)
    return bool(headed) or begin.fits()


def _has_labelled_number(begin: Begin) -> bool:
    """Whether ten digits, or what is meant for a number, stand on a labelled line."""
    text = begin.scan.text
    return begin.ten_digits(begin.limit) or any(
        number_like(text, line.value, line.end)
        for line in begin.labels
        if line.field and line.field.family == "number"
    )


def _is_gap(begin: Begin) -> bool:
    """Whether the space after the keyword is the published one, or stands before words."""
    if begin.format.gap.isspace():
        return bool(begin.line) or begin.value(1, begin.limit) is not None
    number = begin.number
    return number is not None and begin.how == "space" and begin.value(1, number + 1) is not None


def without_number(begin: Begin, stop: int) -> str | None:
    """Why a message begins here whatever number follows, or None."""
    if begin.body > stop or begin.glued or begin.before in "/&":
        return None
    return _by_head(begin, stop) or _by_fit(begin, stop)


def _by_head(begin: Begin, stop: int) -> str | None:
    """Ten digits, the words of the template, or a second separator behind its published head."""
    if begin.how != "separator" or (begin.format.lead and not begin.lead):
        return None
    if begin.template:
        return "template"
    if begin.ten_digits(stop):
        return "number"
    if _has_second_separator(begin, stop) and not is_hashtags(begin):
        return "separators"
    return None


def _by_fit(begin: Begin, stop: int) -> str | None:
    """Section 11: keyword and separator begin a line, and every value fits its field."""
    if begin.how == "space" and not begin.format.gap.isspace():
        return None
    if begin.how not in {"separator", "space"} or not begin.keyword.is_exact:
        return None
    return "fits" if begin.line > 1 and begin.fits(stop) and not is_hashtags(begin) else None


def inside(begin: Begin, open_one: Begin) -> str | None:
    """Why another message begins here inside this one, or None."""
    why = _with_number(begin, open_one)
    if why is None and begin.line and not begin.glued:
        why = _without_number(begin)
    if why and begin.keyword.spelling == "misspelled" and is_value_of(begin, open_one):
        return None
    return None if why and _is_label_in(begin, open_one) else why


def _is_label_in(begin: Begin, open_one: Begin) -> bool:
    """Whether a keyword is a part of a label in front of a value: `#KTP#No.KTP: 3308…`."""
    text, sign = begin.scan.text, open_one.format.separator
    index = begin.scan.after(sign, begin.keyword.start) - open_one.next
    if not 0 <= index < len(open_one.format.fields) or open_one.format.fields[index].is_open:
        return False
    start, end = open_one.value(index, begin.limit) or (0, 0)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    label = open_one.format.fields[index].label.match(text, start, end)
    return label is not None and begin.keyword.start < label.end()


def _with_number(begin: Begin, open_one: Begin) -> str | None:
    number = begin.any_number if begin.line else begin.number
    if number is None or begin.how in {"", "end", "labels"}:
        return None
    if not begin.lead and _is_own(begin, number, open_one):
        return None
    if begin.glued:
        fits = begin.lead or (begin.keyword.glued and _in_capitals(begin))
        return "number" if fits and (begin.how == "separator" or _is_spaced(begin)) else None
    if begin.line or begin.how == "separator":
        return "number"
    return "number" if _is_near(begin, number) else None


def _is_near(begin: Begin, number: int) -> bool:
    """Whether a number counts that stands behind no separator, and not at a line start."""
    if begin.how == "words":
        return begin.lead or begin.value(1, number + 1) is None or begin.fits()
    if _is_spaced(begin):
        return True
    return begin.how != "sign" and (begin.is_parted() or _is_gap(begin))


def _is_spaced(begin: Begin) -> bool:
    """Whether the space that the format publishes stands behind a keyword that is a word."""
    return begin.format.gap.isspace() and begin.how == "space" and not begin.keyword.glued


def _in_capitals(begin: Begin) -> bool:
    """Whether it is spelled as the grammar has it; behind digits, in any case."""
    text, start = begin.scan.text, begin.keyword.start
    return begin.keyword.spelling == "capitals" or text[start - 1].isdigit()


def _without_number(begin: Begin) -> str | None:
    """At a line start: all separators of the format on the line, labelled lines, or a full fit."""
    if begin.how == "labels":
        labelled = {line.field for line in begin.labels if line.field}
        many = len(labelled) > 1 or begin.has_all_labels() or _has_labelled_number(begin)
        return "labels" if many else None
    if begin.how != "separator" or not begin.keyword.is_exact:
        return None
    if begin.lead == bool(begin.format.lead) and has_all_separators(begin):
        return None if begin.template else "separators"
    return _by_fit(begin, begin.limit)


def _is_own(begin: Begin, number: int, open_one: Begin) -> bool:
    """Whether the open message has this number in one of its fields."""
    text = begin.scan.text
    end = number_like(text, number, begin.limit)
    digits = _NOT_DIGITS.sub("", text[number:end]) if end else ""
    if not digits:
        return False
    stop = min(begin.start, open_one.body + _OWN_REACH)
    for index in range(len(open_one.format.fields)):
        found = open_one.value(index, stop)
        if found is None:
            return False
        if _NOT_DIGITS.sub("", text[found[0] : found[1]]) == digits:
            return True
    return False


def is_value_of(begin: Begin, other: Begin) -> bool:
    """Whether a text reads with this keyword as the value of a field: it may be a name."""
    scan, sign = begin.scan, other.format.separator
    index = scan.after(sign, begin.keyword.start) - other.next
    if not 0 <= index < len(other.format.fields) or other.format.fields[index].is_open:
        return False
    value = (other.text_of(index, begin.limit) or "").strip(_MARKS)
    if value != scan.text[begin.keyword.start : begin.keyword.end]:
        return False
    return other.fits(begin.limit, index)


def joined_to(begin: Begin, following: Begin, *, is_inside: bool) -> bool:
    """Whether another keyword with its separator belongs to this one (`two-keywords`).

    They stand on one line, with only separators, spaces, or words beside a keyword between them.
    """
    start, end = begin.keyword.end, following.keyword.start
    if end - start > _LONGEST_GAP or following.how != "separator" or following.number is None:
        return False
    gap = begin.scan.text[start:end]
    if begin.glued or not (begin.lead or begin.line or _has_own_separator(gap, begin)):
        return False
    between = {begin.format.separator, following.format.separator, " ", "\t"}
    if set(gap) <= between:
        direct = following.keyword.spelling != "misspelled"
        return direct or not is_value_of(following, begin)
    if begin.number is None:
        return False
    if is_inside or following.lead or begin.format.separator in gap or _NO_WORDS.search(gap):
        return False
    return len(gap.split()) <= _MOST_WORDS and gap[0].isspace()


def _has_own_separator(gap: str, begin: Begin) -> bool:
    """Whether a separator between two keywords is not the leading one of the second.

    A keyword inside a sentence begins a message by its separator alone: `Yth Disdukcapil #KTP#…`.
    """
    sign = begin.format.separator
    return sign in gap and (gap.startswith(sign) or not gap.endswith(sign))


def is_hashtags(begin: Begin) -> bool:
    """Whether it begins a run of hashtags: `#ktp #sim #stnk` (contract, "Which message")."""
    text, sign = begin.scan.text, begin.format.separator
    if not begin.lead or not begin.before.isspace():
        return False
    run = text[begin.start : begin.scan.line_end(begin.start, min(begin.limit, begin.start + 400))]
    last = run.rfind(sign)
    run = run[:last] + _HASHTAG_END.split(run[last:])[0]
    tags = run.split(sign)[1:]
    most = len(begin.format.fields) + len(begin.format.keywords)
    if not 1 < len(tags) < most:
        return False
    return all(tag.strip().isalpha() and " " not in tag.strip() for tag in tags) and all(
        tag[-1:].isspace() for tag in tags[:-1]
    )


def _has_second_separator(begin: Begin, stop: int) -> bool:
    """Whether a second separator stands within one field, with no sentence sign before it."""
    places = begin.scan.separators[begin.format.separator]
    if begin.next >= len(places) or places[begin.next] >= min(stop, begin.body + _VALUE_REACH):
        return False
    value = begin.scan.text[begin.body : places[begin.next]]
    label = begin.format.fields[0].label.match(value.lstrip())
    value = value.lstrip()[label.end() :] if label else value
    return "\n" not in value.strip() and not _SENTENCE.search(value)


def has_all_separators(begin: Begin) -> bool:
    """Whether all the separators that its format publishes stand on its line."""
    line = begin.scan.line_end(begin.keyword.end, begin.limit)
    return begin.value(begin.format.required - 1, line) is not None
