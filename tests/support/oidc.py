"""A provider of OpenID Connect on this machine, over real HTTP: sound unless a test has it lie in one point.

Whoever is sent to it is signed in there at once, as `person`. What it must not do is done by `lies`: the name of a lie
and what it says instead.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "beffroi", "s3cret of+the client"


ANA = {"sub": "42", "email": "ana@example.fr", "email_verified": True, "name": "Ana Petit"}


@dataclass
class OidcProvider:
    """A provider at work, while it is used as a context."""

    person: dict[str, Any] = field(default_factory=lambda: dict(ANA))
    lies: dict[str, Any] = field(default_factory=dict)
    session: str = "session-1"
    asked: list[dict[str, str]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __enter__(self) -> OidcProvider:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_of: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def roll_keys(self) -> None:
        """From now on it signs with another key."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)

    def signed(self, claims: dict[str, Any], alg: str = "RS256") -> str:
        """A token of these claims."""
        if alg == "HS256":  # what whoever has the secret could make
            return jwt.encode({"alg": alg, "kid": "one"}, claims, OctKey.import_key(SECRET), algorithms=[alg])
        if alg == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."
        key = ECKey.generate_key("P-256", private=True) if alg == "ES256" else self.key
        return jwt.encode({"alg": alg, "kid": "one" if alg == "ES256" else self.key.kid}, claims, key)

    def logout_token(self, **said: Any) -> str:
        """A token of back-channel logout; a claim that is None is left out."""
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": int(time.time()), "jti": secrets.token_hex(8), "sub": "42",
            "sid": self.session, "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, **said,
        }  # fmt: skip
        return self.signed({name: value for name, value in claims.items() if value is not None})

    def _answer(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        doors = {
            "/.well-known/openid-configuration": self._described,
            "/keys": lambda _request: _json({"keys": [self.key.as_dict(private=False)]}),
            "/authorize": self._authorize,
            "/token": self._token,
            "/userinfo": self._userinfo,
        }
        return doors.get(request.path, lambda _request: Response(status=404))(request)(environ, start_response)

    def _described(self, _request: Request) -> Response:
        ways = {"authorization": "authorize", "token": "token", "userinfo": "userinfo", "end_session": "end"}
        said = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ways.items()}
        said |= {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        return _json({**said, **self.lies.get("described", {})})

    def _authorize(self, request: Request) -> Response:
        asked = dict(request.args)
        self.asked.append(asked)
        code = secrets.token_urlsafe(12)
        self._codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer, **self.lies.get("back", {})}
        return Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(back)}"})

    def _token(self, request: Request) -> Response:
        asked = self._codes.pop(request.form["code"], None)
        told = b64decode(request.headers.get("Authorization", "Basic Og==").removeprefix("Basic ")).decode()
        challenge = urlsafe_b64encode(sha256(request.form.get("code_verifier", "").encode()).digest()).decode()
        is_ours = told == f"{CLIENT}:{SECRET}"
        if asked is None or challenge.rstrip("=") != asked["code_challenge"] or not is_ours:
            return _json({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.person["sub"], "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "sid": self.session, **self.lies.get("id_token", {}),
        }  # fmt: skip
        said = {name: value for name, value in claims.items() if value is not None}
        token = self.signed(said, self.lies.get("alg", "RS256"))
        return _json({"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": token})

    def _userinfo(self, request: Request) -> Response:
        if request.headers.get("Authorization") != "Bearer access":
            return _json({}, 401)
        claims = {**self.person, **self.lies.get("userinfo", {})}
        if "signed_userinfo" not in self.lies:
            return _json(claims)
        around = {"iss": self.issuer, "aud": CLIENT, **self.lies["signed_userinfo"]}
        return Response(self.signed({**claims, **around}), content_type="application/jwt; charset=utf-8")


def _json(said: Any, status: int = 200) -> Response:
    return Response(json.dumps(said), status, content_type="application/json")
