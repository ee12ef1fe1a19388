"""Lay out what the live page fetches: Pyodide, the wheels, offices' grammars, and examples.

    python tools/site/live_files.py build/live

The folder has `npm` with the npm package of Pyodide, and the wheels in `ours` and `others`. The
files go into its `files`, with a list of them, `files.json`: the progress bar counts their sizes.

    python tools/site/live_files.py --requires

This says what else the wheel needs.
"""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktpmsg import Formats, GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
# What a browser needs of the npm package; the rest is for Node.js and for people.
PYODIDE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
# The grammars that the page offers: one that is explained, and some that public bodies printed.
OFFICES = (
    "examples/formats/puskesmas.lark",
    "tests/formats/puskesmas-hari.lark",
    "tests/formats/rs-poli.lark",
    "tests/formats/klinik-daftar.lark",
    "tests/formats/kpu-gateway-daftar.lark",
    "tests/formats/lapor-jalan.lark",
    "tests/formats/tanatidung-ktp.lark",
)


def main(folder: Path) -> None:
    """Make `files` in that folder anew."""
    files = folder / "files"
    shutil.rmtree(files, ignore_errors=True)
    (files / "pyodide").mkdir(parents=True)
    for name in PYODIDE:
        shutil.copyfile(folder / "npm/node_modules/pyodide" / name, files / "pyodide" / name)
    (files / "wheels").mkdir()
    for wheel in (*folder.glob("ours/*.whl"), *folder.glob("others/*.whl")):
        shutil.copyfile(wheel, files / "wheels" / wheel.name)
    offices = [office(ROOT / path) for path in OFFICES]
    write(files / "offices.json", offices)
    shutil.copyfile(ROOT / "examples/chat.txt", files / "chat.txt")
    shutil.copyfile(ROOT / "tools/site/answering.py", files / "answering.py")
    listed = sorted(path for path in files.glob("*/*") if path.is_file())
    write(
        files / "files.json",
        {path.relative_to(files).as_posix(): path.stat().st_size for path in listed},
    )
    size = sum(path.stat().st_size for path in listed)
    print(f"the live page fetches {len(listed)} files, {size / 1e6:.1f} MB")


def requires() -> list[str]:
    """What the library needs, as pip takes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed: list[str] = project["dependencies"]
    return needed


def write(path: Path, what: object) -> None:
    """Write JSON."""
    path.write_text(json.dumps(what, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def office(path: Path) -> dict[str, Any]:
    """The grammar in a file, as the page offers it: with a title and an example."""
    text = path.read_text(encoding="utf-8")
    try:
        formats, builtin = Formats(text), True
    except GrammarError:  # it has a keyword of the built-in formats
        formats, builtin = Formats(text, builtin=False), False
    first = text.partition("\n")[0].removeprefix("//").strip()
    return {
        "name": path.name,
        "title": first.partition(":")[0].rstrip("."),
        "grammar": text,
        "builtin": builtin,
        "example": next(line for line in examples(path, text) if formats.check(line).ok),
    }


def examples(path: Path, grammar: str) -> Iterator[str]:
    """What may be a message of a grammar: its comments, and then the texts that test it."""
    for line in grammar.splitlines():
        if line.startswith("//"):
            yield line.removeprefix("//").strip()
    rows = path.with_suffix(".jsonl")
    if rows.exists():
        for line in rows.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


if __name__ == "__main__":
    if sys.argv[1] == "--requires":
        print("\n".join(requires()))
    else:
        main(Path(sys.argv[1]))
