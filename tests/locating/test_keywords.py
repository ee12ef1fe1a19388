"""Keywords as lenient reading knows them (section 4, "keyword")."""

from __future__ import annotations

import pytest
from standins import Number, builtin, make, offices

from ktpmsg.locating.keywords import Keywords, one_letter_off

KEYWORDS = Keywords([*builtin(), *offices()])
N = "3308155508959001"


def found(text: str) -> list[tuple[str, str, str]]:
    """The format, the text and the spelling of each keyword."""
    return [
        (k.format.name, text[k.start : k.end], k.spelling)
        for k in KEYWORDS.find(text, [(0, len(text))])
    ]


@pytest.mark.parametrize(
    ("typed", "name", "spelling"),
    [
        ("KTP", "ktp", "capitals"),
        ("kTp", "ktp", "published"),
        ("K.T.P", "ktp", "lenient"),
        ("K T P", "ktp", "lenient"),
        ("K. T. P", "ktp", "lenient"),
        ("E-KTP", "ktp", "lenient"),
        ("e KTP", "ktp", "lenient"),
        ("EKTP", "ktp", "lenient"),
        ("KTP-EL", "ktp", "lenient"),
        ("KTP el", "ktp", "lenient"),
        ("KTPEL", "ktp", "lenient"),
        ("DUKCAPIL", "disdukcapil", "lenient"),
        ("DISDUK CAPIL", "disdukcapil", "lenient"),
        ("SINKRO-NISASI", "sinkronisasi", "lenient"),
        ("SINGKRONISASI", "sinkronisasi", "misspelled"),
        ("SINKRONISAS", "sinkronisasi", "misspelled"),
        ("SINKORNISASI", "sinkronisasi", "misspelled"),
        ("SYNKRONISASI", "sinkronisasi", "misspelled"),
        ("DINDUKCAPIL", "disdukcapil", "misspelled"),
        ("DISDUKCAPILL", "disdukcapil", "misspelled"),
        ("DUKCAPL", "disdukcapil", "misspelled"),
        ("Cek#KTP", "cek_ktp", "published"),
        ("CEK # KTP", "cek_ktp", "capitals"),
        ("CEK E-KTP", "cek_ktp", "lenient"),
        ("REG", "reg", "capitals"),
    ],
)
def test_spellings(typed: str, name: str, spelling: str) -> None:
    """One keyword, alone and between other words."""
    assert [(n, s) for n, _, s in found(typed)] == [(name, spelling)]
    assert [(n, s) for n, _, s in found(f"ya ({typed}) ya")] == [(name, spelling)]


@pytest.mark.parametrize(
    "typed",
    [
        "KTPP",
        "KPT",
        "KTO",
        "KTPku",
        "KT P",
        "SINGKRONASI",
        "DAFTARKAN",
        "REGU",
        "KTP12",
        "CEK",
        "xyz",
        "KTP\u0441",
        "LAPO",
        "_",
    ],
)
def test_none(typed: str) -> None:
    """A short keyword is not guessed, and a long one by one letter only."""
    assert found(typed) == []


def test_digits_behind() -> None:
    """A keyword ends where letters and digits end, but for a number."""
    assert found(f"REG{N}#") == [("reg", "REG", "capitals")]
    assert found("REG12#") == []


def test_glued() -> None:
    """A keyword at the end of a run of letters or digits: as published only, the longest."""
    assert found("BPJSKTP") == [("ktp", "KTP", "capitals")]
    assert found("anakktp") == [("ktp", "ktp", "published")]
    assert found("9001DISDUKCAPIL") == [("disdukcapil", "DISDUKCAPIL", "capitals")]
    (keyword,) = KEYWORDS.find("BPJSKTP", [(0, 7)])
    assert keyword.glued
    assert not keyword._replace(spelling="lenient").is_exact


def test_several() -> None:
    """In order, none inside another."""
    assert [name for name, _, _ in found("KTP, E-KTP dan Cek#KTP; DISDUKCAPIL")] == [
        "ktp",
        "ktp",
        "cek_ktp",
        "disdukcapil",
    ]


def test_two_fit() -> None:
    """A keyword misspelled so that two fit is none."""
    two = Keywords([make("KELUAR#", Number("NIK")), make("KELUAS#", Number("NIK"))])
    assert list(two.find("KELUAP", [(0, 6)])) == []
    assert len(list(two.find("KELUAR KELUAS", [(0, 13)]))) == 2


def test_many_words() -> None:
    """However many words are compared, no more than so many are kept."""
    text = " ".join(f"SINKRO{at:05}X" for at in range(5000))
    assert list(KEYWORDS.find(text, [(0, len(text))])) == []
    assert found("SINGKRONISASI") == [("sinkronisasi", "SINGKRONISASI", "misspelled")]


def test_no_formats() -> None:
    """Without a keyword nothing is found."""
    assert list(Keywords([]).find("KTP SINKRONISASI", [(0, 16)])) == []
    assert list(Keywords([make("", Number("NIK"))]).find("KTP", [(0, 3)])) == []


def test_a_sign_in_a_keyword() -> None:
    """A keyword that is no word alone is known as it is written."""
    keywords = Keywords([make("UJI-A#", Number("NIK"))])
    assert [k.is_exact for k in keywords.find("uji-a#", [(0, 6)])] == [True]
    assert list(keywords.find("UJI A#", [(0, 6)])) == []


def test_one_letter_off() -> None:
    """One wrong, missing, extra or swapped letter; none, two or another script's is not that."""
    for typed in ("ABCDX", "ABCE", "ABCDEF", "ABDCE", "XABCDE", "BCDE"):
        assert one_letter_off(typed, "ABCDE")
    for typed in ("ABCDE", "ABXDX", "ABC", "ABCD\u0415", "BACED"):
        assert not one_letter_off(typed, "ABCDE")
