"""A room in this process with its wire, and shorthands for what people do in it."""

from __future__ import annotations

import gevent

from app.domain.clock import now_ms
from app.domain.people import new_id, sites_from
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.room.room import Room
from app.live.sync.subscriptions import Connection
from app.store import log as log_rows
from app.store import workshops
from beffroi import FACILITATOR, PARTICIPANT
from tests.support.pages import sign_in

DAY = 24 * 3600 * 1000


class Wire:
    """Carries messages to a list: the frames that pages would get, and nothing else."""

    def __init__(self):
        self.groups: dict[str, set[str]] = {}
        self.frames: list[tuple[str, str, dict]] = []
        self.cuts: list[str] = []

    def emit(self, event, data, to):
        for sid in sorted(self.groups.get(to, {to})):
            self.frames.append((sid, event, data))

    def emit_all(self, event, told):
        for data, to in told:
            self.emit(event, data, to)

    def enter(self, sid, group):
        self.groups.setdefault(group, set()).add(sid)

    def leave(self, sid, group):
        self.groups.get(group, set()).discard(sid)

    def polls(self, sid):
        return False

    def cut(self, sid):
        self.cuts.append(sid)

    def hang_up(self, sid):
        self.cuts.append(sid)


class Workshop:
    """A room in this process, its wire, and shorthands for what people do in it."""

    def __init__(self, app, facts, facilitator):
        self.app, self.facts, self.facilitator = app, facts, facilitator
        self.wire = Wire()
        self.open()

    def open(self):
        """Open the room from the store, as after a restart."""
        self.room = Room(self.facts, self.app.extensions["store"], self.app.extensions["registry"], self.wire)

    def serve(self):
        """Let the app's pages find this room."""
        self.app.extensions["rooms"]._open[self.facts.id] = self.room

    def console(self):
        """The browser of whoever facilitates here, signed in."""
        self.serve()
        made = self.app.test_client()
        sign_in(made)
        return made

    def grant(self, who: str) -> Grant:
        if who == "fac":
            return Grant(self.facts.id, FACILITATOR, f"f:{self.facilitator}")
        return Grant(self.facts.id, PARTICIPANT, who, "s1", who)

    def ask(self, who, name, activity="", request_id="", /, **data) -> CommandResult:
        return self.room.ask(CommandRequest(self.grant(who), activity, name, data, request_id or new_id(), "en"))

    def do(self, who, name, activity="", /, **data) -> str:
        answer = self.ask(who, name, activity, "", **data)
        assert answer.accepted, answer
        return answer.entry

    def add(self, method: str, **said) -> str:
        """Put a method on the agenda and open it."""
        kind = self.app.extensions["registry"].methods[method]
        data = {
            "method": method,
            "title": said.pop("title", method),
            "stages": [stage.id for stage in kind.stages],
            "anonymous": kind.anonymous,
            **said,
        }
        activity = self.core("core.add", **data)
        self.core("core.open", activity=activity)
        return activity

    def stage(self, activity: str, to: str):
        leaves = self.room.record.agenda.activities[activity].stage
        return self.core("core.stage", activity=activity, leaves=leaves, to=to)

    def core(self, name, **data) -> str:
        """The facilitator asks something of the workshop itself."""
        answer = self.room.ask(CommandRequest(self.grant("fac"), "", name, data, new_id(), "en"))
        assert answer.accepted, answer
        return answer.entry

    def connect(self, sid: str, who: str, locale: str = "fr") -> dict:
        """A page connects and says hello."""
        connection = Connection(sid, self.grant(who), locale)
        room = self.room
        room.run(lambda: room.subscriptions.arrive(connection))
        return room.run(lambda: room.snapshots.of(connection.grant, locale, connection=connection))

    def settle(self):
        """Wait until every page shows what is."""
        while not self.room.run(self.room.broadcaster.is_up_to_date):
            gevent.sleep(0.001)  # what is owed is drawn when the room has loop time for it


def another(app, facilitator, title="L’autre atelier") -> Workshop:
    """One more workshop, open in this process."""
    store, now = app.extensions["store"], now_ms()
    facts = store.write(
        workshops.create,
        title=title,
        locale="fr",
        sites=sites_from(["Lille", "Amiens"], "À distance"),
        facilitator=facilitator,
        methods=app.extensions["registry"].methods,
        now=now,
        ends_at=now + DAY,
    )
    made = Workshop(app, facts, facilitator)
    app.extensions["rooms"]._open[facts.id] = made.room
    return made


def due_in(facts, **days):
    """The moment so many days after a workshop ends."""
    return facts.ends_at + sum(days.values()) * DAY + 1


def sit(workshop, who: str, table: int) -> str:
    """Somebody joins and sits at a table, counted from 1: who they are."""
    person, _link = workshop.room.people.join(who, "s1", 1, list(workshop.room.record.agenda.seating.tables)[table - 1])
    return person.id


def stored(workshop):
    """The entries of a workshop's log as the database has them."""
    with workshop.app.extensions["store"].read() as session:
        return log_rows.read(session, workshop.facts.id)
