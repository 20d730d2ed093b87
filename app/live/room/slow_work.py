"""Slow work of methods: begun once what asked for it is committed, brought back as a command of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from gevent import Greenlet, getcurrent
from gevent.lock import BoundedSemaphore

from app.domain.commands.activity import Close, SetStage
from app.domain.commands.moderation import Undo
from app.domain.log import Entry, command_of
from app.domain.people import new_id
from app.host.child_process import WorkFailed
from app.host.slow_work import Work
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.rendering.block_sources import Sources
from app.live.room.queue import RoomQueue
from app.live.state.slow_work import FAILED, WORKING
from app.live.sync.invalidation import Invalidation
from app.store.committer import Unavailable

AT_ONCE = BoundedSemaphore(2)
"""Pieces of work that run in all the workshops of a process together; the others wait."""


class Place(NamedTuple):
    """What a piece of work is of: one at a time."""

    activity: str
    scope: str
    command: str


class SlowWork:
    """The work under way in a room. What asks again, another stage, an undo or the end of the room cancels it."""

    def __init__(self, queue: RoomQueue, sources: Sources, invalidation: Invalidation) -> None:
        self.queue = queue
        self.sources = sources
        self.invalidation = invalidation
        self._under_way: dict[Place, Greenlet] = {}

    def follow(self, entry: Entry) -> None:
        """Begin what a committed entry asks for, and end what nobody waits for any more."""
        if entry.holds(SetStage, Close, Undo):
            self._cancel(lambda place: place.activity == entry.activity)
        if entry.is_core or entry.is_late:
            return
        activity = self.sources.agenda.activities[entry.activity]
        method = self.sources.agenda.method_of(activity)
        kind = method.command(entry.name) if method else None
        if method is None or kind is None or not kind.about.works:
            return
        place = Place(entry.activity, entry.scope, entry.name)
        self._cancel(lambda other: other == place)
        try:
            state = self.sources.record.scopes[entry.activity][entry.scope].state
            given = command_of(method, entry).snapshot(state)
        except Exception as error:  # noqa: BLE001 - a plugin's fault stays its own
            self._failed(place, method.id, error)
            return
        self._tell(place, WORKING)
        self._under_way[place] = Greenlet.spawn(self._do, place, method.id, kind.about.works, given)

    def stop(self) -> None:
        """End all of it."""
        self._cancel(lambda _place: True)

    def _do(self, place: Place, method: str, works: str, given: object) -> None:
        """The work, from its process to the log. Killed, it takes its process along."""
        mine = getcurrent()
        failed: Exception | None = None
        try:
            made = self._made(place, method, given)
            answer = self.queue.ask(self._brought(place, works, made))
            if not answer.accepted:
                failed = WorkFailed(f"{works} was not taken: {answer.sentence or answer.errors}")
        except (WorkFailed, Unavailable) as error:
            failed = error
        self.queue.put(lambda: self._done(place, method, mine, failed))

    def _made(self, place: Place, method: str, given: object) -> dict[str, Any]:
        with AT_ONCE:
            registry = self.sources.record.registry
            work = Work(method, given, registry.folders, place.command, plugin=registry.brought_by(method))
            try:
                return work.result()
            finally:
                work.cancel()

    def _brought(self, place: Place, works: str, made: dict[str, Any]) -> CommandRequest:
        grant = Grant(self.sources.facts.id, SYSTEM, SYSTEM)
        return CommandRequest(grant, place.activity, works, made, new_id(), scope=place.scope)

    def _done(self, place: Place, method: str, mine: object, failed: Exception | None) -> None:
        if self._under_way.get(place) is not mine:
            return  # asked again, or cancelled, since
        if failed:
            self._failed(place, method, failed)
        else:
            self._tell(place, "")

    def _failed(self, place: Place, method: str, error: Exception) -> None:
        self.sources.record.registry.blame(method, f"{place.command}.work", error)
        self._tell(place, FAILED)

    def _tell(self, place: Place, state: str) -> None:
        if state != WORKING:
            self._under_way.pop(place, None)
        self.sources.slow_work.put(*place, state)
        self.invalidation.mark_activity(place.activity)

    def _cancel(self, which: Callable[[Place], bool]) -> None:
        for place in [place for place in self._under_way if which(place)]:
            self._under_way.pop(place).kill(block=False)
            self._tell(place, "")
