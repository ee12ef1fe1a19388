"""The grammar of the messages: the one place that says what they look like."""
