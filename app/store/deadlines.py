"""What the scheduler has to do, and when: rows, so that a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from app.store.models import Deadline


@dataclass(frozen=True)
class Due:
    """One thing that is due."""

    id: str
    workshop_id: str
    act: str


def due(session: Session, now: int) -> list[Due]:
    """What is due at `now`, the oldest first."""
    rows = session.scalars(select(Deadline).where(Deadline.due_at <= now).order_by(Deadline.due_at))
    return [Due(row.id, row.workshop_id, row.act) for row in rows]


def done(connection: Connection, id: str) -> None:
    """Strike one off."""
    connection.execute(delete(Deadline).where(Deadline.id == id))
