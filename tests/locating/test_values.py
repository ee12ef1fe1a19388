"""Which value is which field, in messages that few people send."""

from __future__ import annotations

import pathlib

import pytest
from people import KK, NIK, TODAY, ktp

import ktpmsg
from ktpmsg import Formats, Ktp, MessageError

FORMATS = pathlib.Path(__file__).parents[1] / "formats"
MANY = Formats(
    """
    %import fields (nik, nama, DATE, LINE)
    start: sensus
    sensus: "SENSUS"i "#" nik{"NIK"} "#" nama{"Nama"} "#" lahir{"Lahir"} "#" a{"A1"} "#" b{"B1"} "#" c{"C1"} "#" d{"D1"} "#" e{"E1"} "#" f{"F1"} "#" g{"G1"} "#" h{"H1"}
    lahir{words}: DATE | words -> unfilled
    a{words}: LINE | words -> unfilled
    b{words}: LINE | words -> unfilled
    c{words}: LINE | words -> unfilled
    d{words}: LINE | words -> unfilled
    e{words}: LINE | words -> unfilled
    f{words}: LINE | words -> unfilled
    g{words}: LINE | words -> unfilled
    h{words}: LINE | words -> unfilled
    """.replace("\n    ", "\n")
)
WHERE = Formats(
    """
    %import fields (nik, nomor_kk, desa, kecamatan)
    start: alamat | lama
    alamat: "ALAMAT"i "#" nik{"NIK"} ["#" desa{"Desa"} ["#" kecamatan{"Kecamatan"}]]
    lama: "LAMA"i "#" desa{"Desa"} "#" kecamatan{"Kecamatan"} "#" nik{"NIK"} ["#" nomor_kk{"KK"}]
    """.replace("\n    ", "\n")
)


def codes(text: str, formats: Formats | None = None) -> list[tuple[str, str | None]]:
    """The code and the field of each error."""
    report = (formats or ktpmsg).check(text, today=TODAY)
    return [(problem.code.value, problem.field) for problem in report.errors]


def test_a_choice_beside_the_keyword_and_another() -> None:
    """Which of the two is meant, nobody knows."""
    text = f"KTP saya hilang. #{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Rusak"
    assert codes(text) == [("several-choices", "alasan")]
    assert codes(text.replace("Rusak", "Hilang")) == []


def test_optional_field_behind_a_missing_one() -> None:
    """A date that is there is no address: that, or the name, is missing."""
    formats = Formats.load(FORMATS / "phonebook.lark")
    text = "selamat siang\nreg#kantor#siti aminah#30-09-1979\u200b"
    assert codes(text, formats) == [("missing-field", None)]


@pytest.mark.parametrize("sign", [";", "*", "; "])
def test_another_sign_between_numbers_alone(sign: str) -> None:
    """The reply names the sign that stands there, and nothing that does not."""
    formats = Formats.load(FORMATS / "reg-indosat.lark")
    report = formats.check(f"{NIK}{sign}{KK}{sign}", today=TODAY)
    assert [(p.code.value, p.field) for p in report.errors] == [("wrong-separator", None)]
    assert ("titik koma (;)" if ";" in sign else "tanda bintang (*)") in report.reply()
    assert "spasi" not in report.reply()


def test_a_sign_in_a_number_alone() -> None:
    """It is a fault of the number, and not of the separator."""
    formats = Formats.load(FORMATS / "reg-indosat.lark")
    assert codes(f"{NIK[:6]}*{NIK[6:]}#{KK}", formats) == [("not-digits", "nik")]


def test_other_signs_before_a_separator() -> None:
    """What tells the sign is the first place without a separator."""
    text = f"KTP#{NIK}#{KK}#Rizal Umbaran/Surodadi/Candimulyo/Hilang"
    assert codes(text) == [("wrong-separator", None)]
    assert "garis miring (/)" in ktpmsg.check(text).reply()


@pytest.mark.parametrize("sign", "/,;|*")
@pytest.mark.parametrize("lead", ["", "#"])
def test_another_sign_at_the_end_too(lead: str, sign: str) -> None:
    """What stands behind the last value is not between two: nothing is missing there."""
    fields = ("KTP", NIK, KK, "Rizal Umbaran", "Surodadi", "Candimulyo", "Hilang", "")
    assert codes(lead + sign.join(fields)) == [("wrong-separator", None)]


def test_lines_for_separators() -> None:
    """A line break is a sign, too, where it stands for each separator."""
    text = f"#KTP#{NIK}\n{KK}\nSiti Aminah\nSurodadi\nCandimulyo\nHilang"
    report = ktpmsg.check(text, today=TODAY)
    assert [(p.code.value, p.field) for p in report.errors] == [("wrong-separator", None)]


def test_lines_behind_a_separator_that_is_there() -> None:
    """What tells the sign is the first place without a separator."""
    text = f"#KTP\n{NIK}#{KK}#Siti Aminah\nSurodadi\nCandimulyo#Hilang"
    assert codes(text) == [("wrong-separator", None)]
    assert "baris sendiri-sendiri" in ktpmsg.check(text).reply()


def test_many_words() -> None:
    """However many words were seen before, the next are looked at."""
    for start in range(0, 6000, 1000):
        words = " ".join(f"kata{number}" for number in range(start, start + 1000))
        assert ktpmsg.check(f"Pak, #SINKRONISASI#{NIK}#{KK}#{words}", today=TODAY).ok
    assert codes(f"#SINKRONISASI#{NIK}#{KK}#kata1#KTP#{NIK}#{KK}#x") != []


def test_joiners_behind_other_repairs() -> None:
    """What emoji are joined with ends free text, where separators are mended, too."""
    text = f"#SINKRONISASI#{NIK}#{KK}#BPJS \u200d".replace("#", "\uff03")
    message = ktpmsg.parse(text)
    assert isinstance(message, ktpmsg.Sinkronisasi)
    assert message.keperluan == "BPJS \u200d"


def test_two_numbers_without_any_sign() -> None:
    """They stand in one field, with nothing between them."""
    assert codes(ktp(nik=f"{NIK}{KK}", kk="").replace("##", "#")) == [("two-numbers", "nik")]


def test_mark_of_the_chat() -> None:
    """The chat's own mark at the end is no part of a message that lacks a field."""
    text = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Hilang <Pesan ini diedit>"
    assert codes(text) == codes(text.partition(" <")[0]) != []


def test_the_value_of_another_field_by_its_label() -> None:
    """A label says which field is meant."""
    assert ("swapped-fields", "nik") in codes(f"DISDUKCAPIL#NIK: {NIK}#Siti Aminah#Kapan jadi?")
    text = f"DISDUKCAPIL#NIK: Siti#{NIK}#Kapan jadi?"
    assert codes(text) != []


def test_equal_numbers() -> None:
    """A KK number in the place of the NIK, too, is told once."""
    assert codes(ktp(nik=KK)) == [("same-number", "nomor_kk")]


def test_more_fields_than_are_tried_in_every_order() -> None:
    """A message of many fields is read, and told of in the order of the format."""
    values = [NIK, "Siti Aminah", "15-08-1995", *"abcdefgh"]
    assert codes("SENSUS#" + "#".join(values), MANY) == []
    values[0], values[2] = values[2], values[0]
    assert {field for _, field in codes("SENSUS#" + "#".join(values), MANY)} == {"nik", "lahir"}


@pytest.mark.parametrize(
    ("text", "village"),
    [
        (f"ALAMAT#{NIK}", None),
        (f"ALAMAT#{NIK}#Surodadi", None),
        (f"ALAMAT#{NIK}#Surodadi#Candimulyo", "3308152019"),
        (f"LAMA#Surodadi#Candimulyo#{NIK}", "3308152019"),
        (f"LAMA#Surodadi#Candimulyo#{NIK}#{KK}", "3308152019"),
    ],
)
def test_places_that_are_optional(text: str, village: str | None) -> None:
    """Without both, or without a number that says the regency, there is no village."""
    report = WHERE.check(text, today=TODAY)
    assert report.ok
    assert not report.notices
    assert report.message is not None
    assert report.message.village_code == village


def test_a_record_whose_text_is_another_message() -> None:
    """It cannot exist."""
    with pytest.raises(MessageError):
        Ktp(NIK, KK, "Siti", "Surodadi\n#KTP#", "Candimulyo", "Hilang")


def test_the_hint_is_made_when_asked_for() -> None:
    """Until then nothing of the message is shown by what makes it."""
    (notice,) = ktpmsg.check(ktp(desa="Surodady"), today=TODAY).notices
    assert "Surodady" not in repr(notice._facts)
    assert "Surodadi" in str(notice.hint("id"))


def test_strip() -> None:
    """Signs can be taken off a number as off any text, which is then plain digits."""
    number = ktpmsg.Nik(NIK)
    assert number.strip() is number
    assert number.strip("3") == NIK.strip("3")
