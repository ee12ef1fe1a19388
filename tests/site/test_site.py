"""The documentation site, as `make docs` built it."""

from __future__ import annotations

import datetime
import posixpath
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from built import ROOT, SITE, page, pages, why_not

import ktpmsg
from ktpmsg import Code, Formats, Record
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.locales.words import LANGUAGES, say
from ktpmsg.messages import format_of
from ktpmsg.terminal.examples import example_of
from ktpmsg.terminal.screen import visible

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("mkdocs", reason="needs the extra docs")
pytest.importorskip("railroad", reason="needs the extra docs")
_REASON = why_not()
if _REASON:
    pytest.skip(_REASON, allow_module_level=True)

sys.path.append(str(ROOT / "tools" / "site"))

import charts  # noqa: E402 - beside the other tools, which are no package
import code_pages  # noqa: E402
import reference  # noqa: E402

TODAY = datetime.date(2026, 12, 1)
FOLDERS = {"en": "", "id": "id/"}
PUSKESMAS = "examples/formats/puskesmas.lark"
# Hosts in the theme's scripts that are asked in cases that do not arise here: by the class of the
# elements for which they would be.
ASKED_FOR = {
    "https://unpkg.com/mermaid@11/dist/mermaid.min.js": "mermaid",
    "https://api.github.com/": "md-source",
}
# An old browser has no ResizeObserver; the theme fetches one only for such. Ours need none: it is
# in all that can show the rest of the page.
FOR_OLD_BROWSERS = "https://unpkg.com/resize-observer-polyfill"


# --- the codes


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", Code)
def test_each_code_has_a_page(code: Code, lang: str) -> None:
    """In both languages: what it means, a message, and what the library says of that."""
    shown = page(f"{FOLDERS[lang]}codes/{code.value}.html")
    example = example_of(code)
    message = "\n".join(map(visible, example.shown.split("\n"))) if example.shown.strip() else "␣"
    other = "en" if lang == "id" else "id"

    assert shown.lang == lang
    assert say(MEANINGS[code], lang) in shown.text
    assert [block.strip("\n") for block in shown.blocks] == [
        message.strip("\n"),
        example.report.draw(lang),
        example.report.reply(lang),
        example.report.reply(other),
        example.report.reply("id", short=True),
        code_pages.mended(code),
    ]


@pytest.mark.parametrize("code", Code)
def test_mended_messages_are_right(code: Code) -> None:
    """Nothing is to be mended in one, and the code is not said of it."""
    example = example_of(code)
    formats = ktpmsg if example.published is None else office()
    report = formats.check(code_pages.mended(code), today=TODAY)

    assert report.ok
    assert not report.repairs
    if code_pages.has_mended(code) or example.problem.severity == "repaired":
        assert not report.problems
    else:  # a message that may be right as it is
        assert example.problem.severity == "notice"
        assert [problem.code for problem in report.problems] == [code]


def office() -> Any:
    """The formats of the examples that are read by an office's own."""
    return Formats(
        "%import fields (nik, DATE, PHONE)\n"
        "start: periksa\n"
        'periksa: "#" "PERIKSA"i "#" nik{"NIK"} "#" tanggal{"Tanggal"} "#" no_hp{"No HP"}\n'
        "tanggal{words}: DATE | words -> unfilled\n"
        "no_hp{words}: PHONE | words -> unfilled\n"
    )


@pytest.mark.parametrize(("lang", "name"), code_pages.TABLES.items())
def test_tables_of_all_codes(lang: str, name: str) -> None:
    """They say what `ktpmsg explain` does; in the site each code leads to its page."""
    document = (ROOT / "docs" / name).read_text(encoding="utf-8")
    shown = page(f"{FOLDERS[lang]}codes.html")

    assert document == code_pages.with_table(document, lang), "python tools/site/code_pages.py"
    # Besides the table, the navigation leads to some.
    assert " ".join(f"codes/{code.value}.html" for code in Code) in " ".join(shown.links)


# --- the formats


@pytest.mark.parametrize(
    ("path", "records"),
    [
        ("formats.html", [ktpmsg.Ktp, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil]),
        ("formats.html", [*Formats.load(ROOT / PUSKESMAS, builtin=False).records.values()]),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_diagrams_show_the_formats(path: str, records: list[type[Record]], lang: str) -> None:
    """Each names the keyword, the separators and all fields, in the order of the grammar."""
    drawn = {texts[0]: texts[1:] for texts in page(f"{FOLDERS[lang]}{path}").drawings}
    for record in records:
        one = format_of(record)
        (texts,) = (found for title, found in drawn.items() if title.endswith(f": {one.published}"))
        wanted = [one.lead] if one.lead else []
        wanted += [*one.keywords, one.gap]
        for at, field in enumerate(one.fields):
            choices = [choice.value for choice in field.enumeration or ()]
            wanted += [one.separator] * (at > 0)
            wanted += [*choices, field.name] if choices else [field.words]
        assert texts == wanted


# --- the charts


def test_charts_show_the_tables_of_speed() -> None:
    """There is a bar for each figure, in its order, with what it is of."""
    document = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    tables = re.findall(r"((?:^\|.*\n)+)\n<!-- chart -->", document, re.MULTILINE)
    drawn = page("speed.html").drawings

    assert len(tables) == len(drawn) >= 2
    for table, (_, *texts) in zip(tables, drawn, strict=True):
        bars = charts.bars_of(table)
        labels = " ".join(text for text in texts if text not in {bar.figure for bar in bars})
        assert [text for text in texts if text in {bar.figure for bar in bars}] == [
            bar.figure for bar in bars
        ]
        assert labels == " ".join(bar.label for bar in bars)
        for bar in bars:  # a figure of the page, not of another place
            assert re.search(rf"[|;] {re.escape(bar.figure)}[ ;]", table)


def test_a_row_without_figures_has_no_bar() -> None:
    """A chart that left a row out would say something else than its table."""
    with pytest.raises(ValueError, match="no chart of this row"):
        charts.bars_of("| a | b |\n|---|---|\n| one | 1.0 |\n| two; three | 2.0 |\n")


# --- the reference


def test_each_public_name_is_in_the_reference() -> None:
    """On one page, and the table of what is public leads there."""
    index = page("reference/index.html")
    listed = {
        f"{module}.{name}": f"{path}.html"
        for path, group in reference.PAGES.items()
        for module, names in reference.names_of(group)
        for name in names
    }
    assert {name.removeprefix("ktpmsg.") for name in listed if name.count(".") == 1} == set(
        ktpmsg.__all__
    )
    for module in {name.rpartition(".")[0] for name in listed} - {"ktpmsg.testing.plugin"}:
        assert {f"{module}.{name}" for name in reference.public_names(module)} <= set(listed)
    for name, path in listed.items():
        assert name in page(f"reference/{path}").anchors
        assert f"{path}#{name}" in index.links


def test_each_integration_is_in_the_reference() -> None:
    """A module that is added there, and is for users, is documented."""
    folder = ROOT / "src" / "ktpmsg" / "integrations"
    modules = {f"ktpmsg.integrations.{file.stem}" for file in folder.glob("[!_]*.py")}
    documented = {
        module for group in reference.PAGES.values() for module, _ in reference.names_of(group)
    }
    assert modules
    assert modules <= documented


# --- all pages


def test_every_page_has_both_languages() -> None:
    """A page that is not translated is there in English."""
    english = {path for path in pages() if not path.startswith("id/")}
    indonesian = {path.removeprefix("id/") for path in pages() if path.startswith("id/")}
    assert english - indonesian == {"404.html"}
    assert indonesian <= english
    assert {page(path).lang for path in english} == {"en"}
    assert {page(f"id/{path}").lang for path in indonesian} == {"id"}


def test_the_page_for_what_is_not_found_has_both_languages() -> None:
    """A server has one such page for both; it leads to the first page of each."""
    shown = page("404.html")
    assert "There is no such page." in shown.text
    assert "Halaman ini tidak ada." in shown.text
    assert {"/index.html", "/id/index.html"} <= set(shown.links)


@pytest.mark.parametrize("path", pages())
def test_links_lead_somewhere(path: str) -> None:
    """Each to a file of the site, and to a place in it."""
    for link in page(path).links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        here = "" if path == "404.html" else posixpath.dirname(path)
        target = posixpath.normpath(posixpath.join(here, unquote(parts.path).lstrip("/")))
        target = path if not parts.path else target
        file = SITE / target
        target = f"{target}/index.html" if file.is_dir() else target
        assert (SITE / target).is_file(), link
        if parts.fragment and target.endswith(".html"):
            assert unquote(parts.fragment) in page(target).anchors | {"__skip", "__top"}, link


@pytest.mark.parametrize("path", pages())
def test_nothing_comes_from_elsewhere(path: str) -> None:
    """A page has nothing fetched but files of the site."""
    shown = page(path)
    for source in shown.fetched:
        parts = urlsplit(source)
        assert not parts.netloc, source
        assert parts.scheme in {"", "data"}, source
    assert not shown.classes & set(ASKED_FOR.values())


def test_styles_and_scripts_ask_nobody_else() -> None:
    """No style fetches from another host, nor a script but in cases that do not arise."""
    styles = list(SITE.rglob("*.css"))
    assert styles
    for style in styles:
        text = style.read_text(encoding="utf-8")
        fetched = re.findall(r"""(?:url\(|@import)\s*["']?([^"')]+)""", text)
        assert not [source for source in fetched if re.match(r"(?:https?:)?//", source)], style
    (bundle,) = (SITE / "assets" / "javascripts").glob("bundle.*.min.js")
    text = re.sub(r"/\*.*?\*/", "", bundle.read_text(encoding="utf-8"), flags=re.DOTALL)
    hosts = re.findall(r"""["'`](https?://[^"'`$]+)""", text)
    known = (*ASKED_FOR, FOR_OLD_BROWSERS, "http://www.w3.org/")
    assert [host for host in hosts if not host.startswith(known)] == []


# --- the build


@pytest.mark.parametrize(
    ("text", "files", "said"),
    [
        ("[a](b.md)", {}, "is not found among documentation files"),
        ("[a](#b)", {}, "there is no such anchor"),
        ("[a](/b.md)", {}, "absolute link"),
        ("[a](../b/)", {}, "unrecognized relative link"),
        ("a", {"b.md": "# B"}, 'not included in the "nav" configuration'),
        ("a", {"index.md": None}, "is not found in the documentation files"),
    ],
)
def test_the_build_is_strict(
    tmp_path: Path, text: str, files: dict[str, str | None], said: str
) -> None:
    """A dead link, a page that no entry names and an entry without a page each end it."""
    done = built(tmp_path, {"index.md": f"# A\n\n{text}\n", **files})
    assert done.returncode
    assert said in done.stderr


def test_the_build_is_no_stricter(tmp_path: Path) -> None:
    """What is right is built."""
    done = built(tmp_path, {"index.md": "# A\n\n[a](#a)\n"})
    assert done.returncode == 0, done.stderr


def built(folder: Path, files: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """Pages built as ours are, but for what makes ours."""
    docs = folder / "docs"
    docs.mkdir()
    for name, content in files.items():
        if content is not None:
            (docs / name).write_text(content, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {(ROOT / 'mkdocs.yml').as_posix()}\n"
        "docs_dir: docs\nsite_dir: site\ntheme: mkdocs\nextra_css: []\nhooks: []\nplugins: []\n"
        "nav:\n- index.md\n",
        encoding="utf-8",
    )
    run = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config)]
    return subprocess.run(run, capture_output=True, text=True, check=False)
