"""The rooms open in this process."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from gevent import joinall, spawn
from gevent.hub import sleep
from gevent.lock import RLock
from sqlalchemy.exc import SQLAlchemyError

from app.export import brief
from app.host.registry import Registry
from app.live.commands.cooperative import collect_garbage
from app.live.commands.loading import ReadOnlyRoom
from app.live.hosting.erasure import withdraw_elsewhere
from app.live.hosting.lease_keeper import LeaseKeeper
from app.live.hosting.opening import Marks
from app.live.room.clocked import going_on
from app.live.room.room import Room
from app.live.sync.wire import Wire
from app.store import briefs, pubsub, schema, workshops
from app.store.committer import Unavailable
from app.store.leases import Elsewhere
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo
from beffroi import PARTICIPANT

log = logging.getLogger(__name__)

SWEEP = 3.0
"""Seconds between two looks whether lines that say nothing are still somebody's."""

PATIENCE, BREATH = 6.0, 0.05
"""Seconds that a workshop has to come over, longer than a lease lasts, and between two looks whether it did."""

QUIET = 600.0
"""Seconds without a page, and without anybody asking for it, after which a room leaves memory."""


class Rooms:
    """Opens a room when somebody first asks for it, and closes it when nobody has for a while."""

    def __init__(self, store: Store, registry: Registry, wire: Wire, shared_as: str | None = None) -> None:
        """`shared_as`: this process's name where others have the same database; None where it is alone."""
        self.store = store
        self.registry = registry
        self.wire = wire
        self.leases = None if shared_as is None else LeaseKeeper(store, shared_as, self.evict)
        self.marks = Marks(store)
        self._open: dict[str, Room] = {}
        self._asked: dict[str, float] = {}
        """When each open room was last asked for, or seen with a page: seconds of the monotonic clock."""
        self._briefed: dict[str, int] = {}
        """How many entries each open room had when what lists say of it was kept."""
        self._opening: defaultdict[str, RLock] = defaultdict(RLock)
        """One for each workshop: a long log is read in slices, and keeps nobody else from theirs."""

    def of(self, facts: WorkshopInfo) -> Room:
        """The room of a workshop, opened if need be.

        Raises `Elsewhere` where it lives in another process, `SetAside` where opening it ended a process twice.
        """
        self._asked[facts.id] = time.monotonic()
        room = self._open.get(facts.id)
        if room is not None:
            return room
        with self._opening[facts.id]:
            self._asked[facts.id] = time.monotonic()  # a long log takes a while
            if facts.id not in self._open:
                room = self._open[facts.id] = self._opened(facts)
                room.withdrawals.beyond = partial(withdraw_elsewhere, self, facts)
                room.look_for_withdrawn()
            return self._open[facts.id]

    def take_over_from_peer(self, facts: WorkshopInfo) -> Room:
        """As `of`; a workshop that lives in another process is called over, and its pages come after it.

        For what has to write in two workshops at once. Raises `Elsewhere` where it does not come.
        """
        try:
            return self.of(facts)
        except Elsewhere:
            leases = self.leases
            if leases is None:
                raise
        self.store.write(pubsub.tell, f"{pubsub.CALL} {facts.id} {leases.holder}")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and leases.other_holder(facts.id):
            sleep(BREATH)
        return self.of(facts)

    def read_only(self, facts: WorkshopInfo) -> Room | ReadOnlyRoom:
        """The room, to be read only; where it lives in another process, what its log says just now."""
        try:
            return self.of(facts)
        except Elsewhere:
            return ReadOnlyRoom(facts, self.store, self.registry)

    def _opened(self, facts: WorkshopInfo) -> Room:
        self.marks.look(facts.id)  # before anything is taken, or called over
        if self.leases is None:
            with self.marks.of(facts.id):
                return Room(facts, self.store, self.registry, self.wire)
        held = self.leases.acquire(facts.id)  # before the log is read: from then on nobody else adds to it
        try:
            with self.marks.of(facts.id):
                return Room(facts, held, self.registry, self.wire)
        except BaseException:
            self.leases.release(facts.id)
            raise

    @contextmanager
    def writing(self, workshop_id: str) -> Iterator[Store]:
        """What a workshop's rows are written through while its room is closed. Raises `Elsewhere` as `of` does."""
        self.close(workshop_id)
        with self._opening[workshop_id]:
            if self.leases is None:
                yield self.store
                return
            held = self.leases.acquire(workshop_id)
            try:
                yield held
            finally:
                self.leases.release(workshop_id)

    def get(self, workshop_id: str) -> Room | None:
        """The room, if it is open."""
        return self._open.get(workshop_id)

    def listed(self) -> list[Room]:
        """The rooms that are open."""
        return list(self._open.values())

    def by_code(self, code: str) -> Room | None:
        """The room that is open of the workshop of a join code."""
        return next((room for room in self._open.values() if room.facts.code == code), None)

    def cut(self, who: str) -> None:
        """End somebody's connections in every room, as when they sign out."""
        for room in list(self._open.values()):
            room.subscriptions.cut([who])

    def dismiss_strangers(self) -> None:
        """End the consoles, and forget the names, of those who no longer facilitate an open room's workshop.

        Another process than this one may have said so, or a command of whoever runs the site.
        """
        rooms = {id: room for id, room in self._open.items() if room.sources.facilitators.colleagues}
        if not rooms:
            return
        with self.store.read() as session:
            leading = workshops.who_lead(session, rooms)
        for id, room in rooms.items():
            gone = {who.removeprefix("f:") for who in room.sources.facilitators.colleagues} - leading[id]
            if gone:
                room.run(lambda room=room, gone=gone: room.visits.dismiss(gone))  # type: ignore[misc]

    def sweep(self) -> None:
        """End the lines of facilitators and screens whose right has gone, whoever took it away, and where.

        And take down the signals among facilitators that are over, tell them of a site that has gone off line, go on
        where a stage ends with its timer. On SQLite nothing tells a server what the command line did: without a
        command, the line would go on reading.
        """
        for room in list(self._open.values()):
            for connection in list(room.subscriptions.connections.values()):
                is_led = connection.grant.role != PARTICIPANT or connection.grant.by
                if is_led and not room.rights.hold(connection.grant):
                    self.wire.cut(connection.sid)
                sleep(0)
            room.run(partial(room.visits.look_out, room.clock()))
            for ask in room.run(partial(going_on, room.sources, room.clock())):
                room.ask(ask)
            if any(one.signal for one in room.sources.facilitators.colleagues.values()):
                room.run(room.console.fade)
                room.queue.wake()

    def watch(self) -> None:
        """Sweep for ever."""
        while True:
            sleep(SWEEP)
            try:
                self.sweep()
            except Unavailable as error:
                log.warning("rights could not be read: %s", error)

    def listen_to_peers(self) -> None:
        """Do what other processes tell; where this process is alone there is nothing to hear."""
        if self.leases is not None:
            spawn(pubsub.listen, self.store.reader, self.on_notice)

    def on_notice(self, notice: str) -> None:
        """Cut whom another process saw sign out; let a workshop go to the process that calls it over."""
        match notice.split():
            case [pubsub.CALL, workshop_id, by]:
                if self.leases is not None and by != self.leases.holder and workshop_id in self._open:
                    spawn(self.evict, workshop_id, by)
            case [pubsub.FINALIZED]:
                self.look_whether_finalized()
            case _:
                self.cut(notice)

    def look_whether_finalized(self) -> None:
        """Write all that this release knows of, once its upgrade is finalized."""
        if self.registry.readers is not None:
            with self.store.read() as session:
                if schema.is_finalized(session.connection()):
                    self.registry.readers = None

    def close(self, workshop_id: str) -> None:
        """Close a room and cut its pages, as when its workshop is purged; one that is just opening as well."""
        with self._opening[workshop_id]:
            room = self._open.pop(workshop_id, None)
            self._asked.pop(workshop_id, None)
            if room is not None:
                room.subscriptions.cut([connection.grant.who for connection in room.subscriptions.connections.values()])
                room.stop()
            self._let_go(workshop_id)  # under the lock: whoever opens it next takes a lease of their own

    def evict(self, workshop_id: str, to: str = "") -> None:
        """Close a room that is no longer this process's, or not surely as the log has it: its pages come back.

        `to` is the process that gets it, where one called it over.
        """
        with self._opening[workshop_id]:
            room = self._open.pop(workshop_id, None)
            self._asked.pop(workshop_id, None)
            if room is not None:
                room.stop()
                for sid in list(room.subscriptions.connections):
                    room.wire.hang_up(sid)
            if to and self.leases is not None:
                self.leases.hand_over(workshop_id, to)
            self._let_go(workshop_id)

    def _let_go(self, workshop_id: str) -> None:
        if self.leases is not None:
            self.leases.release(workshop_id)

    def finish(self, seconds: float) -> bool:
        """Take no more commands, and settle those that wait; whether they were in time."""
        finishing = [spawn(room.finish) for room in self._open.values()]
        return len(joinall(finishing, timeout=seconds)) == len(finishing)

    def let_go(self, quiet: float = QUIET) -> None:
        """Close the rooms in which nothing has gone on for so many seconds; whoever asks next opens them again.

        Nothing is lost but what is of the moment: the hand, signals, what screens show, when they were last seen.
        """
        self.marks.strike_out()
        self._keep_briefs({id: room for id, room in self._open.items() if not room.is_at_work})
        now, before = time.monotonic(), len(self._open)
        for workshop_id, room in list(self._open.items()):
            if room.is_at_work:
                self._asked[workshop_id] = now
            elif self._is_over(workshop_id, now - quiet):
                with self._opening[workshop_id]:
                    if self._is_over(workshop_id, now - quiet) and not room.is_at_work:
                        del self._open[workshop_id], self._asked[workshop_id]
                        self._briefed.pop(workshop_id, None)
                        room.stop()
                        self._let_go(workshop_id)
        if len(self._open) < before and not any(room.is_at_work for room in self._open.values()):
            collect_garbage()

    def _is_over(self, workshop_id: str, since: float) -> bool:
        return workshop_id in self._open and self._asked.setdefault(workshop_id, time.monotonic()) <= since

    def _keep_briefs(self, rooms: Mapping[str, Room]) -> None:
        """What lists say of workshops that may leave memory, where they changed since it was kept."""
        sizes = {id: len(room.record.entries) for id, room in rooms.items()}
        changed = [id for id, size in sizes.items() if self._briefed.get(id) != size]
        if not changed:
            return
        try:
            self.store.write(briefs.keep, {id: brief.counted(rooms[id].record).as_dict() for id in changed})
            self._briefed |= {id: sizes[id] for id in changed}
        except (Unavailable, SQLAlchemyError) as error:  # lists say what was kept before
            log.warning("briefs of workshops could not be kept: %s", error)

    def stop(self) -> None:
        """Let every room go."""
        self.marks.end()
        self._keep_briefs(self._open)
        for workshop_id in list(self._open):
            self._open.pop(workshop_id).stop()
        if self.leases is not None:
            self.leases.release_all()
