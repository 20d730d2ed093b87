"""Socket.IO: who is connecting is settled once, from the session; messages carry no identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from gevent.hub import sleep

from app import metrics
from app.live.commands.request import SCREEN, CommandRequest, CommandResult, Grant
from app.live.gateway.messages import COMMAND, FIELD, HELLO, LEAD, PAGES, SIGNAL, HelloMessage, read
from app.live.hosting.rooms import Rooms
from app.live.room.console import LONGEST as LONGEST_LED
from app.live.room.room import Room
from app.live.state.screens import ScreenPage
from app.live.sync.subscriptions import Connection
from app.live.transport.rate_limit import COMMANDS, HELLOS, LINES_A_PERSON, LINES_A_WORKSHOP, Buckets, Seldom
from app.logs import logger
from app.store.committer import Unavailable
from beffroi import FACILITATOR, PARTICIPANT, translator
from beffroi.fields import tidy
from beffroi.words import DEFAULT_LOCALE, speaking

_ = translator(__name__)
log = logger(__name__)

BATCH_MOST = 200
"""Commands an outbox may send at once."""


class Crowded(Exception):  # noqa: N818 - it says what a page is told, no fault of ours
    """There are too many pages already; the sentence says of whom."""

    def __init__(self, sentence: object) -> None:
        self.sentence = str(sentence)  # in the language that is spoken where it is raised
        super().__init__(self.sentence)


class EventHandlers:
    """The open connections of this process, by sid."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.open: dict[str, tuple[Room, Connection]] = {}
        self.lines: Counter[str] = Counter()
        """How many pages each person, facilitator or screen has open."""
        self.commands, self.hellos = Buckets(COMMANDS), Buckets(HELLOS)
        self._seldom = Seldom()

    @property
    def handlers(self) -> dict[str, Callable[..., Any]]:
        """What is called at each event; "*" for those that no page of ours sends."""
        called = (self.hello, self.command, self.batch, self.signal, self.at, self.lead, self.pages, self.disconnect)
        return {**{one.__name__: one for one in called}, "*": self.unknown}

    def connect(self, sid: str, room: Room, grant: Grant, locale: str) -> None:
        """A page whose grant the server has checked. Raises `Crowded` where there is no room for one more."""
        if sid in self.open:
            raise ValueError("connected already")  # a page that says "connect" instead of connecting
        whose = whose_budget(grant)
        with speaking(locale):
            if self.lines[whose] >= LINES_A_PERSON:
                raise Crowded(_("You have too many pages of this workshop open: close some, then reload this one."))
            if len(room.subscriptions.connections) >= LINES_A_WORKSHOP:
                raise Crowded(_("This workshop has as many pages open as it can hold: wait until some are closed."))
        connection = Connection(sid, grant, locale)
        self.open[sid] = (room, connection)
        self.lines[whose] += 1
        try:
            room.run(lambda: room.visits.arrive(connection))
        except BaseException:  # refused: nobody will tell that the page is gone
            self.disconnect(sid)
            raise
        if sid not in self.open:  # gone while it arrived
            room.visits.depart(sid)

    def disconnect(self, sid: str, *_reason: object) -> None:
        """A page is gone."""
        room, connection = self.open.pop(sid, (None, None))
        if room is None or connection is None:
            return
        whose = whose_budget(connection.grant)
        self.lines[whose] -= 1
        if not self.lines[whose]:
            del self.lines[whose]
        room.visits.depart(sid)

    # --- messages ----------------------------------------------------------------------------

    def hello(self, sid: str, message: object = None) -> dict[str, Any]:
        """A page asks for all that it shows; it says what it has."""
        standing = self._standing(sid, self.hellos)
        if standing is None:
            return {"later": True}
        room, connection = standing
        said = read(HELLO, message) or HelloMessage()
        room.visits.report_connection(connection, self.rooms.wire.polls(sid))
        try:
            return room.run(
                lambda: room.snapshots.of(
                    connection.grant,
                    connection.locale,
                    said.activity,
                    have=said.have,
                    connection=connection,
                    table=said.table,
                )
            )
        except Unavailable:  # the room is closing
            return {"later": True}

    def command(self, sid: str, message: object = None) -> dict[str, Any]:
        """One command; the acknowledgement comes once it is committed."""
        room, connection = self._of(sid)
        if self._is_hasty(sid, connection):
            return self._too_fast(connection)
        return self._ask(room, connection, message).packed()

    def batch(self, sid: str, messages: object = None) -> list[dict[str, Any]]:
        """An outbox, in its order; nothing passes one that has to be sent again. Haste is slowed, not cut."""
        room, connection = self._of(sid)
        answers: list[dict[str, Any]] = []
        for message in messages[:BATCH_MOST] if isinstance(messages, list) else []:
            sleep(self.commands.of(whose_budget(connection.grant)).owe())
            if sid not in self.open:  # cut while it waited: nothing of it goes on
                break
            answer = self._ask(room, connection, message)
            answers.append(answer.packed())
            if answer.kind == "later":
                break
        return answers

    def signal(self, sid: str, message: object = None) -> dict[str, Any]:
        """« J'ai fini », « Encore un peu », or neither."""
        standing = self._standing(sid)
        if standing is None:
            return {}
        room, connection = standing
        signal = read(SIGNAL, message)
        if connection.grant.role == PARTICIPANT and signal is not None:
            room.visits.signal(connection.grant, signal)
        return {}

    def at(self, sid: str, message: object = None) -> dict[str, Any]:
        """The field of a sheet that somebody begins to write in; "" when they end."""
        standing = self._standing(sid)
        if standing is None:
            return {}
        room, connection = standing
        field = read(FIELD, message)
        if field is not None and connection.grant.role in (PARTICIPANT, FACILITATOR):
            room.visits.write_at(sid, field)
        return {}

    def lead(self, sid: str, message: object = None) -> dict[str, Any]:
        """What a console asks for beside the log: the hand, a signal, a page of the screens."""
        standing = self._standing(sid)
        if standing is None:
            return {}
        room, connection = standing
        said = read(LEAD, message)
        if connection.grant.role == FACILITATOR and said is not None:
            room.lead(connection.grant, said.act, tidy(said.value, LONGEST_LED))
        return {}

    def pages(self, sid: str, message: object = None, enlarged: object = "") -> dict[str, Any]:
        """What pages a screen's board takes, or what is enlarged on it; all that a screen may say."""
        standing = self._standing(sid)
        if standing is None:
            return {}
        room, connection = standing
        pages = read(PAGES, message)
        if connection.grant.role == SCREEN and pages is not None and isinstance(enlarged, str):
            room.visits.report_pages(sid, [ScreenPage(*page) for page in pages], enlarged)
        return {}

    def unknown(self, _event: str, sid: str, *_said: object) -> dict[str, Any]:
        """What no page says costs what anything costs."""
        if sid in self.open:
            self._is_hasty(sid, self.open[sid][1])
        return {}

    def _ask(self, room: Room, connection: Connection, message: object) -> CommandResult:
        ask = read_command(message, connection.grant, connection.locale)
        if ask is None:
            metrics.REFUSED["unreadable"].inc()
            with speaking(connection.locale):
                return CommandResult("refused", str(_("This message could not be read: reload the page.")))
        return room.ask(ask)

    def _is_hasty(self, sid: str, connection: Connection, buckets: Buckets | None = None) -> bool:
        """Whether a person asks faster than they may; whoever goes on and on is cut."""
        bucket = (self.commands if buckets is None else buckets).of(whose_budget(connection.grant))
        if not bucket.take():
            return False
        if bucket.is_flooding:
            self._cut(sid)
        return True

    def _cut(self, sid: str) -> None:
        if times := self._seldom.times("flooding"):
            log.warning("connections were cut for flooding", times=times)
        sleep(0)
        self.rooms.wire.cut(sid)

    def _too_fast(self, connection: Connection) -> dict[str, Any]:
        metrics.REFUSED["haste"].inc()
        with speaking(connection.locale):
            return CommandResult("later", str(_("That is too fast: wait a second."))).packed()

    def _standing(self, sid: str, buckets: Buckets | None = None) -> tuple[Room, Connection] | None:
        """As `_of`, where it is not asked too fast and what the page was let in with still holds.

        A line whose right has gone ends here.
        Commands do without: the room asks the same in its own turn, once more for each of a batch.
        """
        room, connection = self._of(sid)
        if self._is_hasty(sid, connection, buckets):
            return None
        try:
            if room.rights.hold(connection.grant):
                return room, connection
        except Unavailable:
            return None
        self.rooms.wire.cut(sid)
        return None

    def _of(self, sid: str) -> tuple[Room, Connection]:
        found = self.open.get(sid)
        if found is None:
            raise ConnectionError("not connected")
        return found


def whose_budget(grant: Grant) -> str:
    """Who pays for what a page asks: a person with all their seats, tabs and devices; a facilitator; a screen."""
    return grant.by or grant.person or grant.who


def read_command(message: object, grant: Grant, locale: str = DEFAULT_LOCALE) -> CommandRequest | None:
    """A command from what a page sent; None where it has not the form of one."""
    said = read(COMMAND, message)
    if said is None:
        return None
    return CommandRequest(grant, said.activity, said.name, said.data, said.request_id, locale, said.scope)
