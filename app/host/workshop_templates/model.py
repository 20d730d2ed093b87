"""What a template says: the one format of files, of what is kept, and of what is shipped."""

from __future__ import annotations

import json
from typing import Annotated, Self

from pydantic import Field, field_validator

from app.domain.commands.agenda import LONGEST_NOTE, MOST_ACTIVITIES, STAGES_MOST
from app.domain.commands.preparing import GOAL_MOST, LEADS_MOST, MATERIAL_MOST, SCREEN_MOST
from app.domain.commands.seating import LINK_MOST, NAME_MOST, SUBJECT_MOST
from app.domain.expected_heads import HEADS_MOST
from app.domain.seating import TABLES_MOST
from app.domain.sites import SITES_MOST
from app.domain.timetable import DAY, as_typed
from beffroi import AUDIENCES, Choice, Model, Number, Ref, Text, translator
from beffroi.fields import tidy
from beffroi.signs import cut
from beffroi.words import DEFAULT_LOCALE, LOCALES

_ = translator(__name__)

FORMAT = "beffroi-template/"
VERSION = 1

TITLE_MOST, SITE_MOST, SETTINGS_MOST, QUESTION_MOST = 200, 40, 100, 300

PURPOSES = {
    "understand": _("Understand"),
    "imagine": _("Find ideas and choose"),
    "agree": _("Agree"),
    "act": _("Decide and act"),
    "meet": _("Meet, debate, look back"),
    "": _("Other templates"),
}
"""What a workshop is for: the list of templates has a part each."""


HOURS = {"": _("not said"), **{hour: hour for hour in map(as_typed, range(DAY))}}
"""Every minute of a day, as `10:30`."""


class StagePlan(Model):
    """A stage of an activity that is played: what is asked there, for how long, and the facilitators' own note."""

    id: str = Ref()
    minutes: int = Number(_("Minutes"), low=0, high=600, default=0)
    instruction: str = Text(_("Instruction"), max=500, required=False, lines=3)
    note: str = Text(_("Note for the facilitators"), max=LONGEST_NOTE, required=False, lines=3)


class ActivityPlan(Model):
    """An activity; what it does not say is as the method has it."""

    method: str = Ref()
    title: str = Text(_("Title"), max=120)
    minutes: int | None = Field(default=None, ge=0, le=600)
    instruction: str = Text(_("Instruction"), max=500, required=False, lines=3)
    source: int = Field(default=0, ge=0, le=MOST_ACTIVITIES, alias="from")
    """The number of the activity whose cards are handed over, from 1; 0 of none. It comes before."""
    stages: tuple[StagePlan, ...] = Field(default=(), max_length=STAGES_MOST)
    """Those that are played; where none is said, all of the method."""
    anonymous: bool | None = None
    by_site: bool = False
    share_by: str = Ref(default="")
    audience: str = Choice(_("Whom it is about"), {"": _("not said"), **AUDIENCES}, default="")
    goal: str = Text(_("Goal"), max=GOAL_MOST, required=False)
    leads: str = Text(_("Who leads"), max=LEADS_MOST, required=False)
    material: str = Text(_("Material"), max=MATERIAL_MOST, required=False, lines=2)
    on_screen: str = Text(_("What the screens show"), max=SCREEN_MOST, required=False)
    fixed_at: str = Choice(_("Fixed hour"), HOURS, default="")
    notes: tuple[str, ...] = Field(default=(), max_length=SITES_MOST)
    """What to remember at each site, in the order of the sites."""
    parked: bool = False
    """Whether it is put aside: prepared, and not played."""
    settings: dict[str, str | int | bool] = Field(default_factory=dict, max_length=SETTINGS_MOST)


class TablePlan(Model):
    """A table; `site` is the number of its site, from 1, or 0 where it is mixed across sites, with a call."""

    name: str = Text(_("Name of the table"), max=NAME_MOST)
    site: int = Field(default=0, ge=0, le=SITES_MOST)
    subject: str = Text(_("Subject"), max=SUBJECT_MOST, required=False)
    twin: str = Text(_("Twin table"), max=NAME_MOST, required=False)
    link: str = Text(_("Call link"), max=LINK_MOST, required=False)


class WorkshopTemplate(Model):
    """A workshop's preparation: nobody is in it, and nothing that anybody wrote in a workshop."""

    format: str = Ref(default=f"{FORMAT}{VERSION}")
    title: str = Text(_("Title"), max=TITLE_MOST)
    language: str = Choice(
        _("Language of the workshop"), dict(zip(LOCALES, LOCALES, strict=True)), default=DEFAULT_LOCALE
    )
    purpose: str = Choice(_("What it is for"), PURPOSES, default="")
    people: str = Text(_("For how many people"), max=60, required=False)
    gives: str = Text(_("What it gives"), max=400, required=False, lines=3)
    question: str = Text(_("Question"), max=QUESTION_MOST, required=False)
    """What it asks. In each setting that is this question, another one takes its place."""
    starts_at: str = Choice(_("Beginning"), HOURS, default="")
    ends_at: str = Choice(_("End"), HOURS, default="")
    sites: tuple[str, ...] = Field(default=(), max_length=SITES_MOST)
    heads: tuple[Annotated[int, Field(ge=0, le=HEADS_MOST)], ...] = Field(default=(), max_length=SITES_MOST)
    """How many people are expected at each site, in the order of the sites; 0 where nobody said."""
    remote: int = Field(default=0, ge=0, le=HEADS_MOST)
    """How many are expected at a distance."""
    tables: tuple[TablePlan, ...] = Field(default=(), max_length=TABLES_MOST)
    activities: tuple[ActivityPlan, ...] = Field(default=(), max_length=MOST_ACTIVITIES)

    @field_validator("sites")
    @classmethod
    def _named(cls, sites: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said for site in sites if (said := cut(tidy(site, SITE_MOST), SITE_MOST)))

    def to_file(self) -> str:
        """As a file, which says nothing that goes without saying."""
        said = {"format": self.format, **self.model_dump(by_alias=True, exclude_defaults=True)}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"

    def asking(self, question: str) -> Self:
        """The same with another question, in every setting that is the template's own."""
        asked = cut(tidy(question, QUESTION_MOST), QUESTION_MOST)
        if not asked or not self.question:
            return self

        def said(value: str | int | bool) -> str | int | bool:
            return asked if value == self.question else value

        changed = (
            one.model_copy(update={"settings": {name: said(value) for name, value in one.settings.items()}})
            for one in self.activities
        )
        return self.model_copy(update={"question": asked, "activities": tuple(changed)})
