"""SQLAlchemy: column types, on two data bases."""

from __future__ import annotations

import logging
import pickle
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("sqlalchemy", reason="needs the extra: integrations")

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from integrations.samples import BUDI, BUDIS_KK, KK, MASK, NIK, SECRETS
from ktpmsg import MessageError, Nik, NomorKK
from ktpmsg.integrations.sqlalchemy import NikType, NomorKKType, type_annotation_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from integrations.conftest import Server

pytestmark = pytest.mark.integration


class Base(DeclarativeBase):
    type_annotation_map = type_annotation_map


class Person(Base):
    __tablename__ = "people"

    nik: Mapped[Nik] = mapped_column(primary_key=True)
    nomor_kk: Mapped[NomorKK | None] = mapped_column(index=True)
    nama: Mapped[str]


letters = sa.Table(
    "letters",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("nik", NikType, sa.ForeignKey("people.nik")),
    sa.Column("text", sa.String),
)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    url = "sqlite://"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        url = f"postgresql+psycopg://{server.user}@{server.host}:{server.port}/{server.name}"
    engine = sa.create_engine(url)
    Base.metadata.create_all(engine)
    yield engine
    Base.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    """Two people of one district."""
    with Session(engine) as session:
        session.add(Person(nik=Nik(NIK), nomor_kk=NomorKK(KK), nama="Siti Aminah"))
        session.add(Person(nik=Nik(BUDI), nomor_kk=NomorKK(BUDIS_KK), nama="Budi"))
        session.flush()
        session.expunge_all()
        yield session
        session.rollback()


def get(session: Session, key: str) -> Person:
    person = session.get(Person, key)
    assert person is not None
    return person


def names(session: Session, *where: Any) -> list[str]:
    return list(session.scalars(sa.select(Person.nama).where(*where).order_by(Person.nama)))


def test_two_people_are_two_rows_and_two_keys(session: Session) -> None:
    rows = session.execute(sa.text("SELECT nik, nomor_kk FROM people")).all()
    assert {tuple(row) for row in rows} == {(NIK, KK), (BUDI, BUDIS_KK)}
    found = []
    for digits, nama in ((NIK, "Siti Aminah"), (BUDI, "Budi")):
        for key in (digits, Nik(digits)):
            person = get(session, key)
            found.append(person)
            assert person.nama == nama
            assert (type(person.nik), type(person.nomor_kk)) == (Nik, NomorKK)
    assert len(session.identity_map) == len(set(found)) == 2


@pytest.mark.parametrize(
    "where",
    [
        Person.nik == NIK,
        Person.nik == Nik(NIK),
        Person.nik != Nik(BUDI),
        Person.nik.in_([NIK]),
        Person.nik.not_in([Nik(BUDI)]),
        Person.nik.startswith(NIK[:9]),
        Person.nik.startswith(Nik(NIK)),
        Person.nik.startswith(NIK[:9], autoescape=True),
        Person.nik.endswith(NIK[12:]),
        Person.nik.contains(Nik(NIK)),
        Person.nik.like(f"{NIK[:8]}%"),
        Person.nik.ilike(f"{NIK[:8]}%"),
        Person.nik.regexp_match(f"^{NIK}"),
        Person.nik.is_distinct_from(Nik(BUDI)),
        Person.nik < BUDI if NIK < BUDI else Person.nik > BUDI,
        Person.nik.between(NIK[:10] + "000000", NIK[:10] + "999999"),
        sa.func.substr(Person.nik, 7, 6) == NIK[6:12],
        sa.type_coerce(Person.nik, sa.String) + "-1" == f"{NIK}-1",
        sa.literal(Nik(NIK), NikType()) == Person.nik,
    ],
)
def test_one_of_two_is_found(session: Session, where: Any) -> None:
    assert names(session, where) == ["Siti Aminah"]


def test_a_district_is_a_prefix(session: Session) -> None:
    region = get(session, NIK).nik.region
    assert region is not None
    assert names(session, Person.nik.startswith(region.code)) == ["Budi", "Siti Aminah"]


def test_values_of_functions_and_joins(session: Session) -> None:
    last = session.scalar(sa.select(sa.func.max(Person.nik)))
    assert (type(last), last) == (Nik, max(NIK, BUDI))
    assert session.scalar(sa.select(sa.func.lower(sa.cast(Person.nik, sa.String)))) in {NIK, BUDI}
    session.execute(letters.insert(), [{"nik": Nik(NIK), "text": "a"}, {"nik": BUDI, "text": "b"}])
    query = sa.select(letters.c.text).join(Person, Person.nik == letters.c.nik)
    assert session.scalars(query.where(Person.nama == "Budi")).all() == ["b"]
    assert session.scalar(sa.select(letters.c.nik).where(letters.c.nik.is_(None))) is None


def test_a_column_may_be_null(session: Session) -> None:
    person = get(session, NIK)
    person.nomor_kk = None
    session.flush()
    session.expire(person)
    assert person.nomor_kk is None
    assert names(session, Person.nomor_kk.is_(None)) == ["Siti Aminah"]


def test_the_literal_of_a_statement_is_the_digits(engine: sa.Engine) -> None:
    query = sa.select(Person.nama).where(Person.nik == Nik(NIK))
    compiled = query.compile(engine, compile_kwargs={"literal_binds": True})
    assert f"'{NIK}'" in str(compiled)
    assert MASK not in str(compiled)


def test_what_is_no_number_is_a_statement_error_that_quotes_nothing(session: Session) -> None:
    for use in (
        lambda: names(session, Person.nik == NIK[:-2]),
        lambda: session.execute(letters.insert(), {"nik": NIK[:-2], "text": "Siti"}),
    ):
        with pytest.raises(sa.exc.StatementError) as caught:
            use()
        assert isinstance(caught.value.orig, MessageError)
        assert caught.value.orig.problems[0].code == "wrong-length"
        shown = f"{caught.value}{caught.value!r}"
        assert "14 digits, and a NIK has 16" in shown
        assert NIK[:-2] not in shown
        assert "Siti" not in shown
        session.rollback()
    with pytest.raises(sa.exc.StatementError, match="takes its digits as a str, not int") as caught:
        names(session, Person.nik == 3308155508959001)
    assert "3308155508959001" not in str(caught.value)
    with pytest.raises(sa.exc.StatementError, match="1 error: nik: "):
        names(session, Person.nik == "3308 1555 0895 9001")


def test_what_is_no_number_in_the_data_base_is_an_error(session: Session) -> None:
    session.execute(sa.text("UPDATE people SET nomor_kk = :kk"), {"kk": KK[:-2]})
    with pytest.raises(MessageError) as caught:
        session.scalars(sa.select(Person)).all()
    assert KK[:-2] not in str(caught.value)


def test_a_number_among_the_parameters_of_an_error_shows_masked(session: Session) -> None:
    session.execute(letters.insert(), {"nik": Nik(NIK), "text": "x"})
    query = letters.update().values(id=sa.null()).where(letters.c.nik == NIK)
    with pytest.raises(sa.exc.IntegrityError) as caught:
        session.execute(query)
    shown = str(caught.value).partition("[SQL")[2]
    assert MASK in shown
    assert not any(secret in shown for secret in SECRETS)


def test_the_log_of_statements_shows_the_mask(
    session: Session, engine: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sqlalchemy.engine")
    engine.echo = True
    assert names(session, Person.nik == NIK) == ["Siti Aminah"]
    engine.echo = False
    with engine.connect() as connection:
        connection.execute(sa.select(Person).where(Person.nik == NIK))
    assert not any(secret in caplog.text for secret in SECRETS)


def test_the_types() -> None:
    assert isinstance(Person.__table__.c.nik.type, NikType)
    assert isinstance(Person.__table__.c.nomor_kk.type, NomorKKType)
    assert Person.__table__.c.nomor_kk.nullable
    assert (repr(NikType()), repr(NomorKKType())) == ("NikType()", "NomorKKType()")
    assert (NikType().python_type, NomorKKType().python_type) == (Nik, NomorKK)
    column = sa.schema.CreateTable(letters).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    assert "nik VARCHAR(16)" in str(column)
    assert repr(pickle.loads(pickle.dumps(NikType()))) == "NikType()"  # noqa: S301 - made here
