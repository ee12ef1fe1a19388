"""Formats that other public bodies print: a grammar of each, and messages as citizens type them.

`formats/<name>.lark` is the grammar as an office would write it, `formats/<name>.jsonl` has a
message a line:

- `text`, and its verdicts `lenient` and `strict`: "ok", "error", or "any" where either is defensible;
- `kind`: the rule that it is a message of (null where nothing is said about that);
- `fields`: the canonical values where the verdict is "ok" (a date as it is written, null for an
  optional field that is left out);
- `codes`: the errors of lenient reading, exactly, as `[code, field]`; or `codes_any`: codes that
  must be among them;
- `repairs`: codes that must be among what lenient reading mended;
- `find`: how many good messages `find` yields; where absent, as many as `check` says; null where
  nothing is said about that.
"""

from __future__ import annotations

import datetime
import functools
import json
import pathlib
import pickle
import re
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = pathlib.Path(__file__).parent / "formats"

# As published, with the keyword as the office prints it.
PUBLISHED = {
    "aduan-kec": "ADUAN kecamatan#NIK#nama#isi_aduan",
    "bawaslu-daf": "DAF#nama#umur#alamat#kabupaten/kota#",
    "daftar-kaba": "DAFTAR#(16 digit NIK)#(16 digit nomor KK)",
    "ditjen-cek": "Cek#KTP#NIK",
    "halo-dm": "#NIK#Nama_Lengkap#Nomor_Kartu_Keluarga#Nomor_Telp#Keluhan",
    "halo-wa-spaced": "#NIK#Nama_Lengkap#Nomor_Kartu_Keluarga#Nomor_Telp#Keluhan",
    "imigrasi-batam": "NAMA#TGL.LAHIR#ALAMAT",
    "imigrasi-bogor": "#NAMA#TGLLahir#TglKedatangan",
    "klinik-daftar": "Nama#NIK#Tanggal Lahir (YYYY-MM-DD)",
    "kpu-gateway-daftar": "DAFTAR#NIK#NAMA LENGKAP#ALAMAT#DESA/KELURAHAN",
    "lapor-isp": "#LAPOR#ID#NAMA#ALAMAT#KENDALA#NO TELEPON",
    "lapor-jalan": "LAPOR#KATEGORI#LOKASI#DESKRIPSI",
    "pa-akta": "akta#nomor perkara",
    "phonebook": "REG#NAMAGROUP#NAMA#ALAMAT#TGLLHR",
    "puskesmas-hari": "#daftar#hari#poli#no rekam medis#nama",
    "reg-indosat": "NIK#NomorKK#",
    "reg-telkomsel": "Reg NIK#NomorKK#",
    "reg-xl": "Daftar#NIK#NomorKK",
    "rs-poli": "DAFTAR#NIK#NAMA_PASIEN#POLI_TUJUAN#JENIS_PASIEN(BPJS/UMUM)#TANGGAL",
    "saksi-reg": "REG#Nama#Kode wilayah#No TPS",
    "tanatidung-ktp": "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/Hilang/Rusak/Ubah Data",
    "ulang-telkomsel": "ULANG NIK#NomorKK#",
    "ulang-tri": "ULANG#NIK#NomorKK#",
    "unreg-xl": "UNREG#nomor telepon#",
}

# Its keyword is one of ours.
CLASHES = {"tanatidung-ktp"}
# They begin with a field.
KEYWORDLESS = {
    "halo-dm",
    "halo-wa-spaced",
    "imigrasi-batam",
    "imigrasi-bogor",
    "klinik-daftar",
    "reg-indosat",
}


class Row(NamedTuple):
    """A message, and what is expected of it."""

    name: str
    text: str
    lenient: str
    strict: str
    kind: str | None
    fields: dict[str, str | None] | None
    codes: list[list[str | None]] | None
    codes_any: list[str]
    repairs: list[str]
    find: int | str | None
    about: str

    def __str__(self) -> str:
        """What a case is called."""
        return f"{self.name}: {self.about}"


def rows() -> Iterable[Row]:
    """All messages, format by format."""
    for name in PUBLISHED:
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            yield Row(
                name,
                row["text"],
                row["lenient"],
                row["strict"],
                row["kind"],
                row.get("fields"),
                row.get("codes"),
                row.get("codes_any", []),
                row.get("repairs", []),
                row.get("find", "as check"),
                row["about"],
            )


ROWS = list(rows())
GOOD = [row for row in ROWS if row.lenient == "ok"]


@functools.cache
def formats(name: str) -> ktpmsg.Formats:
    """The formats of a grammar in `formats/`."""
    return ktpmsg.Formats.load(FOLDER / f"{name}.lark", builtin=name not in CLASHES)


Judge = Callable[[Row, datetime.date], None]


def every(some: list[Row]) -> Callable[[Judge], Callable[[str, datetime.date], None]]:
    """A case for each format: all of its rows among these, which are told where one is wrong."""

    def decorated(judge: Judge) -> Callable[[str, datetime.date], None]:
        @pytest.mark.parametrize("name", sorted({row.name for row in some}))
        def test(name: str, today: datetime.date) -> None:
            for row in some:
                if row.name == name:
                    try:
                        judge(row, today)
                    except AssertionError as error:
                        message = f"{row}: {error}"
                        raise AssertionError(message) from error

        test.__doc__ = judge.__doc__
        return test

    return decorated


def verdict(report: ktpmsg.Report) -> str:
    """The verdict in the words of the rows."""
    return "ok" if report.ok else "error"


def plain(value: object) -> str | None:
    """A value as the rows have it."""
    if value is None:
        return None
    if isinstance(value, (ktpmsg.Nik, ktpmsg.NomorKK)):
        return value.digits
    return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else str(value)


def values(message: Any) -> dict[str, str | None]:
    """The values of a record as the rows have them."""
    return {f.name: plain(getattr(message, f.name)) for f in attrs.fields(type(message))}


# Nobody's choice and no official place: names, as the rows have them.
NAMES = re.compile(r"siti +aminah|bagas wirayudha|laras hapsaridewi|nur’aini", re.IGNORECASE)
CHOICES = {"alasan", "kategori", "hari", "poli", "poli_tujuan", "jenis_pasien"}


def nobody_in(shown: str, row: Row) -> None:
    """What is shown gives out no name, no address and no text."""
    assert NAMES.search(shown) is None
    for field, value in (row.fields or {}).items():
        # Short values could stand in any sentence; a drawing shows official places.
        if value is not None and field not in {*CHOICES, "desa", "kecamatan"} and len(value) > 6:
            assert value not in shown


def masked(shown: str, row: Row) -> None:
    """A display gives nobody away, and of a number at most six digits."""
    nobody_in(shown, row)
    assert re.search(r"[0-9]{7}", shown) is None


def test_all_are_there() -> None:
    """Each format has a grammar and messages, and no two cases have the same name."""
    assert {path.stem for path in FOLDER.glob("*.lark")} == set(PUBLISHED)
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(PUBLISHED)
    assert len(ROWS) == len({(row.name, row.text) for row in ROWS})


@pytest.mark.parametrize("name", PUBLISHED)
def test_published(name: str) -> None:
    """A record class says how its format is published; the built-in formats are there, too."""
    loaded = formats(name)
    own = [kind for rule, kind in loaded.records.items() if rule in own_rules(name)]

    assert [kind.published for kind in own] == [PUBLISHED[name]]
    assert ("sinkronisasi" in loaded.records) == (name not in CLASHES)


def own_rules(name: str) -> set[str]:
    """The rules that the messages of a grammar belong to, ours not among them."""
    return {row.kind for row in ROWS if row.name == name and row.kind} - {"ktp"}


@every(ROWS)
def test_verdict(row: Row, today: datetime.date) -> None:
    """Strict reading takes a text as published, lenient mends where that is honest."""
    lenient = formats(row.name).check(row.text, today=today)
    strict = formats(row.name).check(row.text, strict=True, today=today)

    assert row.lenient in {verdict(lenient), "any"}
    assert row.strict in {verdict(strict), "any"}
    if row.strict == "ok":
        assert lenient.repairs == strict.repairs == ()
    elif row.lenient == "ok":
        assert lenient.repairs


@every([row for row in ROWS if row.kind is not None])
def test_kind(row: Row, today: datetime.date) -> None:
    """The record class is recognised, also where there are errors."""
    loaded = formats(row.name)

    assert loaded.check(row.text, today=today).kind is loaded.records[str(row.kind)]


@every([row for row in ROWS if row.lenient == "error"])
def test_errors(row: Row, today: datetime.date) -> None:
    """Each mistake has its code and its field, and there is no other; `parse` raises the same."""
    report = formats(row.name).check(row.text, today=today)
    found = sorted(([str(p.code), p.field] for p in report.errors), key=str)

    if row.codes is not None:
        assert found == sorted(row.codes, key=str)
    assert {code for code, _ in found} >= set(row.codes_any)
    with pytest.raises(ktpmsg.MessageError) as caught:
        formats(row.name).parse(row.text, today=today)
    assert caught.value.report == report


@every(GOOD)
def test_fields(row: Row, today: datetime.date) -> None:
    """The values are the canonical ones, `parse` agrees, and what was mended has its code."""
    report = formats(row.name).check(row.text, today=today)

    assert values(report.message) == row.fields
    assert {str(p.code) for p in report.repairs} >= set(row.repairs)
    assert formats(row.name).parse(row.text, today=today) == report.message
    if row.strict == "ok":
        assert formats(row.name).parse(row.text, strict=True, today=today) == report.message


@every(GOOD)
def test_round_trip(row: Row, today: datetime.date) -> None:
    """What a record is written as is strictly right, and is that record."""
    loaded = formats(row.name)
    message = loaded.parse(row.text, today=today)

    assert loaded.parse(message.text, strict=True, today=today) == message
    values: Any = message
    assert type(message)(**attrs.asdict(values)) == message
    assert pickle.loads(pickle.dumps(message)) == message  # noqa: S301 - our own


@every([row for row in ROWS if row.find is not None])
def test_found(row: Row, today: datetime.date) -> None:
    """`find` yields each message, and a good one as the same record."""
    loaded = formats(row.name)
    found = [report for report in loaded.find(row.text, today=today) if report.ok]

    if row.find == "as check":
        if row.lenient == "ok":
            assert [report.message for report in found] == [loaded.parse(row.text, today=today)]
    else:
        assert len(found) == row.find
    for report in found:
        assert row.text[slice(*report.span)] == report.text
    lines = [
        r.message for r in loaded.find(row.text.splitlines(keepends=True), today=today) if r.ok
    ]
    assert lines == [report.message for report in found]


@every(ROWS)
def test_displays_are_masked(row: Row, today: datetime.date) -> None:
    """What shows of a report and its record gives nobody away."""
    report = formats(row.name).check(row.text, today=today)

    for shown in (repr(report), str(report), report.draw(lang="id"), json.dumps(report.to_dict())):
        masked(shown, row)
    if report.message is not None:
        masked(repr(report.message), row)
        masked(str(report.message), row)
    for problem in report.problems:
        masked(repr(problem) + problem.describe() + problem.describe("id"), row)


@every(GOOD)
def test_revealed(row: Row, today: datetime.date) -> None:
    """`to_dict(reveal=True)` gives out the values, ready for JSON."""
    report = formats(row.name).check(row.text, today=today)
    told = json.dumps(report.to_dict(reveal=True), ensure_ascii=False)

    for value in (row.fields or {}).values():
        # A date may be written in another way there, and quotes and line breaks are escaped.
        if value is not None and not re.fullmatch(r"\d\d-\d\d-\d{4}", value):
            assert json.dumps(value, ensure_ascii=False)[1:-1] in told


@every([row for row in ROWS if row.lenient == "error" and row.kind is not None])
def test_reply(row: Row, today: datetime.date) -> None:
    """A reply to a faulty message ends with the right format and an example that is right."""
    loaded = formats(row.name)
    report = loaded.check(row.text, today=today)
    published = loaded.records[str(row.kind)].published
    keyword = published.split("#")[0] or published.split("#")[1]

    assert keyword in report.reply("id")
    assert keyword in report.reply("en")
    assert len(report.reply("id", short=True)) <= 306
    # Its example has reserved numbers in full.
    nobody_in(report.reply("id"), row)


@pytest.mark.parametrize("name", PUBLISHED)
def test_reply_to_the_template(name: str, today: datetime.date) -> None:
    """The office's own words stand in the reply."""
    words = PUBLISHED[name].removeprefix("#").removesuffix("#").split("#")[-1]
    row = next(
        row for row in ROWS if row.name == name and row.about == "the template, as published"
    )
    report = formats(name).check(row.text, today=today)

    # A choice may be told in other words: which of them to choose.
    if report.kind is not None and name != "tanatidung-ktp":
        assert words in report.reply("id")


@pytest.mark.parametrize("name", PUBLISHED)
def test_found_in_a_chat(name: str, today: datetime.date) -> None:
    """Of many messages in one text, each is found."""
    good = [row for row in GOOD if row.name == name and row.strict == "ok" and row.find is not None]
    texts = [row.text for row in good if "free text" not in row.about]
    header = "" if name in KEYWORDLESS else "[16.20, 24/9/2026] Siti: "
    chat = "".join(f"{header}{text}\n" for text in texts)
    found = [r.message for r in formats(name).find(chat, today=today) if r.ok]

    assert found == [formats(name).parse(text, today=today) for text in texts]


# --- examples/formats ----------------------------------------------------------------------------

EXAMPLE = pathlib.Path(__file__).parent.parent / "examples" / "formats"


def test_example_file(today: datetime.date) -> None:
    """The file of the invented clinic reads its own sample: four good messages, and a faulty one."""
    loaded = ktpmsg.Formats.load(EXAMPLE / "puskesmas.lark")
    with (EXAMPLE / "messages.txt").open(encoding="utf-8", newline="") as chat:
        found = list(loaded.find(chat, today=today))

    assert [(r.line, r.kind and r.kind.__name__, r.ok) for r in found] == [
        (1, "Periksa", True),
        (3, "Periksa", True),
        (4, "Periksa", False),
        (5, "Batal", True),
        (6, "Saran", True),
    ]
    assert [(str(p.code), p.field) for p in found[2].errors] == [
        ("wrong-length", "nik"),
        ("unknown-choice", "poli"),
        ("not-a-date", "tanggal"),
    ]
    assert values(found[1].message) == {
        "nik": "3308011705749337",
        "nama": "Bagas Wirayudha",
        "poli": "Umum",
        "tanggal": "08-12-2026",
        "no_hp": "081200009001",
    }


def blocks(language: str) -> list[str]:
    """The code in the document about that example."""
    text = (EXAMPLE.parents[1] / "docs" / "own-format.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_example_grammar_in_the_document() -> None:
    """It loads, and reads the message that is tried with it."""
    (grammar,) = blocks("lark")
    loaded = ktpmsg.Formats(grammar)
    text = "#PERIKSA#3308155508959001#Siti Aminah#Gigi#7 Desember 2026"

    assert loaded.records["periksa"].published == "#PERIKSA#NIK#Nama#Poli#Tanggal"
    assert loaded.parse(text).text == "#PERIKSA#3308155508959001#Siti Aminah#Gigi#07-12-2026"


def test_example_code_in_the_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The two programs run as they stand."""
    monkeypatch.chdir(EXAMPLE)
    # A module of that name, so that the class's annotations can be looked up.
    module = types.ModuleType("documented")
    monkeypatch.setitem(sys.modules, "documented", module)
    for code in blocks("python"):
        exec(code, vars(module))  # noqa: S102 - the README is ours

    shown = capsys.readouterr().out
    assert "Gigi 2026-12-07" in shown
    assert "4 Periksa faulty" in shown
    assert "Gigi 0\n" in shown
    assert "Siti" not in shown
