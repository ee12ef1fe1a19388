"""Data is data, display is masked: what the standard library makes of numbers and records.

What other libraries make of them, `integrations/test_data.py` shows.
"""

from __future__ import annotations

import copy
import csv
import email.message
import gc
import html
import io
import json
import logging
import operator
import os
import pathlib
import pickle
import pprint
import re
import sqlite3
import string
import sys
import types
import urllib.parse
import weakref
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from people import KK, KTP, NIK, SMS, SYNC

import ktpmsg
import ktpmsg.integrations
from ktpmsg import Alasan, Disdukcapil, Ktp, MessageError, Nik, NomorKK, Region, Sinkronisasi

if TYPE_CHECKING:
    from collections.abc import Callable

BUDI = "3308151708909002"  # of the same district
MASK = "330815**********"
ONE, OTHER = Nik(NIK), Nik(BUDI)
TEXTS = [KTP, SYNC, SMS]


# --- numbers as data ---------------------------------------------------------------------------


def test_a_number_is_its_digits() -> None:
    """It compares, hashes, sorts, slices and joins as they do."""
    assert ONE == NIK
    assert hash(ONE) == hash(NIK)
    assert {NIK: "Siti"}[ONE] == "Siti"
    assert {ONE, OTHER} == {NIK, BUDI}
    assert sorted([ONE, OTHER, NomorKK(KK)]) == sorted([NIK, BUDI, KK])
    assert (ONE[:6], ONE + "", ONE.encode(), int(ONE)) == ("330815", NIK, NIK.encode(), int(NIK))
    assert ",".join(iter([ONE, OTHER])) == f"{NIK},{BUDI}"
    assert [Nik(KK)] == [KK] == [NomorKK(KK)]
    assert (len(ONE), ONE.isdigit(), ONE.startswith("330815")) == (16, True, True)
    assert not hasattr(ONE, "__dict__")


def test_a_number_shows_masked() -> None:
    """Wherever `str()`, `repr()` or `format()` makes text for people of it."""
    shown = [
        f"{ONE}",
        str(ONE),
        "%s" % ONE,  # noqa: UP031 - as many programs have it
        "{}".format(ONE),  # noqa: UP032 - as above
        string.Template("$nik").substitute(nik=ONE),
    ]
    assert set(shown) == {MASK}
    assert f"{ONE:>20}" == f"{MASK:>20}"
    assert {repr(ONE), "%r" % ONE, f"{ONE!r}"} == {f"Nik('{MASK}')"}  # noqa: UP031 - as above
    assert pprint.pformat({"nik": ONE}) == f"{{'nik': Nik('{MASK}')}}"
    assert str(KeyError(ONE)) == f"Nik('{MASK}')"
    output = io.StringIO()
    print(ONE, file=output)  # is shown here
    assert output.getvalue() == f"{MASK}\n"


def test_a_log_line_shows_the_mask(caplog: pytest.LogCaptureFixture) -> None:
    """As an argument, alone or in a container."""
    logging.getLogger(__name__).warning("%s %r %s", ONE, ONE, [ONE])
    assert NIK[6:] not in caplog.text
    assert caplog.text.count(MASK) == 3


def _as_csv(quoting: Any) -> list[str]:
    output = io.StringIO()
    writer = csv.writer(output, quoting=quoting)
    writer.writerows([[ONE], [OTHER]])
    return [row[0] for row in csv.reader(io.StringIO(output.getvalue()))]


@pytest.mark.parametrize(
    "quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE]
)
def test_csv_has_the_digits(quoting: int) -> None:
    """Of two people, two."""
    assert _as_csv(quoting) == [NIK, BUDI]


def test_json_has_the_digits() -> None:
    """As a value and as a key, with each of the encoders."""
    for indent in (None, 1):
        written = json.dumps({ONE: [ONE, OTHER]}, indent=indent, default=str)
        assert json.loads(written) == {NIK: [NIK, BUDI]}
    assert "".join(json.JSONEncoder().iterencode([ONE])) == f'["{NIK}"]'


def test_sqlite_has_two_rows_for_two_people() -> None:
    """As parameters by place and by name, found by a number and by its digits."""
    with sqlite3.connect(":memory:") as base:
        base.execute("CREATE TABLE person (nik TEXT PRIMARY KEY, nama TEXT)")
        base.execute("INSERT INTO person VALUES (?, ?)", (ONE, "Siti"))
        base.execute("INSERT INTO person VALUES (:nik, :nama)", {"nik": OTHER, "nama": "Budi"})
        for wanted in (ONE, NIK):
            found = base.execute("SELECT nik, nama FROM person WHERE nik = ?", (wanted,))
            assert found.fetchall() == [(NIK, "Siti")]
        found = base.execute("SELECT nama FROM person WHERE nik LIKE ? || '%'", (ONE[:9],))
        assert found.fetchall() == [("Siti",)]
        with pytest.raises(sqlite3.IntegrityError) as caught:
            base.execute("INSERT INTO person VALUES (?, '')", (ONE,))
        assert NIK not in str(caught.value)
    base.close()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_of_pickle_keeps_the_digits(protocol: int) -> None:
    """And the class; of a record, all of it."""
    for value in (ONE, NomorKK(KK), Region("330815"), Alasan.HILANG, *map(ktpmsg.parse, TEXTS)):
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - made here
        assert again == value
        assert type(again) is type(value)
    assert pickle.loads(pickle.dumps(ONE, protocol)).digits == NIK  # noqa: S301 - as above


def test_copies() -> None:
    """A number is its own copy."""
    assert copy.copy(ONE) is ONE
    assert copy.deepcopy([ONE])[0] is ONE


def test_other_places_where_text_is_written() -> None:
    """Those of the standard library that take the content of a str."""
    element = ET.Element("person")
    element.text = ONE
    mail = email.message.EmailMessage()
    mail["Subject"] = ONE
    output = io.StringIO()
    output.write(ONE)
    assert ET.tostring(element) == f"<person>{NIK}</person>".encode()
    assert mail["Subject"] == NIK
    assert output.getvalue() == NIK
    assert urllib.parse.quote(ONE) == NIK
    assert os.path.join("scans", ONE) == os.path.join("scans", NIK)  # noqa: PTH118 - is shown here
    assert re.sub("x", "", ONE) == NIK
    assert bytes(ONE, "ascii") == NIK.encode()


def test_a_number_is_stripped_already() -> None:
    """Django's admin strips a text before it shows it."""
    assert ONE.strip() is ONE


def test_methods_of_str_give_the_digits() -> None:
    """So does `html.escape`, which uses one: a template's own escape shows the mask."""
    for plain in (ONE.strip("x"), ONE.upper(), ONE.replace("x", ""), ONE[:], html.escape(ONE)):
        assert plain == NIK
        assert type(plain) is str
        assert str(plain) == NIK


# What calls `str()`, and gets the mask; and what to write instead.
MASKED: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "urlencode": (
        lambda: urllib.parse.urlencode({"nik": ONE}, safe="*"),
        lambda: urllib.parse.urlencode({"nik": ONE.digits}),
    ),
    "an f-string as a key": (lambda: f"person:{ONE}", lambda: f"person:{ONE.digits}"),
    "str as a key": (lambda: str(ONE), lambda: ONE.digits),
    "an attribute in XML": (
        lambda: ET.tostring(ET.Element("person", nik=ONE), "unicode"),
        lambda: ET.tostring(ET.Element("person", nik=ONE.digits), "unicode"),
    ),
}


@pytest.mark.parametrize("case", MASKED)
def test_what_calls_str_gets_the_mask(case: str) -> None:
    """And `.digits` is what to write there."""
    masked, instead = MASKED[case]
    assert MASK in masked()
    assert NIK in instead()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12, a path calls str()")
def test_a_path_has_the_digits_on_newer_pythons() -> None:
    """On 3.11, `.digits` is what to write."""
    assert (pathlib.PurePath("scans") / ONE.digits).name == NIK
    assert (pathlib.PurePath("scans") / ONE).name == NIK


def test_match_takes_a_number_by_its_class_and_by_its_digits() -> None:
    """A class pattern of a str takes the number itself."""
    match ONE:
        case Nik(nik):
            assert nik is ONE
        case _:
            raise AssertionError
    match {"nik": ONE}:
        case {"nik": "3308155508959001"}:
            pass
        case _:
            raise AssertionError


# --- records -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS)
def test_asdict_is_data_and_comes_back(text: str) -> None:
    """Ready for JSON; its numbers are still numbers, which show masked."""
    message = ktpmsg.parse(text)
    data = attrs.asdict(message)
    assert type(message)(**data) == message
    written = json.loads(json.dumps(data))
    assert written == data
    assert type(message)(**written) == message
    assert type(data["nik"]) is Nik
    assert NIK[6:] not in repr(data)


def test_evolve_and_replace_judge_the_new_record() -> None:
    """As any record made by hand."""
    message = ktpmsg.parse(KTP)
    assert isinstance(message, Ktp)
    assert attrs.evolve(message, alasan="Rusak").alasan is Alasan.RUSAK
    with pytest.raises(MessageError):
        attrs.evolve(message, nik=NIK[:-1])
    if sys.version_info >= (3, 13):
        assert copy.replace(message, nik=BUDI).nik == BUDI


def test_match_takes_records_apart() -> None:
    """By place and by name."""
    found = []
    for text in TEXTS:
        match ktpmsg.parse(text):
            case Ktp(Nik(nik), _, nama, alasan=Alasan.HILANG):
                found.append((nik, nama))
            case Sinkronisasi(nik=nik, keperluan=words) | Disdukcapil(nik=nik, isi_sms=words):
                found.append((nik, words))
    assert found == [
        (NIK, "Siti Aminah"),
        (NIK, "BPJS Kesehatan"),
        (NIK, "Apakah KTP saya sudah jadi?"),
    ]


def test_records_are_keys_and_have_no_order() -> None:
    """None that everybody would mean: a program sorts by what it needs."""
    one, other = ktpmsg.parse(KTP), ktpmsg.parse(KTP.replace(NIK, BUDI))
    assert {one: 1, ktpmsg.parse(KTP): 2, other: 3} == {one: 2, other: 3}
    with pytest.raises(TypeError):
        operator.lt(one, other)
    assert sorted([one, other], key=lambda m: m.nik) == sorted([other, one], key=lambda m: m.nik)


def test_weak_references_to_records() -> None:
    """Until the record is gone; a number has none, as no str has."""
    message = ktpmsg.parse(KTP)
    by_record = weakref.WeakKeyDictionary({message: "queued"})
    reference = weakref.ref(message)
    assert reference() is message
    del message
    gc.collect()
    assert reference() is None
    assert len(by_record) == 0
    with pytest.raises(TypeError):
        weakref.ref(ONE)


def test_records_copy() -> None:
    """Deeply or not."""
    message = ktpmsg.parse(KTP)
    assert copy.copy(message) == copy.deepcopy(message) == message


# --- what frameworks ask our classes -------------------------------------------------------------


def test_the_answers_to_pydantic_come_from_a_module_that_is_loaded_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which is not here, where nobody has pydantic: `integrations/test_pydantic.py` has the rest."""
    names = ("number", "choice", "region", "record")
    answers = {
        f"{name}_{what}": _answer(name, what) for name in names for what in ("schema", "json")
    }
    monkeypatch.setitem(
        sys.modules, "ktpmsg.integrations._pydantic", types.SimpleNamespace(**answers)
    )
    monkeypatch.delattr("ktpmsg.integrations._pydantic", raising=False)
    handler = types.SimpleNamespace(mode="validation")
    for kind, name in ((Nik, "number"), (Alasan, "choice"), (Region, "region"), (Ktp, "record")):
        asked: Any = kind
        assert asked.__get_pydantic_core_schema__(kind, handler) == (name, "schema")
        assert asked.__get_pydantic_json_schema__({}, handler) == (name, "json")


def _answer(name: str, what: str) -> Callable[..., tuple[str, str]]:
    return lambda *_: (name, what)


# --- exceptions ----------------------------------------------------------------------------------


def test_an_error_keeps_nothing_in_its_dict() -> None:
    """Frameworks write what is there into responses."""
    with pytest.raises(MessageError) as caught:
        ktpmsg.parse(KTP[:-5])
    error = caught.value
    assert vars(error) == {}
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (again.problems, again.report) == (error.problems, error.report)
    assert (repr(copy.copy(error)), str(again)) == (repr(error), str(error))
