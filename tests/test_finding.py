"""`find`: messages in chats, lists, mails and streams."""

from __future__ import annotations

import io
import itertools
import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, VECTORS, ktp, records, sync

import ktpmsg
from ktpmsg import Disdukcapil, Ktp, Report, Sinkronisasi

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTY = ktp(nik="330815550895900")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def found(text: str, *, strict: bool = False) -> list[tuple[str, bool, int, str]]:
    """Kind, verdict, line and text of each message found, each where it says."""
    reports = list(ktpmsg.find(text, strict=strict, today=TODAY))
    for report in reports:
        start, end = report.span
        assert text[start:end] == report.text
        assert report.line == text.count("\n", 0, start) + 1
        assert report.kind is not None
    return [(r.kind.__name__, r.ok, r.line, r.text) for r in reports if r.kind]


# --- chats -------------------------------------------------------------------------------------

ANDROID = f"""\
30/08/25 17.59 - Pesan dan panggilan dienkripsi secara end-to-end.
30/08/25 18.00 - Budi: Selamat pagi, mau urus #KTP bagaimana ya?
30/08/25 18.01 - Admin: Format: {Ktp.published}
30/08/25 18.02 - Budi: {KTP}
terima kasih
30/08/25 18.03 - +62 812-3456-7890: <Media tidak disertakan>
30/08/25 18.04 - Ani: {SYNC}
sama BPJS anak
30/08/25 18.05 - Ani: Pesan ini telah dihapus
30/08/25 18.06 - Ani: {FAULTY}
30/08/25 18.07 - Budi: kapan jadi #KTP
30/08/25 18.08 - Admin: besok
"""


def test_android_export() -> None:
    """A WhatsApp export of Android: entries of several lines, system lines, media markers."""
    assert found(ANDROID) == [
        ("Ktp", False, 3, Ktp.published),
        ("Ktp", True, 4, KTP),
        ("Sinkronisasi", True, 7, SYNC + "\nsama BPJS anak"),
        ("Ktp", False, 10, FAULTY),
    ]


def test_ios_export() -> None:
    """A WhatsApp export of iOS, with its U+200E and U+202F."""
    chat = (
        f"\u200e[24/09/26 16.20.05] ~\u202fBudi: {SYNC}\r\n"
        "\u200e[24/09/26 16.20.06] ~\u202fBudi: \u200estiker tidak disertakan\r\n"
        f"[24/09/26 4.20.07\u202fPM] Ani: pagi\r\n{KTP}\r\nmakasih\r\n"
        f"[24/09/26 16.20.08] Ani: {SMS}"
    )

    assert found(chat) == [
        ("Sinkronisasi", True, 1, SYNC),
        ("Ktp", True, 4, KTP),
        ("Disdukcapil", True, 6, SMS),
    ]


def test_copied_from_the_web() -> None:
    """Entries as they are copied from WhatsApp on the web."""
    chat = f"[16.20, 24/9/2026] Budi: {SMS}\n[16.21, 24/9/2026] Ani: pagi\n{KTP}\n[16.22, 24/9/2026] Ani: ok"

    assert found(chat) == [("Disdukcapil", True, 1, SMS), ("Ktp", True, 3, KTP)]


@pytest.mark.parametrize("number", ["1. ", "2) ", "- ", "\u2022 ", "* ", "3. *"])
def test_forwarded_list(number: str) -> None:
    """A list by a village official: "a list number before that belongs to the next"."""
    end = "*" if number.endswith("*") else ""
    one, two, three = (f"{number}{text}{end}" for text in (SYNC, SMS, KTP))
    text = f"Mohon dibantu:\n{one}\n{two}\n{three}\nterima kasih"

    assert found(text) == [
        ("Sinkronisasi", True, 2, one),
        ("Disdukcapil", True, 3, two),
        ("Ktp", True, 4, three),
    ]


@pytest.mark.parametrize("mark", ["*", '"', "(", "*_"])
def test_mark_in_the_middle_of_a_line(mark: str) -> None:
    """A mark that was opened directly before a message belongs to it, and its other half, too."""
    closing = {"(": ")"}.get(mark, mark[::-1])
    text = f"tolong cetak {mark}{KTP}{closing}\nmakasih"

    assert found(text) == [("Ktp", True, 1, f"{mark}{KTP}{closing}")]


def test_mail() -> None:
    """An e-mail body: a subject, quotes, a signature."""
    text = f"Subject: #KTP\n\nSelamat pagi,\n> {KTP}\n>> {SYNC}\n>\n\nSalam,\nBudi #desa\n"

    assert [(kind, ok, line) for kind, ok, line, _ in found(text)] == [
        ("Ktp", True, 4),
        ("Sinkronisasi", True, 5),
    ]


def test_sms_dump() -> None:
    """A dump of a modem: every message under the number that it came from."""
    text = f"Dari 081234567890 01/11/26\n{SMS}\n\nDari 081234567891 01/11/26\n{KTP}\n"

    assert [(kind, line) for kind, _, line, _ in found(text)] == [("Disdukcapil", 2), ("Ktp", 5)]


def test_message_over_lines() -> None:
    """A message of a field a line is one message, and one quoted line by line, too."""
    lines = KTP.replace("#", "\n#").strip()

    assert found(f"halo\n{lines}\nmakasih") == [("Ktp", True, 2, lines)]
    quoted = lines.replace("\n", "\n> ")
    assert found(f"halo\n> {quoted}\nmakasih")[0][:3] == ("Ktp", True, 2)


def test_nothing_else_is_judged() -> None:
    """The rule: "What is no message of ours yields nothing, and text outside the messages is not judged"."""
    text = f"NIK saya {NIK} \x00 \u0430\n{KTP}\nKK {KK}"

    assert found(text) == [("Ktp", True, 2, KTP)]
    assert [r.problems for r in ktpmsg.find(text, today=TODAY)] == [()]


OTHER = "3308011705749337"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (f"{OTHER} ini NIK saya\n{KTP}", (0, 0)),
        (f"{KTP}\nyang benar {OTHER}", (len(KTP), len(KTP))),
        (f"{KTP}\n\n{OTHER}", None),
        (f"{OTHER}\n\n{KTP}", None),
        (f"{KTP}\n30/08/25 18.05 - Ani: {OTHER}", None),
        (f"{KTP}\nHP 081234567890, {NIK}", None),
    ],
)
def test_number_beside_a_message(text: str, at: tuple[int, int] | None) -> None:
    """Outside every message, up to a blank line or chat header, a number is a notice."""
    (report,) = ktpmsg.find(text, today=TODAY)

    assert report.ok
    assert [(p.code.value, p.field, p.span, p.severity) for p in report.problems] == (
        [("number-outside", None, at, "notice")] if at else []
    )


def test_number_between_two_messages() -> None:
    """It is told at the end of the message before it, and not once more after it."""
    one, other = ktpmsg.find(f"{KTP}\n{OTHER}\n{SYNC}", today=TODAY)

    assert [(p.code.value, p.span) for p in one.problems] == [("number-outside", (77, 77))]
    assert other.problems == ()


def test_a_source_that_raises() -> None:
    """The rule: "If the source raises, what was found before comes first"."""

    def lines() -> Iterator[str]:
        yield KTP
        yield "halo"
        raise OSError("gone")

    found_ones = ktpmsg.find(lines(), today=TODAY)
    assert next(found_ones).message == ktpmsg.parse(KTP)
    with pytest.raises(OSError, match="gone"):
        next(found_ones)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """A line ends with CR LF, LF, or CR alone."""
    text = end.join(["halo", KTP, "", SYNC])
    reports = list(ktpmsg.find(text, today=TODAY))

    assert [(r.line, r.text) for r in reports] == [(2, KTP), (4, SYNC)]
    assert list(ktpmsg.find(LINE.findall(text), today=TODAY)) == reports


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "###",
        "#KTPgratis #KTP# #ktp",
        "nomor KTP#nya salah",
        "https://contoh.id/#KTP#3308155508959001",
        "Cek#KTP#3308155508959001",
        "?a=1&#KTP#3308155508959001#x",
        "REG#3308155508959001#3308151203079004#",
        "ayo urus #KTP di #Magelang",
        "antrian KTP #12 dan #13",
        "30/08/25 18.10 - Ani: kapan jadi #KTP\n30/08/25 18.11 - Budi: besok",
        "#disdukcapil #magelang #ktp",
        f"KTP {NIK}",
        "x" * 1000,
        "\uff03\ufe5f",
    ],
)
def test_not_ours(text: str) -> None:
    """The rule: "The keyword with its `#` not directly after a letter, digit, `/` or `&`, then a separator"."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", [f"#KTP#{NIK[:10]}", "#KTP#a#b", "#KTP#NIK", f"#ktp {NIK}#", f"(#KTP#{NIK})"]
)
def test_shown_to_be_ours(text: str) -> None:
    """A keyword, then "a second separator, ten digits or the words of the template"."""
    assert [(kind, ok) for kind, ok, *_ in found(f"halo\n{text}\n")] == [("Ktp", False)]


def test_a_message_ends_where_the_next_begins() -> None:
    """Messages one after the other, on lines or in one, are told apart."""
    assert [t for *_, t in found(f"{KTP}\n{KTP}\n{SYNC}\n{SMS}")] == [KTP, KTP, SYNC, SMS]
    assert [t for *_, t in found(f"{KTP} {SYNC}")] == [KTP, SYNC]
    assert [t for *_, t in found(f"{SYNC} {KTP}")] == [SYNC, KTP]
    assert [ok for _, ok, *_ in found(f"#KTP#{NIK}\n{KTP}")] == [False, True]
    assert [ok for _, ok, *_ in found(f"#KTP#{NIK}#{KK}#Siti\n\n{SMS}")] == [False, True]


def test_a_keyword_within_a_line_begins_none() -> None:
    """Without its `#` a keyword in the middle of a line is a word of the message, or of nobody's.

    With it, with a separator and then a number, it begins another.
    """
    text = ktp(nama=f"Siti KTP #{NIK}")

    assert [(kind, ok, t) for kind, ok, _, t in found(text)] == [("Ktp", False, text)]
    assert found(f"kirim KTP\n#{NIK}#a#b") == []
    assert [(ok, t) for _, ok, _, t in found(f"{KTP} #KTP\n\n{NIK}")] == [(True, KTP + " #KTP")]
    other = f"#KTP\n\n#{NIK}#a"
    assert [(ok, t) for _, ok, _, t in found(f"{KTP} {other}")] == [(True, KTP), (False, other)]


def test_free_text_holds_no_message() -> None:
    """In free text a keyword with its separator and a number begins a message, and no other."""
    assert len(found(f"{SMS}\nKTP #12 dan #KTP yang hilang, kirim KTP#NIK#")) == 1
    assert len(found(f"{SMS}\nkirim KTP#{NIK}#")) == 1  # its own number, and no `#` in front
    assert len(found(f"{SMS}\nkirim KTP#{OTHER}#")) == 2
    assert len(found(f"{SMS}\nKTP#{NIK}#{KK}#a#b#c#Hilang")) == 2
    assert len(found(f"{SMS}\nDISDUKCAPIL#Budi#{NIK}#ya")) == 2
    assert len(found(f"{SMS}\nDISDUKCAPIL#Budi#ya")) == 1


def test_strict() -> None:
    """`strict` judges what is found as `check` would."""
    text = f"halo\n{KTP[1:]}\n{SYNC}"

    assert [ok for _, ok, *_ in found(text)] == [True, True]
    assert [ok for _, ok, *_ in found(text, strict=True)] == [False, True]


# --- streams -----------------------------------------------------------------------------------


def same(one: Iterator[Report], other: Iterator[Report]) -> bool:
    """Whether two findings are the same, report for report."""
    return all(a == b for a, b in itertools.zip_longest(one, other))


CHATS = [ANDROID, *(v.text for v in VECTORS if (v.find_total or 0) > 1)]


@given(
    texts=st.lists(
        st.one_of(
            st.integers(0, len(CHATS) - 1).map(lambda at: CHATS[at]),
            records().map(lambda record: record.text + "\n"),
            st.sampled_from(["halo\n", "\r\n", "\n\n", "\u200b", "#", "#KTP", "1. ", "\uff03"]),
        ),
        max_size=5,
    ),
    cuts=st.lists(st.integers(0, 40), max_size=12),
)
def test_items_of_several_lines(texts: list[str], cuts: list[int]) -> None:
    """The same reports come however many lines an item has: it ends a line, and may hold more."""
    text = "".join(texts) + "\n"
    lines = LINE.findall(text)
    places = sorted({0, len(lines), *(cut for cut in cuts if cut < len(lines))})
    items = ["".join(lines[a:b]) for a, b in itertools.pairwise(places)]

    assert same(ktpmsg.find(iter(items), today=TODAY), ktpmsg.find(text, today=TODAY))


@given(texts=st.lists(st.integers(0, len(CHATS) - 1).map(lambda at: CHATS[at]), max_size=3))
def test_lines_as_a_text(texts: list[str]) -> None:
    """An iterable of lines is the text of these lines."""
    text = "\n".join(texts) + "\n"

    whole = list(ktpmsg.find(text, today=TODAY))
    assert list(ktpmsg.find(iter(LINE.findall(text)), today=TODAY)) == whole
    assert list(ktpmsg.find(LINE.findall(text), today=TODAY)) == whole
    assert list(ktpmsg.find(io.StringIO(text, newline=""), today=TODAY)) == whole
    if "\r" not in text:
        assert list(ktpmsg.find(text.splitlines(), today=TODAY)) == whole


@pytest.mark.parametrize("text", ["\ufe0f", " \ufe0f", "ya \n\u200d", "ya\u200d \ufe0e"])
def test_what_joins_emoji_is_text_at_the_end(text: str) -> None:
    """What is strictly right is found as it is, joiners of emoji after white space too."""
    text = f"DISDUKCAPIL#Siti#{NIK}#{text}"
    (report,) = ktpmsg.find(f"{text}\n", today=TODAY)
    assert report.message == ktpmsg.parse(text, strict=True, today=TODAY)


def long_source(entries: int) -> Iterator[str]:
    """A long chat, with a message now and then."""
    for number in range(entries):
        yield f"30/08/25 18.01 - Budi: {'ya ' * 300}\n"
        if number % 100 == 0:
            yield f"30/08/25 18.02 - Ani: {SYNC}\n"


def test_blocks_are_joined() -> None:
    """A source larger than what is looked through at a time is read as one text."""
    lines = list(long_source(800))
    text = "".join(lines)
    assert len(text) > 600_000
    reports = list(ktpmsg.find(text, today=TODAY))

    assert len(reports) == 8
    assert list(ktpmsg.find(lines, today=TODAY)) == reports
    assert same(ktpmsg.find(iter(lines), today=TODAY), iter(reports))
    for report in reports:
        start, end = report.span
        assert text[start:end] == report.text == SYNC
        assert report.line == text.count("\n", 0, start) + 1


@pytest.mark.parametrize("shift", [-70, -3, 0, 1, 60])
def test_message_at_the_end_of_a_block(shift: int) -> None:
    """A message that lies across two blocks is found once, and whole."""
    for edge in (4 * 65_536 - 65_536 - 1024, 4 * 65_536):
        text = "x" * (edge + shift - 1) + "\n" + KTP + "\n" + "y" * 300_000
        (report,) = ktpmsg.find(text, today=TODAY)
        assert report.span == (edge + shift, edge + shift + len(KTP))
        assert (report.line, report.ok) == (2, True)


def test_long_text_of_a_message() -> None:
    """A message is at most 65,536 characters: what goes on for longer is told as too long."""
    (report,) = ktpmsg.find(SMS + "\n" + "y" * 100_000, today=TODAY)

    assert [p.code.value for p in report.problems] == ["too-long"]


def test_bounded_memory() -> None:
    """The rule: "Memory is bounded on a stream": ten times the text takes no more of it."""

    def peak(entries: int) -> int:
        tracemalloc.start()
        try:
            for _ in ktpmsg.find(long_source(entries), today=TODAY):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    assert peak(6000) < 2 * peak(600) + 1_000_000


def test_as_they_come() -> None:
    """Reports come as soon as the stream has shown them, not at its end."""

    def endless() -> Iterator[str]:
        for number in itertools.count():
            yield KTP if number % 50 == 0 else "halo " * 200

    first = next(ktpmsg.find(endless(), today=TODAY))
    assert first.message == ktpmsg.parse(KTP)


# --- arguments ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", [None, 12, b"#KTP#", bytearray(b"x"), memoryview(b"x"), [KTP, b"x"], (1,)]
)
def test_anything_else(source: object) -> None:
    """Anything but a `str` or an iterable of `str` is a `TypeError`, "at the call"."""
    with pytest.raises(TypeError):
        ktpmsg.find(source)  # type: ignore[arg-type]


def test_an_iterator_of_something_else() -> None:
    """What an iterator yields is seen when it is asked for, and is a `TypeError` then."""
    with pytest.raises(TypeError, match=r"^find takes a str or lines of str, not bytes$"):
        list(ktpmsg.find(iter([KTP, b"x"])))  # type: ignore[arg-type]


def test_kinds() -> None:
    """Each kind of record is found."""
    kinds = [report.kind for report in ktpmsg.find([KTP, SYNC, SMS])]

    assert kinds == [Ktp, Sinkronisasi, Disdukcapil]
    assert list(ktpmsg.find([])) == []
    assert [r.line for r in ktpmsg.find(["halo", sync(), "", ktp()])] == [2, 4]
