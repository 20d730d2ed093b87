"""What lies on the facilitators' desk: what arrived late and waits, and what they did that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Activity
from app.domain.log import CORE, LATE, Entry, recalled, undone
from app.live.looking import is_hidden
from app.live.record import Record
from app.sdk import FACILITATOR, Command, Method
from app.sdk.signs import cut

UNDO_SHOWN = 8

LONGEST = 140
"""Characters of a contribution that a list shows."""


@dataclass(frozen=True)
class Tray:
    """What arrived late for one activity and waits: pairs of an entry's id and its words, without an author."""

    activity: Activity
    waiting: tuple[tuple[str, str], ...]


def trays(record: Record) -> list[Tray]:
    """The trays that hold something, of all the activities: what comes late often comes once another is on."""
    found = (Tray(activity, _waiting(record, activity)) for activity in record.agenda.listed())
    return [tray for tray in found if tray.waiting]


def _waiting(record: Record, activity: Activity) -> tuple[tuple[str, str], ...]:
    """What waits for an activity; nothing of it may be read while its stage is hidden."""
    method, standing = record.agenda.method_of(activity), record.standing(activity.id)
    if method is None or standing is None or is_hidden(method, standing):
        return ()
    shares = record.shares[activity.id].values()
    try:
        return tuple((entry.id, _words_of(method, entry, one.state)) for one in shares for entry in one.late.values())
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(activity.method, "told", error)
        return ()


def undoable(record: Record, activity: Activity | None) -> list[dict[str, Any]]:
    """What facilitators did last in an activity, the newest first."""
    standing = record.standing(activity.id) if activity else None
    method = record.agenda.method_of(activity) if activity else None
    if activity is None or method is None or standing is None or activity.id in record.broken:
        return []
    log = record.logs[activity.id]
    gone = undone(log)
    done = [
        entry
        for entry in reversed(log)
        if entry.stamp.role == FACILITATOR and not entry.name.startswith((CORE, LATE)) and entry.id not in gone
    ]
    hidden, shares = is_hidden(method, standing), record.shares[activity.id]
    return [
        _to_take_back(recalled(method, entry), entry, None if hidden else shares[entry.share].state)
        for entry in done[:UNDO_SHOWN]
        if entry.share in shares
    ]


def _to_take_back(command: Command, entry: Entry, state: Any) -> dict[str, Any]:
    """What would be taken back, and the words it is about where they may be read; where not, how much it made."""
    said = command.told(state) if state is not None else command.counted()
    return {"entry": entry.id, "title": command.about.title or entry.name, "text": said or _text_of(entry)}


def _words_of(method: Method, entry: Entry, state: Any) -> str:
    """What a contribution that waits says: in the command's own words, since some of its texts may be nobody else's."""
    return cut(recalled(method, entry).told(state), LONGEST) or _text_of(entry)


def _text_of(entry: Entry) -> str:
    """The words an entry carries, for a list."""
    said = (str(entry.data[name]) for name in ("text", "word", "title", "reason") if entry.data.get(name))
    return cut(" · ".join(said), LONGEST)
