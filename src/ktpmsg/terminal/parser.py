"""The arguments of the command: one table of commands, and a parser that quotes nothing."""

from __future__ import annotations

import argparse
import functools
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from ktpmsg.locales.terminal import told
from ktpmsg.locales.words import LANGUAGES
from ktpmsg.terminal import archive, codes, completion, formats, messages, numbers, regions
from ktpmsg.terminal.screen import Screen, tell
from ktpmsg.terminal.statuses import GOOD, UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["COMMANDS", "Command", "Parser", "parsed"]

_COLOURS = ("auto", "always", "never")


class Command(NamedTuple):
    """A command: its name, what adds its arguments, what runs it, and what it is used for.

    `options` are those of `_OPTIONS` that it has besides --lang, --color and --json.
    """

    name: str
    add: Callable[[Parser], None]
    run: Callable[[argparse.Namespace, Screen], int]
    options: tuple[str, ...]
    examples: tuple[str, ...]


_GOOD = "#KTP#3308155508959001#3308151203079004#Siti Aminah#Surodadi#Candimulyo#Hilang"

COMMANDS = (
    Command(
        "check",
        messages.add_check,
        messages.check,
        ("reveal", "strict"),
        (
            f"ktpmsg check '{_GOOD}'",
            "ktpmsg check --reply < message.txt",
            "ktpmsg check --formats clinic.lark 'BATAL#3308155508959001#07-12-2026'",
        ),
    ),
    Command(
        "find",
        messages.add_find,
        messages.find,
        ("reveal", "strict"),
        (
            "ktpmsg find chat.txt",
            "ktpmsg find --json --reveal chat.txt > messages.jsonl",
            "ktpmsg find --formats clinic.lark chat.txt other.txt",
        ),
    ),
    Command(
        "archive",
        archive.add,
        archive.archive,
        ("strict",),
        (
            "ktpmsg archive exports --out found",
            "ktpmsg archive magelang.zip dump.parquet --out found --as csv --report page.html",
            "ktpmsg archive dumps --out found --column body --jobs 4 --reveal nik,nomor_kk",
        ),
    ),
    Command(
        "nik",
        numbers.add,
        numbers.nik,
        ("reveal-number", "strict"),
        ("ktpmsg nik < numbers.txt", "ktpmsg nik --reveal 3308155508959001"),
    ),
    Command(
        "kk",
        numbers.add,
        numbers.kk,
        ("reveal-number", "strict"),
        ("ktpmsg kk < numbers.txt", "ktpmsg kk --reveal 3308151203079004"),
    ),
    Command(
        "region",
        regions.add,
        regions.region,
        (),
        ("ktpmsg region 33.08.15", "ktpmsg region --children 3308 91"),
    ),
    Command(
        "explain",
        codes.add,
        codes.explain,
        (),
        ("ktpmsg explain", "ktpmsg explain --lang id wrong-length"),
    ),
    Command(
        "formats",
        formats.add,
        formats.formats,
        (),
        ("ktpmsg formats", "ktpmsg formats clinic.lark"),
    ),
)
_OPTIONS = {
    "reveal": ("--reveal", "help.reveal"),
    "reveal-number": ("--reveal", "help.reveal-number"),
    "strict": ("--strict", "help.strict"),
}


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as argparse has it, in a language."""

    def __init__(self, *, lang: str, **options: Any) -> None:  # noqa: ANN401 - as argparse has them
        super().__init__(**options)
        self._usage = told("usage", lang)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage, after the word for it."""
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Says what is wrong without quoting what was typed: it may be a message."""

    def __init__(
        self,
        *,
        lang: str,
        examples: Sequence[str],
        after: str = "",
        **options: Any,  # noqa: ANN401 - as argparse has them
    ) -> None:
        shown = "\n".join([told("examples", lang), *(f"  {example}" for example in examples)])
        super().__init__(
            **options,
            epilog=f"{shown}\n\n{after}".rstrip(),
            add_help=False,
            allow_abbrev=False,
            formatter_class=functools.partial(_Formatter, lang=lang),
        )
        self.lang = lang
        self._positionals.title = told("arguments", lang)
        self._optionals.title = told("options", lang)
        self.take("-h", "--help", "help.help", action="help")

    def take(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401 - as argparse has them
        """Add an argument: its names, the key of the words about it, and what argparse takes."""
        *called, words = names
        return self.add_argument(*called, help=told(words, self.lang), **options)

    def refuse(self, words: str) -> NoReturn:
        """End with the usage and with words about what is wrong with it."""
        tell(f"{words}\n{self.format_usage().rstrip()}")
        self.exit(UNUSABLE)

    def error(self, message: str) -> NoReturn:
        """As `refuse`, for what argparse has found."""
        wrong = sys.exception()
        name = wrong.argument_name if isinstance(wrong, argparse.ArgumentError) else None
        if name is None:  # all that is left is what is missing, and those names are ours
            self.refuse(told("wrong.missing", self.lang, names=message.rpartition(": ")[2]))
        self.refuse(
            told("wrong.takes", self.lang, argument=name, values=_values_of(name, self.lang))
        )


def _values_of(name: str, lang: str) -> str:
    """What an argument takes, in words."""
    values = {
        "COMMAND": [command.name for command in COMMANDS],
        "--lang": LANGUAGES,
        "--color": _COLOURS,
        "--as": archive.KINDS,
        "--jobs": [told("wrong.a-number", lang)],
        "--formats": [told("wrong.a-file", lang)],
        "--print-completion": [told("wrong.a-shell", lang)],
    }.get(name, [told("wrong.nothing", lang)])
    *others, last = values
    return f"{', '.join(others)} {told('or', lang)} {last}" if others else last


class _Version(argparse.Action):
    """Says which version is installed; it is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        screen = Screen(cast("Parser", parser).lang)
        try:
            version = metadata.version("ktpmsg")
        except metadata.PackageNotFoundError:
            version = screen.told("not installed")
        screen.line(f"ktpmsg {version}")
        parser.exit(GOOD)


class _Completion(argparse.Action):
    """Prints what completes the command in a shell; only this needs shtab."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: Any, *__: object) -> None:  # noqa: ANN401 - as argparse has it
        own = cast("Parser", parser)
        wrong = completion.write(own, shell)
        if wrong:
            own.refuse(wrong)
        parser.exit(GOOD)


def parsed(argv: Sequence[str], lang: str) -> argparse.Namespace:
    """The arguments; SystemExit, after words about it, if they are wrong or ask for words only."""
    parser = _parser(lang)
    arguments, unknown = parser.parse_known_args(argv)
    wrong = [str(place) for place, argument in enumerate(argv, 1) if argument in unknown]
    if wrong:
        parser.refuse(told("wrong.unknown", lang, places=", ".join(wrong)))
    _check_together(arguments, arguments.parser)
    return arguments


def _check_together(arguments: argparse.Namespace, parser: Parser) -> None:
    """Refuse options that mean something only beside another."""
    given = vars(arguments)
    is_report = arguments.command in {"check", "find"}
    needs_file = arguments.command in {"archive", "check", "find"}
    for key, is_wrong in (
        ("wrong.reveal", is_report and arguments.reveal and not arguments.json),
        ("wrong.short", given.get("short") and not given.get("reply")),
        ("wrong.no-builtin", needs_file and arguments.no_builtin and not arguments.formats),
    ):
        if is_wrong:
            parser.refuse(told(key, parser.lang))


def _parser(lang: str) -> Parser:
    parser = Parser(
        lang=lang,
        prog="ktpmsg",
        description=told("description", lang),
        examples=[command.examples[0] for command in COMMANDS],
        after=told("statuses", lang),
    )
    parser.take("--version", "help.version", action=_Version, nargs=0)
    parser.take("--print-completion", "help.completion", action=_Completion, metavar="SHELL")
    _add_general(parser, lang=None, color="auto")
    commands = parser.add_subparsers(
        title=told("commands", lang), metavar="COMMAND", dest="command", required=True
    )
    for command in COMMANDS:
        words = told(f"{command.name}.help", lang)
        own = commands.add_parser(
            command.name,
            help=words,
            description=f"{words[0].upper()}{words[1:]}.",
            lang=lang,
            examples=command.examples,
        )
        own.set_defaults(run=command.run, parser=own)
        command.add(own)
        for option in command.options:
            name, key = _OPTIONS[option]
            own.take(name, key, action="store_true")
        own.take("--json", "help.json", action="store_true")
        # What stands before the command holds, unless it is said again.
        _add_general(own, lang=argparse.SUPPRESS, color=argparse.SUPPRESS)
    return parser


def _add_general(parser: Parser, *, lang: str | None, color: str) -> None:
    parser.take("--lang", "help.lang", choices=LANGUAGES, default=lang)
    parser.take("--color", "help.color", choices=_COLOURS, default=color)
