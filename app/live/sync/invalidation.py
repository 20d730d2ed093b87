"""What a committed entry, or anything else that happens, makes stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.agenda import Activity
from app.domain.commands.activity import Close, Hand, Open, SetStage
from app.domain.commands.agenda import Conclude, Configure, Remove
from app.domain.commands.moderation import Admit, Undo
from app.domain.commands.preparing import Revise, TakeBack
from app.domain.commands.registry import COMMANDS
from app.domain.log import Entry
from app.live.rendering.activity import STALE_FOR, STALE_ON
from app.live.rendering.block import Event
from app.live.rendering.renderer import Renderer
from app.live.sync.dirty import Dirty
from app.live.sync.subscriptions import Subscriptions
from app.store.workshop_info import WorkshopInfo
from beffroi import FACILITATOR, folding


def _is_led(entry: Entry, _activity: Activity | None) -> bool:
    return entry.is_core or entry.is_late or entry.stamp.role == FACILITATOR


def _is_at_tables(_entry: Entry, activity: Activity | None) -> bool:
    return activity is not None and activity.share_by == "table"


def _is_about_tables(entry: Entry, _activity: Activity | None) -> bool:
    return entry.is_core and COMMANDS[entry.name].is_about_tables


def _is_turned(entry: Entry, _activity: Activity | None) -> bool:
    return entry.holds(Open, SetStage, Close, Conclude)


def _is_spoken_of(entry: Entry, _activity: Activity | None) -> bool:
    """Not after what participants write, a hundred times a second: it is counted when a facilitator acts."""
    if entry.is_core:
        return entry.holds(Open, SetStage, Hand, Configure, Revise, TakeBack, Remove, Admit, Undo)
    return entry.stamp.role == FACILITATOR


EVENTS: tuple[tuple[Event, Callable[[Entry, Activity | None], bool]], ...] = (
    (Event.ENTRY, lambda _entry, _activity: True),
    (Event.LED, _is_led),
    (Event.AT_TABLES, _is_at_tables),
    (Event.TABLES, _is_about_tables),
    (Event.TURNED, _is_turned),
    (Event.SPOKEN_OF, _is_spoken_of),
)
"""Which events an entry is. Each block of the core says which of them make it stale."""


def events_of(entry: Entry, activity: Activity | None) -> frozenset[Event]:
    """All that an entry is."""
    return frozenset(event for event, is_so in EVENTS if is_so(entry, activity))


class Invalidation:
    """Marks as dirty what may show something else: channels, and what is people's own."""

    def __init__(self, renderer: Renderer, subscriptions: Subscriptions, dirty: Dirty) -> None:
        self.renderer = renderer
        self.subscriptions = subscriptions
        self.dirty = dirty

    def after(self, *events: Event) -> None:
        """These happened."""
        self._mark(frozenset(events), "", None)

    def apply(self, entry: Entry, asker: str) -> None:
        """An entry was committed."""
        agenda = self.renderer.record.agenda
        activity = agenda.activities.get(entry.activity)
        self._mark(events_of(entry, activity), entry.activity, None if entry.is_core else entry.scope)
        if entry.is_core:
            self.mark_personal(self.subscriptions.showing(entry.activity) if entry.activity else ())
        else:
            self.mark_personal(self._touched_by(entry, asker))

    def _touched_by(self, entry: Entry, asker: str) -> list[str]:
        agenda = self.renderer.record.agenda
        method = agenda.method_of(agenda.activities[entry.activity])
        command = method.command(entry.command) if method else None
        if command is not None and command.about.affects_others:
            return self.subscriptions.showing(entry.activity, entry.scope)
        return [asker]

    def mark_activity(self, activity: str) -> None:
        """An activity was suspended, or goes on: all that shows it may show something else."""
        self._mark(frozenset({Event.SUSPENDED}), activity, None)
        self.mark_personal(self.subscriptions.showing(activity))

    def mark_personal(self, whos: Iterable[str]) -> None:
        """These people's own part of the page may have changed."""
        for who in whos:
            for sid in self.subscriptions.by_who.get(who, ()):
                self.dirty.personal[who, self.subscriptions.connections[sid].locale] = None

    def forget_drawings(self, *, anew: bool = False) -> None:
        """Nothing drawn before stays anywhere: after an erasure. `anew`: nor what no part says that it reads."""
        self.renderer.clear_cache()
        folding.forget()
        self.subscriptions.drop_unwatched()
        self.dirty.channels.clear()
        self.dirty.channels.update(self.subscriptions.channels)
        if anew:
            self.dirty.anew.update(self.subscriptions.channels)
        self.mark_personal(list(self.subscriptions.by_who))

    def take(self, facts: WorkshopInfo) -> None:
        """Other facts of the workshop: everything is drawn anew; what pages hold of it beside is told them."""
        self.renderer.take(facts)
        self.forget_drawings(anew=True)
        self.subscriptions.wire.tell_all("facts", {"title": facts.title})

    def _mark(self, events: frozenset[Event], activity: str, scope: str | None) -> None:
        """Mark the blocks that these events make stale, and an activity's: of one scope and of what lists them all,
        or, where it is None, of every scope."""
        blocks = self.renderer.blocks
        stale = blocks.stale_after(events)
        for name, (key, _channel) in self.subscriptions.channels.items():
            if key.block in blocks:
                if (key.block, key.audience) in stale:
                    self.dirty.channels.add(name)
            elif (STALE_FOR.get(key.audience, STALE_ON) & events or (not key.activity and Event.ENTRY in events)) or (
                activity and key.activity == activity and (scope is None or key.scope in ("", scope))
            ):
                self.dirty.channels.add(name)
