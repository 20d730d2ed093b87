"""The grid of a roadmap: axes by phases, what each step needs, and what cannot be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Kind, translator
from beffroi.blocks.ballot import Option
from beffroi.blocks.grid import Clash, Grid, Line, Placed, before_needed, called, circles
from plugins.roadmap.settings import RoadmapSettings, axes_of, phases_of
from plugins.roadmap.steps import KINDS, PRECONDITION, Roadmap, Scenario, Step

_ = translator(__name__)


class RoadGrid(Grid[RoadmapSettings]):
    """Steps by axis and phase, placed by everybody."""

    settings = RoadmapSettings
    kinds = {"action": Kind(KINDS["action"], "outcome"), PRECONDITION: Kind(KINDS[PRECONDITION], "outcome")}

    def __init__(self) -> None:
        super().__init__(on=Roadmap.here, by_all=True)

    def lines_of(self, rules: RoadmapSettings) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        return axes_of(rules), phases_of(rules)

    def check_settings(self, settings: RoadmapSettings) -> None:
        """The method reads all of them."""

    def start(self, settings: RoadmapSettings, cards: Sequence[Card]) -> Placed:
        return super().start(settings, ())

    def numbers(self, placed: Placed) -> Sequence[str]:
        """Phase after phase, and in a phase axis after axis; what has no place yet comes last."""
        phases = {one.id: n for n, one in enumerate(placed.columns)}
        put = sorted(placed.put(), key=lambda one: phases[placed.at[one.id][1]])
        return [one.id for one in (*put, *placed.loose())]

    def notes(self, placed: Placed, thing: Option, numbers: Mapping[str, int]) -> Iterator[Any]:
        if not isinstance(thing, Step):
            return
        if thing.kind == PRECONDITION:
            yield KINDS[PRECONDITION]
        yield from (said for said in (" · ".join(filter(None, (thing.owner, thing.term))),) if said)
        needed = sorted(numbers[id] for id in thing.needs if id in numbers)
        if needed:
            yield _("needs %(numbers)s", numbers=", ".join(map(str, needed)))

    def clashes(self, placed: Placed) -> Iterator[Clash]:
        steps = {id: one for id, one in placed.things.items() if isinstance(one, Step)}
        needs = {id: [other for other in one.needs if other in steps] for id, one in steps.items()}
        for way in circles(needs):
            names = " → ".join(f"“{steps[id].text}”" for id in (*way, way[0]))
            yield Clash(_("A circle: %(names)s. Each needs the next one.", names=names), way)
        phases = {one.id: n for n, one in enumerate(placed.columns)}
        put = {one.id: phases[placed.at[one.id][1]] for one in placed.put()}
        for id, other in before_needed(put, needs):
            said = {"one": steps[id].text, "other": steps[other].text}
            when = {"first": placed.columns[put[id]].said, "later": placed.columns[put[other]].said}
            yield Clash(
                _("“%(one)s” (%(first)s) is placed before “%(other)s” (%(later)s), which it needs.", **said, **when),
                (id, other),
            )
        for id, needed in needs.items():
            for other in needed:
                if id in put and other not in put:
                    yield Clash(
                        _("“%(one)s” needs “%(other)s”, which has no place yet.", one=steps[id].text,
                          other=steps[other].text), (id, other),
                    )  # fmt: skip


def grid_of(roadmap: Roadmap, scenario: Scenario) -> Placed:
    """The grid of one scenario, as it stands."""
    things: dict[str, Option] = {one.id: one for one in roadmap.here(scenario.id)}
    return replace(roadmap.planned, things=things, names=called(roadmap.here()))
