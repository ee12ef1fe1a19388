"""The vectors as a product: each row is as `schema.json` says, and so is what the README shows."""

from __future__ import annotations

import json
import pathlib
import re
import unicodedata
from typing import Any

import pytest
from people import VECTORS, Vector

from ktpmsg import Code, MessageError, Nik, NomorKK

FOLDER = pathlib.Path(__file__).parent / "vectors"
FILES = {"citizens.jsonl": "m", "kinds.jsonl": "k", "contract3.jsonl": "v"}
VERSION = 2

# The serial of everybody invented is 9001 or more, so that nobody alive is meant. In these it is
# what the row is about.
OTHER_SERIALS = {"k044"}
# Our own formats have no date and no telephone number.
OF_OTHER_FORMATS = {Code.NOT_A_DATE, Code.DATE_FORMAT, Code.NOT_A_PHONE, Code.PHONE_FORMAT}
# Digits, single separators between them, that may be one number.
SIXTEEN = re.compile(r"(?<!\d)\d(?:[^\w#]{0,2}\d){15}(?!\d)")


def rows() -> list[dict[str, Any]]:
    """The rows of all files as they are written."""
    lines = [line for name in FILES for line in (FOLDER / name).read_text("ascii").splitlines()]
    return [json.loads(line) for line in lines]


ROWS = rows()
KTP_ROW = next(row for row in ROWS if row["kind"] == "ktp" and row["strict"] == "ok")
FREE_ROW = next(row for row in ROWS if row["kind"] == "disdukcapil" and row["lenient"] == "ok")


def validator() -> Any:
    """The schema, ready to be asked."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((FOLDER / "schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_schema_takes_every_row() -> None:
    """No row of any file is other than the schema says."""
    schema = validator()

    assert [(row["id"], e.message) for row in ROWS for e in schema.iter_errors(row)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"id": "x001"},
        {"text": None},
        {"kind": "kk"},
        {"strict": "warning"},
        {"lenient": "error"},
        {"lenient": "any"},
        {"fields": {}},
        {"fields": {"nik": "330815550895900"}},
        {"fields": {"nik": "\uff13308155508959001"}},
        {"fields": {"nama": " Siti"}},
        {"fields": {"nama": "Siti  Aminah"}},
        {"fields": {"alasan": "hilang"}},
        {"fields": {"isi_sms": "Sudah jadi?"}},
        {"codes": ["Wrong length"]},
        {"codes": ["label", "label"]},
        {"strict": "error", "codes": []},
        {"codes": [["label"]]},
        {"codes": [["label", "number"]]},
        {"codes": ["label", ["label", "nik"]]},
        {"codes_any": "label"},
        {"codes_not": []},
        {"find_codes": ["label"]},
        {"reply_not": []},
        {"village_code": "33.08.15.2019"},
        {"find": 1},
        {"find": 1, "find_total": -1},
        {"tags": []},
        {"tags": "strict"},
        {"about": ""},
        {"comment": "no such key"},
    ],
    ids=str,
)
def test_schema_takes_nothing_else(change: dict[str, Any]) -> None:
    """A row with a slip in it is seen by the schema alone."""
    row = {key: value for key, value in KTP_ROW.items() if not key.startswith("find")}
    schema = validator()
    assert schema.is_valid(row)

    assert not schema.is_valid(row | change)


def test_schema_has_free_text_of_several_lines() -> None:
    """The citizen's own words are theirs, line breaks included; only their ends are trimmed."""
    schema = validator()

    assert schema.is_valid(FREE_ROW | {"fields": {"isi_sms": "Pagi\n\n  # 2 hal"}})
    assert not schema.is_valid(FREE_ROW | {"fields": {"isi_sms": "Pagi\n"}})


@pytest.mark.parametrize(("name", "letter"), FILES.items())
def test_files(name: str, letter: str) -> None:
    """One object a line, in ASCII, each with a name of its own that says which file it is in."""
    lines = (FOLDER / name).read_bytes().split(b"\n")
    named = [json.loads(line)["id"] for line in lines[:-1]]

    assert lines[-1] == b""
    assert all(line.isascii() and line.startswith(b"{") for line in lines[:-1])
    assert len(named) == len(set(named))
    assert {each[0] for each in named} == {letter}


def test_codes() -> None:
    """A code that a row must get is one that the library has, and each of those has a row."""
    told = {code for v in VECTORS for code in (v.codes or ())}
    told |= {code for v in VECTORS for code, _ in v.errors or ()}
    told |= {code for v in VECTORS for code in (*v.codes_any, *v.codes_not, *v.find_codes)}

    assert told == set(Code) - OF_OTHER_FORMATS


def test_no_more_good_ones_than_all() -> None:
    """Of the messages found, no more are good than are found."""
    counted = [row for row in ROWS if "find" in row]

    assert counted
    assert all(row["find"] <= row["find_total"] for row in counted)


def valid_numbers(vector: Vector) -> set[str]:
    """The sixteen digits in a text, or among its values, that are a valid number."""
    plain = unicodedata.normalize("NFKC", vector.text)
    found = ["".join(filter(str.isdecimal, each)) for each in SIXTEEN.findall(plain)]
    digits = {"".join(str(unicodedata.decimal(char)) for char in each) for each in found}
    digits |= {v for k, v in (vector.fields or {}).items() if k in {"nik", "nomor_kk"}}
    return {number for number in digits if is_valid(number)}


def is_valid(digits: str) -> bool:
    """Whether these digits are a NIK or a KK number that can exist."""
    for kind in (Nik, NomorKK):
        try:
            kind(digits)
        except MessageError:
            continue
        return True
    return False


def test_people_are_invented() -> None:
    """Every number that can exist has a serial that is given to nobody."""
    others = {vector.id for vector in VECTORS for n in valid_numbers(vector) if n[12:] < "9001"}

    assert others == OTHER_SERIALS
    assert sum(len(valid_numbers(vector)) for vector in VECTORS) > 800


def test_readme_has_the_version() -> None:
    """Version and licence stand there for those who copy the files, with how many rows it has."""
    readme = (FOLDER / "README.md").read_text("utf-8")

    assert f"Version {VERSION}: {len(ROWS)} messages. Licence: MIT" in readme


def test_readme_names_every_key() -> None:
    """What a key means is in the README, and no key there is one that no row has."""
    table = re.findall(r"^\| (`.+?`) \| ", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {key for cell in table for key in re.findall(r"`([a-z_]+)`", cell)}

    assert named == {key for row in ROWS for key in row} | {"codes_not"}


def test_formats_as_printed() -> None:
    """The formats of public bodies are plain data, too: one object a line, with a name of its own."""
    lines = (FOLDER / "formats.jsonl").read_text("ascii").splitlines()
    printed = [json.loads(line) for line in lines]

    assert len({row["id"] for row in printed}) == len(printed) == 24
    for row in printed:
        assert row.keys() == {"id", "body", "service", "channel", "text", "fields", "notes"}
        assert row["fields"]
        assert all(field.keys() == {"words", "kind"} for field in row["fields"])
        assert all(field["kind"] for field in row["fields"])
        assert sum(map(row["text"].count, "#*; ")) >= len(row["fields"]) - 1


def test_readme_has_a_runner_that_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test in Python that the README shows runs, and finds nothing wrong."""
    (program,) = re.findall(
        r"```python\n(.*?)```", (FOLDER / "README.md").read_text("utf-8"), re.DOTALL
    )
    monkeypatch.chdir(FOLDER)

    exec(compile(program, "README.md", "exec"), {})  # noqa: S102
