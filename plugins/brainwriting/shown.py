"""What was chosen, as templates read it: one's own marks, then each group's ideas, those that were marked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.blocks.rotate import Group, Line
from plugins.brainwriting.choosing import MARKS_MOST, Chosen


@dataclass(frozen=True)
class Idea:
    """An idea of a group, by the number that it has among all."""

    id: str
    number: int
    text: str
    sheet: int
    group: int
    is_marked: bool
    is_kept: bool


@dataclass(frozen=True)
class Choice:
    """What a group has to choose from, in three lists: kept, marked, and the rest."""

    id: str
    number: int
    kept: tuple[Idea, ...]
    marked: tuple[Idea, ...]
    others: tuple[Idea, ...]


def view(state: Chosen) -> dict[str, Any]:
    """What everyone sees."""
    marked = state.marked()
    numbers = {line.id: number for number, line in enumerate(state.sheets.shown(), 1)}
    choices = tuple(_choice(state, group, marked, numbers) for group in state.sheets.groups.values())
    return {
        "choices": choices,
        "kept": tuple(idea for choice in choices for idea in choice.kept),
        "kept_most": state.kept_most,
    }


def _choice(state: Chosen, group: Group, marked: dict[str, int], numbers: dict[str, int]) -> Choice:
    def idea(line: Line) -> Idea:
        sheet = state.sheets.leaves[line.leaf].number
        return Idea(line.id, numbers[line.id], line.text, sheet, group.number, line.id in marked, line.id in state.kept)

    kept = tuple(map(idea, state.kept_by(group.id)))
    lines = (
        line
        for leaf in state.sheets.leaves.values()
        if leaf.group == group.id
        for line in state.sheets.lines_of(leaf.id)
    )
    rest = [idea(line) for line in lines if line.id not in state.kept]
    return Choice(
        group.id,
        group.number,
        kept,
        tuple(one for one in rest if one.is_marked),
        tuple(one for one in rest if not one.is_marked),
    )


def personal_view(state: Chosen, who: str) -> dict[str, Any]:
    """What one person marks, and which ideas their group chooses from."""
    held, group = state.sheets.held.get(who, ""), state.sheets.group_of.get(who, "")
    mine = state.marks.get(who, [])
    own = {
        line.id: {"ours": "✓"}
        for line in state.sheets.shown()
        if state.is_open and group and state.sheets.leaves[line.leaf].group == group
    }
    return {
        "to_mark": tuple(
            (number, tuple((line, line.id in mine) for line in lines)) for number, lines in state.sheets.rounds_of(held)
        ),
        "marks_left": MARKS_MOST - len(mine),
        "own_group": state.sheets.groups[group].number if group in state.sheets.groups else 0,
        "own": own,
    }
