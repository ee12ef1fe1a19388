"""Makes small mistakes in the modules that judge, and counts those that the tests find (mutmut).

    python tools/mutants.py [--max-children N] [--tests PATH…] [--] [MODULE…]

A module is named as in the package (``fields.dates``, ``reading``); a package stands for all of its
modules. Without any, all that judge are tried, which takes hours. It works in ``build/mutants``,
on a copy, and tries every mistake anew. Mistakes are made inside
plain functions and methods: not in tables, not in functions with a decorator but ``classmethod``.
``tools/mutants_left.txt`` says of each mistake that no test can find why that is.
Ends with status 1 if fewer than nine in ten are found in some module, or one is left unexplained.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent.parent
WORK: Final = HERE / "build" / "mutants"
EXPLAINED: Final = HERE / "tools" / "mutants_left.txt"
PACKAGE: Final = HERE / "src" / "ktpmsg"
# What judges a text: packages, each of whose modules has a row of its own, and modules.
JUDGING: Final = (
    *("fields", "formats", "locating", "regions", "text"),
    *("by_hand", "catalogue", "finding", "judging", "messages", "reading"),
)
COPIED: Final = {
    "src": "src",
    "grammar": "src/ktpmsg/grammar",
    "tests": "tests",
    "examples": "examples",
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "README.id.md": "README.id.md",
    "docs": "docs",
}
FOUND: Final = {"killed", "timeout", "segfault"}
ENOUGH: Final = 90
# Only a type checker looks at that.
_CAST: Final = re.compile(r"cast\((?:None|\"[^\"]*\"),")
_SELECTION: Final = re.compile(
    r"^pytest_add_cli_args_test_selection = \[.*?^\]\n", re.MULTILINE | re.DOTALL
)
# The same examples of Hypothesis each time; and the plugin that finds the mistakes sooner.
ENVIRONMENT: Final = os.environ | {
    "CI": "true",
    "PYTEST_PLUGINS": "mutant_tests",
    "PYTHONPATH": str(HERE / "tools"),
}


def main() -> int:
    """Run, and show what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--max-children",
        default=str(os.cpu_count() or 1),
        help="how many are tried at a time (one for each processor)",
    )
    parser.add_argument(
        "--tests", nargs="+", metavar="PATH", help="try these only, for a quick look"
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(JUDGING))
    arguments = parser.parse_args()
    modules = [one for name in arguments.modules or JUDGING for one in modules_of(name)]
    if not modules:
        parser.error("none of these has anything that judges")
    copy()
    if arguments.tests:
        select(arguments.tests)
    names = [f"ktpmsg.{module}.*" for module in modules]
    mutmut("run", "--max-children", arguments.max_children, *names)
    said = mutmut("results", "--all", "true")
    verdicts = dict(re.findall(r"^ *(\S+): (.+)$", said, re.MULTILINE))
    return show(modules, verdicts)


def modules_of(name: str) -> list[str]:
    """Return the modules that a name stands for, without those that have no code."""
    path = PACKAGE.joinpath(*name.split("."))
    if path.with_suffix(".py").exists():
        return [name]
    if not path.is_dir():
        sys.exit(f"ktpmsg has no module {name}")
    return [f"{name}.{one.stem}" for one in sorted(path.glob("*.py")) if one.stem != "__init__"]


def copy() -> None:
    """Copy what is tried; what mutmut knows from the last time stays."""
    for source, target in COPIED.items():
        if (HERE / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(HERE / source, WORK / target, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy2(HERE / source, WORK / target)


def select(tests: list[str]) -> None:
    """Have the copy try these tests in place of those that `pyproject.toml` names."""
    path = WORK / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    chosen = f"pytest_add_cli_args_test_selection = {json.dumps(tests)}\n"
    path.write_text(_SELECTION.sub(lambda _: chosen, text), encoding="utf-8")


def mutmut(*arguments: str) -> str:
    """Run mutmut, and return what it says."""
    program = Path(sys.executable).with_name("mutmut")
    done = subprocess.run(  # noqa: S603 - our own arguments
        [program, *arguments], cwd=WORK, env=ENVIRONMENT, check=False, text=True, encoding="utf-8",
        stdout=subprocess.PIPE,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stdout[-5000:])
    return done.stdout


def show(modules: list[str], verdicts: dict[str, str]) -> int:
    """Show the mistakes that are left, and the table; status 0 if that is good."""
    status = 0
    explained = read_explained()
    rows = [["module", "mutants", "killed", "share", "left", "unexplained"]]
    for module in modules:
        mine = {n: v for n, v in verdicts.items() if n.startswith(f"ktpmsg.{module}.")}
        left = [name for name, verdict in mine.items() if verdict not in FOUND]
        unexplained = [name for name in left if not is_explained(name, explained)]
        killed = len(mine) - len(left)
        status |= bool(unexplained) or killed * 100 < len(mine) * ENOUGH
        share = f"{killed / len(mine):.1%}" if mine else "-"
        figures = (len(mine), killed, share, len(left), len(unexplained))
        rows.append([module, *map(str, figures)])
    for row in rows:
        print(f"{row[0]:22}", *(f"{figure:>11}" for figure in row[1:]))
    return status


def read_explained() -> set[tuple[str, str]]:
    """Return the function and the line of each mistake that is explained."""
    lines = EXPLAINED.read_text(encoding="utf-8").splitlines()
    found: set[tuple[str, str]] = set()
    function = ""
    for line in lines:
        if line.startswith("## "):
            function = line.removeprefix("## ")
        elif line.startswith("    "):
            found.add((function, line.strip()))
    return found


def is_explained(name: str, explained: set[tuple[str, str]]) -> bool:
    """Whether a mistake is explained; else it is shown."""
    changed = [line for line in mutmut("show", name).splitlines()[4:] if line[:1] in "-+"]
    old, new = ([line[1:].strip() for line in changed if line[0] == sign] for sign in "-+")
    function = re.sub(r"^ktpmsg\.|__mutmut_[0-9]+$", "", name)
    function = re.sub(r"\.x(?:_|ǁ)", ".", function).replace("ǁ", ".")
    if [_CAST.sub("", line) for line in old] == [_CAST.sub("", line) for line in new]:
        return True
    # Where a line was only left out, it is told by itself.
    if all((function, line) in explained for line in new or old):
        return True
    print(f"## {function}", *changed, sep="\n")
    return False


if __name__ == "__main__":
    sys.exit(main())
