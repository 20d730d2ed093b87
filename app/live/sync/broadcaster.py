"""Sending what changed, once for all who watch it. What a page is sent when it comes: `returning_page.py`."""

from __future__ import annotations

from app.host.rendering.parts import NOTHING
from app.live.commands.cooperative import DRAWING_MOST, Cooperative
from app.live.rendering.renderer import Renderer
from app.live.sync.dirty import Dirty
from app.live.sync.personal_feed import PersonalFeed
from app.live.sync.subscriptions import Subscriptions
from app.live.sync.wire import Message


class Broadcaster:
    """Draws each dirty channel once, and sends those who watch it what changed."""

    def __init__(self, renderer: Renderer, subscriptions: Subscriptions, dirty: Dirty) -> None:
        self.renderer = renderer
        self.subscriptions = subscriptions
        self.dirty = dirty
        self.personal = PersonalFeed(renderer, subscriptions, dirty)

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
                    message = self.redraw(name)
                if message is not None:
                    messages.append((message, name))
        if messages:
            self.subscriptions.wire.emit_each("show", messages)

    def send_personal(self) -> None:
        """Send people what is theirs alone, for a moment."""
        self.personal.send()

    def redraw(self, name: str) -> Message | None:
        """Draw a channel; the message that brings those who show it to what it is now, None where it is the same."""
        self.dirty.channels.discard(name)
        key, channel = self.subscriptions.channels[name]
        known = NOTHING if name in self.dirty.anew else channel.drawing
        self.dirty.anew.discard(name)
        return channel.advance(self.renderer.draw(key, known))
