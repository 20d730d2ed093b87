"""Who is writing where on a sheet just now: told to those who see it, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 80
"""Characters of a field's name."""


@dataclass(frozen=True)
class Pen:
    """Somebody's pen: on which sheet, at which field, and whose it is; no name where nobody is named."""

    activity: str
    scope: str
    field: str
    name: str


@dataclass
class Writing:
    """The pens of a room, by connection: one page writes in one field."""

    pens: dict[str, Pen] = field(default_factory=dict)

    def put(self, sid: str, pen: Pen | None) -> Iterator[tuple[str, str]]:
        """Move a pen, or lift it; gives the sheets on which that changed something."""
        before = self.pens.pop(sid, None)
        if pen is not None:
            self.pens[sid] = pen
        if before != pen:
            yield from dict.fromkeys((one.activity, one.scope) for one in (before, pen) if one is not None)

    def told(self, activity: str, scope: str) -> dict[str, list[str]]:
        """By field, the names of those who are at it; "" for somebody unnamed."""
        at: dict[str, list[str]] = {}
        for pen in self.pens.values():
            if (pen.activity, pen.scope) == (activity, scope):
                at.setdefault(pen.field, []).append(pen.name)
        return at
