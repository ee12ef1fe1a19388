"""Writes what the fuzzer begins with: a dictionary from the grammar, seeds from the vectors.

    python fuzz/make_corpus.py [FOLDER]

`FOLDER` (`build/fuzz` if none is given) gets the file `ktpmsg.dict`, in the format of libFuzzer,
and the folder `seeds`, with the text of each vector as a file, and once more with a name that must
not be shown in the place of all its names, places and texts.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import TYPE_CHECKING, Final

from laws import CANARY

import ktpmsg
from ktpmsg import Alasan, choices, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = pathlib.Path(__file__).resolve().parent
VECTORS: Final = HERE.parent / "tests" / "vectors"

# What the grammar does not have, since it is no message: what people type around one.
TYPED: Final = """
E-KTP|KTP-EL|K.T.P|DUKCAPIL|SINGKRONISASI|NIK: |No. KK = |Nama : |Desa |Kec. |1. |> |- |*|_|~
`|(|)|<|>|"|'|\u201c|\u201d|\u2018|\u2019|\uff03|\ufe5f|\u200b|\u200d|\u200e|\u202f|\u00a0|\ufeff
\ufe0f|\u2764\ufe0f|\u0301|e\u0301|\u00e9|\u2028|\u0085|\x00|\x1b|\x7f|\uff11|\u0661|\u0421|\u3164
3308155508959001|3308151203079004|330815******9001|3.30802E+15|33.08.15.550895.9001|Siti Aminah
Surodadi|Candimulyo|30/08/25 18.00 - Budi: |[24/09/26 16.20.05] Budi: |[16.20, 24/9/2026] Budi: \x20
"""


def main(folder: str = str(HERE.parent / "build" / "fuzz")) -> None:
    """Write the dictionary and the seeds."""
    target = pathlib.Path(folder)
    seeds = target / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    words = dict.fromkeys(dictionary())
    lines = [f'"{escaped(word)}"\n' for word in words]
    (target / "ktpmsg.dict").write_text("".join(lines), encoding="ascii")
    texts: dict[str, str] = {}
    for name, text in vectors():
        texts |= {name: text, f"{name}-canary": with_canary(text)}
    for name, text in texts.items():
        (seeds / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    print(f"{len(words)} words and {len(texts)} seeds in {target}")


def dictionary() -> Iterator[str]:
    """Yield the words of the grammar, and of what people type around a message."""
    grammar = shape.current()
    for form in grammar.forms.values():
        yield form.separator
        yield form.keyword
        yield form.write(("",))
        yield form.published
        yield from (field.words for field in form.fields)
    for terminal in grammar.terminals().values():
        if terminal.pattern.type == "str":
            yield terminal.pattern.value
    yield CANARY
    yield from Alasan
    yield from choices.PUBLISHED
    yield from (word for word in re.split(r"[|\n]", TYPED) if word)


def escaped(word: str) -> str:
    """Return a word as libFuzzer reads it: its bytes, all but letters and digits escaped."""
    data = word.encode("utf-8", "surrogatepass").decode("latin-1")
    return "".join(c if c.isascii() and c.isalnum() else f"\\x{ord(c):02x}" for c in data)


def vectors() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every vector."""
    for path in sorted(VECTORS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["id"], row["text"]


def with_canary(text: str) -> str:
    """Return a text with another word for each one in it that must not be shown."""
    parts = (part for part in ktpmsg.check(text).regions() if part.field != "alasan")
    for part in sorted(parts, key=lambda part: -part.start):
        words = re.sub(r"[^\W\d_]{3,}", CANARY, text[part.start : part.end])
        text = text[: part.start] + words + text[part.end :]
    return text


if __name__ == "__main__":
    main(*sys.argv[1:2])
