"""Gradient of agreement: each takes one of eight degrees unseen, then all see how the group is spread over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from beffroi import Card, Choice, Glance, Kind, Method, Model, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.moderation import MOTIVES
from beffroi.report import OfTable, Section
from plugins.gradient.commands import COMMANDS
from plugins.gradient.positions import DEGREES, WORTH, Positions
from plugins.gradient.results import sections_of, tables_of

_ = translator(__name__)

CHOOSE = Stage(
    "choose",
    _("Take a position"),
    hidden=True,
    instruction=_("Choose the degree nearest to what you think. Nobody sees it before all are shown."),
    effect=_("Everyone takes a position; nobody sees any before they are shown."),
)
READ = Stage(
    "read",
    _("See where we stand"),
    instruction=_("First how we are spread, then the reasons. What would bring you one degree up?"),
    effect=_("Positions no longer change; how many took each degree, and the reasons without names, show everywhere."),
)


class GradientSettings(Model):
    """What everyone takes a position on, and what that is worth."""

    proposal: str = Text(
        _("Proposal"),
        max=300,
        required=False,
        lines=3,
        help=_("One sentence that can be carried out as it stands. Without one, the first card handed over is it."),
    )
    worth: str = Choice(_("What the positions are worth"), WORTH, default="informs", fixed=True)


class Gradient(Method[Positions, GradientSettings]):
    """Take a position → see where we stand."""

    api = 1
    id = "gradient"
    title = _("Gradient of agreement")
    at_a_glance = Glance(
        "decide", people=(5, 60), takes=_("a proposal"), gives=_("how strongly the group agrees, and why")
    )
    minutes = 20
    stages = (CHOOSE, READ)
    commands = COMMANDS
    kinds = {"proposal": Kind(_("Proposal")), "reason": Kind(_("Reason"), weighs=True)}

    def start(self, settings: GradientSettings, cards: Sequence[Card]) -> Positions:
        handed = next(iter(cards), None) if not settings.proposal else None
        return Positions(settings.worth, handed)

    def on_stage(self, positions: Positions, stage: str, stamp: Stamp) -> None:
        positions.shown = stage == "read"

    def question(self, settings: GradientSettings, stage: str) -> str:
        return settings.proposal

    def worth(self, settings: GradientSettings, stage: str) -> Any:
        return WORTH[settings.worth]

    def view(self, positions: Positions) -> dict[str, Any]:
        return positions.view() if positions.shown else {}

    def facilitator_view(self, positions: Positions) -> dict[str, Any]:
        return {**self.view(positions), "down": positions.words_down(), "motives": tuple(MOTIVES.items())}

    def personal_view(self, positions: Positions, who: str) -> dict[str, Any]:
        mine = positions.by_person.get(who)
        return {
            "mine": mine,
            "chosen": DEGREES[mine.degree] if mine else "",
            "proposal": positions.proposal,
            "reason_down": positions.why_down(mine.id) if mine else "",
        }

    def counts(self, positions: Positions) -> Sequence[Any]:
        return positions.counts()

    def participants(self, positions: Positions, stage: str) -> int | None:
        return len(positions.by_person) if stage == "choose" else None

    def can_void(self, positions: Positions) -> bool:
        return bool(positions.by_person) and not positions.shown

    def void(self, positions: Positions, who: str) -> None:
        positions.by_person.pop(who, None)

    def tables(self, positions: Positions) -> Iterator[Table]:
        if positions.shown:
            yield from tables_of(positions)

    def report(
        self, positions: Positions, tables: Sequence[OfTable[Positions]], settings: GradientSettings
    ) -> Iterator[Section]:
        if positions.shown:
            yield from sections_of(positions, settings.proposal)

    def cards(self, positions: Positions) -> Sequence[Card]:
        return [Card(one.id, one.reason, "reason") for one in positions.reasons()] if positions.shown else []

    def traces(self, positions: Positions) -> Iterator[Trace]:
        handed = positions.handed
        if handed:
            yield Trace(handed.id, handed.text, "proposal", (handed.origin,) if handed.origin else (), handed.audience)
        for card in self.cards(positions):
            yield Trace(card.id, card.text, card.kind, (handed.id,) if handed else ())


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Gradient()]
