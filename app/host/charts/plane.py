"""How points on two scales are drawn: places on a drawing of 400 by 400, where those that would cover each other are
one, with how many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.host.charts import bonds
from app.host.charts.keys import KeyRow, Keys, Words
from app.host.charts.numbers import said
from beffroi.report import Point, Scale, Scatter

SIZE = 400
"""Units of a drawing, along each side."""

NEAR = 48
"""Units under which two points would cover each other: what a dot is wide on the screen of a room."""

MOST_TICKS = 11


class Dot(NamedTuple):
    """A dot, and what stands in it."""

    key: str
    x: float
    y: float
    text: str
    is_crowd: bool


class Span(NamedTuple):
    """The lines of where half of the people stood, across and up, as a path has them."""

    key: str
    path: str


class Tick(NamedTuple):
    """A number along a side."""

    at: float
    words: str


class DrawnScale(NamedTuple):
    """What is said of a scale."""

    title: Any
    low: str
    low_words: Any
    high: str
    high_words: Any
    ticks: tuple[Tick, ...]


class Plane(NamedTuple):
    """A drawing with its dots, and the rows of its table: named ones beside it, else places."""

    dots: tuple[Dot, ...]
    spans: tuple[Span, ...]
    rows: tuple[KeyRow, ...]
    is_named: bool
    x: DrawnScale
    y: DrawnScale
    corners: tuple[Any, ...]
    bonds: tuple[bonds.Bond, ...]


@dataclass
class _Group:
    x: float
    y: float
    key: str
    number: int
    points: list[Point] = field(default_factory=list)


def plane(chart: Scatter, words: Words) -> Plane:
    """The dots of a chart, and the rows of its table."""
    told = chart.table()
    is_named = any(one.label for one in chart.points)
    keys, rows = Keys(), []
    for n, row in enumerate(told.rows, 1):
        label, *cells = row.cells if is_named else ("", *row.cells)
        key = keys.of(row, label if is_named else row.cells[:2])
        rows.append(
            KeyRow("k" + key, str(n) if is_named else "", words(label), tuple(_cell(one, words) for one in cells))
        )
    scales = (_scale(chart.x, False, words), _scale(chart.y, True, words))
    corners = tuple(words(one) for one in chart.corners)
    groups = list(_groups(chart))
    lines = tuple(bonds.lines(chart.bonds, bonds.places_of(((one.x, one.y), one.points) for one in groups)))
    dots, spans = tuple(map(_dot, groups)), tuple(_spans(chart, groups))
    return Plane(dots, spans, tuple(rows), is_named, *scales, corners, lines)


def _cell(value: Any, words: Words) -> Any:
    return said(value) if isinstance(value, int | float) else words(value)


def _scale(scale: Scale, is_up: bool, words: Words) -> DrawnScale:
    step = 1 if _is_stepped(scale) else (scale.high - scale.low) / 4
    count = round((scale.high - scale.low) / step)
    values = [scale.low + step * n for n in range(count + 1)]
    ticks = tuple(Tick(_at(scale, value, is_up), said(value)) for value in values)
    low, high = words(scale.low_words), words(scale.high_words)
    return DrawnScale(words(scale.title), said(scale.low), low, said(scale.high), high, ticks)


def _is_stepped(scale: Scale) -> bool:
    return float(scale.low).is_integer() and float(scale.high).is_integer() and scale.high - scale.low < MOST_TICKS


def _at(scale: Scale, value: float, is_up: bool = False) -> float:
    share = (value - scale.low) / (scale.high - scale.low)
    return round(SIZE * (1 - share if is_up else share), 1)


def _groups(chart: Scatter) -> Iterator[_Group]:
    """Each with those that stand where it does, or so near that their dots would touch."""
    keys, squares = Keys(), dict[tuple[int, int], list[_Group]]()
    for n, point in enumerate(chart.points, 1):
        if point.x is not None and point.y is not None:
            x, y = _at(chart.x, point.x), _at(chart.y, point.y, True)
            group = next(_near(squares, x, y), None)
            if group is None:
                group = _Group(x, y, keys.of(point, point.label or (point.x, point.y)), n)
                squares.setdefault(_square(x, y), []).append(group)
            group.points.append(point)
    return (group for square in squares.values() for group in square)


def _dot(group: _Group) -> Dot:
    if len(group.points) > 1:
        return Dot(group.key, group.x, group.y, f"×{len(group.points)}", True)
    return Dot(group.key, group.x, group.y, str(group.number) if group.points[0].label else "", False)


def _spans(chart: Scatter, groups: Iterable[_Group]) -> Iterator[Span]:
    """Of each point that stands by itself."""
    for group in groups:
        point = group.points[0]
        if len(group.points) == 1 and (point.x_range or point.y_range):
            across = _line(f"M{{}} {group.y}H{{}}", chart.x, point.x_range, False)
            yield Span("r" + group.key, across + _line(f"M{group.x} {{}}V{{}}", chart.y, point.y_range, True))


def _line(path: str, scale: Scale, range: tuple[float, float] | None, is_up: bool) -> str:
    return path.format(*(_at(scale, end, is_up) for end in range)) if range else ""


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // NEAR), int(y // NEAR)


def _near(found: dict[tuple[int, int], list[_Group]], x: float, y: float) -> Iterator[_Group]:
    column, row = _square(x, y)
    for across in (column, column - 1, column + 1):
        for down in (row, row - 1, row + 1):
            for group in found.get((across, down), ()):
                if (group.x - x) ** 2 + (group.y - y) ** 2 < NEAR**2:
                    yield group
