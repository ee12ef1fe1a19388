"""Names, places, lines and free text."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from making import FIELDS, KK, NIK, codes, facts, make, read

from ktpmsg.fields.names import PersonField
from ktpmsg.regions import villages

TODAY = datetime.date(2026, 11, 23)
PERSON, DESA, KECAMATAN, LINE, TEXT = (
    FIELDS[terminal] for terminal in ("PERSON", "DESA", "KECAMATAN", "LINE", "TEXT")
)

NAMES: list[tuple[str, Any, list[str]]] = [
    ("Siti Aminah", "Siti Aminah", []),
    ("  Siti \n\t Aminah ", "Siti Aminah", []),
    ("S", "S", []),
    (
        "Ny. Siti (almh.) A'isyah, S.Pd-I & co/ʼ´`’‘",
        "Ny. Siti (almh.) A'isyah, S.Pd-I & co/ʼ´`’‘",
        [],
    ),
    ("José Łukas ạ", "José Łukas ạ", []),
    ("Budi 2", "Budi 2", []),
    ("Namara", "Namara", []),
    ("'Aisyah", "'Aisyah", []),
    ("Nama: Siti", "Siti", ["+label"]),
    ("Nama Siti", "Siti", ["+label"]),
    ("NAMA  saya Siti", "Siti", ["+label"]),
    ("Nama saya: Siti", "Siti", ["+label"]),
    ("Nama Lengkap = Siti", "Siti", ["+label"]),
    ("Nama: Nama Siti", "Siti", ["+label"]),
    ("*Nama*: Siti", "Siti", ["+label"]),
    ("<Siti>", "Siti", ["+text-around"]),
    ("'Siti'", "Siti", ["+text-around"]),
    ("“*Siti*”", "Siti", ["+text-around"]),
    ("Siti#", "Siti", ["+text-after"]),
    ("Siti <Pesan ini diedit>", "Siti", ["+text-after"]),
    ("Siti (file terlampir)", "Siti", ["+text-after"]),
    ("", None, ["empty-field"]),
    ("Nama", None, ["template-unfilled"]),
    ("*Nama*", None, ["template-unfilled"]),
    ("Nama Lengkap: Nama", None, ["+label", "template-unfilled"]),
    ("Nama Lengkap:", None, ["template-unfilled"]),
    ("~Siti~", None, ["struck-out"]),
    ("Siti ~Aminah~", None, ["struck-out"]),
    ("Siti\x07", None, ["control-character"]),
    ("Siti+Aminah", None, ["bad-characters"]),
    ("Siti 😀", None, ["bad-characters"]),
    ("Sіti", None, ["mixed-script"]),
    ("Сити", None, ["bad-characters"]),
    ("12", None, ["no-letters"]),
    ("-", None, ["no-letters"]),
    ("#", None, ["+text-after", "empty-field"]),
    ("a" + "\u0301" * 200, None, ["bad-characters"]),
    (f"Siti {NIK}", None, ["number-outside"]),
    ("Siti 3308 1555 0895 9001", None, ["number-outside"]),
    ("Nama " * 99 + "Siti", None, ["+label", "bad-characters"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), NAMES)
def test_person(typed: str, value: Any, expected: list[str]) -> None:
    """A name in Latin letters; labels, marks and what follows are mended."""
    found, problems = read(PERSON, typed)
    assert found == value
    assert [code for code, _ in problems] == expected


def test_own_number() -> None:
    """A number that the message has in a field may be repeated in a name."""
    assert read(PERSON, f"Siti {NIK}", {NIK})[0] == f"Siti {NIK}"
    assert codes(PERSON, f"Siti {NIK} {KK}", {NIK}) == ["number-outside"]
    assert read(PERSON, f"Siti {NIK} {KK}", {NIK})[1][0][1] == (22, 38)
    assert codes(DESA, "Surodadi 3308 1555 0895 9001") == ["number-outside"]
    assert codes(DESA, "Surodadi 081200009001, 24-11-2026") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Siti+", {"sign": "+"}), ("Siti😀", {"sign": "😀"}), ("Сити", {}), ("Siti²", {})],
)
def test_the_sign_in_the_way(typed: str, expected: dict[str, Any]) -> None:
    """A reply may name a sign, and no letter of a name."""
    assert facts(PERSON, typed) == expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Desa: Surodadi", "Surodadi"),
        ("Desa / Kelurahan: Surodadi", "Surodadi"),
        ("Kel/Desa : Surodadi", "Surodadi"),
        ("Kel. = Surodadi", "Surodadi"),
        ("Desa Surodadi", "Desa Surodadi"),
        ("Sumber 2", "Sumber 2"),
    ],
)
def test_place(typed: str, value: str) -> None:
    """A place may hold digits; the word for its kind is part of it, unless it is a label."""
    assert read(DESA, typed)[0] == value


def notices(field: Any, value: str) -> list[str]:
    """The codes of what there is to notice."""
    found = [f.code.value for f in field.notices(value, TODAY)]
    assert field.is_usual(value, TODAY) == (not found)
    return found


def test_name_notices() -> None:
    """Digits in the name of a person, and more than 60 characters."""
    assert notices(PERSON, "Siti Aminah") == []
    assert notices(PERSON, "Siti (almh.)") == []
    assert notices(PERSON, "Budi 2") == ["digits-in-name"]
    assert notices(PERSON, "a" * 61) == ["long-name"]
    assert notices(DESA, "Sumber 2") == []
    assert notices(DESA, "a" * 61) == ["long-name"]
    assert notices(LINE, "a" * 61) == []


@pytest.mark.parametrize(
    ("typed", "person", "desa", "kecamatan"),
    [
        ("Siti", 1, 1, 1),
        ("Surodadi", 1, 3, 1),
        ("Candimulyo", 1, 3, 3),
        ("Kec. Muntilan", 1, 1, 3),
        ("Desa: Surodadi", 1, 3, 1),
        ("Nama", 3, 1, 1),
        (NIK, 0, 0, 0),
        ("33O8155508959001", 0, 0, 0),
        ("+62 812 0000 9001", 0, 0, 0),
        ("15 Agustus 1995", 0, 0, 0),
        ("15-08-95", 0, 0, 0),
        ("", 0, 0, 0),
        ("2", 1, 1, 1),
    ],
)
def test_name_fits(typed: str, person: int, desa: int, kecamatan: int) -> None:
    """No number or date is a name; an official place surely is one."""
    assert [f.fits(typed, "3308") for f in (PERSON, DESA, KECAMATAN)] == [person, desa, kecamatan]
    assert DESA.fits(typed) <= max(1, desa)


def test_official_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of a regency is asked for a village or for a district."""
    asked = []

    def is_village(regency: str, name: str) -> bool:
        asked.append(("village", regency, name))
        return True

    def is_district(regency: str, name: str) -> bool:
        asked.append(("district", regency, name))
        return True

    monkeypatch.setattr(villages, "is_village", is_village)
    monkeypatch.setattr(villages, "is_district", is_district)
    assert DESA.fits("Suro  dadi", "3308") == KECAMATAN.fits("X", "3308") == 3
    assert DESA.fits("a" * 99, "3308") == 1
    assert asked == [("village", "3308", "Suro dadi"), ("district", "3308", "X")]


def test_unknown_regency() -> None:
    """A regency without a list has no official place."""
    assert DESA.fits("Surodadi", "9999") == 1


def test_plain_needs_no_look() -> None:
    """What the pattern matches after the lookahead has nothing to be repaired."""
    plain = re.compile(f"{PERSON.plain}(?:{PERSON.pattern})")
    for typed, _, expected in NAMES:
        if plain.fullmatch(typed.strip()):
            assert expected == []
    for typed in ("Nama Siti", "Budi 2", "Siti (almh.)", "Nama"):
        assert not plain.fullmatch(typed)
    assert plain.match("Siti Aminah#Surodadi 2#")
    assert not re.match(DESA.plain, "Desa#x")
    assert isinstance(make("PERSON", "", "x", ""), PersonField)


LINES: list[tuple[str, Any, list[str]]] = [
    ("Jl. Pemuda 12, Sleman", "Jl. Pemuda 12, Sleman", []),
    (" Jl.\tPemuda  12 ", "Jl. Pemuda 12", []),
    ("Jl. Čokro (utara)", "Jl. Čokro (utara)", []),
    ("Jl. Пушкина 😀", "Jl. Пушкина 😀", []),
    ("harga ~5000 - ~6000", "harga ~5000 - ~6000", []),
    ("+ a", "+ a", []),
    ("Alamat Baru: Jl. Pemuda", "Jl. Pemuda", ["+label"]),
    ("alamat = Jl. Pemuda", "Jl. Pemuda", ["+label"]),
    ("*Jl. Pemuda*", "Jl. Pemuda", ["+text-around"]),
    ("Jl. Pemuda#", "Jl. Pemuda", ["+text-after"]),
    ("Jl. Pemuda <terlampir: 06-Surat.pdf>", "Jl. Pemuda", ["+text-after"]),
    ("Jl.\u00a0Pemu\u200bda", "Jl. Pemuda", ["+invisible-character"]),
    ("Cafe\u0301", "Café", ["+not-nfc"]),
    ("Alamat Baru", None, ["template-unfilled"]),
    ("Jl. ~Pemuda~", None, ["struck-out"]),
    ("Jl.\x85a", None, ["+invisible-character", "bad-characters"]),
    ("Jl.\x80a", None, ["control-character"]),
    ("Jl.\na", None, ["bad-characters"]),
    ("a#b", None, ["bad-characters"]),
    ("é" + "\u0301" * 200, None, ["bad-characters"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), LINES)
def test_line(typed: str, value: Any, expected: list[str]) -> None:
    """Any words without a separator or a line break."""
    found, problems = read(LINE, typed)
    assert found == value
    assert [code for code, _ in problems] == expected


def test_line_facts() -> None:
    """The sign in the way, where it can be shown."""
    assert facts(LINE, "a#b") == {"sign": "#"}
    assert facts(LINE, "a\nb") == {}
    assert next(iter(LINE.faults("a")))[1:3] == (0, 1)
    assert (LINE.fits("Jl. Pemuda"), LINE.fits("15-08-1995"), LINE.fits("")) == (1, 0, 0)
    assert LINE.example == "Contoh alamat baru"


TEXTS: list[tuple[str, Any, list[str]]] = [
    ("BPJS", "BPJS", []),
    (" BPJS  untuk\n\nanak #12 \n", "BPJS  untuk\n\nanak #12", []),
    ("# 12", "# 12", []),
    ("❤️ 👨‍👩 ☺︎", "❤️ 👨‍👩 ☺︎", []),
    ("Keperluan: BPJS", "Keperluan: BPJS", []),
    ("*BPJS*", "*BPJS*", []),
    ("~BPJS~ bank", "~BPJS~ bank", []),
    (f"NIK anak {NIK}", f"NIK anak {NIK}", []),
    ("a <b>", "a <b>", []),
    ("BPJS#", "BPJS", ["+text-after"]),
    ("BPJS # #", "BPJS", ["+text-after"]),
    ("BPJS <Pesan ini diedit>", "BPJS", ["+text-after"]),
    ("BPJS # <This message was edited> #", "BPJS", ["+text-after"]),
    ("BPJS\n<terlampir: 00000006-Surat.pdf>", "BPJS", ["+text-after"]),
    ("BPJS <attached: a.pdf>", "BPJS", ["+text-after"]),
    ("BPJS (file terlampir)", "BPJS", ["+text-after"]),
    ("a.jpg (file attached) <Pesan ini diedit>", "a.jpg", ["+text-after"]),
    ("BPJS\u200b", "BPJS", ["+invisible-character"]),
    ("a\u00a0b", "a b", ["+invisible-character"]),
    ("Cafe\u0301", "Café", ["+not-nfc"]),
    ("", None, ["empty-field"]),
    ("#", None, ["+text-after", "empty-field"]),
    ("Keperluan", None, ["template-unfilled"]),
    ("Keperluan#", None, ["+text-after", "template-unfilled"]),
    ("a\x00", None, ["control-character"]),
    ("é" + "\u0301" * 200, None, ["bad-characters"]),
    (f"BPJS <attached: {NIK}.pdf>", None, ["number-outside"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), TEXTS)
def test_text(typed: str, value: Any, expected: list[str]) -> None:
    """The citizen's own words, as typed; only their end is mended, and characters unseen."""
    found, problems = read(TEXT, typed)
    assert found == value
    assert [code for code, _ in problems] == expected


def test_text_is_open() -> None:
    """Free text runs to the end of the message."""
    assert TEXT.is_open
    assert TEXT.end("a\nb c", 0, 4) == 4
    assert TEXT.example == "BPJS Kesehatan"
    assert make("TEXT", name="isi", words="Isi").example == "Contoh isi"
    assert TEXT.label.match("Keperluan: x")
    assert TEXT.fits("x") == 1
    assert read(TEXT, f"a <attached: {NIK}.pdf>", {NIK})[0] == "a"


def test_other_separators() -> None:
    """LINE and TEXT follow the separator of their format, and a mark that is it is no mark."""
    for separator in "*;|":
        line, text = make("LINE", separator), make("TEXT", separator)
        assert read(line, "a # b")[0] == "a # b"
        assert codes(line, f"a{separator}b") == ["bad-characters"]
        assert read(text, f"a{separator}b{separator}") == (
            f"a{separator}b",
            [("+text-after", (3, 4))],
        )
    star = make("PERSON", "*")
    assert codes(star, "*Siti*") == ["+text-after", "bad-characters"]
    assert read(star, "_Siti_")[0] == "Siti"


def test_in_common() -> None:
    """How words are written, masked and drawn; where a value on one line ends."""
    assert PERSON.mask("Siti") == "'***'"
    assert PERSON.write("Siti") == "Siti"
    assert list(PERSON.draw("a\nb")) == ["*", None, "*"]
    assert (PERSON.is_name, DESA.is_name) == (True, False)
    assert [f.example for f in (PERSON, DESA, KECAMATAN)] == [
        "Dayang Contoh",
        "Tideng Pale",
        "Sesayap",
    ]
    assert PERSON.end("\n Siti\rx", 0, 8) == 6
    assert PERSON.end("Siti", 0, 4) == 4
    assert make("LINE", words="?").unfilled.fullmatch("?") is None
