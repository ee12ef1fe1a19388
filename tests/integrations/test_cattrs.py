"""cattrs: our values in a converter."""

from __future__ import annotations

import datetime
import json
from typing import Any

import attrs
import pytest

pytest.importorskip("cattrs", reason="needs the extra: integrations")

import cattrs
from cattrs.preconf.json import make_converter

import ktpmsg
from integrations.samples import BUDI, KK, KTP, NIK, SECRETS, SITI
from ktpmsg import Alasan, Formats, Ktp, Message, MessageError, Nik, NomorKK, Region
from ktpmsg.integrations.cattrs import configure, format_exception

pytestmark = pytest.mark.integration


@attrs.define
class Case:
    nik: Nik
    nomor_kk: NomorKK | None = None
    region: Region | None = None
    alasan: Alasan = Alasan.HILANG
    ktp: Ktp | None = None
    counts: dict[Nik, int] = attrs.Factory(dict)


@pytest.fixture(params=[cattrs.Converter, cattrs.BaseConverter, make_converter])
def converter(request: pytest.FixtureRequest) -> Any:
    return configure(request.param())


DATA = {
    "nik": NIK,
    "nomor_kk": KK,
    "region": "330815",
    "alasan": "Rusak",
    "ktp": SITI,
    "counts": {NIK: 1, BUDI: 2},
}


def test_values_become_data_and_come_back(converter: Any) -> None:
    case = converter.structure(DATA, Case)
    assert type(case.nik) is Nik
    assert type(case.nomor_kk) is NomorKK
    assert (case.region, case.alasan) == (Region("330815"), Alasan.RUSAK)
    assert case.ktp == ktpmsg.parse(KTP)
    assert len(case.counts) == 2
    written = converter.unstructure(case)
    assert written == DATA
    assert type(written["nik"]) is type(written["ktp"]["nik"]) is type(written["alasan"]) is str
    assert json.loads(json.dumps(written)) == DATA
    assert converter.structure(written, Case) == case


def test_what_people_type_is_read(converter: Any) -> None:
    typed = {"nik": "NIK 3308 1555 0895 9001", "alasan": "hilang", "ktp": KTP}
    case = converter.structure(typed, Case)
    assert case.nik == NIK
    assert case.ktp == ktpmsg.parse(KTP)


@pytest.mark.parametrize(
    "text", [KTP, f"#SINKRONISASI#{NIK}#{KK}#BPJS", f"DISDUKCAPIL#Siti#{NIK}#Sudah jadi?"]
)
def test_messages_are_told_apart(converter: Any, text: str) -> None:
    message = ktpmsg.parse(text)
    assert converter.structure(text, Message) == message
    assert converter.structure(converter.unstructure(message), Message) == message


def test_our_errors_are_inside_the_converters_own() -> None:
    converter = configure(cattrs.Converter())
    bad = {**DATA, "nik": NIK[:-2], "ktp": {**SITI, "alasan": "Siti"}, "region": "3399"}
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure(bad, Case)
    told = cattrs.transform_error(caught.value, format_exception=format_exception)
    assert told == [
        "1 error: nik: 14 digits, and a NIK has 16 @ $.nik",
        "1 error: no regency with this code is known @ $.region",
        "1 error: alasan: none of Pemula, Hilang, Rusak, Ubah Data @ $.ktp",
    ]
    assert not any(secret in f"{caught.value!r}{told}" for secret in SECRETS)
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure({"nik": NIK, "counts": 7}, Case)
    assert cattrs.transform_error(caught.value, format_exception=format_exception)


def test_what_no_value_is_made_of(converter: Any) -> None:
    for value, kind in ((7, Nik), (None, Region), ([], Ktp), (7, Message)):
        with pytest.raises(TypeError, match="is made of a str"):
            converter.structure(value, kind)
    with pytest.raises(MessageError):
        converter.structure("7", Message)


def test_records_of_an_offices_grammar() -> None:
    formats = Formats(
        "%import fields (nik, DATE)\n"
        "start: cek\n"
        'cek: "CEK"i "#" nik{"NIK"} "#" tanggal{"Tanggal"} ["#" poli{"Poli"}]\n'
        "tanggal{words}: DATE | words -> unfilled\n"
        'poli{words}: "Umum"i | "Gigi"i | words -> unfilled\n'
    )
    converter = configure(make_converter())
    one: Any = formats.parse(f"CEK#{NIK}#15-08-2026#gigi")
    data = {"nik": NIK, "tanggal": "2026-08-15", "poli": "Gigi"}
    assert converter.unstructure(one) == data
    assert converter.structure(data, type(one)) == one
    assert converter.structure({**data, "poli": None}, type(one)).poli is None
    assert one.tanggal == datetime.date(2026, 8, 15)
