"""How many texts are understood as citizens type them; printed as Markdown.

The texts are those of `ktpmsg.strategies.typed`, whose rates are assumptions: the figures say what
becomes of each typo, and not how often an office meets it. Run it with the extra installed::

    pip install 'ktpmsg[hypothesis]'
    python benchmarks/typed.py            # 100,000 texts, some minutes
    python benchmarks/typed.py 10000

The seeds are fixed. "Identity wrong" is a number that is read as other digits than were typed in
its field; where no typo touches a digit, than those of the record meant.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

import hypothesis
from hypothesis import Phase, given, settings

import ktpmsg
from ktpmsg import strategies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.strategies import Typed

TEXTS: Final = 100_000
ROUND: Final = 10_000  # texts that Hypothesis keeps in mind at a time
TODAY: Final = datetime.date(2026, 1, 1)
OUTCOMES: Final = ("published", "mended", "unseen", "refused")
RESULTS: Final = ("as meant", "as typed", "refused", "identity wrong")


def main(texts: int) -> None:
    """Print the tables."""
    outcomes: Counter[tuple[str, str]] = Counter()
    drawn: Counter[str] = Counter()
    alone: Counter[tuple[str, str]] = Counter()

    def count(case: Typed) -> None:
        result = read(case)
        outcomes[case.outcome, result] += 1
        drawn.update(typo.name for typo in case.slips)
        if len(case.slips) == 1:
            alone[case.slips[0].name, result] += 1

    for start in range(0, texts, ROUND):
        typed = given(strategies.typed(strategies.messages()))(count)
        run = settings(
            max_examples=min(ROUND, texts - start),
            phases=[Phase.generate],
            database=None,
            deadline=None,
        )(typed)
        hypothesis.seed(start)(run)()

    print(f"{outcomes.total():,} typed texts, Hypothesis {hypothesis.__version__}:\n")
    table(["worst typo"], {(kind,): kind for kind in OUTCOMES}, outcomes)
    print(
        "\nEach typo, its rate in a hundred messages that have room for it, and in how many of the"
    )
    print("texts it was made. The rest is about those that have no other typo:\n")
    rows: dict[tuple[str, ...], str] = {
        (s.name, f"{s.rate}", s.code or "", s.outcome, f"{drawn[s.name]:,}"): s.name
        for s in strategies.TYPOS
    }
    table(["typo", "rate", "code", "outcome", "made"], rows, alone)


def read(case: Typed) -> str:
    """Say what becomes of a text."""
    message = ktpmsg.check(case.text, today=TODAY).message
    if message is None:
        return "refused"
    meant = case.record if case.outcome != "unseen" else None
    for field, digits in case.digits.items():
        number = getattr(message, field)
        if number.digits != digits or (meant and number != getattr(meant, field)):
            return "identity wrong"
    return "as meant" if message == case.record else "as typed"


def table(
    head: list[str], rows: Mapping[tuple[str, ...], str], counts: Counter[tuple[str, str]]
) -> None:
    """Print what became of the texts of each row, and of all."""
    print(f"| {' | '.join((*head, 'texts', *RESULTS))} |")
    print("|---" * len(head) + "|" + "--:|" * (1 + len(RESULTS)))
    for cells, row in rows.items():
        line(cells, [counts[row, result] for result in RESULTS])
    every = (sum(n for (_, kind), n in counts.items() if kind == result) for result in RESULTS)
    line(("**all**", *[""] * (len(head) - 1)), list(every))


def line(cells: tuple[str, ...], found: list[int]) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join((*cells, *(f'{n:,}' for n in (sum(found), *found))))} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS)
