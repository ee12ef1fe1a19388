"""Every sentence for people, in Indonesian and English side by side, as data.

`sentences.py` (the message), `of_keywords.py`, `of_fields.py` and `of_numbers.py` have what is said
of each problem, `replies.py` and `drawing.py` what stands around it; `signs.py` and `fields.py`
have what people call signs and fields, `meanings.py` what codes mean, `vocabulary.py` what people
write for keywords and choices. `variants.py` says which sentence fits, `telling.py` fills it in.
"""
