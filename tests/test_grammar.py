"""The grammar alone says what the formats are, and everything else follows it."""

from __future__ import annotations

import importlib.resources
import itertools
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from lark.load_grammar import FromPackageLoader
from people import KK, KTP, NIK, SMS, STRICT_TEXTS, SYNC, kks, ktp, mutated, niks, strict_texts

import ktpmsg
from ktpmsg import Alasan, Disdukcapil, Formats, Ktp, MessageError, Nik, Record, Sinkronisasi
from ktpmsg.api import builtin

if TYPE_CHECKING:
    import datetime

    from ktpmsg import Report

# In the tree, `grammar/` lies at the top; installed, it is a package inside ours.
GRAMMAR = (importlib.resources.files("ktpmsg.grammar") / "messages.lark").read_text("utf-8")
LARK = Lark(
    GRAMMAR + "\n%ignore /[ \\t\\r\\n]/\n",
    parser="lalr",
    maybe_placeholders=False,
    import_paths=[FromPackageLoader("ktpmsg.grammar", ("",))],
)


def edited(*edits: tuple[str, str]) -> Formats:
    """The formats of the built-in grammar, with the second text of each edit for the first.

    Its examples would be none, and are left out.
    """
    text = "\n".join(line for line in GRAMMAR.splitlines() if not line.startswith("//"))
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return Formats(text, builtin=False)


def codes(report: Report[Any]) -> list[str]:
    """The codes of a report."""
    return [problem.code.value for problem in report.problems]


# --- what it says ------------------------------------------------------------------------------

RECORDS: tuple[type[Record], ...] = (Ktp, Sinkronisasi, Disdukcapil)
FILLED = [SYNC, SMS, *(ktp(alasan=choice) for choice in Alasan)]


def test_nothing_in_it_is_dead() -> None:
    """The published forms and canonical texts reach every rule and every terminal."""
    rules: set[str] = set()
    terminals: set[str] = set()
    for text in FILLED + [record.published for record in RECORDS]:
        rules |= {str(tree.data) for tree in LARK.parse(text).iter_subtrees()}
        rules.add("start")
        parser = LARK.parse_interactive(text)
        terminals |= {token.type for token in parser.exhaust_lexer()}

    assert rules >= {str(r.alias or r.options.template_source or r.origin.name) for r in LARK.rules}
    assert terminals == {t.name for t in LARK.terminals} - set(LARK.ignore_tokens)


def test_published_forms() -> None:
    """The forms are "published as" the contract has them, by the grammar."""
    assert [record.published for record in RECORDS] == [
        "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data",
        "#SINKRONISASI#NIK#Nomor KK#Keperluan",
        "DISDUKCAPIL#NAMA#NIK#ISI_SMS",
    ]


def test_it_opens_with_a_message_of_each_format(today: datetime.date) -> None:
    """The file opens with one real message per format, and each is strictly right."""
    comments = itertools.takewhile(lambda line: line.startswith("//"), GRAMMAR.splitlines())
    examples = [text for line in comments if "#" in (text := line.removeprefix("// "))]
    messages = [ktpmsg.parse(text, strict=True, today=today) for text in examples]

    assert [type(message) for message in messages] == list(RECORDS)


def test_choices_of_the_grammar_are_those_of_alasan() -> None:
    """`alasan` is "exactly one of four choices", here and there the same."""
    words = Ktp.published.rpartition("#")[2]

    assert words.split("/ ") == [choice.value for choice in Alasan]
    for choice in Alasan:
        assert ktpmsg.parse(ktp(alasan=choice.upper()), strict=True) == Ktp(
            NIK, KK, "Siti Aminah", "Surodadi", "Candimulyo", choice
        )


# --- a fourth format ---------------------------------------------------------------------------


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Contoh(Record):
    """The record of a fourth format; with the rule below, it is all that a format needs."""

    nik: Nik
    nama: str


FOURTH = """\
%import fields (nik, nama)
start: contoh
contoh: "#" "CONTOH"i "#" nik{"NIK"} "#" nama{"Nama"}
"""
CONTOH = f"#CONTOH#{NIK}#Siti Aminah"


def test_fourth_format() -> None:
    """`parse`, `check`, `find`, replies and drawings know a fourth format like the three."""
    formats = Formats(FOURTH, records=[Contoh])
    record = formats.parse(CONTOH.lower(), strict=True)

    assert isinstance(record, Contoh)
    assert (record.nik, record.nama) == (NIK, "siti aminah")
    assert record.text == f"#CONTOH#{NIK}#siti aminah"
    assert Contoh.published == "#CONTOH#NIK#Nama"
    assert formats.parse(CONTOH) == Contoh(nik=NIK, nama=" Siti  Aminah ")  # type: ignore[arg-type]
    assert repr(record) == "Contoh(nik='330815**********', nama='***')"
    mended = formats.check(f"halo\nCONTOH {NIK}#Nama: Siti")
    assert codes(mended) == ["text-around", "keyword-spelling", "label"]
    assert isinstance(mended.message, Contoh)
    assert "Terima kasih" in mended.reply()
    faulty = formats.check("#CONTOH#330815#")
    assert codes(faulty) == ["wrong-length", "empty-field"]
    assert "\n#CONTOH#NIK#Nama\n" in faulty.reply()
    assert "\n#CONTOH#6504014207919001#Dayang Contoh\n" in faulty.reply()
    assert str(formats.check(CONTOH)).splitlines() == [
        "CONTOH message: ok",
        "  #CONTOH#330815**********#***********",
    ]
    assert [report.kind for report in formats.find(f"a\n{CONTOH}\n{KTP}\n")] == [Contoh, Ktp]
    assert "#CONTOH#" in formats.check("halo").reply()
    assert codes(ktpmsg.check(CONTOH)) == ["unknown-keyword"]


# --- what else follows an edited grammar -------------------------------------------------------


def test_edited_keyword() -> None:
    """The keyword stands in the grammar alone."""
    formats = edited(('"KTP"i', '"CETAK"i'))
    text = KTP.replace("#KTP#", "#CETAK#")
    message = formats.parse(text, strict=True)

    assert message.text == text
    assert formats.records["ktp"].published.startswith("#CETAK#NIK#")
    assert "\n#CETAK#NIK#Nomor KK#" in formats.check("#CETAK#").reply()
    assert codes(formats.check(KTP)) == ["unknown-keyword"]
    assert [report.message for report in formats.find(f"halo\n{text}\n{KTP}")] == [message]
    assert str(formats.check(text)).splitlines()[1].startswith("  #CETAK#330815**********#")


def test_edited_order() -> None:
    """The order of the fields stands in the grammar alone."""
    formats = edited(
        ('nomor_kk{"Nomor KK"} "#" nama{"Nama"} "#"', 'nama{"Nama"} "#" nomor_kk{"Nomor KK"} "#"'),
    )
    text = f"#KTP#{NIK}#Siti Aminah#{KK}#Surodadi#Candimulyo#Hilang"
    message = formats.parse(text, strict=True)
    made = formats.records["ktp"]

    assert message.text == text
    assert made.published.startswith("#KTP#NIK#Nama#Nomor KK#Desa#")
    assert made(NIK, "Siti Aminah", KK, "Surodadi", "Candimulyo", "Hilang") == message  # type: ignore[call-arg]
    faulty = formats.check(KTP)
    assert [(p.code.value, p.field) for p in faulty.errors] == [
        ("swapped-fields", "nomor_kk"),
        ("swapped-fields", "nama"),
    ]
    assert "#KTP#NIK#Nama#Nomor KK#Desa#" in faulty.reply()
    assert "#6504014207919001#Dayang Contoh#6504011203089002#" in faulty.reply()
    with pytest.raises(MessageError) as caught:
        made("1", "2", "3", "4", "5", "6")  # type: ignore[call-arg]
    order = ["nik", "nama", "nomor_kk", "desa", "kecamatan", "alasan"]
    assert [p.field for p in caught.value.problems] == order


def test_order_of_a_class_of_ones_own() -> None:
    """A class may have its fields in another order than the grammar, which says how to write them."""

    @attrs.frozen(repr=False, str=False, weakref_slot=False)
    class Tukar(Record):
        nama: str
        nik: Nik

    formats = Formats(FOURTH.replace("contoh", "tukar"), records=[Tukar])
    message = formats.parse(CONTOH, strict=True)

    assert message == Tukar("Siti Aminah", NIK)  # type: ignore[arg-type]
    assert message.text == CONTOH


def test_edited_words() -> None:
    """The words of the published form stand in the grammar alone, and are no values."""
    formats = edited(
        ('desa{"Desa"}', 'desa{"Kampung"}'), ('keperluan{"Keperluan"}', 'keperluan{"Untuk apa"}')
    )

    assert "#Kampung#Kecamatan#" in formats.records["ktp"].published
    assert codes(formats.check(ktp(desa="KAMPUNG"))) == ["template-unfilled"]
    assert formats.parse(ktp(desa="Desa"), strict=True).text == ktp(desa="Desa")
    assert codes(formats.check(f"#SINKRONISASI#{NIK}#{KK}#(untuk apa)")) == ["template-unfilled"]
    assert "#Kampung#Kecamatan#" in formats.check("#KTP#").reply(short=True)


def test_edited_choice() -> None:
    """The choices stand in the grammar alone."""
    formats = edited(('"Rusak"i', '"Baru"i'))

    assert formats.parse(ktp(alasan="BARU"), strict=True).text == ktp(alasan="Baru")
    assert codes(formats.check(ktp(alasan="Rusak"))) == ["unknown-choice"]


def test_another_leading_mark() -> None:
    """Whether a separator stands before the keyword is said in the grammar alone."""
    formats = edited(
        ('disdukcapil: "DIS', 'disdukcapil: "#" "DIS'), ('ktp: "#" "KTP"i', 'ktp: "KTP"i')
    )

    assert formats.parse("#" + SMS, strict=True).text == "#" + SMS
    assert formats.parse(KTP[1:], strict=True).text == KTP[1:]
    assert codes(formats.check(KTP)) == codes(formats.check(SMS)) == ["keyword-spelling"]


# --- the fast path -----------------------------------------------------------------------------


def by_both(text: str) -> tuple[Record | None, Record | None]:
    """What the derived expression and Lark's own parser make of a text that is as published.

    They are inside, and their names are none of the interface. The two have to be held against
    each other nevertheless: Lark's parser is what says which texts a grammar describes, and no
    function of the interface reads by it alone.
    """
    formats = builtin()
    match = formats._catalogue.match(text)
    return match.record if match else None, formats._grammar.reference.read(text)


def assert_read_alike(text: str) -> None:
    """What the expression reads, Lark's parser reads alike; and what that reads, strict reading does.

    But for what no grammar says: that the words of a template are none however they are
    punctuated, that what is struck out is none, and that a second message, or another chat entry,
    may begin in a text.
    """
    fast, reference = by_both(text)
    if fast is not None:  # it is one that the constructor makes, too
        assert fast == reference == attrs.evolve(cast("Ktp", fast))
    report = ktpmsg.check(text, strict=True)
    if reference is None or report.ok:
        assert report.message == reference
    else:
        another = report.kind is not type(reference)  # the value of a name is a keyword
        assert another or set(codes(report)) <= OF_NO_GRAMMAR


OF_NO_GRAMMAR = {
    "template-unfilled",
    "several-messages",
    "several-choices",
    "text-around",
    "text-after",
    "two-keywords",
    "number-outside",
    "label",
}


def explicit() -> dict[str, st.SearchStrategy[str]]:
    """Likely values, also where the grammar would take the words of the template."""
    digits = st.from_regex("[0-9]{16}", fullmatch=True)
    text = st.sampled_from(["Siti Aminah", "Surodadi", "ya, ##1 pak", "12", "'a'", "Nama Siti"])
    name = st.sampled_from(["Siti Aminah", "Surodadi", "'a'", "Nama Siti", "O", "KTP", "Hilang"])
    values = {
        "NIK": st.one_of(*6 * [niks()], digits),
        "NOMOR_KK": st.one_of(*6 * [kks()], digits),
        **dict.fromkeys(("PERSON", "DESA", "KECAMATAN"), name),
        "TEXT": text,
    }
    words = {
        "NIK": "NIK",
        "Nomor KK": "NOMOR_KK",
        "Nama": "PERSON",
        "NAMA": "PERSON",
        "Desa": "DESA",
        "Kecamatan": "KECAMATAN",
        "Keperluan": "TEXT",
        "ISI_SMS": "TEXT",
    }
    found = {f"fields__{kind}" if kind != "TEXT" else kind: s for kind, s in values.items()}
    for terminal in LARK.terminals:
        said = str(terminal.pattern.value)
        if said in words:
            found[str(terminal.name)] = st.one_of(st.just(said), *3 * [values[words[said]]])
        elif said.startswith("Pemula/"):
            found[str(terminal.name)] = st.sampled_from([said, *Alasan])
    return found


GENERATED = from_lark(LARK, explicit=explicit())


@settings(max_examples=60)
@given(text=GENERATED)
@example(text=KTP.replace("Hilang", "UBAH\tdata"))
@example(text=KTP.replace("Hilang", f"Ubah{' ' * 300}\nData"))
@example(text=KTP.replace("#", " # "))
@example(text=KTP.replace("Siti Aminah", "Nama"))
@example(text=KTP.replace("Siti Aminah", "NAMA."))
@example(text=KTP.replace("Siti Aminah", "Namanya"))
@example(text=SYNC.replace("BPJS Kesehatan", "keperluan"))
@example(text=SYNC.replace("BPJS Kesehatan", "keperluan!"))
@example(text=SYNC.replace("BPJS Kesehatan", "# # 1 #"))
def test_read_as_lark_does(text: str) -> None:
    """The expression made of the grammar's rules reads what Lark's own parser reads, alike."""
    assert_read_alike(text)


@settings(max_examples=60)
@given(text=mutated(strict_texts()))
def test_read_as_lark_does_nearly_right(text: str) -> None:
    """The same, of texts with a few characters other than as published."""
    assert_read_alike(text)


def test_both_read_all_vectors() -> None:
    """Neither of the two refuses what is strictly right, so that the laws above say something.

    The expression leaves what it is not sure of to the slower way, and that is little.
    """
    by_expression = 0
    for text in STRICT_TEXTS:
        fast, reference = by_both(text)
        assert reference is not None
        by_expression += fast is not None
    assert by_expression > 0.9 * len(STRICT_TEXTS)


def test_from_lark_makes_readable_ones() -> None:
    """What is generated of the grammar is often enough a message, so that the law says something."""
    readable = []

    @settings(max_examples=60)
    @given(text=GENERATED)
    def look(text: str) -> None:
        readable.append(by_both(text)[1] is not None)

    look()
    assert sum(readable) > len(readable) // 25


@pytest.mark.parametrize("text", [SYNC, SMS])
@settings(max_examples=40)
@given(lines=st.from_regex(r"\A[a-z \t#\r\n\U0001f64f]+[a-z][ \t\r\n]*\Z"))
def test_expression_reads_lines_of_free_text(text: str, lines: str) -> None:
    """Free text may have lines, "line breaks included", and the expression reads them, too."""
    text = f"{text}\n{lines}"
    assert by_both(text)[0] == ktpmsg.parse(text, strict=True) is not None


def test_keywords_keep_to_ascii_case() -> None:
    """Keyword and choice "in any mix of ASCII upper and lower case", and no other."""
    assert by_both(KTP.replace("KTP", "\u212aTP")) == (None, None)
    assert by_both(SYNC.replace("SINK", "\u017fink")) == (None, None)
    assert by_both(KTP.replace("Hilang", "Rusa\u212a")) == (None, None)
