"""Initiatives (*démarches*), several workshops under one name: rows in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.domain.services import Viewer, may_change, may_take
from app.store.models import Facilitation, InitiativeRow, InitiativeWorkshop, User

TITLE_MOST, PURPOSE_MOST = 200, 500
KEPT_MOST, WORKSHOPS_MOST = 50, 60
"""Initiatives of one account, and workshops of one initiative."""


class Full(Exception):  # noqa: N818 - the page says what to do
    """There are as many as there may be."""


@dataclass(frozen=True)
class Initiative:
    """Its name and what it is for; `may_change` by whoever reads it; the ids of its workshops."""

    id: str
    title: str
    purpose: str
    may_change: bool
    workshops: frozenset[str] = frozenset()


def add(connection: Connection, user: User, title: str, purpose: str, now: int) -> str:
    """One more, of an account and its service; its id. Raises `Full`."""
    if (connection.scalar(select(func.count()).where(InitiativeRow.user_id == user.id)) or 0) >= KEPT_MOST:
        raise Full
    id = new_id()
    row = {"id": id, "title": title, "purpose": purpose, "user_id": user.id, "service_id": user.service_id}
    connection.execute(insert(InitiativeRow).values(created_at=now, **row))
    return id


def change(connection: Connection, id: str, title: str, purpose: str) -> None:
    """Another name, or another purpose."""
    connection.execute(update(InitiativeRow).where(InitiativeRow.id == id).values(title=title, purpose=purpose))


def remove(connection: Connection, id: str) -> None:
    """There is no such initiative any more; its workshops stay."""
    connection.execute(delete(InitiativeWorkshop).where(InitiativeWorkshop.initiative_id == id))
    connection.execute(delete(InitiativeRow).where(InitiativeRow.id == id))


def put(connection: Connection, id: str, workshop_id: str) -> None:
    """Put a workshop in; once is enough. Raises `Full`."""
    of_it = InitiativeWorkshop.initiative_id == id
    known = set(connection.scalars(select(InitiativeWorkshop.workshop_id).where(of_it)))
    if workshop_id in known:
        return
    if len(known) >= WORKSHOPS_MOST:
        raise Full
    connection.execute(insert(InitiativeWorkshop).values(initiative_id=id, workshop_id=workshop_id))


def take_out(connection: Connection, id: str, workshop_id: str) -> None:
    """A workshop is no longer of it."""
    where = (InitiativeWorkshop.initiative_id == id, InitiativeWorkshop.workshop_id == workshop_id)
    connection.execute(delete(InitiativeWorkshop).where(*where))


def known_to(session: Session, user: User) -> list[Initiative]:
    """Those that an account may read, by name: its own, its service's, and those of workshops that it leads."""
    near = or_(InitiativeRow.user_id == user.id, InitiativeRow.service_id == (user.service_id or ""), _leads(user))
    rows = session.scalars(select(InitiativeRow).where(near).order_by(InitiativeRow.title))
    return [_seen(row, user) for row in rows]


def titles_of(session: Session, workshop_id: str) -> list[str]:
    """What the initiatives that a workshop is of are called."""
    of_it = InitiativeWorkshop.workshop_id == workshop_id
    asked = select(InitiativeRow.title).join(InitiativeWorkshop).where(of_it).order_by(InitiativeRow.title)
    return list(session.scalars(asked))


def by_id(session: Session, id: str, user: User) -> Initiative | None:
    """The initiative of that id with its workshops, if the account may read it."""
    row = session.get(InitiativeRow, id)
    if row is None:
        return None
    may_read = may_take(_viewer(user), row.user_id or "", row.service_id or "")
    if not may_read and not session.scalar(select(_leads(user)).where(InitiativeRow.id == id)):
        return None
    asked = select(InitiativeWorkshop.workshop_id).where(InitiativeWorkshop.initiative_id == id)
    return _seen(row, user, frozenset(session.scalars(asked)))


def _leads(user: User) -> exists:  # type: ignore[valid-type]
    led = select(Facilitation.workshop_id).where(Facilitation.user_id == user.id)
    of_it = InitiativeWorkshop.initiative_id == InitiativeRow.id
    return exists().where(of_it, InitiativeWorkshop.workshop_id.in_(led))


def _viewer(user: User) -> Viewer:
    return Viewer(user.id, user.service_id or "")


def _seen(row: InitiativeRow, user: User, workshops: frozenset[str] = frozenset()) -> Initiative:
    changes = may_change(_viewer(user), row.user_id or "", row.service_id or "")
    return Initiative(row.id, row.title, row.purpose, changes, workshops)


def leave(connection: Connection, user_id: str) -> None:
    """An account goes: what was its service's stays with it, what was its own goes."""
    own = InitiativeRow.user_id == user_id
    for id in connection.scalars(select(InitiativeRow.id).where(own, InitiativeRow.service_id.is_(None))).all():
        remove(connection, id)
    connection.execute(update(InitiativeRow).where(own).values(user_id=None))


def leave_service(connection: Connection, service_id: str) -> None:
    """A service goes: each initiative is its owner's alone; those of nobody go with it."""
    of_it = InitiativeRow.service_id == service_id
    for id in connection.scalars(select(InitiativeRow.id).where(of_it, InitiativeRow.user_id.is_(None))).all():
        remove(connection, id)
    connection.execute(update(InitiativeRow).where(of_it).values(service_id=None))
