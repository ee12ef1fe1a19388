"""The WhatsApp webhook of `examples/webhook`, without a network."""

from __future__ import annotations

import functools
import hashlib
import hmac
import http.client
import importlib.util
import json
import logging
import sqlite3
import sys
import threading
import urllib.error
import urllib.request
from contextlib import closing
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ktpmsg

if TYPE_CHECKING:
    from types import ModuleType

    from flask.testing import FlaskClient

pytest.importorskip("flask")

FOLDER = Path(__file__).parent.parent / "examples" / "webhook"


def load() -> ModuleType:
    """Return the example as a module, as it stands."""
    spec = importlib.util.spec_from_file_location("whatsapp_webhook", FOLDER / "webhook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


webhook = load()

SECRET, TOKEN, PHONE = "app secret", "verify token", "106540352242922"
NOW = 1_800_000_000
SITI, BUDI = "6281200009001", "6281200009002"
USER = "ID.9001900190019001"  # Meta's own id of somebody, in place of a phone number
GOOD = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
FAULTY = "#KTP#330815550895900#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"


class Office:
    """A webhook on a clock of its own, whose replies go into a list instead of to WhatsApp."""

    def __init__(self, path: Path) -> None:
        """Open a webhook that remembers in the database at the path."""
        self.path = path
        self.now = float(NOW)
        self.replies: list[tuple[str, str, str]] = []
        self.failures: list[Exception] = []
        self.client = self.open()

    def open(self) -> FlaskClient:
        """Return a client of a new process, as it were."""
        made = webhook.make_webhook(
            secret=SECRET,
            verify_token=TOKEN,
            phone_id=PHONE,
            send=self.send,
            store=webhook.Store(self.path, SECRET),
            clock=lambda: self.now,
        )
        client: FlaskClient = made.test_client()
        return client

    def send(self, to: str, text: str, reply_to: str) -> None:
        """Fail as planned, or send."""
        if self.failures:
            raise self.failures.pop(0)
        self.replies.append((to, text, reply_to))

    def post(self, *messages: dict[str, Any]) -> int:
        """Post messages as Meta does; the status."""
        return self.post_body(json.dumps(update(*messages)).encode())

    def post_body(self, body: bytes) -> int:
        """Post a body with its signature; the status."""
        headers = {"X-Hub-Signature-256": signature(body), "Content-Type": "application/json"}
        return self.client.post("/webhook", data=body, headers=headers).status_code

    def rows(self, query: str) -> list[Any]:
        """Return what the database has."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a webhook that has seen nothing yet."""
    return Office(tmp_path / "webhook.db")


def signature(body: bytes, secret: str = SECRET) -> str:
    """Return what Meta signs a body with."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def update(*messages: dict[str, Any], phone: str = PHONE) -> dict[str, Any]:
    """Return what Meta posts for messages to a phone number."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62293000000", "phone_number_id": phone},
        "contacts": [{"profile": {"name": "Siti Aminah"}, "wa_id": SITI}],
        "messages": list(messages),
    }
    changes = [{"field": "messages", "value": value}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


def message(
    text: str, key: str = "wamid.1", *, sender: str = SITI, sent: str = str(NOW), kind: str = "text"
) -> dict[str, Any]:
    """Return a message as Meta posts it: a text, or a file with a caption."""
    content = {"body": text} if kind == "text" else {"id": "9", "caption": text}
    return {"from": sender, "id": key, "timestamp": sent, "type": kind, kind: content}


def edit(  # noqa: PLR0913 - all but the text by name
    text: str,
    of: str = "wamid.1",
    *,
    key: str = "wamid.e1",
    sender: str = SITI,
    sent: int = NOW + 60,
    kind: str = "text",
) -> dict[str, Any]:
    """Return what Meta posts when somebody has edited a message."""
    new = message(text, kind=kind)
    inside = {"context": {"id": of}, "type": kind, kind: new[kind]}
    content = {"original_message_id": of, "message": inside}
    return {"from": sender, "id": key, "timestamp": str(sent), "type": "edit", "edit": content}


def reply(text: str) -> str:
    """Return the reply to a text."""
    return ktpmsg.check(text).reply("id")


# --- who may come in ---------------------------------------------------------------------------


def test_the_challenge_is_answered(office: Office) -> None:
    """Meta gets its challenge back, as plain text, when the token is right."""
    asked = {"hub.mode": "subscribe", "hub.verify_token": TOKEN, "hub.challenge": "<b>1158"}
    answer = office.client.get("/webhook", query_string=asked)
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "<b>1158", "text/plain")


@pytest.mark.parametrize(
    "wrong", [{"hub.verify_token": "other"}, {"hub.verify_token": "é"}, {"hub.mode": "x"}, None]
)
def test_a_wrong_challenge_is_refused(office: Office, wrong: dict[str, str] | None) -> None:
    """Without the token, or for something else, there is no answer."""
    right = {"hub.mode": "subscribe", "hub.verify_token": TOKEN, "hub.challenge": "1158"}
    asked = {**right, **wrong} if wrong else {}
    assert office.client.get("/webhook", query_string=asked).status_code == 403


BODY = json.dumps(update(message(GOOD))).encode()


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        signature(BODY).removeprefix("sha256="),
        signature(BODY, "other secret"),
        signature(BODY, ""),
        signature(BODY + b" "),
        signature(BODY).upper(),
        signature(BODY).replace("sha256", "sha1"),
        "sha256=é",
    ],
)
def test_only_meta_may_post(office: Office, header: str | None) -> None:
    """A body without its signature is refused, and nothing of it read."""
    headers = {} if header is None else {"X-Hub-Signature-256": header}
    answer = office.client.post("/webhook", data=BODY, headers=headers)
    assert answer.status_code == 403
    assert office.replies == []
    assert office.rows("SELECT * FROM answers") == []


def test_the_signature_is_that_of_the_raw_body(office: Office) -> None:
    """Spaces and escapes in the body count, as Meta sent them."""
    body = BODY.replace(b": ", b" :  ").replace(b"Siti Aminah", b"S\\u0069ti Aminah")
    assert office.post_body(body) == 200
    assert office.replies == [(SITI, reply(GOOD), "wamid.1")]


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": "\xff"}', b"[" * 200_000, b"1" * 5000])
def test_what_is_no_json_is_a_bad_request(office: Office, body: bytes) -> None:
    """A signed body that is no JSON is told so."""
    assert office.post_body(body) == 400


def test_a_body_may_not_be_larger_than_metas(office: Office) -> None:
    """What is larger than Meta ever sends is refused before it is read."""
    assert office.post_body(b" " * (3 * 1024 * 1024) + BODY) == 413


@pytest.mark.parametrize("name", ["secret", "verify_token", "phone_id"])
def test_no_webhook_without_its_secrets(office: Office, name: str) -> None:
    """An empty secret, that anybody could sign with, is refused at the start."""
    given_ = {"secret": SECRET, "verify_token": TOKEN, "phone_id": PHONE, name: ""}
    with pytest.raises(ValueError, match="needs a secret"):
        webhook.make_webhook(**given_, send=office.send, store=None)


# --- what is answered --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "image", "document", "video"])
@pytest.mark.parametrize("text", [GOOD, FAULTY, "Halo, bagaimana cara mencetak KTP?"])
def test_each_message_gets_its_reply(office: Office, kind: str, text: str) -> None:
    """A text, or the caption of a picture, video or file, is answered with the library's reply."""
    assert office.post(message(text, kind=kind)) == 200
    assert office.replies == [(SITI, reply(text), "wamid.1")]


def test_several_messages_at_once(office: Office) -> None:
    """Each message of an update is answered, to whom it came from."""
    assert office.post(message(GOOD), message(FAULTY, "wamid.2", sender=BUDI)) == 200
    assert office.replies == [(SITI, reply(GOOD), "wamid.1"), (BUDI, reply(FAULTY), "wamid.2")]


OTHERS = [
    {"from": SITI, "id": "wamid.1", "type": "audio", "audio": {"id": "9", "caption": GOOD}},
    {"from": SITI, "id": "wamid.1", "type": "sticker", "sticker": {"id": "9"}},
    {"from": SITI, "id": "wamid.1", "type": "image", "image": {"id": "9"}},
    {"from": SITI, "id": "wamid.1", "type": "video", "video": {"id": "9", "caption": ""}},
    {"from": SITI, "id": "wamid.1", "type": "edit", "edit": {"original_message_id": "wamid.0"}},
    {"from": SITI, "id": "wamid.1", "type": "edit", "edit": {"message": {"type": "text"}}},
    {"from": SITI, "id": "wamid.1", "type": "edit", "edit": []},
    {
        "from": SITI,
        "id": "wamid.1",
        "type": "revoke",
        "revoke": {"original_message_id": "wamid.0"},
    },
    {"from": "", "from_user_id": 9, "id": "wamid.1", "type": "text", "text": {"body": GOOD}},
    {"from": SITI, "id": "wamid.1", "type": "reaction", "reaction": {"emoji": "👍"}},
    {"from": SITI, "id": "wamid.1", "type": "unsupported", "errors": [{"code": 131051}]},
    {"from": SITI, "id": "wamid.1", "type": "text", "text": {"body": " \n"}},
    {"from": SITI, "id": "wamid.1", "type": "text", "text": {"body": 5}},
    {"from": SITI, "id": "wamid.1", "type": "text"},
    {"id": "wamid.1", "type": "text", "text": {"body": GOOD}},
    {"from": SITI, "type": "text", "text": {"body": GOOD}},
]


@pytest.mark.parametrize("other", OTHERS)
def test_other_messages_are_passed_over(office: Office, other: dict[str, Any]) -> None:
    """What has no text gets no reply, and Meta need not send it again."""
    assert office.post(other, message(GOOD, "wamid.2", sender=BUDI)) == 200
    assert [to for to, _, _ in office.replies] == [BUDI]


def test_statuses_are_passed_over(office: Office) -> None:
    """What became of our own replies comes the same way, and is no message."""
    told = update()
    value = told["entry"][0]["changes"][0]["value"]
    del value["messages"]
    value["statuses"] = [
        {"id": "wamid.9", "status": "read", "recipient_id": SITI},
        {"id": "wamid.9", "status": "failed", "recipient_user_id": USER, "errors": [{"code": 1}]},
    ]
    assert office.post_body(json.dumps(told).encode()) == 200
    assert office.replies == []


def test_another_phone_number_is_passed_over(office: Office) -> None:
    """A message to another number of the same app is not ours to answer."""
    body = json.dumps(update(message(GOOD), phone="106540352242923")).encode()
    assert office.post_body(body) == 200
    assert office.replies == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "entry",
                    "changes",
                    "value",
                    "metadata",
                    "messages",
                    "type",
                    "text",
                    "body",
                    "id",
                    "edit",
                    "message",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_any_json_is_taken(office: Office, anything: object) -> None:
    """JSON of any shape, at any place, is passed over where it says nothing."""
    edited = {"id": "wamid.1", "from": SITI, "timestamp": anything, "type": "edit"}
    bodies = [
        anything,
        {"entry": anything},
        update({"type": "text", "text": anything}),
        update({**edited, "edit": {"original_message_id": anything}}),
        update({**message(GOOD), "from": 9, "from_user_id": [anything]}),
    ]
    for body in bodies:
        assert office.post_body(json.dumps(body).encode()) == 200
    assert office.replies == []


@pytest.mark.parametrize("text", ["\ud800", GOOD + "\ud800", "\0", "x" * 70_000, "#KTP#" * 9000])
def test_any_text_is_answered(office: Office, text: str) -> None:
    """However odd a text is, it gets a reply that WhatsApp takes."""
    assert office.post(message(text, "wamid.\ud800")) == 200
    ((_, answer, _),) = office.replies
    assert 0 < len(answer) <= 4096


def test_half_a_character(office: Office) -> None:
    """A lone surrogate in a name or an id stops nothing, and what is kept can be read."""
    for at, where in enumerate(("from", "from_user_id", "id", "timestamp", "type")):
        one = {**message(GOOD, f"wamid.{at}"), where: "9\ud83d"}
        if where == "from_user_id":
            del one["from"]
        assert office.post(one, message(FAULTY, f"wamid.b{at}", sender=BUDI)) == 200
    assert [to for to, _, _ in office.replies].count(BUDI) == 5
    assert office.rows("SELECT DISTINCT sender FROM requests ORDER BY 1") == [(SITI,), ("9?",)]
    for to, text, key in office.replies:
        (to + text + key).encode()


def test_who_has_no_phone_number(office: Office) -> None:
    """Who has hidden the number is known by the user id, and counted and answered by it."""
    one = {**message(GOOD), "from_user_id": USER}
    assert office.post(one) == 200
    for at in range(2, 14):
        other = {**message(FAULTY, f"wamid.{at}"), "from_user_id": USER}
        del other["from"]
        assert office.post(other) == 200
    del one["from"]
    assert office.post({**one, "id": "wamid.15"}) == 200
    assert [to for to, _, _ in office.replies] == [SITI] + [USER] * 11
    assert office.rows("SELECT sender FROM requests") == [(SITI,), (USER,)]


# --- edits -------------------------------------------------------------------------------------

BETTER = GOOD.replace("Hilang", "Rusak")


def kept(office: Office) -> list[tuple[str, float]]:
    """Return the choice in each request that is kept, and when it was sent."""
    found = office.rows("SELECT record, sent FROM requests ORDER BY sent")
    return [(json.loads(record)["alasan"], sent) for record, sent in found]


@pytest.mark.parametrize("kind", ["text", "image", "document", "video"])
def test_an_edit_makes_a_message_good(office: Office, kind: str) -> None:
    """A faulty message that is edited is read again, and answered where it stands in the chat."""
    office.post(message(FAULTY, kind=kind))
    assert office.post(edit(GOOD, kind=kind)) == 200
    assert office.replies == [(SITI, reply(FAULTY), "wamid.1"), (SITI, reply(GOOD), "wamid.1")]
    assert kept(office) == [("Hilang", NOW + 60)]


def test_an_edit_replaces_a_request(office: Office) -> None:
    """Of a good message that is edited, what it says now is kept, once."""
    office.post(message(GOOD), message(GOOD, "wamid.2", sender=BUDI))
    office.post(edit(BETTER))
    assert kept(office) == [("Hilang", NOW), ("Rusak", NOW + 60)]
    assert len(office.replies) == 3


@pytest.mark.parametrize("text", [FAULTY, "Maaf, batal"])
def test_an_edit_that_is_faulty_takes_the_request_back(office: Office, text: str) -> None:
    """A request that no longer stands in the chat is no longer kept."""
    office.post(message(GOOD))
    assert office.post(edit(text)) == 200
    assert kept(office) == []
    assert office.post(message(GOOD)) == 200
    assert kept(office) == []
    office.post(edit(GOOD, key="wamid.e2", sent=NOW + 90))
    assert kept(office) == [("Hilang", NOW + 90)]


def test_an_edit_that_leaves_no_text(office: Office) -> None:
    """A caption that is taken away takes its request along; what has no text inside changes none."""
    office.post(message(GOOD, kind="image"))
    other = edit("", key="wamid.e0", kind="sticker")
    assert office.post(other) == 200
    assert len(kept(office)) == 1
    bare = edit("", kind="image")
    del bare["edit"]["message"]["image"]["caption"]
    assert office.post(bare) == 200
    assert kept(office) == []
    assert [text for _, text, _ in office.replies] == [reply(GOOD), reply("")]


def test_an_edit_of_a_message_never_seen(office: Office) -> None:
    """An edit that comes first is the message; the original, when it comes, is not."""
    office.post(edit(GOOD))
    assert office.replies == [(SITI, reply(GOOD), "wamid.1")]
    for late in (message(FAULTY), message(BETTER)):
        assert office.post(late) == 200
    assert len(office.replies) == 1
    assert kept(office) == [("Hilang", NOW + 60)]


def test_edits_in_the_wrong_order(office: Office) -> None:
    """The newest edit counts, also within a second, and whichever comes last."""
    office.post(edit(BETTER, key="wamid.e2", sent=NOW + 90))
    office.post(edit(GOOD, key="wamid.e1"))
    office.post(message(GOOD, sent=str(NOW + 90)))
    assert kept(office) == [("Rusak", NOW + 90)]
    assert len(office.replies) == 1
    office.post(edit(GOOD, key="wamid.e3", sent=NOW + 90))
    assert kept(office) == [("Hilang", NOW + 90)]


@pytest.mark.parametrize("key", ["wamid.e1", "wamid.1"])
def test_an_edit_delivered_again_is_answered_once(office: Office, key: str) -> None:
    """An edit is answered once, also if Meta gives it the id of the message itself."""
    first, second = edit(FAULTY, key=key), edit(GOOD, key=key, sent=NOW + 70)
    for one in (message(FAULTY), first, second, first, second, message(FAULTY)):
        assert office.post(one) == 200
    assert [text for _, text, _ in office.replies] == [reply(FAULTY), reply(FAULTY), reply(GOOD)]
    assert len(kept(office)) == 1


def test_an_edit_that_could_not_be_answered(office: Office) -> None:
    """If the reply to an edit cannot be sent, Meta delivers the edit again."""
    office.failures = [OSError("down")]
    assert office.post(edit(GOOD)) == 503
    assert office.post(edit(GOOD)) == 200
    assert office.replies == [(SITI, reply(GOOD), "wamid.1")]
    assert len(kept(office)) == 1


def test_edits_are_forgotten(office: Office) -> None:
    """Which messages were edited is forgotten with the rest, and told by a hash till then."""
    office.post(edit(FAULTY))
    assert len(office.rows("SELECT * FROM edits")) == 1
    assert b"wamid" not in office.path.read_bytes()
    office.now += 31 * 24 * 60 * 60
    office.post(message(FAULTY, "wamid.2", sent=str(int(office.now))))
    assert office.rows("SELECT * FROM edits") == []


# --- once --------------------------------------------------------------------------------------


def test_a_message_delivered_again_is_answered_once(office: Office) -> None:
    """Meta may deliver a message again, alone or among others, also after a restart."""
    office.post(message(GOOD))
    assert office.post(message(GOOD)) == 200
    assert office.post(message(FAULTY, "wamid.2"), message(GOOD), message(FAULTY, "wamid.2")) == 200
    office.client = office.open()
    office.now += 7 * 24 * 60 * 60
    assert office.post(message(GOOD)) == 200
    assert [key for _, _, key in office.replies] == ["wamid.1", "wamid.2"]
    assert len(office.rows("SELECT * FROM requests")) == 1


def test_the_same_text_again_is_another_message(office: Office) -> None:
    """Who sends the same text twice gets two replies: the id tells messages apart."""
    office.post(message(FAULTY))
    office.post(message(FAULTY, "wamid.2"))
    assert len(office.replies) == 2


def test_what_could_not_be_sent_is_delivered_again(office: Office) -> None:
    """If a reply cannot be sent, Meta delivers again: then this one is answered, and only this."""
    office.failures = [OSError("down")]
    messages = message(GOOD), message(FAULTY, "wamid.2", sender=BUDI)
    assert office.post(*messages) == 503
    assert [to for to, _, _ in office.replies] == [BUDI]
    assert office.post(*messages) == 200
    assert [to for to, _, _ in office.replies] == [BUDI, SITI]
    assert len(office.rows("SELECT * FROM requests")) == 1


def test_what_whatsapp_refuses_is_not_tried_again(office: Office) -> None:
    """A reply that is refused for good is not asked for again; the request is kept."""
    office.failures = [webhook.Refused(400)]
    assert office.post(message(GOOD)) == 200
    assert office.post(message(GOOD)) == 200
    assert office.replies == []
    assert office.rows("SELECT outcome FROM answers") == [("refused",)]
    assert len(office.rows("SELECT * FROM requests")) == 1


def test_a_crash_does_not_lose_a_message(office: Office) -> None:
    """A message whose answer was broken off is delivered again, and answered after a while."""
    office.failures = [RuntimeError("crash")]
    assert office.post(message(GOOD)) == 500
    assert office.post(message(GOOD)) == 503
    office.now += 5 * 60 + 1
    assert office.post(message(GOOD)) == 200
    assert office.post(message(GOOD)) == 200
    assert office.replies == [(SITI, reply(GOOD), "wamid.1")]
    assert len(office.rows("SELECT * FROM requests")) == 1


def test_several_deliveries_at_once(office: Office) -> None:
    """Of deliveries of one message at the same time, one is answered."""
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(office.post(message(GOOD))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(office.replies) == 1
    assert 200 in statuses
    assert set(statuses) <= {200, 503}


def test_what_is_old_is_forgotten(office: Office) -> None:
    """After a month a message is no longer remembered; a request stays until the office has it."""
    office.post(message(GOOD))
    office.now += 31 * 24 * 60 * 60
    office.post(message(FAULTY, "wamid.2", sender=BUDI, sent=str(int(office.now))))
    assert office.rows("SELECT outcome FROM answers") == [("correction",)]
    assert len(office.rows("SELECT * FROM requests")) == 1


# --- not without end ---------------------------------------------------------------------------


def test_machines_do_not_answer_each_other(office: Office) -> None:
    """One number gets ten corrections a day; good messages are answered all the same."""
    for at in range(12):
        office.post(message(FAULTY, f"wamid.{at}"))
    assert len(office.replies) == 10
    office.post(message(GOOD, "wamid.12"), message(FAULTY, "wamid.13", sender=BUDI))
    assert len(office.replies) == 12
    office.now += 24 * 60 * 60 + 1
    office.post(message(FAULTY, "wamid.14", sent=str(int(office.now))))
    assert len(office.replies) == 13


def test_thanks_are_not_corrected(office: Office) -> None:
    """Words within an hour of a confirmation get no reply; before, later or with digits they do."""
    texts = "Halo", GOOD, "Terima kasih 🙏", "KPT 3308155508959001"
    for at, text in enumerate(texts):
        office.post(message(text, f"wamid.{at}"))
    office.post(message("Terima kasih", "wamid.8", sender=BUDI))
    office.now += 60 * 60 + 1
    office.post(message("Halo", "wamid.9"))
    keys = [key.removeprefix("wamid.") for _, _, key in office.replies]
    assert keys == ["0", "1", "3", "8", "9"]


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (NOW - 24 * 60 * 60, 0),
        (NOW - 24 * 60 * 60 + 1, 1),
        (NOW + 60, 1),
        ("", 1),
        ("²", 1),
        ("soon", 1),
        ("9" * 400, 1),
    ],
)
def test_whatsapp_takes_replies_for_a_day(office: Office, sent: int | str, answered: int) -> None:
    """A message of more than a day ago is kept, and not answered; an odd time is no reason."""
    assert office.post(message(GOOD, sent=str(sent))) == 200
    assert len(office.replies) == answered
    assert len(office.rows("SELECT * FROM requests")) == 1


# --- the database ------------------------------------------------------------------------------


class Explained(sqlite3.Connection):
    """A connection that notes how SQLite goes about each statement."""

    plans: ClassVar[list[tuple[str, str]]] = []

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        """Note it, and execute it."""
        if sql.split(maxsplit=1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}:
            for *_, plan in super().execute("EXPLAIN QUERY PLAN " + sql, parameters):
                self.plans.append((sql, plan))
        return super().execute(sql, parameters)


def test_no_table_is_read_through(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each statement finds its rows by an index, however many there are."""
    connect = functools.partial(sqlite3.connect, factory=Explained)
    monkeypatch.setattr(webhook.sqlite3, "connect", connect)
    office.post(message(GOOD), message("Terima kasih", "wamid.2"), message(FAULTY, "wamid.3"))
    office.post(edit(FAULTY), edit(GOOD, sent=NOW + 90), message(GOOD))
    looked = {sql.split()[0] for sql, plan in Explained.plans if "USING" in plan}
    assert looked == {"SELECT", "UPDATE", "DELETE"}
    assert [sql for sql, plan in Explained.plans if plan.startswith("SCAN")] == []
    assert len(office.rows("SELECT * FROM answers")) == 5


def test_a_database_of_the_first_version(tmp_path: Path) -> None:
    """A database that was made before there were indexes and edits goes on as it is."""
    with closing(sqlite3.connect(tmp_path / "webhook.db")) as connection, connection:
        connection.execute(
            "CREATE TABLE answers (message TEXT PRIMARY KEY, sender TEXT NOT NULL,"
            " at REAL NOT NULL, outcome TEXT)"
        )
        connection.execute(
            "CREATE TABLE requests (message TEXT PRIMARY KEY, sender TEXT NOT NULL,"
            " sent REAL NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL)"
        )
    office = Office(tmp_path / "webhook.db")
    assert office.post(message(FAULTY), edit(GOOD)) == 200
    assert len(kept(office)) == 1
    assert len(office.rows("SELECT * FROM sqlite_master WHERE name = 'answers_of_sender'")) == 1


def test_a_locked_database(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While somebody else holds the database Meta is told to come again, and nothing is lost."""
    monkeypatch.setattr(webhook, "LOCK_PATIENCE", 0.01)
    with closing(sqlite3.connect(office.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert office.post(message(GOOD), message(FAULTY, "wamid.2")) == 503
        other.execute("ROLLBACK")
    assert "the database cannot be used: database is locked" in caplog.messages
    assert "2 of 2 not answered yet" in caplog.messages
    assert office.post(message(GOOD), message(FAULTY, "wamid.2")) == 200
    assert len(office.replies) == 2


# --- what is kept, and what is told ------------------------------------------------------------


def test_a_good_request_is_kept(office: Office) -> None:
    """The office finds a good request in the database, with who sent it and when."""
    office.post(message(GOOD), message(FAULTY, "wamid.2", sender=BUDI))
    ((sender, sent, kind, record),) = office.rows("SELECT sender, sent, kind, record FROM requests")
    assert (sender, sent, kind) == (SITI, NOW, "ktp")
    assert json.loads(record)["nik"] == "3308155508959001"
    assert office.path.stat().st_mode & 0o077 == 0


def test_who_is_only_corrected_is_not_kept(office: Office) -> None:
    """Of a faulty message the database has no number and no text, nor its id, which tells both."""
    office.post(message(FAULTY, sender=BUDI))
    assert len(office.rows("SELECT * FROM answers")) == 1
    whole = office.path.read_bytes()
    for text in (BUDI, FAULTY, "Siti", "wamid.1", "330815"):
        assert text.encode() not in whole


def test_nothing_of_a_message_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens, the log has no number, name or text."""
    caplog.set_level(logging.DEBUG)
    for failure in (OSError("down"), webhook.Refused(400), RuntimeError("crash")):
        office.failures = [failure]
        office.post(message(FAULTY, f"wamid.{type(failure).__name__}"))
    office.post_body(b"Siti 3308155508959001")
    office.post(message(GOOD), edit(FAULTY))
    office.post({**message(GOOD, "wamid.\ud83d"), "from": "", "from_user_id": USER})
    log = logging.Formatter()
    told = "\n".join(map(log.format, caplog.records))
    assert "1 of 1 not answered yet" in told
    assert "a reply was refused: 400" in told
    for text in (SITI, USER, "330815", "Siti", "wamid", reply(FAULTY)[:20]):
        assert text not in told


# --- the Graph API -----------------------------------------------------------------------------


class Opener:
    """What stands in for the network: it answers each request with a status, or an error."""

    def __init__(self, outcome: int | Exception) -> None:
        """Answer with this."""
        self.outcome = outcome
        self.requests: list[urllib.request.Request] = []

    def __call__(self, request: urllib.request.Request, timeout: float) -> Any:
        """Take a request."""
        assert timeout == 10
        self.requests.append(request)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        if self.outcome >= 400:
            words, url = "about 6281200009001", request.full_url
            raise urllib.error.HTTPError(url, self.outcome, words, Message(), BytesIO(b"6281200"))
        response = BytesIO()
        response.status = self.outcome  # type: ignore[attr-defined]
        return response


def graph(monkeypatch: pytest.MonkeyPatch, outcome: int | Exception) -> Opener:
    """Send one reply over a network of this outcome."""
    opener = Opener(outcome)
    monkeypatch.setattr(webhook.urllib.request, "urlopen", opener)
    send = webhook.graph_sender("https://graph.invalid/v23.0", PHONE, "token")
    send(SITI, "Terima kasih 🙏", "wamid.1")
    return opener


def test_a_reply_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reply goes to the Graph API as it wants it, under the message that it answers."""
    (post,) = graph(monkeypatch, 200).requests
    assert post.full_url == f"https://graph.invalid/v23.0/{PHONE}/messages"
    assert post.get_method() == "POST"
    assert post.headers == {"Authorization": "Bearer token", "Content-type": "application/json"}
    assert isinstance(post.data, bytes)
    assert json.loads(post.data) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": SITI,
        "context": {"message_id": "wamid.1"},
        "type": "text",
        "text": {"preview_url": False, "body": "Terima kasih 🙏"},
    }


def test_a_reply_to_a_user_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no phone number is named as the Graph API names such a one; text is always text."""
    opener = Opener(200)
    monkeypatch.setattr(webhook.urllib.request, "urlopen", opener)
    webhook.graph_sender("https://graph.invalid/v23.0", PHONE, "token")(USER, "a\ud83d", "wamid.1")
    (post,) = opener.requests
    assert isinstance(post.data, bytes)
    sent = json.loads(post.data)
    assert (sent["recipient"], "to" in sent) == (USER, False)
    assert sent["text"]["body"] == "a?"


@pytest.mark.parametrize(
    "outcome",
    [
        401,
        429,
        500,
        302,
        TimeoutError("6281200009001"),
        urllib.error.URLError("6281200009001"),
        http.client.RemoteDisconnected("6281200009001"),
        http.client.BadStatusLine("6281200009001"),
    ],
)
def test_a_passing_failure(monkeypatch: pytest.MonkeyPatch, outcome: int | Exception) -> None:
    """What may go next time is an OSError that says nothing of the message."""
    with pytest.raises(OSError, match=r"^the reply could not be sent$") as caught:
        graph(monkeypatch, outcome)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("outcome", [400, 404])
def test_a_refusal(monkeypatch: pytest.MonkeyPatch, outcome: int) -> None:
    """What will never go is told by its status alone."""
    with pytest.raises(webhook.Refused, match=f"^{outcome}$") as caught:
        graph(monkeypatch, outcome)
    assert caught.value.__context__ is None


def test_the_environment_describes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flask finds the webhook of the environment, and it works."""
    for name, value in {
        "WHATSAPP_APP_SECRET": SECRET,
        "WHATSAPP_VERIFY_TOKEN": TOKEN,
        "WHATSAPP_PHONE_ID": PHONE,
        "WHATSAPP_TOKEN": "token",
        "WEBHOOK_DATABASE": str(tmp_path / "kept.db"),
    }.items():
        monkeypatch.setenv(name, value)
    opener = Opener(200)
    monkeypatch.setattr(webhook.urllib.request, "urlopen", opener)
    headers = {"X-Hub-Signature-256": signature(BODY)}
    client = webhook.create_app().test_client()
    assert client.post("/webhook", data=BODY, headers=headers).status_code == 200
    assert len(opener.requests) == 1
    assert (tmp_path / "kept.db").exists()
