"""The text of a grammar, and where in it things stand: for errors that name a line.

Lark reads a grammar; this module only splits it into tokens, because Lark's own errors about what
a grammar means have no line, and because some mistakes Lark does not see: a `#` without quotes
begins a comment there, and the rule silently ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from ktpmsg.problems import GrammarError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Comment", "Source"]

_TOKENS = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*+"i?)
    |(?P<comment>//[^\n]*)
    |(?P<regexp>/(?!/)(?:\\.|[^/\\\n])++/[imslux]*)
    |(?P<directive>%\w+)
    |(?P<name>!?[_?]?[A-Za-z]\w*)
    |(?P<arrow>->)
    |(?P<number>\d+)
    |(?P<newline>\n)
    |(?P<space>[ \t\r\f]+)
    |["/][^\n]*+  # begun and not closed: the rest of the line
    |(?P<sign>.)""",
    re.VERBOSE,
)
# What a grammar of formats has no use for: a value that a terminal of ours does not bound.
_OPERATORS = {
    "*": "repeats something",
    "+": "repeats something",
    "~": "repeats something",
    "?": "makes a part optional outside brackets",
}


class Comment(NamedTuple):
    """A comment line: its text without the slashes and white space, and its line number."""

    text: str
    line: int


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class Source:
    """The text of a grammar and its name, for errors.

    `comments` are its comment lines, and `aliases` the other names that imported terminals were
    given (`%import fields.NIK -> NOMOR`), each with its own. `imports` are the names that are
    imported, with their lines.

    Raises GrammarError, with the line, for what a grammar of formats cannot have.
    """

    def __init__(self, text: str, name: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self.name = name
        self._tokens = list(self._split())
        self.comments = [
            Comment(t.text[2:].strip(), t.line) for t in self._tokens if t.kind == "comment"
        ]
        self._defined: dict[str, int] = {}
        self.aliases: dict[str, str] = {}
        self.imports: list[tuple[str, int]] = []
        self._check()

    def refuse(self, what: str, line: int | None = None) -> NoReturn:
        """Raise the GrammarError that says where and what."""
        where = f"{self.name}, line {line}" if line else self.name
        message = f"{where}: {what}"
        raise GrammarError(message) from None

    def line_of(self, name: str) -> int | None:
        """The line on which a rule or terminal is defined, or first named; None if it is not."""
        if name in self._defined:
            return self._defined[name]
        lines = [t.line for t in self._tokens if t.kind == "name" and t.text == name]
        imports = {line for _, line in self.imports}
        return next((line for line in lines if line not in imports), lines[0] if lines else None)

    def _split(self) -> Iterator[_Token]:
        line = 1
        for found in _TOKENS.finditer(self.text):
            kind = found.lastgroup or "sign"
            if kind == "newline":
                yield _Token(kind, "\n", line)
                line += 1
            elif kind != "space":
                yield _Token(kind, found.group(), line)

    def _check(self) -> None:
        tokens = self._tokens
        for at, token in enumerate(tokens):
            if token.kind == "directive":
                self._check_directive(at)
            elif token.kind == "sign":
                self._check_sign(token)
            elif token.kind == "regexp" and not self._is_ignored(at):
                own = f"{tokens[at - 2].text}: " if at > 1 and tokens[at - 1].text == ":" else ""
                self.refuse(
                    f"{own}a regular expression of one's own ({token.text}) could be slow. "
                    "Write the terminal of a kind of field in its place (NIK, PERSON, LINE, DATE, "
                    "CODE, NUMBER, …), or words in quotes",
                    token.line,
                )
            elif token.kind == "name" and self._begins_definition(at):
                self._define(token)

    def _define(self, token: _Token) -> None:
        name = token.text.lstrip("!?")
        rest = [t for t in self._tokens if t.line == token.line]
        if name.isupper() and not any(t.kind == "regexp" for t in rest):
            self.refuse(
                f"{name} is a terminal of one's own. Write words in quotes where they belong, "
                'and a choice as a rule: poli{words}: "Umum"i | "Gigi"i | words -> unfilled',
                token.line,
            )
        self._defined.setdefault(name, token.line)

    def _check_sign(self, token: _Token) -> None:
        if token.text == "#":
            self.refuse(
                'a # without quotes begins a comment, and the rule ends there. Write "#"',
                token.line,
            )
        if token.text[0] in '"/':
            what = "a quote" if token.text[0] == '"' else "a regular expression (/)"
            self.refuse(f"{what} that is not closed on its line", token.line)
        if token.text in _OPERATORS:
            self.refuse(
                f"{token.text} {_OPERATORS[token.text]}: a format has a fixed number of fields. "
                'Write each field by itself, and optional ones at the end as ["#" field]',
                token.line,
            )

    def _check_directive(self, at: int) -> None:
        token = self._tokens[at]
        rest = []
        for other in self._tokens[at + 1 :]:
            if other.kind in {"newline", "comment"}:
                break
            rest.append(other.text)
        match [token.text, *rest]:
            case ["%import", "fields", ".", name]:
                self.imports.append((name, token.line))
                return
            case ["%import", "fields", ".", name, "->", alias]:
                self.imports.append((name, token.line))
                self.aliases[alias] = name
                return
            case ["%import", "fields", "(", *names]:
                self.imports += [(name, token.line) for name in names if name not in "),"]
                return
        if (token.text, rest) in (("%import", ["common", ".", "WS"]), ("%ignore", ["WS"])):
            return
        if token.text == "%ignore" and len(rest) == 1 and _is_white_space(rest[0]):
            return
        if token.text == "%import":
            self.refuse(
                f"{''.join(rest)} cannot be imported: only the kinds of field can, by "
                "%import fields (nik, nama, LINE, …)",
                token.line,
            )
        if token.text == "%ignore":
            self.refuse(
                "only white space can be ignored, and it is without saying so. "
                "Leave this line with %ignore out",
                token.line,
            )
        self.refuse(f"a grammar of formats has no {token.text}. Leave it out", token.line)

    def _is_ignored(self, at: int) -> bool:
        """Whether a token stands after an `%ignore` that was found right."""
        return at > 0 and self._tokens[at - 1].text == "%ignore"

    def _begins_definition(self, at: int) -> bool:
        if at and self._tokens[at - 1].kind != "newline":
            return False
        for token in self._tokens[at + 1 :]:
            if token.text == ":":
                return True
            if token.text not in "{},.|" and token.kind not in {"name", "number"}:
                break
        return False


def _is_white_space(text: str) -> bool:
    """Whether a literal or a regular expression is white space and nothing else."""
    white = r"(?: |\\[trnfs]|\t)+"
    return re.fullmatch(rf'"{white}"|/(?:{white}|\[{white}\])\+?/', text) is not None
