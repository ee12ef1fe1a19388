"""Formats of other offices (section 11): other separators, spaces, several keywords, or none."""

from __future__ import annotations

import pytest
from standins import BARE, EVERY, builtin, found, made, offices, repaired, shown

from ktpmsg.locating.locator import Locator

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308011705749337", "3308011705109338"
SYNC = f"#SINKRONISASI#{N}#{K}#BPJS"
OTHER = f"#SINKRONISASI#{N2}#{K2}#BPJS"


def names(text: str, locator: Locator = EVERY) -> list[str]:
    """The formats of the messages in a text."""
    return [name for name, _ in found(text, locator)]


@pytest.mark.parametrize(
    ("text", "name", "how", "published"),
    [
        (f"Cek#KTP#{N}", "cek_ktp", "separator", True),
        (f"CEK # KTP # {N}", "cek_ktp", "separator", True),
        (f"CEK KTP#{N}", "cek_ktp", "separator", False),
        (f"#CEK#KTP#{N}", "cek_ktp", "separator", False),
        (f"REG {N}#{K}#", "reg", "space", True),
        (f"REG\n{N}#{K}#", "reg", "space", True),
        (f"REG{N}#{K}#", "reg", "digits", False),
        (f"REG#{N}#{K}#", "reg", "separator", False),
        (f"reg {N}#{K}", "reg", "space", True),
        (f"ULANG#{N}#{K}#", "ulang", "separator", True),
        (f"ULANG#{N}#{K}", "ulang", "separator", True),
        ("lapor#jalan rusak #parah", "lapor", "separator", True),
        ("HARGA#cabe#12000#", "harga", "separator", True),
        (f"ADUAN Salaman#{N}#Budi#jalan rusak", "aduan", "space", True),
        (f"DAFTAR*{N}*Siti*081200009001", "daftar", "separator", True),
        (f"DAFTAR*{N}*Siti", "daftar", "separator", True),
        (f"daftar * {N} * Siti", "daftar", "separator", True),
        (f"#POLI#{N}#Gigi#15-08-1995", "klinik_poli", "separator", True),
        (f"UJI|Siti|{N}", "uji", "separator", True),
        (f"#PINDAH#{N}#{K}#Siti#Jl. Pemuda 12, Sleman#081200009001", "pindah", "separator", True),
        (f"#PINDHA#{N}#{K}#Siti#Sleman#081200009001", "pindah", "separator", False),
    ],
)
def test_ours(text: str, name: str, how: str, published: bool) -> None:  # noqa: FBT001
    """Each is one message of its format, alone, with lines around it, and after another."""
    (place,) = EVERY.locate(text)
    assert (place.format.name, place.how, place.published) == (name, how, published)
    assert shown(text, place) == text
    assert names(f"halo\n{text}\n") == [name]
    assert names(f"{OTHER}\n{text}") == ["sinkronisasi", name]


@pytest.mark.parametrize(
    "text",
    [
        "REG saya",
        "lapor saja",
        "kapan harga cabe#turun",
        "cek KTP ya",
        "halo lapor#x",
        "REG12#a",
        "#poli #gigi #antri",
    ],
)
def test_not_ours(text: str) -> None:
    """A keyword that is a word."""
    assert names(text) == []


def test_elsewhere() -> None:
    """The space that a format publishes counts in the middle of a line, too."""
    assert names(f"{OTHER} REG {N}#{K}#") == ["sinkronisasi", "reg"]
    assert names(f"{OTHER} REG {N}") == ["sinkronisasi", "reg"]
    assert names(f"mohon KTP#SINKRONISASI#{N}#{K}#x") == ["ktp"]
    text = f"K#Nama1. a|lapor,Nama: E-KTP(-#(3308 0117 0574 9337-{K2}\n.lapor#"
    assert names(text) == ["lapor"]


def test_longer_sequence() -> None:
    """A longer sequence of keywords beats one inside it."""
    assert names(f"CEK#KTP#{N}") == ["cek_ktp"]
    assert names(f"{SYNC}\nCEK#KTP#{N2}") == ["sinkronisasi", "cek_ktp"]
    assert names(f"CEK\nKTP#{N}#{K}") == ["ktp"]


def test_end_with_the_line() -> None:
    """A last field of one line ends the message, also with an optional one after it."""
    for text in (
        f"DAFTAR*{N}*Siti",
        f"DAFTAR*{N}*Siti*081200009001",
        f"ULANG#{N}#{K}#",
        f"#POLI#{N}#Gigi#15-08-1995",
    ):
        (place,) = EVERY.locate(f"{text}\nterima kasih * # ya")
        assert shown(f"{text}\nterima kasih * # ya", place) == text
    text = f"ULANG\n#{N}\n#{K}\n#\nsalam"
    assert found(text, EVERY) == [("ulang", text[: text.index("\nsalam")])]
    text = f"DAFTAR\n*{N}\n*Siti\n*081200009001\nsalam"
    assert found(text, EVERY) == [("daftar", text[: text.index("\nsalam")])]


def test_optional_free_text() -> None:
    """Optional free text goes on to the end of the message, once it is there."""
    locator = Locator(made('surat: "SURAT"i "#" nik{"NIK"} ["#" isi{"catatan"}]'))
    assert found(f"SURAT#{N}\nsalam", locator) == [("surat", f"SURAT#{N}")]
    assert found(f"SURAT#{N}#ya\nsalam", locator) == [("surat", f"SURAT#{N}#ya\nsalam")]
    text = f"SURAT#{N}#ya\nSURAT#{N2}#x"
    assert [it for _, it in found(text, locator)] == text.split("\n")


def test_star_is_the_separator() -> None:
    """A mark that is the separator is the separator."""
    text = f"*DAFTAR*{N}*Siti*"
    (place,) = EVERY.locate(text)
    assert text[place.start : place.end] == text
    assert not place.published


def test_misspelled_names() -> None:
    """A misspelled keyword begins nothing where the text reads with it as a value."""
    assert names(f"DISDUKCAPIL#Indah#{N}#kapan") == ["disdukcapil"]
    (place,) = EVERY.locate(f"DISDUKCAPIL#Indah#{N}#kapan")
    assert place.second is None
    (place,) = EVERY.locate(f"DISDUKCAPIL#PINDAH#{N}#kapan")
    assert place.second is not None
    text = f"#KTP#{N}#{K}#Indah#Surodadi#Candimulyo#Hilang"
    assert names(text) == ["ktp"]
    assert names(f"{SYNC}\n#PINDHA#{N2}#{K2}#a#b#081200009001") == ["sinkronisasi", "pindah"]


def test_two_fit() -> None:
    """A keyword misspelled so that two fit is none; an exact one wins."""
    locator = Locator(
        made('keluar: "#" "KELUAR"i "#" nik{"NIK"}\nkeluas: "#" "KELUAS"i "#" nik{"NIK"}')
    )
    assert locator.locate(f"#KELUAP#{N}") == []
    assert locator.first(f"#KELUAP#{N}") is None
    assert [p.format.name for p in locator.locate(f"#KELUAS#{N}")] == ["keluas"]


@pytest.mark.parametrize("sign", ["|", ";", "*"])
def test_another_separator(sign: str) -> None:
    """The separator comes from the format: the same places with another one."""
    locator = Locator(builtin(sign))
    for text in (
        SYNC,
        f"{SYNC}\n#SINKRONISASI#{N2}#{K2}#x",
        f"halo\n1. KTP#{N}#{K}#Siti#a#b#Hilang\nya",
        f"DISDUKCAPIL#KTP#{N}#{K}#Siti",
        f"{SYNC} Cek#KTP#{N2}",
        "#ktp #sim #stnk",
    ):
        here = [p._replace(format=p.format.name) for p in Locator(builtin()).locate(text)]  # type: ignore[arg-type]
        there = [p._replace(format=p.format.name) for p in locator.locate(text.replace("#", sign))]  # type: ignore[arg-type]
        assert here == there


# --- without a keyword -------------------------------------------------------------------------

HALO = f"#{N}#Siti Aminah#{K}#081200009001#NIK tidak aktif"
KLINIK = f"Siti Aminah#{N}#1995-08-15"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (HALO, [HALO]),
        (KLINIK, [KLINIK]),
        (f"pagi\n{HALO}", [HALO]),
        (f"pagi\n{KLINIK}\nsalam", [KLINIK]),
        (f"- {KLINIK}", [f"- {KLINIK}"]),
        (f"{KLINIK}\n{KLINIK}", [KLINIK, KLINIK]),
        (f"{HALO}\n{KLINIK}", [HALO, KLINIK]),
        (f"{SYNC}\n{KLINIK}", [SYNC, KLINIK]),
        (f"{KLINIK}\n{SYNC}", [KLINIK, SYNC]),
        (f"30/08/25 18.00 - A: {KLINIK}\n30/08/25 18.01 - B: ya", [KLINIK]),
        (HALO.replace("#", "\n#").strip(), [HALO.replace("#", "\n#").strip()]),
        (f"Siti\n#{N}\n#1995-08-15\nsalam", [f"Siti\n#{N}\n#1995-08-15"]),
        (f"DISDUKCAPIL#{KLINIK}", [f"DISDUKCAPIL#{KLINIK}"]),
        (f"pagi {HALO}", []),
        (f"KTP saya#{N}#1995-08-15", [f"KTP saya#{N}#1995-08-15"]),
        (f"#KTPku sayang#{N}#1995-08-15", [f"#KTPku sayang#{N}#1995-08-15"]),
        (f"KTP.Siti#{N}#1995-08-15", [f"KTP.Siti#{N}#1995-08-15"]),
        (f"30/08/25 18.00 - KTP Online: {KLINIK}", [KLINIK]),
        (f"Siti#{N[:-1]}#1995-08-15", []),
        (f"Siti#{N}", []),
        (f"Siti#{N}#kapan", []),
        ("#a#b#c", []),
    ],
)
def test_bare(text: str, parts: list[str]) -> None:
    """At a line start only, and where its numbers and dates are right."""
    assert [it for _, it in found(text, BARE)] == parts


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        (f"#{N[:-1]}#Siti#{K}#081200009001#x", "halo", "separator"),
        (f"Siti#{N}#05-08-95", "klinik", "separator"),
        ("#NIK#Nama#Nomor KK#Telp#Keluhan", "halo", "separator"),
        (f"Siti;{N};1995-08-15", "klinik", "sign"),
        (f"*{N}*Siti*{K}*081200009001*x", "halo", "sign"),
    ],
)
def test_first_bare(text: str, name: str, how: str) -> None:
    """What `check` takes for one without a keyword: the values fit in kind."""
    assert found(text, BARE) == []
    place = BARE.first(text)
    assert place is not None
    assert (place.format.name, place.how) == (name, how)


@pytest.mark.parametrize(
    "text", ["halo", "", f"{N}", "Siti#kapan#ya", "Siti;kapan;ya", f"KIA#{N}#x#y#z"]
)
def test_first_bare_is_none(text: str) -> None:
    """What fits no format without a keyword."""
    assert BARE.first(text) is None


def test_fewest_errors() -> None:
    """If two such formats fit, the one with the fewest errors, else the first in the grammar."""
    one, two = made('one: nama{"Nama"} "#" nik{"NIK"}\ntwo: nama{"Nama"} "#" nik{"NIK"}')
    assert names(f"Siti#{N}", Locator([one, two])) == ["one"]
    assert names(f"Siti#{N}", Locator([two, one])) == ["two"]
    place = Locator([one, two]).first(f"Siti#{N[:-1]}")
    assert place is not None
    assert place.format.name == "one"


def test_all_formats_in_one_text() -> None:
    """Each on a line of its own, each is found."""
    texts = [
        f"Cek#KTP#{N}",
        f"#KTP#{N}#{K}#Siti#a#b#Hilang",
        f"REG {N}#{K}#",
        "lapor#jalan",
        f"UJI|Siti|{N}",
        f"DAFTAR*{N}*Siti",
        f"ADUAN Salaman#{N}#Budi#x",
        OTHER,
    ]
    text = repaired("\n".join(texts))
    assert [it for _, it in found(text, EVERY)] == texts
    assert len(offices()) == 10
