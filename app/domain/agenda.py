"""The agenda: activities, each with its own stage; what is on now, and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.change import Change
from app.domain.seating import Seating
from beffroi import Method

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Step:
    """What facilitators plan for one stage of an activity: what they ask, and for how many minutes."""

    instruction: str = ""
    minutes: int = 0


@dataclass
class Activity:
    """A method put on the agenda."""

    id: str
    method: str
    title: str
    instruction: str = ""
    minutes: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    anonymous: bool = True
    by_site: bool = False
    source: str = ""
    goal: str = ""
    """What it is for, in a phrase: for the facilitators, never on a participant's page."""
    leads: str = ""
    """Who leads it."""
    material: str = ""
    """What has to lie on the tables."""
    on_screen: str = ""
    """What the rooms' screens show meanwhile, where that is not the activity itself."""
    fixed_at: int | None = None
    """The time of day at which it begins, in minutes, whatever comes before it."""
    site_notes: dict[str, str] = field(default_factory=dict)
    """What to remember at each site, by its id."""
    notes: dict[str, str] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    share_by: str = "room"
    audience: str = ""
    stage: str = ""
    opened: bool = False
    closed: bool = False
    aside: bool = False
    """Whether it was put between what was on and what comes next: one goes back from it."""

    def instruction_at(self, stage: str) -> str:
        """What its facilitators ask at a stage; what they ask of the activity is for its first one."""
        own = self.steps[stage].instruction if stage in self.steps else ""
        return own or (self.instruction if stage in ("", *self.stages[:1]) else "")

    def minutes_at(self, stage: str) -> int:
        """How long a stage is to take; where no stage says so, the activity as a whole. 0: nobody said."""
        if not self._timed():
            return self.minutes
        return self.steps[stage].minutes if stage in self.steps else 0

    @property
    def minutes_in_all(self) -> int:
        """How long it is to take: the sum of its stages, where these say so."""
        return sum(self._timed()) or self.minutes

    def _timed(self) -> list[int]:
        return [self.steps[id].minutes for id in self.stages if id in self.steps and self.steps[id].minutes]

    def next_stage(self) -> str | None:
        """The stage after the present one; None at the last."""
        return self._beside(1)

    def previous_stage(self) -> str | None:
        """The stage before the present one; None at the first."""
        return self._beside(-1)

    def _beside(self, step: int) -> str | None:
        if self.stage not in self.stages:
            return None
        place = self.stages.index(self.stage) + step
        return self.stages[place] if 0 <= place < len(self.stages) else None

    def is_past(self, stages: Iterable[str]) -> bool:
        """Whether all of `stages` lie before the present one."""
        here = self.stages.index(self.stage) if self.stage in self.stages else -1
        places = [self.stages.index(stage) for stage in stages if stage in self.stages]
        return bool(places) and max(places) < here


@dataclass
class Timer:
    """A countdown: runs towards `ends_at` (ms since 1970, UTC), or stands at `left_ms`."""

    total_ms: int = 0
    ends_at: int = 0
    left_ms: int = 0

    @property
    def running(self) -> bool:
        """Whether it counts down."""
        return self.ends_at > 0

    def left(self, now: int) -> int:
        """Milliseconds left at `now`; never below zero."""
        return max(0, self.ends_at - now) if self.running else self.left_ms

    def late(self, now: int) -> int:
        """Milliseconds since it ran out at `now`, where it was left to run."""
        return max(0, now - self.ends_at) if self.running else 0


@dataclass(frozen=True)
class Left:
    """What was on when something was asked aside: the activity, "" of none, and its timer, held."""

    now: str
    timer: Timer
    ran: bool


@dataclass
class Agenda:
    """What the core's own entries add up to."""

    catalogue: Mapping[str, Method]
    activities: dict[str, Activity] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)
    """The activities that were put aside: prepared, and neither played nor in the sum."""
    starts_at: int | None = None
    """The time of day at which it is to begin, in minutes; None where nobody said."""
    ends_at: int | None = None
    """The time of day at which it is to be over, in minutes; None where nobody said."""
    heads: dict[str, int] = field(default_factory=dict)
    """How many people are expected at each site, by its id, where somebody said."""
    changes: list[Change] = field(default_factory=list)
    """What was changed last by hand, so that one press takes it back: `app/domain/changes.py`."""
    now: str = ""
    timer: Timer = field(default_factory=Timer)
    left: Left | None = None
    """Where one goes back to from what was asked aside, and from the closing."""
    closing: bool = False
    """Whether no activity leads, but what was kept and who does what."""
    concluded: bool = False
    """Whether the closing was ever put up: from then on whoever took part reads the results."""
    results_shut: bool = False
    """Whether facilitators shut the results that whoever has the code reads."""
    results_until: int = 0
    """Until when they are read, in milliseconds since 1970; 0 for as long as they are kept."""
    paused: bool = False
    back_at: int = 0
    """When the workshop goes on after the pause, in milliseconds since 1970; 0 where nobody said."""
    began: dict[str, dict[str, int]] = field(default_factory=dict)
    """When each stage of each activity first came up, in milliseconds since 1970."""
    turns: dict[str, int] = field(default_factory=dict)
    """How many turns to speak each site had while what is on is on; the site that had the last one stands last."""
    line: str = ""
    """What facilitators have everybody read, on every page and screen."""
    locked: bool = False
    seating: Seating = field(default_factory=Seating)
    doubted: int = 0
    """Copies that went whole with an erasure because nothing says what they were made of."""

    def listed(self) -> list[Activity]:
        """The activities in the order of the agenda."""
        return [self.activities[id] for id in self.order]

    def put_aside(self) -> list[Activity]:
        """The activities that are prepared and not played."""
        return [self.activities[id] for id in self.parked]

    @property
    def present(self) -> Activity | None:
        """The activity that leads the pages."""
        return self.activities.get(self.now)

    @property
    def left_activity(self) -> Activity | None:
        """The activity that one goes back to from what is on; None where that is not aside, or nothing was on."""
        return self.activities.get(self.left.now) if self.left else None

    def turn_to(self, activity: Activity, at: int) -> None:
        """Have an activity lead: its clock begins anew, or goes on where it stood before something was asked aside."""
        if self.now == activity.id:
            return
        left, here = self.left, self._here(at)
        self.now, self.timer, self.left, self.closing, self.turns = activity.id, Timer(), None, False, {}
        if activity.aside:
            self.left = left or here
        elif left and left.now == activity.id:
            ends = at + left.timer.left_ms if left.ran else 0
            self.timer = Timer(left.timer.total_ms, ends, left.timer.left_ms)

    def conclude(self, at: int) -> None:
        """Have the closing lead, in the place of what was on."""
        if not self.closing:
            self.left = self.left or self._here(at)
            self.now, self.timer, self.closing, self.concluded = "", Timer(), True, True

    def speaks_next(self, sites: Sequence[str]) -> str:
        """Of these sites, whose turn to speak it is: one that had fewest, and of those not the one that just spoke."""
        spoke = list(self.turns)
        return min(sites, key=lambda site: (self.turns.get(site, 0), spoke.index(site) if site in spoke else -1))

    def results_open(self, at: int) -> bool:
        """Whether whoever has the code reads the results at this moment."""
        return self.concluded and not self.results_shut and not 0 < self.results_until <= at

    def _here(self, at: int) -> Left:
        return Left(self.now, Timer(self.timer.total_ms, 0, self.timer.left(at)), self.timer.running)

    def method_of(self, activity: Activity) -> Method | None:
        """Its method; None where the plugin was removed."""
        return self.catalogue.get(activity.method)
