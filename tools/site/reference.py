"""The pages of the API reference: a heading for each public name, filled from its docstring."""

from __future__ import annotations

from typing import NamedTuple

import ktpmsg

__all__ = ["PAGES", "reference_pages"]


class Group(NamedTuple):
    """A page: its title, what it is about, the module that its names are of, and those names."""

    title: str
    about: str
    module: str
    names: tuple[str, ...]


PAGES = {
    "reading": Group(
        "Reading messages", "", "ktpmsg", ("parse", "check", "find", "Formats", "GrammarError")
    ),
}


def reference_pages() -> dict[str, str]:
    """The pages by their paths."""
    return {f"reference/{name}.md": _page(group) for name, group in PAGES.items()}


def _page(group: Group) -> str:
    entries = "\n\n".join(f"::: {group.module}.{name}" for name in group.names)
    return f"# {group.title}\n\n{group.about}\n\n{entries}\n"
