"""1-2-4-all: alone, in pairs, in fours, then all together; each level keeps three ideas at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import (
    Card,
    Flag,
    Glance,
    Here,
    Kept,
    Kind,
    Method,
    Model,
    Stage,
    Stamp,
    Table,
    Text,
    Trace,
    hookimpl,
    translator,
)
from beffroi.report import OfTable, Section
from plugins.one_two_four import results, shown
from plugins.one_two_four.commands import COMMANDS
from plugins.one_two_four.state import ALL, ALONE, FOURS, PAIRS, Meeting

_ = translator(__name__)

STAGES = (
    Stage(
        ALONE, _("Alone"), hidden=True, late="tray", minutes=1,
        instruction=_("In silence, by yourself: up to three ideas."),
        effect=_("Everyone writes by themselves, unseen."),
    ),
    Stage(
        PAIRS, _("In pairs"), gathers=True, minutes=2,
        instruction=_("With your neighbour: compare, word together, keep three at most."),
        effect=_("Everyone who is here gets a neighbour: of their table first, else of their site."),
    ),
    Stage(
        FOURS, _("In fours"), gathers=True, minutes=4,
        instruction=_("Two pairs together: what is alike, what differs? Keep three at most."),
        effect=_("Pairs of one site come together in fours, with what they kept."),
    ),
    Stage(
        ALL, _("All together"), minutes=5,
        instruction=_("Each group says one idea that stands out; together we keep three at most."),
        effect=_("What the groups kept is shown to everyone."),
    ),
)  # fmt: skip


class Asked(Model):
    """What is asked."""

    question: str = Text(_("Question"), max=300, required=False, lines=2)
    by_clock: bool = Flag(
        _("Go on as the timer runs out"), help=_("From alone to pairs, and from pairs to fours, by itself.")
    )


class OneTwoFour(Method[Meeting, Asked]):
    """Alone → in pairs → in fours → all together."""

    api = 1
    id = "one_two_four"
    title = _("1-2-4-all")
    at_a_glance = Glance(
        "produce", people=(4, 60), takes=_("a question"), gives=_("three ideas that all have thought through")
    )
    minutes = 12
    stages = STAGES
    commands = COMMANDS
    anonymous = False
    always_signed = True
    kinds = {"idea": Kind(_("Idea"), weighs=True)}

    def start(self, settings: Asked, cards: Sequence[Card]) -> Meeting:
        return Meeting(asked=[card for card in cards if card.asks])

    def prompts(self, state: Meeting) -> Sequence[Card]:
        return state.asked

    def moves_on(self, settings: Asked, stage: str) -> bool:
        return settings.by_clock and stage != ALL

    def gathered(self, state: Meeting, stage: str, here: Sequence[Here], stamp: Stamp) -> None:
        state.gather(stage, here, stamp.id, stamp.lots)

    def on_stage(self, state: Meeting, stage: str, stamp: Stamp) -> None:
        state.level = stage

    def question(self, settings: Asked, stage: str) -> str:
        return settings.question

    def view(self, state: Meeting) -> dict[str, Any]:
        return shown.view(state)

    def personal_view(self, state: Meeting, who: str) -> dict[str, Any]:
        return shown.personal_view(state, who)

    def counts(self, state: Meeting) -> Sequence[Any]:
        return state.counts()

    def participants(self, state: Meeting, stage: str) -> int | None:
        if stage == ALONE:
            return len({idea.by for idea in state.ideas.values() if idea.level == ALONE})
        return None

    def tables(self, state: Meeting) -> Iterable[Table]:
        return results.tables(state) if state.level == ALL else ()

    def report(self, state: Meeting, tables: Sequence[OfTable[Meeting]], settings: Asked) -> Iterable[Section]:
        return results.sections(state) if state.level == ALL else ()

    def cards(self, state: Meeting) -> Sequence[Card]:
        return results.cards(state) if state.level == ALL else ()

    def traces(self, state: Meeting) -> Iterable[Trace]:
        return results.traces(state) if state.level == ALL else ()

    def kept(self, state: Meeting) -> Sequence[Kept]:
        return results.kept(state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [OneTwoFour()]
