"""The grammar alone says what the formats are, and everything else follows it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, cast

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from people import (
    KK,
    KTP,
    NIK,
    SMS,
    STRICT_TEXTS,
    SYNC,
    kks,
    ktp,
    mutated,
    niks,
    strict_texts,
)

import ktpmsg
from ktpmsg import (
    Alasan,
    Disdukcapil,
    Ktp,
    MessageError,
    Nik,
    Sinkronisasi,
    choices,
    messages,
    shape,
)
from ktpmsg.messages import RECORDS, Record
from ktpmsg.shape import Grammar

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from ktpmsg import Report

GRAMMAR = shape.load()
LARK = Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """Reads by an edited grammar until the test is over."""
    yield Edit(monkeypatch)
    monkeypatch.undo()
    forget()
    messages.formats()


class Edit:
    """Edits the grammar that is in force."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(
        self, *edits: tuple[str, str], records: tuple[type[Record], ...] = RECORDS
    ) -> None:
        """Put the second text of each edit in place of the first."""
        text = GRAMMAR
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        self._monkeypatch.setattr(shape, "load", lambda: text)
        self._monkeypatch.setattr(messages, "RECORDS", records)
        forget()


def forget() -> None:
    """Drop what was made of the grammar."""
    shape.current.cache_clear()
    messages.formats.cache_clear()


def codes(report: Report) -> list[str]:
    """The codes of a report."""
    return [problem.code.value for problem in report.problems]


# --- nothing in it is dead ---------------------------------------------------------------------

KINDS = (Ktp, Sinkronisasi, Disdukcapil)
PUBLISHED = [record.published for record in RECORDS]
FILLED = [SYNC, SMS, *(ktp(alasan=choice) for choice in Alasan)]


def test_no_rule_is_dead() -> None:
    """The published forms and canonical texts reach every rule and every alternative."""
    grammar = shape.current()
    seen = {
        name for text in PUBLISHED + FILLED for name, what in grammar.tokens(text) if what == "rule"
    }

    rules = {r.alias or r.options.template_source or r.origin.name for r in LARK.rules}
    assert seen == {str(rule) for rule in rules}


def test_no_terminal_is_dead() -> None:
    """The published forms and canonical texts reach every terminal."""
    grammar = shape.current()
    seen = {
        name
        for text in PUBLISHED + FILLED
        for name, what in grammar.tokens(text)
        if what == "terminal"
    }

    ignored = set(LARK.ignore_tokens)
    assert len(ignored) == 1
    assert seen == grammar.terminals().keys() - ignored
    assert grammar.tokens(KTP) == grammar.tokens(KTP.replace("#", "\t#\r\n "))


def test_published_forms() -> None:
    """The forms are "published as" the contract has them, by the grammar."""
    assert PUBLISHED == [
        "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak/ Ubah Data",
        "#SINKRONISASI#NIK#Nomor KK#Keperluan",
        "DISDUKCAPIL#NAMA#NIK#ISI_SMS",
    ]
    assert [[f.name for f in attrs.fields(record)] for record in KINDS] == [
        [field.name for field in form.fields] for form in shape.current().forms.values()
    ]


def test_it_opens_with_a_message_of_each_format(today: datetime.date) -> None:
    """The file opens with one real message per format, and each is strictly right."""
    comments = itertools.takewhile(lambda line: line != "//", GRAMMAR.splitlines())
    messages_in_it = [
        ktpmsg.parse(line.removeprefix("// "), strict=True, today=today) for line in comments
    ]

    assert [type(message) for message in messages_in_it] == list(RECORDS)


def test_choices_of_the_grammar_are_those_of_alasan() -> None:
    """`alasan` is "exactly one of four choices", here and there the same."""
    (field,) = (f for f in shape.current().forms["ktp"].fields if f.name == "alasan")

    assert field.words.split("/ ") == [choice.value for choice in Alasan]
    assert len(field.terminals) == len(Alasan)
    for terminal, choice in zip(field.terminals, Alasan, strict=True):
        (one,) = (t for t in LARK.terminals if t.name == terminal)
        matches = [c for c in Alasan if re.fullmatch(one.pattern.to_regexp(), c.value)]
        assert matches == [choice]


# --- a fourth format ---------------------------------------------------------------------------


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Contoh(Record):
    """The record of a fourth format; with the rule below, it is all that a format needs."""

    nik: Nik
    nama: str


RULE = 'contoh: _HASH "CONTOH"i _HASH nik{"NIK"} _HASH nama{"Nama"}\n\n// Fields'
FOURTH = (("| disdukcapil", "| disdukcapil | contoh"), ("// Fields", RULE))
CONTOH = f"#CONTOH#{NIK}#Siti Aminah"


def bound() -> messages.Formats:
    """A fourth format put together as the three are."""
    text = GRAMMAR
    for old, new in FOURTH:
        text = text.replace(old, new, 1)
    return messages.bind(Grammar(text), (*RECORDS, Contoh))


def test_fourth_format_is_bound() -> None:
    """A grammar rule and a record class are all that a format needs."""
    formats = bound()
    record = formats.read(CONTOH.lower())

    assert isinstance(record, Contoh)
    assert (record.nik.digits, record.nama) == (NIK, "siti aminah")
    assert record.text == f"#CONTOH#{NIK}#siti aminah"
    assert Contoh.published == "#CONTOH#NIK#Nama"
    assert formats.parse(CONTOH) == Contoh(nik=Nik(NIK), nama=" Siti  Aminah ")
    assert repr(record) == "Contoh(nik='330815**********', nama='***')"


def test_fourth_format_is_read_by_all(edited: Edit, today: datetime.date) -> None:
    """`parse`, `check`, `find`, replies and drawings know a fourth format like the three."""
    edited(*FOURTH, records=(*RECORDS, Contoh))

    assert isinstance(ktpmsg.parse(CONTOH), Contoh)
    mended = ktpmsg.check(f"halo\nCONTOH {NIK}#Nama: Siti", today=today)
    assert codes(mended) == ["text-around", "keyword-spelling", "label"]
    assert isinstance(mended.message, Contoh)
    assert "Terima kasih" in mended.reply()
    faulty = ktpmsg.check("#CONTOH#330815#", today=today)
    assert codes(faulty) == ["wrong-length", "empty-field"]
    assert "\n#CONTOH#NIK#Nama\n" in faulty.reply()
    assert faulty.reply().endswith("\n#CONTOH#6504014207919001#Dayang Contoh")
    assert str(ktpmsg.check(CONTOH)).splitlines() == [
        "CONTOH message: ok",
        "  #CONTOH#330815**********#***********",
    ]
    assert [report.kind for report in ktpmsg.find(f"a\n{CONTOH}\n{KTP}\n")] == [Contoh, Ktp]
    assert "#CONTOH#" in ktpmsg.check("halo").reply()


def test_record_without_a_rule() -> None:
    """A record class that the grammar has no rule for is a mistake, told at once."""
    with pytest.raises(KeyError):
        messages.bind(shape.current(), (Contoh,))


# --- what else follows an edited grammar -------------------------------------------------------


def test_edited_keyword(edited: Edit, today: datetime.date) -> None:
    """The keyword stands in the grammar alone."""
    edited(('"KTP"i', '"CETAK"i'))
    text = KTP.replace("#KTP#", "#CETAK#")
    message = ktpmsg.parse(text, strict=True)

    assert message.text == text
    assert Ktp.published.startswith("#CETAK#NIK#")
    assert "\n#CETAK#NIK#Nomor KK#" in ktpmsg.check("#CETAK#", today=today).reply()
    assert codes(ktpmsg.check(KTP, today=today)) == ["unknown-keyword"]
    assert [report.message for report in ktpmsg.find(f"halo\n{text}\n{KTP}")] == [message]
    assert str(ktpmsg.check(text)).splitlines()[1].startswith("  #CETAK#330815**********#")


def test_edited_order(edited: Edit, today: datetime.date) -> None:
    """The order of the fields stands in the grammar alone, whatever that of the class."""
    edited(
        (
            'nomor_kk{"Nomor KK"} _HASH nama{"Nama"} _HASH',
            'nama{"Nama"} _HASH nomor_kk{"Nomor KK"} _HASH',
        ),
    )
    text = f"#KTP#{NIK}#Siti Aminah#{KK}#Surodadi#Candimulyo#Hilang"
    message = ktpmsg.parse(text, strict=True)

    assert isinstance(message, Ktp)
    assert (message.nama, message.nomor_kk.digits) == ("Siti Aminah", KK)
    assert message.text == text
    assert Ktp.published.startswith("#KTP#NIK#Nama#Nomor KK#Desa#")
    assert Ktp(NIK, KK, "Siti Aminah", "Surodadi", "Candimulyo", "Hilang") == message
    faulty = ktpmsg.check(KTP, today=today)
    assert {(p.code.value, p.field) for p in faulty.errors} >= {("not-digits", "nomor_kk")} or {
        p.code.value for p in faulty.errors
    } == {"swapped-fields"}
    assert "#KTP#NIK#Nama#Nomor KK#Desa#" in faulty.reply()
    assert "#6504014207919001#Dayang Contoh#6504011203089002#" in faulty.reply()
    with pytest.raises(MessageError) as caught:
        Ktp("1", "2", "3", "4", "5", "6")
    assert [p.field for p in caught.value.problems] == [
        "nik",
        "nama",
        "nomor_kk",
        "desa",
        "kecamatan",
        "alasan",
    ]


def test_edited_words(edited: Edit, today: datetime.date) -> None:
    """The words of the published form stand in the grammar alone, and are no values."""
    edited(
        ('desa{"Desa"}', 'desa{"Kampung"}'), ('keperluan{"Keperluan"}', 'keperluan{"Untuk apa"}')
    )

    assert "#Kampung#Kecamatan#" in Ktp.published
    assert codes(ktpmsg.check(ktp(desa="KAMPUNG"), today=today)) == ["template-unfilled"]
    assert isinstance(ktpmsg.parse(ktp(desa="Desa"), strict=True), Ktp)
    assert codes(ktpmsg.check(f"#SINKRONISASI#{NIK}#{KK}#(untuk apa)", today=today)) == [
        "template-unfilled"
    ]
    assert "#Kampung#Kecamatan#" in ktpmsg.check("#KTP#", today=today).reply(short=True)


def test_edited_choice(edited: Edit, today: datetime.date) -> None:
    """A choice that the grammar has and `Alasan` has not is none, and nothing worse."""
    edited(('RUSAK:     "Rusak"i', 'RUSAK:     "Baru"i'))

    assert codes(ktpmsg.check(ktp(alasan="Baru"), today=today)) == ["unknown-choice"]
    assert isinstance(ktpmsg.parse(KTP, strict=True), Ktp)


def test_edited_separator(edited: Edit, today: datetime.date) -> None:
    """The separator stands in the grammar alone."""
    edited(('_HASH: "#"', '_HASH: "|"'))
    text = KTP.replace("#", "|")
    message = ktpmsg.parse(text, strict=True)

    assert message.text == text
    assert Ktp.published == "|KTP|NIK|Nomor KK|Nama|Desa|Kecamatan|Pemula/ Hilang/ Rusak/ Ubah Data"
    assert "\n|KTP|NIK|Nomor KK|" in ktpmsg.check("", today=today).reply()
    assert Ktp(NIK, KK, "Siti Aminah", "Surodadi", "Candimulyo", "Hilang").text == text
    assert str(ktpmsg.check(text)).splitlines()[1].startswith("  |KTP|330815**********|")


def test_another_leading_mark(edited: Edit) -> None:
    """Whether a separator stands before the keyword is said in the grammar alone."""
    edited(('disdukcapil: "DIS', 'disdukcapil: _HASH "DIS'), ('ktp: _HASH "KTP"i', 'ktp: "KTP"i'))

    assert ktpmsg.parse("#" + SMS, strict=True).text == "#" + SMS
    assert ktpmsg.parse(KTP[1:], strict=True).text == KTP[1:]
    assert codes(ktpmsg.check(KTP)) == codes(ktpmsg.check(SMS)) == ["keyword-spelling"]


# --- the fast pattern --------------------------------------------------------------------------


def by_both(text: str) -> tuple[Record | None, Record | None]:
    """What the pattern and Lark's parser make of a text."""
    formats = messages.formats()
    return formats.read(text), formats.parse(text)


def assert_read_alike(text: str) -> None:
    """What the pattern reads, Lark's parser reads alike; and what that reads, strict reading does.

    But for what no grammar says: that the words of a template are none however they are
    punctuated, and that a second message, or another chat entry, may begin in a text.
    """
    fast, reference = by_both(text)
    if fast is not None:  # it is one that the constructor makes, too
        assert fast == reference == attrs.evolve(cast("Ktp", fast))
    report = ktpmsg.check(text, strict=True)
    if reference is None or report.ok:
        assert report.message == reference
    else:
        assert set(codes(report)) <= {"template-unfilled", "several-messages", "text-around"}


def explicit() -> dict[str, st.SearchStrategy[str]]:
    """Likely values, also where the grammar would take the words of the template."""
    values = {
        "nik": niks(),
        "nomor_kk": kks(),
        "alasan": st.sampled_from([choice.value for choice in Alasan]),
    }
    text = st.sampled_from(["Siti Aminah", "Surodadi", "ya, ##1 pak", "12", "'a'", "Nama Siti"])
    by_words = {
        field.words: st.one_of(st.just(field.words), *(3 * [values.get(field.name, text)]))
        for form in shape.current().forms.values()
        for field in form.fields
    }
    terminals = {t.name: str(t.pattern.value) for t in LARK.terminals}
    found = {name: by_words[words] for name, words in terminals.items() if words in by_words}
    return {"NUMBER": st.one_of(niks(), kks(), st.from_regex("[0-9]{16}", fullmatch=True)), **found}


GENERATED = from_lark(LARK, explicit=explicit())


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
def test_pattern_reads_as_lark_does(text: str) -> None:
    """The pattern made of the grammar's rules reads what Lark's own parser reads, alike."""
    assert_read_alike(text)


@given(text=mutated(strict_texts()))
def test_pattern_reads_as_lark_does_nearly_right(text: str) -> None:
    """The same, of texts with a few characters other than as published."""
    assert_read_alike(text)


def test_pattern_reads_all_vectors() -> None:
    """Neither of the two refuses what is strictly right, so that the laws above say something.

    The pattern leaves white space that is not in order, and a few more, to the slower way.
    """
    by_pattern = 0
    for text in STRICT_TEXTS:
        fast, reference = by_both(text)
        assert reference is not None
        by_pattern += fast is not None
    assert by_pattern > 0.8 * len(STRICT_TEXTS)


def test_from_lark_makes_readable_ones() -> None:
    """What is generated of the grammar is often enough a message, so that the law says something."""
    readable = []

    @given(text=GENERATED)
    def look(text: str) -> None:
        readable.append(by_both(text)[1] is not None)

    look()
    assert sum(readable) > len(readable) // 25


def tidied(text: str) -> str:
    """A text with its white space in order."""
    return re.sub(r"\s*#\s*", "#", " ".join(text.split()))


@given(text=st.one_of(GENERATED, mutated(strict_texts())).map(tidied))
@example(text=KTP.replace("Siti Aminah", "Nama"))
@example(text=KTP.replace("Siti Aminah", "NAMA."))
@example(text=SYNC.replace("BPJS Kesehatan", "keperluan!"))
@example(text=KTP.replace("Hilang", "UBAH dATA"))
@example(text=KTP.replace("Siti Aminah", "'Siti'"))
def test_pattern_reads_what_is_tidy(text: str) -> None:
    """Of texts whose white space is in order, the pattern leaves few to the slower way.

    Those in which a name may hold a slip, and a choice in odd capitals.
    """
    fast, reference = by_both(text)
    report = ktpmsg.check(text, strict=True)
    if fast is None and reference is not None and report.message is not None:
        form = messages.format_of(type(report.message)).form
        *others, last = text[len(form.write(("",))) :].split("#", len(form.fields) - 1)
        names = [v for v in others if not v.isdigit() and not re.match("(?i)(?!nama)[a-z]", v)]
        assert names or (not form.is_open and last not in choices.PUBLISHED)


@pytest.mark.parametrize("text", [SYNC, SMS])
@given(lines=st.from_regex(r"\A[a-z \t#\r\n\U0001f64f]+[a-z][ \t\r\n]*\Z"))
def test_pattern_reads_lines_of_free_text(text: str, lines: str) -> None:
    """Free text may have lines, "line breaks included", and the pattern reads them, too."""
    text = f"{text}\n{lines}"
    assert messages.formats().read(text) == ktpmsg.parse(text, strict=True) is not None


def test_lexer_keeps_to_ascii_case() -> None:
    """Keyword and choice "in any mix of ASCII upper and lower case", and no other."""
    assert by_both(KTP.replace("KTP", "\u212aTP")) == (None, None)
    assert by_both(SYNC.replace("SINK", "\u017fink")) == (None, None)
    assert by_both(KTP.replace("Hilang", "Rusa\u212a")) == (None, None)


def test_grammar_is_compiled_once() -> None:
    """The parser is built on first use and kept."""
    assert shape.current() is shape.current()
    assert messages.formats() is messages.formats()
