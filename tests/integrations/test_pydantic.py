"""pydantic: our classes are types of fields as they are."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from typing import Annotated, Any

import attrs
import pytest

pytest.importorskip("pydantic", reason="needs the extra: integrations")

from pydantic import BaseModel, ConfigDict, Strict, TypeAdapter, ValidationError

import ktpmsg
from integrations.samples import BUDI, KK, KTP, MASK, NIK, SECRETS, SITI, WORDS_ID
from ktpmsg import Alasan, Disdukcapil, Formats, Ktp, Message, MessageError, Nik, NomorKK, Region

pytestmark = pytest.mark.integration


class Person(BaseModel):
    nik: Nik
    nomor_kk: NomorKK | None = None
    region: Region | None = None
    alasan: Alasan | None = None
    ktp: Ktp | None = None


def errors(kind: Any, value: object) -> list[tuple[str, tuple[Any, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    shown = f"{caught.value}{caught.value!r}{caught.value.errors()}{caught.value.json()}"
    assert not any(secret in shown for secret in SECRETS)
    assert "Siti" not in shown
    return [(e["type"], e["loc"], e["msg"]) for e in caught.value.errors()]


# --- values ------------------------------------------------------------------------------------


def test_a_text_becomes_a_value() -> None:
    person = Person.model_validate(
        {
            "nik": "3308 1555 0895 9001",
            "nomor_kk": KK,
            "region": "33.08.15",
            "alasan": "Kehilangan",
            "ktp": KTP,
        }
    )
    assert person.nik == NIK
    assert type(person.nik) is Nik
    assert type(person.nomor_kk) is NomorKK
    assert person.region == Region("330815")
    assert person.alasan is Alasan.HILANG
    assert person.ktp == ktpmsg.parse(KTP)


def test_values_are_taken_as_they_are() -> None:
    nik, message = Nik(NIK), ktpmsg.parse(KTP)
    given = {"nik": nik, "region": nik.region, "alasan": Alasan.RUSAK, "ktp": message}
    person = Person.model_validate(given)
    assert person.nik is nik
    assert person.ktp is message
    assert TypeAdapter(Nik).validate_python(NomorKK(KK)) == KK


def test_json_holds_data_and_comes_back() -> None:
    person = Person.model_validate({"nik": NIK, "region": "330815", "alasan": "Rusak", "ktp": KTP})
    dumped = person.model_dump_json()
    assert json.loads(dumped) == {
        "nik": NIK,
        "nomor_kk": None,
        "region": "330815",
        "alasan": "Rusak",
        "ktp": SITI,
    }
    assert Person.model_validate_json(dumped) == person
    assert person.model_dump(mode="json") == json.loads(dumped)
    assert type(person.model_dump(mode="json")["nik"]) is str


def test_python_data_is_values_that_show_masked() -> None:
    person = Person.model_validate({"nik": NIK, "ktp": KTP})
    found = person.model_dump()
    assert found["ktp"] == SITI
    assert Person.model_validate(found) == person
    assert repr(found["nik"]) == f"Nik('{MASK}')"
    assert not any(secret in f"{person!r} {person}" for secret in SECRETS)


def test_two_people_are_two_keys() -> None:
    counts = TypeAdapter(dict[Nik, int]).validate_python({NIK: 1, BUDI: 2})
    assert len(counts) == 2
    assert TypeAdapter(dict[Nik, int]).dump_json(counts) == f'{{"{NIK}":1,"{BUDI}":2}}'.encode()
    anything = TypeAdapter(Any)
    assert anything.dump_json([Nik(NIK), Nik(BUDI)]) == f'["{NIK}","{BUDI}"]'.encode()


def test_strict_takes_a_number_only_as_published() -> None:
    strict = TypeAdapter(Annotated[Nik, Strict()])
    assert strict.validate_python(NIK) == NIK
    assert errors(Annotated[Nik, Strict()], "3308 1555 0895 9001")[0][0] == "number-format"
    assert errors(Annotated[Alasan, Strict()], "Kehilangan")[0][0] == "choice-spelling"
    assert errors(Annotated[Ktp, Strict()], {**SITI, "nik": "3308 1555 0895 9001"})
    assert TypeAdapter(Annotated[Ktp, Strict()]).validate_python({**SITI, "alasan": "HILANG"}) == (
        ktpmsg.parse(KTP)
    )


# --- records -----------------------------------------------------------------------------------


def test_a_record_is_made_of_a_text_or_a_mapping() -> None:
    wanted = ktpmsg.parse(KTP)
    adapter = TypeAdapter(Ktp)
    assert adapter.validate_python(KTP) == wanted
    assert adapter.validate_python(SITI) == wanted
    assert adapter.validate_python(attrs.asdict(wanted)) == wanted
    typed = {**SITI, "nik": "NIK: 3308 1555 0895 9001", "alasan": "Hilang.", "source": "form"}
    assert adapter.validate_python(typed) == wanted


def test_the_messages_are_told_apart() -> None:
    adapter: TypeAdapter[Message] = TypeAdapter(Message)
    for text in (KTP, f"#SINKRONISASI#{NIK}#{KK}#BPJS", f"DISDUKCAPIL#Siti#{NIK}#Sudah jadi?"):
        message = ktpmsg.parse(text)
        assert adapter.validate_python(text) == message
        assert adapter.validate_python(attrs.asdict(message)) == message
        assert adapter.validate_json(adapter.dump_json(message)) == message


def test_every_field_that_is_wrong_or_missing_is_told() -> None:
    given = {"nik": NIK[:-2], "nomor_kk": f"{KK}.", "nama": "Siti Aminah", "alasan": "Siti"}
    found = errors(Ktp, given)
    assert [(code, loc) for code, loc, _ in found] == [
        ("wrong-length", ("nik",)),
        ("missing-field", ("desa",)),
        ("missing-field", ("kecamatan",)),
        ("unknown-choice", ("alasan",)),
    ]
    assert errors(Ktp, {**SITI, "nomor_kk": NIK})[0][:2] == ("swapped-numbers", ("nomor_kk",))
    assert errors(Ktp, f"#KTP#{NIK}#{KK}#Siti#Surodadi#Candimulyo#") == [
        ("empty-field", ("alasan",), "empty")
    ]


def test_another_message_is_none_of_this_class() -> None:
    (error,) = errors(Ktp, f"DISDUKCAPIL#Siti#{NIK}#Sudah jadi?")
    assert error[:2] == ("unknown-keyword", ())
    assert errors(Ktp, "Siti")[0][0] == "unknown-keyword"
    assert errors(Ktp, "")[0][0] == "empty"


def test_what_no_value_is_made_of() -> None:
    assert errors(Nik, 3308155508959001) == [
        ("string_type", (), "Nik is made of a str, not of int")
    ]
    assert errors(Region, None)[0][0] == "string_type"
    assert errors(Alasan, b"Hilang")[0][0] == "string_type"
    assert errors(Ktp, [KTP])[0][0] == "string_type"
    assert errors(Ktp, {**SITI, "nama": 7})[0][0] == "string_type"


# --- errors ------------------------------------------------------------------------------------


def test_errors_have_our_codes_and_words_in_both_languages() -> None:
    with pytest.raises(ValidationError) as caught:
        Person.model_validate({"nik": NIK[:-2]})
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"], error["input"]) == ("wrong-length", ("nik",), "***")
    assert error["msg"] == "14 digits, and a NIK has 16"
    assert error["ctx"]["words_id"] == WORDS_ID
    assert error["ctx"]["hint"]
    assert error["ctx"]["hint_id"]


def test_each_problem_of_a_number_is_an_error() -> None:
    assert [code for code, *_ in errors(Nik, "9908159902950000")] == [
        "unknown-province",
        "impossible-date",
        "zero-serial",
    ]
    assert [code for code, *_ in errors(Nik, f"NIK: {NIK[:-2]}")] == ["wrong-length"]
    assert [code for code, *_ in errors(Region, "33.08.99.0001")] == ["unknown-region"]
    assert errors(Region, "3399")[0][2] == "no regency with this code is known"


def test_input_of_other_fields_is_hidden_by_the_setting_of_the_model() -> None:
    class Quiet(BaseModel):
        model_config = ConfigDict(hide_input_in_errors=True)
        nik: Nik
        age: int

    with pytest.raises(ValidationError) as caught:
        Quiet.model_validate({"nik": NIK, "age": f"NIK {NIK}"})
    assert NIK not in str(caught.value)


def test_our_error_in_a_validator_is_a_validation_error() -> None:
    from pydantic import AfterValidator  # noqa: PLC0415 - beside its use

    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[str, AfterValidator(ktpmsg.parse)])
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python("Siti")
    (error,) = caught.value.errors()
    assert error["type"] == "value_error"
    assert isinstance(error["ctx"]["error"], MessageError)
    assert vars(error["ctx"]["error"]) == {}


# --- an office's own formats -------------------------------------------------------------------

OFFICE = """
%import fields (nik, nomor_kk, nama, DATE, PHONE)

start: daftar
daftar: "DAFTAR"i "#" nik{"NIK"} "#" poli{"Poli"} "#" tanggal{"Tanggal"} ["#" telepon{"No HP"}]

poli{words}: "Umum"i | "Gigi"i | words -> unfilled
tanggal{words}: DATE | words -> unfilled
telepon{words}: PHONE | words -> unfilled
"""


def test_classes_of_an_offices_grammar_are_types_too() -> None:
    formats = Formats(OFFICE)
    daftar = formats.records["daftar"]
    adapter: TypeAdapter[Any] = TypeAdapter(daftar)
    one = adapter.validate_python(f"DAFTAR#{NIK}#gigi#15-08-2026")
    assert one == formats.parse(f"DAFTAR#{NIK}#gigi#15-08-2026")
    assert adapter.dump_python(one, mode="json") == {
        "nik": NIK,
        "poli": "Gigi",
        "tanggal": "2026-08-15",
        "telepon": None,
    }
    assert adapter.validate_json(adapter.dump_json(one)) == one
    assert adapter.dump_python(one)["tanggal"] == datetime.date(2026, 8, 15)
    given = {"nik": NIK, "poli": "Poli Gigi", "tanggal": datetime.date(2026, 8, 15)}
    assert adapter.validate_python(given) == one
    assert errors(daftar, {**given, "tanggal": "31-02-2026"})[0][:2] == ("not-a-date", ("tanggal",))
    poli = adapter.dump_python(one)["poli"]
    assert TypeAdapter(type(poli)).validate_python("umum").value == "Umum"
    schema = adapter.json_schema()["anyOf"][0]
    assert schema["required"] == ["nik", "poli", "tanggal"]
    assert schema["properties"]["poli"] == {
        "type": "string",
        "title": "Poli",
        "enum": ["Umum", "Gigi"],
    }
    assert schema["properties"]["tanggal"]["format"] == "date"
    assert schema["properties"]["telepon"]["default"] is None


# --- JSON schema -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "title", "example"),
    [(Nik, "NIK", "6504014207919001"), (NomorKK, "Nomor KK", "6504011203089002")],
)
def test_the_schema_of_a_number(kind: type[Nik], title: str, example: str) -> None:
    assert TypeAdapter(kind).json_schema() == {
        "type": "string",
        "title": title,
        "pattern": "^[0-9]{16}$",
        "examples": [example],
    }


def test_the_schemas_of_other_types() -> None:
    assert TypeAdapter(Alasan).json_schema()["enum"] == ["Pemula", "Hilang", "Rusak", "Ubah Data"]
    region = TypeAdapter(Region).json_schema()
    assert (region["title"], region["examples"]) == ("Region", ["330815"])
    schema = Person.model_json_schema()
    assert schema["properties"]["ktp"]["anyOf"][0] == {"$ref": "#/$defs/Ktp"}
    fields, text = schema["$defs"]["Ktp"]["anyOf"]
    assert fields["required"] == ["nik", "nomor_kk", "nama", "desa", "kecamatan", "alasan"]
    assert text["title"] == Ktp.published
    assert ktpmsg.check(text["examples"][0]).kind is Ktp
    written = TypeAdapter(Disdukcapil).json_schema(mode="serialization")
    assert written["type"] == "object"


def test_our_values_validate_against_their_schemas() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for value in (SITI, KTP):
        jsonschema.validate(value, TypeAdapter(Ktp).json_schema())
    written = json.loads(TypeAdapter(Ktp).dump_json(ktpmsg.parse(KTP)))  # type: ignore[arg-type]
    jsonschema.validate(written, TypeAdapter(Ktp).json_schema(mode="serialization"))


# --- imports -----------------------------------------------------------------------------------


def test_pydantic_is_imported_by_nobody_but_its_users() -> None:
    code = f"import sys, ktpmsg; ktpmsg.check({KTP!r}); assert 'pydantic_core' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
