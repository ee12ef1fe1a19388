"""A grammar with a mistake: `GrammarError` says in plain words where and what, and what to write."""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ktpmsg import Formats, GrammarError

if TYPE_CHECKING:
    import pathlib

NIK = "3308155508959001"

# Each mistake is one change to this.
RIGHT = """\
%import fields (nik, nama, LINE, TEXT, PHONE)

start: lapor
lapor: "#" "LAPOR"i "#" nik{"NIK"} "#" nama{"Nama"} "#" alamat{"Alamat"}
alamat{words}: LINE | words -> unfilled
"""
FORMAT = RIGHT.splitlines()[3]
FIELD = RIGHT.splitlines()[4]


class Mistake(NamedTuple):
    """A mistake in a grammar, and what must be said of it."""

    name: str
    grammar: str
    lines: tuple[int, ...]  # any of these; none where a line is not to be told
    words: tuple[str, ...] = ()  # all of these, in any case

    def __str__(self) -> str:
        """What a case is called."""
        return self.name


def format_(rule: str) -> str:
    """The grammar with another fourth line."""
    return RIGHT.replace(FORMAT, rule)


def field(rule: str) -> str:
    """The grammar with another fifth line."""
    return RIGHT.replace(FIELD, rule)


def named(name: str) -> str:
    """The grammar with another name for its last field."""
    return RIGHT.replace("alamat", name)


def rule_named(name: str) -> str:
    """The grammar with another name for its format."""
    return RIGHT.replace("lapor", name)


def more(line: str) -> str:
    """The grammar with a sixth line."""
    return RIGHT + line + "\n"


MISTAKES = [
    # Names that are not there.
    Mistake("unknown terminal", field("alamat{words}: LAIN | words -> unfilled"), (5,), ("LAIN",)),
    Mistake("unknown import", RIGHT.replace("PHONE", "TELEPON"), (1,), ("TELEPON",)),
    Mistake("not imported", RIGHT.replace(", LINE", ""), (5,), ("LINE",)),
    Mistake(
        "unknown rule",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} "#" alamt{"Alamat"}'),
        (4,),
        ("alamt",),
    ),
    Mistake(
        "unknown format in start",
        RIGHT.replace("start: lapor", "start: lapor | lain"),
        (3,),
        ("lain",),
    ),
    Mistake("no start", RIGHT.replace("start: lapor\n", "\n"), (), ("start",)),
    Mistake("nothing", "", (), ("start",)),
    Mistake("another file", RIGHT.replace("%import fields (", "%import kinds ("), (1,), ("kinds",)),
    # The shape of a format.
    Mistake(
        "free text that is not last",
        'start: lapor\nlapor: "#" "LAPOR"i "#" nik{"NIK"} "#" isi{"Isi"} "#" nama{"Nama"}\n'
        "isi{words}: TEXT | words -> unfilled\n%import fields (nik, nama, TEXT)\n",
        (2, 3),
        ("isi", "last", "LINE"),
    ),
    Mistake(
        "two separators",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} "*" alamat{"Alamat"}'),
        (4,),
        ("#", "*", "separator"),
    ),
    Mistake(
        "two separators, one in front",
        format_('lapor: "*" "LAPOR"i "#" nik{"NIK"} "#" alamat{"Alamat"}'),
        (4,),
        ("#", "*"),
    ),
    *(
        Mistake(
            f"separator {sep}",
            format_(f'lapor: "LAPOR"i "{sep}" nik{{"NIK"}} "{sep}" alamat{{"Alamat"}}'),
            (4,),
            (sep,),
        )
        for sep in ("##", "x", ",", "-", "/", ":", "_", ".", "+", "~")
    ),
    Mistake("no separator", format_('lapor: "LAPOR"i nik{"NIK"} alamat{"Alamat"}'), (4,)),
    Mistake(
        "no keyword and no anchor",
        format_('lapor: "#" nama{"Nama"} "#" alamat{"Alamat"}'),
        (4,),
        ("keyword", "NIK", "DATE", "PHONE"),
    ),
    Mistake("no field", format_('lapor: "#" "LAPOR"i'), (4,), ("field",)),
    Mistake(
        "a keyword behind a field",
        format_('lapor: "#" nik{"NIK"} "#" "LAPOR"i "#" alamat{"Alamat"}'),
        (4,),
        ("LAPOR",),
    ),
    Mistake(
        "the same field twice",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} "#" nik{"NIK"} "#" alamat{"Alamat"}'),
        (4,),
        ("nik",),
    ),
    Mistake(
        "optional before required",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} ["#" nama{"Nama"}] "#" alamat{"Alamat"}'),
        (4,),
        ("optional",),
    ),
    Mistake(
        "optional beside optional",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} ["#" nama{"Nama"}] ["#" alamat{"Alamat"}]'),
        (4,),
        ("optional",),
    ),
    *(
        Mistake(
            f"repetition: {part}", format_(f'lapor: "#" "LAPOR"i "#" nik{{"NIK"}} {part}'), (4,)
        )
        for part in (
            '("#" alamat{"Alamat"})*',
            '("#" alamat{"Alamat"})+',
            '("#" alamat{"Alamat"}) ~ 2',
            '("#" alamat{"Alamat"}) ~ 1..3',
        )
    ),
    # The same twice.
    Mistake(
        "a keyword of ours",
        format_(FORMAT.replace("LAPOR", "KTP")),
        (4,),
        ("KTP",),
    ),
    Mistake(
        "a keyword of ours, in another case and without the separator in front",
        format_(FORMAT.replace('"#" "LAPOR"i', '"sinkronisasi"i')),
        (4,),
        ("sinkronisasi",),
    ),
    Mistake(
        "a keyword of another rule",
        RIGHT.replace("start: lapor", "start: lapor | aduan")
        + 'aduan: "LAPOR"i "#" nama{"Nama"}\n',
        (4, 6),
        ("LAPOR",),
    ),
    Mistake("a rule of ours", rule_named("ktp"), (3, 4), ("ktp",)),
    Mistake("a rule twice", more(FORMAT.replace("LAPOR", "ADUAN")), (4, 6), ("lapor",)),
    Mistake(
        "start of two rules", RIGHT.replace("start: lapor", "start: lapor lapor"), (3,), ("start",)
    ),
    Mistake(
        "separators side by side",
        format_(FORMAT.replace('"#" "LAPOR"', '"#" "#" "LAPOR"')),
        (4,),
        ("separators",),
    ),
    Mistake(
        "a keyword of digits", format_(FORMAT.replace("LAPOR", "123")), (4,), ("123", "letters")
    ),
    Mistake(
        "a keyword of other letters", format_(FORMAT.replace("LAPOR", "é")), (4,), ("letters",)
    ),
    Mistake(
        "a terminal as a field",
        format_(FORMAT.replace('alamat{"Alamat"}', "LINE")),
        (4,),
        ("LINE",),
    ),
    *(
        Mistake(f"a field of {what}", field(f"alamat{{words}}: {rule}"), (5,), ("alamat",))
        for what, rule in (
            ("a kind and words", 'LINE | "Desa"i | words -> unfilled'),
            ("two kinds", "LINE | PHONE | words -> unfilled"),
            ("nothing else than its words", "words -> unfilled"),
            ("the same choice twice", '"A b"i | "A  B"i | words -> unfilled'),
            ("two values in a row", "LINE PHONE | words -> unfilled"),
        )
    ),
    Mistake(
        "a field of a range",
        field('alamat{words}: "a".."z" | words -> unfilled'),
        (5,),
        ("range",),
    ),
    Mistake(
        "a field of white space",
        "%import common.WS\n" + field("alamat{words}: WS | words -> unfilled"),
        (6,),
        ("WS", "kinds"),
    ),
    Mistake("to import nothing", "%import\n" + RIGHT, (1,), ("%import",)),
    Mistake(
        "no closing quote at the end",
        field('alamat{words}: LINE | words -> unfilled\nx: "A'),
        (6,),
        ("quote",),
    ),
    # What only the shipped grammar may do.
    Mistake("a regular expression", field("alamat{words}: /[a-z]+/ | words -> unfilled"), (5,)),
    Mistake(
        "a regular expression in a format", format_('lapor: /LAPOR|ADUAN/ "#" nik{"NIK"}'), (4,)
    ),
    Mistake("a terminal of one's own", more("KODE: /[A-Z]{3}/"), (6,), ("KODE",)),
    Mistake("a terminal of words", more('KODE: "A" | "B"'), (6,), ("KODE",)),
    Mistake(
        "a pattern that Lark refuses",
        field("alamat{words}: /[/ | words -> unfilled"),
        (5,),
    ),
    Mistake("to ignore a sign", more('%ignore ","'), (6,), ("%ignore",)),
    Mistake("to ignore a pattern", more("%ignore /[ x]/"), (6,), ("%ignore",)),
    Mistake("to declare", more("%declare KODE"), (6,), ("%declare",)),
    Mistake(
        "to override", more("%override nik{words}: LINE | words -> unfilled"), (6,), ("%override",)
    ),
    Mistake("to extend", more("%extend nik{words}: LINE"), (6,), ("%extend",)),
    Mistake("to import something else", more("%import common.INT"), (6,), ("common",)),
    Mistake("to import from another grammar", more("%import .other (x)"), (6,), ("%import",)),
    # Slips of the pen.
    Mistake(
        "an unquoted # in front",
        format_('lapor: # "LAPOR"i "#" nik{"NIK"} "#" alamat{"Alamat"}'),
        (4,),
        ('"#"',),
    ),
    Mistake(
        "an unquoted # in the middle",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"} # alamat{"Alamat"}'),
        (4,),
        ('"#"',),
    ),
    Mistake(
        "an unquoted # glued to a field",
        format_('lapor: "#" "LAPOR"i "#" nik{"NIK"}#alamat{"Alamat"}'),
        (4,),
        ('"#"',),
    ),
    Mistake("an unquoted keyword", format_('lapor: "#" LAPOR "#" nik{"NIK"}'), (4,), ("LAPOR",)),
    Mistake("no colon", format_(FORMAT.replace("lapor:", "lapor")), (4,)),
    Mistake("no closing brace", format_(FORMAT.replace('"NIK"}', '"NIK"')), (4,)),
    Mistake("no closing bracket", format_(FORMAT.replace('"#" nama', '["#" nama')), (4, 5)),
    Mistake("no closing quote", format_(FORMAT.replace('"NIK"', '"NIK')), (4,)),
    Mistake(
        "words of a field forgotten",
        format_(FORMAT.replace('nama{"Nama"}', "nama")),
        (4,),
        ("nama",),
    ),
    # Names that a class cannot have.
    *(
        Mistake(f"field {name}", named(name), (4, 5), (name,))
        for name in ("class", "from", "text", "published")
    ),
    *(Mistake(f"rule {name}", rule_named(name), (3, 4), (name,)) for name in ("none", "true")),
    # Examples.
    Mistake("a faulty example", more(f"// #LAPOR#{NIK[:-1]}#Siti Aminah#Jl. Pemuda 12"), (6,)),
    Mistake("an example that lacks a field", more(f"// #LAPOR#{NIK}#Siti Aminah"), (6,)),
    Mistake("an example of the template", more("// #LAPOR#NIK#Nama#Alamat"), (6,)),
]

# What a technician of an office need not know.
LARK = re.compile(r"lark\.exceptions|Traceback|Unexpected(Token|Char|Input)|__|<class|<function")


def refused(path: pathlib.Path, grammar: str) -> str:
    """What is said when this grammar is loaded."""
    path.write_text(grammar, encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        Formats.load(path)
    error = caught.value

    assert isinstance(error, ValueError)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own
    return str(error)


def test_right_grammar(tmp_path: pathlib.Path) -> None:
    """What the mistakes are made in is right."""
    path = tmp_path / "kantor.lark"
    path.write_text(RIGHT, encoding="utf-8")

    assert Formats.load(path).check(f"#LAPOR#{NIK}#Siti Aminah#Jl. Pemuda 12", strict=True).ok


def test_names_of_cases() -> None:
    """No two have the same name."""
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_mistake(mistake: Mistake, tmp_path: pathlib.Path) -> None:
    """The file, the line, and what is wrong."""
    said = refused(tmp_path / "kantor.lark", mistake.grammar)

    assert "kantor.lark" in said
    if mistake.lines:
        rest = said.replace(str(tmp_path), "")
        assert any(re.search(rf"(?<!\d){line}(?!\d)", rest) for line in mistake.lines)
    for words in mistake.words:
        assert words.lower() in said.lower()
    assert LARK.search(said.replace(str(tmp_path), "")) is None


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_mistake_in_a_text(mistake: Mistake) -> None:
    """The same for a grammar that comes from no file."""
    with pytest.raises(GrammarError) as caught:
        Formats(mistake.grammar)

    for words in mistake.words:
        assert words.lower() in str(caught.value).lower()


def test_lines_count_from_the_top(tmp_path: pathlib.Path) -> None:
    """Comments and blank lines count, whatever ends a line."""
    grammar = "// Kantor\n\n// Formats\n" + field("alamat{words}: LAIN | words -> unfilled")
    path = tmp_path / "kantor.lark"

    assert re.search(r"\b8\b", refused(path, grammar).replace(str(tmp_path), ""))
    path.write_bytes(grammar.replace("\n", "\r\n").encode())
    with pytest.raises(GrammarError, match=r"\b8\b"):
        Formats.load(path)


@pytest.mark.parametrize(
    "grammar",
    [
        format_(FORMAT.replace("LAPOR", "KTP")),
        rule_named("ktp"),
        format_(FORMAT.replace('"#" "LAPOR"i', '"Sinkronisasi"i')),
    ],
)
def test_no_clash_without_the_built_in_formats(grammar: str) -> None:
    """Where ours are left out, their keywords and names are free."""
    assert Formats(grammar, builtin=False).records


@pytest.mark.parametrize(
    "line",
    [
        "%ignore /[ \\t\\r\\n]/",
        "%ignore /[ \\t\\r\\n]+/",
        '%ignore " "',
        "// # not a rule",
        "// A phone: # and more",
    ],
)
def test_not_a_mistake(line: str) -> None:
    """White space may be ignored once more, and a comment may hold anything."""
    assert Formats(more(line)).check(f"#LAPOR#{NIK}#Siti Aminah#Jl. Pemuda 12", strict=True).ok


@pytest.mark.parametrize("words", ["No. #", "Alamat // RT", "Alamat; RT/RW", "Alamat (lengkap)"])
def test_signs_inside_quotes(words: str) -> None:
    """What stands in quotes is no comment and no separator; words with the separator clash."""
    grammar = RIGHT.replace('"Alamat"', f'"{words}"')
    if "#" in words:
        with pytest.raises(GrammarError):
            Formats(grammar)
    else:
        published: str = Formats(grammar).records["lapor"].published
        assert published == f"#LAPOR#NIK#Nama#{words}"


def test_terminal_by_another_name() -> None:
    """What is imported may be called otherwise, in the last line too."""
    grammar = RIGHT.replace("LINE | words", "TANGGAL | words") + "%import fields.DATE -> TANGGAL"
    assert Formats(grammar).check(f"#LAPOR#{NIK}#Siti Aminah#15-08-1995").ok


def test_no_such_file(tmp_path: pathlib.Path) -> None:
    """As for any file."""
    with pytest.raises(OSError, match="nowhere"):
        Formats.load(tmp_path / "nowhere.lark")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_wrong_encoding(tmp_path: pathlib.Path, encoding: str) -> None:
    """A file that is not UTF-8 says so."""
    path = tmp_path / "kantor.lark"
    path.write_bytes(("// Kantor é\n" + RIGHT).encode(encoding))
    with pytest.raises(GrammarError, match=r"(?i)utf-?8") as caught:
        Formats.load(path)
    assert "kantor.lark" in str(caught.value)


@pytest.mark.parametrize("text", [None, 12, RIGHT.encode(), [RIGHT]])
def test_not_a_str(text: object) -> None:
    """A TypeError at the call."""
    with pytest.raises(TypeError):
        Formats(text)  # type: ignore[arg-type]


def test_a_path_is_not_a_grammar(tmp_path: pathlib.Path) -> None:
    """The message says what to call instead."""
    with pytest.raises(TypeError, match="load"):
        Formats(tmp_path / "kantor.lark")  # type: ignore[arg-type]


def test_records_that_no_rule_has() -> None:
    """A class for a format that the grammar does not have is refused (see test_formats_api)."""
    with pytest.raises((GrammarError, TypeError)):
        Formats(RIGHT, records=(str,))  # type: ignore[arg-type]
