"""The command `ktpmsg`: `command.main` runs it."""
