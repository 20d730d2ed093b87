"""What a proxy or a supervisor asks: is the process alive, may it be sent people. Answered before any session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from gevent.event import AsyncResult

from app.store import readiness
from beffroi.version import VERSION

STOPPING = "This process is stopping."
RELEASE = f"ok, Beffroi {VERSION}"

HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'"),
)


def init_app(app: Flask) -> None:
    """Answer ahead of Flask: no cookie is read or set, no language chosen, no address led elsewhere."""
    lacking = Shared(lambda: readiness.lacking(app.extensions["store"]))
    probes: dict[str, Callable[[], str]] = {
        "/healthz": lambda: "",
        "/readyz": lambda: STOPPING if app.extensions.get("is_leaving") else lacking(),
    }
    inner = app.wsgi_app

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        probe = probes.get(environ.get("PATH_INFO", ""))
        if probe is None:
            return inner(environ, start_response)
        fine = RELEASE if environ["PATH_INFO"] == "/healthz" else "ok"
        return _told(probe, fine, environ.get("REQUEST_METHOD", ""), start_response)

    app.wsgi_app = application  # type: ignore[method-assign]


class Shared:
    """An answer that takes a read and the writer's turn: whoever asks while it is sought gets the same one."""

    def __init__(self, seek: Callable[[], str]) -> None:
        self._seek = seek
        self._sought: AsyncResult | None = None

    def __call__(self) -> str:
        """The answer."""
        if self._sought is not None:
            return str(self._sought.get())
        self._sought = sought = AsyncResult()
        try:
            sought.set(self._seek())
        except BaseException as error:
            sought.set_exception(error)
            raise
        finally:
            self._sought = None
        return str(sought.get())


def _told(probe: Callable[[], str], fine: str, method: str, start_response: Any) -> Iterable[bytes]:
    """200 and `fine` where nothing is lacking, else 503 and what is."""
    if method not in ("GET", "HEAD"):
        status, sentence = "405 Method Not Allowed", "Only GET and HEAD."
    elif lacking := probe():
        status, sentence = "503 Service Unavailable", lacking
    else:
        status, sentence = "200 OK", fine
    body = f"{sentence}\n".encode()
    start_response(status, [*HEADERS, ("Content-Length", str(len(body)))])
    return [b"" if method == "HEAD" else body]
