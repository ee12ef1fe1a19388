"""Strategies for Hypothesis (the extra `hypothesis`); see `ktpmsg.testing.strategies`."""

from ktpmsg.testing import strategies
from ktpmsg.testing.strategies import *  # noqa: F403

__all__ = strategies.__all__
