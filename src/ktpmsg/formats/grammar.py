"""A grammar that is loaded: its formats with their record classes, checked by its own examples."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from ktpmsg.fields.choices import ChoiceField
from ktpmsg.fields.kinds import KINDS
from ktpmsg.formats import records
from ktpmsg.formats.format import Format
from ktpmsg.formats.rules import read_rules
from ktpmsg.formats.source import Source
from ktpmsg.formats.terminals import patterns
from ktpmsg.formats.transformer import Reference
from ktpmsg.locales.vocabulary import KEYWORDS
from ktpmsg.messages import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ktpmsg.fields.base import Field
    from ktpmsg.formats.rules import FieldRule, FormatRule

__all__ = ["Grammar", "clashing", "fingerprint_of"]

# The classes that were made of rules, by grammar and class name: the same grammar loaded twice has
# the same classes, and a record is unpickled wherever its grammar is loaded.
_made: WeakValueDictionary[tuple[str, str], type[Record]] = WeakValueDictionary()


class Grammar:
    """The formats of a grammar: `formats`, in its order, and `reference`, Lark's own parser of it.

    `name` is what errors call it: a path, or what it is. Raises GrammarError, which tells the line
    and what to write instead, for a grammar that is none, and for record classes that do not fit.
    """

    def __init__(self, text: str, name: str, given: Iterable[type[Record]] = ()) -> None:
        self.source = Source(text, name)
        self.fingerprint = fingerprint_of(self.source.text)
        rules = read_rules(self.source, records.ATTRIBUTES)
        classes = self._classes(rules, list(given))
        self.formats = [self._format(rule, classes.get(rule.name)) for rule in rules]
        self._check_names()
        self.reference = Reference(self.source, self.formats)

    def _classes(
        self, rules: Sequence[FormatRule], given: Sequence[type[Record]]
    ) -> dict[str, type[Record]]:
        """The record classes that were given, by the names of their rules."""
        found: dict[str, type[Record]] = {}
        by_class = {records.class_name(rule.name): rule for rule in rules}
        record: Any
        for record in given:
            if not (isinstance(record, type) and issubclass(record, Record)):
                name = getattr(record, "__name__", type(record).__name__)
                self.source.refuse(f"{name} is no class that derives from ktpmsg.Record")
            rule = by_class.get(record.__name__)
            if rule is None:
                self.source.refuse(
                    f"no rule has the name of the class {record.__name__}. "
                    f"The classes of these rules are called {', '.join(by_class)}"
                )
            if rule.name in found:
                self.source.refuse(f"two classes are called {record.__name__}")
            records.fit(record, rule, self.source)
            found[rule.name] = record
        return found

    def _format(self, rule: FormatRule, given: type[Record] | None) -> Format:
        known = given or _made.get((self.fingerprint, records.class_name(rule.name)))
        choices = records.choices_of(rule, known, self.source)
        record = known or records.made(rule, choices)
        fields = tuple(self._field(field, rule, choices, record) for field in rule.fields)
        for field in fields[rule.required :]:
            field.required = False
        if not given:
            _made[self.fingerprint, record.__name__] = record
        return Format(
            name=rule.name,
            lead=rule.lead,
            keywords=rule.keywords,
            separator=rule.separator,
            gap=rule.gap,
            closing=rule.closing,
            fields=fields,
            record=record,
            aliases=_aliases(rule.keywords),
            line=rule.line,
        )

    @staticmethod
    def _field(
        field: FieldRule, rule: FormatRule, choices: dict[str, type], record: type[Record]
    ) -> Field:
        if field.terminal is None:
            return ChoiceField(field.name, field.words, rule.separator, choices[field.name])
        pattern = patterns()[field.terminal]
        made = KINDS[field.terminal](field.name, field.words, rule.separator, pattern)
        made.applicant = record._asks_age  # noqa: SLF001 - what a record class asks of its numbers
        return made

    def is_example(self, comment: str) -> bool:
        """Whether a comment line is an example: it begins as a message of the formats does."""
        return any(_begins_as(one, comment) for one in self.formats if one.keywords)

    def _check_names(self) -> None:
        for at, one in enumerate(self.formats):
            for other in self.formats[:at]:
                clash = clashing(one, other)
                if clash:
                    self.source.refuse(clash, one.line)


def fingerprint_of(text: str) -> str:
    """What tells this grammar from every other."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def clashing(one: Format, other: Format) -> str | None:
    """What two formats have in common that only one can have, in words; None if nothing."""
    if one.name == other.name:
        return f"another format is called {one.name}, too. Rename the rule"
    if one.keywords and spelled(one) == spelled(other):
        return (
            f"{one.name} has the keyword of {other.name} ({other.head.strip()}). Leave one out"
            " (our own formats with builtin=False)"
        )
    return None


def spelled(one: Format) -> tuple[str, ...]:
    """The keywords of a format, in capitals."""
    return tuple(word.upper() for word in one.keywords)


def _aliases(keywords: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Other ways to write the keywords, in capitals: with another word for one of them."""
    words = [word.upper() for word in keywords]
    return tuple(
        (*words[:at], other.upper(), *words[at + 1 :])
        for at, word in enumerate(words)
        for other in KEYWORDS.get(word.lower(), ())
    )


def _begins_as(one: Format, comment: str) -> bool:
    """Whether a comment begins with the keyword of a format and its separator."""
    space = r"[ \t]*"
    parts = [re.escape(word) for word in one.keywords]
    head = re.escape(one.lead) + space + (space + re.escape(one.separator) + space).join(parts)
    end = rf"{space}{re.escape(one.separator)}"
    if one.gap == " ":
        end = rf"[ \t]+[^\n]*{re.escape(one.separator)}"
    elif one.lead:
        end = r"(?![0-9A-Za-z])"
    return re.match(f"(?i){head}{end}", comment) is not None
