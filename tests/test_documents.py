"""The documents: what they show is what happens, and their links lead somewhere."""

from __future__ import annotations

import os
import pathlib
import re
import shlex
import subprocess
import sys
import types
from typing import Any

import pytest
from sessions import FRAMEWORKS, SESSION, documented, run_documented, run_session

from ktpmsg import Code

ROOT = pathlib.Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(page.name for page in DOCS.glob("*.md"))
SHOWN = [ROOT / "README.md", ROOT / "README.id.md", *(DOCS / page for page in PAGES)]
LINK = re.compile(r"\]\(([^)#:]*)(#([\w-]+))?\)")


CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def with_code() -> list[pathlib.Path]:
    """The documents that have code, but for those about frameworks (tests/integrations)."""
    return [page for page in SHOWN if documented(page) and page.name not in FRAMEWORKS]


@pytest.mark.parametrize("page", with_code(), ids=lambda page: page.name)
def test_examples_of_the_documents(page: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code and the sessions in a document, one after the other, are what Python prints."""
    # The files that they read: those of the example, but for the vectors.
    monkeypatch.chdir(ROOT if page.name == "vectors.md" else ROOT / "examples" / "formats")
    # A module of that name, so that the annotations of the classes in it can be looked up.
    module = types.ModuleType("documented")
    monkeypatch.setitem(sys.modules, "documented", module)
    run_documented(page, vars(module))


def test_no_block_of_the_documents_is_passed_over() -> None:
    """Each fence that says Python is one that the tests above find, and closed."""
    for page in SHOWN:
        text = page.read_text(encoding="utf-8")
        assert len(documented(page)) == len(re.findall(r"^ *```py", text, re.MULTILINE)), page.name
        assert len(CONSOLE.findall(text)) == text.count("```console"), page.name


def test_documents_about_frameworks_are_there() -> None:
    """Those that the tests with frameworks run."""
    assert set(PAGES) >= set(FRAMEWORKS)


def test_session_of_the_contract() -> None:
    """The session in the contract is what Python prints."""
    assert run_session(SESSION, "contract") == 7


def test_the_readme_has_the_session_of_the_contract() -> None:
    """It comes first, and is what the contract promises."""
    assert SESSION.strip("\n") in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    """Each link to a file, and to a heading in one."""
    for document in (*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("examples/*/*.md")):
        for link, _, heading in LINK.findall(document.read_text(encoding="utf-8")):
            target = document.parent / link if link else document
            assert target.exists(), f"{document.name}: {link}"
            if heading:
                headings = re.findall(
                    r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE
                )
                anchors = [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings]
                assert heading in anchors, f"{document.name}: {link}#{heading}"


def consoles() -> list[tuple[str, str]]:
    """Each command that the documents show, with what they show of its output."""
    return [
        (page.name, command)
        for page in SHOWN
        for session in CONSOLE.findall(page.read_text(encoding="utf-8"))
        for command in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    ]


@pytest.mark.parametrize(("page", "shown"), consoles())
def test_terminal_sessions_of_the_documents(page: str, shown: str) -> None:
    """What the documents show of the terminal is what it prints, in the language of the page."""
    typed, _, output = shown.partition("\n")
    *piped, command = typed.split(" | ")
    words = shlex.split(command)
    assert words[0] == "ktpmsg"
    given = " ".join(shlex.split(piped[0])[1:]) if piped else ""  # echo
    language = "id_ID.UTF-8" if page.endswith(".id.md") else "C.UTF-8"
    done = subprocess.run(
        [sys.executable, "-m", "ktpmsg", *words[1:]],
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT / "examples" / "formats",
        env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "1"},
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    assert printed == output.strip()
    assert not done.stderr


def test_example_of_the_documents() -> None:
    """The tests of an application that the documents have pass."""
    document = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", document, re.DOTALL)
    (example,) = (text for text in examples if "strategies.typed" in text)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - as somebody would run it

    tests = [test for name, test in names.items() if name.startswith("test_")]
    for test in tests:
        test()
    assert len(tests) == 2


def test_codes() -> None:
    """A code is the word for it, as the contract and the page of the project list them."""
    document = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \|", document, re.MULTILINE)

    assert sorted(listed) == sorted(Code)
    assert all(code == code.value and code.name == code.upper().replace("-", "_") for code in Code)
