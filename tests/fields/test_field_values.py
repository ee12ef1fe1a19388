"""`Nik` and `NomorKK` as values: data is data, display is masked."""

from __future__ import annotations

import copy
import csv
import datetime
import io
import json
import logging
import pickle
import pprint
import reprlib
import string
import typing

import pytest
from making import KK, NIK

from ktpmsg.fields import identity
from ktpmsg.fields.identity import EXAMPLES, Nik, NomorKK, Number, Sex
from ktpmsg.fields.numbers import masked
from ktpmsg.problems import MessageError

MASK = "330815**********"
KINDS = pytest.mark.parametrize("kind", [Nik, NomorKK])
TODAY = datetime.date(2026, 11, 23)


class Special(Nik):
    """Somebody's own NIK."""


def test_data_is_data() -> None:
    """The methods of `str` and all that takes its content give the digits."""
    nik = Nik(NIK)

    assert isinstance(nik, str)
    assert nik == NIK
    assert nik in {NIK, KK}
    assert hash(nik) == hash(NIK)
    same: str = NomorKK(KK)
    assert Nik(KK) == same
    assert len({nik, NomorKK(KK)}) == 2
    assert sorted([nik, Nik(KK)]) == [KK, NIK]
    assert "-".join(iter([nik, nik])) == f"{NIK}-{NIK}"
    assert nik + "" == "" + nik == NIK
    assert nik[:6] == "330815"
    assert nik[::1] == NIK
    assert nik.encode() == bytes(nik, "ascii") == NIK.encode()
    assert nik.startswith("3308")
    assert nik.strip() == NIK
    assert json.dumps({nik: nik}) == f'{{"{NIK}": "{NIK}"}}'
    ones: dict[str, int] = {nik: 1}
    assert ones[NIK] == 1
    for data in (nik.digits, nik + "", nik[:], nik.serial):
        assert type(data) is str
    out = io.StringIO()
    csv.writer(out).writerow([nik])
    assert out.getvalue().strip() == NIK
    assert int(nik) == int(NIK)
    assert nik.digits == NIK


def test_display_is_masked(capsys: pytest.CaptureFixture[str]) -> None:
    """What shows a number to people shows the region alone."""
    nik = Nik(NIK)

    shown = [
        str(nik),
        f"{nik}",
        f"{nik!s}",
        format(nik),
        "%s" % nik,  # noqa: UP031 - is what is asked
        f"{nik}",
        string.Template("$n").substitute(n=nik),
        nik.__rich__(),
        logging.LogRecord("", 0, "", 0, "%s", (nik,), None).getMessage(),
    ]
    assert shown == [MASK] * len(shown)
    assert f"{nik:>18}|{nik:.6}" == f"  {MASK}|330815"
    for text in (repr(nik), f"{nik!r}", f"{nik!a}", reprlib.repr(nik), pprint.pformat(nik)):
        assert text == f"Nik({MASK!r})"
    assert pprint.pformat([nik]) == f"[Nik({MASK!r})]"
    print(nik)  # noqa: T201 - is what is asked
    assert capsys.readouterr().out == f"{MASK}\n"
    none: dict[str, int] = {}
    with pytest.raises(KeyError) as caught:
        none[nik]
    assert NIK not in str(caught.value)


@pytest.mark.parametrize("kind", [Nik, NomorKK, Special])
def test_copied_and_pickled(kind: type[Number]) -> None:
    """Every pickle protocol and copy keeps the class and the digits."""
    one = kind(KK)
    same = [copy.copy(one), copy.deepcopy(one), *copy.deepcopy([one])]
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    same += [pickle.loads(pickle.dumps(one, protocol)) for protocol in protocols]  # noqa: S301

    for other in same:
        assert type(other) is kind
        assert other.digits == KK


@KINDS
def test_cannot_be_changed(kind: type[Number]) -> None:
    """A number has no `__dict__`, and nothing of it can be set."""
    one = kind(KK)

    assert not hasattr(one, "__dict__")
    for attribute in ("digits", "serial", "new"):
        with pytest.raises(AttributeError):
            setattr(one, attribute, NIK)


@KINDS
@pytest.mark.parametrize("value", [3308151203079004, None, b"3308151203079004", 3.3, []])
def test_takes_a_str(kind: typing.Any, value: object) -> None:
    """What is no `str` is a TypeError, and is not shown in it."""
    for take in (kind, kind.parse):
        with pytest.raises(TypeError, match=r"takes (its digits as )?a str, not \w+$") as caught:
            take(value)
        assert "3308" not in str(caught.value)


class Shown(str):
    """A `str` that shows something else."""

    __slots__ = ()

    def __str__(self) -> str:
        return "0"


def test_takes_the_content_of_a_str() -> None:
    """A `str` subclass, a number too, is read as the plain `str` that it contains."""
    assert Nik(Shown(NIK)).digits == Nik.parse(Shown(NIK)).digits == NIK
    assert NomorKK(Nik(KK)).digits == NomorKK.parse(Nik(KK)).digits == KK


@KINDS
def test_strict(kind: type[Number]) -> None:
    """`Nik(text)` repairs nothing; the example of our replies is taken, as the contract says."""
    with pytest.raises(MessageError) as caught:
        kind(f" {KK}")
    assert [(p.code.value, p.field, p.span) for p in caught.value.problems] == [
        ("not-digits", kind._name, (0, 17))
    ]
    assert caught.value.report is None
    assert kind(EXAMPLES[1]).digits == EXAMPLES[1]


WRONG = [
    (Nik, "330815550895900", [("wrong-length", (0, 15))]),
    (Nik, "", [("wrong-length", (0, 0))]),
    (Nik, "9908155508959001", [("unknown-province", (0, 2))]),
    (
        Nik,
        "9908153208950000",
        [("unknown-province", (0, 2)), ("impossible-date", (6, 12)), ("zero-serial", (12, 16))],
    ),
    (Nik, "3308152902019001", [("impossible-date", (6, 12))]),
    (Nik, "3308157202019001", [("impossible-date", (6, 12))]),
    (NomorKK, NIK, [("swapped-numbers", (0, 16))]),
    (NomorKK, "3308153203079004", [("impossible-date", (6, 12))]),
]


@pytest.mark.parametrize(("kind", "digits", "expected"), WRONG)
def test_wrong(kind: type[Number], digits: str, expected: list[typing.Any]) -> None:
    """What the digits say is told together; how they are written comes before."""
    with pytest.raises(MessageError) as caught:
        kind(digits)
    assert [(p.code.value, p.span) for p in caught.value.problems] == expected


def test_parse() -> None:
    """`parse` reads one number as a field of a message is read."""
    assert Nik.parse("NIK: 3308 1555 0895 9001").digits == NIK
    assert type(NomorKK.parse(f"\u200bNo. KK = {KK}")) is NomorKK
    assert type(Special.parse(NIK)) is Special
    assert Nik.parse(NIK, strict=True).digits == NIK
    with pytest.raises(MessageError) as caught:
        Nik.parse("\u200bNIK: 3308 1555 0895 9001", strict=True)
    assert [(p.code.value, p.severity) for p in caught.value.problems] == [
        ("invisible-character", "error"),
        ("label", "error"),
        ("number-format", "error"),
    ]
    for text, code in [
        ("", "empty-field"),
        ("NIK", "template-unfilled"),
        (EXAMPLES[0], "template-unfilled"),
    ]:
        with pytest.raises(MessageError) as caught:
            Nik.parse(text)
        assert [p.code.value for p in caught.value.problems] == [code]


def test_what_it_says() -> None:
    """Region, serial, sex and dates."""
    nik, kk = Nik(NIK), NomorKK(KK)

    assert str(nik.region) == "Candimulyo, Kabupaten Magelang, Jawa Tengah"
    assert (nik.serial, nik.sex, nik.birth_date(TODAY)) == (
        "9001",
        Sex.FEMALE,
        datetime.date(1995, 8, 15),
    )
    assert Nik(KK).sex is Sex.MALE
    assert kk.issue_date(TODAY) == datetime.date(2007, 3, 12)
    assert Nik("3308152902009001").birth_date(datetime.date(2000, 2, 28)).year == 1600
    assert Nik("3308150101009001").birth_date(datetime.date(1999, 12, 31)) == datetime.date(
        1900, 1, 1
    )
    with pytest.raises(ValueError, match="no such date"):
        kk.issue_date(datetime.date(4, 1, 1))
    assert nik.birth_date() <= identity.current_day()


def test_plausible_dates() -> None:
    """A date in the future, or none at all, is no date of issue."""
    assert identity.may_be_issued("120307", TODAY)
    assert not identity.may_be_issued("010195", TODAY)
    assert not identity.may_be_issued("120307", datetime.date(4, 1, 1))
    assert identity.is_of_age("550810", TODAY)
    assert not identity.is_of_age("231112", TODAY)
    assert identity.is_of_age("231110", TODAY)
    assert identity.is_of_age("010106", datetime.date(4, 1, 1))


@pytest.mark.parametrize("look_up", [Sex, lambda name: Sex[name]])
def test_look_up_quotes_nothing(look_up: typing.Any) -> None:
    """A look-up of a sex that fails quotes nothing, also not as the cause."""
    with pytest.raises((ValueError, KeyError)) as caught:
        look_up("Siti")
    assert "Siti" not in repr(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None
    assert Sex["MALE"] is Sex.MALE


def test_type_hints() -> None:
    """`typing.get_type_hints` works for the classes and their methods."""
    for kind in (Nik, NomorKK, Number):
        typing.get_type_hints(kind)
        typing.get_type_hints(kind.parse)
        typing.get_type_hints(kind.__new__)
    assert typing.get_type_hints(Nik.birth_date)["return"] is datetime.date


def test_public_names() -> None:
    """Tab completion offers, beyond the methods of `str`, what is public."""
    names = {name for name in dir(Nik) if not name.startswith("_")} - set(dir(str))
    assert names == {"digits", "region", "serial", "sex", "birth_date", "parse"}


def test_mask() -> None:
    """The first six digits, the rest as stars."""
    assert masked("330815") == "330815"
    assert masked(NIK[:8]) == "330815**"
