"""SQLAlchemy: column types for a NIK and a KK number.

    from ktpmsg.integrations.sqlalchemy import type_annotation_map


    class Base(DeclarativeBase):
        type_annotation_map = type_annotation_map


    class Person(Base):
        __tablename__ = "person"
        id: Mapped[int] = mapped_column(primary_key=True)
        nik: Mapped[Nik] = mapped_column(unique=True)

The column has the sixteen digits. A value comes back as a `Nik`, and shows masked among the
parameters of a statement, in an error and with `echo=True`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sqlalchemy import Engine, String, event
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from ktpmsg.fields.identity import Nik, NomorKK, Number
from ktpmsg.problems import MessageError

if TYPE_CHECKING:
    from sqlalchemy import Dialect, ExceptionContext
    from sqlalchemy.types import TypeEngine

__all__ = ["NikType", "NomorKKType", "type_annotation_map"]

_N = TypeVar("_N", bound=Number)

# What compares with a whole number; any other operator may take a part of one, such as a prefix.
_WHOLE = {
    operators.eq,
    operators.ne,
    operators.in_op,
    operators.not_in_op,
    operators.is_distinct_from,
    operators.is_not_distinct_from,
}


class _NumberType(TypeDecorator[_N], Generic[_N]):
    """Sixteen digits in a column, and a number in Python.

    What is given for one is a number or its sixteen digits; anything else is a `StatementError`,
    which does not show what was given. What is no number in the data base is a `MessageError` when
    it is fetched.
    """

    impl = String(16)
    cache_ok = True
    kind: ClassVar[type[Number]]

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        return None if value is None else self.kind(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        return None if value is None else self.kind(value)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:  # noqa: ANN401, ARG002
        return self if op in _WHOLE else String()

    @property
    def python_type(self) -> type[Number]:
        return self.kind

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class NikType(_NumberType[Nik]):
    """A column type for a NIK."""

    cache_ok = True
    kind = Nik


class NomorKKType(_NumberType[NomorKK]):
    """A column type for a KK number."""

    cache_ok = True
    kind = NomorKK


type_annotation_map: dict[Any, TypeEngine[Any]] = {Nik: NikType(), NomorKK: NomorKKType()}
"""For a declarative base: `Mapped[Nik]` and `Mapped[NomorKK]` are columns of these types."""


@event.listens_for(Engine, "handle_error")
def _hide(context: ExceptionContext) -> None:
    """Leave out what was given for a number where it is none: it may be one but for a typo."""
    found = context.sqlalchemy_exception
    if found is not None and isinstance(context.original_exception, (MessageError, TypeError)):
        found.hide_parameters = True
