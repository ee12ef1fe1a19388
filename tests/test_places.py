"""The desa and kecamatan of a citizen, held against the official list."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ktpmsg import places, regions, tables
from ktpmsg.places import Places, look_up, nearest_desa, nearest_kecamatan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGELANG = "3308"


def villages() -> Iterator[tuple[str, str, str]]:
    """Yield all villages: code, name, and the name of the district, read in the plainest way."""
    district = name_of_district = ""
    number = 0
    for block in tables.read("villages.txt").decode().strip().split("\n\n")[1:]:
        for line in block.splitlines()[1:]:
            parts = re.fullmatch("(?:([0-9]{6}|[0-9]{4}) )?(.+)", line)
            assert parts is not None
            digits, name = parts.groups()
            if digits and len(digits) == len("330815"):
                district, name_of_district = digits, name
            else:
                number = int(digits) if digits else number + 1
                yield f"{district}{number}", name, name_of_district


ALL = list(villages())
IN_MAGELANG = [village for village in ALL if village[0].startswith(MAGELANG)]


def letters(name: str) -> str:
    """Return what of a name counts."""
    return re.sub(r"[\W_]", "", name.lower())


# --- the list ------------------------------------------------------------------------------------


def test_count_and_digest_of_the_villages() -> None:
    """The list has the 83,762 villages with the codes and names that it should have."""
    lines = "\n".join(f"{code} {name}" for code, name, _ in sorted(ALL))

    assert len({code for code, _, _ in ALL}) == len(ALL) == 83762
    assert hashlib.sha256(lines.encode()).hexdigest()[:16] == "493e57554ac7580a"


def test_districts_of_the_table() -> None:
    """Each district of the whole table comes with its villages, as they are in the plainest way."""
    table = tables.read("villages.txt").decode()
    found = [
        (f"{code}{number}", name, kecamatan)
        for code, kecamatan, villages in places.districts(table)
        for number, name in villages
    ]
    assert found == ALL


def test_regencies_with_villages_are_those_in_force() -> None:
    """Every regency in force has a list, with all its districts, and no other has one."""
    in_force = regions._codes().official - regions._codes().former

    assert {code[:4] for code, _, _ in ALL} == {code for code in in_force if len(code) == 4}
    assert {code[:6] for code, _, _ in ALL} == {code for code in in_force if len(code) == 6}


def test_district_names_are_those_of_the_regions() -> None:
    """The two tables spell a district the same."""
    for code, _, district in ALL[::50]:
        assert regions.Region(code[:6]).district == district


# --- every village -------------------------------------------------------------------------------


def test_every_village_of_the_country_is_found_as_it_is_spelled() -> None:
    """A name as on the list leads to its code, unless a neighbour in the district has it too."""
    twins = Counter((code[:6], name) for code, name, _ in ALL)
    for code, name, district in ALL:
        expected = code if twins[code[:6], name] == 1 else None
        assert look_up(code[:4], name, district) == Places(
            desa_known=True, kecamatan_known=True, village_code=expected
        )
    assert sum(number - 1 for number in twins.values()) == 16


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.upper,
        str.lower,
        str.title,
        "Desa {}".format,
        "DESA {}".format,
        "Ds. {}".format,
        "ds.{}".format,
        "Ds {}".format,
        "Kel. {}".format,
        "Kelurahan {}".format,
        "Desa/Kel. {}".format,
        "Desa : {}".format,
        " {} ".format,
        "({}).".format,
        lambda name: name.replace(" ", ""),
        lambda name: "Desa" + name.replace(" ", ""),
        lambda name: name.replace(" ", "-").upper(),
        ".".join,
    ],
)
def test_every_village_of_magelang_is_found_as_it_is_typed(typed: Callable[[str], str]) -> None:
    """Case, spaces, punctuation and the words for a kind of place do not count.

    In Magelang no two villages of one district are the same without them, so that each of the 372
    has its code. Thirty names are there in several districts: the kecamatan tells them apart.
    """
    for code, name, district in IN_MAGELANG:
        assert look_up(MAGELANG, typed(name), district) == Places(
            desa_known=True, kecamatan_known=True, village_code=code
        )


@pytest.mark.parametrize(
    "typed",
    [str.upper, "Kec. {}".format, "Kecamatan {}".format, "kec.{}".format, "Kecamatan{}".format],
)
def test_every_district_of_magelang_is_found_as_it_is_typed(typed: Callable[[str], str]) -> None:
    """The same goes for the kecamatan."""
    for code, name, district in IN_MAGELANG:
        found = look_up(MAGELANG, name, typed(district))
        assert found is not None
        assert found.village_code == code


def test_every_odd_name_is_found_without_its_marks() -> None:
    """Names with digits, slashes, brackets, apostrophes and U+2019 can be typed without them."""
    same = Counter((code[:6], letters(name)) for code, name, _ in ALL)
    odd = [village for village in ALL if re.search(r"[^A-Za-z .-]", village[1])]
    for code, name, district in odd:
        found = look_up(code[:4], letters(name), district.upper())
        assert found is not None
        assert found.village_code == (code if same[code[:6], letters(name)] == 1 else None)
    assert len(odd) > 500


@pytest.mark.parametrize(
    ("regency", "desa", "kecamatan", "code"),
    [
        ("1204", "Lalai I/II", "Hiliserangkai", "1204202005"),
        ("1204", "LALAI I-II", "Hili Serangkai", "1204202005"),
        ("5307", "Udek Du\u2019en", "Talibura", "5307082019"),
        ("5307", "Udek Du'en", "Talibura", "5307082019"),
        ("5307", "Udek Duen", "Talibura", "5307082019"),
        ("1904", "Kurau (Timur)", "Koba", "1904012005"),
        ("1904", "kurau timur", "Koba", "1904012005"),
        ("8201", "Taba Damai (DB)", "Jailolo Selatan", "8201052021"),
        ("8201", "Taba Damai", "Jailolo Selatan", None),
        ("1207", "Lubuk Pakam I,II", "Lubuk Pakam", "1207281007"),
        ("7401", "19 Nopember", "Wundulako", "7401011001"),
        ("3322", "Kelurahan", "Jambu", "3322082003"),
        ("3322", "Desa Kelurahan", "Jambu", "3322082003"),
    ],
)
def test_odd_names(regency: str, desa: str, kecamatan: str, code: str | None) -> None:
    """Some names that are on the list, as people may type them."""
    found = look_up(regency, desa, kecamatan)

    assert found is not None
    assert found.village_code == code


def test_names_that_differ_in_a_comma_are_told_apart_by_it_alone() -> None:
    """Two neighbours are the same by their letters: as on the list is one, else it is neither."""
    first = look_up("1207", "Lubuk Pakam I,II", "Lubuk Pakam")
    second = look_up("1207", "Lubuk Pakam III", "Lubuk Pakam")
    neither = look_up("1207", "LUBUK PAKAM III", "Lubuk Pakam")

    assert first is not None
    assert second is not None
    assert first.village_code != second.village_code is not None
    assert neither == Places(desa_known=True, kecamatan_known=True, village_code=None)


def test_villages_really_called_desa_are_found_with_and_without_it() -> None:
    """The word is part of 21 names, and they are found by either."""
    called_desa = [village for village in ALL if village[1].startswith("Desa ")]
    for code, name, district in called_desa:
        for typed in (name, name.upper(), name.removeprefix("Desa "), f"Desa {name}"):
            found = look_up(code[:4], typed, district)
            assert found is not None
            assert found.village_code == code
    assert len(called_desa) == 21


@pytest.mark.parametrize("name", ["Desakolot", "Desaloka", "Desay", "Kelapa", "Kedungsari"])
def test_names_that_begin_with_the_letters_of_a_kind_keep_them(name: str) -> None:
    """Only a whole word is taken off: "Kelapa" is not the kelurahan Apa."""
    code, _, district = next(village for village in ALL if village[1] == name)
    without = look_up(code[:4], re.sub("^(Desa|Ke[ld])", "", name), district)
    found = look_up(code[:4], name.upper(), district)

    assert found is not None
    assert found.village_code == code
    assert without is None or without.village_code is None


# --- verdicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("desa", "kecamatan", "desa_known", "kecamatan_known", "code"),
    [
        ("Surodadi", "Candimulyo", True, True, "3308152019"),
        ("Surodadi", "Borobudur", True, True, None),  # in the regency, but not in that district
        ("Surodadi", "Candi", True, False, None),
        ("Suradadi", "Candimulyo", False, True, None),
        ("Suradadi", "Candi", False, False, None),
        ("", "", False, False, None),
        ("Desa", "Kec.", False, False, None),
        ("Desa Desa Desa", "...", False, False, None),
        ("Surodadi" + " " * 60, "Candimulyo", False, True, None),
        ("Surodadi", "Candimulyo" + "." * 60, True, False, None),
    ],
)
def test_verdicts(
    desa: str,
    kecamatan: str,
    *,
    desa_known: bool,
    kecamatan_known: bool,
    code: str | None,
) -> None:
    """The desa is looked for in its kecamatan, then anywhere; a code needs both."""
    assert look_up(MAGELANG, desa, kecamatan) == Places(desa_known, kecamatan_known, code)


def test_same_name_in_two_districts_is_told_apart_by_the_district() -> None:
    """There is a Sidomulyo in three districts of Magelang; without one of them, it has no code."""
    found = {
        district: look_up(MAGELANG, name, district)
        for _, name, district in IN_MAGELANG
        if name == "Sidomulyo"
    }

    assert len({place.village_code for place in found.values() if place}) == len(found) > 1
    assert look_up(MAGELANG, "Sidomulyo", "Mertoyudan") == Places(
        desa_known=True, kecamatan_known=True, village_code=None
    )


@pytest.mark.parametrize("regency", ["3399", "9101", "6404", "33", "330815", "", "٣٣٠٨", "3308 "])
def test_regency_without_a_list(regency: str) -> None:
    """Former regencies, gaps and what is no regency at all have no list."""
    assert look_up(regency, "Surodadi", "Candimulyo") is None
    assert nearest_desa(regency, "Surodadi", "Candimulyo") is None
    assert nearest_kecamatan(regency, "Candimulyo") is None


# --- the nearest name ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("desa", "nearest"),
    [
        ("Surodadi", "Surodadi"),
        ("SURADADI", "Surodadi"),
        ("Suroddadi", "Surodadi"),
        ("Desa Sorodadi", "Surodadi"),
        ("Surodai", "Surodadi"),
        ("Surodaid", "Surodadi"),
        ("Tampir Wetam", "Tampirwetan"),
        ("Tampir Kolon", "Tampirkulon"),
        ("Trinten", "Trenten"),
        ("Bate", "Bateh"),
        ("Tembeleng", "Tembelang"),
        ("Sido Mulya", "Sidomulyo"),
        ("Mejin", "Mejing"),
        ("Kebonreja", "Kebonrejo"),
        ("Jakarta Pusat", None),
        ("Mars", None),
        ("x", None),
        ("", None),
        ("...", None),
        ("Desa", None),
        ("Surodadi" * 20, None),
    ],
)
def test_nearest_desa(desa: str, nearest: str | None) -> None:
    """Usual variants and small slips lead to the official spelling, and nothing far off does."""
    assert nearest_desa(MAGELANG, desa, "Candimulyo") == nearest


@pytest.mark.parametrize(
    ("kecamatan", "nearest"),
    [
        ("Candi Mulya", "Candimulyo"),
        ("Kec. Candimulio", "Candimulyo"),
        ("Borobudhur", "Borobudur"),
        ("Mertoyodan", "Mertoyudan"),
        ("Kaliangkrek", "Kaliangkrik"),
        ("Grabak", "Grabag"),
        ("Gondomanan", None),
        ("", None),
        ("Kec.", None),
        ("Candimulyo " * 10, None),
    ],
)
def test_nearest_kecamatan(kecamatan: str, nearest: str | None) -> None:
    """The same goes for the kecamatan."""
    assert nearest_kecamatan(MAGELANG, kecamatan) == nearest


@pytest.mark.parametrize("typed", ["Sumberejo", "Sumber Rejo", "Sumberrejo", "Sumber Reja"])
@pytest.mark.parametrize("official", ["Sumberejo", "Sumber Rejo", "Sumberrejo"])
def test_usual_variants_of_one_name(typed: str, official: str) -> None:
    """However the list of a district spells it, the hint is that spelling."""
    code, _, district = next(village for village in ALL if village[1] == official)

    assert nearest_desa(code[:4], typed, district) == official


@pytest.mark.parametrize(
    ("desa", "kecamatan", "nearest"),
    [
        ("Garipurno", "Salaman", "Paripurno"),
        ("Garipurno", "Borobudur", "Giripurno"),
        ("Garipurno", "Borobudor", "Giripurno"),
        ("Trasak", "Salaman", "Krasak"),
        ("Trasak", "Kec. Bandongan", "Trasan"),
        ("Surodadji", "Salaman", "Surodadi"),
        ("Surodadji", "Surabaya", "Surodadi"),
    ],
)
def test_nearest_desa_is_looked_for_in_the_kecamatan_first(
    desa: str, kecamatan: str, nearest: str
) -> None:
    """Of two names as near, that of the kecamatan is the hint, also when that is misspelled."""
    assert nearest_desa(MAGELANG, desa, kecamatan) == nearest


def test_one_slip_in_any_name_of_magelang_is_found_again() -> None:
    """Any letter of a name left out: the name is the hint, unless that makes another's name."""
    for _, name, district in IN_MAGELANG:
        for position in range(1, len(name), 3):
            typed = name[:position] + name[position + 1 :]
            found = look_up(MAGELANG, typed, district)
            assert found is not None
            assert found.desa_known or nearest_desa(MAGELANG, typed, district) == name


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_verdict_and_hints_from_the_list(desa: str, kecamatan: str) -> None:
    """Whatever is typed, there is an answer, and a hint is an official name."""
    found = look_up(MAGELANG, desa, kecamatan)

    assert found is not None
    assert found.village_code is None or (found.desa_known and found.kecamatan_known)
    assert nearest_desa(MAGELANG, desa, kecamatan) in {None, *(v[1] for v in IN_MAGELANG)}
    assert nearest_kecamatan(MAGELANG, kecamatan) in {None, *(v[2] for v in IN_MAGELANG)}


@settings(deadline=None)
@given(
    st.text("abc", min_size=1, max_size=8),
    st.text("abc", max_size=8),
)
def test_distance_is_the_number_of_slips(one: str, other: str) -> None:
    """The distance in bits is the one that the usual table gives."""
    assert places._Pattern(one).distance(other) == slips(one, other)


def slips(one: str, other: str) -> int:
    """Return the distance by optimal string alignment, as in a textbook."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        rows.append([i])
        for j, twin in enumerate(other, 1):
            steps = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (letter != twin)]
            if min(i, j) > 1 and letter == other[j - 2] and one[i - 2] == twin:
                steps.append(rows[i - 2][j - 2] + 1)
            rows[i].append(min(steps))
    return rows[-1][-1]


# --- loading -------------------------------------------------------------------------------------


def test_lists_that_are_kept_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest list goes when there is no room, and comes back when it is asked for."""
    monkeypatch.setattr(places, "_KEPT", 2)
    monkeypatch.setattr(places, "_loaded", {})
    for regency in ("3308", "3371", "3307", "3308"):
        assert look_up(regency, "Surodadi", "Candimulyo") is not None
        assert len(places._loaded) <= 2

    assert list(places._loaded) == ["3307", "3308"]


def test_many_threads_at_first_use_get_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is made by one thread, and the others wait for it."""
    made = []
    read_names = places._read_names

    def slowly(table: str) -> places._Names:
        time.sleep(0.05)
        made.append(table)
        return read_names(table)

    monkeypatch.setattr(places, "_loaded", {})
    monkeypatch.setattr(places, "_read_names", slowly)
    start = threading.Barrier(8)
    got: list[Places | None] = []

    def ask() -> None:
        start.wait()
        got.append(look_up(MAGELANG, "Candisari", "Windusari"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert len(got) == 8
    assert len(set(got)) == 1
    assert got[0] is not None


def test_places_is_a_value() -> None:
    """A verdict cannot be changed, and equals another that says the same."""
    place = Places(desa_known=True, kecamatan_known=False)

    assert place == Places(desa_known=True, kecamatan_known=False, village_code=None)
    assert not hasattr(place, "__dict__")
    with pytest.raises(AttributeError):
        place.desa_known = False  # type: ignore[misc]


def test_longest_names_are_within_the_limit() -> None:
    """No official name is too long to be looked for, even with a word in front of it."""
    longest = max(len(name) for _, name, district in ALL for name in (name, district))

    assert longest == 44
    assert longest + len("Kelurahan : ") <= places._LONGEST_FIELD
