"""Threads and processes: what is built is whole and kept, and what was found travels."""

from __future__ import annotations

import json
import multiprocessing
import pickle
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest
from people import KTP, NIK, SMS, SYNC, TODAY, ktp, sync

import ktpmsg
from ktpmsg import MessageError, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

# Begun in a fresh interpreter: each of the threads is the first to use something, all at once,
# while everything that is read or compiled is counted.
FIRST_USE = """
    import collections, datetime, json, sys, threading, time

    import lark
    import ktpmsg
    from ktpmsg.regions import tables
    from ktpmsg.regions import villages as places

    THREADS, TODAY = 16, datetime.date(2026, 11, 23)
    ktp, sync, sms = sys.argv[1:]
    made = collections.Counter()

    def counted(name, function):
        def count(*args, **kwargs):
            made[name(*args)] += 1
            time.sleep(0.02)  # so that all of them come to it
            return function(*args, **kwargs)
        return count

    lark.Lark.__init__ = counted(lambda *_: "grammar", lark.Lark.__init__)
    tables.read = counted(lambda name: name, tables.read)
    tables.read_villages = counted(lambda province: province, tables.read_villages)

    def by_hand():
        return ktpmsg.Sinkronisasi(nik=sync[14:30], nomor_kk=sync[31:47], keperluan="BPJS").text

    USES = [
        lambda: [ktpmsg.parse(text, today=TODAY).text for text in (ktp, sync, sms)],
        lambda: str(ktpmsg.check(ktp.replace("#Hilang", "#Hilang/Rusak"), today=TODAY)),
        lambda: [report.span for report in ktpmsg.find(ktp + chr(10) + sms, today=TODAY)],
        lambda: str(ktpmsg.Region.of("330815")),
        lambda: str(places.look_up("3308", "Surodadi", "Candimulyo")),
        lambda: ktpmsg.check("#KTP#", today=TODAY).reply(),
        by_hand,
        lambda: ktpmsg.Ktp.published,
    ]
    start = threading.Barrier(THREADS)
    got = [None] * THREADS

    def use(at):
        start.wait()
        try:
            got[at] = repr(USES[at % len(USES)]())
        except BaseException as error:
            got[at] = "raised " + type(error).__name__ + ": " + str(error)

    sys.setswitchinterval(1e-6)
    threads = [threading.Thread(target=use, args=(at,)) for at in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    in_threads = dict(made)
    alone = [repr(use()) for use in USES]
    print(json.dumps({"made": in_threads, "got": got, "alone": alone, "after": dict(made)}))
"""


@pytest.fixture(scope="module")
def first_use() -> dict[str, Any]:
    """What sixteen threads made and got at the first use of everything."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(FIRST_USE), KTP, SYNC, SMS]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_each_thread_gets_the_whole(first_use: dict[str, Any]) -> None:
    """What a thread gets is what it would have got alone: nothing is there by half."""
    assert first_use["got"] == first_use["alone"] * 2


def test_grammar_is_compiled_once_a_thread_at_most(first_use: dict[str, Any]) -> None:
    """Nobody waits for another (who may never finish), but nobody makes anything twice."""
    assert 1 <= first_use["made"]["grammar"] <= 16


def test_tables_are_read_once_a_thread_at_most(first_use: dict[str, Any]) -> None:
    """The codes, the names and the villages of the one province, and of no other."""
    assert first_use["made"].keys() == {"grammar", "regions.bin", "33"}
    assert 2 <= first_use["made"]["regions.bin"] <= 2 * 16
    assert 1 <= first_use["made"]["33"] <= 16


def test_nothing_is_made_later(first_use: dict[str, Any]) -> None:
    """What was made for the threads is kept for all that comes after them."""
    assert first_use["after"] == first_use["made"]


# --- processes ---------------------------------------------------------------------------------

TEXTS = [
    KTP,
    SYNC,
    SMS,
    f"Selamat pagi\n{ktp(alasan='Hilng.')}\nterima kasih",
    ktp(nik="330815550895900"),
    sync(nik="3.30802E+15"),
    "halo",
]
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def things() -> Iterator[object]:
    """Whatever an application may want to send to another process."""
    for text in TEXTS:
        report = ktpmsg.check(text, today=TODAY)
        yield report
        yield from report.problems
        if report.message is None:
            yield MessageError(report.problems, report)
        else:
            yield report.message
            yield report.message.nik
            yield report.message.nik.region
            yield report.message.nik.sex
    with pytest.raises(MessageError) as caught:
        ktpmsg.Nik("330815")
    yield caught.value


def known(thing: object) -> object:
    """A thing such that two of them can be compared: exceptions are equal only to themselves."""
    if isinstance(thing, MessageError):
        return MessageError, thing.problems, thing.report
    return thing


def again(thing: object) -> tuple[object, str, str]:
    """What another process makes of a thing: itself, and its words."""
    words = thing.reply() if isinstance(thing, Report) else str(thing)
    return thing, words, repr(thing)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_pickled(protocol: int) -> None:
    """Records, values, reports, problems and errors come out of a pickle as they went in."""
    for thing in things():
        copy = pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301

        assert known(copy) == known(thing)
        assert again(copy)[1:] == again(thing)[1:]


def test_other_processes() -> None:
    """They cross into a process that has used nothing yet, and come back as they were."""
    sent = list(things())
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        back = pool.map(again, sent, chunksize=4)

    for thing, (copy, words, shown) in zip(sent, back, strict=True):
        assert known(copy) == known(thing)
        assert (words, shown) == again(thing)[1:]


def test_raised_in_another_process() -> None:
    """An error that is raised there is raised here, with its problems and its report."""
    text = ktp(nik="330815550895900")
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1) as pool, pytest.raises(MessageError) as caught:
        pool.apply(ktpmsg.parse, (text,))

    assert caught.value.report == ktpmsg.check(text)
    assert NIK[:15] not in str(caught.value)
