"""A provider of OpenID Connect, over the network: where its doors are, whom a code stands for, whose session is over.

Authlib does the protocol and joserfc the signatures. What they leave to their caller is here: which algorithms are
believed, the nonce, the answer about a person that is itself signed (ProConnect), a proxy, an authority of one's own.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Response

PATIENCE = (5.0, 10.0)
"""Seconds for a connection, and for an answer."""

LARGEST = 200_000
"""Bytes of an answer, at most."""

KEEPS_S = 3600
"""Seconds that its addresses and keys are kept; an unknown key has them asked for again."""

BELIEVED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures with a key that the provider alone has: never `none`, nor one that whoever has our secret could make."""

LEEWAY_S = 60
LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"


class NotUnderstood(Exception):  # noqa: N818 - a sentence for the log of the server
    """The provider did not answer, or not as it has to; the sentence holds no token and nothing of anybody."""


@dataclass(frozen=True)
class Client:
    """What we are to the provider, and how it is reached."""

    issuer: str
    id: str
    secret: str
    scopes: str
    redirect_uri: str
    ca_file: str = ""
    proxy: str = ""


@dataclass(frozen=True)
class Asked:
    """What is remembered of somebody who was sent to the provider, until they come back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class SignedIn:
    """Whom a code stood for: what was said of them, and what ends their session there."""

    claims: dict[str, Any]
    id_token: str
    session: str


@dataclass
class Provider:
    """The provider; its addresses and keys are asked for when they are first needed."""

    client: Client
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _until: float = 0.0

    def where_to_sign_in(self, asked: Asked) -> str:
        """The address that somebody is sent to. Raises `NotUnderstood`."""
        with self._session() as session:
            url, _state = session.create_authorization_url(
                self._address("authorization_endpoint"),
                state=asked.state,
                nonce=asked.nonce,
                code_verifier=asked.verifier,
            )
            return str(url)

    def signed_in(self, asked: Asked, code: str, issuer: str = "") -> SignedIn:
        """Whom a code stands for; `issuer` is who the answer says that it comes from. Raises `NotUnderstood`."""
        if issuer and issuer != self.client.issuer:
            raise NotUnderstood("the answer came from another provider")
        self._described()  # how it wants to be told who we are
        try:
            with self._session() as session:
                token = session.fetch_token(
                    self._address("token_endpoint"),
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=asked.verifier,
                    timeout=PATIENCE,
                )
                id_token = str(token.get("id_token") or "")
                said = self._id_token(id_token, asked.nonce, str(token.get("access_token") or ""))
                claims = {**said, **self._of_person(session, str(said["sub"]))}
        except (AuthlibBaseError, RequestException, ValueError) as error:
            raise NotUnderstood(f"the code was not taken ({type(error).__name__})") from None
        return SignedIn(claims, id_token, str(said.get("sid") or ""))

    def where_to_sign_out(self, id_token: str, back: str) -> str:
        """The address that ends the session there too; "" where the provider has none. Raises `NotUnderstood`."""
        end = self._described().get("end_session_endpoint")
        if not isinstance(end, str) or not end:
            return ""
        said = [("client_id", self.client.id), ("post_logout_redirect_uri", back), ("state", token_urlsafe(32))]
        return str(add_params_to_uri(end, [("id_token_hint", id_token), *said] if id_token else said))

    def signed_out(self, token: str) -> tuple[str, str]:
        """The subject and the session that a back-channel logout names; one may be "". Raises `NotUnderstood`."""
        claims = self._believed(token, "the logout token")
        events = claims.get("events")
        if not isinstance(events, dict) or LOGGED_OUT not in events or "nonce" in claims or not claims.get("jti"):
            raise NotUnderstood("that is no logout token")
        subject, session = str(claims.get("sub") or ""), str(claims.get("sid") or "")
        if not (subject or session):
            raise NotUnderstood("the logout token names nobody")
        return subject, session

    def _of_person(self, session: OAuth2Session, subject: str) -> dict[str, Any]:
        """What the provider says of a person beside the id token; signed, where it signs that."""
        where = self._described().get("userinfo_endpoint")
        if not where:
            return {}
        answer = _answered(session.get(str(where), timeout=PATIENCE, headers={"Accept": "application/json"}))
        is_signed = answer.headers.get("Content-Type", "").startswith("application/jwt")
        claims = self._believed(answer.text, "what is said of a person") if is_signed else answer.json()
        if not isinstance(claims, dict) or claims.get("sub") != subject:
            raise NotUnderstood("what is said of a person is said of another one")
        return {name: value for name, value in claims.items() if name not in ("iss", "aud", "exp", "iat")}

    def _id_token(self, token: str, nonce: str, access_token: str) -> dict[str, Any]:
        """What the id token says, where it is the provider's own, for us, and for this very request."""
        decoded = self._decoded(token, "the id token")
        params = {"nonce": nonce, "client_id": self.client.id, "access_token": access_token}
        options = {"iss": {"essential": True, "value": self.client.issuer}}
        try:
            CodeIDToken(decoded.claims, decoded.header, options, params).validate(leeway=LEEWAY_S)
            self._ours(decoded.claims, "the id token")
        except (JoseError, AuthlibBaseError) as error:
            raise NotUnderstood(f"the id token is not for this sign-in ({error.error})") from None
        return dict(decoded.claims)

    def _believed(self, token: str, what: str) -> dict[str, Any]:
        """The claims of a token that the provider signed, for us, and lately."""
        claims = self._decoded(token, what).claims
        self._ours(claims, what)
        return dict(claims)

    def _ours(self, claims: Mapping[str, Any], what: str) -> None:
        audience = claims.get("aud")
        if claims.get("iss") != self.client.issuer:
            raise NotUnderstood(f"{what} is of another provider")
        if self.client.id not in (audience if isinstance(audience, list) else [audience]):
            raise NotUnderstood(f"{what} is for somebody else")
        now = time.time()
        expires, made = claims.get("exp", now), claims.get("iat", now)
        if not all(isinstance(one, int | float) for one in (expires, made)):
            raise NotUnderstood(f"{what} has no dates")
        if expires < now - LEEWAY_S or made > now + LEEWAY_S:
            raise NotUnderstood(f"{what} is over, or of the future: is the clock right?")

    def _decoded(self, token: str, what: str) -> jwt.Token:
        """A token whose signature is the provider's; a key that is not known is asked for once more."""
        for again in (False, True):
            try:
                return jwt.decode(token, self._known_keys(again=again), algorithms=list(BELIEVED))
            except (JoseError, ValueError) as error:
                why = type(error).__name__
        raise NotUnderstood(f"{what} is not signed by the provider ({why})")

    def _known_keys(self, *, again: bool) -> KeySet:
        if self._keys is None or again:
            said = self._asked_for(self._address("jwks_uri"))
            try:
                self._keys = KeySet.import_key_set(said)  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError) as error:
                raise NotUnderstood(f"its keys cannot be read ({type(error).__name__})") from None
        return self._keys

    def _address(self, name: str) -> str:
        address = self._described().get(name)
        if not isinstance(address, str) or not address:
            raise NotUnderstood(f"it says no {name}")
        return address

    def _described(self) -> dict[str, Any]:
        """What the provider says of itself."""
        if not self._metadata or time.monotonic() > self._until:
            described = self._asked_for(f"{self.client.issuer.rstrip('/')}/.well-known/openid-configuration")
            if described.get("issuer") != self.client.issuer:
                raise NotUnderstood("it calls itself otherwise than OIDC_ISSUER does")
            self._metadata, self._keys, self._until = described, None, time.monotonic() + KEEPS_S
        return self._metadata

    def _asked_for(self, address: str) -> dict[str, Any]:
        try:
            with self._session() as session:
                said = _answered(session.get(address, timeout=PATIENCE, withhold_token=True)).json()
        except (RequestException, ValueError) as error:
            raise NotUnderstood(f"it does not answer ({type(error).__name__})") from None
        if not isinstance(said, dict):
            raise NotUnderstood("it does not answer as it has to")
        return said

    def _session(self) -> OAuth2Session:
        session = OAuth2Session(
            self.client.id,
            self.client.secret or None,
            scope=self.client.scopes,
            redirect_uri=self.client.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=self._how_we_say_who_we_are(),
        )
        session.trust_env = False  # a proxy is a setting of ours, and no netrc is read
        session.max_redirects = 0
        if self.client.ca_file:
            session.verify = self.client.ca_file
        if self.client.proxy:
            session.proxies = {"http": self.client.proxy, "https": self.client.proxy}
        return session

    def _how_we_say_who_we_are(self) -> str:
        if not self.client.secret:
            return "none"
        offered = self._metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in offered else "client_secret_post"


def _answered(answer: Response) -> Response:
    """An answer that is one, and no larger than it may be."""
    answer.raise_for_status()
    if len(answer.content) > LARGEST:
        raise NotUnderstood("its answer is too large")
    return answer
