"""The accounts and workshops of a service, or of all: what whoever looks after them sees. Never content, nor a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from app.domain.services import Looked
from app.store import pubsub, second_factors, services, workshops
from app.store.accounts import NO_PASSWORD, lines_of
from app.store.models import Facilitation, IdentityRow, User, Workshop
from app.store.workshop_info import WorkshopInfo, facts_of


@dataclass(frozen=True)
class Account:
    """An account as those see it who look after it."""

    id: str
    name: str
    email: str
    service: str
    """Its id; "" for none."""
    is_operator: bool
    is_admin: bool
    is_disabled: bool
    has_password: bool
    is_linked: bool
    """Whether a provider signs it in."""
    has_second_factor: bool

    @property
    def has_come(self) -> bool:
        """Whether it is somebody's: they chose a password, or a provider knows them."""
        return self.has_password or self.is_linked

    @property
    def looked(self) -> Looked:
        """As the rule has it."""
        return Looked(self.id, self.service, self.is_operator, self.is_admin)


@dataclass(frozen=True)
class Held:
    """A workshop, and who leads it."""

    facts: WorkshopInfo
    leaders: tuple[Account, ...]

    @property
    def is_orphan(self) -> bool:
        """Whether nobody leads it who can sign in."""
        return all(one.is_disabled for one in self.leaders)


def accounts_of(session: Session, service: str | None = None) -> list[Account]:
    """The accounts of a service, by name; of all, where none is given."""
    asked = select(User).order_by(User.name, User.email)
    return _told(session, session.scalars(asked if service is None else asked.where(User.service_id == service)).all())


def account(session: Session, id: str) -> Account | None:
    """One of them."""
    row = session.get(User, id)
    return _told(session, [row])[0] if row else None


def _told(session: Session, rows: Sequence[User]) -> list[Account]:
    linked, two_steps = set(session.scalars(select(IdentityRow.user_id))), second_factors.of_whom(session)
    return [
        Account(
            row.id, row.name, row.email if "@!" not in row.email else "", row.service_id or "", row.operator, row.admin,
            bool(row.disabled_at), row.password != NO_PASSWORD, row.id in linked, row.id in two_steps,
        )
        for row in rows
    ]  # fmt: skip


def workshops_of(session: Session, service: str | None = None) -> list[Held]:
    """The workshops of a service, the latest first, without rehearsals and what is purged; of all, if none is given."""
    asked = select(Workshop).where(Workshop.purged.is_(False), Workshop.rehearsal_until == 0)
    asked = asked if service is None else asked.where(Workshop.service_id == service)
    rows = session.scalars(asked.order_by(Workshop.ends_at.desc(), Workshop.id)).all()
    leading = workshops.who_lead(session, [row.id for row in rows])
    known = {one.id: one for one in accounts_of(session)}
    return [Held(facts_of(row), _leaders(known, leading[row.id])) for row in rows]


def _leaders(known: Mapping[str, Account], ids: set[str]) -> tuple[Account, ...]:
    return tuple(sorted((known[id] for id in ids if id in known), key=lambda one: (one.name, one.id)))


def held(session: Session, workshop_id: str) -> Held | None:
    """One of them; None where it is purged, or a rehearsal."""
    row = session.get(Workshop, workshop_id)
    if row is None or row.purged or row.rehearsal_until:
        return None
    leading = workshops.who_lead(session, [row.id])[row.id]
    return Held(facts_of(row), _leaders({one.id: one for one in accounts_of(session)}, leading))


def hand(connection: Connection, workshop_id: str, user_id: str) -> list[str]:
    """Make an account the one facilitator of a workshop; those who led it until then, whose lines end."""
    others = (Facilitation.workshop_id == workshop_id, Facilitation.user_id != user_id)
    gone = list(connection.scalars(select(Facilitation.user_id).where(*others)))
    workshops.add_facilitator(connection, workshop_id, user_id)
    connection.execute(delete(Facilitation).where(*others))
    for who in (line for one in gone for line in lines_of(one)):
        pubsub.tell(connection, who)
    return gone


def names(session: Session) -> dict[str, str]:
    """What each service is called."""
    return {one.id: one.name for one in services.listed(session)}
