"""The modules: which imports which."""

from __future__ import annotations

import ast
import graphlib
import pathlib

import ktpmsg

PACKAGE = pathlib.Path(ktpmsg.__file__).parent


def imports() -> dict[str, set[str]]:
    """For each module, those that have to be there before it: what it imports, and its package."""
    paths = {
        ".".join(("ktpmsg", *path.relative_to(PACKAGE).with_suffix("").parts)): path
        for path in PACKAGE.rglob("*.py")
    }
    modules = {name.removesuffix(".__init__"): path for name, path in paths.items()}
    return {
        name: {other for other in (*imported(path), name.rpartition(".")[0]) if other in modules}
        for name, path in modules.items()
    }


def imported(path: pathlib.Path) -> set[str]:
    """What a module imports when it is imported itself."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_no_module_waits_for_one_that_waits_for_it() -> None:
    """Two threads that import two modules at once would get one of them half made."""
    assert len(list(graphlib.TopologicalSorter(imports()).static_order())) > 90
