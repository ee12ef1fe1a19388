"""Strategies for Hypothesis (the extra `hypothesis`); `ktpmsg.testing.strategies` has their words."""

from ktpmsg.testing import strategies
from ktpmsg.testing.strategies import *  # noqa: F403

__all__ = strategies.__all__
