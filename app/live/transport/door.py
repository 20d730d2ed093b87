"""The door of the sockets: who may open one is settled from address and cookie, before engine.io, a session or a read.

Whoever has no cookie of ours can be let in nowhere, so that their haste is counted by place; a browser that somebody
joined, signed in or shows a screen from is counted by itself, whatever address it shares with hundreds of others.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask
from gevent import sleep
from gevent.lock import Semaphore

from app import metrics
from app.live.transport import rate_limit
from app.live.transport.rate_limit import Buckets, TokenBucket, place_of

PLACE, BROWSER, FULL = "beffroi.place", "beffroi.browser", "beffroi.full"
"""What is put into the environ of a request: where it comes from, whose browser it is, and that no line is to spare."""

SOCKET = "beffroi.socket"
"""And, of an upgrade, the socket that it came by."""

ANYBODYS = frozenset({"_permanent", "_fresh", "_id", "csrf_token", "locale", "display", "pairing", "just_left"})
"""What a session holds of somebody who is nowhere in."""

DRAWN = "browser"
"""The secret a browser has from the first form it is shown: it tells apart those who are in, and lets in nobody."""

BREATH = 0.0005
"""Seconds between the beginnings of two pages."""

TOO_MANY = "Too many pages are opened from here: wait a minute."
NO_LINE = "This server holds as many pages as it can: wait until some are closed."


class Door:
    """Stands before engine.io, behind what says where a request comes from (ProxyFix)."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner = app.wsgi_app
        self.joins = Buckets(rate_limit.JOINS)
        self.answerers = Buckets(rate_limit.ANSWERERS)
        self._strangers = Buckets(rate_limit.HANDSHAKES_OF_STRANGERS)
        self._browsers = Buckets(rate_limit.HANDSHAKES_OF_A_BROWSER)
        self._polls: Counter[str] = Counter()
        self._turn = Semaphore()
        self.may_ask: Callable[[str], bool] = lambda _sid: True
        """Whether the budget of a line allows for one more request; whoever keeps the lines tells."""
        self.is_harmed_by: Callable[[dict[str, Any]], None] = lambda _environ: None
        """Told of whoever asked for what it is not in, by the request that opened its line."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Let a handshake through, or refuse it; of the requests of a session that is open, no heap may wait."""
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            self._wait_for_a_turn()
            return self.inner(environ, start_response)
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        if "sid" in asked:
            return self._next(asked["sid"][0], environ, start_response)
        environ[PLACE] = place_of(environ.get("REMOTE_ADDR", ""))
        environ[BROWSER] = self.browser_of(environ)
        if environ.get(FULL):
            return refuse("503 Service Unavailable", NO_LINE, start_response)
        if self.bucket_of(environ).take():
            metrics.HUNG_UP["haste"].inc()
            return refuse("429 Too Many Requests", TOO_MANY, start_response)
        self._wait_for_a_turn()
        return self.inner(environ, start_response)

    def _wait_for_a_turn(self) -> None:
        """One page, or one handshake, begins between two looks at the lines of those who are in, however many come."""
        with self._turn:
            sleep(BREATH)  # a timer: after a bare yield the loop may run dozens of others before it reads a line

    def _next(self, sid: str, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """A request of a page that polls. One that waits for news holds a connection: only so many do, of one page."""
        if not self.may_ask(sid):
            return refuse("429 Too Many Requests", TOO_MANY, start_response)
        self._wait_for_a_turn()
        if environ.get("REQUEST_METHOD") != "GET" or environ.get("HTTP_UPGRADE"):
            return self.inner(environ, start_response)
        if self._polls[sid] >= rate_limit.POLLS_AT_ONCE:
            return refuse("429 Too Many Requests", TOO_MANY, start_response)
        self._polls[sid] += 1
        try:
            return self.inner(environ, start_response)
        finally:
            self._polls[sid] -= 1
            if not self._polls[sid]:
                del self._polls[sid]

    def browser_of(self, environ: dict[str, Any]) -> str:
        """What a browser is known by: all that its signed cookie says it is; "" where it is nobody anywhere."""
        session = self.app.session_interface.open_session(
            self.app, self.app.request_class(environ, populate_request=False)
        )
        said = {name: value for name, value in (session or {}).items() if value and name not in ANYBODYS}
        if not said.keys() - {DRAWN}:
            return ""
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:24]

    def bucket_of(self, environ: dict[str, Any]) -> TokenBucket:
        """What handshakes are counted in: the browser's own, or that of the place all strangers share."""
        browser = environ.get(BROWSER, "")
        return self._browsers.of(browser) if browser else self._strangers.of(environ.get(PLACE, ""))

    def was_harmed(self, environ: dict[str, Any]) -> None:
        """Whoever connected so asked for what it is not in, or flooded: it may come back, later than others."""
        self.bucket_of(environ).owe(rate_limit.A_REFUSAL_COSTS)
        self.is_harmed_by(environ)


def stand_before(app: Flask) -> Door:
    """Put the door before what serves an app's sockets and pages."""
    app.extensions["door"] = app.wsgi_app = door = Door(app)  # type: ignore[method-assign]
    return door


def refuse(status: str, sentence: str, start_response: Any) -> Iterable[bytes]:
    """Answer a request by a sentence, after which its connection ends."""
    body = f"{sentence}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, [*headers, ("Retry-After", "60"), ("Connection", "close")])
    return [body]
