"""What citizens wrote and a tester found: the whole of `check` and `find`, with real formats."""

from __future__ import annotations

import pytest

import ktpmsg

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308011705749337", "3308011705109338"
FIELDS = f"#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang"
KTP = f"#KTP{FIELDS}"
KTP2 = f"#KTP#{N2}#{K2}#Bagas Wirayudha#Menoreh#Salaman#Rusak"
SYNC = f"#SINKRONISASI#{N}#{K}#BPJS"
SYNC2 = f"#SINKRONISASI#{N2}#{K2}#pajak"
SMS = f"DISDUKCAPIL#Siti Aminah#{N}#ktp jadi blm"


def errors(text: str, formats: ktpmsg.Formats | None = None) -> list[tuple[str, str | None]]:
    """The errors of a text, as code and field."""
    report = (formats or ktpmsg).check(text)
    return [(str(p.code), p.field) for p in report.errors]


def found(text: str, formats: ktpmsg.Formats | None = None) -> list[tuple[str, bool]]:
    """What `find` yields: its text, and whether it is good; the same from lines."""
    formats = formats or ktpmsg  # type: ignore[assignment]
    reports = list(formats.find(text))  # type: ignore[union-attr]
    lines = list(formats.find(text.splitlines(keepends=True)))  # type: ignore[union-attr]
    assert [(r.span, r.message) for r in lines] == [(r.span, r.message) for r in reports]
    return [(report.text, report.ok) for report in reports]


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("Pak Disdukcapil, ini KTP saya ", KTP),
        ("Disdukcapil ini KTP saya ", KTP),
        ("Yth Disdukcapil ", KTP),
        ("Daftar KTP ", KTP),
        ("mau KTP ", KTP[1:]),
        ("mohon sinkronisasi KTP ", SYNC),
        ("Disdukcapil, ini KTP ", KTP),
        ("min disdukcapil mau tanya ", SMS),
    ],
)
def test_keyword_in_a_sentence(before: str, message: str) -> None:
    """The rule: "A keyword inside a sentence, or on a line before, is text around"."""
    assert errors(before + message) == []
    assert found(before + message) == [(message, True)]
    assert found(f"{SYNC2}\n{before}{message}")[-1] == (message, True)


@pytest.mark.parametrize(
    "text", [f"DISDUKCAPIL{KTP}", f"DISDUKCAPIL {KTP}", f"halo DISDUKCAPIL{KTP}"]
)
def test_two_keywords(text: str) -> None:
    """A keyword with a separator of its own begins the message, and so does the first word."""
    assert [code for code, _ in errors(text)] == ["two-keywords"]
    assert len(found(text)) == 1


@pytest.mark.parametrize("first", [KTP2, SYNC2])
@pytest.mark.parametrize("second", [KTP, SYNC])
@pytest.mark.parametrize("between", [" ", ", ", "\n", " * "])
def test_struck_out_in_front(first: str, second: str, between: str) -> None:
    """The rule: "What is struck out ends the message before it, and begins none"."""
    text = f"~{first}~{between}{second}"
    assert [(message.endswith(second), ok) for message, ok in found(text)] == [(True, True)]
    assert "several-messages" not in dict(errors(text))


def test_marks_of_two() -> None:
    """Each has its own marks."""
    (one, other) = ktpmsg.find(f"*{SYNC}* *{SYNC2}*")
    assert (one.message, other.message) == (ktpmsg.parse(SYNC), ktpmsg.parse(SYNC2))
