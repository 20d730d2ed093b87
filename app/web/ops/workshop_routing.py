"""Where several processes share a database, what is asked of the wrong one is passed on to the one that is right.

The proxy does the passing on: an answer that says `X-Accel-Redirect: @beffroi-NAME` is none, and nginx asks that
process the same thing, body and WebSocket handshake included. See deploy/nginx/beffroi.conf.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask, request
from gevent.hub import sleep
from sqlalchemy.exc import SQLAlchemyError

from app.domain.people import tidy_code
from app.live.hosting.lease_keeper import LeaseKeeper, short
from app.live.hosting.rooms import Rooms
from app.live.room.room import Room
from app.store import answer_links, follow_links, workshops
from app.store.committer import Unavailable
from app.store.leases import LASTS_MS, Elsewhere
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo
from app.web.common.error_pages import unavailable
from beffroi.patterns import linear

PASSED_ON = "HTTP_X_BEFFROI_PASSED"
"""Set by the proxy alone: `on` for what was passed on already, `back` where that process could not be reached."""

CODE = linear(r"[\w -]{1,40}")
"""What may be a join code, in a socket's address."""

BREATH = 0.25
"""Seconds between two tries to take over from a process that cannot be reached."""


def init_app(app: Flask) -> None:
    """Pass on, where there is anybody to pass on to."""
    rooms: Rooms = app.extensions["rooms"]
    if rooms.leases is None:
        return
    router = WorkshopRouter(rooms, rooms.leases, app.extensions["store"])
    app.before_request(router.before_request)
    app.register_error_handler(Elsewhere, proxy_to)
    sockets = app.extensions["door"]
    sockets.inner = router.wsgi(sockets.inner)  # behind it: whoever is refused costs no read


def proxy_to(error: Elsewhere) -> Any:
    """The answer to what another process has to answer; where it cannot be passed on, to ask again in a moment."""
    page, status = unavailable(error)
    return page, status, dict(_redirect_headers(error.holder, request.environ))


def _redirect_headers(holder: str, environ: dict[str, Any]) -> list[tuple[str, str]]:
    name = short(holder)
    return [("X-Accel-Redirect", f"@beffroi-{name}")] if name and not environ.get(PASSED_ON) else []


class WorkshopRouter:
    """Sees to it that a workshop's room is open here before a page of it, or a socket, does anything."""

    def __init__(self, rooms: Rooms, holding: LeaseKeeper, store: Store) -> None:
        self.rooms = rooms
        self.leases = holding
        self.store = store

    def before_request(self) -> None:
        """Before a page whose address holds a code. Raises `Elsewhere`."""
        said = request.view_args or {}
        code = said.get("code")
        facts = self._facts(code) if code and self._here(code) is None else None
        if request.blueprint == "by_link":
            facts = self._facts_of_link(said.get("link", ""))
        if request.blueprint == "follow":
            facts = self._facts_of_follower(said.get("link", ""))
        if facts is not None:
            self._room(facts, request.environ)

    def wsgi(self, inner: Any) -> Any:
        """The same for sockets, before engine.io: a handshake is passed on like a page."""

        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if environ.get("PATH_INFO", "").startswith("/socket.io"):
                holder = self._elsewhere(environ)
                if holder:
                    headers = [("Content-Length", "0"), ("Retry-After", "2"), *_redirect_headers(holder, environ)]
                    start_response("503 Service Unavailable", headers)
                    return [b""]
            return inner(environ, start_response)  # type: ignore[no-any-return]

        return application

    def _elsewhere(self, environ: dict[str, Any]) -> str:
        """Who has the workshop that a socket is for; "" where it may stay: its connecting settles the rest."""
        code = _asked(environ)
        if not code or self._here(code) is not None:
            return ""
        try:
            facts = self._facts(code)
            if facts is not None:
                self._room(facts, environ)
        except Elsewhere as error:
            return error.holder
        except (Unavailable, SQLAlchemyError):
            return ""
        return ""

    def _here(self, code: str) -> Room | None:
        return self.rooms.by_code(tidy_code(code))

    def _facts(self, code: str) -> WorkshopInfo | None:
        with self.store.read() as session:
            return workshops.by_code(session, tidy_code(code))

    def _facts_of_link(self, link: str) -> WorkshopInfo | None:
        with self.store.read() as session:
            found = answer_links.by_code(session, tidy_code(link))
        return found[0] if found else None

    def _facts_of_follower(self, link: str) -> WorkshopInfo | None:
        with self.store.read() as session:
            found = follow_links.by_code(session, tidy_code(link))
        return found[0] if found else None

    def _room(self, facts: WorkshopInfo, environ: dict[str, Any]) -> Room:
        """The room. One whose process the proxy cannot reach is waited for: it is free once the lease is over."""
        tries = int(LASTS_MS / 1000 / BREATH) + 2 if environ.get(PASSED_ON) == "back" else 0
        for _ in range(tries):
            if not self.leases.other_holder(facts.id):
                break
            sleep(BREATH)
        return self.rooms.of(facts)


def _asked(environ: dict[str, Any]) -> str:
    """The code in a socket's address."""
    found = parse_qs(environ.get("QUERY_STRING", "")).get("atelier", [""])[0]
    return found if CODE.fullmatch(found) else ""
