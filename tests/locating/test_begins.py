"""Where messages begin and end: vectors by the sentences of the contract (section 4)."""

from __future__ import annotations

import pytest
from standins import BUILTIN, found, repaired, shown

from ktpmsg.locating.place import Place

N, K = "3308155508959001", "3308151203079004"
N2, K2 = "3308011705749337", "3308011705109338"
N3 = "3308154302039016"
KTP = f"#KTP#{N}#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang"
KTP2 = f"#KTP#{N2}#{K2}#Bagas Wirayudha#Menoreh#Salaman#Rusak"
SYNC = f"#SINKRONISASI#{N}#{K}#BPJS"
SYNC2 = f"#SINKRONISASI#{N2}#{K2}#pajak"
SMS = f"DISDUKCAPIL#Siti Aminah#{N}#sudah jadi?"
SMS2 = f"DISDUKCAPIL#Bagas Wirayudha#{N2}#kapan?"


def texts(text: str) -> list[str]:
    """The texts of the messages in a text."""
    return [it for _, it in found(text)]


# --- which message: the gate of `find` ---------------------------------------------------------

OURS = [
    (KTP, "ktp"),
    (f"KTP#{N}#{K}#Siti", "ktp"),
    (f"##KTP##{N}##{K}", "ktp"),
    (f"# #KTP#{N}", "ktp"),
    (f"#KTP {N}#{K}#Siti", "ktp"),
    (f"#KTP\n{N}#{K}#Siti", "ktp"),
    (f"KTP {N}#{K}#Siti", "ktp"),
    (f"#KTP.#{N}#", "ktp"),
    (f"#KTP: {N}#{K}", "ktp"),
    (f"#K.T.P#{N}#{K}", "ktp"),
    (f"#e-KTP#{N}#{K}", "ktp"),
    (f"#ＫＴＰ#{N}#{K}", "ktp"),
    (f"#KTP,{N},{K},Siti", "ktp"),
    (f"#KTP_{N}_{K}_Siti", "ktp"),
    (f"#KTP BARU#{N}#{K}#Siti#a#b#Hilang", "ktp"),
    (f"#KTP HILANG#{N}#{K}#Siti#a#b", "ktp"),
    (f"#SINKRONISASI DATA#{N}#{K}#BPJS", "sinkronisasi"),
    (f"Disdukcapil Kab. Magelang#Siti#{N}#jadi?", "disdukcapil"),
    (f"DISDUKCAPIL Siti Aminah#{N}#jadi?", "disdukcapil"),
    (f"DISDUK CAPIL#Siti Aminah#{N}#jadi?", "disdukcapil"),
    (f"(#KTP#{N}#{K})", "ktp"),
    ("#KTP#NIK#Nomor KK#Nama", "ktp"),
    ("#KTP#NIK", "ktp"),
    ("#KTP#Siti#Surodadi", "ktp"),
    ("#KTP#3308155508", "ktp"),
    ("#KTP#33O8155508959001#a", "ktp"),
    ("#KTP#330801******9001#a", "ktp"),
    ("#KTP#3.30802E+15#a", "ktp"),
    ("#KTP#081200009001#a", "ktp"),
    (f"KTP\nNIK: {N}\nNo KK: {K}\nNama: Siti\nDesa: a\nKecamatan: b\nAlasan: Hilang", "ktp"),
    (f"#KTP#\nNIK: {N}\nNo KK: {K}", "ktp"),
    (f"*KTP*\nNama: Siti\nNIK: {N}\nDesa: a\nKecamatan: b\nNo KK: {K}\nAlasan: Hilang", "ktp"),
    (f"DISDUKCAPIL\nNama: Siti\nNIK: {N}\nIsi SMS: kapan\njadi?", "disdukcapil"),
    (f"KTP{N}#{K}#Siti", "ktp"),
    (f"#KTP#Siti Aminah nomor {N}#a", "ktp"),
    (f"##########KTP#{N}#a", "ktp"),
    (
        f"KTP\n- NIK: {N}\n- No KK: {K}\n- Nama: Siti\n- Desa: a\n- Kecamatan: b\n- Alasan: Hilang",
        "ktp",
    ),
    (f"DISDUKCAPIL\nNama: Siti\nNIK: {N}\nIsi SMS: kapan" + "\njadi?" * 60, "disdukcapil"),
    ("#KTP#a b c d e f g h i j k l m n o#x", "ktp"),
]


@pytest.mark.parametrize(("text", "name"), OURS)
def test_ours(text: str, name: str) -> None:
    """Each is one message, with and without text around it."""
    assert found(repaired(text)) == [(name, repaired(text))]
    assert [kind for kind, _ in found(repaired(f"halo\n{text}\n"))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "KTP",
        "#KTP",
        f"Cek#KTP#{N}",
        f"https://contoh.id/#KTP#{N}",
        f"?a=1&#KTP#{N}#x",
        f"INFO#SINKRONISASI#{N}#{K}#x",
        "#KTPgratis",
        "KTP#nya",
        "pak KTP#nya sudah jadi",
        "#ktp #sim #stnk lengkap, hubungi kami",
        "#KTPgratis #KTP# #ktp",
        "halo #disdukcapil #magelang #ktp",
        "ayo urus #KTP di #Magelang",
        "antrian KTP #12 dan #13",
        f"KTP {N}",
        f"KTP: {N}",
        f"KTP saya {N}",
        "#KTP# saya hilang. Mohon dibantu #terimakasih",
        f"#KPT#{N}#{K}#a#b#c#Hilang",
        f"#KTPP#{N}#{K}#a#b#c#Hilang",
        f"#КТР#{N}#{K}",
        f"#SINGKRONASI#{N}#{K}#x",
        f"KTP12#{N}",
        "KTP\nNama: Siti\nNIK: belum ada",
        f"kirimKTP#SINKRONISASI#{N}#{K}#x",
        "KTP nomor 12#a",
        "#KTP satu dua tiga empat lima#a#b",
        f"kirim KTP\n#{N}#a",
    ],
)
def test_not_ours(text: str) -> None:
    """What `find` passes over."""
    assert found(repaired(text)) == []


# --- no message swallows another ---------------------------------------------------------------

TWO = [
    # the first incomplete
    (f"#SINKRONISASI#{N}#{K}\n{SYNC2}", [f"#SINKRONISASI#{N}#{K}", SYNC2]),
    (f"#SINKRONISASI#{N}\n{SYNC2}", [f"#SINKRONISASI#{N}", SYNC2]),
    (f"#KTP#{N}#{K}#Siti\n{KTP2}", [f"#KTP#{N}#{K}#Siti", KTP2]),
    (f"DISDUKCAPIL#Siti#{N}\n{KTP2}", [f"DISDUKCAPIL#Siti#{N}", KTP2]),
    (f"DISDUKCAPIL#Siti{KTP2}", ["DISDUKCAPIL#Siti", KTP2]),
    (f"DISDUKCAPIL#Siti#{KTP2}", ["DISDUKCAPIL#Siti#", KTP2]),
    # glued, spaced, on lines
    (SYNC + SYNC2, [SYNC, SYNC2]),
    (KTP + KTP2, [KTP, KTP2]),
    (f"{SYNC} {KTP2}", [SYNC, KTP2]),
    (f"{SYNC}, {KTP2}", [SYNC + ",", KTP2]),
    (f"{KTP}\n{KTP2}", [KTP, KTP2]),
    (f"{SMS}\n\n{SMS2}", [SMS, SMS2]),
    # its number in any form
    (f"{SYNC}\n#SINKRONISASI#3308 0117 0574 9337#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI#NIK: {N2}#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI#NIK {N2}#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI#No. KK saya {N2}#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI# '{N2}#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI#33O8011705749337#{K2}#x", None),
    (f"{SYNC}\n#SINKRONISASI#330801******9337#x", None),
    (f"{SYNC}\n#SINKRONISASI#3.30801E+15#x", None),
    (f"{SYNC}\n＃SINKRONISASI＃{N2}＃{K2}＃x", None),
    (f"{SYNC}\n#️⃣SINKRONISASI#️⃣{N2}#️⃣{K2}#️⃣x", None),
    # at a line start: any sign, space or line break, the number in any field or behind a name
    (f"{SYNC}\nKTP: {N2}", [SYNC, f"KTP: {N2}"]),
    (f"{SYNC}\nKTP {N2}", [SYNC, f"KTP {N2}"]),
    (f"{SYNC}\nKTP\n{N2}", [SYNC, f"KTP\n{N2}"]),
    (f"{SYNC}\nKTP-{N2}", [SYNC, f"KTP-{N2}"]),
    (f"{SYNC}\nKTP/{N2}/{K2}", [SYNC, f"KTP/{N2}/{K2}"]),
    (f"{SYNC}\nKTP#Bagas#Menoreh#Salaman#{N2}", [SYNC, f"KTP#Bagas#Menoreh#Salaman#{N2}"]),
    (f"{SYNC}\n#KTP##{N2}", [SYNC, f"#KTP##{N2}"]),
    (f"{SYNC}\nKTP#Bagas {N2}", [SYNC, f"KTP#Bagas {N2}"]),
    (f"{SYNC}\nDISDUKCAPIL#Bagas {N2} kapan", None),
    (f"{SYNC}\n- KTP#{N2}#{K2}", [SYNC, f"- KTP#{N2}#{K2}"]),
    (f"{SYNC}\n2. #KTP#{N2}#{K2}", [SYNC, f"2. #KTP#{N2}#{K2}"]),
    (f"{SYNC}\nb. #KTP#{N2}#{K2}", [SYNC, f"b. #KTP#{N2}#{K2}"]),
    (f'{SYNC}\n"#KTP#{N2}#{K2}"', [SYNC, f'"#KTP#{N2}#{K2}"']),
    (f"{SYNC}\n#KTP#Bagas#Menoreh#Salaman#a#b#Hilang", None),
    (f"{SYNC}\nKTP\nNama: Bagas\nNIK: {N2}", None),
    (f"{SYNC}\nKTP\nNama: Bagas\nDesa: Menoreh", None),
    # a prefix on the next line belongs to neither; on the line it began on it goes to the first
    (f"{SMS}\nTuti: {SMS2}", [SMS, SMS2]),
    (f"{SMS}\n18.05 {SMS2}", [SMS, SMS2]),
    (f"{SMS}\n0812-0000-9001 {SMS2}", [SMS, SMS2]),
    (f"{SMS}\nTuti | {SMS2}", [SMS, SMS2]),
    (f"{SMS}\nTuti; {SMS2}", [SMS, SMS2]),
    (f"{SMS}\nTuti\t{SMS2}", [SMS, SMS2]),
    (f"{SMS} Tuti: {SMS2}", [f"{SMS} Tuti:", SMS2]),
    (f"{SYNC}\nsama pajak #KTP#{N2}#{K2}", [SYNC, f"#KTP#{N2}#{K2}"]),
    # elsewhere: the number in the first or second field
    (f"{SYNC} Cek#KTP#{N2}", [f"{SYNC} Cek", f"#KTP#{N2}"]),
    (f"{SYNC} kirim KTP#{N2}", [f"{SYNC} kirim", f"KTP#{N2}"]),
    (f"{SYNC} kirim KTP {N2}#{K2}", [f"{SYNC} kirim", f"KTP {N2}#{K2}"]),
    (f"{SYNC} https://contoh.id/#KTP#{N2}", [f"{SYNC} https://contoh.id/", f"#KTP#{N2}"]),
    (f"{SYNC} DISDUKCAPIL#Bagas#{N2}", [SYNC, f"DISDUKCAPIL#Bagas#{N2}"]),
    (f"{SYNC}DISDUKCAPIL#Bagas#{N2}", [SYNC, f"DISDUKCAPIL#Bagas#{N2}"]),
    (f"{SYNC} kirimKTP#{N2}", [f"{SYNC} kirim", f"KTP#{N2}"]),
    (f"{SYNC}#singkronisasi#{N2}#{K2}#x", [SYNC, f"#singkronisasi#{N2}#{K2}#x"]),
    (f"#KTP#{N}#{K}#Siti #KTP#{N2}", [f"#KTP#{N}#{K}#Siti", f"#KTP#{N2}"]),
    (f"{SYNC} {'x' * 200} #KTP#{N2}#a", None),
    (f"#SINKRONISASI#{N}\nKTP#{N2}", None),
    (f"#SINKRONISASI#{N} KTP#{N2}", None),
    (f"#KTP#{N} #SINGKRONISASI#{N2}", None),
    (f"#KTP#{N}#a SINGKRONISASI#{N2}#{K2}#x", None),
    (f"{SYNC} KTP baru#{N2}#{K2}", [SYNC, f"KTP baru#{N2}#{K2}"]),
    (f"{SYNC} DISDUKCAPIL Bagas#{N2}#kapan", [SYNC, f"DISDUKCAPIL Bagas#{N2}#kapan"]),
    (f"{SYNC}\n12KTP#{N2}", None),
    (
        f"#SINKRONISASI\n#{N}\n#{K}\n#BPJS #KTP#{N2}",
        [f"#SINKRONISASI\n#{N}\n#{K}\n#BPJS", f"#KTP#{N2}"],
    ),
    (f"{SYNC}\nantri #12 #KTP#{N2}", [SYNC, f"#KTP#{N2}"]),
    (f"#KTP\n#{N}\n#{K}\n#Siti #KTP#{N2}", [f"#KTP\n#{N}\n#{K}\n#Siti", f"#KTP#{N2}"]),
    # a telephone number counts behind its own separator
    (f"{SYNC} #KTP#081200009001", [SYNC, "#KTP#081200009001"]),
    # the keyword nearest the number counts
    (f"{SYNC}\nmau KTP dan DISDUKCAPIL#Bagas#{N2}", [SYNC, f"DISDUKCAPIL#Bagas#{N2}"]),
    (f"{SYNC}\nKTP\n#SINKRONISASI#{N2}#{K2}#x", [f"{SYNC}\nKTP", f"#SINKRONISASI#{N2}#{K2}#x"]),
]


@pytest.mark.parametrize(("text", "parts"), TWO)
def test_another_begins(text: str, parts: list[str] | None) -> None:
    """The rule: "Where a message ends, nobody else's begins inside it"."""
    text = repaired(text)
    places = BUILTIN.locate(text)
    assert len(places) == 2
    if parts is not None:
        assert [shown(text, place) for place in places] == parts
    assert BUILTIN.holds_other(text, places[0]._replace(close=len(text))) is not None


@pytest.mark.parametrize(
    "text",
    [
        f"{SYNC} KTP #12",
        f"{SYNC}\nKTP #12",
        f"{SYNC} sudah kirim #KTP#NIK#Nomor KK#Nama tapi belum",
        f"{SYNC}\n#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data",
        f"{SYNC} KTP saya {N}",
        f"{SYNC}\nKTP#{N}",
        f"{SYNC} kirim KTP#{N}#",
        f"{SYNC} KTP 081200009001",
        f"{SYNC}\nKTP 081200009001",
        f"{SYNC}\nKTP 24/11/2026 08.15",
        f"{SYNC} KTP saya nomornya {N2}",
        f"{SYNC} KTP {N2}",
        f"{SYNC} KTP: {N2}",
        f"{SYNC}\nNIK istri {N2}",
        f"{SYNC} kirimktp#{N2}",
        f"{SYNC} #KTP hilang",
        f"{SYNC}\n#ktp #sim",
        f"{SYNC}\nchat 30/08/25 18.00 - Budi: belum",
        f"{SMS} KTPku#{N2}",
        f"#KTP#{N}#{K}#KTP#Surodadi#Candimulyo#Hilang",
        f"{SYNC} DISDUKCAPIL#Bagas#kapan jadi",
        f"{SYNC} KTP#Bagas#Menoreh#Salaman#{N2}",
        f"{SYNC} KTP,{N2},{K2}",
        f"{SYNC} anakKTP {N2}#",
        f"{SYNC} KTP anak saya #{N}",
        f"{SYNC}\nKTP\nNama: ibu",
        f"{SYNC}\nK.T.P#a#b",
        f"{SYNC}\nKTP#",
        f"{SYNC} anak KTP baru#Bagas#{N2}",
        f"{SYNC} KTP#33O8155508959001"[:-17] + "#",
    ],
)
def test_no_other_begins(text: str) -> None:
    """A keyword without such a number is text."""
    assert texts(text) == [text]
    place = BUILTIN.locate(text)[0]
    assert BUILTIN.holds_other(text, place) is None


# --- where it ends -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{KTP}\nterima kasih", [KTP]),
        (f"{KTP} (kecopetan)\nterima kasih", [KTP + " (kecopetan)"]),
        (f"{KTP}#terima kasih\nsalam", [KTP + "#terima kasih"]),
        (f"{KTP}\n#dukcapil #ktp", [KTP]),
        (f"{KTP}\n# terima kasih", [KTP]),
        (f"{KTP}\n#\nsalam", [KTP]),
        (
            f"#KTP#{N}#{K}#Siti#Candimulyo#Hilang\nsalam\nBudi",
            [f"#KTP#{N}#{K}#Siti#Candimulyo#Hilang"],
        ),
        (f"#KTP#{N}#{K}#Siti#a#b#Baru\nsalam #x", [f"#KTP#{N}#{K}#Siti#a#b#Baru"]),
        (KTP.replace("#", "\n#").strip() + "\nsalam", [KTP.replace("#", "\n#").strip()]),
        (
            f"#KTP\n#Hilang\n#{N}\n#{K}\n#Siti\n#a\n#b\nsalam",
            [f"#KTP\n#Hilang\n#{N}\n#{K}\n#Siti\n#a\n#b"],
        ),
        (
            f"#KTP\n#{N}\n#{K}\n#Siti\n#a\n#RT 02\n#b\n#Hilang\nsalam",
            [f"#KTP\n#{N}\n#{K}\n#Siti\n#a\n#RT 02\n#b\n#Hilang"],
        ),
        (
            f"#KTP#{N}#{K}#Siti#a#b#Rusak atau\nHilang\nsalam",
            [f"#KTP#{N}#{K}#Siti#a#b#Rusak atau\nHilang"],
        ),
        (f"{SYNC}\nsama pajak\n", [f"{SYNC}\nsama pajak"]),
        (f'"{SMS}"', [f'"{SMS}"']),
        (f"30/08/25 18.00 - A: {SYNC}\nya\n30/08/25 18.01 - B: ok", [f"{SYNC}\nya"]),
        (
            f"[30/8 18.00] A: {SYNC} <Pesan ini diedit>\n[30/8 18.01] B: ok",
            [f"{SYNC} <Pesan ini diedit>"],
        ),
        (
            f"KTP\nNIK: {N}\nNo KK: {K}\nNama: S\nDesa: a\nKecamatan: b\nAlasan: Hilang\nsalam",
            [f"KTP\nNIK: {N}\nNo KK: {K}\nNama: S\nDesa: a\nKecamatan: b\nAlasan: Hilang"],
        ),
        (
            f"DISDUKCAPIL\nIsi SMS: kapan\njadi?\nNama: Siti\nNIK: {N}\nsalam",
            [f"DISDUKCAPIL\nIsi SMS: kapan\njadi?\nNama: Siti\nNIK: {N}"],
        ),
    ],
)
def test_end(text: str, parts: list[str]) -> None:
    """With the line that completes the last field, at a chat entry, or at the end of the text."""
    assert texts(text) == parts


@pytest.mark.parametrize(
    ("text", "close"),
    [
        (f'"{SMS}"', '"'),
        (f"*{KTP}*", "*"),
        (f"*_{SYNC}_*", "_*"),
        (f"({SYNC} )", ")"),
        (f"- {KTP}", ""),
        (f"{SYNC}*", ""),
        (f"{SYNC} <Pesan ini diedit>", "<Pesan ini diedit>"),
        (f"{SYNC} (file terlampir)", "(file terlampir)"),
        (f"“{SMS}” <This message was edited>", "” <This message was edited>"),
    ],
)
def test_close(text: str, close: str) -> None:
    """The fields end before the other halves of marks and the chat's own marks."""
    (place,) = BUILTIN.locate(text)
    assert text[place.close : place.end].strip() == close


def test_place() -> None:
    """Each part of a place."""
    text = f'halo\n1. "# KTP #{N}#{K}#Siti#a#b#Hilang"\nya'
    (place,) = BUILTIN.locate(text)
    assert text[place.start] == "#"
    assert text[place.shown :].startswith("1. ")
    assert text[slice(*place.word)] == "KTP"
    assert text[slice(*place.gap)] == " #"
    assert text[place.body : place.close] == f"{N}#{K}#Siti#a#b#Hilang"
    assert text[place.close : place.end] == '"'
    assert (place.how, place.published, place.second) == ("separator", True, None)
    assert (place.struck, place.template, place.format.name) == (False, False, "ktp")


@pytest.mark.parametrize(
    ("text", "how", "published"),
    [
        (KTP, "separator", True),
        (KTP.replace("#", " # "), "separator", True),
        (KTP.lower(), "separator", True),
        (KTP[1:], "separator", False),
        ("#" + KTP, "separator", False),
        ("#" + SMS, "separator", False),
        (KTP.replace("KTP", "K.T.P"), "separator", False),
        (KTP.replace("KTP#", "KTP.#"), "separator", False),
        (KTP.replace("KTP#", "KTP "), "space", False),
        (KTP.replace("KTP#", "KTP_"), "sign", False),
        (KTP.replace("KTP#", "KTP baru#"), "words", False),
        (KTP.replace("KTP#", "KTP"), "digits", False),
        (
            f"KTP\nNIK: {N}\nNo KK: {K}\nNama: S\nDesa: a\nKecamatan: b\nAlasan: Hilang",
            "labels",
            False,
        ),
    ],
)
def test_how(text: str, how: str, published: bool) -> None:  # noqa: FBT001
    """How it goes on after the keyword, and whether the head is as published."""
    (place,) = BUILTIN.locate(text)
    assert (place.how, place.published) == (how, published)


# --- two keywords, struck out, templates -------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (f"DISDUKCAPIL#KTP#{N}#{K}#Siti#a#b#Rusak", "KTP"),
        (f"#SINKRONISASI KTP#{N}#{K}#Siti#a#b#Rusak", "KTP"),
        (f"#SINKRONISASI DATA KTP#{N}#{K}#Siti#a#b#Rusak", "KTP"),
        (f"#KTP#SINKRONISASI#{N}#{K}#BPJS", "SINKRONISASI"),
        (f"#KTP #DISDUKCAPIL#Siti#{N}#kapan", "DISDUKCAPIL"),
        (f"{SYNC2}\n#SINKRONISASI#KTP#{N}#{K}#x", "KTP"),
    ],
)
def test_two_keywords(text: str, second: str) -> None:
    """One keyword directly after another: one message, and it is told."""
    place = BUILTIN.locate(text)[-1]
    assert place.second is not None
    assert text[slice(*place.second)] == second
    assert text[place.shown : place.end] == text[text.rfind("\n") + 1 :]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"KTP saya hilang, mohon dibantu. {SYNC}", "sinkronisasi"),
        (f"Kepada Disdukcapil\n{KTP}", "ktp"),
        (f"DISDUKCAPIL\n{KTP}", "ktp"),
        (f"#KTP\n{SYNC}", "sinkronisasi"),
        (f"Yth. DISDUKCAPIL#Siti#{N}#jadi?", "disdukcapil"),
        (f"Disdukcapil yth: {KTP}", "ktp"),
    ],
)
def test_a_keyword_in_a_sentence(text: str, name: str) -> None:
    """A keyword inside a sentence, or on a line before, is text around."""
    assert [(kind, BUILTIN.locate(text)[0].second) for kind, _ in found(text)] == [(name, None)]


def test_struck_out() -> None:
    """What is struck out is no message beside one that is not, and ends the one before it."""
    (place,) = BUILTIN.locate(f"~{KTP}~")
    assert place.struck
    (place,) = BUILTIN.locate(f"~{SYNC}~\nmaaf salah")
    assert place.struck
    assert texts(f"~{KTP}~\n{KTP2}") == [KTP2]
    assert texts(f"{SYNC}\n~{KTP2}~") == [SYNC]
    (place,) = BUILTIN.locate(f"~{SYNC}\nmaaf")
    assert not place.struck
    assert texts(f"~{KTP}~\n~{KTP2}~") == [f"~{KTP}~", f"~{KTP2}~"]


def test_template() -> None:
    """A template beside a filled message in the same chat entry is text around it."""
    template = "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data"
    assert texts(f"{template}\n{KTP}") == [KTP]
    assert texts(f"{KTP}\n{template}") == [KTP]
    assert texts(f"Format: {template} contoh: {KTP}") == [KTP]
    assert texts(f"#SINKRONISASI#NIK#Nomor KK#Keperluan\nKTP#{N}#{K}#a") == [f"KTP#{N}#{K}#a"]
    assert texts(f"#SINKRONISASI#NIK#Nomor KK#Keperluan {KTP[1:]}") == [KTP[1:]]
    assert texts(f"#SINKRONISASI#NIK#Nomor KK#Keperluan #KTP# {N[:10]}") == [f"#KTP# {N[:10]}"]
    assert texts("#SINKRONISASI#NIK#Nomor KK#Keperluan #KTP#Siti#Surodadi") == [
        "#KTP#Siti#Surodadi"
    ]
    assert [p.template for p in BUILTIN.locate(template)] == [True]
    chat = f"30/08/25 18.00 - A: {template}\n30/08/25 18.01 - B: {KTP}"
    assert texts(chat) == [template, KTP]


# --- check's weaker rule -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("#KTP", "ktp", "end"),
        ("KTP", "ktp", "end"),
        ("#KTP#", "ktp", "separator"),
        ("KTP#", "ktp", "separator"),
        ("KTP#nya salah", "ktp", "separator"),
        ("Selamat pagi\n#KTP", "ktp", "end"),
        ("Selamat pagi\n#KTP\nmakasih", "ktp", ""),
        ("halo #KTP#", "ktp", "separator"),
        ("30/08/25 18.00 - A: KTP#\n30/08/25 18.01 - B: ok", "ktp", "separator"),
        ("30/08/25 18.00 - A: ya\n30/08/25 18.01 - B: #KTP#", "ktp", "separator"),
        (f"KTP*{N}*{K}*Siti", "ktp", "sign"),
        (f"KTP, {N}, {K}, Siti", "ktp", "sign"),
        (f"KTP pagar {N} pagar {K}", "ktp", "sign"),
        (f"KTP {N} {K}", "ktp", "space"),
        (f"DISDUKCAPIL*Siti*{N}*kapan", "disdukcapil", "sign"),
        (f"KTP\nNIK: {N}\nNama: Siti", "ktp", "labels"),
    ],
)
def test_first(text: str, name: str, how: str) -> None:
    """What `check` takes for ours, and `find` does not."""
    assert found(text) == []
    place = BUILTIN.first(text)
    assert place is not None
    assert (place.format.name, place.how) == (name, how)
    assert place.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "halo",
        f"Cek#KTP#{N}",
        f"INFO#SINKRONISASI#{N}#{K}#x",
        f"https://contoh.id/#KTP#{N}",
        "#KTPgratis",
        "Terima kasih pak KTP#nya sudah jadi",
        "Terima kasih Disdukcapil Magelang",
        "#ktp #sim #stnk lengkap",
        "KTP saya sudah jadi?",
        "KTP saya sudah jadi #alhamdulillah",
        "kapan jadi #KTP",
        "KTP: kapan jadi?",
        N,
        f"#KIA#{N}#{K}#a",
    ],
)
def test_first_is_none(text: str) -> None:
    """What is ours in no way."""
    assert BUILTIN.first(text) is None


def test_holds_other() -> None:
    """Records and free text ask it; a chat header inside counts, too."""
    text = f"{SYNC} ya"
    place = BUILTIN.locate(text)[0]
    assert BUILTIN.holds_other(text, place) is None
    text = f"{SYNC}\n30/08/25 18.00 - Budi: ok"
    at = text.index("\n") + 1
    assert BUILTIN.holds_other(text, place._replace(close=len(text))) == (at, text.index("ok"))
    place = Place(BUILTIN.locate(SMS)[0].format, 0, 0, (0, 0), (0, 0), 0, 4, 4, "", published=True)
    assert BUILTIN.holds_other("Siti", place) is None
    text = f"{SYNC}\nsama pajak"
    assert BUILTIN.holds_other(text, BUILTIN.locate(text)[0]) is None
