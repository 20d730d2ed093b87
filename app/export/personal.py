"""What can still be traced to one person, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from app.domain.agenda import Agenda
from app.domain.log import LATE, Entry
from app.sdk.fields import is_free_text


class HasAgenda(Protocol):
    """A workshop's record."""

    agenda: Agenda


def of_person(record: HasAgenda, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Their contributions: which activity, what it was, the text; without text, only that it was made."""
    return [_said(record.agenda, entry) for entry in entries]


def _said(agenda: Agenda, entry: Entry) -> dict[str, Any]:
    activity = agenda.activities[entry.activity]
    method = agenda.method_of(activity)
    command = method.command(entry.name.removeprefix(LATE)) if method else None
    fields = command.model_fields if command else {}
    texts = [
        str(value) for name, value in entry.data.items() if name in fields and is_free_text(fields[name]) and value
    ]
    return {"entry": entry.id, "activity": activity.title, "what": entry.name, "text": " · ".join(texts)}
