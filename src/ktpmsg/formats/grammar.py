"""The shape of the formats, read from the grammar as Lark compiles it.

The grammar (`grammar/messages.lark`) alone says which keyword, which fields, in which order, with
which separator and by which published words. Everything here is taken from its compiled rules:
the forms, the patterns that read a text in one go, and Lark's own parser, which is the reference
that the patterns are held against.
"""

from __future__ import annotations

import pkgutil
import re
from typing import TYPE_CHECKING, Any

import attrs

from ktpmsg.once import Once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lark import Lark
    from lark.grammar import Rule, Symbol
    from lark.lexer import TerminalDef

__all__ = ["Field", "Form", "Grammar", "current", "load"]

_UNFILLED = "unfilled"
# Letters match in their ASCII case only, and the lexer never goes back into a terminal.
_FLAGS = re.ASCII


@attrs.frozen
class Field:
    """A field of a form: its name, the published words in its place, and its terminals.

    `value` matches what the field may hold; `unfilled` matches its published words, however they
    are spaced, punctuated or capitalised; `filled` matches a value that is not those words.
    """

    name: str
    words: str
    terminals: tuple[str, ...]
    value: re.Pattern[str]
    unfilled: re.Pattern[str]
    filled: re.Pattern[str]

    def words_before(self, end: str) -> str:
        """A lookahead that refuses its published words before `end`, if it could hold them."""
        return f"(?!{self.unfilled.pattern}{end})" if self.value.fullmatch(self.words) else ""


@attrs.frozen
class Form:
    """One format: what stands before its keyword, the keyword, the separator and the fields.

    `numbers` says how many fields are numbers, and `number_at` how many stand before the first.
    `symbols` are what the rule is made of, in order: the patterns of its terminals, and None for
    each field.
    """

    name: str
    lead: str
    keyword: str
    separator: str
    fields: tuple[Field, ...]
    symbols: tuple[str | None, ...]
    numbers: int
    number_at: int | None

    @property
    def is_open(self) -> bool:
        """Whether it ends with free text, to the end of the message."""
        return self.fields[-1].terminals == ("TEXT",)

    @property
    def published(self) -> str:
        """The form as the office publishes it."""
        return self.write(field.words for field in self.fields)

    def write(self, values: Iterable[str]) -> str:
        """The canonical text of these values, one for each field in order."""
        return self.separator.join((self.lead + self.keyword, *values))

    def pattern(self, plain: Mapping[str, str]) -> re.Pattern[str]:
        """A pattern of the form filled in, which has the values of the fields as groups.

        With no white space between its symbols, and for each field only such values as go on
        from the place where its lookahead in `plain` matches.
        """
        return self._with(self._values(plain))

    def pattern_of_lines(self, plain: Mapping[str, str]) -> re.Pattern[str]:
        """The same pattern for a form with free text, which may have lines, and end with them.

        The white space of all other fields is in order.
        """
        separator = re.escape(self.separator)
        odd = rf"(?![^{separator}]*(?:  |[\t\r\n]))"
        *others, text = self._values(plain)
        return self._with((*(odd + value for value in others), rf"{text}[ \t\r\n]*+"))

    def outline(self, plain: Mapping[str, str]) -> re.Pattern[str]:
        """A pattern of a text that shows at a glance that it is of this form, and nothing else.

        All fields are there, in one line, and each separator clings to the word before it, so that
        no other message can begin in the text. A field gives two groups: one for such a value as
        in `pattern`, or else one for whatever it holds.
        """
        inside = rf"[^{re.escape(self.separator)}\t\r\n]"
        held = [rf" ?+({inside}*[0-9A-Za-z])"] * len(self.fields)
        held[0] = rf"((?=[0-9A-Za-z]){inside}*[0-9A-Za-z])"
        held[-1] = rf"(?: (?!\Z))?+((?:{inside}*(?! ){inside})?+)[ \t\r\n]*+"
        return self._with(
            f"(?:(?={inside}*{end}){value}(?={end})|{other})"
            for value, other, end in zip(self._values(plain), held, self._ends(), strict=True)
        )

    def _values(self, plain: Mapping[str, str]) -> Sequence[str]:
        return [
            f"{field.words_before(end)}{plain[field.name]}((?>{field.value.pattern}))"
            for field, end in zip(self.fields, self._ends(), strict=True)
        ]

    def _ends(self) -> Sequence[str]:
        """What each field ends at."""
        return (*[re.escape(self.separator)] * (len(self.fields) - 1), r"\Z")

    def _with(self, values: Iterable[str]) -> re.Pattern[str]:
        """The pattern of the rule with these for its fields."""
        rest = iter(values)
        parts = (next(rest) if symbol is None else symbol for symbol in self.symbols)
        return re.compile("".join(parts), _FLAGS)


class Grammar:
    """A compiled grammar, and the ways to read a text by it.

    `forms` has the formats by their rules' names. In the patterns made of them each terminal
    matches as the lexer has it: once, as long as it can, without going back.
    """

    def __init__(self, text: str) -> None:
        from ktpmsg import transformer  # noqa: PLC0415 - it imports Lark

        self._transformer = transformer
        self._lark: Lark = transformer.compiled(text, _FLAGS)
        self._terminals = {t.name: t for t in self._lark.terminals}
        self._rules: dict[str, list[Rule]] = {}
        for rule in self._lark.rules:
            self._rules.setdefault(rule.origin.name, []).append(rule)
        names = [rule.expansion[0].name for rule in self._rules["start"]]
        self.forms = {name: self._form(name) for name in names}

    def parse(self, text: str, makers: Mapping[str, Callable[..., Any]]) -> Any:
        """The record that Lark's parser makes of a text, or None: the reference."""
        maker = self._transformer.RecordMaker(makers, _UNFILLED)
        return self._transformer.parse(self._lark, text, maker)

    def terminals(self) -> dict[str, TerminalDef]:
        """The terminals by name, for tests."""
        return dict(self._terminals)

    def tokens(self, text: str) -> list[tuple[str, str]]:
        """Name and rule of all that Lark's parser saw in a text, for tests."""
        rules = [(str(t.data), "rule") for t in self._lark.parse(text).iter_subtrees()]
        lexed = self._lark.parse_interactive(text).exhaust_lexer()
        return rules + [(token.type, "terminal") for token in lexed]

    def _form(self, name: str) -> Form:
        (rule,) = self._rules[name]
        symbols = rule.expansion
        literal = [self._literal(s) for s in symbols if s.is_term]
        at = next(i for i, text in enumerate(literal) if text.isalnum())
        separator = literal[at + 1]
        fields = tuple(self._field(s, separator) for s in symbols if not s.is_term)
        numbers = [i for i, field in enumerate(fields) if "NUMBER" in field.terminals]
        return Form(
            name=name,
            lead="".join(literal[:at]),
            keyword=literal[at],
            separator=separator,
            fields=fields,
            symbols=tuple(self._regexp(s.name) if s.is_term else None for s in symbols),
            numbers=len(numbers),
            number_at=numbers[0] if numbers else None,
        )

    def _literal(self, symbol: Symbol) -> str:
        return str(self._terminals[symbol.name].pattern.value)

    def _field(self, symbol: Symbol, separator: str) -> Field:
        rules = self._rules[symbol.name]
        (words,) = (r.expansion[0] for r in rules if r.alias == _UNFILLED)
        terminals = tuple(r.expansion[0].name for r in rules if r.alias != _UNFILLED)
        value = "|".join(self._regexp(name) for name in terminals)
        literal = self._literal(words)
        unfilled = _loosely(literal, separator)
        return Field(
            name=str(rules[0].options.template_source),
            words=literal,
            terminals=terminals,
            value=re.compile(value, _FLAGS),
            unfilled=re.compile(unfilled, _FLAGS),
            filled=re.compile(rf"(?!{unfilled}\Z)(?:{value})", _FLAGS),
        )

    def _regexp(self, terminal: str) -> str:
        return str(self._terminals[terminal].pattern.to_regexp())


def _loosely(words: str, separator: str) -> str:
    """These words, whatever stands between and around their letters but the separator."""
    between = f"[^0-9A-Za-z{re.escape(separator)}]*+"
    letters = between.join(re.escape(c) for c in words if c.isalnum())
    return f"(?i:{between}{letters}{between})"


def load() -> str:
    """The text of the grammar that the library ships."""
    data = pkgutil.get_data("ktpmsg.grammar", "messages.lark")
    assert data is not None  # noqa: S101 - the loader of an installed package always has data
    return data.decode("utf-8")


# The grammar in force: compiled on first use, and kept.
current = Once(lambda: Grammar(load()))
