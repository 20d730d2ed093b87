"""Signing in and out. A session is a row: signing out ends it, whatever a copied cookie says."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from gevent import get_hub
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.live.room import now_ms
from app.sdk import translator
from app.store import accounts
from app.store.models import User
from app.store.store import the_store
from app.web import grants
from app.web.guards import WRONG_PASSWORDS, draws_again, limiter, wrong
from app.web.links import safe

_ = translator(__name__)
pages = Blueprint("account", __name__, url_prefix="/compte")


class SignedIn(UserMixin):
    """A user as flask-login sees one: the id in the cookie is the session's, not the account's."""

    def __init__(self, user: User, login: str) -> None:
        self.user = user
        self.login = login

    def get_id(self) -> str:
        """The session's id."""
        return self.login


def init_app(app: Flask) -> None:
    """Tell flask-login who is who, and where to sign in."""
    manager = LoginManager(app)
    manager.login_view = "account.sign_in"
    manager.login_message = None  # type: ignore[assignment]

    @manager.user_loader
    def load(login: str) -> SignedIn | None:
        with the_store().read() as read:
            user = accounts.of_login(read, login, now_ms())
        return SignedIn(user, login) if user else None


@pages.get("/connexion")
def sign_in() -> Response | str:
    """The form."""
    if current_user.is_authenticated:
        return redirect(url_for("facilitate.mine"))
    return render_template("login.html", error="", next=request.args.get("next", ""))


@pages.post("/connexion")
@limiter.limit(WRONG_PASSWORDS, deduct_when=wrong(401))
def check() -> Response | tuple[str, int]:
    """Address and password; the time taken does not tell which one is wrong."""
    email, password = request.form.get("email", "")[:254], request.form.get("password", "")[:500]
    # Argon2 takes its time on purpose: in a thread, so that the workshops go on meanwhile.
    user = get_hub().threadpool.apply(_verified, (the_store(), email, password))
    if user is None:
        error = _("This address and this password do not go together.")
        return render_template("login.html", error=error, next=request.form.get("next", "")), 401
    enter(user)
    return redirect(safe(request.form.get("next", ""), url_for("facilitate.mine")), 303)


@draws_again("account.check")
def _again(sentence: str) -> str:
    return render_template("login.html", error=sentence, next=request.form.get("next", ""))


def _verified(store: Any, email: str, password: str) -> User | None:
    with store.read() as read:
        return accounts.verified(read, email, password)


def enter(user: User) -> None:
    """Open a new session for a user; what this browser joined as a participant stays."""
    id, now = user.id, g.now
    login = the_store().write(lambda connection: accounts.sign_in(connection, id, now))
    grants.admit()
    login_user(SignedIn(user, login))


@pages.get("/entrer/<token>")
@limiter.limit(WRONG_PASSWORDS, deduct_when=wrong(404))
def by_link(token: str) -> Response | tuple[str, int]:
    """The facilitator's link that the terminal prints: a session made by whoever runs the server."""
    with the_store().read() as read:
        user = accounts.of_login(read, token, g.now)
    if user is None:
        return render_template("error.html", sentence=_("This link no longer works: sign in."), code=404), 404
    enter(user)
    return redirect(safe(request.args.get("next", ""), url_for("facilitate.mine")))


@pages.post("/deconnexion")
def sign_out() -> Response:
    """The session ends here and in every copy of its cookie."""
    if current_user.is_authenticated:
        login, user = current_user.login, current_user.user.id

        def job(connection: Connection) -> None:
            accounts.sign_out(connection, login)
            accounts.tell_cut(connection, user)

        the_store().write(job)
        # Whoever has another session comes back by themselves a moment later.
        for who in accounts.lines_of(user):
            current_app.extensions["rooms"].cut(who)
    logout_user()
    return redirect(url_for("join.home"), 303)
