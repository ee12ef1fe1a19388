"""Says which law a text breaks, and looks for the shortest text that breaks it, too.

    python fuzz/replay.py FILE…

A file holds a text as the fuzzer wrote it. Ends with status 1 if any of them breaks a law.
"""

from __future__ import annotations

import pathlib
import sys
import traceback

from laws import judge

__all__ = ["decoded"]


def decoded(data: bytes) -> str:
    """Return the text that bytes stand for: any bytes stand for one, lone surrogates included."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "ignore")


def broken(text: str) -> str | None:
    """Return the law that a text breaks, or the exception that it raises, and where; else None."""
    try:
        judge(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        last = traceback.extract_tb(error.__traceback__)[-1]
        law = str(error) if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} in {last.name}: {law}"
    return None


def shortest(text: str, law: str) -> str:
    """Leave out what can be left out of a text such that it still breaks the same law."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if broken(shorter) == law:
                text = shorter
            else:
                at += size
        size //= 2
    return text


def main(paths: list[str]) -> int:
    """Replay each file."""
    status = 0
    for path in paths:
        text = decoded(pathlib.Path(path).read_bytes())
        law = broken(text)
        if law is None:
            print(f"{path}: all laws hold")
            continue
        status = 1
        print(f"{path}: {law}\n  {shortest(text, law)!a}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
