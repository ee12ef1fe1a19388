"""The named steps of lenient reading: what each mends, what it leaves alone, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, sms, sync

import ktpmsg
from ktpmsg import characters, frames, messages, repairs
from ktpmsg.pieces import Piece
from ktpmsg.problems import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ktpmsg import Report
    from ktpmsg.repairs import Step

FIELD_OF = {"number": "nik", "name": "nama", "choice": "alasan", "text": "keperluan"}


def steps_of(kind: str) -> Sequence[Step]:
    """The steps for a kind of field, or for the characters of the whole text."""
    return repairs.CHARACTERS if kind == "characters" else repairs.FIELDS[kind](FIELD_OF[kind])


def named(step: Step) -> str:
    """The name of a step, also where `make mutants` has put something around it."""
    name = step.find.__qualname__.split(".")[0]
    return name.removeprefix("x_").partition("__mutmut_")[0].lstrip("_")


def mended_by(kind: str, name: str, text: str) -> str:
    """What one step alone makes of a text."""
    step = next(step for step in steps_of(kind) if named(step) == name)
    return Piece(text).mend(step.find(text)).text


# Of each step the example of its docstring, among others, and near misses that it leaves alone.
EXAMPLES: dict[tuple[str, str], tuple[list[tuple[str, str]], list[str]]] = {
    ("characters", "invisible"): (
        [
            ("Dewi\u00a0Sekarjati", "Dewi Sekarjati"),
            ("\u200b#KTP", "#KTP"),
            ("a\u2028b\u0085c\u2029d", "a\nb\nc\nd"),
            ("\u034f\u3164\ufe0f\u200d\u00ad\ufeff", ""),
            ("a\u200b\u00a0\u200bb\u200b", "a b"),
        ],
        ["Dewi Sekarjati\t\r\n", "\u00e9\u0301", "\x00\x1f", "\ud83d"],
    ),
    ("characters", "decomposed"): (
        [
            ("e\u0301", "\u00e9"),
            ("Jose\u0301 A\u030a", "Jos\u00e9 \u00c5"),
            ("\u212a", "K"),
            ("a\u0323\u0302b", "\u1ead" + "b"),
            ("\u1112\u1161\u11ab", "\ud55c"),
            ("\U00011935\U00011930", "\U00011938"),
        ],
        ["Jos\u00e9", "\uff2b", "q\u0301", "e", "e" + "\u0301" * 200],
    ),
    ("characters", "look_alikes"): (
        [("\uff03KTP\uff03", "#KTP#"), ("\ufe5f\uff03", "##")],
        ["#KTP#", "\u266f\u22d5", "\u2317"],
    ),
    ("characters", "quoted_lines"): (
        [("> #KTP\n> #1", "> #KTP\n#1"), ("a\n >> b", "a\nb")],
        ["> #KTP", "a > b", "a\n-> b"],
    ),
    ("number", "other_digits"): (
        [("\uff13\uff13\u0660", "330"), ("\ua9d3", "3"), ("3\U0001d7ce", "30")],
        ["330", "\u00b2", "\u2460", "\u4e09", "\uff13" * 200],
    ),
    ("number", "paired_marks"): (
        [
            ("<Siti>", "Siti"),
            ("*Hilang*", "Hilang"),
            ("\u201c*Siti*\u201d", "Siti"),
            ("( Siti )", "Siti"),
            ("((Siti))", "Siti"),
            ("\u201eSiti\u201c", "Siti"),
            ("(O)", "O"),
            ("\u201d\u201cSiti\u201d\u201d", "Siti"),
        ],
        [
            "(Siti) Aminah (almh.)",
            "(Siti) A (Aminah) B (almh.)",
            "()Siti)",
            "(Siti))",
            "Siti (almh.)",
            "()",
            "(-)",
            "<Siti",
            "Siti>",
            "(Siti]",
            "**",
            '"',
        ],
    ),
    ("number", "label"): (
        [
            ("NIK: 3308", "3308"),
            ("nik 3308", "3308"),
            ("NIK. 3308", "3308"),
            ("No KTP=3308", "3308"),
            ("No.KTP: 3308", "3308"),
            ("N I K : 3308", "3308"),
            ("NIK3308", "3308"),
        ],
        ["NIK", "NIK:", "NIK saya 3308", "UNIK: 3308", "KK: 3308", "3308 NIK:"],
    ),
    ("number", "stray_marks"): (
        [("'3308", "3308"), ("\u20193308", "3308"), ("3308.", "3308"), ("3308 ;", "3308")],
        ["3308", "33'08", "'", "...", "*3308"],
    ),
    ("number", "groups"): (
        [
            ("330815 550895 9001", "3308155508959001"),
            ("33.08.15.550895.9001", "3308155508959001"),
            ("3308-1555 \u2013 0895\n9001", "3308155508959001"),
            ("33" + " " * 195 + "08", "3308"),
        ],
        [
            "3 3 0 8",
            "3308/1555",
            "33--08",
            "3308155508959001.00",
            f"{NIK} {KK}",
            "33 08 ",
            "33 O8",
            "33 " * 70 + "33",
            "33" + " " * 196 + "08",
        ],
    ),
    ("name", "label"): (
        [("Nama : Siti", "Siti"), ("Nama Siti", "Siti"), ("NAMA LENGKAP=Siti", "Siti")],
        ["Namara", "Nama", "Nama:", "Siti Nama: x", "Nama 12"],
    ),
    ("choice", "superfluous_field"): (
        [
            ("Hilang#terima kasih", "Hilang"),
            ("Ubah Data #x#y", "Ubah Data "),
            ("Hilang#ya, hilang", "Hilang"),
        ],
        ["Hilang#Rusak", "Baru#terima kasih", "#Hilang", "Hilang", "Hilang x#y#rusak"],
    ),
    ("choice", "label"): (
        [("Alasan: Hilang", "Hilang"), ("Ket = Rusak", "Rusak")],
        ["Alasan Hilang", "Alasan:", "Karena: Hilang"],
    ),
    ("choice", "stray_punctuation"): (
        [
            ("Rusak.", "Rusak"),
            ("Hilang!!", "Hilang"),
            ("Pemula/", "Pemula"),
            ("Ubah Data#.", "Ubah Data"),
            ("/Rusak", "Rusak"),
            ("- Hilang -", "Hilang"),
        ],
        ["Baru.", "Hilang (dicuri)", "...", "Hilang", "+Hilang"],
    ),
    ("choice", "words_after"): (
        [
            ("Hilang (kecopetan)", "Hilang"),
            ("Rusak, tidak terbaca", "Rusak"),
            ("Pemula 17 tahun", "Pemula"),
            ("Hilng di pasar", "Hilng"),
            ("Hilang, ya, hilang", "Hilang"),
        ],
        ["Hilang/Rusak", "Rusak, bukan hilang", "Tidak rusak", "Hilang", "Hilang atau rsuak"],
    ),
    ("choice", "spelling"): (
        [
            ("UbahData", "Ubah Data"),
            ("Kehilangan", "Hilang"),
            ("Hilng", "Hilang"),
            ("Perubahan Data", "Ubah Data"),
            ("rubah-data", "Ubah Data"),
        ],
        ["hILANG", "Ubah \n data", "Hlng", "Hil", "Hilng x", "Baru", "Ubah"],
    ),
    ("text", "invisible_in_text"): (
        [("a\u00a0b", "a b"), ("a\u200bb", "ab")],
        ["\u2764\ufe0f \U0001f468\u200d\U0001f469 \u263a\ufe0e", "a  b"],
    ),
    ("text", "decomposed"): ([("e\u0301", "\u00e9")], ["\u00e9"]),
    ("text", "trailing_separator"): (
        [("BPJS#", "BPJS"), ("BPJS # #\n", "BPJS"), ("#", "")],
        ["#12", "BPJS", "a#b", "BPJS ?"],
    ),
}
# The same step serves several fields.
SHARED = {("name", "paired_marks"), ("choice", "paired_marks")}
NAMED = [(kind, named(step)) for kind in ("characters", *repairs.FIELDS) for step in steps_of(kind)]


def test_every_step_has_an_example() -> None:
    """Small named steps, each with its reason and an example in its docstring."""
    assert set(NAMED) - SHARED == set(EXAMPLES)
    for kind in ("characters", *repairs.FIELDS):
        for step in steps_of(kind):
            module = characters if hasattr(characters, named(step)) else repairs
            maker = getattr(module, step.find.__qualname__.split(".")[0])
            assert '"' in maker.__doc__, f"{named(step)} has no example"


@pytest.mark.parametrize(
    ("kind", "name", "text", "expected"),
    [(*key, text, new) for key, (good, _) in EXAMPLES.items() for text, new in good],
)
def test_step_mends(kind: str, name: str, text: str, expected: str) -> None:
    """Each step mends its examples, by itself."""
    assert mended_by(kind, name, text) == expected
    assert mended_by(kind, name, expected) == expected


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [(*key, text) for key, (_, near) in EXAMPLES.items() for text in near],
)
def test_step_leaves_alone(kind: str, name: str, text: str) -> None:
    """Each step leaves near misses as they are."""
    assert mended_by(kind, name, text) == text


@pytest.mark.parametrize(("kind", "name"), NAMED)
@given(
    text=st.text(
        st.sampled_from("0123456789Hilang NIK:.#\uff13\u0663'-()*>\n\u200b\u00a0"), max_size=30
    )
)
def test_no_step_touches_a_digit(kind: str, name: str, text: str) -> None:
    """No step "touches a digit's value": what it drops of digits is told as a number lost."""
    step = next(step for step in steps_of(kind) if named(step) == name)
    before = Piece(text)
    after, slips = repairs.mend(before, [step])
    digits = [ktpmsg.numbers.decimal(c) for c in text if c.isdecimal()]
    kept = [ktpmsg.numbers.decimal(c) for c in after.text if c.isdecimal()]

    if kind in {"number", "name", "characters"}:
        assert kept == digits
    elif len(digits) - len(kept) >= 15 and any(
        repairs.holds_number(text[start:end]) for _, start, end, _ in slips
    ):
        assert any(lost for _, _, _, lost in slips)


# --- each can be left out ----------------------------------------------------------------------

# A message that each step is needed for.
NEEDING: dict[tuple[str, str], str] = {
    ("characters", "invisible"): KTP.replace("Aminah", "Am\u200binah"),
    ("characters", "decomposed"): KTP.replace("Aminah", "Ame\u0301"),
    ("characters", "look_alikes"): KTP.replace("#", "\uff03"),
    ("characters", "quoted_lines"): KTP.replace("#Siti", "\n> #Siti"),
    ("number", "other_digits"): ktp(nik=NIK[:15] + "\uff11"),
    ("number", "paired_marks"): ktp(nik=f"<{NIK}>"),
    ("number", "label"): ktp(nik=f"NIK: {NIK}"),
    ("number", "stray_marks"): ktp(nik=f"'{NIK}"),
    ("number", "groups"): ktp(nik="330815 550895 9001"),
    ("name", "paired_marks"): ktp(nama="<Siti>"),
    ("name", "label"): ktp(nama="Nama: Siti"),
    ("choice", "superfluous_field"): ktp(alasan="Hilang#terima kasih"),
    ("choice", "paired_marks"): ktp(alasan="+Hilang+").replace("+", '"'),
    ("choice", "label"): ktp(alasan="Alasan: Hilang"),
    ("choice", "stray_punctuation"): ktp(alasan="Hilang!"),
    ("choice", "words_after"): ktp(alasan="Hilang dicuri"),
    ("choice", "spelling"): ktp(alasan="Hilng"),
    ("text", "invisible_in_text"): sync(keperluan="a\u00a0b"),
    ("text", "decomposed"): sync(keperluan="e\u0301"),
    ("text", "trailing_separator"): sync(keperluan="BPJS#"),
}


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Leaves out a step until the test is over."""

    def leave_out(kind: str, name: str) -> None:
        if kind == "characters":
            rest = tuple(step for step in repairs.CHARACTERS if named(step) != name)
            monkeypatch.setattr(repairs, "CHARACTERS", rest)
        else:
            make = repairs.FIELDS[kind]
            monkeypatch.setitem(
                repairs.FIELDS, kind, lambda field: [s for s in make(field) if named(s) != name]
            )
            messages.formats.cache_clear()

    yield leave_out
    monkeypatch.undo()
    messages.formats.cache_clear()
    messages.formats()


def codes(report: Report) -> list[str]:
    """The codes of a report."""
    return [problem.code.value for problem in report.problems]


@pytest.mark.parametrize(("kind", "name"), NAMED)
def test_step_left_out(kind: str, name: str, without: Callable[[str, str], None]) -> None:
    """Each step can be left out: what it mends is then not mended, and nothing else changes."""
    text = NEEDING[kind, name]
    step = next(step for step in steps_of(kind) if named(step) == name)
    before = ktpmsg.check(text, today=TODAY)
    assert before.ok
    assert codes(before) == [step.code]

    without(kind, name)
    after = ktpmsg.check(text, today=TODAY)

    if after.ok:  # what is no longer looked for is the step after it to mend, or is kept as text
        assert codes(after) != codes(before) or after.message != before.message
    for other, needed in NEEDING.items():
        if other[1] != name:
            assert ktpmsg.check(needed, today=TODAY).ok


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


def test_label_by_the_name_of_a_field() -> None:
    """A field of another format, for which there are no words, goes by its own name."""
    steps = repairs.FIELDS["number"]("nomor_meter")
    find = next(step.find for step in steps if named(step) == "label")

    for text in ("Nomor meter: 3308", "nomor.meter=3308", "NOMORMETER 3308"):
        assert Piece(text).mend(find(text)).text == "3308"
    assert not find("Nomor: 3308")


def test_label_of_a_place() -> None:
    """Only `Nama` goes without a colon before a name: "Desa Surodadi" is how a place is called."""
    assert around(ktp(desa="Desa Surodadi", kecamatan="Kecamatan Candimulyo")) == []
    assert around(ktp(desa="Desa: Surodadi")) == [("label", "Desa:")]
    assert around(ktp(desa="(Desa Surodadi)")) == [("text-around", "(Desa Surodadi)")]


def test_label_without_a_colon() -> None:
    """The same, by the steps of the two fields."""
    for name, typed, expected in (
        ("nama", "Nama Siti", "Siti"),
        ("desa", "Desa Siti", "Desa Siti"),
    ):
        steps = repairs.FIELDS["name"](name)
        find = next(step.find for step in steps if named(step) == "label")
        assert Piece(typed).mend(find(typed)).text == expected


@pytest.mark.parametrize("mark", ["*", "_", '"', ")", "\u201d"])
def test_end_of_free_text_is_kept(mark: str) -> None:
    """Nothing is taken off the end of free text "but what was opened before the message"."""
    assert around(sms(isi_sms="jadi?" + mark)) == []
    assert ktpmsg.parse("*" + sms(isi_sms='"jadi"') + "*").text == sms(isi_sms='"jadi"')


NUMBERS_OUTSIDE = [
    f"NIK suami {NIK}\n" + KTP,
    KTP + f"\nNIK suami {NIK}",
    KTP + "\n330.815.450.895.900",
    ktp(alasan=f"Hilang ({NIK})"),
    ktp(alasan=f"Hilang{NIK[:15]}"),
    ktp(alasan=f"Hilang#{NIK}"),
    ktp(alasan="Hilang 3 3 0 8 1 5 5 5 0 8 9 5 9 0 0"),
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


@given(text=st.text(st.sampled_from("ab\u00e9e\u0301\u200b\u00a0\uff03#\n>12"), max_size=20))
def test_pieces_know_where_each_character_came_from(text: str) -> None:
    """A piece that was mended maps each character to what it stands for, in order."""
    piece, slips = repairs.mend(Piece(text), repairs.CHARACTERS)

    spans = [piece.span(at, at + 1) for at in range(len(piece.text))]
    assert spans == sorted(spans)
    for char, (start, end) in zip(piece.text, spans, strict=True):
        assert char == text[start:end] or any(a <= start < end <= b for _, a, b, _ in slips)
    assert piece.reach(0, len(piece.text))[0] <= (spans[0][0] if spans else len(text))
    assert piece.strip("ab").text == piece.text.strip("ab")


def test_piece() -> None:
    """A piece is cut, stripped and mended, and its empty parts lie somewhere, too."""
    piece = Piece("  abc  ").strip()
    assert (piece.text, piece.span(), piece.span(1, 1)) == ("abc", (2, 5), (3, 3))
    mended = piece.mend([(0, 1, ""), (2, 3, "XY")])
    assert (mended.text, mended.span(), mended.span(0, 1)) == ("bXY", (3, 5), (3, 4))
    assert (mended.span(1, 2), mended.reach(0, 1)) == ((4, 5), (3, 4))
    assert Piece("   ").strip().text == ""
    assert piece.mend([]).text == "abc"
    same = piece.mend([(0, 2, "xy")])
    assert (same.span(0, 1), same.span(1, 2)) == ((2, 3), (3, 4))
    twice = piece.mend([(0, 1, "")]).mend([(0, 1, "XY")])
    assert (twice.text, twice.span(0, 1), twice.span(2, 3)) == ("XYc", (3, 4), (4, 5))


def test_marks_upon_marks() -> None:
    """A letter with more marks than any writing has is no text, and is not put in order."""
    text = "a" + "\u0301" * 129
    assert characters.stacked(text) == (1, 130)
    assert characters.stacked("a" + "\u0301" * 128) is None
    assert characters.stacked("abc") is None
    assert codes(ktpmsg.check(sms(isi_sms=text), today=TODAY)) == ["bad-characters"]
    assert codes(ktpmsg.check(sms(nama="\u0301" * 50_000), today=TODAY)) == ["bad-characters"]


def test_characters_that_only_a_newer_unicode_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What melts though nothing is known to attach it is put in order as a whole."""
    monkeypatch.setattr(characters, "_attaches", lambda _: False)

    assert list(characters.decomposed("ab e\u0301")) == [(0, 5, "ab \u00e9")]


def test_number_put_in_order_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number is lost where it is dropped, not where another text stands in place of its own."""
    monkeypatch.setattr(characters, "_attaches", lambda _: False)
    piece, slips = repairs.mend(Piece(f"e\u0301 {NIK}"), repairs.CHARACTERS)

    assert piece.text == f"\u00e9 {NIK}"
    assert slips == [(Code.NOT_NFC, 0, len(NIK) + 3, False)]


def test_what_may_need_the_steps() -> None:
    """Where the steps for characters are passed over, they would find nothing."""
    for text in (KTP, SYNC + "\n", KTP.replace("#Siti", "\n> #Siti"), "a\n >b", "\u200b"):
        found = any(list(step.find(text)) for step in repairs.CHARACTERS)
        assert repairs.may_need(text) >= found


def test_headers() -> None:
    """The header of a chat entry is told in each form, and what only looks like one is not."""
    for header in ("30/08/25 18.00 - ", "[24/09/26 16.20.05] ", "[16.20, 24/9/2026] "):
        assert frames.header(header + "Budi: x", 0) == len(header) + len("Budi: ")
        assert frames.header(header + "tanpa nama", 0) == len(header)
        assert frames.without_headers(f"a\n{header}Budi: b") == "a\nb"
    for other in ("30/08/25", "18.00 - Budi: x", "a 30/08/25 18.00 - Budi: x", "[Budi] x"):
        assert frames.header(other, 0) == 0


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


def test_no_notice_of_a_choice() -> None:
    """A field of which there is nothing to notice has no notices."""
    choice = messages.format_of(ktpmsg.Ktp).judges[-1]

    assert choice.is_usual(ktpmsg.Alasan.RUSAK, TODAY)
    assert not list(choice.notices(ktpmsg.Alasan.RUSAK, TODAY))


@pytest.mark.parametrize("marks", ["''", "'''", "((", "()", "(())", "'()'"])
def test_marks_around_nothing(marks: str) -> None:
    """Paired marks are taken off a value, and not off each other."""
    assert codes(ktpmsg.check(ktp(nama=marks), today=TODAY)) == ["no-letters"]
