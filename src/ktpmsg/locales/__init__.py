"""Every sentence for people, in Indonesian and English side by side, as data.

`sentences.py`, `of_fields.py` and `of_numbers.py` have what is said of each problem; `replies.py`
and `drawings.py` what stands around it; `signs.py` and `fields.py` what people call signs and
fields; `vocabulary.py` what people write for keywords and choices. `telling.py` puts them together.
"""

from ktpmsg.locales.words import LANGUAGES, Words, say

__all__ = ["LANGUAGES", "Words", "say"]
