"""Django: fields of models and forms, the admin, migrations and fixtures, on two data bases."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("django", reason="needs the extra: integrations")
pytest.importorskip("rest_framework", reason="needs the extra: integrations")

from integrations import django_project

django_project.set_up()

from django import forms
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import Max
from django.db.models.functions import Lower, Reverse, Substr
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from integrations.registry.models import Keyed, Letter, Person
from integrations.samples import BUDI, BUDIS_KK, KK, MASK, NIK, SECRETS, WORDS_ID
from ktpmsg import MessageError, Nik, NomorKK
from ktpmsg.integrations.django import NikField, NikFormField, NomorKKField, NomorKKFormField

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
def people(database: None) -> Iterator[tuple[Person, Person]]:  # noqa: ARG001 - has the tables
    """Two people of one district."""
    with transaction.atomic():
        siti = Person.objects.create(nik=NIK, nomor_kk=KK, nama="Siti Aminah")
        budi = Person.objects.create(nik=Nik(BUDI), nomor_kk=NomorKK(BUDIS_KK), nama="Budi")
        yield siti, budi
        transaction.set_rollback(True)


def told(error: ValidationError) -> list[tuple[str | None, str]]:
    assert not any(secret in f"{error}{error!r}" for secret in SECRETS)
    return [(one.code, one.message) for one in error.error_list]


# --- the data base -----------------------------------------------------------------------------


def test_two_people_are_two_rows_that_are_found_apart(people: tuple[Person, Person]) -> None:
    siti, budi = people
    assert Person.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM registry_person ORDER BY nik")
        assert cursor.fetchall() == [(NIK,), (BUDI,)] if NIK < BUDI else [(BUDI,), (NIK,)]
    for person, digits in ((siti, NIK), (budi, BUDI)):
        for wanted in (digits, Nik(digits), f"{digits[:6]} {digits[6:12]} {digits[12:]}"):
            assert Person.objects.get(nik=wanted) == person
        found = Person.objects.get(pk=person.pk).nik
        assert type(found) is Nik
        assert found == digits
    assert type(Person.objects.get(nik=NIK).nomor_kk) is NomorKK


@pytest.mark.parametrize(
    ("look_up", "value"),
    [
        ("startswith", NIK[:9]),
        ("istartswith", NIK[:9]),
        ("startswith", Nik(NIK)),
        ("endswith", Nik(NIK)),
        ("iendswith", NIK[6:]),
        ("contains", Nik(NIK)),
        ("icontains", NIK[4:9]),
        ("iexact", Nik(NIK)),
        ("exact", Nik(NIK)),
        ("in", [Nik(NIK)]),
        ("lt", Nik(BUDI)) if NIK < BUDI else ("gt", Nik(BUDI)),
        ("range", (Nik(NIK), NIK)),
        ("regex", f"^{NIK}$"),
        ("regex", Nik(NIK)),
    ],
)
def test_look_ups_find_one_of_two(people: tuple[Person, Person], look_up: str, value: Any) -> None:
    assert list(Person.objects.filter(**{f"nik__{look_up}": value})) == [people[0]]


def test_a_district_is_a_prefix(people: tuple[Person, Person]) -> None:
    siti, _ = people
    region = siti.nik.region
    assert Person.objects.filter(nik__startswith=region.code).count() == 2
    districts = Person.objects.annotate(district=Substr("nik", 1, 6)).values_list("district")
    assert districts.order_by().distinct().get() == ("330815",)


def test_what_the_data_base_makes_of_numbers_is_text(people: tuple[Person, Person]) -> None:
    siti, _ = people
    row = Person.objects.annotate(low=Lower("nik"), back=Reverse("nik")).get(pk=siti.pk)
    assert type(row.low) is Nik
    assert (row.low, row.back) == (NIK, NIK[::-1])
    assert Person.objects.aggregate(last=Max("nik")) == {"last": max(NIK, BUDI)}


def test_a_number_in_a_foreign_key(people: tuple[Person, Person]) -> None:
    siti, budi = people
    for person in people:
        Letter.objects.create(person=person, text=f"for {person.nama}")
    letter = Letter.objects.get(person__nik=NIK)
    assert (letter.text, letter.person, letter.person_id) == ("for Siti Aminah", siti, NIK)
    assert Letter.objects.filter(person=budi).count() == 1
    assert Letter.objects.select_related("person").get(person_id=BUDI).person == budi


def test_a_number_may_be_the_key_but_a_check_warns(database: None) -> None:
    assert database is None
    with transaction.atomic():
        for digits in (NIK, BUDI):
            Keyed.objects.create(nik=digits)
        assert Keyed.objects.count() == 2
        assert Keyed.objects.get(pk=Nik(NIK)).pk == NIK
        transaction.set_rollback(True)
    assert [one.id for one in Keyed.check()] == ["ktpmsg.W001"]
    assert Person.check() == []


def test_a_column_may_be_empty(people: tuple[Person, Person]) -> None:
    siti: Any = people[0]
    siti.nomor_kk = None
    siti.save()
    siti.refresh_from_db()
    assert (siti.nomor_kk, siti.previous_nik) == (None, "")
    assert Person.objects.get(nomor_kk__isnull=True) == siti


def test_no_number_twice(people: tuple[Person, Person]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(nik=people[0].nik, nama="Siti")


def test_what_is_no_number_is_refused_before_it_is_stored(people: tuple[Person, Person]) -> None:
    for use in (
        lambda: Person.objects.create(nik=NIK[:-2]),
        lambda: Person.objects.filter(nik=NIK[:-2]).exists(),
        lambda: Person(nik=NIK[:-2]).clean_fields(exclude=["nama"]),
    ):
        with pytest.raises(ValidationError) as caught, transaction.atomic():
            use()  # type: ignore[no-untyped-call]
        assert "14 digits, and a NIK has 16" in str(caught.value)
        assert NIK[:-2] not in str(caught.value)
    siti: Any = people[0]
    siti.nik = 7
    with pytest.raises(ValidationError, match="is made of a str, not of int"):
        siti.save()


def test_what_is_no_number_in_the_data_base_is_an_error(people: tuple[Person, Person]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_person SET nik = %s WHERE nik = %s", [NIK[:-2], Nik(NIK)])
    with pytest.raises(MessageError) as caught:
        list(Person.objects.all())
    assert NIK[:-2] not in str(caught.value)
    assert people


def test_digits_that_are_set_show_masked_at_once() -> None:
    person: Any = Person(nik=NIK, nomor_kk=f"KK {KK}")
    assert type(person.nik) is Nik
    assert person.nomor_kk == KK
    person.nik = NIK[:-2]
    assert person.nik == NIK[:-2]
    assert Person().nik == ""


# --- forms -------------------------------------------------------------------------------------


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("nik", "nomor_kk", "nama")


def test_a_form_reads_as_people_type(people: tuple[Person, Person]) -> None:
    assert people
    form = PersonForm({"nik": " 3308 1555 0895 9003 ", "nomor_kk": "", "nama": "Ani"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["nik"] == "3308155508959003"
    assert type(form.cleaned_data["nik"]) is Nik
    assert form.cleaned_data["nomor_kk"] is None
    assert form.save().nik.serial == "9003"


def test_a_form_that_is_shown_and_posted_back_keeps_the_number(
    people: tuple[Person, Person],
) -> None:
    siti, _ = people
    shown = str(PersonForm(instance=Person.objects.get(pk=siti.pk)))
    values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown))
    assert (values["nik"], values["nomor_kk"]) == (NIK, KK)
    assert "maxlength" not in shown.partition("nomor_kk")[0]
    assert 'inputmode="numeric"' in shown
    form = PersonForm(values, instance=siti)
    assert form.is_valid()
    assert not form.has_changed()
    form.save()
    assert Person.objects.get(pk=siti.pk).nik == NIK


def test_a_form_tells_our_words_and_codes(people: tuple[Person, Person]) -> None:
    assert people
    form = PersonForm({"nik": NIK[:-2], "nomor_kk": NIK, "nama": "Siti"})
    assert not form.is_valid()
    assert form.errors.get_json_data() == {
        "nik": [{"message": "14 digits, and a NIK has 16", "code": "wrong-length"}],
        "nomor_kk": [
            {"message": form.errors["nomor_kk"][0], "code": "swapped-numbers"},
        ],
    }
    with translation.override("id"):
        form = PersonForm({"nik": NIK[:-2], "nomor_kk": "", "nama": "Siti"})
        assert form.errors["nik"] == [WORDS_ID]
    taken = PersonForm({"nik": NIK, "nama": "Siti"})
    assert taken.errors.get_json_data()["nik"][0]["code"] == "unique"
    assert NIK not in str(taken.errors)


def test_form_fields_by_themselves() -> None:
    field = NikFormField()
    assert field.clean(Nik(NIK)) == NIK
    assert type(field.clean(NIK)) is Nik
    with pytest.raises(ValidationError) as caught:
        field.clean("")
    assert told(caught.value) == [("required", "This field is required.")]
    with pytest.raises(ValidationError) as caught:
        field.clean("9908159902950000")
    assert [code for code, _ in told(caught.value)] == [
        "unknown-province",
        "impossible-date",
        "zero-serial",
    ]
    assert NomorKKFormField(required=False).clean("") == ""
    assert type(NomorKKFormField().clean(KK)) is NomorKK


# --- what shows, and what is data ----------------------------------------------------------------


def test_templates_show_the_mask(people: tuple[Person, Person]) -> None:
    context = Context({"person": people[0]})
    template = (
        "{{ person.nik }} {{ person }} {% autoescape off %}{{ person.nik }}{% endautoescape %}"
    )
    shown = Template(template + " {{ person.nik|upper }}").render(context)
    assert shown == f"{MASK} person {MASK} {MASK} {MASK}"
    assert Template("{{ person.nik.digits }}").render(context) == NIK
    assert NIK in Template("{{ person.nik|json_script:'x' }}").render(context)


def test_the_admin(people: tuple[Person, Person]) -> None:
    siti, budi = people
    User.objects.create_superuser("office", password="of nobody")  # noqa: S106 - made here
    client = Client()
    assert client.login(username="office", password="of nobody")  # noqa: S106 - as above
    listed = client.get("/admin/registry/person/").content.decode()
    assert listed.count(MASK) >= 4
    assert not any(secret in listed for secret in SECRETS)
    for query, wanted in (("330815", 2), (NIK, 1), (BUDI[:9], 1), (BUDIS_KK, 1), ("999", 0)):
        page = client.get("/admin/registry/person/", {"q": query})
        assert page.context["cl"].result_count == wanted
    url = f"/admin/registry/person/{siti.pk}/change/"
    form = client.get(url).content.decode()
    values = dict(re.findall(r'name="(nik|nomor_kk|nama)" value="([^"]*)"', form))
    assert values["nik"] == NIK
    answer = client.post(url, {**values, "previous_nik": "3308 1555 0895 9004"})
    assert answer.status_code == 302
    siti.refresh_from_db()
    assert (siti.nik, siti.previous_nik.serial) == (NIK, "9004")
    refused = client.post(url, {**values, "nik": budi.nik.digits[:-1]}).content.decode()
    assert "15 digits, and a NIK has 16" in refused
    history = client.get(f"/admin/registry/person/{siti.pk}/history/").content.decode()
    assert NIK[6:] not in history


@pytest.mark.parametrize("form", ["json", "xml", "python", "jsonl"])
def test_fixtures_hold_the_digits(people: tuple[Person, Person], form: str) -> None:
    written = serializers.serialize(form, Person.objects.all())
    assert NIK in str(written) or form == "python"
    back = {one.object.nik for one in serializers.deserialize(form, written)}
    assert back == {NIK, BUDI}
    assert people


def test_dumpdata_and_loaddata(people: tuple[Person, Person], tmp_path: Any) -> None:
    output = io.StringIO()
    call_command("dumpdata", "registry.person", stdout=output)
    fixture = tmp_path / "people.json"
    fixture.write_text(output.getvalue())
    assert {row["fields"]["nik"] for row in json.loads(output.getvalue())} == {NIK, BUDI}
    Person.objects.all().delete()
    call_command("loaddata", str(fixture), verbosity=0)
    assert {person.nik for person in Person.objects.all()} == {NIK, BUDI}
    assert people


# --- migrations ----------------------------------------------------------------------------------


def test_migrations_name_the_fields() -> None:
    from django.apps import apps  # noqa: PLC0415 - set up above

    found = MigrationAutodetector(ProjectState(), ProjectState.from_apps(apps))
    changes = found._detect_changes(convert_apps={"registry"})
    writer = MigrationWriter(changes["registry"][0])
    written = writer.as_string()
    assert "import ktpmsg.integrations.django" in written
    assert "ktpmsg.integrations.django.NikField(unique=True, verbose_name='NIK')" in written
    assert "max_length=16" not in written
    compile(written, "0001_initial.py", "exec")


@pytest.mark.parametrize("kind", [NikField, NomorKKField])
def test_a_field_is_made_again_of_what_a_migration_says(kind: type[NikField]) -> None:
    field = kind(null=True, db_index=True)
    _, path, args, kwargs = field.deconstruct()
    assert path == f"ktpmsg.integrations.django.{kind.__name__}"
    again = kind(*args, **kwargs)
    assert again.deconstruct()[1:] == field.deconstruct()[1:]
    assert again.max_length == 16


def test_the_column_is_of_sixteen_characters(database: None) -> None:
    assert database is None
    assert Person._meta.get_field("nik").db_type(connection) == "varchar(16)"
    assert isinstance(Person._meta.get_field("nik"), models.CharField)
