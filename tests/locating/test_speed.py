"""The work grows with the text and no faster, whatever the text.

Steps are counted, which are the same each time; `benchmarks/growth.py` measures the time.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from standins import BARE, BUILTIN, EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

N = "3308155508959001"
SIZE = 2_048
HOSTILE = [
    "#", "##KTP", "KTP ", "#KTP#", "#KTP#\n", "#KTP ", "3", "33 ", f"{N}#", f"KTP#{N}#", f"#KTP#{N}\n",
    "SINKRONISASY#", "SINKRONISASY ", f"KTP {N} ", "#ktp ", "#\n", "\n", "~#KTP", "*KTP*", "KTP\nNIK: ",
    f"NIK: {N}\n", "DISDUKCAPIL KTP", "DISDUKCAPIL a#", "12. ", "30/08/25 18.00 - Budi: ", "K T P", "33O8",
    "#KTP#Hilang", "#KTP#a#b#c#d#e#f", "KTP#\n#", "[30/8 ", "KTP#Indah#", "CEK#", "\r\n", "<", "(",
]  # fmt: skip


ALL = tuple(look for one in (BUILTIN, EVERY, BARE) for look in (one.locate, one.first))


def calls(text: str, looks: Iterable[Callable[[str], object]] = ALL) -> int:
    """How many calls of functions it takes to look through a text."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        for look in looks:
            look(text)
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("head", ["", f"#SINKRONISASI#{N}#{N}#", f"#KTP#{N}#{N}#Siti#a#"])
def test_linear(unit: str, head: str) -> None:
    """Four times the text takes about four times as many steps."""
    one, four = (head + unit * (size // len(unit)) for size in (SIZE, 4 * SIZE))
    assert calls(four) < 5 * calls(one) + 1000


def test_chatter_is_passed_over() -> None:
    """Most of a chat holds no message, and is not looked at word by word."""
    lines = 2_000
    text = "30/08/25 18.00 - Budi: assalamualaikum pak, kapan ktp saya jadi ya\n" * lines
    assert BUILTIN.locate(text) == []
    assert calls(text, [BUILTIN.locate]) < lines
