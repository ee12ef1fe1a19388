"""Writes what the fuzzer begins with: a dictionary from the grammars, seeds from the vectors.

    python fuzz/make_corpus.py [FOLDER [MOST]]

`FOLDER` (`build/fuzz` if none is given) gets the file `ktpmsg.dict`, in the format of libFuzzer,
and the folder `seeds`, with the text of each vector, of each message in `tests/formats` and of each
example of the office's grammar as a file, and once more with a name that must not be shown in the
place of all its names, places and texts. `MOST` is how many of these there are at most, chosen
evenly: a fuzzer reads all of them before it begins to count the time that it was given.
"""

from __future__ import annotations

import itertools
import json
import pathlib
import re
import shutil
import sys
from typing import TYPE_CHECKING, Final

from laws import CANARY, OFFICE

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = pathlib.Path(__file__).resolve().parent
VECTORS: Final = HERE.parent / "tests" / "vectors"
FORMATS: Final = HERE.parent / "tests" / "formats"
GRAMMARS: Final = (HERE.parent / "grammar" / "messages.lark", HERE / "office.lark")
_LITERAL: Final = re.compile(r'"([^"\n]+)"')
_COMMENT: Final = re.compile(r"^//.*$", re.MULTILINE)

# What a grammar does not have, since it is no message: what people type around one.
TYPED: Final = """
E-KTP|KTP-EL|K.T.P|DUKCAPIL|SINGKRONISASI|NIK: |No. KK = |Nama : |Desa |Kec. |1. |> |- |*|_|~
`|(|)|<|>|"|'|\u201c|\u201d|\u2018|\u2019|\uff03|\ufe5f|\u200b|\u200d|\u200e|\u202f|\u00a0|\ufeff
\ufe0f|\u2764\ufe0f|\u0301|e\u0301|\u00e9|\u2028|\u0085|\x00|\x1b|\x7f|\uff11|\u0661|\u0421|\u3164
3308155508959001|3308151203079004|330815******9001|3.30802E+15|33.08.15.550895.9001|Siti Aminah
15 Agustus 1995|15-8-1995|0812 0000 9001|081200009001|~|atau
Surodadi|Candimulyo|30/08/25 18.00 - Budi: |[24/09/26 16.20.05] Budi: |[16.20, 24/9/2026] Budi: \x20
"""


def main(folder: str = str(HERE.parent / "build" / "fuzz"), most: str = "") -> None:
    """Write the dictionary and the seeds."""
    target = pathlib.Path(folder)
    seeds = target / "seeds"
    target.mkdir(parents=True, exist_ok=True)
    words = dict.fromkeys(word for word in dictionary() if word)
    lines = [f'"{escaped(word)}"\n' for word in words]
    (target / "ktpmsg.dict").write_text("".join(lines), encoding="ascii")
    texts: dict[str, str] = {}
    for name, text in seeds_of():
        texts |= {name: text, f"{name}-canary": with_canary(text)}
    step = -(-len(texts) // int(most)) if most else 1
    texts = dict(itertools.islice(texts.items(), 0, None, step))
    shutil.rmtree(seeds, ignore_errors=True)
    seeds.mkdir(parents=True)
    for name, text in texts.items():
        (seeds / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    print(f"{len(words)} words and {len(texts)} seeds in {target}")


def dictionary() -> Iterator[str]:
    """Yield the words of the grammars, and of what people type around a message."""
    for path in GRAMMARS:
        yield from _LITERAL.findall(_COMMENT.sub("", path.read_text(encoding="utf-8")))
    ours: list[type[ktpmsg.Record]] = [ktpmsg.Ktp, ktpmsg.Sinkronisasi, ktpmsg.Disdukcapil]
    for kind in [*ours, *OFFICE.records.values()]:
        yield kind.published
        yield kind.published.partition("NIK")[0]
    yield CANARY
    yield from re.split(r"[|\n]", TYPED)


def escaped(word: str) -> str:
    """Return a word as libFuzzer reads it: its bytes, all but letters and digits escaped."""
    data = word.encode("utf-8", "surrogatepass").decode("latin-1")
    return "".join(c if c.isascii() and c.isalnum() else f"\\x{ord(c):02x}" for c in data)


def seeds_of() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every message that is here."""
    for path in sorted(VECTORS.glob("*.jsonl")):
        for row in rows(path):
            yield row["id"], row["text"]
    for path in sorted(FORMATS.glob("*.jsonl")):
        for at, row in enumerate(rows(path)):
            yield f"{path.stem}-{at}", row["text"]
    comments = _COMMENT.findall(GRAMMARS[1].read_text(encoding="utf-8"))
    for at, comment in enumerate(comments):
        yield f"office-{at}", comment.removeprefix("//").strip()


def rows(path: pathlib.Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file."""
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def with_canary(text: str) -> str:
    """Return a text with another word for each one in it that must not be shown."""
    report = OFFICE.check(text)
    if report.kind is None:
        report = ktpmsg.check(text)
    # Which parts hold what is somebody's, no public name says.
    parts = (part for part in report._values() if part.field not in {"alasan", "jenis"})  # noqa: SLF001
    for part in sorted(parts, key=lambda part: -part.start):
        words = re.sub(r"[^\W\d_]{3,}", CANARY, text[part.start : part.end])
        text = text[: part.start] + words + text[part.end :]
    return text


if __name__ == "__main__":
    main(*sys.argv[1:3])
