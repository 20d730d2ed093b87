"""Journey map: one person followed step by step, table by table; the irritants of all become questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Flag, Glance, Kept, Method, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import DECIDE, VOTE, Ballot, BallotSettings, Vote
from beffroi.blocks.cards import CLUSTER, Cards, Hide, MergeClusters, Move, NameCluster, Restore, SplitCluster
from beffroi.blocks.reactions import GALLERY, Reactions
from beffroi.blocks.sheet import AMEND, Sheet
from beffroi.report import OfTable, Section
from beffroi.signs import cut
from plugins.journeymap import questions, report, results
from plugins.journeymap.columns import STAGES_MOST, TITLE, Columns
from plugins.journeymap.drawn import Drawn, felt_by
from plugins.journeymap.emotions import Emotions
from plugins.journeymap.feeling import FEELING_COMMANDS
from plugins.journeymap.irritants import Gathered
from plugins.journeymap.journey import Journey
from plugins.journeymap.lanes import TOLD, LaneSettings
from plugins.journeymap.moving import MOVING_COMMANDS
from plugins.journeymap.rewriting import QUESTION_COMMANDS
from plugins.journeymap.walked import are_walked, open_columns
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

    api = 1
    id = "journeymap"
    title = _("Journey map")
    at_a_glance = Glance(
        "produce",
        people=(6, 50),
        takes=_("a persona, and a service"),
        gives=_("a map, its emotions and irritants"),
        takes_from=("persona",),
    )
    minutes = 90
    stages = (FILL, GALLERY, AMEND, MERGE, replace(VOTE, plenary=True), replace(DECIDE, plenary=True), REWRITE)
    commands = (*WRITING_COMMANDS, *MOVING_COMMANDS, *FEELING_COMMANDS, *QUESTION_COMMANDS)
    shared_by = ("table", "room")
    anonymous = False
    kinds = TOLD
    sheet = Sheet()
    reactions = Reactions(on=sheet)
    board = Cards(
        title=_("Irritants"),
        stages=(MERGE,),
        commands=(Hide, Restore, Move, MergeClusters, SplitCluster, NameCluster),
        concerns=False,
    )
    ballot = Ballot(on=Journey.options)

    def start(self, settings: JourneySettings, cards: Sequence[Card]) -> Journey:
        columns = Columns.begin(settings.titles(), are_walked=are_walked(cards))
        emotions = Emotions(settings.blind_emotions)
        made = Journey(columns, emotions, settings.switched(), Gathered(Vote(settings)))
        self.add_cards(made, cards)
        return made

    def add_cards(self, state: Journey, cards: Sequence[Card]) -> None:
        state.sheet.offer(cards)
        open_columns(state, cards)

    def merge_tables(self, state: Journey, cards: Sequence[Card]) -> None:
        state.gathered.bring(cards)

    def on_stage(self, state: Journey, stage: str, stamp: Stamp) -> None:
        if stage not in PLENARY:
            state.ballot.suspend()
            return
        state.gather()
        state.board.reveal()
        if stage == "vote":
            state.ballot.begin(state.gathered.options(), stamp.lots)
        elif stage == "cluster":
            state.ballot.suspend()
        else:
            state.ballot.close()
        if stage == "rewrite":
            state.questions.open(state.gathered.kept())

    def kept(self, state: Journey) -> Sequence[Kept]:
        """Nothing to conclude with: what is kept goes on to ideas, as questions."""
        return ()

    def view(self, state: Journey) -> dict[str, Any]:
        return {
            **super().view(state),
            **state.sheet.view(),
            **state.reactions.view(),
            **questions.view(state.questions),
            "brought_by": state.gathered.tables,
            "map": Drawn(state),
            "plenary": PLENARY,
        }

    def personal_view(self, state: Journey, who: str) -> dict[str, Any]:
        seen = super().personal_view(state, who)
        own = {**seen.get("own", {}), **felt_by(state, who)}
        return {**seen, "my_reactions": state.reactions.by(who), "own": own}

    def question(self, settings: JourneySettings, stage: str) -> str:
        is_vote = stage in ("vote", "decide")
        return (settings.ballot_question if is_vote else "") or settings.subject

    def progress(self, state: Journey) -> tuple[int, int]:
        return state.progress()

    def tables(self, state: Journey) -> Iterable[Table]:
        return results.tables(state)

    def report(
        self, state: Journey, tables: Sequence[OfTable[Journey]], settings: JourneySettings
    ) -> Iterable[Section]:
        maps = [report.Map("room", "", state), *(report.Map(one.id, one.name, one.state) for one in tables)]
        yield from report.sections(maps)
        if state.gathered.has_begun:
            yield from (one for one in super().report(state, (), settings) if one.id not in report.TOLD_HERE)
        if state.questions.written():
            yield report.questions(state)

    def cards(self, state: Journey) -> Sequence[Card]:
        return results.cards(state)

    def traces(self, state: Journey) -> Iterable[Trace]:
        return results.traces(state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [JourneyMap()]
