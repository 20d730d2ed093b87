"""Who watches a room, what they show, and bringing it up to date."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from app.domain.commands.activity import Clock, Close, Hand, Open, SetStage
from app.domain.commands.agenda import Configure, Remove
from app.domain.commands.moderation import Admit, Undo
from app.domain.commands.registry import COMMANDS
from app.domain.commands.seating import DrawTables, Seat
from app.domain.log import Entry
from app.host.rendering.parts import NOTHING
from app.live.commands.cooperative import DRAWING_MOST, Slices
from app.live.commands.request import SCREEN, Grant
from app.live.rendering.renderer import BLOCKS, CORE_BLOCKS, Pages, Place
from app.live.rendering.visibility import READER, View
from app.live.state.typing import Pen, Writing
from app.live.sync.channel import Channel
from app.live.sync.own import Own
from app.store.workshops import Facts
from beffroi import FACILITATOR, PARTICIPANT, folding

WEIGHED = (Open, SetStage, Hand, Configure, Remove, Admit, Undo)
"""What may change whom the workshop speaks of, beside what facilitators do in an activity."""

SLICE = 0.005
"""Seconds of personal drawings in one turn, so that nobody else waits for them."""


class Wire(Protocol):
    """What carries messages to pages: Socket.IO, or a list in a test."""

    def emit(self, event: str, data: dict[str, Any], to: str) -> None:
        """Send to every connection in the group `to`."""

    def emit_all(self, event: str, told: list[tuple[dict[str, Any], str]]) -> None:
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
    view: View = field(default_factory=lambda: View("", ""))
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


class Audience:
    """The connections of a room and the channels they show."""

    def __init__(self, facts: Facts, pages: Pages, wire: Wire, clock: Callable[[], int]) -> None:
        self.facts = facts
        self.pages = pages
        self.wire = wire
        self.clock = clock
        self.connections: dict[str, Connection] = {}
        self.channels: dict[str, tuple[Place, Channel]] = {}
        self.writing = Writing()
        self.seen: dict[str, int] = {}
        """When the last page of each screen was gone, in milliseconds since 1970; by its `who`."""
        self._by_who: dict[str, set[str]] = defaultdict(set)
        self._stale: set[str] = set()
        self._anew: set[str] = set()
        self._owed: dict[tuple[str, str], None] = {}
        self._n = 0

    def _group(self, name: str) -> str:
        return f"{self.facts.id}|{name}"

    # --- coming and going ------------------------------------------------------------------

    def arrive(self, connection: Connection) -> None:
        """A page is connected; it shows nothing yet."""
        self.connections[connection.sid] = connection
        self._by_who[connection.grant.who].add(connection.sid)
        self.wire.enter(connection.sid, self._group("all"))

    def depart(self, sid: str) -> Connection | None:
        """A page is gone; who joined stays joined. Returns what it was."""
        connection = self.connections.pop(sid, None)
        if connection is None:
            return None
        self._leave_sheet(connection)
        self._by_who[connection.grant.who].discard(sid)
        if not self._by_who[connection.grant.who]:
            del self._by_who[connection.grant.who]
            if connection.grant.role == SCREEN:
                self.seen[connection.grant.who] = self.clock()
        for name in connection.channels:
            self._unwatch(sid, name)
        return connection

    def _unwatch(self, sid: str, name: str) -> None:
        self.wire.leave(sid, self._group(name))
        place_channel = self.channels.get(name)
        if place_channel:
            place_channel[1].watchers.discard(sid)

    def is_open(self, who: str) -> bool:
        """Whether somebody, or a screen, has a page open."""
        return who in self._by_who

    def cut(self, whos: Iterable[str]) -> None:
        """End the connections of a grant that was revoked."""
        for who in whos:
            for sid in list(self._by_who.get(who, ())):
                self.wire.cut(sid)

    def hang_up(self, whose: Callable[[Grant], bool]) -> None:
        """Break the lines of pages whose grant is no longer what it was: they come back with another, or not."""
        for sid, connection in list(self.connections.items()):
            if whose(connection.grant):
                self.wire.hang_up(sid)

    # --- what a page is told when it comes ---------------------------------------------------

    def welcome(
        self,
        grant: Grant,
        locale: str,
        pinned: str = "",
        *,
        have: object = None,
        connection: Connection | None = None,
        table: str = "",
    ) -> dict[str, Any]:
        """All that a page shows: the last broadcast of each of its channels, what is its own, the clock."""
        agenda = self.pages.record.agenda
        pinned = pinned if pinned in agenda.order else ""
        activity = pinned or agenda.now
        known = have if isinstance(have, dict) else {}
        view = self.pages.view_of(grant, activity, table)
        blocks, names = {}, set()
        for block in BLOCKS[grant.audience]:
            place = self._place(grant, locale, block, view)
            place = place if block in CORE_BLOCKS and not pinned else replace(place, activity=activity)
            channel = self._fresh(place)
            names.add(place.name)
            is_shown = channel.is_shown_by(known.get(block))
            blocks[block] = channel.place() if is_shown else channel.whole()
        if connection is not None:
            connection.asked, connection.view = table, view
            self._show(connection, activity, pinned, names)
        told: dict[str, Any] = {"activity": activity, "blocks": blocks, "clock": self.clock_now()}
        told["view"] = self.pages.lectern.told()
        told["share"] = view.share
        told["at"] = self.writing.told(activity, view.share)
        if grant.audience == PARTICIPANT:
            before = connection.own if connection else Own()
            own = self._own(grant, locale, activity, view, before)
            # What changed alone, where the page says that it shows what it was sent last.
            is_there = connection is not None and bool(before.drawing.parts) and known.get("mine") == connection.own_n
            message = own.since(before, connection.own_n) if connection and is_there else own.whole
            if message is not None:
                self._n += is_there
                told["mine"] = {"n": self._n, **message}
                if connection is not None:
                    connection.own, connection.own_n = own, self._n
        return told

    def _place(self, grant: Grant, locale: str, block: str, view: View) -> Place:
        """Which drawing of a block a page shows, whatever the activity."""
        if block == "control" and view.audience == READER:
            return Place("", block, grant.audience, locale)  # one goes on leading while one reads
        if block not in CORE_BLOCKS:
            return Place("", block, view.audience, locale, view.share)
        own = self.pages.record.agenda.seating.at.get(grant.person, "") if block == "table" else ""
        return Place("", block, grant.audience, locale, own)

    def page(self, grant: Grant, locale: str, pinned: str = "") -> dict[str, Any]:
        """As `welcome`, for a first page load: each block drawn whole, with the place it stands at."""
        told = self.welcome(grant, locale, pinned)
        for block, shown in told["blocks"].items():
            channel = self.channels[shown["channel"]][1]
            told["blocks"][block] = {**channel.place(), "html": channel.drawing.html()}
        return told

    def _fresh(self, place: Place) -> Channel:
        """The channel of a place. One that nobody watches is drawn if it is stale; else its last broadcast holds."""
        if place.name not in self.channels:
            self.channels[place.name] = (place, Channel(place.name))
            self._stale.add(place.name)
        channel = self.channels[place.name][1]
        if place.name in self._stale and not channel.watchers:
            self._redraw(place.name)
        return channel

    def _show(self, connection: Connection, activity: str, pinned: str, names: set[str]) -> None:
        for gone in connection.channels - names:
            self._unwatch(connection.sid, gone)
        for name in names - connection.channels:
            self.wire.enter(connection.sid, self._group(name))
            self.channels[name][1].watchers.add(connection.sid)
        sheet = _sheet(activity, connection.view.share)
        if connection.sheet != sheet:
            self._leave_sheet(connection)
            connection.sheet = sheet
            self.wire.enter(connection.sid, self._group(sheet))
        connection.channels, connection.shows, connection.pinned = names, activity, pinned

    def _leave_sheet(self, connection: Connection) -> None:
        """What somebody wrote in is no longer before them: their pen is lifted."""
        if connection.sheet:
            self.wire.leave(connection.sid, self._group(connection.sheet))
            self.write_at(connection, "")

    def write_at(self, connection: Connection, field: str, name: str = "") -> None:
        """Somebody begins to write in a field of the sheet before them, or ends where it is ""."""
        pen = Pen(connection.shows, connection.view.share, field, name) if field else None
        for activity, share in self.writing.put(connection.sid, pen):
            told = {"activity": activity, "share": share, "fields": self.writing.told(activity, share)}
            self.wire.emit("at", told, self._group(_sheet(activity, share)))

    def clock_now(self) -> dict[str, Any]:
        """The timer as milliseconds left, never as a time of day."""
        timer = self.pages.record.agenda.timer
        return {"left": timer.left(self.clock()), "running": timer.running, "total": timer.total_ms}

    # --- what changes ------------------------------------------------------------------------

    def follow(self, entry: Entry, asker: str) -> None:
        """Note what a committed entry makes stale, and who is owed a personal drawing."""
        is_late_or_led = entry.is_core or entry.is_late or entry.stamp.role == FACILITATOR
        self.stale("head", *(["status", "agenda", "notes", "screens", "table", "others"] if is_late_or_led else []))
        if is_late_or_led or self._is_by_table(entry.activity):
            self.stale("tables")  # how far each is
        if entry.is_core and COMMANDS[entry.name].is_about_tables:
            self._follow_tables(entry)
            return
        if entry.holds(Open, SetStage, Close):
            self.stale("people")  # whose votes may be voided
        # Not after what participants write, a hundred times a second: it is counted when a facilitator acts.
        if entry.holds(*WEIGHED) or (entry.stamp.role == FACILITATOR and not entry.is_core):
            self.stale("balance")
        if entry.activity:
            self._stale_activity(entry.activity, None if entry.is_core else entry.share)
        if not entry.is_core:
            self._owe_for(entry, asker)
            return
        if entry.holds(Clock, SetStage, Open):
            self.tell_all("clock", self.clock_now())
        if entry.holds(Open) or (entry.holds(SetStage) and self._is_by_table(entry.activity)):
            self.tell_all("turn", {"activity": entry.activity})
        if entry.activity:
            self.owe_mine(self._showing(entry.activity))

    def _is_by_table(self, activity: str) -> bool:
        found = self.pages.record.agenda.activities.get(activity)
        return found is not None and found.share_by == "table"

    def _follow_tables(self, entry: Entry) -> None:
        """Tables were laid, drawn, or somebody moved: boards that list them are drawn anew, people turn to theirs.

        Whoever did not move goes on reading the sheet they chose, as long as it is there.
        """
        self.stale("people", "board", "screen", "control")
        moved, is_relaid = _moved_by(entry), not entry.holds(DrawTables, Seat)
        for connection in self.connections.values():
            if connection.grant.person in moved:
                self.wire.emit("turn", {"activity": connection.shows, "table": ""}, connection.sid)
            elif is_relaid:
                self.wire.emit("turn", {"activity": connection.shows}, connection.sid)

    def _owe_for(self, entry: Entry, asker: str) -> None:
        activity = self.pages.record.agenda.activities[entry.activity]
        method = self.pages.record.agenda.method_of(activity)
        command = method.command(entry.command) if method else None
        if command is not None and command.about.touches_others:
            self.owe_mine(self._showing(entry.activity, entry.share))
        else:
            self.owe_mine([asker])

    def _showing(self, activity: str, share: str | None = None) -> list[str]:
        shown = (c for c in self.connections.values() if c.shows == activity and c.takes_part)
        return [c.grant.who for c in shown if share is None or c.view.share == share]

    def tell_all(self, event: str, data: dict[str, Any]) -> None:
        """Say something to every page of the workshop."""
        self.wire.emit(event, data, self._group("all"))

    def owe_mine(self, whos: Iterable[str]) -> None:
        """These people's own part of the page may have changed."""
        for who in whos:
            for sid in self._by_who.get(who, ()):
                self._owed[who, self.connections[sid].locale] = None

    def stale(self, *blocks: str, of: str = "") -> None:
        """These blocks of the core may show something else now: to everybody, or to one audience."""
        of_these = ((name, place) for name, (place, _) in self.channels.items() if place.block in blocks)
        self._stale.update(name for name, place in of_these if of in ("", place.audience))

    def draw_activity(self, activity: str) -> None:
        """All that shows an activity may show something else now."""
        self._stale_activity(activity, None)
        self.stale("head", "status", "agenda")
        self.owe_mine(self._showing(activity))

    def _stale_activity(self, activity: str, share: str | None) -> None:
        """The blocks of an activity: of one share and of what lists them all, or, where it is None, of every share."""
        of_it = ((name, place) for name, (place, _) in self.channels.items() if place.activity == activity)
        touched = ((name, place) for name, place in of_it if share is None or place.share in ("", share))
        self._stale.update(name for name, place in touched if place.block not in CORE_BLOCKS)

    def forget_drawings(self) -> None:
        """Nothing drawn before stays anywhere: after an erasure."""
        self.pages.forget()
        folding.forget()
        for name, (_place, channel) in list(self.channels.items()):
            if not channel.watchers:
                del self.channels[name]
        self._stale = set(self.channels)
        self.owe_mine(list(self._by_who))

    def take(self, facts: Facts) -> None:
        """Other facts of the workshop: everything is drawn anew, parts included, which do not name what they take them
        from; what pages hold of it beside is told them."""
        self.facts = facts
        self.pages.take(facts)
        self.forget_drawings()
        self._anew = set(self.channels)
        self.tell_all("facts", {"title": facts.title})

    # --- broadcasting --------------------------------------------------------------------------

    def owes_nothing(self) -> bool:
        """Whether every watched page shows what is."""
        return not self.owes_somebody() and not self.is_stale()

    def is_stale(self) -> bool:
        """Whether a channel that somebody watches may show something else."""
        return any(self.channels[name][1].watchers for name in self._stale)

    def owes_somebody(self) -> bool:
        """Whether somebody's own part of the page may have changed."""
        return bool(self._owed)

    def flush(self, paced: Slices) -> None:
        """Draw each stale channel once and send what changed; a channel that takes too long says so in its place."""
        told = []
        with self.pages.moment():
            for name in paced([name for name in self._stale if self.channels[name][1].watchers]):
                with paced.within(DRAWING_MOST):
                    message = self._redraw(name)
                if message is not None:
                    told.append((message, self._group(name)))
        if told:
            self.wire.emit_all("show", told)  # nobody else has their turn before it

    def pay(self) -> None:
        """Personal drawings, for a moment: nobody else waits for them."""
        until = time.monotonic() + SLICE
        with self.pages.moment():
            while self._owed and time.monotonic() < until:
                self._pay(*next(iter(self._owed)))

    def _redraw(self, name: str) -> dict[str, Any] | None:
        self._stale.discard(name)
        place, channel = self.channels[name]
        known = NOTHING if name in self._anew else channel.drawing
        self._anew.discard(name)
        return channel.advance(self.pages.draw(place, known))

    def _pay(self, who: str, locale: str) -> None:
        """Send a person what is theirs, once an activity shown, and only if it changed."""
        del self._owed[who, locale]
        shown: dict[tuple[str, View, frozenset[str]], list[Connection]] = {}
        for sid in self._by_who.get(who, ()):
            connection = self.connections[sid]
            if connection.locale == locale:
                key = (connection.shows, connection.view, connection.grant.withheld)
                shown.setdefault(key, []).append(connection)
        for (activity, view, _withheld), connections in shown.items():
            own = self._own(connections[0].grant, locale, activity, view, connections[0].own)
            for connection in connections:
                message = own.since(connection.own, connection.own_n)
                if message is not None:
                    self._n += 1
                    connection.own, connection.own_n = own, self._n
                    self.wire.emit("mine", {"n": self._n, **message}, connection.sid)

    def _own(self, grant: Grant, locale: str, activity: str, view: View, before: Own | None = None) -> Own:
        said = {"activity": activity, "share": view.share, "signal": self.pages.presence.signals.get(grant.who, "")}
        said["where"] = self.pages.where(activity, locale)
        is_there = before is not None and all(before.said.get(name) == said[name] for name in ("activity", "share"))
        known = before.drawing if before is not None and is_there else NOTHING
        return Own(said, *self.pages.own(activity, grant, locale, view, known))


def _moved_by(entry: Entry) -> frozenset[str]:
    """The ids of those who got another table by it."""
    if entry.holds(Seat):
        return frozenset({entry.data["person"]})
    return frozenset(entry.data["seating"]) if entry.holds(DrawTables) else frozenset()


def _sheet(activity: str, share: str) -> str:
    """The group of those who have a sheet before them."""
    return f"{activity}@{share}/pens"
