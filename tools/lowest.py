"""The lower bounds of some requirements in pyproject.toml, as constraints for pip.

python tools/lowest.py django cattrs
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_BOUND = re.compile(r"([\w-]+)(?:\[[\w,]+\])?>=([\w.]+)")


def lowest(names: list[str]) -> list[str]:
    """A constraint for each of these packages; SystemExit for one that has no lower bound."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    found = [_BOUND.match(one) for some in extras for one in some]
    bounds: dict[str, str] = {one[1]: one[2] for one in found if one}
    missing = [name for name in names if name not in bounds]
    if missing:
        sys.exit(f"no lower bound: {', '.join(missing)}")
    return [f"{name}=={bounds[name]}" for name in names]


if __name__ == "__main__":
    print("\n".join(lowest(sys.argv[1:])))
