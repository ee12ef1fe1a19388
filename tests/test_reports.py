"""What a report and its problems have, and what they are as data."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, sent_texts

import ktpmsg
from ktpmsg import Code, Formats, MessageError, Report

SHORT_NIK = NIK[:15]
MENDED = "KTP#3308 1555 0895 9001#3308151203079004#Nama: Siti Aminah#Suradadi#Candimulyo#Hilang."


def check(text: str, *, strict: bool = False) -> Report:
    """The report of a text, on the day of the tests."""
    return ktpmsg.check(text, strict=strict, today=TODAY)


def test_repr() -> None:
    """`repr` names the record class, the verdict, the line and the codes."""
    found = list(ktpmsg.find(f"halo\n{ktp(nik=SHORT_NIK)}", today=TODAY))

    assert repr(found) == "[<Report kind=Ktp ok=False line=2 problems=[wrong-length]>]"
    assert repr(check("")) == "<Report kind=None ok=False line=1 problems=[empty]>"
    assert f"{check(SMS)!r}" == "<Report kind=Disdukcapil ok=True line=1 problems=[]>"


def test_rich_repr() -> None:
    """Rich shows of a report what `repr` does, and of a problem, too."""
    report = check(ktp(nik=SHORT_NIK))

    assert dict(report.__rich_repr__()) == {
        "kind": "Ktp",
        "ok": False,
        "line": 1,
        "problems": ["wrong-length"],
    }
    assert dict(check("").__rich_repr__())["kind"] is None
    assert dict(report.problems[0].__rich_repr__()) == {
        "code": "wrong-length",
        "field": "nik",
        "span": (5, 20),
        "severity": "error",
    }


@pytest.mark.parametrize("text", [KTP, ktp(nik=SHORT_NIK), "halo", ""])
def test_pickle(text: str) -> None:
    """A report is the same after pickling, and says the same."""
    report = check(text)
    again = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own

    assert again == report
    assert again.reply() == report.reply()
    assert again.draw("id") == report.draw("id")


# --- what a report has -------------------------------------------------------------------------


def test_problems_by_severity() -> None:
    """Errors, notices and repairs are the problems of their severity, in their order."""
    report = check(MENDED)

    assert report.ok
    assert report.errors == ()
    assert [p.code for p in report.notices] == ["unknown-place"]
    assert [p.code for p in report.repairs] == [
        "keyword-spelling", "number-format", "label", "text-after",
    ]  # fmt: skip
    assert set(report.notices + report.repairs) == set(report.problems)
    assert check(KTP).problems == check(KTP).errors == check(KTP).notices == ()


def test_problem() -> None:
    """A problem says what, where, which field, how bad, and what to do about it."""
    problem = check(ktp(nik=SHORT_NIK)).problems[0]

    assert (problem.code, problem.field, problem.span, problem.severity) == (
        Code.WRONG_LENGTH, "nik", (5, 20), "error",
    )  # fmt: skip
    assert repr(problem) == (
        "Problem(code='wrong-length', field='nik', span=(5, 20), severity='error')"
    )
    assert problem.describe() == problem.describe("en") == "15 digits, and a NIK has 16"
    assert problem.describe("id") == "baru 15 angka, seharusnya 16"
    assert problem.hint() == problem.hint("en")
    assert problem.hint("id") == (
        "Salin lagi 16 angkanya persis seperti di KTP atau Kartu Keluarga (KK). "
        "Jangan menambah atau mengganti angka sendiri."
    )


def test_nearest_official_spelling() -> None:
    """A place that is not on the list has the nearest official spelling as its hint."""
    near, far = (check(ktp(desa=desa)).problems[0] for desa in ("Suradadi", "Xyzq"))

    assert (near.hint("id"), near.hint("en")) == (
        "Apakah maksudnya Surodadi?", "Is Surodadi meant?",
    )  # fmt: skip
    assert (far.hint("id"), far.hint("en")) == (None, None)


def test_words_of_an_exception() -> None:
    """A `MessageError` says how many errors there are, each with its field; repairs are none."""
    with pytest.raises(MessageError) as caught:
        ktpmsg.parse(f"KTP#{SHORT_NIK}#{KK}#Siti#Surodadi#Candimulyo#Hilang/Rusak")
    with pytest.raises(MessageError) as lone:
        ktpmsg.parse("")

    assert str(caught.value) == (
        "2 errors: nik: 15 digits, and a NIK has 16; "
        "alasan: choose one of Pemula, Hilang, Rusak, Ubah Data"
    )
    assert repr(caught.value) == "MessageError(keyword-spelling, wrong-length, several-choices)"
    assert str(lone.value) == "1 error: the message is empty"


# --- dicts -------------------------------------------------------------------------------------


def test_dict_of_a_good_message() -> None:
    """`to_dict` has the verdict and the values: masked, and given out where that is asked for."""
    report = check(KTP)
    common = {"kind": "ktp", "ok": True, "line": 1, "span": [0, 77], "problems": []}

    assert report.to_dict() == {
        **common,
        "message": {
            "nik": "330815**********",
            "nomor_kk": "330815**********",
            "nama": "***",
            "desa": "***",
            "kecamatan": "***",
            "alasan": "Hilang",
        },
    }
    assert report.to_dict(reveal=True) == {
        **common,
        "message": {
            "nik": NIK,
            "nomor_kk": KK,
            "nama": "Siti Aminah",
            "desa": "Surodadi",
            "kecamatan": "Candimulyo",
            "alasan": "Hilang",
        },
        "text": KTP,
    }


def test_dict_of_the_others() -> None:
    """The other records have their own values."""
    assert check(SYNC).to_dict()["message"] == {
        "nik": "330815**********", "nomor_kk": "330815**********", "keperluan": "***",
    }  # fmt: skip
    assert check(SMS).to_dict(reveal=True)["message"] == {
        "nama": "Siti Aminah", "nik": NIK, "isi_sms": "Apakah KTP saya sudah jadi?",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reveal", "hints"),
    [
        (False, {"id": None, "en": None}),
        (True, {"id": "Apakah maksudnya Surodadi?", "en": "Is Surodadi meant?"}),
    ],
)
def test_dict_of_a_problem(*, reveal: bool, hints: dict[str, str | None]) -> None:
    """A problem is told in both languages; a hint that comes near a place only where asked for."""
    assert check(ktp(desa="Suradadi")).to_dict(reveal=reveal)["problems"] == [
        {
            "code": "unknown-place",
            "field": "desa",
            "span": [51, 59],
            "severity": "notice",
            "description": {"id": "tidak ada dalam daftar resmi", "en": "not in the official list"},
            "hint": hints,
        }
    ]


def test_dict_of_an_optional_field() -> None:
    """An optional field that a message does not have is null."""
    formats = Formats(
        "%import fields (nik, LINE)\nstart: lapor\n"
        'lapor: "LAPOR"i "#" nik{"NIK"} ["#" isi{"Isi"}]\nisi{words}: LINE | words -> unfilled\n'
    )
    report = formats.check(f"LAPOR#{NIK}")

    assert report.to_dict()["message"] == {"nik": "330815**********", "isi": None}


def test_dict_of_no_message() -> None:
    """Without a message there are no values; the text stands there only where asked for."""
    found = check("halo").to_dict()

    assert (found["kind"], found["ok"], found["message"]) == (None, False, None)
    assert "text" not in found
    assert check("halo").to_dict(reveal=True) == {**found, "text": "halo"}


@settings(max_examples=40)
@given(text=sent_texts(), reveal=st.booleans())
def test_dict_is_ready_for_json(text: str, *, reveal: bool) -> None:
    """Whatever was sent, the dict is of plain values, which JSON gives back as they are."""
    found = check(text).to_dict(reveal=reveal)

    assert json.loads(json.dumps(found)) == found
    assert [problem["code"] for problem in found["problems"]] == [
        problem.code for problem in check(text).problems
    ]
    assert ("text" in found) == reveal


# --- the words of a choice ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Hilang", "Hilang"),
        ("hilang, RUSAK", "hilang, RUSAK"),
        ("Ubah-Data", "Ubah-Data"),
        ("Hilang (di pasar)", "Hilang *** ******"),
        ("Hilng", "*****"),
        ("data_rusak", "data*rusak"),
    ],
)
def test_words_of_a_choice(typed: str, drawn: str) -> None:
    """Of a choice the words that name one are drawn, and the punctuation; the rest is masked."""
    assert str(check(ktp(alasan=typed))).splitlines()[1].endswith(f"#Candimulyo#{drawn}")
