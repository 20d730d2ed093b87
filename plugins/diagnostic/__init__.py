"""Diagnosis: findings crossed from several sources, contested by other tables, merged, ranked, asked as questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from beffroi import Card, Glance, Kept, Method, Stage, Stamp, Table, Text, Trace, hookimpl, translator
from beffroi.blocks.ballot import DECIDE, VOTE, Ballot, BallotSettings, Vote
from beffroi.blocks.cards import CLUSTER, Cards, Hide, MergeClusters, Move, NameCluster, Restore, SplitCluster
from beffroi.blocks.reactions import GALLERY, Reactions
from beffroi.blocks.sheet import AMEND, Sheet
from beffroi.report import OfTable, Section
from plugins.diagnostic import results, shown
from plugins.diagnostic.commands import COMMANDS
from plugins.diagnostic.findings import Diagnosis
from plugins.diagnostic.slots import TOLD

_ = translator(__name__)

FILL = Stage(
    "fill",
    _("Write the findings"),
    late="tray",
    instruction=_("One sentence a finding. What supports it, what contradicts it? One kind of source is not enough."),
    effect=_("Each table writes its findings, with their sources; several people at once."),
)
CONTEST = replace(
    GALLERY,
    title=_("Contest"),
    instruction=_("Two minutes a table: is it fair, is it to be qualified, is it contradicted, and by what?"),
)
MERGE = replace(
    CLUSTER,
    title=_("Bring the findings together"),
    plenary=True,
    instruction=_("The findings of all the tables: those that say the same thing come together."),
    effect=_("The findings of all tables come onto one board; facilitators group them, and everyone sees it."),
)
QUESTIONS = Stage(
    "questions",
    _("How might we…?"),
    plenary=True,
    instruction=_("Each kept finding becomes a question: how might we… so that…?"),
    effect=_("The findings that were kept are there to be asked as questions, by anyone."),
)
PLENARY = ("cluster", "vote", "decide", "questions")


class DiagnosticSettings(BallotSettings):
    """What is diagnosed, and the rules of the vote."""

    question: str = Text(_("What do we diagnose?"), max=300, required=False, lines=2)


class Diagnostic(Method[Diagnosis, DiagnosticSettings]):
    """Write → contest → amend, by table; then the findings of all: bring together → vote → decide → ask."""

    api = 1
    id = "diagnostic"
    title = _("Diagnosis")
    at_a_glance = Glance(
        "produce", people=(6, 50), takes=_("what was heard"), gives=_("findings with their sources, and questions")
    )
    minutes = 90
    stages = (FILL, CONTEST, AMEND, MERGE, replace(VOTE, plenary=True), replace(DECIDE, plenary=True), QUESTIONS)
    commands = COMMANDS
    shared_by = ("table", "room")
    anonymous = False
    kinds = TOLD
    sheet = Sheet()
    reactions = Reactions(on=sheet)
    board = Cards(
        title=_("Findings"),
        stages=(MERGE,),
        commands=(Hide, Restore, Move, MergeClusters, SplitCluster, NameCluster),
        concerns=False,
    )
    ballot = Ballot(on=board)

    def start(self, settings: DiagnosticSettings, cards: Sequence[Card]) -> Diagnosis:
        made = Diagnosis(Vote(settings))
        self.add_cards(made, cards)
        return made

    def add_cards(self, state: Diagnosis, cards: Sequence[Card]) -> None:
        state.sheet.offer(cards)

    def merge_tables(self, state: Diagnosis, cards: Sequence[Card]) -> None:
        state.bring(cards)

    def on_stage(self, state: Diagnosis, stage: str, stamp: Stamp) -> None:
        if stage not in PLENARY:
            state.ballot.suspend()
            return
        state.gather()
        state.board.reveal()
        if stage == "vote":
            state.ballot.begin(self.board.options(state.board), stamp.lots)
        elif stage == "cluster":
            state.ballot.suspend()
        else:
            state.ballot.close()
        if stage == "questions":
            state.ask()

    def kept(self, state: Diagnosis) -> Sequence[Kept]:
        """Nothing to conclude with: what is kept goes on to ideas, as questions."""
        return ()

    def question(self, settings: DiagnosticSettings, stage: str) -> str:
        is_vote = stage in ("vote", "decide")
        return (settings.ballot_question if is_vote else "") or settings.question

    def progress(self, state: Diagnosis) -> tuple[int, int]:
        return state.progress()

    def view(self, state: Diagnosis) -> dict[str, Any]:
        return {**super().view(state), **shown.sheet_view(state), **shown.room_view(state), "plenary": PLENARY}

    def personal_view(self, state: Diagnosis, who: str) -> dict[str, Any]:
        return {**super().personal_view(state, who), "plenary": PLENARY, "my_reactions": state.reactions.by(who)}

    def tables(self, state: Diagnosis) -> Iterable[Table]:
        return results.tables(state)

    def report(
        self, state: Diagnosis, tables: Sequence[OfTable[Diagnosis]], settings: DiagnosticSettings
    ) -> Iterable[Section]:
        yield from results.sections(state, tables)
        told = super().report(state, tables, settings)
        plenary = () if state.has_begun else ("cards", "votes", "decisions")
        yield from (one for one in told if one.id not in (*results.TOLD_HERE, *plenary))
        yield from results.questions(state)

    def cards(self, state: Diagnosis) -> Sequence[Card]:
        return results.cards(state)

    def traces(self, state: Diagnosis) -> Iterable[Trace]:
        return results.traces(state)


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Diagnostic()]
