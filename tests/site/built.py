"""The pages of the site as they were built, read as a browser reads them."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"

_SOURCES = ("docs", "grammar", "src", "tools/site", "mkdocs.yml")
# Attributes by which an element has something fetched; a link to click on is none.
_FETCHES = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_EMPTY = {"br", "hr", "img", "input", "link", "meta", "wbr"}


def why_not() -> str | None:
    """Why there is nothing to test: no site, or one that is older than what it is made of."""
    if not (SITE / "index.html").exists():
        return "the site is not built: make docs"
    built = (SITE / "index.html").stat().st_mtime
    for source in _SOURCES:
        path = ROOT / source
        for file in (path, *path.rglob("*")):
            if file.suffix != ".pyc" and file.is_file() and file.stat().st_mtime > built:
                return "the site is older than its sources: make docs"
    return None


class Page(NamedTuple):
    """What is on a page."""

    lang: str
    fetched: list[str]
    links: list[str]
    anchors: set[str]
    classes: set[str]
    blocks: list[str]
    """The text of each block of code."""
    drawings: list[list[str]]
    """The texts in each figure, its title first."""
    text: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page("", [], [], set(), set(), [], [], "")
        self.lang = ""
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.anchors.update(given[name] for name in ("id", "name") if name in given)
        self.page.classes.update(given.get("class", "").split())
        if tag == "html":
            self.lang = given["lang"]
        if tag == "a" and "href" in given:
            self.page.links.append(given["href"])
        for name in _FETCHES.get(tag, ()):
            if name in given:
                self.page.fetched.append(given[name])
        if tag == "pre":
            self.page.blocks.append("")
        if tag == "figure":
            self.page.drawings.append([])
        if tag in {"text", "title"} and "figure" in self._open:
            self.page.drawings[-1].append("")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "pre" in self._open:
            self.page.blocks[-1] += data
        elif "figure" in self._open and self._open[-1] in {"text", "title"}:
            self.page.drawings[-1][-1] += data
        if not {"script", "style"} & set(self._open):
            self.words.append(data)


@functools.cache
def page(path: str) -> Page:
    """A page by its path in the site."""
    reader = _Reader()
    reader.feed((SITE / path).read_text(encoding="utf-8"))
    reader.close()
    return reader.page._replace(lang=reader.lang, text=" ".join("".join(reader.words).split()))


def pages() -> list[str]:
    """The paths of all pages."""
    return sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
