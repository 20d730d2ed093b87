"""What an activity can hand over to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.agenda import Activity
from app.domain.card_copies import copied
from app.domain.people import new_id
from app.export import closing
from app.live.commands.record import Record
from beffroi import Action, Card, Method


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


def outcomes(record: Record) -> list[Card]:
    """What the workshop kept, as the cards that a method gets which begins with it: who does what with it, a card each;
    what nobody takes on yet, a card alone."""
    found: list[Card] = []
    for one in closing.gather(record):
        cards = {card.id: card for card in handed(record, one.activity)}
        for outcome in one.outcomes:
            kept = outcome.kept
            card = copied(cards.get(kept.id) or Card(kept.id, str(kept.text)))
            found += [_action(card, action) for action in outcome.actions] or [replace(card, details=())]
    return found


def _action(card: Card, action: Action) -> Card:
    told = (("who", action.who), ("when", action.when), ("first", action.first))
    said = (("follows", action.id, ""), *((name, action.id, words) for name, words in told if words))
    return replace(card, id=new_id(), kind="action", details=(), said=said)


def copies(record: Record, source: str) -> list[Card]:
    """What an activity hands over, as the cards that the next one gets."""
    return [copied(card) for card in handed(record, source)]
