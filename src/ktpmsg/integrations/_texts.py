"""Texts out of whatever speaks Arrow, and out of iterables."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

__all__ = ["texts_of"]


def texts_of(source: Any) -> Iterator[str | None]:  # noqa: ANN401 - what somebody has
    """The texts in what speaks Arrow, or in an iterable."""
    if isinstance(source, (str, bytes, bytearray)):
        msg = "the texts are many: for one text there is ktpmsg.check"
        raise TypeError(msg)
    if isinstance(source, pa.Array):
        return _of_array(source)
    if hasattr(source, "__arrow_c_array__"):
        return _of_array(pa.array(source))
    if hasattr(source, "__arrow_c_stream__"):
        with contextlib.suppress(pa.ArrowException, UnicodeError):  # whose words quote the texts
            return _of_stream(pa.chunked_array(source))
        if getattr(source, "ndim", 1) != 1:
            msg = "the texts are a column that holds more than strings"
            raise TypeError(msg)
    if isinstance(source, Iterable) and not isinstance(source, Mapping):
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
    if not pa.types.is_dictionary(array.type):
        return iter(_decoded(array))
    words = _decoded(array.dictionary)
    return (None if at is None else words[at] for at in array.indices.to_pylist())


def _decoded(array: pa.Array) -> list[str | None]:
    """The texts of an array; U+FFFD for bytes that are not UTF-8."""
    try:
        texts = array.to_pylist()
    except UnicodeDecodeError:
        texts = array.cast(pa.large_binary()).to_pylist()
    if bytes in set(map(type, texts)):
        return [None if text is None else text.decode("utf-8", "replace") for text in texts]
    return texts  # type: ignore[no-any-return]


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
