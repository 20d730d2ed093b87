"""What pages do in a room beside asking commands: they come and go, signal, write, and say how they are connected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.live.commands.request import Grant
from app.live.rendering.block import Event
from app.live.rendering.block_sources import Sources
from app.live.room.queue import RoomQueue
from app.live.room.rights import Rights
from app.live.state.screens import ScreenPage
from app.live.state.typing import Pen
from app.live.sync.invalidation import Invalidation
from app.live.sync.subscriptions import Connection, Subscriptions
from beffroi import FACILITATOR


class Visits:
    """The pages of a room, as they come, say and go."""

    def __init__(
        self,
        queue: RoomQueue,
        sources: Sources,
        rights: Rights,
        subscriptions: Subscriptions,
        invalidation: Invalidation,
    ) -> None:  # fmt: skip
        self.queue = queue
        self.sources = sources
        self.rights = rights
        self.subscriptions = subscriptions
        self.invalidation = invalidation

    def arrive(self, connection: Connection) -> None:
        """A page is connected; facilitators are known to each other from then on.

        Whose right has gone meanwhile, between the look at it and this turn, is hung up on.
        """
        grant = connection.grant
        if not self.rights.hold(grant):
            self.subscriptions.wire.hang_up(connection.sid)
            return
        self.subscriptions.arrive(connection)
        if grant.role == FACILITATOR and self.sources.facilitators.meet(grant.who, grant.name):
            self.invalidation.after(Event.FACILITATORS)
        if self.sources.presence.opens(_whose_page(grant)):
            self._after(Event.ONLINE)

    def depart(self, sid: str) -> None:
        """A page is gone; who joined stays joined."""
        connection, presence = self.subscriptions.depart(sid), self.sources.presence
        if connection is not None and presence.shuts(_whose_page(connection.grant)):
            self._after(Event.ONLINE)
        if presence.polls(sid, "", False):
            self._after(Event.PEOPLE)
        if self.sources.screens.forget(sid):
            self._after(Event.SCREENS)

    def look_out(self, now: int) -> None:
        """Tell facilitators of a site that has gone off line: asked every few seconds."""
        presence, sites = self.sources.presence, self.sources.facts.sites
        if self.sources.absences.look(presence.people.values(), presence.opened, sites, now):
            self._after(Event.ABSENT)

    def dismiss(self, users: Iterable[str]) -> None:
        """These accounts facilitate no more: their consoles end, and the others see it."""
        gone = {f"f:{user}": f"v:{user}" for user in users}
        self.subscriptions.cut([*gone, *gone.values()])
        self.subscriptions.hang_up(lambda grant: grant.by in gone)  # what they entered from paper
        for who in gone:
            if self.sources.facilitators.forget(who):
                self._after(Event.FACILITATORS)

    def signal(self, grant: Grant, kind: str) -> None:
        """« J'ai fini », « Encore un peu », or neither any more."""
        if self.sources.presence.signal(grant.who, kind):
            self.invalidation.mark_personal([grant.who])
            self._after(Event.PEOPLE)

    def report_connection(self, connection: Connection, is_polling: bool) -> None:
        """How a page is connected: facilitators are told which site has no WebSocket."""
        is_told = is_polling and not connection.grant.is_facilitator
        if self.sources.presence.polls(connection.sid, connection.grant.site, is_told):
            self._after(Event.POLLING)

    def report_pages(self, sid: str, pages: Sequence[ScreenPage], enlarged: str = "") -> None:
        """A screen says what pages its board takes, or what is enlarged on it."""
        if self.sources.screens.report_pages(sid, pages, enlarged):
            self._after(Event.SCREENS)

    def write_at(self, sid: str, field: str) -> None:
        """Somebody begins to write in a field of the sheet before them, or ends."""
        connection = self.subscriptions.connections.get(sid)
        if connection is None:
            return
        if not field:
            self.subscriptions.typing.lift(sid)
            return
        name = self._name_shown(connection)
        self.subscriptions.typing.put(sid, Pen(connection.shows, connection.view.scope, field, name))

    def _name_shown(self, connection: Connection) -> str:
        """Who somebody is to the others at their sheet; nobody, where it is anonymous."""
        activity = self.sources.agenda.activities.get(connection.shows)
        if activity is None or activity.anonymous:
            return ""
        person = self.sources.presence.people.get(connection.grant.person)
        return person.name if person else connection.grant.name

    def _after(self, event: Event) -> None:
        self.invalidation.after(event)
        self.queue.wake()


def _whose_page(grant: Grant) -> str:
    """Whose device has this page open; "" for nobody's: one of a facilitator, who may be entering for somebody."""
    return "" if grant.by else grant.person
