"""Dates, telephone numbers, codes and numbers that count."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from making import FIELDS, NIK, facts, make, read

from ktpmsg.fields.dates import date_like
from ktpmsg.fields.kinds import KINDS

DATE, PHONE, CODE, NUMBER = (FIELDS[t] for t in ("DATE", "PHONE", "CODE", "NUMBER"))
DAY = datetime.date(1995, 8, 5)

DATES: list[tuple[str, Any, list[str]]] = [
    ("05-08-1995", DAY, []),
    ("05/08/1995", DAY, []),
    ("1995-08-05", DAY, []),
    ("05081995", DAY, []),
    ("01-01-0001", datetime.date(1, 1, 1), []),
    ("24-11-2099", datetime.date(2099, 11, 24), []),
    ("05.08.1995", DAY, ["+date-format"]),
    ("5-8-1995", DAY, ["+date-format"]),
    ("5 8 1995", DAY, ["+date-format"]),
    ("5 - 8 - 1995", DAY, ["+date-format"]),
    ("1995/8/5", DAY, ["+date-format"]),
    ("1995.08.05", DAY, ["+date-format"]),
    ("19950805", DAY, ["+date-format"]),
    ("05-08-1995.", DAY, ["+date-format"]),
    ("5 Agustus 1995", DAY, ["+date-format"]),
    ("5 Agt 1995", DAY, ["+date-format"]),
    ("5 agu 1995", DAY, ["+date-format"]),
    ("5-Aug-1995", DAY, ["+date-format"]),
    ("5Agustus1995", DAY, ["+date-format"]),
    ("August 5, 1995", DAY, ["+date-format"]),
    ("1995 Agustus 5", DAY, ["+date-format"]),
    ("5 Mei\n1995", datetime.date(1995, 5, 5), ["+date-format"]),
    ("０５-08-1995", DAY, ["+date-format"]),
    ("*05-08-1995*", DAY, ["+text-around"]),
    ("Tanggal Lahir: 05-08-1995", DAY, ["+label"]),
    ("Tgl 05-08-1995", DAY, ["+label"]),
    ("05-08-1995#", DAY, ["+text-after"]),
    (
        "tgl lahir = '5 Agustus 1995.'#",
        DAY,
        ["+text-after", "+label", "+text-around", "+date-format"],
    ),
    ("", None, ["empty-field"]),
    ("Tanggal Lahir", None, ["template-unfilled"]),
    ("~05-08-1995~", None, ["struck-out"]),
    ("31-02-1995", None, ["not-a-date"]),
    ("8/15/1995", None, ["not-a-date"]),
    ("05-08-95", None, ["not-a-date"]),
    ("05-08-0000", None, ["not-a-date"]),
    ("besok", None, ["not-a-date"]),
    (".", None, ["not-a-date"]),
    ("05-08-1995 09.00", None, ["not-a-date"]),
    ("9" * 99, None, ["not-a-date"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), DATES)
def test_date(typed: str, value: Any, expected: list[str]) -> None:
    """As the contract has it (section 11): a two-digit year or no such day is no date."""
    found, problems = read(DATE, typed)
    assert found == value
    assert [code for code, _ in problems] == expected
    if value:
        assert read(DATE, DATE.write(value)) == (value, [])


def test_date_words() -> None:
    """Why it is no date; how one is shown; how well a text fits."""
    assert facts(DATE, "05-08-95") == {"why": "short-year"}
    assert facts(DATE, "31-02-1995") == {"why": "no-such-day"}
    assert facts(DATE, "besok") == {"why": "other"}
    assert DATE.write(datetime.date(1, 2, 3)) == "03-02-0001"
    assert read(DATE, DATE.example)[1] == []
    assert [
        DATE.fits(t) for t in ("05-08-1995", "5 Mei 1995.", "05081995", "05-08-95", "31-02-1995")
    ] == [3, 3, 2, 2, 2]
    assert [DATE.fits(t) for t in ("", "besok", NIK, "081200009001", "9" * 99)] == [0] * 5
    assert date_like("15 Agustus 95")
    assert not date_like("15 Rusak 1995")


PHONES: list[tuple[str, Any, list[str]]] = [
    ("081200009001", "081200009001", []),
    ("6281200009001", "6281200009001", []),
    ("+6281200009001", "+6281200009001", []),
    ("012345678", "012345678", []),
    ("0812-0000-9001", "081200009001", ["+phone-format"]),
    ("0812 0000 9001", "081200009001", ["+phone-format"]),
    ("+62 812-0000-9001", "+6281200009001", ["+phone-format"]),
    ("+62 (812) 0000 9001", "+6281200009001", ["+phone-format"]),
    ("(021) 555-9001", "0215559001", ["+phone-format"]),
    ("'081200009001.", "081200009001", ["+phone-format"]),
    ("０81200009001", "081200009001", ["+phone-format"]),
    ("No HP: 081200009001", "081200009001", ["+label"]),
    ("WA 081200009001", "081200009001", ["+label"]),
    ("HP +6281200009001", "+6281200009001", ["+label"]),
    ("<081200009001>#", "081200009001", ["+text-after", "+text-around"]),
    ("8120000900", None, ["not-a-phone"]),
    ("0812", None, ["not-a-phone"]),
    ("08120000900123", None, ["not-a-phone"]),
    ("0812 0000", None, ["+phone-format", "not-a-phone"]),
    ("081200009001/081200009002", None, ["not-a-phone"]),
    ("tidak ada", None, ["not-a-phone"]),
    ("...", None, ["not-a-phone"]),
    ("No HP", None, ["template-unfilled"]),
    ("0" * 99, None, ["not-a-phone"]),
    ("0 " * 99 + "0", None, ["not-a-phone"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), PHONES)
def test_phone(typed: str, value: Any, expected: list[str]) -> None:
    """No digit is changed; what groups them is dropped."""
    found, problems = read(PHONE, typed)
    assert found == value
    if typed != "0812 0000":
        assert [code for code, _ in problems] == expected


def test_phone_words() -> None:
    """A number of nobody; how well a text fits."""
    assert read(PHONE, PHONE.example)[1] == []
    fits = ("081200009001", "0812 0000 9001", "(021) 555-9001", "0812000", "62812000", "8120000900")
    assert [PHONE.fits(t) for t in fits] == [3, 3, 3, 1, 1, 1]
    assert [PHONE.fits(t) for t in ("", NIK, "Siti", "15-08-1995", "12345678", "812")] == [0] * 6


CODES: list[tuple[str, Any, list[str]]] = [
    ("123.G/2021-A", "123.G/2021-A", []),
    ("12", "12", []),
    ("Kode: AB1", "AB1", ["+label"]),
    ("Kode 12", "12", ["+label"]),
    ("(AB1)#", "AB1", ["+text-after", "+text-around"]),
    ("AB 1", None, ["bad-characters"]),
    ("AB_1", None, ["bad-characters"]),
    ("é", None, ["bad-characters"]),
    ("Kode", None, ["template-unfilled"]),
    ("", None, ["empty-field"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), CODES)
def test_code(typed: str, value: Any, expected: list[str]) -> None:
    """ASCII letters, digits and `. / -`; a space inside is no part of a code."""
    found, problems = read(CODE, typed)
    assert found == value
    assert [code for code, _ in problems] == expected


def test_code_words() -> None:
    """The sign in the way; how well a text fits."""
    assert facts(CODE, "AB  1") == {"sign": " "}
    assert read(CODE, "AB  1")[1] == [("bad-characters", (2, 4))]
    assert facts(CODE, "é") == {}
    assert next(iter(CODE.faults("AB")))[1:3] == (0, 0)
    assert read(CODE, CODE.example)[1] == []
    assert [
        CODE.fits(t) for t in ("A-1", "12", "Siti", NIK, "A 1", "Siti A", "15-08-1995", "a 1" * 30)
    ] == [2, 1, 1, 1, 1, 0, 1, 0]


NUMBERS: list[tuple[str, Any, list[str]]] = [
    ("0", "0", []),
    ("12345678901234567890", "12345678901234567890", []),
    ("1.250.000", "1250000", ["+number-format"]),
    ("１２", "12", ["+number-format"]),
    ("12.", "12", ["+number-format"]),
    ("Jumlah: 1.250", "1250", ["+label", "+number-format"]),
    ("Jumlah 12", "12", ["+label"]),
    ("*12*#", "12", ["+text-after", "+text-around"]),
    ("1.5", None, ["not-digits"]),
    ("1,250", None, ["not-digits"]),
    ("12 orang", None, ["not-digits"]),
    ("1" * 21, None, ["wrong-length"]),
    (".", None, ["not-digits"]),
    ("Jumlah", None, ["template-unfilled"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), NUMBERS)
def test_number(typed: str, value: Any, expected: list[str]) -> None:
    """One to twenty digits; dots between thousands are mended."""
    found, problems = read(NUMBER, typed)
    assert found == value
    assert [code for code, _ in problems] == expected


def test_number_words() -> None:
    """What is in the way; how well a text fits."""
    assert facts(NUMBER, "12 orang") == {"signs": (" ",), "words": 1}
    assert facts(NUMBER, "1" * 21) == {"count": 21}
    assert read(NUMBER, NUMBER.example)[1] == []
    fits = ("12", "1.250", "12 orang", NIK, "15081995", "Siti", ".", "1" * 61)
    assert [NUMBER.fits(t) for t in fits] == [2, 2, 1, 1, 1, 0, 0, 0]


def test_kinds() -> None:
    """Each terminal of `fields.lark` has a kind; which family it is of, and which anchor."""
    assert set(KINDS) == {
        "NIK",
        "NOMOR_KK",
        "PERSON",
        "DESA",
        "KECAMATAN",
        "LINE",
        "TEXT",
        "DATE",
        "PHONE",
        "CODE",
        "NUMBER",
    }
    families = {terminal: make(terminal).family for terminal in KINDS}
    assert families == {
        "NIK": "number",
        "NOMOR_KK": "number",
        "PERSON": "words",
        "DESA": "words",
        "KECAMATAN": "words",
        "LINE": "words",
        "TEXT": "words",
        "DATE": "date",
        "PHONE": "phone",
        "CODE": "code",
        "NUMBER": "digits",
    }
    assert {t for t in KINDS if make(t).anchors} == {"NIK", "NOMOR_KK", "DATE", "PHONE"}
