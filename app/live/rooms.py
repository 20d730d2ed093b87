"""The rooms open in this process."""

from __future__ import annotations

import time
from collections import defaultdict

from gevent import joinall, spawn
from gevent.lock import RLock

from app.host.registry import Registry
from app.live.audience import Wire
from app.live.room import Room
from app.live.slices import tidy
from app.store.store import Store
from app.store.workshops import Facts

QUIET = 600.0
"""Seconds without a page, and without anybody asking for it, after which a room leaves memory."""


class Rooms:
    """Opens a room when somebody first asks for it, and closes it when nobody has for a while."""

    def __init__(self, store: Store, registry: Registry, wire: Wire) -> None:
        self.store = store
        self.registry = registry
        self.wire = wire
        self._open: dict[str, Room] = {}
        self._asked: dict[str, float] = {}
        """When each open room was last asked for, or seen with a page: seconds of the monotonic clock."""
        self._opening: defaultdict[str, RLock] = defaultdict(RLock)
        """One for each workshop: a long log is read in slices, and keeps nobody else from theirs."""

    def of(self, facts: Facts) -> Room:
        """The room of a workshop, opened if need be."""
        self._asked[facts.id] = time.monotonic()
        room = self._open.get(facts.id)
        if room is not None:
            return room
        with self._opening[facts.id]:
            self._asked[facts.id] = time.monotonic()  # a long log takes a while
            if facts.id not in self._open:
                self._open[facts.id] = Room(facts, self.store, self.registry, self.wire)
            return self._open[facts.id]

    def get(self, workshop_id: str) -> Room | None:
        """The room, if it is open."""
        return self._open.get(workshop_id)

    def listed(self) -> list[Room]:
        """The rooms that are open."""
        return list(self._open.values())

    def cut(self, who: str) -> None:
        """End somebody's connections in every room, as when they sign out."""
        for room in list(self._open.values()):
            room.audience.cut([who])

    def close(self, workshop_id: str) -> None:
        """Close a room and cut its pages, as when its workshop is purged; one that is just opening as well."""
        with self._opening[workshop_id]:
            room = self._open.pop(workshop_id, None)
            self._asked.pop(workshop_id, None)
        if room is not None:
            room.audience.cut([connection.grant.who for connection in room.audience.connections.values()])
            room.stop()

    def finish(self, seconds: float) -> bool:
        """Take no more commands, and settle those that wait; whether they were in time."""
        finishing = [spawn(room.finish) for room in self._open.values()]
        return len(joinall(finishing, timeout=seconds)) == len(finishing)

    def let_go(self, quiet: float = QUIET) -> None:
        """Close the rooms in which nothing has gone on for so many seconds; whoever asks next opens them again.

        Nothing is lost but what is of the moment: the hand, signals, what screens show, when they were last seen.
        """
        now, before = time.monotonic(), len(self._open)
        for workshop_id, room in list(self._open.items()):
            if room.is_at_work:
                self._asked[workshop_id] = now
            elif self._is_over(workshop_id, now - quiet):
                with self._opening[workshop_id]:
                    if self._is_over(workshop_id, now - quiet) and not room.is_at_work:
                        del self._open[workshop_id], self._asked[workshop_id]
                        room.stop()
        if len(self._open) < before and not any(room.is_at_work for room in self._open.values()):
            tidy()

    def _is_over(self, workshop_id: str, since: float) -> bool:
        return workshop_id in self._open and self._asked.setdefault(workshop_id, time.monotonic()) <= since

    def stop(self) -> None:
        """Let every room go."""
        for workshop_id in list(self._open):
            self._open.pop(workshop_id).stop()
