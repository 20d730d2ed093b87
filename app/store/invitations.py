"""Links by which somebody chooses the password of their account: an invitation, or a password that was forgotten."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.audit import Act
from app.domain.calendar import DAY_MS
from app.domain.people import new_id
from app.store import accounts, audit, services
from app.store.accounts import NO_PASSWORD
from app.store.digests import secret_digest
from app.store.guests import Guest
from app.store.models import PasswordLink, User

LASTS_DAYS = 7
LASTS_MS = LASTS_DAYS * DAY_MS


def invited(connection: Connection, guest: Guest, now: int, by: str) -> str:
    """The secret of a link for somebody, whose account is made where there is none; `by` whom it is."""
    known = connection.scalar(select(User.id).where(User.email == guest.email.strip().casefold()))
    id = str(known) if known is not None else _made(connection, guest, now)
    if known is None:
        role = "operator" if guest.operator else ""
        audit.note(connection, Act.ACCOUNT_MADE, by=by, account=id, role=role)
    audit.note(connection, Act.ACCOUNT_INVITED, by=by, account=id)
    return offer(connection, id, now)


def _made(connection: Connection, guest: Guest, now: int) -> str:
    id, email = new_id(), guest.email.strip().casefold()
    row = {"id": id, "email": email, "name": guest.name or email, "password": NO_PASSWORD, "operator": guest.operator}
    service = services.named(connection, guest.service)
    connection.execute(insert(User).values(**row, service_id=service, created_at=now))
    return id


def put_in(connection: Connection, email: str, service: str | None) -> None:
    """Somebody who was just invited is of that service."""
    connection.execute(update(User).where(User.email == email.strip().casefold()).values(service_id=service))


def offer(connection: Connection, user_id: str, now: int) -> str:
    """A link, in the place of any before it: its secret, told once."""
    secret = secrets.token_urlsafe(24)
    connection.execute(delete(PasswordLink).where((PasswordLink.user_id == user_id) | (PasswordLink.expires_at <= now)))
    row = {"secret": secret_digest(secret), "user_id": user_id, "expires_at": now + LASTS_MS}
    connection.execute(insert(PasswordLink).values(**row))
    return secret


def whose(session: Session, secret: str, now: int) -> User | None:
    """Whose password it is that a link lets one choose, unless it has served or expired."""
    link = session.get(PasswordLink, secret_digest(secret))
    user = session.get(User, link.user_id) if link and link.expires_at > now else None
    return user if user and not user.disabled_at else None


def use(connection: Connection, secret: str, hashed: str, now: int) -> str:
    """Use a link up: the account has that password, and every session of it has ended. The account; "" where the
    link has served or expired."""
    link = (PasswordLink.secret == secret_digest(secret), PasswordLink.expires_at > now)
    user_id = connection.scalar(select(PasswordLink.user_id).where(*link))
    if user_id is None or not connection.execute(delete(PasswordLink).where(*link)).rowcount:
        return ""
    accounts.set_hash(connection, user_id, hashed)
    return str(user_id)
