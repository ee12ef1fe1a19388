"""The rules of a grammar as Lark compiles them, and what of them makes a format.

Lark says which rules and terminals there are; this module checks that a rule describes a format
(contract: a leading separator or none, keywords, fields between separators, and at the end a
separator, optional fields or neither), and says in plain words what to write where it does not.
"""

from __future__ import annotations

import keyword
import pkgutil
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from lark.exceptions import LarkError
from lark.lexer import PatternStr
from lark.load_grammar import FromPackageLoader, load_grammar

from ktpmsg.fields.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lark.grammar import Rule, Symbol
    from lark.lexer import TerminalDef

    from ktpmsg.formats.source import Source

__all__ = [
    "IMPORT_PATHS",
    "SEPARATORS",
    "WHITE_SPACE",
    "FieldRule",
    "FormatRule",
    "read_rules",
    "shipped",
    "terminal_of",
]

SEPARATORS = "#*;|"
# White space never counts around a separator: no file of formats has to say so.
WHITE_SPACE = "\n%ignore /[ \\t\\r\\n]/\n"
IMPORT_PATHS = [FromPackageLoader("ktpmsg.grammar", ("",))]
_UNFILLED = "unfilled"
_START = "start"
_SHIPPED = "fields"


class FieldRule(NamedTuple):
    """A field as its rule has it: the published words, and the terminal of its kind.

    `terminal` is None for a choice, whose words are `choices`.
    """

    name: str
    words: str
    terminal: str | None
    choices: tuple[str, ...] = ()


class FormatRule(NamedTuple):
    """A format as its rule has it: `Format` says what the parts are."""

    name: str
    lead: str
    keywords: tuple[str, ...]
    separator: str
    gap: str
    closing: str
    fields: tuple[FieldRule, ...]
    required: int
    line: int | None


def read_rules(source: Source, taken: AbstractSet[str]) -> list[FormatRule]:
    """The formats of a grammar, in its order; `taken` are names that no field can have.

    Raises GrammarError for what is no grammar of formats.
    """
    return list(_Rules(source, taken).formats())


class _Rules:
    def __init__(self, source: Source, taken: AbstractSet[str]) -> None:
        self._source = source
        self._taken = taken
        terminals, rules = _compiled(source)
        self._terminals: Mapping[str, TerminalDef] = {t.name: t for t in terminals}
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.origin.name, []).append(rule)

    def formats(self) -> Iterator[FormatRule]:
        if _START not in self._rules:
            self._refuse(
                _START, "there is no rule called start. It names the formats: start: one | other"
            )
        for rule in self._rules[_START]:
            symbols = rule.expansion
            if len(symbols) != 1 or symbols[0].is_term or "{" in symbols[0].name:
                self._refuse("start", "start names the rules of the formats: start: one | other")
            yield self._format(symbols[0].name)

    def _refuse(self, name: str, what: str) -> NoReturn:
        self._source.refuse(what, self._source.line_of(name))

    # --- a format

    def _format(self, name: str) -> FormatRule:
        self._check_name(name, "a format")
        class_name = "".join(part.title() for part in name.split("_"))
        if keyword.iskeyword(class_name):
            self._refuse(name, f"the class of {name} would be called {class_name}: rename the rule")
        longest, required = self._expansions(name)
        literals = [self._literal(s) for s in longest if s.is_term]
        separator = self._separator(name, literals)
        at = 0
        lead = ""
        if longest[0].is_term and self._literal(longest[0]) == separator:
            lead, at = separator, 1
        keywords, gap, at = self._keywords(name, longest, at, separator)
        fields, closing = self._fields(name, longest[at:], separator)
        optional = sum(not s.is_term for s in longest[required:])
        if not keywords and not any(f.terminal and KINDS[f.terminal].anchors for f in fields):
            self._refuse(
                name,
                f"{name} has no keyword, and no field by which a message of it could be known. "
                'Give it a keyword ("CEK"i), or a field of kind NIK, NOMOR_KK, DATE or PHONE',
            )
        return FormatRule(
            name, lead, keywords, separator, gap, closing, fields, len(fields) - optional,
            self._source.line_of(name),
        )  # fmt: skip

    def _expansions(self, name: str) -> tuple[Sequence[Symbol], int]:
        """The symbols of a rule with all its optional fields, and how many there are without."""
        expansions = sorted((rule.expansion for rule in self._rules[name]), key=len)
        longest = expansions[-1]
        for shorter, longer in pairwise(expansions):
            added = longer[len(shorter) :]
            if longer[: len(shorter)] != shorter or [s.is_term for s in added] != [True, False]:
                self._refuse(
                    name,
                    f"{name}: optional fields come last, one inside the other: "
                    '["#" field{"Words"} ["#" other{"Words"}]]; a format has no alternatives (|)',
                )
        return longest, len(expansions[0])

    def _separator(self, name: str, literals: Sequence[str]) -> str:
        signs = dict.fromkeys(text for text in literals if not text.isalnum())
        for sign in signs:
            if len(sign) != 1 or sign not in SEPARATORS:
                self._refuse(
                    name,
                    f'{name}: "{sign}" is no separator (one of {" ".join(SEPARATORS)}) and no '
                    "keyword (letters and digits). Write each keyword and each separator in quotes "
                    'by itself: "#" "KTP"i "#"',
                )
        if len(signs) > 1:
            self._refuse(name, f"{name} has two separators ({' '.join(signs)}). A format has one")
        return next(iter(signs), SEPARATORS[0])

    def _keywords(
        self, name: str, symbols: Sequence[Symbol], at: int, separator: str
    ) -> tuple[tuple[str, ...], str, int]:
        """The keywords, what stands between them and the first field, and where that is."""
        found: list[str] = []
        gap = ""
        while at < len(symbols) and symbols[at].is_term:
            word = self._literal(symbols[at])
            if word == separator:
                self._refuse(name, f"{name}: two separators stand next to each other")
            if not any(char.isalpha() for char in word) or not word.isascii():
                self._refuse(
                    name, f'{name}: a keyword has letters, and "{word}" has none of A to Z'
                )
            found.append(word)
            at += 1
            parted = (
                at < len(symbols)
                and symbols[at].is_term
                and self._literal(symbols[at]) == separator
            )
            gap = separator if parted else " "
            if not parted:
                break
            at += 1
        return tuple(found), gap, at

    def _fields(
        self, name: str, symbols: Sequence[Symbol], separator: str
    ) -> tuple[tuple[FieldRule, ...], str]:
        """The fields, and the separator at the end if there is one."""
        closing = separator if symbols and symbols[-1].is_term else ""
        if closing:
            symbols = symbols[:-1]
        fields: list[FieldRule] = []
        for at, symbol in enumerate(symbols):
            literal = self._literal(symbol) if symbol.is_term else ""
            if symbol.is_term == (at % 2 == 0) or (literal and literal != separator):
                what = f'"{literal}" stands between two fields' if literal else "a field too early"
                self._refuse(
                    name,
                    f"{name}: {what}. Between two fields stands one separator (one of "
                    f"{' '.join(SEPARATORS)}), and keywords stand before all fields: "
                    '"#" "PINDAH"i "#" nik{"NIK"} "#" nama{"Nama"}',
                )
            if not symbol.is_term:
                fields.append(self._field(symbol.name, separator))
        if not fields or (symbols and symbols[-1].is_term):
            self._refuse(name, f"{name} has no field after its keyword")
        names = [field.name for field in fields]
        for twice in names:
            if names.count(twice) > 1:
                self._refuse(name, f"{name} has the field {twice} twice. Give one another name")
        for field in fields[: len(fields) - (not closing)]:
            if field.terminal and KINDS[field.terminal].is_open:
                self._refuse(
                    name,
                    f"{name}: {field.name} goes on to the end of the message, so it must be the "
                    "last field. Make it LINE, which ends at the separator, or put it last",
                )
        return tuple(fields), closing

    # --- a field

    def _field(self, rule_name: str, separator: str) -> FieldRule:
        name = rule_name.partition("{")[0]
        if rule_name not in self._rules:
            self._refuse(name, f'{name} is used without its words. Write {name}{{"Words"}}')
        rules = self._rules[rule_name]
        self._check_name(name, "a field")
        if any(len(rule.expansion) != 1 or not rule.expansion[0].is_term for rule in rules):
            self._refuse(
                name,
                f"the field {name} must be one kind of field, or fixed words: "
                f"{name}{{words}}: LINE | words -> unfilled",
            )
        words, values = name, []
        for rule in rules:
            symbol = rule.expansion[0]
            if str(rule.alias or "").rpartition("__")[2] == _UNFILLED:
                words = self._literal(symbol)
            else:
                values.append(symbol)
        kinds = [s for s in values if not isinstance(self._terminals[s.name].pattern, PatternStr)]
        if len(values) == len(kinds) == 1:
            return FieldRule(
                name, self._checked(name, words, separator), self._kind(name, kinds[0])
            )
        if kinds or not values:
            self._refuse(
                name,
                f"the field {name} is either of one kind or one of several fixed words, and its "
                f"published words are marked: {name}{{words}}: LINE | words -> unfilled",
            )
        choices = tuple(self._checked(name, self._literal(s), separator) for s in values)
        if len({" ".join(word.upper().split()) for word in choices}) < len(choices):
            self._refuse(name, f"the field {name} has the same choice twice")
        return FieldRule(name, self._checked(name, words, separator), None, choices)

    def _checked(self, name: str, words: str, separator: str) -> str:
        """Words that stand in a field, which the separator cannot."""
        if separator in words or not any(char.isalnum() for char in words):
            self._refuse(name, f'the words "{words}" of {name} hold a separator, or no letter')
        return " ".join(words.split())

    def _kind(self, name: str, symbol: Symbol) -> str:
        terminal = terminal_of(self._source, symbol.name)
        if terminal not in KINDS:
            what = "a range of signs" if terminal.startswith("_") else terminal
            self._refuse(
                name,
                f"{what} is no kind of field. The kinds are {', '.join(KINDS)}",
            )
        return terminal

    def _literal(self, symbol: Symbol) -> str:
        pattern = self._terminals[symbol.name].pattern
        if not isinstance(pattern, PatternStr):
            terminal = symbol.name.removeprefix(f"{_SHIPPED}__")
            self._refuse(
                terminal,
                f"{terminal} stands in a format by itself. A field is a rule with a name: "
                f"{terminal.lower()}{{words}}: {terminal} | words -> unfilled",
            )
        return str(pattern.value)

    def _check_name(self, name: str, what: str) -> None:
        if keyword.iskeyword(name) or not name.isidentifier() or name.startswith("_"):
            self._refuse(name, f"{what} cannot be called {name}: it is no name of an attribute")
        if what == "a field" and name in self._taken:
            self._refuse(
                name, f"a field cannot be called {name}: every record has an attribute of that name"
            )


def terminal_of(source: Source, symbol: str) -> str:
    """The name in `fields.lark` of a terminal that a grammar imported."""
    name = symbol.removeprefix(f"{_SHIPPED}__")
    return source.aliases.get(name, name)


# --- Lark ----------------------------------------------------------------------------------------


def _compiled(source: Source) -> tuple[Sequence[TerminalDef], Sequence[Rule]]:
    """The terminals and rules of a grammar; GrammarError for what Lark refuses."""
    known = {*KINDS, *re.findall(r"^([a-z]\w*)", shipped("fields.lark"), re.MULTILINE)}
    for name, line in source.imports:
        if name not in known:
            message = f"there is no {name} to import. There are {', '.join(sorted(known))}"
            source.refuse(message, line)
    text = source.text + WHITE_SPACE
    try:
        grammar, _ = load_grammar(  # type: ignore[no-untyped-call]
            text, source.name, IMPORT_PATHS, global_keep_all_tokens=True
        )
        terminals, rules, _ = grammar.compile([_START], "*")
    except LarkError as error:
        _refuse(source, str(error))
    return terminals, rules


# What Lark says, and what to do about it.
_DEFINE = "Import it (%import fields ({0})), or write a rule for it"
_SAID = (
    (r"Rule '(\w+)' used but not defined", f"{{0}} is not defined. {_DEFINE}"),
    (
        r"Template '(\w+)' used but not defined",
        f"{{0}} is not defined. {_DEFINE}: {{0}}{{{{words}}}}: LINE | words -> unfilled",
    ),
    (
        r"Using an undefined rule: NonTerminal\('start'\)",
        "there is no rule called start. It names the formats: start: one | other",
    ),
    (
        r"Using an undefined rule: NonTerminal\('(\w+)'\)",
        '{0} is used without its words. Write {0}{{"Words"}}',
    ),
    (
        r"(?:Rule|Terminal|Template) '(\w+)' defined more than once",
        "{0} is defined twice, or imported and defined. Rename one",
    ),
    (
        r"Wrong number of template arguments used for (\w+)",
        '{0} has words in one place and none in another. Write {0}{{words}}: … and {0}{{"Words"}}',
    ),
    (r"Rules defined twice: .*?(\w+)", "{0} has the same alternative twice"),
)


def _refuse(source: Source, said: str) -> NoReturn:
    """Raise the error for what Lark said, with the line where that can be found."""
    for pattern, what in _SAID:
        found = re.search(pattern, said)
        if found:
            name = found.group(1) if found.groups() else _START
            source.refuse(what.format(name), source.line_of(name))
    place = re.search(r"line (\d+)", said)
    line = int(place.group(1)) if place else None
    first = said.splitlines()[0]
    source.refuse(f"this is no grammar that Lark reads: {first}", line)


def shipped(name: str) -> str:
    """The text of a grammar that the library ships."""
    data = pkgutil.get_data("ktpmsg.grammar", name)
    assert data is not None  # noqa: S101 - the loader of an installed package always has data
    return data.decode("utf-8")
