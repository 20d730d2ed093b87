"""The bin: cards put aside, and taken out again."""

from __future__ import annotations

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.looked_up import note_here, words_of
from beffroi.command import Command
from beffroi.fields import Ref
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)


class Hide(
    Command, stage=("reveal", "read", "cluster", "vote", "decide"), role=FACILITATOR, title=_("Card put in the bin")
):
    """Put a card in the bin; nothing is deleted."""

    card: str = Ref()

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], hidden=True)


class Restore(
    Command,
    stage=("reveal", "read", "cluster", "vote", "decide"),
    role=FACILITATOR,
    title=_("Card taken out of the bin"),
):
    """Take a card out of the bin."""

    card: str = Ref()

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], hidden=False)
