"""The commands `ktpmsg nik`, `ktpmsg kk` and `ktpmsg region`."""

from __future__ import annotations

import re

import pytest
from called import KK, NIK, ktpmsg, pieces

from ktpmsg import Nik, Region

# --- nik ---------------------------------------------------------------------------------------


def described(command: str, number: str, lang: str = "en") -> str:
    """Return what is said of the first problem of a number."""
    row = ktpmsg(command, "--json", number).rows[0]
    described: str = row["problems"][0]["description"][lang]
    return described


def test_nik() -> None:
    """A NIK says where somebody was registered, and its reasons if it is not valid."""
    typed = f"{NIK}\n\n330815550895901\r\n6410020505809102\r3308 1514 0788 9012\nSiti\n"
    inferred = described("nik", "6410020505809102")
    grouped = described("nik", "3308 1514 0788 9012")
    assert ktpmsg("nik", stdin=typed) == (
        1,
        f"""\
1: 330815**********: valid
  region  Candimulyo, Kabupaten Magelang, Jawa Tengah

3: 330815*********: not valid
  wrong-length  {described("nik", "330815550895901")}

4: 641002**********: valid
  region           Kecamatan 64.10.02, Kabupaten 64.10, Kalimantan Timur (inferred)
  inferred-region  notice: {inferred}

5: 330815**********: valid
  region         Candimulyo, Kabupaten Magelang, Jawa Tengah
  number-format  repaired: {grouped}

6: ****: not valid
  not-digits  {described("nik", "Siti")}

5 numbers: 3 valid, 2 not valid
""",
        "",
    )


def test_nik_as_an_argument() -> None:
    """A number can be an argument, too, and is shown in full on request only."""
    assert ktpmsg("nik", NIK).out == (
        "1: 330815**********: valid\n  region  Candimulyo, Kabupaten Magelang, Jawa Tengah\n\n"
    )
    out = ktpmsg("nik", "--reveal", NIK).out
    assert out.startswith(f"1: {NIK}: valid\n")
    assert "  sex     female\n  born    1995-08-15\n" in out


@pytest.mark.parametrize("part", [NIK[6:], NIK[6:12], NIK[12:], NIK[1:], "33", "3308"])
def test_nik_in_part(part: str) -> None:
    """What does not begin with the code of a district may be any part of a number, and is hidden."""
    assert ktpmsg("nik", part).out.startswith(f"1: {'*' * len(part)}: not valid\n")


def test_nik_in_indonesian() -> None:
    """All of it comes in Indonesian."""
    outcome = ktpmsg("nik", "--lang", "id", "--reveal", NIK, "3308150000009001")
    assert outcome.out == (
        f"""\
1: {NIK}: benar
  wilayah        Candimulyo, Kabupaten Magelang, Jawa Tengah
  jenis kelamin  perempuan
  lahir          1995-08-15

2: 3308150000009001: salah
  impossible-date  {described("nik", "3308150000009001", "id")}

2 nomor: 1 benar, 1 salah
"""
    )
    assert "diperbaiki: " in ktpmsg("nik", "--lang", "id", "3308 1514 0788 9012").out


def test_nik_strict() -> None:
    """Strict reading takes sixteen digits and nothing else."""
    assert ktpmsg("nik", "--strict", "3308 1555 0895 9001").status == 1
    assert ktpmsg("nik", "--strict", NIK).status == 0


@pytest.mark.parametrize("text", [NIK, f"NIK: {NIK}", "3308 1555 0895 9001", "33081555", "Siti"])
@pytest.mark.parametrize("strict", [False, True])
def test_nik_agrees_with_parse(text: str, *, strict: bool) -> None:
    """It says of a number what `Nik.parse` says."""
    row = ktpmsg("nik", "--json", *["--strict"] * strict, text).rows[0]
    try:
        Nik.parse(text, strict=strict)
    except ValueError as error:
        problems = error.problems  # type: ignore[attr-defined]
        assert not row["ok"]
        assert [p["code"] for p in row["problems"]] == [p.code for p in problems]
    else:
        assert row["ok"]


def test_nik_with_invisible_characters() -> None:
    """What a phone puts around a number is mended, and said."""
    outcome = ktpmsg("nik", f"\u200e{NIK}\u202c")
    assert outcome.status == 0
    assert "invisible-character  repaired" in outcome.out


@pytest.mark.parametrize(
    ("digits", "region"),
    [
        ("9101010505809102", "Merauke, Kabupaten Merauke, Papua (former)"),
        ("3308990505809102", "Kabupaten Magelang, Jawa Tengah"),
        ("3369990505809102", "Jawa Tengah"),
    ],
)
def test_nik_of_an_odd_region(digits: str, region: str) -> None:
    """A region is told as far as it is known."""
    outcome = ktpmsg("nik", digits)
    assert outcome.status == 0
    assert outcome.out.splitlines()[1].endswith(region)


def test_nik_json() -> None:
    """A row has what the number says; what is no number says nothing."""
    outcome = ktpmsg("nik", "--json", NIK, "33081555")
    assert outcome.status == 1
    assert outcome.rows[0] == {
        "line": 1,
        "nik": "330815**********",
        "ok": True,
        "region": {
            "code": "330815",
            "province": "Jawa Tengah",
            "regency": "Kabupaten Magelang",
            "district": "Candimulyo",
            "village": None,
            "status": "current",
        },
        "sex": None,
        "birth_date": None,
        "problems": [],
    }
    (problem,) = outcome.rows[1]["problems"]
    assert {name: problem[name] for name in ("code", "span", "severity")} == {
        "code": "wrong-length",
        "span": [0, 8],
        "severity": "error",
    }
    assert set(problem["description"]) == set(problem["hint"]) == {"id", "en"}
    row = outcome.rows[1]
    assert (row["nik"], row["ok"], row["region"], row["sex"]) == ("330815**", False, None, None)
    revealed = ktpmsg("nik", "--json", "--reveal", NIK).rows[0]
    assert (revealed["nik"], revealed["sex"], revealed["birth_date"]) == (NIK, "P", "1995-08-15")


def test_nik_nothing() -> None:
    """No number at all is said, and is no fault."""
    assert ktpmsg("nik", stdin="\n \n") == (0, "no number given\n", "")
    assert ktpmsg("nik", "--json") == (0, "", "ktpmsg: no number given\n")


def test_nik_on_an_endless_line() -> None:
    """A line without end is kept short, and what is cut off makes no number of it."""
    invisible = "\u200b".encode() * 21_000
    outcome = ktpmsg("nik", "--reveal", stdin=pieces(NIK.encode(), *[invisible] * 8, b"1\n", b"x"))
    assert outcome.status == 1
    lines = outcome.out.splitlines()
    assert lines[0] == f"1: {NIK}" + "\\u200b" * 24 + "...: not valid"
    assert lines[-1] == "2 numbers: 0 valid, 2 not valid"


def test_nik_after_bytes_that_are_no_utf_8() -> None:
    """A line that is no text is no number, and the others are read."""
    outcome = ktpmsg("nik", stdin=f"{NIK}\nn\xe9\n{NIK}\n".encode("latin-1"))
    assert outcome.status == 2
    assert outcome.out.splitlines()[-1] == "3 numbers: 2 valid, 1 not valid"
    assert outcome.err.endswith("not UTF-8: byte 0xE9 in line 2; save it as UTF-8\n")


def test_nik_reveals_no_command_to_the_terminal() -> None:
    """What is typed in place of a number is shown without its control characters."""
    assert ktpmsg("nik", "--reveal", "\x1b[31m1").out.startswith("1: \\x1b[31m1: not valid\n")


# --- kk ----------------------------------------------------------------------------------------


def test_kk() -> None:
    """A KK number says where a family card was issued, and on request when."""
    assert ktpmsg("kk", KK).out == (
        "1: 330815**********: valid\n  region  Candimulyo, Kabupaten Magelang, Jawa Tengah\n\n"
    )
    revealed = ktpmsg("kk", "--reveal", KK).out
    assert revealed.startswith(f"1: {KK}: valid\n")
    assert "  issued  2007-03-12\n" in revealed
    assert "terbit" in ktpmsg("kk", "--lang", "id", "--reveal", KK).out


def test_kk_that_is_a_nik() -> None:
    """A number that can only be a NIK is no KK number."""
    outcome = ktpmsg("kk", NIK)
    assert outcome.status == 1
    assert "swapped-numbers" in outcome.out


def test_kk_json() -> None:
    """A row has the number under the name of its field, and the date."""
    row = ktpmsg("kk", "--json", KK).rows[0]
    assert (row["nomor_kk"], row["ok"], row["issue_date"]) == ("330815**********", True, None)
    row = ktpmsg("kk", "--json", "--reveal", KK).rows[0]
    assert (row["nomor_kk"], row["issue_date"]) == (KK, "2007-03-12")
    assert "sex" not in row


# --- region ------------------------------------------------------------------------------------


def test_region() -> None:
    """A region has its names, its level and status, what it lies in, and how many lie in it."""
    children = len(Region("330815").children())
    assert ktpmsg("region", "33.08.15", "91") == (
        0,
        f"""\
33.08.15  Candimulyo, Kabupaten Magelang, Jawa Tengah
  level     district (kecamatan)
  status    current ({Region.decree})
  parent    33.08  Kabupaten Magelang, Jawa Tengah
  children  {children}

91  Papua
  level     province
  status    current ({Region.decree})
  children  {len(Region("91").children())}

""",
        "",
    )


def test_region_of_a_village() -> None:
    """A village has no regions below it."""
    out = ktpmsg("region", "--children", "3308152019").out
    assert out.startswith("33.08.15.2019  Surodadi, Candimulyo, ")
    assert "children" not in out


def test_region_children() -> None:
    """With --children each has a line, and one that is no longer in force says so."""
    out = ktpmsg("region", "--children", "330815", "91").out
    assert "\n    33.08.15.2019  Surodadi\n" in out
    assert re.search(r"\n    91\.\d\d  [A-Z].* \(former\)\n", out)
    assert "(dulu berlaku)" in ktpmsg("region", "--lang", "id", "--children", "91").out


def test_region_former_and_inferred() -> None:
    """What is not in force says what it is."""
    assert "  status    former\n" in ktpmsg("region", "910101").out + ktpmsg("region", "9101").out
    assert "  status  inferred\n" in ktpmsg("region", "332214").out


@pytest.mark.parametrize(
    ("code", "shown"),
    [("33.08.99", "33.08.99"), ("99", "99"), (NIK, "argument 1"), ("Siti", "argument 1")],
)
def test_region_unknown(code: str, shown: str) -> None:
    """A code that no region has is a fault; what may be a person's is not quoted."""
    assert ktpmsg("region", code) == (1, "", f"ktpmsg: {shown}: no region has this code\n")
    outcome = ktpmsg("region", "--json", code, "33")
    assert (outcome.status, len(outcome.rows)) == (1, 1)


def test_region_json() -> None:
    """A row is what the region has, with what it lies in, and on request what lies in it."""
    (row,) = ktpmsg("region", "--json", "33.08.15").rows
    assert row == {
        "code": "330815",
        "province": "Jawa Tengah",
        "regency": "Kabupaten Magelang",
        "district": "Candimulyo",
        "village": None,
        "status": "current",
        "level": "district",
        "parent": "3308",
    }
    (row,) = ktpmsg("region", "--json", "--children", "33.08.15").rows
    assert {"code": "3308152019", "name": "Surodadi", "status": "current"} in row["children"]
    (row,) = ktpmsg("region", "--json", "33").rows
    assert row["parent"] is None
