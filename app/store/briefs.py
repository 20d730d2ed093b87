"""The briefs of workshops that are in no memory: rows in, plain values out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.store.models import BriefRow, Facilitation, Workshop

Said = Mapping[str, Any]


def keep(connection: Connection, said: Mapping[str, Said]) -> None:
    """Keep what is said of these workshops, but of those that were purged."""
    there = select(Workshop.id).where(Workshop.id.in_(list(said)), Workshop.purged.is_(False))
    rows = [{"workshop_id": id, "said": dict(said[id])} for id in connection.scalars(there)]
    connection.execute(delete(BriefRow).where(BriefRow.workshop_id.in_(list(said))))
    if rows:
        connection.execute(insert(BriefRow), rows)


def of(session: Session, workshop_ids: Collection[str]) -> dict[str, Said]:
    """What was kept of each of these."""
    asked = select(BriefRow).where(BriefRow.workshop_id.in_(list(workshop_ids)))
    return {row.workshop_id: row.said for row in session.scalars(asked)}


def put_away(connection: Connection, user_id: str, workshop_ids: Iterable[str], *, is_away: bool) -> None:
    """Take workshops out of somebody's sight, or bring them back."""
    mine = (Facilitation.user_id == user_id, Facilitation.workshop_id.in_(list(workshop_ids)))
    connection.execute(update(Facilitation).where(*mine).values(put_away=is_away))


def away_for(session: Session, user_id: str) -> set[str]:
    """The workshops that somebody put out of their sight."""
    away = (Facilitation.user_id == user_id, Facilitation.put_away.is_(True))
    return set(session.scalars(select(Facilitation.workshop_id).where(*away)))
