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
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

import attrs

try:
    import pyarrow as pa
except ModuleNotFoundError as error:
    message = "ktpmsg.arrow needs pyarrow: pip install 'ktpmsg[arrow]'"
    raise ModuleNotFoundError(message, name=error.name) from None

from ktpmsg.api import Formats, builtin
from ktpmsg.fields.identity import current_day
from ktpmsg.integrations._columns import FOUND, Columns, strings
from ktpmsg.integrations._texts import texts_of
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

if TYPE_CHECKING:
    SCHEMA: pa.Schema
    """The columns of the built-in formats, masked."""


class Options(TypedDict, total=False):
    """The options of `check`, which the other functions take, too."""

    strict: bool
    today: datetime.date | None
    reveal: Sequence[str]
    key: bytes | None
    formats: Formats | None


def schema(
    *, reveal: Sequence[str] = (), key: bool = False, formats: Formats | None = None
) -> pa.Schema:
    """The columns that `check` makes with the same options; `key` says whether there is a key.

    A field that two formats have by one name, but of different kinds, is a string. One with the
    name of another column here (`text`) is called `text_field`. The metadata have the version of
    the library, that of the schema, and the decree that its region codes are of.

    ValueError for a name in `reveal` that no column has.
    """
    return columns_of(reveal, formats, has_keys=key).schema


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
    return _in_words(schema(reveal=reveal, key=key, formats=formats), engine)


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
    return reader(strict=strict, today=today, reveal=reveal, key=key, formats=formats).check(texts)


def map_batches(
    column: str = "text", *, keep: Sequence[str] = (), **options: Unpack[Options]
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function from an iterator of record batches to one, for Spark's `mapInArrow` and others.

    Each batch gets the columns of `check` for the texts in `column`; those named in `keep` stand in
    front, as they were. `today` is fixed here, once, for all of them. The function can be pickled.

    The options as in `check`. The function raises ValueError for a column that is not there, and
    TypeError for one that holds no texts.
    """
    _typed("column", column, str)
    return _Mapped(reader(**options), column, _names("keep", keep))


def find_batches(
    source: str | Iterable[str],
    *,
    source_id: str | None = None,
    batch_rows: int = 10_000,
    **options: Unpack[Options],
) -> Iterator[pa.RecordBatch]:
    """The messages in a text or in lines, in record batches of at most `batch_rows` rows.

    In front of the columns of `check` stand `source` (what `source_id` says), `line`, `start` and
    `end`, as `ktpmsg.find` has them. Memory is bounded by a batch. The options as in `check`. What
    the source raises comes after a batch of all that was found before.
    """
    _typed("batch_rows", batch_rows, int)
    if batch_rows < 1:
        msg = "batch_rows is at least 1"
        raise ValueError(msg)
    _typed("source_id", "" if source_id is None else source_id, str)
    made = reader(**options)
    found = made.columns.formats.find(source, strict=made.strict, today=made.today)
    return made.found(found, source_id, batch_rows)


def register(
    connection: Any,  # noqa: ANN401 - DuckDB is no dependency of ours
    name: str = "ktp_check",
    **options: Unpack[Options],
) -> None:
    """Make `check` a function of a DuckDB connection: `SELECT ktp_check(text).ok FROM …`.

    A function that was registered by this name before is replaced. The options as in `check`.
    """
    if not hasattr(connection, "create_function"):
        msg = f"connection is one of DuckDB, not {type(connection).__name__}"
        raise TypeError(msg)
    _typed("name", name, str)
    made = reader(**options)
    known = "SELECT count(*) FROM duckdb_functions() WHERE function_name = ?"
    if connection.execute(known, [name]).fetchall() != [(0,)]:
        connection.remove_function(name)
    connection.create_function(
        name,
        made.check,
        [connection.type("VARCHAR")],
        connection.type(f"STRUCT({_in_words(made.columns.schema, 'duckdb')})"),
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
class Reader:
    """What reads texts into columns, by options that were looked at once."""

    columns: Columns
    strict: bool
    today: datetime.date
    key: bytes | None

    def check(self, texts: Any) -> pa.StructArray:  # noqa: ANN401 - as `ktpmsg.arrow.check`
        """The reports of texts."""
        look = self.columns.formats.check
        strict, today = self.strict, self.today
        reports = (
            None if text is None else look(text, strict=strict, today=today)
            for text in texts_of(texts)
        )
        return self._structs(reports)

    def found(
        self, reports: Iterator[Report[Any]], source: str | None, rows: int
    ) -> Iterator[pa.RecordBatch]:
        """The reports in batches; what is raised meanwhile comes after those before it."""
        raised: list[Exception] = []
        safe = _until_raised(reports, raised)
        while some := list(itertools.islice(safe, rows)):
            lines, spans = [report.line for report in some], [report.span for report in some]
            starts, ends = [start for start, _ in spans], [end for _, end in spans]
            yield self.batch(self._structs(some), source, lines, starts, ends)
        if raised:
            raise raised[0]

    def batch(
        self,
        made: pa.StructArray,
        source: str | None,
        lines: Iterable[int],
        starts: Iterable[int | None],
        ends: Iterable[int | None],
    ) -> pa.RecordBatch:
        """The reports behind the columns that say where their messages are from."""
        places = [pa.array(list(numbers), pa.int64()) for numbers in (lines, starts, ends)]
        sources = strings([source]).take(pa.array([0] * len(made), pa.int32()))
        return pa.RecordBatch.from_arrays(
            [sources, *places, *made.flatten()], schema=_joined(FOUND, self.columns.schema)
        )

    def _structs(self, reports: Iterable[Report[Any] | None]) -> pa.StructArray:
        fields = list(self.columns.schema)
        empty = pa.array([], pa.struct(fields))
        pieces = [
            pa.StructArray.from_arrays(columns, fields=fields, mask=absent)
            for columns, absent in self.columns.of(reports, self.today, self.key)
        ]
        return pa.concat_arrays([empty, *pieces])


def reader(
    *,
    strict: bool = False,
    today: datetime.date | None = None,
    reveal: Sequence[str] = (),
    key: bytes | None = None,
    formats: Formats | None = None,
) -> Reader:
    """What reads by these options; an error of `check` for one that is none."""
    _typed("strict", strict, bool)
    _typed("key", b"" if key is None else key, bytes)
    if key == b"":
        msg = "key is empty: whoever knows a number could make its hash"
        raise ValueError(msg)
    columns = columns_of(reveal, formats, has_keys=key is not None)
    columns.formats.check("", today=today)  # which says what is wrong with `today`
    return Reader(columns, strict, today or current_day(), key)


def columns_of(reveal: Sequence[str], formats: Formats | None, *, has_keys: bool) -> Columns:
    """The columns by these options."""
    if formats is not None and not isinstance(formats, Formats):
        msg = f"formats is ktpmsg.Formats, not {type(formats).__name__}"
        raise TypeError(msg)
    revealed = frozenset(_names("reveal", reveal))
    return Columns(builtin() if formats is None else formats, revealed, has_keys)


def _names(what: str, given: object) -> tuple[str, ...]:
    """The names that an option has."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        msg = f"{what} is a sequence of names, as in {what}=('nik',)"
        raise TypeError(msg)
    names = tuple(given)
    for at, name in enumerate(names):
        _typed(f"{what}[{at}]", name, str)
    return names


def _typed(what: str, given: object, wanted: type) -> None:
    """TypeError for an option of another type."""
    if not isinstance(given, wanted):
        article = "" if wanted is bytes else "an " if wanted is int else "a "
        msg = f"{what} is {article}{wanted.__name__}, not {type(given).__name__}"
        raise TypeError(msg)


@attrs.frozen(repr=False, eq=False)
class _Mapped:
    """What `map_batches` gives: it is called with record batches."""

    reader: Reader
    column: str
    keep: tuple[str, ...]

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches with our columns."""
        own = self.reader.columns.schema
        for batch in batches:
            self._look_at(batch.schema, own)
            made = self.reader.check(batch.column(self.column))
            kept = pa.schema([batch.schema.field(name) for name in self.keep])
            yield pa.RecordBatch.from_arrays(
                [*(batch.column(name) for name in self.keep), *made.flatten()],
                schema=_joined(kept, own),
            )

    def _look_at(self, there: pa.Schema, own: pa.Schema) -> None:
        """ValueError for a batch that has not each column once, or one that is made here."""
        for at, name in enumerate((self.column, *self.keep)):
            count = there.names.count(name)
            if count != 1:
                which = f"keep[{at - 1}]" if at else "column"
                how_many = f"{count} of them have it" if count else "none of them has it"
                msg = f"{which} is to name one of the {len(there)} columns there: {how_many}"
                raise ValueError(msg)
        clash = set(self.keep) & set(own.names)
        if clash:
            msg = f"keep has a column that is made here, too: {min(clash)}. Rename it"
            raise ValueError(msg)


def _until_raised(reports: Iterator[Report[Any]], raised: list[Exception]) -> Iterator[Report[Any]]:
    """The reports up to an exception, which is put into `raised`."""
    try:
        yield from reports
    except Exception as error:  # noqa: BLE001 - it is raised again after what came before
        raised.append(error)


def _joined(front: pa.Schema, columns: pa.Schema) -> pa.Schema:
    return pa.schema([*front, *columns], columns.metadata)


# --- the words of engines


def _in_words(columns: pa.Schema, engine: str) -> str:
    return ", ".join(f"{_quoted(f.name, engine)} {_declared(f.type, engine)}" for f in columns)


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


if not TYPE_CHECKING:  # a type checker is to know SCHEMA, and no other name

    def __getattr__(name: str) -> Any:  # noqa: ANN401 - as Python has it
        if name == "SCHEMA":  # the grammar is loaded for it
            globals()[name] = made = schema()
            return made
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
