"""What facilitators ask of the workshop itself: the core's commands."""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationError

from app.domain.agenda import MINUTE_MS, Activity, Agenda
from app.domain.log import CORE
from beffroi import AUDIENCES, FACILITATOR, Choice, Command, Flag, Number, Ref, Refused, Stamp, Text, translator
from beffroi.fields import is_fixed, meta

_ = translator(__name__)

MOST_ACTIVITIES = 60

MADE_MOST = 300
"""Activities that were ever on it, those taken off too."""

TIMER_MOST = 24 * 60
"""Minutes that a timer runs, at most."""
STAGES_MOST = 50
"""Stages of one activity, at most."""

LONGEST_NOTE = 1000
"""Characters of a note that facilitators keep on a step."""


def known(agenda: Agenda, id: str) -> Activity:
    """The activity of that id on the agenda, or a refusal."""
    if id not in agenda.order:
        raise Refused(_("That activity is no longer on the agenda."))
    return agenda.activities[id]


class CoreCommand(Command, role=FACILITATOR):
    """A command of the core: its state is the agenda, its entry's name begins with `core.`."""

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.advance(type(self).about.name, self.model_dump(), stamp)


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

    def check_with(self, agenda: Agenda, method_id: str) -> None:
        """Refuse settings that the method does not take, stages it does not have, an unknown source."""
        method = agenda.catalogue.get(method_id)
        if method is None:
            raise Refused(_("That method is not available in this workshop."))
        if not self.stages or any(method.stage(stage) is None for stage in self.stages):
            raise Refused(_("Choose at least one stage of the method."))
        if len(set(self.stages)) < len(self.stages):
            raise Refused(_("Each stage comes once."))
        if self.source and self.source not in agenda.order:
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

    method: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if len(agenda.order) >= MOST_ACTIVITIES:
            raise Refused(_("An agenda holds %(most)s activities at most: take one off first.", most=MOST_ACTIVITIES))
        if len(agenda.activities) >= MADE_MOST:
            raise Refused(_("Many activities were put on this agenda and taken off: change one that is there."))
        self.check_with(agenda, self.method)


class Configure(_Described, name="core.configure"):
    """Change what was said of an activity."""

    activity: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        self.check_with(agenda, activity.method)
        if activity.opened and (self.anonymous, self.by_site) != (activity.anonymous, activity.by_site):
            raise Refused(_("Once people have been told what is kept of them, anonymity no longer changes."))
        if activity.opened and self.share_by not in ("", activity.share_by):
            raise Refused(_("Once an activity has begun, it stays shared as it is."))
        if activity.opened and activity.stage not in self.stages:
            raise Refused(_("The stage that the activity is at has to stay."))
        if activity.opened:
            self.check_secrecy(agenda, activity)

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

    activity: str = Ref()
    stage: str = Ref()
    text: str = Text(_("Note for the facilitators"), max=LONGEST_NOTE, required=False, lines=3)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        method = agenda.method_of(known(agenda, self.activity))
        if method is None or method.stage(self.stage) is None:
            raise Refused(_("That stage is not one of this activity."))


class Remove(CoreCommand, name="core.remove"):
    """Take an activity off the agenda; one that has been opened stays."""

    activity: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if known(agenda, self.activity).opened:
            raise Refused(_("This activity has begun: what people wrote in it stays on the agenda."))


class Place(CoreCommand, name="core.place"):
    """Move an activity to another place of the agenda, counted from 0."""

    activity: str = Ref()
    place: int = Number(_("Place"), low=0, high=MOST_ACTIVITIES)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        known(agenda, self.activity)


class Open(CoreCommand, name="core.open"):
    """Open an activity and lead the pages to it; the room adds the cards handed over."""

    activity: str = Ref()
    to: str = Ref(default="")
    cards: list[dict[str, Any]] = Field(default_factory=list)
    forms: dict[str, Any] = Field(default_factory=dict)
    """Which fields of its method's commands people write in; the room notes it, for when the plugin is missing."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if agenda.method_of(known(agenda, self.activity)) is None:
            raise Refused(_("The extension of this activity is missing: ask whoever hosts this site."))


class SetStage(CoreCommand, name="core.stage", touches_others=True):
    """Go to a stage. It names the stage it leaves, so that a second press does nothing."""

    activity: str = Ref()
    leaves: str = Ref()
    to: str = Ref()
    cards: list[dict[str, Any]] = Field(default_factory=list)
    """What the tables bring to a plenary stage; the room adds it."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if activity.stage != self.leaves:
            raise Refused(_("The stage has already changed: nothing was done."))
        if self.to not in activity.stages:
            raise Refused(_("That stage is not one of this activity."))


class Hand(CoreCommand, name="core.hand", role="system", touches_others=True):
    """Hand cards over to an activity that has begun; who may take them from where is settled before."""

    activity: str = Ref()
    cards: list[dict[str, Any]] = Field(default_factory=list)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        method = agenda.method_of(activity)
        if not activity.opened or activity.closed:
            raise Refused(_("This activity is not open."))
        if method is None or not method.takes_more:
            raise Refused(_("This method takes cards only when it begins: choose them as its source beforehand."))


class Close(CoreCommand, name="core.close"):
    """Close an activity for good: no more contributions, and if anonymous no way back to who wrote what."""

    activity: str = Ref()
    confirmed: bool = Flag(_("I understand that this cannot be undone."))

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if not activity.opened or activity.closed:
            raise Refused(_("Only an open activity can be closed for good."))
        if not self.confirmed:
            raise Refused(_("Closing for good cannot be undone: tick the box to confirm."))


class Clock(CoreCommand, name="core.clock"):
    """Start, extend, pause, resume or stop the timer."""

    act: str = Choice("", {act: act for act in ("start", "extend", "pause", "resume", "stop")})
    minutes: int = Number(_("Minutes"), low=0, high=600, default=0)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if self.act in ("start", "extend") and not self.minutes:
            raise Refused(_("Say for how many minutes."))
        left = agenda.timer.left(stamp.at) // MINUTE_MS if self.act == "extend" else 0
        if left + self.minutes > TIMER_MOST:
            raise Refused(_("A timer runs for a day at most."))


class Pause(CoreCommand, name="core.pause"):
    """Pause the workshop: pages stay, contributions wait."""

    paused: bool = Flag("")


class Lock(CoreCommand, name="core.lock"):
    """Lock or unlock joining."""

    locked: bool = Flag("")


class _OnEntry(CoreCommand):
    activity: str = Ref()
    entry: str = Ref()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        known(agenda, self.activity)


class Undo(_OnEntry, name="core.undo", touches_others=True):
    """Take back one entry of an activity."""


class Admit(_OnEntry, name="core.admit", touches_others=True):
    """Let in a contribution that arrived late."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = known(agenda, self.activity)
        if activity.closed and activity.anonymous:
            raise Refused(_("An anonymous activity that is closed for good takes nothing in."))


class Drop(_OnEntry, name="core.drop"):
    """Leave out a contribution that arrived late."""


class Void(CoreCommand, name="core.void", touches_others=True):
    """Take a person's votes out before they are revealed; the room says as whom they voted, a page only who."""

    activity: str = Ref()
    person: str = Ref()
    whos: tuple[str, ...] = ()

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if not known(agenda, self.activity).opened:
            raise Refused(_("This activity is not open."))


class Erase(CoreCommand, name="core.erase", role="system"):
    """Say that the texts of these entries were erased; the erasing itself is the store's."""

    activity: str = Ref(default="")
    entries: int = 0
    doubted: int = 0
    """Copies that went whole because nothing says what they were made of: facilitators are told."""


COMMANDS: dict[str, type[CoreCommand]] = {
    command.about.name: command
    for command in (
        Add,
        Configure,
        Note,
        Remove,
        Place,
        Open,
        SetStage,
        Hand,
        Close,
        Clock,
        Pause,
        Lock,
        Undo,
        Admit,
        Drop,
        Void,
        Erase,
    )
}


def is_core(name: str) -> bool:
    """Whether a command is one of the core's."""
    return name.startswith(CORE)
