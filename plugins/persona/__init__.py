"""Persona: each table makes the portrait of one person, on evidence; dots choose which go on to the journey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi import (
    AUDIENCES,
    Card,
    Flag,
    Glance,
    Kept,
    Method,
    Number,
    Stage,
    Stamp,
    Table,
    Text,
    Trace,
    hookimpl,
    translator,
)
from beffroi.blocks.ballot import Ballot, BallotSettings, Vote
from beffroi.blocks.reactions import GALLERY, Reactions
from beffroi.blocks.sheet import AMEND, Draft, Sheet
from beffroi.report import OfTable, Section
from plugins.persona.commands import COMMANDS
from plugins.persona.portrait import PLENARY, REMEMBERED, Portrait
from plugins.persona.report import TOLD_HERE, section_of
from plugins.persona.slots import (
    CHANNELS,
    DEMOGRAPHICS,
    FREQUENCY,
    PORTRAIT,
    REQUIRED,
    SCALES,
    SENTENCES,
    TOLD,
    asked,
    words_of,
)

_ = translator(__name__)

STEREOTYPES = _("Off by default: it explains little of what people live, and calls up stereotypes.")

GATHER = Stage(
    "gather",
    _("Gather"),
    instruction=_("Read what was collected. Tap the cards that speak of your person."),
    effect=_("Each table reads the evidence handed over and picks what speaks of its person."),
)
FILL = Stage(
    "fill",
    _("Make the portrait"),
    instruction=_("One person, not an average: what brings them, what they need, what irritates them."),
    effect=_("Each table fills in one persona; several people write at once."),
)
VOTE = Stage(
    "vote",
    _("Vote"),
    plenary=True,
    instruction=_("Place your dots; you can move them until the vote closes."),
    effect=_("The tables' personas come together, and everyone places their dots."),
)
DECIDE = Stage(
    "decide",
    _("Decide"),
    plenary=True,
    instruction=_("The others stay in the record: nothing is thrown away."),
    effect=_("The vote closes, and its results are shown on every page and screen."),
)


class PersonaSettings(BallotSettings):
    """Whom it is about, which demographics are asked for, the rules of the vote."""

    question: str = Text(
        _("Of whom do we make the portrait?"),
        max=300,
        required=False,
        lines=2,
        help=_("Read at the top of every page: “Somebody who asks for a grant for the first time”."),
    )
    age: bool = Flag(_("Ask for an age band"), help=STEREOTYPES)
    occupation: bool = Flag(_("Ask for the occupation"), help=STEREOTYPES)
    place: bool = Flag(_("Ask for the place of living"), help=STEREOTYPES)
    household: bool = Flag(_("Ask for the household"), help=STEREOTYPES)
    budget: int = Number(
        _("Dots a person"), low=0, high=50, default=2, help=_("0: a quarter of the options, between 3 and 5.")
    )
    keep: int = Number(_("How many go on"), low=1, high=50, default=2)
    no_self_vote: bool = Flag(_("Nobody votes for the persona of their own table"), fixed=True)

    def demographics(self) -> tuple[str, ...]:
        """The demographics that are asked for."""
        return tuple(id for id in DEMOGRAPHICS if getattr(self, id))


class Persona(Method[Portrait, PersonaSettings]):
    """Gather → make the portrait → gallery → amend → vote → decide."""

    api = 1
    id = "persona"
    title = _("Persona")
    at_a_glance = Glance(
        "produce", people=(6, 50), takes=_("words that were heard"), gives=_("a person a table, with sources")
    )
    minutes = 60
    stages = (GATHER, FILL, GALLERY, AMEND, VOTE, DECIDE)
    commands = COMMANDS
    shared_by = ("table", "room")
    anonymous = False
    kinds = TOLD
    sheet = Sheet()
    reactions = Reactions(on=sheet)
    ballot = Ballot(on=Portrait.options)

    def start(self, settings: PersonaSettings, cards: Sequence[Card]) -> Portrait:
        demographics = settings.demographics()
        return Portrait(Vote(settings), Draft.begin((*asked(demographics), *PORTRAIT), cards), demographics)

    def merge_tables(self, state: Portrait, cards: Sequence[Card]) -> None:
        state.bring(cards)

    def on_stage(self, state: Portrait, stage: str, stamp: Stamp) -> None:
        came_from, state.stage = state.stage, stage
        if stage == "vote" or (stage == "decide" and came_from != "vote"):
            state.ballot.begin(state.options(), stamp.lots)
        if stage == "decide":
            state.ballot.close()
        elif stage != "vote":
            state.ballot.suspend()

    def view(self, state: Portrait) -> dict[str, Any]:
        if state.stage in PLENARY:
            return {**super().view(state), "personas": state.personas(), "audiences": AUDIENCES}
        return {**_sheet_view(state), "portrait": state}

    def personal_view(self, state: Portrait, who: str) -> dict[str, Any]:
        return {**super().personal_view(state, who), "my_reactions": state.reactions.by(who)}

    def kept(self, state: Portrait) -> Sequence[Kept]:
        """Nothing to conclude with: who goes on goes on to a journey."""
        return ()

    def question(self, settings: PersonaSettings, stage: str) -> str:
        if stage in PLENARY:
            return settings.ballot_question or _("Which persona goes on to the journey?")
        return settings.question

    def progress(self, state: Portrait) -> tuple[int, int]:
        return state.sheet.progress(slot.id for slot in REQUIRED)

    def tables(self, state: Portrait) -> Iterable[Table]:
        return state.results()

    def report(
        self, state: Portrait, tables: Sequence[OfTable[Portrait]], settings: PersonaSettings
    ) -> Iterable[Section]:
        made = [("room", "", state), *((one.id, one.name, one.state) for one in tables)]
        yield from filter(None, (section_of(portrait, id, table) for id, table, portrait in made))
        if state.was_voted_on:
            yield from (one for one in super().report(state, (), settings) if one.id not in TOLD_HERE)

    def cards(self, state: Portrait) -> Sequence[Card]:
        return state.handed()

    def traces(self, state: Portrait) -> Iterable[Trace]:
        return state.traces()


def _sheet_view(state: Portrait) -> dict[str, Any]:
    """What the templates of a sheet read beside the portrait itself."""
    return {
        **state.sheet.view(),
        **state.reactions.view(),
        "evidence": [(card.id, card.text) for card in state.evidence()],
        "ask": state.slots,
        "audiences": AUDIENCES,
        "traits": tuple(DEMOGRAPHICS[id] for id in state.demographics),
        "further": SENTENCES,
        "scales": SCALES,
        "frequency": FREQUENCY,
        "parts": PORTRAIT,
        "channels": CHANNELS,
        "remembered": REMEMBERED,
        "words_of": words_of,
    }


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Persona()]
