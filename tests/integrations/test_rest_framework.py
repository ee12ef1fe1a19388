"""Django REST framework: serializers that read as `Nik.parse` does, and give out data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("rest_framework", reason="needs the extra: integrations")

from integrations import django_project

django_project.set_up()

from django.db import transaction
from django.utils import translation
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from integrations.registry.models import Person
from integrations.samples import BUDI, KK, NIK, SECRETS, WORDS_ID
from ktpmsg import Nik
from ktpmsg.integrations.rest_framework import NikField, NomorKKField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from integrations.conftest import Server

pytestmark = pytest.mark.integration


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    server: Server | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
    django_project.use(server)
    yield
    django_project.close()


@pytest.fixture
def tables(database: None) -> Iterator[None]:
    with transaction.atomic():
        yield database
        transaction.set_rollback(True)


class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = Person
        fields = ("nik", "nomor_kk", "nama")


class CaseSerializer(serializers.Serializer):
    nik = NikField()
    nomor_kk = NomorKKField(required=False, allow_null=True, allow_blank=True)
    many = serializers.ListField(child=NikField(), required=False)


class View(APIView):
    authentication_classes = ()

    def post(self, request: Any) -> Response:
        serializer = PersonSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data, 201)


def post(data: Any) -> Any:
    request = APIRequestFactory().post("/people", data, format="json")
    return View.as_view()(request).render()


def test_two_people_are_two_rows_that_are_found_apart(tables: None) -> None:
    assert tables is None
    for digits in (NIK, BUDI):
        answer = post({"nik": f"{digits[:6]} {digits[6:]}", "nomor_kk": KK, "nama": "x"})
        assert answer.status_code == 201
        assert json.loads(answer.content) == {"nik": digits, "nomor_kk": KK, "nama": "x"}
    assert Person.objects.count() == 2
    rows = json.loads(JSONRenderer().render(PersonSerializer(Person.objects.all(), many=True).data))
    assert {row["nik"] for row in rows} == {NIK, BUDI}
    assert Person.objects.get(nik=NIK).nik == NIK
    taken = post({"nik": NIK, "nama": "y"})
    assert taken.status_code == 400
    assert taken.data["nik"][0].code == "unique"


def test_what_is_no_number_is_400_with_our_code_and_words(tables: None) -> None:
    assert tables is None
    answer = post({"nik": NIK[:-2], "nomor_kk": 3308151203079004, "nama": "Siti"})
    assert answer.status_code == 400
    assert answer.data == {
        "nik": ["14 digits, and a NIK has 16"],
        "nomor_kk": ["Not a valid string."],
    }
    assert answer.data["nik"][0].code == "wrong-length"
    assert not any(secret[:6] in answer.content.decode() for secret in SECRETS)
    with translation.override("id"):
        answer = post({"nik": NIK[:-2], "nama": "Siti"})
    assert answer.data["nik"] == [WORDS_ID]


def test_each_problem_of_a_number_is_told() -> None:
    serializer = CaseSerializer(data={"nik": "9908159902950000"})
    assert not serializer.is_valid()
    codes = [error.code for error in serializer.errors["nik"]]
    assert codes == ["unknown-province", "impossible-date", "zero-serial"]


def test_fields_by_themselves() -> None:
    serializer = CaseSerializer(data={"nik": Nik(NIK), "nomor_kk": "", "many": [NIK, Nik(BUDI)]})
    assert serializer.is_valid()
    assert serializer.validated_data == {"nik": NIK, "nomor_kk": "", "many": [NIK, BUDI]}
    assert type(serializer.validated_data["nik"]) is Nik
    assert not any(secret in repr(serializer.validated_data) for secret in SECRETS)
    shown = CaseSerializer({"nik": Nik(NIK), "nomor_kk": None, "many": [NIK]}).data
    assert shown == {"nik": NIK, "nomor_kk": None, "many": [NIK]}
    assert type(shown["nik"]) is str
    assert CaseSerializer(data={"nik": NIK, "nomor_kk": None}).is_valid()


def test_a_model_serializer_knows_the_fields_without_an_import_of_ours() -> None:
    code = (
        "import sys; from integrations import django_project; django_project.set_up()\n"
        "from integrations.registry.models import Person\n"
        "from rest_framework.serializers import ModelSerializer\n"
        "class S(ModelSerializer):\n"
        "    class Meta: model = Person; fields = ['nik']\n"
        "assert 'ktpmsg.integrations.rest_framework' not in sys.modules\n"
        f"assert S(Person(nik={NIK!r})).data == {{'nik': {NIK!r}}}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
