"""The bin: cards put aside, and taken out again."""

from __future__ import annotations

from beffroi.blocks.cards.state import HasCards, note_here, words_of
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

    def told(self, state: HasCards) -> str:
        return words_of(state, self.card)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        note_here(state, self.card)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.change(state.cards.notes[self.card], hidden=True)


class Restore(
    Command,
    stage=("reveal", "read", "cluster", "vote", "decide"),
    role=FACILITATOR,
    title=_("Card taken out of the bin"),
):
    """Take a card out of the bin."""

    card: str = Ref()

    def told(self, state: HasCards) -> str:
        return words_of(state, self.card)

    def check(self, state: HasCards, stamp: Stamp) -> None:
        note_here(state, self.card)

    def apply(self, state: HasCards, stamp: Stamp) -> None:
        state.cards.change(state.cards.notes[self.card], hidden=False)
