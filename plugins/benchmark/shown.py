"""A benchmark as its templates read it: the cases with their cells, then the lessons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from beffroi.moderation import MOTIVES, motive_said, tally
from plugins.benchmark.cells import EDITORS
from plugins.benchmark.criteria import Criterion
from plugins.benchmark.grid import Benchmark, Case


@dataclass(frozen=True)
class Box:
    """A cell as it is drawn: its `value` in words, `text`, where it is from, and what fills it in."""

    key: str
    case: str
    criterion: str
    title: Any
    editor: str
    organisation: str
    scale: str = ""
    id: str = ""
    base: str = ""
    value: str = ""
    said: Any = ""
    text: str = ""
    source: str = ""
    typed: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether something was found."""
        return bool(self.id)

    @property
    def data(self) -> dict[str, str]:
        """What its editor carries, and begins with."""
        there = {"cell": self.id, "base": self.base, "source": self.typed} if self.id else {}
        value = {"value": self.value} if self.value else {}
        return {"case": self.case, "criterion": self.criterion, **there, **value}


@dataclass(frozen=True)
class Row:
    """A case with its cells."""

    id: str
    text: str
    about: str
    source: str
    table: str
    case: Case
    boxes: tuple[Box, ...]

    @property
    def filled(self) -> int:
        """How many of its cells say something."""
        return sum(one.is_filled for one in self.boxes)


@dataclass(frozen=True)
class Learnt:
    """A lesson as it is drawn, by its `number`; `said` is where it stands, in words, once it was placed."""

    id: str
    number: int
    text: str
    case: str
    median: Any = ""
    people: int = 0


def view(bench: Benchmark) -> dict[str, Any]:
    """What everybody may see."""
    rows = tuple(row_of(bench, case) for case in bench.here())
    return {
        "criteria": bench.criteria,
        "rows": rows,
        "by_criterion": tuple((one, tuple(row.boxes[n] for row in rows)) for n, one in enumerate(bench.criteria)),
        "filled": sum(row.filled for row in rows),
        "cells_in_all": len(rows) * len(bench.criteria),
        "evidence": tuple((card.id, card.text) for card in bench.evidence.values()),
        "lessons": lessons_of(bench),
        "down": tally(one.motive for one in bench.lessons.values() if one.motive),
    }


def tools(bench: Benchmark) -> dict[str, Any]:
    """What facilitators have besides."""
    return {
        "taken_out": tuple((case.id, case.text) for case in bench.cases.values() if case.out),
        "taken_down": tuple(
            (one.id, one.text, motive_said(one.motive)) for one in bench.lessons.values() if one.motive
        ),
        "motives": tuple(MOTIVES.items()),
    }


def mine(bench: Benchmark, who: str) -> dict[str, Any]:
    """What one person sees alone: their own lessons, to be changed, and those that were taken down."""
    own = bench.of(who)
    return {
        "my_lessons": tuple((one.id, one.text) for one in own if not one.motive),
        "my_down": tuple((one.id, one.text, motive_said(one.motive)) for one in own if one.motive),
    }


def row_of(bench: Benchmark, case: Case) -> Row:
    """A case with all its cells."""
    boxes = tuple(_box(bench, case, one) for one in bench.criteria)
    return Row(case.id, case.text, case.about, case.source, case.table, case, boxes)


def _box(bench: Benchmark, case: Case, criterion: Criterion) -> Box:
    key = f"{case.id}:{criterion.id}"
    empty = Box(key, case.id, criterion.id, criterion.title, EDITORS[criterion.kind], case.text, criterion.scale)
    cell = bench.cell(case.id, criterion.id)
    if cell is None:
        return empty
    return replace(
        empty, id=cell.id, base=cell.worded, value=cell.value, said=criterion.words_of(cell.value), text=cell.text,
        source=bench.source_of(case, cell), typed=cell.source,
    )  # fmt: skip


def lessons_of(bench: Benchmark) -> tuple[Learnt, ...]:
    """The lessons in the order in which they stand: once placed, the most transposable first."""
    return tuple(
        Learnt(
            one.id,
            number,
            one.text,
            bench.name_of(one),
            on.words[0] if on else "",
            sum(on.people) if on else 0,
        )
        for number, (one, on) in enumerate(bench.ranked(), 1)
    )
