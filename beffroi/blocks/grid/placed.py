"""What stands where: rows, columns, and the things that are placed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from beffroi.blocks.ballot import Option
from beffroi.signs import shortened

SAID_MOST = 40
"""Signs of a text by which a button says what it is about."""

Place = tuple[str, str]
"""A row and a column, by their ids."""


@dataclass(frozen=True)
class Line:
    """A row or a column, by its `id`: its `text`, a `note` under it; the `group` of rows is what heads them."""

    id: str
    text: str
    note: str = ""
    group: str = ""

    @property
    def said(self) -> Any:
        """Its text, as the language of its reader writes it."""
        return self.text

    @property
    def heading(self) -> Any:
        """Its group, as the language of its reader writes it."""
        return self.group


@dataclass(frozen=True)
class Clash:
    """What cannot be as it is placed, `said` in a sentence, and the `things` that it is about."""

    said: Any
    things: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A `thing` as it is drawn; it `clashes` where a clash names it. `notes` stand under it, its `number` before it.

    `about` is what it is called where it is told by its words alone.
    """

    thing: Option
    clashes: bool = False
    notes: tuple[Any, ...] = ()
    number: int = 0
    about: str = ""

    @property
    def id(self) -> str:
        """The thing's id."""
        return self.thing.id

    @property
    def text(self) -> str:
        """What it says."""
        return self.thing.text


@dataclass(frozen=True)
class Box:
    """A cell as it is drawn, by its `id`: its `column`, and the `things` that stand in it."""

    id: str
    column: Line
    things: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class RowOfBoxes:
    """A row as it is drawn: its `line`, with its cells, the `boxes`."""

    line: Line
    boxes: tuple[Box, ...]

    @property
    def held(self) -> int:
        """How many things stand in it."""
        return sum(len(box.things) for box in self.boxes)


def called(things: Iterable[Option]) -> dict[str, str]:
    """What each thing is called by its words alone, shortened: of several that read alike, the others are numbered."""
    alike: dict[str, list[Option]] = {}
    for one in things:
        alike.setdefault(shortened(one.text, SAID_MOST).casefold(), []).append(one)
    return {
        one.id: shortened(one.text, SAID_MOST) + (f" · {n}" if n > 1 else "")
        for them in alike.values()
        for n, one in enumerate(sorted(them, key=lambda thing: thing.id), 1)
    }


def cell_id(row: str, column: str) -> str:
    """A cell, as a page names it."""
    return f"{row}:{column}"


@dataclass
class Placed:
    """The state of a grid: its `rows` and `columns`, the `things` by id, and `at` which place each stands.

    What is not among `things` any more keeps its place, and stands there again when it comes back. `by_all`: whether
    everybody places, while it `is_open`; else facilitators do. `names` are what things are called by their words alone,
    where it is one of several on a page; else it is worked out.
    """

    rows: tuple[Line, ...] = ()
    columns: tuple[Line, ...] = ()
    by_all: bool = False
    things: dict[str, Option] = field(default_factory=dict)
    at: dict[str, Place] = field(default_factory=dict)
    is_open: bool = False
    names: dict[str, str] = field(default_factory=dict)

    def know(self, options: Iterable[Option]) -> None:
        """These are the things now."""
        self.things = {one.id: one for one in options}

    def place_of(self, cell: str) -> Place | None:
        """The place that a page names; None where there is none."""
        row, _colon, column = cell.partition(":")
        has = any(one.id == row for one in self.rows) and any(one.id == column for one in self.columns)
        return (row, column) if has else None

    def row_of(self, thing: str) -> Line | None:
        """The row in which a thing stands."""
        return next((one for one in self.rows if one.id == self.at.get(thing, ("", ""))[0]), None)

    def column_of(self, thing: str) -> Line | None:
        """The column in which a thing stands."""
        return next((one for one in self.columns if one.id == self.at.get(thing, ("", ""))[1]), None)

    def put(self) -> list[Option]:
        """The things that have a place, row by row."""
        order = {
            place: n for n, place in enumerate((row.id, column.id) for row in self.rows for column in self.columns)
        }
        there = [one for id, one in self.things.items() if self.at.get(id) in order]
        return sorted(there, key=lambda one: order[self.at[one.id]])

    def loose(self) -> list[Option]:
        """The things that have none yet."""
        put = {one.id for one in self.put()}
        return [one for id, one in self.things.items() if id not in put]

    def boxes(self, shown: Callable[[Option], Shown] = Shown) -> tuple[RowOfBoxes, ...]:
        """Row by row, what stands in each cell, each thing as it is `shown`."""
        held: dict[Place, list[Shown]] = {}
        for one in self.put():
            held.setdefault(self.at[one.id], []).append(shown(one))
        return tuple(
            RowOfBoxes(
                row,
                tuple(
                    Box(cell_id(row.id, column.id), column, tuple(held.get((row.id, column.id), ())))
                    for column in self.columns
                ),
            )
            for row in self.rows
        )
