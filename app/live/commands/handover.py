"""What an activity can hand over to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.agenda import Activity
from app.domain.card_copies import copied
from app.live.commands.record import Record
from beffroi import Card, Method


def cards_of_tables(record: Record, activity: Activity, method: Method) -> list[Card]:
    """What the tables of an activity made, each card with its table."""
    sheets = record.sheets(activity.id).items()
    return [replace(card, table=table) for table, state in sheets for card in method.cards(state.state)]


def handed(record: Record, source: str) -> Sequence[Card]:
    """What an activity can hand over: what the room made of it, else what its tables did; hidden, nothing."""
    state, activity = record.standing(source), record.agenda.activities.get(source)
    method = record.agenda.method_of(activity) if activity else None
    if state is None or activity is None or method is None:
        return []
    stage = method.stage(activity.stage)
    if stage is not None and stage.hidden:
        return []
    cards = list(method.cards(state.state)) or cards_of_tables(record, activity, method)
    return [replace(card, audience=card.audience or activity.audience) for card in cards]


def copies(record: Record, source: str) -> list[Card]:
    """What an activity hands over, as the cards that the next one gets."""
    return [copied(card) for card in handed(record, source)]
