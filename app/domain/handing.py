"""Handing cards over: a copy keeps where it came from."""

from __future__ import annotations

from dataclasses import replace

from app.domain.people import new_id
from app.sdk import Card


def copied(card: Card) -> Card:
    """A card as it is handed over: another card, that keeps where it came from."""
    return replace(card, id=new_id(), origin=card.id)
