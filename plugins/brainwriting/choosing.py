"""What was chosen of the sheets: each marks on the one they hold, then each group keeps a few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from beffroi import translator
from beffroi.blocks.rotate import Group, Line, Rotation

_ = translator(__name__)

MARKS_MOST, KEPT_MOST, ALL_MOST = 3, 5, 50
"""Ideas that one person marks, that one group keeps, and that all groups keep together."""


@dataclass
class Chosen:
    """The sheets, what each person marked on theirs, and what each group kept, in the order of keeping."""

    sheets: Rotation = field(default_factory=Rotation)
    marks: dict[str, list[str]] = field(default_factory=dict)
    """By person, the ids of ideas."""
    kept: dict[str, str] = field(default_factory=dict)
    """By idea, the id of the group that keeps it."""
    is_open: bool = False
    """Whether all sheets are shown, and groups choose."""

    @property
    def kept_most(self) -> int:
        """How many one group keeps: of many groups each keeps fewer, so that all can still be read."""
        return min(KEPT_MOST, max(1, ALL_MOST // max(1, len(self.sheets.groups))))

    def line(self, id: str) -> Line | None:
        """An idea that is shown."""
        line = self.sheets.lines.get(id)
        return None if line is None or line.motive else line

    def group_of(self, line: Line) -> Group | None:
        """The group on whose sheet it stands."""
        leaf = self.sheets.leaves.get(line.leaf)
        return self.sheets.groups.get(leaf.group) if leaf else None

    def kept_by(self, group: str) -> tuple[Line, ...]:
        """What a group keeps."""
        return tuple(line for id, one in self.kept.items() if one == group and (line := self.line(id)))

    def all_kept(self) -> Iterator[tuple[Group, Line]]:
        """What all keep, group by group."""
        for group in self.sheets.groups.values():
            for line in self.kept_by(group.id):
                yield group, line

    def marked(self) -> dict[str, int]:
        """How many marked each idea."""
        found: dict[str, int] = {}
        for ideas in self.marks.values():
            for id in ideas:
                found[id] = found.get(id, 0) + 1
        return found

    def counts(self) -> list[Any]:
        """In a sentence, how much was marked."""
        marked = sum(len(ideas) for ideas in self.marks.values())
        return [_.many("%(n)s idea marked", "%(n)s ideas marked", marked)] if marked else []
