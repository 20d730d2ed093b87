"""A line is for a page: one that is let in soon, says nothing in haste, and takes the line along when it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engineio.packet import Packet
from flask_socketio import SocketIO
from gevent import sleep, spawn
from socketio.packet import CONNECT_ERROR

from app import metrics
from app.live.transport import rate_limit
from app.live.transport.door import BROWSER, PLACE, Door
from app.live.transport.rate_limit import Seldom, TokenBucket, Waiting
from app.live.transport.socket_wire import NAMESPACE
from app.logs import logger

log = logger(__name__)

LOOKS = 0.5
"""Seconds between two looks at who is overdue."""

NOWHERE_IN = {"message": "not open to you"}
"""What a page is told that no workshop is open to."""

Handler = Callable[[str, Any], Any]


class Claims:
    """The lines of this process: which of them no page has claimed, and what each may still send."""

    def __init__(self, socketio: SocketIO, door: Door) -> None:
        self.server, self.eio = socketio.server, socketio.server.eio
        self.door = door
        door.may_ask = self.may_ask
        self._strangers = Waiting(rate_limit.UNCLAIMED_A_PLACE, rate_limit.UNCLAIMED_IN_ALL)
        self._browsers = Waiting(rate_limit.UNCLAIMED_A_BROWSER, rate_limit.LINES_A_WORKSHOP)
        self._leaving = Waiting(rate_limit.LINES_A_WORKSHOP, rate_limit.LINES_A_WORKSHOP)
        self._lists = (self._strangers, self._browsers, self._leaving)
        self._seldom = Seldom()
        self._is_looking = False

    # --- what engine.io tells ----------------------------------------------------------------------

    def opening(self, connected: Handler) -> Handler:
        """The handler of engine.io's "connect": from then on the line's time runs, and its budget."""

        def on_connect(sid: str, environ: dict[str, Any]) -> Any:
            socket = self.eio.sockets[sid]
            socket.came = {name: environ.get(name, "") for name in (PLACE, BROWSER)}
            socket.pace = TokenBucket(rate_limit.PACKETS)
            socket.receive = self._paced(socket, socket.receive)
            gone = self._wait(sid, rate_limit.CLAIM_WITHIN)
            if gone is not None:
                self._hang_up(str(gone), "unclaimed")
            return connected(sid, environ)

        return on_connect

    def one_page(self, handler: Handler) -> Handler:
        """The handler of engine.io's "message": the first one lets a page in, or ends the line; so does its leaving."""

        def on_message(sid: str, data: str) -> Any:
            if sid in self._leaving:
                return self._hang_up(sid, "refused")
            if data[:1] == "0":
                return self._arrive(sid, data, handler)
            if self._forget(sid):  # it speaks before it was let in
                return self._hang_up(sid, "unclaimed")
            handler(sid, data)
            if data[:1] == "1":
                self.end(sid)
            return None

        return on_message

    def _arrive(self, sid: str, data: str, handler: Handler) -> None:
        """A page asks to be let in. It does so once: whoever is refused is told so, and their line ends."""
        is_first = self._forget(sid)
        came = getattr(self.eio.sockets.get(sid), "came", {})
        if is_first and came.get(BROWSER):
            handler(sid, data)
        elif is_first:  # without a cookie there is nothing to look up
            refusal = self.server.packet_class(CONNECT_ERROR, data=NOWHERE_IN, namespace=NAMESPACE)
            self.server._send_packet(sid, refusal)
        if not is_first or not self._is_in(sid):
            metrics.HUNG_UP["refused"].inc()
            self.end(sid)

    def _is_in(self, sid: str) -> bool:
        manager = self.server.manager
        return bool(manager.is_connected(manager.sid_from_eio_sid(sid, NAMESPACE), NAMESPACE))

    # --- the end of a line ---------------------------------------------------------------------------

    def end(self, sid: str) -> None:
        """End a line once what it is told is written; a page that polls has a moment to fetch it."""
        socket = self.eio.sockets.get(sid)
        if socket is None or socket.closed:
            return
        if hasattr(socket, "line"):
            socket.close(wait=False, reason=self.eio.reason.SERVER_DISCONNECT)
        else:
            self._leaving.add(sid, "", rate_limit.FAREWELL)
            self._look()

    def _hang_up(self, sid: str, why: str) -> None:
        """Break a line off, whatever it holds."""
        metrics.HUNG_UP[why].inc()
        if times := self._seldom.times(why):
            log.info("lines were hung up", why=why, times=times)
        socket = self.eio.sockets.get(sid)
        if socket is not None:
            drop(socket, self.eio.reason.SERVER_DISCONNECT)

    def _paced(self, socket: Any, receive: Callable[[Packet], None]) -> Callable[[Packet], None]:
        """What engine.io takes a packet with, of whatever kind, within the budget of its line."""

        def within_budget(packet: Packet) -> None:
            size = len(packet.data) if isinstance(packet.data, str | bytes) else 0
            if socket.pace.take(1 + size / rate_limit.BYTES_A_PACKET):
                self.flooded(socket)
            else:
                receive(packet)

        return within_budget

    def may_ask(self, sid: str) -> bool:
        """Whether a page that polls may ask once more: a request costs as a packet does."""
        socket = self.eio.sockets.get(sid)
        if socket is not None and socket.pace.take():
            self.flooded(socket)
            return False
        return True

    def flooded(self, socket: Any) -> None:
        """A line sent more than any page does."""
        if not socket.closed:
            self.door.was_harmed(socket.came)
            self._hang_up(socket.sid, "flood")

    # --- whose time runs -------------------------------------------------------------------------------

    def _wait(self, sid: str, seconds: float) -> object | None:
        came = self.eio.sockets[sid].came
        self._look()
        if came[BROWSER]:
            return self._browsers.add(sid, came[BROWSER], seconds)
        return self._strangers.add(sid, came[PLACE], seconds)

    def _forget(self, sid: str) -> bool:
        return self._strangers.forget(sid) or self._browsers.forget(sid)

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            spawn(self._hang_up_overdue)

    def _hang_up_overdue(self) -> None:
        """As long as anybody's time runs."""
        while any(self._lists):
            sleep(LOOKS)
            for overdue in self._lists:
                for sid in overdue.overdue():
                    self._hang_up(str(sid), "refused" if overdue is self._leaving else "unclaimed")
        self._is_looking = False


def drop(line: Any, reason: str) -> None:
    """Break an engine.io socket off, whatever still waits in it."""
    while not line.queue.empty():
        line.queue.get()
    line.close(wait=False, abort=True, reason=reason)
    if hasattr(line, "line"):
        line.line.cut()
