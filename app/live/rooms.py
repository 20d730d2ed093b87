"""The rooms open in this process."""

from __future__ import annotations

from collections import defaultdict

from gevent import joinall, spawn
from gevent.lock import RLock

from app.host.registry import Registry
from app.live.audience import Wire
from app.live.room import Room
from app.store.store import Store
from app.store.workshops import Facts


class Rooms:
    """Opens a room when somebody first asks for it."""

    def __init__(self, store: Store, registry: Registry, wire: Wire) -> None:
        self.store = store
        self.registry = registry
        self.wire = wire
        self._open: dict[str, Room] = {}
        self._opening: defaultdict[str, RLock] = defaultdict(RLock)
        """One for each workshop: a long log is read in slices, and keeps nobody else from theirs."""

    def of(self, facts: Facts) -> Room:
        """The room of a workshop, opened if need be."""
        room = self._open.get(facts.id)
        if room is not None:
            return room
        with self._opening[facts.id]:
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
        if room is not None:
            room.audience.cut([connection.grant.who for connection in room.audience.connections.values()])
            room.stop()

    def finish(self, seconds: float) -> bool:
        """Take no more commands, and settle those that wait; whether they were in time."""
        finishing = [spawn(room.finish) for room in self._open.values()]
        return len(joinall(finishing, timeout=seconds)) == len(finishing)

    def stop(self) -> None:
        """Let every room go."""
        for workshop_id in list(self._open):
            self._open.pop(workshop_id).stop()
