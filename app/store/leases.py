"""Which process a workshop lives in: a lease, and a number that only rises and fences off whoever lost it.

Times are the database's own, in milliseconds since 1970: processes need not agree on the hour. PostgreSQL only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import BigInteger, Connection, cast, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.store.committer import CommitUnknown, Unavailable, empty_wal
from app.store.models import LeaseRow
from app.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")

LASTS_MS = 4000
"""How long a lease holds without being renewed; after a death nobody waits longer for the next holder."""

NOW = cast(func.extract("epoch", func.clock_timestamp()) * 1000, BigInteger)


class LostLease(Unavailable):
    """Another process has the workshop now: nothing was written, and this one's room is to be closed."""


class Elsewhere(Unavailable):
    """The workshop lives in another process, `holder`: ask there."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"held by {holder}")
        self.holder = holder


@dataclass(frozen=True)
class Lease:
    """The right to write a workshop's rows, until another process takes it: then its number is no longer the last."""

    workshop_id: str
    holder: str
    fence: int


def take(connection: Connection, workshop_id: str, holder: str) -> Lease:
    """Take a workshop that nobody holds, or whose holder let it expire. Raises `Elsewhere`."""
    mine = insert(LeaseRow).values(workshop_id=workshop_id, holder=holder, fence=1, expires_at=NOW + LASTS_MS)
    taken = mine.on_conflict_do_update(
        index_elements=[LeaseRow.workshop_id],
        set_={"holder": holder, "fence": LeaseRow.fence + 1, "expires_at": mine.excluded.expires_at},
        where=(LeaseRow.expires_at < NOW) | (LeaseRow.holder == holder),
    )
    fence = connection.scalar(taken.returning(LeaseRow.fence))
    if fence is None:
        held_by = connection.scalar(select(LeaseRow.holder).where(LeaseRow.workshop_id == workshop_id))
        raise Elsewhere(str(held_by))
    return Lease(workshop_id, holder, fence)


def check(connection: Connection, lease: Lease) -> None:
    """Whether it still holds, for as long as this transaction lasts; it is renewed by the way. Raises `LostLease`."""
    if not _extend(connection, [lease], NOW + LASTS_MS):
        raise LostLease(f"the lease of {lease.workshop_id} was lost")


def renew(connection: Connection, leases: Iterable[Lease]) -> list[Lease]:
    """Make them last; those that were lost."""
    asked = list(leases)
    kept = _extend(connection, asked, NOW + LASTS_MS)
    return [lease for lease in asked if lease.workshop_id not in kept]


def hand_over(connection: Connection, lease: Lease, to: str) -> None:
    """Let another process have it, and nobody in between: it holds it from now on, under a number of its own."""
    mine = (LeaseRow.workshop_id == lease.workshop_id, LeaseRow.holder == lease.holder, LeaseRow.fence == lease.fence)
    given = {"holder": to, "fence": LeaseRow.fence + 1, "expires_at": NOW + LASTS_MS}
    connection.execute(update(LeaseRow).where(*mine).values(given))


def give_back(connection: Connection, leases: Iterable[Lease]) -> None:
    """Let others have them at once. The rows stay: their number must never be used again."""
    _extend(connection, list(leases), 0)


def _extend(connection: Connection, leases: list[Lease], until: Any) -> set[str]:
    """Set until when they last; the workshops of those that still hold."""
    if not leases:
        return set()
    # In one order, whoever asks: two processes that want the same rows must not wait for each other.
    named = sorted((lease.workshop_id, lease.holder, lease.fence) for lease in leases)
    mine = tuple_(LeaseRow.workshop_id, LeaseRow.holder, LeaseRow.fence).in_(named)
    return set(
        connection.scalars(update(LeaseRow).where(mine).values(expires_at=until).returning(LeaseRow.workshop_id))
    )


def holder_of(session: Session, workshop_id: str) -> str:
    """Who holds a workshop just now; "" where nobody does."""
    held = (LeaseRow.workshop_id == workshop_id, LeaseRow.expires_at >= NOW)
    return session.scalar(select(LeaseRow.holder).where(*held)) or ""


@dataclass(frozen=True)
class HeldStore(Store):
    """The store as the room of a leased workshop has it: every write begins by making sure of the lease."""

    lease: Lease
    is_over: Callable[[], None] = field(compare=False)
    """Told when the lease is lost, and when it is not known whether a write was taken: then what is in memory may
    no longer be what is in the log, and it has to be read anew."""

    def write(self, job: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `Store.write`. Raises `LostLease` where the workshop is another process's by now."""
        if job is empty_wal:  # told apart by the committer, and nothing to PostgreSQL
            return super().write(job, *args, **kwargs)

        def guarded(connection: Connection) -> T:
            check(connection, self.lease)
            return job(connection, *args, **kwargs)

        try:
            return super().write(guarded)
        except (LostLease, CommitUnknown):
            self.is_over()
            raise
