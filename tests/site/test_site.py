"""The documentation site, as `make docs` built it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "site"

if not (SITE / "index.html").exists():
    pytest.skip("the site is not built: make docs", allow_module_level=True)


def test_there_is_a_home_in_both_languages() -> None:
    """It is the first page that somebody sees."""
    assert 'lang="en"' in (SITE / "index.html").read_text(encoding="utf-8")
    assert 'lang="id"' in (SITE / "id" / "index.html").read_text(encoding="utf-8")
