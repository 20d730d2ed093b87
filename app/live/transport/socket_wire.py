"""What the rooms send over: Socket.IO's groups, and the lines behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_socketio import SocketIO

NAMESPACE = "/"

MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ConnectionError)
"""What the libraries, and ours, raise at a packet that no page sends."""


class SocketWire:
    """The wire of the rooms over Socket.IO, by what any release of it offers. Until a server is at work it is silent.

    How a line ends, and how several messages go out together, is said by whoever knows what the lines are.
    """

    def __init__(self, socketio: SocketIO) -> None:
        self.server = socketio.server

    def attach(self, handlers: Mapping[str, Callable[..., Any]]) -> None:
        """Register the hot handlers, by event, on the server itself: no request context, in the order they come."""
        for name, handler in handlers.items():
            self.server.on(name, handler, namespace=NAMESPACE)

    def emit(self, event: str, data: dict[str, Any], to: str) -> None:
        """Send to a group."""
        self.server.emit(event, data, to=to, namespace=NAMESPACE)

    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None:
        """Send several, each to its group."""
        for data, to in told:
            self.emit(event, data, to)

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group."""
        self.server.enter_room(sid, group, namespace=NAMESPACE)

    def leave(self, sid: str, group: str) -> None:
        """Take it out."""
        self.server.leave_room(sid, group, namespace=NAMESPACE)

    def polls(self, sid: str) -> bool:
        """Whether a connection has only polling."""
        return self.server.transport(sid, NAMESPACE) == "polling"  # type: ignore[no-any-return]

    def line_of(self, sid: str) -> str | None:
        """The line, as engine.io names it, that a connection is on."""
        return self.server.manager.eio_sid_from_sid(sid, NAMESPACE)  # type: ignore[no-any-return]

    def cut(self, sid: str) -> None:
        """End a connection, and its line with it: whoever is told to go could go on speaking."""
        line = self.line_of(sid)
        self.server.disconnect(sid, namespace=NAMESPACE)
        if line is not None:
            self.end(line)

    def end(self, line: str) -> None:
        """End a line once what it is told is written."""
        raise NotImplementedError

    def hang_up(self, sid: str) -> None:
        """Break a connection's line, as a network would: its page comes back by itself."""
        raise NotImplementedError

    def wait_until_read(self, seconds: float) -> None:
        """Acknowledgements wait for slow readers, for so long at most."""
        raise NotImplementedError

    def close(self) -> None:
        """End all lines the way after which their pages come back: not by Socket.IO's own disconnect."""
        raise NotImplementedError
