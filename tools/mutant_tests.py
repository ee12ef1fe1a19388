"""Finds a mistake sooner: a plugin that `mutants.py` gives to pytest, which mutmut starts for each.

mutmut names the tests that may find the mistake, up to thousands, and pytest needs seconds to look
each of them up. Here it collects the files that they are in, and leaves out what is not named.
"""

from __future__ import annotations

import gc
import os
import sys

import pytest
from hypothesis import Phase, settings

_NAMED = pytest.StashKey[set[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Ask for files in place of tests; and let no garbage be sought in what was there before."""
    gc.freeze()
    config.stash[_NAMED] = {name for name in config.args if "::" in name}
    config.args[:] = dict.fromkeys(name.partition("::")[0] for name in config.args)


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Let no example that fails be made smaller, before the tests are imported: nobody reads it."""
    settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish() -> None:
    """Forget what was read while the tests were imported: the mistake is to be in that, too."""
    for name, module in list(sys.modules.items()):
        if name.startswith("ktpmsg."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and value.__module__ == name:
                    value.cache_clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the tests of the module that has the mistake, and there with the quick ones."""
    named = config.stash[_NAMED]
    if not named:
        return
    mutant = os.environ.get("MUTANT_UNDER_TEST", "").removeprefix("ktpmsg.")
    names = mutant.split(".")[:-1]  # of the package and the module, in any order

    def order(item: pytest.Item) -> tuple[int, bool]:
        """Count how much of the module's name the test's path does not have."""
        path = f"{item.path.parent.name} {item.path.stem}"
        is_property = hasattr(getattr(item, "function", None), "hypothesis")
        return sum(name not in path for name in names), is_property

    items[:] = sorted((item for item in items if item.nodeid in named), key=order)
