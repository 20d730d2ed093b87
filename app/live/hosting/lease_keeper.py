"""The workshops that this process holds, where several processes share a database."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress

from gevent import spawn
from gevent.hub import sleep
from sqlalchemy.exc import SQLAlchemyError

from app.store import leases
from app.store.committer import Unavailable
from app.store.leases import HeldStore, Lease
from app.store.store import Store

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two renewals: several in the life of a lease, so that one that fails is no loss."""


class LeaseKeeper:
    """Takes leases, renews them off the loop, in the committer, and says which were lost."""

    def __init__(self, store: Store, name: str, lost: Callable[[str], None]) -> None:
        self.store = store
        # A process that comes back under its name is another one: what it held before its death it holds no more.
        self.holder = f"{name}#{secrets.token_hex(6)}"
        self.lost = lost
        self._held: dict[str, Lease] = {}
        self._is_renewing = False

    def acquire(self, workshop_id: str) -> HeldStore:
        """Take a workshop; what its rows are written through. Raises `Elsewhere` or `Unavailable`."""
        lease: Lease = self.store.write_apart(leases.take, workshop_id, self.holder)
        self._held[workshop_id] = lease
        if not self._is_renewing:
            self._is_renewing = True
            spawn(self._serve)
        store = self.store
        return HeldStore(
            store.reader, store.committer, store.key_reader, store.key_committer, lease, lambda: self._end(lease)
        )

    def release(self, workshop_id: str) -> None:
        """Give a workshop back, so that it need not expire."""
        self._give_back([workshop_id])

    def hand_over(self, workshop_id: str, to: str) -> None:
        """Give a workshop to another process that called it over."""
        lease = self._held.pop(workshop_id, None)
        if lease is not None:
            with suppress(Unavailable, SQLAlchemyError):  # then it expires
                self.store.write(leases.hand_over, lease, to)

    def release_all(self) -> None:
        """Give all of them back, as when the process ends."""
        self._give_back(list(self._held))

    def _give_back(self, ids: list[str]) -> None:
        gone = [self._held.pop(id) for id in ids if id in self._held]
        if gone:
            with suppress(Unavailable, SQLAlchemyError):  # then they expire
                self.store.write(leases.give_back, gone)

    def other_holder(self, workshop_id: str) -> str:
        """The other process that has a workshop just now; "" where it may be opened here."""
        with self.store.read() as session:
            holder = leases.holder_of(session, workshop_id)
        return "" if holder == self.holder else holder

    def _serve(self) -> None:
        while True:
            sleep(EVERY)
            self.renew()

    def renew(self) -> None:
        """Make what is held last; whoever lost a workshop is told."""
        held = list(self._held.values())
        try:
            gone = self.store.write(leases.renew, held) if held else []
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("leases could not be renewed: %s", error)
            return
        for lease in gone:
            self._end(lease)

    def _end(self, lease: Lease) -> None:
        """A room is over here. By itself: whoever finds it out is in the middle of that room's work."""
        if self._held.get(lease.workshop_id) == lease:
            del self._held[lease.workshop_id]  # once
            log.warning("room %s is closed: its lease was lost, or what it wrote last is in doubt", lease.workshop_id)
            spawn(self.lost, lease.workshop_id)


def short(holder: str) -> str:
    """The name of a process, as its settings give it."""
    return holder.partition("#")[0]
