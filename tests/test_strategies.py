"""`ktpmsg.strategies`: what is drawn is what it is said to be, and what it is said to become."""

from __future__ import annotations

import ast
import datetime
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
    Formats,
    Ktp,
    Message,
    Nik,
    NomorKK,
    Record,
    Region,
    Sinkronisasi,
)
from ktpmsg import strategies as ks
from ktpmsg.strategies import TYPOS, NearMiss, Typed, Typo
from ktpmsg.testing.drafts import Draft
from ktpmsg.testing.values import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

many = settings(max_examples=150, phases=[Phase.generate], database=None, deadline=None)
QUICK = settings(max_examples=750, database=None, phases=[Phase.generate, Phase.shrink])


def typed_digits(message: Record, fields: dict[str, str]) -> dict[str, str]:
    """The digits of a record in these fields."""
    return {field: getattr(message, field).digits for field in fields}


# --- the laws ----------------------------------------------------------------------------------


def law(case: Typed, formats: Formats | None = None) -> None:
    """What is said of a typed text."""
    check = formats.check if formats else ktpmsg.check
    report = check(case.text, today=TODAY)
    message = report.message
    codes = {typo.code for typo in case.slips if typo.code}

    if case.outcome in {"published", "mended"}:
        assert message == case.record
        assert typed_digits(case.record, case.digits) == case.digits
        assert codes <= {problem.code for problem in report.repairs}
    if case.outcome == "published":
        assert report.repairs == ()
        assert check(case.text, strict=True, today=TODAY).message == case.record
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


UBAH_DATA = ktpmsg.parse(KTP.replace("Hilang", "Ubah Data"))


@st.composite
def typed_with(draw: st.DrawFn, typo: Typo, records: st.SearchStrategy[Record]) -> Typed:
    """Texts with this typo alone, where there is room for it."""
    record = draw(records)
    draft = Draft(record)
    made = (typo,) if typo.suits(draft) and draft.takes(typo.change, draw) else ()
    return Typed(draft.text, record, made, draft.digits)


def alone(typo: Typo, records: st.SearchStrategy[Record], formats: Formats | None = None) -> bool:
    """Check a typo alone: it has the outcome and the code that it says. Return if it was made."""
    seen = []

    @seed(2)
    @settings(max_examples=40, phases=[Phase.generate], database=None)
    @given(case=typed_with(typo, records))
    def check(case: Typed) -> None:
        if case.slips:
            seen.append(case)
            law(case, formats)
            problems = (formats.check if formats else ktpmsg.check)(case.text, today=TODAY).problems
            severity = {"mended": "repaired", "refused": "error"}.get(typo.outcome)
            if severity:
                assert (typo.code, severity) in {(p.code, p.severity) for p in problems}

    check()
    return bool(seen)


# In a format of this repository these have no room.
ELSEWHERE = {"date", "phone", "count", "code", "line"}


@pytest.mark.parametrize("typo", TYPOS, ids=lambda typo: typo.name)
def test_each_typo(typo: Typo) -> None:
    """Made alone, a typo has the outcome and the code that it says."""
    made = alone(typo, st.sampled_from(PEOPLE))
    assert made == (typo.place not in ELSEWHERE and typo.name != "no separator at the end")


@seed(3)
@settings(max_examples=40)
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


OF_OTHER_FIELDS = [Code.NOT_A_DATE, Code.DATE_FORMAT, Code.NOT_A_PHONE, Code.PHONE_FORMAT]


@pytest.mark.parametrize("code", [code for code in Code if code not in OF_OTHER_FIELDS])
def test_every_code_is_reached(code: Code) -> None:
    """Each code has near misses, and they are no more than that."""
    miss = find(ks.near_misses(code, today=TODAY), lambda _: True, settings=QUICK)

    assert miss.code is code
    assert code in {problem.code for problem in ktpmsg.check(miss.text, today=TODAY).problems}


@pytest.mark.parametrize("code", OF_OTHER_FIELDS)
def test_codes_of_fields_that_we_have_not(code: Code) -> None:
    """What no message of the formats can get is refused at the call."""
    with pytest.raises(ValueError, match="no near miss of these formats has such a code"):
        ks.near_misses(code, Code.EMPTY)
    miss = find(ks.near_misses(code, formats=CLINIC), lambda _: True, settings=QUICK)
    assert code in {problem.code for problem in CLINIC.check(miss.text, today=TODAY).problems}


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


@pytest.mark.parametrize(
    ("typo", "words"),
    [
        ("other word", {"Kehilangan", "UbahData", "Ubah-Data", "Perubahan Data", "Rubah Data"}),
        ("other keyword", {"E-KTP", "KTP-EL", "K.T.P", "DUKCAPIL"}),
    ],
)
def test_every_other_word_is_typed(typo: str, words: set[str]) -> None:
    """All that is read for a choice or a keyword is among the typos."""
    (one,) = (each for each in TYPOS if each.name == typo)
    seen: set[str] = set()

    @seed(12)
    @settings(many, max_examples=60)
    @given(case=typed_with(one, st.sampled_from([*PEOPLE, UBAH_DATA])))
    def look(case: Typed) -> None:
        seen.update(word for word in words if word in case.text)

    look()
    assert seen == words


@seed(4)
@settings(max_examples=40)
@given(message=ks.messages(), text=ks.texts())
def test_records(message: Message, text: str) -> None:
    """A record is read from its text, and a text is canonical."""
    assert ktpmsg.parse(message.text, strict=True, today=TODAY) == message
    assert ktpmsg.parse(text, strict=True, today=TODAY).text == text


@seed(5)
@settings(max_examples=40)
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
@settings(max_examples=40)
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
    assert known or (desa in NOWHERE and kecamatan in NOWHERE)


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
    for slip in TYPOS:
        if slip.place in ELSEWHERE:
            assert not made[slip.name]
            continue
        share = {"choice": 1 / 3, "text": 2 / 3, "numbers": 2 / 3, "name": 2 / 3}.get(slip.place, 1)
        expected = slip.rate / 100 * share * texts
        assert made[slip.name] < 1.5 * expected + 30, slip
        if slip.name not in PARTLY:
            assert made[slip.name] > 0.5 * expected - 15, slip


# There is not always room for these.
PARTLY = {
    *("accent apart", "other word", "other keyword", "letter off in keyword", "thanks"),
    *("space after keyword", "field left out", "letter O", "foreign letter", "digits swapped"),
    *("separator at the end", "no separator at the end", "other separator"),
}


def test_rates_leave_room() -> None:
    """At no place are there more slips than messages."""
    rates: Counter[str] = Counter()
    for slip in TYPOS:
        rates[slip.place] += slip.rate
    assert max(rates.values()) < 100
    assert len({slip.name for slip in TYPOS}) == len(TYPOS)


@pytest.mark.parametrize(
    "strategy",
    [ks.niks(), ks.names(), ks.places(), ks.messages(), ks.typed(ks.messages()), ks.near_misses()],
    ids=["niks", "names", "places", "messages", "typed", "near_misses"],
)
def test_fast(strategy: st.SearchStrategy[object]) -> None:
    """Health checks, none of them suppressed, and the work that a hundred examples take."""

    @settings(max_examples=40, database=None, phases=[Phase.generate], suppress_health_check=())
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


# --- an office's own formats -----------------------------------------------------------------------

HERE = Path(__file__).parent
CLINIC = Formats(
    """
    %import fields (nik, nomor_kk, nama, desa, kecamatan, DATE, PHONE, LINE, CODE, NUMBER, TEXT)
    start: daftar | ulang | janji
    daftar: "DAFTAR"i ";" nik{"NIK"} ";" nama{"Nama"} ";" lahir{"Tgl Lahir"} ";" hp{"No HP"} ";" poli{"Poli"}
    ulang: "|" "ULANG"i "|" nik{"NIK"} "|" kartu{"Kartu"} "|" berat{"Berat"} "|" alamat{"Alamat"} "|"
    janji: "JANJI"i nik{"NIK"} "*" nomor_kk{"No KK"} "*" kecamatan{"Kecamatan"} "*" desa{"Desa"} ["*" hari{"Hari"} ["*" keluhan{"Keluhan"}]]
    lahir{words}: DATE | words -> unfilled
    hari{words}: DATE | words -> unfilled
    hp{words}: PHONE | words -> unfilled
    poli{words}: "Umum"i | "Gigi"i | "Ibu dan Anak"i | words -> unfilled
    kartu{words}: CODE | words -> unfilled
    berat{words}: NUMBER | words -> unfilled
    alamat{words}: LINE | words -> unfilled
    keluhan{words}: TEXT | words -> unfilled
    """,
    builtin=False,
)


@seed(20)
@settings(max_examples=60, deadline=None)
@given(record=ks.messages(CLINIC, today=TODAY), text=ks.texts(CLINIC))
def test_records_of_an_office(record: Record, text: str) -> None:
    """Records of any grammar are read from their texts, and a text is canonical."""
    assert CLINIC.parse(record.text, strict=True, today=TODAY) == record
    assert CLINIC.parse(text, strict=True, today=TODAY).text == text


def test_records_of_an_office_are_diverse() -> None:
    """Each class comes, with optional fields and without, and its people live where they say."""
    seen: Counter[str] = Counter()
    janji: Any = CLINIC.records["janji"]

    @seed(21)
    @settings(many, max_examples=200)
    @given(record=ks.messages(CLINIC), here=ks.records(janji, "330815"))
    def look(record: Any, here: Any) -> None:
        seen[type(record).__name__] += 1
        if isinstance(record, janji):
            seen[f"hari {record.hari is not None}"] += 1
            seen[f"keluhan {record.keluhan is not None}"] += 1
        assert here.nomor_kk.startswith("330815")
        seen[f"village {here.village_code is not None}"] += 1

    look()
    names = {"Daftar", "Ulang", "Janji"}
    flags = {f"{what} {flag}" for what in ("hari", "keluhan", "village") for flag in (True, False)}
    assert seen.keys() == names | flags
    assert seen["village True"] > 0.8 * 200


@seed(22)
@settings(many, max_examples=40)
@given(case=ks.typed(ks.messages(CLINIC)))
def test_typed_messages_of_an_office(case: Typed) -> None:
    """What is said of typed texts holds for any grammar."""
    law(case, CLINIC)


@pytest.mark.parametrize("typo", TYPOS, ids=lambda typo: typo.name)
def test_each_typo_of_an_office(typo: Typo) -> None:
    """Each typo is made in one format or another, with the outcome that it says."""
    made = [alone(typo, ks.records(kind), CLINIC) for kind in CLINIC.records.values()]
    assert any(made) or typo.name == "other keyword"


SMALL = Formats(
    """
    %import fields (nik)
    start: cek
    cek: "CEK"i nik{"(16 angka)"}
    """,
    builtin=False,
)


@pytest.mark.parametrize("name", ["field empty", "field left out", "number labelled"])
def test_no_room_for_a_typo(name: str) -> None:
    """Where a typo would say something else, it is not made: one field, and words with digits."""
    (typo,) = (typo for typo in TYPOS if typo.name == name)
    assert alone(typo, ks.messages(SMALL), SMALL) == (name == "field left out")


@pytest.mark.parametrize("path", sorted((HERE / "formats").glob("*.lark")), ids=lambda p: p.stem)
def test_formats_of_other_offices(path: Path) -> None:
    """Records and typed texts of each of the formats that offices have published."""
    formats = Formats.load(path, builtin=False)

    @seed(23)
    @settings(many, max_examples=60)
    @given(case=ks.typed(ks.messages(formats)))
    def hold(case: Typed) -> None:
        law(case, formats)
        assert formats.parse(case.record.text, strict=True) == case.record

    hold()


@seed(24)
@settings(max_examples=75, deadline=None)
@given(miss=ks.near_misses(formats=CLINIC, today=TODAY))
def test_near_misses_of_an_office(miss: NearMiss) -> None:
    """A near miss of any grammar has the problem that it must get."""
    found = {(p.code, p.field, p.severity) for p in CLINIC.check(miss.text, today=TODAY).problems}
    assert (miss.code, miss.field, miss.severity) in found


def test_near_misses_of_one_class() -> None:
    """`formats` may be one record class."""
    miss = find(ks.near_misses(Code.LABEL, formats=Ktp), lambda _: True, settings=QUICK)
    assert miss.text.startswith("#KTP#")


def test_a_class_without_a_grammar() -> None:
    """Records of a class that no grammar has are a mistake of the test's."""
    with pytest.raises(TypeError, match="has no format yet"):
        ks.records(type("Sendiri", (Record,), {}))


def test_register() -> None:
    """`st.from_type` knows an office's classes after `register`."""
    ks.register(CLINIC)
    kind = CLINIC.records["ulang"]
    assert type(find(st.from_type(kind), lambda _: True, settings=QUICK)) is kind


def test_people_of_a_day() -> None:
    """With `today`, nobody is born later, and nobody under age asks for a card."""
    day = datetime.date(1999, 12, 31)

    @seed(25)
    @settings(many, max_examples=40)
    @given(nik=ks.niks(today=day), kk=ks.nomor_kks(today=day), ktp=ks.ktps(today=day))
    def look(nik: Nik, kk: NomorKK, ktp: Ktp) -> None:
        assert datetime.date(1919, 1, 1) <= nik.birth_date(day) <= day
        assert datetime.date(1996, 1, 1) <= kk.issue_date(day) <= day
        notices = {p.code for p in ktpmsg.check(ktp.text, today=day).notices}
        assert not notices & {Code.UNDER_AGE, Code.IMPLAUSIBLE_DATE}

    look()


def test_older_names() -> None:
    """What was called a slip is a typo, by either name."""
    assert ks.SLIPS is TYPOS
    assert ks.Slip is Typo


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
        print(["ktpmsg.testing.hypothesis_hook" in sys.modules, "lark" in sys.modules,
            "ktpmsg.testing.strategies" in sys.modules,
            any(name.endswith((".lark", "regions.bin", "villages.bin")) for name in opened)])
        """
    )
    assert ast.literal_eval(shown) == [True, False, False, False]


CHECKUP = """
%import fields (nik, nama)
start: periksa
periksa: "PERIKSA"i "#" nik{"NIK"} ["#" nama{"Nama"}]
"""


@pytest.mark.parametrize("code", [Code.SAME_NUMBER, Code.MISSING_FIELD])
def test_near_misses_where_one_format_has_no_room(code: Code) -> None:
    """What a format cannot get (one number is no two, nothing is missing) another's messages get."""
    formats = Formats(CHECKUP)

    @seed(25)
    @settings(many, max_examples=30)
    @given(miss=ks.near_misses(code, formats=formats, today=TODAY))
    def hold(miss: NearMiss) -> None:
        assert not miss.text.startswith("PERIKSA")
        assert code in {p.code for p in formats.check(miss.text, today=TODAY).errors}

    hold()
