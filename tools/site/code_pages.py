"""A page for each code, of what `ktpmsg explain` says."""

from __future__ import annotations

from ktpmsg import Code
from ktpmsg.locales.meanings import MEANINGS
from ktpmsg.locales.words import LANGUAGES, say

__all__ = ["code_pages"]


def code_pages() -> dict[str, str]:
    """The pages by their paths."""
    return {
        f"codes/{code.value}{'' if lang == 'en' else f'.{lang}'}.md": f"# {code.value}\n\n"
        f"{say(MEANINGS[code], lang)}\n"
        for code in Code
        for lang in LANGUAGES
    }
