"""Composing the agenda from a plain list, and enabling the methods of a workshop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.domain.agenda import Activity, Step
from app.domain.people import new_id
from app.host.rendering.forms import fields_of
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.store import workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from beffroi import AUDIENCES, Method, Model, translator
from beffroi.fields import is_fixed, meta, tidy
from beffroi.patterns import linear
from beffroi.words import current_locale

_ = translator(__name__)

SHARED_BY = {
    "room": _("The whole room on one board"),
    "table": _("Each table on a sheet of its own"),
}
"""How people work in an activity, in words."""

WHOLE = linear(r"-?[0-9]{1,6}")
"""A whole number as a form sends it; another one is a text that the field refuses."""

pages = Blueprint("agenda", __name__, url_prefix="/animer")


def methods_of(facts: WorkshopInfo) -> dict[str, Method]:
    """The methods that this workshop has enabled, of those at work."""
    with the_store().read() as session:
        enabled = workshops.enabled(session, facts.id)
    found = current_app.extensions["registry"].methods
    return {id: method for id, method in found.items() if id in enabled}


@pages.get("/<code>/agenda")
def show(code: str) -> str:
    """The agenda as a list, each activity with its form."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts)


def _page(facts: WorkshopInfo, error: str = "", typed: Activity | None = None) -> str:
    """The list; `typed` is an activity as somebody wanted it, whose form stands open with that."""
    room = access.room_of(facts)
    registry = current_app.extensions["registry"]
    enabled = methods_of(facts)
    return render_template(
        "facilitator/agenda.html",
        workshop=facts,
        agenda=room.record.agenda,
        listed=[typed if typed and one.id == typed.id else one for one in room.record.agenda.listed()],
        enabled=enabled,
        methods=registry.methods,
        fields=lambda method, values=None: fields_of(method.settings, values),
        audiences=AUDIENCES,
        has_cards=lambda method: method.gives_cards,
        shared_by=SHARED_BY,
        fresh=typed.id if typed else request.args.get("nouvelle", ""),
        new=request.form if request.endpoint == "agenda.add" else {},
        error=error,
    )


@pages.post("/<code>/agenda")
def add(code: str) -> Response | str:
    """One more activity, with the method's usual settings."""
    facts, grant = access.facilitator_or_403(code)
    method = methods_of(facts).get(request.form.get("method", ""))
    if method is None:
        return _page(facts, _("That method is not enabled in this workshop."))
    data = {
        "method": method.id,
        "title": request.form.get("title") or str(method.title),
        "stages": list(method.usual_stages),
        "anonymous": method.anonymous,
        "minutes": method.minutes,
    }
    return _asked(facts, grant, "core.add", data)


@pages.post("/<code>/agenda/<activity>")
def configure(code: str, activity: str) -> Response | str:
    """Keep what was said of an activity."""
    facts, grant = access.facilitator_or_403(code)
    known = access.room_of(facts).record.agenda.activities.get(activity)
    method = current_app.extensions["registry"].methods.get(known.method) if known else None
    if known is None or method is None:
        return _page(facts, _("That activity is no longer on the agenda."))
    for name, data in _of_stages(known, method, request.form):
        ask = CommandRequest(grant, "", name, {"activity": activity, **data}, new_id(), current_locale())
        answer = access.room_of(facts).ask(ask)
        if not answer.accepted:
            return _page(facts, sentence_of(answer, method), _typed(known, method, request.form))
    said = _said(known, method, request.form)
    return _asked(facts, grant, "core.configure", said, _typed(known, method, request.form))


def _typed(activity: Activity, method: Method, form: MultiDict[str, str]) -> Activity:
    """The activity as the form would have it."""
    said = _said(activity, method, form)
    del said["activity"]
    typed = replace(activity, **{**said, "stages": tuple(said["stages"])})
    typed.notes, typed.steps = dict(activity.notes), dict(activity.steps)
    for name, of in _of_stages(activity, method, form):
        if name == "core.note":
            typed.notes[of["stage"]] = of["text"]
        else:
            typed.steps[of["stage"]] = Step(of["instruction"], of["minutes"])
    return typed


def _of_stages(activity: Activity, method: Method, form: MultiDict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the form says otherwise of single stages, as commands: notes, what is asked there and for how long."""
    for stage in method.stages:
        note = form.get(f"note-{stage.id}")
        if note is not None and note != activity.notes.get(stage.id, ""):
            yield "core.note", {"stage": stage.id, "text": note}
        asked = form.get(f"instruction-{stage.id}")
        if asked is None:
            continue
        step = Step(tidy(asked), _minutes(form.get(f"minutes-{stage.id}", "")))
        if step != activity.steps.get(stage.id, Step()):
            yield "core.step", {"stage": stage.id, "instruction": step.instruction, "minutes": step.minutes}


def _minutes(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004


def _said(activity: Activity, method: Method, form: MultiDict[str, str]) -> dict[str, Any]:
    return {
        "activity": activity.id,
        "title": form.get("title", ""),
        "instruction": form.get("instruction", ""),
        "minutes": _minutes(form.get("minutes", "")),
        "anonymous": activity.anonymous if activity.opened else "anonymous" in form,
        "by_site": activity.by_site if activity.opened else "by_site" in form,
        "source": form.get("source", ""),
        "audience": form.get("audience", activity.audience),
        "share_by": activity.share_by if activity.opened else form.get("share_by", activity.share_by),
        "stages": [stage.id for stage in method.stages if stage.id in form.getlist("stages")],
        "settings": {**settings_from(method.settings, form), **_fixed(activity, method)},
    }


def _fixed(activity: Activity, method: Method) -> dict[str, Any]:
    """What no longer changes once the activity has opened: its form does not send it."""
    known = method.settings.model_fields if activity.opened else {}
    return {name: activity.settings[name] for name in known if is_fixed(known[name]) and name in activity.settings}


def settings_from(model: type[Model], form: MultiDict[str, str]) -> dict[str, Any]:
    """The settings as a form gives them: a box that is not ticked is a no."""
    read: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        value = form.get(f"s-{name}")
        if meta(field)["widget"] == "flag":
            read[name] = value is not None
        elif value is not None and (value or field.annotation is str):
            read[name] = int(value) if WHOLE.fullmatch(value) and meta(field)["widget"] == "number" else value
    return read


@pages.post("/<code>/agenda/<activity>/deplacer")
def place(code: str, activity: str) -> Response | str:
    """One up or one down."""
    facts, grant = access.facilitator_or_403(code)
    order = access.room_of(facts).record.agenda.order
    here = order.index(activity) if activity in order else 0
    step = -1 if request.form.get("to") == "up" else 1
    to = min(len(order) - 1, max(0, here + step))
    return _asked(facts, grant, "core.place", {"activity": activity, "place": to})


@pages.post("/<code>/agenda/<activity>/retirer")
def remove(code: str, activity: str) -> Response | str:
    """Off the agenda, as long as nobody has written in it."""
    facts, grant = access.facilitator_or_403(code)
    return _asked(facts, grant, "core.remove", {"activity": activity})


@pages.post("/<code>/methodes")
def enable(code: str) -> Response:
    """Which methods this workshop has."""
    facts, _grant = access.facilitator_or_403(code)
    known = current_app.extensions["registry"].methods
    chosen = [id for id in request.form.getlist("methods") if id in known]
    the_store().write(workshops.enable, facts.id, chosen)
    return redirect(url_for("agenda.show", code=facts.code), 303)


def _asked(
    facts: WorkshopInfo, grant: Grant, name: str, data: dict[str, Any], typed: Activity | None = None
) -> Response | str:  # fmt: skip
    """Put a command to the room, and say what became of it."""
    answer = access.room_of(facts).ask(CommandRequest(grant, "", name, data, new_id(), current_locale()))
    if answer.accepted:
        fresh = answer.entry if name == "core.add" else None  # its settings come unfolded
        anchor = data.get("activity", answer.entry)
        return redirect(url_for("agenda.show", code=facts.code, nouvelle=fresh, _anchor=f"a-{anchor}"), 303)
    known = typed.method if typed else str(data.get("method", ""))
    return _page(facts, sentence_of(answer, current_app.extensions["registry"].methods.get(known)), typed)


def sentence_of(answer: CommandResult, method: Method | None) -> str:
    """Why the room said no, in words; a setting is called as its form calls it."""
    if answer.sentence:
        return answer.sentence
    fields = method.settings.model_fields if method else {}
    called = {name: str(meta(field)["label"]) for name, field in fields.items()}
    return " ".join(f"{called.get(name) or name} · {said}" for name, said in answer.errors.items())
