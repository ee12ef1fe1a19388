"""The columns of `ktpmsg.arrow`: which there are, of which type, and how reports fill them."""

from __future__ import annotations

import hmac
import itertools
import operator
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pyarrow as pa
import pyarrow.compute as pc

from ktpmsg.fields.base import HIDDEN
from ktpmsg.fields.identity import Nik, NomorKK
from ktpmsg.messages import format_of
from ktpmsg.regions import Region
from ktpmsg.regions.codes import status_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ktpmsg.api import Formats
    from ktpmsg.fields.base import Field
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record
    from ktpmsg.reporting.report import Report

__all__ = ["FOUND", "Columns", "strings"]

_VERSION = "1"
"""Of the schema: it changes when a column changes its name, its type or its meaning."""

FOUND = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("line", pa.int64()),
        pa.field("start", pa.int64()),
        pa.field("end", pa.int64()),
    ]
)
"""What stands in front of the columns where messages are found in a source."""

_PROBLEM = pa.struct(
    [
        ("code", pa.string()),
        ("field", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("severity", pa.string()),
    ]
)
_HEAD = {
    "ok": pa.bool_(),
    "kind": pa.string(),
    "codes": pa.list_(pa.string()),
    "problems": pa.list_(_PROBLEM),
}
_REGIONS = ("nik_region", "kk_region", "nik_region_status", "kk_region_status")
_ON_DEMAND = {
    "village_code": pa.string(),
    "nik_birth_date": pa.date32(),
    "nik_sex": pa.string(),
    "kk_issue_date": pa.date32(),
    "text": pa.string(),
}
_KEYS = ("nik_key", "kk_key")
_OWN = {*FOUND.names, *_HEAD, *_REGIONS, *_ON_DEMAND, *_KEYS}
_DISTRICT = 6
_ROWS = 10_000
"""Rows whose records are held at a time."""


class _Value(NamedTuple):
    """A column for a field of the formats: its name, its type, and the field of each format."""

    name: str
    type: pa.DataType
    fields: Mapping[str, Field]


@attrs.frozen(repr=False, eq=False)
class Columns:
    """The columns of these formats; `revealed` are those that show what they hold.

    `has_keys` says whether there is a keyed hash of each number. Raises ValueError for a name in
    `revealed` that no column has.
    """

    formats: Formats
    revealed: frozenset[str]
    has_keys: bool
    values: tuple[_Value, ...] = attrs.field(init=False)
    allowed: tuple[str, ...] = attrs.field(init=False)
    schema: pa.Schema = attrs.field(init=False)

    @values.default
    def _values(self) -> tuple[_Value, ...]:
        found: dict[str, dict[str, Field]] = {}
        for one in map(format_of, self.formats.records.values()):
            for field in one.fields:
                name = f"{field.name}_field" if field.name in _OWN else field.name
                found.setdefault(name, {})[one.name] = field
        return tuple(_Value(name, _type_of(fields), fields) for name, fields in found.items())

    @allowed.default
    def _allowed(self) -> tuple[str, ...]:
        return (*(value.name for value in self.values), *_ON_DEMAND)

    @schema.default
    def _schema(self) -> pa.Schema:
        types = dict(_HEAD)
        types |= {value.name: value.type for value in self.values}
        types |= dict.fromkeys(_REGIONS, pa.string())
        types |= {name: its for name, its in _ON_DEMAND.items() if name in self.revealed}
        if self.has_keys:
            types |= dict.fromkeys(_KEYS, pa.string())
        if not self.revealed <= set(self.allowed):
            message = f"reveal has a name of no column. There are {', '.join(self.allowed)}"
            raise ValueError(message)
        return pa.schema(list(types.items()), _metadata())

    def __reduce__(self) -> Any:  # noqa: ANN401 - as pickle has it
        return Columns, (self.formats, self.revealed, self.has_keys)

    def of(
        self, reports: Iterable[Report[Any] | None], today: datetime.date, key: bytes | None
    ) -> Iterator[tuple[list[pa.Array], pa.Array]]:
        """The columns of many reports, in pieces, each with what says which rows are null."""
        rest = iter(reports)
        while True:
            rows = list(itertools.islice(rest, _ROWS))
            if not rows:
                return
            yield self._piece(rows, today, key)

    def _piece(
        self, reports: Sequence[Report[Any] | None], today: datetime.date, key: bytes | None
    ) -> tuple[list[pa.Array], pa.Array]:
        piece = _Piece(reports, today, key)
        return (
            [self._column(name, piece) for name in self.schema.names],
            pa.array([report is None for report in reports], pa.bool_()),
        )

    def _column(self, name: str, piece: _Piece) -> pa.Array:
        own: Callable[[_Piece], pa.Array] | None = _MADE.get(name)
        if own is not None:
            return own(piece)
        value = next(value for value in self.values if value.name == name)
        chunks = [
            _shown(value, one, [getattr(r, value.fields[one.name].name) for r in records], self)
            if one.name in value.fields
            else pa.nulls(len(records), value.type)
            for one, records in piece.by_format()
        ]
        return piece.in_order(chunks, value.type)


class _Piece:
    """Some reports, taken apart once: what is the same for all columns."""

    def __init__(
        self, reports: Sequence[Report[Any] | None], today: datetime.date, key: bytes | None
    ) -> None:
        self.reports, self.today, self.key = reports, today, key
        self.kinds: list[str | None] = []
        self.problems: list[Any] = []
        self.ends: list[int] = [0]
        self._records: dict[type[Record], list[Record]] = {}
        self._rows: dict[type[Record], list[int]] = {}
        self._order: pa.Array | None = None
        self._numbers: dict[type, pa.Array] = {}
        self._fill()

    def _fill(self) -> None:
        names: dict[Any, str | None] = {None: None}
        kinds, problems, ends = self.kinds, self.problems, self.ends
        records, rows = self._records, self._rows
        for row, report in enumerate(self.reports):
            if report is None:
                kinds.append(None)
                ends.append(len(problems))
                continue
            kind = report.kind
            if kind not in names:
                names[kind] = format_of(kind).name  # type: ignore[arg-type]
            kinds.append(names[kind])
            problems.extend(report.problems)
            ends.append(len(problems))
            record = report.message
            if record is not None:
                its_class = type(record)
                if its_class not in rows:
                    rows[its_class], records[its_class] = [], []
                rows[its_class].append(row)
                records[its_class].append(record)

    def by_format(self) -> Iterator[tuple[Format, list[Record]]]:
        """The records of each format that has some."""
        return ((format_of(kind), records) for kind, records in self._records.items())

    def in_order(self, chunks: Sequence[pa.Array], its_type: pa.DataType) -> pa.Array:
        """The values of the records of each format, put where their rows are; else null."""
        if self._order is None:
            order: list[int | None] = [None] * len(self.reports)
            for at, row in enumerate(itertools.chain.from_iterable(self._rows.values())):
                order[row] = at
            self._order = pa.array(order, pa.int32())
        return pa.concat_arrays([pa.array([], its_type), *chunks]).take(self._order)

    def of_records(
        self, its_type: pa.DataType, get: Callable[[Format], Callable[[Record], Any]]
    ) -> pa.Array:
        """A value of each record, by what gets it of the records of a format."""
        chunks = [_array(map(get(one), some), its_type) for one, some in self.by_format()]
        return self.in_order(chunks, its_type)

    def digits(self, kind: type[Nik | NomorKK]) -> pa.Array:
        """The digits of the first number of this kind in each message."""
        if kind not in self._numbers:
            self._numbers[kind] = self.of_records(pa.string(), lambda one: _number_of(one, kind))
        return self._numbers[kind]

    def hashed(self, kind: type[Nik | NomorKK]) -> pa.Array:
        """The keyed hash of these digits."""
        key = self.key or b""
        digits = self.digits(kind).to_pylist()
        return pa.array(
            [d and hmac.new(key, d.encode(), "sha256").hexdigest() for d in digits], pa.string()
        )

    def status(self, kind: type[Nik | NomorKK]) -> pa.Array:
        """What is known of the regions of these numbers."""
        codes = _region(self.digits(kind)).dictionary_encode()
        statuses = pa.array([status_of(code) for code in codes.dictionary.to_pylist()], pa.string())
        return statuses.take(codes.indices)

    def list_of(self, values: pa.Array) -> pa.Array:
        """A list for each row, of a value for each problem."""
        ends = pa.array(self.ends, pa.int32())
        return pa.ListArray.from_arrays(ends, values)


def _problems(piece: _Piece) -> pa.Array:
    found = piece.problems
    columns = [
        pa.array([p.code.value for p in found], pa.string()),
        pa.array([p.field for p in found], pa.string()),
        pa.array([p.span[0] for p in found], pa.int32()),
        pa.array([p.span[1] for p in found], pa.int32()),
        pa.array([p.severity for p in found], pa.string()),
    ]
    return piece.list_of(pa.StructArray.from_arrays(columns, fields=list(_PROBLEM)))


_MADE: dict[str, Callable[[_Piece], pa.Array]] = {
    "ok": lambda piece: pa.array([r and r.message is not None for r in piece.reports], pa.bool_()),
    "kind": lambda piece: pa.array(piece.kinds, pa.string()),
    "codes": lambda piece: piece.list_of(
        pa.array([p.code.value for p in piece.problems], pa.string())
    ),
    "problems": _problems,
    "nik_region": lambda piece: _region(piece.digits(Nik)),
    "kk_region": lambda piece: _region(piece.digits(NomorKK)),
    "nik_region_status": lambda piece: piece.status(Nik),
    "kk_region_status": lambda piece: piece.status(NomorKK),
    "village_code": lambda piece: piece.of_records(
        pa.string(), lambda _: operator.attrgetter("village_code")
    ),
    "nik_birth_date": lambda piece: _asked(piece, Nik, lambda nik: nik.birth_date(piece.today)),
    "nik_sex": lambda piece: _asked(piece, Nik, lambda nik: nik.sex.value, pa.string()),
    "kk_issue_date": lambda piece: _asked(piece, NomorKK, lambda kk: kk.issue_date(piece.today)),
    "text": lambda piece: strings([r and r.text for r in piece.reports]),
    "nik_key": lambda piece: piece.hashed(Nik),
    "kk_key": lambda piece: piece.hashed(NomorKK),
}


def _asked(
    piece: _Piece,
    kind: Any,  # noqa: ANN401 - Nik or NomorKK
    ask: Callable[[Any], Any],
    its_type: pa.DataType | None = None,
) -> pa.Array:
    """What the first number of this kind in each message says."""
    numbers = (d and kind._of(d) for d in piece.digits(kind).to_pylist())  # noqa: SLF001
    return pa.array([number and ask(number) for number in numbers], its_type or pa.date32())


def _region(digits: pa.Array) -> pa.Array:
    return pc.utf8_slice_codeunits(digits, 0, _DISTRICT)


def _number_of(one: Format, kind: type[Nik | NomorKK]) -> Callable[[Record], Any]:
    """What gets the first number of a kind out of the records of a format; None where it has none.

    A number in an optional field may be lacking.
    """
    names = [field.name for field in one.fields if field.value_type is kind]
    return operator.attrgetter(names[0]) if names else lambda _: None


def _type_of(fields: Mapping[str, Field]) -> pa.DataType:
    """A date where every format has a date by this name; else a string."""
    return pa.date32() if {f.family for f in fields.values()} == {"date"} else pa.string()


def _shown(value: _Value, one: Format, found: list[Any], columns: Columns) -> pa.Array:
    """The values of a field: what they are where that is asked for, else what a mask shows."""
    field = value.fields[one.name]
    if value.name in columns.revealed:
        if value.type == pa.string():
            if issubclass(field.value_type, str):
                return strings(found)
            return pa.array([None if v is None else field.write(v) for v in found], pa.string())
        return pa.array(found, value.type)
    masks = (None if v is None else field.mask(v).strip("'") for v in found)
    return pa.array([None if mask == HIDDEN else mask for mask in masks], value.type)


def _array(values: Iterable[Any], its_type: pa.DataType) -> pa.Array:
    return pa.array(list(values), its_type)


def strings(texts: list[Any]) -> pa.Array:
    """Texts as a column; a surrogate that has no other half is no text, and becomes U+FFFD."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([text and _whole(text) for text in texts], pa.string())


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _metadata() -> dict[str, str]:
    """What the columns were made by: the version, that of the schema, and the decree."""
    try:
        version = metadata.version("ktpmsg")
    except metadata.PackageNotFoundError:  # shipped as a zip, without what was installed
        version = "unknown"
    return {"ktpmsg": version, "ktpmsg.schema": _VERSION, "ktpmsg.decree": Region.decree}
