"""Looks for a text for which a law of the library does not hold, led by coverage (atheris).

    python fuzz/make_corpus.py build/fuzz
    python fuzz/fuzz_reading.py -dict=build/fuzz/ktpmsg.dict build/fuzz/found build/fuzz/seeds

Arguments are libFuzzer's. A text that breaks a law, raises anything or takes too long is written
to a file; `fuzz/replay.py` says what is the matter with it, without atheris.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

atheris: Any = importlib.import_module("atheris")
hooks: Any = importlib.import_module("atheris.function_hooks")
compiler: Any = re

# What others compile for themselves is not to be looked into.
ELSEWHERE: Final = ("attrs", "datetime", "json", "lark", "pickle")
_POSSESSIVE: Final = re.compile(r"(?<=[*+?}])\+")


def main() -> None:
    """Run the fuzzer."""
    for name in ELSEWHERE:
        importlib.import_module(name)
    show_patterns()
    # The hook says of many a pattern that it cannot make a text for it; that is no finding.
    quietly = contextlib.redirect_stderr(io.StringIO())
    with quietly, atheris.instrument_imports(include=["ktpmsg"]):
        replay: Any = importlib.import_module("replay")
        # Most modules are imported on first use: now, and not within the first input.
        replay.judge("#KTP#")
    sys.meta_path.insert(0, TooLate())

    def one(data: bytes) -> None:
        replay.judge(replay.decoded(data))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


class TooLate:
    """Refuses to import what of the library the fuzzer would not be led through any more."""

    def find_spec(self, name: str, *_: object) -> None:
        """Raise for a module of the library, which makes it a finding."""
        assert not name.startswith("ktpmsg"), f"{name} is imported too late"  # noqa: S101


def show_patterns() -> None:
    """Let the fuzzer see into regular expressions.

    The hook gives it, for each pattern that is tried, a text which would match. As it comes, it
    knows neither possessive repeats nor atomic groups, takes no pattern that is compiled already,
    and its patterns take no bounds (`search(text, start, end)`); all of that is put right here.
    """
    usual = hooks.gen_match

    def match_of(pattern: str) -> str:
        with_way_back = _POSSESSIVE.sub("", pattern.replace("(?>", "(?:"))
        try:
            return str(usual(with_way_back))
        except Exception:  # noqa: BLE001 - then it has no help with this pattern
            return ""

    hooks.gen_match = match_of
    for name in ("search", "match", "fullmatch", "findall", "finditer"):
        setattr(hooks.AtherisPatternProxy, name, _bounded(name))
    atheris.enabled_hooks.add("RegEx")
    hooked = compiler._compile  # noqa: SLF001

    def compiled(pattern: object, flags: object) -> object:
        return hooked(pattern, flags) if isinstance(pattern, str) else pattern

    compiler._compile = compiled  # noqa: SLF001


class _Traced(Protocol):
    """A pattern of the hook's, and a text that it would match."""

    re_obj: re.Pattern[str]
    generated: str


def _bounded(name: str) -> Callable[..., object]:
    def method(pattern: _Traced, *args: object, **kwargs: object) -> object:
        atheris._trace_regex_match(pattern.generated, pattern.re_obj)  # noqa: SLF001
        return getattr(pattern.re_obj, name)(*args, **kwargs)

    return method


if __name__ == "__main__":
    main()
