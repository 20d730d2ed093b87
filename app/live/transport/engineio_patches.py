"""What stands in the place of engine.io's own: handlers without a request, bounded lines, one frame a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engineio.packet import MESSAGE
from flask_socketio import SocketIO
from gevent import spawn

from app import metrics
from app.live.transport.broadcast_manager import frame, wrote
from app.live.transport.claims import NAMESPACE, Claims, drop
from app.live.transport.engine_socket import READABLE, pings_without_waiting
from app.live.transport.server import WebSocket
from app.logs import logger

log = logger(__name__)

BACKLOG = 1_000_000
"""Characters that may wait for a client that does not read."""

BACKLOG_PACKETS = 2000
"""Packets that may wait for it."""


def attach(socketio: SocketIO, handlers: Mapping[str, Callable[..., Any]], claims: Claims) -> None:
    """Register the hot handlers, by event, on the server itself: no request context, in the order they come."""
    for name, handler in handlers.items():
        socketio.server.on(name, handler, namespace=NAMESPACE)
    eio = socketio.server.eio
    eio.on("connect", claims.opening(pings_without_waiting(eio.handlers["connect"], eio)))
    letting_in = forgetful(eio.handlers["message"], socketio.server.environ)
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
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ConnectionError) as error:
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
        # An answer: no greenlet has to wake to write it. What the line itself keeps is bounded there: see line.py.
        if packet.packet_type == MESSAGE and not packet.binary:
            framed = frame(packet.encode().encode())
            metrics.delivered(1, len(framed))
            if wrote(line, framed):
                return None
        return send_packet(sid, packet)

    return send


def _is_behind(queue: Any) -> bool:
    waiting = queue.qsize()
    if waiting < 2:  # noqa: PLR2004 - the usual case costs nothing
        return False
    return waiting > BACKLOG_PACKETS or sum(len(p.data or "") for p in queue.queue if p is not None) > BACKLOG
