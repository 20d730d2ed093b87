"""Accounts and workshops of a service, for its admin; of all of them, for an operator. Titles and days, no content."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from app import mail
from app.domain.audit import Act
from app.domain.people import bare
from app.domain.services import Viewer, looks_after, may_act_on, may_hand
from app.export.account_list import as_csv
from app.mail import NotSent
from app.store import accounts, audit, invitations, overview, second_factors, services
from app.store.committer import Job, bound
from app.store.guests import EMAIL_MOST, NAME_MOST, Guest, is_address
from app.store.overview import Account, Held
from app.store.store import the_store
from app.web.common import audited
from app.web.common.attempts import EXPORTS, MADE
from app.web.common.links import public_origin
from app.web.site import letters
from beffroi import translator
from beffroi.fields import tidy
from beffroi.folding import folded

_ = translator(__name__)
pages = Blueprint("accounts_admin", __name__, url_prefix="/comptes")

SHOWN = 200
"""Accounts, and workshops, that a page shows at most; a search finds the others."""

QUERY_MOST = 100


def viewer() -> Viewer:
    """Whoever is signed in, as the rules have them."""
    user = current_user.user
    return Viewer(user.id, user.service_id or "", user.operator, user.admin)


def _of() -> str | None:
    """The service that the page is of; None for all. Whoever looks after none has no such page."""
    own, asked = looks_after(viewer()), request.args.get("service", "")[:40]
    if own is None:
        abort(404)
    with the_store().read() as read:
        if not own and asked and not services.name_of(read, asked):
            abort(404)
    return own or asked or None


@pages.get("/")
@login_required
def listed() -> str:
    """The accounts and the workshops."""
    return _page()


def _page(error: object = "", link: str = "", said: str = "") -> str:
    of, words = _of(), _key(request.args.get("q", "")[:QUERY_MOST]).split()
    with the_store().read() as read:
        people, held = overview.accounts_of(read, of), overview.workshops_of(read, of)
        names = overview.names(read)
    people = [one for one in people if _is_found(words, one.name, one.email)]
    held = [one for one in held if _is_found(words, one.facts.title, *(who.name for who in one.leaders))]
    return render_template(
        "site/accounts.html",
        people=people[:SHOWN], held=held[:SHOWN], counts=(len(people), len(held)), names=names, of=of,
        is_operator=current_user.user.operator, error=error, link=link, said=said or request.args.get("fait", ""),
        query=request.args.get("q", "")[:QUERY_MOST], form=request.form if error else {}, now=g.now,
        may_act=lambda one: may_act_on(viewer(), one.looked),
        may_hand=lambda one: may_hand(viewer(), one.facts.service, is_orphan=one.is_orphan),
    )  # fmt: skip


def _is_found(words: list[str], *said: str) -> bool:
    text = _key(" ".join(said))
    return all(word in text for word in words)


def _key(text: str) -> str:
    return bare(folded(text))


@pages.post("/")
@login_required
def invite() -> str | tuple[str, int]:
    """An account for somebody who has none, of the service; the link to choose a password is shown once."""
    of, who = _of(), current_user.user
    MADE.spend(f"f:{who.id}")
    email, name = tidy(request.form.get("email", ""))[:EMAIL_MOST], tidy(request.form.get("name", ""))[:NAME_MOST]
    if not is_address(email):
        return _page(_("That is not an e-mail address.")), 422
    id, now = who.id, g.now

    def job(connection: Connection) -> str:
        if accounts.has_address(connection, email):
            return ""
        secret = invitations.invited(connection, Guest(email, name), now, id)
        invitations.put_in(connection, email, of)
        return secret

    secret = the_store().write(job)
    if not secret:
        return _page(_("This address has an account on this site already: whoever runs it can move it.")), 422
    link = _choosing(secret)
    return _page(link=link, said="sent" if _is_sent(email, link) else "")


def _is_sent(email: str, link: str) -> bool:
    """Whether a link left for the address of its account."""
    settings = current_app.extensions["settings"]
    try:
        if mail.is_set(settings):
            mail.send(settings, [letters.choosing(email, link)])
    except NotSent:
        return False
    return mail.is_set(settings)


def _choosing(secret: str) -> str:
    return public_origin() + url_for("own_account.choose", secret=secret)


@pages.get("/comptes.csv")
@login_required
def export() -> Response:
    """The accounts as a table, which `user import` reads back."""
    EXPORTS.spend(f"f:{current_user.user.id}")
    of = _of()
    with the_store().read() as read:
        body = as_csv(overview.accounts_of(read, of), overview.names(read))
    headers = {"Content-Disposition": 'attachment; filename="comptes.csv"'}
    return Response(body, mimetype="text/csv", headers=headers)


# --- one account -----------------------------------------------------------------------------


def _account_or_404(id: str) -> Account:
    with the_store().read() as read:
        found = overview.account(read, id)
    if found is None or not may_act_on(viewer(), found.looked):
        abort(404)
    return found


@pages.get("/<id>")
@login_required
def show(id: str) -> str:
    """What may be done with an account."""
    return _one(_account_or_404(id))


def _one(account: Account, error: object = "", link: str = "", *, is_sent: bool = False) -> str:
    with the_store().read() as read:
        names = overview.names(read)
    return render_template(
        "site/account_of_another.html",
        account=account, names=names, error=error, link=link, said=request.args.get("fait", ""),
        is_operator=current_user.user.operator, is_local=current_app.extensions["settings"].local_sign_in,
        is_sent=is_sent, is_mailed=mail.is_set(current_app.extensions["settings"]),
    )  # fmt: skip


@pages.post("/<id>/<what>")
@login_required
def act(id: str, what: str) -> AnyResponse:
    """Disable it, enable it, take it out of the service, take its second step away, make it an admin or no more."""
    account = _account_or_404(id)
    if what in ("admin", "sansrole") and not (current_user.user.operator and account.service):
        abort(404)
    acts: dict[str, tuple[Job, Act, dict[str, Any]]] = {
        "desactiver": (bound(accounts.disable, id, g.now), Act.ACCOUNT_DISABLED, {}),
        "reactiver": (bound(accounts.enable, id), Act.ACCOUNT_ENABLED, {}),
        "retirer": (bound(services.put, None, [id], []), Act.ACCOUNT_MOVED, {"service": "none"}),
        "deuxieme": (bound(second_factors.remove, id), Act.SECOND_FACTOR_REMOVED, {}),
        "admin": (bound(accounts.set_admin, id, is_one=True), Act.ROLE_CHANGED, {"role": "admin"}),
        "sansrole": (bound(accounts.set_admin, id, is_one=False), Act.ROLE_CHANGED, {"role": "none"}),
    }
    job, kind, more = acts.get(what) or abort(404)
    audited.write(job, kind, account=id, **more)
    if what == "desactiver":
        for line in accounts.lines_of(id):
            current_app.extensions["rooms"].cut(line)
    if what == "retirer" and not current_user.user.operator:
        return redirect(url_for("accounts_admin.listed", fait="moved"), 303)
    return redirect(url_for("accounts_admin.show", id=id, fait=what), 303)


@pages.post("/<id>/service")
@login_required
def move(id: str) -> AnyResponse:
    """Put an account in another service; an operator's to do."""
    account, service = _account_or_404(id), request.form.get("service", "")[:40]
    with the_store().read() as read:
        is_known = not service or service in overview.names(read)
    if not (current_user.user.operator and is_known):
        abort(404)
    job = bound(services.put, service or None, [account.id], [])
    audited.write(job, Act.ACCOUNT_MOVED, account=account.id, service=service or "none")
    return redirect(url_for("accounts_admin.show", id=account.id, fait="service"), 303)


@pages.post("/<id>/lien")
@login_required
def link(id: str) -> str | tuple[str, int]:
    """Another link to choose a password: sent to the account's own address, where there is a mail server.

    It is shown only where nobody has come in by the account yet: of one that somebody uses it would open all that they
    lead, to whoever reads it here.
    """
    MADE.spend(f"f:{current_user.user.id}")
    account = _account_or_404(id)
    is_mailed = mail.is_set(current_app.extensions["settings"]) and bool(account.email)
    if (account.has_come and not is_mailed) or account.is_disabled:
        return _one(account, _("This account is in use: whoever runs the server prints a link for it.")), 422
    secret = audited.write(bound(invitations.offer, id, g.now), Act.ACCOUNT_INVITED, account=id)
    link = _choosing(secret)
    if not _is_sent(account.email, link) and account.has_come:
        return _one(account, _("The letter did not leave: the mail server took nothing. Try again later.")), 502
    return _one(account, link="" if account.has_come else link, is_sent=is_mailed)


# --- one workshop ----------------------------------------------------------------------------


def _held_or_404(id: str) -> Held:
    with the_store().read() as read:
        found = overview.held(read, id)
    if found is None or not may_hand(viewer(), found.facts.service, is_orphan=found.is_orphan):
        abort(404)
    return found


def _takers(held: Held) -> list[Account]:
    """Who may be given a workshop: those who have come in, of the service where an admin gives it; never oneself."""
    with the_store().read() as read:
        people = overview.accounts_of(read, looks_after(viewer()) or None)
    led = {one.id for one in held.leaders}
    fit = (one for one in people if one.has_come and not one.is_disabled and one.id not in led)
    return [one for one in fit if one.id != current_user.user.id]


@pages.get("/ateliers/<id>")
@login_required
def hand(id: str) -> str:
    """To whom a workshop may be given."""
    held = _held_or_404(id)
    return render_template("site/hand_workshop.html", held=held, takers=_takers(held))


@pages.post("/ateliers/<id>")
@login_required
def handed(id: str) -> AnyResponse | tuple[str, int]:
    """It is led by that account alone from now on."""
    held, to = _held_or_404(id), request.form.get("to", "")
    takers = _takers(held)
    if to not in {one.id for one in takers}:
        error = _("Choose who is to lead it.")
        return render_template("site/hand_workshop.html", held=held, takers=takers, error=error), 422
    by = current_user.user.id

    def job(connection: Connection) -> list[str]:
        gone = overview.hand(connection, id, to)
        for one in gone:
            audit.note(connection, Act.FACILITATOR_REMOVED, by=by, account=one, workshop=id)
        audit.note(connection, Act.FACILITATOR_ADDED, by=by, account=to, workshop=id, how="handed")
        return gone

    for gone in the_store().write(job):
        for line in accounts.lines_of(gone):
            current_app.extensions["rooms"].cut(line)
    return redirect(url_for("accounts_admin.listed", fait="handed"), 303)
