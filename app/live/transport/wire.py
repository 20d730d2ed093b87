"""What the rooms send over: Socket.IO's groups, and the lines behind them."""

from __future__ import annotations

from typing import Any

from flask_socketio import SocketIO
from gevent import spawn

from app.live.transport.claims import NAMESPACE, Claims, drop


class SocketWire:
    """The wire of the rooms over Socket.IO. Until a server is at work it carries nothing."""

    def __init__(self, socketio: SocketIO, claims: Claims) -> None:
        self.socketio = socketio
        self.claims = claims

    def emit(self, event: str, data: dict[str, Any], to: str) -> None:
        """Send to a group; python-socketio encodes the packet once for all of it."""
        self.socketio.server.emit(event, data, to=to, namespace=NAMESPACE)

    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None:
        """Send several, each to its group, in one write a page."""
        self.socketio.server.manager.emit_all(event, told, NAMESPACE)

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group."""
        self.socketio.server.enter_room(sid, group, namespace=NAMESPACE)

    def leave(self, sid: str, group: str) -> None:
        """Take it out."""
        self.socketio.server.leave_room(sid, group, namespace=NAMESPACE)

    def polls(self, sid: str) -> bool:
        """Whether a connection has only polling."""
        return self.socketio.server.transport(sid, NAMESPACE) == "polling"  # type: ignore[no-any-return]

    def cut(self, sid: str) -> None:
        """End a connection, and its line with it: whoever is told to go could go on speaking."""
        line = self.socketio.server.manager.eio_sid_from_sid(sid, NAMESPACE)
        self.socketio.server.disconnect(sid, namespace=NAMESPACE)
        if line is not None:
            self.claims.end(line)

    def hang_up(self, sid: str) -> None:
        """Break its line."""
        eio = self.socketio.server.eio
        line = eio.sockets.get(self.socketio.server.manager.eio_sid_from_sid(sid, NAMESPACE))
        if line is not None:
            spawn(drop, line, eio.reason.TRANSPORT_ERROR)
