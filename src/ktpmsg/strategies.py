"""Strategies for Hypothesis (the extra `hypothesis`), for the tests of applications.

They draw invented people (`niks`, `names`, …), their records (`ktps`, `messages()`,
`records(record_class)`), texts as people type them (`typed`), and texts with one thing wrong
(`near_misses`), for the built-in formats and those of an office. Serials begin with 9: nobody here
exists. Without `today`, people live at the end of 2025.
"""

from ktpmsg.testing import strategies
from ktpmsg.testing.strategies import *  # noqa: F403

__all__ = strategies.__all__
