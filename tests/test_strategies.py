"""`ktpmsg.strategies`: what is drawn is what it is said to be, and what it is said to become."""

from __future__ import annotations

import ast
import datetime
import re
import subprocess
import sys
import textwrap
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st
from people import KTP, SMS, SYNC, TODAY

import ktpmsg
from ktpmsg import (
    Code,
    Ktp,
    Message,
    Nik,
    NomorKK,
    Region,
    Sinkronisasi,
    choices,
    frames,
    slips,
)
from ktpmsg import strategies as ks
from ktpmsg.strategies import SLIPS, NearMiss, Typed

if TYPE_CHECKING:
    from collections.abc import Callable

many = settings(max_examples=600, phases=[Phase.generate], database=None, deadline=None)
QUICK = settings(max_examples=3000, database=None, phases=[Phase.generate, Phase.shrink])


def typed_digits(message: Message, fields: dict[str, str]) -> dict[str, str]:
    """The digits of a record in these fields."""
    return {field: getattr(message, field).digits for field in fields}


# --- the laws ----------------------------------------------------------------------------------


def law(case: Typed) -> None:
    """What is said of a typed text."""
    report = ktpmsg.check(case.text, today=TODAY)
    message, slips = report.message, case.slips
    codes = {slip.code for slip in slips if slip.code}

    if case.outcome in {"published", "mended"}:
        assert message == case.record
        assert typed_digits(case.record, case.digits) == case.digits
        assert codes <= {problem.code for problem in report.repairs}
    if case.outcome == "published":
        assert report.repairs == ()
        assert ktpmsg.check(case.text, strict=True, today=TODAY).message == case.record
    if case.outcome == "refused":
        assert message is None
    if message is not None:
        assert typed_digits(message, case.digits) == case.digits


@seed(1)
@many
@given(case=ks.typed(ks.messages()))
def test_typed(case: Typed) -> None:
    """Mended slips read as the record meant, refused ones are not read, no identity is wrong."""
    law(case)


PEOPLE = [ktpmsg.parse(text.replace("Siti", "Ren\u00e9")) for text in (KTP, SYNC, SMS, f"{SMS} #2")]


@st.composite
def typed_with(draw: st.DrawFn, slip: slips.Slip) -> Typed:
    """Texts with this slip alone, where there is room for it."""
    record = draw(st.sampled_from(PEOPLE))
    draft = slips.Draft(record)
    made = (slip,) if draft.takes(slip.change, draw) else ()
    return Typed(draft.text, record, made, draft.digits)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_each_slip(slip: slips.Slip) -> None:
    """Made alone, a slip has the outcome and the code that it says."""
    seen = []

    @seed(2)
    @settings(max_examples=25, phases=[Phase.generate], database=None)
    @given(case=typed_with(slip))
    def alone(case: Typed) -> None:
        if case.slips:
            seen.append(case)
            law(case)
            problems = ktpmsg.check(case.text, today=TODAY).problems
            severity = {"mended": "repaired", "refused": "error"}.get(slip.outcome)
            if severity:
                assert (slip.code, severity) in {(p.code, p.severity) for p in problems}

    alone()
    assert seen


@seed(3)
@settings(max_examples=400)
@given(miss=ks.near_misses(today=TODAY))
def test_near_misses(miss: NearMiss) -> None:
    """A near miss has the problem that it must get, and no other."""
    found = {(p.code, p.field, p.severity) for p in ktpmsg.check(miss.text, today=TODAY).problems}

    assert (miss.code, miss.field, miss.severity) in found
    assert {code for code, _, _ in found} == {miss.code}
    strict = ktpmsg.check(miss.text, strict=True, today=TODAY)
    severity = "error" if miss.severity == "repaired" else miss.severity
    assert (miss.code, miss.field, severity) in {
        (p.code, p.field, p.severity) for p in strict.problems
    }


@pytest.mark.parametrize("code", Code)
def test_every_code_is_reached(code: Code) -> None:
    """Each code has near misses, and they are no more than that."""
    miss = find(ks.near_misses(code, today=TODAY), lambda _: True, settings=QUICK)

    assert miss.code is code
    assert code in {problem.code for problem in ktpmsg.check(miss.text, today=TODAY).problems}


@pytest.mark.parametrize("today", [datetime.date(1999, 12, 31), TODAY, datetime.date(2044, 2, 29)])
def test_a_child_on_any_day(today: datetime.date) -> None:
    """A near miss that depends on the calendar is one on the day that was given."""

    @seed(9)
    @settings(max_examples=25, phases=[Phase.generate], database=None)
    @given(miss=ks.near_misses(Code.UNDER_AGE, today=today))
    def children(miss: NearMiss) -> None:
        notices = ktpmsg.check(miss.text, today=today).notices
        assert (miss.code, miss.field) in {(p.code, p.field) for p in notices}

    children()


def test_every_other_word_is_typed() -> None:
    """All that is read for a choice or a keyword is among the slips, however it is spelled."""
    typed = {
        "".join(filter(str.isalnum, word)).upper(): meant
        for meant, words in slips._OTHER_WORDS.items()
        for word in words
    }
    read = {word.upper(): meant for word, meant in choices._ALIASES.items()} | frames._ALIASES

    assert read.items() <= typed.items()


@seed(4)
@settings(max_examples=100)
@given(message=ks.messages(), text=ks.texts())
def test_records(message: Message, text: str) -> None:
    """A record is read from its text, and a text is canonical."""
    assert ktpmsg.parse(message.text, strict=True, today=TODAY) == message
    assert ktpmsg.parse(text, strict=True, today=TODAY).text == text


@seed(5)
@settings(max_examples=100)
@given(
    nik=ks.niks(),
    kk=ks.nomor_kks("33"),
    ktp=ks.ktps("330815"),
    name=ks.names(),
    region=ks.regions(),
)
def test_values(nik: Nik, kk: NomorKK, ktp: Ktp, name: str, region: Region) -> None:
    """Numbers have the serials of nobody and lie in the region asked for; names are as published."""
    assert "9000" <= nik.serial <= "9499"
    assert "9500" <= kk.serial <= "9999"
    assert kk.digits.startswith("33")
    assert ktp.nomor_kk.digits.startswith("330815")
    assert 1 <= len(name) <= 60
    assert unicodedata.is_normalized("NFC", name)
    assert not any(char.isdigit() for char in name)
    assert Region.of(region.code) == region


def test_statuses_of_regions() -> None:
    """Numbers are of districts in force, former, inferred and unknown ones."""
    statuses: Counter[str | None] = Counter()

    @seed(6)
    @many
    @given(nik=ks.niks())
    def count(nik: Nik) -> None:
        statuses[nik.region.status if nik.region else None] += 1

    count()
    assert {"current", "former"} <= statuses.keys() <= {"current", "former", "inferred", None}
    assert statuses["current"] > 0.8 * statuses.total()


@seed(7)
@settings(max_examples=100)
@given(pair=ks.places("330815"))
def test_places(pair: tuple[str, str]) -> None:
    """Nearly all places are on the official list, in the region asked for."""
    desa, kecamatan = pair
    record = Ktp(
        nik="3308155508959001",
        nomor_kk="3308151203079504",
        nama="Siti",
        desa=desa,
        kecamatan=kecamatan,
        alasan="Hilang",
    )
    known = kecamatan == "Candimulyo"
    assert (record.village_code or "").startswith("330815" if known else "")
    assert known or (desa in slips.NOWHERE and kecamatan in slips.NOWHERE)


@pytest.mark.parametrize("strategy", [ks.niks, ks.nomor_kks, ks.places, ks.ktps])
def test_no_such_region(strategy: Callable[[str], object]) -> None:
    """A region that does not exist is a mistake of the test's."""
    with pytest.raises(ValueError, match="no district begins with these digits"):
        strategy("99")


# --- rates, speed, shrinking -------------------------------------------------------------------


def test_rates_are_near_those_stated() -> None:
    """How often each slip is made, in texts that have room for it, is about its rate."""
    made: Counter[str] = Counter()
    texts = 1000

    @seed(8)
    @settings(many, max_examples=texts)
    @given(case=ks.typed(ks.messages()))
    def count(case: Typed) -> None:
        made.update(slip.name for slip in case.slips)

    count()
    for slip in SLIPS:
        share = {"choice": 1 / 3, "text": 2 / 3, "numbers": 2 / 3, "name": 2 / 3}.get(slip.place, 1)
        expected = slip.rate / 100 * share * texts
        assert made[slip.name] < 1.5 * expected + 30, slip
        if slip.name not in PARTLY:
            assert made[slip.name] > 0.5 * expected - 15, slip


# There is not always room for these.
PARTLY = {
    *("accent apart", "other word", "other keyword", "letter off in keyword", "thanks"),
    *("space after keyword", "field left out", "letter O", "foreign letter", "digits swapped"),
}


def test_rates_leave_room() -> None:
    """At no place are there more slips than messages."""
    rates: Counter[str] = Counter()
    for slip in SLIPS:
        rates[slip.place] += slip.rate
    assert max(rates.values()) < 100
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)


@pytest.mark.parametrize(
    "strategy",
    [ks.niks(), ks.names(), ks.places(), ks.messages(), ks.typed(ks.messages()), ks.near_misses()],
    ids=["niks", "names", "places", "messages", "typed", "near_misses"],
)
def test_fast(strategy: st.SearchStrategy[object]) -> None:
    """Health checks, none of them suppressed, and the work that a hundred examples take."""

    @settings(max_examples=100, database=None, phases=[Phase.generate], suppress_health_check=())
    @given(strategy)
    def draw(_: object) -> None:
        pass

    start = time.process_time()
    draw()
    assert time.process_time() - start < 3


def test_shrinks_to_the_simplest() -> None:
    """With nothing asked, the least there is, without a slip."""
    case = find(ks.typed(ks.ktps()), lambda _: True, settings=QUICK)

    assert case == Typed(
        text="#KTP#1101010101009000#1101010101009500#Siti#Keude Bakongan#Bakongan#Pemula",
        record=Ktp(
            nik="1101010101009000",
            nomor_kk="1101010101009500",
            nama="Siti",
            desa="Keude Bakongan",
            kecamatan="Bakongan",
            alasan="Pemula",
        ),
        slips=(),
        digits={"nik": "1101010101009000", "nomor_kk": "1101010101009500"},
    )
    assert case.outcome == "published"


@pytest.mark.parametrize(
    ("code", "records", "text"),
    [
        (
            Code.WRONG_LENGTH,
            ks.sinkronisasis(),
            "#SINKRONISASI#101010101009000#1101010101009500#BPJS Kesehatan",
        ),
        (
            Code.KEYWORD_SPELLING,
            ks.disdukcapils(),
            "#DISDUKCAPIL#Siti#1101010101009000#BPJS Kesehatan",
        ),
        (
            Code.SEVERAL_CHOICES,
            ks.ktps(),
            "#KTP#1101010101009000#1101010101009500#Siti#Keude Bakongan#Bakongan#Pemula/Hilang",
        ),
    ],
)
def test_shrinks_to_one_slip(code: Code, records: st.SearchStrategy[Message], text: str) -> None:
    """A test that fails for one slip ends with that one, in a text without anything else."""

    def fails(case: Typed) -> bool:
        return code in {problem.code for problem in ktpmsg.check(case.text, today=TODAY).problems}

    case = find(ks.typed(records), fails, settings=QUICK)

    assert [slip.code for slip in case.slips] == [code]
    assert len(case.text) <= len(text) + 5  # there may be shorter ones, or one as simple


def test_shown_when_a_test_fails() -> None:
    """A typed text shows what the slip is; the record is masked as ever."""
    case = find(ks.typed(ks.sinkronisasis()), lambda c: c.slips != (), settings=QUICK)

    assert "rate" not in repr(case)
    assert "nik='110101**********'" in repr(case)
    assert case.slips[0].name in repr(case)


def test_typed_takes_one_record() -> None:
    """`typed(record)`: the text of one record."""
    record = Sinkronisasi(nik="3308155508959001", nomor_kk="3308151203079504", keperluan="BPJS")

    case = find(ks.typed(record), lambda c: c.outcome == "unseen", settings=QUICK)
    assert case.record == record
    assert case.digits != typed_digits(record, case.digits)


# --- the hook ----------------------------------------------------------------------------------


def python(code: str) -> str:
    """What a program prints, in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_types_without_an_import() -> None:
    """`st.from_type(ktpmsg.Ktp)` works by Hypothesis' entry point."""
    shown = python(
        """
        import ktpmsg
        from hypothesis import find, strategies as st

        types = ktpmsg.Nik, ktpmsg.NomorKK, ktpmsg.Region, ktpmsg.Ktp
        for kind in (*types, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil, ktpmsg.Alasan):
            found = find(st.from_type(kind), lambda _: True)
            assert type(found) is kind
        assert find(st.from_type(ktpmsg.Ktp), lambda _: True).nik.serial[0] == "9"
        print(type(find(st.from_type(ktpmsg.Message), lambda _: True)).__name__)
        """
    )
    assert shown in {"Ktp\n", "Sinkronisasi\n", "Disdukcapil\n"}


def test_hook_reads_nothing_before_it_is_used() -> None:
    """Whoever imports Hypothesis loads neither Lark nor the strategies, and reads no table."""
    shown = python(
        """
        import sys
        opened = []
        sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
        import hypothesis
        from hypothesis import find, strategies as st

        find(st.from_type(int), lambda _: True)
        print(["ktpmsg.hypothesis_hook" in sys.modules, "lark" in sys.modules,
            "ktpmsg.strategies" in sys.modules,
            any(name.endswith((".lark", "regions.txt", "33.txt")) for name in opened)])
        """
    )
    assert ast.literal_eval(shown) == [True, False, False, False]


def test_example_of_the_readme() -> None:
    """The tests of an application that the README has pass."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - as somebody would run it

    tests = [test for name, test in names.items() if name.startswith("test_")]
    for test in tests:
        test()
    assert len(tests) == 2
