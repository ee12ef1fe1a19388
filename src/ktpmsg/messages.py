"""The messages: a frozen record for each format, and how records are made and judged.

The grammar says what the fields of a format are; the record class says nothing of their order or
their separators, and `bind` puts the two together. A further format is a rule in the grammar and
a class here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

import attrs

from ktpmsg import fields, numbers, repairs, shape
from ktpmsg.choices import Alasan
from ktpmsg.numbers import Nik, NomorKK, Number
from ktpmsg.once import Once
from ktpmsg.pieces import Piece
from ktpmsg.problems import Code, Finding, MessageError, Problem
from ktpmsg.regions import villages as places

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ktpmsg.fields import Judge, Judged
    from ktpmsg.shape import Form, Grammar

__all__ = [
    "LONGEST",
    "RECORDS",
    "Disdukcapil",
    "Format",
    "Formats",
    "Ktp",
    "Message",
    "Record",
    "Sinkronisasi",
    "bind",
    "field_names",
    "format_of",
    "formats",
    "too_long",
]


T = TypeVar("T")

LONGEST = 65_536  # characters of a message: the most that WhatsApp takes


def too_long(length: int) -> Problem:
    """The problem of a text of this length, or of a record whose text would be too long."""
    written = f"{LONGEST:,}"
    facts = (("limit", written), ("limit_id", written.replace(",", ".")))
    return Problem(Code.TOO_LONG, None, (0, length), facts=facts)


class _Published:
    """The form as it is published, read off the class: `Ktp.published`."""

    def __get__(self, record: object, owner: type[Record]) -> str:
        return format_of(owner).form.published


class Record:
    """What all messages have: their canonical text, their published form, their judgement."""

    __slots__ = ()

    published: ClassVar[_Published] = _Published()

    @property
    def text(self) -> str:
        """The canonical text: strictly right, and read as an equal record."""
        form = format_of(type(self)).form
        return form.write(str(_plain(getattr(self, field.name))) for field in form.fields)

    def __attrs_post_init__(self) -> None:
        format_of(type(self)).settle(self)

    def __repr__(self) -> str:
        values = (f"{name}={_masked(getattr(self, name))}" for name in field_names(self))
        return f"{type(self).__name__}({', '.join(values)})"

    __str__ = __repr__


def field_names(record: Record) -> tuple[str, ...]:
    """The names of a record's fields, in its order."""
    return tuple(a.name for a in attrs.fields(cast("type[attrs.AttrsInstance]", type(record))))


def _plain(value: object) -> object:
    return value.digits if isinstance(value, Number) else value


def _masked(value: object) -> str:
    if isinstance(value, Alasan):
        return repr(value.value)
    return repr(str(value)) if isinstance(value, Number) else "'***'"


# What the fields may be set to by hand. Each is judged when all are there, so that every mistake
# is told at once.


def _str_or(kind: type[T], value: str | T) -> T:
    if not isinstance(value, (str, kind)):
        message = f"a field takes a str or its own type, not {type(value).__name__}"
        raise TypeError(message)
    return cast("T", value)


def _as_nik(value: str | Nik) -> Nik:
    return _str_or(Nik, value)


def _as_nomor_kk(value: str | NomorKK) -> NomorKK:
    return _str_or(NomorKK, value)


def _as_alasan(value: str | Alasan) -> Alasan:
    return _str_or(Alasan, value)


def _as_str(value: str) -> str:
    return _str_or(str, value)


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Ktp(Record):
    """A request to print an identity card, sent over WhatsApp.

    `desa` and `kecamatan` are where the applicant lives, as typed; `alasan` is why a card is due.
    Made by hand, from plain values, it is judged as in strict reading: `MessageError` with spans
    in the values, or `TypeError` for a value of another type. (Disdukcapil Kabupaten Magelang,
    March 2020; Tana Tidung published the same form.)
    """

    nik: Nik = attrs.field(converter=_as_nik)
    nomor_kk: NomorKK = attrs.field(converter=_as_nomor_kk)
    nama: str = attrs.field(converter=_as_str)
    desa: str = attrs.field(converter=_as_str)
    kecamatan: str = attrs.field(converter=_as_str)
    alasan: Alasan = attrs.field(converter=_as_alasan)

    @property
    def village_code(self) -> str | None:
        """The ten digits of the village, for routing.

        None unless `desa` and `kecamatan` name exactly one village in the regency of the KK
        number.
        """
        found = places.look_up(self.nomor_kk.digits[:4], self.desa, self.kecamatan)
        return found.village_code if found else None


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Sinkronisasi(Record):
    """A request to have one's data synchronised, sent over WhatsApp; `keperluan` says what for.

    Made by hand, it is judged as in strict reading: `MessageError` or `TypeError`. (Disdukcapil
    Kabupaten Magelang, March 2020.)
    """

    nik: Nik = attrs.field(converter=_as_nik)
    nomor_kk: NomorKK = attrs.field(converter=_as_nomor_kk)
    keperluan: str = attrs.field(converter=_as_str)


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Disdukcapil(Record):
    """A question to the office, sent by SMS; `isi_sms` is its text.

    Made by hand, it is judged as in strict reading: `MessageError` or `TypeError`. (Disdukcapil
    Kabupaten Magelang, March 2020.)
    """

    nama: str = attrs.field(converter=_as_str)
    nik: Nik = attrs.field(converter=_as_nik)
    isi_sms: str = attrs.field(converter=_as_str)


Message = Ktp | Sinkronisasi | Disdukcapil
RECORDS: tuple[type[Record], ...] = (Ktp, Sinkronisasi, Disdukcapil)


def _draft(judges: Iterable[Judge]) -> type[Any]:
    """A class that makes records of texts that need no look.

    It has the slots of the record class, so that what it makes becomes a record by its class
    alone; it is not frozen, and what makes a value of a text is its converter: attrs writes the
    shortest code there is for that.
    """
    return attrs.make_class(
        "Draft",
        {judge.name: attrs.field(converter=judge.make) for judge in judges},
        bases=(Record,),
        class_body={"__attrs_post_init__": None},  # nothing is left to be judged
        eq=False,
        repr=False,
        slots=True,
        weakref_slot=False,
    )


class Format:
    """A form of the grammar and the record that it makes."""

    def __init__(self, form: Form, record: type[Record]) -> None:
        self.form = form
        self.record = record
        self.judges: tuple[Judge, ...] = tuple(
            fields.judge(field, applicant=record is Ktp) for field in form.fields
        )
        self.order: dict[str | None, int] = {j.name: at for at, j in enumerate(self.judges)}
        self._setters = {
            field.name: cast("Any", getattr(record, field.name)).__set__ for field in form.fields
        }
        noticing = (fields.Numeral, fields.Name)
        self._noticing = [
            (attrgetter(judge.name), judge.is_usual, judge)
            for judge in self.judges
            if isinstance(judge, noticing)
        ]
        self._names = [j.name for j in self.judges if isinstance(j, fields.Name)]
        self._numerals = [j.name for j in self.judges if isinstance(j, fields.Numeral)]
        plain = {judge.name: judge.plain for judge in self.judges}
        self.outline = form.outline(plain)
        if len(self._numerals) > 1:  # the second is not the first again
            one, other = self._numerals[:2]
            plain[other] = rf"(?!\{self.order[one] + 1}){plain[other]}"
        self.pattern = form.pattern(plain)
        self.pattern_of_lines = form.pattern_of_lines(plain) if form.is_open else None
        self.draft = _draft(self.judges)

    def make(self, *texts: str) -> Record | None:
        """The record of the fields that Lark's parser has read; None where one is refused."""
        judged = fields.Judged()
        for judge, text in zip(self.judges, texts, strict=True):
            judged.look(judge, Piece(text))
        return None if self.together(judged) else self.assemble(judged.values)

    def judged(self, held: Sequence[str | None], spans: Sequence[tuple[int, int]]) -> Judged:
        """The fields that the outline has found: two groups for each, and where they lie."""
        judged = fields.Judged()
        at = 0
        for judge in self.judges:
            plain, other = held[at], held[at + 1]
            if plain is not None:
                judged.take(judge, Piece(plain, spans[at + 1][0]))
            else:
                judged.look(judge, Piece(cast("str", other), spans[at + 2][0]))
            at += 2
        return judged

    def pieces(self, text: str) -> dict[str, Piece]:
        """The fields of a text that has them, and nothing around them."""
        separator = self.form.separator
        start = len(self.form.write(("",)))
        found = {}
        values = text[start:].split(separator, len(self.judges) - 1)
        for judge, value in zip(self.judges, values, strict=True):
            found[judge.name] = Piece(value, start)
            start += len(value) + len(separator)
        return found

    def settle(self, record: Record) -> None:
        """Judge a record that was made by hand, and put its values in their canonical form."""
        judged = fields.Judged()
        mended: list[Problem] = []
        for judge in self.judges:
            piece = Piece(str(_plain(getattr(record, judge.name))))
            if not isinstance(judge, fields.FreeText):
                piece, slips = repairs.mend(piece, repairs.CHARACTERS)
                mended += fields.repaired(judge.name, slips)
            judged.look(judge, piece.strip())
        problems = self.together(judged) + mended  # in this order where they begin alike
        texts = [judge.write(judged.pieces[judge.name].text) for judge in self.judges]
        if len(self.form.write(texts)) > LONGEST:
            problems.append(too_long(0))
        if problems:
            problems.sort(key=lambda p: (self.order.get(p.field, -1), p.span[0]))
            raise MessageError(attrs.evolve(p, severity="error") for p in problems)
        self._put(record, judged.values)

    def assemble(self, values: Mapping[str, object]) -> Record:
        """The record of values that the judges have read."""
        record = object.__new__(self.record)
        self._put(record, values)
        return record

    def _put(self, record: Record, values: Mapping[str, object]) -> None:
        for name, put in self._setters.items():
            put(record, values[name])

    def together(self, judged: Judged) -> list[Problem]:
        """The problems of the fields, and those of one field against another.

        Two equal numbers, and a name and a number that stand in each other's place.
        """
        found, pieces = judged.problems, judged.pieces
        if len(self._numerals) > 1:
            one, other = self._numerals[:2]
            if one in pieces and other in pieces and pieces[one].text == pieces[other].text:
                found = _with_same(found, other, pieces[other])
        wrong = [name for name, value in judged.values.items() if value is None]
        if len(wrong) < 2:  # noqa: PLR2004 - a name and a number
            return found
        number = next(
            (n for n in wrong if n in self._numerals and _has_letters_only(pieces[n])), None
        )
        name = next((n for n in wrong if n in self._names and _has_digits_only(pieces[n])), None)
        if number is None or name is None:
            return found
        # Where fields have changed places, the other number may only seem to have.
        found = [
            p
            for p in found
            if p.severity == "repaired"
            or not (p.field in {number, name} or p.code is Code.SWAPPED_NUMBERS)
        ]
        return found + [
            Problem(Code.SWAPPED_FIELDS, field, pieces[field].span()) for field in (number, name)
        ]

    def notices(self, record: Record, today: datetime.date) -> list[tuple[str, Finding]]:
        """What somebody may want to look at: the field, and what was found in its value."""
        found = []
        for value_of, is_usual, judge in self._noticing:
            value = value_of(record)
            if not is_usual(value, today):
                found += [(judge.name, finding) for finding in judge.notices(value, today)]
        return found + _unknown_places(record) if isinstance(record, Ktp) else found


def _with_same(found: list[Problem], field: str, piece: Piece) -> list[Problem]:
    """The problems of a number that is equal to the one before it."""
    if not numbers.is_number(piece.text):
        return found
    rest = [p for p in found if (p.code, p.field) != (Code.SWAPPED_NUMBERS, field)]
    if any(p.field == field and p.severity == "error" for p in rest):
        return rest
    return [*rest, Problem(Code.SAME_NUMBER, field, piece.span())]


def _has_letters_only(piece: Piece) -> bool:
    return piece.text.replace(" ", "").isalpha()


def _has_digits_only(piece: Piece) -> bool:
    shortest = 10  # as long as a number is known by
    return len(piece.text) >= shortest and piece.text.isdigit()


def _unknown_places(record: Ktp) -> list[tuple[str, Finding]]:
    regency = record.nomor_kk.digits[:4]
    known = places.look_up(regency, record.desa, record.kecamatan)
    if known is None:  # a regency that is no more, perhaps
        regency = record.nik.digits[:4]
        known = places.look_up(regency, record.desa, record.kecamatan)
    if known is None:
        return []
    found = []
    if not known.desa_known:
        near = places.nearest_desa(regency, record.desa, record.kecamatan)
        found.append(("desa", _unknown_place(record.desa, near)))
    if not known.kecamatan_known:
        near = places.nearest_kecamatan(regency, record.kecamatan)
        found.append(("kecamatan", _unknown_place(record.kecamatan, near)))
    return found


def _unknown_place(name: str, near: str | None) -> Finding:
    return Finding(Code.UNKNOWN_PLACE, 0, len(name), (("near", near or ""),))


class Formats:
    """All formats of a grammar, and how a text that is strictly right is read by them."""

    def __init__(self, grammar: Grammar, formats: Sequence[Format]) -> None:
        self.grammar = grammar
        self.by_name = {f.form.name: f for f in formats}
        self._by_record = {f.record: f for f in formats}
        self._makers: dict[str, Callable[..., Any]] = {f.form.name: f.make for f in formats}
        self._outlines = [(f.outline.fullmatch, f) for f in formats]
        self._readers = [(f.pattern.fullmatch, f.draft, f.record) for f in formats]
        self._readers_of_lines = [
            (f.pattern_of_lines.fullmatch, f.draft, f.record) for f in formats if f.pattern_of_lines
        ]

    def read(self, text: str) -> Record | None:
        """The record of a text that is as published and needs no look; None of any other."""
        if len(text) > LONGEST:
            return None
        readers = self._readers
        if "  " in text or "\n" in text or "\r" in text or "\t" in text:
            readers = self._readers_of_lines
        for fullmatch, draft, record in readers:
            found = fullmatch(text)
            if found is not None:
                try:
                    made = draft(*found.groups())
                except LookupError:
                    return None
                made.__class__ = record
                return cast("Record", made)
        return None

    def outlined(self, text: str) -> tuple[Format, Judged] | None:
        """The format of a text that at a glance is of one, and its fields, judged."""
        if text.isascii() and "  " not in text:
            for fullmatch, one in self._outlines:
                found = fullmatch(text)
                if found is not None:
                    return one, one.judged(found.groups(), found.regs)
        return None

    def of(self, record: Record) -> Format:
        """The format of a record."""
        return self._by_record[type(record)]

    def parse(self, text: str) -> Record | None:
        """The same record by Lark's own parser: the reference for `read`."""
        return cast("Record | None", self.grammar.parse(text, self._makers))


_bound: dict[type[Record], Format] = {}


def bind(grammar: Grammar, records: Iterable[type[Record]]) -> Formats:
    """Put the forms of a grammar and the records of the same names together."""
    found = [Format(grammar.forms[record.__name__.lower()], record) for record in records]
    _bound.update({one.record: one for one in found})
    return Formats(grammar, found)


# The formats in force: put together on first use, and kept.
formats = Once(lambda: bind(shape.current(), RECORDS))


def format_of(record: type[Record]) -> Format:
    """The format of a record class."""
    formats()
    return _bound[record]
