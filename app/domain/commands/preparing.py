"""Preparing the agenda a field at a time: what is said of an activity, put aside, copied, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, field_validator, model_serializer
from pydantic_core import PydanticKnownError
from pydantic_core.core_schema import SerializerFunctionWrapHandler, ValidationInfo

from app.domain.agenda import Activity, Agenda, Step
from app.domain.change import Change
from app.domain.changes import (
    place_after,
    put_back,
    remembered,
    stands,
    take_back,
    take_out,
    with_step,
    with_text,
)  # fmt: skip
from app.domain.commands.agenda import LONGEST_NOTE, STAGES_MOST, Configure, check_room, check_stages
from app.domain.commands.base import CoreCommand, prepared
from app.domain.expected_heads import HEADS_MOST
from app.domain.sites import SITES_MOST
from beffroi import AUDIENCES, Choice, Flag, Number, Ref, Refused, Stamp, Text, translator
from beffroi.command import KEPT
from beffroi.fields import tidy

_ = translator(__name__)

INSTRUCTION_MOST = 500
LAST_MINUTE = 24 * 60 - 1
NO_HOUR = -1
"""What a command says of an hour that is none."""

GOAL_MOST, LEADS_MOST, MATERIAL_MOST, SCREEN_MOST = 200, 120, 500, 120

Minutes = Annotated[int, Field(ge=0, le=600)]


class Revise(CoreCommand, name="core.revise"):
    """Change some of what was said of an activity: only what the command names, so that two do not undo each other."""

    keeps_lanes = True

    activity: str = Ref()
    title: str = Text(_("Title"), max=120, required=False)
    instruction: str = Text(_("Instruction"), max=INSTRUCTION_MOST, required=False, lines=3)
    minutes: int = Number(_("Minutes"), low=0, high=600, default=0)
    anonymous: bool = Flag(_("Anonymous"), default=True)
    by_site: bool = Flag(_("Keep the site of anonymous contributions"))
    source: str = Ref(default="")
    share_by: str = Ref(default="")
    audience: str = Choice(_("Whom it is about"), {"": _("not said"), **AUDIENCES}, default="")
    stages: tuple[str, ...] = Field(default=(), max_length=STAGES_MOST)
    goal: str = Text(_("Goal"), max=GOAL_MOST, required=False)
    leads: str = Text(_("Who leads"), max=LEADS_MOST, required=False)
    material: str = Text(_("Material"), max=MATERIAL_MOST, required=False, lines=2)
    on_screen: str = Text(_("What the screens show"), max=SCREEN_MOST, required=False)
    fixed_at: int = Number(_("Fixed hour"), low=NO_HOUR, high=LAST_MINUTE, default=NO_HOUR)
    settings: dict[str, Any] = Field(default_factory=dict)
    """Those that change; the others stay."""
    site_notes: dict[str, str] = Field(default_factory=dict, max_length=SITES_MOST + 1)
    stage_notes: dict[str, str] = Field(default_factory=dict, max_length=STAGES_MOST)
    stage_instructions: dict[str, str] = Field(default_factory=dict, max_length=STAGES_MOST)
    stage_minutes: dict[str, Minutes] = Field(default_factory=dict, max_length=STAGES_MOST)

    @field_validator("site_notes", "stage_notes", "stage_instructions")
    @classmethod
    def _texts(cls, texts: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if info.context == KEPT:
            return texts
        most = INSTRUCTION_MOST if info.field_name == "stage_instructions" else LONGEST_NOTE
        kept = {key: tidy(text, most) for key, text in texts.items()}
        if any(len(text) > most for text in kept.values()):
            raise PydanticKnownError("string_too_long", {"max_length": most})
        return kept

    @model_serializer(mode="wrap")
    def _only_what_is_said(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in whole(self).items() if name in self.model_fields_set}

    @property
    def changes_settings(self) -> bool:
        return "settings" in self.model_fields_set

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = prepared(agenda, self.activity)
        check_stages(agenda.method_of(activity), *self.stage_notes, *self.stage_instructions, *self.stage_minutes)
        if "title" in self.model_fields_set and not self.title:
            raise Refused(_("Give the activity a title."))
        if len({**activity.site_notes, **self.site_notes}) > SITES_MOST + 1:
            raise Refused(_("A workshop has between one and %(most)s sites.", most=SITES_MOST))
        check_said(agenda, activity, self.said_of(activity), stamp)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        with remembered(agenda, stamp, self.activity):
            put_on(agenda.activities[self.activity], self.said_of(agenda.activities[self.activity]))

    def said_of(self, activity: Activity) -> Activity:
        """The activity as it is with what the command says."""
        plain = _PLAIN & self.model_fields_set
        told: dict[str, Any] = {name: getattr(self, name) for name in plain}
        if "stages" in told:
            told["stages"] = tuple(self.stages)
        if "fixed_at" in self.model_fields_set:
            told["fixed_at"] = None if self.fixed_at == NO_HOUR else self.fixed_at
        if not told.get("share_by", "-"):
            del told["share_by"]
        notes, site_notes, steps = activity.notes, activity.site_notes, activity.steps
        for stage, text in self.stage_notes.items():
            notes = with_text(notes, stage, text)
        for site, text in self.site_notes.items():
            site_notes = with_text(site_notes, site, text)
        for stage, text in self.stage_instructions.items():
            steps = with_step(steps, stage, replace(steps.get(stage, Step()), instruction=text))
        for stage, minutes in self.stage_minutes.items():
            steps = with_step(steps, stage, replace(steps.get(stage, Step()), minutes=minutes))
        settings = {**activity.settings, **self.settings}
        return replace(activity, **told, settings=settings, notes=notes, site_notes=site_notes, steps=steps)


_PLAIN = frozenset(
    {
        "title", "instruction", "minutes", "anonymous", "by_site", "source", "share_by", "audience", "stages",
        "goal", "leads", "material", "on_screen",
    }
)  # fmt: skip


def put_on(activity: Activity, said: Activity) -> None:
    """Have an activity say what another one says."""
    vars(activity).update(vars(said))


def check_said(agenda: Agenda, activity: Activity, said: Activity, stamp: Stamp) -> None:
    """Refuse what an activity may not say, by the rules of `Configure`; a source that is gone is no fault of this."""
    told = {name: getattr(said, name) for name in Configure.model_fields if name != "activity"}
    if said.source == activity.source and said.source not in (*agenda.order, *agenda.parked):
        told["source"] = ""
    Configure.model_construct(activity=activity.id, **told).check_known(agenda, activity)


class Duplicate(CoreCommand, name="core.duplicate"):
    """Put what was prepared of an activity on the agenda once more, after it; nothing that people wrote."""

    keeps_lanes = True

    activity: str = Ref()
    title: str = Text(_("Title"), max=120)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = prepared(agenda, self.activity)
        check_room(agenda)
        if agenda.method_of(activity) is None:
            raise Refused(_("That method is not available in this workshop."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        activity = agenda.activities[self.activity]
        anew: dict[str, Any] = {"stage": "", "opened": False, "closed": False, "aside": False}
        with remembered(agenda, stamp, stamp.id):
            agenda.activities[stamp.id] = replace(activity, id=stamp.id, title=self.title, **anew)
            place_after(agenda, stamp.id, self.activity)


class Park(CoreCommand, name="core.park"):
    """Put an activity aside, or back on the agenda; one that has begun stays on it."""

    keeps_lanes = True

    activity: str = Ref()
    parked: bool = Flag("")
    after: str = Ref(default="")
    """The activity after which it comes back; "" or one that is gone: the last."""

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if prepared(agenda, self.activity).opened:
            raise Refused(_("This activity has begun: what people wrote in it stays on the agenda."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        with remembered(agenda, stamp, self.activity):
            take_out(agenda, self.activity)
            if self.parked:
                agenda.parked = [*agenda.parked, self.activity]
            else:
                place_after(agenda, self.activity, self.after)


class Schedule(CoreCommand, name="core.schedule"):
    """Say at what time of day the workshop begins and is to be over, in minutes; -1 of what nobody says."""

    keeps_lanes = True

    starts_at: int = Number(_("Beginning"), low=NO_HOUR, high=LAST_MINUTE, default=NO_HOUR)
    ends_at: int = Number(_("End"), low=NO_HOUR, high=LAST_MINUTE, default=NO_HOUR)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if NO_HOUR not in (self.starts_at, self.ends_at) and self.ends_at <= self.starts_at:
            raise Refused(_("The end comes after the beginning."))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        with remembered(agenda, stamp):
            agenda.starts_at, agenda.ends_at = (
                None if said == NO_HOUR else said for said in (self.starts_at, self.ends_at)
            )


class Expect(CoreCommand, name="core.expect"):
    """Say how many people are expected at each site; 0 of one where nobody says."""

    keeps_lanes = True

    heads: dict[str, int] = Field(default_factory=dict)

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        if len(self.heads) > SITES_MOST + 1 or any(not 0 <= n <= HEADS_MOST for n in self.heads.values()):
            raise Refused(_("Between 0 and %(most)s people at a site.", most=HEADS_MOST))

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        agenda.heads = {site: n for site, n in self.heads.items() if n}


class TakeBack(CoreCommand, name="core.take_back"):
    """Put back what stood there before one's own change of the agenda, as long as nobody changed it since."""

    keeps_lanes = True

    activity: str = Ref(default="")
    """The one that the change is of; "" of the agenda as a whole."""
    entry: str = Ref()
    """The entry that made the change."""

    @property
    def changes_settings(self) -> bool:
        return True

    def check(self, agenda: Agenda, stamp: Stamp) -> None:
        change = self._found(agenda)
        if change is None or change.by != stamp.who:
            raise Refused(_("That has already been taken back."))
        if not stands(agenda, change):
            raise Refused(_("Somebody changed this since: it stays as it is now."))
        activity = agenda.activities.get(change.activity)
        if activity is None:
            return
        if change.moves and change.before["place", ""][0] != "order" and activity.opened:
            raise Refused(_("This activity has begun: what people wrote in it stays on the agenda."))
        if change.moves and not change.after["place", ""][0]:
            check_room(agenda)
        said = replace(activity)
        put_back(said, change.before)
        check_said(agenda, activity, said, stamp)

    def apply(self, agenda: Agenda, stamp: Stamp) -> None:
        if (change := self._found(agenda)) is not None:
            take_back(agenda, change)

    def _found(self, agenda: Agenda) -> Change | None:
        of_it: Callable[[Change], bool] = lambda one: (one.entry, one.activity) == (self.entry, self.activity)  # noqa: E731
        return next(filter(of_it, agenda.changes), None)
