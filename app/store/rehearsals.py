"""Rehearsals: workshops that are copies with simulated people, counted, and thrown away whole."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete, func, or_, select
from sqlalchemy.orm import Session

from app.store.committer import bound, empty_wal
from app.store.models import Base, Facilitation, KeyBase, Pairing, ScreenRow, Workshop
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo, facts_of

OF_A_WORKSHOP = ("workshop_id", "to_workshop_id")
"""What the columns are called that say of which workshop a row is."""


def running(connection: Connection) -> int:
    """How many there are in all."""
    return connection.scalar(select(func.count()).where(Workshop.rehearsal_until > 0)) or 0


def of_facilitator(session: Session | Connection, user_id: str) -> str:
    """The id of the rehearsal that somebody leads, "" where there is none."""
    asked = (
        select(Workshop.id)
        .join(Facilitation, Facilitation.workshop_id == Workshop.id)
        .where(Facilitation.user_id == user_id, Workshop.rehearsal_until > 0)
    )
    return session.scalar(asked.limit(1)) or ""


def led_by(session: Session, user_id: str) -> WorkshopInfo | None:
    """The rehearsal that somebody leads."""
    row = session.get(Workshop, of_facilitator(session, user_id))
    return facts_of(row) if row else None


def throw_away(store: Store, held: Store, workshop_id: str) -> None:
    """Delete every row of a rehearsal, in every table: nothing says that there was one.

    `held` is what the workshop's own rows are written through. What is read back from a backup is past its time, and
    goes with the next look of the scheduler.
    """
    held.write(_delete_pairings, workshop_id)
    held.write(_delete_rows, list(Base.metadata.sorted_tables), workshop_id)
    store.key_committer.run(bound(_delete_rows, list(KeyBase.metadata.sorted_tables), workshop_id))
    store.key_committer.run(empty_wal)
    store.forget()


def _delete_pairings(connection: Connection, workshop_id: str) -> None:
    """A computer that was made a screen here: its row knows the screen alone."""
    screens = select(ScreenRow.id).where(ScreenRow.workshop_id == workshop_id)
    connection.execute(delete(Pairing).where(Pairing.screen_id.in_(screens)))


def _delete_rows(connection: Connection, tables: list[Table], workshop_id: str) -> None:
    for table in reversed(tables):  # those that name others first
        named = [table.c[name] for name in OF_A_WORKSHOP if name in table.c]
        if table.name == Workshop.__tablename__:
            named = [table.c.id]
        if named:
            connection.execute(delete(table).where(or_(*(column == workshop_id for column in named))))
