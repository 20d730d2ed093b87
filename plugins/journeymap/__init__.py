"""Journey map: one person followed step by step, table by table; the irritants of all become questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Flag, Method, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import BALLOT_COMMANDS, DECIDE, VOTE, Ballot, BallotSettings
from beffroi.blocks.cards import CLUSTER, Hide, MergeClusters, Move, NameCluster, Restore, SplitCluster
from beffroi.blocks.reactions import GALLERY, REACTION_COMMANDS
from beffroi.blocks.sheet import AMEND, SHEET_COMMANDS
from beffroi.signs import cut
from plugins.journeymap import questions, results
from plugins.journeymap.columns import STAGES_MOST, TITLE, Columns
from plugins.journeymap.drawn import Drawn, felt_by
from plugins.journeymap.emotions import Emotions
from plugins.journeymap.feeling import FEELING_COMMANDS
from plugins.journeymap.irritants import Gathered
from plugins.journeymap.journey import Journey
from plugins.journeymap.lanes import LaneSettings
from plugins.journeymap.moving import MOVING_COMMANDS
from plugins.journeymap.questions import QUESTION_COMMANDS
from plugins.journeymap.writing import WRITING_COMMANDS

_ = translator(__name__)

FILL = Stage(
    "fill",
    _("Map the journey"),
    late="tray",
    instruction=_("Follow one person, step by step: what they do, how they feel, what gets in their way."),
    effect=_("Each table draws its own map; several people write at once."),
)
MERGE = replace(
    CLUSTER,
    title=_("Bring the irritants together"),
    plenary=True,
    instruction=_("The irritants of all the tables: those that say the same thing come together."),
    effect=_("The irritants of all the maps come onto one board; facilitators group them, and everyone sees it."),
)
REWRITE = Stage(
    "rewrite",
    _("How might we…?"),
    plenary=True,
    instruction=_("Each kept irritant becomes a question: how might we… so that…?"),
    effect=_("The irritants that were kept are there to be rewritten; deal them to the tables."),
)
PLENARY = ("cluster", "vote", "decide", "rewrite")


class JourneySettings(LaneSettings, BallotSettings):
    """What is mapped, with which stages and lanes, and the rules of the vote."""

    subject: str = Text(_("Journey to map"), max=300, required=False, lines=2)
    stages: str = Text(
        _("Stages proposed, one a line"),
        max=STAGES_MOST * (TITLE + 1),
        required=False,
        lines=4,
        listed=True,
        help=_("Three to eight. Left empty: need, finding out, applying, waiting, answer, afterwards."),
    )
    blind_emotions: bool = Flag(
        _("Each places the emotions blind, then the table sees the median and the spread"), fixed=True
    )

    def titles(self) -> list[str]:
        """The stages that facilitators named."""
        named = (cut(line.strip(), TITLE) for line in self.stages.splitlines())
        return [title for title in named if title][:STAGES_MOST]


class JourneyMap(Method[Journey, JourneySettings]):
    """Map → gallery → amend, by table; then the irritants of all: bring together → vote → decide → rewrite."""

    id = "journeymap"
    title = _("Journey map")
    minutes = 90
    stages = (FILL, GALLERY, AMEND, MERGE, replace(VOTE, plenary=True), replace(DECIDE, plenary=True), REWRITE)
    commands = (
        *SHEET_COMMANDS, *REACTION_COMMANDS, *WRITING_COMMANDS, *MOVING_COMMANDS, *FEELING_COMMANDS,
        Hide, Restore, Move, MergeClusters, SplitCluster, NameCluster, *BALLOT_COMMANDS, *QUESTION_COMMANDS,
    )  # fmt: skip
    shared_by = ("table", "room")
    anonymous = False

    def start(self, settings: JourneySettings, cards: Sequence[Card]) -> Journey:
        columns, emotions = Columns.begin(settings.titles()), Emotions(settings.blind_emotions)
        made = Journey(columns, emotions, settings.switched(), Gathered(Ballot(settings)))
        made.receive(cards)
        return made

    def receive(self, state: Journey, cards: Sequence[Card]) -> None:
        state.receive(cards)

    def assemble(self, state: Journey, cards: Sequence[Card]) -> None:
        state.gathered.bring(cards)

    def entering(self, state: Journey, stage: str, stamp: Stamp) -> None:
        if stage not in PLENARY:
            state.ballot.suspend()
            return
        state.gather()
        state.cards.reveal()
        if stage == "vote":
            state.ballot.begin(state.gathered.options(), stamp.lots)
        elif stage == "cluster":
            state.ballot.suspend()
        else:
            state.ballot.close()
        if stage == "rewrite":
            state.questions.open(state.gathered.kept())

    def view(self, state: Journey) -> dict[str, Any]:
        return {
            **state.ballot.view(),
            **state.cards.view(),
            **state.sheet.view(),
            **state.reactions.view(),
            **questions.view(state.questions),
            "brought_by": state.gathered.tables,
            "map": Drawn(state),
            "plenary": PLENARY,
        }

    def overview(self, state: Journey) -> dict[str, Any]:
        ties = state.ballot.across_the_line() if state.ballot.revealed else ()
        return {**self.view(state), "across_the_line": ties, "binned": state.cards.binned()}

    def mine(self, state: Journey, who: str) -> dict[str, Any]:
        ballot = state.ballot.mine(who)
        own = {**ballot["own"], **felt_by(state, who)}
        return {**ballot, **state.reactions.view(), "my_reactions": state.reactions_of(who), "own": own}

    def can_void(self, state: Journey) -> bool:
        return state.ballot.open and not state.ballot.revealed

    def void(self, state: Journey, who: str) -> None:
        state.ballot.void(who)

    def asks(self, settings: JourneySettings, stage: str) -> str:
        is_vote = stage in ("vote", "decide")
        return (settings.ballot_question if is_vote else "") or settings.subject

    def taken_part(self, state: Journey, stage: str) -> int | None:
        return state.ballot.voters() if stage == "vote" else None

    def progress(self, state: Journey) -> tuple[int, int]:
        return state.progress()

    def tables(self, state: Journey) -> Iterable[Table]:
        return results.tables(state)

    def cards(self, state: Journey) -> Sequence[Card]:
        return results.cards(state)

    def traces(self, state: Journey) -> Iterable[Trace]:
        return results.traces(state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [JourneyMap()]
