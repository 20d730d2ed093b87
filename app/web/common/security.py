"""What stands before every page: headers, forged requests, oversized bodies, guessing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, current_app, render_template, request, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from werkzeug.exceptions import BadRequest, HTTPException, ServiceUnavailable
from werkzeug.middleware.proxy_fix import ProxyFix

from app.live.transport.rate_limit import BIGGEST
from app.logs import logger
from app.store.committer import Unavailable
from app.store.openings import SetAside
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
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(CSRFError, _unproved)
    app.log_exception = _failed  # type: ignore[method-assign]
    # A write that was not taken, a file that cannot be read, a database without a connection to spare.
    for fault in (Unavailable, OperationalError, TimeoutError):
        app.register_error_handler(fault, unavailable)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(SetAside, set_aside)


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


SENTENCES: dict[int, Any] = {
    400: _("This request could not be read. Go back, reload the page and try again."),
    403: _("This page is not open to you. Sign in, or join with the code of your workshop."),
    404: _("There is no page here. Check the address or the code."),
    405: _("That cannot be done here."),
    410: _("This workshop is over and its content was deleted, as announced."),
    413: _("That is too big to be sent at once."),
    429: _("Too many tries from this place. Wait a minute, then try again."),
    500: _("Something went wrong on our side. Nothing that was acknowledged is lost; reload the page."),
    503: _("This could not be recorded just now. Wait a moment and try again: nothing was done."),
}


RETRY_AFTER = {429: "60", 503: "2"}
"""Seconds to wait before asking again."""


def _error_page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    sentence = getattr(error, "sentence", None) or SENTENCES.get(code, SENTENCES[400])
    return render_template("common/error.html", sentence=sentence, code=code), code


_again: dict[str, Callable[..., str]] = {}
"""How the page of a form is drawn again, by the endpoint that the form is sent to."""


def draws_again(*endpoints: str) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Draws the page of a form again, with what was typed in it and a sentence above, where it came without its proof.

    Where the address holds a code, it is limited as the page itself is: whether there is a page says as much.
    """

    def register(draw: Callable[..., str]) -> Callable[..., str]:
        _again.update(dict.fromkeys(endpoints, draw))
        return draw

    return register


def _unproved(_error: CSRFError) -> Any:
    """A form that does not prove that it was sent from a page of ours: because of cookies, or of its age."""
    draw = _again.get(request.endpoint or "")
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        sentence = _(
            "This site needs one cookie, and your browser sent none. Allow cookies for this site, then send this again."
        )
    elif draw is not None:
        sentence = _("This page had been open for too long: nothing was done. Here it is anew, send it again.")
    else:
        sentence = _("This page had been open for too long: nothing was done. Go back, reload it, and send it again.")
    if draw is None:
        return render_template("common/error.html", sentence=sentence, code=400), 400
    try:
        return draw(str(sentence), **(request.view_args or {})), 400
    except HTTPException as error:
        return _error_page(error)
    except (Unavailable, OperationalError, TimeoutError) as error:
        return unavailable(error)


def _failed(exc_info: Any) -> None:
    """Flask would tell the address, which may hold the code of a workshop or somebody's own link."""
    log.error("a page failed", page=request.endpoint, method=request.method, exc_info=exc_info)


def _unreadable(_error: Exception) -> tuple[str, int]:
    """What no database keeps, such as a NUL in a name: PostgreSQL says so, SQLite finds nothing of it."""
    return _error_page(BadRequest())


def set_aside(_error: Exception) -> tuple[str, int]:
    """The page of a workshop whose opening ended a process twice: who leads it is told what to do."""
    if current_user.is_authenticated:
        sentence = _(
            "This workshop is set aside: opening it stopped the server twice. Nothing of it is lost, and the others go "
            "on. Ask whoever hosts this site to open it again."
        )
    else:
        sentence = _("This workshop cannot be opened just now. What was sent is kept: ask those who lead it.")
    return render_template("common/error.html", sentence=sentence, code=503), 503


def unavailable(error: Exception) -> tuple[str, int]:
    """The page that says to ask again in a moment."""
    log.warning("a page could not be served", error=error)
    try:
        return _error_page(ServiceUnavailable())
    except OperationalError:  # not even who asks can be read
        return str(SENTENCES[503]), 503
