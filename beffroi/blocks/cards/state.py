"""A state that has cards, and a card looked up in it."""

from __future__ import annotations

from typing import Protocol

from beffroi.blocks.cards.notes import Note
from beffroi.blocks.cards.shown import Cards
from beffroi.refused import Refused
from beffroi.words import translator

_ = translator(__name__)


class HasCards(Protocol):
    """A state made of cards, among other things."""

    cards: Cards


def words_of(state: HasCards, card: str) -> str:
    """The words of a card; "" where it is no longer here."""
    note = state.cards.notes.get(card)
    return note.text if note else ""


def note_here(state: HasCards, card: str) -> Note:
    """A card that is here, else a refusal that says so."""
    note = state.cards.notes.get(card)
    if note is None:
        raise Refused(_("That card is no longer here."))
    return note
