"""The web server: gevent's, with what WebSocket over it needs."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

import simple_websocket
from engineio.async_drivers.gevent import WebSocketWSGI
from gevent.hub import sleep
from gevent.pywsgi import WSGIHandler, WSGIServer
from wsproto.utilities import LocalProtocolError, ProtocolError

from app.live.line import Line
from app.live.reading import Taken, take

BACKLOG = 1024

BIGGEST = 100_000
"""Bytes of one message: a pasted table fits, a flood does not."""

WAITING_MOST = 64
"""Messages of one client that may wait to be answered; until they are, its line is not read."""

READABLE = re.compile("4[0-4]|[1235]")
"""How the packets begin that a page sends: nothing binary, nothing of another protocol."""

log = logging.getLogger("server")


class Handler(WSGIHandler):
    """A connection. One that became a WebSocket is over when its handler is: what follows is no HTTP."""

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

    def run_application(self) -> None:
        """Run the request; give the connection up after an upgrade."""
        if self.environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            self.close_connection = True
            self.connection_upgraded = True
            # Deflate, where a browser offers it, would be done once a client: it costs more than it saves here.
            self.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        super().run_application()


class OneLine:
    """Where pywsgi writes its complaints: a line each, at a level that does not alarm."""

    def write(self, text: str) -> None:
        """A client that is gone or speaks nonsense is no event."""
        if text.strip():
            log.debug(text.strip())

    def flush(self) -> None:
        """Nothing is held back."""


class _Server(simple_websocket.Server):  # type: ignore[misc]
    """simple-websocket's server on a `Line`, that reads a client no faster than it is answered."""

    connected: bool
    _rest = b""
    _is_odd = False

    @property
    def sock(self) -> Line:
        """What it reads and writes."""
        return self._line

    @sock.setter
    def sock(self, raw: Any) -> None:
        self._line = Line(raw)

    def _thread(self) -> None:
        try:
            while self.connected and (data := self.sock.recv(self.receive_bytes)):
                self._take(data)
        except (OSError, LocalProtocolError):
            log.debug("a line broke")
        finally:  # whatever ended it, whoever waits for a message is told
            self.connected = False
            self.event.set()
            self.sock.close()

    def _take(self, data: bytes) -> None:
        """Plain texts at once, which is what pages send; wsproto judges the rest, and once asked, all that follows."""
        taken = Taken(rest=data, odd=True) if self._is_odd else take(self._rest + data, self.max_message_size)
        self._rest, self._is_odd = taken.rest, taken.odd
        if taken.texts:
            self.input_buffer += taken.texts
            self.event.set()
        if taken.odd:
            taken.controls.append(taken.rest)
            self._rest = b""
        for one in taken.controls:
            self.ws.receive_data(one)
            self.connected = self._handle_events() and self.connected
        while self.connected and len(self.input_buffer) > WAITING_MOST:
            sleep(0.02)


class WebSocket(WebSocketWSGI):  # type: ignore[misc]
    """What engine.io sees of a WebSocket. One that speaks nonsense has hung up: engine.io would raise."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Shake hands, and serve until the end."""
        try:
            self.ws = _Server(environ, max_message_size=BIGGEST, **self.server_args)
        except (ProtocolError, simple_websocket.ConnectionError, OSError):
            start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        # Where a broadcast finds the line of an engine.io socket: see broadcast.py.
        self.app.__self__.line = self.ws.sock
        self.app(self)
        return []

    def wait(self) -> str | None:
        """The next message; None at the end, and where it is no packet."""
        message = super().wait()
        return message if isinstance(message, str) and READABLE.match(message) else None

    def close(self) -> None:
        """Say goodbye to whoever still listens."""
        with suppress(OSError, simple_websocket.ConnectionClosed):
            super().close()


def serve(host: str, port: int, app: Any) -> WSGIServer:
    """A server that listens, and has not begun to answer."""
    return WSGIServer((host, port), app, handler_class=Handler, log=None, error_log=OneLine(), backlog=BACKLOG)
