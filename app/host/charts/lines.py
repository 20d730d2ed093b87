"""How lines over steps and shades of numbers are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from app.host.charts.keys import KeyRow, Keys, Words
from app.host.charts.numbers import said
from beffroi.report import Curve, Matrix, Row
from beffroi.report.charts import NOT_SHOWN

STEP, HEIGHT, EDGE = 120, 200, 24
"""Units of a drawing: from a step to the next, from the lowest value to the highest, and around."""

LONG = 13
"""Signs that a drawing has room for; longer words stand below it, and a letter or a number in their place."""

PATTERNS = 7

SHADES = 4
"""Shades in which a matrix tells numbers apart, beside none."""


class DrawnLine(NamedTuple):
    """A line of a curve: its number, its pattern, its stretches without a gap as points, and each point by itself."""

    key: str
    number: int
    pattern: int
    stretches: tuple[str, ...]
    points: tuple[tuple[float, float], ...]


class DrawnCurve(NamedTuple):
    """A curve on a drawing of `width` by `height`; `steps` and `levels` have their place and their words, `names` what
    stands below for words that are too long."""

    width: float
    height: float
    steps: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, str], ...]
    lines: tuple[DrawnLine, ...]
    names: tuple[tuple[str, Any], ...]
    rows: tuple[KeyRow, ...]


def curve(chart: Curve, words: Words) -> DrawnCurve:
    """A curve's lines, steps and levels, in the places where they are drawn."""

    def down(value: float) -> float:
        return round(EDGE + HEIGHT * (chart.high - value) / ((chart.high - chart.low) or 1), 1)

    keys = Keys()
    named = [(keys.of(one, one.label), one) for one in chart.lines]
    lines = tuple(
        DrawnLine(key, n + 1, n % PATTERNS, _stretches(line.values, down), _points(line.values, down))
        for n, (key, line) in enumerate(named)
    )
    rows = tuple(
        KeyRow("k" + key, str(n), words(line.label), tuple("" if one is None else said(one) for one in line.values))
        for n, (key, line) in enumerate(named, 1)
    )
    steps, step_names = _short([_letter(n) for n in range(len(chart.steps))], list(map(words, chart.steps)))
    levels, level_names = _short([said(value) for value, _ in chart.words], [words(name) for _, name in chart.words])
    return DrawnCurve(
        2 * EDGE + STEP * len(chart.steps),
        HEIGHT + 2 * EDGE,
        tuple((_across(n), step) for n, step in enumerate(steps)),
        tuple((down(value), name) for (value, _), name in zip(chart.words, levels, strict=True)),
        lines,
        (*step_names, *level_names),
        rows,
    )


def _short(signs: list[str], names: list[Any]) -> tuple[list[Any], tuple[tuple[str, Any], ...]]:
    """What stands in the drawing, and what below it."""
    if all(len(str(name)) <= LONG for name in names):
        return names, ()
    return list(signs), tuple(zip(signs, names, strict=True))


def _letter(n: int) -> str:
    letters, n = "", n + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _across(step: int) -> float:
    return EDGE + STEP * (step + 0.5)


def _points(values: Sequence[float | None], down: Callable[[float], float]) -> tuple[tuple[float, float], ...]:
    return tuple((_across(n), down(value)) for n, value in enumerate(values) if value is not None)


def _stretches(values: Sequence[float | None], down: Callable[[float], float]) -> tuple[str, ...]:
    """Points of each run of values without a gap, as a polyline has them."""
    runs = groupby(enumerate(values), key=lambda pair: pair[1] is not None)
    told = ([(n, value) for n, value in run if value is not None] for is_said, run in runs if is_said)
    return tuple(" ".join(f"{_across(n):g},{down(value):g}" for n, value in run) for run in told)


class ShadedRow(NamedTuple):
    """A row of a matrix: its cells, each with its shade."""

    key: str
    label: Any
    cells: tuple[tuple[int, Any], ...]


def matrix(chart: Matrix, words: Words) -> tuple[ShadedRow, ...]:
    """The rows, each number in a shade from 0 for none to `SHADES` for the highest."""
    keys = Keys()
    highest = max((cell for row in chart.rows for cell in row.cells[1:] if isinstance(cell, int | float)), default=0)
    return tuple(_shaded(keys, row, highest, words) for row in chart.rows)


def _shaded(keys: Keys, row: Row, highest: float, words: Words) -> ShadedRow:
    label, *cells = row.cells
    shown = tuple((_shade(cell, highest), _told(cell, words)) for cell in cells)
    return ShadedRow(keys.of(row, label), words(label), shown)


def _shade(value: object, highest: float) -> int:
    if not isinstance(value, int | float) or highest <= 0 or value <= 0:
        return 0
    return max(1, round(SHADES * value / highest))


def _told(value: Any, words: Words) -> Any:
    if isinstance(value, int | float):
        return said(value)
    return words(NOT_SHOWN if value is None else value)
