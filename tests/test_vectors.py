"""Messages as citizens type them: verdicts, values, codes, and what `find` sees of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from people import VECTORS, Vector

import ktpmsg
from ktpmsg import Nik, NomorKK

if TYPE_CHECKING:
    import datetime

    from ktpmsg import Message, Report


def name(vector: object) -> str:
    """What a case is called: its row, not its text."""
    return vector.id if isinstance(vector, Vector) else str(vector)


def every(rows: list[Vector]) -> pytest.MarkDecorator:
    """A case for each of these rows."""
    return pytest.mark.parametrize("vector", rows, ids=name)


def verdict(report: Report) -> str:
    """The verdict in the words of the vectors."""
    return "ok" if report.ok else "error"


def values(message: Message) -> dict[str, str]:
    """The values of a record as the vectors have them."""
    found = {f.name: getattr(message, f.name) for f in attrs.fields(type(message))}
    return {n: v.digits if isinstance(v, (Nik, NomorKK)) else str(v) for n, v in found.items()}


def test_rows_are_there() -> None:
    """Every row of the files is a case, and no two have the same name."""
    assert len(VECTORS) == len({v.id for v in VECTORS}) >= 152 + 437 + 62


@every(VECTORS)
def test_verdict(vector: Vector, today: datetime.date) -> None:
    """Strict reading takes a text as published, lenient "mends where that is honest"."""
    strict = ktpmsg.check(vector.text, strict=True, today=today)
    lenient = ktpmsg.check(vector.text, today=today)

    assert verdict(strict) == vector.strict
    assert vector.lenient in {verdict(lenient), "any"}


@every([v for v in VECTORS if v.kind != "none"])
def test_kind(vector: Vector, today: datetime.date) -> None:
    """`.kind` is the record class recognised, "also when there are errors"."""
    report = ktpmsg.check(vector.text, today=today)

    if report.kind is None:
        assert [p.code for p in report.problems] == ["unknown-keyword"]
    else:
        assert report.kind.__name__.lower() == vector.kind


@every([v for v in VECTORS if v.lenient != "error"])
def test_fields_and_round_trip(vector: Vector, today: datetime.date) -> None:
    """The values are the canonical ones, and `parse(m.text, strict=True) == m`."""
    message = ktpmsg.check(vector.text, today=today).message
    if message is not None:
        assert (vector.fields or {}).items() <= values(message).items()
        assert ktpmsg.parse(message.text, strict=True, today=today) == message
    if vector.strict == "ok":
        assert ktpmsg.parse(vector.text, strict=True, today=today) == message


@every([v for v in VECTORS if v.lenient == "error"])
def test_faulty_ones_raise(vector: Vector, today: datetime.date) -> None:
    """`parse` raises what `check` reports."""
    report = ktpmsg.check(vector.text, today=today)
    with pytest.raises(ktpmsg.MessageError) as caught:
        ktpmsg.parse(vector.text, today=today)

    assert caught.value.report == report
    assert caught.value.problems == report.problems
    assert report.errors


# What a row names is what it is about; these have more in them, by their own making.
MORE = {
    "k048": {"unknown-place"},  # invented places
    "k134": {"invisible-character"},  # U+200E and U+202F belong to the header
    "k135": {"invisible-character"},
    "k136": {"invisible-character"},
    "k143": {"invisible-character"},
    "k287": {"number-format"},  # one of the equal numbers is grouped
    "k358": {"text-after"},  # "Rusak parah!!"
    "k375": {"text-after"},  # the text is only a trailing #
    "k387": {"text-around"},  # a list number
    "k394": {"text-around"},  # a bullet and a mark
    "k395": {"text-around"},  # the chat before
    "k396": {"text-around", "invisible-character"},
    "k397": {"text-around"},
    "k398": {"text-around"},
    "k430": {"text-around"},  # a list number
    "k399": {"text-around"},  # the number that it came from
    "k097": {"text-around"},  # the marks that strike it out
    "k098": {"text-around"},
    "k099": {"text-around"},
}


@every([v for v in VECTORS if v.codes is not None])
def test_codes(vector: Vector, today: datetime.date) -> None:
    """Each slip, error and notice has its code, and there is no other, in either reading."""
    report = ktpmsg.check(vector.text, today=today)
    strict = ktpmsg.check(vector.text, strict=True, today=today)

    found = {problem.code.value for problem in report.problems}
    assert found - MORE.get(vector.id, set()) == set(vector.codes or ())
    mended = [(p.code, p.field, p.span) for p in report.problems if p.severity != "notice"]
    assert [(p.code, p.field, p.span) for p in strict.errors] == mended


@every([v for v in VECTORS if v.errors or v.codes_any or v.codes_not])
def test_errors(vector: Vector, today: datetime.date) -> None:
    """Where each error has its field, these are all; and no error is told that is none."""
    errors = ktpmsg.check(vector.text, today=today).errors
    told = {problem.code.value for problem in errors}

    if vector.errors:
        found = [(problem.code.value, problem.field) for problem in errors]
        assert sorted(found, key=str) == sorted(vector.errors, key=str)
    assert told >= set(vector.codes_any)
    assert told.isdisjoint(vector.codes_not)


@every([v for v in VECTORS if v.reply_not])
def test_reply_is_true(vector: Vector, today: datetime.date) -> None:
    """The reply says nothing that is not so."""
    reply = ktpmsg.check(vector.text, today=today).reply()

    assert [words for words in vector.reply_not if words in reply] == []


@every([v for v in VECTORS if v.village_code])
def test_village_code(vector: Vector, today: datetime.date) -> None:
    """The ten digits of the village that the record names."""
    message = ktpmsg.parse(vector.text, today=today)

    assert message.village_code == vector.village_code


@every([v for v in VECTORS if v.find is not None or v.lenient == "ok"])
def test_found(vector: Vector, today: datetime.date) -> None:
    """`find` yields each message, "the faulty ones with their errors", and nothing else.

    A good one is the same record as when it is checked alone.
    """
    found = list(ktpmsg.find(vector.text, today=today))

    assert sum(report.ok for report in found) == (1 if vector.find is None else vector.find)
    assert len(found) == (1 if vector.find_total is None else vector.find_total)
    codes = {problem.code.value for report in found for problem in report.problems}
    assert codes >= set(vector.find_codes)
    if vector.find is None:
        assert found[0].message == ktpmsg.parse(vector.text, today=today)
