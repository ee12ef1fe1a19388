"""For tests of applications: nothing that a message says of a person comes out of their code."""

from ktpmsg.testing.leaks import assert_no_leak

__all__ = ["assert_no_leak"]
