"""Whether any pattern of the package, or the library as a whole, is slower than linear.

Each is given hostile texts of one length and of four times that length. Linear work then takes
four times as long. Run it with nothing but the library installed::

    python benchmarks/growth.py

The built-in formats are measured, and those of the grammars in `OFFICES`. It takes some minutes.
What is bad is said at once on the standard error output, and what grew most at the end. It exits
with status 1 if anything grew more than six times and took more than 20 ms, took half a second, or
raised an exception.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import gc
import importlib
import inspect
import itertools
import pkgutil
import re
import signal
import statistics
import sys
import time
import types
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HERE: Final = Path(__file__).resolve().parent.parent
# The grammars of offices that are measured beside our own formats: one of many kinds of field; and
# formats with another separator, without a keyword, with a separator at the end, with optional
# fields, with a space after the keyword.
OFFICES: Final = (
    HERE / "examples/formats/puskesmas.lark",
    HERE / "tests/formats/rs-poli.lark",
    HERE / "tests/formats/phonebook.lark",
    HERE / "tests/formats/ulang-telkomsel.lark",
    HERE / "tests/formats/lapor-isp.lark",
)
LENGTH: Final = 16_384  # four times that is the longest message
TIMES: Final = 4
MOST_GROWTH: Final = 6.0
TOO_SHORT: Final = 0.020  # seconds: below that, growth is noise, and harmless
GIVE_UP: Final = 0.5  # seconds
AGAIN: Final = 7  # times that a suspect is measured
PAUSE: Final = 0.2  # seconds more before each: another program may slow the machine for a while
SHOWN: Final = 12

# The processor's time: what else the machine does is not in it. That of a process is counted in
# ticks of milliseconds on some systems, and so is that of a thread on Windows.
clock: Final = time.perf_counter if sys.platform == "win32" else time.thread_time

Report = ktpmsg.Report[Any]
Place = tuple[str, str]  # a module and a name in it, or nothing and an attribute of whatever it is
Node = Any  # of the tree that `re` makes of a pattern: it has no public type


class Growth(NamedTuple):
    """Seconds for a text, and for one four times as long."""

    small: float
    large: float
    raised: str = ""

    @property
    def factor(self) -> float:
        """How many times as long the longer text took."""
        return self.large / self.small if self.small else 1.0

    @property
    def is_suspect(self) -> bool:
        """Whether it is worth another look, were it for another program on the machine alone."""
        return self.large > TOO_SHORT / 10 and self.factor > TIMES * 1.2

    @property
    def is_bad(self) -> bool:
        """Whether that is more than noise and more than linear."""
        if self.raised or self.large >= GIVE_UP:
            return True
        return self.large > TOO_SHORT and self.factor > MOST_GROWTH

    def __str__(self) -> str:
        return self.raised or f"{self.large * 1000:.1f} ms, ×{self.factor:.1f}"


class Result(NamedTuple):
    """What was measured, on which text, and how it grew."""

    what: str
    text: str
    growth: Growth


def main() -> int:
    """Measure what is asked for; 1 if something is slower than linear."""
    parser = argparse.ArgumentParser(description="Look for growth that is more than linear.")
    parser.add_argument("--only", choices=("patterns", "library"), help="measure one part only")
    parser.add_argument(
        "--formats", nargs="*", metavar="FILE", type=Path, default=OFFICES, help="other grammars"
    )
    arguments = parser.parse_args()
    offices = [office(path) for path in arguments.formats]
    gc.disable()
    results: list[Result] = []
    if arguments.only != "library":
        results += of_patterns(offices)
    if arguments.only != "patterns":
        for library in (BUILTIN, *offices):
            results += of_library(library)
    bad = [result for result in results if result.growth.is_bad]
    say(
        "", f"**{len(bad)} of {len(results):,} grow more than linearly.**" if bad else "**Linear.**"
    )
    for result in sorted(bad, key=lambda r: -r.growth.large)[: 4 * SHOWN]:
        say(f"- {result.what}, {result.text}: {result.growth}")
    return 1 if bad else 0


# --- measuring -----------------------------------------------------------------------------------


class TookTooLongError(Exception):
    """The time to give up has come."""


def grown(
    work: Callable[[str], object], text_of: Callable[[int], str], length: int = LENGTH
) -> Growth:
    """Return the growth of some work on a text; a bad one only if it is so again and again.

    What raises is bad, too. Where the longer text takes next to no time, the shorter one is not
    measured, and the growth is said to be linear.
    """
    small, large = text_of(length), text_of(length * TIMES)
    try:
        slow = measured(work, large)
        if slow < TOO_SHORT / 10:
            return Growth(slow / TIMES, slow)
        growth = Growth(measured(work, small), slow)
        pairs: list[Growth] = []
        for turn in range(AGAIN):
            if not growth.is_suspect or growth.large >= GIVE_UP:
                break
            if growth.is_bad:
                time.sleep(turn * PAUSE)
            # The short text again and again, for as long as the long one takes: a busy machine
            # slows both, and one odd time among many does not count.
            quick = statistics.median(measured(work, small) for _ in range(TIMES + 1))
            pairs.append(Growth(quick, measured(work, large)))
            growth = sorted(pairs, key=lambda pair: pair.factor)[len(pairs) // 2]
    except Exception as error:  # noqa: BLE001 - whatever it is, no text may raise it
        return Growth(0.0, 0.0, f"raised {type(error).__name__}")
    return growth


def measured(work: Callable[[str], object], text: str) -> float:
    """Return the seconds that some work takes; no less than `GIVE_UP` if it was given up."""
    start = clock()
    try:
        with time_limit():
            work(text)
    except TookTooLongError:
        return max(clock() - start, GIVE_UP)
    return clock() - start


@contextlib.contextmanager
def time_limit() -> Iterator[None]:
    """Raise in the middle of what takes too long, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    armed = True

    def give_up(*_: object) -> None:
        if armed:
            raise TookTooLongError

    # It stays when the time is over: a signal may come late, and without it would end the program.
    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, GIVE_UP)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)


# --- hostile texts for the library ---------------------------------------------------------------


def repeated(unit: str, length: int) -> str:
    """Return a text of this length that says the same again and again."""
    return (unit * (length // len(unit) + 1))[:length]


PLAIN: Final = {
    "only `#`": "#",
    "only spaces": " ",
    "only line breaks": "\n",
    "only digits": "3",
    "only letters": "a",
    "`#KTP#`": "#KTP#",
    "`#KTP# `": "#KTP# ",
    "`KTP# `": "KTP# ",
    "combining marks": "\u0301",
    "letters with marks": "e\u0301",
    "zero-width joiners": "\u200d",
    "full-width hashes": "\uff03",
    "brackets": "(",
    "pairs of brackets": "[]",
    "quotes": '"',
    "curly quotes": "“",
}

# What nearly is, or just is, a slip that some step of the lenient reading mends, by its code.
NEAR_MISSES: Final = {
    "text-around": (
        *("24/09/26 16.20 - ", "\n24/09/26 16.20 - Budi", "[24/09/26 16.20.05] ", "24/09/26 "),
        *("1. ", "\n1) ", "No. 1 ", "> ", "\n> ", "\n>", "- ", "•", "*_~`", "<Siti>", "((a)", "“”"),
    ),
    "keyword-spelling": (
        *(
            "# ",
            "##",
            "K.T.P ",
            "K T P",
            "E-KTP ",
            "KTP-EL-",
            "KTP",
            "DUKCAPIL ",
            "#KTPx#",
            "\nKTP ",
        ),
        *("SINGKRONISAS#", "SINGKRONISASI#", "SINKRONISASI#", "DISDUKCAPI#", "DISDUKCAPIL#a#"),
        *("#KTP 3", "KTP,", "KTP;3308155508", "\uff03\uff2b\uff34\uff30\uff03", "#.KTP", "#\n#"),
    ),
    "text-after": ("#.", "#Hilang", "Hilang!!", "Rusak. ", "#Hilang#ok", "! ", "…"),
    "number-format": (
        *(
            "33 ",
            "33.08-",
            "33 - ",
            "3 ",
            "330815 550895 9001 ",
            "330815550895900\n",
            "33\n",
            "\uff13",
        ),
        *("'", "’3", "330815550895900#", "3308155508959001#", "330815******9001", "3.3E+", "3,30 "),
    ),
    "label": ("NIK: ", "NIK", "No. KK = ", "No . ", "Nama ", "Nama:", "Nama Lengkap ", "Alasan ="),
    "separator-look-alike": ("\ufe5f", "\uff03 ", "\uff03KTP#"),
    "invisible-character": ("\u200b", "\u034f", "\u00a0", "\u2028", "a\u200d", "\ufeff#", "\x85"),
    "not-nfc": (
        *("A\u030a", "\u0301\u0323", "\u1100\u1161\u11a8", "a" + "\u0300\u0316" * 60),
        # NFC takes these apart.
        *("\ufb1d#", "\u0958#", "\U0001d160#", "\ufb1d", "\u0958\n#KTP#33"),
    ),
    "choice-spelling": (
        *("Hilng ", "Perubahan ", "Ubah  ", "Ubah-Data ", "Rubah", "Kehilangan", "Hilang (dan) "),
        *("Hilang/", "dan Hilang ", "Rusak, ", "Pemula atau ", "Rusak atau\n", "bukan Hilang "),
    ),
    "wrong-separator": (
        "#KTP_33",
        "\nNIK: 3308155508959001",
        "NIK = \nNama: ",
        "KTP/3308155508959001/",
    ),
    "two-keywords": ("#KTP#DISDUKCAPIL", "DISDUKCAPIL KTP#", "SINKRONISASI DATA KTP#", "KTP BARU#"),
    "struck-out": ("~", "~#KTP#~", "~a~ ", "#~3308155508959001~"),
    "date-format": ("15-8-1995 ", "15 Agustus 1995#", "1995.08.15", "31-02-", "15/08/1995"),
    "phone-format": ("0812 0000 9001 ", "+62", "(0812)", "0812-", "081200009001#"),
    "several-messages": (
        *("\nKTP#3308155508", "#KTP#3308155508 ", " #KTP#33", "#SINKRONISASI#3308", "KTP#a#"),
        *("DISDUKCAPIL#a#330815", "\nDISDUKCAPIL#Siti#3308155508959001#", "a#KTP#", "/#KTP#1"),
        "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang\n",
    ),
    "control-character": ("\x00", "a\x07", "\ud800"),
}

RECORDS: Final[tuple[ktpmsg.Record, ...]] = (
    ktpmsg.Ktp(
        nik="3308155508959001",
        nomor_kk="3308151203079004",
        nama="Siti Aminah",
        desa="Surodadi",
        kecamatan="Candimulyo",
        alasan="Hilang",
    ),
    ktpmsg.Sinkronisasi("3308155508959001", "3308151203079004", "BPJS Kesehatan"),
    ktpmsg.Disdukcapil("Siti Aminah", "3308155508959001", "Sudah jadi?"),
)


def near_misses(
    units: Iterable[str], records: Iterable[ktpmsg.Record] = RECORDS
) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield each hostile text, alone and in every place of a message, with what it is."""
    every = list(places(records))
    for unit in units:
        for place, before, after in every:
            yield f"{unit!r} {place}", functools.partial(_within, before, unit, after)


def _within(before: str, unit: str, after: str, length: int) -> str:
    return before + repeated(unit, length - len(before) - len(after)) + after


def places(records: Iterable[ktpmsg.Record]) -> Iterator[tuple[str, str, str]]:
    """Yield where a hostile text may stand, and what stands before and after it there."""
    yield "alone", "", ""
    for record in records:
        kind = type(record).__name__
        text = record.text
        yield f"before a {kind}", "", text
        yield f"before a {kind}, on a line", "", "\n" + text
        yield f"after a {kind}", text, ""
        yield f"after a {kind}, on a line", text + "\n", ""
        for name, value in values_of(record).items():
            before, found, after = text.partition(value)
            if found:
                yield f"as {kind}.{name}", before, after


def values_of(record: Any) -> dict[str, str]:  # noqa: ANN401 - attrs has no type of its records
    """Return the texts of the fields of a record."""
    values = attrs.asdict(record)
    return {n: value[:] for n, value in values.items() if isinstance(value, str)}


# --- the library as a whole ----------------------------------------------------------------------


class Library(NamedTuple):
    """What reads messages: the library's own functions, or those of an office's formats.

    `records` are of its formats; a hostile text stands in each of their places.
    """

    name: str
    check: Callable[..., Report]
    find: Callable[[str], Iterable[Report]]
    records: tuple[ktpmsg.Record, ...]
    separator: str = "#"
    formats: ktpmsg.Formats | None = None

    def found(self, text: str) -> list[Report]:
        """Return all reports that `find` has of a text."""
        return list(self.find(text))

    @property
    def work(self) -> dict[str, Callable[[str], object]]:
        """The ways to read a text, by name."""
        strict = functools.partial(self.check, strict=True)
        return {"check": self.check, "check, strict": strict, "find": self.found}

    @property
    def units(self) -> Iterable[str]:
        """What hostile texts repeat."""
        units: list[str] = [*PLAIN.values(), *itertools.chain(*NEAR_MISSES.values())]
        return dict.fromkeys(unit.replace("#", self.separator) for unit in units)


BUILTIN: Final = Library("ktpmsg", ktpmsg.check, ktpmsg.find, RECORDS)
_SEPARATOR: Final = re.compile('"([#*;|])"')


def office(path: Path) -> Library:
    """Return what reads the messages of an office, with the first examples of its grammar."""
    text = path.read_text(encoding="utf-8")
    formats = ktpmsg.Formats(text, builtin=False)
    comments = (line.removeprefix("//").strip() for line in text.splitlines())
    read = (formats.check(line, strict=True).message for line in comments if line)
    records = {type(record): record for record in read if record is not None}
    separators = _SEPARATOR.findall(text)
    return Library(
        path.stem, formats.check, formats.find, tuple(records.values()), separators[0], formats
    )


TELLING: Final[dict[str, Callable[[Report], object]]] = {
    "reply": ktpmsg.Report.reply,
    "short reply": functools.partial(ktpmsg.Report.reply, short=True),
    "str": str,
    "to_dict": ktpmsg.Report.to_dict,
}


def of_library(library: Library) -> list[Result]:
    """Return how the library grows on every hostile text, and print it."""
    warm_up(library)
    results = []
    for name, text_of in near_misses(library.units, library.records):
        of_one = of_text(name, text_of, library=library)
        tell_bad(of_one)
        results += of_one
    report(f"The library: {library.name}", results)
    return results


def tell_bad(results: Iterable[Result]) -> None:
    """Say at once what is bad: all of them take minutes."""
    for what, text, growth in results:
        if growth.is_bad:
            sys.stderr.write(f"{what}, {text}: {growth}\n")


def of_text(
    name: str,
    text_of: Callable[[int], str],
    only: Iterable[str] = (),
    library: Library = BUILTIN,
) -> list[Result]:
    """Return how work grows on one hostile text: reading it, and telling what was found.

    `only` names the kinds of work, all of them if there is none. Where the reading had to be given
    up, there is nothing to tell.
    """
    work = library.work
    only = only or (*work, *TELLING)
    results = [Result(what, name, grown(work[what], text_of)) for what in only if what in work]
    if any(growth.large >= GIVE_UP or growth.raised for _, _, growth in results):
        return results
    reports = {length: library.check(text_of(length)) for length in (LENGTH, LENGTH * TIMES)}
    for what in only:
        if what in TELLING:
            tell = functools.partial(_tell, TELLING[what], reports)
            results.append(Result(what, name, grown(tell, text_of)))
    return results


def _tell(tell: Callable[[Report], object], reports: dict[int, Report], text: str) -> object:
    return tell(reports[len(text)])


def warm_up(library: Library = BUILTIN) -> None:
    """Have everything built that is built on first use."""
    for record in library.records:
        for text in (record.text, "Halo " + record.text, record.text[:-9]):
            result = library.check(text)
            for tell in TELLING.values():
                tell(result)
        library.found(record.text)


# --- each pattern --------------------------------------------------------------------------------


def of_patterns(offices: Iterable[Library] = ()) -> list[Result]:
    """Return how each pattern of the package grows on its worst text, and print it."""
    results = []
    for use in uses(offices):
        grew = []
        for shown, text_of in hostile_to(use.pattern):
            grew.append(Result(str(use), shown, grown(use, text_of)))
            if grew[-1].growth.large >= GIVE_UP:
                break  # it is bad, and the others would take as long
        results.append(max(grew, key=_worst))
        tell_bad(results[-1:])
    report("Patterns, each on its worst text", results)
    return results


# Over a whole text, all methods do as `finditer` does.
_METHODS: Final = {
    "match": "match",
    "fullmatch": "fullmatch",
    "search": "finditer",
    "finditer": "finditer",
    "findall": "finditer",
    "sub": "finditer",
}


@attrs.frozen
class Use:
    """A method of a pattern that the package uses, and a name for the pattern."""

    name: str
    pattern: re.Pattern[str]
    method: str

    def __call__(self, text: str) -> object:
        """Use it on a text."""
        if self.method == "finditer":
            return sum(1 for _ in self.pattern.finditer(text))
        return getattr(self.pattern, self.method)(text)

    def __str__(self) -> str:
        return f"`{self.name}` {self.method}"


def uses(offices: Iterable[Library] = ()) -> Iterator[Use]:
    """Yield every pattern that can be reached from the package, with each method used of it.

    With all methods, where none is seen to be used: something else may use them. Those that are
    made from the grammars of offices are among them.
    """
    used = methods_used()
    for pattern, names in patterns(offices).items():
        found: set[str] = set()
        for name in names:
            module, last = [part for part in name.split(".") if not part.isdecimal()][-2:]
            found |= used.get((module, last), set()) | used.get(("", last), set())
        for method in sorted({_METHODS[m] for m in found or _METHODS}):
            yield Use(names[0], pattern, method)


def _worst(result: Result) -> tuple[bool, float]:
    return result.growth.is_bad, result.growth.large


def patterns(offices: Iterable[Library]) -> dict[re.Pattern[str], list[str]]:
    """Return every compiled pattern that can be reached from the package, with names for it."""
    for module in pkgutil.walk_packages(ktpmsg.__path__, "ktpmsg.", onerror=lambda _: None):
        if not module.name.startswith("ktpmsg.__"):
            with contextlib.suppress(ModuleNotFoundError):  # one that needs an extra
                importlib.import_module(module.name)
    warm_up()
    ours = ((name, module) for name, module in sys.modules.items() if _is_ours(name))
    pending: list[tuple[str, object]] = list(ours)
    for library in offices:  # read by each, so that all is made that is made on first use
        warm_up(library)
        pending.append((library.name, library.formats))
    every: dict[re.Pattern[str], list[str]] = {}
    seen: set[int] = set()
    kept: list[object] = []  # what is passed has an id that is nobody else's
    while pending:
        path, thing = pending.pop(0)
        if isinstance(thing, re.Pattern):
            every.setdefault(thing, []).append(path.removeprefix("ktpmsg."))
        elif id(thing) not in seen:
            seen.add(id(thing))
            kept.append(thing)
            pending += [(f"{path}.{name}", part) for name, part in _parts(thing)]
    return every


def _is_ours(module: str | None) -> bool:
    return (module or "").partition(".")[0] == "ktpmsg"


def _parts(thing: object) -> Iterable[tuple[str, object]]:
    """What hangs on a thing: on anything of the package, on collections and on functions."""
    if isinstance(thing, types.ModuleType | type | types.FunctionType):
        return _of_code(thing)
    if isinstance(thing, Mapping):
        return [(str(key), part) for key, part in thing.items()]
    if isinstance(thing, tuple | list | set | frozenset):
        names: Iterable[str] = getattr(thing, "_fields", map(str, itertools.count()))
        return zip(names, thing, strict=False)
    if isinstance(thing, functools._lru_cache_wrapper):  # noqa: SLF001 - it has no public name
        kept = gc.get_referents(thing) if _is_ours(thing.__module__) else ()
        return [("kept", part) for part in kept]  # what it made, and the function
    return _attributes(thing)


def _of_code(thing: types.ModuleType | type | types.FunctionType) -> Iterable[tuple[str, object]]:
    if not _is_ours(thing.__name__ if isinstance(thing, types.ModuleType) else thing.__module__):
        return ()
    if isinstance(thing, types.FunctionType):
        closed = inspect.getclosurevars(thing).nonlocals  # which are names in its module
        return [(f"{thing.__module__}.{name}", part) for name, part in closed.items()]
    return vars(thing).items()


def _attributes(thing: object) -> list[tuple[str, object]]:
    if isinstance(thing, types.MethodType | types.BuiltinMethodType):
        return [(thing.__name__, thing.__self__)]  # the method of a pattern, bound to it
    if isinstance(thing, functools.partial):
        return [("func", thing.func), ("args", thing.args)]
    if not _is_ours(type(thing).__module__):
        return []
    slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
    names = [*getattr(thing, "__dict__", ()), *slots]
    return [(name, getattr(thing, name)) for name in names if hasattr(thing, name)]


def methods_used() -> dict[Place, set[str]]:
    """Return which methods of patterns the package's source uses, and of what."""
    used: dict[Place, set[str]] = {("", method): {method} for method in _METHODS}
    sources = [path for directory in ktpmsg.__path__ for path in Path(directory).rglob("*.py")]
    for path in sources:
        nodes = list(ast.walk(ast.parse(path.read_bytes())))
        for node in nodes:
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                used.setdefault(_placed(node.value, path.stem), set()).add(node.attr)
        for node in nodes:  # what is done with each of many is done with the many
            if isinstance(node, ast.For | ast.comprehension):
                many = _placed(node.iter, path.stem)
                for name in ast.walk(node.target):
                    if isinstance(name, ast.Name) and (path.stem, name.id) in used:
                        used.setdefault(many, set()).update(used[path.stem, name.id])
    return used


def _placed(node: ast.expr, module: str) -> Place:
    if isinstance(node, ast.Name):
        return module, node.id
    return "", getattr(node, "attr", "")


# --- hostile texts for a pattern -----------------------------------------------------------------

_MOST_CHARACTERS: Final = 10
_NEVER: Final = "\x00"  # what hardly any pattern takes
_SAMPLES: Final = "0 a#\nA.-*:/(é\u0663\u200d\uff03\u0301_,'x)=\t>[Z"
_REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CATEGORIES: Final = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def hostile_to(pattern: re.Pattern[str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield texts made of what the pattern itself looks for, with how each is made.

    Each character or class again and again, each pair of them; the body of each loop, after what
    stands before the loop; a match without its last character, and one with a character too many.
    """
    tree = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
    characters = list(dict.fromkeys(characters_in(tree)))[:_MOST_CHARACTERS]
    whole = sample(tree)
    pumps = [("", unit) for unit in characters]
    pumps += [("", a + b) for a, b in itertools.permutations(characters, 2)]
    pumps += [("", whole[:-1]), ("", whole), ("", whole + _NEVER), ("", whole + whole[:-1])]
    for before, body in loops(tree):
        pumps += [(before, body), (before, body + _NEVER), ("", before + body * 30 + _NEVER)]
        pumps += [(before, unit) for unit in characters]
    for before, unit in dict.fromkeys(pumps):
        if unit:
            after = _NEVER if unit[-1] != _NEVER else ""
            shown = f"{before!r} + {unit!r} × n"
            yield shown, functools.partial(_within, before, unit, after)


def _inside(op: str, argument: Node) -> list[Node]:
    """The trees within a node of what `re` makes of a pattern."""
    if op in _REPEATS:
        return [argument[2]]
    if op == "SUBPATTERN":
        return [argument[3]]
    if op == "ATOMIC_GROUP":
        return [argument]
    if op == "BRANCH":
        return list(argument[1])
    return [argument[1]] if op in {"ASSERT", "ASSERT_NOT"} else []


def characters_in(tree: Node) -> Iterator[str]:
    """Yield some characters for each place of a pattern."""
    for node, argument in tree:
        op = str(node)
        yield from members(op, argument)
        for inner in _inside(op, argument):
            yield from characters_in(inner)


def members(op: str, argument: Node) -> list[str]:
    """Return a few of the characters that one place of a pattern takes."""
    if op == "LITERAL":
        return [chr(argument)]
    if op == "NOT_LITERAL":
        return [char for char in _SAMPLES if ord(char) != argument][:2]
    if op == "ANY":
        return ["a", " "]
    if op != "IN":
        return []
    items = [(str(kind), value) for kind, value in argument]
    wanted = ("NEGATE", None) not in items
    taken = [char for char in _SAMPLES if any(_has(*item, char) for item in items) == wanted]
    literals = [chr(value) for kind, value in items if kind == "LITERAL"] if wanted else []
    return (taken[:3] + literals[:3]) or [chr(value[0]) for kind, value in items if kind == "RANGE"]


def _has(kind: str, value: Node, char: str) -> bool:
    if kind == "LITERAL":
        return ord(char) == int(value)
    if kind == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    if kind == "CATEGORY":
        name = str(value).removeprefix("CATEGORY_")
        matches = re.match(_CATEGORIES[name.removeprefix("NOT_")], char) is not None
        return matches != name.startswith("NOT_")
    return False


def sample(tree: Node) -> str:
    """Return a text that a pattern takes, or nearly: assertions are not looked at."""
    parts = []
    for node, argument in tree:
        op = str(node)
        if op in _REPEATS:
            parts.append(sample(argument[2]) * max(int(argument[0]), min(int(argument[1]), 1)))
        elif op in {"ASSERT", "ASSERT_NOT"}:
            continue
        elif inner := _inside(op, argument):
            parts.append(sample(inner[0]))
        else:
            parts += members(op, argument)[:1]
    return "".join(parts)


def loops(tree: Node, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the body of each loop in a pattern, with what stands before the loop."""
    for at, (node, argument) in enumerate(tree):
        op = str(node)
        lead = before + sample(tree[:at])
        if op in _REPEATS and int(argument[1]) > 1:
            yield lead, sample(argument[2])
        for inner in _inside(op, argument):
            yield from loops(inner, lead)


# --- the tables ----------------------------------------------------------------------------------


def report(title: str, results: list[Result]) -> None:
    """Print what was slowest, and what grew most among what takes long enough to tell."""
    slow = sorted(results, key=lambda r: -r.growth.large)[:SHOWN]
    steady = [result for result in results if result.growth.large > TOO_SHORT / 10]
    steep = sorted(steady, key=lambda r: -r.growth.factor)[:SHOWN]
    sizes = f"{LENGTH * TIMES:,} characters, and the growth from {LENGTH:,}"
    say("", f"## {title}", "", f"{len(results):,} measured; {sizes}.", "")
    for heading, rows in (("slowest", slow), ("steepest (of those over 2 ms)", steep)):
        say(f"| {heading} | text | time | growth |", "|---|---|---:|---:|")
        for what, text, growth in rows:
            say(f"| {what} | {_code(text)} | {growth.large * 1000:.1f} ms | ×{growth.factor:.1f} |")
        say("")


def _code(text: str) -> str:
    longest = 90
    shown = text if len(text) <= longest else text[:longest] + "…"
    return "`` " + shown.replace("|", "\\|") + " ``"


def say(*lines: str) -> None:
    """Print lines, at once: the next may take a minute."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
