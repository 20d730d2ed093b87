"""Services: the directorates and teams that accounts and workshops are of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, delete, func, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.domain.services import Seen, Sight, Viewer, sight
from app.store import initiatives, templates
from app.store.models import Facilitation, ServiceRow, User, Workshop
from app.store.workshop_info import WorkshopInfo, facts_of


def add(connection: Connection, name: str) -> str:
    """A new service; its id. The name must be free."""
    id = new_id()
    connection.execute(insert(ServiceRow).values(id=id, name=name))
    return id


def listed(session: Session) -> list[ServiceRow]:
    """The services, by name."""
    return list(session.scalars(select(ServiceRow).order_by(ServiceRow.name)))


def by_name(session: Session, name: str) -> ServiceRow | None:
    """The service of that name, in capitals or not."""
    return next((one for one in listed(session) if one.name.casefold() == name.strip().casefold()), None)


def name_of(session: Session, id: str) -> str:
    """What the service of that id is called; nothing where there is none."""
    row = session.get(ServiceRow, id) if id else None
    return row.name if row else ""


def named(connection: Connection, name: str) -> str | None:
    """The service of that name, made where there is none; none for no name."""
    if not name:
        return None
    every = connection.execute(select(ServiceRow.id, ServiceRow.name)).all()
    found = next((id for id, known in every if known.casefold() == name.casefold()), None)
    return str(found) if found is not None else add(connection, name)


def rename(connection: Connection, id: str, name: str) -> None:
    """Another name for a service."""
    connection.execute(update(ServiceRow).where(ServiceRow.id == id).values(name=name))


def remove(connection: Connection, id: str) -> None:
    """Delete a service; its accounts and workshops stay, and are of none."""
    for table in (User, Workshop):
        connection.execute(update(table).where(table.service_id == id).values(service_id=None))
    templates.leave_service(connection, id)
    initiatives.leave_service(connection, id)
    connection.execute(delete(ServiceRow).where(ServiceRow.id == id))


def put(connection: Connection, id: str | None, user_ids: Iterable[str], workshop_ids: Iterable[str]) -> None:
    """Put accounts and workshops in a service, or in none. The workshops of an account stay where they are.

    An account that moves is nobody's admin any more.
    """
    moved = User.id.in_(list(user_ids)) & (func.coalesce(User.service_id, "") != (id or ""))
    connection.execute(update(User).where(moved).values(service_id=id, admin=False))  # of the former one they were
    connection.execute(update(Workshop).where(Workshop.id.in_(list(workshop_ids))).values(service_id=id))


def size(session: Session, id: str) -> tuple[int, int]:
    """How many accounts and how many workshops a service has."""
    accounts = session.scalar(select(func.count()).where(User.service_id == id)) or 0
    return accounts, session.scalar(select(func.count()).where(Workshop.service_id == id)) or 0


def seen_by(session: Session, user: User) -> list[tuple[WorkshopInfo, Sight]]:
    """The workshops that an account sees, newest first, each with how much of it it sees."""
    viewer = Viewer(user.id, user.service_id or "", user.operator)
    led = set(session.scalars(select(Facilitation.workshop_id).where(Facilitation.user_id == user.id)))
    others = and_(
        Workshop.rehearsal_until == 0, or_(Workshop.service_id == (user.service_id or ""), literal(user.operator))
    )
    near = or_(Workshop.id.in_(led), others)  # a rehearsal is nobody else's to see
    asked = select(Workshop).where(Workshop.purged.is_(False), near).order_by(Workshop.created_at.desc())
    known = [(facts_of(row), {user.id} if row.id in led else set[str]()) for row in session.scalars(asked)]
    judged = [(facts, sight(viewer, Seen(facts.service, who))) for facts, who in known]
    return [(facts, how) for facts, how in judged if how]
