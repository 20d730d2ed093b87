"""Composing the agenda, pausing the workshop, closing its door."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from pydantic import Field, ValidationError

from app.domain.agenda import MINUTE_MS, Activity, Agenda, Step
from app.domain.changes import place_after, remembered, take_out, with_step, with_text
from app.domain.commands.base import CoreCommand, known, prepared
from beffroi import AUDIENCES, Choice, Flag, Method, Number, Ref, Refused, Stamp, Text, translator
from beffroi.fields import is_fixed, meta

_ = translator(__name__)

MOST_ACTIVITIES = 60

MOST_PAUSE = 480
"""Minutes of a pause, at most: longer ones end another day."""

LATEST = 9_999_999_999_999
"""The latest moment that is said, in milliseconds since 1970."""

MADE_MOST = 300
"""Activities that were ever on it, those taken off too."""

STAGES_MOST = 50
"""Stages of one activity, at most."""

LONGEST_NOTE = 1000
"""Characters of a note that facilitators keep on a step."""


def check_room(agenda: Agenda) -> None:
    """Refuse one more activity where there are as many as an agenda holds."""
    if len(agenda.order) + len(agenda.parked) >= MOST_ACTIVITIES:
        raise Refused(_("An agenda holds %(most)s activities at most: take one off first.", most=MOST_ACTIVITIES))
    if len(agenda.activities) >= MADE_MOST:
        raise Refused(_("Many activities were put on this agenda and taken off: change one that is there."))


def check_stages(method: Method | None, *stages: str) -> None:
    """Refuse stages that a method does not have."""
    if method is None or any(method.stage(stage) is None for stage in stages):
        raise Refused(_("That stage is not one of this activity."))


class _Described(CoreCommand):
    """What a facilitator says of an activity."""

    title: str = Text(_("Title"), max=120)
    instruction: str = Text(_("Instruction"), max=500, required=False, lines=3)
    minutes: int = Number(_("Minutes"), low=0, high=600, default=0)
    anonymous: bool = Flag(_("Anonymous"), default=True)
    by_site: bool = Flag(_("Keep the site of anonymous contributions"))
    source: str = Ref(default="")
    share_by: str = Ref(default="")
    audience: str = Choice(_("Whom it is about"), {"": _("not said"), **AUDIENCES}, default="")
    stages: tuple[str, ...] = Field(default=(), max_length=STAGES_MOST)
    settings: dict[str, Any] = Field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """What is said, as an activity keeps it."""
        told = {name: getattr(self, name) for name in _Described.model_fields}
        return {**told, "stages": tuple(self.stages)}

    def check_with(self, agenda: Agenda, method_id: str) -> None:
        """Refuse settings that the method does not take, stages it does not have, an unknown source."""
        method = agenda.catalogue.get(method_id)
        if method is None:
            raise Refused(_("That method is not available in this workshop."))
        if not self.stages or any(method.stage(stage) is None for stage in self.stages):
            raise Refused(_("Choose at least one stage of the method."))
        if len(set(self.stages)) < len(self.stages):
            raise Refused(_("Each stage comes once."))
        if self.source and self.source not in (*agenda.order, *agenda.parked):
            raise Refused(_("The activity whose cards are handed over is no longer on the agenda."))
        if self.share_by and self.share_by not in method.shared_by:
            raise Refused(_("This method is not shared in that way."))
        try:
            settings = method.settings.model_validate(self.settings)
        except ValidationError as error:
            field = method.settings.model_fields.get(str(next(iter(error.errors()[0]["loc"]), "")))
            label = meta(field)["label"] if field else ""
            raise Refused(_("A setting is not accepted, correct it: %(field)s.", field=label)) from None
        method.check_settings(settings)


class Add(_Described, name="core.add"):
    """Put a method on the agenda."""

    keeps_lanes = True

    method: str = Ref()
    planned: dict[str, int] = Field(default_factory=dict)
    """Minutes of its stages, as the method says them; the room adds it."""
    aside: bool = Flag("")
    """Whether it comes after what is on now, and one goes back from it."""
    after: str = Ref(default="")
    """The activity after which it comes; "" or one that is gone: the last."""
    by_hand: bool = Flag("")
    """Whether somebody put it there, whom one press lets take it off again."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        check_room(agenda)
        self.check_with(agenda, self.method)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        method = agenda.catalogue.get(self.method)
        share_by = self.share_by or (method.shared_by[0] if method else "room")
        said = {**self.said(), "share_by": share_by}
        steps = {stage: Step(minutes=minutes) for stage, minutes in self.planned.items()}
        made = Activity(id=stamp.id, method=self.method, aside=self.aside, steps=steps, **said)
        with remembered(agenda, stamp, made.id) if self.by_hand else nullcontext():
            agenda.activities[made.id] = made
            place_after(agenda, made.id, agenda.now if self.aside else self.after)


class Configure(_Described, name="core.configure"):
    """Change what was said of an activity."""

    keeps_lanes = True

    activity: str = Ref()

    @property
    def changes_settings(self) -> bool:
        return True

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        self.check_known(agenda, known(agenda, self.activity))

    def check_known(self, agenda: Agenda, activity: Activity) -> None:
        """Refuse what may not be said, or not any more, of an activity on the agenda or put aside."""
        self.check_with(agenda, activity.method)
        if activity.opened and (self.anonymous, self.by_site) != (activity.anonymous, activity.by_site):
            raise Refused(_("Once people have been told what is kept of them, anonymity no longer changes."))
        if activity.opened and self.share_by not in ("", activity.share_by):
            raise Refused(_("Once an activity has begun, it stays shared as it is."))
        if activity.opened and activity.stage not in self.stages:
            raise Refused(_("The stage that the activity is at has to stay."))
        if activity.opened:
            self.check_secrecy(agenda, activity)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = agenda.activities[self.activity]
        for name, value in self.said().items():
            if not (name == "share_by" and not value):
                setattr(activity, name, value)

    def check_secrecy(self, agenda: Agenda, activity: Activity) -> None:
        """What decides who sees what stays as it was at the opening: people wrote and voted under it."""
        method = agenda.catalogue[activity.method]
        hidden = {stage.id for stage in method.stages if stage.hidden}
        if hidden & set(self.stages) != hidden & set(activity.stages):
            raise Refused(_("Once an activity has begun, the stages whose texts stay hidden no longer change."))
        before, after = (method.settings.model_validate(said) for said in (activity.settings, self.settings))
        for name, field in method.settings.model_fields.items():
            if is_fixed(field) and getattr(before, name) != getattr(after, name):
                label = meta(field)["label"]
                raise Refused(_("Once an activity has begun, this no longer changes: %(field)s.", field=label))


class Note(CoreCommand, name="core.note"):
    """Keep a note for the facilitators on a step of an activity; it is never exported."""

    keeps_lanes = True

    activity: str = Ref()
    stage: str = Ref()
    text: str = Text(_("Note for the facilitators"), max=LONGEST_NOTE, required=False, lines=3)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        check_stages(agenda.method_of(known(agenda, self.activity)), self.stage)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = agenda.activities[self.activity]
        activity.notes = with_text(activity.notes, self.stage, self.text)


class PlanStage(CoreCommand, name="core.step"):
    """Say what is asked at one stage of an activity, and for how long."""

    keeps_lanes = True

    activity: str = Ref()
    stage: str = Ref()
    instruction: str = Text(_("Instruction"), max=500, required=False, lines=3)
    minutes: int = Number(_("Minutes"), low=0, high=600, default=0)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        check_stages(agenda.method_of(known(agenda, self.activity)), self.stage)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = agenda.activities[self.activity]
        activity.steps = with_step(activity.steps, self.stage, Step(self.instruction, self.minutes))


class Remove(CoreCommand, name="core.remove"):
    """Take an activity off the agenda; one that has been opened stays."""

    keeps_lanes = True

    activity: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if prepared(agenda, self.activity).opened:
            raise Refused(_("This activity has begun: what people wrote in it stays on the agenda."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        with remembered(agenda, stamp, self.activity):
            take_out(agenda, self.activity)


class Place(CoreCommand, name="core.place"):
    """Move an activity to another place of the agenda, counted from 0."""

    keeps_lanes = True

    activity: str = Ref()
    place: int = Number(_("Place"), low=0, high=MOST_ACTIVITIES)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        known(agenda, self.activity)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        with remembered(agenda, stamp, self.activity):
            agenda.order.remove(self.activity)
            agenda.order.insert(self.place, self.activity)


class Pause(CoreCommand, name="core.pause"):
    """Pause the workshop for so many minutes, or, with 0, until somebody goes on: pages stay, contributions wait."""

    moves_everybody = True

    paused: bool = Flag("")
    minutes: int = Number(_("Minutes"), low=0, high=MOST_PAUSE, default=0)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.paused = self.paused
        agenda.back_at = stamp.at + self.minutes * MINUTE_MS if self.paused and self.minutes else 0


class Conclude(CoreCommand, name="core.conclude"):
    """Put the closing up: what was kept and why, who does what. Opening any activity takes it down."""

    moves_everybody = True

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.conclude(stamp.at)


class OpenResults(CoreCommand, name="core.open_results"):
    """Have whoever has the code read the results, for as long as they are kept or until a moment; or shut them."""

    keeps_lanes = True

    shut: bool = Flag("")
    until: int = Number(_("Until"), low=0, high=LATEST, default=0)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if not self.shut and 0 < self.until <= stamp.at:
            raise Refused(_("That day is over: choose a later one, or leave it empty."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.results_shut, agenda.results_until = self.shut, 0 if self.shut else self.until


class Lock(CoreCommand, name="core.lock"):
    """Lock or unlock joining."""

    locked: bool = Flag("")

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.locked = self.locked
