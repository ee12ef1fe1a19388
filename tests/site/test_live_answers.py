"""What the live page asks of the library, on CPython."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import ktpmsg

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools" / "site"))
answering: Any = __import__("answering")
live_files: Any = __import__("live_files")
sys.path.remove(str(ROOT / "tools" / "site"))

LIVE = ROOT / "docs" / "live"
EXAMPLES = json.loads((LIVE / "examples.json").read_text(encoding="utf-8"))
CHAT = (ROOT / "examples" / "chat.txt").read_text(encoding="utf-8")
WRONG = 'start: periksa\nperiksa: # "PERIKSA"i # nik{"NIK"}'
BLANK = {
    "text": "",
    "mode": "message",
    "grammar": "",
    "builtin": True,
    "reveal": False,
    "chosen": None,
}


def ask(desk: Any, seconds: float = 60, **request: Any) -> dict[str, Any]:
    """The answer to a request."""
    desk.ask(json.dumps(BLANK | request))
    answer: dict[str, Any] = json.loads(desk.work(seconds))
    return answer


@pytest.mark.parametrize("name", ["good", "mended", "faulty"])
def test_the_examples_are_what_they_are_called(name: str) -> None:
    """And all that is said of them is what the library says."""
    answer = ask(answering.Desk(), text=EXAMPLES[name])
    shown, report = answer["report"], ktpmsg.check(EXAMPLES[name])

    assert (answer["kind"], shown["verdict"]) == ("message", name)
    assert shown["problems"] == report.to_dict()["problems"]
    for lang in ("en", "id"):
        assert shown["drawing"][lang] == report.draw(lang)
        assert shown["reply"][lang] == report.reply(lang)
        assert shown["short"][lang] == report.reply(lang, short=True)


def test_values_are_masked_unless_they_are_asked_for() -> None:
    """In all of the answer, also for a message of a chat."""
    desk = answering.Desk()
    for request in ({"text": EXAMPLES["mended"]}, {"text": CHAT, "mode": "chat", "chosen": 3}):
        masked = ask(desk, **request)
        shown = ask(desk, **request, reveal=True)

        assert masked["report"]["record"]["nik"] == "330815**********"
        assert "3308155508959001" not in json.dumps(masked)
        assert "Siti" not in json.dumps(masked)
        assert shown["report"]["record"]["nik"] == "3308155508959001"
        assert shown["report"]["as_published"] == EXAMPLES["good"]


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_blank_text_is_no_faulty_message(text: str) -> None:
    """The page says what to do there."""
    assert ask(answering.Desk(), text=text)["report"] is None


def test_a_chat_is_counted_and_listed() -> None:
    """Each message with its line and its first problem."""
    answer = ask(answering.Desk(), text=CHAT, mode="chat")
    reports = list(ktpmsg.find(CHAT))

    assert answer["lines"] == 107
    assert sum(answer["counts"].values()) == len(reports) == len(answer["rows"])
    assert answer["counts"]["faulty"] == sum(not report.ok for report in reports)
    assert answer["counts"]["mended"] == sum(r.ok and bool(r.repairs) for r in reports)
    assert [row["line"] for row in answer["rows"]] == [report.line for report in reports]
    first = {row["line"]: row["problem"] and row["problem"]["code"] for row in answer["rows"]}
    assert (first[11], first[17], first[22]) == (None, "keyword-spelling", "wrong-length")


def test_a_long_chat_is_read_in_slices() -> None:
    """So that a newer request can come between; what was read is not read again."""
    desk = answering.Desk(clock=itertools.count().__next__)  # each look at it takes a second
    answer = ask(desk, seconds=100, text=CHAT * 20, mode="chat")
    shares = []
    while answer["kind"] == "progress":
        shares.append(answer["share"])
        answer = json.loads(desk.work(100))

    found = 20 * len(list(ktpmsg.find(CHAT)))
    assert len(shares) == found // 100
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert sum(answer["counts"].values()) == found


def test_a_newer_request_takes_the_place_of_an_older_one() -> None:
    """Also in the middle of a chat."""
    desk = answering.Desk()
    assert ask(desk, seconds=0, text=CHAT, mode="chat")["kind"] == "progress"
    assert ask(desk, text=EXAMPLES["good"])["report"]["verdict"] == "good"


def test_more_messages_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are counted."""
    monkeypatch.setattr(answering, "MOST_ROWS", 3)
    answer = ask(answering.Desk(), text=CHAT, mode="chat")
    assert (len(answer["rows"]), answer["left_out"]) == (3, len(list(ktpmsg.find(CHAT))) - 3)


@pytest.mark.parametrize("chosen", [-1, 1000])
def test_a_choice_that_is_not_there(chosen: int) -> None:
    """It chooses nothing."""
    answer = ask(answering.Desk(), text=CHAT, mode="chat", chosen=chosen)
    assert (answer["chosen"], answer["report"]) == (None, None)


def test_a_mistake_in_a_grammar() -> None:
    """With the line, its text and what to write; when it is mended, messages are read."""
    desk = answering.Desk()
    answer = ask(desk, text=EXAMPLES["good"], grammar=WRONG)
    assert (answer["kind"], answer["line"]) == ("grammar", 2)
    assert answer["text"] == WRONG.split("\n")[1]
    assert answer["words"].startswith("a # without quotes")
    assert answer == ask(desk, text=EXAMPLES["good"], grammar=WRONG)

    mended = '%import fields (nik)\nstart: periksa\nperiksa: "#" "PERIKSA"i "#" nik{"NIK"}'
    answer = ask(desk, text="#PERIKSA#3308155508959001", grammar=mended)
    assert answer["report"]["verdict"] == "good"
    assert "#PERIKSA#NIK" in answer["formats"]
    assert ktpmsg.Ktp.published in answer["formats"]
    answer = ask(desk, text="#PERIKSA#3308155508959001", grammar=mended, builtin=False)
    assert answer["formats"] == ["#PERIKSA#NIK"]


def test_a_mistake_of_no_line() -> None:
    """It is told all the same."""
    answer = answering._mistake(ktpmsg.GrammarError("the grammar: no rule"), "")
    assert (answer["line"], answer["text"]) == (None, None)
    assert answer["words"] == "the grammar: no rule"


@pytest.mark.parametrize("path", live_files.OFFICES)
def test_offices_have_an_example_that_is_good(path: str) -> None:
    """Each grammar is offered so that it loads, and its example is a message of its own."""
    office = live_files.office(ROOT / path)
    request = {"grammar": office["grammar"], "builtin": office["builtin"]}
    answer = ask(answering.Desk(), text=office["example"], **request)

    assert answer["report"]["verdict"] == "good"
    assert (
        answer["report"]["published"]
        not in {
            record.published for record in (ktpmsg.Ktp, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil)
        }
        or not office["builtin"]
    )
    assert office["title"]


def test_words_are_there_in_both_languages() -> None:
    """With the same facts in them, and the script asks for no others."""
    words = json.loads((LIVE / "words.json").read_text(encoding="utf-8"))
    for key, said in words.items():
        assert set(said) == {"en", "id"}, key
        facts = [
            sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in said.values()
        ]
        assert facts[0] == facts[1], key
    script = (LIVE / "live.js").read_text(encoding="utf-8")
    assert "innerHTML" not in script
    assert "insertAdjacentHTML" not in script
