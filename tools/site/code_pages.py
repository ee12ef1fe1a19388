"""A page for each code: what `ktpmsg explain` says of it, its rule, replies and mended message.

Run as a program, it writes the tables of `docs/codes.md` and `docs/codes.id.md` anew.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktpmsg import Code
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.locales.words import LANGUAGES, Words, say
from ktpmsg.terminal.examples import example_of
from ktpmsg.terminal.screen import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ktpmsg.problems import Severity

__all__ = ["TABLES", "code_pages", "has_mended", "linked", "mended", "page", "with_table"]

_HERE = Path(__file__).parent
TABLES = {"en": "codes.md", "id": "codes.id.md"}
_ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
_TABLE = re.compile(r"(?<=^\|---\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE)

_SEVERITIES: Mapping[Severity, Words] = {
    "error": Words("kesalahan", "error"),
    "notice": Words("catatan", "notice"),
    "repaired": Words("dirapikan", "repaired"),
}
_MEANS: Mapping[Severity, Words] = {
    "error": Words("Pesannya tidak diproses.", "There is no record of such a message."),
    "notice": Words(
        "Pesannya tetap diproses; mungkin ada yang perlu diperiksa.",
        "There is a record all the same; somebody may want to look at it.",
    ),
    "repaired": Words(
        "Pesannya dirapikan dan diproses. Dengan pembacaan ketat, ini kesalahan.",
        "Lenient reading mends it. In strict reading it is an error.",
    ),
}
_SAID = {
    "rule": Words("Aturan", "The rule"),
    "source": Words("Sumber", "Source"),
    "to do": Words("Yang perlu dilakukan", "What to do"),
    "message": Words("Contoh pesan", "A message"),
    "format": Words("Format kantor untuk contoh ini", "The format of an office, for this example"),
    "report": Words("Laporan", "The report"),
    "report of": Words(
        "Untuk petugas dan pemrogram, tanpa data pribadi: `report.draw()`.",
        "For staff and programmers, with nothing personal in it: `report.draw()`.",
    ),
    "reply": Words("Balasan", "The reply"),
    "reply of": Words(
        "Untuk pengirim: `report.reply()`, atau `report.reply(short=True)` untuk SMS.",
        "For the sender: `report.reply()`, or `report.reply(short=True)` for SMS.",
    ),
    "id": Words("Bahasa Indonesia", "In Indonesian"),
    "en": Words("Bahasa Inggris", "In English"),
    "short": Words("Pendek, untuk SMS", "Short, for SMS"),
    "mended": Words("Pesan yang benar", "The mended message"),
    "mended by us": Words("Begini pesan itu dibaca.", "This is how the message is read."),
    "as it is": Words(
        "Pesannya bisa saja sudah benar, dan dibaca apa adanya.",
        "The message may well be right, and is read as it is.",
    ),
    "should be": Words("Begini seharusnya.", "This is what to send."),
    "may be": Words(
        "Bila memang salah ketik, begini seharusnya.", "If it is a typo, this is what to send."
    ),
    "all": Words("Semua kode", "All codes"),
}


@functools.cache
def _rules() -> dict[str, Any]:
    with (_HERE / "rules.toml").open("rb") as file:
        return tomllib.load(file)


def code_pages() -> dict[str, str]:
    """The pages by their paths."""
    ending = {"en": ".md", "id": ".id.md"}
    return {
        f"codes/{code.value}{ending[lang]}": page(code, lang) for code in Code for lang in LANGUAGES
    }


def has_mended(code: Code) -> bool:
    """Whether a sender can mend the example, or could if it is a typo."""
    return "mended" in _rules()[code.value]


def mended(code: Code) -> str:
    """The example as it should have been written, or as it is read."""
    found: str | None = _rules()[code.value].get("mended")
    if found is not None:
        return found
    message = example_of(code).report.message
    if message is None:
        missing = f"rules.toml: [{code.value}] needs a mended message"
        raise ValueError(missing)
    return message.text


def page(code: Code, lang: str) -> str:
    """The page of a code in one language."""
    example, rule = example_of(code), _rules()[code.value]
    severity = example.problem.severity
    sources = [_rules()["sources"][name][lang] for name in rule["sources"]]
    hint = example.problem.hint(lang)
    other = "en" if lang == "id" else "id"
    shown = "\n".join(map(visible, example.shown.split("\n")))
    if not shown.strip():
        shown = shown.replace(" ", "␣")
    means = f"{say(MEANINGS[code], lang)} {say(_MEANS[severity], lang)}"
    parts = [
        f"# {code.value}",
        f"**{say(_SEVERITIES[severity], lang)}.** {means}",
        _heading("rule", lang),
        rule[lang],
        f"{say(_SAID['source'], lang)}: {'; '.join(sources)}.",
        f"{say(_SAID['to do'], lang)}: {hint}" if hint else "",
        _heading("message", lang),
        _block(shown, wraps=True),
        f"{say(_SAID['format'], lang)}: `{example.published}`" if example.published else "",
        _heading("report", lang),
        say(_SAID["report of"], lang),
        _block(example.report.draw(lang)),
        _heading("reply", lang),
        say(_SAID["reply of"], lang),
        _tab(lang, lang, example.report.reply(lang)),
        _tab(other, lang, example.report.reply(other)),
        _tab("short", lang, example.report.reply("id", short=True)),
        _heading("mended", lang),
        say(_SAID[_how_mended(code)], lang),
        _block(mended(code), wraps=True),
        f"[{say(_SAID['all'], lang)}](../codes.md)",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _how_mended(code: Code) -> str:
    severity = example_of(code).problem.severity
    if has_mended(code):
        return "should be" if severity == "error" else "may be"
    return "mended by us" if severity == "repaired" else "as it is"


def _heading(name: str, lang: str) -> str:
    return f"## {say(_SAID[name], lang)} {{ #{name} }}"


def _block(text: str, *, wraps: bool = False) -> str:
    kind = " { .text .wraps }" if wraps else "text"
    return f"````{kind}\n{text}\n````"


def _tab(name: str, lang: str, text: str) -> str:
    lines = _block(text).split("\n")
    indented = "\n".join(f"    {line}".rstrip() for line in lines)
    return f'=== "{say(_SAID[name], lang)}"\n\n{indented}'


def with_table(text: str, lang: str) -> str:
    """The page of all codes, with its table as it should be."""
    rows = (
        f"| `{code.value}` | {say(_SEVERITIES[example_of(code).problem.severity], lang)} "
        f"| {say(MEANINGS[code], lang)} |\n"
        for code in Code
    )
    return _TABLE.sub("".join(rows).replace("\\", r"\\"), text, count=1)


def linked(text: str) -> str:
    """The page of all codes, each with a link to its own page."""
    return _ROW.sub(r"| [`\1`](codes/\1.md) |", text)


def main() -> None:
    """Write the tables of the documents."""
    docs = _HERE.parents[1] / "docs"
    for lang, name in TABLES.items():
        text = (docs / name).read_text(encoding="utf-8")
        (docs / name).write_text(with_table(text, lang), encoding="utf-8")


if __name__ == "__main__":
    main()
