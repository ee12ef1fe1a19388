"""Bar charts of the tables in a page: a table's figures are written once, in the table."""

from __future__ import annotations

import re
import textwrap
from html import escape
from typing import NamedTuple

__all__ = ["Bar", "bars_of", "chart"]

_WIDTH, _ROW, _LINE = 460, 24, 16
_LETTERS = 66
"""In a line of a label."""
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


class Bar(NamedTuple):
    """A row of a table: what was measured, and the figure."""

    label: str
    figure: str


def bars_of(table: str) -> list[Bar]:
    """The bars of a Markdown table; a row with `a; b` in both cells is two of them.

    ValueError for a cell that holds something else than figures.
    """
    found: list[Bar] = []
    for row in table.strip().split("\n")[2:]:
        label, value = _cells(row)[:2]
        labels, values = label.split("; "), value.split("; ")
        if len(labels) != len(values) or not all(map(_NUMBER.fullmatch, values)):
            message = f"no chart of this row: {row}"
            raise ValueError(message)
        found += map(Bar, labels, values)
    return found


def chart(table: str) -> str:
    """The chart of a table, whose head names what is measured and the unit."""
    what, unit = _cells(table.strip().split("\n")[0])[:2]
    title = f"{what} ({unit})"
    bars = bars_of(table)
    highest = max(float(bar.figure) for bar in bars)
    drawn, y = [], 4
    for bar in bars:
        for line in textwrap.wrap(bar.label, _LETTERS):
            y += _LINE
            drawn.append(f'<text x="0" y="{y - 4}">{escape(line)}</text>')
        long = max(2, round(float(bar.figure) / highest * (_WIDTH - 52)))
        drawn.append(f'<rect x="0" y="{y}" width="{long}" height="12" rx="2"/>')
        drawn.append(f'<text class="value" x="{long + 6}" y="{y + 11}">{bar.figure}</text>')
        y += _ROW
    size = f'viewBox="0 0 {_WIDTH} {y}" width="{_WIDTH}" height="{y}"'
    name = "chart-" + re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")
    return (
        f'<figure class="chart"><svg {size} role="img" aria-labelledby="{name}">'
        f'<title id="{name}">{escape(title)}</title>{"".join(drawn)}</svg>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("`", "") for cell in row.strip().strip("|").split("|")]
