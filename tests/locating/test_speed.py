"""Time grows with the text and no faster, whatever the text."""

from __future__ import annotations

import time

import pytest
from standins import BARE, BUILTIN, EVERY

N = "3308155508959001"
SIZE = 16_384
HOSTILE = [
    "#", "##KTP", "KTP ", "#KTP#", "#KTP#\n", "#KTP ", "3", "33 ", f"{N}#", f"KTP#{N}#", f"#KTP#{N}\n",
    "SINKRONISASY#", "SINKRONISASY ", f"KTP {N} ", "#ktp ", "#\n", "\n", "~#KTP", "*KTP*", "KTP\nNIK: ",
    f"NIK: {N}\n", "DISDUKCAPIL KTP", "DISDUKCAPIL a#", "12. ", "30/08/25 18.00 - Budi: ", "K T P", "33O8",
    "#KTP#Hilang", "#KTP#a#b#c#d#e#f", "KTP#\n#", "[30/8 ", "KTP#Indah#", "CEK#", "\r\n", "<", "(",
]  # fmt: skip


def seconds(text: str) -> float:
    """The least processor time of a few that it takes to look through a text."""
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        for locator in (BUILTIN, EVERY, BARE):
            locator.locate(text)
            locator.first(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("head", ["", f"#SINKRONISASI#{N}#{N}#", f"#KTP#{N}#{N}#Siti#a#"])
def test_linear(unit: str, head: str) -> None:
    """Four times the text takes about four times as long."""
    one, four = (head + unit * (size // len(unit)) for size in (SIZE, 4 * SIZE))
    assert seconds(four) < 9 * seconds(one) + 0.05


def test_chatter_is_passed_over() -> None:
    """Most of a chat holds no message, and is not looked at word by word."""
    text = "30/08/25 18.00 - Budi: assalamualaikum pak, kapan ktp saya jadi ya\n" * 20_000
    start = time.process_time()
    assert BUILTIN.locate(text) == []
    assert time.process_time() - start < len(text) / 5e6
