"""The plugin for pytest: a failed comparison shows nothing personal, and `no_leak` is a fixture."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SECRETS = re.compile(r"3308155[0-9]|3308151[0-9]|08959001|03079004|Aminah|Surodadi|BPJS")

HEAD = """
import dataclasses, datetime, enum, ktpmsg, pytest

NIK, KK = "3308155508" + "959001", "3308151203" + "079004"
TEXT = f"#KTP#{NIK}#{KK}#Siti " + "Ami" + "nah#Suro" + "dadi#Candimulyo#Hilang"
SYNC = f"#SINKRONISASI#{NIK}#{KK}#BP" + "JS"
m, s = ktpmsg.parse(TEXT), ktpmsg.parse(SYNC)
report = ktpmsg.check(TEXT)
faulty = ktpmsg.check(TEXT.replace(NIK, NIK[:-1]))
"""


def outcome(pytester: pytest.Pytester, body: str, *options: str) -> str:
    """What pytest prints of these tests, in a process of its own."""
    body = textwrap.indent(textwrap.dedent(body), "    ")
    pytester.makepyfile(f"{HEAD}\ndef test_it(no_leak):\n{body}")
    return pytester.runpytest_subprocess(
        "-p", "no:cacheprovider", "--no-header", *options
    ).stdout.str()


COMPARISONS = {
    "a number and a text": ("m.nik == KK", "they differ in 6 of 16 characters"),
    "a number and a short text": ("m.nik == NIK[:-1]", "they have 16 and 15 characters"),
    "a text and a number": ("KK == m.nik", "'330815**********' == Nik('330815**********')"),
    "a number in a text": ("m.nik not in TEXT", "not in <str of"),
    "a number before another": ("m.nik < m.nomor_kk", "Nik('330815**********') < NomorKK("),
    "a number and an int": ("m.nik == int(NIK)", "Nik('330815**********') == 330815**********"),
    "a number and a small int": ("m.nik == 5", "they are of the types Nik and int"),
    "a number and another thing": ("m.nik == object()", "Nik('330815**********') == <object>"),
    "a number and None": ("m.nik is None", "Nik('330815**********') is None"),
    "records": ("m == ktpmsg.parse(TEXT.replace('Siti', 'Ani'))", "they differ in nama"),
    "records of two kinds": ("m == s", "they are of the types Ktp and Sinkronisasi"),
    "a record and its text": ("m == TEXT", "they are of the types Ktp and str"),
    "reports": ("report == faulty", "they differ in text, span, message, problems"),
    "problems": ("faulty.problems[0] == report", "they are of the types Problem and Report"),
    "lists": ("[m.nik, 1] == [m.nik, 2]", "they differ first at index 1"),
    "lists of two lengths": ("[m.nik] == [NIK, KK]", "they have 1 and 2 items"),
    "long lists": ("[m] * 20 == [s] * 20", "alasan='Hilang'), ...) == list(Sink"),
    "dicts": ("{'a': m.nik, 'b': 1} == {'a': KK, 'c': 2}", "keys that only one has: 2"),
    "values of dicts": ("{'a': m.nik} == {'a': KK}", "values that differ: 1"),
    "sets": ("{m.nik} == {KK}", "set(Nik('330815**********')) == set('330815**********')"),
    "deep ones": ("[[[[[[m.nik]]]]], m.nik] == [KK]", "they have 2 and 1 items"),
    "a choice": ("m.alasan == (m.nik, ktpmsg.Code.EMPTY, datetime.date.today())", "<date>"),
    "equal ones": ("[m.nik] != [NIK]", "list(Nik('330815**********')) != list('330815**********')"),
}


@pytest.mark.parametrize("options", [(), ("-vv", "--showlocals"), ("--tb=native",)], ids=str)
def test_comparisons(options: tuple[str, ...], pytester: pytest.Pytester) -> None:
    """Whatever is compared, however much pytest is asked to show of it, in one process."""
    tests = [
        f"def test_{number}():\n    assert {comparison}\n"
        for number, (comparison, _) in enumerate(COMPARISONS.values())
    ]
    pytester.makepyfile(HEAD + "\n".join(tests))
    done = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--no-header", *options)

    done.assert_outcomes(failed=len(COMPARISONS))
    shown = done.stdout.str()
    assert [words for _, words in COMPARISONS.values() if words not in shown] == []
    assert not SECRETS.findall(shown)


def test_a_number_in_the_source(pytester: pytest.Pytester) -> None:
    """The number that a test writes out is masked, too, where it was compared with one of ours."""
    shown = outcome(pytester, 'wrong = "3308155508959001"\nassert s.nomor_kk == wrong', "-l")
    assert "s.nomor_kk == wrong" in shown
    assert "330815**********" in shown
    assert not SECRETS.findall(shown)
    shown = outcome(pytester, 'assert s.nomor_kk == "3308155508959001"', "--tb=line")
    assert not SECRETS.findall(shown)


def test_what_cannot_be_compared_again(pytester: pytest.Pytester) -> None:
    """A value that raises when it is compared once more is shown without the difference."""
    shown = outcome(
        pytester,
        """
        class Odd:
            count = 0
            def __ne__(self, other):
                raise RuntimeError
            def __eq__(self, other):
                return False
        assert [Odd(), m.nik] == [Odd(), m.nik]
        """,
    )
    assert "list(<Odd>, Nik('330815**********')) == list(<Odd>," in shown
    assert "RuntimeError" not in shown.splitlines()[-1]


def test_other_comparisons_are_as_ever(pytester: pytest.Pytester) -> None:
    """Where no value of ours takes part, pytest says what it always does."""
    shown = outcome(pytester, 'assert ["one", "two"] == ["one", "three"]')
    assert "At index 1 diff: 'two' != 'three'" in shown


def test_no_leak(pytester: pytest.Pytester) -> None:
    """The fixture is `assert_no_leak`."""
    shown = outcome(
        pytester,
        """
        with no_leak(TEXT) as leak:
            leak.look_at(str(m))
        with pytest.raises(AssertionError, match="digits of nik"), no_leak(m) as leak:
            leak.look_at(m.nik.digits)
        """,
    )
    assert "1 passed" in shown


def test_costs_next_to_nothing() -> None:
    """The plugin is loaded in every run: it loads nothing of the library, nor a table, nor Lark."""
    program = (
        "import sys, pytest; before = set(sys.modules); import ktpmsg.testing.plugin;"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout == "['ktpmsg', 'ktpmsg.testing', 'ktpmsg.testing.plugin']\n"


def test_the_library_can_be_measured(pytester: pytest.Pytester) -> None:
    """`pytest --cov=ktpmsg` says what it says without the plugin, and warns of nothing."""
    pytester.makepyfile("import ktpmsg\ndef test_it():\n    assert ktpmsg.Code('empty')\n")
    options = ("--cov=ktpmsg", "--cov-report=json", "-W", "error", "-p", "no:cacheprovider")
    done = pytester.runpytest_subprocess(*options)
    done.assert_outcomes(passed=1)
    assert "Warning" not in done.stdout.str() + done.stderr.str()
    assert Path(pytester.path, "coverage.json").exists()
