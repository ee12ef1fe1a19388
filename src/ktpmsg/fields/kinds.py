"""The kinds of field that a grammar may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ktpmsg.fields.codes import CodeField, NumberField
from ktpmsg.fields.dates import DateField
from ktpmsg.fields.names import DesaField, KecamatanField, PersonField
from ktpmsg.fields.numbers import NikField, NomorKKField
from ktpmsg.fields.phones import PhoneField
from ktpmsg.fields.texts import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.fields.base import Field

__all__ = ["KINDS"]

KINDS: Mapping[str, type[Field]] = {
    kind.terminal: kind
    for kind in (
        NikField,
        NomorKKField,
        PersonField,
        DesaField,
        KecamatanField,
        LineField,
        TextField,
        DateField,
        PhoneField,
        CodeField,
        NumberField,
    )
}
"""The class of a field by its terminal in `fields.lark`; a choice has a class of its own."""
