"""The laws, over anything that may be sent."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, cast

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from people import (
    KTP,
    SMS,
    TEXTS,
    TODAY,
    mutated,
    records,
    sent_texts,
    sharp_characters,
    strict_texts,
)

import ktpmsg
from ktpmsg import Ktp, Message, MessageError, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

sent = given(text=sent_texts())
strictness = st.booleans()


def numbers_of(message: Message) -> Iterator[str]:
    """The digits of the numbers in a record."""
    yield message.nik.digits
    if not isinstance(message, ktpmsg.Disdukcapil):
        yield message.nomor_kk.digits


def decimals(text: str) -> str:
    """The decimal values of the digits in a text, in order."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def told(report: Report) -> list[tuple[str, str | None, tuple[int, int], str]]:
    """All that a report says."""
    return [(p.code.value, p.field, p.span, p.severity) for p in report.problems]


@given(text=sent_texts(), strict=strictness)
@example(text="", strict=False)
@example(text="\ud83d", strict=False)
@example(text="#SINKRONISASI#3308155508959001#3308151203079004##", strict=False)
def test_total(text: str, *, strict: bool) -> None:
    """`check` "never raises for a str", and neither does anything that a report can say."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)

    assert report.ok == (report.message is not None) == (not report.errors)
    assert report.ok or report.errors
    assert (report.text, report.span, report.line) == (text, (0, len(text)), 1)
    assert str(report)
    assert repr(report)
    for lang in ("id", "en"):
        assert report.reply(lang)
        assert report.reply(lang, short=True)
    assert report.to_dict()
    assert report.to_dict(reveal=True)["text"] == text


@given(text=sent_texts(), strict=strictness)
def test_parse_and_check_agree(text: str, *, strict: bool) -> None:
    """`parse` and `check` agree on every text."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)
    if report.ok:
        assert ktpmsg.parse(text, strict=strict, today=TODAY) == report.message
        return
    with pytest.raises(MessageError) as caught:
        ktpmsg.parse(text, strict=strict, today=TODAY)
    assert caught.value.problems == report.problems
    assert caught.value.report == report


@sent
def test_strictly_right_has_no_repair(text: str) -> None:
    """A text that is strictly right has no repair, and is the same record in both readings."""
    strict = ktpmsg.check(text, strict=True, today=TODAY)

    assert strict.repairs == ()
    if strict.ok:
        assert ktpmsg.check(text, today=TODAY) == strict


@given(text=st.one_of(strict_texts(), mutated(strict_texts())))
def test_nearly_right(text: str) -> None:
    """The law above, where most texts are strictly right or nearly so."""
    strict = ktpmsg.check(text, strict=True, today=TODAY)

    if strict.ok:
        assert ktpmsg.check(text, today=TODAY) == strict
        assert strict.repairs == ()


@sent
def test_both_readings_see_the_same(text: str) -> None:
    """What lenient reading mends, strict calls an error with the same code, and nothing else."""
    strict = ktpmsg.check(text, strict=True, today=TODAY)
    lenient = ktpmsg.check(text, today=TODAY)

    assert strict.kind is lenient.kind
    mended = [p for p in lenient.problems if p.severity != "notice"]
    assert [attrs.evolve(p, severity="error") for p in mended] == [
        p for p in strict.problems if p.severity != "notice"
    ]
    assert strict.ok == (lenient.ok and not lenient.repairs)


@sent
def test_digits_are_those_typed(text: str) -> None:
    """The digits of a number are the decimal values of those typed: "identity is never guessed"."""
    message = ktpmsg.check(text, today=TODAY).message
    if message is not None:
        typed = decimals(text)
        assert all(number in typed for number in numbers_of(message))


@given(
    field=st.lists(
        st.one_of(
            st.sampled_from([*"0123456789", "33", "0815", "\uff15", "\u0665"]), sharp_characters()
        ),
        max_size=22,
    ).map("".join),
    split=st.lists(st.tuples(st.integers(0, 16), sharp_characters()), max_size=3),
    whole=st.booleans(),
)
def test_digits_of_a_field(field: str, split: list[tuple[int, str]], *, whole: bool) -> None:
    """None of a field's digits is missing, none added, none in another place."""
    if whole:
        field = "3308155508959001"
        for at, char in split:
            field = field[:at] + char + field[at:]
    message = ktpmsg.check(f"#SINKRONISASI#{field}#3308151203079004#BPJS", today=TODAY).message
    if message is not None and "#" not in unicodedata.normalize("NFKC", field):
        assert message.nik.digits == decimals(field)
        assert list(numbers_of(message))[1] == "3308151203079004"


@given(text=mutated(strict_texts()), strict=strictness)
@example(text=KTP + "\r\n", strict=True)
@example(text=KTP.replace("#Siti", "# Siti"), strict=True)
@example(text=KTP.replace("Hilang", " "), strict=False)
@example(text=KTP.replace("Hilang", "Hilang, ya "), strict=False)
@example(text=SMS + " #", strict=False)
def test_a_text_around_it_changes_nothing(text: str, *, strict: bool) -> None:
    """A text that is read the quick way is read as one that has to be located, with text around it."""
    quick = ktpmsg.check(text, strict=strict, today=TODAY)
    before = "selamat pagi\n"
    slow = ktpmsg.check(before + text, strict=False, today=TODAY)

    if strict or not quick.kind or {p.code for p in quick.problems} & AROUND:
        return
    told_slow = [p for p in told(slow) if p[:2] != ("text-around", None)]
    moved = [(c, f, (a + len(before), b + len(before)), s) for c, f, (a, b), s in told(quick)]
    assert (told_slow, slow.message, slow.kind) == (moved, quick.message, quick.kind)


# What depends on what stands before a message.
AROUND = {
    "text-around",
    "keyword-spelling",
    "wrong-separator",
    "two-keywords",
    "several-messages",
    "number-outside",
}


@given(record=records())
def test_round_trip(record: Message) -> None:
    """`parse(m.text, strict=True) == m` for every record that can exist."""
    report = ktpmsg.check(record.text, strict=True, today=TODAY)

    assert report.message == record
    assert report.errors == report.repairs == ()
    assert ktpmsg.parse(record.text) == record


@sent
def test_canonical_text_of_what_was_read(text: str) -> None:
    """`message.text` is strictly right, and read as an equal record, whatever it was read from."""
    message = ktpmsg.check(text, today=TODAY).message
    if message is not None:
        report = ktpmsg.check(message.text, strict=True, today=TODAY)
        assert report.message == message
        assert report.repairs == ()


@given(text=mutated(strict_texts(), 1))
@example(text=KTP.replace("5508959001", "55O8959001"))
@example(text=KTP.replace("55089590", "5508 9590"))
@example(text=SMS.replace("3308", "#3308"))
def test_one_character_never_changes_an_identity(text: str) -> None:
    """A number read of a text with one slip is what stands between two of its separators."""
    message = ktpmsg.check(text, today=TODAY).message
    if message is not None:
        parts = [decimals(part) for part in unicodedata.normalize("NFKC", text).split("#")]
        assert all(number in parts for number in numbers_of(message))


@given(
    record=records(),
    at=st.integers(0, 15),
    new=st.sampled_from("0123456789"),
    how=st.sampled_from(["in", "out"]),
)
def test_a_digit_too_many_or_too_few_is_an_error(
    record: Message, at: int, new: str, how: str
) -> None:
    """`wrong-length`, and no guess which digit it is: "No digit is invented, dropped"."""
    number = record.nik.digits
    slip = number[:at] + (new if how == "in" else "") + number[at + (how == "out") :]
    text = record.text.replace(number, slip, 1)
    errors = ktpmsg.check(text, today=TODAY).errors

    assert ("wrong-length", "nik") in [(p.code.value, p.field) for p in errors]


HEADERS = ["30/08/25 18.00 - Budi: ", "[24/09/26 16.20.05] Budi: ", "[16.20, 24/9/2026] Budi: "]


LINE_END = re.compile("\r\n?|\n")


@given(text=sent_texts(), before=st.sampled_from(["", "halo\n", *HEADERS]))
@example(text="\r" + KTP, before="")
@example(text="DISDUKCAPIL#Siti#3308155508959001#makasih \u2764\ufe0f", before="")
@example(text="DISDUKCAPIL#Siti#3308155508959001#\ufe0f", before=HEADERS[0])
@example(text="DISDUKCAPIL#Siti#3308155508959001# \ufe0f", before="")
@example(text="DISDUKCAPIL#Siti#3308155508959001#ya \n\u200d\n", before=HEADERS[0])
def test_found_as_alone(text: str, before: str) -> None:
    """The same problems come from the message alone and from the message found in a chat.

    Only a number beside it is told of what was found.
    """
    chat = before + text + "\n" + HEADERS[0] + "ok\n"
    for report in ktpmsg.find(chat, today=TODAY):
        start, end = report.span
        assert chat[start:end] == report.text
        assert report.line == 1 + len(LINE_END.findall(chat[:start]))
        alone = ktpmsg.check(report.text, today=TODAY)
        beside = [p for p in told(report) if (p[0], p[3]) == ("number-outside", "notice")]
        assert told(alone) == [p for p in told(report) if p not in beside]
        assert (alone.message, alone.kind) == (report.message, report.kind)


@given(record=records(), header=st.sampled_from(HEADERS))
def test_canonical_text_is_found(record: Message, header: str) -> None:
    """A message as published is found in a chat, as a whole and with nothing to mend."""
    chat = f"{header}halo\n{header}{record.text}\n{header}ok"
    (report,) = ktpmsg.find(chat, today=TODAY)

    assert (report.text, report.message, report.repairs) == (record.text, record, ())
    assert chat[slice(*report.span)] == record.text


@given(text=sent_texts(), strict=strictness)
def test_spans_lie_in_the_text(text: str, *, strict: bool) -> None:
    """`.span` is start and end in `report.text`."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)

    for problem in report.problems:
        start, end = problem.span
        assert 0 <= start <= end <= len(text)
        if start == end:
            assert problem.code in {"missing-field", "empty-field", "empty"}


@given(text=sent_texts(), strict=strictness)
def test_order(text: str, *, strict: bool) -> None:
    """All come "by start of the span, then those of no field, then in the record's order"."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)
    kind = report.kind or ktpmsg.Ktp
    order = [None, *(field.name for field in attrs.fields(cast("type[Ktp]", kind)))]

    keys = [(problem.span[0], order.index(problem.field)) for problem in report.problems]
    assert keys == sorted(keys)


@pytest.mark.parametrize("text", TEXTS, ids=map(str, range(len(TEXTS))))
def test_one_error_a_field(text: str) -> None:
    """One error a field, the first that applies; only province, date and serial come together."""
    together = {"unknown-province", "impossible-date", "zero-serial"}
    seen: dict[str, str] = {}
    for problem in ktpmsg.check(text, today=TODAY).errors:
        if problem.field is not None and problem.code not in {"several-messages", "number-outside"}:
            before = seen.setdefault(problem.field, problem.code)
            assert before == problem.code or {before, problem.code} <= together
