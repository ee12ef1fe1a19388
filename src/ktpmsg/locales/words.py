"""The languages, and words that stand side by side in both."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LANGUAGES", "POLICE_LETTER", "THE_OLD_CARD", "Words", "listed", "say"]

LANGUAGES = ("id", "en")


class Words(NamedTuple):
    """The same words in each language."""

    id: str
    en: str


def say(words: Words, lang: str) -> str:
    """The words in one language: "id" or "en", else ValueError."""
    if lang not in LANGUAGES:
        message = 'lang is "id" or "en"'
        raise ValueError(message)
    return words.id if lang == "id" else words.en


def listed(words: list[str], lang: str, last: Words | None = None) -> str:
    """Several words in a row: "NIK, Nomor KK dan Nama", or with another `last` connecting word."""
    if len(words) < 2:  # noqa: PLR2004 - one word is no row
        return "".join(words)
    return f"{', '.join(words[:-1])} {say(last or AND, lang)} {words[-1]}"


AND = Words("dan", "and")
OR = Words("atau", "or")

# What an applicant hands in (Perpres 96/2018; the office's announcement of March 2020).
POLICE_LETTER = Words(
    "surat keterangan kehilangan dari kepolisian", "the police report of the loss"
)
THE_OLD_CARD = Words(
    "KTP lama, diserahkan waktu KTP baru diantar", "the old card, handed over at delivery"
)
