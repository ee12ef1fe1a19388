"""Types that a newcomer can use: annotations that can be looked up, and checkers that accept code."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import attrs
import pytest
from people import NIK

import ktpmsg
from ktpmsg import Formats, Nik, Report

ROOT = Path(__file__).parents[1]
PUBLIC = [getattr(ktpmsg, name) for name in ktpmsg.__all__ if name != "Message"]


def _functions(kind: Any) -> list[Any]:
    """A function, or the public methods and properties of a class of ours."""
    if not isinstance(kind, type):
        return [kind]
    found = []
    for base in kind.__mro__:
        if base.__module__.startswith("ktpmsg"):
            for name, value in vars(base).items():
                if name == "__init__" or not name.startswith("_"):
                    found.append(getattr(value, "fget", None) or getattr(value, "__func__", value))
    return [one for one in found if inspect.isfunction(one)]


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_every_public_annotation_can_be_looked_up(kind: Any) -> None:
    """Those of classes, functions, methods and properties."""
    typing.get_type_hints(kind)
    for function in _functions(kind):
        hints = typing.get_type_hints(function)
        assert "return" in hints or function.__name__ == "__init__"
        inspect.signature(function, eval_str=True)
    if attrs.has(kind):
        attrs.resolve_types(kind)
        assert all(not isinstance(a.type, str) for a in attrs.fields(kind))


def test_the_annotations_of_a_class_that_was_made_can_be_looked_up() -> None:
    """Those of a grammar of an office."""
    formats = Formats(
        '%import fields (nik)\nstart: cek\ncek: "CEK"i "#" nik{"NIK"}\n', builtin=False
    )
    record: Any = formats.records["cek"]
    assert typing.get_type_hints(record) == {"nik": Nik} | typing.get_type_hints(ktpmsg.Record)
    attrs.resolve_types(record)
    message = typing.get_args(typing.get_type_hints(Report)["message"])[0]
    assert message.__bound__ is ktpmsg.Record


# --- type checkers -----------------------------------------------------------------------------


def _sources(tmp_path: Path) -> list[str]:
    """What has to pass: an application, and the code of the README and the documents."""
    found = [str(ROOT / "tests" / "consumer.py")]
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        blocks = re.findall(
            r"^```python\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
        # Django and pyarrow have no types, and Spark is not installed here.
        if document.name not in {"django.md", "columns.md", "spark.md"}:
            path = tmp_path / f"{document.stem.lower()}_document.py"
            path.write_text("\n\n".join(blocks), "utf-8")
            found.append(str(path))
    return found


def test_mypy_accepts_what_users_write(tmp_path: Path) -> None:
    """In strict mode, but for functions without annotations, which examples may have."""
    pytest.importorskip("mypy", reason="needs the extra: dev")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-incremental"]
    command += ["--allow-untyped-defs", "--allow-untyped-calls", "--follow-imports=silent"]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(
        [*command, *_sources(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stdout


def test_pyright_accepts_what_users_write(tmp_path: Path) -> None:
    """Where Node.js is, under which it runs."""
    pytest.importorskip("pyright", reason="needs the extra: dev")
    if not shutil.which("node"):
        pytest.skip("pyright runs under Node.js, which is not here")
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    done = subprocess.run(
        [*command, *_sources(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if "npm" in done.stderr and not done.stdout.strip():
        pytest.skip("pyright does not install here")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_number_is_no_puzzle_for_completion() -> None:
    """What a value offers beyond the methods of `str`, all of it public."""
    names = {name for name in dir(Nik(NIK)) if not name.startswith("_")} - set(dir(str))
    assert names == {"birth_date", "digits", "parse", "region", "serial", "sex"}
