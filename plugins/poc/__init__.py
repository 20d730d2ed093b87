"""Proof of concept: the smallest test of an idea, a sheet a table; contested, voted on, and what came of it.

Source: experiment cards of lean and design practice: what we think, the smallest test, when we go on, when we stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Glance, Method, Number, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import DECIDE, VOTE, Ballot, BallotSettings, Vote
from beffroi.blocks.capture import CAPTURE, Capture
from beffroi.blocks.reactions import GALLERY, Reactions
from beffroi.blocks.sheet import AMEND, Draft, Sheet
from beffroi.report import OfTable, Section
from plugins.poc import results
from plugins.poc.commands import COMMANDS
from plugins.poc.proofs import CAME_OF, Proofs
from plugins.poc.slots import AROUND, CORE, KINDS, SLOTS

_ = translator(__name__)

FILL = Stage(
    "fill",
    _("Fill in the sheet"),
    late="tray",
    instruction=_("One idea, the smallest test of it, and the number that shows whether it works."),
    effect=_("Each table fills in one proof of concept; several people write at once."),
)
AFTER = Stage(
    "after",
    _("What came of it"),
    plenary=True,
    instruction=_("The test is over: go on, adjust, or stop? What did we learn?"),
    effect=_("For each proof of concept that went on, everyone can say what came of it."),
)
PLENARY = ("vote", "decide", "capture", "after")


class PocSettings(BallotSettings):
    """What is to be tried, and the rules of the vote."""

    question: str = Text(_("What do we want to try?"), max=300, required=False, lines=2)
    budget: int = Number(
        _("Dots a person"), low=0, high=50, default=2, help=_("0: a quarter of the options, between 3 and 5.")
    )
    keep: int = Number(_("How many go on"), low=1, high=50, default=2)


class Poc(Method[Proofs, PocSettings]):
    """Fill in → gallery → amend → vote → decide → who does what → what came of it."""

    api = 1
    id = "poc"
    title = _("Proof of concept")
    at_a_glance = Glance(
        "decide",
        people=(6, 60),
        takes=_("an idea that was kept"),
        gives=_("the smallest test, with a number"),
        takes_from=("dotvote", "ideation"),
    )
    minutes = 75
    stages = (FILL, GALLERY, AMEND, *(replace(one, plenary=True) for one in (VOTE, DECIDE, CAPTURE)), AFTER)
    commands = COMMANDS
    shared_by = ("table", "room")
    anonymous = False
    kinds = KINDS
    sheet = Sheet()
    reactions = Reactions(on=sheet)
    ballot = Ballot(on=Proofs.options)
    done = Capture(on=ballot)

    def start(self, settings: PocSettings, cards: Sequence[Card]) -> Proofs:
        return Proofs(Vote(settings), Draft.begin(SLOTS, cards))

    def merge_tables(self, state: Proofs, cards: Sequence[Card]) -> None:
        state.bring(cards)

    def on_stage(self, state: Proofs, stage: str, stamp: Stamp) -> None:
        state.stage = stage
        super().on_stage(state, stage, stamp)

    def view(self, state: Proofs) -> dict[str, Any]:
        told = {"proofs": state.proofs(), "core": CORE, "around": AROUND}
        if state.stage in PLENARY:
            return {**super().view(state), **told, "going_on": state.going_on()}
        return {**state.sheet.view(), **state.reactions.view(), **told}

    def personal_view(self, state: Proofs, who: str) -> dict[str, Any]:
        going_on = state.going_on() if state.stage == "after" else ()
        return {**super().personal_view(state, who), "going_on": going_on, "came_of": tuple(CAME_OF.items())}

    def question(self, settings: PocSettings, stage: str) -> str:
        if stage in PLENARY:
            return settings.ballot_question or _("Which do we try first?")
        return settings.question

    def progress(self, state: Proofs) -> tuple[int, int]:
        return state.sheet.progress(slot.id for slot in CORE)

    def tables(self, state: Proofs) -> Iterable[Table]:
        yield from results.tables(state)
        yield from (one for one in super().tables(state) if one.name != "sheet")

    def report(self, state: Proofs, tables: Sequence[OfTable[Proofs]], settings: PocSettings) -> Iterable[Section]:
        yield from results.sections(state, tables)
        plenary = state.ballot.is_over
        for one in super().report(state, tables, settings):
            is_ours = one.id.startswith("sheet")
            if not is_ours and (plenary or one.id not in ("votes", "decisions", "actions")):
                yield one

    def cards(self, state: Proofs) -> Sequence[Card]:
        return state.handed()

    def traces(self, state: Proofs) -> Iterable[Trace]:
        yield from state.traces()
        yield from self.done.traces(state.done)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Poc()]
