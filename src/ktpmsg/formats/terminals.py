"""The terminals of `grammar/fields.lark`: the pattern of each kind of field."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lark.load_grammar import load_grammar

from ktpmsg.formats.rules import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["patterns"]


@functools.cache
def patterns() -> Mapping[str, str]:
    """The pattern of each kind's terminal; in it, # stands for the separator of a format."""
    text = shipped("fields.lark")
    names = re.findall(r"^([A-Z_]+):", text, re.MULTILINE)
    start = "\nstart: " + " | ".join(names)
    grammar, _ = load_grammar(  # type: ignore[no-untyped-call]
        text + start, "fields.lark", [], global_keep_all_tokens=False
    )
    terminals, _, _ = grammar.compile(["start"], set(names))
    return {t.name: str(t.pattern.value) for t in terminals if t.name in names}
