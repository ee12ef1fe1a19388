"""What MkDocs calls: makes the pages that no file in `docs` is, and their place in `nav`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from code_pages import code_pages
from pages import REPOSITORY, ROOT, Pages
from reference import reference_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_STAGED = ROOT / "build" / "pages"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make all pages, in a folder that MkDocs reads in place of `docs`."""
    pages = Pages()
    pages.made |= code_pages()
    pages.made |= reference_pages()
    pages.add_docs(lambda _, text: text)
    pages.add_linked()
    pages.write(_STAGED)
    config.docs_dir = str(_STAGED)
    config.nav = _expanded(config.nav, pages, set(_named(config.nav)))
    return config


def _expanded(entries: Any, pages: Pages, named: set[str]) -> Any:  # noqa: ANN401 - as YAML has it
    """The entries of `nav`, with the pages that a star stands for."""
    if isinstance(entries, list):
        return [_expanded(entry, pages, named) for entry in entries]
    if isinstance(entries, dict):
        return {title: _expanded(entry, pages, named) for title, entry in entries.items()}
    if isinstance(entries, str) and entries.endswith("/*"):
        found = pages.below(entries.removesuffix("/*"))
        if entries == f"{REPOSITORY}/*":
            return sorted(set(found) - named)
        return found
    return entries


def _named(entries: Any) -> Any:  # noqa: ANN401 - as YAML has it
    """All pages that `nav` names."""
    if isinstance(entries, str):
        yield entries
    for entry in entries.values() if isinstance(entries, dict) else entries:
        if entry is not entries and not isinstance(entries, str):
            yield from _named(entry)
