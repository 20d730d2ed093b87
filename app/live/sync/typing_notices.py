"""Telling those who have a sheet before them who is writing where on it."""

from __future__ import annotations

from app.live.state.typing import Pen, Writing
from app.live.sync.wire import RoomWire


def sheet_group(activity: str, scope: str) -> str:
    """The group of those who have a sheet before them."""
    return f"{activity}@{scope}/pens"


class TypingNotices:
    """The pens of a room, as they are told."""

    def __init__(self, wire: RoomWire) -> None:
        self.wire = wire
        self.writing = Writing()

    def put(self, sid: str, pen: Pen) -> None:
        """Somebody begins to write in a field of the sheet before them."""
        self._put(sid, pen)

    def lift(self, sid: str) -> None:
        """Somebody ends."""
        self._put(sid, None)

    def _put(self, sid: str, pen: Pen | None) -> None:
        for activity, scope in self.writing.put(sid, pen):
            message = {"activity": activity, "scope": scope, "fields": self.of(activity, scope)}
            self.wire.emit("at", message, sheet_group(activity, scope))

    def of(self, activity: str, scope: str) -> dict[str, list[str]]:
        """Who is at which field of a sheet."""
        return self.writing.told(activity, scope)
