"""The rooms open in this process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from gevent import spawn
from gevent.lock import RLock

from app.host.registry import Registry
from app.live.audience import Wire
from app.live.holding import Holding
from app.live.room import Room
from app.store import notices
from app.store.store import Store
from app.store.workshops import Facts


class Rooms:
    """Opens a room when somebody first asks for it."""

    def __init__(self, store: Store, registry: Registry, wire: Wire, shared_as: str | None = None) -> None:
        """`shared_as`: this process's name where others have the same database; None where it is alone."""
        self.store = store
        self.registry = registry
        self.wire = wire
        self.holding = None if shared_as is None else Holding(store, shared_as, self.leave)
        self._open: dict[str, Room] = {}
        self._opening: defaultdict[str, RLock] = defaultdict(RLock)
        """One for each workshop: a long log is read in slices, and keeps nobody else from theirs."""

    def of(self, facts: Facts) -> Room:
        """The room of a workshop, opened if need be. Raises `Elsewhere` where it lives in another process."""
        room = self._open.get(facts.id)
        if room is not None:
            return room
        with self._opening[facts.id]:
            if facts.id not in self._open:
                self._open[facts.id] = self._opened(facts)
            return self._open[facts.id]

    def _opened(self, facts: Facts) -> Room:
        if self.holding is None:
            return Room(facts, self.store, self.registry, self.wire)
        held = self.holding.hold(facts.id)  # before the log is read: from then on nobody else adds to it
        try:
            return Room(facts, held, self.registry, self.wire)
        except BaseException:
            self.holding.let_go(facts.id)
            raise

    @contextmanager
    def writing(self, workshop_id: str) -> Iterator[Store]:
        """What a workshop's rows are written through while its room is closed. Raises `Elsewhere` as `of` does."""
        self.close(workshop_id)
        with self._opening[workshop_id]:
            if self.holding is None:
                yield self.store
                return
            held = self.holding.hold(workshop_id)
            try:
                yield held
            finally:
                self.holding.let_go(workshop_id)

    def get(self, workshop_id: str) -> Room | None:
        """The room, if it is open."""
        return self._open.get(workshop_id)

    def by_code(self, code: str) -> Room | None:
        """The room that is open of the workshop of a join code."""
        return next((room for room in self._open.values() if room.facts.code == code), None)

    def cut(self, who: str) -> None:
        """End somebody's connections in every room, as when they sign out."""
        for room in list(self._open.values()):
            room.audience.cut([who])

    def hear_others(self) -> None:
        """Cut whom another process saw sign out; where this process is alone there is nothing to hear."""
        if self.holding is not None:
            spawn(notices.listen, self.store.reader, self.cut)

    def close(self, workshop_id: str) -> None:
        """Close a room and cut its pages, as when its workshop is purged; one that is just opening as well."""
        with self._opening[workshop_id]:
            room = self._open.pop(workshop_id, None)
        if room is not None:
            room.audience.cut([connection.grant.who for connection in room.audience.connections.values()])
            room.stop()
            self._let_go(workshop_id)

    def leave(self, workshop_id: str) -> None:
        """Close a room that is no longer this process's, or not surely as the log has it: its pages come back."""
        with self._opening[workshop_id]:
            room = self._open.pop(workshop_id, None)
            if room is not None:
                room.stop()
                for sid in list(room.audience.connections):
                    self.wire.hang_up(sid)
            self._let_go(workshop_id)

    def _let_go(self, workshop_id: str) -> None:
        if self.holding is not None:
            self.holding.let_go(workshop_id)

    def stop(self) -> None:
        """Let every room go."""
        for workshop_id in list(self._open):
            self._open.pop(workshop_id).stop()
        if self.holding is not None:
            self.holding.let_go_of_all()
