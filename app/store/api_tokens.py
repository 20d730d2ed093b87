"""The tokens by which other programs read a workshop: rows in, plain values out. Of a token only a digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.store import workshops
from app.store.digests import secret_digest
from app.store.models import ApiTokenRow
from app.store.workshop_info import WorkshopInfo

MOST = 10
"""Tokens of one workshop."""

BEGINS = "beffroi_"
"""What a token begins with, so that whoever looks for secrets that got out finds it."""


@dataclass(frozen=True)
class ApiToken:
    """A token: what it is `called`, which version it `reads`, who made it, and on which days it was made and used."""

    id: str
    called: str
    reads: str
    by: str
    made_on: str
    used_on: str = ""


def new_secret() -> str:
    """A token, as it is shown once: 256 bits."""
    return BEGINS + secrets.token_urlsafe(32)


def of_workshop(session: Session, workshop_id: str) -> list[ApiToken]:
    """The tokens of a workshop, the oldest first."""
    asked = select(ApiTokenRow).where(ApiTokenRow.workshop_id == workshop_id).order_by(ApiTokenRow.made_on)
    return [_told(row) for row in session.scalars(asked)]


def by_secret(session: Session, secret: str) -> tuple[WorkshopInfo, ApiToken] | None:
    """What a token is of; None of none, where its workshop was purged, or where who made it leads it no more."""
    row = session.scalar(select(ApiTokenRow).where(ApiTokenRow.digest == secret_digest(secret)))
    facts = workshops.by_id(session, row.workshop_id) if row else None
    if row is None or facts is None or facts.purged or not workshops.facilitates(session, facts.id, row.by):
        return None
    return facts, _told(row)


def is_made(
    connection: Connection, workshop_id: str, secret: str, *, called: str, reads: str, by: str, today: str
) -> bool:  # fmt: skip
    """Whether a token more was made; a workshop has so many at most."""
    there = select(func.count()).where(ApiTokenRow.workshop_id == workshop_id)
    if (connection.scalar(there) or 0) >= MOST:
        return False
    connection.execute(
        insert(ApiTokenRow).values(
            id=new_id(), workshop_id=workshop_id, digest=secret_digest(secret), called=called, reads=reads, by=by,
            made_on=today, used_on="",
        )
    )  # fmt: skip
    return True


def revoke(connection: Connection, workshop_id: str, id: str) -> None:
    """It reads nothing from now on."""
    connection.execute(delete(ApiTokenRow).where(ApiTokenRow.workshop_id == workshop_id, ApiTokenRow.id == id))


def was_used(connection: Connection, id: str, today: str) -> None:
    """The day on which it was used last: no hour, and no address."""
    connection.execute(update(ApiTokenRow).where(ApiTokenRow.id == id).values(used_on=today))


def _told(row: ApiTokenRow) -> ApiToken:
    return ApiToken(row.id, row.called, row.reads, row.by, row.made_on, row.used_on)
