"""Django REST framework: serializer fields for a NIK and a KK number.

A `ModelSerializer` has them for the model fields of `ktpmsg.integrations.django` by itself. They
read as `Nik.parse` does, and give out the digits.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from ktpmsg.fields.identity import Nik, NomorKK, Number
from ktpmsg.integrations import _reading, django
from ktpmsg.problems import MessageError

__all__ = ["NikField", "NomorKKField"]


class _NumberField(serializers.CharField):
    """A text that is read as a number; its digits are given out."""

    kind: ClassVar[type[Number]]

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as CharField has them
        kwargs.pop("max_length", None)  # a number may be typed in groups, which are longer
        super().__init__(**kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:  # noqa: ANN401 - as sent
        # CharField calls `str()` on what it is given.
        return super().run_validation(data.digits if isinstance(data, Number) else data)

    def to_internal_value(self, data: Any) -> Number:  # noqa: ANN401 - as sent
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return _reading.number(self.kind, data)
        except MessageError as error:
            lang = get_language() or "en"
            found = [
                ErrorDetail(_reading.words(p, lang), code=p.code.value)
                for p in error.problems
                if p.severity == "error"
            ]
        raise ValidationError(found)

    def to_representation(self, value: Any) -> str:  # noqa: ANN401 - a number, or its digits
        return str.__str__(value)


class NikField(_NumberField):
    """A serializer field for a NIK."""

    kind = Nik


class NomorKKField(_NumberField):
    """A serializer field for a KK number."""

    kind = NomorKK


serializers.ModelSerializer.serializer_field_mapping |= {
    django.NikField: NikField,
    django.NomorKKField: NomorKKField,
}
