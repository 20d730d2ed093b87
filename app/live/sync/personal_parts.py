"""What one person's page shows as theirs alone, and the messages that bring it from one drawing to the next.

Where a method draws it in parts, only those that changed travel, as in channels; else it is sent whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.host.rendering.parts import Drawing
from app.live.sync.channel import changes


@dataclass(frozen=True)
class Own:
    """Somebody's own block: what is said of it, its drawing, the marks that it sets on parts of the boards."""

    said: dict[str, Any] = field(default_factory=dict)
    """The activity and the table that it is of, a signal, where that is in words."""
    drawing: Drawing = field(default_factory=Drawing)
    marks: dict[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> dict[str, Any]:
        """All of it, for a page that has none."""
        return {**self.said, "html": str(self.drawing.html()), "own": self.marks}

    def since(self, before: Own, n: int) -> dict[str, Any] | None:
        """What brings a page from what it was to what it is, `n` being what the page has; None where it is the same."""
        if self.said == before.said and self.drawing == before.drawing and self.marks == before.marks:
            return None
        if not self._follows(before):
            return self.whole
        gone = dict.fromkeys(before.marks.keys() - self.marks.keys())
        marks = {key: mark for key, mark in self.marks.items() if before.marks.get(key) != mark}
        return {"base": n, **self.said, **changes(before.drawing, self.drawing), "own": {**marks, **gone}}

    def _follows(self, before: Own) -> bool:
        """Whether both are drawn in parts, and are of the same place."""
        where = ("activity", "scope")
        is_there = all(self.said.get(name) == before.said.get(name) for name in where)
        return is_there and bool(self.drawing.parts and before.drawing.parts)
