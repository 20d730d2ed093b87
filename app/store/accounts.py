"""Facilitators' accounts and their sessions."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.calendar import DAY_MS
from app.domain.people import new_id
from app.store import initiatives, pubsub, templates
from app.store.digests import secret_digest
from app.store.models import Facilitation, Login, PasswordLink, SignInLink, User

LOGIN_MS = 14 * DAY_MS

LINK_MS = 15 * 60 * 1000
"""How long a link that signs in may wait to be pressed."""

BY_LINK_MS = DAY_MS
"""How long a session lasts that such a link opened: the day of a demo, of a rehearsal, of a forgotten password."""
SHORTEST_PASSWORD = 12
NO_PASSWORD = "!"  # noqa: S105 - it is none
"""What stands for a password that nothing verifies: nobody chose one yet, or the account signs in elsewhere."""


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
    set_hash(connection, user_id, hashed(password))


def hashed(password: str) -> str:
    """A password as it is kept; takes its time, and belongs in a thread of its own."""
    return _hasher().hash(password)


def set_hash(connection: Connection, user_id: str, kept: str) -> None:
    """As `set_password`, of a password that is hashed already; a link that was to choose one has served."""
    connection.execute(update(User).where(User.id == user_id).values(password=kept))
    connection.execute(delete(PasswordLink).where(PasswordLink.user_id == user_id))
    sign_out_everywhere(connection, user_id)
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
        pubsub.tell(connection, who)


def by_email(session: Session, email: str) -> User | None:
    """The account of that address."""
    return session.scalar(select(User).where(User.email == email.strip().casefold()))


def has_address(connection: Connection, email: str) -> bool:
    """Whether an account has that address."""
    return connection.scalar(select(User.id).where(User.email == email.strip().casefold())) is not None


def set_admin(connection: Connection, user_id: str, *, is_one: bool) -> None:
    """Let an account look after those of its service, or no more."""
    connection.execute(update(User).where(User.id == user_id).values(admin=is_one))


def set_operator(connection: Connection, user_id: str, *, is_one: bool) -> None:
    """Make an account an operator, or no more."""
    connection.execute(update(User).where(User.id == user_id).values(operator=is_one))


def every(session: Session) -> list[User]:
    """All the accounts, by address."""
    return list(session.scalars(select(User).order_by(User.email)))


def verified(session: Session, email: str, password: str) -> User | None:
    """The account, if the password is its own; takes as long when it is not."""
    user, nobodys = by_email(session, email), _nobodys_hash()
    try:
        _hasher().verify(user.password if user else nobodys, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    return user if user and not user.disabled_at else None


def sign_in(connection: Connection, user_id: str, now: int, lasts: int = LOGIN_MS) -> str:
    """Open a session; returns its id, which the cookie carries."""
    id = new_id() + new_id()
    connection.execute(delete(Login).where(Login.expires_at < now))
    connection.execute(insert(Login).values(id=id, user_id=user_id, expires_at=now + lasts))
    return id


# --- links that sign in --------------------------------------------------------------------


def offer_link(connection: Connection, user_id: str, now: int, process: str = "") -> str:
    """A link that signs an account in once, within minutes, while `process` runs: its secret, told once."""
    secret = secrets.token_urlsafe(24)
    connection.execute(delete(SignInLink).where(SignInLink.expires_at <= now))
    row = {"secret": secret_digest(secret), "user_id": user_id, "process": process, "expires_at": now + LINK_MS}
    connection.execute(insert(SignInLink).values(**row))
    return secret


def of_link(session: Session, secret: str, now: int) -> User | None:
    """Whom a link signs in, unless it has served or expired."""
    link = session.get(SignInLink, secret_digest(secret))
    return _at_work(session, link.user_id) if link and link.expires_at > now else None


def use_link(connection: Connection, secret: str, now: int) -> str:
    """Use a link up; the session that it opened, or "" where it has served or expired."""
    link = (SignInLink.secret == secret_digest(secret), SignInLink.expires_at > now)
    user_id = connection.scalar(select(SignInLink.user_id).where(*link))
    if user_id is None or not connection.execute(delete(SignInLink).where(*link)).rowcount:
        return ""
    return sign_in(connection, user_id, now, BY_LINK_MS)


def forget_links(connection: Connection, process: str) -> None:
    """No link made for that process signs in any more: it starts, or it stops."""
    connection.execute(delete(SignInLink).where(SignInLink.process == process))


def sign_out_everywhere(connection: Connection, user_id: str) -> None:
    """End every session of an account, and the links that would open one."""
    for table in (Login, SignInLink):
        connection.execute(delete(table).where(table.user_id == user_id))


def sign_out(connection: Connection, login_id: str) -> None:
    """End a session."""
    connection.execute(delete(Login).where(Login.id == login_id))


def of_login(session: Session, login_id: str, now: int) -> User | None:
    """Whose session that is, if it has not ended."""
    login = session.get(Login, login_id)
    return _at_work(session, login.user_id) if login and login.expires_at > now else None


def _at_work(session: Session, user_id: str) -> User | None:
    """An account, unless it is disabled."""
    user = session.get(User, user_id)
    return user if user and not user.disabled_at else None


def disable(connection: Connection, user_id: str, now: int) -> None:
    """Nobody signs in with an account any more, by whatever way, and whoever is in with it is out."""
    connection.execute(update(User).where(User.id == user_id).values(disabled_at=now))
    connection.execute(delete(PasswordLink).where(PasswordLink.user_id == user_id))
    sign_out_everywhere(connection, user_id)
    tell_cut(connection, user_id)


def enable(connection: Connection, user_id: str) -> None:
    """An account signs in again, as before it was disabled."""
    connection.execute(update(User).where(User.id == user_id).values(disabled_at=0))


def leads(session: Session, login_id: str, workshop_id: str, now: int) -> bool:
    """Whether a session has not ended, and its account facilitates a workshop."""
    asked = (
        select(Login.id)
        .join(Facilitation, Facilitation.user_id == Login.user_id)
        .where(Login.id == login_id, Login.expires_at > now, Facilitation.workshop_id == workshop_id)
    )
    return session.scalar(asked) is not None


def remove(connection: Connection, user_id: str) -> None:
    """Erase an account: its name, address and password, its sessions, what it facilitates. What it did in workshops
    keeps its id, which says nothing by itself."""
    for table in (Login, SignInLink, Facilitation):
        connection.execute(delete(table).where(table.user_id == user_id))
    templates.leave(connection, user_id)
    initiatives.leave(connection, user_id)
    connection.execute(delete(User).where(User.id == user_id))
    tell_cut(connection, user_id)
