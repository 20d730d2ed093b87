"""What an activity of the agenda will look like, on a phone and on a screen, while it is prepared."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, current_app, g, render_template, request
from pydantic import ValidationError

from app.domain.agenda import Activity
from app.live.rendering.previewed import previewed
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.links import public_host
from app.web.common.locale import default_to
from app.web.facilitator.agenda_form import revised
from beffroi import Method
from beffroi.words import current_locale

pages = Blueprint("agenda_preview", __name__, url_prefix="/animer")


@pages.route("/<code>/agenda/<activity>/apercu", methods=["GET", "POST"])
def show(code: str, activity: str) -> str:
    """Both pages at a stage; a form that is sent along stands in it as it is typed, and is kept nowhere."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts, activity)


def _typed(known: Activity, method: Method) -> Activity:
    """The activity as the form has it; with its settings of before where these cannot be taken."""
    said = revised(known, method, request.form)
    words = {name: said[name][:500] for name in ("title", "instruction") if name in said}
    settings = {**known.settings, **said.get("settings", {})}
    try:
        method.settings.model_validate(settings)
    except ValidationError:
        settings = known.settings
    return replace(known, settings=settings, **words)


def _page(facts: WorkshopInfo, id: str) -> str:
    agenda, registry = access.room_of(facts).record.agenda, current_app.extensions["registry"]
    known = agenda.activities.get(id)
    method = registry.methods.get(known.method) if known else None
    if known is not None and method is not None and request.method == "POST":
        known = _typed(known, method)
    stage = request.values.get("stage", "")
    found = (
        previewed(facts, registry, known, stage=stage, locale=current_locale(), now=g.now)
        if known is not None and known.stages
        else None
    )
    return render_template(
        "facilitator/agenda/preview.html", workshop=facts, preview=found, host=public_host(), site=None
    )
