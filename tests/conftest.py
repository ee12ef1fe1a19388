"""What all tests share: one fixed day, and how Hypothesis looks for counterexamples."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from people import TODAY

if TYPE_CHECKING:
    import datetime

# The command speaks the language of the locale, and the tests read English.
os.environ["LC_ALL"] = "C.UTF-8"
# The speed of the machine is no law of the library.
settings.register_profile("here", deadline=None, max_examples=50)
# The same examples each time, and more, so that nobody's change fails by chance.
settings.register_profile("ci", deadline=None, max_examples=30, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def today() -> datetime.date:
    """The day on which every test takes place, where the calendar matters."""
    return TODAY


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests in a browser run only where they are asked for: `make browser`."""
    if "browser" not in config.option.markexpr:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="in a browser: make browser"))
