"""Roadmap: actions and preconditions by phase and axis, what each needs; scenarios compared; consent on the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Action, Card, Glance, Kept, Kind, Method, Stage, Table, Trace, hookimpl, translator
from beffroi.blocks.ballot import DECIDE, VOTE, Ballot
from beffroi.blocks.consent import SETTLE, STANCES, Consent
from beffroi.blocks.grid import ARRANGE
from beffroi.report import OfTable, Section
from plugins.roadmap import results, settings, shown
from plugins.roadmap.road import RoadGrid
from plugins.roadmap.settings import RoadmapSettings
from plugins.roadmap.steps import KINDS, PRECONDITION, Roadmap
from plugins.roadmap.writing import WRITING

_ = translator(__name__)

CALLED = "Feuille de route"
"""What one agrees on where no question says it: kept in the log, so in no language of a reader."""

WRITE = Stage(
    "write",
    _("Write actions"),
    instruction=_("What is to be done, and what must be there before? One sentence each; all see it at once."),
    effect=_("Everyone writes actions and preconditions, which all see."),
)
PLACE = replace(
    ARRANGE,
    title=_("Place by phase and axis"),
    instruction=_("Place each in its phase, and say what it needs. What cannot be so is named."),
    effect=_("Everyone places actions and says what each needs; all see it at once."),
)
COMPARE = Stage(
    "compare",
    _("Compare scenarios"),
    instruction=_("Criterion after criterion: what is each scenario worth here?"),
    effect=_("The scenarios stand side by side; everyone says what each is worth."),
)
CHOOSE = replace(VOTE, title=_("Vote on a scenario"))
SETTLED = replace(DECIDE, title=_("Choose a scenario"))
READ = Stage(
    "read",
    _("Read the roadmap"),
    instruction=_("Here is the roadmap, phase after phase."),
    effect=_("The roadmap stands on every page and screen."),
)


class RoadmapMethod(Method[Roadmap, RoadmapSettings]):
    """Write → place by phase and axis → compare → vote on a scenario → consent on the whole → read."""

    api = 1
    id = "roadmap"
    title = _("Roadmap")
    at_a_glance = Glance(
        "decide",
        people=(5, 60),
        takes=_("ideas or actions"),
        gives=_("actions by phase, with what each needs"),
        takes_from=("dotvote", "ideation"),
    )
    minutes = 90
    stages = (WRITE, PLACE, COMPARE, CHOOSE, SETTLED, STANCES, SETTLE, READ)
    commands = WRITING
    kinds = {"action": Kind(KINDS["action"], "outcome"), PRECONDITION: Kind(KINDS[PRECONDITION], "outcome")}
    planned = RoadGrid()
    dots = Ballot(on=Roadmap.options)
    agreed = Consent(on=Roadmap.whole)

    def check_settings(self, said: RoadmapSettings) -> None:
        super().check_settings(said)
        settings.check(said)

    def start(self, said: RoadmapSettings, cards: Sequence[Card]) -> Roadmap:
        roadmap = Roadmap(
            self.dots.start(said, ()),
            self.agreed.start(said, ()),
            self.planned.start(said, ()),
            settings.scenarios_of(said),
            settings.criteria_of(said),
            said.narrowed_to,
            said.question or said.narrowed_to or CALLED,
        )
        roadmap.take(cards)
        return roadmap

    def add_cards(self, roadmap: Roadmap, cards: Sequence[Card]) -> None:
        roadmap.take(cards)

    def question(self, said: RoadmapSettings, stage: str) -> str:
        return super().question(said, stage) or said.question

    def view(self, roadmap: Roadmap) -> dict[str, Any]:
        return {**super().view(roadmap), **shown.view(roadmap, self.planned)}

    def facilitator_view(self, roadmap: Roadmap) -> dict[str, Any]:
        return {**super().facilitator_view(roadmap), **shown.view(roadmap, self.planned)}

    def personal_view(self, roadmap: Roadmap, who: str) -> dict[str, Any]:
        several = len(roadmap.scenarios) > 1
        return {**super().personal_view(roadmap, who), "ways": roadmap.scenarios, "is_several": several}

    def tables(self, roadmap: Roadmap) -> Iterator[Table]:
        yield from results.tables_of(roadmap, self.planned)
        yield from self.dots.tables(roadmap.dots)
        yield from self.agreed.tables(roadmap.agreed)

    def report(
        self, roadmap: Roadmap, tables: Sequence[OfTable[Roadmap]], said: RoadmapSettings
    ) -> Iterator[Section]:  # fmt: skip
        yield from results.sections_of(roadmap, self.planned)
        yield from self.dots.report(roadmap.dots, (), said)
        yield from self.agreed.report(roadmap.agreed, (), said)

    def cards(self, roadmap: Roadmap) -> Sequence[Card]:
        return results.cards_of(roadmap)

    def kept(self, roadmap: Roadmap) -> Sequence[Kept]:
        return results.kept_of(roadmap, self._is_adopted(roadmap))

    def commitments(self, roadmap: Roadmap) -> Sequence[Action]:
        return results.commitments_of(roadmap, self._is_adopted(roadmap))

    def traces(self, roadmap: Roadmap) -> Iterator[Trace]:
        return results.traces_of(roadmap)

    def _is_adopted(self, roadmap: Roadmap) -> bool:
        """Whether the room agreed on the whole."""
        return bool(self.agreed.kept(roadmap.agreed))


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [RoadmapMethod()]
