"""Lark's own parser and the derived expression read the same: the reference for the fast way.

Both drive the same methods. They are held against each other on messages as published and on
mutated ones, for our own grammar and for those of other offices. The parser of a grammar has no
public name, and needs none: only these tests and the loading of a grammar ask it.
"""

from __future__ import annotations

import functools
import json
import pathlib
import random

import pytest

from ktpmsg import Formats
from ktpmsg.api import builtin

HERE = pathlib.Path(__file__).parent
OFFICES = sorted((HERE / "formats").glob("*.lark"))
SIGNS = " \t\n#*.:'0O3KTPa/-é+\r"
MUTANTS = 60  # of each grammar
LONGEST = 400
# What only the message as a whole can show, and Lark's grammar cannot say.
OF_WHOLE = {"several-messages", "two-keywords", "text-around", "template-unfilled"}


@functools.cache
def loaded(name: str) -> Formats:
    """The formats of an office, or our own."""
    if name == "builtin":
        return builtin()
    return Formats.load(HERE / "formats" / f"{name}.lark", builtin=False)


def published(name: str) -> list[str]:
    """Messages that are strictly right."""
    if name == "builtin":
        paths = [HERE / "vectors" / f"{stem}.jsonl" for stem in ("citizens", "kinds")]
    else:
        paths = [HERE / "formats" / f"{name}.jsonl"]
    rows = [json.loads(line) for p in paths for line in p.read_text("utf-8").splitlines()]
    return [r["text"] for r in rows if r["strict"] == "ok" and len(r["text"]) < LONGEST]


def mutated(text: str, chance: random.Random) -> str:
    """A text with one to three characters put in, left out or changed."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        kind = chance.random()
        new = chance.choice(SIGNS) * chance.choice((1, 1, 2)) if kind < 0.8 else ""
        text = text[:at] + new + text[at + (kind < 0.4 or not new) :]
    return text


@pytest.mark.parametrize("name", ["builtin", *(path.stem for path in OFFICES)])
def test_alike(name: str) -> None:
    """What Lark's parser reads, strict reading reads as the same record, and nothing else."""
    formats = loaded(name)
    chance = random.Random(name)  # noqa: S311 - the same messages each time
    right = published(name)
    texts = right + [mutated(chance.choice(right), chance) for _ in range(MUTANTS)]
    for text in texts:
        reference = formats._grammar.reference.read(text)
        report = formats.check(text, strict=True)
        if OF_WHOLE.intersection(p.code for p in report.errors):
            continue
        assert report.message == reference
        quick = formats._catalogue.read(text)
        assert reference is None or quick == reference  # all that is right takes the fast way
