"""The web server: gevent's, with what WebSocket over it needs."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

import simple_websocket
from gevent.pywsgi import Input, WSGIHandler, WSGIServer
from wsproto.utilities import ProtocolError

from app.live.exchange import Exchange
from app.live.listening import Listener

BACKLOG = 1024

log = logging.getLogger("server")


class Handler(WSGIHandler):
    """A connection. One that became a WebSocket goes on without its handler: what follows is no HTTP."""

    socket: Any

    def handle(self) -> None:
        """Serve the requests of a connection; an answer leaves at once, head and body are two writes."""
        with suppress(OSError):  # no TCP, or gone already
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle()

    def read_request(self, raw_requestline: str) -> Any:
        """Read the head of a request; one with more headers than anybody sends is a bad one, not a fault."""
        try:
            return super().read_request(raw_requestline)
        except HTTPException:
            return False

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """Begin an answer. An upgrade that is refused ends the connection, and says so.

        A proxy that was not told would send its next request into it, and take this server for a dead one.
        """
        more = [("Connection", "close")] if self._is_upgrade else []
        return super().start_response(status, [*headers, *more], exc_info)

    @property
    def _is_upgrade(self) -> bool:
        return bool(self.environ.get("HTTP_UPGRADE", "").lower() == "websocket")

    def run_application(self) -> None:
        """Run the request; after an upgrade this side of the connection is left to those who took it over."""
        is_upgrade = self._is_upgrade
        if is_upgrade:
            self.close_connection = True
            self.connection_upgraded = True
            # Deflate, where a browser offers it, would be done once a client: it costs more than it saves here.
            self.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        super().run_application()
        if is_upgrade and self.status is None:  # nobody answered by HTTP: nothing more is read here
            self.socket, self.wsgi_input = None, Input(self.rfile, 0)


class OneLine:
    """Where pywsgi writes its complaints: a line each, at a level that does not alarm."""

    def write(self, text: str) -> None:
        """A client that is gone or speaks nonsense is no event."""
        if text.strip():
            log.debug(text.strip())

    def flush(self) -> None:
        """Nothing is held back."""


class WebSocket:
    """What engine.io opens a WebSocket with: it shakes hands and leaves; what is said is answered when it comes."""

    def __init__(self, handler: Any, _server: object) -> None:
        self.socket = handler.__self__

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Shake hands. No list in return, ever: engine.io would send it as packets."""
        try:
            listener = Listener(environ)
        except (ProtocolError, simple_websocket.ConnectionError, OSError):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return (b"",)
        Exchange(self.socket, listener)
        return ()


def serve(host: str, port: int, app: Any) -> WSGIServer:
    """A server that listens, and has not begun to answer."""
    return WSGIServer((host, port), app, handler_class=Handler, log=None, error_log=OneLine(), backlog=BACKLOG)
