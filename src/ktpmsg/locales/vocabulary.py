"""What people write in place of a published word: for keywords and choices of any format.

The words as published stand in the grammar. These are the others that mean the same, by the
published word, letters only and in lower case; and words of their own that are no misspelling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HINTS", "KEYWORDS", "NO_TYPOS", "SYNONYMS"]

# By the keyword: other spellings of it.
KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "ktp": ("ektp", "ktpel"),
    "disdukcapil": ("dukcapil",),
}

# By the choice: other words for it.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "hilang": ("kehilangan",),
    "ubahdata": ("perubahandata", "rubahdata"),
}

# By the choice: words that speak of it, but do not name it. Beside another, it is one too many.
HINTS: Mapping[str, tuple[str, ...]] = {
    "rusak": ("kerusakan",),
    "ubahdata": ("ubah", "rubah", "perubahan"),
}

# By the choice: words of their own that are one letter off.
NO_TYPOS: Mapping[str, tuple[str, ...]] = {
    "hilang": ("bilang", "silang", "gilang"),
    "pemula": ("pemuda", "semula"),
    "rusak": ("rusuk",),
}
