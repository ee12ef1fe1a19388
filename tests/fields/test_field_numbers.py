"""Fields of NIK and KK number: repairs, errors in their order, notices, and where one lies."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from making import FIELDS, KK, NIK, codes, facts, make, read

from ktpmsg.fields.identity import EXAMPLES, Nik, NomorKK
from ktpmsg.fields.numbers import NikField, number_like

TODAY = datetime.date(2026, 11, 23)
FIELD = FIELDS["NIK"]

REPAIRED = [
    (NIK, []),
    (f" \n{NIK}\t", []),
    ("3308 1555 0895 9001", ["+number-format"]),
    ("330815-550895.9001", ["+number-format"]),
    ("33.08.15.550895.9001", ["+number-format"]),
    ("3308\n1555\r\n0895 9001", ["+number-format"]),
    (f"'{NIK}", ["+number-format"]),
    (f"{NIK}.", ["+number-format"]),
    ("３３０８155508959001", ["+number-format"]),
    (f"NIK: {NIK}", ["+label"]),
    (f"No. KTP = {NIK}", ["+label"]),
    (f"NIK {NIK}", ["+label"]),
    (f"nik{NIK}", ["+label"]),
    (f"*NIK:* {NIK}", ["+label"]),
    (f"*NIK* : {NIK}", ["+label"]),
    (f"NIK/No KTP: {NIK}", ["+label"]),
    (f'"{NIK}"', ["+text-around"]),
    (f"*_{NIK}_*", ["+text-around"]),
    (f"[({NIK})]", ["+text-around"]),
    (f"{NIK}#", ["+text-after"]),
    (f"{NIK} # <Pesan ini diedit> #", ["+text-after"]),
    ("'NIK: 3308 1555 0895 9001.' #", ["+text-after", "+text-around", "+label", "+number-format"]),
]


@pytest.mark.parametrize(("typed", "expected"), REPAIRED)
def test_repaired(typed: str, expected: list[str]) -> None:
    """What lenient reading mends; the digits are as typed."""
    value, found = read(FIELD, typed)
    assert type(value) is Nik
    assert value.digits == NIK
    assert [code for code, _ in found] == expected


ERRORS: list[tuple[str, list[str]]] = [
    ("", ["empty-field"]),
    ("''", ["not-digits"]),
    ("NIK", ["template-unfilled"]),
    ("( nik )", ["template-unfilled"]),
    (EXAMPLES[0], ["template-unfilled"]),
    (EXAMPLES[1], ["template-unfilled"]),
    ("No KTP: NIK", ["+label", "template-unfilled"]),
    (f"~{NIK}~", ["struck-out"]),
    (f"~ {NIK} ~", ["struck-out"]),
    (f"~330815~ {NIK}", ["struck-out"]),
    ("3308\x001555", ["control-character"]),
    ("330815******9001", ["masked-number"]),
    ("330815 **** **9001", ["masked-number"]),
    ("330815xxxxxxxxxx", ["masked-number"]),
    ("330815…9001", ["masked-number"]),
    ("330815...", ["masked-number"]),
    ("NIK: 330815******9001", ["+label", "masked-number"]),
    ("3.30802E+15", ["spreadsheet-number"]),
    ("3,30802 e+15", ["spreadsheet-number"]),
    ("3308155508959001.00", ["spreadsheet-number"]),
    ("33081555089590,01", ["spreadsheet-number"]),
    (f"{NIK} {KK}", ["two-numbers"]),
    (f"{NIK}/{KK}", ["two-numbers"]),
    (f"{NIK}{KK}", ["two-numbers"]),
    (f"{NIK} dan {KK}", ["two-numbers"]),
    (f"{NIK} 0812000090", ["two-numbers"]),
    ("33O8155508959001", ["not-digits"]),
    ("3 3 0 8", ["not-digits"]),
    ("3308--1555", ["not-digits"]),
    ("Siti", ["not-digits"]),
    ("³308155508959001", ["not-digits"]),
    ("330815550895900", ["wrong-length"]),
    ("33081555089590011", ["wrong-length"]),
    ("3308 1555 0895 900", ["+number-format", "wrong-length"]),
    ("9908153208950000", ["unknown-province", "impossible-date", "zero-serial"]),
    ("1" * 300, ["wrong-length"]),
    ("33 " * 100, ["two-numbers"]),
    ("3/" * 100, ["not-digits"]),
    ("３" * 300, ["not-digits"]),
]


@pytest.mark.parametrize(("typed", "expected"), ERRORS)
def test_errors(typed: str, expected: list[str]) -> None:
    """One error a field, the first that applies; then what the digits say, together."""
    assert codes(FIELD, typed) == expected


def test_swapped() -> None:
    """A KK number that can only be a NIK."""
    assert codes(FIELDS["NOMOR_KK"], NIK) == ["swapped-numbers"]
    assert read(FIELDS["NOMOR_KK"], f"No KK {KK}")[0] == NomorKK(KK)


FACTS: list[tuple[str, dict[str, Any]]] = [
    ("33O8155508959001", {"letter_o": 1, "signs": ("O",), "after": 2}),
    ("33O81555O895900l", {"letter_o": 0, "signs": ("O", "l"), "after": 2}),
    ("330815 550895 900 1", {"letter_o": 0, "signs": (" ",), "after": 6}),
    ("330815/5508959001", {"letter_o": 0, "signs": ("/",), "after": 6}),
    ("³308155508959001", {"letter_o": 0, "signs": (), "after": 0}),
    ("3308155508959001 Siti", {"letter_o": 0, "words": 1}),
    ("Oo", {"letter_o": 0, "words": 0}),
]


@pytest.mark.parametrize(("typed", "expected"), FACTS)
def test_facts(typed: str, expected: dict[str, Any]) -> None:
    """A reply can name the letter or sign that is in the way; no digit, and nothing of a name."""
    assert facts(FIELD, typed) == expected


def test_superscripts_only() -> None:
    """Digits that are not decimal are in the way, and cannot be named."""
    assert facts(FIELD, "3308155508959001²")["signs"] == ()
    assert facts(FIELD, "33081555+")["signs"] == ("+",)


def test_notices() -> None:
    """Region and dates; under age only where the format asks for it."""
    field, kk = make("NIK"), FIELDS["NOMOR_KK"]
    assert isinstance(field, NikField)

    def found(field: Any, digits: str) -> list[tuple[str, int, int]]:
        value = field.convert(digits)
        notices = [(f.code.value, f.start, f.end) for f in field.notices(value, TODAY)]
        assert field.is_usual(value, TODAY) == (not notices)
        return notices

    assert found(field, NIK) == []
    assert found(field, "3308150101209001") == []
    field.applicant = True
    assert found(field, "3308150101209001") == [("under-age", 6, 12)]
    assert found(field, "3308995508959001") == [("unknown-region", 0, 6)]
    assert found(field, "6410025508959001") == [("inferred-region", 0, 4)]
    assert found(kk, "3308150101959001") == [("implausible-date", 6, 12)]


def test_value() -> None:
    """How a value is written, masked, drawn, and shown as an example."""
    value = Nik(NIK)
    assert type(FIELD.write(value)) is str
    assert FIELD.write(value) == NIK
    assert FIELD.mask(value) == "'330815**********'"
    assert (FIELD.example, FIELDS["NOMOR_KK"].example) == EXAMPLES
    assert FIELD.missing_facts() == ()
    assert FIELD.required


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        (NIK, "330815**********"),
        ("3308 1555", "********* "[:9]),
        ("330815 550895 9001", "330815************"),
        ("33O8155508959001", "33*815**********"),
        ("3308", "3308"),
        ("NIK: 3308155508", "*****330815****"),
        ("3308\n1555089590", "3308\n15********"),
    ],
)
def test_drawn(typed: str, drawn: str) -> None:
    """A drawing shows the first six digits, and no digit of what may be something else."""
    found = "".join(
        typed[at] if char is None else char for at, char in enumerate(FIELD.draw(typed))
    )
    assert len(found) == len(typed)
    if typed != "3308 1555":
        assert found == drawn


LIKE = [
    (NIK, NIK),
    (f"{NIK}#", NIK),
    (f"NIK: '{NIK} x", f"NIK: '{NIK}"),
    (f"No KTP {NIK}", f"No KTP {NIK}"),
    (f"~{NIK}~", f"~{NIK}"),
    ("3308 1555 0895 9001 08.15", "3308 1555 0895 9001"),
    ("3308/1555,0895_9001", "3308/1555,0895_9001"),
    ("3308\n1555\n0895\n9001\nhalo", "3308\n1555\n0895\n9001"),
    ("330815550895900\n12 orang", "330815550895900"),
    ("330815550895 90\n12", "330815550895 90\n12"),
    (f"{NIK}/{KK}", NIK),
    ("1" * 32, "1" * 32),
    ("3308155508 33081555089", "3308155508"),
    ("33O8155508959001", "33O8155508959001"),
    ("33O8 1555 0895 9001", "33O8 1555 0895 9001"),
    ("l308155508959001.", "l308155508959001"),
    (f"{NIK} 1B", NIK),
    ("330815******9001", "330815******9001"),
    ("330815******", "330815******"),
    ("3308 **** **** 9001", "3308 **** **** 9001"),
    ("3308......9001", "3308......9001"),
    ("3.30802E+15", "3.30802E+15"),
    ("３３０８155508959001", "３３０８155508959001"),
    ("33081555089", "33081555089"),
    ("33081555O8 x", "33081555O8"),
]
UNLIKE = [
    "",
    "Siti",
    "123456789",
    "081200009001",
    "+62 812-0000-9001",
    "62 812 0000 9001",
    "0812 0000 9001",
    "(021) 555 9001",
    "24/11/2026 08.15",
    "24-11-2026",
    "08.15 081200009001",
    "2026-11-24 08:15:00",
    "jam 08.15 tanggal 24",
    "2026......",
    "12***",
    "sisi l00",
    "33O8x",
    "3308155O8959OO1abc",
    "12 lagi",
    "1 l",
]


@pytest.mark.parametrize(("text", "expected"), LIKE)
def test_number_like(text: str, expected: str) -> None:
    """What a number field accepts, or what would be a faulty number, ends where it ends."""
    for before, after in (("", ""), ("a#", ""), ("", " #")):
        whole = before + text + after
        end = number_like(whole, len(before), len(whole))
        assert end is not None
        assert whole[len(before) : end] == expected


@pytest.mark.parametrize("text", UNLIKE)
def test_not_number_like(text: str) -> None:
    """No telephone number, date or time is one, nor too few digits."""
    if text == "3308155O8959OO1abc":
        assert number_like(text, 0, len(text)) != len(text)
    else:
        assert number_like(text, 0, len(text)) is None


def test_number_like_is_bounded() -> None:
    """It looks at no more than 120 characters, and not beyond the end."""
    assert number_like(NIK, 0, 9) is None
    assert number_like(" " * 9 + "3308" + "." * 3 + NIK, 0, 500) is not None
    assert number_like("3" + " 3" * 500, 0, 1001) is not None


FITS = [
    (NIK, 3, 1),
    (KK, 2, 2),
    ("330815550895900", 3, 1),
    ("330815******9001", 2, 2),
    ("33O8155508959001", 2, 2),
    ("3308 1555 0895 9001", 3, 1),
    (f"{NIK} ktp jadi blm", 1, 1),
    ("12345", 1, 1),
    ("081200009001", 0, 0),
    ("15081995", 1, 1),
    ("15-08-1995", 0, 0),
    ("Siti Aminah", 0, 0),
    ("", 0, 0),
    ("NIK", 3, 0),
    (f"No KK: {NIK}", 3, 3),
    ("NIK: Siti", 0, 0),
    ("NIK:", 3, 0),
]


@pytest.mark.parametrize(("typed", "nik", "kk"), FITS)
def test_fits(typed: str, nik: int, kk: int) -> None:
    """A faulty number is meant for a number; a woman's NIK is hardly a KK number."""
    assert FIELD.fits(typed) == nik
    assert FIELDS["NOMOR_KK"].fits(typed) == kk


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{NIK}\nterima kasih", NIK),
        (f" \n{NIK} ya\rterima kasih", f" \n{NIK} ya"),
        ("3308 1555\n0895 9001\nhalo", "3308 1555\n0895 9001"),
        ("Siti\nhalo", "Siti"),
        (NIK, NIK),
    ],
)
def test_end(text: str, value: str) -> None:
    """A number in groups ends with the line that completes it."""
    assert text[: FIELD.end(text, 0, len(text))] == value
