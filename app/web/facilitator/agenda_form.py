"""What forms of the agenda say, whole or a field at a time; and why the room said no."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from flask import current_app
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from app.domain.agenda import Activity, Step
from app.domain.commands.preparing import NO_HOUR
from app.domain.timetable import read_hour
from app.host.rendering.forms import fields_of
from app.live.commands.request import CommandResult
from app.store import workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from beffroi import Method, Model, translator
from beffroi.fields import is_fixed, meta
from beffroi.patterns import linear

_ = translator(__name__)

WHOLE = linear(r"-?[0-9]{1,6}")
"""A whole number as a form sends it; another one is a text that the field refuses."""

TEXTS = ("title", "instruction", "goal", "leads", "material", "on_screen", "source", "audience", "share_by")
BOXES = ("anonymous", "by_site")
OF_STAGES = {"note": "stage_notes", "instruction": "stage_instructions", "minutes": "stage_minutes"}
"""How the fields of a stage begin, `note-read`, and what a command calls them."""

Form = MultiDict[str, str]


def methods_of(facts: WorkshopInfo) -> dict[str, Method]:
    """The methods that this workshop has enabled, of those at work."""
    with the_store().read() as session:
        enabled = workshops.enabled(session, facts.id)
    found = current_app.extensions["registry"].methods
    return {id: method for id, method in found.items() if id in enabled}


def settings_from(model: type[Model], form: Form) -> dict[str, Any]:
    """The settings as a whole form gives them: a box that is not ticked is a no."""
    return settings_said(model, form, (f"s-{name}" for name in model.model_fields))


def settings_said(model: type[Model], form: Form, boxes: Iterable[str]) -> dict[str, Any]:
    """The settings that a form says; of a box, where it is one of `boxes`."""
    read: dict[str, Any] = {}
    asked = frozenset(boxes)
    for name, field in model.model_fields.items():
        value = form.get(f"s-{name}")
        if meta(field)["widget"] == "flag":
            if f"s-{name}" in asked:
                read[name] = value is not None
        elif value is not None and (value or field.annotation is str):
            read[name] = int(value) if WHOLE.fullmatch(value) and meta(field)["widget"] == "number" else value
    return read


def revised(activity: Activity, method: Method, form: Form) -> dict[str, Any]:
    """What a form says otherwise than it is: the data of `core.revise`, empty where nothing changes.

    A form names its boxes in `boxes`: what is not sent of these is not ticked. What no longer changes is left out.
    """
    boxes = form.getlist("boxes")
    said: dict[str, Any] = {name: form[name] for name in TEXTS if name in form}
    said |= {name: name in form for name in BOXES if name in boxes}
    if "stages" in boxes:
        said["stages"] = tuple(stage.id for stage in method.stages if stage.id in form.getlist("stages"))
    if "fixed_at" in form:
        hour = read_hour(form["fixed_at"])
        said["fixed_at"] = NO_HOUR if hour is None else hour
    settings = settings_said(method.settings, form, boxes)
    if activity.opened:
        settings = {name: one for name, one in settings.items() if not is_fixed(method.settings.model_fields[name])}
        for name in (*BOXES, "share_by"):
            said.pop(name, None)
    now = _as_said(activity)
    told = {name: value for name, value in said.items() if value != now[name]}
    told |= _of_stages(activity, method, form)
    if "minutes" in form and (minutes := _minutes(form["minutes"])) != activity.minutes_in_all:
        told |= spread(activity, minutes)
    notes = {name.removeprefix("site-"): text for name, text in form.items() if name.startswith("site-")}
    changed = {site: text for site, text in notes.items() if text != activity.site_notes.get(site, "")}
    shown = _shown(method.settings, activity.settings)
    other = {name: value for name, value in settings.items() if value != shown.get(name)}
    return told | ({"site_notes": changed} if changed else {}) | ({"settings": other} if other else {})


def _as_said(activity: Activity) -> dict[str, Any]:
    fixed = NO_HOUR if activity.fixed_at is None else activity.fixed_at
    return {name: getattr(activity, name) for name in (*TEXTS, *BOXES, "stages")} | {"fixed_at": fixed}


def _shown(model: type[Model], settings: dict[str, Any]) -> dict[str, Any]:
    """The settings as their form shows them: with what stands where nobody said anything."""
    usual = {name: field.get_default(call_default_factory=True) for name, field in model.model_fields.items()}
    return usual | settings


def _of_stages(activity: Activity, method: Method, form: Form) -> dict[str, Any]:
    """What is said otherwise of single stages: a note, what is asked there, for how long."""
    told: dict[str, Any] = {}
    for stage in method.stages:
        step = activity.steps.get(stage.id, Step())
        now = {"note": activity.notes.get(stage.id, ""), "instruction": step.instruction, "minutes": step.minutes}
        for begins, name in OF_STAGES.items():
            typed = form.get(f"{begins}-{stage.id}")
            if typed is None:
                continue
            said: Any = _minutes(typed) if begins == "minutes" else typed
            if said != now[begins]:
                told.setdefault(name, {})[stage.id] = said
    return told


def spread(activity: Activity, minutes: int) -> dict[str, Any]:
    """So many minutes of an activity: where its stages say theirs, these grow or shrink with them, to that sum."""
    timed = {id: activity.steps[id].minutes for id in activity.stages if id in activity.steps}
    timed = {id: one for id, one in timed.items() if one}
    in_all = sum(timed.values())
    if not timed or minutes < len(timed):
        return {"minutes": minutes, **({"stage_minutes": dict.fromkeys(timed, 0)} if timed else {})}
    shares = {id: max(1, one * minutes // in_all) for id, one in timed.items()}
    longest = max(timed, key=lambda id: timed[id])
    shares[longest] = max(1, shares[longest] + minutes - sum(shares.values()))
    return {"minutes": minutes, "stage_minutes": shares}


def _minutes(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004


@cache
def question_field(method: Method) -> str:
    """The setting that is the question of an activity, on every page of its first stages; "" where none is."""
    texts = [
        name
        for name, field in method.settings.model_fields.items()
        if meta(field)["widget"] == "text" and not meta(field).get("listed")
    ]
    for stage in method.usual_stages:
        for name in texts:
            try:
                if "¿¿" in str(method.question(method.settings.model_validate({name: "¿¿"}), stage)):
                    return name
            except (ValidationError, ValueError):
                continue
    return ""


def fields_apart(method: Method, settings: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The fields of the settings: what everybody reads, which stands first, and the others."""
    fields = fields_of(method.settings, settings)
    texts = [field["name"] for field in fields if field["widget"] == "text"]
    ahead = question_field(method) or (texts[0] if texts and method.at_a_glance.variants else "")
    return [one for one in fields if one["name"] == ahead], [one for one in fields if one["name"] != ahead]


def sentence_of(answer: CommandResult, method: Method | None) -> str:
    """Why the room said no, in words; a setting is called as its form calls it."""
    if answer.sentence:
        return answer.sentence
    fields = method.settings.model_fields if method else {}
    called = {name: str(meta(field)["label"]) for name, field in fields.items()}
    return " ".join(f"{called.get(name) or name} · {said}" for name, said in answer.errors.items())
