"""Ideation: a silent brainstorm on one question, revealed at once, grouped, voted, decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beffroi import Card, Method, Stamp, Table, Trace, hookimpl, translator
from beffroi.blocks.ballot import BALLOT_COMMANDS, DECIDE, VOTE, Ballot, BallotSettings, Option
from beffroi.blocks.cards import CARD_COMMANDS, CLUSTER, COLLECT, READ, REVEAL, Cards, CardSettings

_ = translator(__name__)


class IdeationSettings(BallotSettings, CardSettings):
    """The question, the cards a person, and the rules of the vote."""


@dataclass
class Ideas:
    """The cards, and the vote on them."""

    cards: Cards
    ballot: Ballot

    def options(self) -> Iterable[Option]:
        """A cluster once there is one, else each card."""
        for cluster, notes in self.cards.groups():
            if cluster:
                yield Option(
                    cluster.id,
                    cluster.name or notes[0].text,
                    tuple(note.text for note in notes),
                    frozenset(note.id for note in notes),
                    frozenset(note.who for note in notes),
                )
            else:
                for note in notes:
                    yield Option(note.id, note.text, (), frozenset({note.id}), frozenset({note.who}), note.origin)

    def receive(self, cards: Sequence[Card]) -> None:
        """More cards; in a vote under way they are up for the vote too."""
        self.cards.receive(cards)
        new = {card.id for card in cards}
        self.ballot.add(option for option in self.options() if option.id in new)


class Ideation(Method[Ideas, IdeationSettings]):
    """Silent brainstorm → reveal → read → cluster → vote → decide."""

    id = "ideation"
    title = _("Ideation")
    minutes = 30
    stages = (COLLECT, REVEAL, READ, CLUSTER, VOTE, DECIDE)
    commands = (*CARD_COMMANDS, *BALLOT_COMMANDS)

    def start(self, settings: IdeationSettings, cards: Sequence[Card]) -> Ideas:
        return Ideas(Cards.begin(settings, cards), Ballot(settings))

    def entering(self, state: Ideas, stage: str, stamp: Stamp) -> None:
        if stage == "collect":
            state.cards.revealed = False
        else:
            state.cards.reveal()
        if stage == "vote":
            state.ballot.begin(state.options(), stamp.lots)
        elif stage == "decide":
            state.ballot.close()
        else:
            state.ballot.suspend()

    def view(self, state: Ideas) -> dict[str, Any]:
        return {**state.cards.view(), **state.ballot.view()}

    def overview(self, state: Ideas) -> dict[str, Any]:
        return {**self.view(state), **state.ballot.overview(), "binned": state.cards.binned(), "concerns": True}

    def mine(self, state: Ideas, who: str) -> dict[str, Any]:
        cards, ballot = state.cards.mine(who), state.ballot.mine(who)
        return {**cards, **ballot, "own": {**cards["own"], **ballot["own"]}}

    def can_void(self, state: Ideas) -> bool:
        return state.ballot.open and not state.ballot.revealed

    def void(self, state: Ideas, who: str) -> None:
        state.ballot.void(who)

    def asks(self, settings: IdeationSettings, stage: str) -> str:
        is_vote = stage in ("vote", "decide")
        return (settings.ballot_question if is_vote else "") or settings.question

    def counts(self, state: Ideas) -> Sequence[Any]:
        return state.cards.counts()

    def taken_part(self, state: Ideas, stage: str) -> int | None:
        return {"collect": state.cards.authors(), "vote": state.ballot.voters()}.get(stage)

    def tables(self, state: Ideas) -> Iterable[Table]:
        if state.cards.revealed:
            yield state.cards.table()
            yield from state.ballot.tables()

    def cards(self, state: Ideas) -> Sequence[Card]:
        return state.cards.handed() if state.cards.revealed else []

    def receive(self, state: Ideas, cards: Sequence[Card]) -> None:
        state.receive(cards)

    def traces(self, state: Ideas) -> Iterable[Trace]:
        outcomes = state.ballot.outcomes()
        for trace in state.cards.traces():
            yield replace(trace, outcome=outcomes[trace.id]) if trace.id in outcomes else trace


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Ideation()]
