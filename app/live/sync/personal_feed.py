"""Sending people what is theirs alone, where it changed."""

from __future__ import annotations

import time

from app.host.rendering.parts import NOTHING
from app.live.commands.request import Grant
from app.live.rendering.renderer import Renderer
from app.live.rendering.visibility import SheetView
from app.live.sync.dirty import Dirty
from app.live.sync.personal_parts import Own
from app.live.sync.subscriptions import Connection, Subscriptions
from app.live.sync.wire import Message

SLICE = 0.005
"""Seconds of personal drawings in one turn, so that nobody else waits for them."""


class PersonalFeed:
    """Draws what is people's own, and sends it to their pages."""

    def __init__(self, renderer: Renderer, subscriptions: Subscriptions, dirty: Dirty) -> None:
        self.renderer = renderer
        self.subscriptions = subscriptions
        self.dirty = dirty
        self._n = 0

    def greeting(
        self, grant: Grant, locale: str, activity: str, view: SheetView, *, connection: Connection | None, known: object
    ) -> Message | None:  # fmt: skip
        """What a page needs to show what is its reader's own; None where it shows it.

        `known` is the number of the message that it says it has.
        """
        before = connection.own if connection else Own()
        own = self._own(grant, locale, activity, view, before)
        # What changed alone, where the page says that it shows what it was sent last.
        is_there = connection is not None and bool(before.drawing.parts) and known == connection.own_n
        message = own.since(before, connection.own_n) if connection and is_there else own.whole
        if message is None:
            return None
        self._n += is_there
        if connection is not None:
            connection.own, connection.own_n = own, self._n
        return {"n": self._n, **message}

    def send(self) -> None:
        """Send for a moment: nobody else waits for it."""
        until = time.monotonic() + SLICE
        with self.renderer.flush_scope():
            while self.dirty.personal and time.monotonic() < until:
                self._send(*next(iter(self.dirty.personal)))

    def _send(self, who: str, locale: str) -> None:
        """Send a person what is theirs, once an activity shown, and only if it changed."""
        del self.dirty.personal[who, locale]
        shown: dict[tuple[str, SheetView, frozenset[str]], list[Connection]] = {}
        for sid in self.subscriptions.by_who.get(who, ()):
            connection = self.subscriptions.connections[sid]
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
                    self.subscriptions.wire.send("mine", {"n": self._n, **message}, connection.sid)

    def _own(self, grant: Grant, locale: str, activity: str, view: SheetView, before: Own) -> Own:
        signal = self.renderer.sources.presence.signals.get(grant.who, "")
        said = {"activity": activity, "scope": view.scope, "signal": signal}
        said["where"] = self.renderer.where(activity, locale)
        is_there = all(before.said.get(name) == said[name] for name in ("activity", "scope"))
        known = before.drawing if is_there else NOTHING
        return Own(said, *self.renderer.own(activity, grant, locale, view, known))
