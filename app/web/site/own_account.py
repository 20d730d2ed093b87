"""Somebody's own account: its password, changed or chosen for the first time, and the sessions it has elsewhere."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from gevent import get_hub
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.domain.audit import Act
from app.store import accounts, invitations
from app.store.accounts import NO_PASSWORD, SHORTEST_PASSWORD
from app.store.models import User
from app.store.store import the_store
from app.web.common import audited
from app.web.common.error_pages import DeadLink
from app.web.common.security import limiter, only_failures
from app.web.site import passwords, second_step
from app.web.site.account import guessing_links
from app.web.site.second_factor import after_password
from app.web.site.signed_in import enter, signed_in
from beffroi import translator

_ = translator(__name__)

pages = Blueprint("own_account", __name__, url_prefix="/compte")

LONGEST_PASSWORD = 500

changing = limiter.shared_limit("20 per hour", scope="own password", deduct_when=only_failures(422))


@pages.get("/")
@login_required
def show() -> str:
    """What the account is, and a form for another password."""
    return _page(said=request.args.get("fait", ""))


def _page(error: object = "", said: str = "") -> str:
    user: User = current_user.user
    return render_template(
        "site/own_account.html",
        user=user,
        error=error,
        said=said,
        has_password=user.password != NO_PASSWORD and current_app.extensions["settings"].local_sign_in,
        factor=second_step.factor_of(user),
        shortest=SHORTEST_PASSWORD,
    )


@pages.post("/mot-de-passe")
@login_required
@changing
def change() -> Response | tuple[str, int]:
    """Another password: the old one is asked for, and every other session ends."""
    user: User = current_user.user
    try:
        known = passwords.verified(the_store(), user.email, request.form.get("password", "")[:LONGEST_PASSWORD])
    except passwords.TooMany as error:
        return _page(error.sentence), error.status
    if known is None:
        return _page(_("That is not your present password.")), 422
    if fault := _fault(user):
        return _page(fault), 422
    kept, now = _hashed(), g.now

    def job(connection: Connection) -> str:
        accounts.set_hash(connection, user.id, kept)
        return accounts.sign_in(connection, user.id, now)

    return _in_again(user, audited.write(job, Act.PASSWORD_CHANGED, account=user.id, how="page"), "mot-de-passe")


@pages.post("/sessions")
@login_required
def end_sessions() -> Response:
    """Every session of the account ends, but for this browser's."""
    user, now = current_user.user, g.now

    def job(connection: Connection) -> str:
        accounts.sign_out_everywhere(connection, user.id)
        accounts.tell_cut(connection, user.id)
        return accounts.sign_in(connection, user.id, now)

    return _in_again(user, audited.write(job, Act.SESSIONS_ENDED, account=user.id), "sessions")


def _in_again(user: User, login: str, said: str) -> Response:
    """This browser alone is signed in, and is told what was done."""
    for who in accounts.lines_of(user.id):
        current_app.extensions["rooms"].cut(who)
    enter(user, login)
    passwords.recognise(user.email)
    return redirect(url_for("own_account.show", fait=said), 303)


@pages.get("/choisir/<secret>")
@guessing_links
def choose(secret: str) -> str:
    """The form of an invitation, or of a password that was forgotten."""
    return _choosing(_whose(secret), secret)


def _choosing(user: User, secret: str, error: object = "") -> str:
    said = {"user": user, "secret": secret, "error": error, "shortest": SHORTEST_PASSWORD}
    return render_template("site/choose_password.html", **said)


def _whose(secret: str) -> User:
    with the_store().read() as read:
        user = invitations.whose(read, secret, g.now)
    if user is None or not current_app.extensions["settings"].local_sign_in:
        sentence = _(
            "It served once, or its seven days are over, or another one took its place. "
            "Whoever runs the server can give you a new one."
        )
        raise DeadLink(sentence, ("account.sign_in", _("Sign in with a password")))
    return user


@pages.post("/choisir/<secret>")
@guessing_links
def chosen(secret: str) -> Response | tuple[str, int]:
    """The account has that password, and this browser is signed in."""
    user = _whose(secret)
    if fault := _fault(user):
        return _choosing(user, secret, fault), 422
    kept, id, now = _hashed(), user.id, g.now
    if not the_store().write(invitations.use, secret, kept, now):
        _whose(secret)  # somebody was faster
    audited.note(Act.PASSWORD_CHANGED, by=id, account=id, how="link")
    for who in accounts.lines_of(id):
        current_app.extensions["rooms"].cut(who)
    with the_store().read() as read:
        user = read.get_one(User, id)
    if second_step.is_needed(user):
        return after_password(user, "", None)
    enter(user, signed_in(id, now, "password-link"))
    passwords.recognise(user.email)
    return redirect(url_for("workshops.mine"), 303)


def _fault(user: User) -> object:
    """Why the password that was typed twice cannot be; "" where it can."""
    new, again = request.form.get("new", ""), request.form.get("again", "")
    if not SHORTEST_PASSWORD <= len(new) <= LONGEST_PASSWORD:
        return _.many(
            "A password has %(n)s character at least.", "A password has %(n)s characters at least.", SHORTEST_PASSWORD
        )
    if new != again:
        return _("The two are not the same: type the new password twice.")
    if new.strip().casefold() in (user.email, user.name.casefold()) or len(set(new)) < 4:  # noqa: PLR2004 - « aaaaaaaaaaaa »
        return _("That one is too easy to guess: take a few words that nobody would put together.")
    return ""


def _hashed() -> str:
    """The new password as it is kept, reckoned beside the loop."""
    kept: str = get_hub().threadpool.apply(accounts.hashed, (request.form["new"],))
    return kept
