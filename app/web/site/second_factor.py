"""The second factor of an account: asked for after its password, made by its owner, taken away by them."""

from __future__ import annotations

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.domain.audit import Act
from app.identity import one_time_codes as codes
from app.identity.sealed import Unreadable
from app.store import accounts, second_factors
from app.store.accounts import NO_PASSWORD
from app.store.committer import bound
from app.store.models import User
from app.store.store import the_store
from app.web.common import audited
from app.web.common.links import public_host, qr_data, safe
from app.web.common.sent_form import SentForm
from app.web.common.theme import the_theme
from app.web.site import passwords, second_step, unsent_form
from app.web.site.signed_in import enter, signed_in
from beffroi import translator

_ = translator(__name__)

pages = Blueprint("second_factor", __name__, url_prefix="/compte/code")

SET_UP = "second factor, to be set up"
SET_UP_S = 20 * 60
"""How long a page with a QR code may wait for its first code."""


@pages.get("/")
def ask() -> Response | str:
    """The page that asks for a code, after the password."""
    user = second_step.who()
    if user is None:
        return redirect(url_for("account.sign_in", next=request.args.get("next") or None))
    if second_step.factor_of(user) is None:
        return redirect(url_for("second_factor.set_up", next=request.args.get("next") or None))
    return _asking(request.args.get("next", ""), None)


def _asking(next: str, unsent: SentForm | None, error: object = "") -> str:
    return render_template("site/second_factor.html", error=error, **unsent_form.carried(next, unsent))


@pages.post("/")
def check() -> Response | tuple[str, int]:
    """In, if the code is right."""
    user, unsent, next = second_step.who(), unsent_form.waiting(), request.form.get("next", "")
    factor = second_step.factor_of(user) if user else None
    if user is None or factor is None:
        sentence = _("Ten minutes have gone by since the password, or it is another one by now: sign in again.")
        return unsent_form.page(next, unsent, str(sentence)), 401
    paper = request.form.get("paper", "")[:100]
    try:
        is_right = second_step.is_right(user, factor, request.form.get("code", "")[:20], paper)
    except passwords.TooMany as error:
        audited.refused("too-many", user.id)
        return _asking(next, unsent, error.sentence), error.status
    if not is_right:
        audited.refused("code", user.id)
        return _asking(next, unsent, _("That code is not right, or has served already: type the next one.")), 401
    _enter(user, "recovery-code" if paper.strip() else "code")
    where = safe(next, url_for("workshops.mine"))
    return unsent_form.go_on(unsent, where) if unsent else redirect(where, 303)


def _enter(user: User, how: str) -> None:
    second_step.forget()
    enter(user, signed_in(user.id, g.now, how))
    passwords.recognise(user.email)


def after_password(user: User, next: str, unsent: SentForm | None) -> Response | tuple[str, int]:
    """The password was right, and is not all of it: on to the code, or to setting one up, with a form that waits."""
    second_step.begin(user)
    if unsent is None:
        return redirect(url_for("second_factor.ask", next=next or None), 303)
    return (_asking(next, unsent) if second_step.factor_of(user) else _setting_up(user, next, unsent)), 200


# --- made by its owner -----------------------------------------------------------------------


def _owner() -> User | None:
    """Whoever is signed in, or came half way where a second factor is wanted, and has none yet."""
    if current_user.is_authenticated:
        user: User = current_user.user
        return user if user.password != NO_PASSWORD else None
    user_ = second_step.who()
    return user_ if user_ and second_step.factor_of(user_) is None else None


@pages.get("/mise-en-place")
def set_up() -> Response | str:
    """A QR code for the telephone, and a field for the first code that it shows."""
    user = _owner()
    if user is None and current_user.is_authenticated:
        return redirect(url_for("own_account.show"))
    if user is None:
        return redirect(url_for("account.sign_in", next=url_for("second_factor.set_up")))
    return _setting_up(user, request.args.get("next", ""), None)


def _setting_up(user: User, next: str, unsent: SentForm | None, secret: str = "", error: object = "") -> str:
    secret = secret or codes.new_secret()
    site = the_theme().name or "Beffroi"
    return render_template(
        "site/second_factor_set_up.html",
        error=error,
        qr=qr_data(codes.address(secret, user.email, f"{site} ({public_host()})")),
        typed=codes.in_groups(secret),
        sealed=second_step.seal(SET_UP).seal(f"{user.id} {secret}"),
        is_half_way=not current_user.is_authenticated,
        user=user,
        **unsent_form.carried(next, unsent),
    )


@pages.post("/mise-en-place")
def keep() -> Response | str | tuple[str, int]:
    """The second factor is kept once its first code is right; the codes on paper are shown now, and never again."""
    user, unsent, next = _owner(), unsent_form.waiting(), request.form.get("next", "")
    if user is None:
        return redirect(url_for("account.sign_in"), 303)
    try:
        whose, secret = second_step.seal(SET_UP).open(request.form.get("sealed", "")[:500], SET_UP_S).split()
    except (Unreadable, ValueError):
        whose = secret = ""
    if whose != user.id:
        return _setting_up(user, next, unsent, error=_("That took longer than twenty minutes: scan this code.")), 422
    if current_user.is_authenticated and (refused := _wrong_password(user)):
        return _setting_up(user, next, unsent, secret, refused[0]), refused[1]
    step = codes.step_of(secret, request.form.get("code", "")[:20], g.now)
    if step is None:
        wrong = _("That is not the code of this moment. Is the telephone’s clock right? Type the one it shows now.")
        return _setting_up(user, next, unsent, secret, wrong), 422
    printed, now, kept = codes.new_recovery_codes(), g.now, second_step.sealed(user, secret)

    def job(connection: Connection) -> None:
        second_factors.keep(connection, user.id, kept, step, map(codes.plain, printed), now=now)
        accounts.sign_out_everywhere(connection, user.id)
        accounts.tell_cut(connection, user.id)

    was_half_way = not current_user.is_authenticated
    audited.write(job, Act.SECOND_FACTOR_SET, by=user.id, account=user.id)
    _cut(user)
    _enter(user, "code")
    return _codes(printed, safe(next, url_for("workshops.mine" if was_half_way else "own_account.show")), unsent)


def _codes(printed: list[str], next: str, unsent: SentForm | None = None, *, is_first: bool = True) -> str:
    said = {"codes": printed, "next": next, "unsent": unsent, "is_first": is_first}
    return render_template("site/recovery_codes.html", **said)


@pages.get("/gerer")
@login_required
def manage() -> Response | str:
    """Other codes on paper, another telephone, or none of it any more."""
    if second_step.factor_of(current_user.user) is None:
        return redirect(url_for("second_factor.set_up"))
    return _managing()


def _managing(error: object = "") -> str:
    user: User = current_user.user
    with the_store().read() as read:
        left = second_factors.codes_left(read, user.id)
    is_required = second_step.is_required(user)
    return render_template(
        "site/second_factor_kept.html", error=error, left=left, is_required=is_required, email=user.email
    )


@pages.post("/gerer")
@login_required
def change() -> Response | str | tuple[str, int]:
    """What was pressed, for whoever knows the password."""
    user: User = current_user.user
    if second_step.factor_of(user) is None:
        return redirect(url_for("second_factor.set_up"), 303)
    if refused := _wrong_password(user):
        return _managing(refused[0]), refused[1]
    if request.form.get("do") == "remove":
        if second_step.is_required(user):
            return _managing(_("On this site your account has to have a second step.")), 422
        audited.write(bound(second_factors.remove, user.id), Act.SECOND_FACTOR_REMOVED, account=user.id)
        return redirect(url_for("own_account.show", fait="code-retire"), 303)
    printed = codes.new_recovery_codes()
    plain = [codes.plain(one) for one in printed]
    audited.write(bound(second_factors.keep_codes, user.id, plain), Act.RECOVERY_CODES_MADE, account=user.id)
    return _codes(printed, url_for("own_account.show"), is_first=False)


def _wrong_password(user: User) -> tuple[object, int] | None:
    """The sentence and the status where the password that was typed is not the account's."""
    try:
        known = passwords.verified(the_store(), user.email, request.form.get("password", "")[:500])
    except passwords.TooMany as error:
        return error.sentence, error.status
    return None if known else (_("That is not your present password."), 422)


def _cut(user: User) -> None:
    for who in accounts.lines_of(user.id):
        current_app.extensions["rooms"].cut(who)
