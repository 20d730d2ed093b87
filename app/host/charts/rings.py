"""How rings are drawn: circles around a middle, and what stands in each spread over its ring, by numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, cos, pi, sin
from typing import Any, NamedTuple

from app.host.charts import bonds
from app.host.charts.keys import KeyRow, Keys, Words
from app.host.charts.plane import NEAR, Dot
from beffroi.report import Rings, Spot

RADIUS = 220
"""Units from the middle to the outermost ring."""

INMOST = 1.6
"""How wide the innermost ring is, of the others' width: there dots have the least room beside each other."""

LETTER = 46
"""Units from the letter at the top of a ring to the middle of a dot beside it, as large as both are on a screen."""

UPRIGHT = 24
"""Units that are left beside the upright between two halves."""

WITHIN = 0.68
"""How far out dots of the innermost ring stand, of its width."""

LETTERS = "ABCDE"


class Ring(NamedTuple):
    """A circle, with the letter that stands at its top."""

    letter: str
    radius: float
    letter_at: float


class DrawnRings(NamedTuple):
    """Circles from the outermost, dots, and the rows of the table beside them."""

    rings: tuple[Ring, ...]
    dots: tuple[Dot, ...]
    rows: tuple[KeyRow, ...]
    names: tuple[tuple[str, Any], ...]
    sides: tuple[Any, ...]
    bonds: tuple[bonds.Bond, ...]


def rings(chart: Rings, words: Words) -> DrawnRings:
    """The circles and dots of a chart, and the rows of its table."""
    edges = _edges(len(chart.rings))
    circles = tuple(
        Ring(letter, round(outer, 1), round(-_letter_at(inner, outer - inner), 1))
        for letter, (inner, outer) in zip(LETTERS, pairwise(edges), strict=False)
    )
    numbers = {id(spot): n for n, spot in enumerate(_inner(chart.spots), 1)}
    keys, rows = Keys(), []
    for row, (n, spot) in zip(chart.table().rows, enumerate(_inner(chart.spots), 1), strict=True):
        cells = tuple(words(cell) for cell in row.cells[1:])
        rows.append(KeyRow("k" + keys.of(spot, spot.label), str(n), words(spot.label), cells))
    names = tuple(zip(LETTERS, map(words, chart.rings), strict=False))
    crowds = list(_dots(chart, edges, numbers))
    places = bonds.places_of(((dot.x, dot.y), crowd) for dot, crowd in crowds)
    dots, lines = tuple(dot for dot, _crowd in crowds), tuple(bonds.lines(chart.bonds, places))
    return DrawnRings(circles[::-1], dots, tuple(rows), names, tuple(map(words, chart.sides)), lines)


def _edges(rings: int) -> list[float]:
    """How far out each ring begins, and the last one ends."""
    width = RADIUS / (rings - 1 + INMOST)
    return [0, *(width * (n + INMOST) for n in range(rings))]


def _letter_at(inner: float, width: float) -> float:
    """How far out the letter of a ring stands: half way; of the innermost, in the very middle."""
    return inner + width / 2 if inner else 0


def _inner(spots: Sequence[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda one: one.ring)


def _dots(chart: Rings, edges: Sequence[float], numbers: dict[int, int]) -> Iterator[tuple[Dot, list[Spot]]]:
    """Each dot, with what it is for."""
    keys = Keys()
    for ring, (inner, outer) in enumerate(pairwise(edges)):
        for side in range(len(chart.sides) or 1):
            here = [one for one in chart.spots if (one.ring, one.side) == (ring, side)]
            places = _places(inner, outer - inner, len(chart.sides), side, len(here))
            for n, (x, y) in enumerate(places):
                crowd = here[n * len(here) // len(places) : (n + 1) * len(here) // len(places)]
                many = len(crowd) > 1
                text = f"×{len(crowd)}" if many else str(numbers[id(crowd[0])])
                yield Dot(keys.of(crowd[0], crowd[0].label), x, y, text, many), crowd


def _places(inner: float, width: float, sides: int, side: int, wanted: int) -> list[tuple[float, float]]:
    """Where this many dots stand in a ring: on one circle where they fit, else on as many as fit; at most as many."""
    rows = max(1, int(width // NEAR))
    radii = [inner + width * (n + 0.5) / rows for n in range(rows)][::-1]
    one = _middle(inner, width)
    has_letter = inner > 0 or not sides  # over its dots, not within them
    if rows == 1 or wanted <= _capacity(one, sides, has_letter):
        radii = [one]
    radii = [radius for radius in radii if radius > LETTER] or [one]
    room = [_capacity(radius, sides, has_letter) for radius in radii]
    wanted = min(wanted, sum(room))
    counts = [wanted * one // sum(room) for one in room]
    for n in range(wanted - sum(counts)):
        counts[n % len(counts)] += 1
    return [
        place
        for radius, count in zip(radii, counts, strict=True)
        for place in _along(radius, sides, side, has_letter, count)
    ]


def _middle(inner: float, width: float) -> float:
    """Half way of a ring; of the innermost, which has no inner edge, further out."""
    return inner + width / 2 if inner else width * WITHIN


def _span(radius: float, sides: int, has_letter: bool) -> tuple[float, float]:
    """From which angle to which dots stand, from the top on: past the letter, and short of what is beyond."""
    beside = asin(min(1, UPRIGHT / radius))
    start = 2 * asin(min(1, LETTER / (2 * radius))) if has_letter else beside
    end = pi - beside if sides else 2 * pi - start
    return start, max(start, end)


def _capacity(radius: float, sides: int, has_letter: bool) -> int:
    start, end = _span(radius, sides, has_letter)
    return 1 + int((end - start) * radius / NEAR)


def _along(radius: float, sides: int, side: int, has_letter: bool, count: int) -> Iterator[tuple[float, float]]:
    """Evenly along the ring from its top on: to the right, or to the left where that is the side."""
    start, end = _span(radius, sides, has_letter)
    across = -1 if sides and side == 0 else 1
    for n in range(count):
        angle = start + (end - start) * (n / (count - 1) if count > 1 else 0.5)
        yield round(across * radius * sin(angle), 1), round(-radius * cos(angle), 1)
