"""What is made on first use, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Once"]

T = TypeVar("T")


class Once(Generic[T]):
    """A value that is made when it is first asked for, and the same from then on.

    There is no lock, so nothing can hang: neither a process forked while another thread makes the
    value, nor a signal handler that asks for it in the middle of its making. Threads that ask at
    the same time may each make one. All of them get the one that was finished first, so the
    function must do nothing but return a value (not None).
    """

    __slots__ = ("_first", "_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        """Take the function that makes the value."""
        self._make = make
        self._made: T | None = None
        self._first: dict[None, T] = {}

    def __call__(self) -> T:
        """Return the value, and make it first if need be."""
        made = self._made
        if made is None:
            # `setdefault` is atomic: it decides which of several values is the first.
            made = self._made = self._first.setdefault(None, self._make())
        return made

    def cache_clear(self) -> None:
        """Forget the value, so that it is made anew when it is next asked for."""
        self._first = {}
        self._made = None
