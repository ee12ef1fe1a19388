"""Formats of an office's own, through the public names: `Formats`, `Record`, `GrammarError`."""

from __future__ import annotations

import datetime
import enum
import pathlib
import pickle
import re
import subprocess
import sys
import textwrap
import typing
from typing import Any, cast

import attrs
import pytest
from called import ktpmsg as terminal

import ktpmsg
from ktpmsg import Formats, GrammarError, MessageError, Nik, NomorKK

NIK = "3308155508959001"
KK = "3308151203079004"
NIK_2 = "3308011705749337"
KK_2 = "3308011705109338"
MOTHER = "3308154302039016"
# Issued in another regency (Kota Semarang).
KK_ELSEWHERE = "3374011203079004"

PINDAH = f"#PINDAH#{NIK}#{KK}#Siti Aminah#Jl. Pemuda 12, Sleman#081200009001"

# The grammar of the documentation.
OFFICE = """
// #PINDAH#3308155508959001#3308151203079004#Siti Aminah#Jl. Pemuda 12, Sleman#081200009001
// Cek#KTP#3308155508959001
%import fields (nik, nomor_kk, nama, LINE, PHONE)

start: pindah | cek_ktp
pindah: "#" "PINDAH"i "#" nik{"NIK"} "#" nomor_kk{"No KK"} "#" nama{"Nama"} "#" alamat_baru{"Alamat Baru"} "#" telepon{"No HP"}
cek_ktp: "CEK"i "#" "KTP"i "#" nik{"NIK"}

alamat_baru{words}: LINE  | words -> unfilled
telepon{words}:     PHONE | words -> unfilled
"""


def one(kind: str) -> Formats:
    """A format with a NIK and one more field of a kind, `isi`."""
    return Formats(
        f"%import fields (nik, {kind})\n"
        "start: uji\n"
        'uji: "#" "UJI"i "#" nik{"NIK"} "#" isi{"Isi"}\n'
        f"isi{{words}}: {kind} | words -> unfilled\n"
    )


def isi(text: str) -> str:
    """A message of that format."""
    return f"#UJI#{NIK}#{text}"


def errors(report: ktpmsg.Report) -> list[tuple[str, str | None]]:
    """Codes and fields of the errors."""
    return [(str(p.code), p.field) for p in report.errors]


def repairs(report: ktpmsg.Report) -> set[str]:
    """The codes of what was mended."""
    return {str(p.code) for p in report.repairs}


# --- Formats -----------------------------------------------------------------------------------


def test_documented_grammar() -> None:
    """What the documentation shows: a class from each rule, values by kind."""
    formats = Formats(OFFICE)
    message: Any = formats.parse(PINDAH, strict=True)
    kind: Any = type(message)

    assert kind is formats.records["pindah"]
    assert ktpmsg.Record in kind.__mro__
    assert kind.__name__ == "Pindah"
    assert [f.name for f in attrs.fields(cast("Any", kind))] == [
        "nik",
        "nomor_kk",
        "nama",
        "alamat_baru",
        "telepon",
    ]
    assert type(message.nik) is Nik
    assert type(message.nomor_kk) is NomorKK
    assert [type(v) for v in (message.nama, message.alamat_baru, message.telepon)] == [str] * 3
    assert message.alamat_baru == "Jl. Pemuda 12, Sleman"
    assert message.text == PINDAH
    assert type(message).published == "#PINDAH#NIK#No KK#Nama#Alamat Baru#No HP"


def test_records_name_every_rule() -> None:
    """`.records` has ours, too, unless they are left out."""
    formats = Formats(OFFICE)
    own = Formats(OFFICE, builtin=False)

    assert set(formats.records) == {"ktp", "sinkronisasi", "disdukcapil", "pindah", "cek_ktp"}
    assert formats.records["ktp"] is ktpmsg.Ktp
    assert formats.records["disdukcapil"] is ktpmsg.Disdukcapil
    assert set(own.records) == {"pindah", "cek_ktp"}
    assert formats.records["cek_ktp"].__name__ == "CekKtp"


def test_builtin_formats_are_read_too() -> None:
    """A message of ours is the same record; without the built-in formats it is nothing known."""
    text = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang"

    assert Formats(OFFICE).parse(text) == ktpmsg.parse(text)
    report = Formats(OFFICE, builtin=False).check(text)
    assert report.kind is None
    assert errors(report) == [("unknown-keyword", None)]
    assert list(Formats(OFFICE, builtin=False).find(text)) == []


def test_the_module_knows_nothing_of_it() -> None:
    """Other formats are read by their `Formats` only."""
    Formats(OFFICE)

    assert errors(ktpmsg.check(PINDAH)) == [("unknown-keyword", None)]


@pytest.mark.parametrize("as_path", [str, pathlib.Path])
def test_load(tmp_path: pathlib.Path, as_path: type) -> None:
    """A file is named by a path or a str, and is UTF-8."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE + "\n// Kantor Disdukcapil é\n", encoding="utf-8")
    message: Any = Formats.load(as_path(path)).parse(PINDAH)

    assert message.nama == "Siti Aminah"
    assert "ktp" not in Formats.load(as_path(path), builtin=False).records


@pytest.mark.parametrize("method", ["parse", "check", "find"])
def test_wrong_types(method: str) -> None:
    """Anything but a str is a TypeError at the call."""
    with pytest.raises(TypeError):
        getattr(Formats(OFFICE), method)(b"#PINDAH" if method != "find" else 12)


def test_parse_and_check_agree() -> None:
    """`parse` raises what `check` reports."""
    formats = Formats(OFFICE)
    text = PINDAH.replace("081200009001", "0812")
    with pytest.raises(MessageError) as caught:
        formats.parse(text)

    assert caught.value.report == formats.check(text)
    assert errors(formats.check(text)) == [("not-a-phone", "telepon")]
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301


def test_all_problems_at_once() -> None:
    """Each field is judged, whatever is wrong with the others; the words name the office's own."""
    formats = Formats(OFFICE)
    report = formats.check(f"#PINDAH#{NIK[:-1]}#{KK}#Siti @minah##0812")

    assert errors(report) == [
        ("wrong-length", "nik"),
        ("bad-characters", "nama"),
        ("empty-field", "alamat_baru"),
        ("not-a-phone", "telepon"),
    ]
    reply = report.reply("id")
    assert "Alamat Baru" in reply
    assert "No HP" in reply
    assert "Siti" not in reply


def test_the_example_of_a_reply_is_a_template() -> None:
    """A reply has a format and an example of it; sent back as it is, that is refused."""
    formats = Formats(OFFICE)
    example = formats.check(PINDAH + "x").reply("id").splitlines()[-3]
    report = formats.check(example)

    assert report.kind is formats.records["pindah"]
    assert {code for code, _ in errors(report)} == {"template-unfilled"}


def test_labels_are_the_offices_own_words() -> None:
    """The published words before a value are a label, as are ours for a field of our own."""
    text = f"#PINDAH#NIK: {NIK}#No. KK: {KK}#Nama: Siti Aminah#Alamat Baru: Jl. Pemuda 12, Sleman#No HP: 081200009001"
    formats = Formats(OFFICE)

    assert formats.parse(text) == formats.parse(PINDAH)
    assert repairs(formats.check(text)) == {"label"}


def test_labelled_lines() -> None:
    """A message with a field a line, each behind its label, in any order."""
    text = f"#PINDAH\nNama: Siti Aminah\nNIK: {NIK}\nNo KK: {KK}\nNo HP: 081200009001\nAlamat Baru: Jl. Pemuda 12, Sleman"
    formats = Formats(OFFICE)

    assert formats.parse(text) == formats.parse(PINDAH)
    assert "wrong-separator" in repairs(formats.check(text))


def test_typos_are_mended_together() -> None:
    """Each is mended alone, in different places: so they are together."""
    formats = Formats(OFFICE)
    text = f"Selamat siang\nPINDAH #NIK 3308 1555 0895 9001# {KK}#Siti Aminah#Jl. Pemuda 12, Sleman#0812-0000-9001#"

    assert formats.parse(text) == formats.parse(PINDAH)
    assert repairs(formats.check(text)) >= {
        "text-around",
        "keyword-spelling",
        "number-format",
        "phone-format",
        "text-after",
    }


# --- records -----------------------------------------------------------------------------------


def test_record_by_hand() -> None:
    """From plain values, judged as in strict reading; an invalid record cannot exist."""
    pindah: Any = Formats(OFFICE).records["pindah"]
    plain = {
        "nik": NIK,
        "nomor_kk": KK,
        "nama": " Siti   Aminah ",
        "alamat_baru": "Jl. Pemuda 12, Sleman",
        "telepon": "081200009001",
    }

    assert pindah(**plain).text == PINDAH
    for field, wrong in (("nik", NIK[:-1]), ("telepon", "0812-0000-9001"), ("alamat_baru", "")):
        with pytest.raises(MessageError) as caught:
            pindah(**{**plain, field: wrong})
        assert [p.field for p in caught.value.problems] == [field]
        assert caught.value.report is None


@pytest.mark.parametrize("wrong", ["a#b", "a\nb"])
def test_no_separator_in_a_value(wrong: str) -> None:
    """A value of one line holds neither the separator nor a line break (white space is one space)."""
    record: Any = one("LINE").records["uji"]
    if "#" in wrong:
        with pytest.raises(MessageError):
            record(nik=NIK, isi=wrong)
    else:
        assert record(nik=NIK, isi=wrong).isi == "a b"


def test_record_is_data() -> None:
    """`attrs.asdict` gives what makes the same record again; it hashes, and cannot be changed."""
    message: Any = Formats(OFFICE).parse(PINDAH)

    assert type(message)(**attrs.asdict(message)) == message
    assert len({message, type(message)(**attrs.asdict(message))}) == 1
    assert attrs.asdict(message)["nik"] == NIK
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        message.nama = "Laras"
    assert not hasattr(message, "__dict__")


def test_record_is_masked() -> None:
    """A record of an office's own format shows as little as ours."""
    message = Formats(OFFICE).parse(PINDAH)

    for shown in (repr(message), str(message), f"{message}", format(message)):
        assert "330815**********" in shown
        for hidden in (NIK, KK, "Siti", "Pemuda", "0812000"):
            assert hidden not in shown
    assert repr(message).startswith("Pindah(nik='330815**********'")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_record_pickles(protocol: int) -> None:
    """With every protocol."""
    message = Formats(OFFICE).parse(PINDAH)
    again = pickle.loads(pickle.dumps(message, protocol))  # noqa: S301

    assert again == message
    assert type(again) is type(message)


def test_record_pickles_where_the_grammar_is_loaded(tmp_path: pathlib.Path) -> None:
    """In another process that loads the same grammar."""
    (tmp_path / "kantor.lark").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "message").write_bytes(pickle.dumps(Formats(OFFICE).parse(PINDAH)))
    code = (
        "import pickle, ktpmsg\n"
        "formats = ktpmsg.Formats.load('kantor.lark')\n"
        "message = pickle.load(open('message', 'rb'))\n"
        "assert type(message) is formats.records['pindah']\n"
        f"assert message == formats.parse({PINDAH!r})\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=tmp_path, check=True)


def test_same_grammar_same_records() -> None:
    """Loaded twice, a grammar's records are equal."""
    assert Formats(OFFICE).parse(PINDAH) == Formats(OFFICE).parse(PINDAH)


def test_type_hints() -> None:
    """They say what the values are."""
    hints = typing.get_type_hints(Formats(OFFICE).records["pindah"])

    assert {name: hints[name] for name in ("nik", "nomor_kk", "nama", "telepon")} == {
        "nik": Nik,
        "nomor_kk": NomorKK,
        "nama": str,
        "telepon": str,
    }


# --- a record class of one's own -----------------------------------------------------------------

CEK = """
%import fields (nik, nama, PHONE, DATE)
start: cek_data
cek_data: "CEK"i "#" "DATA"i "#" nik{"NIK"} "#" nama{"Nama"} "#" lahir{"Lahir"} ["#" telepon{"No HP"}]
lahir{words}: DATE | words -> unfilled
telepon{words}: PHONE | words -> unfilled
"""
CEK_TEXT = f"CEK#DATA#{NIK}#Siti Aminah#15-08-1995"


@attrs.frozen
class CekData(ktpmsg.Record):
    """A class as an office's programmer writes it."""

    nik: Nik
    nama: str
    lahir: datetime.date
    telepon: str | None = None

    @property
    def first_name(self) -> str:
        """A method of one's own."""
        return self.nama.partition(" ")[0]


def test_class_of_ones_own() -> None:
    """Messages are instances of it."""
    formats = Formats(CEK, records=(CekData,))
    message = formats.parse(CEK_TEXT)

    assert formats.records["cek_data"] is CekData
    assert type(message) is CekData
    assert message.first_name == "Siti"
    assert message.lahir == datetime.date(1995, 8, 15)
    assert message.telepon is None
    assert message.text == CEK_TEXT
    assert CekData.published == "CEK#DATA#NIK#Nama#Lahir#No HP"
    assert formats.check("CEK#DATA#1").kind is CekData
    assert formats.parse(message.text, strict=True) == message
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301


def test_class_of_ones_own_is_masked() -> None:
    """Though attrs writes a `repr` for such a class."""
    message = Formats(CEK, records=(CekData,)).parse(CEK_TEXT + "#081200009001")

    for shown in (repr(message), str(message), f"{message}"):
        assert "330815**********" in shown
        for hidden in (NIK, "Siti", "1995", "0812000"):
            assert hidden not in shown


def test_class_of_ones_own_is_judged() -> None:
    """Built by hand, it is valid as any record."""
    Formats(CEK, records=(CekData,))
    plain: dict[str, Any] = {"nik": NIK, "nama": "Siti Aminah", "lahir": "15-08-1995"}

    assert CekData(**plain).text == CEK_TEXT
    assert CekData(**plain).nik.digits == NIK
    with pytest.raises(MessageError):
        CekData(**{**plain, "nik": NIK[:-1]})


def test_class_in_the_same_grammar_again() -> None:
    """The same grammar may be loaded with it as often as one likes."""
    first = Formats(CEK, records=(CekData,))
    second = Formats(CEK, records=(CekData,))

    assert first.parse(CEK_TEXT) == second.parse(CEK_TEXT)


def test_class_in_another_grammar() -> None:
    """A class has one format."""
    Formats(CEK, records=(CekData,))
    with pytest.raises(GrammarError, match="CekData"):
        Formats(CEK.replace('"DATA"i', '"DATAKU"i'), records=(CekData,))


SATU = """
%import fields (nik, LINE)
start: satu_dua
satu_dua: "SATU"i "#" nik{"NIK"} "#" alamat{"Alamat"}
alamat{words}: LINE | words -> unfilled
"""


def missing_field() -> type:
    """A class that lacks `alamat`."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: Nik

    return SatuDua


def extra_field() -> type:
    """A class with a field that the format does not have."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: str
        telepon: str

    return SatuDua


def other_name() -> type:
    """A class that is not named as the rule."""

    @attrs.frozen
    class Satu(ktpmsg.Record):
        nik: Nik
        alamat: str

    return Satu


def other_type() -> type:
    """A class whose field cannot hold the value."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: int
        alamat: str

    return SatuDua


def no_attrs() -> type:
    """A class that attrs did not make."""

    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: str

    return SatuDua


def no_record() -> type:
    """A class that is no Record."""

    @attrs.frozen
    class SatuDua:
        nik: Nik
        alamat: str

    return SatuDua


def not_frozen() -> type:
    """A class whose instances can be changed."""

    @attrs.define
    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: str

    return SatuDua


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (missing_field, "alamat"),
        (extra_field, "telepon"),
        (other_name, "Satu"),
        (other_type, "nik"),
        (no_attrs, "SatuDua"),
        (no_record, "Record"),
    ],
)
def test_class_that_does_not_fit(make: typing.Callable[[], type], words: str) -> None:
    """It is refused when the grammar is loaded, and the message says why."""
    with pytest.raises(GrammarError, match=words):
        Formats(SATU, records=(make(),))


def two_classes() -> type:
    """A class whose field may be None, which the rule requires."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: str | None

    return SatuDua


def unknown_type() -> type:
    """A class with a type that nobody has."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: "Nix"  # type: ignore[name-defined]  # noqa: F821, UP037
        alamat: str

    return SatuDua


def no_type() -> type:
    """A class with what is no type."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: typing.Literal["x"]

    return SatuDua


@pytest.mark.parametrize(
    ("make", "words"),
    [(two_classes, "alamat as optional"), (unknown_type, "Nix"), (no_type, "type for alamat")],
)
def test_class_with_other_types(make: typing.Callable[[], type], words: str) -> None:
    """It is refused, and what does not fit is named."""
    with pytest.raises(GrammarError, match=words):
        Formats(SATU, records=(make(),))


def test_two_classes_of_a_name() -> None:
    """A rule has one class."""
    with pytest.raises(GrammarError, match="two classes are called SatuDua"):
        Formats(SATU, records=(open_class(), open_class()))


def open_class() -> type:
    """A class whose records take more attributes than their fields."""

    @attrs.frozen(slots=False)
    class SatuDua(ktpmsg.Record):
        nik: Nik
        alamat: str

    return SatuDua


def test_class_with_a_dict() -> None:
    """Records of a class without slots are made all the same."""
    record: typing.Any = open_class()
    formats = Formats(SATU, records=(record,))
    message = formats.parse(f"SATU#{NIK}#Jl. Pemuda 12")
    assert message == record(NIK, "Jl. Pemuda 12")
    assert formats.parse(message.text) == message


def test_class_without_types() -> None:
    """Fields without a type take what the rule has."""

    @attrs.frozen
    class SatuDua(ktpmsg.Record):
        nik = attrs.field()  # type: ignore[var-annotated]
        alamat = attrs.field()  # type: ignore[var-annotated]

    message: Any = Formats(SATU, records=(SatuDua,)).parse(f"SATU#{NIK}#Jl. Pemuda 12")
    assert type(message.nik) is Nik


def test_class_with_another_choice() -> None:
    """Its enumeration has the words of the rule, and no others."""

    class Poli(enum.StrEnum):
        GIGI = "Gigi"
        MATA = "Mata"

    @attrs.frozen
    class Antre(ktpmsg.Record):
        nik: Nik
        poli: Poli

    grammar = """
        %import fields (nik)
        start: antre
        antre: "ANTRE"i "#" nik{"NIK"} "#" poli{"Poli"}
        poli{words}: "Gigi"i | "Umum"i | words -> unfilled
    """
    Antre.__annotations__ |= {"nik": Nik, "poli": Poli}
    with pytest.raises(GrammarError, match="Poli, the type of poli, has other choices"):
        Formats(textwrap.dedent(grammar), records=(Antre,))


def test_unpickling_without_the_grammar() -> None:
    """What is pickled says which grammar it is of, and who lacks that is told so."""
    loaded = Formats(SATU.replace("SATU", "TIGA").replace("satu_dua", "tiga_empat"))
    pickled = pickle.dumps(loaded.parse(f"TIGA#{NIK}#Jl. Pemuda 12"))
    choices = Formats(
        '%import fields (nik)\nstart: lima\nlima: "LIMA"i "#" nik{"NIK"} "#" poli{"Poli"}\n'
        'poli{words}: "Gigi"i | "Umum"i | words -> unfilled\n'
    )
    choice = pickle.dumps(typing.cast("typing.Any", choices.parse(f"LIMA#{NIK}#Gigi")).poli)
    program = "import pickle, sys; pickle.loads(bytes.fromhex(sys.argv[1]))"
    for data, name in ((pickled, "TigaEmpat"), (choice, "lima")):
        done = subprocess.run(
            [sys.executable, "-c", program, data.hex()],
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        assert f"LookupError: load the grammar of {name} before" in done.stderr


def test_drawn_after_other_formats_are_loaded() -> None:
    """Where the formats of a class are others since, all of the text is masked."""
    grammar = SATU.replace("LINE", "TEXT")
    record: typing.Any = attrs.frozen(
        type("SatuDua", (ktpmsg.Record,), {"__annotations__": {"nik": Nik, "alamat": str}})
    )
    text = f"SATU#{NIK}#Jl. Pemuda\n#KTP#{NIK}#{KK}#Siti#Surodadi#Candimulyo#Hilang"
    report = Formats(grammar, records=(record,), builtin=False).check(text)
    assert report.ok
    Formats(grammar, records=(record,))
    assert "Pemuda" not in str(report)


def test_class_that_is_not_frozen() -> None:
    """It is refused; where `Record` itself makes it frozen, it is what it should be."""
    try:
        formats = Formats(SATU, records=(not_frozen(),))
    except GrammarError as error:
        assert "frozen" in str(error)  # noqa: PT017 - one of two outcomes
    else:
        message: Any = formats.parse(f"SATU#{NIK}#Jl. Pemuda 12")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            message.alamat = "x"


# --- kinds of field ------------------------------------------------------------------------------

AUGUST = datetime.date(1995, 8, 15)
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("text", ["15-08-1995", "15/08/1995", "1995-08-15", "15081995"])
def test_strict_date(text: str) -> None:
    """The four ways that are as published; written in one."""
    message: Any = one("DATE").parse(isi(text), strict=True)

    assert message.isi == AUGUST
    assert type(message.isi) is datetime.date
    assert message.text == isi("15-08-1995")
    assert one("DATE").check(isi(text)).repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "15.08.1995",
        "15 08 1995",
        "15-8-1995",
        "15/8/1995",
        "1995/08/15",
        "1995.08.15",
        "1995-8-15",
        "15-08-1995.",
        "15 Agustus 1995",
        "15 agustus 1995",
        "15 August 1995",
        "15 AUGUST 1995",
    ],
)
def test_lenient_date(text: str) -> None:
    """Other ways are mended, and say so."""
    report = one("DATE").check(isi(text))
    message: Any = report.message

    assert message.isi == AUGUST
    assert repairs(report) == {"date-format"}
    assert errors(one("DATE").check(isi(text), strict=True)) == [("date-format", "isi")]


@pytest.mark.parametrize("language", MONTHS)
@pytest.mark.parametrize("month", range(1, 13))
def test_month_names(language: str, month: int) -> None:
    """Indonesian and English ones."""
    name = MONTHS[language].split()[month - 1]
    message: Any = one("DATE").parse(isi(f"5 {name} 2001"))

    assert message.isi == datetime.date(2001, month, 5)


NO_DATES = [
    "15-08-95",
    "15/08/95",
    "150895",
    "31-02-1995",
    "29-02-2023",
    "15-13-1995",
    "00-08-1995",
    "32 Agustus 1995",
    "kemarin",
    "15 Augustober 1995",
    "15-08",
    "1995",
]


@pytest.mark.parametrize("text", NO_DATES)
@pytest.mark.parametrize("strict", [False, True])
def test_no_date(text: str, strict: bool) -> None:  # noqa: FBT001 - a parameter
    """A year of two digits or an impossible date is none."""
    assert errors(one("DATE").check(isi(text), strict=strict)) == [("not-a-date", "isi")]


def test_future_date() -> None:
    """Is a date: many formats ask for the day of a visit. A leap day is one, too."""
    report = one("DATE").check(isi("29-02-2096"), today=datetime.date(2026, 11, 23))

    assert report.ok
    assert report.problems == ()


@pytest.mark.parametrize("count", range(8, 13))
@pytest.mark.parametrize("prefix", ["0", "62", "+62"])
def test_strict_phone(prefix: str, count: int) -> None:
    """A 0, 62 or +62, and 8 to 12 digits: kept as typed."""
    number = prefix + "812000090019"[:count]
    message: Any = one("PHONE").parse(isi(number), strict=True)

    assert message.isi == number
    assert message.text == isi(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812 0000 9001", "081200009001"),
        ("0812-0000-9001", "081200009001"),
        ("0812.0000.9001", "081200009001"),
        ("+62 812-0000-9001", "+6281200009001"),
        ("62 812 0000 9001", "6281200009001"),
    ],
)
def test_lenient_phone(text: str, number: str) -> None:
    """Grouped ones are mended; no digit is changed."""
    report = one("PHONE").check(isi(text))
    message: Any = report.message

    assert message.isi == number
    assert repairs(report) == {"phone-format"}
    assert errors(one("PHONE").check(isi(text), strict=True)) == [("phone-format", "isi")]


NO_PHONES = [
    "08120000",
    "08120000900199",
    "81200009001",
    "628120000",
    "+62812000090019999",
    "O81200009001",
    "tidak ada",
    "+6081200009001",
]


@pytest.mark.parametrize("text", NO_PHONES)
def test_no_phone(text: str) -> None:
    """Too short, too long, without its beginning, or no number."""
    assert errors(one("PHONE").check(isi(text))) == [("not-a-phone", "isi")]


@pytest.mark.parametrize("text", ["A", "7", "AB-12/c.9", "33.08.15.2019", "abc", "123.G.2021"])
def test_code(text: str) -> None:
    """ASCII letters, digits and `. / -`, as typed."""
    message: Any = one("CODE").parse(isi(text), strict=True)

    assert message.isi == text
    assert type(message.isi) is str


@pytest.mark.parametrize("text", ["AB 12", "AB_12", "AB+12", "é12", "A,B"])
def test_no_code(text: str) -> None:
    """Nothing else, nor a space inside."""
    assert {c for c, _ in errors(one("CODE").check(isi(text)))} == {"bad-characters"}


@pytest.mark.parametrize("text", ["0", "7", "007", "9001", "12345678901234567890"])
def test_number(text: str) -> None:
    """1 to 20 digits, as typed."""
    message: Any = one("NUMBER").parse(isi(text), strict=True)

    assert message.isi == text
    assert type(message.isi) is str


@pytest.mark.parametrize(("text", "number"), [("1.234", "1234"), ("1.234.567", "1234567")])
def test_thousands(text: str, number: str) -> None:
    """Dots between the thousands are mended."""
    report = one("NUMBER").check(isi(text))
    message: Any = report.message

    assert message.isi == number
    assert repairs(report) == {"number-format"}
    assert errors(one("NUMBER").check(isi(text), strict=True)) == [("number-format", "isi")]


@pytest.mark.parametrize("text", ["1O2", "dua", "123456789012345678901", "1/2"])
def test_no_number(text: str) -> None:
    """Letters, signs, or more than twenty digits."""
    report = one("NUMBER").check(isi(text))

    assert not report.ok
    assert [p.field for p in report.errors] == ["isi"]


def test_line() -> None:
    """Any words, with no separator and no line break; a run of white space is one space."""
    formats = one("LINE")
    message: Any = formats.parse(isi("Jl.  Pemuda * 12; (RT 02) é ✓"), strict=True)

    assert message.isi == "Jl. Pemuda * 12; (RT 02) é ✓"
    after: Any = formats.parse(isi("Jl. Pemuda 12\nTerima kasih"))
    assert after.isi == "Jl. Pemuda 12"
    assert repairs(formats.check(isi("Jl. Pemuda 12\nTerima kasih"))) == {"text-around"}


def test_text() -> None:
    """To the end of the message, as typed."""
    message: Any = one("TEXT").parse(isi("Satu # dua\n\n  tiga 🙏"), strict=True)

    assert message.isi == "Satu # dua\n\n  tiga 🙏"


def test_any_name_will_do() -> None:
    """A field may have any name; the kind is its terminal."""
    formats = Formats("""
%import fields (NIK, NOMOR_KK, PERSON, DESA, KECAMATAN)
start: uji
uji: "UJI"i "#" a{"A"} "#" b{"B"} "#" c{"C"} "#" d{"D"} "#" e{"E"}
a{words}: NIK | words -> unfilled
b{words}: NOMOR_KK | words -> unfilled
c{words}: PERSON | words -> unfilled
d{words}: DESA | words -> unfilled
e{words}: KECAMATAN | words -> unfilled
""")
    message: Any = formats.parse(f"UJI#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo", strict=True)

    assert (message.a.sex.value, message.a.birth_date()) == ("P", AUGUST)
    assert message.b.issue_date() == datetime.date(2007, 3, 12)
    assert message.village_code == "3308152019"
    report = formats.check(f"UJI#{NIK[:-1]}#{KK}#...#Surodadi#Candimulyo")
    assert errors(report) == [("wrong-length", "a"), ("no-letters", "c")]
    assert Nik("3308154302039016") not in {message.a, message.b}


# --- choices -------------------------------------------------------------------------------------

POLI = """
%import fields (nik)
start: antre
antre: "ANTRE"i "#" poli{"Poli"} "#" nik{"NIK"}
poli{words}: "Umum"i | "Gigi"i | "Ibu dan Anak"i | "Lansia"i | words -> unfilled
"""


def test_choice_is_an_enum() -> None:
    """A StrEnum made from the words, in any case, white space as one space."""
    formats = Formats(POLI)
    message: Any = formats.parse(f"ANTRE#ibu  DAN anak#{NIK}", strict=True)

    assert isinstance(message.poli, enum.StrEnum)
    assert message.poli == "Ibu dan Anak"
    assert [member.value for member in type(message.poli)] == [
        "Umum",
        "Gigi",
        "Ibu dan Anak",
        "Lansia",
    ]
    assert message.text == f"ANTRE#Ibu dan Anak#{NIK}"
    assert f"{message.poli}" == "Ibu dan Anak"
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301


def test_choice_by_hand() -> None:
    """A str will do."""
    record: Any = Formats(POLI).records["antre"]

    assert record(poli="gigi", nik=NIK).poli == "Gigi"
    with pytest.raises(MessageError) as caught:
        record(poli="Jantung", nik=NIK)
    assert [p.code for p in caught.value.problems] == ["unknown-choice"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jantung", [("unknown-choice", "poli")]),
        ("Umum/Gigi", [("several-choices", "poli")]),
        ("Umum atau Gigi", [("several-choices", "poli")]),
        ("", [("empty-field", "poli")]),
        ("Poli", [("template-unfilled", "poli")]),
    ],
)
def test_choice_errors(text: str, expected: list[tuple[str, str]]) -> None:
    """As for the choice of ours."""
    assert errors(Formats(POLI).check(f"ANTRE#{text}#{NIK}")) == expected


@pytest.mark.parametrize("text", ["Lansa", "Lansai", "poli lansia", "Lansia (75 tahun)"])
def test_choice_is_mended(text: str) -> None:
    """A typo in a long word, and words around it."""
    report = Formats(POLI).check(f"ANTRE#{text}#{NIK}")
    message: Any = report.message

    assert message.poli == "Lansia"
    assert repairs(report) <= {"choice-spelling", "label", "text-after"}


def test_alasan_of_the_built_in_format() -> None:
    """`Alasan` for ours."""
    message: Any = Formats(POLI).parse(f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#rusak")

    assert message.alasan is ktpmsg.Alasan.RUSAK


# --- shapes of a format --------------------------------------------------------------------------


def separated(sep: str, lead: str = "") -> Formats:
    """One format with another separator."""
    front = f'"{lead}" ' if lead else ""
    return Formats(
        "%import fields (nik, nama, LINE)\n"
        "start: lapor\n"
        f'lapor: {front}"LAPOR"i "{sep}" nik{{"NIK"}} "{sep}" nama{{"Nama"}} "{sep}" alamat{{"Alamat"}}\n'
        "alamat{words}: LINE | words -> unfilled\n"
    )


@pytest.mark.parametrize("sep", ["#", "*", ";", "|"])
def test_separator(sep: str) -> None:
    """The format's own is the only one: `#` is a sign like another elsewhere."""
    other = "#" if sep != "#" else "|"
    formats = separated(sep)
    text = sep.join(["LAPOR", NIK, "Siti Aminah", f"Jl. Pemuda {other}12"])
    message: Any = formats.parse(text, strict=True)

    assert message.alamat == f"Jl. Pemuda {other}12"
    assert message.text == text
    assert type(message).published == sep.join(["LAPOR", "NIK", "Nama", "Alamat"])
    assert [r.message for r in formats.find(f"Halo\n{text}\n")] == [message]
    with pytest.raises(MessageError):
        type(message)(nik=NIK, nama="Siti Aminah", alamat=f"Jl.{sep}12")


@pytest.mark.parametrize("sep", ["#", "*", ";", "|"])
@pytest.mark.parametrize("led", [False, True])
def test_typos_with_each_separator(sep: str, led: bool) -> None:  # noqa: FBT001 - a parameter
    """They are mended as with a `#`."""
    lead = sep if led else ""
    formats = separated(sep, lead)
    text = lead + sep.join(["LAPOR", NIK, "Siti Aminah", "Jl. Pemuda 12"])
    message = formats.parse(text, strict=True)

    assert formats.parse(text + sep) == message
    assert repairs(formats.check(text + sep)) == {"text-after"}
    spaced = f" {sep} ".join(["LAPOR", NIK, "Siti Aminah", "Jl. Pemuda 12"])
    assert formats.parse(lead + spaced, strict=True) == message
    if led:
        assert repairs(formats.check(text[1:])) == {"keyword-spelling"}
    assert repairs(formats.check(sep + text)) == {"keyword-spelling"}
    other = lead + text[len(lead) :].replace(sep, "#" if sep == ";" else ";")
    assert "wrong-separator" in {c for c, _ in errors(formats.check(other))}


@pytest.mark.parametrize(("sep", "wide"), [("#", "＃"), ("*", "＊"), (";", "；"), ("|", "｜")])
def test_look_alike_of_each_separator(sep: str, wide: str) -> None:
    """What NFKC makes the format's separator."""
    formats = separated(sep)
    text = sep.join(["LAPOR", NIK, "Siti Aminah", "Jl. Pemuda 12"])

    assert formats.parse(text.replace(sep, wide)) == formats.parse(text)
    assert repairs(formats.check(text.replace(sep, wide))) == {"separator-look-alike"}


def test_two_keywords() -> None:
    """The longest sequence wins, also against one of ours, and `find` sees it once."""
    formats = Formats(OFFICE)
    text = f"Cek#KTP#{NIK}"
    report = formats.check(text, strict=True)

    assert report.ok
    assert report.kind is formats.records["cek_ktp"]
    assert [(r.kind, r.ok) for r in formats.find(text)] == [(formats.records["cek_ktp"], True)]
    assert formats.check(f"#KTP#{NIK}").kind is ktpmsg.Ktp
    assert formats.check(f"Cek#{NIK}").kind is None


def test_longer_sequence_of_the_same_file() -> None:
    """A format whose keywords begin with those of another."""
    formats = Formats("""
%import fields (nik)
start: cek | cek_kk
cek: "CEK"i "#" nik{"NIK"}
cek_kk: "CEK"i "#" "KK"i "#" nik{"NIK"}
""")

    assert formats.parse(f"cek#{NIK}", strict=True).text == f"CEK#{NIK}"
    assert formats.parse(f"cek#kk#{NIK}", strict=True).text == f"CEK#KK#{NIK}"


REG = """
%import fields (nik, nomor_kk)
start: reg
reg: "REG"i nik{"NIK"} "#" nomor_kk{"NomorKK"} "#"
"""


@pytest.mark.parametrize("gap", [" ", "   ", "\n", "\t "])
def test_keyword_and_space(gap: str) -> None:
    """White space between the keyword and the first field."""
    message = Formats(REG).parse(f"reg{gap}{NIK}#{KK}#", strict=True)

    assert message.text == f"REG {NIK}#{KK}#"
    assert type(message).published == "REG NIK#NomorKK#"


@pytest.mark.parametrize("text", [f"REG{NIK}#{KK}#", f"REG#{NIK}#{KK}#", f"#REG {NIK}#{KK}#"])
def test_keyword_and_no_space(text: str) -> None:
    """Glued, or with the separator: `keyword-spelling`."""
    formats = Formats(REG)

    assert formats.parse(text) == formats.parse(f"REG {NIK}#{KK}#")
    assert repairs(formats.check(text)) == {"keyword-spelling"}
    assert "keyword-spelling" in {c for c, _ in errors(formats.check(text, strict=True))}


def test_closing_separator() -> None:
    """Missing, it is mended; one too many is `text-after`."""
    formats = Formats(REG)
    text = f"REG {NIK}#{KK}#"

    assert formats.parse(text[:-1]) == formats.parse(text)
    assert repairs(formats.check(text[:-1])) == {"missing-separator"}
    assert errors(formats.check(text[:-1], strict=True))[0][0] == "missing-separator"
    assert formats.parse(text + "#") == formats.parse(text)
    assert repairs(formats.check(text + "#")) == {"text-after"}


def test_no_keyword() -> None:
    """It is read where no keyword begins the text and the values fit."""
    formats = Formats("""
%import fields (nik, nama, nomor_kk)
start: kartu | orang
kartu: nik{"NIK"} "#" nomor_kk{"No KK"}
orang: nik{"NIK"} "#" nama{"Nama"}
""")

    assert formats.check(f"{NIK}#{KK}", strict=True).kind is formats.records["kartu"]
    assert formats.check(f"{NIK}#Siti Aminah", strict=True).kind is formats.records["orang"]
    faulty = formats.check(f"{NIK[:-1]}#{KK}")
    assert faulty.kind is formats.records["kartu"]
    assert errors(faulty) == [("wrong-length", "nik")]
    assert errors(formats.check("selamat siang")) == [("unknown-keyword", None)]
    assert formats.check(f"#KTP#{NIK}").kind is ktpmsg.Ktp
    text = f"Halo\n{NIK}#{KK}\n\ndata {NIK_2}#{KK_2} di tengah\n"
    assert [r.text for r in formats.find(text) if r.ok] == [f"{NIK}#{KK}"]


OPSI = """
%import fields (nik, nama, LINE, PHONE)
start: opsi
opsi: "#" "OPSI"i "#" nik{"NIK"} "#" nama{"Nama"} ["#" telepon{"No HP"} ["#" catatan{"Catatan"}]]
telepon{words}: PHONE | words -> unfilled
catatan{words}: LINE | words -> unfilled
"""


def test_optional_fields() -> None:
    """One inside the other; None where left out."""
    formats = Formats(OPSI)
    none: Any = formats.parse(f"#OPSI#{NIK}#Siti Aminah", strict=True)
    first: Any = formats.parse(f"#OPSI#{NIK}#Siti Aminah#081200009001", strict=True)
    both: Any = formats.parse(f"#OPSI#{NIK}#Siti Aminah#081200009001#pagi", strict=True)

    assert (none.telepon, none.catatan) == (None, None)
    assert (first.telepon, first.catatan) == ("081200009001", None)
    assert (both.telepon, both.catatan) == ("081200009001", "pagi")
    for message in (none, first, both):
        assert formats.parse(message.text, strict=True) == message
        assert type(message)(**attrs.asdict(message)) == message
    assert type(none).published == "#OPSI#NIK#Nama#No HP#Catatan"
    assert type(none)(nik=NIK, nama="Siti Aminah") == none


def test_optional_fields_left_empty() -> None:
    """A separator too many is mended; an empty field before another is an error."""
    formats = Formats(OPSI)
    report = formats.check(f"#OPSI#{NIK}#Siti Aminah#")

    assert report.ok
    assert repairs(report) == {"text-after"}
    assert errors(formats.check(f"#OPSI#{NIK}#Siti Aminah##pagi")) == [("empty-field", "telepon")]
    assert errors(formats.check(f"#OPSI#{NIK}#Siti Aminah#0812")) == [("not-a-phone", "telepon")]


def test_optional_field_without_the_one_before() -> None:
    """No message says so: such a record cannot exist."""
    record: Any = Formats(OPSI).records["opsi"]
    with pytest.raises(MessageError):
        record(nik=NIK, nama="Siti Aminah", catatan="pagi")


def test_rule_without_words() -> None:
    """Its name stands for them."""
    formats = Formats("""
%import fields (nik, NIK)
start: anak
anak: "ANAK"i "#" nik{"NIK"} "#" nik_ibu
nik_ibu: NIK
""")
    message: Any = formats.parse(f"ANAK#{NIK}#{MOTHER}", strict=True)

    assert type(message).published == "ANAK#NIK#nik_ibu"
    assert message.nik_ibu == MOTHER
    assert type(message.nik_ibu) is Nik


IBU = """
%import fields (nik, nomor_kk, NIK)
start: anak
anak: "ANAK"i "#" nik{"NIK"} "#" nik_ibu{"NIK Ibu"} "#" nomor_kk{"No KK"}
nik_ibu{words}: NIK | words -> unfilled
"""


def test_second_nik() -> None:
    """It works like the first."""
    formats = Formats(IBU)
    message: Any = formats.parse(f"ANAK#{NIK}#{MOTHER}#{KK}", strict=True)

    assert message.nik_ibu.birth_date() == datetime.date(2003, 2, 3)
    for wrong, code in (
        (MOTHER[:-1], "wrong-length"),
        ("3308153102039016", "impossible-date"),
        ("33O8154302039016", "not-digits"),
        ("", "empty-field"),
        ("NIK Ibu", "template-unfilled"),
    ):
        assert errors(formats.check(f"ANAK#{NIK}#{wrong}#{KK}")) == [(code, "nik_ibu")]
    mended: Any = formats.parse(f"ANAK#{NIK}#NIK Ibu: 3308 1543 0203 9016#{KK}")
    assert mended == message
    assert "NIK Ibu" in formats.check(f"ANAK#{NIK}#{MOTHER[:-1]}#{KK}").reply("id")


# --- village codes -------------------------------------------------------------------------------


def place(fields: str) -> Formats:
    """A format with a desa, a kecamatan, and these fields before them."""
    return Formats(
        "%import fields (nik, nomor_kk, desa, kecamatan)\n"
        "start: alamat_saya\n"
        f'alamat_saya: "ALAMAT"i "#" {fields} "#" desa{{"Desa"}} "#" kecamatan{{"Kecamatan"}}\n'
    )


def test_village_code() -> None:
    """By the KK number, else by the NIK."""
    by_both = place('nik{"NIK"} "#" nomor_kk{"No KK"}')
    by_nik = place('nik{"NIK"}')

    def code(formats: Formats, numbers: str, desa: str = "Surodadi") -> object:
        message: Any = formats.parse(f"ALAMAT#{numbers}#{desa}#Candimulyo")
        return message.village_code

    assert code(by_both, f"{NIK}#{KK}") == "3308152019"
    assert code(by_both, f"{NIK}#{KK_ELSEWHERE}") is None
    assert code(by_nik, NIK) == "3308152019"
    assert code(by_nik, NIK_2) == "3308152019"
    assert code(by_nik, NIK, "Tanpa Nama") is None


def test_unknown_place_is_a_notice() -> None:
    """Never an error."""
    report = place('nik{"NIK"} "#" nomor_kk{"No KK"}').check(
        f"ALAMAT#{NIK}#{KK}#Tanpa Nama#Candimulyo"
    )

    assert report.ok
    assert {str(p.code) for p in report.notices} == {"unknown-place"}


@pytest.mark.parametrize(
    ("rule", "values", "code", "noticed"),
    [
        ('nik{"NIK"} ["#" desa{"Desa"} ["#" kecamatan{"Kecamatan"}]]', NIK, None, []),
        ('nik{"NIK"} "#" desa{"Desa"} ["#" kecamatan{"Kecamatan"}]', f"{NIK}#Xyz", None, []),
        ('desa{"Desa"} "#" kecamatan{"Kecamatan"} ["#" nik{"NIK"}]', "Xyz#Candimulyo", None, []),
        (
            'nik{"NIK"} "#" desa{"Desa"} "#" kecamatan{"Kecamatan"} ["#" nomor_kk{"No KK"}]',
            f"{NIK}#Surodadi#Candimulyo",
            "3308152019",
            [],
        ),
        (
            'nik{"NIK"} "#" desa{"Desa"} "#" kecamatan{"Kecamatan"} ["#" nomor_kk{"No KK"}]',
            f"{NIK}#Xyz#Candimulyo",
            None,
            ["desa"],
        ),
    ],
)
def test_village_code_where_fields_are_optional(
    rule: str, values: str, code: str | None, noticed: list[str]
) -> None:
    """Without a place, or a number that says where, no code and no notice; one number is enough.

    The facts of a notice are no public name, but a debugger shows them: no name stands there.
    """
    formats = Formats(
        f'%import fields (nik, nomor_kk, desa, kecamatan)\nstart: alamat\nalamat: "ALAMAT"i "#" {rule}\n'
    )
    report = formats.check(f"ALAMAT#{values}", strict=True)

    assert report.message is not None
    assert report.message.village_code == code
    assert [problem.field for problem in report.notices] == noticed
    assert "Candimulyo" not in repr([problem._facts for problem in report.notices])


# --- keywords ------------------------------------------------------------------------------------

PAIR = """
%import fields (nik)
start: usulan | usulin
usulan: "USULAN"i "#" nik{"NIK"}
usulin: "USULIN"i "#" nik{"NIK"}
"""


def test_misspelled_so_that_two_fit() -> None:
    """Then it is none; an exact one wins, and so does one that only one fits."""
    formats = Formats(PAIR)

    assert errors(formats.check(f"USULON#{NIK}")) == [("unknown-keyword", None)]
    assert list(formats.find(f"USULON#{NIK}")) == []
    assert formats.check(f"USULAN#{NIK}", strict=True).kind is formats.records["usulan"]
    assert formats.check(f"USULIN#{NIK}", strict=True).kind is formats.records["usulin"]
    assert formats.check(f"USSULIN#{NIK}").kind is formats.records["usulin"]
    assert repairs(formats.check(f"USSULIN#{NIK}")) == {"keyword-spelling"}


@pytest.mark.parametrize("typo", ["PNDAH", "PINDA", "PIDNAH", "PINDSH", "PINDAHH", "PIN DAH"])
def test_long_keyword_is_mended(typo: str) -> None:
    """One typo in a keyword of six letters or more."""
    report = Formats(OFFICE).check(PINDAH.replace("PINDAH", typo))

    assert report.ok
    assert repairs(report) == {"keyword-spelling"}


@pytest.mark.parametrize("typo", ["CK", "CEKK", "CK#KTP", "KTB"])
def test_short_keyword_is_not_mended(typo: str) -> None:
    """Five letters and less are taken as they are."""
    report = Formats(OFFICE, builtin=False).check(f"{typo}#{NIK}")

    assert errors(report) == [("unknown-keyword", None)]


# --- more than one message -----------------------------------------------------------------------


def test_messages_of_all_formats_are_found() -> None:
    """In one text, in order, ours and the office's."""
    formats = Formats(OFFICE)
    ktp = f"#KTP#{NIK}#{KK}#Siti Aminah#Surodadi#Candimulyo#Hilang"
    texts = [PINDAH, ktp, f"CEK#KTP#{NIK_2}"]
    chat = "".join(f"[16.20, 24/9/2026] Siti: {text}\n" for text in texts)

    assert [r.text for r in formats.find(chat)] == texts
    assert [r.text for r in formats.find(chat.splitlines(keepends=True))] == texts
    assert [r.line for r in formats.find(chat)] == [1, 2, 3]


def test_a_message_ends_where_another_begins() -> None:
    """Also inside free text of ours, where keyword and separator begin a line and all values fit."""
    formats = Formats("""
%import fields (LINE)
start: lapor
lapor: "LAPOR"i "#" isi{"Isi"}
isi{words}: LINE | words -> unfilled
""")
    ours = f"#SINKRONISASI#{NIK}#{KK}#BPJS"
    text = f"{ours}\nlapor#jalan rusak"

    assert [r.text for r in formats.find(text)] == [ours, "lapor#jalan rusak"]
    assert ("several-messages", None) in errors(formats.check(text))
    # Elsewhere on a line, it is text.
    assert len(list(formats.find(f"{ours} mohon lapor#jalan rusak"))) == 1


def test_find_is_lazy() -> None:
    """What was found before the source fails comes first."""

    def lines() -> typing.Iterator[str]:
        yield PINDAH + "\n"
        yield "\n"
        raise OSError("gone")

    found = Formats(OFFICE).find(lines())
    assert next(found).text == PINDAH
    with pytest.raises(OSError, match="gone"):
        next(found)


# --- examples in comments ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "example",
    [
        "Cek#KTP#330815550895900",
        "CEK#KTP#",
        f"#PINDAH#{NIK}#{KK}#Siti Aminah#Jl. Pemuda 12, Sleman#0812",
        f"#PINDAH#{NIK}#{KK}",
        "#PINDAH#NIK#No KK#Nama#Alamat Baru#No HP",
    ],
)
def test_faulty_example_in_a_comment(example: str) -> None:
    """An example that does not read refuses to load, with its line."""
    with pytest.raises(GrammarError, match=r"\b3\b"):
        Formats("\n" + "\n".join(["// Formats of an office.", f"// {example}"]) + OFFICE)


def test_the_example_of_a_reply_is_no_example_in_a_comment() -> None:
    """Where no number tells, it is known by its whole text, and such a message is nobody's."""
    grammar = (
        "%import fields (nama, LINE)\nstart: lapor\n"
        'lapor: "LAPOR"i "#" nama{"Nama"} "#" alamat{"Alamat"}\n'
        "alamat{words}: LINE | words -> unfilled\n"
    )
    shown = re.search(r"LAPOR#.+", Formats(grammar).check("LAPOR#Siti").reply("id"))
    assert shown is not None
    assert errors(Formats(grammar).check(shown[0].strip("* "))) == [("template-unfilled", None)]
    with pytest.raises(GrammarError, match="line 1: this example"):
        Formats(f"// {shown[0].strip('* ')}\n{grammar}")


@pytest.mark.parametrize(
    "comment",
    [
        "PINDAH is a request to move.",
        "Cek: what a NIK is",
        "The keyword CEK#KTP#… in a sentence",
        "PINDAHAN#x",
        "# a list",
        "=====",
        "",
    ],
)
def test_other_comments(comment: str) -> None:
    """Are no examples."""
    assert "pindah" in Formats(f"// {comment}\n" + OFFICE).records


@pytest.mark.parametrize("comment", ["REG is short for registration", "REG (see below)"])
def test_comment_that_begins_with_a_keyword_and_a_space(comment: str) -> None:
    """Where a space follows the keyword, an example also has the fields' separator."""
    assert "reg" in Formats(f"// {comment}\n" + REG).records
    with pytest.raises(GrammarError):
        Formats(f"// REG 123#{KK}#\n" + REG)


def test_same_grammar_loaded_twice() -> None:
    """Both read, notices included, whichever was loaded last."""
    first, second = Formats(OFFICE), Formats(OFFICE)
    text = f"CEK#KTP#330899{NIK[6:]}"

    assert first.records["cek_ktp"] is second.records["cek_ktp"]
    for formats in (first, second):
        report = formats.check(text)
        assert report.ok
        assert [problem.code.value for problem in report.notices] == ["unknown-region"]


# --- the terminal --------------------------------------------------------------------------------


def test_terminal_reads_with_the_formats_of_a_file(tmp_path: pathlib.Path) -> None:
    """`--formats FILE`."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE, encoding="utf-8")
    good = terminal("check", "--formats", str(path), PINDAH)
    faulty = terminal("check", "--formats", str(path), PINDAH.replace("081200009001", "0812"))

    assert (good.status, good.err) == (0, "")
    assert faulty.status == 1
    assert "not-a-phone" in faulty.out
    assert terminal("check", PINDAH).status == 1


def test_terminal_shows_the_formats_of_a_file(tmp_path: pathlib.Path) -> None:
    """`ktpmsg formats FILE`: each as published, with its fields and their kinds."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE, encoding="utf-8")
    done = terminal("formats", str(path))

    assert (done.status, done.err) == (0, "")
    for words in ("#PINDAH#NIK#No KK#Nama#Alamat Baru#No HP", "CEK#KTP#NIK", "telepon", "PHONE"):
        assert words in done.out
    assert "#SINKRONISASI#NIK#Nomor KK#Keperluan" in terminal("formats").out


def test_terminal_says_what_is_wrong_with_a_grammar(tmp_path: pathlib.Path) -> None:
    """File and line, and no traceback."""
    path = tmp_path / "kantor.lark"
    path.write_text(OFFICE.replace("LINE  |", "LAIN  |"), encoding="utf-8")

    for arguments in (["formats", str(path)], ["check", "--formats", str(path), PINDAH]):
        done = terminal(*arguments)
        assert done.status == 2
        assert "kantor.lark" in done.err
        assert "LAIN" in done.err
        assert "Traceback" not in done.err


def test_formats_pickle(tmp_path: pathlib.Path) -> None:
    """Where they are loaded, they are the same; elsewhere the grammar is read again."""
    office = Formats(OFFICE)
    assert pickle.loads(pickle.dumps(office)) is office  # noqa: S301
    alone = Formats('%import fields (nik)\nstart: cek\ncek: "CEK"i "#" nik{"NIK"}\n', builtin=False)
    (tmp_path / "formats").write_bytes(pickle.dumps((office, alone, ktpmsg.Ktp)))
    script = (
        "import pickle, ktpmsg\n"
        "office, alone, _ = pickle.load(open('formats', 'rb'))\n"
        "print(*office.records, *alone.records)\n"
    )
    done = subprocess.run(  # noqa: PLW1510 - what it printed is told
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.split() == [*office.records, "cek"], done.stderr


def test_the_built_in_formats_pickle() -> None:
    """As what they are: nobody has them twice."""
    home = ktpmsg.Ktp._home
    assert pickle.loads(pickle.dumps(home)) is home  # noqa: S301
