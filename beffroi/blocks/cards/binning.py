"""Cards taken down, put back, worded anew without a name; what is taken down is shown to who wrote it alone."""

from __future__ import annotations

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.looked_up import note_here, words_of
from beffroi.blocks.cards.writing import LENGTH
from beffroi.command import Command
from beffroi.fields import Ref, Text
from beffroi.moderation import BY_AUTHOR, Motive, motive_said
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

READ_IN = ("reveal", "read", "cluster", "vote", "decide", "place", "show", "describe", "see")
"""The stages in which cards are read: their own, and those of what blocks do with them."""

BEFORE_VOTING = ("reveal", "read", "cluster")
"""Those in which one more can come: a vote is on what stands when it begins."""


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
        if note_here(deck, self.card).motive == BY_AUTHOR:
            raise Refused(_("Its author took this card out."))

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.change(deck.notes[self.card], hidden=False, motive="")


class Reword(Command, stage=READ_IN, role=FACILITATOR, affects_others=True, blanks=True, title=_("Card reworded")):
    """Word a card anew, without the name that it held: its number, group and dots stay, and its first words are erased.

    The page says that the facilitators worded it, and its author may take it out.
    """

    card: str = Ref(edits=True)
    text: str = Text(
        _("Reworded, without the name"), max=LENGTH, lines=3, help=_("The words as they were are erased for good.")
    )

    def moderated(self) -> str:
        return self.card

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        if note := deck.notes.get(self.card):
            deck.change(note, text=self.text, parts=((stamp.id, ""),), reworded=True)
            deck.read.add(self.card)


class TakeOut(Command, stage=READ_IN, apart=True, announcement=_("Card taken out"), title=_("Card taken out")):
    """Take out a card of one's own that the facilitators reworded."""

    card: str = Ref()

    def moderated(self) -> str:
        return self.card

    def check(self, deck: Deck, stamp: Stamp) -> None:
        note = note_here(deck, self.card)
        if note.who != stamp.who or note.paper or not note.reworded or note.hidden:
            raise Refused(_("That card is no longer here, or is not yours."))

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        if note := deck.notes.get(self.card):
            deck.change(note, hidden=True, motive=BY_AUTHOR)


class ShowCard(Command, stage=BEFORE_VOTING, role=FACILITATOR, affects_others=True, title=_("Card read and shown")):
    """Show a card that waits to be read, or, without one, all those that wait."""

    card: str = Ref(default="")

    def undo_label(self, deck: Deck) -> str:
        return words_of(deck, self.card)

    def check(self, deck: Deck, stamp: Stamp) -> None:
        if self.card:
            note_here(deck, self.card)

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.read |= {self.card} if self.card else {note.id for note in deck.waiting()}
