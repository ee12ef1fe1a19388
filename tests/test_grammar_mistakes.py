"""Rarer mistakes in a grammar, and what is none: `GrammarError` names the line and the matter."""

from __future__ import annotations

import re

import pytest
from test_grammar_errors import FORMAT, LARK, NIK, RIGHT, field, format_, more

from ktpmsg import Formats, GrammarError

MISTAKES = {
    "start has words": (RIGHT.replace("start: lapor", 'start: "LAPOR"'), 3, "start: one | other"),
    "a separator twice": (format_(FORMAT.replace('"#" nik', '"#" "#" nik')), 4, "two separators"),
    "words that are not marked": (field("alamat{words}: LINE | words"), 5, "words -> unfilled"),
    "a choice twice": (field('alamat{words}: "Umum"i | "UMUM"i | words -> unfilled'), 5, "choice twice"),
    "words of the alternative ways": (
        format_(f'{FORMAT} | "#" "ADUAN"i "#" nik{{"NIK"}}'), 4, "no alternatives",
    ),
    # What Lark would stumble over, or take for something else.
    "an import from a file of fields": (more("%import fields.nik.NIK"), 6, "cannot be imported"),
    "an import of nothing, renamed": (more("%import fields -> kinds"), 6, "cannot be imported"),
    "an import renamed to nothing": (more("%import fields.NIK ->"), 6, "cannot be imported"),
    "an import of nothing": (more("%import fields"), 6, "cannot be imported"),
    "white space that is not closed": (more("%ignore /[ /"), 6, "only white space"),
    "white space and a bracket": (more("%ignore / ]/"), 6, "only white space"),
    "white space and a plus": (more('%ignore " +"'), 6, "only white space"),
    "white space with a flag that Python has not": (more("%ignore / /l"), 6, "only white space"),
    "a quote at the end": (format_(f'{FORMAT} "'), 4, "quote that is not closed"),
    "a pattern that is not closed": (format_(f"{FORMAT} /abc"), 4, "not closed"),
    "a name alone at the end": (f"{RIGHT}lapor", 6, ""),
}  # fmt: skip


@pytest.mark.parametrize(("grammar", "line", "words"), MISTAKES.values(), ids=MISTAKES)
def test_mistake(grammar: str, line: int, words: str) -> None:
    """A GrammarError, never another, in words that are not Lark's."""
    with pytest.raises(GrammarError, match=rf"\bline {line}\b") as caught:
        Formats(grammar)

    assert words in str(caught.value)
    assert not re.search(LARK, str(caught.value))


@pytest.mark.parametrize(
    "grammar",
    [
        more("%import common.WS\n%ignore WS"),
        more(r"%ignore /[ \t]/"),
        more("%ignore / +/"),
        field("alamat{words}: JALAN | words -> unfilled") + "%import fields.LINE -> JALAN\n",
        format_(FORMAT.replace("nik{", "nomor{")) + "%import fields.nik -> nomor\n",
        f"{RIGHT}%import fields.NIK",
    ],
)
def test_not_a_mistake(grammar: str) -> None:
    """White space, and the fields under names of one's own."""
    formats = Formats(grammar, builtin=False)

    assert formats.records["lapor"].published == "#LAPOR#NIK#Nama#Alamat"
    assert formats.check(f"#LAPOR#{NIK}#Siti Aminah#Jl. Pemuda 12", strict=True).ok
