"""Charts of places: points on two scales, and rings around a middle. Each is its data, and tells itself as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from beffroi.report.charts import NOT_SHOWN
from beffroi.report.numbers import check_amount, check_number, in_words, keep_list
from beffroi.report.pieces import Grid, Made, Piece, Row
from beffroi.words import translator

_ = translator(__name__)

Range = tuple[float, float]

CORNERS = 4
SIDES = 2
MOST_RINGS = 5
"""Rings that leave each other room for what stands in them."""


@dataclass(frozen=True)
class Scale:
    """A scale from `low` to `high`: `title` says of what, `low_words` and `high_words` what its ends mean."""

    title: Any
    low: float
    high: float
    low_words: Any = ""
    high_words: Any = ""

    def __post_init__(self) -> None:
        check_number(self.low, "The low end of a Scale")
        check_number(self.high, "The high end of a Scale")
        if self.low >= self.high:
            raise ValueError(f"A Scale goes from {self.low} to {self.high}: give its low end first.")

    def holds(self, value: float | None) -> bool:
        """Whether a value is on it; what is not shown is nowhere else."""
        return value is None or self.low <= value <= self.high


@dataclass(frozen=True)
class Point(Made):
    """Something at `x` and `y`, called `label`, "" for one of many that have no name; None is not shown.

    `x_range` and `y_range` say how far apart people were: from where to where half of them stood. `note` says in words
    what became of it.
    """

    label: Any
    x: float | None
    y: float | None
    note: Any = ""
    x_range: Range | None = None
    y_range: Range | None = None

    def __post_init__(self) -> None:
        for value in (self.x, self.y, *(self.x_range or ()), *(self.y_range or ())):
            check_amount(value, "A place of a Point")

    @property
    def is_shown(self) -> bool:
        """Whether it has a place."""
        return self.x is not None and self.y is not None


@dataclass(frozen=True)
class Scatter(Piece):
    """The `points` on two scales, `x` to the right and `y` upwards, under a `title`; `of` says what points are.

    `corners` are what lies there: top left, top right, bottom left, bottom right. `bonds` are lines between points, as
    pairs of ids of what these are made of: told in words beside it, as its table says nothing of them.
    """

    points: Sequence[Point]
    x: Scale
    y: Scale
    of: Any = ""
    title: Any = ""
    corners: Sequence[Any] = ()
    bonds: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        keep_list(self, "points", Point, "a Point(label, x, y)")
        keep_list(self, "bonds", tuple, "a pair of ids")
        keep_list(self, "corners")
        if len(self.corners) not in (0, CORNERS):
            raise ValueError(f"Scatter.corners has {len(self.corners)}: give {CORNERS} or none.")
        for one in self.points:
            self._check(self.x, "x", one.x, one.x_range)
            self._check(self.y, "y", one.y, one.y_range)

    @staticmethod
    def _check(scale: Scale, name: str, value: float | None, range: Range | None) -> None:
        for each in (value, *(range or ())):
            if not scale.holds(each):
                raise ValueError(f"A Point is at {name}={each}, and that scale goes from {scale.low} to {scale.high}.")

    def crowds(self) -> Iterator[tuple[Point, int]]:
        """Each point that has a name, then each place of those without, and how many are there."""
        yield from ((one, 1) for one in self.points if one.label)
        nameless = Counter((one.x, one.y) for one in self.points if not one.label)
        yield from ((Point("", x, y), times) for (x, y), times in nameless.items())

    def table(self) -> Grid:
        """A row a point; where they have no names, a row a place, with how many are there."""
        if any(one.label for one in self.points):
            return Grid((self.of, *(title for title, _cell in self._columns())), tuple(self._rows()), self.title)
        rows = tuple(Row((_told(one.x), _told(one.y), times)) for one, times in self.crowds())
        return Grid((self.x.title, self.y.title, _("How many")), rows, self.title)

    def _rows(self) -> Iterator[Row]:
        columns = list(self._columns())
        for one in self.points:
            yield Row((one.label, *(cell(one) for _title, cell in columns)), ids=one.ids, origins=one.origins)

    def _columns(self) -> Iterator[tuple[Any, Callable[[Point], Any]]]:
        """The title of each column, and what stands in it of a point."""
        yield self.x.title, lambda one: _told(one.x)
        yield self.y.title, lambda one: _told(one.y)
        if any(one.x_range or one.y_range for one in self.points):
            yield _("%(scale)s: half of them", scale=self.x.title), lambda one: _from_to(one.x_range)
            yield _("%(scale)s: half of them", scale=self.y.title), lambda one: _from_to(one.y_range)
        if any(one.note for one in self.points):
            yield "", lambda one: one.note


def _told(value: float | None) -> Any:
    return NOT_SHOWN if value is None else value


def _from_to(range: Range | None) -> Any:
    return _("from %(low)s to %(high)s", low=in_words(range[0]), high=in_words(range[1])) if range else ""


@dataclass(frozen=True)
class Spot(Made):
    """Something in a ring, called `label`: `ring` is 0 in the middle, `side` 0 on the left; `note` says more of it."""

    label: Any
    ring: int
    side: int = 0
    note: Any = ""


@dataclass(frozen=True)
class Rings(Piece):
    """The `spots` in rings around a middle, under a `title`: `rings` are what they are called, from the middle on.

    `sides` are what the left and the right half are. `of` says what spots are, `by` what rings tell apart. `bonds` are
    lines between spots, as pairs of ids of what these are made of: told in words beside it, not by its table.
    """

    spots: Sequence[Spot]
    rings: Sequence[Any]
    sides: Sequence[Any] = ()
    of: Any = ""
    by: Any = ""
    title: Any = ""
    bonds: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        keep_list(self, "spots", Spot, "a Spot(label, ring)")
        keep_list(self, "bonds", tuple, "a pair of ids")
        keep_list(self, "rings")
        keep_list(self, "sides")
        if not 0 < len(self.rings) <= MOST_RINGS:
            raise ValueError(f"Rings.rings has {len(self.rings)}: give 1 to {MOST_RINGS}.")
        if len(self.sides) not in (0, SIDES):
            raise ValueError(f"Rings.sides has {len(self.sides)}: give {SIDES} or none.")
        for one in self.spots:
            _check_place(one.ring, "ring", len(self.rings))
            _check_place(one.side, "side", len(self.sides) or 1)

    def table(self) -> Grid:
        """A row a spot, from the middle outwards."""
        has_notes = any(one.note for one in self.spots)
        columns = (self.of, self.by or _("Ring"), *((_("Side"),) if self.sides else ()), *(("",) if has_notes else ()))
        inner = sorted(self.spots, key=lambda one: one.ring)
        return Grid(columns, tuple(self._row(one, has_notes) for one in inner), self.title)

    def _row(self, spot: Spot, has_notes: bool) -> Row:
        sides = (self.sides[spot.side],) if self.sides else ()
        notes = (spot.note,) if has_notes else ()
        return Row((spot.label, self.rings[spot.ring], *sides, *notes), ids=spot.ids, origins=spot.origins)


def _check_place(place: object, name: str, most: int) -> None:
    check_number(place, f"The {name} of a Spot", 0)
    if not isinstance(place, int) or place >= most:
        raise ValueError(f"A Spot has {name}={place}: give a whole number from 0 to {most - 1}.")
