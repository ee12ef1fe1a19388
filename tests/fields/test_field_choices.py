"""Choices: how people write them, what is one too many, and where the last one ends."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from making import FIELDS, NIK, codes, facts, make, read

from ktpmsg.fields.alasan import Alasan
from ktpmsg.fields.choices import Choice, ChoiceField, make_choice
from ktpmsg.fields.lexicon import one_letter_off

FIELD = FIELDS["CHOICE"]

CHOICES: list[tuple[str, Any, list[str]]] = [
    ("Hilang", "Hilang", []),
    ("hILANG", "Hilang", []),
    (" Ubah \r\n\t data ", "Ubah Data", []),
    ("UbahData", "Ubah Data", ["+choice-spelling"]),
    ("Ubah-Data", "Ubah Data", ["+choice-spelling"]),
    ("ubah/ data", "Ubah Data", ["+choice-spelling"]),
    ("Perubahan Data", "Ubah Data", ["+choice-spelling"]),
    ("Rubah Data", "Ubah Data", ["+choice-spelling"]),
    ("Kehilangan", "Hilang", ["+choice-spelling"]),
    ("Hilng", "Hilang", ["+choice-spelling"]),
    ("Hilnag", "Hilang", ["+choice-spelling"]),
    ("Hillang", "Hilang", ["+choice-spelling"]),
    ("Rusk", "Rusak", ["+choice-spelling"]),
    ("Ubh Data", "Ubah Data", ["+choice-spelling"]),
    ("Hi lang", "Hilang", ["+choice-spelling"]),
    ("Ｈｉｌａｎｇ", "Hilang", ["+choice-spelling"]),
    ("Hilang (kecopetan)", "Hilang", ["+choice-spelling"]),
    ("Rusak, tidak terbaca", "Rusak", ["+choice-spelling"]),
    ("KTP saya hilang", "Hilang", ["+choice-spelling"]),
    ("KTP saya hilng", "Hilang", ["+choice-spelling"]),
    ("Hilng, ya, hilang", "Hilang", ["+choice-spelling"]),
    ("Hilang потерял", "Hilang", ["+choice-spelling"]),
    ("Rusak.", "Rusak", ["+text-after"]),
    ("Hilang!!", "Hilang", ["+text-after"]),
    ("Pemula/", "Pemula", ["+text-after"]),
    ("/Rusak", "Rusak", ["+text-after"]),
    ("- Hilang -", "Hilang", ["+text-after"]),
    ("Ubah Data#.", "Ubah Data", ["+text-after"]),
    ("Hilang##", "Hilang", ["+text-after"]),
    ("Hilang#terima kasih", "Hilang", ["+text-after"]),
    ("Hilang#ya, hilang", "Hilang", ["+text-after"]),
    ("Hilang <Pesan ini diedit>#", "Hilang", ["+text-after"]),
    ("*Hilang*", "Hilang", ["+text-around"]),
    ("*Hilang*#", "Hilang", ["+text-after", "+text-around"]),
    ("1. Hilang", "Hilang", ["+text-around"]),
    ("b) Hilang", "Hilang", ["+text-around"]),
    ("Alasan: Hilang", "Hilang", ["+label"]),
    ("Ket = Rusak#terima kasih", "Rusak", ["+label", "+text-after"]),
    ("Rusak parah!!", "Rusak", ["+text-after", "+choice-spelling"]),
    ("", None, ["empty-field"]),
    ("Pemula/ Hilang/ Rusak/ Ubah Data", None, ["template-unfilled"]),
    ("(pemula, hilang, rusak, ubah data.)", None, ["template-unfilled"]),
    ("Pemula/\nHilang/\nRusak/\nUbah Data", None, ["several-choices"]),
    ("Pemula/ *Hilang*/ Rusak/ Ubah Data", None, ["several-choices"]),
    ("~Pemula~ Hilang", None, ["struck-out"]),
    ("~Hilang~", None, ["struck-out"]),
    ("Hilang/Rusak", None, ["several-choices"]),
    ("Rusak atau\nHilang", None, ["several-choices"]),
    ("Hilang atau rsuak", None, ["several-choices"]),
    ("Hilang, ubah alamat", None, ["several-choices"]),
    ("Rusak, bukan hilang", None, ["several-choices"]),
    ("Hilang#Rusak", None, ["several-choices"]),
    ("1. Hilang 2. Rusak", None, ["several-choices"]),
    ("Tidak hilang", None, ["unknown-choice"]),
    ("KTP belum rusak", None, ["unknown-choice"]),
    ("Baru", None, ["unknown-choice"]),
    ("Ubah", None, ["unknown-choice"]),
    ("Pemuda", None, ["unknown-choice"]),
    ("Bilang", None, ["unknown-choice"]),
    ("Rusuk", None, ["unknown-choice"]),
    ("Hlng", None, ["unknown-choice"]),
    ("...", None, ["unknown-choice"]),
    ("Candimulyo#Hilang", None, ["unknown-choice"]),
    ("Hіlang", None, ["mixed-script"]),
    ("a\x00", None, ["control-character"]),
    (f"Hilang {NIK}", None, ["number-outside"]),
    ("x" * 3000, None, ["unknown-choice"]),
    ("hilang " * 100, "Hilang", ["+choice-spelling"]),
]


@pytest.mark.parametrize(("typed", "value", "expected"), CHOICES)
def test_choice(typed: str, value: Any, expected: list[str]) -> None:
    """One of the words, however it is written; no other is guessed."""
    found, problems = read(FIELD, typed)
    assert found == value
    assert [code for code, _ in problems] == expected
    if value:
        assert type(found) is Alasan


def test_own_number_beside_a_choice() -> None:
    """A number that the message has in a field may be dropped with the words around."""
    assert read(FIELD, f"Hilang {NIK}", {NIK})[0] is Alasan.HILANG


def test_facts() -> None:
    """The words of the choices, for a reply; of another script there is nothing to choose."""
    assert facts(FIELD, "Baru") == {"choices": "Pemula, Hilang, Rusak, Ubah Data"}
    assert FIELD.missing_facts() == (("choices", "Pemula, Hilang, Rusak, Ubah Data"),)
    assert facts(FIELD, "Hіlang") == {}


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Hilang/Rusak", "Hilang/Rusak"),
        ("Hilang, dicuri Budi", "Hilang, ****** ****"),
        ("perubahan\nDATA#", "perubahan\nDATA#"),
        ("Hilng", "*****"),
    ],
)
def test_drawn(typed: str, drawn: str) -> None:
    """A drawing shows the words of choices."""
    shown = [typed[at] if char is None else char for at, char in enumerate(FIELD.draw(typed))]
    assert "".join(shown) == drawn


def test_value() -> None:
    """A choice is nobody's, and shows."""
    assert FIELD.mask(Alasan.UBAH_DATA) == "'Ubah Data'"
    assert type(FIELD.write(Alasan.HILANG)) is str
    assert FIELD.example == "Hilang"
    assert make("CHOICE", name="sebab").example == "Pemula"
    assert FIELD.family == "choice"
    assert Alasan.HILANG.requires[0].id.startswith("surat")
    assert Alasan.PEMULA.requires == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Hilang", 3),
        ("Hilang.", 3),
        ("Kehilangan", 3),
        ("Alasan: Rusak", 3),
        ("Pemula/Hilang/Rusak/Ubah Data", 3),
        ("Hilng", 2),
        ("KTP saya hilang", 2),
        ("Hilang/Rusak", 2),
        ("hari ini KTP saya hilang di pasar", 1),
        ("Baru", 1),
        ("Baru 2", 0),
        ("mau minta tolong cetak kartu saya ya", 0),
        (NIK, 0),
        ("", 0),
    ],
)
def test_fits(typed: str, expected: int) -> None:
    """A choice by whatever word is one; a sentence that names one may be text."""
    assert FIELD.fits(typed) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hilang", "Hilang"),
        ("Hilang\nterima kasih, yang rusak sudah dibuang", "Hilang"),
        ("Rusak atau\nHilang\nterima kasih", "Rusak atau\nHilang"),
        ("Rusak\natau Hilang ya\nterima kasih", "Rusak\natau Hilang ya"),
        (
            "Pemula/\r\nHilang/\r\nRusak/\r\nUbah Data\r\nx",
            "Pemula/\r\nHilang/\r\nRusak/\r\nUbah Data",
        ),
        ("1. Pemula\n2. Hilang\nx", "1. Pemula\n2. Hilang"),
        ("Hilang\n- Rusak", "Hilang\n- Rusak"),
        ("Hilang\nHilang", "Hilang"),
        ("Hilang\nRusk", "Hilang"),
        ("Hilang\n\n", "Hilang"),
        ("Ubah\nData\nx", "Ubah\nData"),
        ("Baru\nrusak", "Baru"),
        ("\n Alasan:\nHilang\nx", "\n Alasan:\nHilang"),
        ("KTP hilang ya\nx", "KTP hilang ya"),
    ],
)
def test_end(text: str, value: str) -> None:
    """It ends with the line that completes it, unless the next begins with another choice."""
    assert text[: FIELD.end(text, 0, len(text))] == value
    assert FIELD.end("x#" + text + "#", 2, 2 + len(text)) == 2 + len(value)


# --- choices of other formats --------------------------------------------------------------------

POLI = make_choice(
    "Poli",
    [
        "Umum",
        "Gigi",
        "KIA",
        "Baru",
        "Baru Menikah",
        "Belum Kawin",
        "Kawin",
        "A",
        "1",
        "Kelas 1",
        "Kelas 2",
    ],
)
OTHER = ChoiceField("poli", "Poli", "|", POLI)


@pytest.mark.parametrize(
    ("typed", "value", "expected"),
    [
        ("umum", "Umum", []),
        ("baru menikah", "Baru Menikah", []),
        ("ya, baru  menikah", "Baru Menikah", ["+choice-spelling"]),
        ("belum kawin", "Belum Kawin", []),
        ("saya belum kawin", "Belum Kawin", ["+choice-spelling"]),
        ("a", "A", []),
        ("A.", "A", ["+text-after"]),
        ("1", "1", []),
        ("poli: 1", "1", ["+label"]),
        ("ke poli gigi", "Gigi", ["+choice-spelling"]),
        ("gigi|besok", "Gigi", ["+text-after"]),
        ("gigi#", "Gigi", ["+text-after", "+choice-spelling"]),
        ("kelas 2", "Kelas 2", []),
        ("kelas2", "Kelas 2", ["+choice-spelling"]),
        ("kelsa 2", "Kelas 2", ["+choice-spelling"]),
        ("kelas 3", None, ["unknown-choice"]),
        ("Umun", None, ["unknown-choice"]),
        ("Poli", None, ["template-unfilled"]),
        ("umum gigi", None, ["several-choices"]),
        ("belum", None, ["unknown-choice"]),
    ],
)
def test_other_choices(typed: str, value: Any, expected: list[str]) -> None:
    """Nothing is known of a choice but its words; the longest of two that overlap counts."""
    found, problems = read(OTHER, typed)
    assert found == value
    if typed != "gigi#":
        assert [code for code, _ in problems] == expected


def test_words_that_are_the_template() -> None:
    """A choice that is all the template says is a choice."""
    field = ChoiceField("ya", "Ya", "#", make_choice("Ya", ["Ya"]))
    assert read(field, "ya") == (field.as_published("Ya"), [])
    assert codes(field, "ya?") == ["template-unfilled"]


def test_letters_beyond_ascii() -> None:
    """Only ASCII letters are alike in upper and lower case."""
    field = ChoiceField("kota", "Kota", "#", make_choice("Kota", ["Café Ⓚ", "Ilir"]))
    assert read(field, "CAFé Ⓚ")[1] == []
    assert codes(field, "cafÉ ⓚ") == ["+choice-spelling"]
    assert codes(FIELD, "Pemula".replace("P", "Ｐ")) == ["+choice-spelling"]


def test_choice_without_letters() -> None:
    """A choice that has no letters is known as it is published only."""
    field = ChoiceField("x", "x", "#", make_choice("X", ["?", "Ya"]))
    assert read(field, "?") == (field.kind("?"), [])
    assert codes(field, "??") == ["unknown-choice"]


def test_make_choice() -> None:
    """Members are named by their words."""
    kind = make_choice("Jenis", ["Ubah Data", "A-B", "A B", "1", "?", "Ubah Data"], module="here")
    assert [c.name for c in kind] == ["UBAH_DATA", "A_B", "A_B_2", "_1", "CHOICE"]
    assert kind.__module__ == "here"
    assert issubclass(kind, Choice)
    assert kind["UBAH_DATA"] == kind("Ubah Data") == "Ubah Data"
    for words in ("perubahan data", "rubah data"):
        assert read(ChoiceField("x", "x", "#", kind), words)[0] is kind("Ubah Data")
    assert pickle.loads(pickle.dumps(Alasan.RUSAK)) is Alasan.RUSAK  # noqa: S301


@pytest.mark.parametrize("look_up", [Alasan, lambda name: Alasan[name]])
def test_look_up_quotes_nothing(look_up: Any) -> None:
    """A look-up that fails quotes nothing, also not as its cause or context."""
    with pytest.raises((ValueError, KeyError)) as caught:
        look_up("Siti")
    assert "Siti" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("hilng", "hilang", True),
        ("hilang", "hilang", False),
        ("hialng", "hilang", True),
        ("hilangs", "hilang", True),
        ("hikang", "hilang", True),
        ("hlng", "hilang", False),
        ("hіlang", "hilang", False),
    ],
)
def test_one_letter_off(typed: str, meant: str, expected: bool) -> None:  # noqa: FBT001
    """One letter wrong, missing, too many, or two swapped; another script's is none of ours."""
    assert one_letter_off(typed, meant) is expected
