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
from gevent import Timeout
from gevent.hub import sleep
from gevent.lock import RLock
from gevent.pywsgi import WSGIHandler, WSGIServer
from wsproto.utilities import ProtocolError

BACKLOG = 1024

BIGGEST = 100_000
"""Bytes of one message: a pasted table fits, a flood does not."""

WAITING_MOST = 64
"""Messages of one client that may wait to be answered; until they are, its line is not read."""

SEND_PATIENCE = 10.0
"""Seconds that a client may leave what it is sent unread."""

READABLE = re.compile("4[0-4]|[1235]")
"""How the packets begin that a page sends: nothing binary, nothing of another protocol."""

log = logging.getLogger("server")


class Handler(WSGIHandler):
    """A connection. One that became a WebSocket is over when its handler is: what follows is no HTTP."""

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
        super().run_application()


class OneLine:
    """Where pywsgi writes its complaints: a line each, at a level that does not alarm."""

    def write(self, text: str) -> None:
        """A client that is gone or speaks nonsense is no event."""
        if text.strip():
            log.debug(text.strip())

    def flush(self) -> None:
        """Nothing is held back."""


class Line:
    """A client's socket that sends frames whole: one send of gevent's may stop in the middle of a big one."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._turn = RLock()
        self.recv = raw.recv
        self.close = raw.close

    def send(self, data: bytes) -> int:
        """Send all of it, or end the line."""
        with self._turn:
            try:
                sent = self._at_once(data)
                if sent < len(data):
                    with Timeout(SEND_PATIENCE, TimeoutError()):
                        self._raw.sendall(data[sent:])
            except OSError:
                self.drop()
                raise
        return len(data)

    def _at_once(self, data: bytes) -> int:
        try:
            return int(self._raw._sock.send(data))
        except BlockingIOError:
            return 0

    def drop(self) -> None:
        """End the line; whoever reads or writes on it finds out."""
        with suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)


class _Server(simple_websocket.Server):  # type: ignore[misc]
    """simple-websocket's server on a `Line`, that reads no faster than it is answered."""

    @property
    def sock(self) -> Line:
        return self._line

    @sock.setter
    def sock(self, raw: Any) -> None:
        self._line = Line(raw)

    def _thread(self) -> None:
        try:
            super()._thread()
        finally:  # whatever ended it, whoever waits for a message is told
            self.connected = False
            self.event.set()

    def _handle_events(self) -> bool:
        began = self.connected  # not yet, while it shakes hands
        keep_going: bool = super()._handle_events()
        while keep_going and self.connected and len(self.input_buffer) > WAITING_MOST:
            sleep(0.02)
        return keep_going and (self.connected or not began)


class WebSocket(WebSocketWSGI):  # type: ignore[misc]
    """What engine.io sees of a WebSocket. One that speaks nonsense has hung up: engine.io would raise."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Shake hands, and serve until the end."""
        try:
            self.ws = _Server(environ, max_message_size=BIGGEST, **self.server_args)
        except (ProtocolError, simple_websocket.ConnectionError, OSError):
            start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        line = getattr(self.app, "__self__", None)
        if line is not None:
            line.drop = self.ws.sock.drop
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
