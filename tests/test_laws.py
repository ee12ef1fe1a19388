"""The laws of reading, by the interface alone, over people and texts that are not the usual ones."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from people import (
    KK,
    KTP,
    NIK,
    SMS,
    SYNC,
    TODAY,
    free_texts,
    kks,
    known_texts,
    mutated,
    names,
    niks,
    sent_texts,
    strict_texts,
)

import ktpmsg
from ktpmsg import Alasan, Disdukcapil, Ktp, Message, MessageError, Sinkronisasi

if TYPE_CHECKING:
    from collections.abc import Callable

    from ktpmsg import Report

# --- whom it is about --------------------------------------------------------------------------

# Names that look like something else, and places as people write them.
NAMES = [
    "Siti Aminah", "O", "Nur\u02bcaini", "H. Ahmad Dahlan, S.Pd., M.Si.", "Ktp", "Desa Wibowo", "Nama Baru",
    "Rusak Hilang", "Pemula", "Siti Nik", "Nur (alm.)", "R.A. Kartini 2", "Jos\u00e9 \u00c5ke", "Budi 99",
    "De'Nik", "Ubah Data", "Dari Siti", "A/B", "Cek Ktp", "Kk Nomor", "12 Mei", "Muhammad-Nur", "Yth. Siti",
]  # fmt: skip
PLACES = [
    "Surodadi", "Candimulyo", "Salaman", "Menoreh", "Desa Surodadi", "Kec. Candimulyo", "Surodadi RT 02 RW 05",
    "Jl. Pemuda 12", "Blok 7", "KTP Lama", "Hilang Jaya", "Kel. Rusak", "Perum. Griya 3/12", "Nama Asri",
]  # fmt: skip
TEXTS = [
    "BPJS Kesehatan", "apakah KTP saya sudah jadi?", "#12 dan #13", "hilang", "NIK: belum tahu", "KTP",
    "DISDUKCAPIL", "1. KTP\n2. KK", "ya\n\n#BPJS\n#anak", "https://contoh.id/#KTP", "~batal~", "*penting*",
    "\u2764\ufe0f \U0001f64f", "lihat #KTP saya", "KTP #12", "Nama: Siti", "\U0001f468\u200d\U0001f469", "a # b ##c",
    "081200009001", "tgl 15-08-1995", "sudah kirim ke 0293-123456", "<belum>", "> dikutip", "Rusak atau hilang",
]  # fmt: skip


def persons() -> st.SearchStrategy[str]:
    """Names of people, and of places."""
    return st.one_of(st.sampled_from(NAMES), names())


def places() -> st.SearchStrategy[str]:
    """Names of places."""
    return st.one_of(st.sampled_from(PLACES), st.sampled_from(NAMES), names())


def texts() -> st.SearchStrategy[str]:
    """What people ask."""
    several = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)
    return st.one_of(
        st.sampled_from(TEXTS),
        st.tuples(several, st.sampled_from([" ", "\n", ", "])).map(lambda t: t[1].join(t[0])),
        free_texts(),
    )


@st.composite
def unusual(draw: st.DrawFn) -> Message:
    """A record that can exist, however odd its values are."""
    kind = draw(st.sampled_from([Ktp, Sinkronisasi, Disdukcapil]))
    fields: dict[str, st.SearchStrategy[Any]] = {
        "nik": niks(),
        "nomor_kk": kks(),
        "nama": persons(),
        "desa": places(),
        "kecamatan": places(),
        "alasan": st.sampled_from(Alasan),
        "keperluan": texts(),
        "isi_sms": texts(),
    }
    values = {field.name: draw(fields[field.name]) for field in attrs.fields(kind)}
    try:
        return cast("Message", kind(**values))
    except MessageError:
        assume(condition=False)
        raise


def anything() -> st.SearchStrategy[str]:
    """What an office may be sent."""
    written = unusual().map(lambda record: record.text)
    return st.one_of(sent_texts(), written, mutated(written), mutated(known_texts(), 5))


def told(report: Report) -> list[tuple[str, str | None, tuple[int, int], str]]:
    """All that a report says."""
    return [(p.code.value, p.field, p.span, p.severity) for p in report.problems]


def numbers_of(message: Message) -> list[str]:
    """The digits of the numbers in a record."""
    return [
        value.digits
        for field in attrs.fields(type(message))
        if isinstance(value := getattr(message, field.name), (ktpmsg.Nik, ktpmsg.NomorKK))
    ]


def decimals(text: str) -> str:
    """The decimal values of the digits in a text, in order."""
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


# --- total -------------------------------------------------------------------------------------


@given(text=anything(), strict=st.booleans())
@example(text="\x1f", strict=False)
@example(text="DISDUKCAPIL#Siti#1101010101009001#KTP\n30/08/25 17.59 - x", strict=False)
def test_any_text_gets_a_report(text: str, *, strict: bool) -> None:
    """Any text gets a report, and `parse`, `check` and `find` say the same of it."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)
    if report.ok:
        assert ktpmsg.parse(text, strict=strict, today=TODAY) == report.message
    else:
        with pytest.raises(MessageError) as caught:
            ktpmsg.parse(text, strict=strict, today=TODAY)
        assert caught.value.report == report
    for found in ktpmsg.find(text, strict=strict, today=TODAY):
        start, end = found.span
        assert text[start:end] == found.text
        assert found.kind is not None


# --- round trip --------------------------------------------------------------------------------


@settings(max_examples=80)
@given(record=unusual())
def test_round_trip(record: Message) -> None:
    """`parse(m.text, strict=True) == m`, and `find` yields just it, for every record that can exist."""
    report = ktpmsg.check(record.text, strict=True, today=TODAY)
    assert (report.message, report.errors, report.repairs) == (record, (), ())
    assert type(record)(**attrs.asdict(record)) == record

    (found,) = ktpmsg.find(record.text, today=TODAY)
    assert (found.message, found.text, found.repairs) == (record, record.text, ())
    (found,) = ktpmsg.find(f"{record.text}\n", strict=True, today=TODAY)
    assert found.message == record


# --- strict and lenient ------------------------------------------------------------------------


@given(text=st.one_of(anything(), mutated(strict_texts(), 1)))
def test_strictly_right_is_right(text: str) -> None:
    """Strict ok implies lenient ok without repair, and what lenient mends strict calls an error."""
    strict = ktpmsg.check(text, strict=True, today=TODAY)
    lenient = ktpmsg.check(text, today=TODAY)

    if strict.ok:
        assert lenient == strict
        assert lenient.repairs == ()
    as_errors = [attrs.evolve(p, severity="error") for p in lenient.repairs + lenient.errors]
    assert sorted(as_errors, key=repr) == sorted(strict.errors, key=repr)


@given(text=anything())
def test_no_digit_is_changed(text: str) -> None:
    """The digits of each number in a record occur in the text in that order, next to each other."""
    message = ktpmsg.check(text, today=TODAY).message
    if message is not None:
        assert all(number in decimals(text) for number in numbers_of(message))


# --- check and find ----------------------------------------------------------------------------


@given(text=anything())
@example(text=KTP)
@example(text=f"halo\n{SMS}")
def test_what_check_reads_find_yields(text: str) -> None:
    """What `check` reads without error and with ten digits in it, `find` yields as the same message."""
    report = ktpmsg.check(text, today=TODAY)
    if report.ok:
        found = list(ktpmsg.find(text, today=TODAY))
        assert [one.message for one in found if one.ok] == [report.message]


@given(text=anything())
def test_found_as_alone(text: str) -> None:
    """What `find` yields is what `check` says of it alone, but for a number beside it."""
    for found in ktpmsg.find(text, today=TODAY):
        alone = ktpmsg.check(found.text, today=TODAY)
        beside = [p for p in found.problems if (p.code, p.severity) == ("number-outside", "notice")]
        assert [p for p in found.problems if p not in beside] == list(alone.problems)
        assert (found.message, found.kind) == (alone.message, alone.kind)


# --- nothing is missing that stands there ------------------------------------------------------

PEOPLE = ["Siti Aminah", "O Nur'aini", "Bagas Wirayudha", "H. Ahmad, S.Pd.", "Dewi (almh.)", "Sri"]
VILLAGES = [
    ("Surodadi", "Candimulyo"),
    ("Menoreh", "Salaman"),
    ("Xyzzy", "Qwerty"),
    ("Desa A", "Kec. B"),
]


@st.composite
def ordinary(draw: st.DrawFn) -> Message:
    """A record of somebody with an ordinary name."""
    nik, kk, nama = draw(niks()), draw(kks()), draw(st.sampled_from(PEOPLE))
    assume(nik != kk)
    desa, kecamatan = draw(st.sampled_from(VILLAGES))
    text = draw(
        st.sampled_from(["BPJS Kesehatan", "apakah sudah jadi?", "pajak", "ya, yang 2 itu"])
    )
    alasan = draw(st.sampled_from(Alasan))
    kinds: list[Any] = [
        lambda: Ktp(nik, "3308" + kk[4:], nama, desa, kecamatan, alasan),
        lambda: Sinkronisasi(nik, kk, text),
        lambda: Disdukcapil(nama, nik, text),
    ]
    made: Message = draw(st.sampled_from(kinds))()
    return made


def fields_of(record: Message) -> tuple[str, list[str], list[str]]:
    """What stands before the first field, the names of the fields, and their texts."""
    values = [str.__str__(getattr(record, f.name)) for f in attrs.fields(type(record))]
    return (
        record.text[: record.text.index(values[0])],
        [f.name for f in attrs.fields(type(record))],
        values,
    )


# What becomes of a value, and it is still there.
TYPOS: dict[str, Callable[[str], str]] = {
    "as it is": lambda value: value,
    "a space before": lambda value: " " + value,
    "a space behind": lambda value: value + " ",
    "in marks": lambda value: f"*{value}*",
    "a full stop": lambda value: value + ".",
    "a digit short": lambda value: value[:-1] if value.isdigit() else value,
    "a digit too many": lambda value: value + "7" if value.isdigit() else value,
    "a letter": lambda value: value[:8] + "O" + value[9:] if value.isdigit() else value,
    "in groups": lambda value: (
        f"{value[:6]} {value[6:12]} {value[12:]}" if value.isdigit() else value
    ),
    "masked": lambda value: value[:6] + "******" + value[12:] if value.isdigit() else value,
}


@settings(max_examples=60)
@given(
    record=ordinary(),
    hidden=st.integers(0, 5),
    typos=st.lists(st.sampled_from(sorted(TYPOS)), min_size=6, max_size=6),
    empty=st.booleans(),
)
def test_nothing_is_called_missing_that_stands_there(
    record: Message, hidden: int, typos: list[str], *, empty: bool
) -> None:
    """With one field left out, or left empty, no other is called missing or empty."""
    head, field_names, values = fields_of(record)
    hidden %= len(values)
    typed = [TYPOS[typo](value) for typo, value in zip(typos, values, strict=False)]
    typed[hidden : hidden + 1] = [""] if empty else []
    text = head + "#".join(typed)
    report = ktpmsg.check(text, today=TODAY)

    lacking = [p for p in report.problems if p.code in {"missing-field", "empty-field"}]
    assert report.kind is type(record)
    assert not report.ok
    assert len(lacking) == 1 or "in marks" in typos
    assert {p.field for p in lacking} <= {field_names[hidden], None}
    for found in ktpmsg.find(text, today=TODAY):
        assert told(found) == told(ktpmsg.check(found.text, today=TODAY))


# --- typos together ----------------------------------------------------------------------------

# Where in a message a typo is, and what it makes of the message.
SLIPS: dict[str, list[tuple[str, str]]] = {
    "in front": [("#KTP#", "halo\n#KTP#"), ("#KTP#", "Selamat pagi. #KTP#"), ("#KTP#", "1. #KTP#")],
    "keyword": [
        ("KTP#", "E-KTP#"),
        ("#KTP#", "KTP#"),
        ("#KTP#", "##KTP#"),
        ("KTP#", "K.T.P#"),
        ("#KTP#", "#KTP "),
    ],
    "nik": [
        (NIK, f"NIK: {NIK}"),
        (NIK, "3308 1555 0895 9001"),
        (NIK, f"'{NIK}"),
        (NIK, f"<{NIK}>"),
    ],
    "nomor_kk": [(KK, f"No. KK = {KK}"), (KK, "330815-120307-9004"), (KK, KK + ".")],
    "nama": [
        ("Siti Aminah", "Nama: Siti Aminah"),
        ("Siti", "Si\u200bti"),
        ("Siti Aminah", "(Siti Aminah)"),
    ],
    "desa": [("Surodadi", "Desa: Surodadi"), ("Surodadi", '"Surodadi"')],
    "kecamatan": [("#Candimulyo", "\uff03Candimulyo"), ("Candimulyo", "Candimulyo\u00a0")],
    "alasan": [
        ("Hilang", "Hilng"),
        ("Hilang", "KTP saya hilang"),
        ("Hilang", "Hilang (kecopetan)"),
    ],
    "end": [("Hilang", "Hilang."), ("Hilang", "Hilang#"), ("Hilang", "Hilang\nterima kasih")],
}
EACH_SLIP = [(where, old, new) for where, rows in SLIPS.items() for old, new in rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a, b)
        for a, b in itertools.combinations(EACH_SLIP, 2)
        if a[0] != b[0] and {a[0], b[0]} != {"alasan", "end"}
    ],
    ids=lambda slip: f"{slip[0]} {slip[2]!r}",
)
def test_two_typos_are_mended_together(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    """Two typos that are each mended in different places are mended together, with both codes."""
    codes = set()
    text = KTP
    for _, old, new in (one, other):
        alone = ktpmsg.check(KTP.replace(old, new, 1), today=TODAY)
        assert (alone.message, alone.errors) == (ktpmsg.parse(KTP), ())
        codes |= {p.code for p in alone.repairs}
        text = text.replace(old, new, 1)
    report = ktpmsg.check(text, today=TODAY)

    assert report.message == ktpmsg.parse(KTP)
    assert {p.code for p in report.repairs} == codes


# --- messages together -------------------------------------------------------------------------

JOINERS = [
    "\n", "\n\n", "\r\n", " ", "  ", "\n- ", "\n\u2022 ", "\n> ", "\n1. ", "\n2) ", "\nBudi: ", "\n08.15 ",
    "\n30/08/25 18.00 - Budi: ", "\n[24/09/26 16.20.05] Budi: ", "\n[16.20, 24/9/2026] Budi: ",
    "\n30/08/25 18.00 - Budi: halo\n",
]  # fmt: skip


def together(messages: list[str], joiners: list[str]) -> str:
    """The messages with something between each two."""
    rest = [joiner + message for joiner, message in zip(joiners, messages[1:], strict=False)]
    return "".join([messages[0], *rest])


FAULTS: dict[str, Callable[[str, str], str]] = {
    "none": lambda text, _: text,
    "short": lambda text, nik: text.replace(nik, nik[:15]),
    "letter": lambda text, nik: text.replace(nik, nik[:8] + "O" + nik[9:]),
    "masked": lambda text, nik: text.replace(nik, nik[:6] + "******" + nik[12:]),
    "groups": lambda text, nik: text.replace(nik, f"{nik[:6]} {nik[6:12]} {nik[12:]}"),
}


@settings(max_examples=60)
@given(
    records=st.lists(ordinary(), min_size=2, max_size=4, unique_by=lambda r: r.nik),
    joiners=st.lists(st.sampled_from(JOINERS), min_size=3, max_size=3),
)
def test_messages_together_are_each_found(records: list[Message], joiners: list[str]) -> None:
    """Messages joined as people do are each found once, with their own values."""
    text = together([record.text for record in records], joiners)
    found = list(ktpmsg.find(text, today=TODAY))

    assert [report.message for report in found] == records


@settings(max_examples=60)
@given(
    records=st.lists(ordinary(), min_size=2, max_size=4, unique_by=lambda r: r.nik),
    joiners=st.lists(st.sampled_from(JOINERS), min_size=3, max_size=3),
    faults=st.lists(st.sampled_from(sorted(FAULTS)), min_size=4, max_size=4),
)
def test_no_message_has_digits_of_another(
    records: list[Message], joiners: list[str], faults: list[str]
) -> None:
    """However faulty one is, the next is found, and no digit of one person is in another's record."""
    sent = [FAULTS[f](r.text, r.nik.digits) for r, f in zip(records, faults, strict=False)]
    text = together(sent, joiners)
    found = list(ktpmsg.find(text, today=TODAY))

    assert len(found) == len(records)
    for report, record, fault in zip(found, records, faults, strict=False):
        assert report.kind is type(record)
        assert report.ok is (fault in {"none", "groups"})
        if report.message is not None:
            assert report.message == record
        assert not any(
            number[:10] in decimals(report.text)
            for other in records
            if other is not record
            for number in set(numbers_of(other)) - set(numbers_of(record))
        )


def test_of_the_three() -> None:
    """The laws are of all three formats."""
    assert {type(ktpmsg.parse(text)) for text in (KTP, SYNC, SMS)} == {
        Ktp,
        Sinkronisasi,
        Disdukcapil,
    }
