"""How well values fit the fields of a format: of each, and of them all in some order."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ktpmsg.fields.digits import ascii_digits
from ktpmsg.locating import splitting
from ktpmsg.locating.values import LOOKED_AT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.locating.values import Value

__all__ = ["Fitting", "is_labelled_otherwise"]


class Fitting:
    """How well values fit these fields, each looked at once.

    `regency` is the code of the one that the message is from, once it is known.
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        """Take the fields of a format."""
        self.fields = fields
        self.regency: str | None = None
        self._known: dict[tuple[str, str, str | None], int] = {}

    def fit(self, field: Field, value: Value) -> int:
        """How well a value fits a field, as `Field.fits` has it."""
        text = value.text[:LOOKED_AT]
        regency = self.regency if field.place else None
        key = field.name, text, regency
        fit = self._known.get(key)
        if fit is None:
            is_other = is_labelled_otherwise(field, text, self.fields)
            fit = self._known[key] = 0 if is_other else field.fits(text, regency)
        return fit

    def reads(self, values: Sequence[Value]) -> bool:
        """Whether the values are those of the first fields, in order, as far as one can see."""
        return all(
            not v.text or self.fit(field, v) or field.unfilled.fullmatch(v.text) is not None
            for field, v in zip(self.fields, values, strict=False)
        )

    def holds_two(self, values: Sequence[Value]) -> bool:
        """Whether one of the values is two, with something else than a separator between them."""
        return len(splitting.by_kinds(self.fields, values, 1, self.fit)) > len(values)

    def regency_in(self, values: Sequence[Value]) -> str | None:
        """The regency that a number in the message says, by the kind of its field."""
        for field in sorted(self.fields, key=lambda field: -field.tells_regency):
            if not field.tells_regency:
                break
            for value in values:
                digits = ascii_digits(value.text[:LOOKED_AT])
                if len(digits) == 16 and field.fits(digits) > 1:  # noqa: PLR2004 - a number has 16
                    return digits[:4]
        return None

    def _weights(self, values: Sequence[Value]) -> list[list[int]]:
        """How well each value fits each field, for weighing whole alignments."""
        return [
            [
                fit if field.family == "choice" and fit < 2 else 2 * fit  # noqa: PLR2004
                for value in values
                for fit in (self.fit(field, value),)
            ]
            for field in self.fields
        ]

    def best(self, values: Sequence[Value]) -> list[tuple[int, ...]]:
        """The best ways to give each of the fewer a place among the more, in order."""
        weights = self._weights(values)
        if len(values) > len(self.fields):
            weights = [list(row) for row in zip(*weights, strict=True)]
        ways = itertools.combinations(range(len(weights)), len(weights[0]))
        scores = {way: sum(weights[at][i] for i, at in enumerate(way)) for way in ways}
        best = max(scores.values())
        return [way for way, score in scores.items() if score == best]


def is_labelled_otherwise(field: Field, text: str, fields: Sequence[Field]) -> bool:
    """Whether the name of another field stands before a value, with `:` or `=`."""
    if (":" not in text and "=" not in text) or field.is_open or field.label.match(text):
        return False
    return any(other.label.match(text) for other in fields if other is not field)
