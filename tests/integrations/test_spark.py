"""Spark, for real: `make spark` has it, which is a large download."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyspark", reason="needs pyspark: make spark")

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from integrations.samples import KTP, MASK, NIK
from ktpmsg import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator

# Spark's own sockets are closed late.
pytestmark = [pytest.mark.integration, pytest.mark.filterwarnings("ignore")]

ROOT = Path(__file__).parents[2]
TEXTS = [KTP, None, KTP.replace(NIK, NIK[:-2]), "apa kabar", ""]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two workers on this machine."""
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    # Each task has a worker of its own, which has imported nothing yet.
    session = builder.config("spark.python.worker.reuse", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four Parquet files."""
    made = tmp_path_factory.mktemp("parquet")
    for part in range(4):
        table = pa.table({"id": range(part * 500, part * 500 + 500), "text": TEXTS * 100})
        pq.write_table(table, made / f"{part}.parquet")
    return made


def test_the_same_counts_as_duckdb(spark: Any, folder: Path) -> None:
    """A row for each, null for null, and what is personal stays masked."""
    declared = f"id LONG, {arrow.ddl('spark', key=True)}"
    checked = spark.read.parquet(str(folder)).mapInArrow(
        arrow.map_batches("text", keep=("id",), key=b"secret"), declared
    )
    rows = checked.select("id", "ok", "kind", "codes", "nik", "nama", "problems").collect()
    assert sorted(row["id"] for row in rows) == list(range(2000))
    assert {row["nik"] for row in rows} == {None, MASK}
    assert {row["nama"] for row in rows} == {None}
    with duckdb.connect() as base:
        arrow.register(base)
        files = f"{folder.as_posix()}/*.parquet"
        wanted = base.execute(
            f"SELECT c.ok, c.kind, c.codes, count(*) FROM (SELECT ktp_check(text) c FROM '{files}') "  # noqa: S608
            "GROUP BY ALL"
        ).fetchall()
    counts: dict[Any, int] = {}
    for row in rows:
        told = (row["ok"], row["kind"], tuple(row["codes"]) if row["codes"] is not None else None)
        counts[told] = counts.get(told, 0) + 1
    assert counts == {
        (ok, kind, None if codes is None else tuple(codes)): n for ok, kind, codes, n in wanted
    }


def test_shipped_as_one_zip(spark: Any, folder: Path, tmp_path: Path) -> None:
    """Workers run the library, tables and all, out of the archive."""
    ship = tmp_path / "ship"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target"]
    subprocess.run([*command, str(ship), str(ROOT)], check=True)
    archive = tmp_path / "ktpmsg_shipped.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in ship.rglob("*"):
            zipped.write(path, path.relative_to(ship))
    spark.sparkContext.addPyFile(str(archive))

    def look(batches: Any) -> Any:
        import ktpmsg  # noqa: PLC0415 - in the worker
        from ktpmsg import arrow  # noqa: PLC0415

        for batch in arrow.map_batches(reveal=("village_code",))(batches):
            rows = batch.num_rows
            columns = [pa.array([ktpmsg.__file__] * rows), batch["ok"], batch["village_code"]]
            yield pa.RecordBatch.from_arrays(columns, names=["file", "ok", "village"])

    found = spark.read.parquet(str(folder)).select("text")
    rows = found.mapInArrow(look, "file STRING, ok BOOLEAN, village STRING").distinct().collect()
    assert all("ktpmsg_shipped.zip" in row["file"] for row in rows)
    assert {row["ok"] for row in rows} == {True, False, None}
    assert {row["village"] for row in rows} == {None, "3308152019"}
