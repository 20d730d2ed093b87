"""Templates of workshops: the list by purpose, each with its agenda, and a workshop made from one or from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.domain.calendar import today, zones
from app.domain.workshop_days import USUAL_DAYS
from app.host.workshop_templates.from_workshop import taken_from
from app.host.workshop_templates.model import PURPOSES, ActivityPlan, WorkshopTemplate
from app.host.workshop_templates.shipped import shipped
from app.live.hosting import new_workshop
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.common.locale import default_to
from app.web.facilitator import workshop_form
from beffroi import Method, Refused, translator
from beffroi.words import LOCALES, current_locale

_ = translator(__name__)
pages = Blueprint("templates", __name__, url_prefix="/animer")

Made = Response | tuple[str, int]


@dataclass(frozen=True)
class Known:
    """A template as the list shows it: `languages` are those it is told in, as files that stand for each other."""

    name: str
    template: WorkshopTemplate
    languages: Sequence[str] = LOCALES


def _methods() -> dict[str, Method]:
    found: dict[str, Method] = current_app.extensions["registry"].methods
    return found


def minutes_of(template: WorkshopTemplate) -> int:
    """How long all of it takes."""
    return sum(_minutes_of(one, _methods().get(one.method)) for one in template.activities)


def _minutes_of(one: ActivityPlan, method: Method | None) -> int:
    by_stage = sum(stage.minutes for stage in one.stages)
    return by_stage or (one.minutes if one.minutes is not None else method.minutes if method else 0)


def _question_of(one: ActivityPlan, method: Method) -> str:
    """What an activity asks, as its pages will have it."""
    try:
        settings = method.settings.model_validate(one.settings)
    except ValidationError:
        return ""
    stages = [stage.id for stage in one.stages] or [stage.id for stage in method.stages]
    return next((said for stage in stages if (said := str(method.question(settings, stage)))), "")


@pages.get("/modeles")
@login_required
def mine() -> str:
    """What a workshop can begin with, by what it is for."""
    every = [Known(name, one) for name, one in shipped(current_locale()).items()]
    return render_template(
        "facilitator/templates.html",
        by_purpose=[
            (words, [one for one in every if one.template.purpose == purpose]) for purpose, words in PURPOSES.items()
        ],
        minutes_of=minutes_of,
    )


@pages.get("/modeles/<name>")
@login_required
def show(name: str) -> str:
    """Its agenda, and the form that makes a workshop of it; drawn again in another language as that is chosen."""
    return _page(_known(name), request.args)


@pages.post("/modeles/<name>")
@login_required
def make(name: str) -> Made:
    """A workshop with this agenda."""
    return _made(_known(name))


@pages.get("/<code>/dupliquer")
def duplicate(code: str) -> str:
    """The same of a workshop that is there: its agenda and its tables, nobody, nothing that was written."""
    return _page(_of_workshop(code), request.args, copied=access.workshop_or_404(code))


@pages.post("/<code>/dupliquer")
def make_duplicate(code: str) -> Made:
    """A workshop with the agenda of another."""
    return _made(_of_workshop(code), copied=access.workshop_or_404(code))


def _known(name: str) -> Known:
    said = request.values.get("locale", "")
    found = shipped(said if said in LOCALES else current_locale()).get(name)
    if found is None:
        abort(404)
    return Known(name, found)


def _of_workshop(code: str) -> Known:
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    agenda = access.room_of(facts).record.agenda
    taken = taken_from(agenda, title=facts.title, language=facts.locale, sites=facts.sites)
    return Known("", taken, (facts.locale,))


def _page(known: Known, form: MultiDict[str, str], error: str = "", copied: WorkshopInfo | None = None) -> str:
    """The page, or, for htmx, what of it says another language."""
    zone = current_app.extensions["settings"].time_zone
    first = today(g.now, zone)
    titles = {shipped(one)[known.name].title for one in known.languages if known.name}
    is_own = form.get("title", "") not in titles | {""}
    return render_template(
        "facilitator/template_body.html" if request.headers.get("HX-Request") else "facilitator/template.html",
        known=known,
        template=known.template,
        title=form["title"] if is_own else known.template.title,
        methods=_methods(),
        minutes_of=_minutes_of,
        question_of=_question_of,
        in_all=minutes_of(known.template),
        places=_places(known.template),
        copied=copied,
        error=error,
        form=form,
        proposed={"first_day": str(first), "last_day": str(first + timedelta(days=USUAL_DAYS)), "zone": zone},
        zones=zones(),
        language=form.get("locale", known.template.language),
    )


def _places(template: WorkshopTemplate) -> list[tuple[str, int]]:
    """How many tables stand at each site."""
    counted = [(site, sum(table.site == n for table in template.tables)) for n, site in enumerate(template.sites, 1)]
    return [(site, count) for site, count in counted if count]


def _made(known: Known, copied: WorkshopInfo | None = None) -> Made:
    user, now = current_user.user.id, g.now
    MADE.spend(f"f:{user}")
    settings = current_app.extensions["settings"]
    template = known.template.asking(request.form.get("question", ""))
    try:
        said = workshop_form.of_new(request.form, now, settings.time_zone)
        registry = current_app.extensions["registry"]
        facts = new_workshop.make(the_store(), registry, template, facilitator=user, now=now, **said)
    except Refused as refused:
        return _page(known, request.form, str(refused.sentence), copied), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("agenda.show", code=facts.code), 303)
