"""Formats as users have them: those that are built in, and an office's own."""

from __future__ import annotations

# What is of annotations alone is here at run time, for `typing.get_type_hints`.
import datetime
import functools
import os  # noqa: TC003
from collections.abc import Iterable, Iterator, Mapping  # noqa: TC003
from pathlib import Path
from typing import Any, cast
from weakref import WeakValueDictionary

from ktpmsg.by_hand import settle
from ktpmsg.catalogue import Catalogue
from ktpmsg.fields.choices import found_by
from ktpmsg.fields.identity import current_day
from ktpmsg.finding import Finder
from ktpmsg.formats.grammar import Grammar, clashing, fingerprint_of
from ktpmsg.formats.rules import shipped
from ktpmsg.judging import LONGEST
from ktpmsg.locating.characters import repair_characters
from ktpmsg.messages import BUILTIN, Message, Record, format_of
from ktpmsg.problems import GrammarError, MessageError
from ktpmsg.reading import examine, examine_found, parts_of
from ktpmsg.reporting.report import Part, Report  # noqa: TC001
from ktpmsg.text.mapped import MappedText

__all__ = ["Formats", "builtin", "check", "find", "find_in_chunks", "parse"]

# The formats that are loaded, by the fingerprint of their grammar: where records are unpickled.
_loaded: WeakValueDictionary[str, Formats] = WeakValueDictionary()


class Formats:
    """An office's own formats, by a grammar, and how their messages are read.

    `text` is a Lark grammar of formats: the documents say how to write one. `records` are record
    classes of one's own, each named as its rule (`cek_ktp`: `CekKtp`); any other is made of its
    rule. The built-in formats are read, too, unless `builtin` is False.

    `records` maps the name of each rule to its record class. `parse`, `check` and `find` are as the
    functions of these names. Raises GrammarError, which tells the line and what to write instead,
    for a grammar that cannot be used, and TypeError for what is no text.
    """

    __slots__ = (
        "__weakref__",
        "_catalogue",
        "_fingerprint",
        "_given",
        "_grammar",
        "_has_builtin",
        "records",
    )

    _catalogue: Catalogue
    _grammar: Grammar
    _fingerprint: str
    _given: tuple[type[Record], ...]
    _has_builtin: bool
    records: Mapping[str, type[Record]]

    def __init__(
        self, text: str, *, records: Iterable[type[Record]] = (), builtin: bool = True
    ) -> None:
        self._load(text, "the grammar", records, builtin=builtin)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        records: Iterable[type[Record]] = (),
        builtin: bool = True,
    ) -> Formats:
        """The formats of a grammar in a file, which is UTF-8.

        OSError if it cannot be read; GrammarError as above, with the name of the file.
        """
        name = Path(path).name
        try:
            text = Path(path).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = f"{name}, line {line}: the file is not UTF-8. Save it as UTF-8"
            raise GrammarError(message) from None
        found = cls.__new__(cls)
        found._load(text, name, records, builtin=builtin)  # noqa: SLF001 - of this class
        return found

    def _load(
        self, text: str, name: str, records: Iterable[type[Record]], *, builtin: bool
    ) -> None:
        if not isinstance(text, str):
            message = (
                f"a grammar is a str, not {type(text).__name__}: Formats.load(path) reads a file"
            )
            raise TypeError(message)
        self._given, self._has_builtin = tuple(records), builtin
        grammar = Grammar(text, name, self._given)
        others = _builtin()._grammar.formats if builtin else []  # noqa: SLF001 - of this class
        for one in grammar.formats:
            for other in others:
                clash = clashing(one, other)
                if clash:
                    grammar.source.refuse(clash, one.line)
        self._grammar = grammar
        self._fingerprint = grammar.fingerprint
        self._catalogue = Catalogue([*grammar.formats, *others])
        self.records = {one.name: one.record for one in self._catalogue.formats}
        self._bind()
        self._check_examples()
        _loaded[self._fingerprint] = self

    def _bind(self) -> None:
        """Tell each record class its format, and make it show itself masked."""
        for one in self._grammar.formats:
            record = cast("Any", one.record)
            home = vars(record).get("_home")
            if home is not None and home._fingerprint != self._fingerprint:  # noqa: SLF001
                self._grammar.source.refuse(
                    f"the class {record.__name__} belongs to another grammar already", one.line
                )
            for shown in ("__repr__", "__str__", "__reduce__"):
                if shown in vars(record):
                    delattr(record, shown)
            if record.__module__ == "ktpmsg.formats.records":
                record._pickled = (_made_class, self._fingerprint, record.__name__)  # noqa: SLF001
            for field in one.fields:
                kind = field.enumeration
                if kind is not None and kind.__module__ == "ktpmsg.fields.choices":
                    found_by(kind, _made_choice, self._fingerprint, one.name, field.name)
            record._format = one  # noqa: SLF001
            record._home = self  # noqa: SLF001

    def _check_examples(self) -> None:
        """Read each example in the comments by Lark's parser and by the expressions alike."""
        source = self._grammar.source
        for text, line in source.comments:
            if not self._grammar.is_example(text):
                continue
            quick = self._catalogue.read(text)
            reference = self._grammar.reference.read(text)
            if quick is None or quick != reference:
                source.refuse(
                    "this example is not a message exactly as one of the rules has it. "
                    "Mend the example or the rule, or begin the comment with another word",
                    line,
                )

    def parse(
        self, text: str, *, strict: bool = False, today: datetime.date | None = None
    ) -> Record:
        """The message that a text is, as `ktpmsg.parse`."""
        text = _plain(text)
        if today is not None:
            today = _calendar(today)
        if len(text) <= LONGEST:
            read = self._catalogue.read(text)
            if isinstance(read, Record):
                return read
        report = self.check(text, strict=strict, today=today)
        if report.message is None:
            _rich_traceback_omit = True  # rich would show the text
            raise MessageError(report.problems, report)
        return cast("Record", report.message)

    def check(
        self, text: str, *, strict: bool = False, today: datetime.date | None = None
    ) -> Report[Any]:
        """The report of one text, as `ktpmsg.check`."""
        day = current_day() if today is None else _calendar(today)
        return examine(self._catalogue, _plain(text), strict=strict, today=day)

    def find(
        self,
        source: str | Iterable[str],
        *,
        strict: bool = False,
        today: datetime.date | None = None,
    ) -> Iterator[Report[Any]]:
        """The messages in a text, or in an iterable of lines, as `ktpmsg.find`."""
        day = None if today is None else _calendar(today)
        if isinstance(source, (bytes, bytearray, Path)) or not hasattr(source, "__iter__"):
            raise _no_text(source, "find takes a str, or lines of str")
        return self._finder(day, strict=strict).find(source)

    def _finder(self, day: datetime.date | None, *, strict: bool) -> Finder:
        def judge(text: str, before: str, after: str) -> Report:
            return examine_found(
                self._catalogue, text, before, after, strict=strict, today=day or current_day()
            )

        def repair(text: str) -> MappedText:
            return repair_characters(MappedText(text), self._catalogue.separators)[0]

        return Finder(self._catalogue.locator, repair, judge)

    def __reduce__(self) -> Any:  # noqa: ANN401 - as pickle has it
        """Its grammar: another process reads it again, once, and this one finds it as it is."""
        if self is _builtin():
            return _builtin, ()
        source = self._grammar.source
        return _made_formats, (source.text, source.name, self._given, self._has_builtin)

    # --- what record classes ask their home

    def _settle(self, record: Record) -> None:
        """Judge the values of a record made by hand, and put them into their canonical form."""
        settle(self._catalogue, record)

    def _parts_of(self, text: str) -> tuple[Part, ...]:
        """The parts of a text that the expression of a format reads."""
        return parts_of(self._catalogue, text)


def _made_formats(
    text: str,
    name: str,
    records: tuple[type[Record], ...],
    builtin: bool,  # noqa: FBT001 - as pickle calls it
) -> Formats:
    """The formats that were pickled: those that are loaded, or their grammar read again."""
    known = _loaded.get(fingerprint_of(text))
    if known is not None and (known._given, known._has_builtin) == (records, builtin):  # noqa: SLF001
        return known
    found = Formats.__new__(Formats)
    found._load(text, name, records, builtin=builtin)  # noqa: SLF001
    return found


def _made_class(fingerprint: str, name: str) -> type[Record]:
    """The record class that was made of a rule; LookupError if its grammar is not loaded."""
    formats = _loaded.get(fingerprint)
    if formats is None:
        message = f"load the grammar of {name} before its records are unpickled"
        raise LookupError(message)
    return next(r for r in formats.records.values() if r.__name__ == name)


def _made_choice(fingerprint: str, rule: str, field: str) -> Any:  # noqa: ANN401
    """The enumeration that was made of the words of a field."""
    formats = _loaded.get(fingerprint)
    if formats is None:
        message = f"load the grammar of {rule} before its choices are unpickled"
        raise LookupError(message)
    one = format_of(formats.records[rule])
    return next(f.enumeration for f in one.fields if f.name == field)


@functools.cache
def _builtin() -> Formats:
    """The formats that are built in: loaded on first use, by the same code as any other."""
    found = Formats.__new__(Formats)
    found._load(shipped("messages.lark"), "messages.lark", BUILTIN, builtin=False)  # noqa: SLF001
    return found


builtin = _builtin


def parse(text: str, *, strict: bool = False, today: datetime.date | None = None) -> Message:
    """The message that a text is: a `Ktp`, a `Sinkronisasi` or a `Disdukcapil`.

    `strict` takes a text only as published; otherwise honest typos are repaired, and identity is
    never guessed. `today` fixes the calendar (None: the real one). Raises `MessageError`, with
    all problems and the report, for a text that is no message, and `TypeError` for no `str`.
    """
    _rich_traceback_omit = True  # rich would show the text
    return cast("Message", _builtin().parse(text, strict=strict, today=today))


def check(text: str, *, strict: bool = False, today: datetime.date | None = None) -> Report:
    """The report of one text: the message that it is, and every problem at once.

    `strict` and `today` as in `parse`. Any `str` gets a report, in time linear in its length;
    anything else is a `TypeError`.
    """
    return _builtin().check(text, strict=strict, today=today)


def find(
    source: str | Iterable[str], *, strict: bool = False, today: datetime.date | None = None
) -> Iterator[Report]:
    """The messages in a text, or in an iterable of lines: a report for each, good or faulty.

    Spans of the reports are offsets in the text given; an item that does not end its line counts
    as a line all the same, with one character for its end. `strict` and `today` as in `parse`.
    What is no message of ours yields nothing. Memory is bounded, however long the source; anything
    but a `str` or an iterable of `str` is a `TypeError`.
    """
    return _builtin().find(source, strict=strict, today=today)


def find_in_chunks(
    formats: Formats,
    chunks: Iterable[str],
    *,
    strict: bool = False,
    today: datetime.date | None = None,
) -> Iterator[Report]:
    """The messages in a text that comes in pieces of any size, which are no lines.

    So a file is read with little memory, even if it has no line breaks.
    """
    return formats._finder(today, strict=strict).find_in_chunks(chunks)  # noqa: SLF001 - of this module


def _plain(text: object) -> str:
    """The plain str that a text is; TypeError for no text."""
    if type(text) is str:
        return text
    if isinstance(text, str):
        return "".join((text,))  # noqa: FLY002 - str() of a number is its mask
    raise _no_text(text, "a message is a str")


def _no_text(thing: object, wanted: str) -> TypeError:
    message = f"{wanted}, not {type(thing).__name__}"
    if isinstance(thing, Path):
        message += ": open the file, or read it with path.read_text()"
    elif isinstance(thing, (bytes, bytearray)):
        message += ": decode it first, with .decode()"
    return TypeError(message)


def _calendar(today: object) -> datetime.date:
    """The day that fixes the calendar; TypeError for what is no date."""
    if isinstance(today, datetime.datetime):
        return today.date()
    if not isinstance(today, datetime.date):
        message = f"today is a date, not {type(today).__name__}"
        raise TypeError(message)
    return today
