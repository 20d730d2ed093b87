"""The cards of a method, as it holds them: `ideas = Cards()`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.block import Block
from beffroi.blocks.ballot.options import Option
from beffroi.blocks.cards import results
from beffroi.blocks.cards.collected import CardSettings
from beffroi.blocks.cards.commands import CARD_COMMANDS
from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.options import options_of
from beffroi.blocks.cards.stages import CLUSTER, COLLECT, READ, REVEAL
from beffroi.command import Command
from beffroi.moderation import MOTIVES
from beffroi.report import OfTable, Section
from beffroi.stamp import Stamp
from beffroi.vocabulary import Card, Kind, Stage, Table, Trace
from beffroi.words import translator

_ = translator(__name__)

KINDS = {"card": Kind(_("Card"), weighs=True), "cluster": Kind(_("Cluster")), "question": Kind(_("Question"))}


class Cards(Block[Deck, CardSettings]):
    """Write in silence, reveal all at once, read, group. METHODS: silent brainstorm, affinity map.

    `stages` and `commands` where not all of them are wanted; `concerns` whether it is said of a group whom it is about.
    """

    kind = "cards"
    template = "blocks/cards.html"
    settings = CardSettings
    kinds = KINDS
    takes_cards = True

    def __init__(
        self, *, title: Any = "", concerns: bool = True,
        stages: tuple[Stage, ...] = (COLLECT, REVEAL, READ, CLUSTER),
        commands: tuple[type[Command], ...] = CARD_COMMANDS,
    ) -> None:  # fmt: skip
        super().__init__(title=title)
        self.stages, self.commands, self.concerns = stages, commands, concerns  # type: ignore[misc]

    def start(self, settings: CardSettings, cards: Sequence[Card]) -> Deck:
        return Deck.begin(settings, cards)

    def entered(self, state: Any, stage: str, stamp: Stamp, /) -> None:
        self._reveal(self.of(state), stage != COLLECT.id)

    def rested(self, state: Any, stamp: Stamp, /, *, is_over: bool) -> None:
        self._reveal(self.of(state), is_over)

    @staticmethod
    def _reveal(deck: Deck, is_read: bool) -> None:
        if is_read:
            deck.reveal()
        else:
            deck.revealed = False

    def add_cards(self, deck: Deck, cards: Sequence[Card], /) -> None:
        deck.add_cards(cards)

    def view(self, deck: Deck, /) -> dict[str, Any]:
        return deck.view()

    def facilitator_view(self, deck: Deck, /) -> dict[str, Any]:
        inbox = deck.waiting() if deck.revealed else []
        told = {"binned": deck.binned(), "inbox": inbox, "concerns": self.concerns}
        return {**deck.view(), **told, "motives": tuple(MOTIVES.items())}

    def personal_view(self, deck: Deck, who: str, /) -> dict[str, Any]:
        return deck.personal_view(who)

    def counts(self, deck: Deck, /) -> Sequence[Any]:
        return deck.counts()

    def participants(self, deck: Deck, stage: str, /) -> int | None:
        return deck.authors() if stage == COLLECT.id else None

    def papers(self, deck: Deck, stage: str, /) -> int:
        return deck.papers()

    def question(self, settings: CardSettings, stage: str, /) -> str:
        return settings.question

    def prompts(self, deck: Deck, /) -> Sequence[Card]:
        return tuple(deck.asked.values())

    def tables(self, deck: Deck, /) -> Iterable[Table]:
        if deck.revealed:
            yield results.table_of(deck)

    def report(self, deck: Deck, tables: Sequence[OfTable[Deck]], settings: CardSettings, /) -> Iterable[Section]:
        if deck.revealed:
            yield results.section_of(deck)

    def cards(self, deck: Deck, /) -> Sequence[Card]:
        return deck.handed() if deck.revealed else []

    def traces(self, deck: Deck, /) -> Iterable[Trace]:
        return deck.traces()

    def options(self, deck: Deck, /) -> Iterable[Option]:
        """What can be voted on: a group once there is one, else each card."""
        return options_of(deck)
