"""What is done by the clock alone: closing for good, forgetting names, deleting content, letting quiet rooms go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gevent.greenlet import Greenlet
from gevent.hub import sleep
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from app.domain.audit import AUDIT_DAYS, SERVER, Act
from app.domain.calendar import DAY_MS, end_of, read_day
from app.domain.clock import now_ms
from app.domain.commands.activity import Close
from app.domain.people import new_id
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.hosting.erasure import erase_everywhere
from app.live.hosting.rehearsals import throw_away
from app.live.hosting.rooms import Rooms
from app.logs import logger
from app.store import audit, deadlines, follow_links, journal, keys, purge, workshops
from app.store import log as log_rows
from app.store.committer import Unavailable
from app.store.deadlines import CLOSE, PURGE_CONTENT, PURGE_NAMES, THROW_AWAY, Due
from app.store.journal import CONTENT, NAMES
from app.store.leases import Elsewhere
from app.store.openings import SetAside
from app.store.workshop_info import WorkshopInfo
from beffroi import Follower

log = logger(__name__)

PURGES = {NAMES: Act.NAMES_PURGED, CONTENT: Act.CONTENT_PURGED}

EVERY = 30.0
"""Seconds between two looks at what is due."""


def _over_at(follower: Follower, facts: WorkshopInfo) -> int:
    """When the day is over until which a name was given."""
    day = read_day(follower.until)
    return end_of(day, facts.zone) if day else 0


class Scheduler:
    """Asks the store what is due by now, so that a restart, however long, forgets nothing."""

    def __init__(self, rooms: Rooms, clock: Callable[[], int] = now_ms, audit_days: int = AUDIT_DAYS) -> None:
        self.rooms = rooms
        self.clock = clock
        self.audit_days = audit_days
        self.store = rooms.store

    def start(self) -> None:
        """Look for what is due, now and from time to time; and end lines whose right has gone."""
        Greenlet.spawn(self._serve)
        Greenlet.spawn(self.rooms.watch)

    def _serve(self) -> None:
        while True:
            self.look(now_ms())
            self.rooms.let_go()
            self._dismiss_strangers()
            sleep(EVERY)

    def _dismiss_strangers(self) -> None:
        try:
            self.rooms.dismiss_strangers()
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("who facilitates could not be read", error=error)

    def look(self, now: int) -> None:
        """Do what is due; what fails stays due."""
        try:
            found = deadlines.due(self.store, now)
            self.store.write(log_rows.forget_spent_requests, now)
            self.rooms.look_whether_finalized()
            journal.prune(self.store, now)
            self.store.write(audit.forget, now - self.audit_days * DAY_MS)
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
        if facts is None:
            return
        acts = {
            CLOSE: self.close,
            PURGE_NAMES: self.purge_names,
            PURGE_CONTENT: self.purge_content,
            THROW_AWAY: self.end,
        }
        acts.get(due.act, self.drop_keys)(facts)

    def close(self, facts: WorkshopInfo) -> None:
        """Close for good every anonymous activity that is still open, and let every key go that is left."""
        room = self.rooms.of(facts)
        by = Grant(facts.id, SYSTEM, "scheduler")
        for activity in room.record.agenda.listed():
            if activity.opened and activity.anonymous and not activity.closed:
                data = {"activity": activity.id, "confirmed": True}
                answer = room.ask(CommandRequest(by, "", Close.about.name, data, new_id(), facts.locale))
                if not answer.accepted:
                    raise RuntimeError(f"closing {activity.id}: {answer.sentence}")
        room.run(room.keys.drop_spare)

    def purge_names(self, facts: WorkshopInfo) -> None:
        """Forget who came, and what was written of people who did not; how many there were of both stays.

        Whoever took something on has given their name for longer: until then it stays, and so does their link.
        """
        room, now = self.rooms.of(facts), self.clock()
        staying = [(id, one) for id, one in room.run(room.erasure.followers) if _over_at(one, facts) > now]
        names = {name for _id, one in staying for name in one.names}
        if named := room.run(partial(room.erasure.naming, names)):
            erase_everywhere(self.rooms, facts, named)
        again = min((_over_at(one, facts) for _id, one in staying), default=0)
        whose = {(id, one.who) for id, one in staying}

        def forget(connection: Connection, workshop_id: str) -> None:
            purge.purge_names(connection, workshop_id, again)
            follow_links.keep_only(connection, workshop_id, whose)

        self._purge(facts, NAMES, forget)

    def purge_content(self, facts: WorkshopInfo) -> None:
        """Delete what was written, and what keys there are to it."""
        self._purge(facts, CONTENT, purge.purge_content)
        self.drop_keys(facts)

    def end(self, facts: WorkshopInfo) -> None:
        """Throw a rehearsal away."""
        throw_away(self.rooms, facts)

    def drop_keys(self, facts: WorkshopInfo) -> None:
        """No key outlives what it opens."""
        keys.forget(self.store, facts.id)

    def _purge(self, facts: WorkshopInfo, act: str, purge: Callable[[Connection, str], None]) -> None:
        """Purge, and remember it apart from every backup; what is deleted leaves the files as well."""
        with self.rooms.writing(facts.id) as store:
            mark = journal.remember(store, facts.id, now_ms(), acts=[act])

            def job(connection: Connection) -> None:
                purge(connection, facts.id)
                journal.carried(connection, mark)
                audit.note(connection, PURGES[act], by=SERVER, workshop=facts.id)

            store.write(job)
        self.store.forget()
