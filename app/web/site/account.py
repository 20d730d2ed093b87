"""Signing in and out. A session is a row: signing out ends it, whatever a copied cookie says."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, g, redirect, render_template, request, session, url_for
from flask_login import LoginManager, current_user, logout_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.domain.audit import Act
from app.domain.clock import now_ms
from app.store import accounts
from app.store.store import the_store
from app.web.common import audited
from app.web.common.error_pages import DeadLink, draws_again
from app.web.common.links import safe
from app.web.common.security import limiter, only_failures
from app.web.common.sent_form import SentForm
from app.web.site import passwords, provider, second_step, unsent_form
from app.web.site.provider import where_to_go_after
from app.web.site.second_factor import after_password
from app.web.site.signed_in import SignedIn, enter, signed_in
from beffroi import translator

_ = translator(__name__)

guessing_links = limiter.shared_limit("20 per minute", scope="sign-in links", deduct_when=only_failures(404))

pages = Blueprint("account", __name__, url_prefix="/compte")


def init_app(app: Flask) -> None:
    """Tell flask-login who is who, and where to sign in."""
    manager = LoginManager(app)
    manager.login_view = "account.sign_in"
    manager.login_message = None  # type: ignore[assignment]
    unsent_form.init_app(app)
    provider.init_app(app)
    second_step.init_app(app)

    @manager.user_loader
    def load(login: str) -> SignedIn | None:
        with the_store().read() as read:
            user = accounts.of_login(read, login, now_ms())
        return SignedIn(user, login) if user else None


@pages.get("/connexion")
def sign_in() -> Response | str:
    """The form."""
    if current_user.is_authenticated:
        return redirect(url_for("workshops.mine"))
    return unsent_form.page(next=request.args.get("next", ""), unsent=None)


@pages.post("/connexion")
def check() -> Response | tuple[str, int]:
    """Address and password; the time taken does not tell which one is wrong."""
    if not current_app.extensions["settings"].local_sign_in:
        return _refused(_("On this site one signs in by the button above, without a password of its own."), 403, None)
    email, password = request.form.get("email", "")[:254], request.form.get("password", "")[:500]
    unsent = unsent_form.waiting()
    try:
        user = passwords.verified(the_store(), email, password)
    except passwords.TooMany as error:
        audited.refused("too-many")
        return _refused(str(error.sentence), error.status, unsent)
    if user is None:
        with the_store().read() as read:
            known = accounts.by_email(read, email)
        audited.refused("password", known.id if known else "")
        return _refused(_("This address and this password do not go together."), 401, unsent)
    if second_step.is_needed(user):
        return after_password(user, request.form.get("next", ""), unsent)
    id, now = user.id, g.now
    enter(user, signed_in(id, now, "password"))
    passwords.recognise(email)
    where = safe(request.form.get("next", ""), url_for("workshops.mine"))
    return unsent_form.go_on(unsent, where) if unsent else redirect(where, 303)


def _refused(sentence: str, status: int, unsent: SentForm | None) -> tuple[str, int]:
    return unsent_form.page(request.form.get("next", ""), unsent, sentence), status


@draws_again("account.check")
def _again(sentence: str) -> str:
    return unsent_form.page(request.form.get("next", ""), unsent_form.waiting(), sentence)


@pages.get("/entrer/<secret>")
@guessing_links
def by_link(secret: str) -> str:
    """The link that a terminal prints, made by whoever runs the server: a button, so that previews burn nothing."""
    with the_store().read() as read:
        user = accounts.of_link(read, secret, g.now)
    if user is None:
        raise _no_longer()
    return render_template("site/by_link.html", name=user.name, secret=secret, next=request.args.get("next", ""))


@pages.post("/entrer/<secret>")
@guessing_links
def enter_by_link(secret: str) -> Response:
    """Sign in; the link has served."""
    if not redeem_link(secret):
        raise _no_longer()
    return redirect(safe(request.form.get("next", ""), url_for("workshops.mine")), 303)


def redeem_link(secret: str) -> bool:
    """This browser has the session that a link is worth, if it still is."""
    now = g.now
    login: str = the_store().write(accounts.use_link, secret, now)
    with the_store().read() as read:
        user = accounts.of_login(read, login, now) if login else None
    if user is None:
        return False
    audited.note(Act.SIGNED_IN, by=user.id, account=user.id, how="link")
    enter(user, login)
    return True


def _no_longer() -> DeadLink:
    sentence = _(
        "It served once, its 15 minutes are over, or its server was stopped. "
        "Whoever runs the server can print another one."
    )
    return DeadLink(sentence, ("account.sign_in", _("Sign in with a password")))


@pages.post("/deconnexion")
def sign_out() -> Response:
    """The session ends here and in every copy of its cookie; and at the provider that opened it, if one did."""
    there = ""
    if current_user.is_authenticated:
        login, user = current_user.login, current_user.user.id
        there = where_to_go_after(login)

        def job(connection: Connection) -> None:
            accounts.sign_out(connection, login)
            accounts.tell_cut(connection, user)

        audited.write(job, Act.SIGNED_OUT, account=user)
        # Whoever has another session comes back by themselves a moment later.
        for who in accounts.lines_of(user):
            current_app.extensions["rooms"].cut(who)
    logout_user()
    if there:
        session["ends_there"] = there
        return redirect(url_for("by_provider.out"), 303)
    return redirect(url_for("join.home"), 303)
