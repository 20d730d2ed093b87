"""The web server: gevent's, with what WebSocket over it needs."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from gevent import Greenlet, sleep, spawn
from gevent.pywsgi import Input, WSGIHandler, WSGIServer

from app.live.transport.callers import TAKEN_WITHIN, Callers, files
from app.live.transport.door import FULL, SOCKET

BACKLOG = 1024

LOOKS = 1.0
"""Seconds between two looks at who is overdue."""

NONE_LEFT = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
"""How the system says that no connection can be taken just now, and seconds after which it is asked again."""
PAUSE = 0.1

UNREAD_MOST = 2_000_000
"""Bytes of a body that nobody wanted, read to use the connection again; it is closed where there are more."""

log = logging.getLogger("server")


class Body(Input):  # type: ignore[misc]
    """The body of a request; it tells when all of it has come."""

    __slots__ = ("_arrived",)

    def __init__(self, of: Input, arrived: Callable[[], None]) -> None:
        super().__init__(of.rfile, of.content_length, of.socket, of.chunked_input)
        self._arrived = arrived

    def _do_read(self, length: int | None = None, use_readline: bool = False) -> bytes:
        read: bytes = super()._do_read(length, use_readline)
        if self.position >= self.content_length:
            self._arrived()
        return read

    @property
    def is_left(self) -> bool:
        """Whether there is more of it than is worth reading."""
        return not self.chunked_input and (self.content_length or 0) - self.position > UNREAD_MOST

    def _discard(self) -> None:
        if not self.is_left:
            super()._discard()


class Handler(WSGIHandler):
    """A connection. One that became a WebSocket goes on without its handler: what follows is no HTTP."""

    socket: Any
    wsgi_input: Any

    def handle(self) -> None:
        """Serve the requests of a connection; an answer leaves at once, head and body are two writes."""
        with suppress(OSError):  # no TCP, or gone already
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(TAKEN_WITHIN)
        self.callers.comes(self)
        super().handle()

    @property
    def callers(self) -> Callers:
        """Who waits."""
        found: Callers = self.server.callers
        return found

    def handle_one_request(self) -> Any:
        """Serve one; from the end of its answer on the connection is idle."""
        try:
            answer = super().handle_one_request()
        finally:
            self.callers.goes(self)
        if answer is True:
            self.callers.rests(self)
        return answer

    def read_requestline(self) -> str:
        """Read the first line; from its first byte on the whole head has to come within its time."""
        if self not in self.callers.silent and self.rfile.peek(1):
            self.callers.comes(self)
        return str(super().read_requestline())

    def get_environ(self) -> dict[str, Any]:
        """The head is there; a body has its own time."""
        environ: dict[str, Any] = super().get_environ()
        size = None if self.wsgi_input.chunked_input else self.content_length or 0
        self.callers.asked(self, size)
        if environ["wsgi.input"] is self.wsgi_input and size != 0:
            environ["wsgi.input"] = self.wsgi_input = Body(self.wsgi_input, lambda: self.callers.gave_all(self))
        if self.callers.is_full:
            environ[FULL] = "1"
        return environ

    def handle_error(self, kind: Any, error: Any, trace: Any) -> None:
        """Whoever takes their answer too slowly, or sends too slowly, is no fault of ours."""
        if issubclass(kind, TimeoutError):
            self.close_connection = True
        else:
            super().handle_error(kind, error, trace)

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
            self.environ[SOCKET] = self.socket
        super().run_application()
        if isinstance(self.wsgi_input, Body) and self.wsgi_input.is_left:
            self.close_connection = True
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


class Server(WSGIServer):  # type: ignore[misc]
    """gevent's, which knows who waits, and keeps some files for whoever asks next."""

    max_accept = 16
    """Connections taken between two looks at everything else."""

    _looking: Greenlet | None = None

    def start(self) -> None:
        """Begin to take connections, and to look after them."""
        super().start()
        self.callers = Callers(files(), own=self.socket.fileno() + 1)
        self._looking = spawn(self._look)

    def close(self) -> None:
        """Take no more."""
        super().close()
        if self._looking is not None:
            self._looking.kill(block=False)

    def _look(self) -> None:
        while True:
            sleep(LOOKS)
            self.callers.hang_up_overdue()

    def do_read(self) -> Any:
        """Take a connection; where they get scarce, whoever has been silent longest goes for it."""
        try:
            taken = super().do_read()
        except OSError as error:
            if error.errno not in NONE_LEFT:
                raise
            self._pause(0.0 if self.callers.make_room() else PAUSE)
            return None
        if not taken:
            return None
        self.callers.open += 1
        if not self.callers.is_full:
            return taken
        self.callers.make_room()
        self.do_handle(*taken)
        self._pause(0.0)
        return None

    def do_close(self, sock: Any, *args: Any) -> None:
        """Give a connection back, however it ended."""
        self.callers.open -= 1
        super().do_close(sock, *args)

    def _pause(self, seconds: float) -> None:
        """Take nobody else until whoever was let go is gone: a burst would use up what is kept for the database.

        Where nobody can be let go, those who come wait, and nothing spins meanwhile.
        """
        self.stop_accepting()
        self._timer = self.loop.timer(seconds)
        self._timer.start(self._start_accepting_if_started)


def serve(where: tuple[str, int] | socket.socket, app: Any) -> Server:
    """A server that has not begun to answer: at an address, or on a socket that listens already."""
    backlog = BACKLOG if isinstance(where, tuple) else None  # which whoever made the socket has said
    return Server(where, app, handler_class=Handler, log=None, error_log=OneLine(), backlog=backlog)
