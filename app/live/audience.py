"""Who watches a room, what they show, and bringing it up to date."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.domain.log import Entry
from app.live.ask import Grant
from app.live.channels import Channel
from app.live.pages import BLOCKS, CORE_BLOCKS, Pages, Place
from app.sdk import FACILITATOR, PARTICIPANT
from app.store.workshops import Facts

SLICE = 0.005
"""Seconds of personal drawings in one turn, so that nobody else waits for them."""


class Wire(Protocol):
    """What carries messages to pages: Socket.IO, or a list in a test."""

    def emit(self, event: str, data: dict[str, Any], to: str) -> None:
        """Send to every connection in the group `to`."""

    def enter(self, sid: str, group: str) -> None:
        """Put a connection in a group."""

    def leave(self, sid: str, group: str) -> None:
        """Take a connection out of a group."""

    def polls(self, sid: str) -> bool:
        """Whether a connection has only polling."""

    def cut(self, sid: str) -> None:
        """End a connection."""


@dataclass
class Connection:
    """One open page: what it may do, in which language, and what it shows."""

    sid: str
    grant: Grant
    locale: str
    pinned: str = ""
    shows: str = ""
    channels: set[str] = field(default_factory=set)
    has_mine: dict[str, Any] = field(default_factory=dict)

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
        self._by_who: dict[str, set[str]] = defaultdict(set)
        self._stale: set[str] = set()
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

    def depart(self, sid: str) -> None:
        """A page is gone; who joined stays joined."""
        connection = self.connections.pop(sid, None)
        if connection is None:
            return
        self._by_who[connection.grant.who].discard(sid)
        if not self._by_who[connection.grant.who]:
            del self._by_who[connection.grant.who]
        for name in connection.channels:
            self._unwatch(sid, name)

    def _unwatch(self, sid: str, name: str) -> None:
        self.wire.leave(sid, self._group(name))
        place_channel = self.channels.get(name)
        if place_channel:
            place_channel[1].watchers.discard(sid)

    def cut(self, whos: Iterable[str]) -> None:
        """End the connections of a grant that was revoked."""
        for who in whos:
            for sid in list(self._by_who.get(who, ())):
                self.wire.cut(sid)

    # --- what a page is told when it comes ---------------------------------------------------

    def welcome(
        self, grant: Grant, locale: str, pinned: str = "", have: object = None, connection: Connection | None = None
    ) -> dict[str, Any]:
        """All that a page shows: the last broadcast of each of its channels, what is its own, the clock."""
        agenda = self.pages.record.agenda
        pinned = pinned if pinned in agenda.order else ""
        activity = pinned or agenda.now
        known = have if isinstance(have, dict) else {}
        blocks, names = {}, set()
        for block in BLOCKS[grant.audience]:
            place = Place("" if block in CORE_BLOCKS and not pinned else activity, block, grant.audience, locale)
            channel = self._fresh(place)
            names.add(place.name)
            is_shown = channel.is_shown_by(known.get(block))
            blocks[block] = channel.place() if is_shown else channel.whole()
        if connection is not None:
            self._show(connection, activity, pinned, names)
        told: dict[str, Any] = {"activity": activity, "blocks": blocks, "clock": self.clock_now()}
        told["view"] = self.pages.lectern.told()
        if grant.audience == PARTICIPANT:
            mine = self._mine(grant, locale, activity)
            told["mine"] = {"n": self._n, **mine}
            if connection is not None:
                connection.has_mine = mine
        return told

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
        connection.channels, connection.shows, connection.pinned = names, activity, pinned

    def clock_now(self) -> dict[str, Any]:
        """The timer as milliseconds left, never as a time of day."""
        timer = self.pages.record.agenda.timer
        return {"left": timer.left(self.clock()), "running": timer.running, "total": timer.total_ms}

    # --- what changes ------------------------------------------------------------------------

    def follow(self, entry: Entry, asker: str) -> None:
        """Note what a committed entry makes stale, and who is owed a personal drawing."""
        is_late_or_led = entry.name.startswith(("core.", "late.")) or entry.stamp.role == FACILITATOR
        self.stale("head", *(["agenda", "notes", "screens"] if is_late_or_led else []))
        if entry.name in ("core.open", "core.stage", "core.close"):
            self.stale("people")  # whose votes may be voided
        if entry.activity:
            self._stale_activity(entry.activity)
        if not entry.name.startswith("core."):
            self._owe_for(entry, asker)
            return
        if entry.name in ("core.clock", "core.stage", "core.open"):
            self.tell_all("clock", self.clock_now())
        if entry.name == "core.open":
            self.tell_all("turn", {"activity": entry.activity})
        if entry.activity:
            self.owe_mine(self._showing(entry.activity))

    def _owe_for(self, entry: Entry, asker: str) -> None:
        activity = self.pages.record.agenda.activities[entry.activity]
        method = self.pages.record.agenda.method_of(activity)
        command = method.command(entry.name.removeprefix("late.")) if method else None
        if command is not None and command.about.touches_others:
            self.owe_mine(self._showing(entry.activity))
        else:
            self.owe_mine([asker])

    def _showing(self, activity: str) -> list[str]:
        return [c.grant.who for c in self.connections.values() if c.shows == activity and c.takes_part]

    def tell_all(self, event: str, data: dict[str, Any]) -> None:
        """Say something to every page of the workshop."""
        self.wire.emit(event, data, self._group("all"))

    def owe_mine(self, whos: Iterable[str]) -> None:
        """These people's own part of the page may have changed."""
        for who in whos:
            for sid in self._by_who.get(who, ()):
                self._owed[who, self.connections[sid].locale] = None

    def stale(self, *blocks: str) -> None:
        """These blocks of the core may show something else now."""
        self._stale.update(name for name, (place, _) in self.channels.items() if place.block in blocks)

    def _stale_activity(self, activity: str) -> None:
        of_it = ((name, place) for name, (place, _) in self.channels.items() if place.activity == activity)
        self._stale.update(name for name, place in of_it if place.block not in CORE_BLOCKS)

    def forget_drawings(self) -> None:
        """Nothing drawn before stays anywhere: after an erasure."""
        for name, (_place, channel) in list(self.channels.items()):
            if not channel.watchers:
                del self.channels[name]
        self._stale = set(self.channels)
        self.owe_mine(list(self._by_who))

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

    def flush(self) -> None:
        """Draw each stale channel once and send what changed."""
        for name in [name for name in self._stale if self.channels[name][1].watchers]:
            message = self._redraw(name)
            if message is not None:
                self.wire.emit("show", message, self._group(name))

    def pay(self) -> None:
        """Personal drawings, for a moment: nobody else waits for them."""
        until = time.monotonic() + SLICE
        while self._owed and time.monotonic() < until:
            self._pay(*next(iter(self._owed)))

    def _redraw(self, name: str) -> dict[str, Any] | None:
        self._stale.discard(name)
        place, channel = self.channels[name]
        return channel.advance(self.pages.draw(place, channel.drawing.parts))

    def _pay(self, who: str, locale: str) -> None:
        """Send a person what is theirs, once an activity shown, and only if it changed."""
        del self._owed[who, locale]
        shown: dict[str, list[Connection]] = {}
        for sid in self._by_who.get(who, ()):
            connection = self.connections[sid]
            if connection.locale == locale:
                shown.setdefault(connection.shows, []).append(connection)
        for activity, connections in shown.items():
            mine = self._mine(connections[0].grant, locale, activity)
            for connection in connections:
                if connection.has_mine != mine:
                    connection.has_mine = mine
                    self._n += 1
                    self.wire.emit("mine", {"n": self._n, **mine}, connection.sid)

    def _mine(self, grant: Grant, locale: str, activity: str) -> dict[str, Any]:
        drawn = self.pages.mine(activity, grant, locale)
        return {"activity": activity, "signal": self.pages.presence.signals.get(grant.who, ""), **drawn}
