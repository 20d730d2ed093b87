"""The agenda: activities, each with its own stage; what is on now, and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.log import CORE, Entry
from app.domain.tables import Seating
from beffroi import Method, Stamp

MINUTE_MS = 60_000

SEATING = ("table", "tables", "change_table", "clear_table", "draw", "seat")
"""The acts that are about tables."""


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
    notes: dict[str, str] = field(default_factory=dict)
    share_by: str = "room"
    audience: str = ""
    stage: str = ""
    opened: bool = False
    closed: bool = False

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


@dataclass
class Agenda:
    """What the core's own entries add up to."""

    catalogue: Mapping[str, Method]
    activities: dict[str, Activity] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    now: str = ""
    timer: Timer = field(default_factory=Timer)
    paused: bool = False
    locked: bool = False
    seating: Seating = field(default_factory=Seating)
    doubted: int = 0
    """Copies that went whole with an erasure because nothing says what they were made of."""

    def listed(self) -> list[Activity]:
        """The activities in the order of the agenda."""
        return [self.activities[id] for id in self.order]

    @property
    def present(self) -> Activity | None:
        """The activity that leads the pages."""
        return self.activities.get(self.now)

    def method_of(self, activity: Activity) -> Method | None:
        """Its method; None where the plugin was removed."""
        return self.catalogue.get(activity.method)

    def advance(self, name: str, data: dict[str, Any], stamp: Stamp) -> None:
        """Bring the agenda one core entry further; entries that do not touch it pass."""
        act = name.removeprefix(CORE)
        if act in SEATING:
            self.seating.advance(act, data, stamp)
            return
        change = getattr(self, f"_{act}", None)
        if change is not None:
            change(data, stamp)

    def _add(self, data: dict[str, Any], stamp: Stamp) -> None:
        method = self.catalogue.get(data["method"])
        share_by = data.get("share_by") or (method.shared_by[0] if method else "room")
        fields = {**data, "stages": tuple(data["stages"]), "share_by": share_by}
        self.activities[stamp.id] = Activity(id=stamp.id, **fields)
        self.order.append(stamp.id)

    def _configure(self, data: dict[str, Any], stamp: Stamp) -> None:
        activity = self.activities[data["activity"]]
        for name, value in data.items():
            if name != "activity" and not (name == "share_by" and not value):
                setattr(activity, name, tuple(value) if name == "stages" else value)

    def _note(self, data: dict[str, Any], stamp: Stamp) -> None:
        notes = self.activities[data["activity"]].notes
        if data["text"]:
            notes[data["stage"]] = data["text"]
        else:
            notes.pop(data["stage"], None)

    def _remove(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.order.remove(data["activity"])

    def _place(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.order.remove(data["activity"])
        self.order.insert(data["place"], data["activity"])

    def _open(self, data: dict[str, Any], stamp: Stamp) -> None:
        activity = self.activities[data["activity"]]
        if not activity.opened:
            activity.opened, activity.stage = True, data["to"]
        if self.now != activity.id:
            self.now, self.timer = activity.id, Timer()

    def _stage(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.activities[data["activity"]].stage = data["to"]
        if self.now == data["activity"]:
            self.timer = Timer()

    def _close(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.activities[data["activity"]].closed = True

    def _clock(self, data: dict[str, Any], stamp: Stamp) -> None:
        timer, act, ms = self.timer, data["act"], data["minutes"] * MINUTE_MS
        if act == "start":
            self.timer = Timer(ms, stamp.at + ms)
        elif act == "extend":
            left = timer.left(stamp.at) + ms
            ends = stamp.at + left if timer.running else 0
            self.timer = Timer(timer.total_ms + ms, ends, left)
        elif act == "pause" and timer.running:
            self.timer = Timer(timer.total_ms, 0, timer.left(stamp.at))
        elif act == "resume" and not timer.running:
            self.timer = Timer(timer.total_ms, stamp.at + timer.left_ms)
        elif act == "stop":
            self.timer = Timer()

    def _pause(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.paused = data["paused"]

    def _erase(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.doubted += data.get("doubted", 0)

    def _lock(self, data: dict[str, Any], stamp: Stamp) -> None:
        self.locked = data["locked"]


def fold_agenda(catalogue: Mapping[str, Method], entries: Iterable[Entry]) -> Agenda:
    """Rebuild the agenda from the core's entries."""
    agenda = Agenda(catalogue)
    for entry in entries:
        if entry.name.startswith(CORE):
            agenda.advance(entry.name, entry.data, entry.stamp)
    return agenda
