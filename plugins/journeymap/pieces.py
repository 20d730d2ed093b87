"""The pieces that a map is drawn from: frozen, so that one that did not change is not drawn again."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.spoken import in_words
from plugins.journeymap.columns import Column
from plugins.journeymap.emotions import USER, Feeling, height
from plugins.journeymap.journey import Pursuit
from plugins.journeymap.lanes import MOST, OPPORTUNITIES


@dataclass(frozen=True)
class Said:
    """A sentence of a cell: its words, what else was written at once, what it rests on, what others said of it."""

    id: str
    text: str
    mark: str
    rivals: tuple[str, ...] = ()
    sources: int = 0
    reactions: tuple[tuple[str, int], ...] = ()
    pursuit: Pursuit | None = None

    @property
    def data(self) -> dict[str, str]:
        """What a button that changes it carries: the mark only where it is no longer the first."""
        known = {"line": self.id} if self.mark == self.id else {"line": self.id, "base": self.mark}
        return known | (vars(self.pursuit) if self.pursuit else {})

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that was written."""
        return (self.text, *self.rivals)


@dataclass(frozen=True)
class Cell:
    """What stands at a step in a lane. `sight`: the line of visibility runs above it."""

    slot: str
    title: str
    said: tuple[Said, ...]
    level: str
    sight: bool
    most: int
    truth: bool | None
    at: str
    """The name of its step."""

    @property
    def step(self) -> str:
        """The step it is of."""
        return self.slot.partition(":")[0]

    @property
    def change(self) -> str:
        """The command that changes its sentences."""
        return "pursue" if self.slot.endswith(f":{OPPORTUNITIES}") else "rework"

    @property
    def has_room(self) -> bool:
        """Whether another sentence fits."""
        return len(self.said) < MOST


@dataclass(frozen=True)
class Curve:
    """One of the two curves at a step: its part of the line, and the words of what is felt."""

    of: str
    name: str
    path: str = ""
    y: float | None = None
    band: tuple[float, float] | None = None
    number: str = ""
    word: str = ""
    spread: str = ""
    placed: int = 0
    down: str = ""
    up: str = ""


@dataclass(frozen=True)
class Felt:
    """What is felt at a step: the user's curve, and the agent's where it is on."""

    slot: str
    step: str
    title: str
    curves: tuple[Curve, ...]
    level: str
    veiled: bool
    at: str
    """The name of its step."""

    def data(self, curve: Curve) -> dict[str, str]:
        """What a button that says it carries: whose it is only where it is not the user's."""
        return {"step": self.step} if curve.of == USER else {"step": self.step, "of": curve.of}


@dataclass(frozen=True)
class Head:
    """A stage or a step: its names; of a step, after what it stands if it moves back or on."""

    id: str
    name: str
    mark: str
    rivals: tuple[str, ...]
    truth: bool
    phase: str
    back: str
    on: str

    @property
    def data(self) -> dict[str, str]:
        """What a button that names it carries."""
        return {"column": self.id} if self.mark == self.id else {"column": self.id, "base": self.mark}


@dataclass(frozen=True)
class Row:
    """A step as a row of its stage: the head, the cells."""

    head: Head
    cells: tuple[Cell | Felt, ...]

    @property
    def felt(self) -> Felt | None:
        """The cell of its emotion, where that lane is on."""
        return next((cell for cell in self.cells if isinstance(cell, Felt)), None)


def speaks(cell: Cell | Felt) -> bool:
    """Whether something stands in a cell."""
    return any(curve.number for curve in cell.curves) if isinstance(cell, Felt) else bool(cell.said)


def head_of(column: Column, back: str = "", on: str = "") -> Head:
    """A stage or a step, with the places next to it."""
    rivals = tuple(rival.text for rival in column.rivals)
    return Head(column.id, column.name, column.mark, rivals, column.truth, column.phase, back, on)


def part_of(of: str, name: str, path: str, feeling: Feeling | None, placed: int) -> Curve:
    """A curve at a step, with the whole numbers next to its value."""
    if feeling is None:
        return Curve(of, name, placed=placed, down="-1", up="1")
    value, low, high = feeling.value, feeling.low, feeling.high
    return Curve(
        of,
        name,
        path,
        height(value),
        (height(high), height(low)) if low != high else None,
        feeling.number,
        in_words(feeling.word),
        feeling.spread,
        placed,
        str(max(-2, _below(value))),
        str(min(2, _above(value))),
    )


def _below(value: float) -> int:
    """The whole number under a value."""
    return int(value // 1) - (value == value // 1)


def _above(value: float) -> int:
    """The whole number over a value."""
    return int(value // 1) + 1
