"""Dealing cards to the tables, and who may then move which."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi.blocks.cards.deck import Deck
from beffroi.command import Command
from beffroi.fields import TableIds
from beffroi.refused import Refused
from beffroi.stamp import FACILITATOR, Stamp
from beffroi.words import translator

_ = translator(__name__)

MANY = 60
"""Cards beyond which facilitators deal them to the tables rather than group them alone."""


def at_own_table(deck: Deck, stamp: Stamp, cards: Iterable[str], clusters: Iterable[str]) -> None:
    """People group the cards that were dealt to their table; facilitators group all of them."""
    if stamp.role == FACILITATOR:
        return
    if not deck.dealt:
        raise Refused(_("The facilitators group the cards; tables do once cards are dealt to them."))
    owned = [deck.dealt.get(card, "") for card in cards] + [deck.table_of(one) for one in clusters]
    if not stamp.table or any(table != stamp.table for table in owned):
        raise Refused(_("Your table groups the cards that were dealt to it; the others are not yours to move."))


class Deal(Command, stage="cluster", role=FACILITATOR, title=_("Cards dealt to the tables")):
    """Deal the cards to the tables: each groups and names its part, then facilitators merge across sites."""

    tables: tuple[str, ...] = TableIds()

    def check(self, deck: Deck, stamp: Stamp) -> None:
        if not self.tables:
            raise Refused(_("Nobody sits at a table yet: lay the tables and seat people first."))

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.deal(self.tables, stamp.lots)


class TakeIn(Command, stage="cluster", role=FACILITATOR, title=_("Cards taken back from the tables")):
    """End the tables' grouping: what they grouped stays, facilitators go on."""

    def apply(self, deck: Deck, stamp: Stamp) -> None:
        deck.dealt = {}
