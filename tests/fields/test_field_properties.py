"""Properties of every kind of field."""

from __future__ import annotations

import datetime
import itertools
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import ALL, FIELDS, KK, NIK, make, read

from ktpmsg.fields.digits import ascii_digits
from ktpmsg.fields.numbers import number_like
from ktpmsg.fields.repairs import holds_number
from ktpmsg.text.mapped import MappedText

if TYPE_CHECKING:
    from collections.abc import Callable

    from ktpmsg.fields.base import Field

PIECES = st.sampled_from(
    [
        *"0123456789aO#*|~\"'()<>:=.,/-_ \n\t\r",
        NIK,
        KK,
        "3308 ",
        "1555 ",
        "NIK: ",
        "Nama ",
        "Hilang",
        "Ubah Data",
        "Siti",
        "Surodadi",
        "tidak ",
        "0812-",
        "15-08-1995",
        "Agustus ",
        "\u200b",
        "\u00a0",
        "e\u0301",
        "３",
        "²",
        "і",
        "😀",
        "<Pesan ini diedit>",
        "******",
        "\x00",
        "\ud83d",
        "é",
        "1.000",
    ]
)
TYPED = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=30)
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("terminal", ALL)
@settings(deadline=None)
@given(typed=TYPED, separator=st.sampled_from("##*|;"))
def test_total(terminal: str, typed: str, separator: str) -> None:
    """Any text is read: a value, or errors, with spans inside it; a value reads to the same again."""
    field = FIELDS[terminal] if separator == "#" else _other(terminal, separator)
    value, found = read(field, typed)

    assert all(0 <= start <= end <= len(typed) for _, (start, end) in found)
    assert len({code for code, _ in found}) == len(found)
    assert field.fits(typed, "3308") in range(4)
    assert len(list(field.draw(typed))) == len(typed)
    assert 0 <= field.end(typed, 0, len(typed)) <= len(typed)
    if value is not None:
        written = field.write(value)
        assert type(written) is str
        assert read(field, written) == (value, [])
        assert "*" in field.mask(value) or terminal == "CHOICE"
        assert field.is_usual(value, TODAY) == (not list(field.notices(value, TODAY)))
        assert field.fits(typed, "3308") or terminal in {
            "PERSON",
            "DESA",
            "KECAMATAN",
            "CHOICE",
            "LINE",
        }
    if not found:
        assert field.as_published(typed.strip(" \t\r\n")) == value


_made: dict[tuple[str, str], Field] = {}


def _other(terminal: str, separator: str) -> Field:
    if (terminal, separator) not in _made:
        _made[terminal, separator] = make(terminal, separator)
    return _made[terminal, separator]


@pytest.mark.parametrize("terminal", ALL)
@settings(deadline=None)
@given(typed=TYPED)
def test_plain_and_pattern(terminal: str, typed: str) -> None:
    """What the pattern matches after `plain` converts to what `read` gives, without a repair."""
    field = FIELDS[terminal]
    if re.fullmatch(f"{field.plain}(?:{field.pattern})", typed):
        try:
            value = field.convert(typed)
        except LookupError:
            return
        if field.unfilled.fullmatch(typed) and terminal != "CHOICE":
            assert terminal == "CODE"
            return
        assert read(field, typed) == (value, [])


@pytest.mark.parametrize("terminal", ["NIK", "NOMOR_KK", "PHONE", "NUMBER"])
@settings(deadline=None)
@given(typed=TYPED)
def test_no_digit_is_changed(terminal: str, typed: str) -> None:
    """Reading never changes, adds or drops a digit of a number."""
    value, _ = read(FIELDS[terminal], typed)
    if value is not None and "<" not in typed:
        assert ascii_digits(FIELDS[terminal].write(value)) == ascii_digits(typed)


@pytest.mark.parametrize("terminal", ["PERSON", "DESA", "CHOICE", "TEXT", "LINE", "CODE"])
@settings(deadline=None)
@given(typed=TYPED)
def test_no_number_is_lost(terminal: str, typed: str) -> None:
    """What is dropped holds no number, unless it is told."""
    value, _ = read(FIELDS[terminal], typed)
    if value is not None:
        left = FIELDS[terminal].write(value)
        assert (
            typed.count(NIK) <= left.count(NIK) or typed.count(NIK + "0") or not holds_number(typed)
        )


Typo = tuple[str, "Callable[[str], str]"]
AROUND: list[Typo] = [
    ("bold", lambda v: f"*{v}*"),
    ("quoted", lambda v: f"“{v}”"),
    ("bracket", lambda v: f"({v})"),
    ("separator", lambda v: f"{v} #"),
    ("edited", lambda v: f"{v} <Pesan ini diedit>"),
]
NUMERIC: list[Typo] = [
    ("apostrophe", lambda v: f"'{v}"),
    ("stop", lambda v: f"{v}."),
    ("wide", lambda v: v.replace("8", "８")),
]
TYPOS: dict[str, tuple[str, list[Typo]]] = {
    "NIK": (
        NIK,
        [
            *AROUND,
            *NUMERIC,
            ("label", lambda v: f"NIK: {v}"),
            ("bare", lambda v: f"NIK {v}"),
            ("groups", lambda v: v.replace("0895", " 0895-", 1)),
        ],
    ),
    "NOMOR_KK": (
        KK,
        [
            *AROUND,
            *NUMERIC,
            ("label", lambda v: f"No. KK = {v}"),
            ("lines", lambda v: v.replace("1203", "\n1203 ", 1)),
        ],
    ),
    "PERSON": (
        "Siti Aminah",
        [
            *AROUND,
            ("label", lambda v: f"Nama: {v}"),
            ("bare", lambda v: f"Nama {v}"),
            ("spaces", lambda v: v.replace("Siti ", "Siti  \n")),
        ],
    ),
    "DESA": ("Surodadi", [*AROUND, ("label", lambda v: f"Kel/Desa : {v}")]),
    "LINE": ("Jl. Pemuda 12", [*AROUND, ("label", lambda v: f"Alamat Baru: {v}")]),
    "DATE": (
        "15-08-1995",
        [
            *AROUND,
            ("label", lambda v: f"Tgl: {v}"),
            ("bare", lambda v: f"Tgl {v}"),
            ("stop", lambda v: f"{v}."),
            ("dots", lambda v: v.replace("-", ".")),
            ("name", lambda v: v.replace("08", " Agustus ")),
        ],
    ),
    "PHONE": (
        "081200009001",
        [
            *AROUND,
            *NUMERIC,
            ("label", lambda v: f"HP: {v}"),
            ("bare", lambda v: f"HP {v}"),
            ("groups", lambda v: v.replace("0000", " 0000-")),
        ],
    ),
    "NUMBER": (
        "1250",
        [
            *AROUND[:2],
            ("stop", lambda v: f"{v}."),
            ("dots", lambda v: v.replace("1250", "1.250")),
            ("label", lambda v: f"Jumlah: {v}"),
        ],
    ),
    "CODE": ("AB-1", [*AROUND, ("label", lambda v: f"Kode: {v}")]),
    "TEXT": (
        "BPJS ❤",
        [
            *AROUND[3:],
            ("unseen", lambda v: v.replace("P", "P\u200b")),
            ("parts", lambda v: f"{v} e\u0301".replace("e\u0301", "")),
        ],
    ),
    "CHOICE": (
        "Ubah Data",
        [
            *AROUND,
            ("label", lambda v: f"Alasan: {v}"),
            ("stop", lambda v: f"{v}!!"),
            ("joined", lambda v: v.replace("Ubah Data", "UbahData")),
            ("letter", lambda v: v.replace("Ubah", "Ubh")),
            ("list", lambda v: f"1. {v}"),
            ("before", lambda v: f"mau {v}"),
            ("after", lambda v: f"{v} ya"),
            ("field", lambda v: f"{v}#terima kasih"),
            ("wide", lambda v: v.replace("D", "Ｄ")),
        ],
    ),
}
PAIRS = [
    (terminal, value, one, other)
    for terminal, (value, typos) in TYPOS.items()
    for one, other in itertools.permutations(typos, 2)
    if {one[0], other[0]} != {"label", "bare"}  # in the same place
]


@pytest.mark.parametrize(
    ("terminal", "value", "one", "other"), PAIRS, ids=[f"{t}-{a[0]}-{b[0]}" for t, _, a, b in PAIRS]
)
def test_typos_together(terminal: str, value: str, one: Typo, other: Typo) -> None:
    """Typos that are each mended alone, in different places, are mended together."""
    field = FIELDS[terminal]
    alone: list[tuple[Any, list[Any]]] = [read(field, typo(value)) for _, typo in (one, other)]
    assert [found for found, _ in alone] == [read(field, value)[0]] * 2

    typed = other[1](one[1](value))
    found, problems = read(field, typed)

    assert found == read(field, value)[0], typed
    assert all(code.startswith("+") for code, _ in problems)


@settings(deadline=None)
@given(text=TYPED, start=st.integers(0, 5))
def test_number_like_is_total(text: str, start: int) -> None:
    """Where a number ends is found in any text, and lies in it."""
    start = min(start, len(text))
    end = number_like(text, start, len(text))
    assert end is None or start < end <= len(text)


@pytest.mark.parametrize("terminal", ALL)
@pytest.mark.parametrize(
    "piece",
    [
        "3",
        "33 ",
        "3 ",
        "0812 ",
        "24.11.26 ",
        "a",
        "a ",
        "#",
        "# ",
        "~a",
        "~ ",
        "*",
        "(",
        "(a)",
        "Nama ",
        "\n",
        " \n",
        "Hilang ",
        "Hilng ",
        "tidak ",
        "_",
        "x.",
        ".",
        "é ",
        "é\u200b",
        "e\u0301",
        "<terlampir: ",
        "3308155508959001 ",
        "NIK: ",
        "****",
        "-",
        "1.000",
        "’",
        "і",
    ],
)
def test_linear(terminal: str, piece: str) -> None:
    """Twenty times the text does not take hundreds of times as long."""
    field = FIELDS[terminal]

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        for typed in (text, text + "Hilang"):
            field.read(MappedText(typed))
            field.fits(typed, "3308")
            field.end(typed, 0, len(typed))
        return time.process_time() - began

    small = min(seconds(1_000) for _ in range(3))
    assert any(seconds(20_000) < 100 * small + 0.05 for _ in range(3))
