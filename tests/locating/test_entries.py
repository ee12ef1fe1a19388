"""Chat entries: headers of every kind in domain.md, and others of the same make."""

from __future__ import annotations

import itertools

import pytest
from standins import BUILTIN

from ktpmsg.locating.entries import entries, entry_at, header, marks_at_end, next_header

DATES = [
    "30/08/25", "8/30/25", "30.08.2025", "30-08-2025", "2023-12-20", "2023/12/20", "26 Mei 2026",
    "30/8", "07/09", "30. 08. 2025", "26 Mei", "Sabtu, 30/08/25", "May 26, 2026",
]  # fmt: skip
TIMES = [
    "18.00",
    "18:00:05",
    "4:24 pm",
    "5:46 p.m.",
    "9:20 p. m.",
    "1:10PM",
    "4.20.07\u202fPM",
    "16.20.05",
]
NAMES = ["Budi: ", "~ Budi: ", "~\u202fBudi: ", "\u200e~ Budi: ", "+62 812-3456-7890: ", ""]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("time", TIMES)
def test_headers(date: str, time: str) -> None:
    """A date, a comma or none, a word or none, a time; with a dash behind, or in brackets."""
    whens = [
        f"{date}{comma} {word}{time}" for comma in (",", "") for word in ("", "pukul ", "klo ")
    ]
    for when, name, mark in itertools.product(whens, NAMES, ["", "\u200e", "\u200f"]):
        for head in (f"{when} - ", f"{when} \u2013 ", f"[{when}] "):
            text = f"{mark}{head}{name}halo"
            assert header(text, 0) == len(text) - 4, text
            assert next_header(f"x\n{text}", 0, len(text) + 2) == 2
    assert header(f"[{time}, {date}] Budi: halo", 0) == len(f"[{time}, {date}] Budi: ")


@pytest.mark.parametrize(
    "text",
    [
        "halo",
        "",
        "24/11/2026 08.15 081200009001",
        "1. halo",
        "18.00 - Budi: x",
        "30/08/25 - Budi: x",
        "[12] x",
        "(lihat) 3",
        "12 orang, jam 08.00 - 10.00",
        "30/8 08.00 - 12.00 buka",
    ],
)
def test_no_header(text: str) -> None:
    """What only looks a little like one."""
    assert header(text, 0) == 0


def test_no_name() -> None:
    """A keyword with a number behind it is no name."""
    number = "3308155508959001"
    for text in (f"KTP: {number}#a", f"#KTP#{number}#No KK: 1", f"KTP#NIK: {number}#a"):
        found = BUILTIN.locate(f"30/08/25 18.00 - {text}")
        assert [place.start for place in found] == [17], text
    assert len(BUILTIN.locate(f"30/08/25 18.00 - KTP Online: #KTP#{number}#a")) == 1
    assert BUILTIN.locate(f"30/08/25 18.00 - #KTP grup 2: {number}") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_entries(end: str) -> None:
    """Each entry without its header, whatever ends the lines."""
    text = f"awal{end}30/08/25 18.00 - Budi: satu{end}dua{end}[16.20, 24/9/2026] Ani: tiga"
    spans = list(entries(text))
    assert [text[slice(*span)].strip() for span in spans] == ["awal", f"satu{end}dua", "tiga"]
    floor = 0
    for start, stop in spans:
        assert entry_at(text, start, floor) == (start, stop)
        assert entry_at(text, stop - 1, floor) == (start, stop)
        floor = stop
    assert list(entries("")) == [(0, 0)]
    assert next_header(f"halo{end}12 orang{end}ya", 0, 20) == 20
    assert list(entries(f"halo{end}12 orang")) == [(0, len(f"halo{end}12 orang"))]
    in_header = text.index("30/08") + 3
    assert entry_at(text, in_header, 0) == spans[1]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("BPJS <Pesan ini diedit>", "BPJS "),
        ("BPJS <This message was edited>\n", "BPJS "),
        ("BPJS <terlampir: 00000006-Surat.pdf>", "BPJS "),
        ("BPJS \u200e<attached: 00000006-Surat.pdf>", "BPJS \u200e"),
        ("Surat.pdf (file terlampir)", "Surat.pdf "),
        ("x (file attached) <Pesan ini diedit>", "x "),
        ("BPJS (anak)", "BPJS (anak)"),
        ("BPJS <3", "BPJS <3"),
        ("BPJS", "BPJS"),
        ("<Pesan ini diedit> BPJS", "<Pesan ini diedit> BPJS"),
    ],
)
def test_marks_at_end(text: str, kept: str) -> None:
    """The chat's own marks at the end of an entry."""
    assert text[: marks_at_end(text, 0, len(text))] == kept
