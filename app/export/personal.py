"""What can still be traced to one person, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from app.domain.agenda import Agenda
from app.domain.log import Entry
from app.domain.wording import Wordings


class HasLog(Protocol):
    """A workshop's record."""

    agenda: Agenda

    @property
    def entries(self) -> list[Entry]:
        """Its log."""


def of_person(record: HasLog, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Their contributions: which activity, what it was, the text; without text, only that it was made.

    In words also of what an older release recorded, and while a plugin is missing: what can be erased can be read.
    """
    wordings = Wordings(record.entries, record.agenda.catalogue, record.agenda)
    return [_said(record.agenda, entry, wordings.of(entry).told) for entry in entries]


def says_something(agenda: Agenda, entry: Entry) -> bool:
    """Whether an entry has words that are not erased yet; one of a method that is missing may have."""
    activity = agenda.activities.get(entry.activity)
    method = agenda.method_of(activity) if activity else None
    command = method.command(entry.command) if method else None
    if command is None:
        return True
    data = command.upcast(entry.data, entry.version) if entry.version != command.about.version else entry.data
    return command.erased(data) != data


def _said(agenda: Agenda, entry: Entry, texts: Sequence[str]) -> dict[str, Any]:
    title = agenda.activities[entry.activity].title
    return {"entry": entry.id, "activity": title, "what": entry.name, "text": " · ".join(texts)}
