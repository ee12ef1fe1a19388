"""A plugin for pytest: nothing personal in what a failed comparison shows, and a leak check.

pytest opens attrs classes field by field, takes the characters of a `str` subclass, and prints
both. Where one of two compared values is a number, a record, a report or a problem of ours, or
holds one, this says instead what differs, masked as `repr` does. A value that it was compared with
may well be the same number in plain text, so its digits are masked in the whole report of the test.

pytest imports this module in every run: it imports nothing but pytest, and nothing of the library
before a value of ours is there.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

__all__ = ["no_leak", "pytest_assertrepr_compare", "pytest_runtest_makereport"]

_PERSONAL = (
    ("ktpmsg.fields.identity", ("Nik", "NomorKK")),
    ("ktpmsg.messages", ("Record",)),
    ("ktpmsg.problems", ("MessageError", "Problem")),
    ("ktpmsg.reporting.report", ("Report",)),
)
_SHOWN = 6
_DEEPEST = 4
_LONGEST = 3  # of a container, what is shown of it
_DIGITS = re.compile(r"[0-9]{7,}")
_compared = pytest.StashKey[set[str]]()


@pytest.fixture
def no_leak() -> Callable[..., Any]:
    """Assert that code shows nothing personal, as `ktpmsg.privacy.assert_no_leak` does."""
    from ktpmsg.testing.leaks import assert_no_leak  # noqa: PLC0415 - not before it is needed

    return assert_no_leak


@pytest.hookimpl(tryfirst=True)
def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    """What a failed comparison shows, where a value of ours takes part in it."""
    ours = _ours()
    if not ours or not (_holds(left, ours) or _holds(right, ours)):
        return None
    hidden = config.stash.setdefault(_compared, set())
    for side in (left, right):
        hidden.update(_numbers(side))
    lines = [f"{_masked(left, ours)} {op} {_masked(right, ours)}"]
    if op == "==":
        with contextlib.suppress(Exception):  # values that cannot be compared once more
            lines += _differences(left, right)
    return lines


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Mask the numbers that were compared wherever else the report of a failed test has them."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()
    hidden = item.config.stash.get(_compared, set())
    if hidden and report.failed:
        report.longrepr = _hiding(report.longrepr, hidden, set())
    if report.when == "teardown":
        hidden.clear()


# --- what is ours --------------------------------------------------------------------------------


def _ours() -> tuple[type, ...]:
    """The classes whose values are personal, of the modules that are loaded."""
    return tuple(
        getattr(sys.modules[module], name)
        for module, names in _PERSONAL
        if module in sys.modules
        for name in names
    )


def _inside(value: object) -> Iterator[object]:
    """What a container holds."""
    if isinstance(value, Mapping):
        yield from value
        yield from value.values()
    elif isinstance(value, (list, tuple, AbstractSet)):
        yield from value


def _holds(value: object, ours: tuple[type, ...], depth: int = _DEEPEST) -> bool:
    """Whether a value is one of ours, or a container that has one in it."""
    if isinstance(value, ours):
        return True
    return depth > 0 and any(_holds(one, ours, depth - 1) for one in _inside(value))


def _numbers(value: object, depth: int = _DEEPEST) -> Iterator[str]:
    """The runs of digits in a value that show more than a region."""
    if isinstance(value, str):
        yield from _DIGITS.findall(str.__str__(value))
    elif depth > 0:
        for one in _inside(value):
            yield from _numbers(one, depth - 1)


# --- what is shown -------------------------------------------------------------------------------


def _masked(value: object, ours: tuple[type, ...], depth: int = _DEEPEST) -> str:
    """A value as it may be shown: a text that is not ours may be a message or a name."""
    if value is None or isinstance(value, (*ours, Enum, bool, type)):
        return repr(value)
    if isinstance(value, (str, int)):
        text = str.__str__(value) if isinstance(value, str) else repr(value)
        if _DIGITS.fullmatch(text):
            text = _stars(text)
        elif isinstance(value, str):
            return f"<{type(value).__name__} of {len(text)}>"
        return repr(text) if isinstance(value, str) else text
    if not isinstance(value, (Mapping, list, tuple, AbstractSet)) or not depth:
        return f"<{type(value).__name__}>"
    shown = [_masked(one, ours, depth - 1) for one in value]
    if isinstance(value, Mapping):
        items = zip(shown, value.values(), strict=True)
        shown = [f"{key}: {_masked(one, ours, depth - 1)}" for key, one in items]
    more = ", ..." if len(shown) > _LONGEST else ""
    return f"{type(value).__name__}({', '.join(shown[:_LONGEST])}{more})"


def _stars(digits: str) -> str:
    return digits[:_SHOWN] + "*" * len(digits[_SHOWN:])


def _differences(left: object, right: object) -> Iterator[str]:
    """In what two values differ, without the values."""
    if isinstance(left, str) and isinstance(right, str):
        one, other = str.__str__(left), str.__str__(right)
        if len(one) != len(other):
            yield f"they have {len(one)} and {len(other)} characters"
        else:
            count = sum(a != b for a, b in zip(one, other, strict=True))
            yield f"they differ in {count} of {len(one)} characters"
    elif isinstance(left, Mapping) and isinstance(right, Mapping):
        yield from _of_mappings(left, right)
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        if len(left) != len(right):
            yield f"they have {len(left)} and {len(right)} items"
        both = zip(left, right, strict=False)
        at = next((at for at, (one, other) in enumerate(both) if one != other), None)
        if at is not None:
            yield f"they differ first at index {at}"
    elif type(left) is type(right):
        names = [a.name for a in getattr(type(left), "__attrs_attrs__", ()) if a.eq]
        names = [name for name in names if getattr(left, name) != getattr(right, name)]
        names = [name for name in names if not name.startswith("_")]
        if names:
            yield f"they differ in {', '.join(names)}"
    else:
        yield f"they are of the types {type(left).__name__} and {type(right).__name__}"


def _of_mappings(left: Mapping[Any, Any], right: Mapping[Any, Any]) -> Iterator[str]:
    yield f"keys that only one has: {len(left.keys() ^ right.keys())}"
    different = sum(left[key] != right[key] for key in left.keys() & right.keys())
    yield f"values that differ: {different}"


def _hiding(value: Any, hidden: set[str], seen: set[int]) -> Any:  # noqa: ANN401 - pytest's own
    """A part of pytest's representation of a failure, with these numbers masked in its texts."""
    if isinstance(value, str):
        for digits in hidden:
            value = value.replace(digits, _stars(digits))
    elif isinstance(value, (list, tuple)):
        return type(value)(_hiding(one, hidden, seen) for one in value)
    elif id(value) not in seen and hasattr(value, "__dict__"):
        seen.add(id(value))
        for name, part in vars(value).items():
            object.__setattr__(value, name, _hiding(part, hidden, seen))
    return value
