"""NIK and KK number: what the digits say, and what makes them wrong."""

from __future__ import annotations

import calendar
import copy
import csv
import datetime
import io
import json
import pickle
import re
import string
import types

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import KK, NIK, TODAY, kks, niks

import ktpmsg
from ktpmsg import MessageError, Nik, NomorKK, Region, Sex
from ktpmsg.fields import identity

Kind = type[Nik] | type[NomorKK]
KINDS = pytest.mark.parametrize("kind", [Nik, NomorKK])
NAMES = {Nik: "nik", NomorKK: "nomor_kk"}


def found(kind: Kind, digits: str) -> list[tuple[str, tuple[int, int]]]:
    """Codes and spans of the problems of a number."""
    with pytest.raises(MessageError) as caught:
        kind(digits)
    assert caught.value.report is None
    assert {(p.field, p.severity) for p in caught.value.problems} == {(NAMES[kind], "error")}
    return [(p.code.value, p.span) for p in caught.value.problems]


# --- what is in it -----------------------------------------------------------------------------


def test_nik_of_a_woman() -> None:
    """Women's day of birth is written with 40 added; the REPL session of the contract."""
    nik = Nik(NIK)

    assert nik.digits == NIK
    assert nik.sex is Sex.FEMALE
    assert nik.sex.value == "P"
    assert nik.birth_date(TODAY) == datetime.date(1995, 8, 15)
    assert nik.serial == "9001"
    assert str(nik.region) == "Candimulyo, Kabupaten Magelang, Jawa Tengah"


def test_nik_of_a_man() -> None:
    """A man's day of birth stands as it is."""
    nik = Nik("3308151508959001")

    assert nik.sex is Sex.MALE
    assert nik.sex.value == "L"
    assert nik.birth_date(TODAY) == datetime.date(1995, 8, 15)


@pytest.mark.parametrize(
    ("day", "sex", "date"), [("01", "L", 1), ("31", "L", 31), ("41", "P", 1), ("71", "P", 31)]
)
def test_first_and_last_days(day: str, sex: str, date: int) -> None:
    """A NIK's day is 01-31 or 41-71."""
    nik = Nik(f"330815{day}01959001")

    assert (nik.sex.value, nik.birth_date(TODAY).day) == (sex, date)


def test_nomor_kk() -> None:
    """Region of issue, date of recording, serial; nothing is added to the day."""
    kk = NomorKK(KK)

    assert kk.digits == KK
    assert kk.issue_date(TODAY) == datetime.date(2007, 3, 12)
    assert kk.serial == "9004"
    assert kk.region == Region.of("330815")


@pytest.mark.parametrize(
    ("date", "today", "expected"),
    [
        ("231126", "2026-11-23", "2026-11-23"),  # born today
        ("241126", "2026-11-23", "1926-11-24"),  # tomorrow: a hundred years ago
        ("290200", "2026-11-23", "2000-02-29"),
        ("290200", "2000-02-28", "1600-02-29"),  # 1900 had none
        ("290296", "2026-11-23", "1996-02-29"),
        ("010100", "1999-12-31", "1900-01-01"),
        ("311299", "2026-11-23", "1999-12-31"),
        ("010100", "2001-01-01", "2000-01-01"),  # early in a century
        ("010105", "0105-01-01", "0105-01-01"),
        ("010105", "0104-12-31", "0005-01-01"),
    ],
)
def test_dates_are_the_latest_that_fit(date: str, today: str, expected: str) -> None:
    """Dates "are the latest that fit the two-digit year and are not after `today`"."""
    day = datetime.date.fromisoformat(today)

    assert NomorKK(f"330815{date}9001").issue_date(day).isoformat() == expected
    assert Nik(f"330815{date}9001").birth_date(day).isoformat() == expected
    woman = f"{int(date[:2]) + 40}{date[2:]}"
    assert Nik(f"330815{woman}9001").birth_date(day).isoformat() == expected


@pytest.mark.parametrize("date", ["010106", "290204"])
def test_no_date_before_today(date: str) -> None:
    """Where there is no such date at all, asking for it is a ValueError."""
    with pytest.raises(ValueError, match=r"^no such date on or before `today`$"):
        Nik(f"330815{date}9001").birth_date(datetime.date(4, 1, 1))
    with pytest.raises(ValueError, match=r"^no such date on or before `today`$"):
        NomorKK(f"330815{date}9001").issue_date(datetime.date(4, 1, 1))


def test_the_real_day_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """`today=None` means the real one; only inside can another day be put in its place."""
    latest = Nik(f"330815{datetime.date.today():%d%m%y}9001")  # noqa: DTZ011 - what it has to be
    assert latest.birth_date() == datetime.date.today()  # noqa: DTZ011
    monkeypatch.setattr(identity, "current_day", lambda: datetime.date(1990, 1, 1))

    assert Nik(NIK).birth_date() == datetime.date(1895, 8, 15)
    assert NomorKK(KK).issue_date() == datetime.date(1907, 3, 12)


def test_midnight_is_noticed_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The calendar is looked at once for all that is read in a minute, and again in the next.

    (Only inside can the clock be turned.)
    """
    minutes: list[float] = []
    monkeypatch.setattr(identity, "_day_in", minutes.append)
    for second in (0.5, 59.9, 60.0):
        monkeypatch.setattr(identity, "time", types.SimpleNamespace(time=lambda now=second: now))
        identity.current_day()

    assert minutes == [0, 0, 1]


@given(digits=niks())
def test_every_nik_has_all_of_it(digits: str) -> None:
    """The parts of a NIK are its digits, and its date is a day that its digits can mean."""
    nik = Nik(digits)
    born = nik.birth_date(TODAY)

    assert born <= TODAY
    assert digits[:6] + digits[6:12] + nik.serial == digits
    day = int(digits[6:8]) - 40 * (nik.sex is Sex.FEMALE)
    assert f"{day:02}{digits[8:12]}" == f"{born:%d%m%y}"
    assert nik.region == Region.of(digits[:6])


@given(digits=kks())
def test_every_kk_has_all_of_it(digits: str) -> None:
    """The parts of a KK number are its digits."""
    kk = NomorKK(digits)

    assert kk.issue_date(TODAY) <= TODAY
    assert digits[6:12] == f"{kk.issue_date(TODAY):%d%m%y}"
    assert kk.serial == digits[12:]


# --- as values ---------------------------------------------------------------------------------


@KINDS
def test_data_is_data(kind: Kind) -> None:
    """They "compare, hash, sort, slice, join, and serialise as those digits"."""
    one, later = kind(KK), kind("3308151203079005")
    plain: str = KK

    assert one == kind(KK) == plain == (NomorKK if kind is Nik else Nik)(KK)
    assert hash(one) == hash(KK)
    assert isinstance(one, str)
    seen: dict[str, int] = {one: 1}
    assert seen[plain] == 1
    assert len({one, kind(KK), plain, later}) == 2
    assert one != later
    assert (one < later, one < "3", sorted([later, one])) == (True, False, [one, later])
    assert (one[:6], one[-4:], len(one), one.startswith("3308")) == ("330815", "9004", 16, True)
    assert ",".join(sorted({one, later})) == f"{KK},3308151203079005"
    assert "NIK " + one == f"NIK {KK}"
    assert json.dumps({"it": one}) == f'{{"it": "{KK}"}}'
    written = io.StringIO()
    csv.writer(written).writerow([one, 1])
    assert written.getvalue() == f"{KK},1\r\n"
    assert (one.digits, type(one.digits), type(one[:6])) == (KK, str, str)
    assert one.encode() == KK.encode()


@KINDS
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_frozen_and_copied(kind: Kind, protocol: int) -> None:
    """A number cannot be changed, and survives copying and pickling by every protocol."""
    one = kind(KK)

    for attribute in ("digits", "name", "new"):
        with pytest.raises(AttributeError):
            setattr(one, attribute, NIK)
    assert not hasattr(one, "__dict__")
    for same in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one, protocol))):  # noqa: S301
        assert same == one
        assert type(same) is kind
        assert same.digits == KK


@KINDS
def test_shows_the_region_alone(kind: Kind) -> None:
    """What shows it to people is masked: "`str()`, `repr()`, `format()`, f-strings, `%s`"."""
    number = kind(KK)
    shown = "330815**********"

    assert str(number) == f"{number}" == f"{number!s}" == format(number) == shown
    assert "%s" % number == string.Template("$n").substitute(n=number) == shown  # noqa: UP031
    assert f"{number:>18}" == "  " + shown
    assert repr(number) == f"{number!r}" == f"{kind.__name__}('{shown}')"
    assert str([number]) == f"[{number!r}]"


@KINDS
@pytest.mark.parametrize("value", [3308151203079004, None, b"3308151203079004", 3.3])
def test_takes_a_str(kind: Kind, value: object) -> None:
    """What is no `str` is a TypeError, and is not shown in it."""
    name = type(value).__name__
    with pytest.raises(
        TypeError, match=rf"^{kind.__name__} takes its digits as a str, not {name}$"
    ):
        kind(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=rf"^{kind.__name__}.parse takes a str, not {name}$"):
        kind.parse(value)  # type: ignore[arg-type]


@KINDS
def test_of_a_number(kind: Kind) -> None:
    """A number is a `str` of its digits wherever one is taken."""
    assert kind(Nik(KK)) == kind(NomorKK(KK)) == kind(KK)
    assert kind.parse(Nik(KK)) == kind(KK)


@KINDS
@pytest.mark.parametrize(
    "typed",
    [
        KK,
        f" {KK}\n",
        "3308 1512 0307 9004",
        "33.08.15.120307.9004",
        f"'{KK}",
        f"{KK}.",
        f'"{KK}"',
        f"{KK[:8]}\u200b{KK[8:]}",
        "".join(chr(0xFF10 + int(digit)) for digit in KK),
    ],
)
def test_read_as_a_field_is(kind: Kind, typed: str) -> None:
    """`Nik.parse` "reads one number as a field of a message is read"."""
    assert kind.parse(typed) == KK
    assert type(kind.parse(typed)) is kind
    if typed.strip() == KK:
        assert kind.parse(typed, strict=True) == KK
        return
    with pytest.raises(MessageError) as caught:
        kind.parse(typed, strict=True)
    assert {p.severity for p in caught.value.problems} == {"error"}
    assert all(0 <= p.span[0] <= p.span[1] <= len(typed) for p in caught.value.problems)


def test_read_with_its_label() -> None:
    """The name of the field may stand before it."""
    assert Nik.parse(f"NIK: {NIK}") == NIK
    assert NomorKK.parse(f"No. KK = {KK}") == KK
    for kind, typed in ((Nik, f"No. KK = {KK}"), (NomorKK, f"NIK: {NIK}")):
        with pytest.raises(MessageError):
            kind.parse(typed)


@KINDS
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty-field"),
        (KK[1:], "wrong-length"),
        (f"{KK[:-1]} 5 6", "not-digits"),
        ("3308151203O79004", "not-digits"),
        ("3,30815E+15", "spreadsheet-number"),
        (f"~{KK}~", "struck-out"),
        (f"{KK}\n{NIK}", "two-numbers"),
    ],
)
def test_not_read(kind: Kind, typed: str, code: str) -> None:
    """What is no number is a MessageError with spans in the text, and no report."""
    with pytest.raises(MessageError) as caught:
        kind.parse(typed)
    assert [(p.code.value, p.field) for p in caught.value.problems if p.severity == "error"] == [
        (code, NAMES[kind])
    ]
    assert caught.value.report is None


# --- what makes it wrong -----------------------------------------------------------------------

WRITTEN = [
    ("", "wrong-length"),
    ("330815550895900", "wrong-length"),
    ("33081555089590011", "wrong-length"),
    ("1", "wrong-length"),
    ("1" * 25, "wrong-length"),
    ("33081555O8959001", "not-digits"),
    (" 3308155508959001", "not-digits"),
    ("3308 1555 0895 9001", "not-digits"),
    ("330815550895900\u00b2", "not-digits"),
    ("\uff13" * 16, "not-digits"),
    ("-330815550895900", "not-digits"),
    ("x", "not-digits"),
    ("330815******9001", "masked-number"),
    ("330815**********", "masked-number"),
    ("330815xxxxxx9001", "masked-number"),
    ("330815XXXXXXXXXX", "masked-number"),
    ("330815\u2022\u2022\u2022\u2022\u2022\u20229001", "masked-number"),
    ("330815...", "masked-number"),
    ("330815\u2026", "masked-number"),
    ("330815\u20269001", "masked-number"),
    ("330815**\u20269001", "masked-number"),
    ("330815\u2026\u2026", "masked-number"),
    ("***", "masked-number"),
    ("330815**55089001", "not-digits"),  # two are a slip of the finger
    ("3.30802E+15", "spreadsheet-number"),
    ("3,30802E+15", "spreadsheet-number"),
    ("3.30802e15", "spreadsheet-number"),
    ("3308155508959001.0", "spreadsheet-number"),
    ("3308155508959001,00", "spreadsheet-number"),
    ("3308155508959001.000", "not-digits"),
    (f"{NIK}{KK}", "two-numbers"),
    (f"{NIK} {KK}", "two-numbers"),
    (f"{NIK}/{KK}", "two-numbers"),
    (f"{NIK} dan {KK}", "two-numbers"),
    (f"x{NIK}{KK}", "two-numbers"),
    (f"{NIK} (081234567890)", "two-numbers"),
    (f"{NIK} 081234567890", "two-numbers"),
    (f"{NIK} 0812345678", "two-numbers"),
    (f"{NIK}/0812345678", "two-numbers"),
    (f"{NIK}{'/' * 174}0812345678", "two-numbers"),
    (f"{NIK}{'/' * 175}0812345678", "not-digits"),  # nobody looks further than 200 characters
    (f"{NIK} 081234567", "not-digits"),
    (f"{NIK} 12345", "not-digits"),
    ("9" * 70_000, "wrong-length"),
    ("y" * 70_000, "not-digits"),
]


@KINDS
@pytest.mark.parametrize(("value", "code"), WRITTEN, ids=range(len(WRITTEN)))
def test_how_it_is_written(kind: Kind, value: str, code: str) -> None:
    """The first that applies: "masked; spreadsheet; two numbers; not digits; wrong length"."""
    assert found(kind, value) == [(code, (0, len(value)))]


@KINDS
@pytest.mark.parametrize("char", "*＊xX•●∙·._?-…")
def test_what_digits_are_hidden_with(kind: Kind, char: str) -> None:
    """Whichever character it is, somebody hid the digits rather than mistyped them."""
    assert found(kind, f"330815{char * 6}9001") == [("masked-number", (0, 16))]
    assert found(kind, f"330815{char * 3}") == [("masked-number", (0, 9))]


@KINDS
@pytest.mark.parametrize("char", " .\t\r\n-‐‑‒–—−")
def test_two_numbers_in_groups(kind: Kind, char: str) -> None:
    """Two numbers are two however their digits are grouped."""
    value = char.join(re.findall("[0-9]{4}", NIK + KK))

    assert found(kind, value) == [("two-numbers", (0, len(value)))]


@KINDS
@pytest.mark.parametrize("count", [1, 15, 17])
def test_how_many_digits_there_are(kind: Kind, count: int) -> None:
    """A number of another length is told with its length."""
    with pytest.raises(MessageError) as caught:
        kind("1" * count)

    digits = f"{count} digit{'s' * (count > 1)}"
    name = {Nik: "a NIK", NomorKK: "a KK number"}[kind]
    assert str(caught.value) == f"1 error: {NAMES[kind]}: {digits}, and {name} has 16"


@KINDS
@pytest.mark.parametrize(
    ("value", "letter_o"),
    [
        ("33081555O8959001", True),
        ("33o8155508959oo1", True),
        ("33081555OOOOOOOO", True),
        ("33081555O", True),
        ("3308155O", False),  # less than half of the digits
        ("OOOOOOOOOOOOOOOO", False),
        ("33081555A8959001", False),
        ("33081555O895900I", False),
        ("\uff13\uff13\uff10\uff18\uff11\uff15\uff15\uff15O", False),
    ],
)
def test_the_letter_o_for_a_zero(kind: Kind, value: str, *, letter_o: bool) -> None:
    """It is asked for, where the rest are digits, at least half as many as there should be."""
    with pytest.raises(MessageError) as caught:
        kind(value)

    hint = caught.value.problems[0].hint()
    assert (hint == "Is the digit 0 meant?") == letter_o


@KINDS
@pytest.mark.parametrize(
    "province", ["00", "10", "20", "30", "38", "50", "54", "70", "83", "90", "97", "99"]
)
def test_unknown_province(kind: Kind, province: str) -> None:
    """An error: "province not one of the 38"."""
    assert found(kind, province + KK[2:]) == [("unknown-province", (0, 2))]


@KINDS
def test_thirty_eight_provinces(kind: Kind) -> None:
    """Every other province is one of the 38."""
    known = 0
    for province in range(100):
        try:
            kind(f"{province:02}0101{KK[6:]}")
        except MessageError:
            continue
        known += 1

    assert known == 38


@KINDS
@pytest.mark.parametrize(
    "date",
    [
        "000195",
        "320195",
        "400195",
        "010095",
        "011395",
        "300295",
        "310495",
        "310695",
        "310995",
        "311195",
        "290295",
        "290299",
    ],
)
def test_impossible_date(kind: Kind, date: str) -> None:
    """An error: a day or month that there is not, or a "date impossible in both centuries"."""
    assert found(kind, f"330815{date}9001") == [("impossible-date", (6, 12))]


@pytest.mark.parametrize("date", ["720195", "400195", "990195", "690295", "710495", "410095"])
def test_impossible_date_of_a_woman(date: str) -> None:
    """A woman's day is an error where it would be without the 40, or no day at all."""
    assert found(Nik, f"330815{date}9001") == [("impossible-date", (6, 12))]


@KINDS
@pytest.mark.parametrize("date", ["290200", "290204", "290296", "310195", "300495", "280295"])
def test_possible_dates(kind: Kind, date: str) -> None:
    """What one of two centuries had is possible: "29 Feb 00 is possible"."""
    digits = f"330815{date}9001"

    assert kind(digits).digits[6:12] == date


@KINDS
@pytest.mark.parametrize("month", range(1, 13))
def test_days_of_every_month(kind: Kind, month: int) -> None:
    """Each month has its days, February 29 of them in a leap year, and no more."""
    last = calendar.monthrange(1996, month)[1]

    assert kind(f"330815{last}{month:02}969001").digits[6:8] == str(last)
    assert found(kind, f"330815{last + 1}{month:02}969001") == [("impossible-date", (6, 12))]


@KINDS
def test_zero_serial(kind: Kind) -> None:
    """An error: serial `0000`; `0001` is the first."""
    assert found(kind, KK[:12] + "0000") == [("zero-serial", (12, 16))]
    assert kind(KK[:12] + "0001").serial == "0001"


@pytest.mark.parametrize(
    ("day", "code"),
    [("41", "swapped-numbers"), ("71", "swapped-numbers"), ("72", "impossible-date")],
)
def test_kk_that_is_a_nik(day: str, code: str) -> None:
    """A KK number's day of 41-71 "looks like a NIK: swapped?"."""
    span = (0, 16) if code == "swapped-numbers" else (6, 12)

    assert found(NomorKK, f"330815{day}01959001") == [(code, span)]


def test_kk_dated_as_no_woman_can_be() -> None:
    """Only what can be a NIK is one of another field: 31 April is nobody's birthday."""
    assert found(NomorKK, "3308157104959001") == [("impossible-date", (6, 12))]
    assert found(NomorKK, "3308156902959001") == [("impossible-date", (6, 12))]


@KINDS
def test_province_date_and_serial_together(kind: Kind) -> None:
    """Of one number, "then, together, province, date and serial"."""
    assert found(kind, "9908153201950000") == [
        ("unknown-province", (0, 2)),
        ("impossible-date", (6, 12)),
        ("zero-serial", (12, 16)),
    ]


def read(kind: Kind, digits: str) -> bool:
    """Whether a message with these digits in the field is read as published, with the number."""
    text = sinkronisasi(nik=digits) if kind is Nik else sinkronisasi(kk=digits)
    message = ktpmsg.check(text, strict=True, today=TODAY).message
    if message is None:
        return False
    assert isinstance(message, ktpmsg.Sinkronisasi)
    number = message.nik if kind is Nik else message.nomor_kk
    assert (number, type(number)) == (digits, kind)
    return True


def made(kind: Kind, digits: str) -> bool:
    """Whether there is such a number."""
    try:
        kind(digits)
    except MessageError:
        return False
    return True


@KINDS
@pytest.mark.parametrize("at", range(16))
def test_a_message_has_digits_alone(kind: Kind, at: int) -> None:
    """Where a digit is hidden, or is one of another script, nothing is as published."""
    for char in ("X", "*", "\uff13"):
        assert not read(kind, KK[:at] + char + KK[at + 1 :])


@KINDS
@settings(max_examples=50)
@given(digits=st.from_regex(re.compile("[0-9]{16}"), fullmatch=True))
def test_a_message_has_what_can_be_made(kind: Kind, digits: str) -> None:
    """A message with a number is read exactly where the number can be made by itself."""
    assert read(kind, digits) is made(kind, digits)


@KINDS
@settings(max_examples=50)
@given(digits=kks(), at=st.integers(0, 15), new=st.sampled_from("0123456789"))
def test_a_message_has_what_can_be_made_nearly_right(
    kind: Kind, digits: str, at: int, new: str
) -> None:
    """The same, one digit off a right one."""
    digits = digits[:at] + new + digits[at + 1 :]
    assert read(kind, digits) is made(kind, digits)


@KINDS
def test_every_date_and_province(kind: Kind) -> None:
    """The same of each day, month and province that two digits can say."""
    pairs = [f"{pair:02}" for pair in range(100)]
    digits = [f"{one}08150101019001" for one in pairs]
    digits += [f"330815{one}{month:02}009001" for one in pairs for month in range(14)]
    digits += [f"330815{one}02{other}9001" for one in ("29", "69") for other in pairs]
    odd = [d for d in digits if read(kind, d) is not made(kind, d)]
    assert odd == []


# --- what may be right all the same ------------------------------------------------------------


def noticed(text: str, *, today: datetime.date = TODAY) -> list[tuple[str, str | None, str]]:
    """Code and field of each notice, and what it is about."""
    report = ktpmsg.check(text, strict=True, today=today)
    assert report.ok
    return [(p.code.value, p.field, report.text[slice(*p.span)]) for p in report.notices]


def sinkronisasi(nik: str = NIK, kk: str = KK) -> str:
    """A message whose numbers alone are of interest."""
    return f"#SINKRONISASI#{nik}#{kk}#BPJS"


@pytest.mark.parametrize(
    ("region", "notices"),
    [
        ("330815", []),
        ("910101", []),  # a former code "is no problem at all"
        ("641002", [("inferred-region", "6410")]),
        ("330899", [("unknown-region", "330899")]),
        ("339901", [("unknown-region", "3399")]),
    ],
)
def test_region_notices(region: str, notices: list[tuple[str, str]]) -> None:
    """An unknown region is a notice, "since numbers outlive the table"."""
    for text, field in (
        (sinkronisasi(nik=region + NIK[6:]), "nik"),
        (sinkronisasi(kk=region + KK[6:]), "nomor_kk"),
    ):
        assert noticed(text) == [(code, field, digits) for code, digits in notices]


@pytest.mark.parametrize(
    ("region", "words"),
    [
        ("641002", "an old code, in no official table (regency)"),
        ("332214", "an old code, in no official table (district)"),
        ("330899", "no district with this code is known"),
        ("339901", "no regency with this code is known"),
    ],
)
def test_region_notices_name_the_level(region: str, words: str) -> None:
    """They say which part of the code it is."""
    report = ktpmsg.check(sinkronisasi(nik=region + NIK[6:]), today=TODAY)

    assert [problem.describe() for problem in report.notices] == [words]


def test_regions_may_differ() -> None:
    """NIK and KK regions "may differ (people move): not even a notice"."""
    assert noticed(sinkronisasi(nik="650401" + NIK[6:])) == []


@pytest.mark.parametrize(
    ("date", "odd"),
    [
        ("010196", False),
        ("311295", True),
        ("010195", True),
        ("231126", False),  # today
        ("241126", True),  # tomorrow, or in 1926
        ("010100", False),
    ],
)
def test_implausible_date_of_a_kk(date: str, *, odd: bool) -> None:
    """A notice: a KK number "dated in the future or before 1996"."""
    expected = [("implausible-date", "nomor_kk", date)] if odd else []

    assert noticed(sinkronisasi(kk=f"330815{date}9004")) == expected


@pytest.mark.parametrize(
    ("date", "odd"),
    [
        ("231110", False),
        ("241110", True),
        ("221110", False),
        ("011210", True),
        ("010125", True),
        ("641110", True),
        ("631110", False),
    ],
)
def test_under_age(date: str, *, odd: bool) -> None:
    """A notice "in a `Ktp`: under 16"; the sixteenth birthday is enough."""
    text = f"#KTP#330815{date}9001#{KK}#Siti#Surodadi#Candimulyo#Pemula"

    assert noticed(text) == ([("under-age", "nik", date)] if odd else [])
    assert noticed(sinkronisasi(nik=f"330815{date}9001")) == []


def test_no_calendar_before_the_number() -> None:
    """On a day that no date fits, a KK number is implausible and nobody is under age."""
    day = datetime.date(4, 1, 1)
    text = f"#KTP#3308150101069001#{KK}#Siti#Surodadi#Candimulyo#Pemula"

    assert noticed(text, today=day) == [("implausible-date", "nomor_kk", KK[6:12])]


def test_what_is_no_sex() -> None:
    """What is neither letter is a ValueError, which does not quote it."""
    with pytest.raises(ValueError, match=r"^a Sex is L or P$"):
        ktpmsg.Sex("Siti")
