"""The laws that hold for any grammar, over grammars that nobody wrote."""

from __future__ import annotations

import re
from typing import Any

from grammars import ON_A_LINE, SHIPPED, Office, grammars, messages, offices, texts
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from people import TODAY

few = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


@few
@given(data=st.data(), office=offices())
def test_records_are_read_from_their_texts(data: st.DataObject, office: Office) -> None:
    """`parse(m.text, strict=True) == m` for every record of any grammar, by Lark's parser as well."""
    record = data.draw(messages(office))
    formats: Any = office.formats

    assert office.formats.parse(record.text, strict=True, today=TODAY) == record
    assert formats._grammar.reference.read(record.text) == record
    assert type(record)(**{name: getattr(record, name) for name in _names(record)}) == record


def _names(record: Any) -> list[str]:
    return [field.name for field in type(record).__attrs_attrs__]


@few
@given(data=st.data(), office=offices())
def test_the_derived_expression_and_the_parser_agree(data: st.DataObject, office: Office) -> None:
    """What the fast path reads, Lark's parser reads as the same record, and so does strict reading.

    What the parser reads and the fast path does not is no message for another reason: our own
    example, or another message inside it.
    """
    formats: Any = office.formats
    for text in data.draw(st.lists(texts(office), min_size=1, max_size=8)):
        match = formats._catalogue.match(text)
        quick = match.record if match else None
        reference = formats._grammar.reference.read(text)
        strict = office.formats.check(text, strict=True, today=TODAY)
        if quick is not None:
            assert quick == reference == strict.message, text
        elif strict.message is not None:
            assert strict.message == reference, text


@few
@given(data=st.data(), office=offices())
def test_total(data: st.DataObject, office: Office) -> None:
    """Nothing raises, and lenient reading takes what strict reading takes, without a repair."""
    for text in data.draw(st.lists(texts(office), min_size=1, max_size=8)):
        report = office.formats.check(text, today=TODAY)
        assert str(report)
        assert report.reply()
        assert report.to_dict()
        list(office.formats.find(text, today=TODAY))
        if office.formats.check(text, strict=True, today=TODAY).ok:
            assert report.ok
            assert not report.repairs


SHAPES = {
    **{f"kind {kind}": rf"\b{kind}\b" for kind in (*ON_A_LINE, "TEXT") if kind != "CHOICE"},
    **{f"separator {sign}": re.escape(f'"{sign}"') for sign in "#*;|"},
    "a choice": r': "[^"]*"i \|',
    "a lead": r'^\w+: "[^\w"]"',
    "no lead, nor keyword": r"^\w+: [a-z]",
    "a lead and no keyword": r'^\w+: "[^\w"]" [a-z]',
    "one keyword": r'^\w+: (?:"[^\w"]" )?"\w+"i (?:"[^\w"]" )?[a-z]',
    "two keywords": r'"i "[^\w"]" "\w+"i (?:"[^\w"]" )?[a-z]',
    "a space after a keyword": r'"i [a-z]',
    "a separator at the end": r' "[^\w"]"$',
    "an optional field": r" \[",
    "one inside another": r" \[.* \[.*\]\]",
    "a field without words": r"^\w+: [A-Z]+$",
    "three formats": r"^start: \w+ \| \w+ \| \w+",
}


def test_grammars_say_all_that_a_grammar_may_say() -> None:
    """The grammars have every separator, shape and kind of field."""
    seen: set[str] = set()

    @seed(30)
    @settings(max_examples=60, phases=[Phase.generate], database=None)
    @given(text=grammars())
    def look(text: str) -> None:
        imported = re.findall(r"\b[a-z_]+\b", text.partition("\n")[0])
        seen.update(f"kind {kind}" for kind, name in SHIPPED.items() if name in imported)
        seen.update(name for name, shape in SHAPES.items() if re.search(shape, text, re.MULTILINE))

    look()
    assert seen == SHAPES.keys()
