"""What is shown without being asked for: of a number six digits, of names, places, texts nothing."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import pickle
import re
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people import TODAY, ktp, sms, sync

import ktpmsg
from ktpmsg import (
    Alasan,
    Code,
    Disdukcapil,
    Ktp,
    MessageError,
    Nik,
    NomorKK,
    Region,
    Report,
    Sex,
    Sinkronisasi,
)
from ktpmsg.terminal import command as terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Canaries: digits after the sixth and letters that no sentence, name of a class or example has.
NIK = "3308155708649731"
KK = "3308152906179846"
OTHER = "3308155708649846"
NAME = "Qzaxqa Xqzovi"
VILLAGE = "Zqxurang"
DISTRICT = "Xzqolor"
WORDS = "qxz tolong zxq jxqz"
RARE = re.compile("[qxz]{2}", re.IGNORECASE)
# A traceback's folders, which may have been named by chance, as those for temporary files are.
FOLDER = re.compile(r'(?<=File ")[^"\n]*(?=[/\\])')

KTP = ktp(NIK, KK, NAME, VILLAGE, DISTRICT, "Hilang")
SYNC = sync(NIK, KK, WORDS)
SMS = sms(NAME, NIK, WORDS)

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
LANGUAGES = ("id", "en")

GOOD = {
    "ktp": KTP,
    "sinkronisasi": SYNC,
    "disdukcapil": SMS,
}
MENDED = {
    "around": f"Assalam, {NAME} di sini\n{KTP}\nsalam dari {NAME}",
    "chat": f"30/08/25 18.01 - {NAME}: {KTP}",
    "groups": KTP.replace(NIK, "3308 1557 0864 9731"),
    "pairs": SYNC.replace(NIK, "33-08-15-57-08-64-97-31"),
    "full width": SMS.replace(NIK, "".join(chr(ord(digit) + 0xFEE0) for digit in NIK)),
    "label": KTP.replace(NIK, f"NIK: {NIK}").replace(NAME, f"Nama: {NAME}"),
    "choice": f"{KTP} (dicuri {NAME})",
    "superfluous field": f"{KTP}#{NAME}",
    "quoted": KTP.replace(NAME, f'"{NAME}"'),
    "keyword": SYNC.replace("#SINKRONISASI", "SINGKRONISASI"),
    "accent": KTP.replace(NAME, f"{NAME}e\u0301"),
    "invisible": SYNC.replace("tolong", "to\u200blong"),
    "labelled lines": (
        f"KTP\nNIK: {NIK}\nKK: {KK}\nNama: {NAME}\nDesa: {VILLAGE}\nKecamatan: {DISTRICT}\n"
        "Alasan: hilang"
    ),
    "break in a number": KTP.replace(NIK, f"{NIK[:8]}\n{NIK[8:]}"),
}
FAULTY = {
    "no message": f"{NAME} {NIK} {WORDS}",
    "short": KTP.replace(NIK, NIK[:15]),
    "long": SMS.replace(NIK, NIK + "9846"),
    "letter": SYNC.replace(NIK, NIK[:10] + "O" + NIK[11:]),
    "name for a number": ktp(NAME, KK, NIK, VILLAGE, DISTRICT),
    "number for a name": sms(NIK, NAME, WORDS),
    "number for a place": ktp(NIK, KK, NAME, NIK, KK),
    "number for a choice": ktp(NIK, KK, NAME, VILLAGE, DISTRICT, KK),
    "name for a choice": ktp(NIK, KK, VILLAGE, DISTRICT, "Hilang", NAME),
    "names for numbers": sync(NAME, WORDS, KK),
    "shifted left": f"#KTP#{KK}#{NAME}#{VILLAGE}#{DISTRICT}#Hilang",
    "shifted right": f"#KTP##{NIK}#{KK}#{NAME}#{VILLAGE}#{DISTRICT}#Hilang",
    "backwards": f"#KTP#Hilang#{DISTRICT}#{VILLAGE}#{NAME}#{KK}#{NIK}",
    "one field": f"#KTP#{NIK} {KK} {NAME} {VILLAGE}",
    "two numbers": sms(NAME, f"{NIK} {KK}", WORDS),
    "two numbers and a name": sync(f"{NIK}/{KK}", NAME, WORDS),
    "swapped": ktp(KK, NIK, NAME, VILLAGE, DISTRICT),
    "same": sync(NIK, NIK, WORDS),
    "province": KTP.replace("3308", "9908"),
    "date": SYNC.replace(NIK, NIK[:6] + "99" + NIK[8:]),
    "serial": SMS.replace(NIK, NIK[:12] + "0000"),
    "masked": KTP.replace(NIK, f"330815******{NIK[12:]}"),
    "spreadsheet": KTP.replace(NIK, "3.30815570864973E+15"),
    "script": KTP.replace(NAME, f"{NAME} \u0430\u0431"),
    "control": SMS.replace(NAME, f"{NAME}\x07"),
    "separator": KTP.replace("#", "*"),
    "other separator": f"#KTP {NIK}-{KK}-{NAME}-{VILLAGE}",
    "after the keyword": f"#KTP#{NAME}",
    "keyword and number": f"#KTP-{NIK}-{NAME}",
    "two messages": f"{KTP}\n{SYNC}",
    "number outside": f"{OTHER} {NAME}\n{KTP}\n{KK}",
    "number in a name": ktp(NIK, KK, f"{NAME} {OTHER}", VILLAGE, DISTRICT),
    "struck out": f"~{KTP}~",
    "name struck out": KTP.replace(NAME, f"~{NAME}~"),
    "two keywords": f"DISDUKCAPIL{KTP}",
    "no separator": sms(f"{NAME} {NIK}", WORDS, ""),
    "other order": f"#KTP#{NAME}#{NIK}#{KK}#{VILLAGE}#{DISTRICT}#Hilang",
    "labelled lines": f"KTP\nNama: {NAME}\nNIK: {NIK}\nDesa: {VILLAGE}",
    "choices": f"{KTP}/Rusak {NAME}",
    "long one": SMS + WORDS * 5000,
}
TEXTS = GOOD | MENDED | FAULTY
EACH = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def hits(shown: str) -> list[str]:
    """What of the canaries a text shows: rare letters, a seventh digit, four after the sixth."""
    tails = {tail[at : at + 4] for tail in (NIK[6:], KK[6:]) for at in range(7)}
    as_ascii = FOLDER.sub("", shown).translate({0xFF10 + digit: str(digit) for digit in range(10)})
    digits = sorted(part for part in {NIK[:7], KK[:7], *tails} if part in as_ascii)
    return RARE.findall(as_ascii) + digits


def shown_of(value: object) -> Iterator[str]:
    """What Python shows of a value by itself, also after unpickling."""
    same = [pickle.loads(pickle.dumps(value, protocol)) for protocol in PROTOCOLS]  # noqa: S301
    for one in (value, *same):
        yield repr(one)
        yield str(one)
        yield f"{one} {one!r} {one!s}"
        yield f"{[one]} {(one,)} { ({'it': one}) }"
        yield "%s %r" % (one, one)  # noqa: UP031 - the old way, which logging uses


def shown_of_report(report: Report) -> Iterator[str]:
    """What a report shows by itself, in its drawing, its dict and its replies."""
    yield from shown_of(report)
    for problem in report.problems:
        yield from shown_of(problem)
        yield from (problem.describe(lang) for lang in LANGUAGES)
    yield from (report.draw(lang) for lang in LANGUAGES)
    yield report._repr_html_()
    yield json.dumps(report.to_dict(), ensure_ascii=False)
    yield repr(report.to_dict())
    for lang, short in itertools.product(LANGUAGES, (False, True)):
        yield report.reply(lang, short=short)


def shown_of_error(error: MessageError) -> Iterator[str]:
    """What an exception shows by itself, and as Python prints its traceback."""
    yield from shown_of(error)
    yield from shown_of(error.args)
    yield repr(error.problems)
    yield repr(error.__reduce__())
    for one in (error, pickle.loads(pickle.dumps(error))):  # noqa: S301
        yield "".join(traceback.format_exception(one))
        yield "".join(traceback.format_exception_only(one))


def raised(make: Callable[..., object], *values: object, **options: object) -> MessageError:
    """The exception that values are refused with."""
    with pytest.raises(MessageError) as caught:
        make(*values, **options)
    return caught.value


# --- texts -------------------------------------------------------------------------------------


def test_canaries_are_seen() -> None:
    """The check is one: it sees a canary, and none in what the library says by itself."""
    assert all(hits(text) for text in (NIK, KK, NAME, VILLAGE, DISTRICT, WORDS, NIK[6:10]))
    assert all(hits(number[:7]) and not hits(number[:6]) for number in (NIK, KK))
    assert not hits(ktpmsg.check("halo").reply() + ktpmsg.check("").reply("en"))
    assert hits('File "/folder.4IzqTXYL/reading.py", line 8: qz') == ["qz"]
    for text in TEXTS.values():
        assert hits(json.dumps(ktpmsg.check(text, today=TODAY).to_dict(reveal=True)))


def test_verdicts() -> None:
    """Good, mended and faulty texts are what they are called here."""
    assert all(ktpmsg.check(text, strict=True, today=TODAY).ok for text in GOOD.values())
    for name, text in MENDED.items():
        report = ktpmsg.check(text, today=TODAY)
        assert (name, report.ok, bool(report.repairs)) == (name, True, True)
    for name, text in FAULTY.items():
        assert (name, ktpmsg.check(text, today=TODAY).ok) == (name, False)


@EACH
@pytest.mark.parametrize("strict", [False, True])
def test_reports(text: str, *, strict: bool) -> None:
    """No form of a report shows more than six digits of a number, or anything of a name."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)

    for shown in shown_of_report(report):
        assert not hits(shown)


@EACH
def test_found_reports(text: str) -> None:
    """Nor does a report that was found in a text."""
    for report in ktpmsg.find(f"{NAME} {NIK}\n{text}\n", today=TODAY):
        for shown in shown_of_report(report):
            assert not hits(shown)


@pytest.mark.parametrize("text", (GOOD | MENDED).values(), ids=GOOD | MENDED)
def test_records(text: str) -> None:
    """No form of a record or of a value in it shows more."""
    message = ktpmsg.parse(text, today=TODAY)

    for shown in shown_of(message):
        assert not hits(shown)
    numbers = [message.nik, *([] if isinstance(message, Disdukcapil) else [message.nomor_kk])]
    for number in numbers:
        assert repr(number) == f"{type(number).__name__}('330815**********')"
        for shown in shown_of(number):
            assert not hits(shown)


REFUSED = {
    **{f"{name}, strict": (text, True) for name, text in (MENDED | FAULTY).items()},
    **{f"{name}, lenient": (text, False) for name, text in FAULTY.items()},
}


@pytest.mark.parametrize(("text", "strict"), REFUSED.values(), ids=REFUSED)
def test_exceptions(text: str, *, strict: bool) -> None:
    """No form of an exception shows more, nor its traceback as Python prints it."""
    error = raised(ktpmsg.parse, text, strict=strict, today=TODAY)

    for shown in shown_of_error(error):
        assert not hits(shown)


def test_traceback_of_a_program() -> None:
    """What a program prints that ends with an exception shows nothing of the message it read."""
    program = "import sys, ktpmsg\nktpmsg.parse(sys.stdin.buffer.read().decode())\n"
    done = subprocess.run(
        [sys.executable, "-c", program], input=FAULTY["short"].encode(), capture_output=True, check=False
    )  # fmt: skip
    shown = done.stderr.decode()

    assert done.returncode == 1
    assert "MessageError: 1 error: nik: 15 digits, and a NIK has 16" in shown
    assert "During handling" not in shown
    assert not hits(shown)


# --- by hand -----------------------------------------------------------------------------------

BY_HAND: dict[str, tuple[Callable[..., object], tuple[Any, ...]]] = {
    "nik": (Nik, (NIK + "1",)),
    "nik of letters": (Nik, (NAME,)),
    "nomor kk": (NomorKK, (KK[:-1],)),
    "ktp": (Ktp, (NIK[:-1], KK, NAME, VILLAGE, DISTRICT, "Hilang")),
    "ktp shifted": (Ktp, (NAME, NIK, KK, VILLAGE, DISTRICT, NAME)),
    "ktp with a label": (Ktp, (NIK, KK, f"Nama: {NAME}", VILLAGE, DISTRICT, "Hilang")),
    "sinkronisasi": (Sinkronisasi, (NIK, NIK, WORDS)),
    "sinkronisasi shifted": (Sinkronisasi, (WORDS, NAME, NIK)),
    "disdukcapil": (Disdukcapil, (f"{NAME}\x00", NIK, WORDS)),
    "disdukcapil swapped": (Disdukcapil, (NIK, NAME, WORDS)),
    "disdukcapil with control": (Disdukcapil, (NAME, NIK, f"{WORDS}\x00")),
}


@pytest.mark.parametrize(("make", "values"), BY_HAND.values(), ids=BY_HAND)
def test_made_by_hand(make: Callable[..., object], values: tuple[Any, ...]) -> None:
    """Nor does the exception of a record or number made by hand."""
    error = raised(make, *values)

    for shown in shown_of_error(error):
        assert not hits(shown)


@pytest.mark.parametrize("value", [[NIK], {"nik": NIK}, NIK.encode(), (NAME,), int(NIK)], ids=type)
@pytest.mark.parametrize("make", [Nik, NomorKK, ktpmsg.parse, ktpmsg.check])
def test_of_another_type(make: Callable[[Any], object], value: object) -> None:
    """A TypeError names the type, and nothing of the value."""
    with pytest.raises(TypeError) as caught:
        make(value)
    assert not hits("".join(traceback.format_exception(caught.value)))


@pytest.mark.parametrize("value", [KTP, NAME, [NAME], NIK, int(NIK)], ids=repr)
@pytest.mark.parametrize("make", [Alasan, Code, Region, Sex, ktpmsg.check("").reply])
def test_of_another_value(make: Callable[[Any], object], value: object) -> None:
    """Where only some values are right, the exception says which, and nothing of the value."""
    with pytest.raises((ValueError, TypeError)) as caught:
        make(value)
    assert not hits("".join(traceback.format_exception(caught.value)))


@pytest.mark.parametrize("name", ["nik", "nama", "alasan"])
def test_changing_a_record(name: str) -> None:
    """The exception for setting a field shows nothing of the record or the value."""
    with pytest.raises(AttributeError) as caught:
        setattr(ktpmsg.parse(KTP), name, NAME)
    assert not hits("".join(traceback.format_exception_only(caught.value)))


# --- the terminal ------------------------------------------------------------------------------

# The text stands where `{}` does, and on standard input; many of these are mistakes.
CALLS = [
    ["check"], ["check", "{}"], ["check", "{}", "{}"], ["check", "x", "--json", "{}"], ["find", "-"],
    ["find", "{}"], ["find", "-", "./{}.txt"], ["nik"], ["nik", "{}"], ["nik", "x", "--strict", "{}"],
    ["{}"], ["{}", "{}"], ["--", "{}"], ["--{}"], ["--version={}"], ["chek", "{}"],
    *([command, wrong] for command in ("check", "find", "nik") for wrong in (
        "--{}", "-{}", "--lang={}", "--json={}", "--strict={}", "--reveal={}", "--help={}", "-h{}",
    )),
    *([command, "--lang", "{}", "-"] for command in ("check", "find", "nik")),
]  # fmt: skip
OPTIONS = ("--json", "--strict", "--lang=id")
CHOSEN = [some for size in range(4) for some in itertools.combinations(OPTIONS, size)]


def said(call: list[str], options: tuple[str, ...], text: str) -> str:
    """All that the command writes when it is called so."""
    command, *rest = (argument.replace("{}", text) for argument in call)
    written = io.StringIO()
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()))),
        contextlib.redirect_stdout(written),
        contextlib.redirect_stderr(written),
    ):
        assert terminal.main([command, *options, *rest]) in {0, 1, 2}
    return written.getvalue()


SOME = dict(list(TEXTS.items())[::4])


@pytest.mark.parametrize("text", SOME.values(), ids=SOME)
def test_terminal(text: str) -> None:
    """Wherever a text is given to the command, rightly or by mistake, it shows no more."""
    for call in CALLS:
        assert not hits(said(call, (), text)), call


@pytest.mark.parametrize("options", CHOSEN, ids=" ".join)
def test_terminal_with_options(options: tuple[str, ...]) -> None:
    """Nor does it with any options but --reveal."""
    for call in CALLS:
        assert not hits(said(call, options, FAULTY["short"])), call


@pytest.mark.parametrize("command", ["check", "find"])
def test_terminal_reveals_in_rows_alone(command: str) -> None:
    """Where --reveal is out of place, the text is not shown, either."""
    assert not hits(said([command, "--reveal", "{}"], (), KTP))
    assert hits(said(["check", "--reveal", "{}"], ("--json",), KTP))


# --- what may be shown -------------------------------------------------------------------------


def test_official_places_show_in_the_drawing_alone() -> None:
    """An official desa and kecamatan show in `str(report)`, and in nothing else."""
    text = ktp(NIK, KK[:-1], NAME, "Surodadi", "Candimulyo")
    report = ktpmsg.check(text, today=TODAY)
    drawing = str(report)
    others = [
        s for s in shown_of_report(report) if "Surodadi#Candimulyo" not in s and "Surodadi" in s
    ]
    error = raised(ktpmsg.parse, text)

    assert "#Surodadi#Candimulyo#Hilang" in drawing
    assert others == []
    for shown in shown_of_error(error):
        assert "Surodadi" not in shown
    for shown in shown_of(ktpmsg.parse(ktp(NIK, KK, NAME, "Surodadi", "Candimulyo"))):
        assert "Candimulyo" not in shown


@pytest.mark.parametrize(
    "text",
    [
        ktp(NIK, KK, "Surodadi", NAME, NAME),
        sms("Surodadi", NIK, "Surodadi"),
        sync(NIK, KK, "Surodadi"),
        f"Surodadi\n{KTP}",
        f"{KTP} Surodadi",
        f"#KTP#Surodadi#{KK}#Surodadi#{NAME}#{NAME}#Surodadi",
    ],
)
def test_a_place_elsewhere_is_hidden(text: str) -> None:
    """A name that is a place's is hidden wherever no place belongs."""
    for shown in shown_of_report(ktpmsg.check(text, today=TODAY)):
        assert "surodadi" not in shown.lower()


def test_near_places() -> None:
    """The hint that comes near to what was typed shows by its name alone, or where asked for."""
    report = ktpmsg.check(ktp(NIK, KK, NAME, "Suradadi", "Candimulyo"), today=TODAY)

    assert report.problems[0].hint() == "Is Surodadi meant?"
    assert "Surodadi" in repr(report.to_dict(reveal=True))
    for shown in shown_of_report(report):
        assert "Surodadi" not in shown
        assert "Suradadi" not in shown


def test_six_digits_are_shown() -> None:
    """Of a number the region shows, and no more: the first six digits, then as many stars."""
    line = str(ktpmsg.check(KTP, today=TODAY)).splitlines()[1]

    assert re.findall("[0-9]+[*]*", line) == ["330815**********"] * 2
    assert str(Nik(NIK)) == str(NomorKK(KK)) == "330815**********"


@EACH
def test_digits_in_a_drawing(text: str) -> None:
    """However a number is written, no line of the drawing shows more than six digits of it."""
    report = ktpmsg.check(text, today=TODAY)
    rows = len(report.problems)
    lines = str(report).splitlines()
    drawing = "\n".join(lines[1 : len(lines) - rows])

    for field in drawing.split("#"):
        shown = re.sub(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", "", field)
        assert len(re.findall("[0-9]", shown)) <= 6 * max(1, shown.count("330815"))


def test_what_is_asked_for() -> None:
    """What a caller asks for by name gives it out."""
    message = ktpmsg.parse(KTP)
    report = ktpmsg.check(KTP)

    assert isinstance(message, Ktp)
    assert (message.nik.digits, message.nomor_kk.digits) == (NIK, KK)
    assert (message.nama, message.desa, message.kecamatan) == (NAME, VILLAGE, DISTRICT)
    assert message.text == report.text == report.to_dict(reveal=True)["text"] == KTP
    assert report.to_dict(reveal=True)["message"]["nama"] == NAME


def test_nothing_is_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is printed or logged, whatever is read."""
    caplog.set_level(0)
    for text in TEXTS.values():
        assert shown_of_report(ktpmsg.check(text, today=TODAY)) is not None
        assert list(ktpmsg.find(text)) is not None

    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


# --- anything ----------------------------------------------------------------------------------


def rare_words() -> st.SearchStrategy[str]:
    """Words of rare letters, so that a hit is no chance."""
    word = st.text(st.sampled_from("qxzQXZ"), min_size=2, max_size=6)
    joined = st.sampled_from([" ", "-", ".", "'", ", ", "/", " & ", "\n", "  "])
    return st.lists(
        st.one_of(word, joined.map(lambda mark: f"qz{mark}zx")), min_size=1, max_size=3
    ).map(" ".join)


def values() -> st.SearchStrategy[str]:
    """What may stand in a field, whether it belongs there or not."""
    usual = st.sampled_from(
        [
            NIK, KK, NIK[:15], KK + "9", f"{NIK} {KK}", "3308 1557 0864 9731", f"NIK: {NIK}", f"'{NIK}",
            "Hilang", "Ubah Data", "", "Rusak.",
        ]
    )  # fmt: skip
    words = rare_words()
    return st.one_of(
        usual,
        words,
        words,
        st.tuples(words, usual).map(" ".join),
        st.tuples(usual, words).map(" ".join),
    )


@st.composite
def sent(draw: st.DrawFn) -> str:
    """A message with canaries in any of its fields, or beside it, by any separator."""
    lead = draw(
        st.sampled_from(
            [
                "#KTP",
                "#SINKRONISASI",
                "DISDUKCAPIL",
                "KTP",
                "#K.T.P.",
                "E-KTP",
                "SINGKRONISASI",
                "#DUKCAPIL",
                "#",
                "",
            ]
        )
    )
    fields = draw(st.lists(values(), min_size=1, max_size=8))
    mark = draw(st.sampled_from(["#", "#", "#", "#", " # ", "\n#", "*", "-", ":", " ", "\uff03"]))
    around = draw(st.sampled_from(["", "", "", f"{NAME}: ", f"{NAME}\n", "*", '"']))
    return (
        around
        + mark.join([lead, *fields])
        + draw(st.sampled_from(["", "", "#", "\n", f"\n{NAME}"]))
    )


@settings(max_examples=50)
@given(text=sent(), strict=st.booleans())
def test_anything(text: str, *, strict: bool) -> None:
    """Wherever names, places, texts and numbers stand, nothing shows them unasked."""
    report = ktpmsg.check(text, strict=strict, today=TODAY)

    for shown in (
        repr(report), str(report), repr(report.problems), repr(report.message), repr(report.to_dict()),
        *(report.reply(lang, short=short) for lang in LANGUAGES for short in (False, True)),
    ):  # fmt: skip
        assert not hits(shown)
    if not report.ok:
        error = raised(ktpmsg.parse, text, strict=strict, today=TODAY)
        for shown in (
            str(error),
            repr(error),
            repr(error.args),
            *traceback.format_exception(error),
        ):
            assert not hits(shown)
    for found in ktpmsg.find(text, strict=strict, today=TODAY):
        assert not hits(f"{found} {found!r} {found.to_dict()} {found.reply()}")


@settings(max_examples=40)
@given(st.sampled_from(CALLS), st.sampled_from(CHOSEN), sent())
def test_terminal_with_anything(call: list[str], options: tuple[str, ...], text: str) -> None:
    """Nor does the terminal, however it is called, where a name of a file has a `#`."""
    assume(call[0] != "find" or "#" in text)
    assert not hits(said(call, options, text))


@settings(max_examples=30)
@given(nama=rare_words(), desa=rare_words(), kecamatan=rare_words(), text=rare_words())
def test_any_record(nama: str, desa: str, kecamatan: str, text: str) -> None:
    """No record shows its names, places or texts."""
    for record in (
        Ktp(NIK, KK, nama, desa, kecamatan, "Rusak"),
        Sinkronisasi(NIK, KK, text),
        Disdukcapil(nama, NIK, text),
    ):
        assert not hits(f"{record} {record!r} {[record]}")
        assert hits(record.text)
