"""Strategies for Hypothesis (the extra `hypothesis`): see `ktpmsg.testing.strategies`."""

from ktpmsg.testing.strategies import *  # noqa: F403
from ktpmsg.testing.strategies import __all__, __doc__  # noqa: F401
