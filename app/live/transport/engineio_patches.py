"""What stands in the place of engine.io's own: handlers without a request, bounded lines, one frame a group."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Any

from engineio.packet import MESSAGE
from flask_socketio import SocketIO
from gevent import sleep, spawn

from app import metrics
from app.live.transport.claims import Claims, drop
from app.live.transport.door import Door
from app.live.transport.each_frame_once import frame, try_write
from app.live.transport.engine_socket import READABLE, WebSocket, pings_without_waiting
from app.live.transport.socket_wire import MALFORMED, NAMESPACE, SocketWire
from app.logs import logger

log = logger(__name__)

BACKLOG = 1_000_000
"""Characters that may wait for a client that does not read."""

BACKLOG_PACKETS = 2000
"""Packets that may wait for it."""

LOOKS = 0.05
"""Seconds between two looks at what slow readers have not read."""

RESTARTS = struct.pack("!BBH", 0x88, 2, 1012)
"""A WebSocket's close frame: "service restart" (RFC 6455, 5.5.1, and its registry of codes)."""


class PatchedWire(SocketWire):
    """The wire over lines of our own."""

    def __init__(self, socketio: SocketIO, door: Door) -> None:
        super().__init__(socketio)
        self.eio = self.server.eio
        self.claims = Claims(socketio, door)

    def attach(self, handlers: Mapping[str, Callable[..., Any]]) -> None:
        """Register the hot handlers, and put ours in engine.io's place."""
        super().attach(handlers)
        attach(self.eio, self.server.environ, self.claims)

    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None:
        """Send several, each to its group, in one write a page."""
        self.server.manager.emit_all(event, told, NAMESPACE)

    def end(self, line: str) -> None:
        """End a line once what it is told is written."""
        self.claims.end(line)

    def hang_up(self, sid: str) -> None:
        """Break its line."""
        line = self.eio.sockets.get(self.line_of(sid))
        if line is not None:
            spawn(drop, line, self.eio.reason.TRANSPORT_ERROR)

    def wait_until_read(self, seconds: float) -> None:
        """Until nothing waits in any line."""
        for _ in range(int(seconds / LOOKS)):
            sleep(LOOKS)
            if not any(map(_waits, list(self.eio.sockets.values()))):
                return

    def close(self) -> None:
        """End all lines: who is on a WebSocket is told that the service restarts."""
        for one in list(self.eio.sockets.values()):
            _farewell(one, self.eio.reason.SERVER_DISCONNECT)


def attach(eio: Any, environs: dict[str, Any], claims: Claims) -> None:
    """Put what is ours in the place of engine.io's; `environs` are the requests that Socket.IO keeps."""
    eio.on("connect", claims.opening(pings_without_waiting(eio.handlers["connect"], eio)))
    letting_in = forgetful(eio.handlers["message"], environs)
    eio.on("message", guarded(claims.one_page(letting_in), eio))
    eio.send_packet = bounded(eio.send_packet, eio)
    # A copy: the drivers' own table is everybody's.
    eio._async = {**eio._async, "websocket": WebSocket}


def forgetful(handler: Callable[[str, Any], Any], environs: dict[str, Any]) -> Callable[[str, Any], Any]:
    """Once a page has said "connect", which it does once, its request is let go."""

    def on_message(sid: str, data: Any) -> Any:
        handler(sid, data)
        if data.startswith("0") and sid in environs:
            environs[sid] = {}

    return on_message


def guarded(handler: Callable[[str, Any], Any], eio: Any) -> Callable[[str, Any], Any]:
    """A packet that cannot be read ends its connection, in one line of the log and without a traceback."""

    def on_message(sid: str, data: Any) -> Any:
        try:
            if not isinstance(data, str) or not f"4{data[:1]}".startswith(READABLE):
                raise ValueError("no packet of a page")
            return handler(sid, data)
        except MALFORMED as error:
            log.warning("a malformed packet ended a connection", kind=type(error).__name__)
            if sid in eio.sockets:
                # Not eio.disconnect: it waits until the client has read all that it was sent.
                eio.sockets[sid].close(wait=False, reason=eio.reason.SERVER_DISCONNECT)
            return None

    return on_message


def bounded(send_packet: Callable[[str, Any], Any], eio: Any) -> Callable[[str, Any], Any]:
    """A client that does not read is cut, not kept in memory; it comes back to the last broadcast."""

    def send(sid: str, packet: Any) -> Any:
        line = eio.sockets.get(sid)
        if line is not None and not line.closed and _is_behind(line.queue):
            log.warning("a connection was cut: it does not read what it is sent")
            metrics.CUTS.inc()
            spawn(drop, line, eio.reason.TRANSPORT_ERROR)  # who sends is in the middle of a broadcast
            return None
        # An answer: no greenlet has to wake to write it. What the line itself keeps is bounded there: see writer.py.
        if packet.packet_type == MESSAGE and not packet.binary:
            framed = frame(packet.encode().encode())
            metrics.delivered(1, len(framed))
            if try_write(line, framed):
                return None
        return send_packet(sid, packet)

    return send


def _is_behind(queue: Any) -> bool:
    waiting = queue.qsize()
    if waiting < 2:  # noqa: PLR2004 - the usual case costs nothing
        return False
    return waiting > BACKLOG_PACKETS or sum(len(p.data or "") for p in queue.queue if p is not None) > BACKLOG


def _waits(one: Any) -> bool:
    line = getattr(one, "line", None)
    return not one.closed and ((line is not None and line.size > 0) or not one.queue.empty())


def _farewell(one: Any, reason: str) -> None:
    line = getattr(one, "line", None)
    if line is None:
        one.close(wait=False, reason=reason)  # a page that polls: its request is answered
        return
    try:
        line.end(RESTARTS)
    except OSError:
        line.cut()
