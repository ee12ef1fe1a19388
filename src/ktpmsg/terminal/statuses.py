"""How the command ends: its exit statuses."""

from typing import Final

__all__ = ["CLOSED_PIPE", "FAULTY", "GOOD", "INTERRUPTED", "UNUSABLE"]

GOOD: Final = 0
FAULTY: Final = 1
"""Some message, number or code is faulty."""
UNUSABLE: Final = 2
"""Wrong use, or what could not be read or written."""
INTERRUPTED: Final = 130
"""Ctrl-C: 128 and the number of SIGINT, as shells have it."""
CLOSED_PIPE: Final = 141
"""Whoever read the output has stopped (`| head`): 128 and the number of SIGPIPE."""
