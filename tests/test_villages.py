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

from ktpmsg.regions import codes, nearest, region, spelling, tables
from ktpmsg.regions import villages as places
from ktpmsg.regions.villages import Places, listed, look_up, nearest_desa, nearest_kecamatan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGELANG = "3308"


def villages() -> Iterator[tuple[str, str, str]]:
    """Yield all villages: code, name, and the name of the district, read in the plainest way."""
    sections = (
        section
        for province in sorted(codes.provinces())
        for section in tables.read_villages(province).split("\n\n")
    )
    districts = [code for code in codes.current() if len(code) == len("330815")]
    for district, section in zip(districts, sections, strict=True):
        number = 2001
        for line in section.splitlines():
            if re.fullmatch("[0-9]{4}:", line):
                number = int(line[:4])
            else:
                yield f"{district}{number}", line, str(codes.name_of(district))
                number += 1


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
    """Each district comes with its villages, as they are in the plainest way."""
    found = [
        (code, name, kecamatan)
        for _, kecamatan, villages in places.districts()
        for code, name in villages.items()
    ]
    assert found == ALL


@pytest.mark.parametrize(("under", "number"), [("33", 576), ("3308", 21), ("330815", 1), ("97", 0)])
def test_districts_under_a_region(under: str, number: int) -> None:
    """Those of a province, of a regency, of the district itself; none below what is no region."""
    found = list(places.districts(under))

    assert len(found) == number
    assert all(code.startswith(under) for code, _, _ in found)


def test_villages_of_a_district() -> None:
    """They come by their codes; of what is no district in force there are none."""
    assert places.villages("330815") == {
        code: name for code, name, _ in IN_MAGELANG if code.startswith("330815")
    }
    assert [places.villages(code) for code in ("", "3308", "330899", "910101", "\u0663")] == [
        {}
    ] * 5


def test_regencies_with_villages_are_those_in_force() -> None:
    """Every regency in force has a list, with all its districts, and no other has one."""
    in_force = codes._codes().official - codes._codes().former

    assert {code[:4] for code, _, _ in ALL} == {code for code in in_force if len(code) == 4}
    assert {code[:6] for code, _, _ in ALL} == {code for code in in_force if len(code) == 6}


def test_district_names_are_those_of_the_regions() -> None:
    """The two tables spell a district the same."""
    for code, _, district in ALL[::50]:
        assert region.Region(code[:6]).district == district


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


# --- words that do not count ---------------------------------------------------------------------


def test_every_village_is_found_after_each_word_for_its_kind() -> None:
    """In its own district, unless that makes the name of a neighbour, or two are meant equally."""
    spared = 0
    for district, kecamatan, villages in places.districts():
        by_letters = Counter(letters(name) for name in villages.values())
        bare = Counter(
            spelling.bare(spelling.words(name), spelling.VILLAGE_WORDS)
            for name in villages.values()
        )
        for code, name in villages.items():
            kinds = sorted(spelling.VILLAGE_WORDS) if code.endswith("1") else ["desa", "kampung"]
            for kind in kinds:
                found = look_up(district[:4], f"{kind.title()} {name}", kecamatan)
                assert found is not None
                assert found[:2] == (True, True)
                if by_letters[kind + letters(name)] or by_letters[letters(name)] > 1:
                    spared += 1
                elif bare[spelling.bare(spelling.words(name), spelling.VILLAGE_WORDS)] == 1:
                    assert found.village_code == code
                else:
                    spared += 1
                    assert found.village_code in {code, None}
    assert 0 < spared < 400


@pytest.mark.parametrize(
    ("regency", "kecamatan", "longer", "shorter"),
    [
        ("1206", "Merek", "Negeri Tongging", "Tongging"),
        ("1708", "Kepahiang", "Kampung Pensiunan", "Pensiunan"),
        ("5105", "Klungkung", "Kampung Gelgel", "Gelgel"),
        ("5105", "Dawan", "Kampung Kusamba", "Kusamba"),
        ("6104", "Benua Kayong", "Negeri Baru", "Baru"),
    ],
)
def test_neighbours_that_differ_in_such_a_word(
    regency: str, kecamatan: str, longer: str, shorter: str
) -> None:
    """Each is found by its own name; with another word in front, nobody can tell which is meant."""
    codes = {
        name: code
        for _, district, villages in places.districts(regency)
        if district == kecamatan
        for code, name in villages.items()
    }

    def code(desa: str) -> str | None:
        found = look_up(regency, desa, kecamatan)
        assert found is not None
        assert found[:2] == (True, True)
        return found.village_code

    for typed in (longer, longer.upper(), f"Desa {longer}", f"Kel. {longer}"):
        assert code(typed) == codes[longer]
    for typed in (shorter, shorter.upper(), f"({shorter})"):
        assert code(typed) == codes[shorter]
    for typed in (f"Desa {shorter}", f"Gampong {shorter}", f"desa{shorter}"):
        assert code(typed) is None


ADDRESSES = [
    "RT 02 RW 05",
    "RT 2/RW 5",
    "RT.02/05",
    "RT 02/RW 05",
    "rt02rw05",
    "Rt. 002 / Rw. 005",
    "RT/RW 02/05",
    "RT/RW: 2/5",
    "R.T. 02 R.W. 05",
    "RW 05 RT 02",
    "RT 02, RW 05",
    "RT: 02 RW: 05",
    "RT 02",
    "RW 05",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "typed", ["{} {}", "{}, {}", "{} ({})", "Desa {} {}", "{},{}.", "Ds. {} - {}"]
)
def test_address_after_a_desa(typed: str, address: str) -> None:
    """RT and RW after the name do not count, whatever comes between."""
    for code, name, district in IN_MAGELANG[::40]:
        found = look_up(MAGELANG, typed.format(name, address), district)
        assert found == Places(desa_known=True, kecamatan_known=True, village_code=code)
    assert nearest_desa(MAGELANG, typed.format("Suradadi", address), "Candimulyo") == "Surodadi"


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_before_a_desa(address: str) -> None:
    """Nor do they before it."""
    for typed in (f"{address} Surodadi", f"{address}, Desa Surodadi"):
        found = look_up(MAGELANG, typed, "Candimulyo")
        assert found is not None
        assert found.village_code == "3308152019"


@pytest.mark.parametrize(
    "desa", ["RT 02 RW 05", "Surodadi RT", "Surodadi 02 05", "Surodadirt 02", "Surodadi Blok A"]
)
def test_what_is_no_address(desa: str) -> None:
    """What is neither a name nor an address beside one is not known."""
    found = look_up(MAGELANG, desa, "Candimulyo")

    assert found == Places(desa_known=False, kecamatan_known=True)


@pytest.mark.parametrize(
    ("regency", "kecamatan", "known"),
    [
        ("3308", "Candimulyo, Magelang", True),
        ("3308", "CANDIMULYO MAGELANG", True),
        ("3308", "Candimulyo Kab. Magelang", True),
        ("3308", "Kec. Candimulyo, Kabupaten Magelang", True),
        ("3308", "Candi Mulyo (Kab Magelang)", True),
        ("3308", "Candimulyo, Kota Magelang", False),
        ("3308", "Candimulyo, Temanggung", False),
        ("3308", "Magelang", False),
        ("3308", "Kab. Magelang", False),
        ("3308", "Candimulyo Kab.", False),
        ("3371", "Magelang Utara, Kota Magelang", True),
        ("3371", "Magelang Utara, Magelang", True),
        ("3371", "Magelang Utara, Kab. Magelang", False),
        ("3171", "Gambir, Jakarta Pusat", True),
        ("3171", "Gambir, Kota Adm. Jakarta Pusat", True),
        ("3171", "Gambir, Kota Administrasi Jakarta Pusat", True),
        ("3571", "Kota Kediri", True),
        ("1401", "Bangkinang Kota, Kampar", True),
        ("3308", "Desa Candimulyo", False),
        ("3404", "Kapanewon Sleman", True),
        ("3471", "Kemantren Jetis", True),
        ("9103", "Distrik Sentani", True),
    ],
)
def test_regency_and_kind_beside_a_kecamatan(regency: str, kecamatan: str, *, known: bool) -> None:
    """The regency's own name after it does not count, nor the word for a district before it."""
    found = listed(regency, "x", kecamatan)

    assert found == (False, known)
    if known:
        assert nearest_kecamatan(regency, kecamatan) is not None


def test_district_with_and_without_kota() -> None:
    """Two districts of Kota Sorong are called so: which is meant only the name itself can say."""
    in_sorong_kota = look_up("9671", "Remu", "Sorong Kota, Sorong")
    assert {found for _, found, _ in places.districts("9671")} >= {"Sorong", "Sorong Kota"}
    assert in_sorong_kota is not None
    assert in_sorong_kota.kecamatan_known
    for kecamatan in ("Sorong", "Sorong Kota", "Distrik Sorong", "Distrik Sorong Kota"):
        (districts,) = [
            villages
            for _, name, villages in places.districts("9671")
            if name == kecamatan.removeprefix("Distrik ")
        ]
        for code, name in districts.items():
            found = look_up("9671", name, kecamatan)
            assert found is not None
            assert found.village_code == code


def test_districts_of_a_regency_differ_in_their_letters() -> None:
    """The look-up counts on it; and that no district's name begins with a word for its kind."""
    found = Counter(
        (code[:4], spelling.bare(spelling.words(name), spelling.DISTRICT_WORDS))
        for code, name, _ in places.districts()
    )
    assert set(found.values()) == {1}
    assert not [
        name
        for _, name, _ in places.districts()
        if name.lower().startswith("kec") and " " in name
        if name.lower().split()[0] in spelling.DISTRICT_WORDS
    ]


def test_letters_of_every_name_are_those_of_its_line() -> None:
    """The table is folded at once, and a name on its own: the two ways agree."""
    for code, name, _ in ALL[::7]:
        assert name.lower().translate(places._MARKS) == spelling.letters(name), code


@settings(deadline=None)
@given(
    st.sampled_from(IN_MAGELANG),
    st.sampled_from(["{}", "Desa {}", "{} RT 1", "x{}", "{}\n", "{}:"]),
    st.sampled_from(["{}", "{}, Magelang", "Kec {}", "{}x"]),
)
def test_listed_is_what_look_up_says(
    village: tuple[str, str, str], desa: str, kecamatan: str
) -> None:
    """The two never differ."""
    _, name, district = village
    typed = desa.format(name), kecamatan.format(district)
    found = look_up(MAGELANG, *typed)

    assert found is not None
    assert listed(MAGELANG, *typed) == found[:2]


@pytest.mark.parametrize("desa", ["2001:", "2001", "Surodadi\nSurojoyo", "Surojoyo\n2001:", ""])
def test_what_the_table_holds_besides_names_is_no_name(desa: str) -> None:
    """Numbers and line ends of the table are not found in it."""
    found = look_up(MAGELANG, desa, "Candimulyo")

    assert found == Places(desa_known=False, kecamatan_known=True)
    assert listed("3399", desa, "Candimulyo") is None


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
        ("Surodadi" + " " * 100, "Candimulyo", False, True, None),
        ("Surodadi", "Candimulyo" + "." * 100, True, False, None),
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
    assert nearest.Pattern(one).distance(other) == slips(one, other)


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


@pytest.fixture
def nothing_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not used anything yet."""
    monkeypatch.setattr(places, "_loaded", {})
    monkeypatch.setattr(places, "_unread", {})


@pytest.mark.usefixtures("nothing_read")
def test_each_table_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many regencies are asked for in whatever order, and that of no other province."""
    asked: list[str] = []
    read = tables.read_villages

    def counted(name: str) -> str:
        asked.append(name)
        return read(name)

    monkeypatch.setattr(tables, "read_villages", counted)
    for regency in ("3308", "3371", "1101", "3307", "3308", "1102"):
        assert look_up(regency, "Surodadi", "Candimulyo") is not None

    assert asked == ["33", "11"]


@pytest.mark.usefixtures("nothing_read")
def test_many_threads_at_first_use_get_the_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thread gets the same, though several may read the table at the same time."""
    read = tables.read_villages

    def slowly(name: str) -> str:
        time.sleep(0.05)
        return read(name)

    monkeypatch.setattr(tables, "read_villages", slowly)
    start = threading.Barrier(8)
    got: list[Places | None] = []

    def ask() -> None:
        start.wait()
        got.append(look_up(MAGELANG, "CANDISARI", "Windusari"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [look_up(MAGELANG, "Candisari", "Windusari")] * 8
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
    assert 2 * longest <= places._LONGEST_FIELD
