"""Bringing pages up to date: all that a page shows when it comes, and what changed from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.host.rendering.parts import NOTHING
from app.live.commands.cooperative import DRAWING_MOST, Cooperative
from app.live.commands.request import Grant
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.page_blocks import in_column, shown_to
from app.live.rendering.renderer import Renderer
from app.live.sync.channel import Channel
from app.live.sync.dirty import Dirty
from app.live.sync.personal_feed import PersonalFeed
from app.live.sync.subscriptions import Connection, Subscriptions
from app.live.sync.wire import Message
from beffroi import PARTICIPANT


class Broadcaster:
    """Draws each dirty channel once, and sends those who watch it what changed."""

    def __init__(
        self, renderer: Renderer, subscriptions: Subscriptions, dirty: Dirty, clock: Callable[[], int]
    ) -> None:  # fmt: skip
        self.renderer = renderer
        self.subscriptions = subscriptions
        self.dirty = dirty
        self.clock = clock
        self.personal = PersonalFeed(renderer, subscriptions, dirty)

    # --- what a page is told when it comes ---------------------------------------------------

    def snapshot(
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
        """As `snapshot`, for a first page load: each block drawn whole, with the place it stands at.

        `column` are the blocks that the page has no place of their own for.
        """
        message = self.snapshot(grant, locale, pinned)
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
            self._redraw(name)
        return channel

    def clock_now(self) -> dict[str, Any]:
        """The timer as milliseconds left, never as a time of day."""
        timer = self.renderer.record.agenda.timer
        return {"left": timer.left(self.clock()), "running": timer.running, "total": timer.total_ms}

    # --- what changed --------------------------------------------------------------------------

    def is_up_to_date(self) -> bool:
        """Whether every watched page shows what is."""
        return not self.dirty.personal and not self.has_dirty_channels()

    def has_dirty_channels(self) -> bool:
        """Whether a channel that somebody watches may show something else."""
        return any(self.subscriptions.is_watched(name) for name in self.dirty.channels)

    def flush(self, paced: Cooperative) -> None:
        """Draw each dirty channel once and send what changed; a channel that takes too long says so in its place."""
        messages = []
        with self.renderer.flush_scope():
            for name in paced([name for name in self.dirty.channels if self.subscriptions.is_watched(name)]):
                with paced.within(DRAWING_MOST):
                    message = self._redraw(name)
                if message is not None:
                    messages.append((message, name))
        if messages:
            self.subscriptions.wire.emit_each("show", messages)

    def send_personal(self) -> None:
        """Send people what is theirs alone, for a moment."""
        self.personal.send()

    def _redraw(self, name: str) -> Message | None:
        self.dirty.channels.discard(name)
        key, channel = self.subscriptions.channels[name]
        known = NOTHING if name in self.dirty.anew else channel.drawing
        self.dirty.anew.discard(name)
        return channel.advance(self.renderer.draw(key, known))
