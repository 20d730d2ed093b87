"""Signing in by a provider of OpenID Connect: there, back with a code, out of both, and out by its word alone."""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from app.config import Settings
from app.domain.audit import PROVIDER, Act
from app.identity import claims as said
from app.identity.provider import Asked, NotUnderstood, SignedIn
from app.logs import logger
from app.store import accounts, audit, identities
from app.store.identities import Disabled, NotLinked
from app.store.store import the_store
from app.web.common import audited
from app.web.common.links import safe
from app.web.common.security import csrf, limiter, only_failures
from app.web.site.provider import PREFIX, Refusal, the_provider
from app.web.site.signed_in import enter
from app.web.site.unsent_form import page as sign_in_page
from beffroi import translator

_ = translator(__name__)
log = logger(__name__)
pages = Blueprint("by_provider", __name__, url_prefix=PREFIX)

KEPT = "asked_of_provider"
LASTS_MS = 10 * 60 * 1000
"""How long somebody may take to sign in at the provider."""

guessing = limiter.shared_limit("30 per minute", scope="provider", deduct_when=only_failures(403))


@pages.errorhandler(Refusal)
def _refused(refusal: Refusal) -> tuple[str, int]:
    return sign_in_page(next="", unsent=None, error=str(refusal.sentence)), 403


@pages.errorhandler(NotUnderstood)
def _not_understood(error: NotUnderstood) -> tuple[str, int]:
    log.warning("the provider of accounts is not understood", why=str(error))
    sentence = _("The service that signs you in did not answer as it should. Try again in a minute.")
    return sign_in_page(next="", unsent=None, error=str(sentence)), 502


@pages.get("/")
@guessing
def leave() -> Response:
    """Off to the provider, which sends people back with a code."""
    asked = Asked(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    where = the_provider().where_to_sign_in(asked)
    session[KEPT] = {"asked": vars(asked), "next": safe(request.args.get("next", ""), ""), "until": g.now + LASTS_MS}
    return redirect(where)


@pages.get("/retour")
@guessing
def come_back() -> Response:
    """Back from the provider: who that is, and in."""
    kept: dict[str, Any] = session.pop(KEPT, {})
    asked = Asked(**kept["asked"]) if kept.get("until", 0) > g.now else None
    if asked is None or not compare_digest(request.args.get("state", "").encode(), asked.state.encode()):
        raise Refusal(_("This way in has served, or took longer than ten minutes. Begin again here."))
    if request.args.get("error"):
        raise Refusal(_("The service that signs you in did not let you in, or you changed your mind there."))
    back = the_provider().signed_in(asked, request.args.get("code", "")[:2000], request.args.get("iss", ""))
    _enter(back)
    return redirect(safe(kept.get("next", ""), url_for("workshops.mine")), 303)


def _enter(back: SignedIn) -> None:
    """This browser has a session of the account that the provider's word is worth."""
    settings: Settings = current_app.extensions["settings"]
    if not said.may_come_in(back.claims, said.rules(settings.oidc_allow)):
        audited.refused("not-allowed")
        raise Refusal(_("Your account there does not open this site. Whoever runs it can say who may come in."))
    trusted = frozenset(settings.oidc_trusted_domains.casefold().split())
    operators, admins = said.rules(settings.oidc_operators), said.rules(settings.oidc_admins)
    who = said.identity(
        settings.oidc_issuer, back.claims,
        operators=operators, admins=admins, service_claim=settings.oidc_service_claim, trusted=trusted,
    )  # fmt: skip

    now = g.now  # the job runs in a thread of the store, which knows of no request

    def opened(connection: Any) -> tuple[str, str]:
        user = identities.account_of(
            connection, who, now,
            sets_operators=bool(operators), sets_admins=bool(admins), sets_service=bool(settings.oidc_service_claim),
        )  # fmt: skip
        audit.note(connection, Act.SIGNED_IN, by=user, account=user, how=PROVIDER)
        return user, identities.sign_in(connection, user, who, now, session=back.session, id_token=back.id_token)

    try:
        id, login = the_store().write(opened)
    except Disabled:
        audited.refused("disabled")
        raise Refusal(_("This account is disabled. Whoever runs this site can open it again.")) from None
    except (NotLinked, IntegrityError):
        audited.refused("not-linked")
        raise Refusal(
            _("An account of this site has your address already, and is not linked to you. Ask whoever runs it.")
        ) from None
    with the_store().read() as read:
        user = accounts.of_login(read, login, now)
    assert user is not None  # noqa: S101 - opened a moment ago
    enter(user, login)


@pages.get("/sortie")
def out() -> str:
    """Signed out here; the provider's own page is a press away, and comes by itself."""
    return render_template("site/signed_out.html", there=session.pop("ends_there", ""))


@pages.post("/fin")
@csrf.exempt
@guessing
def ended_there() -> tuple[str, int, dict[str, str]]:
    """The provider says that a session is over (back-channel logout): its sessions here are, too."""
    try:
        subject, at_provider = the_provider().signed_out(request.form.get("logout_token", "")[:20_000])
    except (NotUnderstood, Refusal) as error:
        log.warning("a logout token is not understood", why=str(error))
        audited.refused("logout-token")
        return "", 400, {"Cache-Control": "no-store"}
    issuer = current_app.extensions["settings"].oidc_issuer
    for user in the_store().write(identities.sign_out, issuer, subject, at_provider):
        audited.note(Act.SIGNED_OUT, by=PROVIDER, account=user)
        for who in accounts.lines_of(user):
            current_app.extensions["rooms"].cut(who)
    return "", 200, {"Cache-Control": "no-store"}
