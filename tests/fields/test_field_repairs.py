"""The mechanism of repairs, and what is dropped with them."""

from __future__ import annotations

import pytest
from making import KK, NIK

from ktpmsg.fields.digits import numbers_in
from ktpmsg.fields.labels import bare_label, label, words_for
from ktpmsg.fields.repairs import (
    CHARACTERS,
    Repair,
    Step,
    chat_mark,
    holds_number,
    paired_marks,
    repair,
    struck_out,
    told,
)
from ktpmsg.problems import Code
from ktpmsg.text.mapped import MappedText

HOLDS = [
    NIK,
    "330815550895900",
    f"x{NIK}y",
    "NIK 3308 1555 0895 9001 08.15",
    "3308 1555 0895 900",
    "3308.1555-0895\n90011",
    "12.08.15.550895.9001",
    "12.08.15 550895 9001",
    "33 0815 0508 959001",
    "3308 1555 0895 9001\n3308 0117 0574 9337",
    "1901-01-15-0895-9001",
    "6201 0155 0895 9001",
    "628123456789012",
    "081234567890123",
    f"24/11/2026 {NIK}",
    "３３０８１５５５０８９５９００１",
    f"081200009001 {NIK}",
]
HOLDS_NONE = [
    "",
    "24/11/2026 08.15 081200009001",
    "24-11-2026 08:15:00 0812 0000 9001",
    "24.11.26 08.15 6281200009001",
    "2026-11-24 08:15 +62 812-0000-9001",
    "30/08/25 18.00 - +62 812-3456-7890: ",
    "[24/09/26 16.20.05] (021) 555-9001",
    "[16.20, 24/9/2026] 62 812 0000 9001",
    "0812 0000 9001 0813 0000 9002",
    "081200009001 081300009002",
    "24112026 081200009001",
    "3 3 0 8 1 5 5 5 0 8 9 5 9 0 0 1",
    "3308/1555/0895/9001",
    "33081555089590",
    "123 456 789 012 345 678 901 234",
    "3308155 081200009001",
]


@pytest.mark.parametrize("text", HOLDS)
def test_holds_number(text: str) -> None:
    """Fifteen digits in one run, or fifteen to seventeen in groups as a field accepts them."""
    assert holds_number(text)


@pytest.mark.parametrize("text", HOLDS_NONE)
def test_holds_none(text: str) -> None:
    """Dates, times and telephone numbers are none, nor is what no field would accept."""
    if text.startswith("123 456"):
        assert holds_number(text)  # groups of fifteen are there
    else:
        assert not holds_number(text)


def test_own_numbers() -> None:
    """A number that the message has in a field is none, however it is grouped."""
    assert not holds_number(f"NIK 3308 1555 0895 9001, {KK}", {NIK, KK})
    assert not holds_number("3308 1555 0895 9001 08", {NIK})
    text = f"{NIK} 3308 1512 0307 9004"
    assert [text[a:b] for a, b in numbers_in(text, {NIK})] == ["3308 1512 0307 9004"]
    assert [text[a:b] for a, b in numbers_in(text)] == [NIK, "3308 1512 0307 9004"]


def test_repair() -> None:
    """Each step's edits are made and told, in the places of the text as it was sent."""
    drop = Step(Code.TEXT_AFTER, lambda text: [(len(text) - 1, len(text), "")] if text else [])
    text, repairs = repair(MappedText("abc", 5), [drop, drop])
    assert text.text == "a"
    assert repairs == [Repair(Code.TEXT_AFTER, 7, 8, ""), Repair(Code.TEXT_AFTER, 6, 7, "")]
    assert [(p.code, p.field, p.span, p.severity) for p in told("x", repairs)] == [
        ("text-after", "x", (6, 8), "repaired")
    ]


def test_number_lost() -> None:
    """What drops a number that is not among the message's own is an error; it is not shown."""
    step = Step(Code.TEXT_AFTER, lambda text: [(1, len(text), "")])
    _, repairs = repair(MappedText(f"a {NIK}"), [step])
    assert repr(repairs) == "[Repair('text-after', 1, 18)]"
    assert [(p.code, p.severity) for p in told(None, repairs)] == [("number-outside", "error")]
    assert [(p.code, p.severity) for p in told(None, repairs, {NIK})] == [
        ("text-after", "repaired")
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("~Pemula~ Hilang", (0, 8)),
        ("~ Siti ~", (0, 8)),
        ("(~a~)", (1, 4)),
        ("a ~b c~.", (2, 7)),
        ("a~b~c", None),
        ("5000 ~ 6000 ~ 7000", None),
        ("~", None),
        ("~~", None),
        ("~.~", None),
        ("Siti", None),
    ],
)
def test_struck_out(text: str, span: tuple[int, int] | None) -> None:
    """What WhatsApp shows as struck out."""
    assert struck_out(text) == span


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("<Siti>", "Siti"),
        ("“*Siti*”", "Siti"),
        ("( Siti )", "Siti"),
        ("((Siti))", "Siti"),
        ("„Siti“", "Siti"),
        ("(Siti) Aminah (almh.)", None),
        ("(Siti))", None),
        ("()", None),
        ("(-)", None),
        ("<Siti", None),
        ("(Siti]", None),
        ("**", None),
        ("~Siti~", None),
        ("Siti", None),
    ],
)
def test_paired_marks(text: str, inner: str | None) -> None:
    """Marks around a whole value, but not a separator, and not what is struck out."""
    edits = list(paired_marks("#").find(text))
    assert (MappedText(text).edit(edits).text if edits else None) == inner
    if text == "“*Siti*”":
        assert MappedText(text).edit(list(paired_marks("*").find(text))).text == "*Siti*"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIK: 1", "NIK: "),
        ("n i k =1", "n i k ="),
        ("No. KTP : 1", "No. KTP : "),
        ("NIK/No KTP: 1", "NIK/No KTP: "),
        ("NIK saya: 1", "NIK saya: "),
        ("*NIK:* 1", "*NIK:* "),
        ("_NIK_ : 1", "_NIK_ : "),
        ("- NIK： 1", "- NIK： "),
        ("NIK:\n1", "NIK:"),
        ("NIK 1", None),
        ("UNIK: 1", None),
        ("NIKS: 1", None),
        ("KK: 1", None),
    ],
)
def test_label(text: str, found: str | None) -> None:
    """The name of a field with `:` or `=`; of no other field, and no part of another word."""
    pattern = label(words_for("NIK", "nik", "NIK"), "#")
    assert pattern.groups == 0
    match = pattern.match(text)
    assert (match.group() if match else None) == found


def test_labels_of_words() -> None:
    """The published words and the name are labels, too; without words there is none."""
    own = label(words_for("LINE", "alamat_baru", "Alamat (Baru)"), "*")
    assert own.match("alamat baru: x")
    assert own.match("Alamat_Baru = x")
    assert not own.match("*Alamat Baru:* x")
    assert not label(("",), "#").match(": x")
    assert bare_label(("NIK",), r"\d").match("NIK. 1")


def test_chat_marks() -> None:
    """The marks that WhatsApp puts at the end of a message, and nothing that only looks like one."""
    assert chat_mark("a <Pesan ini diedit>") == 2
    assert chat_mark("<attached: a.pdf>") == 0
    assert chat_mark("a (b)") is None
    assert chat_mark("a <b>") is None
    assert chat_mark("a") is None
    assert chat_mark(f"<attached: {'a' * 300}>") is None


def test_characters() -> None:
    """The steps for a value that stands alone."""
    text, repairs = repair(MappedText("\u200bCafe\u0301"), CHARACTERS)
    assert text.text == "Café"
    assert [r.code.value for r in repairs] == ["invisible-character", "not-nfc"]
