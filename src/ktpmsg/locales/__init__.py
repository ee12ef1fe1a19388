"""Every sentence for people, in Indonesian and English side by side."""

from ktpmsg.locales.words import LANGUAGES, Words, say

__all__ = ["LANGUAGES", "Words", "say"]
