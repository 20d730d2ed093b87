"""The stages of what is on, as steps that facilitators jump to, and the activity that comes after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Activity, Agenda
from app.live.rendering.block_sources import Scene
from beffroi import Stage, translator
from beffroi.spoken import Said

_ = translator(__name__)


@dataclass(frozen=True)
class Leap:
    """One step of the header; `ask` is what is asked before one jumps there, "" where nothing is shown or hidden."""

    id: str
    title: Any
    is_here: bool
    ask: str = ""


def leaps(scene: Scene) -> list[Leap]:
    """All the stages of what is on, in their order."""
    activity, method = scene.activity, scene.method
    if activity is None or method is None:
        return []
    stages = [stage for id in activity.stages if (stage := method.stage(id))]
    here = next((at for at, stage in enumerate(stages) if stage.id == activity.stage), 0)
    return [Leap(stage.id, stage.title, at == here, _asked(stages, here, at)) for at, stage in enumerate(stages)]


def _asked(stages: list[Stage], here: int, to: int) -> str:
    """A jump over stages, one that shows what was hidden, and one that hides what was shown are asked about."""
    over = stages[min(here, to) + 1 : max(here, to)] if here != to else []
    if not over and stages[here].hidden == stages[to].hidden:
        return ""
    asked = str(_("Go from “%(here)s” to “%(there)s”?", here=stages[here].title, there=stages[to].title))
    if over and to > here:
        left_out = ", ".join(str(stage.title) for stage in over)
        asked += " " + str(_("Left out: %(stages)s.", stages=left_out))
    return " ".join(filter(None, (asked, str(stages[to].effect))))


def absent_said(scene: Scene) -> str:
    """The sites that have gone off line, in words; "" where all are there."""
    told = scene.sources.absences.told
    return Said(
        " · ".join(
            str(
                _.many(
                    "%(site)s: %(n)s off line for %(minutes)s min",
                    "%(site)s: %(n)s off line for %(minutes)s min",
                    one.people,
                    site=one.site.name,
                    minutes=one.minutes,
                )
            )
            for one in told
        )
    )


def coming(scene: Scene) -> dict[str, Any] | None:
    """The activity to go on to from what is on now, with the stage that it would be at; None at the end.

    From what was asked aside one goes `back`, to what was on before.
    """
    agenda, record = scene.sources.agenda, scene.sources.record
    if scene.activity is not agenda.present:
        return None  # what is looked at beside it leads nowhere
    left = agenda.left_activity
    for one in [left] if left else _after_now(agenda):
        method = agenda.method_of(one)
        if method is not None and not record.is_closed(one):
            stage = method.stage(one.stage or one.stages[0])
            return {"activity": one, "method": method, "stage": stage, "back": left is not None}
    return None


def _after_now(agenda: Agenda) -> list[Activity]:
    """What comes on the agenda after what is on: all of it, where something is asked before anything was on."""
    is_begun = agenda.now in agenda.order and not (agenda.present and agenda.present.aside)
    after = agenda.order.index(agenda.now) + 1 if is_begun else 0
    return [one for one in agenda.listed()[after:] if not one.aside]
