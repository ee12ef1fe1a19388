"""The results of a source: one file, which is there as a whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq

from ktpmsg.archiving.spreadsheet import shielded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pyarrow as pa

__all__ = ["FORMATS", "UNFINISHED", "Unwritable", "written", "written_text"]

UNFINISHED = ".part"


class Unwritable(Exception):  # noqa: N818 - it is told in words
    """Results cannot be written; says why."""


def _parquet(file: IO[bytes], schema: pa.Schema) -> tuple[Callable[[Any], None], Any]:
    writer = pq.ParquetWriter(file, schema)
    return writer.write_batch, writer.close


def _json_lines(file: IO[bytes], _: pa.Schema) -> tuple[Callable[[Any], None], Any]:
    def write(batch: pa.RecordBatch) -> None:
        for row in batch.to_pylist():
            file.write(json.dumps(row, default=_iso).encode("ascii") + b"\n")

    return write, None


def _csv(file: IO[bytes], schema: pa.Schema) -> tuple[Callable[[Any], None], Any]:
    """For spreadsheets: with the mark of UTF-8, and no cell that one would compute or round."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL)
    rows.writerow(schema.names)

    def write(batch: pa.RecordBatch) -> None:
        for row in batch.to_pylist():
            rows.writerow([_cell(name, value) for name, value in row.items()])

    return write, text.detach


def _cell(name: str, value: Any) -> str:  # noqa: ANN401 - what a column holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "codes":
        return "; ".join(value)
    if name == "problems":
        return "; ".join(f"{p['field'] or '-'}: {p['code']}" for p in value)
    return shielded(value) if isinstance(value, str) else str(value)


def _iso(value: datetime.date) -> str:
    return value.isoformat()


FORMATS: dict[str, Callable[[IO[bytes], Any], tuple[Callable[[Any], None], Any]]] = {
    "parquet": _parquet,
    "jsonl": _json_lines,
    "csv": _csv,
}
"""What writes each kind of results: given a file, what writes a batch to it, and what ends it."""


@contextlib.contextmanager
def written(path: Path, kind: str, schema: pa.Schema) -> Iterator[Callable[[Any], None]]:
    """What writes batches to a file, for its owner alone, which is there when all are written."""
    with _replaced(path) as file:
        write, end = FORMATS[kind](file, schema)
        try:
            yield lambda batch: _told(write, batch)
        finally:
            if end is not None:
                _told(end)


def written_text(path: Path, text: str) -> None:
    """Write a text to a file of UTF-8, as a whole."""
    with _replaced(path) as file:
        _told(file.write, text.encode("utf-8", "replace"))


@contextlib.contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        file = open(unfinished, "wb", opener=_owners)  # noqa: SIM115 - closed below
    except OSError as error:
        raise Unwritable(error.strerror) from error
    try:
        yield file
        _told(file.close)
        _told(unfinished.replace, path)
    except BaseException:
        with contextlib.suppress(OSError):  # what is not yet written does not fit either
            file.close()
        unfinished.unlink(missing_ok=True)
        raise


def _owners(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _told(do: Callable[..., Any], *arguments: Any) -> None:  # noqa: ANN401 - whatever it takes
    """Do it; what the system refuses is Unwritable, and no fault of the source that is read."""
    try:
        do(*arguments)
    except OSError as error:
        raise Unwritable(error.strerror or type(error).__name__) from error
