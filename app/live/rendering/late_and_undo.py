"""What lies on the facilitators' desk: what arrived late and waits, and what they did that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Activity
from app.domain.commands.activity import is_import
from app.domain.log import Entry, command_of
from app.domain.replay import undone
from app.domain.wording import texts_in
from app.live.commands.record import Record
from app.live.rendering.visibility import is_hidden
from beffroi import FACILITATOR, Command, Method, translator
from beffroi.fields import is_free_text
from beffroi.signs import cut
from beffroi.spoken import Said

_ = translator(__name__)

UNDO_SHOWN = 8

TRAY_SHOWN = 60
"""Contributions of a tray that are listed at once: the next ones follow as these are decided on."""

LONGEST = 140
"""Characters of a contribution that a list shows."""


@dataclass(frozen=True)
class Tray:
    """What arrived late for one activity and waits: pairs of an entry's id and its words, without an author."""

    activity: Activity
    waiting: tuple[tuple[str, str], ...]
    """The first of them: as many as can be looked through."""
    waits: int


def trays(record: Record) -> list[Tray]:
    """The trays that hold something, of all the activities: what comes late often comes once another is on."""
    found = (Tray(activity, *_waiting(record, activity)) for activity in record.agenda.listed())
    return [tray for tray in found if tray.waiting]


def _waiting(record: Record, activity: Activity) -> tuple[tuple[tuple[str, str], ...], int]:
    """What waits for an activity, and how much; nothing of it may be read while its stage is hidden."""
    method, standing = record.agenda.method_of(activity), record.standing(activity.id)
    if method is None or standing is None or record.is_away(activity.id) or is_hidden(method, standing):
        return (), 0
    late = [(entry, one.state) for one in record.scopes[activity.id].values() for entry in one.late.values()]
    try:
        return tuple((entry.id, _words_of(method, entry, state)) for entry, state in late[:TRAY_SHOWN]), len(late)
    except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
        record.registry.blame(activity.method, "undo_label", error)
        return (), 0


def undoable(record: Record, activity: Activity | None) -> list[dict[str, Any]]:
    """What facilitators did last in an activity, the newest first."""
    standing = record.standing(activity.id) if activity else None
    method = record.agenda.method_of(activity) if activity else None
    if activity is None or method is None or standing is None or record.is_away(activity.id):
        return []
    log = record.logs[activity.id]
    gone = undone(log)
    done = [
        entry
        for entry in reversed(log)
        if entry.stamp.role == FACILITATOR
        and (not entry.is_core or is_import(entry))
        and not entry.is_late
        and entry.id not in gone
    ]
    hidden, scopes = is_hidden(method, standing), record.scopes[activity.id]
    return [
        _imported(entry)
        if entry.is_core
        else _to_take_back(command_of(method, entry), entry, None if hidden else scopes[entry.scope].state)
        for entry in done[:UNDO_SHOWN]
        if entry.scope in scopes
    ]


def _imported(entry: Entry) -> dict[str, Any]:
    """Cards from outside, by how many they are and where from; what they say is not told."""
    title = _.many("%(n)s card imported", "%(n)s cards imported", len(entry.data["cards"]))
    return {"entry": entry.id, "title": title, "text": entry.data["source"]}


def _to_take_back(command: Command, entry: Entry, state: Any) -> dict[str, Any]:
    """What would be taken back, and the words it is about where they may be read; where not, how much it made."""
    # How much it made is what the page says; what it is about is what somebody wrote.
    said = command.undo_label(state) if state is not None else Said(command.hidden_undo_label())
    said = said or _text_of(type(command), entry)
    return {"entry": entry.id, "title": command.about.title or entry.name, "text": said}


def _words_of(method: Method, entry: Entry, state: Any) -> str:
    """What a contribution that waits says: in the command's own words, since some of its texts may be nobody else's."""
    command = command_of(method, entry)
    return cut(command.undo_label(state), LONGEST) or _text_of(type(command), entry)


def _text_of(command: type[Command], entry: Entry) -> str:
    """The words an entry carries, for a list: what is written in it, whatever its fields are called."""
    written = (name for name, field in command.model_fields.items() if is_free_text(field))
    said = (text for name in written for text in texts_in(entry.data.get(name)))
    return cut(" · ".join(said), LONGEST)
