"""The keys of anonymous activities in an open room: made before anybody writes, deleted when nobody may any more."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from app.domain.audit import SERVER, Act
from app.domain.calendar import written
from app.domain.commands.activity import Open
from app.live.commands.record import Record
from app.live.commands.request import CommandRequest
from app.live.commands.stored_entries import closed
from app.store import audit, journal, keys
from app.store.committer import Unavailable
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo
from beffroi import Refused, translator

_ = translator(__name__)
log = logging.getLogger(__name__)


class ActivityKeys:
    """Makes and deletes the keys of one workshop."""

    def __init__(self, workshop_id: str, record: Record, store: Store, clock: Callable[[], int]) -> None:
        self.workshop_id = workshop_id
        self.record = record
        self.store = store
        self.clock = clock

    def prepare(self, ask: CommandRequest, facts: WorkshopInfo) -> None:
        """An anonymous activity has its key before it is opened."""
        if ask.name != Open.about.name or not ask.grant.is_facilitator:
            return
        activity = self.record.agenda.activities.get(str(ask.data.get("activity")))
        if activity is None or not activity.anonymous or activity.opened:
            return
        if self.clock() >= facts.closes_at:
            raise Refused(
                _(
                    "The workshop ended on %(day)s: an anonymous activity opened now would be closed for good at once. "
                    "Give the workshop another last day first, under “Title, dates, sites”.",
                    day=written(facts.last_day),
                )
            )
        if activity.id not in self.record.keys:
            self.record.keys[activity.id] = keys.create(self.store, self.workshop_id, activity.id)

    def close(self, activity_id: str) -> None:
        """An anonymous activity is closed for good: nothing leads to its authors any more."""
        closed(self.record, activity_id)
        self.drop(activity_id)
        self._note_closing(activity_id)
        self.store.forget()

    def _note_closing(self, activity_id: str) -> None:
        """So that a log put back from a backup does not say again which request was which entry's."""
        try:
            mark = journal.remember(self.store, self.workshop_id, self.clock(), acts=[journal.CLOSED + activity_id])
            self.store.write(journal.carried, mark)
        except (Unavailable, SQLAlchemyError) as error:
            log.error("room %s: the closing of %s is not remembered: %s", self.workshop_id, activity_id, error)

    def drop_of_closed(self) -> None:
        """Delete the keys of activities that are closed: the process stopped between the commit and the deletion."""
        for activity in self.record.agenda.activities.values():
            if activity.closed and activity.id in self.record.keys:
                self.drop(activity.id)

    def drop_spare(self) -> None:
        """Delete the keys of whatever takes nothing any more: closed, never opened, or not on the agenda."""
        for id in {*self.record.keys, *keys.of_workshop(self.store, self.workshop_id)}:
            activity = self.record.agenda.activities.get(id)
            if activity is None or not activity.opened or self.record.is_closed(activity):
                self.drop(id)

    def drop(self, activity_id: str) -> None:
        """Delete a key; where that cannot be written now, it is found again."""
        try:
            keys.delete_key(self.store, self.workshop_id, activity_id)
            self.store.write(audit.note, Act.KEY_DELETED, by=SERVER, workshop=self.workshop_id, activity=activity_id)
        except (Unavailable, SQLAlchemyError) as error:
            log.error("room %s: the key of %s is still there: %s", self.workshop_id, activity_id, error)
        self.record.keys.pop(activity_id, None)
