"""A card and a cluster: what is said, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from beffroi.vocabulary import AUDIENCES, Card


@dataclass(frozen=True)
class Note:
    """A card on the board, as it stands. `Deck.change` puts another in its place.

    `id`, `text`, `audience` and `origin` are as a `Card`'s; `who` wrote it is never shown, at which `site` only where
    groups are large enough. `number` is 0 before the reveal; `cluster` is the id of its group, or ""; a `hidden` one
    was taken down, for its `motive`, and a `paper` one was entered for somebody.
    """

    id: str
    text: str
    who: str
    number: int = 0
    cluster: str = ""
    hidden: bool = False
    paper: bool = False
    site: str = ""
    audience: str = ""
    origin: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    """As a card's: whose words it says, where they are not those it was written with."""
    motive: str = ""
    reworded: bool = False
    """Whether a facilitator worded it anew: the page says so, and its author may take it out."""
    question: str = ""
    """The id of the question that it answers, where some were handed over."""
    source: str = ""
    """Where it was imported from, as a facilitator called it."""


@dataclass
class Cluster:
    """A group of cards, by its `id`, with its `name`: given last, by the entry `named`.

    `audience` is whom its cards are about, where they do not say it themselves.
    """

    id: str
    name: str = ""
    audience: str = ""
    named: str = ""

    @property
    def about(self) -> str:
        """Whom it is about, in words; "" where nobody said."""
        return AUDIENCES[self.audience] if self.audience else ""


def copied(card: Card) -> Note:
    """A card handed over, on this board: nobody in the room wrote it."""
    return Note(card.id, card.text, "", audience=card.audience, origin=card.origin, source=card.source)


class ShownGroup(NamedTuple):
    """A group as a part draws it: its `id`, or "loose" for the cards in none, its `name`, and its `notes`."""

    id: str
    name: str
    notes: tuple[Note, ...]
