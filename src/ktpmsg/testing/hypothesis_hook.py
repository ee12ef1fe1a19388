"""What Hypothesis calls when it is imported: it learns which strategy a type of ours has.

Apart from `strategies`, which imports Hypothesis: while that is being imported, nobody could ask
it for this function.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Make `st.from_type(ktpmsg.Nik)` work, and the like, without an import of the strategies.

    Only the classes are loaded: neither Lark nor the grammar nor a table is, nor the strategies,
    before somebody asks for one of the types.
    """
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - it is our caller

    from ktpmsg.fields.identity import Nik, NomorKK  # noqa: PLC0415 - when Hypothesis calls
    from ktpmsg.messages import BUILTIN  # noqa: PLC0415
    from ktpmsg.regions import Region  # noqa: PLC0415

    for kind, name in ((Nik, "niks"), (NomorKK, "nomor_kks"), (Region, "regions")):
        register_type_strategy(kind, _maker(name))
    for record in BUILTIN:
        register_type_strategy(record, _maker("records", record))


def _maker(name: str, *arguments: object) -> Callable[[type], SearchStrategy[Any]]:
    def make(_: type) -> SearchStrategy[Any]:
        strategies = importlib.import_module("ktpmsg.testing.strategies")
        strategy: SearchStrategy[Any] = getattr(strategies, name)(*arguments)
        return strategy

    return make
