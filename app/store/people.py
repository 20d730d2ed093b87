"""People who joined a workshop: rows in, plain values out."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, column, func, insert, select, table, update
from sqlalchemy.orm import Session

from app.domain.people import Person, day_of
from app.store import workshops
from app.store.digests import secret_digest
from app.store.models import OwnLink, PersonRow
from app.store.workshop_info import WorkshopInfo


def _person(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.site, row.seats, row.left, row.removed, row.on_paper)


def people(session: Session, workshop_id: str) -> list[Person]:
    """Everybody who joined, those who left included."""
    asked = select(PersonRow).where(PersonRow.workshop_id == workshop_id).order_by(PersonRow.joined_at, PersonRow.id)
    return [_person(row) for row in session.scalars(asked)]


def heads(session: Session, workshop_ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How many joined and have not left, seats counted, by workshop and site: one query for all of them."""
    heads = func.sum(PersonRow.seats)
    asked = select(PersonRow.workshop_id, PersonRow.site, heads).group_by(PersonRow.workshop_id, PersonRow.site)
    found: dict[str, dict[str, int]] = {id: {} for id in workshop_ids}
    for id, site, count in session.execute(asked.where(PersonRow.workshop_id.in_(list(found)), ~PersonRow.left)):
        found[id][site] = int(count)
    return found


def are_names_gone(session: Session, workshop_id: str) -> bool:
    """Whether somebody joined whose name and own link were purged."""
    asked = select(PersonRow.id).where(PersonRow.workshop_id == workshop_id, PersonRow.link == PersonRow.id)
    return session.scalar(asked.limit(1)) is not None


def add_person(connection: Connection, workshop_id: str, person: Person, now: int) -> str:
    """Somebody joins; returns the secret of their own link, of which only a digest is kept."""
    secret = secrets.token_urlsafe(24)
    row = {
        "id": person.id, "workshop_id": workshop_id, "name": person.name, "site": person.site, "seats": person.seats,
        "left": False, "removed": False, "on_paper": person.on_paper, "link": secret_digest(secret),
        "joined_at": day_of(now),
    }  # fmt: skip
    if connection.dialect.name == "sqlite":  # which numbers rows as they come: the last one would be who came last
        numbered = table("person", *(column(name) for name in ("rowid", *row)))
        connection.execute(insert(numbered).values(rowid=-1 - secrets.randbelow(1 << 62), **row))
    else:
        connection.execute(insert(PersonRow).values(**row))
    return secret


def forget_order_of_people(connection: Connection, workshop_id: str) -> None:
    """Leave nothing of the order in which people came, in the place of a row or in its time."""
    asked = select(PersonRow.id, PersonRow.joined_at).where(PersonRow.workshop_id == workshop_id)
    rows = connection.execute(asked).all()
    for row in secrets.SystemRandom().sample(list(rows), len(rows)):  # PostgreSQL writes each to a new place
        kept: dict[str, Any] = {"joined_at": day_of(row.joined_at)}
        if connection.dialect.name == "sqlite":
            kept["rowid"] = -1 - secrets.randbelow(1 << 62)
        person = table("person", *(column(name) for name in ("id", *kept)))
        connection.execute(update(person).where(person.c.id == row.id).values(**kept))


def change_person(connection: Connection, id: str, **changed: Any) -> None:
    """Keep what changed of a person, and nothing else: a row written back whole would undo what others changed."""
    connection.execute(update(PersonRow).where(PersonRow.id == id).values(**changed))


def person_by_link(session: Session, secret: str) -> tuple[Person, WorkshopInfo] | None:
    """Who a person's own link belongs to: the one they got at joining, or one of a device they went on from."""
    digest = secret_digest(secret)
    row = session.scalar(select(PersonRow).where(PersonRow.link == digest))
    if row is None and (other := session.get(OwnLink, digest)):
        row = session.get(PersonRow, other.person_id)
    if row is None:
        return None
    facts = workshops.by_id(session, row.workshop_id)
    return (_person(row), facts) if facts and not facts.purged else None
