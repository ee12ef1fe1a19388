"""The pages of the site as files: those of `docs`, those that are made, and what they link to.

The documents are written for readers of the repository: their links lead from file to file. What
lies in `docs` becomes a page by its own path; any other file that a page links to becomes one below
`repository/`, as it is or as source text, so that each link holds in both places.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["REPOSITORY", "ROOT", "Pages", "outside_code"]

ROOT = Path(__file__).parents[2]
REPOSITORY = "repository"
_DOCS = "docs"
_HOMES = {"README.md": "index.md", "README.id.md": "index.id.md"}
# Of another host, of a mail program, or of the same page: none of a file.
_LINK = re.compile(r"(?<=\]\()([^)\s#:]+)(#[^)\s]*)?(?=\))")
_FENCE = re.compile(r"^ *(`{3,}|~{3,})")
_LANGUAGES = {"lark": "text", "py": "python", "sql": "sql", "toml": "toml", "mjs": "javascript"}


class Pages:
    """What the site is built of, by the path of each page."""

    def __init__(self) -> None:
        self.made: dict[str, str | bytes] = {}
        self._linked: list[str] = []

    def add(self, made: Mapping[str, str]) -> None:
        """Pages that are made: their links are as those of files in `docs`."""
        for uri, text in made.items():
            self.made[uri] = self._with_links(text, f"{_DOCS}/{uri}", uri)

    def add_docs(self, change: Callable[[str, str], str]) -> None:
        """All files of `docs`; `change` gets the path and the text of each page."""
        for path in sorted((ROOT / _DOCS).rglob("*")):
            if path.is_file():
                uri = path.relative_to(ROOT / _DOCS).as_posix()
                if path.suffix == ".md":
                    text = change(uri, path.read_text(encoding="utf-8"))
                    self.made[uri] = self._with_links(text, f"{_DOCS}/{uri}", uri)
                else:
                    self.made[uri] = path.read_bytes()
        for name, uri in _HOMES.items():
            if "index.md" not in self.made or (uri != "index.md" and uri not in self.made):
                text = (ROOT / name).read_text(encoding="utf-8")
                self.made[uri] = self._with_links(text, name, uri)

    def add_linked(self) -> None:
        """The files outside `docs` that pages link to, and those that these link to."""
        while self._linked:
            path = self._linked.pop()
            uri = _uri_of(path)
            if uri in self.made:
                continue
            text = (ROOT / path).read_text(encoding="utf-8")
            if path.endswith(".md"):
                self.made[uri] = ""  # it may link to itself
                self.made[uri] = self._with_links(text, path, uri)
            else:
                self.made[uri] = _source_page(path, text)

    def write(self, folder: Path) -> None:
        """Write all of it into a folder, and take away what else is there."""
        for uri, text in self.made.items():
            file = folder / uri
            data = text.encode() if isinstance(text, str) else text
            if not file.exists() or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        for file in folder.rglob("*"):
            if file.is_file() and file.relative_to(folder).as_posix() not in self.made:
                file.unlink()

    def below(self, folder: str) -> list[str]:
        """The pages in a folder, in their order, without the Indonesian twins."""
        return [
            uri
            for uri in self.made
            if uri.startswith(f"{folder}/") and uri.endswith(".md") and not uri.endswith(".id.md")
        ]

    def _with_links(self, text: str, path: str, uri: str) -> str:
        def lead(link: re.Match[str]) -> str:
            target = os.path.normpath(os.path.join(os.path.dirname(path), link[1]))  # noqa: PTH118, PTH120
            found = self._page_of(Path(target).as_posix())
            if found is None:
                return link[0]
            here = PurePosixPath(uri).parent
            # From a page to its twin is to the page itself, whose headings are other ones.
            heading = "" if uri == found.replace(".md", ".id.md") else link[2] or ""
            return os.path.relpath(found, here).replace(os.sep, "/") + heading

        return "".join(
            part if is_code else _LINK.sub(lead, part) for part, is_code in outside_code(text)
        )

    def _page_of(self, target: str) -> str | None:
        """The page for a file of the repository; None if there is no such file."""
        if (ROOT / target).is_dir():
            target = f"{target}/README.md"
        if not (ROOT / target).is_file():
            return None
        if target in _HOMES:
            return "index.md"
        if target.startswith(f"{_DOCS}/"):
            # The twin is the same page in the other language.
            return re.sub(r"\.id\.md$", ".md", target.removeprefix(f"{_DOCS}/"))
        self._linked.append(target)
        return _uri_of(target)


def _uri_of(path: str) -> str:
    """The page of a file outside `docs`. What ends in `.py.md` would be taken for a language."""
    if path.endswith(".md"):
        return f"{REPOSITORY}/{path}"
    file = PurePosixPath(path)
    return f"{REPOSITORY}/{file.parent / file.name.replace('.', '-')}.md"


def _source_page(path: str, text: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text) or [""]))
    language = _LANGUAGES.get(PurePosixPath(path).suffix.lstrip("."), "text")
    head = f"# {PurePosixPath(path).name}\n\n`{path}`"
    return f"{head}\n\n{fence}{language}\n{text.rstrip()}\n{fence}\n"


def outside_code(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a page, and of each whether it is in a block of code."""
    fence = ""
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if fence:
            yield line, True
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif found:
            fence = found[1]
            yield line, True
        else:
            yield line, False
