"""Messages in columns, for Spark, DuckDB, Polars, pandas, and all that speaks Arrow.

`check` is for a column of texts, `map_batches` for an engine that maps record batches,
`find_batches` for chats, and `register` for DuckDB. Needs the extra `arrow`.

A row has `ok`, `kind` (the name of its rule in the grammar), `codes` and `problems` in the order of
the text, the fields of the formats, and the region of each number with its status. Nothing personal
is in it unless `reveal` names it: a number shows its region alone, a name, a place and a text are
null. A text that is null has a null row. What a text says never raises anything.
"""

from __future__ import annotations

import datetime  # noqa: TC003 - `typing.get_type_hints` looks for it
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import attrs

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    message = "ktpmsg.arrow needs pyarrow: pip install 'ktpmsg[arrow]'"
    raise ModuleNotFoundError(message, name=error.name) from None

from ktpmsg.api import Formats, builtin
from ktpmsg.fields.identity import current_day
from ktpmsg.integrations._columns import FOUND, Columns, strings
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.problems import Code
from ktpmsg.reporting.report import Report  # noqa: TC001

__all__ = [
    "SCHEMA",
    "check",
    "codes",
    "ddl",
    "find_batches",
    "map_batches",
    "register",
    "schema",
]

_NAMES = {
    "spark": {
        pa.bool_(): "BOOLEAN",
        pa.string(): "STRING",
        pa.date32(): "DATE",
        pa.int32(): "INT",
    },
    "duckdb": {
        pa.bool_(): "BOOLEAN",
        pa.string(): "VARCHAR",
        pa.date32(): "DATE",
        pa.int32(): "INTEGER",
    },
}


def schema(
    *, reveal: Sequence[str] = (), key: bool = False, formats: Formats | None = None
) -> pa.Schema:
    """The columns that `check` makes with the same options; `key` says whether there is a key.

    A field that two formats have by one name, but of different kinds, is a string. One with the
    name of another column here (`text`) is called `text_field`. The metadata have the version of
    the library, that of the schema, and the decree that its region codes are of.

    ValueError for a name in `reveal` that no column has.
    """
    return _columns(reveal, formats, has_keys=key).schema


def ddl(
    engine: Literal["spark", "duckdb"],
    *,
    reveal: Sequence[str] = (),
    key: bool = False,
    formats: Formats | None = None,
) -> str:
    """The same columns in the words of an engine, to declare what `map_batches` gives.

    ValueError for another engine, or an unknown name in `reveal`.
    """
    if engine not in _NAMES:
        message = 'engine is "spark" or "duckdb"'
        raise ValueError(message)
    columns = schema(reveal=reveal, key=key, formats=formats)
    return ", ".join(f"{_quoted(f.name, engine)} {_declared(f.type, engine)}" for f in columns)


def check(  # noqa: PLR0913 - the options of `ktpmsg.check`, and of columns
    texts: Any,  # noqa: ANN401 - whatever has the Arrow interface
    *,
    strict: bool = False,
    today: datetime.date | None = None,
    reveal: Sequence[str] = (),
    key: bytes | None = None,
    formats: Formats | None = None,
) -> pa.StructArray:
    """The reports of many texts, a row for each: null for null.

    `texts` is a column of anything that speaks Arrow (pyarrow, polars, pandas, DuckDB), or an
    iterable of str or None. `reveal` names the columns that show what they hold, and those that are
    not there otherwise: `village_code`, `nik_birth_date`, `nik_sex`, `kk_issue_date`, `text`. `key`
    adds `nik_key` and `kk_key`: HMAC-SHA256 of the digits, for joins that reveal nobody. `strict`,
    `today` as in `ktpmsg.check`; `formats` are an office's own.

    ValueError for an unknown name in `reveal` or an empty key; TypeError for what holds no texts.
    Bytes that are not UTF-8 are read as U+FFFD.
    """
    return mapper_of("", (), strict, today, reveal, key, formats).check(texts)


def map_batches(  # noqa: PLR0913 - the options of `check`
    column: str = "text",
    *,
    keep: Sequence[str] = (),
    strict: bool = False,
    today: datetime.date | None = None,
    reveal: Sequence[str] = (),
    key: bytes | None = None,
    formats: Formats | None = None,
) -> Mapper:
    """A function from an iterator of record batches to one, for Spark's `mapInArrow` and others.

    Each batch gets the columns of `check` for the texts in `column`; those named in `keep` stand in
    front, as they were. `today` is fixed here, once, for all of them. The function can be pickled.

    The other options as in `check`. The function raises ValueError for a column that is not there
    and TypeError for one that holds no texts.
    """
    if isinstance(keep, str):
        msg = "keep is a sequence of names: keep=('id',)"
        raise TypeError(msg)
    return mapper_of(column, tuple(keep), strict, today, reveal, key, formats)


def find_batches(  # noqa: PLR0913 - the options of `check`
    source: str | Iterable[str],
    *,
    source_id: str | None = None,
    batch_rows: int = 10_000,
    strict: bool = False,
    today: datetime.date | None = None,
    reveal: Sequence[str] = (),
    key: bytes | None = None,
    formats: Formats | None = None,
) -> Iterator[pa.RecordBatch]:
    """The messages in a text or in lines, in record batches of at most `batch_rows` rows.

    In front of the columns of `check` stand `source` (what `source_id` says), `line`, `start` and
    `end`, as `ktpmsg.find` has them. Memory is bounded by a batch. The other options as in `check`.
    What the source raises comes after a batch of all that was found before.
    """
    if batch_rows < 1:
        msg = "batch_rows is at least 1"
        raise ValueError(msg)
    mapper = mapper_of("", (), strict, today, reveal, key, formats)
    return mapper.found(
        mapper.columns.formats.find(source, strict=strict, today=mapper.today),
        source_id,
        batch_rows,
    )


def register(  # noqa: PLR0913 - the options of `check`
    connection: Any,  # noqa: ANN401 - DuckDB is no dependency of ours
    name: str = "ktp_check",
    *,
    strict: bool = False,
    today: datetime.date | None = None,
    reveal: Sequence[str] = (),
    key: bytes | None = None,
    formats: Formats | None = None,
) -> None:
    """Make `check` a function of a DuckDB connection: `SELECT ktp_check(text).ok FROM …`.

    A function that was registered by this name before is replaced. The options as in `check`.
    """
    mapper = mapper_of("", (), strict, today, reveal, key, formats)
    columns = ddl("duckdb", reveal=reveal, key=key is not None, formats=formats)
    known = "SELECT count(*) FROM duckdb_functions() WHERE function_name = ?"
    if connection.execute(known, [name]).fetchall() != [(0,)]:
        connection.remove_function(name)
    connection.create_function(
        name,
        mapper.check,
        [connection.type("VARCHAR")],
        connection.type(f"STRUCT({columns})"),
        type="arrow",
        null_handling="special",
    )


def codes() -> pa.Table:
    """Each code with what it means in both languages, to join: `code`, `id`, `en`."""
    rows = [{"code": c.value, "id": MEANINGS[c].id, "en": MEANINGS[c].en} for c in Code]
    return pa.Table.from_pylist(
        rows, pa.schema([("code", pa.string()), ("id", pa.string()), ("en", pa.string())])
    )


@attrs.frozen(repr=False, eq=False)  # it holds the key
class Mapper:
    """What `map_batches` gives: it is called with record batches."""

    columns: Columns
    column: str
    keep: tuple[str, ...]
    strict: bool
    today: datetime.date
    key: bytes | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with our columns."""
        for batch in batches:
            for name in (self.column, *self.keep):
                if batch.schema.get_field_index(name) < 0:
                    there = ", ".join(batch.schema.names)
                    msg = f"there is no column {name}. There are: {there}"
                    raise ValueError(msg)
            clash = set(self.keep) & set(self.columns.schema.names)
            if clash:
                msg = f"keep has a column that is made here, too: {min(clash)}. Rename it"
                raise ValueError(msg)
            made = self.check(batch.column(self.column))
            kept = pa.schema([batch.schema.field(name) for name in self.keep])
            yield pa.RecordBatch.from_arrays(
                [*(batch.column(name) for name in self.keep), *_flat(made)],
                schema=_joined(kept, self.columns.schema),
            )

    def check(self, texts: Any) -> pa.StructArray:  # noqa: ANN401 - as `ktpmsg.arrow.check`
        """The reports of texts."""
        look = self.columns.formats.check
        strict, today = self.strict, self.today
        reports = (
            None if text is None else look(text, strict=strict, today=today)
            for text in _texts(texts)
        )
        return self._structs(reports)

    def found(
        self, reports: Iterator[Report[Any]], source: str | None, rows: int
    ) -> Iterator[pa.RecordBatch]:
        """The reports in batches; what is raised meanwhile comes after those before it."""
        raised: list[Exception] = []
        safe = _until_raised(reports, raised)
        while batch := list(itertools.islice(safe, rows)):
            yield self._batch(batch, source)
        if raised:
            raise raised[0]

    def _batch(self, reports: Sequence[Report[Any]], source: str | None) -> pa.RecordBatch:
        front = [
            strings([source]).take(pa.array([0] * len(reports))),
            pa.array([report.line for report in reports], pa.int64()),
            pa.array([report.span[0] for report in reports], pa.int64()),
            pa.array([report.span[1] for report in reports], pa.int64()),
        ]
        columns = self.columns.schema
        return pa.RecordBatch.from_arrays(
            [*front, *_flat(self._structs(reports))], schema=_joined(FOUND, columns)
        )

    def _structs(self, reports: Iterable[Report[Any] | None]) -> pa.StructArray:
        fields = list(self.columns.schema)
        empty = pa.array([], pa.struct(fields))
        pieces = [
            pa.StructArray.from_arrays(columns, fields=fields, mask=absent)
            for columns, absent in self.columns.of(reports, self.today, self.key)
        ]
        return pa.concat_arrays([empty, *pieces])


def mapper_of(  # noqa: PLR0913, PLR0917 - all options, checked here alone
    column: str,
    keep: tuple[str, ...],
    strict: bool,  # noqa: FBT001
    today: datetime.date | None,
    reveal: Sequence[str],
    key: bytes | None,
    formats: Formats | None,
) -> Mapper:
    if key is not None and not isinstance(key, bytes):
        msg = f"key is bytes, not {type(key).__name__}"
        raise TypeError(msg)
    if key == b"":
        msg = "key is empty: whoever knows a number could make its hash"
        raise ValueError(msg)
    columns = _columns(reveal, formats, has_keys=key is not None)
    columns.formats.check("", today=today)  # which says what is wrong with `today`
    day = today or current_day()
    return Mapper(columns, column, keep, strict, day, key)


def revealable(formats: Formats) -> tuple[str, ...]:
    """The names that `reveal` takes."""
    return _columns((), formats, has_keys=False).allowed


def _columns(reveal: Sequence[str], formats: Formats | None, *, has_keys: bool) -> Columns:
    if isinstance(reveal, str):
        msg = f"reveal is a sequence of names: reveal=({reveal!r},)"
        raise TypeError(msg)
    return Columns(builtin() if formats is None else formats, frozenset(reveal), has_keys)


def _until_raised(reports: Iterator[Report[Any]], raised: list[Exception]) -> Iterator[Report[Any]]:
    """The reports up to an exception, which is put into `raised`."""
    try:
        yield from reports
    except Exception as error:  # noqa: BLE001 - it is raised again after what came before
        raised.append(error)


def _joined(front: pa.Schema, columns: pa.Schema) -> pa.Schema:
    return pa.schema([*front, *columns], columns.metadata)


def _flat(made: pa.StructArray) -> list[pa.Array]:
    """The columns of structs, null where the whole struct is."""
    return made.flatten()  # type: ignore[no-any-return]


# --- texts of all kinds


def _texts(source: Any) -> Iterator[str | None]:  # noqa: ANN401 - what somebody has
    """The texts in what speaks Arrow, or in an iterable."""
    if isinstance(source, (str, bytes, bytearray)):
        msg = "the texts are many: for one text there is ktpmsg.check"
        raise TypeError(msg)
    if isinstance(source, pa.Array):
        return _of_array(source)
    if hasattr(source, "__arrow_c_array__"):
        return _of_array(pa.array(source))
    if hasattr(source, "__arrow_c_stream__"):
        return _of_stream(pa.chunked_array(source))
    if isinstance(source, Iterable):
        return _of_items(source)
    msg = f"the texts are a column, or an iterable of str, not {type(source).__name__}"
    raise TypeError(msg)


def _of_stream(column: pa.ChunkedArray) -> Iterator[str | None]:
    """The texts of a column in chunks, or of the one column of a table."""
    if pa.types.is_struct(column.type):
        if column.type.num_fields != 1:
            msg = f"one column of texts is wanted, not {column.type.num_fields}"
            raise TypeError(msg)
        (column,) = column.flatten()
    _wanted(column.type)
    return (text for chunk in column.chunks for text in _of_array(chunk))


def _wanted(its_type: pa.DataType) -> None:
    """Refuse a column that is not of texts."""
    if pa.types.is_dictionary(its_type):
        its_type = its_type.value_type
    kinds = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view")
    if str(its_type) not in (*kinds, "null"):
        msg = f"the texts are {its_type}, not strings"
        raise TypeError(msg)


def _of_array(array: pa.Array) -> Iterator[str | None]:
    _wanted(array.type)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    try:
        texts = array.to_pylist()
    except UnicodeDecodeError:
        texts = array.cast(pa.large_binary()).to_pylist()
    return iter(
        [t.decode("utf-8", "replace") if isinstance(t, bytes) else t for t in texts]
        if texts and bytes in set(map(type, texts))
        else texts
    )


def _of_items(items: Iterable[Any]) -> Iterator[str | None]:
    """The texts of an iterable; what stands for no value in a data frame is None."""
    for row, item in enumerate(items):
        if isinstance(item, str):
            yield item
        elif item is None or type(item).__name__ == "NAType" or _is_nan(item):
            yield None
        else:
            msg = f"row {row} is {type(item).__name__}, not a str"
            raise TypeError(msg)


def _is_nan(item: object) -> bool:
    return isinstance(item, float) and item != item  # noqa: PLR0124 - NaN alone is not itself


# --- the words of engines


def _quoted(name: str, engine: str) -> str:
    return f"`{name}`" if engine == "spark" else f'"{name}"'


def _declared(its_type: pa.DataType, engine: str) -> str:
    """A plain type, or a list of such or of structs of such."""
    if not pa.types.is_list(its_type):
        return _NAMES[engine][its_type]
    inside = its_type.value_type
    if pa.types.is_struct(inside):
        colon, opening, closing = (": ", "<", ">") if engine == "spark" else (" ", "(", ")")
        parts = (f"{_quoted(f.name, engine)}{colon}{_NAMES[engine][f.type]}" for f in inside)
        words = f"STRUCT{opening}{', '.join(parts)}{closing}"
    else:
        words = _NAMES[engine][inside]
    return f"ARRAY<{words}>" if engine == "spark" else f"{words}[]"


SCHEMA: pa.Schema = schema()
"""The columns of the built-in formats, masked."""
