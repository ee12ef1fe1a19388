"""What Hypothesis calls when it is imported: it learns which strategy a type of ours has.

Apart from `strategies`, which imports Hypothesis: while that is being imported, nobody could ask
it for this function.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import ktpmsg

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__ = ["register"]


def register() -> None:
    """Make `st.from_type(ktpmsg.Ktp)` work, and the like, without an import of the strategies.

    Only the classes are loaded: neither Lark nor the grammar nor a table is, nor the strategies,
    before somebody asks for one of the types.
    """
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - it is our caller

    for kind, name in (
        (ktpmsg.Nik, "niks"),
        (ktpmsg.NomorKK, "nomor_kks"),
        (ktpmsg.Region, "regions"),
        (ktpmsg.Ktp, "ktps"),
        (ktpmsg.Sinkronisasi, "sinkronisasis"),
        (ktpmsg.Disdukcapil, "disdukcapils"),
    ):
        register_type_strategy(kind, _maker(name))


def _maker(name: str) -> Callable[[type], SearchStrategy[Any]]:
    def make(_: type) -> SearchStrategy[Any]:
        strategy: SearchStrategy[Any] = getattr(
            importlib.import_module("ktpmsg.strategies"), name
        )()
        return strategy

    return make
