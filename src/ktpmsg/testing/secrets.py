"""What of a message must not be shown, and where a text shows it."""

from __future__ import annotations

import datetime
import functools
import importlib
import linecache
import pkgutil
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from ktpmsg import locales
from ktpmsg.messages import format_of, parts_of
from ktpmsg.problems import Code
from ktpmsg.regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ktpmsg.api import Formats
    from ktpmsg.fields.choices import ChoiceField
    from ktpmsg.formats.format import Format
    from ktpmsg.messages import Record
    from ktpmsg.reporting.report import Report

__all__ = ["Secrets", "Sent"]


class Sent(NamedTuple):
    """A text that was sent, and the formats that it is read by."""

    text: str
    formats: Formats


_REGION, _SERIAL, _NUMBER = 6, 12, 16
_IN_A_ROW = 7
_IN_GROUPS = 9  # so that a digit or two after the region's may stand there by chance
_DATE = 8
_LONG_RUN = 15  # in groups: a date and a time have fewer
_SHORTEST = 3
_UNMISTAKABLE = 6  # letters of a word that is known inside another, such as a name of a user

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile("[0-9]+")
_ALONE = re.compile(r"(?<!\w)(?<![0-9][.,:])[0-9]+(?!\w)(?![.,:][0-9])")
_GROUPS = re.compile(r"[0-9](?:[ .,_/\t\r\n-]?[0-9])+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt]))")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# It never goes back: else the time would grow with the square of a long line.
_FRAME = re.compile(
    r'^[ |+-]*+File "([^"\n]++)", line [0-9]++.*+\n((?:[ |]{4,}+.*+(?:\n|\Z))*+)', re.MULTILINE
)
_MARKS = re.compile(r"[ ^~]*")

# What a program may say by itself.
_USUAL_WORDS = """
ada anda apakah atas bapak belum bisa dan dari dengan hari harus ibu ini itu jadi juga kalau kami
karena kasih kepada kirim lagi maaf malam masih mau mohon pagi pak pesan saja salam saya sedang
selamat selesai semua siang sore sudah tanya terima tidak tolong untuk yang
debug error exception false info message none null root status text true value warning
"""


class Secrets:
    """What must not be shown of some texts, by how it is called."""

    def __init__(self, sent: Iterable[Sent], allow: Iterable[str]) -> None:
        self._digits: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._harmless: list[re.Pattern[str]] = []
        known = set(_said())
        for words in allow:
            known.update(_LETTERS.findall(_plain(words)))
        parts: list[tuple[str, str]] = []
        for text, formats in sent:
            for record in formats.records.values():
                one = format_of(record)
                self._harmless.append(re.compile(re.escape(one.example)))
                known.update(_vocabulary(one))
            parts += self._parts(text, formats)
        for name, text in parts:
            for digits in _numbers(_plain(text)):
                self._add_digits(digits, name)
                known.update(_words_of_region(digits))
        for name, text in parts:
            for number, word in enumerate(_LETTERS.findall(_plain(text)), 1):
                if len(word) >= _SHORTEST and word not in known:
                    self._words.setdefault(word, f"word {number} of {name}")

    def _parts(self, text: str, formats: Formats) -> Iterator[tuple[str, str]]:
        """What of a text is drawn masked, with the name of its field, read in any way."""
        for report in (formats.check(text), *formats.find(text)):
            self._harmless.append(_drawing(report))
            record = cast("Record | None", report.message)
            if record is not None:
                yield from self._of_record(record)
            parts = _masked(report)
            for name, start, end in sorted(parts, key=lambda part: part[0] is None):
                yield name or "the text", report.text[start:end]

    def _of_record(self, record: Record) -> Iterator[tuple[str, str]]:
        for field in format_of(type(record)).fields:
            value = getattr(record, field.name)
            if value is None:
                continue
            if isinstance(value, datetime.date):
                for written in (f"{value:%d%m%Y}", f"{value:%Y%m%d}"):
                    self._digits.setdefault(written, f"digits of {field.name}")
            yield field.name, field.write(value)
        code = record.village_code
        if code:
            self._harmless.append(re.compile(rf"(?<!\d){code}(?!\d)"))

    def _add_digits(self, digits: str, name: str) -> None:
        pieces = [*_slices(digits, _IN_A_ROW), *_slices(digits, _IN_GROUPS)]
        if len(digits) == _NUMBER:
            date, serial = digits[_REGION:_SERIAL], digits[_SERIAL:]
            pieces += [date, serial] if int(serial) else [date]  # 0000 is what a reply says
        for piece in pieces:
            self._digits.setdefault(piece, f"digits of {name}")

    def shown_in(self, text: str) -> Iterator[str]:
        """What of all that a text shows."""
        text = _unescaped(_COLOUR.sub("", _FRAME.sub(_without_source, text)))
        for pattern in self._harmless:
            text = pattern.sub(" ", text)
        text = _plain(text)
        pieces = set(_ALONE.findall(text))
        for digits in _DIGITS.findall(text):
            pieces.update(_slices(digits, _IN_A_ROW))
        for groups in _GROUPS.findall(text):
            digits = re.sub("[^0-9]", "", groups)
            pieces.update(_slices(digits, _IN_GROUPS), _slices(digits, _DATE))
        yield from (name for piece, name in self._digits.items() if piece in pieces)
        words = set(_LETTERS.findall(text))
        for word, name in self._words.items():
            if word in words or (len(word) >= _UNMISTAKABLE and word in text):
                yield name


def _slices(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(len(text) - size + 1))


def _numbers(text: str) -> Iterator[str]:
    yield from (digits for digits in _DIGITS.findall(text) if len(digits) >= _IN_A_ROW)
    for groups in _GROUPS.findall(text):
        digits = re.sub("[^0-9]", "", groups)
        if len(digits) >= _LONG_RUN:
            yield digits


def _words_of_region(digits: str) -> Iterator[str]:
    """The names that the first six digits stand for: who may show those may show these."""
    codes = (digits[:size] for size in (2, 4, _REGION)) if len(digits) == _NUMBER else ()
    for code in codes:
        yield from _LETTERS.findall(_plain(str(Region.of(code))))


def _plain(text: str) -> str:
    """A text such that the same letters and digits, written otherwise, are the same."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return text.casefold()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if not m[3] else "\n", text)


def _without_source(frame: re.Match[str]) -> str:
    """What Python prints of a frame, without its lines of source: they are the program's."""
    source = {line.strip() for line in linecache.getlines(frame[1])}
    lines = (line.strip(" |\n") for line in frame[2].splitlines())
    return "\n".join(line for line in lines if line not in source and not _MARKS.fullmatch(line))


# --- what the library itself says ----------------------------------------------------------------


def _drawing(report: Report) -> re.Pattern[str]:
    """A report as drawn, with an official desa and kecamatan in it, whatever the carets."""
    codes = {problem.code.value for problem in report.problems}
    drawn = [
        line.strip()
        for line in str(report).split("\n")[1:]
        if not _MARKS.fullmatch(line) and codes.isdisjoint(line.split()[1:2])
    ]
    pattern = r"\s*\n(?:[ ^~]*\n)? *".join(re.escape(_unescaped(line)) for line in drawn)
    return re.compile(pattern or "(?!)")


def _masked(report: Report) -> Iterable[tuple[str | None, int, int]]:
    """The parts of a text that are drawn masked; the whole text, where it is not drawn at all."""
    if report._parts is not None:  # noqa: SLF001 - what is drawn is the report's own affair
        return report._parts  # noqa: SLF001
    if report.kind is not None:
        return parts_of(report.kind, report.text)
    return ((None, 0, len(report.text)),)


@functools.cache
def _said() -> frozenset[str]:
    """The words of all sentences and codes, and those that any program has."""
    said = [_USUAL_WORDS, *Code]
    for found in pkgutil.iter_modules(locales.__path__):
        module = importlib.import_module(f"{locales.__name__}.{found.name}")
        own = {name: value for name, value in vars(module).items() if not name.startswith("__")}
        own.pop("EXAMPLES", None)  # they are people, invented as they are
        said += _strings(own)
    return frozenset(word for text in said for word in _LETTERS.findall(_plain(text)))


def _vocabulary(one: Format) -> Iterator[str]:
    """The words of a format: as it is published, the names of its fields, and the choices."""
    texts = [one.name, one.published, *(field.name for field in one.fields)]
    texts += (word for way in one.aliases for word in way)
    for field in one.fields:
        if field.family == "choice":
            texts += cast("ChoiceField", field).kind
    for text in texts:
        yield from _LETTERS.findall(_plain(text))


def _strings(value: object) -> Iterator[str]:
    """All strings in a value, whatever holds them."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            rest += [*one, *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            rest += one
