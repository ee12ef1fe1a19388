"""The records: made of a text or by hand, they are judged alike, and an invalid one cannot be."""

from __future__ import annotations

import copy
import pickle
import weakref
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, names, records, sms, sync

import ktpmsg
from ktpmsg import (
    Alasan,
    Disdukcapil,
    Ktp,
    Message,
    MessageError,
    Nik,
    NomorKK,
    Region,
    Sex,
    Sinkronisasi,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Found = list[tuple[str, str | None, tuple[int, int]]]


def make_ktp(**values: Any) -> Ktp:
    """A Ktp made by hand, some of its values as given."""
    usual: dict[str, Any] = {
        "nik": NIK,
        "nomor_kk": KK,
        "nama": "Siti Aminah",
        "desa": "Surodadi",
        "kecamatan": "Candimulyo",
        "alasan": "Hilang",
    }
    return Ktp(**(usual | values))


def make_sync(**values: Any) -> Sinkronisasi:
    """A Sinkronisasi made by hand, some of its values as given."""
    usual: dict[str, Any] = {"nik": NIK, "nomor_kk": KK, "keperluan": "BPJS Kesehatan"}
    return Sinkronisasi(**(usual | values))


def make_sms(**values: Any) -> Disdukcapil:
    """A Disdukcapil made by hand, some of its values as given."""
    usual: dict[str, Any] = {"nama": "Siti Aminah", "nik": NIK, "isi_sms": "Sudah jadi?"}
    return Disdukcapil(**(usual | values))


MAKERS = (make_ktp, make_sync, make_sms)
ALL = pytest.mark.parametrize("make", MAKERS, ids=["ktp", "sinkronisasi", "disdukcapil"])


def refused(make: Callable[..., Message], **values: object) -> Found:
    """What is the matter with values that make no record."""
    with pytest.raises(MessageError) as caught:
        make(**values)
    assert caught.value.report is None
    assert {p.severity for p in caught.value.problems} == {"error"}
    return [(p.code.value, p.field, p.span) for p in caught.value.problems]


# --- what a record has -------------------------------------------------------------------------


def test_values_of_a_ktp() -> None:
    """The fields in order, each of its own type."""
    message = ktpmsg.parse(KTP)

    assert isinstance(message, Ktp)
    assert [f.name for f in attrs.fields(Ktp)] == [
        "nik",
        "nomor_kk",
        "nama",
        "desa",
        "kecamatan",
        "alasan",
    ]
    assert message.nik == Nik(NIK)
    assert message.nomor_kk == NomorKK(KK)
    assert (message.nama, message.desa, message.kecamatan) == (
        "Siti Aminah",
        "Surodadi",
        "Candimulyo",
    )
    assert message.alasan is Alasan.HILANG
    assert message.village_code == "3308152019"


def test_values_of_the_others() -> None:
    """A Sinkronisasi has a purpose, a Disdukcapil a question."""
    sinkronisasi, disdukcapil = ktpmsg.parse(SYNC), ktpmsg.parse(SMS)

    assert sinkronisasi == Sinkronisasi(NIK, KK, "BPJS Kesehatan")
    assert disdukcapil == Disdukcapil("Siti Aminah", NIK, "Apakah KTP saya sudah jadi?")


@pytest.mark.parametrize("text", [KTP, SYNC, SMS])
def test_canonical_text(text: str) -> None:
    """`message.text` is the canonical text."""
    odd = text.lower().replace("#", "\n# ").replace(" aminah", "\t\r\n AMINAH")
    message = ktpmsg.parse(odd)

    assert ktpmsg.parse(text).text == text
    assert "\n" not in message.text
    assert message.text.split("#")[0] in {"", "DISDUKCAPIL"}


@pytest.mark.parametrize("space", ["  ", "\t", "\r", "\n"])
def test_white_space_in_a_text(space: str) -> None:
    """Whichever white space stands in a name, the record that is read has one space there."""
    assert ktpmsg.parse(ktp(nama=f"Siti{space}Aminah")) == ktpmsg.parse(KTP)


def test_published_form_is_read_off_the_class() -> None:
    """Every record class "says how it is published", and so does a record."""
    assert Ktp.published == ktpmsg.parse(KTP).published
    assert Sinkronisasi.published == "#SINKRONISASI#NIK#Nomor KK#Keperluan"
    assert Disdukcapil.published == "DISDUKCAPIL#NAMA#NIK#ISI_SMS"


@pytest.mark.parametrize(
    ("desa", "kecamatan", "kk", "code"),
    [
        ("Surodadi", "Candimulyo", KK, "3308152019"),
        ("SURODADI", "kec. candi mulyo", KK, "3308152019"),
        ("Surodadi", "Salaman", KK, None),
        ("Surodad", "Candimulyo", KK, None),
        ("Surodadi", "Candimulyo", "6504" + KK[4:], None),
        ("Surodadi", "Candimulyo", "3399" + KK[4:], None),
    ],
)
def test_village_code(desa: str, kecamatan: str, kk: str, code: str | None) -> None:
    """Ten digits "when desa and kecamatan name exactly one village in the regency of the KK"."""
    assert make_ktp(desa=desa, kecamatan=kecamatan, nomor_kk=kk).village_code == code


# --- made by hand ------------------------------------------------------------------------------


def test_plain_values() -> None:
    """A record can be built by hand "from plain values", and is the one that is read."""
    assert make_ktp() == ktpmsg.parse(KTP)
    assert make_ktp(alasan=Alasan.HILANG, nik=Nik(NIK), nomor_kk=NomorKK(KK)) == make_ktp()


@pytest.mark.parametrize("choice", ["hilang", "HILANG", " Hilang\n", Alasan.HILANG])
def test_choice_by_any_case(choice: str) -> None:
    """The choice "in any mix of ASCII upper and lower case", its white space normalised."""
    assert make_ktp(alasan=choice).alasan is Alasan.HILANG
    assert make_ktp(alasan=" ubah \t\r\n data ").alasan is Alasan.UBAH_DATA


def test_white_space_is_normalised() -> None:
    """White space is normalised: at the ends none, inside one space, in free text as it stands."""
    message = make_ktp(
        nik=f" {NIK}\n", nomor_kk=f"\t{KK}", nama=" Siti \r\n Aminah ", desa="\tSuro  dadi"
    )

    assert (message.nik.digits, message.nomor_kk.digits) == (NIK, KK)
    assert (message.nama, message.desa) == ("Siti Aminah", "Suro dadi")
    assert make_sms(isi_sms=" \n a  b\n\nc \t").isi_sms == "a  b\n\nc"
    assert make_sync(keperluan="  BPJS\r\n").keperluan == "BPJS"


def test_every_error_at_once() -> None:
    """All problems come at once, in the order of the record, "spans relative to the value"."""
    found = refused(
        make_ktp,
        nik="330815550895900",
        nomor_kk="9908153201950000",
        nama="Siti \u0430",
        desa=" ",
        kecamatan="Kecamatan",
        alasan="Hilang/Rusak",
    )

    assert found == [
        ("wrong-length", "nik", (0, 15)),
        ("unknown-province", "nomor_kk", (0, 2)),
        ("impossible-date", "nomor_kk", (6, 12)),
        ("zero-serial", "nomor_kk", (12, 16)),
        ("mixed-script", "nama", (5, 6)),
        ("empty-field", "desa", (0, 0)),
        ("template-unfilled", "kecamatan", (0, 9)),
        ("several-choices", "alasan", (0, 12)),
    ]


# What strict reading has something to say of, and what.
SLIPS: list[tuple[Callable[..., Message], str, str, str, str]] = [
    (make_ktp, "nik", "3308 1555 0895 9001", "number-format", "1555 0895"),
    (make_ktp, "nik", f"'{NIK}", "number-format", "'"),
    (make_ktp, "nik", "\uff13" + NIK[1:], "number-format", "\uff13"),
    (make_ktp, "nik", f"NIK: {NIK}", "label", "NIK: "),
    (make_ktp, "nik", f'"{NIK}"', "text-around", f'"{NIK}"'),
    (make_ktp, "nik", "330815\u200b5508959001", "invisible-character", "\u200b"),
    (make_ktp, "nama", "Jose\u0301", "not-nfc", "e\u0301"),
    (make_ktp, "nama", "Siti\u00a0Aminah", "invisible-character", "\u00a0"),
    (make_ktp, "nama", "  \u200bSiti", "invisible-character", "\u200b"),
    (make_ktp, "nama", "(Siti)", "text-around", "(Siti)"),
    (make_ktp, "nama", "Nama Siti", "label", "Nama "),
    (make_ktp, "nama", "\u212aurnia", "not-nfc", "\u212a"),
    (make_ktp, "nama", "Siti\x00", "control-character", "\x00"),
    (make_ktp, "nama", "Siti\ud83d", "control-character", "\ud83d"),
    (make_ktp, "nama", "Siti#Aminah", "bad-characters", "#"),
    (make_ktp, "nama", "123", "no-letters", "123"),
    (make_ktp, "desa", "Suro_dadi", "bad-characters", "_"),
    (make_ktp, "alasan", "Hilang.", "text-after", "."),
    (make_ktp, "alasan", "Hilang#", "text-after", "#"),
    (make_ktp, "alasan", "Hilng", "choice-spelling", "Hilng"),
    (make_ktp, "alasan", "Hilang (dicuri)", "choice-spelling", " (dicuri)"),
    (make_ktp, "alasan", "Baru", "unknown-choice", "Baru"),
    (
        make_ktp,
        "alasan",
        "Pemula/ Hilang/ Rusak/ Ubah Data",
        "template-unfilled",
        "Pemula/ Hilang/ Rusak/ Ubah Data",
    ),
    (make_sync, "keperluan", "BPJS#", "text-after", "#"),
    (make_sync, "keperluan", "BPJS # #\n", "text-after", " # #"),
    (make_sync, "keperluan", "BP\u00a0JS", "invisible-character", "\u00a0"),
    (make_sync, "keperluan", "e\u0301", "not-nfc", "e\u0301"),
    (make_sync, "keperluan", "a\x0bb", "control-character", "\x0b"),
    (make_ktp, "nama", "~Siti~", "struck-out", "~Siti~"),
    (make_ktp, "nama", "Siti 3308011705749337", "number-outside", "3308011705749337"),
    (make_sms, "nama", "KTP", "two-keywords", "KTP"),
    (make_sync, "keperluan", "a" + "\u0301" * 200, "bad-characters", "\u0301" * 129),
    (make_sms, "isi_sms", "ISI_SMS", "template-unfilled", "ISI_SMS"),
]


@pytest.mark.parametrize(("make", "field", "value", "code", "where"), SLIPS, ids=range(len(SLIPS)))
def test_judged_as_in_strict_reading(
    make: Callable[..., Message], field: str, value: str, code: str, where: str
) -> None:
    """By hand, "everything else is judged as in strict reading"."""
    ((found, at, (start, end)),) = refused(make, **{field: value})

    assert (found, at) == (code, field)
    assert value[start:end].strip() == where.strip()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\n#KTP#3308011705749337", "several-messages"),
        ("salah kirim KTP#3308011705749337", "several-messages"),
        ("a\n30/08/25 18.00 - Budi: b", "text-around"),
    ],
)
@pytest.mark.parametrize("make", [make_sync, make_sms], ids=["sinkronisasi", "disdukcapil"])
def test_no_other_message_in_it(make: Callable[..., Message], text: str, code: str) -> None:
    """A record whose text would hold another message, or a chat's own mark at its end, cannot exist."""
    field = "keperluan" if make is make_sync else "isi_sms"

    assert refused(make, **{field: text}) == [(code, None, (0, 0))]
    assert refused(make, **{field: "jadi? <Pesan ini diedit>"}) == [("text-after", field, (5, 24))]


@ALL
@settings(max_examples=60)
@given(data=st.data())
def test_by_hand_as_in_a_text(make: Callable[..., Message], data: st.DataObject) -> None:
    """A value that a message can hold makes the record, or the same problems, in both ways."""
    value = data.draw(
        st.one_of(names(), st.text(st.characters(exclude_characters="#"), max_size=9))
    )
    field, text = {
        make_ktp: ("desa", ktp(desa=value)),
        make_sync: ("keperluan", sync(keperluan=value)),
        make_sms: ("nama", sms(nama=value)),
    }[make]
    report = ktpmsg.check(text, strict=True, today=TODAY)
    if report.ok:
        assert make(**{field: value}) == report.message
    elif {problem.field for problem in report.problems} == {field}:
        shown = [(p.code.value, p.field) for p in report.errors]
        assert [(code, at) for code, at, _ in refused(make, **{field: value})] == shown


@pytest.mark.parametrize("value", ["\U0002f801", "Siti \U0002f801", "\u0438\u0306\u0438\u0306"])
def test_by_hand_in_the_same_order(value: str) -> None:
    """Problems of a field that begin at the same place are told in one order, in both ways."""
    report = ktpmsg.check(sms(nama=value), strict=True, today=TODAY)
    shown = [(p.code.value, p.field) for p in report.errors]
    assert len(shown) > 1
    assert [(code, at) for code, at, _ in refused(make_sms, nama=value)] == shown


@ALL
@pytest.mark.parametrize("value", [3308155508959001, b"3308155508959001", 1.5, ["a"]])
def test_values_of_another_type(make: Callable[..., Message], value: object) -> None:
    """A value of another type is a TypeError, whichever the field, and is not shown."""
    for field in attrs.fields(type(make())):
        with pytest.raises(
            TypeError, match=rf"^{field.name} takes a str or its own type, not "
        ) as caught:
            make(**{field.name: value})
        assert str(value) not in str(caught.value)


def test_numbers_of_the_other_kind() -> None:
    """A Nik and a NomorKK are `str`s of sixteen digits, and are taken as these."""
    assert make_ktp(nomor_kk=Nik("3308151508959001")).nomor_kk == "3308151508959001"
    assert type(make_ktp(nomor_kk=Nik("3308151508959001")).nomor_kk) is NomorKK
    assert refused(make_ktp, nik=NomorKK(KK)) == [("same-number", "nomor_kk", (0, 16))]
    assert refused(make_ktp, nomor_kk=Nik(NIK)) == [("same-number", "nomor_kk", (0, 16))]
    assert refused(make_sync, nik=KK, nomor_kk=Nik(NIK)) == [
        ("swapped-numbers", "nomor_kk", (0, 16))
    ]
    assert refused(make_sms, nama=Nik(NIK)) == [("no-letters", "nama", (0, 16))]


def test_numbers_against_each_other() -> None:
    """Of two equal numbers `same-number`, "else of a KK number that can only be a NIK" swapped."""
    assert refused(make_ktp, nik=KK) == [("same-number", "nomor_kk", (0, 16))]
    assert refused(make_sync, nik=NIK, nomor_kk=NIK) == [("same-number", "nomor_kk", (0, 16))]
    assert refused(make_sync, nik=KK, nomor_kk=NIK) == [("swapped-numbers", "nomor_kk", (0, 16))]
    unknown = "99" + KK[2:]
    assert refused(make_sync, nik=unknown, nomor_kk=unknown) == [
        ("unknown-province", "nik", (0, 2)),
        ("unknown-province", "nomor_kk", (0, 2)),
    ]
    assert refused(make_sync, nik="12", nomor_kk="12") == [
        ("wrong-length", "nik", (0, 2)),
        ("wrong-length", "nomor_kk", (0, 2)),
    ]


def test_equal_numbers_and_another_error() -> None:
    """An error of another field does not hide that the numbers are equal."""
    assert refused(make_ktp, nik=KK, alasan="Baru") == [
        ("same-number", "nomor_kk", (0, 16)),
        ("unknown-choice", "alasan", (0, 4)),
    ]


OTHER = "3308011705749337"


def test_name_and_nik_swapped() -> None:
    """A name and a NIK in each other's place are `swapped-fields`, told of both."""
    assert refused(make_sms, nama=NIK, nik="Siti Aminah") == [
        ("swapped-fields", "nama", (0, 16)),
        ("swapped-fields", "nik", (0, 11)),
    ]
    assert refused(make_ktp, alasan="Siti Aminah", nama="Hilang") == [
        ("unknown-choice", "alasan", (0, 11))
    ]
    assert refused(make_sms, nama=NIK) == [("no-letters", "nama", (0, 16))]
    assert refused(make_sms, nama=OTHER) == [("number-outside", "nama", (0, 16))]
    assert refused(make_sms, nik="Siti") == [("not-digits", "nik", (0, 4))]
    assert refused(make_sms, nama="081234567", nik="Siti") == [
        ("no-letters", "nama", (0, 9)),
        ("not-digits", "nik", (0, 4)),
    ]


def test_wrong_fields_that_are_not_swapped() -> None:
    """Digits in place of a name are not the number where digits stand in its place, too."""
    assert refused(make_ktp, nik="3308", nama=OTHER) == [
        ("wrong-length", "nik", (0, 4)),
        ("number-outside", "nama", (0, 16)),
    ]


def test_swapped_fields_and_others() -> None:
    """The errors of other fields are told beside them."""
    swapped = {"nik": "Siti Aminah", "nama": NIK}
    nik, nama = ("swapped-fields", "nik", (0, 11)), ("swapped-fields", "nama", (0, 16))
    kk = ("wrong-length", "nomor_kk", (0, 4))
    assert refused(make_ktp, **swapped) == [nik, nama]
    assert refused(make_ktp, **swapped, nomor_kk="3308") == [nik, kk, nama]


def test_too_long() -> None:
    """No record can exist whose text is longer than a message may be."""
    longest = 65_536 - len(sync(keperluan=""))

    message = make_sync(keperluan="y" * longest)
    assert len(message.text) == 65_536
    assert ktpmsg.parse(message.text, strict=True) == message
    (problem,) = ktpmsg.check(message.text + "y").problems
    assert problem.code == "too-long"
    assert "65.536" in problem.describe("id")
    assert "65,536" in problem.describe("en")
    assert refused(make_sync, keperluan="y" * (longest + 1)) == [("too-long", None, (0, 0))]
    assert refused(make_ktp, nama="A" * 70_000) == [("too-long", None, (0, 0))]
    assert refused(make_ktp, nik="3308", nama="A" * 70_000) == [
        ("wrong-length", "nik", (0, 4)),
    ]


def test_no_way_around() -> None:
    """An invalid record cannot exist: not by `evolve`, not by a missing value."""
    with pytest.raises(MessageError):
        attrs.evolve(make_ktp(), nik=KK)
    with pytest.raises(TypeError):
        Ktp(NIK, KK)  # type: ignore[call-arg]


# --- as values ---------------------------------------------------------------------------------


@ALL
def test_frozen_and_slotted(make: Callable[..., Message]) -> None:
    """Records are frozen and slotted, and may be referred to weakly."""
    message = make()

    for field in attrs.fields(type(message)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(message, field.name, getattr(message, field.name))
    with pytest.raises(AttributeError):
        message.new = 1  # type: ignore[union-attr]
    assert not hasattr(message, "__dict__")
    assert weakref.ref(message)() is message


@ALL
def test_read_and_made_are_of_one_class(make: Callable[..., Message]) -> None:
    """What is read is as frozen, and of the same class, as what is made by hand."""
    message = make()
    read = ktpmsg.parse(message.text)

    assert type(read) is type(message)
    assert read == message
    assert hash(read) == hash(message)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.nik = Nik(NIK)  # type: ignore[misc]


@given(record=records())
def test_pickled_and_copied(record: Message) -> None:
    """Records are hashable and picklable, and stay equal."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(record, protocol)) == record  # noqa: S301
    assert copy.copy(record) == copy.deepcopy(record) == record
    assert {record: 1}[attrs.evolve(record)] == 1


def test_equal_only_to_their_own_kind() -> None:
    """A record is equal to one of the same class and values, and to nothing else."""
    assert make_ktp() == make_ktp()
    assert make_ktp() != make_ktp(alasan="Rusak")
    others: list[object] = [make_sync(), KTP, None]
    assert all(make_ktp() != other for other in others)
    assert len({make_ktp(), make_ktp(), make_sync(), make_sms()}) == 3


@ALL
def test_have_no_order(make: Callable[..., Message]) -> None:
    """No request comes before another by its values."""
    with pytest.raises(TypeError):
        _ = make() < make()  # type: ignore[operator]


def test_evolve() -> None:
    """`attrs.evolve` makes another record, judged like any."""
    changed = attrs.evolve(make_ktp(), alasan="Rusak", nama=" Sri  ")

    assert (changed.alasan, changed.nama) == (Alasan.RUSAK, "Sri")
    assert changed.text == ktp(nama="Sri", alasan="Rusak")


def described(message: Message) -> str:
    """What a message asks for, by its kind."""
    match message:
        case Ktp(alasan=Alasan.HILANG, nik=Nik() as digits):
            return f"lost by {digits.digits}"
        case Ktp(alasan=reason):
            return str(reason)
        case Sinkronisasi(_, NomorKK(), purpose):
            return purpose
        case Disdukcapil(isi_sms=text):
            return text


def test_match() -> None:
    """Records are "usable in `match`", by position and by name."""
    assert described(make_ktp()) == f"lost by {NIK}"
    assert described(make_ktp(alasan="Rusak")) == "Rusak"
    assert described(make_sync()) == "BPJS Kesehatan"
    assert described(make_sms()) == "Sudah jadi?"


def test_message_is_the_three() -> None:
    """`Message` is `Ktp | Sinkronisasi | Disdukcapil`, also at run time."""
    assert all(isinstance(make(), Message) for make in MAKERS)
    assert not isinstance(KTP, Message)
    assert Message == Ktp | Sinkronisasi | Disdukcapil


def test_repr() -> None:
    """`repr` and `str` show regions and the choice, and no more."""
    shown = (
        "Ktp(nik='330815**********', nomor_kk='330815**********', nama='***', desa='***', "
        "kecamatan='***', alasan='Hilang')"
    )

    assert repr(make_ktp()) == str(make_ktp()) == f"{make_ktp()}" == shown
    assert repr(make_sms()) == "Disdukcapil(nama='***', nik='330815**********', isi_sms='***')"


# --- names and places --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "O",
        "Ai",
        "Nur'aini",
        "D\u2019Costa",
        "dr. R.A. Siti, S.Pd.",
        "Siti (alm.)",
        "I/II",
        "Anak-anak",
        "A & B",
        "M`arif",
        "\u00c9l\u00e0 \u0141uk",
        "Ti\u1ebfng",
        "Namaku",
        "Namara Siti",
        "12 Ilir",
        "\u00ff\u0180\u024f",
        "a" * 60,
    ],
)
def test_names_as_people_have_them(name: str) -> None:
    """Latin letters, spaces and `. , ' ’ ` - / ( ) &`; one letter is a name; case is kept."""
    assert make_ktp(nama=name).nama == name
    assert make_ktp(desa=name).desa == name


@pytest.mark.parametrize(
    ("name", "code", "at"),
    [
        ("12", "no-letters", (0, 2)),
        ("-", "no-letters", (0, 1)),
        ("Siti+Ani", "bad-characters", (4, 5)),
        ("Siti  \U0001f600\U0001f600 A", "bad-characters", (6, 8)),
        ("A\u00d7B", "bad-characters", (1, 2)),
        ("A\u00f7B", "bad-characters", (1, 2)),
        ("\u674e\u660e", "bad-characters", (0, 2)),
        ("\u0421iti", "mixed-script", (0, 1)),
        ("Siti \u674e", "mixed-script", (5, 6)),
        ("Siti\u0250", "mixed-script", (4, 5)),
        ("Siti \u674e\U0001f600 B!", "mixed-script", (5, 7)),
    ],
)
def test_no_names(name: str, code: str, at: tuple[int, int]) -> None:
    """At least one letter, and no letter or mark that is not listed."""
    assert refused(make_ktp, nama=name) == [(code, "nama", at)]
    assert refused(make_ktp, kecamatan=name) == [(code, "kecamatan", at)]


def notices(text: str) -> list[tuple[str, str | None, str]]:
    """Notices of a text that is right: code, field, and what it is about."""
    report = ktpmsg.check(text, today=TODAY)
    assert report.ok
    return [(p.code.value, p.field, text[slice(*p.span)]) for p in report.notices]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Budi 99", [("digits-in-name", "99")]),
        ("2 Budi 34", [("digits-in-name", "2")]),
        ("Budi 2", [("digits-in-name", "2")]),
        ("A" * 60, []),
        ("A" * 61, [("long-name", "A" * 61)]),
        ("9" + "A" * 60, [("digits-in-name", "9"), ("long-name", "9" + "A" * 60)]),
    ],
)
def test_odd_names(name: str, expected: list[tuple[str, str]]) -> None:
    """More than 60 characters and a name's digits are notices."""
    assert notices(sms(nama=name)) == [(code, "nama", at) for code, at in expected]


def test_digits_in_a_place() -> None:
    """A place may hold digits."""
    assert notices(ktp(desa="Blok 7")) == [("unknown-place", "desa", "Blok 7")]


def test_unknown_places() -> None:
    """A desa and kecamatan that the official list does not have "is a notice, never an error"."""
    report = ktpmsg.check(ktp(desa="Surodad", kecamatan="Candimulya"), today=TODAY)

    assert report.ok
    assert [(p.code.value, p.field, p.hint()) for p in report.notices] == [
        ("unknown-place", "desa", "Is Surodadi meant?"),
        ("unknown-place", "kecamatan", "Is Candimulyo meant?"),
    ]
    far = ktpmsg.check(ktp(desa="Qqqqqq"), today=TODAY)
    assert [(p.field, p.hint()) for p in far.notices] == [("desa", None)]
    assert notices(ktp(kecamatan="Zzzz")) == [("unknown-place", "kecamatan", "Zzzz")]


def test_places_where_no_list_is() -> None:
    """The regency of the KK number decides, else that of the NIK; without a list, nothing does."""
    kk = "339901" + KK[6:]

    assert notices(ktp(kk=kk)) == [("unknown-region", "nomor_kk", "3399")]
    assert ("unknown-place", "desa", "Surodad") in notices(ktp(kk=kk, desa="Surodad"))
    nik = "339901" + NIK[6:]
    assert [code for code, *_ in notices(ktp(nik=nik, kk=kk, desa="Q"))] == 2 * ["unknown-region"]


def test_notice_in_a_value_put_in_order() -> None:
    """Where white space was put in order, the whole field is meant."""
    assert notices(sms(nama="Budi   99")) == [("digits-in-name", "nama", "Budi   99")]


def test_notice_before_text_with_separators() -> None:
    """A `#` in free text is part of the text, and moves no notice of a field before it."""
    text = sync(kk="339901" + KK[6:], keperluan="BPJS anak #1 dan #2")

    assert notices(text) == [("unknown-region", "nomor_kk", "3399")]


# --- choices -----------------------------------------------------------------------------------


def test_what_a_choice_requires() -> None:
    """What each choice asks of the applicant "belongs to it", in each language."""
    assert [words.en for words in Alasan.HILANG.requires] == ["the police report of the loss"]
    assert [words.id for words in Alasan.HILANG.requires] == [
        "surat keterangan kehilangan dari kepolisian"
    ]
    assert Alasan.RUSAK.requires == Alasan.UBAH_DATA.requires
    assert "KTP lama" in Alasan.RUSAK.requires[0].id
    assert Alasan.PEMULA.requires == ()


def test_choices() -> None:
    """`alasan` is exactly one of four choices, by their published words."""
    assert [choice.value for choice in Alasan] == ["Pemula", "Hilang", "Rusak", "Ubah Data"]
    assert [sex.value for sex in Sex] == ["L", "P"]
    assert make_ktp(alasan="Pemula").alasan == "Pemula"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Hilang dan rusak", "several-choices"),
        ("Hilang/Rusak", "several-choices"),
        ("Rusak, bukan hilang", "several-choices"),
        ("Pemula Hilang", "several-choices"),
        ("Hilng Rusek", "several-choices"),
        ("Hilang atau ubah", "several-choices"),
        ("Rusak kehilangan", "several-choices"),
        ("Hilang, kerusakan", "several-choices"),
        ("Hilang, perubahan alamat", "several-choices"),
        ("Hilang, rubah alamat", "several-choices"),
        ("Tidak rusak", "unknown-choice"),
        ("Baru", "unknown-choice"),
        ("Hil", "unknown-choice"),
        ("Hlng", "unknown-choice"),
        ("Rsk", "unknown-choice"),
        ("x" * 300, "unknown-choice"),
        ("12", "unknown-choice"),
        ("Rusa\u212a", "not-nfc"),
        ("\u0397ilang", "mixed-script"),
        ("H\u0456lang", "mixed-script"),
    ],
)
def test_no_choice(value: str, code: str) -> None:
    """Several choices, words that are none, and letters of another script are errors."""
    assert ktpmsg.check(ktp(alasan=value), today=TODAY).ok is (code == "not-nfc")
    assert [found for found, *_ in refused(make_ktp, alasan=value)] == [code]


@pytest.mark.parametrize(
    ("typed", "off"),
    [
        ("Hilan", True),
        ("Hilangg", True),
        ("Hialng", True),
        ("Hilagn", True),
        ("Hulang", True),
        ("Hilang2", False),  # no letter
        ("Hlag", False),
        ("Hilangku", False),
        ("Ihlang", False),  # its first letter is right, or it is another word
        ("Gilang", False),
        ("Bilang", False),
        ("Semula", False),
        ("Pemuda", False),
    ],
)
def test_one_letter_off(typed: str, *, off: bool) -> None:
    """One letter wrong, missing, extra, or two swapped, where the first is right."""
    report = ktpmsg.check(ktp(alasan=typed), today=TODAY)

    assert [p.code.value for p in report.problems] == [
        "choice-spelling" if off else "unknown-choice"
    ]


def test_region_of_a_record() -> None:
    """The region is a value of the number."""
    assert make_ktp().nik.region == Region.of("330815")
    assert make_ktp(nik="339901" + NIK[6:]).nik.region is None
