"""What `run.mjs` runs inside Pyodide: installs the wheels, reads the vectors, runs the tests."""

from __future__ import annotations

import datetime
import importlib
import json
import os
import pathlib
import platform
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEELS = pathlib.Path("/wheels")
TESTS = pathlib.Path("/ktpmsg/tests")
TODAY = datetime.date(2026, 11, 23)
MESSAGE = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"

# These are about other programs, about processes and threads, or about large amounts.
NOT_HERE = ("documents", "examples_*", "sample_chat", "stream", "terminal*", "threads")


async def main(options: list[str]) -> int:
    """Do all of that, with options for pytest in place of the usual ones; status 0 if it passed."""
    sys.dont_write_bytecode = True
    say("Python", platform.python_version(), "on", sys.platform, platform.machine())
    await install(wheels())
    use()
    return read_vectors() or run_tests(options)


def say(*words: object) -> None:
    """Print."""
    print(*words)  # noqa: T201 - a program, not a test


def wheels() -> list[str]:
    """Return the names of the wheels that were given."""
    return sorted(path.name for path in WHEELS.glob("*.whl"))


async def install(names: list[str]) -> None:
    """Install the wheels by micropip, which judges whether they fit; nothing is fetched."""
    # micropip itself runs from its wheel, and so does the one thing that it needs.
    first = [name for name in names if name.startswith(("micropip-", "packaging-"))]
    sys.path[:0] = [str(WHEELS / name) for name in first]
    micropip: Any = importlib.import_module("micropip")
    ours = [name for name in names if name.startswith("ktpmsg-")]
    others = [name for name in names if name not in ours]
    await micropip.install([f"emfs:{WHEELS / name}" for name in others], deps=False)
    # What this one asks for must be there by now.
    await micropip.install([f"emfs:{WHEELS / name}" for name in ours])
    say("installed:", *names)


def use() -> None:
    """Read a message, as an application does first."""
    start = time.perf_counter()
    ktpmsg: Any = importlib.import_module("ktpmsg")
    report = ktpmsg.check(MESSAGE, today=TODAY)
    assert report.ok, report
    say(f"first import and message: {time.perf_counter() - start:.2f} s, {ktpmsg.__file__}")


def read_vectors() -> int:
    """Hold the library against the vectors; status 0 if all verdicts are right."""
    ktpmsg: Any = importlib.import_module("ktpmsg")
    verdicts = wrong = 0
    for name in ("citizens.jsonl", "kinds.jsonl", "contract3.jsonl"):
        path = TESTS / "vectors" / name
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for reading in ("strict", "lenient"):
                report = ktpmsg.check(row["text"], strict=reading == "strict", today=TODAY)
                verdicts += 1
                if row[reading] not in ("any", "ok" if report.ok else "error"):
                    wrong += 1
                    say("wrong:", row["id"], reading)
    say(f"vectors: {verdicts} verdicts, {wrong} of them wrong")
    return int(wrong > 0)


def run_tests(options: list[str]) -> int:
    """Run the tests that apply, if pytest is among the wheels."""
    if not any(WHEELS.glob("pytest-*.whl")):
        say("no wheel of pytest: no tests")
        return 0
    pytest: Any = importlib.import_module("pytest")

    class NotHere:
        """Skips what cannot be done here, by what Python says of it."""

        @pytest.hookimpl(wrapper=True)  # type: ignore[untyped-decorator]
        def pytest_runtest_call(self) -> Iterator[None]:
            try:
                yield
            except (OSError, RuntimeError) as error:
                if "support processes" in str(error) or "start new thread" in str(error):
                    pytest.skip("no threads and no processes in WebAssembly")
                raise

    os.chdir(TESTS.parent)
    os.environ["CI"] = "true"  # the same examples each time
    ignored = [f"--ignore-glob=tests/test_{name}.py" for name in NOT_HERE]
    # The library is imported already, and its plugin for pytest would have it rewritten.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    usual = ["-q", "-p", "no:cacheprovider", *ignored]
    return int(pytest.main([*quiet, *(options or usual)], [NotHere()]))
