"""Cards taken down, and put back: shown nowhere meanwhile, to nobody but who wrote them."""

from __future__ import annotations

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.looked_up import note_here, words_of
from beffroi.command import Command
from beffroi.fields import Ref
from beffroi.moderation import Motive, motive_said
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

READ_IN = ("reveal", "read", "cluster", "vote", "decide")
"""The stages in which cards are read."""


class Hide(Command, stage=READ_IN, role=FACILITATOR, affects_others=True, title=_("Card taken down")):
    """Take a card down, and say why; nothing is deleted, and its author is told."""

    card: str = Ref()
    motive: str = Motive()

    def undo_label(self, deck: Deck) -> str:
        return " · ".join(filter(None, (words_of(deck, self.card), self.motive and str(motive_said(self.motive)))))

    def moderated(self) -> str:
        """Entries from before motives were given left votes as they were: so they are left still."""
        return self.card if self.motive else ""

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], hidden=True, motive=self.motive)


class Restore(Command, stage=READ_IN, role=FACILITATOR, affects_others=True, title=_("Card put back")):
    """Put back a card that was taken down."""

    card: str = Ref()

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def moderated(self) -> str:
        return self.card

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], hidden=False, motive="")
