"""Django: model and form fields for a NIK and a KK number.

    from ktpmsg.integrations.django import NikField


    class Person(models.Model):
        nik = NikField(unique=True)

The column has the sixteen digits. A value comes back as a `Nik`, so that a template, the admin's
lists and a log line show it masked, while a form, a serializer and a fixture have the digits.
"""

from __future__ import annotations

import contextlib
from typing import Any, ClassVar

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import lookups
from django.db.models.expressions import Col
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language

from ktpmsg.fields.identity import Nik, NomorKK, Number
from ktpmsg.integrations import _reading
from ktpmsg.problems import MessageError

__all__ = ["NikField", "NikFormField", "NomorKKField", "NomorKKFormField"]


def _read(kind: type[Number], value: object) -> Number:
    """A number; ValidationError, in the language that is active, for what is none."""
    try:
        return _reading.number(kind, value)
    except TypeError as error:
        refused = [ValidationError(str(error), code="invalid")]
    except MessageError as error:
        lang = get_language() or "en"
        errors = [p for p in error.problems if p.severity == "error"]
        refused = [ValidationError(_reading.words(p, lang), code=p.code.value) for p in errors]
    raise ValidationError(refused)


# --- forms ---------------------------------------------------------------------------------------


class _NumberFormField(forms.CharField):
    """A text that is read as a number; what is shown in a form is its digits."""

    kind: ClassVar[type[Number]]

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - whatever was sent
        text = super().to_python(_plain(value))
        return text if text in self.empty_values else _read(self.kind, text)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - whatever a form was given
        return _plain(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class NikFormField(_NumberFormField):
    """A form field for a NIK, read as `Nik.parse` does."""

    kind = Nik


class NomorKKFormField(_NumberFormField):
    """A form field for a KK number, read as `NomorKK.parse` does."""

    kind = NomorKK


def _plain(value: object) -> object:
    """The digits of a number, since Django calls `str()`; anything else as it is."""
    return value.digits if isinstance(value, Number) else value


# --- models --------------------------------------------------------------------------------------


class _Attribute(DeferredAttribute):
    """The value in a model: a number from the moment that digits are set, so that it shows masked.

    What is no number stays as it was set, for the validation to refuse.
    """

    def __set__(self, instance: models.Model, value: object) -> None:
        if type(value) is str and value:
            with contextlib.suppress(MessageError):
                value = self.field.kind.parse(value)
        instance.__dict__[self.field.attname] = value


class _NumberField(models.CharField):
    """Sixteen digits in a column, and a number in a model.

    A value is read when it is set or looked for. What is no number is a ValidationError when it is
    validated, saved or looked for, and a `MessageError` when it is fetched from the data base.
    """

    kind: ClassVar[type[Number]]
    form_class: ClassVar[type[_NumberFormField]]
    descriptor_class = _Attribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as CharField has them
        kwargs["max_length"] = 16
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # noqa: ANN401 - as Django has it
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ANN401 - as Django has it
        found: list[checks.CheckMessage] = super().check(**kwargs)
        if self.primary_key:
            found.append(
                checks.Warning(
                    f"{type(self).__name__} is a primary key, which other tables refer to.",
                    hint="Keep the number in a column of its own with unique=True: Django calls "
                    "str() on keys, which masks them, in fixtures and select boxes.",
                    obj=self,
                    id="ktpmsg.W001",
                )
            )
        return found

    def from_db_value(self, value: Any, expression: Any, _: object) -> Any:  # noqa: ANN401 - as above
        if value in self.empty_values:
            return value
        try:
            return self.kind(value)
        except MessageError:
            if isinstance(expression, Col):
                raise
        return value  # made of numbers by the data base

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - whatever a model was given
        return value if value in self.empty_values else _read(self.kind, value)

    def value_to_string(self, obj: models.Model) -> str:
        return _plain(self.value_from_object(obj)) or ""  # type: ignore[return-value]  # a str

    def formfield(self, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        # A number may be typed in groups, which are longer.
        return super().formfield(**{"form_class": self.form_class, **kwargs, "max_length": None})

    @property
    def _proxy_class(self) -> type:
        """The class that Django REST framework takes this field for.

        Nobody else asks, and so its own kind of field is known before anybody looks for it.
        """
        from ktpmsg.integrations import rest_framework  # noqa: F401, PLC0415 - it is our caller

        return type(self)


class NikField(_NumberField):
    """A model field for a NIK."""

    description = "NIK"
    kind = Nik
    form_class = NikFormField


class NomorKKField(_NumberField):
    """A model field for a KK number."""

    description = "Nomor KK"
    kind = NomorKK
    form_class = NomorKKFormField


class _Digits:
    """A look-up by a part of a number, where Django calls `str()` on what is looked for."""

    rhs: Any

    def get_prep_lookup(self) -> Any:  # noqa: ANN401 - as Django has it
        return _plain(super().get_prep_lookup())  # type: ignore[misc]  # of the look-up beside it


for _usual in (
    lookups.Contains,
    lookups.IContains,
    lookups.StartsWith,
    lookups.IStartsWith,
    lookups.EndsWith,
    lookups.IEndsWith,
    lookups.IExact,
):
    _NumberField.register_lookup(type(_usual.__name__, (_Digits, _usual), {}))
