"""Accounts by the word of a provider: which of its people is which account, and which sessions it opened."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.audit import PROVIDER, Act
from app.domain.people import new_id
from app.identity.claims import Identity
from app.store import accounts, audit, services
from app.store.accounts import NO_PASSWORD
from app.store.models import IdentityRow, Login, ProviderLogin, User

LOGIN_MS = 12 * 3600 * 1000
"""How long a session lasts that a provider opened: a working day; the next one asks it anew who somebody is."""


class Disabled(Exception):  # noqa: N818 - it says what happened
    """The account was disabled by whoever runs the site."""


class NotLinked(Exception):  # noqa: N818 - it says what happened
    """An account has the address, and nothing says that it is theirs."""


def account_of(
    connection: Connection, who: Identity, now: int, *, sets_operators: bool, sets_service: bool, sets_admins: bool
) -> str:
    """The account of somebody whom the provider knows: theirs, linked once by a verified address, or a new one.

    What the provider decides is set anew each time. Raises `NotLinked`, or `Disabled`.
    """
    known = _known(connection, who)
    user_id = known or _linked(connection, who) or _made(connection, who, now)
    if connection.scalar(select(User.disabled_at).where(User.id == user_id)):
        raise Disabled
    if not known:
        row = {"issuer": who.issuer, "subject": who.subject, "user_id": user_id, "created_at": now}
        connection.execute(insert(IdentityRow).values(**row))
        audit.note(connection, Act.ACCOUNT_LINKED, by=PROVIDER, account=user_id)
    before = _rights(connection, user_id)
    said: dict[str, str | bool | None] = {"name": who.name}
    if sets_operators:
        said["operator"] = who.is_operator
    if sets_service:
        said["service_id"] = services.named(connection, who.service)
        if (said["service_id"] or "") != before[2]:
            said["admin"] = False  # of the former one they were
    if sets_admins:
        said["admin"] = who.is_admin
    connection.execute(update(User).where(User.id == user_id).values(**said))
    if (now_has := _rights(connection, user_id)) != before:
        role = "+".join(name for name, has in zip(("operator", "admin"), now_has, strict=False) if has)
        audit.note(connection, Act.ROLE_CHANGED, by=PROVIDER, account=user_id, role=role or "none", service=now_has[2])
    if known and who.is_verified:
        _move(connection, user_id, who.email)
    return user_id


def _rights(connection: Connection, user_id: str) -> tuple[bool, bool, str]:
    row = connection.execute(select(User.operator, User.admin, User.service_id).where(User.id == user_id)).one()
    return row.operator, row.admin, row.service_id or ""


def _known(connection: Connection, who: Identity) -> str:
    asked = select(IdentityRow.user_id).where(IdentityRow.issuer == who.issuer, IdentityRow.subject == who.subject)
    return connection.scalar(asked) or ""


def _linked(connection: Connection, who: Identity) -> str:
    """The account that has the address, if the address is theirs for certain; never an operator's, nor a linked one.

    Raises `NotLinked` where there is one that they may not have.
    """
    found = connection.execute(select(User.id, User.operator).where(User.email == who.email)).first()
    if not who.email or found is None:
        return ""
    is_linked = connection.scalar(select(IdentityRow.user_id).where(IdentityRow.user_id == found.id)) is not None
    if not who.is_verified or found.operator or is_linked:
        raise NotLinked
    return str(found.id)


def _made(connection: Connection, who: Identity, now: int) -> str:
    id = new_id()
    # An account needs an address of its own. One that nobody verified may be somebody else's, who is invited later.
    email = who.email if who.is_verified else f"{id}@{NO_PASSWORD}"
    row = {"id": id, "email": email, "name": who.name, "password": NO_PASSWORD, "operator": False, "created_at": now}
    connection.execute(insert(User).values(**row))
    audit.note(connection, Act.ACCOUNT_MADE, by=PROVIDER, account=id)
    return id


def _move(connection: Connection, user_id: str, email: str) -> None:
    """The address as the provider has it now, unless another account has it."""
    try:
        with connection.begin_nested():
            connection.execute(update(User).where(User.id == user_id).values(email=email))
    except IntegrityError:
        return


def sign_in(
    connection: Connection, user_id: str, who: Identity, now: int, *, session: str, id_token: str
) -> str:  # fmt: skip
    """Open a session that the provider can end; its id."""
    login = accounts.sign_in(connection, user_id, now, LOGIN_MS)
    row = {"login_id": login, "issuer": who.issuer, "subject": who.subject, "session": session, "id_token": id_token}
    connection.execute(insert(ProviderLogin).values(**row))
    return login


def id_token_of(connection: Connection, login: str) -> str | None:
    """What the provider said at the opening of a session; None where it opened none."""
    return connection.scalar(select(ProviderLogin.id_token).where(ProviderLogin.login_id == login))


def sign_out(connection: Connection, issuer: str, subject: str, session: str) -> list[str]:
    """End the sessions that the provider names, by its session or by person; the accounts they were of."""
    of_it = [ProviderLogin.issuer == issuer]
    of_it += [ProviderLogin.session == session] if session else []
    of_it += [ProviderLogin.subject == subject] if subject else []
    asked = select(Login.id, Login.user_id).join(ProviderLogin, ProviderLogin.login_id == Login.id).where(*of_it)
    found = connection.execute(asked).all()
    connection.execute(delete(Login).where(Login.id.in_([id for id, _user in found])))
    whose = sorted({user for _id, user in found})
    for user in whose:
        accounts.tell_cut(connection, user)
    return whose
