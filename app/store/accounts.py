"""Facilitators' accounts and their sessions."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import new_id
from app.store.models import Login, User

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
    """A new password; every session of the account ends."""
    connection.execute(update(User).where(User.id == user_id).values(password=_hasher().hash(password)))
    connection.execute(delete(Login).where(Login.user_id == user_id))


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


def remove(connection: Connection, user_id: str) -> None:
    """Delete an account and its sessions."""
    connection.execute(delete(User).where(User.id == user_id))
