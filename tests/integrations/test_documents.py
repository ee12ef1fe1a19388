"""The code in the documents runs, and prints what they show."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("django", reason="needs the extra: integrations")
pytest.importorskip("structlog", reason="needs the extra: integrations")

from sessions import FRAMEWORKS, documented, run_blocks

from integrations import django_project

django_project.set_up()

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.integration

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def names() -> dict[str, Any]:
    """Those of a module, which some frameworks look at."""
    module = types.ModuleType("integrations.registry.documented")
    sys.modules[module.__name__] = module
    return vars(module)


@pytest.fixture
def tables(names: dict[str, Any]) -> Iterator[None]:
    """A data base of Django's, with the table of the model in the document."""
    from django.db import connection  # noqa: PLC0415 - not before it is set up

    django_project.use(None)
    first, *rest = documented(DOCS / "django.md")
    run_blocks([first], names, "django.md")
    with connection.schema_editor() as editor:
        editor.create_model(names["Applicant"])
    names["rest"] = rest
    yield
    django_project.close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Spark's own sockets
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", [name for name in FRAMEWORKS if name != "django.md"])
def test_the_code_of_a_document_runs(name: str, names: dict[str, Any]) -> None:
    code = documented(DOCS / name)
    if importlib.util.find_spec("ktpmsg.privacy") is None:
        code = [one for one in code if "ktpmsg.privacy" not in one[1]]
    if importlib.util.find_spec("pyspark") is None:  # `make spark` has it
        code = [one for one in code if "pyspark" not in one[1]]
    run_blocks(code, names, name)
    if "connection" in names:
        names["connection"].close()
    if "spark" in names:
        names["spark"].stop()
    if "engine" in names:
        names["engine"].dispose()


@pytest.mark.usefixtures("tables")
def test_the_code_about_django_runs(names: dict[str, Any]) -> None:
    run_blocks(names.pop("rest"), names, "django.md")
