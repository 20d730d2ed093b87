"""Channels: what a group of pages shows, and the messages that bring it from one drawing to the next.

A page shows exactly the broadcast whose `n` it has: it applies a message whose `base` is that `n`,
passes over what it has already, and asks for the last broadcast whenever anything else comes.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from app.host.rendering.parts import Drawing
from app.live.sync import reorder


@dataclass
class Channel:
    """One drawing that a group of pages shares; `watchers` are the connections that show it."""

    name: str
    epoch: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    n: int = 0
    drawing: Drawing = field(default_factory=Drawing)
    watchers: set[str] = field(default_factory=set)

    def advance(self, drawing: Drawing) -> dict[str, Any] | None:
        """The message that brings pages to `drawing`; None where nothing changed."""
        change = changes(self.drawing, drawing)
        self.drawing = drawing
        if not change:
            return None
        self.n += 1
        return {"channel": self.name, "epoch": self.epoch, "base": self.n - 1, "n": self.n, **change}

    def whole(self) -> dict[str, Any]:
        """The last broadcast as a page that has none of it needs it: no base, everything."""
        return {
            "channel": self.name,
            "epoch": self.epoch,
            "n": self.n,
            "skeleton": self.drawing.skeleton,
            "lists": dict(enumerate(self.drawing.lists)),
            "parts": {key: part.html for key, part in self.drawing.parts.items()},
        }

    def place(self) -> dict[str, Any]:
        """Where the channel stands, for a page that shows it already."""
        return {"channel": self.name, "epoch": self.epoch, "n": self.n}

    def is_shown_by(self, have: object) -> bool:
        """Whether a page says that it shows exactly this broadcast."""
        return isinstance(have, dict) and have == self.place()


def changes(old: Drawing, new: Drawing) -> dict[str, Any]:
    """What differs: the skeleton (then every list), how the order of lists changed, the parts redrawn."""
    change: dict[str, Any] = {}
    reshaped = old.skeleton != new.skeleton or len(old.lists) != len(new.lists)
    if reshaped:
        change["skeleton"] = new.skeleton
    lists = {
        place: keys if reshaped else reorder.change(old.lists[place], keys)
        for place, keys in enumerate(new.lists)
        if reshaped or (old.lists[place] is not keys and old.lists[place] != keys)
    }
    if lists:
        change["lists"] = lists
    known = old.parts
    parts = {key: part.html for key, part in new.since(old).items() if key not in known or known[key].html != part.html}
    if parts:
        change["parts"] = parts
    return change
