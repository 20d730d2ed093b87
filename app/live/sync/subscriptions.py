"""The pages of a room: who has one open, and which channels each shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.live.commands.request import SCREEN, Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.visibility import SheetView
from app.live.sync.channel import Channel
from app.live.sync.personal_parts import Own
from app.live.sync.typing_notices import TypingNotices, sheet_group
from app.live.sync.wire import EVERYBODY, RoomWire
from beffroi import PARTICIPANT


@dataclass
class Connection:
    """One open page: what it may do, in which language, and what it shows."""

    sid: str
    grant: Grant
    locale: str
    pinned: str = ""
    shows: str = ""
    asked: str = ""
    """The table whose sheet its reader chose to look at."""
    view: SheetView = field(default_factory=lambda: SheetView("", ""))
    sheet: str = ""
    """The group of those who have the same sheet before them."""
    channels: set[str] = field(default_factory=set)
    own: Own = field(default_factory=Own)
    """What the page shows as its reader's alone, and the number of the message that brought it."""
    own_n: int = 0

    @property
    def takes_part(self) -> bool:
        """Whether it shows a participant's page, somebody's own or a preview."""
        return self.grant.audience == PARTICIPANT


class Subscriptions:
    """The connections of a room, and the channels that they watch."""

    def __init__(self, wire: RoomWire, typing: TypingNotices, clock: Callable[[], int]) -> None:
        self.wire = wire
        self.typing = typing
        self.clock = clock
        self.connections: dict[str, Connection] = {}
        self.channels: dict[str, tuple[ChannelKey, Channel]] = {}
        self.seen: dict[str, int] = {}
        """When the last page of each screen was gone, in milliseconds since 1970; by its `who`."""
        self.by_who: dict[str, set[str]] = defaultdict(set)

    # --- coming and going ------------------------------------------------------------------

    def arrive(self, connection: Connection) -> None:
        """A page is connected; it shows nothing yet."""
        self.connections[connection.sid] = connection
        self.by_who[connection.grant.who].add(connection.sid)
        self.wire.enter(connection.sid, EVERYBODY)

    def depart(self, sid: str) -> Connection | None:
        """A page is gone; who joined stays joined. Returns what it was."""
        connection = self.connections.pop(sid, None)
        if connection is None:
            return None
        self._leave_sheet(connection)
        self.by_who[connection.grant.who].discard(sid)
        if not self.by_who[connection.grant.who]:
            del self.by_who[connection.grant.who]
            if connection.grant.role == SCREEN:
                self.seen[connection.grant.who] = self.clock()
        for name in connection.channels:
            self._unwatch(sid, name)
        return connection

    def is_open(self, who: str) -> bool:
        """Whether somebody, or a screen, has a page open."""
        return who in self.by_who

    def cut(self, whos: Iterable[str]) -> None:
        """End the connections of a grant that was revoked."""
        for who in whos:
            for sid in list(self.by_who.get(who, ())):
                self.wire.cut(sid)

    def hang_up(self, whose: Callable[[Grant], bool]) -> None:
        """Break the lines of pages whose grant is no longer what it was: they come back with another, or not."""
        for sid, connection in list(self.connections.items()):
            if whose(connection.grant):
                self.wire.hang_up(sid)

    # --- watching --------------------------------------------------------------------------

    def watch(self, connection: Connection, activity: str, pinned: str, names: set[str]) -> None:
        """A page shows these channels from now on, and its view's sheet of an activity."""
        for gone in connection.channels - names:
            self._unwatch(connection.sid, gone)
        for name in names - connection.channels:
            self.wire.enter(connection.sid, name)
            self.channels[name][1].watchers.add(connection.sid)
        sheet = sheet_group(activity, connection.view.scope)
        if connection.sheet != sheet:
            self._leave_sheet(connection)
            connection.sheet = sheet
            self.wire.enter(connection.sid, sheet)
        connection.channels, connection.shows, connection.pinned = names, activity, pinned

    def _unwatch(self, sid: str, name: str) -> None:
        self.wire.leave(sid, name)
        if name in self.channels:
            self.channels[name][1].watchers.discard(sid)

    def _leave_sheet(self, connection: Connection) -> None:
        """What somebody wrote in is no longer before them: their pen is lifted."""
        if connection.sheet:
            self.wire.leave(connection.sid, connection.sheet)
            self.typing.lift(connection.sid)

    def is_watched(self, name: str) -> bool:
        """Whether somebody's page shows a channel."""
        return bool(self.channels[name][1].watchers)

    def drop_unwatched(self) -> None:
        """Let the channels go that nobody shows."""
        self.channels = {name: one for name, one in self.channels.items() if one[1].watchers}

    def showing(self, activity: str, scope: str | None = None) -> list[str]:
        """Who takes part and has an activity before them: one of its sheets, or any."""
        shown = (one for one in self.connections.values() if one.shows == activity and one.takes_part)
        return [one.grant.who for one in shown if scope is None or one.view.scope == scope]
