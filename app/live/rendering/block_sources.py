"""What blocks are drawn from: the record, who is there, what the screens show; and the activity that a block is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from app.domain.agenda import Activity, Agenda
from app.domain.log import ActivityState
from app.live.commands.asking import ask_method
from app.live.commands.record import Record
from app.live.rendering.channel_key import ChannelKey
from app.live.rendering.render_cache import FlushCache
from app.live.rendering.visibility import is_apart
from app.live.state.absences import Absences
from app.live.state.facilitators import Facilitators
from app.live.state.presence import Presence, SiteCount
from app.live.state.screens import ScreenState
from app.live.state.slow_work import WorkState
from app.store.workshop_info import WorkshopInfo
from beffroi import Method, Stage

T = TypeVar("T")
D = TypeVar("D")


@dataclass
class Sources:
    """What is drawn from, in one room; `cache` holds what several drawings of one flush share."""

    facts: WorkshopInfo
    record: Record
    presence: Presence
    facilitators: Facilitators
    screens: ScreenState
    slow_work: WorkState = field(default_factory=WorkState)
    absences: Absences = field(default_factory=Absences)
    cache: FlushCache = field(default_factory=FlushCache)

    @property
    def agenda(self) -> Agenda:
        """The agenda as it is: a rollback puts another in its place."""
        return self.record.agenda

    def ask(self, method: Method, what: str, work: Callable[[], T], default: D) -> T | D:
        """What a method answers, or `default` where it raises."""
        return ask_method(self.record.registry, method, what, work, default)

    def stage_of(self, activity: Activity | None) -> Stage | None:
        """The stage that an activity is at."""
        method = self.agenda.method_of(activity) if activity else None
        return method.stage(activity.stage) if method and activity else None

    def done(self) -> int:
        """How many say that they are done."""
        return self.cache.memo("done", lambda: self.presence.signalled("done"))

    def by_site(self) -> list[SiteCount]:
        """A line for each site."""
        return self.cache.memo("sites", lambda: self.presence.by_site(self.facts.sites))


@dataclass
class Scene:
    """What one block of the core is drawn from: all the sources, and the activity that it is about."""

    sources: Sources
    key: ChannelKey

    @cached_property
    def activity(self) -> Activity | None:
        """The activity looked at, or what is on now."""
        agenda = self.sources.agenda
        return agenda.activities.get(self.key.activity) or agenda.present

    @cached_property
    def method(self) -> Method | None:
        """Its method."""
        return self.sources.agenda.method_of(self.activity) if self.activity else None

    @cached_property
    def stage(self) -> Stage | None:
        """The stage that it is at."""
        return self.method.stage(self.activity.stage) if self.method and self.activity else None

    @property
    def state(self) -> ActivityState | None:
        """The state of the room's scope of it."""
        return self.sources.record.standing(self.activity.id) if self.activity else None

    @property
    def is_closed(self) -> bool:
        """Whether it is closed for good."""
        return bool(self.activity and self.sources.record.is_closed(self.activity))

    @property
    def is_apart(self) -> bool:
        """Whether the tables work each on their own sheet just now."""
        return is_apart(self.activity, self.stage)

    @property
    def is_by_table(self) -> bool:
        """Whether it has begun, and each table has a sheet."""
        return self.activity is not None and self.activity.opened and self.activity.share_by == "table"

    @property
    def is_anonymous(self) -> bool:
        """Whether what is written in it has no name."""
        return bool(self.activity and self.activity.anonymous)
