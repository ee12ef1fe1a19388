"""The interface: 19 names, typed, documented by examples that run, and errors that are its own."""

from __future__ import annotations

import array
import ast
import datetime
import doctest
import importlib.resources
import importlib.util
import inspect
import os
import pathlib
import pickle
import pkgutil
import pydoc
import re
import subprocess
import sys
import traceback
import typing
from typing import TYPE_CHECKING, Any

import consumer
import pytest
from hypothesis import given, settings
from people import KK, KTP, NIK, SMS, SYNC, TODAY, ktp, sent_texts

import ktpmsg
from ktpmsg import Alasan, Code, Formats, GrammarError, Ktp, MessageError, Nik, NomorKK

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

NAMES = [
    "parse", "check", "find", "Message", "Ktp", "Sinkronisasi", "Disdukcapil", "Nik", "NomorKK",
    "Alasan", "Sex", "Region", "Report", "Problem", "Code", "MessageError", "Formats", "Record",
    "GrammarError",
]  # fmt: skip

ROOT = pathlib.Path(__file__).parents[1]


# --- names -------------------------------------------------------------------------------------


def test_names_are_loaded_when_used() -> None:
    """To import the library loads nothing of it; every name is there when it is asked for."""
    program = (
        "import sys, ktpmsg\n"
        "assert not {'lark', 'attr', 'ktpmsg.problems'} & set(sys.modules)\n"
        "assert set(ktpmsg.__all__) <= set(dir(ktpmsg))\n"
        "from ktpmsg import *\n"
        "assert check('').problems[0].code is Code.EMPTY\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        ktpmsg.chek  # type: ignore[attr-defined]  # noqa: B018


def test_names() -> None:
    """Nineteen names are public, and each is there."""
    assert sorted(ktpmsg.__all__) == sorted(NAMES)
    assert len(set(NAMES)) == 19
    for name in NAMES:
        assert getattr(ktpmsg, name) is not None


def test_star_import() -> None:
    """`from ktpmsg import *` brings those names and no others."""
    found: dict[str, Any] = {}
    exec("from ktpmsg import *", found)  # noqa: S102 - a star is not allowed in a function

    assert set(found) - {"__builtins__"} == set(NAMES)


OWN = [name for name in NAMES if name != "Message"]
# What tab completion offers of each value, beyond the methods of `str`.
OFFERED = {
    "Formats": "check find load parse records",
    "Ktp": "alasan desa kecamatan nama nik nomor_kk published text village_code",
    "Sinkronisasi": "keperluan nik nomor_kk published text village_code",
    "Disdukcapil": "isi_sms nama nik published text village_code",
    "Nik": "birth_date digits parse region serial sex",
    "NomorKK": "digits issue_date parse region serial",
    "Alasan": "HILANG PEMULA RUSAK UBAH_DATA name requires value",
    "Sex": "FEMALE MALE name value",
    "Region": "children code decree district of parent province regency status village",
    "Report": "draw errors kind line message notices ok problems repairs reply span text to_dict",
    "Problem": "code describe field hint severity span",
    "MessageError": "add_note args problems report with_traceback",
    "GrammarError": "add_note args with_traceback",
}


def values() -> dict[str, object]:
    """A value of each of these classes."""
    report = ktpmsg.check(ktp(nik=NIK[1:]))
    lost = ktpmsg.parse(KTP)
    found: list[Any] = [lost, ktpmsg.parse(SYNC), ktpmsg.parse(SMS), report, report.problems[0]]
    found += [lost.nik, NomorKK(KK), Alasan.HILANG, lost.nik.sex, lost.nik.region]
    found += [raised(FAULTS["none"]), GrammarError("x")]
    found += [Formats('start: cek\ncek: "CEK"i "#" nik\n%import fields (NIK)\nnik: NIK\n')]
    return {type(value).__name__: value for value in found}


@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered(name: str) -> None:
    """What is not public "begins with an underscore", or is not what tab completion offers."""
    value = values()[name]
    offered = {each for each in dir(value) if not each.startswith("_")}
    if isinstance(value, str):
        offered -= set(dir(str))

    assert offered == set(OFFERED[name].split())
    assert dir(ktpmsg) == sorted(NAMES)


@pytest.mark.parametrize("name", OWN)
def test_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`help()` of each public name works, and of the library."""
    for thing in (getattr(ktpmsg, name), ktpmsg):
        pydoc.Helper(output=sys.stdout)(thing)
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("name", OWN)
def test_type_hints(name: str) -> None:
    """`typing.get_type_hints` of each public function and class works, and of its methods."""
    thing = getattr(ktpmsg, name)
    functions: list[Any] = [thing]
    if isinstance(thing, type):
        for method in (m for name, m in vars(thing).items() if not name.startswith("_")):
            inner = getattr(getattr(method, "fget", None) or method, "__func__", None)
            functions.append(inner or getattr(method, "fget", None) or method)
    hints = [
        typing.get_type_hints(f) for f in functions if inspect.isfunction(f) or isinstance(f, type)
    ]
    assert hints


@pytest.mark.parametrize("name", OWN)
def test_each_says_what_it_is(name: str) -> None:
    """Every public name has a docstring of its own."""
    assert len(getattr(ktpmsg, name).__doc__ or "") > 30


def test_typed() -> None:
    """The package says that it is typed."""
    assert importlib.resources.files("ktpmsg").joinpath("py.typed").is_file()


# --- examples ----------------------------------------------------------------------------------


def modules() -> list[ModuleType]:
    """The modules of the library, but for what asks for another one, and for the program."""
    found = []
    for module in pkgutil.walk_packages(ktpmsg.__path__, "ktpmsg."):
        if module.name.endswith(".__main__") or module.name.startswith("ktpmsg.integrations"):
            continue
        try:
            found.append(importlib.import_module(module.name))
        except ModuleNotFoundError as error:
            assert not str(error.name).startswith("ktpmsg")  # noqa: PT017 - another one is lacking
    return found


def test_examples_of_docstrings() -> None:
    """What examples there are in docstrings are what Python prints."""
    for module in modules():
        told: list[str] = []
        runner = doctest.DocTestRunner(verbose=False)
        for test in doctest.DocTestFinder().find(module):
            runner.run(test, out=told.append)
        assert not runner.summarize(verbose=False).failed, "".join(told)


# --- code --------------------------------------------------------------------------------------


def test_no_function_calls_itself() -> None:
    """Recursion is nowhere: no text can be nested too deep for it.

    But what helps tests looks into values, and not far.
    """
    for module in (each for each in modules() if "ktpmsg.testing" not in each.__name__):
        tree = ast.parse(inspect.getsource(module))
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        methods = {id(each): owner.name for owner in classes for each in owner.body}
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            owner = methods.get(id(function))
            owners = ("self.", "cls.", f"{owner}.") if owner else ("",)
            itself = {prefix + function.name for prefix in owners}
            calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
            assert itself.isdisjoint(ast.unparse(call.func) for call in calls), function.name


# --- arguments ---------------------------------------------------------------------------------

NO_TEXT: list[Any] = [
    b"#KTP",
    bytearray(b"#KTP"),
    None,
    0,
    1.5,
    [],
    [KTP],
    {},
    pytest.param(object(), id="object"),
    pytest.param(KTP.encode, id="method"),
]


@pytest.mark.parametrize("value", NO_TEXT, ids=repr)
@pytest.mark.parametrize("function", [ktpmsg.parse, ktpmsg.check])
def test_no_text(function: Callable[[Any], object], value: object) -> None:
    """Anything but a `str` is a TypeError, at the call, that names its type."""
    with pytest.raises(TypeError, match=rf"not {type(value).__name__}\b") as caught:
        function(value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "value",
    [
        b"#KTP",
        bytearray(b"#KTP"),
        pytest.param(memoryview(b"#KTP"), id="memoryview"),
        None,
        7,
        pytest.param(object(), id="object"),
        [KTP.encode()],
        [KTP, None],
        (KTP, 1),
        [[KTP]],
    ],
    ids=repr,
)
def test_nothing_to_find_in(value: Any) -> None:
    """What is neither a `str` nor an iterable of `str` is a TypeError at the call of `find`."""
    with pytest.raises(TypeError):
        ktpmsg.find(value)


@pytest.mark.parametrize(
    "value",
    [{KTP.encode(): 1}, {1, 2}, range(3), array.array("b", [1])],
    ids=["dict", "set", "range", "array"],
)
def test_nothing_to_find_in_at_the_latest(value: Any) -> None:
    """Nor does any other iterable whose items are no `str` get past it in silence."""
    with pytest.raises(TypeError):
        list(ktpmsg.find(value))


def test_lines_are_read_as_they_come() -> None:
    """An iterator is not read at the call; an item that is no `str` is a TypeError when reached."""
    lines: list[Any] = [KTP, b"#KTP"]
    found = ktpmsg.find(iter(lines))

    with pytest.raises(TypeError, match="not bytes"):
        list(found)


@pytest.mark.parametrize(
    ("value", "instead"),
    [
        (pathlib.Path("chat.txt"), r"open the file, or read it with path\.read_text\(\)"),
        (KTP.encode(), r"decode it first"),
    ],
    ids=["path", "bytes"],
)
@pytest.mark.parametrize("function", [ktpmsg.parse, ktpmsg.check, ktpmsg.find])
def test_what_to_pass_instead(function: Callable[[Any], object], value: Any, instead: str) -> None:
    """The message "says what to pass instead"."""
    with pytest.raises(TypeError, match=instead):
        function(value)


def test_text_of_a_subclass() -> None:
    """A subclass of `str` is read as the plain `str` that it contains."""

    class Text(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "***"

    assert ktpmsg.parse(Text(KTP)) == ktpmsg.parse(KTP)
    assert type(ktpmsg.check(Text(KTP)).text) is str
    assert len(list(ktpmsg.find(Text(KTP)))) == 1
    (report,) = ktpmsg.find([Text(KTP)])
    assert (type(report.text), report.text) == (str, KTP)
    assert ktpmsg.check(Nik(NIK)).text == NIK


@pytest.mark.parametrize("day", ["2026-11-23", 20261123, 1.5, (2026, 11, 23), datetime.time(1)])
@pytest.mark.parametrize("function", [ktpmsg.parse, ktpmsg.check, ktpmsg.find])
@pytest.mark.parametrize("text", [KTP, "halo"])
def test_no_day(function: Callable[..., object], day: object, text: str) -> None:
    """`today` is a date, or a TypeError at the call, whatever the text."""
    with pytest.raises(TypeError, match=f"today is a date, not {type(day).__name__}"):
        function(text, today=day)


def test_a_moment_is_of_a_day() -> None:
    """A `datetime` is a date, and stands for its day; None is the day that it is."""
    noon = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)

    assert ktpmsg.check(KTP, today=noon) == ktpmsg.check(KTP, today=TODAY)
    assert ktpmsg.check(KTP) == ktpmsg.check(KTP, today=None) == ktpmsg.check(KTP, today=TODAY)


@pytest.mark.parametrize("function", [ktpmsg.parse, ktpmsg.check, ktpmsg.find])
def test_options_by_name(function: Callable[..., object]) -> None:
    """`strict` and `today` are given by name."""
    with pytest.raises(TypeError):
        function(KTP, True)  # noqa: FBT003
    assert function(KTP, strict=True, today=TODAY) is not None


# --- exceptions --------------------------------------------------------------------------------


def by_hand() -> object:
    """A record that cannot be."""
    return Ktp(NIK, KK, "", "Surodadi", "Candimulyo", "Hilang")


FAULTS: dict[str, Callable[[], object]] = {
    "ktp": lambda: ktpmsg.parse(ktp(nik=NIK[:12], alasan="?")),
    "sinkronisasi": lambda: ktpmsg.parse(SYNC[:40]),
    "disdukcapil": lambda: ktpmsg.parse(SMS.replace("3308", "9908")),
    "strict": lambda: ktpmsg.parse(KTP + ".", strict=True),
    "none": lambda: ktpmsg.parse("halo"),
    "empty": lambda: ktpmsg.parse(""),
    "long": lambda: ktpmsg.parse("#" * 65_537),
    "by hand": by_hand,
    "nik": lambda: Nik(NIK[:15]),
    "nomor kk": lambda: NomorKK("x"),
}
EACH = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def raised(fault: Callable[[], object]) -> MessageError:
    """The exception of a fault."""
    with pytest.raises(MessageError) as caught:
        fault()
    return caught.value


@EACH
def test_message_error(fault: Callable[[], object]) -> None:
    """A `ValueError` with the problems, at least one of them an error, and no other behind it."""
    error = raised(fault)

    assert isinstance(error, ValueError)
    assert type(error) is MessageError
    assert any(p.severity == "error" for p in error.problems)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert error.report is None or error.report.problems == error.problems
    shown = "".join(traceback.format_exception(error))
    assert not re.search(r"\b(lark|attr)\b", shown.replace("attrs generated", ""), re.IGNORECASE)


@EACH
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_message_error_is_pickled(fault: Callable[[], object], protocol: int) -> None:
    """A `MessageError` pickles whole."""
    error = raised(fault)
    same = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301

    assert type(same) is MessageError
    assert (same.problems, same.report) == (error.problems, error.report)
    assert (str(same), repr(same)) == (str(error), repr(error))


def test_words_of_a_message_error() -> None:
    """It says in a line how many errors there are, and each with its field."""
    assert str(raised(FAULTS["ktp"])) == (
        "2 errors: nik: 12 digits, and a NIK has 16; "
        "alasan: none of Pemula, Hilang, Rusak, Ubah Data"
    )
    assert repr(raised(FAULTS["ktp"])) == "MessageError(wrong-length, unknown-choice)"
    assert str(raised(FAULTS["none"])) == "1 error: no known keyword at the beginning"
    (problem,) = raised(FAULTS["strict"]).problems
    assert str(raised(FAULTS["strict"])) == f"1 error: alasan: {problem.describe()}"


@settings(max_examples=50)
@given(text=sent_texts())
def test_nothing_else_is_raised(text: str) -> None:
    """`parse` and `check` agree on any text, and nothing but a `MessageError` is ever raised."""
    report = ktpmsg.check(text, today=TODAY)
    if report.ok:
        assert ktpmsg.parse(text, today=TODAY) == report.message
        return
    error = raised(lambda: ktpmsg.parse(text, today=TODAY))
    assert error.report == report
    assert error.problems == report.problems
    assert error.__cause__ is None
    assert error.__context__ is None


def test_parse_inside_a_handler() -> None:
    """The context that a caller is in remains the caller's own."""
    before = KeyError("mine")
    try:
        raise before
    except KeyError:
        error = raised(FAULTS["none"])

    assert error.__context__ is before
    assert before.__context__ is None


# --- an application ----------------------------------------------------------------------------


def test_application() -> None:
    """A typed application runs: `match` over the records, `isinstance`, attributes."""
    changed = ktpmsg.parse(ktp(alasan="Ubah Data"))
    elsewhere = ktpmsg.parse(ktp(desa="Suradadi", alasan="Rusak"))
    lost, other, question = (ktpmsg.parse(text) for text in (KTP, SYNC, SMS))

    assert [consumer.desk(m) for m in (lost, changed, elsewhere, other, question)] == [
        "loss",
        "Surodadi 3308152019 Candimulyo, Kabupaten Magelang, Jawa Tengah",
        "Suradadi None Candimulyo, Kabupaten Magelang, Jawa Tengah",
        "BPJS Kesehatan False",
        "Apakah KTP saya sudah jadi?",
    ]
    assert consumer.ages([lost, other], TODAY) == [31, 31]
    assert [consumer.family(m) for m in (lost, other, question)] == [NomorKK(KK), NomorKK(KK), None]
    assert consumer.first_error(KTP) is None
    assert consumer.first_error(KTP + ".") == (Code.TEXT_AFTER, "alasan", 77)
    assert list(consumer.women(ktpmsg.find(f"{KTP}\n{SYNC[:30]}\n{SMS}"))) == [Nik(NIK), Nik(NIK)]


def test_application_reads_a_chat() -> None:
    """`find` takes lines, and its reports have all that a table needs."""
    rows = consumer.table(["halo", KTP, "ya?", SYNC.replace(NIK, NIK[:15])])

    assert rows[0] == (2, "Ktp", "Candimulyo, Kabupaten Magelang, Jawa Tengah")
    assert rows[1][:2] == (4, "Sinkronisasi")
    assert rows[1][2].startswith("Not processed. 1 mistake: NIK: 15 digits")


def test_mistakes_of_an_application() -> None:
    """What a type checker refuses, Python refuses as well."""
    with pytest.raises(TypeError):
        consumer.mistakes(ktpmsg.parse(KTP))
    with pytest.raises(AttributeError):
        ktpmsg.parse(KTP).nik = Nik(NIK)  # type: ignore[misc]
    assert Alasan("Hilang") is Alasan.HILANG


@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_application_is_well_typed(tmp_path: pathlib.Path) -> None:
    """`mypy --strict` accepts the application, and refuses its mistakes."""
    package = pathlib.Path(ktpmsg.__file__).parent
    environment = {k: v for k, v in os.environ.items() if k != "MYPYPATH"}
    if "site-packages" not in package.parts:  # an editable install, which mypy need not see
        environment["MYPYPATH"] = str(package.parent)
    program = pathlib.Path(consumer.__file__)
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent",
         f"--cache-dir={os.devnull}", program],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "Success: no issues found in 1 source file\n")
