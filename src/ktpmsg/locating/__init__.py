"""Where messages lie in a text: chat entries, keywords, beginning and end."""

from ktpmsg.locating.locator import Locator
from ktpmsg.locating.place import Place

__all__ = ["Locator", "Place"]
