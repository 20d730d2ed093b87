"""How the charts of a report are drawn: places on a drawing, worked out of the numbers that a table says beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from beffroi.report import Curve, Matrix

STEP, HEIGHT, EDGE = 120, 200, 24
"""Units of a drawing: from a step to the next, from the lowest value to the highest, and around."""

SHADES = 4
"""Shades in which a matrix tells numbers apart, beside none."""


@dataclass(frozen=True)
class DrawnLine:
    """A line of a curve: its number, its name, its stretches without a gap as points, and each point by itself."""

    number: int
    label: str
    stretches: list[str]
    points: list[tuple[float, float]]


@dataclass(frozen=True)
class DrawnCurve:
    """A curve on a drawing of `width` by `height`; `levels` are heights, each with its words."""

    width: float
    height: float
    steps: list[tuple[float, str]]
    levels: list[tuple[float, str]]
    lines: list[DrawnLine]


def drawn(curve: Curve) -> DrawnCurve:
    """A curve's lines, steps and levels, in the places where they are drawn."""

    def down(value: float) -> float:
        return round(EDGE + HEIGHT * (curve.high - value) / ((curve.high - curve.low) or 1), 1)

    lines = [
        DrawnLine(n, str(line.label), _stretches(line.values, down), _points(line.values, down))
        for n, line in enumerate(curve.lines, 1)
    ]
    steps = [(_across(n), str(step)) for n, step in enumerate(curve.steps)]
    levels = [(down(value), str(words)) for value, words in curve.words]
    return DrawnCurve(2 * EDGE + STEP * len(curve.steps), HEIGHT + 2 * EDGE, steps, levels, lines)


def _across(step: int) -> float:
    return EDGE + STEP * (step + 0.5)


def _points(values: Sequence[float | None], down: Callable[[float], float]) -> list[tuple[float, float]]:
    return [(_across(n), down(value)) for n, value in enumerate(values) if value is not None]


def _stretches(values: Sequence[float | None], down: Callable[[float], float]) -> list[str]:
    """Points of each run of values without a gap, as a polyline has them."""
    runs = groupby(enumerate(values), key=lambda pair: pair[1] is not None)
    told = ([(n, value) for n, value in run if value is not None] for is_said, run in runs if is_said)
    return [" ".join(f"{_across(n):g},{down(value):g}" for n, value in run) for run in told]


def shade(matrix: Matrix, value: object) -> int:
    """In which shade a number of a matrix stands, from 0 for none to `SHADES` for the highest."""
    numbers = [cell for row in matrix.rows for cell in row.cells[1:] if isinstance(cell, int | float)]
    highest = max(numbers, default=0)
    if not isinstance(value, int | float) or highest <= 0 or value <= 0:
        return 0
    return max(1, round(SHADES * value / highest))
