"""A roadmap as its templates read it: scenario by scenario, its grid, its drawing, its steps by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi.blocks.grid import Clash, Line, Shown
from plugins.roadmap.drawing import Drawing, drawn
from plugins.roadmap.road import RoadGrid, grid_of
from plugins.roadmap.steps import KINDS, Roadmap, Scenario, Step


@dataclass(frozen=True)
class Row:
    """A step by its `number`: where it stands, and by number and words what it needs; `about` is what it is called."""

    number: int
    step: Step
    kind: Any
    axis: Any
    phase: Any
    needs: tuple[tuple[int, str, str], ...]
    about: str

    @property
    def id(self) -> str:
        """The step's id."""
        return self.step.id

    @property
    def text(self) -> str:
        """What it says."""
        return self.step.text

    @property
    def first(self) -> dict[str, Any]:
        """What its form begins with."""
        one = self.step
        told = {"kind": one.kind, "owner": one.owner, "term": one.term, "cost": one.cost, "indicator": one.indicator}
        return {"step": one.id, "base": one.worded, "text": one.text, **told}


@dataclass(frozen=True)
class Cell:
    """What was said of a scenario by a criterion."""

    criterion: str
    scenario: str
    title: Any
    text: str = ""
    id: str = ""
    base: str = ""


@dataclass(frozen=True)
class Way:
    """A scenario as it is drawn; it `stands` where the roadmap goes on with it."""

    scenario: Scenario
    stands: bool
    groups: tuple[Any, ...]
    loose: tuple[Shown, ...]
    clashes: tuple[Clash, ...]
    drawing: Drawing | None
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        """The scenario's id."""
        return self.scenario.id

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Its steps to choose from."""
        return tuple((one.id, f"{one.number} · {one.text}") for one in self.rows)

    @property
    def text(self) -> str:
        """What it is called."""
        return self.scenario.text


def view(roadmap: Roadmap, grid: RoadGrid) -> dict[str, Any]:
    """What everybody sees."""
    standing = roadmap.standing
    ways = tuple(_way(roadmap, grid, one, is_standing=one.id == standing.id) for one in roadmap.scenarios)
    return {
        "ways": ways,
        "standing": next(one for one in ways if one.stands),
        "is_several": len(ways) > 1,
        "is_chosen": bool(roadmap.chosen or roadmap.dots.revealed) and len(ways) > 1,
        "why": roadmap.why,
        "phases": roadmap.planned.columns,
        "compared": tuple(
            (one, tuple(_cell(roadmap, way, one) for way in roadmap.scenarios)) for one in roadmap.criteria
        ),
        "left_out": tuple((one.id, one.text) for one in roadmap.steps.values() if one.out),
        "narrowed_to": roadmap.narrowed_to,
        "moves": roadmap.planned.is_open,
    }


def _way(roadmap: Roadmap, grid: RoadGrid, scenario: Scenario, *, is_standing: bool) -> Way:
    placed = grid_of(roadmap, scenario)
    seen, numbers = grid.view(placed), grid.numbers(placed)
    pairs = frozenset(frozenset(one.things) for one in seen["clashes"])
    rows = tuple(rows_of(roadmap, grid, scenario))
    return Way(
        scenario, is_standing, seen["groups"], seen["loose"], seen["clashes"], drawn(placed, numbers, pairs), rows
    )


def rows_of(roadmap: Roadmap, grid: RoadGrid, scenario: Scenario) -> list[Row]:
    """The steps of a scenario, by their numbers."""
    placed = grid_of(roadmap, scenario)
    numbers, names = grid.numbers(placed), placed.names
    return [_row(roadmap, one, n, numbers, names) for n, id in enumerate(numbers, 1) if (one := roadmap.steps.get(id))]


def _row(roadmap: Roadmap, step: Step, number: int, numbers: Any, names: dict[str, str]) -> Row:
    row, column = roadmap.planned.row_of(step.id), roadmap.planned.column_of(step.id)
    needs = tuple((numbers.index(id) + 1, id, roadmap.steps[id].text) for id in step.needs if id in numbers)
    kind = KINDS.get(step.kind, "")
    return Row(
        number, step, kind, row.said if row else "", column.said if column else "", tuple(sorted(needs)), names[step.id]
    )


def _cell(roadmap: Roadmap, scenario: Scenario, criterion: Line) -> Cell:
    found = roadmap.said.get((scenario.id, criterion.id))
    if found is None:
        return Cell(criterion.id, scenario.id, scenario.text)
    return Cell(criterion.id, scenario.id, scenario.text, found.text, found.id, found.worded)
