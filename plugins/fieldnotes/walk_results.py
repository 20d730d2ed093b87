"""Several walks over one another: what was felt, service by service; tables, and their part of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple

from beffroi import Table, translator
from beffroi.folding import folded
from beffroi.report import Curve, Grid, Line, Paragraph, Piece, Row, Section

from .kinds import COUNTED
from .walks import CHANNELS, FEELINGS, HOW, SIGNS, Walk

_ = translator(__name__)

LINES_MOST = 7
"""Lines of a drawing that are told apart by their pattern."""

NUMBERS_MOST = 12
"""Steps that are numbered below a drawing: of a longer walk each second one, or third."""

LEAST = 2
"""Steps of which something was felt, that a line needs."""


def services(walks: Iterable[Walk]) -> list[tuple[str, list[Walk]]]:
    """The walks by service, however it was spelt."""
    told = sorted(walks, key=lambda one: folded(one.called))
    groups = (list(same) for _key, same in groupby(told, key=lambda one: folded(one.called)))
    return [(same[0].called, same) for same in groups]


class Leg(NamedTuple):
    """A walk on a drawing, in per cent of its width and height: its points, and what joins them."""

    number: int
    label: Any
    points: tuple[tuple[float, float], ...]
    ways: tuple[tuple[float, float, float, float], ...]


class Drawing(NamedTuple):
    """Walks of one service over one another: numbers of steps across, values from +2 down to −2."""

    id: str
    service: str
    steps: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, str], ...]
    legs: tuple[Leg, ...]


def drawings(walks: Iterable[Walk]) -> list[Drawing]:
    """The curves as live pages draw them: as wide as there is room, so that a screen shows all of a walk."""
    return [_drawn(service, some) for service, some in _together(walks)]


def _drawn(service: str, walks: Sequence[Walk]) -> Drawing:
    longest = max(len(walk.read) for walk in walks)
    every = -(-longest // NUMBERS_MOST)

    def across(step: int) -> float:
        return round(10 + 86 * (step + 0.5) / longest, 2)

    def down(value: int) -> float:
        return 46 - 19 * value

    legs = []
    for n, walk in enumerate(walks):
        aside = (n - (len(walks) - 1) / 2) * 1.6  # points that fall on one another stay in sight
        felt = [(n, step.value) for n, step in enumerate(walk.read) if step.value is not None]
        points = tuple((round(across(at) + aside, 2), down(value)) for at, value in felt)
        legs.append(Leg(n + 1, _named(n + 1, walk), points, tuple((*a, *b) for a, b in pairwise(points))))
    steps = tuple((across(at), at + 1) for at in range(0, longest, every))
    return Drawing(
        walks[0].id, service, steps, tuple((down(value), sign) for value, sign in SIGNS.items()), tuple(legs)
    )


def _named(n: int, walk: Walk) -> Any:
    return _("Walk %(n)s, %(day)s", n=n, day=walk.date)


def _together(walks: Iterable[Walk]) -> Iterator[tuple[str, list[Walk]]]:
    for service, same in services(walks):
        drawn = iter([walk for walk in same if sum(step.value is not None for step in walk.read) >= LEAST])
        while some := list(islice(drawn, LINES_MOST)):
            yield service, some


def curves(walks: Iterable[Walk]) -> list[Curve]:
    """The same for the report."""
    return [_curve(service, some) for service, some in _together(walks)]


def _curve(service: str, walks: Sequence[Walk]) -> Curve:
    longest = max(len(walk.read) for walk in walks)
    steps = [step.text for step in walks[0].read] if len(walks) == 1 else [str(n) for n in range(1, longest + 1)]
    lines = [
        Line(
            _named(n, walk),
            tuple(step.value for step in walk.read) + (None,) * (longest - len(walk.read)),
            ids=(walk.id, *(step.id for step in walk.read)),
        )
        for n, walk in enumerate(walks, 1)
    ]
    return Curve(steps, lines, -2, 2, tuple(FEELINGS.items()), _("What was felt: %(service)s", service=service))


def table_of(walks: Sequence[Walk]) -> Iterator[Table]:
    """A row a step."""
    if not walks:
        return
    head = (
        _("Service tried"), _("Day"), _("How"), _("Step"), _("What happens"), _("Time"), _("Channel"),
        _("Waiting, in minutes"), _("Documents asked"), _("What was felt"),
    )  # fmt: skip
    told = [(walk, n, step) for walk in walks for n, step in enumerate(walk.read, 1)]
    rows: list[tuple[Any, ...]] = [
        (
            walk.service, walk.day, HOW[walk.how], n, step.text, step.time,
            CHANNELS[step.channel] if step.channel else "", step.waiting or "", ", ".join(step.documents),
            "" if step.value is None else step.value,
        )
        for walk, n, step in told
    ]  # fmt: skip
    yield Table("walks", head, rows, [{"card": step.id, "origin": walk.id} for walk, _n, step in told])


def sections_of(walks: Sequence[Walk]) -> Iterator[Section]:
    """How many walks, what was felt along them, then each step by step."""
    if walks:
        yield Section("walks", _("Walks through a service"), tuple(_pieces(walks)))


def _pieces(walks: Sequence[Walk]) -> Iterator[Piece]:
    yield Paragraph(COUNTED["walk"](len(walks)))
    yield from curves(walks)
    for walk in walks:
        rows = [
            Row((step.text, ", ".join(map(str, step.told)), step.feeling), ids=(step.id, step.said or step.id))
            for step in walk.read
        ]
        title = _("%(service)s, %(day)s", service=walk.called, day=walk.date) if walk.service else walk.date
        yield Grid((_("What happens"), _("How it went"), _("What was felt")), rows, title, ids=(walk.id,))
