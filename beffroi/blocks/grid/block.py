"""The grid of a method, as it holds it: `planned = Grid(on=typed)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar

from typing_extensions import TypeVar

from beffroi.block import Block
from beffroi.blocks.ballot import Ballot, Option
from beffroi.blocks.ballot.block import offered_by
from beffroi.blocks.grid.commands import GRID_COMMANDS
from beffroi.blocks.grid.placed import Clash, Line, Placed, RowOfBoxes, Shown, called
from beffroi.blocks.grid.report import sections_of, table_of
from beffroi.blocks.grid.settings import GridSettings, check_lines, lines_of
from beffroi.blocks.grid.stages import ARRANGE
from beffroi.command import Model
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Table

Rules = TypeVar("Rules", bound=Model, default=GridSettings)


class Grid(Block[Placed, Rules]):
    """Things placed in rows and columns, by drag, keys and a menu; what clashes is named.

    `on` is what is placed: another block of the method, or a function of the state that gives options. `by_all`:
    whether everybody places; else facilitators do. A subclass has a `lines_of` of its own, `clashes`, and
    what is drawn beside a thing, `numbers` and `notes`.
    """

    kind = "grid"
    template = "blocks/grid.html"
    stages = (ARRANGE,)
    commands = GRID_COMMANDS
    settings: ClassVar[type[Model]] = GridSettings
    kinds = Ballot.kinds

    def __init__(
        self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], *, by_all: bool = False, title: Any = ""
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.on, self.by_all = on, by_all
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def lines_of(self, rules: Rules) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The rows and the columns of an activity."""
        return lines_of(getattr(rules, "rows", "")), lines_of(getattr(rules, "columns", ""))

    def clashes(self, placed: Placed) -> Iterable[Clash]:
        """What cannot be as it is placed."""
        return ()

    def numbers(self, placed: Placed) -> Sequence[str]:
        """The things that have a number, in their order."""
        return ()

    def notes(self, placed: Placed, thing: Option, numbers: Mapping[str, int]) -> Iterable[Any]:
        """What stands under a thing in the grid, in a few words each; `numbers` are those of the things."""
        return ()

    def check_settings(self, settings: Rules) -> None:
        for name in ("rows", "columns"):
            check_lines(getattr(settings, name, ""), name)

    def start(self, settings: Rules, cards: Sequence[Card]) -> Placed:
        return Placed(*self.lines_of(settings), by_all=self.by_all)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        placed = self.of(state)
        placed.know(offered_by(self.on, state))
        placed.is_open = True

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        placed = self.of(state)
        placed.is_open = False
        if is_over:
            placed.know(offered_by(self.on, state))

    def followed(self, state: Any, thing: str, /) -> None:
        self.of(state).know(offered_by(self.on, state))
        for one in self.followers:
            one.followed(state, thing)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        self.of(state).know(offered_by(self.on, state))

    def view(self, placed: Placed, /) -> dict[str, Any]:
        clashes = tuple(self.clashes(placed))
        named = frozenset(thing for one in clashes for thing in one.things)

        def shown(one: Option) -> Shown:
            notes = tuple(self.notes(placed, one, numbers))
            return Shown(one, one.id in named, notes, numbers.get(one.id, 0), names[one.id])

        numbers = {id: n for n, id in enumerate(self.numbers(placed), 1)}
        names = placed.names or called(placed.things.values())
        rows = placed.boxes(shown)
        return {
            "columns": placed.columns,
            "groups": _groups(rows),
            "loose": tuple(map(shown, placed.loose())),
            "clashes": clashes,
            "cells": tuple(_choices(rows)),
            "is_by_all": placed.by_all and placed.is_open,
            "put": len(placed.put()),
            "things": len(placed.things),
        }

    def tables(self, placed: Placed, /) -> Iterable[Table]:
        if placed.things:
            yield table_of(placed)

    def report(
        self, placed: Placed, tables: Sequence[OfTable[Placed]], settings: Rules, /
    ) -> Iterable[Section]:  # fmt: skip
        return sections_of(placed, tuple(self.clashes(placed)), self.titled)


def _groups(rows: Iterable[RowOfBoxes]) -> tuple[tuple[Any, tuple[RowOfBoxes, ...]], ...]:
    """The rows under the heading of their group."""
    return tuple(_headed(tuple(its)) for _group, its in groupby(rows, key=lambda row: row.line.group))


def _headed(rows: tuple[RowOfBoxes, ...]) -> tuple[Any, tuple[RowOfBoxes, ...]]:
    return rows[0].line.heading, rows


def _choices(rows: Iterable[RowOfBoxes]) -> Iterable[tuple[str, str]]:
    """The cells to choose from, in words; what stands in one already is said."""
    for row in rows:
        for box in row.boxes:
            taken = ", ".join(one.text for one in box.things)
            words = (row.line.heading, row.line.said, box.column.said, f"({taken})" if taken else "")
            yield box.id, " · ".join(map(str, filter(None, words)))
