"""A card looked up in its deck."""

from __future__ import annotations

from beffroi.blocks.cards.deck import Deck
from beffroi.blocks.cards.notes import Note
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)


def words_of(deck: Deck, card: str) -> str:
    """The words of a card; "" where it is no longer here."""
    note = deck.notes.get(card)
    return note.text if note else ""


def note_here(deck: Deck, card: str) -> Note:
    """A card that is here, else a refusal that says so."""
    note = deck.notes.get(card)
    if note is None:
        raise Refused(_("That card is no longer here."))
    return note


def question_here(deck: Deck, question: str) -> None:
    """A refusal where that question was not handed over."""
    if question not in deck.asked:
        raise Refused(_("That question is not asked here: choose another."))
