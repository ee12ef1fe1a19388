"""A webhook for the WhatsApp Cloud API that answers each message with ktpmsg's reply.

Meta posts what citizens write to this program; it checks that it was Meta, has ktpmsg read the
text, keeps what is a good request, and answers. Nothing of a message is ever logged.

    flask --app webhook run
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import logging
import os
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from flask import Flask, Response, abort, request

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Send = Callable[[str, str, str], None]  # to whom, the reply, the id it replies to

log = logging.getLogger("webhook")

LARGEST_BODY = 3 * 1024 * 1024  # bytes: Meta sends no more at once
HOUR, DAY = 60 * 60, 24 * 60 * 60  # seconds
REPLY_WINDOW = DAY  # WhatsApp takes no free reply to a message that is older
CORRECTIONS_A_DAY = 10  # for one number: two machines must not go on answering each other
LOCK_PATIENCE = 10  # seconds to wait for a database that somebody else is writing to
BROKEN_OFF = 5 * 60  # seconds after which an answer that was begun and not ended is begun again
REMEMBERED = 30 * DAY  # Meta delivers a message again for a week at most

# Where the text of each type of message is. Other types (voice, stickers, places) have none.
TEXTS = {"text": "body", "image": "caption", "video": "caption", "document": "caption"}


class Refused(Exception):  # noqa: N818 - no error of ours
    """WhatsApp will not deliver a reply, however often it is tried; holds the status it gave."""


class Incoming(NamedTuple):
    """A message with a text: its id, who wrote it and when, in seconds.

    An edit has an id of its own, and that of the message which it replaces.
    """

    id: str
    sender: str
    text: str
    sent: float
    edited: str | None = None

    @property
    def original(self) -> str:
        """The id of the message as it stands in the chat."""
        return self.edited or self.id

    @property
    def delivery(self) -> str:
        """What tells a delivery from another; each edit is one, whatever id it has."""
        return self.id if self.edited is None else f"edit {self.id} {self.text}"


# --- what Meta posts ---------------------------------------------------------------------------


def signed(body: bytes, signature: str, secret: str) -> bool:
    """Whether the signature is that of the raw body, made with the app's secret."""
    expected = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def incoming(update: object, phone_id: str, now: float) -> Iterator[Incoming]:
    """The messages with a text that came to one phone number; what is unknown is passed over."""
    for entry in _items(update, "entry"):
        for change in _items(entry, "changes"):
            value = _get(change, "value")
            if _get(_get(value, "metadata"), "phone_number_id") != phone_id:
                continue
            for message in _items(value, "messages"):
                one = _incoming(message, now)
                if one is not None:
                    yield one


def _incoming(message: object, now: float) -> Incoming | None:
    """A message, or the edit of one: then the text is in a message inside; None without a text."""
    edit = _get(message, "edit") if _text(message, "type") == "edit" else None
    content = message if edit is None else _get(edit, "message")
    kind = _text(content, "type")
    one = Incoming(
        _name(message, "id"),
        # Who has a user name may have hidden the phone number; the user id is for this office only.
        _name(message, "from") or _name(message, "from_user_id"),
        _text(_get(content, kind), TEXTS.get(kind, "")),
        _seconds(_text(message, "timestamp"), now),
        _name(edit, "original_message_id") or None,
    )
    taken_away = one.edited is not None and TEXTS.get(kind) == "caption"
    return one if one.id and one.sender and (one.text.strip() or taken_away) else None


def _get(thing: object, key: str) -> object:
    return thing.get(key) if isinstance(thing, dict) else None


def _items(thing: object, key: str) -> list[object]:
    found = _get(thing, key)
    return found if isinstance(found, list) else []


def _text(thing: object, key: str) -> str:
    found = _get(thing, key)
    return found if isinstance(found, str) else ""


def _name(thing: object, key: str) -> str:
    """A text by which something is called, without half characters: it is stored and sent."""
    return whole(_text(thing, key))


def whole(text: str) -> str:
    """A text in which half a character (a lone surrogate) is a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _seconds(timestamp: str, now: float) -> float:
    """The time of a message, which comes as a string; one that is unreadable is now."""
    known = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= len(str(int(now)))
    return float(timestamp) if known else now


# --- what is remembered ------------------------------------------------------------------------


SCHEMA = (
    """CREATE TABLE IF NOT EXISTS answers
    (message TEXT PRIMARY KEY, sender TEXT NOT NULL, at REAL NOT NULL, outcome TEXT)""",
    "CREATE INDEX IF NOT EXISTS answers_of_sender ON answers (sender, outcome, at)",
    "CREATE INDEX IF NOT EXISTS answers_by_age ON answers (at)",
    """CREATE TABLE IF NOT EXISTS requests
    (message TEXT PRIMARY KEY, sender TEXT NOT NULL, sent REAL NOT NULL,
    kind TEXT NOT NULL, record TEXT NOT NULL)""",
    "CREATE TABLE IF NOT EXISTS edits (message TEXT PRIMARY KEY, sent REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS edits_by_age ON edits (sent)",
)


class Store:
    """What was answered, and the good requests, in an SQLite database.

    Who wrote what is no good request is not kept: messages and senders are remembered by a keyed
    hash. The good requests are kept as they are, for the office. Each is kept under its original
    message, and `edits` has when a message was last edited, since edits may come in any order.
    """

    def __init__(self, path: Path, secret: str) -> None:
        """Open the database, or make it; the secret is the key of the hashes."""
        self._path = path
        self._secret = secret.encode()
        path.touch(mode=0o600)  # personal data: for nobody else
        with self._open() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connecting = sqlite3.connect(self._path, timeout=LOCK_PATIENCE)
        with closing(connecting) as connection, connection:
            yield connection

    def _hash(self, text: str) -> str:
        whole = text.encode("utf-8", "surrogatepass")
        return hmac.new(self._secret, whole, hashlib.sha256).hexdigest()

    def begin(self, message: Incoming, now: float) -> Literal["new", "busy", "done"]:
        """Take a message for answering: whoever gets "new" answers it, and nobody else."""
        known = self._hash(message.delivery)
        with self._open() as connection:
            connection.execute("DELETE FROM answers WHERE at < ?", (now - REMEMBERED,))
            connection.execute("DELETE FROM edits WHERE sent < ?", (now - REMEMBERED,))
            taken = connection.execute(
                """
                INSERT INTO answers VALUES (?, ?, ?, NULL) ON CONFLICT (message)
                DO UPDATE SET at = excluded.at WHERE outcome IS NULL AND at < ?
                """,
                (known, self._hash(message.sender), now, now - BROKEN_OFF),
            ).rowcount
            if taken:
                return "new"
            query = "SELECT outcome FROM answers WHERE message = ?"
            found = connection.execute(query, (known,)).fetchone()
        return "done" if found and found[0] else "busy"

    def end(self, message: Incoming, outcome: str | None) -> None:
        """Remember what became of a message; None: it is to be answered when it comes again."""
        known = self._hash(message.delivery)
        with self._open() as connection:
            if outcome is None:
                connection.execute("DELETE FROM answers WHERE message = ?", (known,))
            else:
                query = "UPDATE answers SET outcome = ? WHERE message = ?"
                connection.execute(query, (outcome, known))

    def count(self, message: Incoming, outcome: str, since: float) -> int:
        """How many answers of one outcome its sender has had."""
        query = "SELECT count(*) FROM answers WHERE sender = ? AND outcome = ? AND at >= ?"
        with self._open() as connection:
            found = connection.execute(query, (self._hash(message.sender), outcome, since))
            count: int = found.fetchone()[0]
        return count

    def settle(self, message: Incoming, report: ktpmsg.Report) -> bool:
        """Keep a good request, and take back one that was edited; False if a newer edit counts."""
        key = self._hash(message.original)
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            newest = connection.execute("SELECT sent FROM edits WHERE message = ?", (key,))
            edited = newest.fetchone()
            if edited and (message.edited is None or message.sent < edited[0]):
                return False
            if message.edited is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO edits VALUES (?, ?)", (key, message.sent)
                )
                connection.execute("DELETE FROM requests WHERE message = ?", (key,))
            if report.ok:
                found = report.to_dict(reveal=True)
                record = json.dumps(found["message"])
                connection.execute(
                    "INSERT OR IGNORE INTO requests VALUES (?, ?, ?, ?, ?)",
                    (key, message.sender, message.sent, found["kind"], record),
                )
        return True


# --- answering ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Office:
    """Who answers the messages: reads them, keeps the good ones and sends the replies."""

    send: Send
    store: Store

    def answer(self, message: Incoming, now: float) -> bool:
        """Answer a message unless that was done; False if it is to be delivered again."""
        try:
            state = self.store.begin(message, now)
            return self._answer(message, now) if state == "new" else state == "done"
        except sqlite3.Error as error:
            log.warning("the database cannot be used: %s", error)
            return False

    def _answer(self, message: Incoming, now: float) -> bool:
        report = ktpmsg.check(message.text)
        stands = self.store.settle(message, report)
        outcome = "silence"
        if stands and self._wants_reply(message, report, now):
            try:
                self.send(message.sender, report.reply("id"), message.original)
                outcome = "confirmation" if report.ok else "correction"
            except Refused as refused:
                log.warning("a reply was refused: %s", refused)
                outcome = "refused"
            except OSError:
                self.store.end(message, None)
                return False
        self.store.end(message, outcome)
        return True

    def _wants_reply(self, message: Incoming, report: ktpmsg.Report, now: float) -> bool:
        """Whether to reply: not too late, not to thanks, and not without end."""
        if now - message.sent >= REPLY_WINDOW:
            return False
        if report.ok:
            return True
        if self.store.count(message, "correction", now - DAY) >= CORRECTIONS_A_DAY:
            return False
        if message.edited is not None:  # it may have taken a request back
            return True
        chatter = report.kind is None and not any(map(str.isdigit, message.text))
        return not (chatter and self.store.count(message, "confirmation", now - HOUR))


def make_webhook(  # noqa: PLR0913 - all by name
    *,
    secret: str,
    verify_token: str,
    phone_id: str,
    send: Send,
    store: Store,
    clock: Callable[[], float] = time.time,
) -> Flask:
    """The webhook, at `/webhook`; `send` raises Refused or an OSError where it cannot."""
    if not (secret and verify_token and phone_id):
        message = "the webhook needs a secret, a verify token and a phone number id"
        raise ValueError(message)
    app = Flask("webhook")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    office = Office(send, store)

    @app.get("/webhook")
    def verify() -> Response:
        """Answer Meta's challenge when the webhook is set up."""
        given = request.args.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
        same = hmac.compare_digest(given, verify_token.encode())
        if request.args.get("hub.mode") != "subscribe" or not same:
            abort(403)
        return Response(request.args.get("hub.challenge", ""), mimetype="text/plain")

    @app.post("/webhook")
    def receive() -> Response:
        """Answer what citizens wrote. Meta delivers again what gets another status than 200."""
        body = request.get_data()
        if not signed(body, request.headers.get("X-Hub-Signature-256", ""), secret):
            abort(403)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return Response(status=400)
        now = clock()
        answered = [office.answer(message, now) for message in incoming(update, phone_id, now)]
        if all(answered):
            return Response(status=200)
        log.warning("%d of %d not answered yet", answered.count(False), len(answered))
        return Response(status=503)

    return app


# --- the Graph API -----------------------------------------------------------------------------

PASSING = {401, 403, 408, 429}  # a token that ran out, too many at once: it may go next time


def graph_sender(api: str, phone_id: str, token: str) -> Send:
    """What sends a reply by the Graph API."""

    def send(to: str, text: str, reply_to: str) -> None:
        reply = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to" if to.isdigit() else "recipient": to,
            "context": {"message_id": reply_to},
            "type": "text",
            "text": {"preview_url": False, "body": whole(text)},
        }
        post = urllib.request.Request(  # noqa: S310 - the address is the office's own
            f"{api}/{phone_id}/messages",
            data=json.dumps(reply).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        status = _status(post)
        if 400 <= status < 500 and status not in PASSING:  # noqa: PLR2004
            raise Refused(status)
        if status != 200:  # noqa: PLR2004
            message = "the reply could not be sent"
            raise OSError(message)

    return send


def _status(post: urllib.request.Request) -> int:
    """The status that a request gets; 0 for none."""
    try:
        with urllib.request.urlopen(post, timeout=10) as response:  # noqa: S310
            status: int = response.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except (OSError, http.client.HTTPException):
        return 0
    return status


def create_app() -> Flask:
    """The webhook as the environment describes it; Flask finds it by this name."""
    phone_id, secret = os.environ["WHATSAPP_PHONE_ID"], os.environ["WHATSAPP_APP_SECRET"]
    api = os.environ.get("WHATSAPP_API", "https://graph.facebook.com/v23.0")
    return make_webhook(
        secret=secret,
        verify_token=os.environ["WHATSAPP_VERIFY_TOKEN"],
        phone_id=phone_id,
        send=graph_sender(api, phone_id, os.environ["WHATSAPP_TOKEN"]),
        store=Store(Path(os.environ.get("WEBHOOK_DATABASE", "webhook.db")), secret),
    )
