"""The alphabet of an SMS: which characters it has, and how many of its places each takes."""

from __future__ import annotations

import unicodedata

__all__ = ["plain", "septets"]

# 3GPP TS 23.038: the basic alphabet, and what counts for two.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
_PLAIN = {
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
    "\u2022": "-",
    "\t": " ",
    "\u00a0": " ",
}


def plain(text: str) -> str:
    """A text in the alphabet of an SMS: without accents that it lacks, and `?` for other signs."""
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if char in _BASIC or char in _TWICE:
        return char
    if char in _PLAIN:
        return _PLAIN[char]
    bare = unicodedata.normalize("NFKD", char)
    kept = "".join(c for c in bare if c in _BASIC)
    return kept or ("" if unicodedata.category(char)[0] in "MC" else "?")


def septets(text: str) -> int:
    """How many places of an SMS a text takes."""
    return len(text) + sum(char in _TWICE for char in text)
