"""Facilitators' accounts and their sessions."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.store import notices
from app.store.models import Facilitation, Login, User

LOGIN_MS = 14 * 24 * 3600 * 1000
SHORTEST_PASSWORD = 12


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Verified when an address is unknown, so that the time taken does not tell which ones are."""
    return _hasher().hash(new_id())


def add(connection: Connection, *, email: str, name: str, password: str, operator: bool, now: int) -> str:
    """A new account; returns its id. The address must be free."""
    id = new_id()
    connection.execute(
        insert(User).values(
            id=id, email=email.strip().casefold(), name=name, password=_hasher().hash(password),
            operator=operator, created_at=now,
        )
    )  # fmt: skip
    return id


def set_password(connection: Connection, user_id: str, password: str) -> None:
    """A new password; every session of the account ends, and with it every line that was opened under one."""
    connection.execute(update(User).where(User.id == user_id).values(password=_hasher().hash(password)))
    connection.execute(delete(Login).where(Login.user_id == user_id))
    tell_cut(connection, user_id)


def lines_of(user_id: str) -> tuple[str, str]:
    """Who an account is on an open line: its console, and a participant's page that it looks at."""
    return f"f:{user_id}", f"v:{user_id}"


def tell_cut(connection: Connection, user_id: str) -> None:
    """Have every process end the lines of an account; who still may come back does so by themselves.

    For whatever takes a right away from somebody. On SQLite, where nobody hears it, `Rooms.cut` does it in the server;
    what another process did there, the server finds out by itself (`Rooms.sweep`).
    """
    for who in lines_of(user_id):
        notices.tell(connection, who)


def by_email(session: Session, email: str) -> User | None:
    """The account of that address."""
    return session.scalar(select(User).where(User.email == email.strip().casefold()))


def every(session: Session) -> list[User]:
    """All the accounts, by address."""
    return list(session.scalars(select(User).order_by(User.email)))


def verified(session: Session, email: str, password: str) -> User | None:
    """The account, if the password is its own; takes as long when it is not."""
    user = by_email(session, email)
    try:
        _hasher().verify(user.password if user else _nobodys_hash(), password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return user


def sign_in(connection: Connection, user_id: str, now: int) -> str:
    """Open a session; returns its id, which the cookie carries."""
    id = new_id() + new_id()
    connection.execute(delete(Login).where(Login.expires_at < now))
    connection.execute(insert(Login).values(id=id, user_id=user_id, expires_at=now + LOGIN_MS))
    return id


def sign_out(connection: Connection, login_id: str) -> None:
    """End a session."""
    connection.execute(delete(Login).where(Login.id == login_id))


def of_login(session: Session, login_id: str, now: int) -> User | None:
    """Whose session that is, if it has not ended."""
    login = session.get(Login, login_id)
    return session.get(User, login.user_id) if login and login.expires_at > now else None


def leads(session: Session, login_id: str, workshop_id: str, now: int) -> bool:
    """Whether a session has not ended, and its account facilitates a workshop."""
    asked = (
        select(Login.id)
        .join(Facilitation, Facilitation.user_id == Login.user_id)
        .where(Login.id == login_id, Login.expires_at > now, Facilitation.workshop_id == workshop_id)
    )
    return session.scalar(asked) is not None


def remove(connection: Connection, user_id: str) -> None:
    """Delete an account and its sessions; the lines that they opened end."""
    connection.execute(delete(User).where(User.id == user_id))
    tell_cut(connection, user_id)
