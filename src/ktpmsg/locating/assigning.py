"""Which value is which field by what the values are alone, whatever their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.locating.values import Value

__all__ = ["assigned"]

_MOST_FIELDS = 10  # with more, the ways to assign them are too many
_FIT, _RIGHT, _RANK, _PLACE = 100, 50, 20, 10


def assigned(
    fields: Sequence[Field], values: Sequence[Value], fit: Callable[[Field, Value], int]
) -> list[int] | None:
    """For each value the place of its field, so that all fit as well as they can; None if not.

    What counts is how well a value fits, then whether it is right as it stands, then that numbers
    come in the order of their fields, then that a value stands in its place.
    """
    if len(fields) > _MOST_FIELDS or len(values) > len(fields):
        return None
    weights = _weights(fields, values, fit)
    # The best way to give fields to the first values, by the fields that are taken.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for row in weights:
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for taken, (score, places) in best.items():
            for at, weight in enumerate(row):
                if weight is None or taken >> at & 1:
                    continue
                key = taken | 1 << at
                if key not in following or following[key][0] < score + weight:
                    following[key] = (score + weight, (*places, at))
        best = following
    if not best:
        return None
    return list(max(best.values(), key=lambda way: way[0])[1])


def _weights(
    fields: Sequence[Field], values: Sequence[Value], fit: Callable[[Field, Value], int]
) -> list[list[int | None]]:
    """For each value how well it is each field; None where it cannot be."""
    numbers = [at for at, field in enumerate(fields) if field.family == "number"]
    numeric = [
        index
        for index, value in enumerate(values)
        if any(fit(fields[at], value) > 1 for at in numbers)
    ]
    rows: list[list[int | None]] = []
    for index, value in enumerate(values):
        row: list[int | None] = []
        for at, field in enumerate(fields):
            fits = fit(field, value)
            # In another place only a choice as it should be is one.
            least = 2 if index == at else 3
            if not fits or (field.family == "choice" and fits < least):
                row.append(None)
                continue
            weight = fits * _FIT + (index == at) * _PLACE
            weight += _RIGHT * (field.as_published(value.text) is not None)
            if index in numeric and at in numbers:
                weight += _RANK * (numeric.index(index) == numbers.index(at))
            row.append(weight)
        rows.append(row)
    return rows
