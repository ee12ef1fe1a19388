"""The pages of the API reference: a heading for each public name, filled from its docstring."""

from __future__ import annotations

import ast
from typing import NamedTuple

from pages import ROOT

__all__ = ["PAGES", "Group", "public_names", "reference_pages"]

_SRC = ROOT / "src"
# A package whose docstring stands on a page, and whose names are on others.
_WHOLE = "*"


class Group(NamedTuple):
    """A page: its title, what it is about, and names by their modules; a star is all of them."""

    title: str
    about: str
    names: tuple[tuple[str, str], ...]


PAGES = {
    "reading": Group(
        "Reading messages",
        "`parse` makes a record or raises, `check` tells everything about one text, and `find` "
        "reads a stream. [What is mended and what is refused](../reading.md) has the rules.",
        (("ktpmsg", "parse check find Report Problem MessageError Code"),),
    ),
    "records": Group(
        "Records",
        "What a message becomes: a frozen record that shows itself masked. "
        "[The formats](../formats.md) shows what each is read from.",
        (("ktpmsg", "Ktp Sinkronisasi Disdukcapil Message Record Alasan"),),
    ),
    "numbers": Group(
        "Numbers and regions",
        "A NIK and a KK number are `str` that show masked. "
        "[What the numbers carry](../numbers.md) has the rules and their sources.",
        (("ktpmsg", "Nik NomorKK Sex Region"),),
    ),
    "formats": Group(
        "Formats of an office",
        "An office describes its formats in a grammar: [The formats](../formats.md) says how.",
        (("ktpmsg", "Formats GrammarError"),),
    ),
    "arrow": Group("Columns", "", (("ktpmsg.arrow", _WHOLE),)),
    "strategies": Group(
        "Strategies",
        "For property tests with Hypothesis: "
        "[Tests of your own application](../testing.md) shows them at work.",
        (("ktpmsg.strategies", _WHOLE),),
    ),
    "privacy": Group(
        "Privacy checks",
        "For tests of applications: nothing personal may come out of their code. "
        "[Tests of your own application](../testing.md) shows it at work.",
        (("ktpmsg.privacy", _WHOLE), ("ktpmsg.testing.plugin", "no_leak")),
    ),
    "integrations": Group(
        "Frameworks",
        "Each module needs its framework, which an extra of the same name installs. pydantic needs "
        "none: the classes are field types as they are.",
        (
            ("ktpmsg.integrations.fastapi", _WHOLE),
            ("ktpmsg.integrations.django", _WHOLE),
            ("ktpmsg.integrations.rest_framework", _WHOLE),
            ("ktpmsg.integrations.sqlalchemy", _WHOLE),
            ("ktpmsg.integrations.cattrs", _WHOLE),
        ),
    ),
}
# What a page says besides, below a name.
_MORE = {"ktpmsg.Code": "Each code has [a page of its own](../codes.md)."}
_AS_RECORD = "show_if_no_docstring: true"
_AS_ENUM = "show_if_no_docstring: true\nshow_attribute_values: true"
_OPTIONS = {
    "ktpmsg.Alasan": _AS_ENUM,
    "ktpmsg.Code": "members: false",
    "ktpmsg.Disdukcapil": _AS_RECORD,
    "ktpmsg.Ktp": _AS_RECORD,
    "ktpmsg.Message": "show_attribute_values: true",
    "ktpmsg.MessageError": _AS_RECORD,
    "ktpmsg.Nik": "inherited_members: true",
    "ktpmsg.NomorKK": "inherited_members: true",
    "ktpmsg.Problem": _AS_RECORD,
    "ktpmsg.Region": _AS_RECORD,
    "ktpmsg.Report": _AS_RECORD,
    "ktpmsg.Sex": _AS_ENUM,
    "ktpmsg.Sinkronisasi": _AS_RECORD,
}
# Modules that take their names from another.
_SAME = {"ktpmsg.strategies": "ktpmsg.testing.strategies"}

_INDEX = """\
# What is public

The names on these pages are public: those of `ktpmsg` itself and of the modules named here, each as
its `__all__` has it. Any other name may change in any release. How a grammar is written, the
[codes](../codes.md) and the [vectors](../../tests/vectors/README.md) are public, too.

"""


def public_names(module: str) -> tuple[str, ...]:
    """The names in `__all__` of a module, which may need what is not installed here."""
    path = _SRC / _SAME.get(module, module).replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return tuple(ast.literal_eval(node.value))
    message = f"{module} has no __all__"
    raise LookupError(message)


def names_of(group: Group) -> list[tuple[str, list[str]]]:
    """The names on a page, by their modules."""
    return [
        (module, list(public_names(module)) if names == _WHOLE else names.split())
        for module, names in group.names
    ]


def reference_pages() -> dict[str, str]:
    """The pages by their paths."""
    index = [_INDEX, "| page | module | names |\n|---|---|---|\n"]
    for page, group in PAGES.items():
        for module, names in names_of(group):
            listed = ", ".join(f"[`{name}`][{module}.{name}]" for name in names)
            index.append(f"| [{group.title}]({page}.md) | `{module}` | {listed} |\n")
    pages = {f"reference/{page}.md": _page(group) for page, group in PAGES.items()}
    return {"reference/index.md": "".join(index)} | pages


def _page(group: Group) -> str:
    parts = [f"# {group.title}", group.about]
    for module, names in names_of(group):
        if group.names[0][0] != "ktpmsg":
            parts.append(_entry(module, "members: false", "heading_level: 2"))
        level = "heading_level: 2" if group.names[0][0] == "ktpmsg" else "heading_level: 3"
        for name in names:
            whole = f"{module}.{name}"
            options = _OPTIONS.get(whole, "").split("\n")
            parts += [_entry(whole, *options, level), _MORE.get(whole, "")]
    return "\n\n".join(part for part in parts if part) + "\n"


def _entry(name: str, *options: str) -> str:
    lines = "".join(f"        {option}\n" for option in options if option)
    return f"::: {name}\n    options:\n{lines}".rstrip()
