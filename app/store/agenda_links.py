"""The link by which a workshop's agenda is read: rows in, plain values out."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.store import workshops
from app.store.digests import secret_digest
from app.store.models import AgendaLinkRow
from app.store.workshop_info import WorkshopInfo


def of_workshop(session: Session, workshop_id: str) -> AgendaLinkRow | None:
    """A workshop's link, or None."""
    return session.get(AgendaLinkRow, workshop_id)


def by_secret(session: Session, secret: str) -> WorkshopInfo | None:
    """The workshop that a link is of; None where there is no such link, or nothing left of it."""
    row = session.scalar(select(AgendaLinkRow).where(AgendaLinkRow.secret == secret_digest(secret)))
    facts = workshops.by_id(session, row.workshop_id) if row else None
    return facts if facts and not facts.purged else None


def renew(connection: Connection, workshop_id: str, id: str, secret: str, now: int) -> None:
    """Give a workshop a link, in place of the one that it had."""
    take_away(connection, workshop_id)
    said = {"workshop_id": workshop_id, "id": id, "secret": secret_digest(secret), "created_at": now}
    connection.execute(insert(AgendaLinkRow).values(**said))


def take_away(connection: Connection, workshop_id: str) -> None:
    """There is no such link any more."""
    connection.execute(delete(AgendaLinkRow).where(AgendaLinkRow.workshop_id == workshop_id))
