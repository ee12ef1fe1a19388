"""What MkDocs calls: makes the pages that no file in `docs` is, and their place in `nav`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from charts import chart
from code_pages import TABLES, code_pages, linked
from diagrams import diagrams
from pages import REPOSITORY, ROOT, Pages
from reference import reference_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# In a page, a comment asks for what is made: of the table before it, or of a grammar.
_CHART = re.compile(r"((?:^\|.*\n)+)\n?<!-- chart -->", re.MULTILINE)
_DIAGRAMS = re.compile(r"^<!-- diagrams(?:: (\S+))? -->$", re.MULTILINE)
_ALTERNATE = re.compile(r'\s*<link rel="alternate" [^>]*hreflang="[^"]*">')
_NOT_FOUND = "<h1>404 - Not found</h1>"
_NO_PAGE = """\
<h1>Not found / Tidak ditemukan</h1>
<p>There is no such page. <a href="/index.html">To the first page</a></p>
<p lang="id">Halaman ini tidak ada. <a href="/id/index.html">Ke halaman pertama</a></p>"""
_STAGED = ROOT / "build" / "pages"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make all pages, in a folder that MkDocs reads in place of `docs`."""
    pages = Pages()
    pages.add_docs(_changed)
    pages.add(code_pages())
    pages.add(reference_pages())
    pages.add_linked()
    pages.write(_STAGED)
    config.docs_dir = str(_STAGED)
    config.nav = _expanded(config.nav, pages, set(_named(config.nav)))
    return config


def on_post_page(output: str, **_: Any) -> str:  # noqa: ANN401 - as MkDocs calls it
    """For each of these the theme asks for a map of the site, which needs an address to be one.

    The links to the other language stand in the header as well.
    """
    return _ALTERNATE.sub("", output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """There is one page for what is not found, in both languages: that of the English site."""
    if template_name != "404.html":
        return output
    if config.theme["language"] != "en":
        return ""  # it is not written
    return _ALTERNATE.sub("", output).replace(_NOT_FOUND, _NO_PAGE)


def on_post_build(config: MkDocsConfig) -> None:
    """A map of the site that does not know where the site is says nothing."""
    for file in Path(config.site_dir).glob("sitemap.xml*"):
        file.unlink()


def _changed(uri: str, text: str) -> str:
    """A page of `docs`, with what is made for it."""
    if uri in TABLES.values():
        text = linked(text)
    lang = "id" if uri.endswith(".id.md") else "en"
    text = _CHART.sub(lambda found: f"{chart(found[1])}\n\n{found[1]}", text)
    return _DIAGRAMS.sub(lambda found: diagrams(found[1] or "", lang), text)


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
