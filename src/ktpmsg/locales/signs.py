"""What people call the signs that stand where none belongs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ktpmsg.locales.words import AND, Words, listed, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["named", "named_all"]

# By the sign; a word for what is no single character.
SIGNS: Mapping[str, Words] = {
    "space": Words("spasi", "a space"),
    "line": Words("ganti baris", "a line break"),
    "none": Words("tidak ada apa-apa", "nothing"),
    "pagar": Words('kata "pagar"', 'the word "pagar"'),
    "dan": Words('kata "dan"', 'the word "dan"'),
    "#": Words("tanda pagar (#)", "a hash sign (#)"),
    ",": Words("koma (,)", "a comma (,)"),
    ".": Words("titik (.)", "a full stop (.)"),
    "/": Words("garis miring (/)", "a slash (/)"),
    "\\": Words("garis miring terbalik", "a backslash"),
    ":": Words("titik dua (:)", "a colon (:)"),
    ";": Words("titik koma (;)", "a semicolon (;)"),
    "-": Words("tanda hubung (-)", "a hyphen (-)"),
    "_": Words("garis bawah (_)", "an underscore (_)"),
    "*": Words("tanda bintang (*)", "an asterisk (*)"),
    "|": Words("garis tegak (|)", "a vertical bar (|)"),
    "+": Words("tanda tambah (+)", "a plus sign (+)"),
    "=": Words("tanda sama dengan (=)", "an equals sign (=)"),
    "!": Words("tanda seru (!)", "an exclamation mark (!)"),
    "?": Words("tanda tanya (?)", "a question mark (?)"),
    "&": Words("tanda dan (&)", "an ampersand (&)"),
    "%": Words("tanda persen (%)", "a percent sign (%)"),
    "@": Words("tanda at (@)", "an at sign (@)"),
    "$": Words("tanda dolar ($)", "a dollar sign ($)"),
    "~": Words("tanda gelombang", "a tilde"),
    "^": Words("tanda topi", "a caret"),
    "`": Words("tanda petik miring", "a back-tick"),
    "'": Words("tanda petik (')", "an apostrophe (')"),
    '"': Words('tanda petik (")', 'a quotation mark (")'),
    "(": Words("tanda kurung", "a bracket"),
    "<": Words("tanda kurung sudut (< >)", "an angle bracket (< >)"),
    ">": Words('tanda ">"', 'a ">" sign'),
    "[": Words("tanda kurung siku", "a square bracket"),
    "{": Words("tanda kurung kurawal", "a curly bracket"),
    "\u2022": Words("tanda bulat", "a bullet"),
    "emoji": Words("gambar emoji", "an emoji"),
    "list": Words("nomor urut", "a list mark"),
    "other": Words("tanda lain", "another sign"),
}
# Signs that are called as another one is.
_ALIKE: Mapping[str, str] = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u00b4\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u00b7\u25cf\u2219", "\u2022"),
    **dict.fromkeys(" \t\u00a0", "space"),
    **dict.fromkeys("\r\n", "line"),
    ")": "(",
    "]": "[",
    "}": "{",
    "\uff0d": "-",
    "\uff0c": ",",
    "\uff0a": "*",
    "\u2026": ".",
}
_A_LETTER = Words("huruf {letter}", "the letter {letter}")


def named(sign: str, lang: str) -> str:
    """A sign in words, with the sign in brackets; a letter as a letter."""
    sign = _ALIKE.get(sign, sign)
    if sign in SIGNS:
        return say(SIGNS[sign], lang)
    if sign.isalpha() and sign.isascii():
        return say(_A_LETTER, lang).format(letter=sign)
    is_picture = len(sign) == 1 and unicodedata.category(sign) == "So"
    return say(SIGNS["emoji" if is_picture else "other"], lang)


def named_all(signs: Sequence[str], lang: str) -> str:
    """Several signs in words, each once; a closing bracket goes with the one that opens."""
    signs = [sign for sign in signs if sign != ">" or "<" not in signs]
    return listed(list(dict.fromkeys(named(sign, lang) for sign in signs)), lang, AND)
