"""No message swallows another: pairs of messages joined as people do (issue 11, item 1)."""

from __future__ import annotations

import itertools

import pytest
from standins import BUILTIN, repaired, shown

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308011705749337", "3308011705109338"

FIRST = [
    f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang",
    f"#SINKRONISASI#{N}#{K}#BPJS anak",
    f"DISDUKCAPIL#Siti Aminah#{N}#sudah jadi?",
    f"#KTP#{N}#{K}#Siti Aminah#Surodadi",
    f"#KTP#{N}#{K}",
    f"#KTP#{N}",
    f"#SINKRONISASI#{N}#{K}",
    f"#SINKRONISASI#{N}#{K}#",
    f"#SINKRONISASI#{N}",
    f"DISDUKCAPIL#Siti Aminah#{N}",
    f"KTP {N}#{K}#Siti Aminah",
]
SECOND = [
    f"#KTP#{N2}#{K2}#Bagas Wirayudha#Menoreh#Salaman#Rusak",
    f"#SINKRONISASI#{N2}#{K2}#pajak",
    f"#DISDUKCAPIL#Bagas Wirayudha#{N2}#kapan?",
    f"#SINKRONISASI#{N2}",
]
CHANGES = {
    "as it is": lambda text: text,
    "spaces": lambda text: text.replace("#", " # ").strip(),
    "a space after": lambda text: text.replace("#", "# "),
    "a label": lambda text: text.replace(N2, f"NIK: {N2}"),
    "a label without a colon": lambda text: text.replace(N2, f"NIK {N2}"),
    "groups": lambda text: text.replace(N2, "3308 0117 0574 9337"),
    "dots": lambda text: text.replace(N2, "33.08.01.170574.9337"),
    "an apostrophe": lambda text: text.replace(N2, f"'{N2}"),
    "full-width": lambda text: text.replace("#", "＃"),
    "keycaps": lambda text: text.replace("#", "#️⃣"),
    "full-width digits": lambda text: text.translate({ord(str(d)): 0xFF10 + d for d in range(10)}),
    "a letter O": lambda text: text.replace("0", "O", 1),
    "fifteen digits": lambda text: text.replace(N2, N2[:-1]),
    "masked": lambda text: text.replace(N2, "330801******9337"),
    "lower case": lambda text: text.lower(),
    "a letter more": lambda text: text.replace("SINKRON", "SINGKRON").replace("KTP", "E-KTP"),
}
JOINTS = [
    "", " ", "\n", "\n\n", ", ", "\n2. ", "\n- ", "\nTuti: ", "\nb. ", "\n18.05 ", "\n0812-0000-9001: ",
    "\n[30/8 18.00] Tuti: ", "\n30/08/25 18.01 - Tuti: ", "\r\n", "\r",
]  # fmt: skip


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("change", CHANGES)
def test_pairs(joint: str, change: str) -> None:
    """Each message is found once, and none holds anything of the other."""
    for first, second in itertools.product(FIRST, SECOND):
        text = repaired(first + joint + CHANGES[change](second))
        cut = text.index(repaired(CHANGES[change](second)), len(first) - 1)
        places = BUILTIN.locate(text)
        assert len(places) == 2, text
        one, two = places
        assert first.startswith(text[one.start : one.close].rstrip("#, "))
        assert one.end <= cut
        assert text[two.start : two.end] == text[cut:].strip(), text
        assert shown(text, two).endswith(text[two.start : two.end])


def test_three() -> None:
    """Three in a row."""
    for row in itertools.product(FIRST, SECOND, SECOND):
        text = "\n".join(row)
        assert [text[p.start : p.end] for p in BUILTIN.locate(text)] == list(row)
