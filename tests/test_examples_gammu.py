"""The Gammu SMSD inbox of `examples/gammu`, on a real database in the schema of SMSD."""

from __future__ import annotations

import importlib.util
import itertools
import logging
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

FOLDER = Path(__file__).parent.parent / "examples" / "gammu"


def load() -> ModuleType:
    """Return the example as a module, as it stands."""
    spec = importlib.util.spec_from_file_location("gammu_inbox", FOLDER / "inbox.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


inbox = load()

SITI, BUDI = "+6281200009001", "+6281200009002"
GOOD = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
FAULTY = "#KTP#330815550895900#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang/Rusak"
LONG = "DISDUKCAPIL#Siti Aminah#3308155508959001#" + "Kapan KTP saya jadi? " * 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of an empty database."""
    made = tmp_path / "smsd.db"
    with closing(sqlite3.connect(made)) as connection:
        connection.executescript((FOLDER / "schema.sql").read_text("utf-8"))
    return made


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection as the example makes it."""
    with closing(inbox.connect(path)) as connection:
        yield connection


def receive(  # noqa: PLR0913 - all but the text by name
    database: sqlite3.Connection,
    text: str | bytes,
    *,
    sender: str = SITI,
    udh: str = "",
    recipient: str = "",
    age: str = "-0 days",
) -> None:
    """Put an SMS into the inbox as SMSD does."""
    database.execute(
        """
        INSERT INTO inbox (Text, TextDecoded, SenderNumber, UDH, RecipientID, ReceivingDateTime)
        VALUES ('', CAST(? AS TEXT), ?, ?, ?, datetime('now', 'localtime', ?))
        """,
        (text, sender, udh, recipient, age),
    )


def sent(database: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the number and the whole text of each reply in the outbox."""
    replies = []
    for key, number, text in database.execute(
        "SELECT ID, DestinationNumber, TextDecoded FROM outbox ORDER BY ID"
    ).fetchall():
        more = database.execute(
            "SELECT TextDecoded FROM outbox_multipart WHERE ID = ? ORDER BY SequencePosition",
            (key,),
        )
        replies.append((number, text + "".join(part for (part,) in more)))
    return replies


def unread(database: sqlite3.Connection) -> int:
    """Return how many SMS are unread."""
    query = "SELECT count(*) FROM inbox WHERE Processed = 'false'"
    count: int = database.execute(query).fetchone()[0]
    return count


def reply(text: str) -> str:
    """Return the short reply to a text."""
    return ktpmsg.check(text).reply("id", short=True)


def parts(text: str, reference: str = "0500034A", size: int = 100) -> list[tuple[str, str]]:
    """Return the parts of a long text, each with its header."""
    texts = [text[at : at + size] for at in range(0, len(text), size)]
    total = len(texts)
    return [(f"{reference}{total:02X}{n:02X}", part) for n, part in enumerate(texts, 1)]


# --- one SMS -----------------------------------------------------------------------------------


def test_a_good_message_is_confirmed(database: sqlite3.Connection) -> None:
    """A good message gets one plain SMS, by the modem that received it, and is read."""
    receive(database, GOOD, recipient="modem-2")
    assert inbox.read_inbox(database) == {"confirmed": 1}
    row = database.execute(
        "SELECT DestinationNumber, SenderID, MultiPart, UDH, Text, TextDecoded, Coding FROM outbox"
    ).fetchall()
    coding = "Default_No_Compression"
    assert row == [(SITI, "modem-2", "false", None, None, reply(GOOD), coding)]
    assert unread(database) == 0


def test_a_long_reply_is_sent_in_parts(database: sqlite3.Connection) -> None:
    """A reply of two SMS lies in both tables of the outbox, with headers, 153 places a part."""
    receive(database, FAULTY)
    assert inbox.read_inbox(database) == {"corrected": 1}
    first = database.execute("SELECT ID, MultiPart, UDH, TextDecoded FROM outbox").fetchone()
    second = database.execute(
        "SELECT ID, SequencePosition, UDH, TextDecoded, Coding FROM outbox_multipart"
    ).fetchall()
    whole = reply(FAULTY)
    assert first == (1, "true", "050003010201", whole[:153])
    assert second == [(1, 2, "050003010202", whole[153:], "Default_No_Compression")]


def test_each_message_is_read_once(database: sqlite3.Connection) -> None:
    """What was read is not read again, whoever comes."""
    receive(database, GOOD)
    receive(database, GOOD, sender=BUDI)
    assert inbox.read_inbox(database) == {"confirmed": 2}
    assert inbox.read_inbox(database) == {}
    assert [number for number, _ in sent(database)] == [SITI, BUDI]


@pytest.mark.parametrize("sender", ["TELKOMSEL", "4444", "", "+62 812", "6281200009001a", "²" * 9])
def test_only_people_are_answered(database: sqlite3.Connection, sender: str) -> None:
    """A service that sends under a name or a short code gets no reply."""
    receive(database, GOOD, sender=sender)
    assert inbox.read_inbox(database) == {"not for us": 1}
    assert sent(database) == []
    assert unread(database) == 0


@pytest.mark.parametrize("text", ["", " \n"])
def test_what_has_no_text_is_not_answered(database: sqlite3.Connection, text: str) -> None:
    """A message of bytes, such as the notice of an MMS, is put aside."""
    receive(database, text, udh="0605040B8423F0")
    assert inbox.read_inbox(database) == {"not for us": 1}


def test_broken_text_does_not_stop_the_rest(database: sqlite3.Connection) -> None:
    """Bytes that are no UTF-8 are read as far as they go, and what comes after them too."""
    receive(database, GOOD.encode() + b"\xff\xfe")
    receive(database, GOOD, sender=BUDI)
    assert inbox.read_inbox(database).total() == 2
    assert len(sent(database)) == 2


def test_a_blob_is_read_as_its_text(database: sqlite3.Connection) -> None:
    """A column that another program wrote as bytes is read, also in parts, and sent on as text."""
    receive(database, GOOD)
    for header, text in parts(LONG):
        receive(database, text, sender=BUDI, udh=header)
    database.execute(
        """
        UPDATE inbox SET
            TextDecoded = CAST(TextDecoded AS BLOB), SenderNumber = CAST(SenderNumber AS BLOB),
            UDH = CAST(UDH AS BLOB), RecipientID = CAST(RecipientID AS BLOB),
            ReceivingDateTime = CAST(ReceivingDateTime AS BLOB)
        """
    )
    receive(database, FAULTY)
    database.execute("UPDATE inbox SET TextDecoded = x'ff00' WHERE TextDecoded = ?", (FAULTY,))
    assert inbox.read_inbox(database) == {"confirmed": 2, "not answered": 1}
    assert sent(database) == [(SITI, reply(GOOD)), (BUDI, reply(LONG))]
    header, text = parts(LONG)[0]
    receive(database, text, sender=BUDI, udh=header, age="-2 days")
    database.execute("UPDATE inbox SET TextDecoded = CAST(TextDecoded AS BLOB)")
    assert inbox.read_inbox(database) == {"parts again": 1}


def test_it_goes_on_behind_a_message_it_cannot_read(
    path: Path,
    database: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A message that cannot be read or answered stays unread, and those behind it are answered."""
    caplog.set_level(logging.DEBUG)
    for sender in (BUDI, SITI, BUDI):
        receive(database, GOOD if sender == BUDI else FAULTY, sender=sender)
    check = ktpmsg.check

    def checked(text: str) -> ktpmsg.Report:
        if text == FAULTY:
            raise RuntimeError(text)
        return check(text)

    with monkeypatch.context() as patched:
        patched.setattr(inbox.ktpmsg, "check", checked)
        assert inbox.main(["--once", str(path)]) == 1
    assert [number for number, _ in sent(database)] == [BUDI, BUDI]
    assert unread(database) == 1
    assert caplog.messages == [
        "the message in row 2 cannot be read: RuntimeError",
        "confirmed: 2, not read: 1",
    ]
    assert all(record.exc_info is None for record in caplog.records)
    assert inbox.main(["--once", str(path)]) == 0
    assert sent(database)[2:] == [(SITI, reply(FAULTY))]


def test_it_goes_on_behind_a_row_it_cannot_read(
    path: Path, database: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    """If a row is broken on the disk, the rows before and behind it are answered all the same."""
    receive(database, GOOD)
    receive(database, "?" * 20_000)
    receive(database, GOOD, sender=BUDI)
    database.execute("PRAGMA wal_checkpoint")
    size = database.execute("PRAGMA page_size").fetchone()[0]
    database.close()
    whole = bytearray(path.read_bytes())
    for page in range(0, len(whole), size):
        if whole[page + size - 8 : page + size] == b"?" * 8 and whole[page + 8] == ord("?"):
            whole[page : page + 4] = b"\x7f\xff\xff\xff"
    path.write_bytes(whole)
    assert inbox.main(["--once", str(path)]) == 1
    assert "row 2 cannot be read: DatabaseError" in caplog.messages
    with closing(inbox.connect(path)) as again:
        assert sent(again) == [(SITI, reply(GOOD)), (BUDI, reply(GOOD))]


def test_a_time_that_is_none_does_not_stop_the_rest(database: sqlite3.Connection) -> None:
    """A message without a time that can be read is as good as new."""
    receive(database, GOOD[:50], udh="0500034A0201")
    receive(database, GOOD, sender=BUDI)
    database.execute("UPDATE inbox SET ReceivingDateTime = '0000-00-00 00:00:00'")
    assert inbox.read_inbox(database) == {"parts waiting": 1, "confirmed": 1}


# --- several parts -----------------------------------------------------------------------------


@pytest.mark.parametrize("reference", ["0500034A", "0608044A01", "0B05040B8423F000034A"])
@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_parts_are_joined(
    database: sqlite3.Connection, reference: str, order: tuple[int, ...]
) -> None:
    """Parts are one message in whatever order they come, whatever else the header has."""
    assert len(parts(LONG)) == 4
    for at in order:
        header, text = parts(LONG, reference)[at]
        receive(database, text, udh=header)
    assert inbox.read_inbox(database) == {"confirmed": 1}
    assert sent(database) == [(SITI, reply(LONG))]


def test_an_incomplete_message_waits(database: sqlite3.Connection) -> None:
    """Parts stay unread, and others are answered meanwhile, until the last one is there."""
    *most, last = parts(LONG)
    for header, text in most:
        receive(database, text, udh=header)
    receive(database, GOOD, sender=BUDI)
    assert inbox.read_inbox(database) == {"parts waiting": 3, "confirmed": 1}
    assert unread(database) == 3
    receive(database, last[1], udh=last[0])
    assert inbox.read_inbox(database) == {"confirmed": 1}
    assert sent(database) == [(BUDI, reply(GOOD)), (SITI, reply(LONG))]


def test_parts_of_two_people_are_not_mixed(database: sqlite3.Connection) -> None:
    """The same reference of two senders is two messages."""
    other = LONG.replace("Siti", "Sari").replace("Kapan", "Apakah")
    for (header, text), (_, else_) in zip(parts(LONG), parts(other), strict=True):
        receive(database, text, udh=header)
        receive(database, else_, udh=header, sender=BUDI)
    read = inbox.joined(inbox.unread(database))
    assert [(m.first.sender, m.text) for m in read] == [(SITI, LONG), (BUDI, other)]


def test_a_reference_used_again_is_another_message(database: sqlite3.Connection) -> None:
    """Two messages of one sender with the same reference stay two."""
    other = LONG.replace("Kapan", "Apakah")
    assert len(parts(other, size=110)) == 4
    for header, text in parts(LONG) + parts(other, size=110):
        receive(database, text, udh=header)
    assert [m.text for m in inbox.joined(inbox.unread(database))] == [LONG, other]


@pytest.mark.parametrize("age", ["-1 hour", "-6 minutes"])
def test_a_reference_used_again_later(database: sqlite3.Connection, age: str) -> None:
    """A part that was left over is not joined with the later part of another message."""
    (first, old), _ = parts(LONG[:180].replace("Siti", "Sari"))
    (_, new), (second, end) = parts(LONG[:180])
    receive(database, old, udh=first, age=age)
    receive(database, end, udh=second)
    assert inbox.read_inbox(database) == {"parts waiting": 2}
    receive(database, new, udh=first)
    assert inbox.read_inbox(database) == {"confirmed": 1, "parts waiting": 1}
    assert sent(database) == [(SITI, reply(LONG[:180]))]


TWO = LONG[:180], LONG[:180].replace("Siti", "Sari").replace("saya", "kami")


def test_two_messages_that_cannot_be_told_apart(database: sqlite3.Connection) -> None:
    """Parts of two messages with one reference, mixed, are joined with none: the sender is asked."""
    (a, b), (c, d) = zip(*map(parts, TWO), strict=True)
    for header, text in (a, b, c):
        receive(database, text, udh=header, age="-2 minutes")
    assert inbox.read_inbox(database) == {"parts waiting": 3}
    receive(database, d[1], udh=d[0], age="-2 minutes")
    assert inbox.read_inbox(database) == {"parts waiting": 4}
    database.execute(
        "UPDATE inbox SET ReceivingDateTime = datetime('now', 'localtime', '-6 minutes')"
    )
    assert inbox.read_inbox(database) == {"not whole": 1}
    assert sent(database) == [(SITI, inbox.NOT_WHOLE)]


@given(
    st.permutations([(0, 0), (0, 1), (1, 0), (1, 1)]),
    st.integers(1, 900),
    st.integers(0, 4),
    st.sets(st.sampled_from([(0, 0), (0, 1), (1, 0), (1, 1)])),
)
def test_no_two_messages_are_mixed(
    order: list[tuple[int, int]], gap: int, slow: int, lost: set[tuple[int, int]]
) -> None:
    """Of two messages sent one after the other nothing is mixed, in whatever order the parts come.

    The times tell, unless a part is lost and the other message comes within five minutes.
    """
    gap += slow + 300 * bool(lost)
    rows = []
    for number, (which, part) in enumerate(order, 1):
        if (which, part) in lost:
            continue
        header, text = parts(TWO[which])[part]
        age = 2000 - which * gap - part * slow
        rows.append(inbox.Row(number, SITI, "", header, text, age))
    found = inbox.joined(rows)
    assert {m.text for m in found if m.whole} == {
        text for which, text in enumerate(TWO) if not lost & {(which, 0), (which, 1)}
    }
    assert sorted(row.id for m in found for row in m.rows) == sorted(row.id for row in rows)


def test_a_part_that_comes_again_late(database: sqlite3.Connection) -> None:
    """A part that a network repeats is not taken for one of the next message."""
    (a, b), (c, d) = map(parts, TWO)
    for header, text in (a, b, c, b):
        receive(database, text, udh=header)
    assert [m.text for m in inbox.joined(inbox.unread(database)) if m.whole] == [TWO[0]]
    receive(database, d[1], udh=d[0])
    assert [m.text for m in inbox.joined(inbox.unread(database))] == list(TWO)


def test_a_part_of_long_ago_is_not_joined(database: sqlite3.Connection) -> None:
    """A part that was left over does not become the beginning of a new message."""
    (header, text), *rest = parts(LONG)
    receive(database, text.replace("Siti", "Sari"), udh=header, age="-40 days")
    for later in rest:
        receive(database, later[1], udh=later[0])
    assert inbox.read_inbox(database) == {"not whole": 1, "parts waiting": 3}
    receive(database, text, udh=header)
    assert inbox.read_inbox(database) == {"confirmed": 1}
    assert sent(database) == [(SITI, inbox.NOT_WHOLE), (SITI, reply(LONG))]


def test_nobody_waits_for_ever(database: sqlite3.Connection) -> None:
    """Who sent what did not arrive whole is asked, once, to send it again."""
    for header, text in parts(LONG)[1:]:
        receive(database, text, udh=header, age="-2 days")
    assert inbox.read_inbox(database) == {"not whole": 1}
    assert sent(database) == [(SITI, inbox.NOT_WHOLE)]
    assert inbox.read_inbox(database) == {}
    assert inbox.split(inbox.NOT_WHOLE) == ("Default_No_Compression", [inbox.NOT_WHOLE])


def test_a_part_that_comes_twice(database: sqlite3.Connection) -> None:
    """A network may deliver a part twice: with the others, or when all was answered."""
    for header, text in [parts(LONG)[0], *parts(LONG)]:
        receive(database, text, udh=header)
    assert inbox.read_inbox(database) == {"confirmed": 1}
    receive(database, parts(LONG)[0][1], udh=parts(LONG)[0][0], age="-2 days")
    assert inbox.read_inbox(database) == {"parts again": 1}
    assert sent(database) == [(SITI, reply(LONG))]


@given(st.one_of(st.text(), st.binary().map(bytes.hex)))
def test_any_header_is_read(udh: str) -> None:
    """Whatever a header holds, it is a part within its message, or none."""
    part = inbox.part_of(udh)
    assert part is None or 1 <= part.position <= part.total


@pytest.mark.parametrize(
    "udh",
    ["", "05", "0500034A", "0500034A0000", "0500034A0203", "0500034A0101", "0500024A02", "xyz"],
)
def test_other_headers_make_no_parts(udh: str) -> None:
    """A header that is cut off, wrong or of another kind leaves an SMS by itself."""
    assert inbox.part_of(udh) is None


# --- crashes -----------------------------------------------------------------------------------

WRITES = {
    "the first part": "BEFORE INSERT ON outbox",
    "the second part": "BEFORE INSERT ON outbox_multipart",
    "after the second part": "AFTER INSERT ON outbox_multipart",
    "the mark": "AFTER UPDATE ON inbox",
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_failing_write_undoes_the_others(database: sqlite3.Connection, write: str) -> None:
    """If one write of an answer fails, none is there; next time all are, once."""
    receive(database, FAULTY)
    database.execute(f"CREATE TRIGGER broken {write} BEGIN SELECT RAISE(ABORT, 'broken'); END")
    assert inbox.read_inbox(database) == {"not read": 1}
    assert (unread(database), sent(database)) == (1, [])
    database.execute("DROP TRIGGER broken")
    assert inbox.read_inbox(database) == {"corrected": 1}
    assert sent(database) == [(SITI, reply(FAULTY))]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_between_the_writes(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """Whatever happens between the mark and the reply, nothing is lost and nothing sent twice."""
    receive(database, GOOD, sender=BUDI)
    receive(database, FAULTY)
    put = inbox.put_in_outbox

    def crash(connection: sqlite3.Connection, to: Any, *rest: str) -> None:
        if to.sender == SITI:
            raise error
        put(connection, to, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "put_in_outbox", crash)
        if error is RuntimeError:
            assert inbox.read_inbox(database) == {"confirmed": 1, "not read": 1}
        else:
            with pytest.raises(error):
                inbox.read_inbox(database)
    assert (unread(database), sent(database)) == (1, [(BUDI, reply(GOOD))])
    assert inbox.read_inbox(database) == {"corrected": 1}
    assert sent(database) == [(BUDI, reply(GOOD)), (SITI, reply(FAULTY))]


CRASH = """
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("gammu_inbox", sys.argv[1])
inbox = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = inbox
spec.loader.exec_module(inbox)
wrapped = getattr(inbox, sys.argv[3])

def crash(*arguments):
    wrapped(*arguments)
    os._exit(9)

setattr(inbox, sys.argv[3], crash)
inbox.main(["--once", sys.argv[2]])
"""


@pytest.mark.parametrize("step", ["mark_read", "put_in_outbox", "answer"])
def test_a_process_that_dies(path: Path, database: sqlite3.Connection, step: str) -> None:
    """A process that ends after a step, without a word, leaves the message as it was."""
    receive(database, FAULTY)
    program = [sys.executable, "-c", CRASH, str(FOLDER / "inbox.py"), str(path), step]
    assert subprocess.run(program, check=False).returncode == 9
    assert (unread(database), sent(database)) == (1, [])
    assert inbox.main(["--once", str(path)]) == 0
    assert inbox.main(["--once", str(path)]) == 0
    assert (unread(database), sent(database)) == (0, [(SITI, reply(FAULTY))])


def test_several_at_once(path: Path, database: sqlite3.Connection) -> None:
    """Programs that read the same inbox at the same time answer each message once."""
    for number in range(40):
        receive(database, FAULTY, sender=f"+62812000{9000 + number}")
    workers = [threading.Thread(target=inbox.look, args=(path,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert unread(database) == 0
    assert len({number for number, _ in sent(database)}) == len(sent(database)) == 40


def test_a_message_that_another_took(database: sqlite3.Connection) -> None:
    """A message that was marked between the look and the answer is not answered again."""
    receive(database, GOOD)
    (message,) = inbox.joined(inbox.unread(database))
    database.execute("UPDATE inbox SET Processed = 'true'")
    assert inbox.answer(database, message) == "read by another"
    assert sent(database) == []


# --- not without end ---------------------------------------------------------------------------


def move_to_sentitems(database: sqlite3.Connection) -> None:
    """Do with the outbox what SMSD does when it has sent."""
    database.execute(
        """
        INSERT INTO sentitems (ID, InsertIntoDB, DestinationNumber, SenderID, CreatorID, UDH, Text)
        SELECT ID, InsertIntoDB, DestinationNumber, '', CreatorID, '', '' FROM outbox
        """
    )
    database.execute("DELETE FROM outbox")
    database.execute("DELETE FROM outbox_multipart")


@pytest.mark.parametrize("tidy", [move_to_sentitems, lambda _: None], ids=["sent", "waiting"])
def test_machines_do_not_answer_each_other(
    database: sqlite3.Connection, tidy: Callable[[sqlite3.Connection], None]
) -> None:
    """One number gets ten corrections a day, and good messages are confirmed all the same."""
    seen = []
    for _ in range(12):
        receive(database, reply(FAULTY))
        seen += list(inbox.read_inbox(database))
        tidy(database)
    assert seen == ["corrected"] * 10 + ["not answered"] * 2
    receive(database, GOOD)
    receive(database, FAULTY, sender=BUDI)
    assert inbox.read_inbox(database) == {"confirmed": 1, "corrected": 1}


def test_thanks_are_not_corrected(database: sqlite3.Connection) -> None:
    """Words after a confirmation get no reply; without one, or with digits, they get one."""
    receive(database, "Assalamualaikum", sender=SITI)
    receive(database, GOOD)
    receive(database, "Terima kasih")
    receive(database, "KPT 3308155508959001")
    receive(database, "Terima kasih", sender=BUDI)
    assert inbox.read_inbox(database) == {"corrected": 3, "confirmed": 1, "not answered": 1}
    database.execute("UPDATE outbox SET InsertIntoDB = datetime(InsertIntoDB, '-2 hours')")
    receive(database, "Terima kasih")
    assert inbox.read_inbox(database) == {"corrected": 1}


# --- the alphabet ------------------------------------------------------------------------------


def places(coding: str, part: str) -> int:
    """Return how much of an SMS a part takes."""
    if coding == "Unicode_No_Compression":
        return len(part.encode("utf-16-le", "surrogatepass")) // 2
    return sum(2 if char in inbox.GSM_7_ESCAPED else 1 for char in part)


@given(
    st.one_of(
        st.text(max_size=600),
        st.text(st.sampled_from(inbox.GSM_7 + inbox.GSM_7_ESCAPED), max_size=600),
        st.text("{a€", min_size=140, max_size=320),
    )
)
def test_any_text_is_split(text: str) -> None:
    """The parts are the text, each fits into its SMS, and one that fits into one is not split."""
    coding, made = inbox.split(text)
    assert "".join(made) == text
    whole, part = (160, 153) if coding == "Default_No_Compression" else (70, 67)
    assert max(map(places, [coding] * len(made), made)) <= (whole if len(made) == 1 else part)
    assert (len(made) == 1) == (places(coding, text) <= whole)
    assert all(made) or made == [""]


def test_the_alphabet() -> None:
    """The alphabet has 127 characters and the escape, and ten that take two places."""
    assert len(set(inbox.GSM_7)) == len(inbox.GSM_7) == 127
    assert len(set(inbox.GSM_7_ESCAPED)) == 10
    assert not set(inbox.GSM_7) & set(inbox.GSM_7_ESCAPED)


# --- the program -------------------------------------------------------------------------------


def test_nothing_of_a_message_is_logged(
    path: Path, database: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has counts, and no number, name or text."""
    caplog.set_level(logging.DEBUG)
    for text in (GOOD, FAULTY, LONG, "halo 0812"):
        receive(database, text)
    assert inbox.main(["--once", str(path)]) == 0
    database.execute("CREATE TRIGGER b BEFORE INSERT ON outbox BEGIN SELECT RAISE(FAIL, 'b'); END")
    receive(database, GOOD)
    assert inbox.main(["--once", str(path)]) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "confirmed: 2, corrected: 2",
        "the message in row 5 cannot be read: IntegrityError",
        "not read: 1",
    ]


def test_a_locked_database(
    path: Path,
    database: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """While another program writes, nothing is answered; afterwards all is, once."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(inbox, "LOCK_PATIENCE", 0.01)
    receive(database, GOOD)
    receive(database, FAULTY)
    for lock in ("IMMEDIATE", "EXCLUSIVE"):
        database.execute(f"BEGIN {lock}")
        assert inbox.main(["--once", str(path)]) == 1
        database.execute("ROLLBACK")
    assert caplog.messages == ["the database cannot be read: database is locked"] * 2
    assert inbox.main(["--once", str(path)]) == 0
    assert len(sent(database)) == 2


def test_a_database_that_is_not_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A wrong path is told, and no empty database made there."""
    assert inbox.main(["--once", str(tmp_path / "none.db")]) == 1
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "other.db").touch()
    assert inbox.main(["--once", str(tmp_path / "other.db")]) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "the database cannot be read: unable to open database file",
        "the database cannot be read: no such table: inbox",
    ]


def test_it_goes_on_until_interrupted(
    path: Path, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --once it looks again and again, and ends well."""
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt
        receive(database, GOOD)

    monkeypatch.setattr(inbox.time, "sleep", wait)
    assert inbox.main(["--every", "7", str(path)]) == 0
    assert waits == [7, 7, 7]
    assert len(sent(database)) == 2
