"""What is done by the clock alone: closing for good, forgetting names, deleting content, letting quiet rooms go."""

from __future__ import annotations

from gevent.greenlet import Greenlet
from gevent.hub import sleep
from sqlalchemy.exc import SQLAlchemyError

from app.domain.people import new_id
from app.live.ask import SYSTEM, Ask, Grant
from app.live.room import now_ms
from app.live.rooms import Rooms
from app.logs import logger
from app.store import deadlines, workshops
from app.store import log as log_rows
from app.store.committer import Unavailable
from app.store.deadlines import Due
from app.store.leases import Elsewhere
from app.store.openings import SetAside
from app.store.workshops import Facts

log = logger(__name__)

EVERY = 30.0
"""Seconds between two looks at what is due."""


class Scheduler:
    """Reads due deadlines from the store, so that a restart, however long, forgets none."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.store = rooms.store

    def start(self) -> None:
        """Look for what is due, now and from time to time."""
        Greenlet.spawn(self._serve)

    def _serve(self) -> None:
        while True:
            self.look(now_ms())
            self.rooms.let_go()
            sleep(EVERY)

    def look(self, now: int) -> None:
        """Do what is due; what fails stays due."""
        try:
            with self.store.read() as session:
                found = deadlines.due(session, now)
            self.store.write(lambda connection: log_rows.forget_spent_requests(connection, now))
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("deadlines could not be read", error=error)
            return
        for due in found:
            try:
                self._do(due)
            except (Elsewhere, SetAside):
                continue  # whoever holds it has a scheduler too; what is set aside stays due
            except Exception:
                log.exception("a deadline failed; it stays due", act=due.act, workshop=due.workshop_id)

    def _do(self, due: Due) -> None:
        with self.store.read() as session:
            facts = workshops.by_id(session, due.workshop_id)
        if facts is not None and not facts.purged:
            {"close": self.close, "purge_names": self.purge_names, "purge_content": self.purge_content}[due.act](facts)
        self.store.write(lambda connection: deadlines.done(connection, due.id))

    def close(self, facts: Facts) -> None:
        """Close for good every anonymous activity that is still open: their keys go."""
        room = self.rooms.of(facts)
        by = Grant(facts.id, SYSTEM, "scheduler")
        for activity in room.record.agenda.listed():
            if activity.opened and activity.anonymous and not activity.closed:
                data = {"activity": activity.id, "confirmed": True}
                answer = room.ask(Ask(by, "", "core.close", data, new_id(), facts.locale))
                if not answer.accepted:
                    raise RuntimeError(f"closing {activity.id}: {answer.sentence}")

    def purge_names(self, facts: Facts) -> None:
        """Forget who came; how many a site stays."""
        with self.rooms.writing(facts.id) as store:
            store.write(lambda connection: workshops.purge_names(connection, facts.id))

    def purge_content(self, facts: Facts) -> None:
        """Delete what was written."""
        with self.rooms.writing(facts.id) as store:
            store.write(lambda connection: workshops.purge_content(connection, facts.id))
