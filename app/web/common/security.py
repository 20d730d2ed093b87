"""What stands before every page: headers, forged requests, oversized bodies, guessing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.live.transport.rate_limit import BIGGEST
from app.logs import logger
from app.web.common.links import is_signed, signature_of
from beffroi import translator

_ = translator(__name__)
log = logger(__name__)

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, strategy="moving-window")

LENGTH_MOST = len(str(BIGGEST))
"""Digits of a length that is worth reading."""

WRONG_CODES = "60 per minute"

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' {sockets}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    )
)


PAGE_HEADERS = {
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Frame-Options": "DENY",
}
"""What says nothing of a module, a sheet or a font: on thirty of them it weighs as much as a module."""


def only_failures(status: int) -> Callable[[Response], bool]:
    """Counts only the tries that went wrong, so that a room behind one address all gets in."""
    return lambda response: response.status_code == status


def _guesser() -> str:
    """Who a wrong code is counted to: the address, but a browser that was let in somewhere by itself.

    Sixty wrong codes from one phone then shut out neither the people who are in already behind the same address, nor,
    where that phone is in, anybody but itself.
    """
    if session.get("admitted") and session.get("browser"):
        return "browser " + hashlib.sha256(str(session["browser"]).encode()).hexdigest()
    return str(get_remote_address())


def _guesses_nothing() -> bool:
    """Whether the address of a page carries the server's own signature of its code: no such code was guessed."""
    return is_signed(str((request.view_args or {}).get("code", "")), request.args.get("s", ""))


guessing = limiter.shared_limit(
    WRONG_CODES, scope="codes", key_func=_guesser, exempt_when=_guesses_nothing, deduct_when=only_failures(404)
)
"""For every page whose address holds a code: one count for all of them."""


def init_app(app: Flask) -> None:
    """Put the guards up."""
    settings = app.extensions["settings"]
    app.config.update(_counting(settings.redis_url))
    app.jinja_env.globals["signature_of"] = signature_of
    app.after_request(_headers)  # first to be registered, so last to be run: it has the last word
    csrf.init_app(app)
    limiter.init_app(app)
    app.wsgi_app = _limit_polling_body(app.wsgi_app)  # type: ignore[method-assign]
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]


def _counting(redis_url: str) -> dict[str, Any]:
    """Where tries are counted: in Redis by all processes together, and by each alone as long as it is away."""
    if not redis_url:
        return {"RATELIMIT_STORAGE_URI": "memory://"}
    from redis.backoff import NoBackoff  # noqa: PLC0415 - of the extra `scale`
    from redis.retry import Retry  # noqa: PLC0415

    patience = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 1)}
    return {
        "RATELIMIT_STORAGE_URI": redis_url,
        "RATELIMIT_STORAGE_OPTIONS": {"wrap_exceptions": True, **patience},
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
    }


def _limit_polling_body(inner: Any) -> Any:
    """Refuse an oversized polling request before engine.io reads it: it would pin a worker."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith("/socket.io"):
            length = environ.get("CONTENT_LENGTH") or "0"
            is_read = length.isdecimal() and len(length) <= LENGTH_MOST
            if environ.get("HTTP_TRANSFER_ENCODING") or not is_read or int(length) > BIGGEST:
                start_response("413 Content Too Large", [("Content-Length", "0"), ("Connection", "close")])
                return [b""]
        return inner(environ, start_response)  # type: ignore[no-any-return]

    return application


def _headers(response: Response) -> Response:
    headers = {
        "Content-Security-Policy": CSP.format(sockets=_sockets(request.host)),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        **(PAGE_HEADERS if request.endpoint != "static" else {}),
    }
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    # The limiter says when its window ends on every answer of a page that it counts.
    response.headers.pop("Retry-After", None)
    if response.status_code in RETRY_AFTER:
        response.headers["Retry-After"] = RETRY_AFTER[response.status_code]
    if request.is_secure:  # browsers pass these over, or complain of them, on plain http
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _sockets(host: str) -> str:
    """Where sockets may go, for browsers in which 'self' is none of them; a policy has no form for IPv6."""
    return "" if host.startswith("[") else f"ws://{host} wss://{host}"


RETRY_AFTER = {429: "60", 503: "2"}
"""Seconds to wait before asking again."""
