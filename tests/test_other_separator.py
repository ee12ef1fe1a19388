"""The separator comes from the grammar: with another one, everything is as it is with `#`.

The grammar of the built-in formats is loaded with each `"#"` in it replaced, and each vector is
read with each `#` in it replaced. Codes, fields, spans and values must be those of the original.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
import pathlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs
import pytest

import ktpmsg
from ktpmsg import Formats

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

FOLDER = pathlib.Path(__file__).parent / "vectors"
GRAMMAR = importlib.resources.files("ktpmsg.grammar").joinpath("messages.lark")
SEPARATORS = ("|", "*", ";")

# What the class of a built-in record asks beyond its fields; no other class does.
OF_THE_CLASS = {"under-age"}


class Row(NamedTuple):
    """A vector, and the separator to read it with."""

    name: str
    text: str
    sep: str

    def __str__(self) -> str:
        """What a case is called."""
        return f"{self.name} {self.sep}"


def stands_for(sign: str, text: str) -> bool:
    """Whether a text has the sign, or a look-alike of it: whatever NFKC makes the sign."""
    return any(sign in unicodedata.normalize("NFKC", char) for char in set(text))


def look_alike(text: str) -> bool:
    """Whether a text has a look-alike of `#`: one character, or the keycap."""
    return stands_for("#", text.replace("#", "")) or re.search("#\ufe0f?\u20e3", text) is not None


def rows() -> Iterator[Row]:
    """Each vector with each separator that is no part of it."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row: dict[str, Any] = json.loads(line)
            if not look_alike(row["text"]):
                name = str(row.get("id", f"{path.stem}-{number}"))
                for sep in SEPARATORS:
                    if not stands_for(sep, row["text"]):
                        yield Row(name, row["text"], sep)


ROWS = list(rows())


@functools.cache
def formats(sep: str) -> Formats:
    """The built-in formats with another separator."""
    text = GRAMMAR.read_text(encoding="utf-8")
    return Formats(text.replace('"#"', f'"{sep}"'), builtin=False, records=())


def values(message: object, sep: str) -> dict[str, object] | None:
    """The values of a record, with `#` put back."""
    if message is None:
        return None
    fields = {f.name: getattr(message, f.name) for f in attrs.fields(type(message))}  # type: ignore[arg-type]
    # `[:]`: of a number its digits, not its mask; of a choice its words.
    return {name: value[:].replace(sep, "#") for name, value in fields.items()}


def told(report: ktpmsg.Report, sep: str = "#") -> dict[str, object]:
    """All that a report says, but for its words."""
    return {
        "ok": report.ok,
        "kind": report.kind and report.kind.__name__,
        "span": report.span,
        "line": report.line,
        "problems": [
            (str(p.code), p.field, p.span, p.severity)
            for p in report.problems
            if p.code not in OF_THE_CLASS
        ],
        "values": values(report.message, sep),
    }


def test_enough_rows() -> None:
    """The grammar has the quoted sign, and most vectors can be read with each separator."""
    assert GRAMMAR.read_text(encoding="utf-8").count('"#"') > 10
    assert len({row.name for row in ROWS if row.sep == "|"}) > 400
    assert all(sum(row.sep == sep for row in ROWS) > 300 for sep in SEPARATORS)


# Every vector with the first of these, some with each other; a case holds several.
CASES = [(sep, part) for sep in SEPARATORS for part in range(8 if sep == SEPARATORS[0] else 2)]


@pytest.mark.parametrize(("sep", "part"), CASES)
def test_alike(sep: str, part: int, today: datetime.date) -> None:
    """The same codes, fields, spans and values; and the same messages in the same places."""
    for row in [row for row in ROWS if row.sep == sep][part::8]:
        text = row.text.replace("#", sep)
        for strict in (False, True):
            other = formats(sep).check(text, strict=strict, today=today)
            ours = ktpmsg.check(row.text, strict=strict, today=today)
            assert told(other, sep) == told(ours), row
        found = [told(r, sep) for r in formats(sep).find(text, today=today)]
        assert found == [told(r) for r in ktpmsg.find(row.text, today=today)], row


@pytest.mark.parametrize("sep", SEPARATORS)
def test_words(sep: str, today: datetime.date) -> None:
    """Published form, canonical text, and a reply have the format's own separator."""
    text = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
    message = formats(sep).parse(text.replace("#", sep), today=today)
    faulty = formats(sep).check(text.replace("#", sep).replace("9001", "901"), today=today)

    assert message.text == text.replace("#", sep)
    assert type(message).published == ktpmsg.Ktp.published.replace("#", sep)
    for lang in ("id", "en"):
        assert "#" not in faulty.reply(lang)
        assert sep + "KTP" + sep in faulty.reply(lang)


@pytest.mark.parametrize("sep", SEPARATORS)
def test_number_sign_is_no_separator(sep: str, today: datetime.date) -> None:
    """A message with `#` in place of that separator has the wrong one."""
    text = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"
    report = formats(sep).check(text, today=today)

    assert not report.ok
    assert {str(p.code) for p in report.errors} <= {"wrong-separator", "unknown-keyword"}
