"""The vote of a method, as it holds it: `dots = Ballot(on=ideas)`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.ballot.commands import BALLOT_COMMANDS
from beffroi.blocks.ballot.options import Option
from beffroi.blocks.ballot.report import sections_of, tables_of
from beffroi.blocks.ballot.settings import BallotSettings
from beffroi.blocks.ballot.stages import DECIDE, VOTE
from beffroi.blocks.ballot.vote import Vote
from beffroi.blocks.ballot.worth import worth_of
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kept, Kind, Table, Trace
from beffroi.words import translator

_ = translator(__name__)

KINDS = {"option": Kind(_("Option"), weighs=True), "decision": Kind(_("Decision"), "outcome")}


class Ballot(Block[Vote, BallotSettings]):
    """Dots within a budget, blind until revealed, ties, run-off, decision.

    `on` is what is voted on: another block of the method, or a function of the state that gives options.
    """

    kind = "ballot"
    template = "blocks/ballot.html"
    stages = (VOTE, DECIDE)
    commands = BALLOT_COMMANDS
    settings = BallotSettings
    kinds = KINDS

    def __init__(self, on: Block[Any, Any] | Callable[[Any], Iterable[Option]], *, title: Any = "") -> None:
        super().__init__(title=title)
        self.on = on
        if isinstance(on, Block):
            on.followers = (*on.followers, self)

    def offered(self, state: Any) -> Iterable[Option]:
        """What can be voted on now."""
        return offered_by(self.on, state)

    def start(self, settings: BallotSettings, cards: Sequence[Card]) -> Vote:
        return Vote(settings)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        vote = self.of(state)
        if stage == VOTE.id:
            vote.begin(self.offered(state), stamp.lots)
        else:
            vote.close()

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        vote = self.of(state)
        if not is_over:
            vote.suspend()
        else:
            if vote.open:
                vote.close()
            vote.show_all()

    def followed(self, state: Any, thing: str, /) -> None:
        self.of(state).follow(self.offered(state), thing)
        for one in self.followers:
            one.followed(state, thing)

    def received(self, state: Any, cards: Sequence[Card], /) -> None:
        new = {card.id for card in cards}
        self.of(state).add(option for option in self.offered(state) if option.id in new)

    def view(self, vote: Vote, /) -> dict[str, Any]:
        return vote.view()

    def facilitator_view(self, vote: Vote, /) -> dict[str, Any]:
        return vote.facilitator_view()

    def personal_view(self, vote: Vote, who: str, /) -> dict[str, Any]:
        return vote.personal_view(who)

    def participants(self, vote: Vote, stage: str, /) -> int | None:
        return vote.voters() if stage == VOTE.id else None

    def papers(self, vote: Vote, stage: str, /) -> int:
        return vote.papers()

    def can_void(self, vote: Vote, /) -> bool:
        return vote.open and not vote.revealed

    def void(self, vote: Vote, who: str, /) -> None:
        vote.void(who)

    def question(self, settings: BallotSettings, stage: str, /) -> str:
        return settings.ballot_question

    def worth(self, settings: BallotSettings, stage: str, /) -> Any:
        return worth_of(settings)

    def tables(self, vote: Vote, /) -> Iterable[Table]:
        return tables_of(vote)

    def report(self, vote: Vote, tables: Sequence[OfTable[Vote]], settings: BallotSettings, /) -> Iterable[Section]:
        return sections_of(vote)

    def cards(self, vote: Vote, /) -> Sequence[Card]:
        kept = [row.option for row in vote.ranked() if row.kept] if vote.revealed else []
        return [
            Card(one.id, one.text, "option", one.audience, one.origin, parts=one.parts, look=one.look) for one in kept
        ]

    def kept(self, vote: Vote, /) -> Sequence[Kept]:
        return vote.kept()

    def traces(self, vote: Vote, /) -> Iterable[Trace]:
        return ()  # the options are another's, who says where they came from

    def outcomes(self, vote: Vote, /) -> Mapping[str, Any]:
        return vote.outcomes()


def offered_by(on: Block[Any, Any] | Callable[[Any], Iterable[Option]], state: Any) -> Iterable[Option]:
    """What another block of a method has to be voted on or placed, or what a function of the state gives."""
    return options_of(on, on.of(state)) if isinstance(on, Block) else on(state)


def options_of(block: Block[Any, Any], part: Any) -> Iterable[Option]:
    """What a block has to vote on: what it says, or else what it hands over."""
    says = getattr(block, "options", None)
    if says is not None:
        found: Iterable[Option] = says(part)
        return found
    return [as_option(card) for card in block.cards(part)]


def as_option(card: Card) -> Option:
    """A card handed over, to be voted on."""
    details = tuple(text for _id, text in card.details)
    same = {name: getattr(card, name) for name in ("origin", "audience", "parts", "look", "asked")}
    return Option(card.id, card.text, details, **same)
