"""The command `ktpmsg`: `main` runs it."""

from ktpmsg.terminal.command import main

__all__ = ["main"]
