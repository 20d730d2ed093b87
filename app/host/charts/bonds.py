"""Lines between dots of a drawing: what is bound to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from beffroi.report import Made

Places = Mapping[str, tuple[float, float]]
"""Where the dot of a thing stands, by the thing's id."""


class Bond(NamedTuple):
    """A line, as a path has it."""

    key: str
    path: str


def places_of(dots: Iterable[tuple[tuple[float, float], Iterable[Made]]]) -> dict[str, tuple[float, float]]:
    """Where each thing stands that some dots are for."""
    return {id: at for at, things in dots for one in things for id in one.ids}


def lines(bonds: Iterable[tuple[str, str]], places: Places) -> Iterator[Bond]:
    """A line a pair whose two ends have a place, and not the same: of a crowd, from one dot to another once."""
    drawn: set[frozenset[tuple[float, float]]] = set()
    for one, other in bonds:
        ends = frozenset(places[id] for id in (one, other) if id in places)
        if len(ends) == 2 and ends not in drawn:  # noqa: PLR2004 - a line has two ends
            drawn.add(ends)
            (x, y), (to_x, to_y) = sorted(ends)
            yield Bond(f"b{x:g},{y:g}-{to_x:g},{to_y:g}", f"M{x:g} {y:g}L{to_x:g} {to_y:g}")
