"""Which cards may leave an activity, which activities receive some, and where copies of a card are already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.domain.agenda import Activity
from app.domain.commands.activity import Hand, Open
from app.live.commands import handover
from app.live.commands.record import Record
from beffroi import Card
from beffroi.spoken import in_words


def handed(record: Record, activity: str) -> Sequence[Card]:
    """What an activity hands over now; nothing where its method fails."""
    try:
        return handover.handed(record, activity)
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(record.agenda.activities[activity].method, "cards", error)
        return []


def sources(record: Record) -> list[tuple[Activity, int]]:
    """The activities whose cards may leave, each with how many."""
    counted = [(activity, len(handed(record, activity.id))) for activity in record.agenda.listed() if activity.opened]
    return [(activity, n) for activity, n in counted if n]


def receivers(record: Record) -> list[tuple[Activity, str]]:
    """The open activities that take cards after their start, each with the title of its stage."""
    found = []
    for activity in record.agenda.listed():
        method = record.agenda.method_of(activity)
        is_at_work = activity.opened and not record.is_closed(activity) and activity.id not in record.broken
        if method and method.can_add_cards and is_at_work:
            stage = method.stage(activity.stage)
            found.append((activity, in_words(stage.title) if stage else ""))
    return found


def copies_by_origin(record: Record) -> dict[str, list[str]]:
    """By the id of a card, the activities of this workshop that have a copy of it."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in record.entries:
        for card in entry.data.get("cards", ()) if entry.holds(Open, Hand) else ():
            if entry.activity not in found[card["origin"]]:
                found[card["origin"]].append(entry.activity)
    return found
