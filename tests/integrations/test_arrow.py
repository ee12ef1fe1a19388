"""Columns: `ktpmsg.arrow`, by itself and in engines."""

from __future__ import annotations

import datetime
import hmac
import pathlib
import pickle
import subprocess
import sys
from importlib import metadata
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra: integrations")

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

import ktpmsg
from integrations.samples import BUDI, KK, KTP, MASK, NIK, SECRETS, SITI
from ktpmsg import Code, Formats, Region, arrow

pytestmark = pytest.mark.integration

TODAY = datetime.date(2026, 11, 23)
FAULTY = KTP.replace(NIK, NIK[:-2])
ASKED = f"DISDUKCAPIL#Budi#{BUDI}#kapan jadi"
SYNCED = f"Selamat pagi\n#SINKRONISASI#{NIK}#{KK}#BPJS"
TEXTS = [KTP, None, FAULTY, ASKED, "apa kabar", SYNCED, ""]
PERSONAL = ("nik", "nomor_kk", "nama", "desa", "kecamatan", "keperluan", "isi_sms")
OFFICE = """
%import fields (nik, DATE, LINE, PHONE)
start: lahir | lapor
lahir: "LAHIR"i "#" nik{"NIK Ibu"} "#" tanggal{"Tanggal"} "#" kind{"Catatan"}
lapor: "LAPOR"i "#" telepon{"Telepon"} ["#" tanggal{"Kapan"}]
tanggal{words}: DATE | words -> unfilled
kind{words}: LINE | words -> unfilled
telepon{words}: PHONE | words -> unfilled
"""
DATED = """
%import fields (DATE)
start: satu
satu: "SATU"i "#" nama{"Kapan"}
nama{words}: DATE | words -> unfilled
"""


def rows(texts: Any = TEXTS, **options: Any) -> list[Any]:
    found: list[Any] = arrow.check(texts, today=TODAY, **options).to_pylist()
    return found


# --- what a row holds --------------------------------------------------------------------------


def test_a_row_for_each_text_as_check_reports_it() -> None:
    made = arrow.check(TEXTS, today=TODAY, reveal=(*PERSONAL, "text"))
    made.validate(full=True)
    assert made.type == pa.struct(list(arrow.schema(reveal=(*PERSONAL, "text"))))
    for text, row in zip(TEXTS, made.to_pylist(), strict=True):
        if text is None:
            assert row is None
            continue
        report = ktpmsg.check(text, today=TODAY)
        told = report.to_dict(reveal=True)
        assert row["ok"] == report.ok
        assert row["kind"] == told["kind"]
        assert row["codes"] == [problem.code for problem in report.problems]
        assert [
            (p["code"], p["field"], [p["start"], p["end"]], p["severity"]) for p in row["problems"]
        ] == [(p["code"], p["field"], p["span"], p["severity"]) for p in told["problems"]]
        message = told["message"] or {}
        assert {name: row[name] for name in (*PERSONAL, "alasan")} == {
            name: message.get(name) for name in (*PERSONAL, "alasan")
        }
        assert row["text"] == text


def test_masked_unless_asked_for() -> None:
    made = rows()
    assert not any(
        secret in repr(made) for secret in (*SECRETS, "Siti", "Budi", "Surodadi", "BPJS")
    )
    assert made[0]["nik"] == MASK
    assert [made[0][name] for name in ("nama", "desa", "kecamatan")] == [None] * 3
    assert made[0]["alasan"] == "Hilang"
    assert made[3]["nik_region"] == "330815"
    assert made[3]["kk_region"] is made[3]["kk_region_status"] is None
    shown = rows(reveal=("nik", "nama"))[0]
    assert (shown["nik"], shown["nama"], shown["nomor_kk"]) == (NIK, "Siti Aminah", MASK)


def test_regions() -> None:
    regions = {"330815": "current", "330899": "inferred", "339915": None, "110601": "current"}
    assert Region.of("339915") is None
    texts = [ASKED.replace(BUDI[:6], region) for region in regions]
    assert {r["nik_region"]: r["nik_region_status"] for r in rows(texts)} == {
        code: getattr(Region.of(code), "status", None) for code in regions
    }


def test_what_is_there_when_asked_for_by_name() -> None:
    names = ("village_code", "nik_birth_date", "nik_sex", "kk_issue_date", "text")
    assert not set(names) & set(arrow.SCHEMA.names)
    row = rows(reveal=names)[0]
    assert {name: row[name] for name in names} == {
        "village_code": "3308152019",
        "nik_birth_date": datetime.date(1995, 8, 15),
        "nik_sex": "P",
        "kk_issue_date": datetime.date(2007, 3, 12),
        "text": KTP,
    }
    asked = rows(reveal=names)[3]
    assert (asked["village_code"], asked["kk_issue_date"], asked["nik_sex"]) == (None, None, "L")


def test_keys_join_people_and_reveal_nobody() -> None:
    made = rows([KTP, ASKED, SYNCED, FAULTY], key=b"secret")
    assert made[0]["nik_key"] == hmac.new(b"secret", NIK.encode(), "sha256").hexdigest()
    assert made[0]["nik_key"] == made[2]["nik_key"] != made[1]["nik_key"]
    assert made[1]["kk_key"] is made[3]["nik_key"] is None
    assert made[0]["kk_key"] != rows([KTP], key=b"another")[0]["kk_key"]
    assert arrow.check([KTP], key=b"k").type == pa.struct(list(arrow.schema(key=True)))


def test_strict_and_today() -> None:
    assert [row["ok"] for row in rows([SYNCED], strict=True)] == [False]
    born = "#KTP#3308152011109001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Pemula"
    early, late = datetime.date(2026, 11, 19), datetime.date(2026, 11, 20)
    assert [arrow.check([born], today=day).to_pylist()[0]["codes"] for day in (early, late)] == [
        ["under-age"],
        [],
    ]


def test_the_schema_says_what_made_it() -> None:
    assert arrow.schema() == arrow.SCHEMA
    assert arrow.SCHEMA.metadata[b"ktpmsg.decree"] == Region.decree.encode()
    assert arrow.SCHEMA.metadata[b"ktpmsg.schema"] == b"1"
    assert b"ktpmsg" in arrow.SCHEMA.metadata


def test_the_version_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", lost)
    assert arrow.schema().metadata[b"ktpmsg"] == b"unknown"


def test_no_other_name_is_made_up() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'SCHEMAS'"):
        arrow.SCHEMAS  # type: ignore[attr-defined]  # noqa: B018


def test_codes_in_both_languages() -> None:
    table = arrow.codes()
    assert table.column_names == ["code", "id", "en"]
    assert set(table["code"].to_pylist()) == set(Code)
    assert table["id"].null_count == table["en"].null_count == 0


# --- an office's own formats -------------------------------------------------------------------


def test_an_office_s_formats() -> None:
    formats = Formats(OFFICE, builtin=False)
    assert arrow.schema(formats=formats).names[4:-4] == ["nik", "tanggal", "kind_field", "telepon"]
    assert arrow.schema(formats=formats).field("tanggal").type == pa.date32()
    texts = [f"LAHIR#{NIK}#17-08-1990#sehat", "LAPOR#081200000001"]
    masked = rows(texts, formats=formats)
    assert [(r["kind"], r["nik"], r["tanggal"], r["telepon"]) for r in masked] == [
        ("lahir", MASK, None, None),
        ("lapor", None, None, None),
    ]
    shown = rows(texts, formats=formats, reveal=("tanggal", "kind_field", "telepon", "text"))
    assert shown[0]["tanggal"] == datetime.date(1990, 8, 17)
    assert (shown[0]["kind_field"], shown[0]["text"]) == ("sehat", texts[0])
    assert shown[1]["telepon"] == formats.parse(texts[1]).telepon  # type: ignore[attr-defined]


def test_one_name_for_two_kinds_is_a_string() -> None:
    alone, both = Formats(DATED, builtin=False), Formats(DATED)
    assert arrow.schema(formats=alone).field("nama").type == pa.date32()
    assert arrow.schema(formats=both).field("nama").type == pa.string()
    dated = "SATU#18-08-1990"
    named = rows([dated, KTP], formats=both, reveal=("nama",))
    assert [row["nama"] for row in named] == [both.parse(dated).text[5:], "Siti Aminah"]
    assert [row["nama"] for row in rows([dated, KTP], formats=both)] == [None, None]


# --- what texts come in ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "column",
    [
        pa.array(TEXTS),
        pa.array(TEXTS, pa.large_string()),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS, pa.binary()),
        pa.array(TEXTS).dictionary_encode(),
        pa.chunked_array([TEXTS[:2], TEXTS[2:]]),
        pa.table({"text": TEXTS}),
        pl.Series(TEXTS),
        pl.Series(TEXTS, dtype=pl.Categorical),
        pl.DataFrame({"text": TEXTS}),
        pd.Series(TEXTS, dtype=object),
        pd.Series(TEXTS, dtype="string"),
        pd.Series(TEXTS, dtype="str"),
        pd.Series(TEXTS, dtype="category"),
        pd.DataFrame({"text": TEXTS}),
        duckdb.sql("SELECT unnest(?) AS text", params=[TEXTS]),
        tuple(TEXTS),
        iter(TEXTS),
    ],
    ids=lambda column: f"{type(column).__module__.split('.')[0]}-{type(column).__name__}",
)
def test_all_that_texts_come_in(column: Any) -> None:
    assert rows(column) == rows(TEXTS)


def test_an_array_of_another_library() -> None:
    class Foreign:
        def __arrow_c_array__(self, wanted: object = None) -> Any:
            return pa.array(TEXTS).__arrow_c_array__(wanted)

    assert rows(Foreign()) == rows(TEXTS)


def test_missing_values_are_null() -> None:
    assert rows([None, float("nan"), pd.NA]) == [None] * 3
    assert rows(pa.nulls(2)) == [None, None]
    assert rows([]) == rows(pa.array([], pa.string())) == []


def test_bytes_that_are_no_utf_8() -> None:
    broken = b"#KTP\xff" + KTP[4:].encode()
    as_text = pa.Array.from_buffers(pa.string(), 1, pa.array([broken]).buffers())
    for column in (as_text, pa.array([broken]), pa.array([broken], pa.large_binary())):
        (row,) = rows(column, reveal=("text",))
        assert row["text"] == broken.decode("utf-8", "replace")


def test_half_a_surrogate() -> None:
    text = KTP.replace("Siti", "Si\ud83dti")
    for texts in ([text, None], pd.Series([text, None], dtype=object)):
        (row, other) = rows(texts, reveal=("text",))
        assert row["text"] == text.replace("\ud83d", "\ufffd")
        assert other is None
    (batch,) = arrow.find_batches(KTP, source_id="a\udc80b")
    assert batch["source"].to_pylist() == ["a\ufffdb"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (KTP, "the texts are many: for one text there is ktpmsg.check"),
        (KTP.encode(), "the texts are many: for one text there is ktpmsg.check"),
        (5, "the texts are a column, or an iterable of str, not int"),
        ([KTP, 5], "row 1 is int, not a str"),
        ({"text": KTP}, "the texts are a column, or an iterable of str, not dict"),
        (pd.Series([KTP, 5], dtype=object), "row 1 is int, not a str"),
        (pd.Series([5, KTP], dtype=object), "row 0 is int, not a str"),
        (pd.DataFrame({"text": [KTP, 5]}), "the texts are a column that holds more than strings"),
        (pa.array([1]), "the texts are int64, not strings"),
        (pa.chunked_array([[1.5]]), "the texts are double, not strings"),
        (pa.array([1]).dictionary_encode(), "the texts are int64, not strings"),
        (pa.table({"a": [KTP], "b": [KTP]}), "one column of texts is wanted, not 2"),
    ],
)
def test_what_holds_no_texts(texts: Any, told: str) -> None:
    with pytest.raises(TypeError) as caught:
        arrow.check(texts)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("options", "kind", "told"),
    [
        (
            {"reveal": ("nik", "umur")},
            ValueError,
            "reveal has a name of no column. There are nik, ",
        ),
        ({"reveal": "nik"}, TypeError, "reveal is a sequence of names, as in reveal=('nik',)"),
        ({"reveal": ("nik", 1)}, TypeError, "reveal[1] is a str, not int"),
        ({"strict": "no"}, TypeError, "strict is a bool, not str"),
        ({"key": "secret"}, TypeError, "key is bytes, not str"),
        ({"reveal": None}, TypeError, "reveal is a sequence of names"),
        ({"formats": 3}, TypeError, "formats is ktpmsg.Formats, not int"),
        ({"key": b""}, ValueError, "key is empty"),
        ({"today": "2026-01-01"}, TypeError, "today is a date, not str"),
    ],
)
def test_options_that_are_none(options: Any, kind: type[Exception], told: str) -> None:
    for call in (
        lambda: arrow.check([KTP], **options),
        lambda: arrow.map_batches(**options),
        lambda: arrow.find_batches(KTP, **options),
        lambda: arrow.register(duckdb.connect(), **options),
    ):
        with pytest.raises(kind) as caught:
            call()
        assert str(caught.value).startswith(told)


def test_many_rows_are_made_in_pieces() -> None:
    made = arrow.check([KTP, None, FAULTY] * 7_000, today=TODAY)
    assert len(made) == 21_000
    assert made.to_pylist()[-3:] == rows([KTP, None, FAULTY])


# --- record batches ------------------------------------------------------------------------------


def test_map_batches() -> None:
    batches = [
        pa.record_batch({"id": [1, 2], "body": [KTP, None]}),
        pa.record_batch({"id": pa.array([], pa.int64()), "body": pa.array([], pa.string())}),
        pa.record_batch({"id": [3], "body": [FAULTY]}),
    ]
    call = arrow.map_batches("body", keep=("id",), today=TODAY)
    made = list(call(iter(batches)))
    assert [batch.num_rows for batch in made] == [2, 0, 1]
    wanted = pa.schema([pa.field("id", pa.int64()), *arrow.SCHEMA])
    assert all(batch.schema == wanted for batch in made)
    assert made[0].schema.metadata == arrow.SCHEMA.metadata
    table = pa.Table.from_batches(made)
    assert table["id"].to_pylist() == [1, 2, 3]
    assert table["ok"].to_pylist() == [True, None, False]
    assert table["codes"].to_pylist() == [[], None, ["wrong-length"]]


def test_the_function_goes_to_other_processes() -> None:
    batch = pa.record_batch({"text": [KTP, f"LAHIR#{NIK}#17-08-1990#sehat"]})
    for formats in (None, Formats(OFFICE)):
        call = arrow.map_batches(formats=formats, today=TODAY, key=b"secret")
        again = pickle.loads(pickle.dumps(call))  # noqa: S301 - our own
        assert list(again([batch])) == list(call([batch]))
        assert "secret" not in repr(call)


def test_today_is_that_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "current_day", lambda: datetime.date(1999, 1, 1))
    call = arrow.map_batches(reveal=("nik_birth_date",))
    monkeypatch.setattr(arrow, "current_day", lambda: TODAY)
    (made,) = call([pa.record_batch({"text": [ASKED.replace("170890", "170899")]})])
    assert made["nik_birth_date"].to_pylist() == [datetime.date(1899, 8, 17)]


def test_columns_that_are_not_there() -> None:
    """No name is quoted: the head of a table that has none is a row, and a name may be typed wrong."""
    batch = pa.record_batch({"id": [1], "text": [KTP], "ok": [1]})
    with pytest.raises(ValueError, match=r"^column is to name one of the 3 columns there: none of"):
        list(arrow.map_batches("body")([batch]))
    with pytest.raises(ValueError, match=r"^keep\[0\] is to name one of the 3 columns there: none"):
        list(arrow.map_batches(keep=("nomor",))([batch]))
    with pytest.raises(
        ValueError, match=r"^keep has a column that is made here, too: ok. Rename it$"
    ):
        list(arrow.map_batches(keep=("ok",))([batch]))
    with pytest.raises(TypeError, match=r"^column is a str, not int$"):
        arrow.map_batches(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^keep is a sequence of names"):
        arrow.map_batches(keep="id")
    twice = pa.RecordBatch.from_arrays([pa.array([KTP])] * 2, names=["text", "text"])
    with pytest.raises(
        ValueError, match=r"^column is to name .* columns there: 2 of them have it$"
    ):
        list(arrow.map_batches()([twice]))
    with pytest.raises(TypeError, match=r"^the texts are int64, not strings$"):
        list(arrow.map_batches("id")([batch]))


def test_find_batches() -> None:
    chat = f"halo\n{KTP}\n\nterima kasih\n{FAULTY}\n{ASKED}\n"
    made = list(arrow.find_batches(chat, source_id="chat.txt", batch_rows=2, today=TODAY))
    assert [batch.num_rows for batch in made] == [2, 1]
    table = pa.Table.from_batches(made)
    assert table.column_names[:4] == ["source", "line", "start", "end"]
    reports = list(ktpmsg.find(chat, today=TODAY))
    assert table["line"].to_pylist() == [report.line for report in reports]
    starts = zip(table["start"].to_pylist(), table["end"].to_pylist(), strict=True)
    assert list(starts) == [report.span for report in reports]
    assert set(table["source"].to_pylist()) == {"chat.txt"}
    assert table["ok"].to_pylist() == [True, False, True]
    assert list(arrow.find_batches("apa kabar")) == []
    (lines,) = arrow.find_batches(iter([KTP, "ya"]))
    assert lines["source"].to_pylist() == [None]
    with pytest.raises(TypeError, match="source_id is a str, not int"):
        arrow.find_batches("", source_id=5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="batch_rows is at least 1"):
        arrow.find_batches("", batch_rows=0)
    with pytest.raises(TypeError, match="batch_rows is an int, not str"):
        arrow.find_batches("", batch_rows="5")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"find takes a str, or lines of str, not PurePosixPath$"):
        arrow.find_batches(pathlib.PurePosixPath("chat.txt"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        arrow.find_batches(b"", today=TODAY)  # type: ignore[arg-type]


def test_what_was_found_comes_before_the_error_of_the_source() -> None:
    def lines() -> Any:
        yield KTP
        message = "the disk went away"
        raise OSError(message)

    found: list[Any] = []
    with pytest.raises(OSError, match="the disk went away"):
        found.extend(arrow.find_batches(lines()))
    # `extend` keeps what came before the error.
    assert [batch.num_rows for batch in found] == [1]


# --- engines -------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["spark", "duckdb"])
def test_the_columns_in_the_words_of_an_engine(engine: Any) -> None:
    declared = arrow.ddl(engine, reveal=("nik_birth_date",), key=True)
    for name in arrow.schema(reveal=("nik_birth_date",), key=True).names:
        assert (f"`{name}` " if engine == "spark" else f'"{name}" ') in declared
    with pytest.raises(ValueError, match='engine is "spark" or "duckdb"'):
        arrow.ddl("sqlite")  # type: ignore[arg-type]


def test_a_table_of_duckdb_takes_the_columns() -> None:
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE found ({arrow.ddl('duckdb')})")
        made = pa.Table.from_struct_array(arrow.check(TEXTS, today=TODAY))
        base.register("made", made)
        base.execute("INSERT INTO found SELECT * FROM made")
        assert base.execute("SELECT count(*) FROM found WHERE ok").fetchall() == [(3,)]


def test_a_function_of_duckdb(tmp_path: pathlib.Path) -> None:
    for part in range(3):
        pq.write_table(pa.table({"text": TEXTS}), tmp_path / f"{part}.parquet")
    files = tmp_path.as_posix() + "/*.parquet"
    with duckdb.connect() as base:
        arrow.register(base, today=TODAY, reveal=("nik",))
        arrow.register(base, today=TODAY)  # in place of that
        found = base.execute(
            f"SELECT c.ok, c.nik, count(*) FROM (SELECT ktp_check(text) c FROM '{files}') "  # noqa: S608
            "GROUP BY ALL ORDER BY ALL"
        )
        assert found.fetchall() == [(False, None, 9), (True, MASK, 9), (None, None, 3)]


@pytest.mark.parametrize("connection", [None, 5])
def test_what_is_no_connection(connection: Any) -> None:
    with pytest.raises(TypeError, match=r"^connection is one of DuckDB, not (NoneType|int)$"):
        arrow.register(connection)
    with pytest.raises(TypeError, match=r"^name is a str, not int$"):
        arrow.register(duckdb.connect(), 5)  # type: ignore[arg-type]


def test_without_pyarrow(tmp_path: pathlib.Path) -> None:
    script = "import sys; sys.modules['pyarrow'] = None; import ktpmsg.arrow"
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ModuleNotFoundError: ktpmsg.arrow needs pyarrow: pip install 'ktpmsg[arrow]'"
    )


def test_one_record_is_as_it_was() -> None:
    """The same record comes out of a row that was revealed."""
    (row,) = rows([KTP], reveal=PERSONAL)
    assert ktpmsg.Ktp(**{name: row[name] for name in SITI}) == ktpmsg.parse(KTP)
