"""What was erased and purged, by ids alone, beside the keys: apart from the log and outside every backup.

A restore, by command or by hand, brings back a log that knows nothing of it. Here it stays known for as long as a
backup made before may live, and is carried out again. No row says when within its day, with which others, or by whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.calendar import DAY_MS
from app.domain.people import day_of, new_id
from app.store.models import CarriedOut, ErasedThing, JournalMark, PurgedAct
from app.store.store import Store

BACKUP_DAYS = 400
"""Days that a backup may live. Older ones are refused: nobody remembers what was erased since they were made."""

NAMES, CONTENT, CLOSED = "names", "content", "closed:"
"""What is purged: the names of a workshop, all of it; which request belonged to which entry, of a closed activity."""


@dataclass
class Forgotten:
    """What is to be blank of one workshop: the ids of entries, cards and people; and what was purged of it."""

    things: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)


def remember(store: Store, workshop_id: str, now: int, things: Iterable[str] = (), acts: Iterable[str] = ()) -> str:
    """Note what is about to be erased or purged: on the disk before it is. Returns the mark to keep beside the log."""
    mark, day = new_id(), day_of(now)

    def job(connection: Connection) -> None:
        _add(connection, ErasedThing.__table__.c.thing, workshop_id, set(things), day)
        _add(connection, PurgedAct.__table__.c.act, workshop_id, set(acts), day)
        if CONTENT in acts:  # nothing of it is left to be erased
            connection.execute(delete(ErasedThing).where(ErasedThing.workshop_id == workshop_id))
        _set(connection, JournalMark, mark)

    store.key_committer.run(job)
    return mark


def _add(connection: Connection, column: Any, workshop: str, ids: set[str], day: int) -> None:
    table = column.table
    of_it = table.c.workshop_id == workshop
    known = set(connection.scalars(select(column).where(of_it)))
    # The day of the last time: what is erased once more may stand in a backup made since.
    connection.execute(update(table).where(of_it, column.in_(ids & known)).values(day=day))
    # Sorted: the order of the rows must not tell the order of writing.
    rows = [{"workshop_id": workshop, column.name: id, "day": day} for id in sorted(ids - known)]
    if rows:
        connection.execute(insert(table), rows)


def carried(connection: Connection, mark: str) -> None:
    """A job, in the commit that erases: the log is blank up to this mark."""
    _set(connection, CarriedOut, mark)


def _set(connection: Connection, table: type[CarriedOut | JournalMark], mark: str) -> None:
    if not connection.execute(update(table).where(table.id == 1).values(mark=mark)).rowcount:
        connection.execute(insert(table).values(id=1, mark=mark))


def last_mark(store: Store) -> str:
    """The mark of what was erased last; "" before anything was."""
    with Session(store.key_reader) as session:
        return session.scalar(select(JournalMark.mark)) or ""


def is_carried_out(store: Store) -> bool:
    """Whether the log is blank of all that is remembered. One that was put back from a backup is not."""
    with store.read() as session:
        return last_mark(store) == (session.scalar(select(CarriedOut.mark)) or "")


def forgotten(store: Store) -> dict[str, Forgotten]:
    """All that is remembered, by workshop."""
    found: dict[str, Forgotten] = defaultdict(Forgotten)
    with Session(store.key_reader) as session:
        for thing in session.scalars(select(ErasedThing)):
            found[thing.workshop_id].things.add(thing.thing)
        for act in session.scalars(select(PurgedAct)):
            found[act.workshop_id].acts.add(act.act)
    return found


def prune(store: Store, now: int) -> None:
    """Let go of what no backup can bring back any more."""
    until = now - BACKUP_DAYS * DAY_MS

    def job(connection: Connection) -> None:
        for table in (ErasedThing, PurgedAct):
            connection.execute(delete(table).where(table.day < until))

    store.key_committer.run(job)
