"""Prints faulty messages with the replies to them, for somebody to judge.

    python tools/show_replies.py [--short] [--lang en] [WORD …]

With words, only the messages whose name has one of them.
"""

from __future__ import annotations

import argparse
import datetime
import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

import faulty  # - beside the tests

import ktpmsg

_TODAY = datetime.date(2026, 11, 23)
_LONGEST = 500


def main() -> None:
    """Print them, numbered."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--short", action="store_true")
    options.add_argument("--lang", default="id")
    options.add_argument("--codes", action="store_true")
    options.add_argument("words", nargs="*")
    asked = options.parse_args()
    office = ktpmsg.Formats(faulty.GRAMMAR, builtin=False)
    sent: list[tuple[str, str, Any]] = [
        (name, text, ktpmsg.check) for name, text in faulty.MESSAGES.items()
    ]
    sent += [(f"office: {name}", text, office.check) for name, text in faulty.OFFICE.items()]
    for number, (name, text, check) in enumerate(sent, 1):
        if asked.words and not any(word in name for word in asked.words):
            continue
        report = check(text, today=_TODAY)
        shown = text if len(text) < _LONGEST else text[:_LONGEST] + " [...]"
        print(f"=== {number}. {name}\n--- message\n{shown}")
        if asked.codes:
            for p in report.problems:
                facts = [fact for fact in p._facts if fact[0] != "format"]  # noqa: SLF001
                print(f"    {p.severity} {p.code} {p.field} {p.span} {facts}")
        print(f"--- reply\n{report.reply(asked.lang, short=asked.short)}\n")


if __name__ == "__main__":
    main()
