"""`assert_no_leak`: whatever way a code lets out what a message says of a person, it is told."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
import threading
import traceback
import unittest
import warnings
from typing import TYPE_CHECKING, cast

import pytest
from people import SMS as EXAMPLE
from people import TEXTS, TODAY, ktp, sms, sync

import ktpmsg
from ktpmsg.privacy import assert_no_leak

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

NIK = "3308155708649731"
KK = "3308152906179846"
NAME = "Qzaxqa Xqzovi"
TEXT = ktp(NIK, KK, NAME, "Zqxurang", "Xzqolor")
SECRETS = (NIK, KK, NIK[6:], NIK[-4:], "qzaxqa", "xqzovi", "zqxurang", "xzqolor")
REPORT = ktpmsg.check(TEXT)
LOG = logging.getLogger("application")


def told(run: Callable[[], object], *sent: object, allow: tuple[str, ...] = ()) -> str | None:
    """What the assertion says of some code; None if it says nothing."""
    try:
        with assert_no_leak(*cast("tuple[str, ...]", sent or (TEXT,)), allow=allow):
            run()
    except AssertionError as error:
        shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.__context__)
        assert not any(secret in shown.casefold() for secret in SECRETS)
        return str(error)
    return None


def told_of(value: object, *sent: object, allow: tuple[str, ...] = ()) -> str | None:
    """What it says of a value that comes out."""
    with contextlib.redirect_stdout(io.StringIO()):
        return told(lambda: print(value), *sent, allow=allow)  # noqa: T201 - it is about that


# --- where something comes out -------------------------------------------------------------------


def write(text: str) -> None:
    """Print."""
    print(text)  # noqa: T201 - it is about that


def write_error(text: str) -> None:
    """Print to standard error, in pieces."""
    sys.stderr.writelines([text[:3], text[3:]])


def write_bytes(text: str) -> None:
    """Write to what is below `sys.stdout`."""
    sys.stdout.buffer.write(bytearray(text.encode()))


def write_file(text: str) -> None:
    """Write past Python's streams, as a library in C does."""
    os.write(2, text.encode())


def log(text: str) -> None:
    """Log the message."""
    LOG.error("got " + text)  # noqa: G003 - as some do


def log_argument(text: str) -> None:
    """Log it as an argument."""
    LOG.error("got %s", text)


def log_debug(text: str) -> None:
    """Log where debugging is not on."""
    assert LOG.getEffectiveLevel() > logging.DEBUG
    LOG.debug("%.3s", text)


def log_part(text: str) -> None:
    """Log with arguments that do not fit."""
    raise_errors, logging.raiseExceptions = logging.raiseExceptions, False
    LOG.error("got %s %s", text)  # noqa: PLE1206 - it is about that
    logging.raiseExceptions = raise_errors


def log_extra(text: str) -> None:
    """Log what a formatter may put into a row of JSON."""
    LOG.error("got it", extra={"sender": text})


def log_exception(text: str) -> None:
    """Log an exception that is dealt with."""
    try:
        fail(text)
    except ValueError:
        LOG.exception("failed")


def fail(text: str) -> None:
    """Raise."""
    raise ValueError(text)


def fail_with_a_note(text: str) -> None:
    """Raise with a note."""
    error = ValueError("no")
    error.add_note(text)
    raise error


def fail_with_arguments(text: str) -> None:
    """Raise what shows less than it has."""

    class Silent(Exception):  # noqa: N818 - it is about that
        def __str__(self) -> str:
            return "no"

    raise Silent({"text": text})


def fail_by_a_cause(text: str) -> None:
    """Raise from another one."""
    raise ValueError from LookupError(text)


def fail_in_a_context(text: str) -> None:
    """Raise while another one is dealt with."""
    try:
        fail(text)
    except ValueError:
        raise ValueError  # noqa: B904 - it is about that


def fail_in_a_group(text: str) -> None:
    """Raise several."""
    several = [KeyError(), TypeError(text)]
    message = "two"
    raise ExceptionGroup(message, several)


def fail_in_a_thread(text: str) -> None:
    """Raise where nobody catches it."""
    with contextlib.redirect_stderr(io.StringIO()):
        thread = threading.Thread(target=fail, args=[text])
        thread.start()
        thread.join()


def fail_in_the_end(text: str) -> None:
    """Raise where nobody can catch it."""

    class End:
        def __del__(self) -> None:
            fail(text)

    with contextlib.redirect_stderr(io.StringIO()):
        End()


def leave(text: str) -> None:
    """End the program with a text."""
    sys.exit(text)


WAYS: dict[str, tuple[Callable[[str], object], str]] = {
    "print": (write, "standard output"),
    "stderr": (write_error, "standard error"),
    "bytes": (write_bytes, "standard output"),
    "descriptor": (write_file, "standard error"),
    "log": (log, "a log record made in test_leak.py, line "),
    "log, argument": (log_argument, "a log record made in test_leak.py, line "),
    "log, debug": (log_debug, "a log record made in test_leak.py, line "),
    "log, wrong": (log_part, "a log record made in test_leak.py, line "),
    "log, extra": (log_extra, "a log record made in test_leak.py, line "),
    "log, exception": (log_exception, "a log record made in test_leak.py, line "),
    "exception": (fail, "the ValueError raised in test_leak.py, line "),
    "note": (fail_with_a_note, "the ValueError raised in test_leak.py, line "),
    "arguments": (fail_with_arguments, "the Silent raised in test_leak.py, line "),
    "cause": (fail_by_a_cause, "the ValueError raised in test_leak.py, line "),
    "context": (fail_in_a_context, "the ValueError raised in test_leak.py, line "),
    "group": (fail_in_a_group, "the ExceptionGroup raised in test_leak.py, line "),
    "exit": (leave, "the SystemExit raised in test_leak.py, line "),
}
EACH_WAY = pytest.mark.parametrize(("way", "where"), WAYS.values(), ids=WAYS)


@EACH_WAY
def test_a_leak(way: Callable[[str], object], where: str) -> None:
    """Each way out is seen, and the assertion says which it was, and of what, and no more."""
    words = told(lambda: way(f"<{NIK}>"))
    assert words is not None
    first, *rest = words.splitlines()
    assert first == "personal data of what was sent came out:"
    assert [line for line in rest if line.startswith(f"  {where}")]
    assert all(line.endswith(" shows digits of nik") for line in rest)

    words = told(lambda: way(f"<{NAME}>"))
    assert words is not None
    assert words.endswith(" shows word 1 of nama, word 2 of nama")


@EACH_WAY
def test_no_leak(way: Callable[[str], object], where: str) -> None:
    """What may be shown goes any of the ways as if nobody looked."""
    del where
    harmless = f"{REPORT.message} {REPORT.kind} 330815 {REPORT.reply()}"
    caught: list[BaseException] = []
    try:
        with assert_no_leak(TEXT):
            way(harmless)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as it was raised, then
        caught.append(error)
    assert [type(error).__name__ for error in caught] != ["AssertionError"]
    assert bool(caught) == way.__name__.startswith(("fail", "leave"))


def test_an_exception_that_was_never_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that a thread's hook is given is looked at, wherever it comes from."""
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    details = threading.ExceptHookArgs((KeyError, KeyError(NAME), None, None))
    words = told(lambda: threading.excepthook(details))
    assert words is not None
    assert "the KeyError of excepthook shows word 1 of nama" in words


def test_a_warning() -> None:
    """A warning that is shown is looked at, and then shown."""
    with pytest.warns(UserWarning, match=NAME):
        words = told(lambda: warnings.warn(NAME, stacklevel=1))
    assert words is not None
    assert "  a UserWarning of test_leak.py, line " in words
    with pytest.warns(UserWarning, match="nothing"):
        assert told(lambda: warnings.warn("nothing", stacklevel=1)) is None


def test_a_warning_as_an_error() -> None:
    """One that is raised is an exception as any other."""
    words = told(lambda: warnings.warn(NAME, stacklevel=1))
    assert words is not None
    assert "the UserWarning raised in test_leak.py" in words


@pytest.mark.parametrize("name", ["excepthook", "unraisablehook"])
def test_where_nobody_catches(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that ends a thread, or that Python can only print, is seen all the same."""
    module = threading if name == "excepthook" else sys
    passed_on: list[object] = []
    monkeypatch.setattr(module, name, passed_on.append)
    fail_so = fail_in_a_thread if name == "excepthook" else fail_in_the_end

    words = told(lambda: fail_so(NIK))

    assert words is not None
    assert words.splitlines()[1].startswith("  the ValueError raised in test_leak.py, line ")
    assert words.endswith(f" of {name} shows digits of nik")
    assert told(lambda: fail_so("nothing")) is None
    assert len(passed_on) == 2


def test_a_program_that_was_started(capfd: pytest.CaptureFixture[str]) -> None:
    """What another program prints counts, and is printed."""
    program = [sys.executable, "-c", "import sys; print(sys.argv[1])"]

    words = told(lambda: subprocess.run([*program, NAME], check=True))

    assert words is not None
    assert "standard output shows word 1 of nama" in words
    assert told(lambda: subprocess.run([*program, "nothing"], check=True)) is None
    assert capfd.readouterr().out.split() == [*NAME.split(), "nothing"]


def test_values() -> None:
    """A test can hand in what comes out some other way, and is told at once."""
    with assert_no_leak(TEXT) as leak:
        leak.look_at("nothing", b"", None, REPORT, {"report": str(REPORT)}, ValueError("nothing"))
        for value in (NAME, NAME.encode(), {"a": [NAME]}, json.dumps([NAME]), KeyError(NAME)):
            with pytest.raises(AssertionError) as caught:
                leak.look_at("nothing", value)
            assert str(caught.value).endswith(
                "  the value looked at shows word 1 of nama, word 2 of nama"
            )
    with pytest.raises(AssertionError):
        leak.look_at(NIK)


def test_a_value_that_cannot_be_shown() -> None:
    """What has no words has none that leak."""

    class Silent:
        def __str__(self) -> str:
            raise RuntimeError

    with assert_no_leak(TEXT) as leak:
        leak.look_at(Silent())


def test_several_places_at_once() -> None:
    """All are told, each with what it shows, and of much the first."""

    def run() -> None:
        write(f"{TEXT} {KK}")
        log(NAME)
        raise ValueError(NIK)

    words = told(run)

    assert words is not None
    lines = words.splitlines()[1:]
    assert lines[0].startswith("  a log record made in test_leak.py, line ")
    assert lines[1:-1] == [
        "  standard output shows digits of nik, digits of nomor_kk, word 1 of nama, word 2 of nama and 2 more"
    ]
    assert lines[-1].startswith("  the ValueError raised in test_leak.py, line ")


# --- that nothing else changes -------------------------------------------------------------------


def test_capture(capfd: pytest.CaptureFixture[str]) -> None:
    """All that is written goes on to where it goes without the assertion, also if it leaks."""
    with assert_no_leak(TEXT):
        write("a")
        os.write(1, b"b")
        write_bytes("c")
        sys.stderr.write("d")
        assert sys.stdout.encoding
    assert told(lambda: write(NAME)) is not None
    out, err = capfd.readouterr()
    assert sorted(out) == sorted(f"a\nbc{NAME}\n")  # pytest's order is by what is flushed when
    assert err == "d"


def test_capture_by_streams(capsys: pytest.CaptureFixture[str]) -> None:
    """The same where pytest takes the streams' place; what was written can be read at once."""
    with assert_no_leak(TEXT):
        write("a")
        assert capsys.readouterr() == ("a\n", "")
        write_error("here")
    assert capsys.readouterr() == ("", "here")


def test_logs(caplog: pytest.LogCaptureFixture) -> None:
    """Records go where they go, and no others do."""
    with assert_no_leak(TEXT):
        LOG.warning("one")
        LOG.debug("two")
        with caplog.at_level(logging.DEBUG):
            LOG.debug("three")
        logging.getLogger("quiet").disabled = True
        logging.getLogger("quiet").error("four")
    assert caplog.messages == ["one", "three"]


def test_all_is_put_back() -> None:
    """After the block everything is as before it, also if it fails."""

    def now() -> list[object]:
        return [
            sys.stdout, sys.stderr, sys.unraisablehook, threading.excepthook, warnings.showwarning,
            logging.Logger.handle, logging.Logger.isEnabledFor, os.fstat(1), os.fstat(2),
        ]  # fmt: skip

    before = now()
    assert told(lambda: fail(NIK)) is not None
    assert now()[:7] == before[:7]
    for one, other in zip(now()[7:], before[7:], strict=True):
        assert isinstance(one, os.stat_result)
        assert isinstance(other, os.stat_result)
        assert one.st_ino == other.st_ino


def test_a_process_without_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process may have neither streams nor descriptors."""

    def nothing(number: int) -> int:
        raise OSError(number)

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(os, "dup", nothing)
    assert told(lambda: log("nothing")) is None
    assert told(lambda: log(NAME)) is not None


def test_an_exception_that_shows_nothing() -> None:
    """It leaves the block as it is; where something else leaks, it is the context."""
    error = KeyError("nothing")

    def run() -> None:
        write(NIK)
        raise error

    with pytest.raises(KeyError) as caught, assert_no_leak(TEXT):
        raise error
    assert caught.value is error
    with pytest.raises(AssertionError) as told_instead, assert_no_leak(TEXT):
        run()
    assert told_instead.value.__context__ is error


def test_an_exception_that_leaks() -> None:
    """The assertion stands in for it, and has it neither as its cause nor as its context."""
    with pytest.raises(AssertionError) as caught, assert_no_leak(TEXT):
        raise KeyError(NIK)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_an_exception_put_away() -> None:
    """`from None` hides what Python does not print."""
    error = ValueError("no")
    error.__context__ = KeyError(NIK)
    with pytest.raises(AssertionError), assert_no_leak(TEXT):
        raise error
    with pytest.raises(ValueError, match="no"), assert_no_leak(TEXT):
        raise error from None


def test_an_exception_that_is_its_own_context() -> None:
    """A circle comes to an end."""
    one, other = ValueError("one"), ValueError("other")
    one.__context__, other.__context__ = other, one
    with pytest.raises(ValueError, match="one"), assert_no_leak(TEXT):
        raise one


def test_one_in_another() -> None:
    """The inner one tells of its text, the outer one of its own, of all inside."""

    def run() -> None:
        with assert_no_leak(sync(KK, NIK, "")):
            write(NAME)
            log_debug(NAME)

    words = told(run)
    assert words is not None
    assert [line.rpartition(" shows ")[2] for line in words.splitlines()[1:]] == [
        "word 1 of nama, word 2 of nama"
    ] * 2


def test_in_unittest(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of unittest fails by it as by any assertion, with its output kept or not."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)

    class Tests(unittest.TestCase):
        def test_leak(self) -> None:
            with assert_no_leak(TEXT):
                LOG.debug(NAME)

        def test_none(self) -> None:
            with assert_no_leak(TEXT), self.assertLogs() as logs:
                LOG.error("nothing")
            assert logs.output == ["ERROR:application:nothing"]

    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Tests)
    result = unittest.TextTestRunner(out, buffer=True).run(suite)

    assert (result.testsRun, len(result.failures), result.errors) == (2, 1, [])
    assert "shows word 1 of nama" in out.getvalue()
    assert not any(secret in out.getvalue().casefold() for secret in SECRETS)


def test_in_pytest(tmp_path: pathlib.Path) -> None:
    """What pytest prints of a test that fails by it has nothing of the text."""
    (tmp_path / "application.py").write_text(f"TEXT = {TEXT!r}\n")
    (tmp_path / "test_application.py").write_text(
        "from application import TEXT\n"
        "from ktpmsg.privacy import assert_no_leak\n"
        "def test_exception():\n"
        "    with assert_no_leak(TEXT):\n"
        "        raise KeyError(TEXT)\n"
        "def test_value():\n"
        "    with assert_no_leak(TEXT) as leak:\n"
        "        leak.look_at(TEXT)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=long", tmp_path],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "2 failed" in done.stdout
    assert "the KeyError raised in test_application.py, line 5, shows digits of nik" in done.stdout
    assert not any(secret in done.stdout.casefold() for secret in SECRETS)


# --- what is a leak ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shown",
    [
        NIK, NIK[:7], f"x{NIK[:7]}y", f"{NIK[:8]}********", f"************{NIK[12:]}", NIK[6:12], NIK[6:], NIK[4:11],
        f"serial: {NIK[12:]}.", "3308 1557 0864 9731", "33-08-15-57-08-64-97-31", "3.308.155.708.649.731",
        "3308_1557\n0864", "３３０８１５５７０８", "٣٣٠٨١٥٥٧", "\x1b[1m3308155\x1b[0m", "\\u0033308155", "\\x33308155",
    ],
)  # fmt: skip
def test_digits(shown: str) -> None:
    """More than the first six, in a row or in groups, its date or its serial alone."""
    words = told_of(shown)
    assert words is not None
    assert words.endswith(" shows digits of nik")


@pytest.mark.parametrize(
    "shown",
    [
        "330815", "330815**********", "330815 5 messages", "330815, 57 of them", "155708", "5708", "0.9731", "9731.5",
        "a9731", "9731a", "19731", "10:9731", "17640557086", "570 864",
    ],
)  # fmt: skip
def test_other_digits(shown: str) -> None:
    """The first six are none, nor are fewer than seven that may be anything."""
    assert told_of(shown) is None


@pytest.mark.parametrize(
    "shown",
    [
        "Qzaxqa", "QZAXQA", "dear qzaxqa,", "qzaxqa_1964", "QzaxqaXqzovi", "a\\nQzaxqa", "%20Qzaxqa", "Ｑｚａｘｑａ", "zqxurang",
        "\x1b[31mXzqolor",
    ],
)  # fmt: skip
def test_words(shown: str) -> None:
    """Any word of a name, of a place or of a text, in any case, also in a longer one."""
    assert told_of(shown) is not None


def test_short_words() -> None:
    """A word of less than six letters is one only by itself, and one of two letters is none."""
    text = sms("Dian Al", NIK, "Bpk D\u00e9w\u00ed?")
    for shown in (
        "dian",
        "DIAN.",
        "x/Dian/y",
        "d\u00e9w\u00ed",
        "de\u0301wi\u0301",
        '"d\\u00e9w\\u00ed"',
    ):
        assert told_of(shown, text) is not None
    for shown in ("guardian", "Indiana", "al", "dewi", "bp"):
        assert told_of(shown, text) is None


def test_usual_words() -> None:
    """Words that the library says, or any program may, are no leak, nor are those allowed."""
    text = sms("Rusak Qzaxqa", NIK, "Tolong pak, zxqart error di BPJS, kartu keluarga saya")
    assert told_of("ERROR: Rusak, saya tolong, Kartu Keluarga", text) is None
    assert told_of("zxqart", text) == (
        "personal data of what was sent came out:\n  standard output shows word 3 of isi_sms"
    )
    assert told_of("ZXQART bpjs", text, allow=("zxqart", "kartu BPJS")) is None


def test_official_places() -> None:
    """They may show in the drawing of a report, and those of the first six digits anywhere."""
    text = "#KTP\n#3308155708649731\n#3308152906179846\n#Nama: Qzaxqa\n#Surodadi\n#Candimulyo\n#Hilang."
    report = ktpmsg.check(text, today=TODAY)
    for lang in ("id", "en"):
        assert "Surodadi" in report.draw(lang)
        assert told_of(f"1: {report.draw(lang)}\n", text) is None
        assert told_of([report.draw(lang)], text) is None
    assert report.message is not None
    assert told_of(report.message.nik.region, text) is None
    assert told_of("candimulyo", text) is None
    assert told_of("Surodadi", text) is not None


def test_the_village_code() -> None:
    """It begins as numbers of the village do, and is no part of one."""
    nik = "3308152009649731"
    report = ktpmsg.check(ktp(nik, KK, NAME, "Surodadi", "Candimulyo"))
    assert isinstance(report.message, ktpmsg.Ktp)
    assert report.message.village_code == "3308152019"
    assert told_of("village 3308152019", report.message) is None
    assert told_of("33081520190", report.message) is not None
    assert told_of("3308152009", report.message) is not None


@pytest.mark.parametrize("text", [*TEXTS, EXAMPLE, "", " ", "#", "~~~"])
def test_the_library_itself(text: str) -> None:
    """Nothing that the library says by itself, of any text, is a leak."""
    leak = assert_no_leak(text)
    for strict in (True, False):
        report = ktpmsg.check(text, strict=strict, today=TODAY)
        shown = [
            repr(report), repr(report.problems), repr(report.message), json.dumps(report.to_dict()),
            *(report.draw(lang) for lang in ("id", "en")),
            *(report.reply(lang, short=short) for lang in ("id", "en") for short in (True, False)),
            *map(str, ktpmsg.find(text, strict=strict)),
        ]  # fmt: skip
        leak.look_at("\n".join(shown))


def test_the_source_in_a_traceback() -> None:
    """A line of a program is not what the program was sent, but the values in it are."""

    def fail_here() -> None:
        text = "Xqzovi"  # 3308155708649731
        int(text)  # Qzaxqa

    def frames(*, capture_locals: bool) -> str:
        """The traceback but its last line, which quotes the value."""
        with pytest.raises(ValueError, match="invalid literal") as caught:
            fail_here()
        found = traceback.TracebackException.from_exception(
            caught.value, capture_locals=capture_locals
        )
        return "".join(list(found.format())[:-1])

    assert "# Qzaxqa" in frames(capture_locals=False)
    assert told_of(frames(capture_locals=False)) is None
    assert told_of(frames(capture_locals=True)) == (
        "personal data of what was sent came out:\n  standard output shows word 2 of nama"
    )


# --- what was sent -------------------------------------------------------------------------------


def test_what_was_sent() -> None:
    """A text, a record or a report; several; a chat; a name or a number alone."""
    record = ktpmsg.parse(TEXT)
    for sent in (
        TEXT,
        record,
        REPORT,
        NAME,
        f"halo {NAME}",
        f"30/08/25 18.00 - Budi: {TEXT}\nhalo",
    ):
        assert told_of(NAME, sent) is not None
    assert told_of(NAME, sms("Budi", NIK, "halo"), record) is not None
    assert told_of("Budi", record) is None
    assert told_of("081234567890", "telp 081234567890") == (
        "personal data of what was sent came out:\n  standard output shows digits of the text"
    )
    assert told_of("3308 1557 0864 973", "3308 1557 0864 973") is not None
    assert told_of("30/08/25 18.00", "30/08/25 18.00") is None
    assert told_of("anything at all", "") is None


@pytest.mark.parametrize("sent", [b"", None, 3308155708649731, [TEXT], REPORT.problems])
def test_what_cannot_be_sent(sent: object) -> None:
    """Anything else is a TypeError at the call, which names the type alone."""
    with pytest.raises(TypeError) as caught:
        assert_no_leak(cast("str", sent))
    assert str(caught.value) == (
        f"what was sent is a str, a record or a report, not {type(sent).__name__}"
    )


def test_the_watch_shows_nothing() -> None:
    """What the block is given has nothing to show."""
    with assert_no_leak(TEXT) as leak:
        assert repr(leak).startswith("<ktpmsg.testing.leaks.Watch object at ")


# --- numbers that are masked where they show -----------------------------------------------------


def test_a_number_where_it_is_shown_and_where_it_is_data() -> None:
    """`print`, logging and f-strings mask a `Nik`; JSON and what takes its characters do not."""
    nik = ktpmsg.parse(TEXT).nik

    assert told_of(nik) is None
    assert told_of(f"{nik} {nik!r} {[nik]}") is None
    assert told(lambda: LOG.error("got %s", nik)) is None
    assert told_of(json.dumps({"nik": nik})) is not None
    assert told(lambda: sys.stdout.write(nik) and None) is not None
    assert told(lambda: LOG.error("got it", extra={"nik": nik})) is not None
    assert told(lambda: LOG.error("got it", extra={"nik": str(nik)})) is None
    assert told_of("".join((nik[:10],))) is not None


def test_values_that_are_data() -> None:
    """A dict or a list that is handed in is looked at as JSON has it."""
    nik = ktpmsg.parse(TEXT).nik
    with assert_no_leak(TEXT) as leak:
        leak.look_at(nik, str(nik), {"nik": str(nik)}, {1: {2, 3}}, {(): 1})
        for value in ({"nik": nik}, [nik], (nik,), {"people": [{"nik": nik}]}):
            with pytest.raises(AssertionError):
                leak.look_at(value)


def test_a_number_was_sent() -> None:
    """A `Nik` by itself counts as its digits."""
    nik = ktpmsg.parse(TEXT).nik
    assert told_of(nik, nik) is None
    assert told_of(nik.digits, nik) is not None


# --- an office's own formats ---------------------------------------------------------------------

OFFICE = """
%import fields (nik, nama, DATE, PHONE, LINE, CODE)
start: kunjungan
kunjungan: "KUNJUNGAN"i "*" nik{"NIK"} "*" nama{"Nama"} "*" lahir{"Tgl Lahir"} "*" hp{"No HP"} "*" poli{"Poli"} "*" jalan{"Alamat"} ["*" kartu{"Kartu"}]
lahir{words}: DATE | words -> unfilled
hp{words}: PHONE | words -> unfilled
poli{words}: "Zqxum"i | "Xzqigi"i | words -> unfilled
jalan{words}: LINE | words -> unfilled
kartu{words}: CODE | words -> unfilled
"""
VISIT = f"KUNJUNGAN*{NIK}*{NAME}*15-08-1964*081200009731*Zqxum*Jl. Xzqolor 9"


@pytest.fixture(scope="module")
def office() -> ktpmsg.Formats:
    """The formats of an office."""
    return ktpmsg.Formats(OFFICE)


@pytest.mark.parametrize("as_sent", ["text", "record", "report", "faulty"])
def test_records_of_an_office(as_sent: str, office: ktpmsg.Formats) -> None:
    """Its numbers, names, dates, phones and texts are secrets; the words of a choice are not."""
    report = office.check(VISIT.replace("1964", "64") if as_sent == "faulty" else VISIT)
    assert (report.message is None) == (as_sent == "faulty")
    sent = {"text": VISIT, "record": report.message, "faulty": report.text}.get(as_sent, report)
    harmless = [str(report), report.reply(), repr(report.message), "Zqxum", "Xzqigi", "330815"]
    with assert_no_leak(cast("str", sent), formats=office) as leak:
        leak.look_at(*harmless)
        for value in (NIK, "Qzaxqa", "Xzqolor", "081200009731", "1200-0097-31"):
            with pytest.raises(AssertionError):
                leak.look_at(value)
        if as_sent != "faulty":
            for value in ("15-08-1964", "15/08/1964", "1964-08-15", "19640815"):
                with pytest.raises(AssertionError, match="digits of lahir"):
                    leak.look_at(value)


def test_a_record_brings_its_own_formats(office: ktpmsg.Formats) -> None:
    """Nobody has to say which formats a record or a report is of."""
    record = office.parse(VISIT)
    with assert_no_leak(record, office.check(VISIT), TEXT) as leak:
        leak.look_at("Zqxum Xzqigi")
        with pytest.raises(AssertionError, match="word 1 of nama"):
            leak.look_at("Qzaxqa")


def test_a_text_that_is_too_long() -> None:
    """Of a text that nobody reads, everything is a secret."""
    text = "zqx " * 20_000
    with assert_no_leak(text, ktpmsg.check(text)) as leak, pytest.raises(AssertionError):
        leak.look_at("zqx")
