"""What lenient reading mends, what it leaves alone, and where."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KTP, NIK, SMS, SYNC, TODAY, ktp, sms, sync

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable

    from ktpmsg import Report

FULL_WIDTH = "".join(chr(0xFF10 + int(digit)) for digit in NIK)
# How each field of a message is filled, the rest of which is right.
FILLED: dict[str, Callable[[str], str]] = {
    "nik": lambda typed: ktp(nik=typed),
    "nama": lambda typed: ktp(nama=typed),
    "desa": lambda typed: ktp(desa=typed),
    "alasan": lambda typed: ktp(alasan=typed),
    "keperluan": lambda typed: sync(keperluan=typed),
}


def codes(report: Report) -> list[str]:
    """The codes of a report."""
    return [problem.code.value for problem in report.problems]


def repaired(field: str, typed: str) -> tuple[list[str], str | None]:
    """The codes of what was mended in a field, and its value if there is a record."""
    report = ktpmsg.check(FILLED[field](typed), today=TODAY)
    value = None if report.message is None else str.__str__(getattr(report.message, field))
    return [problem.code.value for problem in report.repairs], value


# What is mended, by its code and field: as typed, and the value.
MENDED: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("invisible-character", "nama"): [
        ("Dewi\u00a0Sekarjati", "Dewi Sekarjati"),
        ("\u200bDewi\ufeff", "Dewi"),
        ("De\u034f\u3164\ufe0f\u200d\u00adwi", "Dewi"),
        ("Dewi\u200b\u00a0\u200bSri\u200b", "Dewi Sri"),
        ("Dewi\u2003Sri", "Dewi Sri"),
    ],
    ("invisible-character", "nik"): [
        (f"{NIK[:6]}\u200b{NIK[6:]}", NIK),
        (f"\u202a{NIK}\u202c", NIK),
    ],
    ("invisible-character", "keperluan"): [("a\u00a0b", "a b"), ("a\u200bb", "ab")],
    ("not-nfc", "nama"): [
        ("Jose\u0301", "Jos\u00e9"),
        ("A\u030ake", "\u00c5ke"),
        ("\u212aurnia", "Kurnia"),
        ("a\u0323\u0302b", "\u1eadb"),
    ],
    ("not-nfc", "keperluan"): [("e\u0301", "\u00e9"), ("\u1112\u1161\u11ab", "\ud55c")],
    ("number-format", "nik"): [
        (FULL_WIDTH, NIK),
        (f"{NIK[:15]}\u0661", NIK),
        ("330815 550895 9001", NIK),
        ("33.08.15.550895.9001", NIK),
        ("3308-1555 \u2013 0895\n9001", NIK),
        ("33 08 15 55 08 95 90 01", NIK),
        (f"'{NIK}", NIK),
        (f"\u2019{NIK}", NIK),
        (f"{NIK}.", NIK),
    ],
    ("text-around", "nik"): [(f"<{NIK}>", NIK), (f"*{NIK}*", NIK), (f'"{NIK}"', NIK)],
    ("text-around", "nama"): [
        ("<Siti>", "Siti"),
        ("*Siti*", "Siti"),
        ("( Siti )", "Siti"),
        ("((Siti))", "Siti"),
        ("\u201eSiti\u201c", "Siti"),
        ("\u201c*Siti*\u201d", "Siti"),
        ("(O)", "O"),
    ],
    ("text-around", "alasan"): [("*Hilang*", "Hilang"), ('"Rusak"', "Rusak")],
    ("label", "nik"): [
        (f"NIK: {NIK}", NIK),
        (f"nik {NIK}", NIK),
        (f"NIK. {NIK}", NIK),
        (f"No KTP={NIK}", NIK),
        (f"No.KTP: {NIK}", NIK),
        (f"N I K : {NIK}", NIK),
    ],
    ("label", "nama"): [
        ("Nama : Siti", "Siti"),
        ("Nama Siti", "Siti"),
        ("Nama saya Siti", "Siti"),
        ("NAMA LENGKAP=Siti", "Siti"),
    ],
    ("label", "desa"): [
        ("Desa: Surodadi", "Surodadi"),
        ("Desa / Kelurahan: Surodadi", "Surodadi"),
        ("Kel/Desa : Surodadi", "Surodadi"),
    ],
    ("label", "alasan"): [("Alasan: Hilang", "Hilang"), ("Ket = Rusak", "Rusak")],
    ("text-after", "alasan"): [
        ("Rusak.", "Rusak"),
        ("Hilang!!", "Hilang"),
        ("Pemula/", "Pemula"),
        ("Ubah Data#.", "Ubah Data"),
        ("Hilang#", "Hilang"),
        ("Hilang####", "Hilang"),
        ("Hilang#terima kasih", "Hilang"),
        ("Hilang#ya, hilang", "Hilang"),
    ],
    ("choice-spelling", "alasan"): [
        ("UbahData", "Ubah Data"),
        ("Ubah-Data", "Ubah Data"),
        ("Rubah Data", "Ubah Data"),
        ("Perubahan Data", "Ubah Data"),
        ("Kehilangan", "Hilang"),
        ("Hilng", "Hilang"),
        ("Hilang (kecopetan)", "Hilang"),
        ("Rusak, tidak terbaca", "Rusak"),
        ("Pemula 17 tahun", "Pemula"),
        ("Hilng di pasar", "Hilang"),
        ("KTP saya hilang", "Hilang"),
        ("\uff28\uff49\uff4c\uff41\uff4e\uff47", "Hilang"),
    ],
    ("text-after", "keperluan"): [
        ("BPJS#", "BPJS"),
        ("BPJS # #\n", "BPJS"),
        ("BPJS <Pesan ini diedit>", "BPJS"),
        ("BPJS <This message was edited>", "BPJS"),
        ("BPJS (file terlampir)", "BPJS"),
    ],
}
# What is as it should be, or is no such thing, and is left alone.
KEPT: dict[tuple[str, str], list[str]] = {
    ("invisible-character", "keperluan"): [
        "\u2764\ufe0f \U0001f468\u200d\U0001f469 \u263a\ufe0e",
        "a  b",
    ],
    ("not-nfc", "nama"): ["Jos\u00e9", "q\u0301"],
    ("number-format", "nik"): [
        NIK,
        "3 3 0 8 1 5 5 5 0 8 9 5 9 0 0 1",
        "3308/1555/0895/9001",
        "33--08155508959001",
        "3308155508959001.00",
        f"*{NIK}",
        "33 O8155508959001",
        "\u00b2308155508959001",
    ],
    ("text-around", "nama"): [
        "(Siti) Aminah (almh.)",
        "Siti (almh.)",
        "()Siti)",
        "(Siti))",
        "<Siti",
        "Siti>",
        "(Siti]",
        "()",
        "(-)",
    ],
    ("label", "nik"): ["NIK", f"NIK saya {NIK}", f"UNIK: {NIK}", f"KK: {NIK}", f"{NIK} NIK:"],
    ("label", "nama"): ["Namara", "Nama", "Siti Nama: x", "Nama 12"],
    ("label", "desa"): ["Desa Surodadi", "Kelurahan Surodadi"],
    ("label", "alasan"): ["Alasan:", "Karena: Hilang"],
    ("text-after", "alasan"): ["Baru.", "...", "Hilang", "Hilang#Rusak", "Baru#terima kasih"],
    ("choice-spelling", "alasan"): [
        "hILANG",
        "Ubah \n data",
        "Hlng",
        "Hil",
        "Baru",
        "Ubah",
        "Hilang/Rusak",
        "Rusak, bukan hilang",
        "Tidak rusak",
        "KTP saya belum hilang",
        "Hilang atau rsuak",
        "Pemuda",
        "Gilang",
    ],
    ("text-after", "keperluan"): ["#12", "BPJS", "a#b", "BPJS ?", "BPJS (baru)"],
}


@pytest.mark.parametrize(
    ("code", "field", "typed", "value"),
    [(*key, typed, value) for key, rows in MENDED.items() for typed, value in rows],
)
def test_mended(code: str, field: str, typed: str, value: str) -> None:
    """Each is mended, is told once with its code, and is an error in strict reading."""
    told, found = repaired(field, typed)
    strict = ktpmsg.check(FILLED[field](typed), strict=True, today=TODAY)

    assert (set(told), found) == ({code}, value)
    assert {problem.code for problem in strict.errors} == {code}
    assert repaired(field, value) == ([], value)


@pytest.mark.parametrize(
    ("code", "field", "typed"), [(*key, typed) for key, rows in KEPT.items() for typed in rows]
)
def test_left_alone(code: str, field: str, typed: str) -> None:
    """Near misses are left as they are."""
    told, _ = repaired(field, typed)

    assert code not in told


@pytest.mark.parametrize("other", ["\uff03", "\ufe5f", "#\ufe0f\u20e3"])
def test_separator_look_alike(other: str) -> None:
    """What NFKC makes the separator, and the keycap, stand for it."""
    report = ktpmsg.check(KTP.replace("#", other), today=TODAY)

    assert report.message == ktpmsg.parse(KTP)
    assert set(codes(report)) == {"separator-look-alike"}
    for sign in ("\u266f", "\u22d5", "\u2317"):
        assert not ktpmsg.check(KTP.replace("#Siti", sign + "Siti"), today=TODAY).ok


def test_quoted_lines() -> None:
    """A message that was quoted line by line."""
    report = ktpmsg.check("> " + KTP.replace("#Siti", "\n> #Siti"), today=TODAY)

    assert report.message == ktpmsg.parse(KTP)
    assert set(codes(report)) == {"text-around"}


@pytest.mark.parametrize("one", MENDED, ids="-".join)
@pytest.mark.parametrize("other", MENDED, ids="-".join)
def test_mended_together(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Typos that are each mended alone, in different places, are mended together."""
    (code, field), (code2, field2) = one, other
    if field == field2 or "keperluan" in {field, field2}:
        return
    (typed, value), (typed2, value2) = MENDED[one][0], MENDED[other][0]
    report = ktpmsg.check(ktp(**{field: typed, field2: typed2}), today=TODAY)

    assert {p.code.value for p in report.repairs} == {code, code2}
    assert report.message == ktpmsg.parse(ktp(**{field: value, field2: value2}))


@settings(max_examples=100)
@given(
    field=st.sampled_from(["nik", "nama", "alasan"]),
    typed=st.text(
        st.sampled_from("0123456789Hilang NIK:.\uff13\u0663'-()*>\n\u200b\u00a0"), max_size=30
    ),
)
def test_no_digit_is_touched(field: str, typed: str) -> None:
    """A value has the digits that were typed: what is dropped holds no number."""
    report = ktpmsg.check(FILLED[field](typed), today=TODAY)
    if report.message is None:
        return
    digits = "".join(str(unicodedata.decimal(char)) for char in typed if char.isdecimal())
    value = "".join((getattr(report.message, field),))
    kept = "".join(filter(str.isdecimal, value))
    assert kept == digits or (field == "alasan" and len(digits) < 15)


# --- what is around the fields -----------------------------------------------------------------


def around(text: str) -> list[tuple[str, str]]:
    """What was mended around the fields: the code, and what it is about."""
    report = ktpmsg.check(text, today=TODAY)
    assert report.ok, codes(report)
    return [(p.code.value, text[slice(*p.span)].strip()) for p in report.repairs]


KEYWORDS = [
    ("KTP#", KTP, "KTP#"),
    ("##KTP#", KTP, "##KTP#"),
    ("# # KTP #", KTP, "# # KTP #"),
    ("#E-KTP#", KTP, "#E-KTP#"),
    ("#KTP-EL#", KTP, "#KTP-EL#"),
    ("#K.T.P#", KTP, "#K.T.P#"),
    ("#K T P#", KTP, "#K T P#"),
    ("#KTP ", KTP, "#KTP"),
    ("#KTP\n", KTP, "#KTP"),
    ("KTP\n", KTP, "KTP"),
    ("#\uff2b\uff34\uff30#", KTP, "#\uff2b\uff34\uff30#"),
    ("#SINGKRONISASI#", SYNC, "#SINGKRONISASI#"),
    ("#SINKORNISASI#", SYNC, "#SINKORNISASI#"),
    ("SINKRONISAS#", SYNC, "SINKRONISAS#"),
    ("#DISDUKCAPIL#", SMS, "#DISDUKCAPIL#"),
    ("DUKCAPIL#", SMS, "DUKCAPIL#"),
    ("DISDUKCAPIL ", SMS, "DISDUKCAPIL"),
    ("DISDUKCAPILL#", SMS, "DISDUKCAPILL#"),
]


@pytest.mark.parametrize(("typed", "text", "about"), KEYWORDS)
def test_keyword_spelling(typed: str, text: str, about: str) -> None:
    """The rule: "A missing, doubled or extra leading `#`", a space in place of one, `E-KTP`, one letter."""
    keyword = text[: text.index("#", 1) + 1]

    assert around(text.replace(keyword, typed, 1)) == [("keyword-spelling", about)]


@pytest.mark.parametrize(
    "text",
    [
        KTP.replace("#KTP#", "#KPT#"),
        KTP.replace("#KTP#", "#KTPP#"),
        KTP.replace("#KTP#", "#KTO#"),
        KTP.replace("#KTP#", "#\u041a\u0422\u0420#"),
        SYNC.replace("SINKRONISASI", "SINGKRONASI"),
        SYNC.replace("SINKRONISASI", "SINKR\u041eNISASI"),
        SYNC.replace("#SINKRONISASI#", "#SINK#"),
        SMS.replace("DISDUKCAPIL", "DISDUK"),
    ],
)
def test_keyword_not_guessed(text: str) -> None:
    """A keyword of less than six letters, two letters off or in another script is not guessed."""
    report = ktpmsg.check(text, today=TODAY)

    assert (report.kind, codes(report)) == (None, ["unknown-keyword"])
    assert not list(ktpmsg.find(text, today=TODAY))


AROUND = [
    ("Selamat pagi, mohon dibantu. {}", ["Selamat pagi, mohon dibantu."]),
    ("Pagi\nmohon dibantu\n\n{}", ["Pagi\nmohon dibantu"]),
    ("*{}*", ["*", "*"]),
    ('"{}"', ['"', '"']),
    ("*_{}_*", ["*_", "_*"]),
    ("\u201c{}\u201d", ["\u201c", "\u201d"]),
    ("> {}", [">"]),
    ("1. {}", ["1."]),
    ("- {}", ["-"]),
    ("30/08/25 18.00 - Budi: {}", ["30/08/25 18.00 - Budi:"]),
    ("[24/09/26 16.20.05] Budi: {}", ["[24/09/26 16.20.05] Budi:"]),
    ("[16.20, 24/9/2026] Budi: {}", ["[16.20, 24/9/2026] Budi:"]),
    ("{}\n30/08/25 18.01 - Ani: ok", ["30/08/25 18.01 - Ani: ok"]),
]


@pytest.mark.parametrize("text", [KTP, SYNC, SMS], ids=["ktp", "sinkronisasi", "disdukcapil"])
@pytest.mark.parametrize(("around_it", "aside"), AROUND)
def test_text_around(text: str, around_it: str, aside: list[str]) -> None:
    """What stands around a message is set aside "whatever it says"."""
    sent = around_it.format(text)

    assert around(sent) == [("text-around", part) for part in aside]
    assert ktpmsg.parse(sent) == ktpmsg.parse(text)


@pytest.mark.parametrize("after", ["\nterima kasih", "\n\n0812345678\nSiti", "\n#ktp"])
def test_lines_after(after: str) -> None:
    """Lines after a Ktp are set aside; free text goes on to its end."""
    assert around(KTP + after) == [("text-around", after.strip())]
    assert ktpmsg.parse(SYNC + "\nterima kasih").text == SYNC + "\nterima kasih"


@pytest.mark.parametrize("text", ["\x0b" + KTP, KTP + "\n\x0b"])
def test_whatever_stands_around(text: str) -> None:
    """What shows nothing, and is not white space of ours, is something that stands there, too."""
    report = ktpmsg.check(text, today=TODAY)

    assert report.ok
    assert codes(report) == ["text-around"]


def test_marks_around_are_drawn_as_what_is_set_aside() -> None:
    """Both halves of a mark are."""
    drawn = str(ktpmsg.check(f'"{KTP}"', today=TODAY)).splitlines()[1]

    assert (drawn.strip()[0], drawn.strip()[-1]) == ("*", "*")


def test_label_of_a_place() -> None:
    """Only `Nama` goes without a colon before a name: "Desa Surodadi" is how a place is called."""
    assert around(ktp(desa="Desa Surodadi", kecamatan="Kecamatan Candimulyo")) == []
    assert around(ktp(desa="Desa: Surodadi")) == [("label", "Desa:")]
    assert around(ktp(desa="(Desa Surodadi)")) == [("text-around", "(Desa Surodadi)")]


@pytest.mark.parametrize("mark", ["*", "_", '"', ")", "\u201d"])
def test_end_of_free_text_is_kept(mark: str) -> None:
    """Nothing is taken off the end of free text "but what was opened before the message"."""
    assert around(sms(isi_sms="jadi?" + mark)) == []
    assert ktpmsg.parse("*" + sms(isi_sms='"jadi"') + "*").text == sms(isi_sms='"jadi"')


OTHER = "3308011705749337"
NUMBERS_OUTSIDE = [
    f"NIK suami {OTHER}\n" + KTP,
    KTP + f"\nNIK suami {OTHER}",
    KTP + "\n330.815.450.895.900",
    ktp(alasan=f"Hilang ({OTHER})"),
    ktp(alasan=f"Hilang#{OTHER}"),
    ktp(alasan="Hilang 3308 0117 0574 9337"),
    ktp(nama=f"Siti {OTHER}"),
    KTP + "\n\uff13" + "\u0663" * 14,
]


@pytest.mark.parametrize("text", NUMBERS_OUTSIDE)
def test_number_outside(text: str) -> None:
    """The rule: "Whatever is set aside or dropped holds no number": fifteen digits in a run are an error."""
    report = ktpmsg.check(text, today=TODAY)

    assert codes(report) == ["number-outside"]
    assert report.errors


def test_fourteen_digits_outside_are_none() -> None:
    """Fourteen digits are no number, nor are those of the header of a chat entry."""
    assert around(KTP + "\n33081555089590")[0][0] == "text-around"
    assert around(f"30/08/25 18.00 - +62 812-3456-7890: {KTP}")[0][0] == "text-around"
    assert around(f"[16.20, 24/9/2026] 628123456789012: {KTP}")[0][0] == "text-around"


# --- where it was ------------------------------------------------------------------------------

BEFORE = st.lists(
    st.sampled_from(
        ["halo\n", "\u200b", "1. ", "> ", "*", "30/08/25 18.00 - Budi: ", "e\u0301 ", "\u00a0"]
    ),
    max_size=4,
).map("".join)
SLIPS = [
    ("nik", "330815550895900", "wrong-length", "330815550895900"),
    ("nik", "3308 1555 0895 9001", "number-format", " 1555 0895 "),
    ("nik", "NIK:" + NIK, "label", "NIK:"),
    ("nik", "9908155508959001", "unknown-province", "99"),
    ("kk", "3308153203079004", "impossible-date", "320307"),
    ("nama", "Siti+Aminah", "bad-characters", "+"),
    ("nama", "S\u0456ti", "mixed-script", "\u0456"),
    ("nama", "Budi 99", "digits-in-name", "99"),
    ("desa", "Suro_dadi", "bad-characters", "_"),
    ("kecamatan", "12", "no-letters", "12"),
    ("alasan", "Baru", "unknown-choice", "Baru"),
    ("alasan", "Hilng", "choice-spelling", "Hilng"),
    ("alasan", "Rusak!!", "text-after", "!!"),
]


@given(
    before=BEFORE,
    slip=st.sampled_from(SLIPS),
    noise=st.sampled_from(["", "\u200b", "\u00ad\u2060", "  \n", "\ufeff "]),
    separator=st.sampled_from(["#", "\uff03", "\ufe5f", "\u200b#", " # "]),
    nama=st.sampled_from(
        ["Siti", "Jose\u0301 A\u030a", "Siti\u00a0\u00a0Aminah", "<Siti>", "Nama: Siti"]
    ),
)
def test_spans_are_exact(
    before: str, slip: tuple[str, str, str, str], noise: str, separator: str, nama: str
) -> None:
    """Every repair and error has its exact span "in the text as sent, however much was mended"."""
    field, typed, code, about = slip
    fields = {"nama": nama, field: noise + typed + noise}
    text = before + ktp(**fields).replace("#", separator)
    name = "nomor_kk" if field == "kk" else field
    problems = [p for p in ktpmsg.check(text, today=TODAY).problems if p.field == name]

    starts = [p.span for p in problems if p.code == code]
    at = text.rindex(noise + typed + noise) + len(noise) + typed.index(about)
    if code == "digits-in-name" and not starts:  # a notice comes with no error beside it
        return
    assert starts == [(at, at + len(about))]


def test_marks_upon_marks() -> None:
    """A letter with more marks than any writing has is no text, and is not put in order."""
    text = "a" + "\u0301" * 129
    assert codes(ktpmsg.check(sms(isi_sms=text), today=TODAY)) == ["bad-characters"]
    assert codes(ktpmsg.check(sms(nama="\u0301" * 50_000), today=TODAY)) == ["bad-characters"]
    assert ktpmsg.check(sms(isi_sms="a" + "\u0301" * 128), today=TODAY).ok


@pytest.mark.parametrize(
    "header", ["30/08/25 18.00 - ", "[24/09/26 16.20.05] ", "[16.20, 24/9/2026] "]
)
@pytest.mark.parametrize("name", ["Budi", "+62 812-3456-7890", "~\u202fBudi S."])
def test_headers(header: str, name: str) -> None:
    """The header of a chat entry ends free text, and what only looks like one does not."""
    (report,) = ktpmsg.find(f"{header}{name}: {SMS}\n{header}{name}: ok", today=TODAY)
    assert report.text == SMS
    for other in ("30/08/25", "18.00 - Budi: x", f"a {header}{name}: b", f"[{name}] x"):
        (report,) = ktpmsg.find(f"{SMS}\n{other}", today=TODAY)
        assert report.text == f"{SMS}\n{other}"


@pytest.mark.parametrize(
    ("typed", "ok"),
    [("Nama: Nama Siti", True), ("Nama Lengkap Nama Siti", True), ("Nama " * 99 + "Siti", False)],
)
def test_slip_behind_slip(typed: str, ok: bool) -> None:  # noqa: FBT001
    """A label behind a label goes, too; without end it is an error, and never an exception."""
    text = f"#KTP#3308155508959001#3308151203079004#{typed}#Surodadi#Candimulyo#Hilang"
    report = ktpmsg.check(text)

    assert report.ok is ok
    assert [p.code.value for p in report.problems] == ["label", "bad-characters"][: 2 - ok]
    assert ok is False or report.message is not None


def test_mended_characters_of_a_field() -> None:
    """However many characters of a field are mended, it is told once, and at once."""
    typed = "\ufeff# " * 3000
    report = ktpmsg.check(
        f"#KTP#3308155508959001#3308151203079004#{typed}#Surodadi#Candimulyo#Hilang"
    )

    assert len(report.problems) < 20


@pytest.mark.parametrize("marks", ["''", "'''", "((", "()", "(())", "'()'"])
def test_marks_around_nothing(marks: str) -> None:
    """Paired marks are taken off a value, and not off each other."""
    assert codes(ktpmsg.check(ktp(nama=marks), today=TODAY)) == ["no-letters"]
