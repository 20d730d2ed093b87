"""A change of the agenda that was made by hand, and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PLACE = ("place", "")

Key = tuple[str, str]
"""What changes by itself: the name of a field, and a key in it or ""."""


@dataclass(frozen=True)
class Change:
    """One change: what stood there before and after; `activity` is "" of the agenda as a whole."""

    entry: str
    """The id of the entry that made it."""
    by: str
    """The facilitator, as the stamp has them."""
    activity: str
    before: Mapping[Key, Any]
    after: Mapping[Key, Any]

    @property
    def moves(self) -> bool:
        """Whether it put the activity somewhere else, on the agenda, aside or off."""
        return PLACE in self.after
