"""A browser that has a session of a facilitator's account."""

from __future__ import annotations

from flask_login import UserMixin, login_user

from app.domain.audit import Act
from app.store import accounts
from app.store.committer import bound
from app.store.models import User
from app.web.common import access, audited


class SignedIn(UserMixin):
    """A user as flask-login sees one: the id in the cookie is the session's, not the account's."""

    def __init__(self, user: User, login: str) -> None:
        self.user = user
        self.login = login

    def get_id(self) -> str:
        """The session's id."""
        return self.login


def enter(user: User, login: str) -> None:
    """This browser has a session of a user from now on; what it joined as a participant stays."""
    access.admit()
    login_user(SignedIn(user, login))


def signed_in(user_id: str, now: int, how: str) -> str:
    """A session that is opened, with its line in the audit log: its id."""
    login: str = audited.write(
        bound(accounts.sign_in, user_id, now), Act.SIGNED_IN, by=user_id, account=user_id, how=how
    )
    return login
