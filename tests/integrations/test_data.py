"""Data is data, display is masked: data bases, data frames, templates and encoders.

What the standard library makes of numbers, `tests/test_data.py` shows.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import attrs
import pytest

pytest.importorskip("pandas", reason="needs the extra: integrations")

import duckdb
import httpx
import jinja2
import numpy as np
import orjson
import pandas as pd
import polars as pl
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import structlog

import ktpmsg
from integrations.samples import BUDI, KTP, MASK, NIK, SECRETS
from ktpmsg import Nik

if TYPE_CHECKING:
    from integrations.conftest import Server

pytestmark = pytest.mark.integration

ONE, OTHER = Nik(NIK), Nik(BUDI)


# --- data bases --------------------------------------------------------------------------------


def test_psycopg_two_rows_for_two_people(postgresql: Server) -> None:
    with psycopg.connect(postgresql.dsn) as base:
        base.execute("CREATE TEMPORARY TABLE person (nik char(16) PRIMARY KEY, nama text)")
        with base.cursor() as cursor:
            people = [(ONE, "Siti"), (OTHER, "Budi")]
            cursor.executemany("INSERT INTO person VALUES (%s, %s)", people)
        for wanted in (ONE, NIK):
            for binary in (False, True):
                found = base.execute(
                    "SELECT * FROM person WHERE nik = %s", (wanted,), binary=binary
                )
                assert found.fetchall() == [(NIK, "Siti")]
        found = base.execute("SELECT nama FROM person WHERE nik LIKE %s || '%%'", (ONE[:9],))
        assert found.fetchall() == [("Siti",)]
        found = base.execute("SELECT nama FROM person WHERE nik = ANY(%s)", ([ONE],))
        assert found.fetchall() == [("Siti",)]
        with base.cursor().copy("COPY person FROM STDIN") as copy:
            copy.write_row((Nik("3308155508959003"), "Ani"))
        client = psycopg.ClientCursor(base)
        assert NIK in client.mogrify("SELECT %s", (ONE,))
        base.rollback()


def test_a_violation_of_postgresql_quotes_the_key_itself(postgresql: Server) -> None:
    """The server writes it: `docs/storing.md` tells what to log instead."""
    with psycopg.connect(postgresql.dsn) as base:
        base.execute("CREATE TEMPORARY TABLE person (nik char(16) PRIMARY KEY)")
        base.execute("INSERT INTO person VALUES (%s)", (ONE,))
        with pytest.raises(psycopg.errors.UniqueViolation) as caught:
            base.execute("INSERT INTO person VALUES (%s)", (ONE,))
        assert NIK in str(caught.value)
        assert caught.value.diag.message_primary is not None
        assert NIK not in caught.value.diag.message_primary
        base.rollback()


def test_duckdb() -> None:
    with duckdb.connect() as base:
        base.execute("CREATE TABLE person (nik VARCHAR PRIMARY KEY)")
        base.executemany("INSERT INTO person VALUES (?)", [[ONE], [OTHER]])
        assert base.execute("SELECT count(*) FROM person").fetchall() == [(2,)]
        assert base.execute("SELECT nik FROM person WHERE nik = ?", [ONE]).fetchall() == [(NIK,)]
        listed = base.execute("SELECT unnest(?)", [[ONE, OTHER]]).fetchall()
        assert listed == [(NIK,), (BUDI,)]


# --- data frames ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [None, object, "string", "str"])
def test_pandas(kind: Any) -> None:
    frame = pd.DataFrame({"nik": pd.Series([ONE, OTHER], dtype=kind)})
    assert frame.nik.nunique() == 2
    assert frame.to_csv(index=False).split() == ["nik", NIK, BUDI]
    assert json.loads(frame.to_json()) == {"nik": {"0": NIK, "1": BUDI}}
    assert len(frame.groupby("nik").size()) == 2
    assert (frame.nik == ONE).tolist() == [True, False]
    assert frame.nik.isin([ONE]).tolist() == [True, False]
    assert len(frame.merge(pd.DataFrame({"nik": [NIK]}))) == 1
    assert frame.nik.astype("string").tolist() == [NIK, BUDI]
    assert frame.nik.str[:6].unique().tolist() == ["330815"]
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    assert pd.read_parquet(buffer).nik.tolist() == [NIK, BUDI]


def test_pandas_of_records() -> None:
    frame = pd.DataFrame([attrs.asdict(ktpmsg.parse(KTP))])
    assert frame.nik.tolist() == [NIK]


def test_polars() -> None:
    frame = pl.DataFrame({"nik": [ONE, OTHER]})
    assert frame["nik"].to_list() == [NIK, BUDI]
    assert frame["nik"].n_unique() == 2
    assert pl.DataFrame([{"nik": ONE}])["nik"].to_list() == [NIK]
    assert frame.filter(pl.col("nik").is_in([ONE])).height == 1
    assert frame.write_csv().split() == ["nik", NIK, BUDI]


def test_pyarrow() -> None:
    for array in (pa.array([ONE, OTHER]), pa.array([ONE, OTHER], pa.string())):
        assert array.to_pylist() == [NIK, BUDI]
    assert pa.scalar(ONE).as_py() == NIK
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{"nik": ONE}, {"nik": OTHER}]), buffer)
    assert pq.read_table(buffer).column("nik").to_pylist() == [NIK, BUDI]


def test_numpy_keeps_numbers_as_objects() -> None:
    array = np.array([ONE, OTHER], dtype=object)
    assert len(np.unique(array)) == 2
    assert array[0].digits == NIK


# --- templates and encoders ------------------------------------------------------------------------


@pytest.mark.parametrize("autoescape", [False, True])
def test_jinja_shows_the_mask(autoescape: bool) -> None:  # noqa: FBT001 - one of two
    environment = jinja2.Environment(autoescape=autoescape)  # noqa: S701 - both are shown
    template = environment.from_string(
        "{{ nik }} {{ 'a' ~ nik }} {{ '%s' % nik }} {{ [nik]|join }} {{ m }}"
    )
    shown = template.render(nik=ONE, m=ktpmsg.parse(KTP))
    assert shown.startswith(f"{MASK} a{MASK} {MASK} {MASK} Ktp(nik=")
    assert not any(secret in shown for secret in SECRETS)
    assert environment.from_string("{{ nik.digits }}").render(nik=ONE) == NIK
    assert environment.from_string("{{ nik|tojson }}").render(nik=ONE) == f'"{NIK}"'


def test_orjson() -> None:
    assert orjson.dumps([ONE, OTHER]) == f'["{NIK}","{BUDI}"]'.encode()
    assert orjson.dumps({ONE: 1}, option=orjson.OPT_NON_STR_KEYS) == f'{{"{NIK}":1}}'.encode()


def test_httpx_sends_json() -> None:
    request = httpx.Request("POST", "http://localhost", json={"nik": ONE})
    assert json.loads(request.content) == {"nik": NIK}


def test_structlog_writes_data() -> None:
    """`docs/storing.md` has a processor that masks it."""
    written = structlog.processors.JSONRenderer()(None, "", {"nik": ONE})
    assert json.loads(written) == {"nik": NIK}


# --- what calls `str()`, and gets the mask; and what to write instead -------------------------------

_FRAME = pl.DataFrame({"nik": [NIK, BUDI]})


@pytest.mark.parametrize(
    ("masked", "instead"),
    [
        (np.array([ONE])[0], np.array([ONE.digits])[0]),
        (np.array([ONE], dtype=str)[0], np.array([ONE.digits], dtype=str)[0]),
        (pl.select(pl.lit(ONE)).item(), pl.select(pl.lit(ONE.digits)).item()),
        (httpx.QueryParams({"nik": ONE})["nik"], httpx.QueryParams({"nik": ONE.digits})["nik"]),
        (
            httpx.Request("POST", "http://localhost", data={"nik": ONE}).content.decode(),
            httpx.Request("POST", "http://localhost", data={"nik": ONE.digits}).content.decode(),
        ),
    ],
)
def test_what_calls_str_gets_the_mask(masked: str, instead: str) -> None:
    assert "330815" in masked
    assert "*" in masked.replace("%2A", "*")
    assert NIK not in masked
    assert NIK in instead


def test_polars_compares_with_the_mask() -> None:
    assert _FRAME.filter(pl.col("nik") == ONE).height == 0
    assert _FRAME.filter(pl.col("nik") == ONE.digits).height == 1
    assert _FRAME.filter(pl.col("nik").str.starts_with(ONE.digits)).height == 1


def test_what_takes_no_subclass_of_str() -> None:
    msgspec = pytest.importorskip("msgspec")
    with pytest.raises(TypeError, match="Nik"):
        msgspec.json.encode([ONE])
    assert msgspec.json.encode([ONE.digits]) == f'["{NIK}"]'.encode()
    with pytest.raises(TypeError):
        orjson.dumps({ONE: 1})
    assert orjson.dumps({ONE.digits: 1}) == f'{{"{NIK}":1}}'.encode()
