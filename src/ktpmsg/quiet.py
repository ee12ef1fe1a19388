"""Enumerations whose look-ups quote nothing when they fail."""

from __future__ import annotations

from enum import EnumType
from typing import Any

__all__ = ["QuietEnum"]


class QuietEnum(EnumType):
    """The class of enumerations whose look-up by name quotes nothing when it fails."""

    def __getitem__(cls, name: str) -> Any:  # noqa: ANN401
        """The member of this name; a KeyError does not quote it, for it may be anybody's."""
        found = cls._member_map_.get(name)
        if found is None:
            message = f"no {cls.__name__} has this name"
            raise KeyError(message)
        return found
