"""`parse` and `check`: every code, where it is told, and in which order."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, sms, sync

import ktpmsg
from ktpmsg import Code, Disdukcapil, Ktp, MessageError, Sinkronisasi, api

if TYPE_CHECKING:
    from ktpmsg import Report

Told = list[tuple[str, str | None, str]]
UNFILLED = Ktp.published
LONG = "x" * 65_537
OTHER = "3308011705749337"  # a number of somebody else
VALUES = KTP.removeprefix("#KTP#")


def told(report: Report) -> Told:
    """Code and field of each problem, and the text that it is about."""
    return [(p.code.value, p.field, report.text[slice(*p.span)]) for p in report.problems]


def read(text: str, *, strict: bool = False) -> Told:
    """What a reading of a text tells."""
    return told(ktpmsg.check(text, strict=strict, today=TODAY))


# --- every code --------------------------------------------------------------------------------

# One message for each code: the field, what it is about, and what lenient reading makes of it.
CODES: list[tuple[str, str, str | None, str, str]] = [
    ("empty", " \n", None, " \n", "error"),
    ("too-long", LONG, None, LONG, "error"),
    ("unknown-keyword", "Halo pak", None, "Halo", "error"),
    ("wrong-separator", KTP[1:].replace("#", "*"), None, VALUES.replace("#", "*"), "error"),
    ("template-unfilled", ktp(desa="Desa"), "desa", "Desa", "error"),
    ("several-messages", f"{KTP}\n{SYNC}", None, "#SINKRONISASI#", "error"),
    ("missing-field", f"#SINKRONISASI#{NIK}#{KK}", "keperluan", "", "error"),
    ("extra-field", ktp(nama="Siti#Ani"), None, "Siti#Ani", "error"),
    ("empty-field", ktp(nama=" "), "nama", "", "error"),
    ("text-around", f"halo {KTP}", None, "halo ", "repaired"),
    ("text-after", ktp(alasan="Hilang."), "alasan", ".", "repaired"),
    ("keyword-spelling", KTP[1:], None, "KTP#", "repaired"),
    ("separator-look-alike", KTP.replace("#Siti", "\uff03Siti"), None, "\uff03", "repaired"),
    ("invisible-character", ktp(nama="Si\u200bti"), "nama", "\u200b", "repaired"),
    ("control-character", ktp(nama="Si\x00ti"), "nama", "\x00", "error"),
    ("not-nfc", ktp(nama="Jose\u0301"), "nama", "e\u0301", "repaired"),
    ("label", ktp(nik=f"NIK: {NIK}"), "nik", "NIK: ", "repaired"),
    ("number-format", ktp(nik="330815 5508959001"), "nik", " ", "repaired"),
    ("not-digits", ktp(nik="33081555O8959001"), "nik", "33081555O8959001", "error"),
    ("wrong-length", ktp(nik=NIK[1:]), "nik", NIK[1:], "error"),
    ("masked-number", ktp(nik="330815******9001"), "nik", "330815******9001", "error"),
    ("spreadsheet-number", ktp(nik="3.30802E+15"), "nik", "3.30802E+15", "error"),
    ("two-numbers", ktp(nik=f"{NIK} {KK}"), "nik", f"{NIK} {KK}", "error"),
    ("number-outside", f"{KTP}\n{OTHER}", None, f"\n{OTHER}", "error"),
    ("unknown-province", ktp(nik="99" + NIK[2:]), "nik", "99", "error"),
    ("unknown-region", ktp(nik="330899" + NIK[6:]), "nik", "330899", "notice"),
    ("inferred-region", ktp(nik="641002" + NIK[6:]), "nik", "6410", "notice"),
    ("impossible-date", ktp(nik="3308153202959001"), "nik", "320295", "error"),
    ("implausible-date", ktp(kk="3308151203959004"), "nomor_kk", "120395", "notice"),
    ("under-age", ktp(nik="3308155508209001"), "nik", "550820", "notice"),
    ("zero-serial", ktp(nik=NIK[:12] + "0000"), "nik", "0000", "error"),
    ("same-number", ktp(nik=KK), "nomor_kk", KK, "error"),
    ("swapped-numbers", ktp(nik=KK, kk=NIK), "nomor_kk", NIK, "error"),
    ("swapped-fields", sms(nama=NIK, nik="Siti"), "nik", NIK, "error"),
    ("bad-characters", ktp(nama="Siti+Ani"), "nama", "+", "error"),
    ("mixed-script", ktp(nama="S\u0456ti"), "nama", "\u0456", "error"),
    ("no-letters", ktp(nama="12"), "nama", "12", "error"),
    ("digits-in-name", ktp(nama="Siti 2"), "nama", "2", "notice"),
    ("long-name", ktp(nama="S" * 61), "nama", "S" * 61, "notice"),
    ("unknown-place", ktp(desa="Surodad"), "desa", "Surodad", "notice"),
    ("unknown-choice", ktp(alasan="Baru"), "alasan", "Baru", "error"),
    ("several-choices", ktp(alasan="Hilang/Rusak"), "alasan", "Hilang/Rusak", "error"),
    ("choice-spelling", ktp(alasan="Hilng"), "alasan", "Hilng", "repaired"),
    (
        "wrong-order",
        f"#KTP#Hilang#{NIK}#{KK}#Siti#Surodadi#Candimulyo",
        None,
        f"Hilang#{NIK}#{KK}#Siti#Surodadi#Candimulyo",
        "error",
    ),
    (
        "missing-separator",
        f"DISDUKCAPIL#Siti Aminah#{NIK} ktp jadi blm",
        "nik",
        f"{NIK} ktp jadi blm",
        "error",
    ),
    ("two-keywords", sms(nama="KTP"), "nama", "KTP", "error"),
    ("struck-out", ktp(desa="~Surodadi~"), "desa", "~Surodadi~", "error"),
]
# Our own formats have no date and no telephone number.
OF_OTHER_FORMATS = {Code.NOT_A_DATE, Code.DATE_FORMAT, Code.NOT_A_PHONE, Code.PHONE_FORMAT}


def test_every_code_is_here() -> None:
    """`Code` has the codes of the contract, and each is reached below."""
    assert sorted(code for code, *_ in CODES) == sorted(set(Code) - OF_OTHER_FORMATS)
    assert len(Code) == 51


@pytest.mark.parametrize(
    ("code", "text", "field", "about", "severity"), CODES, ids=[c[0] for c in CODES]
)
def test_code(code: str, text: str, field: str | None, about: str, severity: str) -> None:
    """Each code, with its field, its exact span and its severity, in both readings."""
    found = ktpmsg.check(text, today=TODAY)
    first = found.problems[0]

    assert (first.code, first.field, text[slice(*first.span)]) == (code, field, about)
    assert first.severity == severity
    assert {p.code.value for p in found.problems} == {code}
    assert found.ok is (severity != "error")
    strict = ktpmsg.check(text, strict=True, today=TODAY)
    assert {p.severity for p in strict.problems} == {"notice" if severity == "notice" else "error"}
    assert [(p.code, p.field, p.span) for p in strict.problems] == [
        (p.code, p.field, p.span) for p in found.problems
    ]
    assert strict.ok is (severity == "notice")


# --- as published ------------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("text", "kind"),
    [(KTP, Ktp), (SYNC, Sinkronisasi), (SMS, Disdukcapil)],
    ids=["ktp", "sync", "sms"],
)
def test_as_published(text: str, kind: type[object], *, strict: bool) -> None:
    """A message as published is its record, with nothing to tell."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)

    assert (report.ok, report.kind, report.problems) == (True, kind, ())
    assert (report.text, report.span, report.line) == (text, (0, len(text)), 1)
    assert ktpmsg.parse(text, strict=strict) == report.message
    assert type(report.message) is kind


@pytest.mark.parametrize(
    "text",
    [
        KTP.lower(),
        KTP.replace("#", "\t#\r\n "),
        KTP + " \r\n\t",
        ktp(nama="Siti \t\r\n Aminah", alasan="UBAH  data"),
        ktp(nama="\nHilang"),
        SMS + "\n\nbaris #2",
        sms(isi_sms="##12 dan #KTP yang hilang"),
        sms(isi_sms="salah kirim KTP#3308155508959001"),
        sync(keperluan="\u2764\ufe0f \U0001f468\u200d\U0001f469"),
        sms(isi_sms="chat 30/08/25 18.00 - Budi: belum dibalas"),
    ],
)
def test_strictly_right(text: str) -> None:
    """Keyword and choice in any case, white space anywhere around, free text as it stands."""
    report = ktpmsg.check(text, strict=True, today=TODAY)

    assert report.ok
    assert [p for p in report.problems if p.code != "unknown-place"] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (ktp(nama="Siti\u00a0Aminah"), ["invisible-character"]),
        (ktp(nama="Siti\u2003Aminah\u200b"), ["invisible-character"]),
        (ktp(nama="(Siti)"), ["text-around"]),
        (ktp(nama="Nama Siti"), ["label"]),
        (ktp(desa='"Surodadi"'), ["text-around"]),
        (ktp(nik="\uff13" + NIK[1:]), ["number-format"]),
        (SYNC + "#", ["text-after"]),
        (SYNC + "\n30/08/25 18.00 - Budi: ok", ["text-around"]),
        (KTP + "\nterima kasih", ["text-around"]),
        (sms(isi_sms="a\u00a0b"), ["invisible-character"]),
        (sms(isi_sms="e\u0301"), ["not-nfc"]),
        (sms(isi_sms="a\x9fb"), ["control-character"]),
        (sms(isi_sms="a\ud800b"), ["control-character"]),
        (ktp(alasan="hi\u0131ang"), ["choice-spelling"]),
        (KTP.replace("KTP", "\u212aTP"), ["not-nfc"]),
    ],
)
def test_not_strictly_right(text: str, codes: list[str]) -> None:
    """The rule: "Everything else must be as published"."""
    report = ktpmsg.check(text, strict=True, today=TODAY)

    assert [p.code.value for p in report.problems] == codes
    assert not report.ok
    with pytest.raises(MessageError):
        ktpmsg.parse(text, strict=True, today=TODAY)


def test_free_text_is_kept_as_typed() -> None:
    """The rule: "The citizen's own words, kept as typed, emoji and line breaks included, only their ends trimmed"."""
    message = ktpmsg.parse(
        sms(isi_sms=" \n Mau  tanya\n\n#1 \u2764\ufe0f jadi?\u200d \t"), strict=True
    )

    assert isinstance(message, Disdukcapil)
    assert message.isi_sms == "Mau  tanya\n\n#1 \u2764\ufe0f jadi?\u200d"


# --- order -------------------------------------------------------------------------------------


def test_all_at_once_in_order() -> None:
    """All problems come at once, "by start of the span, then those of no field"."""
    text = (
        "pagi\nK.T.P#NIK: 330815550895900#9908153201950000#S\u0456ti\u200b+#Desa##Hilang/Rusak\n"
        "terima kasih"
    )

    assert read(text) == [
        ("text-around", None, "pagi\n"),
        ("keyword-spelling", None, "K.T.P#"),
        ("label", "nik", "NIK: "),
        ("wrong-length", "nik", "330815550895900"),
        ("unknown-province", "nomor_kk", "99"),
        ("impossible-date", "nomor_kk", "320195"),
        ("zero-serial", "nomor_kk", "0000"),
        ("mixed-script", "nama", "\u0456"),
        ("invisible-character", "nama", "\u200b"),
        ("template-unfilled", "desa", "Desa"),
        ("empty-field", "kecamatan", ""),
        ("several-choices", "alasan", "Hilang/Rusak"),
        ("text-around", None, "\nterima kasih"),
    ]


def test_order_at_one_place() -> None:
    """At one place those of no field come first, and then "in the record's order"."""
    report = ktpmsg.check("#KTP#", today=TODAY)

    assert told(report) == [
        ("missing-field", name, "")
        for name in ("nik", "nomor_kk", "nama", "desa", "kecamatan", "alasan")
    ]
    assert {p.span for p in report.problems} == {(5, 5)}


def test_one_error_a_field() -> None:
    """The rule: "One error a field, the first that applies"."""
    assert read(ktp(nama="Nama")) == [("template-unfilled", "nama", "Nama")]
    assert read(ktp(nama="<Nama>")) == [("template-unfilled", "nama", "<Nama>")]
    assert read(ktp(nik="NIK: NIK"))[-1] == ("template-unfilled", "nik", "NIK: NIK")
    assert read(ktp(nama="\u0456+1")) == [("bad-characters", "nama", "\u0456+")]


def test_repairs_beside_an_error() -> None:
    """What was mended is told beside the error that is left."""
    assert read(ktp(nik="'330815 550895 900")) == [
        ("number-format", "nik", "'330815 550895 "),
        ("wrong-length", "nik", "330815 550895 900"),
    ]


# --- templates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [UNFILLED, UNFILLED.lower(), Sinkronisasi.published, Disdukcapil.published, UNFILLED + "."],
)
def test_unfilled_template(text: str) -> None:
    """An unfilled template is one error for the message."""
    ((code, field, about),) = read(text)

    assert (code, field) == ("template-unfilled", None)
    assert about.rstrip(".") == text[text.index("#", 1) + 1 :].rstrip(".")


def test_two_unfilled_fields() -> None:
    """The rule: "One for the message when two or more fields still say what the template says"."""
    assert read(ktp(nama="Nama", kecamatan="(kecamatan)")) == [
        ("template-unfilled", None, "Nama#Surodadi#(kecamatan)")
    ]
    assert read(sync(keperluan="<Keperluan>")) == [
        ("template-unfilled", "keperluan", "<Keperluan>")
    ]


# --- fields missing, fields too many -----------------------------------------------------------


def at(text: str, before: str) -> tuple[int, int]:
    """The empty span before a word of a text."""
    return (text.index(before), text.index(before))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("#KTP", ["nik", "nomor_kk", "nama", "desa", "kecamatan", "alasan"]),
        (f"#KTP#{NIK}#{KK}#Siti#Surodadi#Candimulyo", ["alasan"]),
        (f"#KTP#{NIK}#Siti#Surodadi#Candimulyo#Hilang", ["nomor_kk"]),
        (f"#KTP#{KK}#Siti#Surodadi#Candimulyo#Hilang", [None]),
        (f"#KTP#{NIK}#Siti#Surodadi#Candimulyo#Hilang##mohon dibantu", ["nomor_kk"]),
        (f"#KTP#{NIK}#{KK}#Siti#Xyzzy#Hilang", [None]),
        (f"#KTP#{NIK}#{KK}#Siti#Surodadi#Hilang", ["kecamatan"]),
        (f"#KTP#{NIK}#{KK}#Surodadi#Candimulyo#Hilang", ["nama"]),
        (f"#KTP#{NIK}#{KK}#Siti#Hilang", [None, None]),
        (f"#KTP#{NIK}#{KK}#Hilang", ["nama", "desa", "kecamatan"]),
        (f"#KTP#{NIK}", ["nomor_kk", "nama", "desa", "kecamatan", "alasan"]),
        ("#KTP#Hilang", ["nik", "nomor_kk", "nama", "desa", "kecamatan"]),
        (f"#SINKRONISASI#{NIK}#{KK}", ["keperluan"]),
        (f"#SINKRONISASI#{NIK}#BPJS", ["nomor_kk"]),
        ("#SINKRONISASI#BPJS", ["nik", "nomor_kk"]),
        (f"DISDUKCAPIL#Siti#{NIK}", ["isi_sms"]),
        (f"DISDUKCAPIL#{NIK}#jadi?", ["nama"]),
        ("DISDUKCAPIL#jadi?", [None, "nik"]),
    ],
)
def test_missing_fields(text: str, missing: list[str | None]) -> None:
    """A missing field is a problem of its own; "where several fields fit, `.field` is None"."""
    report = ktpmsg.check(text, today=TODAY)

    found = [p for p in report.problems if p.code == "missing-field"]
    assert sorted(str(p.field) for p in found) == sorted(map(str, missing))
    assert all(p.span[0] == p.span[1] for p in found)
    assert {p.code.value for p in report.errors} == {"missing-field"}


def test_where_a_missing_field_stands() -> None:
    """Its span is empty "where the next field or the end stands"."""
    text = f"#KTP#{NIK}# Siti#Surodadi#Candimulyo#Hilang"
    (problem,) = ktpmsg.check(text, today=TODAY).problems
    assert (problem.field, problem.span) == ("nomor_kk", at(text, "Siti"))
    text = f"#KTP#{NIK}#{KK}#Siti#Surodadi#Candimulyo\n"
    (problem,) = ktpmsg.check(text, today=TODAY).problems
    assert (problem.field, problem.span) == ("alasan", (len(text) - 1, len(text) - 1))


def test_candidates_are_named() -> None:
    """Where several fields fit, "the words name the candidates"."""
    (problem,) = ktpmsg.check(f"#KTP#{NIK}#{KK}#Siti#Xyzzy#Hilang", today=TODAY).problems

    assert problem.field is None
    for words in (problem.describe("id"), problem.describe("en")):
        assert "esa" in words
        assert "ecamatan" in words
        assert "NIK" not in words


def test_separator_at_the_end_after_too_few() -> None:
    """A field that is not there after a separator at the end is missing or empty, once."""
    assert [c for c, *_ in read(f"#KTP#{NIK}#{KK}#Siti#Surodadi#Candimulyo#")] in (
        ["missing-field"],
        ["empty-field"],
    )
    assert [c for c, *_ in read(f"#SINKRONISASI#{NIK}#{KK}#")] in (
        ["missing-field"],
        ["empty-field"],
    )


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (ktp(nama="Siti#Aminah"), "Siti#Aminah"),
        (ktp(nik=f"{NIK}#Siti"), "Siti"),
        (ktp(nik=f"{NIK}#12"), "12"),
        (ktp(nik=f"{NIK}#{NIK}"), f"{NIK}#{NIK}"),
        (ktp(alasan="x#y"), "x#y"),
        (ktp(alasan="x#y#z#1#2#3#4#5#6"), ktp(alasan="x#y#z#1#2#3#4#5#6").removeprefix("#KTP#")),
        ("#KTP#" + "a#" * 60 + "b", "a#" * 60 + "b"),
    ],
)
def test_extra_fields(text: str, about: str) -> None:
    """A field too many is told where it may be, and no value is moved to another field for it."""
    report = ktpmsg.check(text, today=TODAY)

    assert not report.ok
    assert [t for t in told(report) if t[0] == "extra-field"] == [("extra-field", None, about)]


def test_letters_after_a_leap_day() -> None:
    """Letters where a year would be after 29 February are judged as letters anywhere."""
    (problem, extra) = ktpmsg.check(ktp(NIK, "330815690" + "29K79004", "Siti#Ani")).problems

    assert (problem.code, problem.field, extra.code) == (
        Code.NOT_DIGITS,
        "nomor_kk",
        Code.EXTRA_FIELD,
    )


def test_extra_fields_that_are_choices() -> None:
    """After a valid choice a superfluous field is dropped, "unless it names a second one"."""
    assert read(ktp(alasan="Hilang#terima kasih#ya")) == [
        ("text-after", "alasan", "#terima kasih#ya")
    ]
    assert read(ktp(alasan="Hilang#terima kasih#Rusak"))[-1][0] == "several-choices"


def test_doubled_separators() -> None:
    """Two `#` with nothing between them are told each, and the other fields are still known."""
    doubled = KTP.replace("#", "##")[1:]
    assert read(doubled) == [("empty-field", None, "")] * 6
    assert read(ktp(nama="#Siti", desa="Desa")) == [
        ("empty-field", None, ""),
        ("template-unfilled", "desa", "Desa"),
    ]
    assert read(sms(nama="#Siti")) == [("empty-field", None, "")]
    assert read(sync(nik=f"#{NIK}")) == [("empty-field", None, "")]
    assert read(sms(nama="#Siti", nik="x"))[0][0] == "empty-field"


def test_empty_field_is_told_of_its_field() -> None:
    """An empty field in its place is known by it."""
    assert read(ktp(nama="")) == [("empty-field", "nama", "")]
    assert read(ktp(alasan=" ")) == [("empty-field", "alasan", "")]
    assert read(sync(keperluan="##"))[-1][:2] == ("empty-field", "keperluan")
    assert read(sms(nama="")) == [("empty-field", "nama", "")]


# --- which message -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "#KTPgratis",
        "nomor KTP#nya salah",
        "https://contoh.id/#KTP#3308155508959001",
        "Cek#KTP#3308155508959001",
        "?a=1&#KTP#3308155508959001#x",
        "halo",
        "#",
        "P",
        "\x1f",
        "\x1c \x1d",
        "ktp saya hilang",
        "#KK#1#2",
        "#3308155508959001",
        "\u200b#\u200b",
    ],
)
def test_not_ours(text: str) -> None:
    """The keyword ends there "or goes on with a separator"; else it is no message of ours."""
    report = ktpmsg.check(text, today=TODAY)

    assert (report.kind, [p.code.value for p in report.problems]) == (None, ["unknown-keyword"])


@pytest.mark.parametrize("text", ["", " ", "\n\t\r", "\u200b", "\ufeff\u00a0\u2028"])
def test_empty(text: str) -> None:
    """What has nothing in it that can be seen is empty."""
    report = ktpmsg.check(text, today=TODAY)

    assert [(p.code.value, p.span) for p in report.problems] == [("empty", (0, len(text)))]


@pytest.mark.parametrize("other", ["*", "|", ";", "/", ", ", " - ", "\u266f", " pagar ", "_", "\n"])
@pytest.mark.parametrize("text", [KTP, KTP[1:], SYNC], ids=["led", "bare", "sync"])
def test_wrong_separator(text: str, other: str) -> None:
    """Another separator than `#` is one error, and its hint says which is right."""
    lead = "#" if text.startswith("#") and other in {", ", " - ", " pagar ", "_", "\n"} else ""
    sent = lead + text.lstrip("#").replace("#", other)
    report = ktpmsg.check(sent, today=TODAY)

    found = [each for each in told(report) if each[0] != "keyword-spelling"]
    assert found == [("wrong-separator", None, sent[sent.index(NIK) :])]
    assert report.kind is not None
    hint = report.errors[0].hint()
    assert hint is not None
    assert "#" in hint


def test_several_messages() -> None:
    """Several messages in one text: `check` refuses, and tells where the second begins."""
    for second, about in ((KTP, "#KTP#"), (SYNC, "#SINKRONISASI#"), (SMS, "DISDUKCAPIL#")):
        report = ktpmsg.check(f"{KTP}\n{second}", today=TODAY)
        assert told(report) == [("several-messages", None, about)]
        assert report.kind is Ktp
    assert [c for c, *_ in read(f"{SMS}\n{KTP}")] == ["several-messages"]
    assert [c for c, *_ in read(f"{SMS}\n{KTP}", strict=True)] == ["several-messages"]


def test_too_long_is_found_at_once() -> None:
    """The rule: "A message longer than 65,536 characters is one error", in both readings."""
    for strict in (True, False):
        report = ktpmsg.check(SYNC + LONG, strict=strict, today=TODAY)
        assert [(p.code.value, p.field) for p in report.problems] == [("too-long", None)]
        assert report.kind is None
        assert "65,536" in report.problems[0].describe()
        with pytest.raises(MessageError):
            ktpmsg.parse(SYNC + LONG, strict=strict)
    longest = sync(keperluan="x" * (65_536 - len(sync(keperluan=""))))
    assert len(longest) == 65_536
    assert ktpmsg.parse(longest, strict=True).text == longest


# --- arguments ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, b"#KTP#", 12, ["#KTP#"], bytearray(b"x")])
def test_anything_but_a_str(value: object) -> None:
    """The rule: "Anything but a `str` is a `TypeError`, at the call"."""
    for call in (ktpmsg.check, ktpmsg.parse):
        with pytest.raises(TypeError, match=r"^a message is a str, not "):
            call(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("today", ["2026-11-23", 20261123, (2026, 11, 23)])
def test_today_is_a_date(today: object) -> None:
    """`today` is a `date`, or None; anything else is a TypeError, whatever the text."""
    for text in (KTP, "halo", ""):
        for call in (ktpmsg.check, ktpmsg.parse, ktpmsg.find):
            with pytest.raises(TypeError, match=r"^today is a date, not "):
                call(text, today=today)  # type: ignore[arg-type]


def test_today_fixes_every_judgement() -> None:
    """The rule: "`today` fixes every judgement that depends on the calendar"."""
    text = ktp(nik="3308155508089001")
    birthday = datetime.date(2024, 8, 15)
    before = birthday - datetime.timedelta(days=1)

    assert told(ktpmsg.check(text, today=before)) == [("under-age", "nik", "550808")]
    assert told(ktpmsg.check(text, today=birthday)) == []
    noon = datetime.datetime(2024, 8, 15, 12, tzinfo=datetime.UTC)
    assert ktpmsg.check(text, today=noon).problems == ()
    (found,) = ktpmsg.find(text, today=before)
    assert told(found) == [("under-age", "nik", "550808")]
    mended = ktpmsg.check(text[1:], today=before)
    assert [c for c, *_ in told(mended)] == ["keyword-spelling", "under-age"]


def test_the_real_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """None means the real day; only inside can another be put in its place."""
    text = ktp(nik="3308155508089001")
    monkeypatch.setattr(api, "current_day", lambda: datetime.date(2024, 8, 14))

    assert [c for c, *_ in told(ktpmsg.check(text))] == ["under-age"]
    assert [c for c, *_ in told(ktpmsg.check(text[1:]))] == ["keyword-spelling", "under-age"]
    assert ktpmsg.parse(text) == ktpmsg.parse(text[1:])


def test_options_by_name() -> None:
    """`strict` and `today` are given by name."""
    for call in (ktpmsg.check, ktpmsg.parse, ktpmsg.find):
        with pytest.raises(TypeError):
            call(KTP, True)  # type: ignore[call-arg]  # noqa: FBT003


# --- what is raised ----------------------------------------------------------------------------


def test_message_error() -> None:
    """`MessageError` is a `ValueError` with `.problems` and `.report`."""
    text = ktp(nik="1", alasan="x")
    with pytest.raises(ValueError, match=r"^2 errors: nik: ") as caught:
        ktpmsg.parse(text, today=TODAY)
    error = caught.value

    assert isinstance(error, MessageError)
    assert error.report == ktpmsg.check(text, today=TODAY)
    assert error.problems == error.report.problems
    assert str(error) == (
        "2 errors: nik: 1 digit, and a NIK has 16; alasan: none of Pemula, Hilang, Rusak, Ubah Data"
    )
    assert repr(error) == "MessageError(wrong-length, unknown-choice)"


def test_message_error_of_one() -> None:
    """One error is one error, and one of no field is said without."""
    with pytest.raises(MessageError) as caught:
        ktpmsg.parse(KTP.replace("#", "|"))

    (problem,) = caught.value.problems
    assert str(caught.value) == f"1 error: {problem.describe()}"


@pytest.mark.parametrize("text", [KTP, KTP + " ", KTP + "#", ktp(nik="3"), "halo", "#KTP", ""])
def test_reports_are_values(text: str) -> None:
    """Reports of the same text are equal, and may be kept in a set."""
    assert len({ktpmsg.check(text, today=TODAY), ktpmsg.check(text, today=TODAY)}) == 1
