"""A roadmap drawn: phases by axes, a numbered point a step, an arrow from what is needed to what needs it.

Lengths are those of a drawing that is 1200 wide; words stand in boxes that break them, so that each language fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from beffroi.blocks.grid import Placed
from plugins.roadmap.steps import PRECONDITION, Step

WIDTH, LABELS, HEAD = 1200, 210, 62
POINT, GAP, AIR = 24, 66, 22
"""The radius of a point, from one to the next, and above the first."""

BELOW = 12
"""Room under the last axis, for arrows that bow."""

BARB, HALF = 16, 8
"""How long the head of an arrow is, and half as wide."""


@dataclass(frozen=True)
class Point:
    """A step: where it stands, its `number`, whether it `clashes` or is a precondition, `is_square`."""

    x: int
    y: int
    number: int
    clashes: bool = False
    is_square: bool = False


@dataclass(frozen=True)
class Arrow:
    """From what is needed to what needs it: the line, and the corners of its `head`."""

    path: str
    head: str
    clashes: bool = False


@dataclass(frozen=True)
class Band:
    """An axis or a phase, called `said`: where its words and its strip stand."""

    said: Any
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Drawing:
    """All of it; the words beside it say the same."""

    height: int
    axes: tuple[Band, ...]
    phases: tuple[Band, ...]
    points: tuple[Point, ...]
    arrows: tuple[Arrow, ...]
    width: int = WIDTH
    labels: int = LABELS
    head: int = HEAD


def drawn(placed: Placed, numbers: Sequence[str], clashing: frozenset[frozenset[str]]) -> Drawing | None:
    """The drawing of what has its place; None where nothing has. `clashing` are the pairs that clash."""
    if not placed.put():
        return None
    wide = (WIDTH - LABELS) // max(1, len(placed.columns))
    each = max(1, (wide - 12) // GAP)
    bands, at, top = [], {}, HEAD
    for row in placed.boxes():
        lines = max(1, *(-(-len(box.things) // each) for box in row.boxes))
        height = AIR * 2 + lines * GAP - (GAP - POINT * 2)
        bands.append(Band(row.line.said, 0, top, LABELS, height))
        for n, box in enumerate(row.boxes):
            for place, one in enumerate(box.things):
                x = LABELS + n * wide + 12 + POINT + (place % each) * GAP
                at[one.id] = (x, top + AIR + POINT + (place // each) * GAP)
        top += height
    phases = tuple(Band(one.said, LABELS + n * wide, 0, wide, top) for n, one in enumerate(placed.columns))
    clashes = frozenset(id for pair in clashing for id in pair)
    points = tuple(
        Point(x, y, numbers.index(id) + 1, id in clashes, _is_square(placed, id)) for id, (x, y) in at.items()
    )
    return Drawing(top + BELOW, tuple(bands), phases, points, tuple(_arrows(placed, at, clashing)))


def _is_square(placed: Placed, id: str) -> bool:
    step = placed.things.get(id)
    return isinstance(step, Step) and step.kind == PRECONDITION


def _arrows(placed: Placed, at: Mapping[str, tuple[int, int]], clashing: frozenset[frozenset[str]]) -> list[Arrow]:
    steps = [one for one in placed.things.values() if isinstance(one, Step) and one.id in at]
    return [
        _arrow(at[other], at[one.id], frozenset((one.id, other)) in clashing)
        for one in steps
        for other in one.needs
        if other in at and at[other] != at[one.id]
    ]


def _arrow(start: tuple[int, int], end: tuple[int, int], clashes: bool) -> Arrow:
    """A bow from one point to another, so that what lies between on a straight line is not struck through."""
    (x1, y1), (x2, y2) = start, end
    far = hypot(x2 - x1, y2 - y1)
    bend = min(110.0, far / 4)
    cx, cy = (x1 + x2) / 2 + (y2 - y1) / far * bend, (y1 + y2) / 2 - (x2 - x1) / far * bend
    sx, sy = _towards((x1, y1), (cx, cy), POINT + 2)
    tx, ty = _towards((x2, y2), (cx, cy), POINT + 3)
    bx, by = _towards((x2, y2), (cx, cy), POINT + 3 + BARB)
    ux, uy = (tx - bx) / BARB, (ty - by) / BARB
    corners = ((tx, ty), (bx - uy * HALF, by + ux * HALF), (bx + uy * HALF, by - ux * HALF))
    head = " ".join(f"{x:.0f},{y:.0f}" for x, y in corners)
    return Arrow(f"M{sx:.0f} {sy:.0f}Q{cx:.0f} {cy:.0f} {bx:.0f} {by:.0f}", head, clashes)


def _towards(one: tuple[float, float], other: tuple[float, float], length: float) -> tuple[float, float]:
    """The point that is so far from one on the way to another."""
    far = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return one[0] + (other[0] - one[0]) / far * length, one[1] + (other[1] - one[1]) / far * length
