"""Answer what comes into the inbox of a Gammu SMSD, each message once.

SMSD stores what a modem receives in the table `inbox`, a row for each SMS, and sends what lies in
`outbox`. This program stands between the two: it joins the parts of long messages, has ktpmsg read
them, and puts the reply into the outbox. The reply and the mark that the message was read are one
transaction, so that a crash neither loses a message nor answers it twice.

    python inbox.py smsd.db
"""

from __future__ import annotations

import argparse
import logging
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

log = logging.getLogger("inbox")

PATIENCE = 24 * 60 * 60  # seconds: parts come within minutes; a modem that is off takes longer
TOGETHER = 5 * 60  # seconds: a phone sends the parts of one message one right after the other
LOCK_PATIENCE = 30  # seconds to wait for a database that somebody else is writing to
CORRECTIONS_A_DAY = 10  # for one number: two machines must not go on answering each other
THANKS_WITHIN = "-1 hour"  # what comes after a confirmation is thanks
CONFIRMATION, CORRECTION = "ktpmsg", "ktpmsg-correction"  # our CreatorID
NOT_WHOLE = (
    "Maaf, pesan Bapak/Ibu tidak sampai seluruhnya. Mohon kirim ulang seluruh pesan. Terima kasih."
)


class Row(NamedTuple):
    """One SMS in the inbox; `age` in seconds."""

    id: int
    sender: str
    recipient: str
    udh: str
    text: str
    age: int


class Part(NamedTuple):
    """Which part of a long message an SMS is; a message is told by its reference."""

    reference: bytes
    total: int
    position: int


@dataclass
class Incoming:
    """What somebody sent: the parts that are there by position, and the rows they came in.

    Mixed are the parts of several messages that nobody can tell apart.
    """

    parts: dict[int, Row]
    rows: list[Row]
    total: int = 1
    mixed: bool = False

    @property
    def first(self) -> Row:
        """The row that was sent first."""
        return self.rows[0]

    @property
    def whole(self) -> bool:
        """Whether all parts are there, and of one message."""
        return len(self.parts) == self.total and not self.mixed

    @property
    def waits(self) -> bool:
        """Whether more of it may come."""
        return not self.whole and self.first.age < (TOGETHER if self.mixed else PATIENCE)

    @property
    def text(self) -> str:
        """The text, its parts joined in their order."""
        return "".join(self.parts[position].text for position in sorted(self.parts))


# --- receiving ---------------------------------------------------------------------------------


def part_of(udh: str) -> Part | None:
    """The part that a User Data Header tells of, or None for an SMS that is a message by itself.

    A header is its length, then elements: what it is, its length, its content. Element 00 has a
    reference of one byte, 08 one of two; then come the number of parts and the position.
    """
    try:
        header = bytes.fromhex(udh)[1:]
    except ValueError:
        return None
    while len(header) >= 2:  # noqa: PLR2004 - an element's head
        kind, size = header[:2]
        content, header = header[2 : 2 + size], header[2 + size :]
        if (kind, size, len(content)) in {(0x00, 3, 3), (0x08, 4, 4)}:
            *reference, total, position = content
            if total > 1 and 1 <= position <= total:
                return Part(bytes(reference), total, position)
    return None


def joined(rows: Iterable[Row]) -> list[Incoming]:
    """The messages that the rows are, whole or not, in the order in which they came.

    Parts belong together by sender, recipient, reference and number of parts. Phones use a
    reference again, some for every message: so only what was sent within `TOGETHER`, and not a
    part that is there already with another text. That begins another message, if the one before
    is whole; if not, nobody can tell whose the parts are.
    """
    messages: list[Incoming] = []
    begun: defaultdict[tuple[object, ...], list[Incoming]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-row.age, row.id)):
        part = part_of(row.udh)
        if part is None:
            messages.append(Incoming({1: row}, [row]))
            continue
        alike = begun[row.sender, row.recipient, part.reference, part.total]
        near = [message for message in alike if message.first.age - row.age < TOGETHER]
        message = _whose(row, part.position, near)
        if message is None:
            message = Incoming({}, [], part.total)
            messages.append(message)
            alike.append(message)
        known = message.parts.setdefault(part.position, row)
        message.mixed = message.mixed or known.text != row.text
        message.rows.append(row)
    return sorted(messages, key=lambda message: min(row.id for row in message.rows))


def _whose(row: Row, position: int, near: list[Incoming]) -> Incoming | None:
    """The message that a part belongs to: one that has it, else the last, if that is not whole."""
    for message in near:
        known = message.parts.get(position)
        if known and known.text == row.text:
            return message
    return near[-1] if near and not near[-1].whole else None


ROWS = """
    SELECT ID, SenderNumber, RecipientID, UDH, TextDecoded,
           coalesce(? - strftime('%s', ReceivingDateTime), 0)
    FROM inbox WHERE Processed = 'false'
"""


def unread(connection: sqlite3.Connection, seen: Counter[str] | None = None) -> list[Row]:
    """The rows of the inbox that nobody has read yet; `seen` counts those that cannot be read."""
    (now,) = connection.execute("SELECT strftime('%s', 'now', 'localtime') + 0").fetchone()
    try:
        return [_row(row) for row in connection.execute(ROWS + "ORDER BY ID", (now,))]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # a row is broken on the disk: so one by one
        keys = connection.execute("SELECT ID FROM inbox ORDER BY ID").fetchall()
    rows: list[Row] = []
    for (key,) in keys:
        try:
            rows += map(_row, connection.execute(ROWS + "AND ID = ?", (now, key)).fetchall())
        except sqlite3.DatabaseError as error:
            log.error("row %d cannot be read: %s", key, type(error).__name__)  # noqa: TRY400
            if seen is not None:
                seen["not read"] += 1
    return rows


def _row(values: tuple[Any, ...]) -> Row:
    key, sender, recipient, udh, text, age = values
    return Row(key, _text(sender), _text(recipient), _text(udh), _text(text), age)


def _text(value: object) -> str:
    """What a column holds, as text: SQLite lets another program write bytes, or nothing."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


# --- answering ---------------------------------------------------------------------------------


def read_inbox(connection: sqlite3.Connection) -> Counter[str]:
    """Read and answer what is new, and say how much of what there was."""
    seen: Counter[str] = Counter()
    for message in joined(unread(connection, seen)):
        if message.waits:
            seen["parts waiting"] += len(message.rows)
            continue
        try:
            with transaction(connection):
                what = answer(connection, message)
        except sqlite3.OperationalError:  # the database, and not this message
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, others wait behind it
            what, name = "not read", type(error).__name__  # what it says may quote the message
            log.error("the message in row %d cannot be read: %s", message.first.id, name)  # noqa: TRY400
        seen[what] += 1
    return seen


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite has ended it itself where the disk is full
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def answer(connection: sqlite3.Connection, message: Incoming) -> str:
    """Mark a message as read, and put the reply into the outbox; what became of it."""
    if not mark_read(connection, message.rows):
        return "read by another"
    if not is_phone(message.first.sender) or not message.text.strip():
        return "not for us"
    if not message.whole:
        if was_read(connection, message.rows):
            return "parts again"
        put_in_outbox(connection, message.first, NOT_WHOLE, CORRECTION)
        return "not whole"
    report = ktpmsg.check(message.text)
    if not report.ok and not wants_correction(connection, message, report):
        return "not answered"
    creator = CONFIRMATION if report.ok else CORRECTION
    put_in_outbox(connection, message.first, report.reply("id", short=True), creator)
    return "confirmed" if report.ok else "corrected"


def mark_read(connection: sqlite3.Connection, rows: Sequence[Row]) -> bool:
    """Mark the rows as read; False if another program has done so meanwhile."""
    query = "UPDATE inbox SET Processed = 'true' WHERE ID = ? AND Processed = 'false'"
    return sum(connection.execute(query, (row.id,)).rowcount for row in rows) == len(rows)


def is_phone(sender: str) -> bool:
    """Whether a person can be at that number: not a name, nor the short code of a service."""
    digits = sender.removeprefix("+")
    return digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15  # noqa: PLR2004


def was_read(connection: sqlite3.Connection, rows: Sequence[Row]) -> bool:
    """Whether the parts were read before: a network may deliver one twice."""
    query = """
        SELECT count(*) FROM inbox WHERE CAST(SenderNumber AS TEXT) = ?
        AND CAST(UDH AS TEXT) = ? AND CAST(TextDecoded AS TEXT) = ?
        AND Processed = 'true' AND ID < ?
    """
    return all(
        connection.execute(query, (row.sender, row.udh, row.text, row.id)).fetchone()[0]
        for row in rows
    )


def wants_correction(
    connection: sqlite3.Connection, message: Incoming, report: ktpmsg.Report
) -> bool:
    """Whether to say what is wrong: not to thanks, and not without end."""
    sender = message.first.sender
    if sent(connection, sender, CORRECTION, "-1 day") >= CORRECTIONS_A_DAY:
        return False
    chatter = report.kind is None and not any(map(str.isdigit, message.text))
    return not (chatter and sent(connection, sender, CONFIRMATION, THANKS_WITHIN))


def sent(connection: sqlite3.Connection, number: str, creator: str, since: str) -> int:
    """How many replies of ours went to a number, or are about to."""
    query = """
        SELECT count(*) FROM (
            SELECT ID, DestinationNumber, CreatorID, InsertIntoDB FROM outbox
            UNION SELECT ID, DestinationNumber, CreatorID, InsertIntoDB FROM sentitems)
        WHERE DestinationNumber = ? AND CreatorID = ?
        AND InsertIntoDB > datetime('now', 'localtime', ?)
    """
    count: int = connection.execute(query, (number, creator, since)).fetchone()[0]
    return count


# --- sending -----------------------------------------------------------------------------------


def put_in_outbox(connection: sqlite3.Connection, to: Row, text: str, creator: str) -> None:
    """Have SMSD send a text to where a row came from, by the modem that received it.

    The first part goes into `outbox`, the others into `outbox_multipart`, each with a header that
    says which part of how many it is.
    """
    coding, parts = split(text)
    headers = [f"050003{to.id % 256:02X}{len(parts):02X}{n:02X}" for n in range(1, len(parts) + 1)]
    several = len(parts) > 1
    first = connection.execute(
        """
        INSERT INTO outbox (DestinationNumber, SenderID, CreatorID, Coding, MultiPart, UDH,
                            TextDecoded, InsertIntoDB)
        VALUES (?, ?, ?, ?, ?, ?, ?, datetime('now', 'localtime'))
        """,
        (
            to.sender,
            to.recipient or None,
            creator,
            coding,
            "true" if several else "false",
            headers[0] if several else None,
            parts[0],
        ),
    ).lastrowid
    for position, (header, part) in enumerate(zip(headers, parts, strict=True), 1):
        if position > 1:
            connection.execute(
                """
                INSERT INTO outbox_multipart (ID, SequencePosition, Coding, UDH, TextDecoded)
                VALUES (?, ?, ?, ?, ?)
                """,
                (first, position, coding, header, part),
            )


# The alphabet of SMS (GSM 03.38). A character of the second row takes the place of two.
GSM_7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_ESCAPED = "\f^{}\\[~]|€"


def split(text: str) -> tuple[str, list[str]]:
    """The coding of a text, and its parts: 160 places or 153 a part, in Unicode 70 or 67."""
    coding, whole, part = "Default_No_Compression", 160, 153
    places = [1 + (char in GSM_7_ESCAPED) for char in text]
    if not set(text) <= set(GSM_7 + GSM_7_ESCAPED):
        coding, whole, part = "Unicode_No_Compression", 70, 67
        places = [1 + (char > "\uffff") for char in text]
    if sum(places) <= whole:
        return coding, [text]
    parts, used = [""], 0
    for char, size in zip(text, places, strict=True):
        if used + size > part:
            parts.append("")
            used = 0
        parts[-1] += char
        used += size
    return coding, parts


# --- the program -------------------------------------------------------------------------------


def connect(database: Path) -> sqlite3.Connection:
    """The database, which must exist; what is no UTF-8 in it does not stop the rest."""
    address = f"{database.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, timeout=LOCK_PATIENCE, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def look(database: Path) -> bool:
    """Read the inbox once; False if it, or something in it, could not be read."""
    try:
        with closing(connect(database)) as connection:
            seen = read_inbox(connection)
    except sqlite3.Error as error:
        log.error("the database cannot be read: %s", error)  # noqa: TRY400 - no traceback
        return False
    if seen:
        log.info(", ".join(f"{what}: {count}" for what, count in seen.items()))
    return not seen["not read"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Look into the inbox, once or until interrupted; the exit status."""
    parser = argparse.ArgumentParser(description="Answer what comes into a Gammu SMSD inbox.")
    parser.add_argument("database", type=Path, help="the SQLite database of SMSD")
    parser.add_argument("--once", action="store_true", help="look once, and end")
    parser.add_argument("--every", type=float, default=5, metavar="SECONDS", help="default: 5")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if options.once:
        return 0 if look(options.database) else 1
    try:
        while True:
            look(options.database)
            time.sleep(options.every)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
