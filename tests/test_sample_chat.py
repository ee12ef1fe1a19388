"""The sample chat, `examples/chat.txt`: what `ktpmsg find` says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from people import TODAY

import ktpmsg
from ktpmsg import Report
from ktpmsg.terminal import command as terminal

CHAT = Path(__file__).parents[1] / "examples" / "chat.txt"

# The first line of each message in the chat, and the codes of what was found in it.
GOOD = """
11 15 20 21 48 72 90 98 98
83 digits-in-name
89 unknown-place
92 inferred-region
102 implausible-date
"""
MENDED = """
17 keyword-spelling text-after
27 number-format number-format text-after
31 text-around text-around
39 label label label label label label choice-spelling
52 text-around
53 text-around
54 text-around choice-spelling
55 text-around
58 keyword-spelling text-after
61 keyword-spelling choice-spelling
65 text-around text-around
68 choice-spelling
76 separator-look-alike number-format
80 choice-spelling text-after
88 text-around text-around
91 keyword-spelling
96 choice-spelling
97 text-around invisible-character
101 invisible-character choice-spelling
"""
FAULTY = """
5 template-unfilled
7 template-unfilled
8 template-unfilled
22 wrong-length
25 wrong-length
29 several-choices
32 masked-number
35 keyword-spelling wrong-separator missing-field missing-field missing-field missing-field
46 missing-field
50 swapped-fields swapped-fields
57 wrong-separator
59 swapped-numbers
62 empty-field
66 impossible-date
67 unknown-choice
69 missing-field
70 same-number
74 spreadsheet-number
75 spreadsheet-number
77 not-digits
79 two-numbers
81 zero-serial
82 unknown-province
85 template-unfilled
86 mixed-script
87 keyword-spelling several-choices
93 number-outside
99 extra-field
100 bad-characters
103 keyword-spelling empty-field empty-field empty-field empty-field empty-field empty-field
104 no-letters
"""
SUMMARY = (
    "63 messages: 13 good, 19 with repairs, 31 faulty (50 KTP, 8 SINKRONISASI, 5 DISDUKCAPIL)\n"
)


def reports() -> list[Report]:
    """The reports of the messages in the chat."""
    with CHAT.open(encoding="utf-8", newline="") as lines:
        return list(ktpmsg.find(lines, today=TODAY))


def expected(table: str) -> list[tuple[int, list[str]]]:
    """Return the lines of a table, each with its codes."""
    found: list[tuple[int, list[str]]] = []
    for row in table.strip().splitlines():
        words = row.split()
        codes = [word for word in words if not word.isdecimal()]
        found += [(int(word), codes) for word in words if word.isdecimal()]
    return found


def test_what_is_found() -> None:
    """Each message is found, in its line, with the right problems, and nothing else is."""
    found: dict[str, list[tuple[int, list[str]]]] = {"good": [], "mended": [], "faulty": []}
    for report in reports():
        verdict = "mended" if report.repairs else "good"
        codes = [problem.code.value for problem in report.problems]
        found[verdict if report.ok else "faulty"].append((report.line, codes))
    assert found["good"] == sorted(expected(GOOD))
    assert found["mended"] == expected(MENDED)
    assert found["faulty"] == expected(FAULTY)


def test_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints each report as it is drawn, and a summary."""
    assert terminal.main(["find", "--lang", "en", str(CHAT)]) == 1
    drawn = [f"{CHAT}:{report.line}: {report}\n" for report in reports()]
    assert capsys.readouterr().out == "\n".join([*drawn, SUMMARY])


def test_rows_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes a row of JSON for each."""
    assert terminal.main(["find", "--json", str(CHAT)]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["line"], row["ok"]) for row in rows] == [(r.line, r.ok) for r in reports()]


@pytest.mark.parametrize("options", [[], ["--json"], ["--lang", "id"], ["--strict"]])
def test_nothing_private_is_printed(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No more than six digits of any number are printed, and no name of anybody in the chat."""
    terminal.main(["find", *options, str(CHAT)])
    out = capsys.readouterr().out
    assert not re.search("[0-9]{7}", out)
    names = re.findall("#((?:[A-Z][a-z']+ ){1,2}[A-Z][a-z]+)#", CHAT.read_text(encoding="utf-8"))
    places = {"Daleman Kidul", "Kali Bening"}
    assert len(names) > 30
    assert not [name for name in names if name in out and name not in places]


def test_it_is_a_chat_export() -> None:
    """It has the form that WhatsApp on Android gives it in Indonesian, and its markers."""
    lines = CHAT.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 80
    entries = [line for line in lines if re.match(r"\d\d/\d\d/\d\d \d\d\.\d\d - ", line)]
    assert len(lines) > len(entries) > 60
    for marker in ("<Media tidak disertakan>", "Pesan ini telah dihapus", "stiker tidak disert"):
        assert any(marker in line for line in entries)


def test_everybody_in_it_is_invented() -> None:
    """Every number of sixteen digits has a serial that begins with 9, but for the one of 0000."""
    numbers = re.findall(r"(?<![0-9])[0-9]{16}(?![0-9])", CHAT.read_text(encoding="utf-8"))
    assert len(numbers) > 80
    assert {number[12] for number in numbers} <= {"9", "0"}
    assert [number[12:] for number in numbers if number[12] == "0"] == ["0000"]
