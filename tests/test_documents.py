"""The documents: what they show is what happens, and their links lead somewhere."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
from typing import Any

import pytest
from sessions import SESSION, run_session

from ktpmsg import Code

ROOT = pathlib.Path(__file__).parents[1]
DOCUMENTS = ["README.md", "README.id.md"]
DOCUMENTS += [f"docs/{name}.md" for name in ("application", "formats", "terminal", "testing")]
LINK = re.compile(r"\]\(([^)#:]*)(#([\w-]+))?\)")
BLOCK = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_of_the_documents(name: str) -> None:
    """The sessions in a document, one after the other, are what Python prints."""
    document = (ROOT / name).read_text(encoding="utf-8")
    blocks = BLOCK.findall(document)

    assert len(blocks) == document.count("```pycon")
    assert run_session("\n".join(blocks), name) >= 4


def test_session_of_the_contract() -> None:
    """The session in the contract is what Python prints."""
    assert run_session(SESSION, "contract") == 7


def test_the_readme_has_the_session_of_the_contract() -> None:
    """It comes first, and is what the contract promises."""
    assert SESSION.strip("\n") in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    """Each link to a file, and to a heading in one."""
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for link, _, heading in LINK.findall(document.read_text(encoding="utf-8")):
            target = document.parent / link if link else document
            assert target.exists(), f"{document.name}: {link}"
            if heading:
                headings = re.findall(
                    r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE
                )
                anchors = [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings]
                assert heading in anchors, f"{document.name}: {link}#{heading}"


def test_terminal_session_of_the_documents() -> None:
    """What the documents show of the terminal is what the terminal prints."""
    shown = (ROOT / "docs" / "terminal.md").read_text(encoding="utf-8")
    (session,) = re.findall(r"^```console\n(.*?)^```$", shown, re.MULTILINE | re.DOTALL)
    command, _, shown = session.partition("\n")
    typed = re.fullmatch(r"\$ echo ([0-9]+) \| ktpmsg nik", command)
    assert typed is not None
    run = [sys.executable, "-m", "ktpmsg", "nik"]
    done = subprocess.run(run, input=typed[1], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == shown.strip()


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
