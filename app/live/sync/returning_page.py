"""What a page is sent when it comes, and when it comes back after a cut: a snapshot, without what it has still.

Never a fresh drawing of what others watch: the last broadcast of each channel, so that the next one builds on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.live.commands.request import Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.what_pages_show import in_column, shown_to
from app.live.sync.broadcaster import Broadcaster
from app.live.sync.channel import Channel
from app.live.sync.subscriptions import Connection
from app.live.sync.wire import Message
from beffroi import PARTICIPANT


class Snapshots:
    """All that a page shows, as it was broadcast last."""

    def __init__(self, broadcaster: Broadcaster, clock: Callable[[], int]) -> None:
        self.broadcaster = broadcaster
        self.renderer = broadcaster.renderer
        self.subscriptions = broadcaster.subscriptions
        self.dirty = broadcaster.dirty
        self.personal = broadcaster.personal
        self.clock = clock

    def of(
        self,
        grant: Grant,
        locale: str,
        pinned: str = "",
        *,
        have: Mapping[str, Any] | None = None,
        connection: Connection | None = None,
        table: str = "",
    ) -> Message:
        """All that a page shows: the last broadcast of each of its channels, what is its own, the clock."""
        agenda = self.renderer.record.agenda
        pinned = pinned if pinned in agenda.order else ""
        activity = pinned or agenda.now
        known = have or {}
        view = self.renderer.view_of(grant, activity, table)
        blocks, names = {}, set()
        for block in shown_to(grant.audience, self.renderer.blocks):
            key = self.renderer.key_of(grant, locale, block, view, activity, pinned=bool(pinned))
            channel = self._fresh(key)
            names.add(key.name)
            blocks[block] = channel.place() if channel.is_shown_by(known.get(block)) else channel.whole()
        if connection is not None:
            connection.asked, connection.view = table, view
            self.subscriptions.watch(connection, activity, pinned, names)
        message: Message = {"activity": activity, "blocks": blocks, "clock": self.clock_now()}
        message["view"] = self.renderer.sources.screens.payload()
        message["scope"] = view.scope
        message["at"] = self.subscriptions.typing.of(activity, view.scope)
        if grant.audience == PARTICIPANT:
            own = self.personal.greeting(grant, locale, activity, view, connection=connection, known=known.get("mine"))
            if own is not None:
                message["mine"] = own
        return message

    def page(self, grant: Grant, locale: str, pinned: str = "") -> Message:
        """As `of`, for a first page load: each block drawn whole, with the place it stands at.

        `column` are the blocks that the page has no place of their own for.
        """
        message = self.of(grant, locale, pinned)
        for block, shown in message["blocks"].items():
            channel = self.subscriptions.channels[shown["channel"]][1]
            message["blocks"][block] = {**channel.place(), "html": channel.drawing.html()}
        return {**message, "column": in_column(grant.audience, self.renderer.blocks)}

    def _fresh(self, key: ChannelKey) -> Channel:
        """The channel of a key. One that nobody watches is drawn if it is dirty; else its last broadcast holds."""
        name, channels = key.name, self.subscriptions.channels
        if name not in channels:
            channels[name] = (key, Channel(name))
            self.dirty.channels.add(name)
        channel = channels[name][1]
        if name in self.dirty.channels and not channel.watchers:
            self.broadcaster.redraw(name)
        return channel

    def clock_now(self) -> dict[str, Any]:
        """The timer as milliseconds left, or since it ran out, never as a time of day."""
        timer, now = self.renderer.record.agenda.timer, self.clock()
        return {"left": timer.left(now), "late": timer.late(now), "running": timer.running, "total": timer.total_ms}
