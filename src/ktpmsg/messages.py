"""The messages: a frozen record for each format, and what all records have.

A record class says which fields a message has, and nothing of their order, their separator or
their published words: those stand in the grammar, and a class is bound to its format when the
grammar is loaded.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast

import attrs

# `typing.get_type_hints` looks for these.
from ktpmsg.fields.alasan import Alasan  # noqa: TC001
from ktpmsg.fields.identity import Nik, NomorKK  # noqa: TC001
from ktpmsg.problems import MessageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ktpmsg.formats.format import Format

__all__ = ["Disdukcapil", "Ktp", "Message", "Record", "Sinkronisasi", "field_names", "format_of"]


class Home(Protocol):
    """The formats that a record class was loaded with: they judge a record made by hand."""

    _fingerprint: str

    def _parts_of(self, text: str) -> tuple[tuple[str | None, int, int], ...]:
        """The parts of a text that the expression of a format reads: field, start and end."""

    def _settle(self, record: Record) -> None:
        """Judge the values of a record, and put them into their canonical form."""


class _Published:
    """The format as it is published, read off the class: `Ktp.published`."""

    def __get__(self, record: object, owner: type[Record]) -> str:
        try:
            return format_of(owner).published
        except TypeError as error:  # `help` looks at `Record` itself, too, which has no format
            raise AttributeError(*error.args) from None


class Record:
    """A message that was read, or made by hand: the base of all record classes.

    A class of one's own is a frozen attrs class that derives from it, named as the rule in the
    grammar (`cek_ktp`: `CekKtp`), with the fields of the rule; it is given to `Formats`. Values are
    `Nik`, `NomorKK`, `datetime.date`, a `StrEnum` for a choice, or `str`; an optional field that
    the message does not have is None.

    Made by hand, from plain values, a record is judged as in strict reading: `MessageError` with
    spans in the values, or `TypeError` for a value of another type.
    """

    __slots__ = ("__weakref__",)

    published: ClassVar[_Published] = _Published()
    """The format as the office publishes it."""
    _format: ClassVar[Any] = None  # a Format
    _home: ClassVar[Any] = None  # a Home
    _pickled: ClassVar[Any] = None
    """For a class that was made of a rule, which no module has: what finds it again."""
    _asks_age: ClassVar[bool] = False
    """Whether the person whose NIK it is asks for an identity card, which nobody under 16 gets."""

    @property
    def text(self) -> str:
        """The canonical text: strictly right, and read as an equal record."""
        one = format_of(type(self))
        values = [(field, getattr(self, field.name)) for field in one.fields]
        return one.write(field.write(value) for field, value in values if value is not None)

    @property
    def village_code(self) -> str | None:
        """The ten digits of the village, for routing.

        None unless the record has a desa and a kecamatan that name exactly one village in the
        regency of its KK number, or of its NIK if it has no KK number.
        """
        return format_of(type(self)).village_code(self)

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - as Python has it
        super().__init_subclass__(**kwargs)
        made = vars(cls).get("__init__")
        if made is not None:
            cls.__init__ = _without_traceback(made)  # type: ignore[method-assign]

    def __attrs_post_init__(self) -> None:
        home = type(self)._home or _load_home(type(self))  # noqa: SLF001 - of this class
        home._settle(self)  # noqa: SLF001 - nothing for users

    def __repr__(self) -> str:
        shown = (f"{name}={value}" for name, value in self._masked())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __str__(self) -> str:
        return repr(self)

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        for name, value in self._masked():
            yield name, _Shown(value)

    def __reduce__(self) -> Any:  # noqa: ANN401 - as pickle has it
        values = tuple(getattr(self, name) for name in field_names(type(self)))
        return _unpickled, (pickled_class(type(self)), values)

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:  # noqa: ANN401 - as pydantic has it
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.record_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, _: Any, handler: Any) -> Any:  # noqa: ANN401 - the same
        from ktpmsg.integrations import _pydantic  # noqa: PLC0415 - pydantic is our caller

        return _pydantic.record_json(cls, handler.mode)

    def _masked(self) -> Iterator[tuple[str, str]]:
        """The name of each field, and what is shown of its value."""
        for field in format_of(type(self)).fields:
            value = getattr(self, field.name)
            yield field.name, "None" if value is None else field.mask(value)


def _without_traceback(made: Callable[..., None]) -> Callable[..., None]:
    """An `__init__` whose frames are in no traceback: rich would show the values in them."""

    @functools.wraps(made)
    def init(self: Record, /, *args: object, **kwargs: object) -> None:
        _rich_traceback_omit = True
        try:
            made(self, *args, **kwargs)
        except (MessageError, TypeError) as error:
            raise error.with_traceback(None) from None

    return init


class _Shown:
    """Text that shows as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def pickled_class(record: type[Record] | None) -> Any:  # noqa: ANN401 - whatever pickle can keep
    """What stands for a record class where it is pickled."""
    return record and (record._pickled or record)  # noqa: SLF001 - of this module


def unpickled_class(pickled: Any) -> type[Record]:  # noqa: ANN401 - as above
    """The record class that `pickled_class` stood for."""
    if isinstance(pickled, tuple):
        find, *by = pickled
        return cast("type[Record]", find(*by))
    return cast("type[Record]", pickled)


def _unpickled(pickled: Any, values: tuple[Any, ...]) -> Record:  # noqa: ANN401 - as above
    """A record of values that were right: they are not judged again."""
    record = unpickled_class(pickled)
    made = object.__new__(record)
    for name, value in zip(field_names(record), values, strict=True):
        object.__setattr__(made, name, value)
    return made


def field_names(record: type[Record]) -> tuple[str, ...]:
    """The names of the fields of a record class, in its order."""
    return tuple(a.name for a in attrs.fields(cast("type[attrs.AttrsInstance]", record)))


def format_of(record: type[Record]) -> Format:
    """The format of a record class; TypeError if no grammar was loaded that has one."""
    if record._format is None:  # noqa: SLF001 - of this module
        _load_home(record)
    return cast("Format", record._format)  # noqa: SLF001


def parts_of(record: type[Record], text: str) -> tuple[tuple[str | None, int, int], ...]:
    """The parts of a text that the expression of the format of a record reads.

    The field, or None for what was set aside, the start and the end of each.
    """
    return (record._home or _load_home(record))._parts_of(text)  # noqa: SLF001 - of this module


def _load_home(record: type[Record]) -> Home:
    """The formats of a class that is not bound yet: the built-in ones are loaded on first use."""
    if record in BUILTIN:
        from ktpmsg.api import builtin  # noqa: PLC0415 - loaded when the first record needs it

        builtin()
    if record._home is None:  # noqa: SLF001
        message = (
            f"{record.__name__} has no format yet: give the class to Formats(…, records=[…]) "
            "with the grammar that has its rule"
        )
        raise TypeError(message)
    return cast("Home", record._home)  # noqa: SLF001


# What the fields of our own records may be given: each is judged when all are there, so that every
# mistake is told at once. These functions are for type checkers, which are to accept plain values.


def _nik(value: str) -> Nik:
    return cast("Nik", value)


def _nomor_kk(value: str) -> NomorKK:
    return cast("NomorKK", value)


def _alasan(value: str) -> Alasan:
    return cast("Alasan", value)


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Ktp(Record):
    """A request to print an identity card, sent over WhatsApp.

    `desa` and `kecamatan` are where the applicant lives, as typed; `alasan` is why a card is due.
    (Disdukcapil Kabupaten Magelang, March 2020; Tana Tidung published the same format.)
    """

    _asks_age = True

    nik: Nik = attrs.field(converter=_nik)
    """The applicant's NIK."""
    nomor_kk: NomorKK = attrs.field(converter=_nomor_kk)
    """The number of the family card."""
    nama: str
    """The applicant's name."""
    desa: str
    """The village."""
    kecamatan: str
    """The district."""
    alasan: Alasan = attrs.field(converter=_alasan)
    """Why a card is due."""


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Sinkronisasi(Record):
    """A request to have one's data synchronised, sent over WhatsApp; `keperluan` says what for.

    (Disdukcapil Kabupaten Magelang, March 2020.)
    """

    nik: Nik = attrs.field(converter=_nik)
    """The sender's NIK."""
    nomor_kk: NomorKK = attrs.field(converter=_nomor_kk)
    """The number of the family card."""
    keperluan: str
    """What for."""


@attrs.frozen(repr=False, str=False, weakref_slot=False)
class Disdukcapil(Record):
    """A question to the office, sent by SMS; `isi_sms` is its text.

    (Disdukcapil Kabupaten Magelang, March 2020.)
    """

    nama: str
    """The sender's name."""
    nik: Nik = attrs.field(converter=_nik)
    """The sender's NIK."""
    isi_sms: str
    """The question."""


Message = Ktp | Sinkronisasi | Disdukcapil
BUILTIN: tuple[type[Record], ...] = (Ktp, Sinkronisasi, Disdukcapil)
