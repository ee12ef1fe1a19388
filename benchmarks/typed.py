"""How many texts are understood as citizens type them; printed as Markdown.

The texts are those of `ktpmsg.strategies.typed`, whose rates are assumptions: the figures say what
becomes of each slip, and not how often an office meets it. Run it with the extra installed::

    pip install 'ktpmsg[hypothesis]'
    python benchmarks/typed.py            # 100,000 texts, some minutes
    python benchmarks/typed.py 10000

The seeds are fixed. "Identity wrong" is a number that is read as other digits than were typed in
its field; where no slip touches a digit, than those of the record meant.
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


def main(texts: int) -> None:
    """Print the tables."""
    outcomes: Counter[tuple[str, str]] = Counter()
    slips: Counter[tuple[str, str]] = Counter()

    def count(case: Typed) -> None:
        result = read(case)
        outcomes[case.outcome, result] += 1
        if len(case.slips) == 1:
            slips[case.slips[0].name, result] += 1

    for start in range(0, texts, ROUND):
        typed = given(strategies.typed(strategies.messages()))(count)
        run = settings(
            max_examples=min(ROUND, texts - start),
            phases=[Phase.generate],
            database=None,
            deadline=None,
        )(typed)
        hypothesis.seed(start)(run)()

    print(f"{sum(outcomes.values()):,} typed texts:\n")
    table(
        "worst slip",
        {slip: slip for slip in ("published", "mended", "unseen", "refused")},
        outcomes,
    )
    print("\nTexts with one slip:\n")
    names = {slip.name: f"{slip.name} ({slip.outcome})" for slip in strategies.SLIPS}
    table("slip", names, slips)


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


def table(head: str, rows: Mapping[str, str], counts: Counter[tuple[str, str]]) -> None:
    """Print what became of the texts of each row, and of all."""
    results = ("as meant", "as typed", "refused", "identity wrong")
    print(f"| {head} | texts | {' | '.join(results)} |")
    print("|---|" + "--:|" * (len(results) + 1))
    for row, shown in rows.items():
        found = [counts[row, result] for result in results]
        print(f"| {shown} | {sum(found):,} | {' | '.join(f'{n:,}' for n in found)} |")
    found = [sum(n for (_, kind), n in counts.items() if kind == result) for result in results]
    print(f"| **all** | {sum(found):,} | {' | '.join(f'{n:,}' for n in found)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS)
