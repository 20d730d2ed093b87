"""What carries messages to pages, and the groups of one room on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

Message = dict[str, Any]

SIMULATED = "~"
"""What the page of a simulated person is called by begins with it: no sid of Socket.IO does."""


class Wire(Protocol):
    """What carries messages to pages: Socket.IO, or a list in a test."""

    def emit(self, event: str, data: Message, to: str) -> None:
        """Send to every connection in the group `to`."""

    def emit_all(self, event: str, told: list[tuple[Message, str]]) -> None:
        """Send one after the other, each to its group."""

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group."""

    def leave(self, sid: str, group: str) -> None:
        """Take a connection out of a group."""

    def polls(self, sid: str) -> bool:
        """Whether a connection has only polling."""

    def cut(self, sid: str) -> None:
        """End a connection."""

    def hang_up(self, sid: str) -> None:
        """Break a connection's line, as a network would: its page comes back by itself."""


class RoomWire:
    """A room's part of the wire: its groups are nobody else's."""

    def __init__(self, workshop_id: str, carrier: Wire) -> None:
        self.workshop_id = workshop_id
        self.carrier = carrier

    def _is_real(self, sid: str) -> bool:
        """Whether there is a line behind a page: simulated people have none, and read their page where it is drawn."""
        return not sid.startswith(SIMULATED)

    def _group(self, name: str) -> str:
        return f"{self.workshop_id}|{name}"

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group of the room."""
        if self._is_real(sid):
            self.carrier.enter(sid, self._group(group))

    def leave(self, sid: str, group: str) -> None:
        """Take a connection out of it."""
        if self._is_real(sid):
            self.carrier.leave(sid, self._group(group))

    def cut(self, sid: str) -> None:
        """End a connection."""
        if self._is_real(sid):
            self.carrier.cut(sid)

    def hang_up(self, sid: str) -> None:
        """Break a connection's line: its page comes back by itself."""
        if self._is_real(sid):
            self.carrier.hang_up(sid)

    def send(self, event: str, data: Message, sid: str) -> None:
        """Send to one page."""
        if self._is_real(sid):
            self.carrier.emit(event, data, sid)

    def emit(self, event: str, data: Message, group: str) -> None:
        """Send to a group."""
        self.carrier.emit(event, data, self._group(group))

    def emit_each(self, event: str, messages: Iterable[tuple[Message, str]]) -> None:
        """Send one after the other, each to its group; nobody else has their turn in between."""
        self.carrier.emit_all(event, [(message, self._group(group)) for message, group in messages])

    def tell_all(self, event: str, data: Message) -> None:
        """Say something to every page of the workshop."""
        self.emit(event, data, EVERYBODY)


EVERYBODY = "all"
"""The group of all pages of a room."""
