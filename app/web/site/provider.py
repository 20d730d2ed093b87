"""The provider of accounts that is set, if one is, for the pages that ask it something."""

from __future__ import annotations

from flask import Flask, current_app, url_for

from app.config import BadSetting, Settings
from app.identity.claims import BadRule, rules
from app.identity.provider import Client, NotUnderstood, Provider
from app.logs import logger
from app.store import identities
from app.store.store import the_store
from app.web.common.links import public_origin
from beffroi import translator

_ = translator(__name__)
log = logger(__name__)

PREFIX = "/compte/fournisseur"


class Refusal(Exception):
    """Somebody does not come in; the sentence says why, and what to do."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def init_app(app: Flask) -> None:
    """Read what is set of a provider. Raises `BadSetting` where that cannot be."""
    settings: Settings = app.extensions["settings"]
    app.extensions["provider"] = None
    if not settings.oidc_issuer:
        if not settings.local_sign_in:
            raise BadSetting("LOCAL_SIGN_IN=0 leaves nobody a way in: set OIDC_ISSUER, or leave it out.")
        return
    if not settings.oidc_client_id or not settings.public_url:
        raise BadSetting("OIDC_ISSUER needs OIDC_CLIENT_ID and PUBLIC_URL, which the provider sends people back to.")
    try:
        for one in (settings.oidc_allow, settings.oidc_operators, settings.oidc_admins):
            rules(one)
    except BadRule as error:
        raise BadSetting(f"OIDC_ALLOW, OIDC_OPERATORS or OIDC_ADMINS: {error}.") from None
    app.extensions["provider"] = Provider(
        Client(
            issuer=settings.oidc_issuer,
            id=settings.oidc_client_id,
            secret=settings.oidc_client_secret,
            scopes=settings.oidc_scopes,
            redirect_uri=f"{settings.public_url.rstrip('/')}{PREFIX}/retour",
            ca_file=settings.oidc_ca_file,
            proxy=settings.oidc_proxy,
        )
    )


def the_provider() -> Provider:
    """The provider that is set. Raises `Refusal`."""
    provider: Provider | None = current_app.extensions["provider"]
    if provider is None:
        raise Refusal(_("This site has no provider to sign in with."))
    return provider


def where_to_go_after(login: str) -> str:
    """The address that ends a session at the provider too; "" where it did not open it, or does not answer."""
    provider: Provider | None = current_app.extensions["provider"]
    token = the_store().write(identities.id_token_of, login) if provider else None
    if provider is None or token is None:
        return ""
    try:
        return provider.where_to_sign_out(token, public_origin() + url_for("join.home"))
    except NotUnderstood as error:
        log.warning("the provider of accounts is not understood", why=str(error))
        return ""
