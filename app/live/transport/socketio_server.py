"""The Socket.IO server as it is set up, and the JSON that it speaks."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from app.live.transport.rate_limit import BIGGEST

DEEPEST = 2000
"""Brackets in one message, at most."""


def build(app: Flask, manager: Any = None) -> SocketIO:
    """The Socket.IO server: same origin only (and the public address), bounded, in order; `manager` keeps groups."""
    settings = app.extensions["settings"]
    socketio = SocketIO(
        app,
        async_mode="gevent",
        client_manager=manager,
        async_handlers=False,  # a client's messages are answered in their order
        cors_allowed_origins=from_this_site(settings.public.origin),
        max_http_buffer_size=BIGGEST,
        ping_interval=10,
        ping_timeout=10,
        manage_session=False,
        json=frugal_json,
        logger=False,
        engineio_logger=False,
    )
    socketio.server.eio.logger.setLevel(logging.CRITICAL)
    return socketio


def from_this_site(public: str) -> Callable[[str, dict[str, Any]], bool]:
    """Whether a page that opens a socket comes from this site: by the name it was asked under, or the public one."""

    def allowed(origin: str, environ: dict[str, Any]) -> bool:
        asked = f"{environ.get('wsgi.url_scheme')}://{environ.get('HTTP_HOST')}"
        return origin in (asked, public or asked)

    return allowed


class frugal_json:  # noqa: N801 - stands where the json module stands
    """JSON without blanks, whose texts any page can read."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """As compact as it gets."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def loads(text: str, **_options: Any) -> Any:
        """Refuse what no page sends: NaN, infinities, depths."""
        if text.count("[") + text.count("{") > DEEPEST:
            raise ValueError("too deep")
        return json.loads(text, parse_constant=_no_constant)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
