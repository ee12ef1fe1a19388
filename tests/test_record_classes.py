"""Record classes of one's own: which fit a rule, what is said of one that does not."""

from __future__ import annotations

import enum
import functools
from typing import Any

import attrs
import pytest
from test_formats_api import NIK

import ktpmsg
from ktpmsg import Formats, GrammarError, MessageError, Nik

GRAMMAR = """
%import fields (nik, LINE)
start: ke_poli
ke_poli: "POLI"i "#" nik{"NIK"} "#" alamat{"Alamat"} ["#" poli{"Poli"}]
alamat{words}: LINE | words -> unfilled
poli{words}: "Umum"i | "Ubah Data"i | words -> unfilled
"""
TEXT = f"POLI#{NIK}#Jl. Pemuda 12#Ubah Data"


class Poli(enum.StrEnum):
    """The choices, as an office's programmer writes them."""

    UMUM = "Umum"
    UBAH_DATA = "Ubah Data"


class Others(enum.StrEnum):
    """Other choices than those of the rule."""

    UMUM = "Umum"
    MATA = "Mata"


def ke_poli(nik: Any = Nik, alamat: Any = str, poli: Any = Poli | None) -> type:
    """A class of these types, which is what the rule asks for if nothing is said."""

    class KePoli(ktpmsg.Record):
        poli = None

    KePoli.__annotations__ = {"nik": nik, "alamat": alamat, "poli": poli}
    return attrs.frozen(KePoli)


def formats(*records: type) -> Formats:
    """The formats with these classes."""
    return Formats(GRAMMAR, records=records)


def test_choice_of_ones_own() -> None:
    """A field that is a choice takes a StrEnum of the same words, and other words people use."""
    own = formats(record := ke_poli())
    message: Any = own.parse(TEXT)

    assert message.poli is Poli.UBAH_DATA
    assert own.parse(TEXT.replace("Ubah Data", "perubahan data")) == message
    assert record(NIK, "Jl. Pemuda 12", "ubah data") == message
    assert own.check(TEXT.replace("Ubah Data", "Mata")).errors


@pytest.mark.parametrize("kind", [Any, str | None])
def test_types_that_say_less(kind: Any) -> None:
    """A type may be `str` for a choice, or `Any`; the choice is made of the words then."""
    message: Any = formats(ke_poli(nik=Any, alamat=Any, poli=kind)).parse(TEXT)

    assert (message.nik, message.alamat, message.poli) == (NIK, "Jl. Pemuda 12", "Ubah Data")
    assert isinstance(message.poli, enum.StrEnum)


@pytest.mark.parametrize(
    ("types", "said"),
    [
        (
            {"poli": Others | None},
            "Others, the type of poli, has other choices than the rule: Umum",
        ),
        ({"poli": Poli}, "poli as required, and the rule ke_poli has it as optional"),
        ({"alamat": str | None}, "alamat as optional, and the rule ke_poli has it as required"),
        ({"alamat": list[str]}, "wrong type for alamat: its values are str"),
        ({"alamat": str | int}, "wrong type for alamat: its values are str"),
        ({"poli": int | None}, "wrong type for poli: its values are a StrEnum"),
        ({"nik": "Nikk"}, "a type that is not found: Nikk"),
    ],
)
def test_types_that_do_not_fit(types: dict[str, Any], said: str) -> None:
    """A GrammarError says which field, and what its values are."""
    with pytest.raises(GrammarError, match=r"KePoli|Others") as caught:
        formats(ke_poli(**types))

    assert said in str(caught.value)


@attrs.frozen(slots=False)
class KePoli(ktpmsg.Record):
    """A class with room for more than its fields."""

    nik: Nik
    alamat: str
    poli: Poli | None = None

    @functools.cached_property
    def loud(self) -> str:
        """What is worked out once, and kept in the record."""
        return self.alamat.upper()


def test_class_with_a_dict() -> None:
    """A class without slots is as good: its records are read, and keep what they worked out."""
    message: Any = formats(KePoli).parse(TEXT)

    assert type(message) is KePoli
    assert message.loud == "JL. PEMUDA 12"
    assert message == KePoli(Nik(NIK), "Jl. Pemuda 12", Poli.UBAH_DATA)
    assert NIK not in repr(message)


BARU = """
%import fields (nik, nama, LINE)
start: baru
baru: nama{"Nama"} "#" nik{"NIK"} "#" alamat{"Alamat"}
alamat{words}: LINE | words -> unfilled
"""


def test_record_by_hand_that_would_be_read_as_another() -> None:
    """The text of a record is read as that record, or there is no such record."""
    record: Any = Formats(BARU).records["baru"]

    assert record("Siti", NIK, "Jl. Pemuda 12").text == f"Siti#{NIK}#Jl. Pemuda 12"
    with pytest.raises(MessageError) as caught:
        record("KTP Hilang", NIK, "Jl. Pemuda 12")
    assert [str(p.code) for p in caught.value.problems] == ["several-messages"]
