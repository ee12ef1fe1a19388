"""FastAPI: our types as they are, and 422 responses that send nothing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra: integrations")

from fastapi import Body, FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import AfterValidator, BaseModel

import ktpmsg
from integrations.samples import BUDI, KTP, NIK, SITI, WORDS_ID
from ktpmsg import Ktp, Nik, Region, Sinkronisasi
from ktpmsg.integrations.fastapi import install

if TYPE_CHECKING:
    from starlette.responses import Response

pytestmark = pytest.mark.integration


def read_message(text: str) -> ktpmsg.Message:
    """A validator of somebody's own, in which our error is raised."""
    return ktpmsg.parse(text)


class Person(BaseModel):
    nik: Nik
    nama: str = ""


def application() -> FastAPI:
    app = FastAPI()

    @app.get("/people/{nik}")
    def person(nik: Nik, region: Region | None = None) -> dict[str, str | None]:
        return {"nik": nik, "region": region.code if region else None}

    @app.post("/people")
    def add(person: Person) -> Person:
        return person

    @app.post("/ktp")
    def ktp(message: Annotated[Ktp, Body()]) -> Ktp:
        return message

    @app.post("/any")
    def either(message: Annotated[Ktp | Sinkronisasi, Body(embed=True)]) -> dict[str, str]:
        return {"kind": type(message).__name__}

    @app.post("/validator")
    def by_validator(
        text: Annotated[Any, Body(embed=True), AfterValidator(read_message)],
    ) -> dict[str, str]:
        return {"nik": text.nik}

    @app.post("/keys")
    def keys(counts: dict[Nik, int]) -> int:
        return len(counts)

    @app.websocket("/socket")
    async def socket(socket: WebSocket, nik: Nik) -> None:
        await socket.accept()
        await socket.send_text(nik.digits)
        await socket.close()

    return app


@pytest.fixture
def plain() -> TestClient:
    return TestClient(application())


@pytest.fixture
def client() -> TestClient:
    app = application()
    install(app)
    return TestClient(app)


def test_parameters_and_bodies_are_our_values(plain: TestClient) -> None:
    assert plain.get(f"/people/{NIK}?region=33.08.15").json() == {"nik": NIK, "region": "330815"}
    assert plain.post("/people", json={"nik": "3308 1555 0895 9001"}).json()["nik"] == NIK
    assert plain.post("/ktp", json=KTP).json() == {**SITI, "alasan": "Hilang"}
    assert plain.post("/ktp", json={**SITI, "alasan": "hilang"}).json()["alasan"] == "Hilang"
    sync = f"#SINKRONISASI#{NIK}#{SITI['nomor_kk']}#BPJS"
    assert plain.post("/any", json={"message": sync}).json() == {"kind": "Sinkronisasi"}


def test_two_people_of_one_district_are_two(plain: TestClient) -> None:
    found = [plain.post("/people", json={"nik": n}).json()["nik"] for n in (NIK, BUDI)]
    assert found == [NIK, BUDI]
    assert plain.post("/keys", json={NIK: 1, BUDI: 2}).json() == 2


def test_what_is_no_number_is_422_with_our_code_and_words(plain: TestClient) -> None:
    answer = plain.post("/people", json={"nik": NIK[:-2]})
    assert answer.status_code == 422
    (error,) = answer.json()["detail"]
    assert (error["type"], error["msg"]) == ("wrong-length", "14 digits, and a NIK has 16")
    assert error["loc"] == ["body", "nik"]
    assert NIK[6:12] not in answer.text


def test_every_problem_of_a_message_is_told_at_its_field(plain: TestClient) -> None:
    answer = plain.post(
        "/ktp", json=f"#KTP#{NIK[:-2]}#{SITI['nomor_kk']}#Siti#Surodadi#Candimulyo#x"
    )
    found = [(e["type"], e["loc"][-1]) for e in answer.json()["detail"]]
    assert found == [("wrong-length", "nik"), ("unknown-choice", "alasan")]


def test_our_error_in_any_validator_is_422(plain: TestClient) -> None:
    assert plain.post("/validator", json={"text": KTP}).json() == {"nik": NIK}
    answer = plain.post("/validator", json={"text": f"#KTP#{NIK[:-2]}"})
    assert answer.status_code == 422


def test_no_response_sends_back_what_was_sent(client: TestClient) -> None:
    sent = {"nik": NIK[:-2], "nama": ["Siti Aminah"]}
    answer = client.post("/people", json=sent)
    assert answer.status_code == 422
    assert [e["type"] for e in answer.json()["detail"]] == ["wrong-length", "string_type"]
    assert all("input" not in e for e in answer.json()["detail"])
    assert NIK[:-2] not in answer.text
    assert "Siti" not in answer.text


def test_a_key_that_is_a_number_is_not_sent_back(client: TestClient) -> None:
    answer = client.post("/keys", json={NIK[:-2]: 1})
    assert answer.json()["detail"][0]["loc"][1] == "***"
    assert NIK[:7] not in answer.text


def test_our_error_of_any_validator_is_told_by_its_problems(client: TestClient) -> None:
    answer = client.post("/validator", json={"text": f"#KTP#{NIK[:-2]}#{SITI['nomor_kk']}"})
    found = [(e["type"], e["loc"]) for e in answer.json()["detail"]]
    assert found[0] == ("wrong-length", ["body", "text", "nik"])
    assert {code for code, _ in found[1:]} == {"missing-field"}


def test_the_words_may_be_indonesian() -> None:
    app = application()
    install(app, lang="id")
    answer = TestClient(app).post("/people", json={"nik": NIK[:-2], "nama": 1})
    ours, theirs = answer.json()["detail"]
    assert ours["msg"] == WORDS_ID
    assert ours["ctx"]["hint_id"]
    assert theirs["msg"] == "Input should be a valid string"
    with pytest.raises(ValueError, match="lang is one of"):
        install(app, lang="fr")


def test_an_applications_own_handler_stays() -> None:
    app = application()

    @app.exception_handler(RequestValidationError)
    def refuse(_: Request, error: RequestValidationError) -> Response:
        return JSONResponse({"wrong": [e.get("input") for e in error.errors()]}, 400)

    install(app)
    answer = TestClient(app).post("/people", json={"nik": NIK[:-2]})
    assert (answer.status_code, answer.json()) == (400, {"wrong": [None]})


def test_web_sockets_close_without_what_was_sent(client: TestClient) -> None:
    with client.websocket_connect(f"/socket?nik={NIK}") as socket:
        assert socket.receive_text() == NIK
    from starlette.websockets import WebSocketDisconnect  # noqa: PLC0415 - beside its use

    with (
        pytest.raises(WebSocketDisconnect) as caught,
        client.websocket_connect(f"/socket?nik={NIK[:-2]}"),
    ):
        raise AssertionError
    assert "wrong-length" in str(caught.value.reason)
    assert NIK[:7] not in str(caught.value.reason)


def test_the_schema_of_the_application_names_our_types(plain: TestClient) -> None:
    schema = plain.get("/openapi.json").json()
    parameter = schema["paths"]["/people/{nik}"]["get"]["parameters"][0]
    assert parameter["schema"]["pattern"] == "^[0-9]{16}$"
    names = schema["components"]["schemas"]
    assert names["Ktp-Output"]["type"] == "object"
    assert [one["type"] for one in names["Ktp-Input"]["anyOf"]] == ["object", "string"]
