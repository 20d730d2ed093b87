"""Which workshops may be opened: one whose opening ended a process twice is set aside, and the others go on.

A mark is on the disk before a log is read, and struck out as soon as the room is open, or when the opening fails and
the process lives. What is left of two openings in a row was a process that was killed, ran out of memory or hung.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.store.committer import Unavailable
from app.store.models import OpeningRow

TWICE = 2
"""Marks in a row after which a workshop is opened by command only: one may be a restart at the wrong moment."""


class SetAside(Unavailable):
    """The workshop is not opened any more: doing so ended a process twice."""


def mark(connection: Connection, workshop_id: str) -> None:
    """An opening begins."""
    seen = update(OpeningRow).where(OpeningRow.workshop_id == workshop_id).values(tries=OpeningRow.tries + 1)
    if not connection.execute(seen).rowcount:
        connection.execute(insert(OpeningRow).values(workshop_id=workshop_id, tries=1))


def strike_out(connection: Connection, workshop_ids: Iterable[str]) -> None:
    """These workshops are open, may be opened again, or were not what ended the process."""
    connection.execute(delete(OpeningRow).where(OpeningRow.workshop_id.in_(list(workshop_ids))))


def is_set_aside(session: Session, workshop_id: str) -> bool:
    """Whether a workshop is opened by command only."""
    row = session.get(OpeningRow, workshop_id)
    return row is not None and row.tries >= TWICE


def set_aside(session: Session) -> set[str]:
    """The ids of all that are."""
    return set(session.scalars(select(OpeningRow.workshop_id).where(OpeningRow.tries >= TWICE)))
