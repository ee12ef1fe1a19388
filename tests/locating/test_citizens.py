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

OFFICE = ktpmsg.Formats(
    """
%import fields (nik, nomor_kk, nama, desa, kecamatan, NIK, DATE, PHONE, CODE, NUMBER, TEXT)
start: cek_ktp | reg | ulang | unreg | warga | bayi | kunjung | aduan
cek_ktp: "CEK"i "#" "KTP"i "#" nik{"NIK"}
reg: "REG"i nik{"NIK"} "#" nomor_kk{"NomorKK"} "#"
ulang: "ULANG"i "#" nik{"NIK"} "#" nomor_kk{"NomorKK"} "#"
unreg: "UNREG"i "#" nomor{"nomor telepon"} "#"
warga: "WARGA"i "|" desa{"Desa"} "|" kecamatan{"Kecamatan"} "|" nik{"NIK"} "|" setuju{"Ya/Tidak"}
bayi: "BAYI"i ";" nama{"Nama"} ";" lahir{"Lahir"} ";" nik_ibu ";" nik_ayah ";" rm{"RM"} ";" berat{"Berat"}
kunjung: "KUNJUNG"i "#" nama{"Nama"} "#" lahir{"Tanggal"} ["#" nomor{"No HP"} ["#" isi{"Catatan"}]]
aduan: "ADUAN"i kecamatan{"Kecamatan"} "#" nik{"NIK"} "#" nama{"Nama"} "#" isi{"Isi"}
setuju{words}: "Ya"i | "Tidak"i | words -> unfilled
nik_ibu: NIK
nik_ayah: NIK
lahir{words}: DATE | words -> unfilled
nomor{words}: PHONE | words -> unfilled
rm{words}: CODE | words -> unfilled
berat{words}: NUMBER | words -> unfilled
isi{words}: TEXT | words -> unfilled
"""
)
BARE = ktpmsg.Formats(
    """
%import fields (nik, nomor_kk, nama, DATE, PHONE, TEXT)
start: halo | antri | polos
halo: "#" nik{"NIK"} "#" nama{"Nama"} "#" nomor_kk{"Nomor KK"} "#" telp{"Telp"} "#" keluhan{"Keluhan"}
antri: "#" nama{"NAMA"} "#" lahir{"TGLLahir"} "#" datang{"TglKedatangan"}
polos: nik{"NIK"} "|" nomor_kk{"NomorKK"} "|"
lahir{words}: DATE | words -> unfilled
datang{words}: DATE | words -> unfilled
telp{words}: PHONE | words -> unfilled
keluhan{words}: TEXT | words -> unfilled
"""
)
BARE_MESSAGE = f"#{N}#Siti Aminah#{K}#081200009001#ya"


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


# --- labelled lines ----------------------------------------------------------------------------

LINES = f"NIK: {N}\nNo KK: {K}\nNama: Siti Aminah\nDesa: Surodadi\nKecamatan: Candimulyo\nAlasan: Hilang"
LINES2 = f"NIK: {N2}\nNo KK: {K2}\nNama: Bagas Wirayudha\nDesa: Menoreh\nKecamatan: Salaman\nAlasan: Rusak"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            f"KTP\n{LINES}\n{LINES2}",
            [
                ("two-numbers", "nik"),
                ("two-numbers", "nomor_kk"),
                ("extra-field", "nama"),
                ("extra-field", "desa"),
                ("extra-field", "kecamatan"),
                ("several-choices", "alasan"),
            ],
        ),
        (f"SINKRONISASI\nNIK: {N}\nNIK: {N2}\nNo KK: {K}\nKeperluan: x", [("two-numbers", "nik")]),
        (f"KTP\nNIK: {N[:-1]}\n{LINES}", [("two-numbers", "nik")]),
        (f"KTP\n{LINES}\nAlasan: Rusak", [("several-choices", "alasan")]),
        (f"KTP\n{LINES}\nAlasan: hilang", []),
        (f"KTP\n{LINES}\nNama: Siti Aminah\nNama:", []),
        (f"KTP\n{LINES}\nNIK: 3308 1555 0895 9001", []),
        (f"KTP\n{LINES}".replace("Nama:", f"ibu saya {N2}\nNama:"), [("number-outside", None)]),
        (f"KTP\n{LINES}".replace("Nama:", f"ini {N} ya\nNama:"), []),
        (f"KTP\n{LINES}\n\n{LINES2}", [("number-outside", None)]),
        (f"KTP\nhalo\n{LINES}", [("unknown-keyword", None)]),
    ],
)
def test_labels_twice(text: str, codes: list[tuple[str, str | None]]) -> None:
    """A label that comes twice, and a line without one."""
    assert errors(text) == codes
    report = ktpmsg.check(text)
    for hidden in (N2, "Bagas", "Menoreh", "ibu saya"):
        assert hidden not in str(report)


@pytest.mark.parametrize("keyword", ["KTP", "#KTP", "#KTP#", "*KTP*"])
@pytest.mark.parametrize(
    "lines",
    [
        LINES,
        "\n".join(f"{at}. {line}" for at, line in enumerate(LINES.split("\n"), 1)),
        "\n".join(f"{at}) *{line}*" for at, line in enumerate(LINES.split("\n"), 1)),
        "\n".join(f"- {line}" for line in LINES.split("\n")),
        LINES.replace(":", ":\n"),
        LINES.replace(": ", "*: ").replace("\n", "\n*").replace("NIK", "*NIK"),
        LINES.replace(": ", ":* ").replace("\n", "\n*").replace("NIK", "*NIK"),
        LINES.replace(N, f"{N[:8]}\n{N[8:]}").replace(K, f"{K[:4]} {K[4:8]}\n{K[8:]}"),
        LINES.replace("\n", "\n\n"),
        LINES.replace("Nama", "\nhalo pak\nNama"),
    ],
)
def test_labelled_lines(keyword: str, lines: str) -> None:
    """Numbered, bulleted, in bold, with the value on the next line: one good message."""
    text = f"{keyword}\n{lines}"
    assert errors(text) == []
    assert found(f"{text}\n------------\nterima kasih")[0][1]
    assert errors(f"{SYNC2}\n{text}") == [("several-messages", None)]
    (_, message) = ktpmsg.find(f"{SYNC2}\n{text}\nmakasih")
    assert message.message == ktpmsg.parse(KTP)


def test_two_labelled_messages() -> None:
    """Each ends with its last labelled line."""
    text = f"KTP\n{LINES}\nmakasih\nKTP\n{LINES2}\nmakasih"
    assert found(text) == [(f"KTP\n{LINES}", True), (f"KTP\n{LINES2}", True)]
    text = f"SINKRONISASI\nNIK: {N}\nNo KK: {K}\nKeperluan: x\ny\n" + "z\n" * 60
    assert found(text) == [(text.strip(), True)]


@pytest.mark.parametrize(
    "text",
    [
        f"#KTP#No.KTP: {N}{FIELDS[17:]}",
        f"#KTP#\nNIK: {N}\n{FIELDS[17:]}",
        f"#KTP#\nNIK: {N}\n#No KK: {FIELDS[18:]}",
    ],
)
def test_no_labelled_lines(text: str) -> None:
    """A label in front of a value, and a separator on the next line."""
    assert ktpmsg.parse(text) == ktpmsg.parse(KTP)
    assert found(text) == [(text, True)]


@pytest.mark.parametrize("label", ["NIK: ", "1. NIK: ", "NIK = "])
@pytest.mark.parametrize("keyword", ["#KTP", "2. KTP"])
def test_one_label_in_free_text(keyword: str, label: str) -> None:
    """A keyword alone on its line, and one labelled number."""
    text = f"{SYNC}\n{keyword}\n{label}{N2}"
    assert errors(text) == [("several-messages", None)]
    assert len(found(text)) == 2
    assert errors(f"{SYNC}\n{keyword}\n{label}saya") == []


# --- the keyword, and what stands between it and the first field -------------------------------


@pytest.mark.parametrize(
    ("before", "message", "formats"),
    [
        ("", f"KTP\n{FIELDS}", None),
        ("", f"disdukcapil\n#Siti Aminah#{N}#ya", None),
        ("", f"KTP\n#{N}\n#{K}#Siti Aminah#Surodadi#Candimulyo#Hilang", None),
        ("", f"ULANG\n#{N}\n#{K}\n#", OFFICE),
    ],
)
def test_separator_on_the_next_line(
    before: str, message: str, formats: ktpmsg.Formats | None
) -> None:
    """A keyword behind words, without its own separator in front."""
    for words in ("", "halo\n", "Mohon bantu ", f"{SYNC2}\n", f"{SYNC2}\nMohon bantu "):
        text = words + before + message
        assert found(text, formats)[-1] == (message, True), text


def test_keyword_of_the_line_before() -> None:
    """What the next line says belongs to that: its own keyword, or values of another kind."""
    assert found(f"ini KTP saya, mohon KTP\n{SYNC}") == [(SYNC, True)]
    assert found(f"mohon KTP\n#Siti#{N}#{K}") == []
    assert found(f"mohon KTP\n{BARE_MESSAGE}", BARE) == [(BARE_MESSAGE, True)]
    assert found(f"saya mau cek\n{KTP}", OFFICE) == [(KTP, True)]


@pytest.mark.parametrize(
    "text",
    [
        f"CEK\n#KTP\n#{N}",
        f"- CEK\n#KTP\n#{N}",
        f"CEK\n#KTP\n#{N[:4]} {N[4:8]} {N[8:12]} {N[12:]}",
        f"cek ktp {N}",
        "UNREG 081200009001#",
        "UNREG 081200009001",
        f"WARGA BARU|Surodadi|Candimulyo|{N}|Ya",
        f"BAYI BARU;Laras Ayu;15-08-2026;{N};{N2};RM-12/3;3200",
        "KUNJUNG\nNama: Siti Aminah\nTanggal: 20 Des 2026\nNo HP: 081200009001",
    ],
)
def test_offices(text: str) -> None:
    """Good as they are, and behind a greeting: `find` yields what `check` reads."""
    message = OFFICE.check(text).message
    assert message is not None
    for before in ("", "Pagi pak\n"):
        assert OFFICE.check(before + text).message == message
        assert found(before + text, OFFICE) == [(text, True)]


def test_words_before_a_label() -> None:
    """A label in the first value is no sentence."""
    text = "KUNJUNG#Nama: Siti Aminah#20-12-2026"
    assert found(f"Mohon bantu {text}", OFFICE) == [(text, True)]
    assert found(f"Mohon bantu {text.replace('Nama', 'tanya')}", OFFICE) == []


@pytest.mark.parametrize(
    ("text", "field", "formats"),
    [
        (f"DISDUKCAPIL Siti Aminah {N}#ktp?", "nama", None),
        (f"ADUAN Candimulyo {N}#Siti Aminah#jalan rusak", "kecamatan", OFFICE),
    ],
)
def test_space_for_both_separators(text: str, field: str, formats: ktpmsg.Formats | None) -> None:
    """A space behind the keyword, and one behind the first value."""
    for before in ("", "halo\n"):
        assert errors(before + text, formats) == [("missing-separator", field)]
        assert found(before + text, formats) == [(text, False)]
    assert found(text.replace(N, f"{N} ya di"), formats) == []
    assert found(text.split("#", maxsplit=1)[0], formats) == []


@pytest.mark.parametrize("end", ["", "\n", "\nsalam"])
def test_closing_separator_on_its_line(end: str) -> None:
    """The published separator at the end, on the next line."""
    text = f"ULANG\n#{N}\n#{K}\n#"
    assert found(text + end, OFFICE) == [(text, True)]


@pytest.mark.parametrize("between", [" ", "", "\n", " #", "#"])
def test_closing_separator_before_another(between: str) -> None:
    """Two messages of a format with a separator at its end, on one line too."""
    for first, second in (
        (f"REG {N}#{K}#", f"REG {N2}#{K2}#"),
        (f"ULANG#{N}#{K}#", f"ULANG#{N2}#{K2}#"),
    ):
        if first.startswith("REG") and not between:
            continue
        (one, other) = found(first + between + second, OFFICE)
        assert one == (first, True)
        assert other == (between.strip() + second, True)
    text = f"ULANG\n#{N}\n#{K}\n#"
    assert found(f"{text}\n{text}", OFFICE) == [(text, True), (text, True)]
    text = f"#ULANG#{N2}#{K2}#"
    assert found(f"ULANG#{N}\n{text}", OFFICE) == [(f"ULANG#{N}", False), (text, True)]


@pytest.mark.parametrize("keyword", ["cek#e-ktp", "Cek E-KTP", "CEK#EKTP"])
def test_alias_in_two_keywords(keyword: str) -> None:
    """Another word for a keyword is one in a sequence, too."""
    assert found(f"{keyword}#{N}", OFFICE) == [(f"{keyword}#{N}", True)]


# --- how far a message goes --------------------------------------------------------------------


@pytest.mark.parametrize("text", [KTP, SYNC, KTP2])
@pytest.mark.parametrize(("mark", "end"), [("*", "*"), ('"', '"'), ("(", ")"), ("_", "_")])
@pytest.mark.parametrize("before", ["Pagi pak\n", "30/08/25 18.00 - Budi: ", "pagi\n\n"])
def test_opened_before_a_greeting(before: str, mark: str, end: str, text: str) -> None:
    """A mark that was opened on a line before the message, and is closed after it."""
    whole = f"{mark}{before}{text}{end}"
    assert ktpmsg.parse(whole) == ktpmsg.parse(text)
    assert found(whole) == [(text, True)]


def test_not_opened_before() -> None:
    """A mark that was closed before the message, or a list sign, opens nothing."""
    for before in ("*Pagi* pak\n", "* Pagi pak\n", "5 * 3\n"):
        (report,) = ktpmsg.find(f"{before}{SYNC}*")
        assert report.message.keperluan == "BPJS*"  # type: ignore[union-attr]


@pytest.mark.parametrize("after", ["", "\nterima kasih"])
@pytest.mark.parametrize("places", ["Surodadi#Candimulyo", "Surodadi#Desa\nCandimulyo"])
def test_line_break_before_the_choice(places: str, after: str) -> None:
    """A line break in place of the last separator: the choice is a part of the message."""
    text = f"#KTP#{N}#{K}#Siti Aminah#{places}\nHilang"
    assert found(text + after) == [(text, False)]
    assert errors(text + after) == [("missing-separator", "kecamatan")]


def test_keyword_in_a_value() -> None:
    """A keyword in a value ends no extent: ten digits stand in it."""
    text = f"DISDUKCAPIL#ktp jadi?#Siti Aminah#{N}"
    assert found(text) == [(text, False)]
    assert found(f"halo {text}") == [(text, False)]
    assert [ok for _, ok in found(f"DISDUKCAPIL#{'ktp ' * 20}#Siti Aminah#{N}")] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "#Siti Aminah,25011987,07082027",
        ",Siti Aminah,25011987,07082027",
        f"{N}#{K}#",
        f"{N}*{K}*",
        f"{N}#{K}",
    ],
)
def test_another_sign_without_keyword(text: str) -> None:
    """The rule: "another sign throughout is `wrong-separator` where every value fits"."""
    assert errors(text, BARE) == [("wrong-separator", None)]


@pytest.mark.parametrize("text", ["#\r\n>", "BPJS\n>", "BPJS\n> \n >>", "#\n>"])
def test_quotes_at_the_end(text: str) -> None:
    """The rule: "What `check` reads without error …, `find` yields as the same message"."""
    text = f"#SINKRONISASI#{N}#{K}#{text}"
    assert found(text) == [(text, True)]
    (report,) = ktpmsg.find(f"{text}\n")
    assert report.message == ktpmsg.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "KTP, saya hilang",
        "KTP / saya hilang /",
        f"KTP satu\ndua#{N}",
        f"saya KTP atau\nNIK: {N}",
    ],
)
def test_unknown(text: str) -> None:
    """No message of ours, in `check` as in `find`."""
    assert errors(text) == [("unknown-keyword", None)]
    assert found(text) == []


KLINIK = ktpmsg.Formats(
    """
%import fields (nik, nama, DATE)
start: klinik
klinik: nama{"Nama"} "#" nik{"NIK"} "#" lahir{"Tanggal Lahir"}
lahir{words}: DATE | words -> unfilled
""",
    builtin=False,
)


@pytest.mark.parametrize("name", ["R.A. Tumini", "M. M. D’Costa", "A. Tumini", "Tumini"])
def test_initials_are_no_list_mark(name: str) -> None:
    """The rule: "A record holds what its sender wrote": initials are the name's."""
    report = KLINIK.check(f"{name}#NIK: {N}#25-08-1981")
    assert report.ok
    assert getattr(report.message, "nama") == name  # noqa: B009 - a class of the grammar's own


def test_a_separator_before_an_optional_text() -> None:
    """The rule: nothing is dropped in silence: a separator at the end is mended, and told."""
    text = "KUNJUNG#Siti Aminah#17-01-1988#081200009001#"
    (report,) = OFFICE.find(text.removesuffix("081200009001#"))
    assert [(str(p.code), p.field, p.severity) for p in report.problems] == [
        ("text-after", "lahir", "repaired")
    ]


def test_a_value_too_many_before_a_text() -> None:
    """The rule: nothing is called wrong that is not: a name too many is an extra field."""
    assert errors(f"#SINKRONISASI#Siti Aminah#{N}#{K}#BPJS") == [("extra-field", None)]
    assert errors(f"#SINKRONISASI#{N}#{K}#BPJS#Siti") == []


def test_digits_of_a_name_with_space_around() -> None:
    """The notice is about the digits, wherever the name stands in its field."""
    text = f"#KTP#{N}#{K}#  Siti 99 \n#Surodadi#Candimulyo#Hilang"
    spans = [p.span for p in ktpmsg.check(text).problems if p.code == "digits-in-name"]
    assert [text[slice(*span)] for span in spans] == ["99"]


MARKED = ["<Siti Aminah>", '"Siti Aminah"', "'Siti Aminah'", "«Siti Aminah»", '* "Siti Aminah"*']


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("before", ["", "> "])
def test_marks_around_a_first_value(name: str, before: str) -> None:
    """Marks that enclose the first value belong to it, and are no part of the name."""
    text = f"{before}{name}#{N}#25-08-1981"
    report = KLINIK.check(text)
    assert getattr(report.message, "nama") == "Siti Aminah"  # noqa: B009
    assert text[slice(*report.repairs[-1].span)] == name


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("before", ["", "> "])
def test_marks_around_a_first_value_with_another_sign(name: str, before: str) -> None:
    """The same with another sign for the separator, which is the one mistake."""
    report = KLINIK.check(f"{before}{name};{N};25-08-1981")
    assert [str(p.code) for p in report.errors] == ["wrong-separator"]


def test_another_sign_in_front() -> None:
    """A sign in place of the separators that stands in front, too, is no part of the name."""
    report = KLINIK.check(f"*Siti Aminah*{N}*25-08-1981")
    assert [str(p.code) for p in report.errors] == ["wrong-separator"]
