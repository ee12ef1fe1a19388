"""The files of an archive: which there are, and the messages in each as record batches."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ktpmsg.api import find_in_chunks
from ktpmsg.archiving.csv_rows import rows_in
from ktpmsg.archiving.days import FIRST_YEAR, LAST_YEAR, Days, day_in
from ktpmsg.integrations._columns import FOUND, strings

if TYPE_CHECKING:
    import datetime
    from typing import BinaryIO

    from ktpmsg.arrow import Reader
    from ktpmsg.reporting.report import Report

__all__ = [
    "KINDS",
    "UNDATED",
    "Asked",
    "Note",
    "Source",
    "TextOf",
    "Trouble",
    "batches",
    "result_schema",
    "sources_in",
]

_ROWS = 10_000
_LONGEST_CELL = 1 << 24
_CHARACTERS = 1 << 24
"""Of the rows that are read at a time."""
_WRONG_BYTE = re.compile("[\udc80-\udcff]")


TextOf = Callable[["BinaryIO"], "Text"]
Note = tuple[str, dict[str, Any]]
"""What is told of a source: the key of what is said, and facts."""
UNDATED = "undated"
"""The key of what is told, while all of the source was read."""


@attrs.define
class Asked:
    """How a source is read: by which reader, texts how, and which columns of a table.

    `columns` are the names of those with the texts and the days. `notes` gets what was not read,
    while all the rest is; `undated` is how many rows had a day that is none.
    """

    reader: Reader
    text_of: TextOf
    columns: tuple[str, str | None]
    notes: list[Note] = attrs.Factory(list)
    undated: int = 0


_Read = Callable[["Source", Asked], "Iterator[pa.RecordBatch]"]


class Source(NamedTuple):
    """A file: where it lies, what results and people are told of it, and its office.

    `called` is what results call it, `shown` what people read, `office` whom it is counted for.
    """

    path: Path
    called: str
    shown: str
    office: str


class Trouble(Exception):  # noqa: N818 - it is told, and the rest goes on
    """Why a source could not be read."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.note: Note = key, facts


class Text(Protocol):
    """A text in chunks; after the last, `trouble` says what could not be read, in words."""

    @property
    def trouble(self) -> str | None:
        """Why not all of it could be read; None if it could."""

    def __iter__(self) -> Iterator[str]:
        """The chunks."""


def sources_in(path: Path, failed: Callable[[str, str], None]) -> Iterator[Path]:
    """The file that a path is, or those in the folder and all folders in it, sorted.

    Of a folder, the files of a kind that is known; links to other folders are not followed.
    `failed` is called with the path of what cannot be read, and why: a folder that cannot be
    listed, or a pipe, which may never end.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - False, too, for what the system does not take
        yield path
        return
    for folder, folders, names in os.walk(
        path, onerror=lambda error: failed(error.filename, str(error.strerror))
    ):
        folders.sort()
        for name in sorted(names):
            found = Path(folder, name)
            if found.suffix.lower() not in {".txt", *KINDS}:
                continue
            if found.exists() and not found.is_file():
                failed(str(found), "not a regular file")
            else:
                yield found


def batches(source: Source, asked: Asked) -> Iterator[pa.RecordBatch]:
    """The messages in a source: `source`, `line`, `start`, `end`, `day`, and the columns.

    One that cannot be read is a Trouble.
    """
    read: _Read = KINDS.get(source.path.suffix.lower(), _of_text)
    try:
        yield from read(source, asked)
        if asked.undated:
            asked.notes.append((UNDATED, {"count": asked.undated}))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Trouble("broken", kind="zip") from error
    except pa.ArrowException as error:
        raise Trouble("broken", kind="Parquet") from error
    except (csv.Error, UnicodeError) as error:
        raise Trouble("broken", kind="CSV") from error
    except OSError as error:
        if error.errno is None:  # Arrow's word for what is damaged, not the system's
            raise Trouble("broken", kind="Parquet") from error
        raise Trouble("system", why=error.strerror) from error


# --- texts ---------------------------------------------------------------------------------------


def _of_text(source: Source, asked: Asked) -> Iterator[pa.RecordBatch]:
    with source.path.open("rb") as stream:
        yield from _in_stream(stream, source.called, asked)


def _of_zip(source: Source, asked: Asked) -> Iterator[pa.RecordBatch]:
    """The texts in an archive, as WhatsApp exports a chat; a picture is none."""
    with zipfile.ZipFile(source.path) as archive:
        names = [name for name in archive.namelist() if _is_text(name)]
        if not names:
            raise Trouble("empty zip")
        if any(archive.getinfo(name).flag_bits & 1 for name in names):
            raise Trouble("password")
        for number, name in enumerate(names, 1):
            called = source.called if len(names) == 1 else f"{source.called}/{number}"
            with archive.open(name) as stream:
                yield from _in_stream(stream, called, asked)  # type: ignore[arg-type]


def _is_text(name: str) -> bool:
    """Whether a file in a zip is a text; what macOS puts beside each, `__MACOSX/._…`, is none."""
    return name.lower().endswith(".txt") and not name.rpartition("/")[2].startswith("._")


def _in_stream(stream: BinaryIO, called: str, asked: Asked) -> Iterator[pa.RecordBatch]:
    reader, text, days = asked.reader, asked.text_of(stream), Days()
    found: list[datetime.date | None] = []

    def reports() -> Iterator[Report[Any]]:
        chunks = days.of_chunks(text)
        for report in find_in_chunks(
            reader.columns.formats, chunks, strict=reader.strict, today=reader.today
        ):
            found.append(days.of(report))
            yield report

    for batch in reader.found(reports(), called, _ROWS):
        day = pa.array(found, pa.date32())
        found.clear()
        yield _with_day(batch, day, reader)
    if text.trouble:
        asked.notes.append(("text", {"why": text.trouble}))


# --- tables --------------------------------------------------------------------------------------


def _of_csv(source: Source, asked: Asked) -> Iterator[pa.RecordBatch]:
    csv.field_size_limit(_LONGEST_CELL)
    stray: list[int] = []
    with source.path.open("rb") as stream:
        encoding = "utf-16" if stream.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        stream.seek(0)
        lines = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
        start = lines.read(1 << 16)
        lines.seek(0)
        delimiter = max(",;\t|", key=start.partition("\n")[0].count)
        rows = rows_in(lines, delimiter, stray)
        head = next(rows, None)
        if head is None:  # it is empty
            return
        places = [head.index(name) for name in _wanted(asked.columns, head)]
        line = wrong = longer = 0
        while piece := list(_up_to(rows)):
            cells = [[row[at] if at < len(row) else None for row in piece] for at in places]
            wrong += sum(bool(_WRONG_BYTE.search(text)) for text in cells[0] if text)
            longer += sum(any(row[len(head) :]) for row in piece)
            days = strings(cells[1]) if cells[1:] else None
            yield _checked(source, asked, cells[0], days, line)
            line += len(piece)
    if wrong:
        asked.notes.append(("bytes", {"count": wrong}))
    if longer:
        asked.notes.append(("longer", {"count": longer}))
    if stray:
        asked.notes.append(("stray", {"line": stray[0], "count": len(stray)}))


def _up_to(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The next rows, no more than fit into memory."""
    size = 0
    for row in itertools.islice(rows, _ROWS):
        yield row
        size += sum(map(len, row))
        if size > _CHARACTERS:
            return


def _of_parquet(source: Source, asked: Asked) -> Iterator[pa.RecordBatch]:
    # By pages: a group of rows may be larger than the memory.
    with pq.ParquetFile(source.path, pre_buffer=False, buffer_size=1 << 16) as file:
        names = _wanted(asked.columns, file.schema_arrow.names)
        line = 0
        for piece in file.iter_batches(_rows_at_a_time(file.metadata, names), columns=names):
            days = piece[names[1]] if names[1:] else None
            try:
                yield _checked(source, asked, piece[names[0]], days, line)
            except TypeError as error:
                raise Trouble("no texts") from error
            line += piece.num_rows


def _rows_at_a_time(found: pq.FileMetaData, names: list[str]) -> int:
    """How many rows of these columns fit into memory, in the group where they are longest."""
    longest = 0
    for group in map(found.row_group, range(found.num_row_groups)):
        columns = map(group.column, range(group.num_columns))
        own = (c.total_uncompressed_size for c in columns if c.path_in_schema in names)
        longest = max(longest, sum(own) // max(group.num_rows, 1))
    return min(_ROWS, 1 + _CHARACTERS // (longest + 1))


def _wanted(columns: tuple[str, str | None], there: list[str]) -> list[str]:
    """The names of the columns, each of which is there once."""
    names = [name for name in columns if name is not None]
    for option, name in zip(("--column", "--day-column"), names, strict=False):
        count = there.count(name)
        if count != 1:
            raise Trouble("columns" if count else "no column", option=option, count=count)
    return names


def _checked(
    source: Source,
    asked: Asked,
    texts: pa.Array | list[str | None],
    days: pa.Array | None,
    line: int,
) -> pa.RecordBatch:
    made = asked.reader.check(texts)
    rows = len(made)
    nowhere = [None] * rows
    lines = range(line + 1, line + rows + 1)
    batch = asked.reader.batch(made, source.called, lines, nowhere, nowhere)
    day = pa.nulls(rows, pa.date32())
    if days is not None:
        day = _as_days(days)
        odd = days.filter(pc.is_null(day)).to_pylist()
        asked.undated += sum(value is not None and value != "" for value in odd)
    return _with_day(batch, day, asked.reader)


def _as_days(values: pa.Array) -> pa.Array:
    """The days in a column of dates, times or texts; null where there is none.

    A time with a zone is of the day that it is in that zone.
    """
    its_type = values.type
    with contextlib.suppress(pa.ArrowInvalid, pa.ArrowNotImplementedError):
        if not pa.types.is_string(its_type) and not pa.types.is_large_string(its_type):
            if pa.types.is_timestamp(its_type) and its_type.tz:
                values = pc.local_timestamp(values)
            days = values.cast(pa.timestamp("us"), safe=False).cast(pa.date32(), safe=False)
            year = pc.year(days)
            is_usual = pc.and_(pc.greater_equal(year, FIRST_YEAR), pc.less_equal(year, LAST_YEAR))
            return pc.if_else(is_usual, days, pa.scalar(None, pa.date32()))
    return pa.array([day_in(str(value)[:40]) for value in values.to_pylist()], pa.date32())


def result_schema(reader: Reader) -> pa.Schema:
    """The columns of results."""
    own = reader.columns.schema
    return pa.schema([*FOUND, pa.field("day", pa.date32()), *own], own.metadata)


def _with_day(batch: pa.RecordBatch, day: pa.Array, reader: Reader) -> pa.RecordBatch:
    at = len(FOUND)
    columns = [*batch.columns[:at], day, *batch.columns[at:]]
    return pa.RecordBatch.from_arrays(columns, schema=result_schema(reader))


KINDS: dict[str, _Read] = {
    ".zip": _of_zip,
    ".csv": _of_csv,
    ".parquet": _of_parquet,
}
"""How the messages in a file of each kind are read; a file of any other is a text."""
