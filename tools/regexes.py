"""Holds every pattern of the package against recheck, a tool that finds super-linear ones.

Those that are made from the grammars of some offices are among them.

    PYTHONPATH=benchmarks python tools/regexes.py FOLDER

It knows JavaScript's patterns, which always go back: what possessive repeats and atomic groups make
harmless is found all the same. So each attack that it thinks of is tried on the pattern itself, by
each method that the package uses of it, with 16,000 and with 64,000 characters. Ends with status 1
if one of them works. `FOLDER` has `node_modules` with recheck in it.
"""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

from growth import OFFICES, grown, office, uses

LENGTH: Final = 16_000

# What JavaScript writes otherwise or has not: possessive repeats, atomic groups and flags, names,
# the end of the text, and a class that begins with a bracket.
OTHERWISE: Final = {
    r"(?<=[^\\][*+?}])\+": "",
    r"\(\?(?:>|[a-z]+:)": "(?:",
    r"\(\?P<\w+>": "(",
    r"\\Z": "$",
    r"\[(\^?)\]": r"[\1\\]",
}


def main(folder: str) -> int:
    """Look for attacks, and try them; 1 if one of them works."""
    used = list(uses(map(office, OFFICES)))
    patterns = list(dict.fromkeys(use.pattern for use in used))
    program = Path(__file__).with_suffix(".mjs")
    given = json.dumps([[in_javascript(pattern), flags(pattern)] for pattern in patterns])
    said = subprocess.run(  # noqa: S603 - its own program
        ["node", str(program), folder],  # noqa: S607 - wherever it is
        input=given, stdout=subprocess.PIPE, text=True, check=True,
    ).stdout  # fmt: skip
    answers = dict(zip(patterns, json.loads(said), strict=True))
    tried = real = 0
    for use in used:
        answer = answers[use.pattern]
        if answer["status"] == "unknown":
            print(f"{use}: not looked at ({answer['error']['kind']})")
        elif answer["status"] == "vulnerable":
            growth = grown(use, functools.partial(attack, answer["attack"]), LENGTH)
            tried += 1
            real += growth.is_bad
            print(f"{use}: {growth}{' <- REAL' * growth.is_bad}: {answer['attack']['pattern']}")
    found = Counter(answer["status"] for answer in answers.values())
    print(f"{len(patterns)} patterns: {dict(found)}; {tried} attacks tried, {real} of them real")
    return int(real > 0)


def in_javascript(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JavaScript has it, which goes back where ours does not."""
    return functools.reduce(
        lambda text, ours: re.sub(ours, OTHERWISE[ours], text), OTHERWISE, pattern.pattern
    )


def flags(pattern: re.Pattern[str]) -> str:
    """Return the flags that JavaScript has, too."""
    return "".join(flag for flag in "ims" if pattern.flags & re.RegexFlag[flag.upper()])


def attack(made: dict[str, Any], length: int) -> str:
    """Return an attack of about that length."""
    pumps = [(pump["prefix"], pump["pump"]) for pump in made["pumps"]]
    once = sum(len(prefix) for prefix, _ in pumps) + len(made["suffix"])
    times = (length - once) // sum(len(unit) for _, unit in pumps)
    return "".join([*(prefix + unit * times for prefix, unit in pumps), made["suffix"]])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
