"""Leading an activity: opened, from stage to stage, by the clock, closed for good."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from app.domain.agenda import MINUTE_MS, Agenda, Timer
from app.domain.commands.base import CoreCommand, known
from app.domain.log import ActivityState, Entry, cards_of, enter
from beffroi import Choice, Flag, Method, Number, Ref, Refused, Stamp, translator

_ = translator(__name__)

TIMER_MOST = 24 * 60
"""Minutes that a timer runs, at most."""


class Open(CoreCommand, name="core.open"):
    """Open an activity and lead the pages to it; the room adds the cards handed over."""

    moves_everybody = True

    activity: str = Ref()
    to: str = Ref(default="")
    cards: list[dict[str, Any]] = Field(default_factory=list)
    forms: dict[str, Any] = Field(default_factory=dict)
    """Which fields of its method's commands people write in; the room notes it, for when the plugin is missing."""
    here: list[dict[str, str]] = Field(default_factory=list)
    """Who is here, where its first stage asks; the room adds it."""
    beside: bool = False
    """Whether no page turns to it: it is answered by a link of its own, whatever is on."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if agenda.method_of(known(agenda, self.activity)) is None:
            raise Refused(_("The extension of this activity is missing: ask whoever hosts this site."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = agenda.activities[self.activity]
        if not activity.opened:
            activity.opened, activity.stage = True, self.to
        agenda.began.setdefault(activity.id, {}).setdefault(activity.stage, stamp.at)
        if not self.beside:
            agenda.turn_to(activity, stamp.at)

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        if not state.stage:
            enter(method, state, self.to, stamp, here=self.here)


class SetStage(CoreCommand, name="core.stage", affects_others=True):
    """Go to a stage. It names the stage it leaves, so that a second press does nothing."""

    moves_everybody = True

    activity: str = Ref()
    leaves: str = Ref()
    to: str = Ref()
    cards: list[dict[str, Any]] = Field(default_factory=list)
    """What the tables bring to a plenary stage; the room adds it."""
    here: list[dict[str, str]] = Field(default_factory=list)
    """Who is here, where the stage asks; the room adds it."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if activity.stage != self.leaves:
            raise Refused(_("The stage has already changed: nothing was done."))
        if self.to not in activity.stages:
            raise Refused(_("That stage is not one of this activity."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.activities[self.activity].stage = self.to
        agenda.began.setdefault(self.activity, {}).setdefault(self.to, stamp.at)
        if agenda.now == self.activity:
            agenda.timer = Timer()

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        enter(method, state, self.to, stamp, brought=self.cards, here=self.here)


class Hand(CoreCommand, name="core.hand", role="system", affects_others=True):
    """Hand cards over to an activity that has begun; who may take them from where is settled before.

    What was imported from outside may come before that too: it waits, and the activity starts with it.
    """

    activity: str = Ref()
    cards: list[dict[str, Any]] = Field(default_factory=list)
    source: str = ""
    """Where they were imported from, as a facilitator called it; "" of cards of a workshop."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        method = agenda.method_of(activity)
        if activity.closed or not (activity.opened or self.source):
            raise Refused(_("This activity is not open."))
        if method is None or not method.can_add_cards:
            raise Refused(_("This method takes cards only when it begins: choose them as its source beforehand."))

    def apply_to(self, method: Method, state: ActivityState, stamp: Stamp) -> None:
        method.add_cards(state.state, cards_of(self.cards))


def is_import(entry: Entry) -> bool:
    """Whether it brought cards in from outside: what a facilitator may take back, though it is of the core."""
    return entry.holds(Hand) and bool(entry.data.get("source"))


class Close(CoreCommand, name="core.close"):
    """Close an activity for good: no more contributions, and if anonymous no way back to who wrote what."""

    moves_everybody = True

    activity: str = Ref()
    confirmed: bool = Flag(_("I understand that this cannot be undone."))

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if not activity.opened or activity.closed:
            raise Refused(_("Only an open activity can be closed for good."))
        if not self.confirmed:
            raise Refused(_("Closing for good cannot be undone: tick the box to confirm."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.activities[self.activity].closed = True


class Clock(CoreCommand, name="core.clock"):
    """Start, extend, pause, resume or stop the timer."""

    moves_everybody = True

    act: str = Choice("", {act: act for act in ("start", "extend", "pause", "resume", "stop")})
    minutes: int = Number(_("Minutes"), low=-600, high=600, default=0)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        is_unsaid = {"start": self.minutes <= 0, "extend": self.minutes == 0}
        if is_unsaid.get(self.act):
            raise Refused(_("Say for how many minutes."))
        left = agenda.timer.left(stamp.at) // MINUTE_MS if self.act == "extend" else 0
        if left + self.minutes > TIMER_MOST:
            raise Refused(_("A timer runs for a day at most."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        timer, ms = agenda.timer, self.minutes * MINUTE_MS
        if self.act == "start":
            agenda.timer = Timer(ms, stamp.at + ms)
        elif self.act == "extend":
            left = max(0, timer.left(stamp.at) + ms)
            ends = stamp.at + left if timer.running else 0
            agenda.timer = Timer(max(MINUTE_MS, timer.total_ms + ms), ends, left)
        elif self.act == "pause" and timer.running:
            agenda.timer = Timer(timer.total_ms, 0, timer.left(stamp.at))
        elif self.act == "resume" and not timer.running:
            agenda.timer = Timer(timer.total_ms, stamp.at + timer.left_ms)
        elif self.act == "stop":
            agenda.timer = Timer()
