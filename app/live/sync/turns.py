"""Messages that follow a committed entry at once: the clock, and pages that are led elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.commands.activity import Clock, Open, SetStage
from app.domain.commands.agenda import Conclude
from app.domain.commands.registry import COMMANDS
from app.domain.commands.seating import DrawTables, Seat
from app.domain.log import Entry
from app.live.commands.record import Record
from app.live.sync.subscriptions import Subscriptions


def tell_turn(entry: Entry, record: Record, subscriptions: Subscriptions, clock: Callable[[], dict[str, Any]]) -> None:
    """Tell pages the clock, where they are led, and who sits elsewhere."""
    if not entry.is_core:
        return
    if COMMANDS[entry.name].is_about_tables:
        _tell_seats(entry, subscriptions)
        return
    if turns_nobody(entry):
        return
    if entry.holds(Clock, SetStage, Open, Conclude):
        subscriptions.wire.tell_all("clock", clock())
    activity = record.agenda.activities.get(entry.activity)
    is_by_table = activity is not None and activity.share_by == "table"
    if entry.holds(Open, Conclude) or (entry.holds(SetStage) and is_by_table):
        subscriptions.wire.tell_all("turn", {"activity": entry.activity})


def turns_nobody(entry: Entry) -> bool:
    """Whether an activity was opened beside what is on, for those alone who have its link."""
    return entry.holds(Open) and bool(entry.data.get("beside"))


def _tell_seats(entry: Entry, subscriptions: Subscriptions) -> None:
    """People turn to their table; whoever did not move goes on reading the sheet they chose, as long as it is there."""
    moved, is_relaid = _moved_by(entry), not entry.holds(DrawTables, Seat)
    for connection in subscriptions.connections.values():
        if connection.grant.person in moved:
            subscriptions.wire.send("turn", {"activity": connection.shows, "table": ""}, connection.sid)
        elif is_relaid:
            subscriptions.wire.send("turn", {"activity": connection.shows}, connection.sid)


def _moved_by(entry: Entry) -> frozenset[str]:
    """The ids of those who got another table by it."""
    if entry.holds(Seat):
        return frozenset({entry.data["person"]})
    return frozenset(entry.data["seating"]) if entry.holds(DrawTables) else frozenset()
