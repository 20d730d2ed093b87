"""Handing cards over: a copy keeps where it came from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.people import new_id
from beffroi import Card


def as_kept(card: Card) -> dict[str, Any]:
    """A card as an entry keeps it; what it says nothing of is left out, as before it could be said."""
    lists: dict[str, list[Any]] = {
        name: [list(one) for one in getattr(card, name)] for name in ("details", "parts", "said")
    }
    lists["look"] = list(card.look)
    said_only = (*lists, "asks", "asked", "source")
    return {name: value for name, value in {**vars(card), **lists}.items() if name not in said_only or value}


def copied(card: Card) -> Card:
    """A card as it is handed over: another card, that keeps where it came from."""
    return replace(card, id=new_id(), origin=card.id)
