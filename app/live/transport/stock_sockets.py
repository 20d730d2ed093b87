"""The stock python-socketio and python-engineio, with nothing of them replaced (STOCK_SOCKETS=1).

What bounds a line stands outside of them: at the door, in the socket that they are given, and in what pages may ask.
What that leaves open is said in docs/operating.md.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask_socketio import SocketIO
from gevent import Greenlet, Timeout, getcurrent, sleep, spawn, spawn_later

from app import metrics
from app.live.transport import rate_limit
from app.live.transport.door import BROWSER, PLACE, SOCKET, Door, refuse
from app.live.transport.rate_limit import TokenBucket, Waiting
from app.live.transport.socket_wire import MALFORMED, SocketWire
from app.logs import logger

log = logger(__name__)

OPENED = "beffroi.opened"
"""Where a request that opens a line holds what is known of it; the library keeps the request."""

GIVEN = "werkzeug.socket"
"""Where simple-websocket looks first for the socket that a web server gives it."""

READ_WITHIN = 0.3
"""Seconds that what was sent last takes to be written: the library does not say when it is."""

A_MS = 0.001
"""Seconds of the library's reading that cost as much as a packet."""

NO_HANDSHAKE = "This is no handshake of a WebSocket."


@dataclass(eq=False)
class Opened:
    """A line as it is seen from outside the library."""

    socket: Any = None
    """Its own, once it is a WebSocket."""
    reader: Greenlet | None = None
    """Who serves it then."""
    pace: TokenBucket = field(default_factory=lambda: TokenBucket(rate_limit.PACKETS))
    is_over: bool = False

    def hang_up(self, why: str) -> None:
        """Break it off: a page that polls is answered no more."""
        self.is_over = True
        metrics.HUNG_UP[why].inc()
        if self.socket is not None:
            with suppress(OSError):  # gone already
                self.socket.shutdown(socket.SHUT_RDWR)


class Metered:
    """The socket that the library is given: what it reads is counted, and what it writes goes out whole."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.sock = opened.socket
        self._since = time.thread_time()

    def recv(self, size: int) -> bytes:
        """Read, after everybody else's turn; whoever sends more than any page does is hung up."""
        spent = time.thread_time() - self._since
        sleep(0)
        data: bytes = self.sock.recv(size)
        if data and self.opened.pace.take(1 + spent / A_MS + len(data) / rate_limit.BYTES_A_PACKET):
            self.opened.hang_up("flood")
            return b""
        self._since = time.thread_time()
        return data

    def send(self, data: bytes) -> int:
        """Write a whole frame: the library takes no notice of how much went out."""
        self.sock.sendall(data)
        return len(data)

    def close(self) -> None:
        """End it; the web server gives it back."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class Lines:
    """Stands before the library: knows the lines by their requests, and hangs up those that no page claims."""

    def __init__(self, socketio: SocketIO, door: Door) -> None:
        self.server = socketio.server
        self.inner, door.inner = door.inner, self
        door.may_ask, door.is_harmed_by = self.may_ask, self.refused
        self._strangers = Waiting(rate_limit.UNCLAIMED_A_PLACE, rate_limit.UNCLAIMED_IN_ALL)
        self._browsers = Waiting(rate_limit.UNCLAIMED_A_BROWSER, rate_limit.LINES_A_WORKSHOP)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass a request on; that of a WebSocket lasts as long as its line."""
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self.inner(environ, start_response)
        opened = self._opened(environ)
        if environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return self.inner(environ, start_response)
        if not is_handshake(environ):
            return refuse("400 Bad Request", NO_HANDSHAKE, start_response)
        opened.socket, opened.reader = environ[SOCKET], getcurrent()
        environ[GIVEN] = Metered(opened)
        with suppress(ConnectionError):  # with which the library leaves, where it was given a socket so
            return self._serve(opened, environ, start_response)
        return []

    def _serve(self, opened: Opened, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return self.inner(environ, start_response)
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - wsproto's, and whatever a release raises: one line, and no traceback
            log.warning("a malformed packet ended a connection", kind=type(error).__name__)
            opened.hang_up("refused")
            return []

    def _opened(self, environ: dict[str, Any]) -> Opened:
        """The line that a request is of: one that it opens, where the door has just let it in, or an open one."""
        if PLACE in environ:
            opened = environ[OPENED] = Opened()
            self._comes(opened, environ[PLACE], environ[BROWSER])
            return opened
        line = environ.get("QUERY_STRING", "").partition("sid=")[2].partition("&")[0]
        return self.of(line) or Opened()

    def of(self, line: str) -> Opened | None:
        """A line, by its name."""
        opened: Opened | None = self.server.environ.get(line, {}).get(OPENED)
        return opened

    def may_ask(self, line: str) -> bool:
        """Whether a page that polls may ask once more."""
        opened = self.of(line)
        return opened is None or not (opened.is_over or opened.pace.take())

    def claim(self, line: str) -> None:
        """A page was let in on a line."""
        opened = self.of(line)
        if opened is not None:
            self._forget(opened)

    def refused(self, environ: dict[str, Any]) -> None:
        """Whoever opened a line so was let in nowhere: they have a moment to read why, and others their turn."""
        opened = environ.get(OPENED)
        if opened is not None:
            spawn_later(rate_limit.FAREWELL, self._look_at, opened, "refused")
            sleep(0)

    def _comes(self, opened: Opened, place: str, browser: str) -> None:
        waiting, whose = (self._browsers, browser) if browser else (self._strangers, place)
        gone = waiting.add(opened, whose, rate_limit.CLAIM_WITHIN)
        if isinstance(gone, Opened):
            end_unclaimed(gone, "unclaimed")
        spawn_later(rate_limit.CLAIM_WITHIN, self._look_at, opened, "unclaimed")

    def _look_at(self, opened: Opened, why: str) -> None:
        if self._forget(opened):
            end_unclaimed(opened, why)

    def _forget(self, opened: Opened) -> bool:
        """Whether it was waiting until now."""
        return self._strangers.forget(opened) or self._browsers.forget(opened)


def end_unclaimed(opened: Opened, why: str) -> None:
    """Break a line off on which nobody was let in, whatever it has said that was not looked at."""
    opened.hang_up(why)
    if opened.reader is not None:
        opened.reader.kill(block=False)


def is_handshake(environ: dict[str, Any]) -> bool:
    """Whether a request to become a WebSocket is one that the library can answer."""
    return bool(environ.get("HTTP_SEC_WEBSOCKET_KEY")) and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"


class StockWire(SocketWire):
    """The wire over the library as it comes."""

    def __init__(self, socketio: SocketIO, door: Door) -> None:
        super().__init__(socketio)
        self.eio = self.server.eio
        self.lines = Lines(socketio, door)

    def attach(self, handlers: Mapping[str, Callable[..., Any]]) -> None:
        """Register the hot handlers. The library would pass over what goes wrong in them without a word."""
        super().attach({name: loud(handler) for name, handler in handlers.items()})

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group; the first one is what it was let in for."""
        super().enter(sid, group)
        self.lines.claim(self.line_of(sid) or "")

    def end(self, line: str) -> None:
        """End a line once what it is told is written; whoever does not read it is cut."""
        spawn(self._end, line)

    def _end(self, line: str) -> None:
        opened = self.lines.of(line)
        with Timeout(rate_limit.FAREWELL, False):
            self.eio.disconnect(line)
        if opened is not None:
            opened.hang_up("refused")

    def hang_up(self, sid: str) -> None:
        """Break its line: engine.io's own end of it, after which a page comes back."""
        line = self.line_of(sid)
        if line is not None:
            self.end(line)

    def wait_until_read(self, seconds: float) -> None:
        """For a moment: the library does not say what it has written."""
        sleep(min(seconds, READ_WITHIN))

    def close(self) -> None:
        """End all lines."""
        for line in list(self.eio.sockets):
            self.end(line)


def loud(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The same handler, whose faults are told in the log."""

    @wraps(handler)
    def handle(*said: Any) -> Any:
        try:
            return handler(*said)
        except MALFORMED as error:
            log.warning("a malformed packet was passed over", kind=type(error).__name__)
            raise
        except Exception:
            log.exception("a message could not be taken")
            raise

    return handle
