"""Templates of workshops: the list by purpose, each with its agenda, and a workshop made from one or from another."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.domain.calendar import today, zones
from app.domain.workshop_days import USUAL_DAYS
from app.host.workshop_templates.asked import minutes_of, question_of
from app.host.workshop_templates.model import PURPOSES, WorkshopTemplate
from app.host.workshop_templates.shipped import shipped
from app.live.hosting import new_workshop
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.facilitator import known_templates as known_here
from app.web.facilitator import workshop_form
from app.web.facilitator.known_templates import Known, known_or_404, of_workshop
from beffroi import Refused, translator

_ = translator(__name__)
pages = Blueprint("templates", __name__, url_prefix="/animer")

Made = Response | tuple[str, int]


@pages.get("/modeles")
@login_required
def mine() -> str:
    """What a workshop can begin with: one's own and one's service's, then the house's by what they are for."""
    return list_page()


def list_page(error: str = "") -> str:
    """The list; `error` says why a file was not taken."""
    every, kept = known_here.of_house(), known_here.of_account()
    return render_template(
        "facilitator/templates.html",
        parts=[
            (_("My templates"), [one for one in kept if one.kept and one.kept.is_mine]),
            (_("Templates of my service"), [one for one in kept if one.kept and not one.kept.is_mine]),
            *((words, [one for one in every if one.template.purpose == id]) for id, words in PURPOSES.items()),
        ],
        minutes_of=known_here.minutes_in_all,
        error=error,
        gone=request.args.get("parti") == "1",
    )


@pages.get("/modeles/<name>")
@login_required
def show(name: str) -> str:
    """Its agenda, and the form that makes a workshop of it; drawn again in another language as that is chosen."""
    return page_of(known_or_404(name), request.args)


@pages.post("/modeles/<name>")
@login_required
def make(name: str) -> Made:
    """A workshop with this agenda."""
    return _made(known_or_404(name))


@pages.get("/<code>/dupliquer")
def duplicate(code: str) -> str:
    """The same of a workshop that is there: its agenda and its tables, nobody, nothing that was written."""
    return page_of(of_workshop(code), request.args, copied=access.workshop_or_404(code))


@pages.post("/<code>/dupliquer")
def make_duplicate(code: str) -> Made:
    """A workshop with the agenda of another."""
    return _made(of_workshop(code), copied=access.workshop_or_404(code))


def page_of(
    known: Known,
    form: MultiDict[str, str],
    error: str = "",
    *,
    copied: WorkshopInfo | None = None,
    changed: MultiDict[str, str] | None = None,
    error_of_own: str = "",
) -> str:
    """The page, or, for htmx, what of it says another language; `changed` is what was typed of the template itself."""
    zone = current_app.extensions["settings"].time_zone
    first = today(g.now, zone)
    return render_template(
        "facilitator/template_body.html" if request.headers.get("HX-Request") else "facilitator/template.html",
        known=known,
        template=known.template,
        title=_typed("title", form, known),
        question=_typed("question", form, known),
        methods=known_here.methods(),
        minutes_of=minutes_of,
        question_of=question_of,
        in_all=known_here.minutes_in_all(known.template),
        places=_places(known.template),
        copied=copied,
        error=error,
        form=form,
        changed=changed,
        error_of_own=error_of_own,
        is_kept=request.args.get("garde") == "1",
        purposes=PURPOSES,
        service=known_here.service_name() if known.kept else "",
        proposed={"first_day": str(first), "last_day": str(first + _length(copied)), "zone": zone},
        zones=zones(),
        language=form.get("locale", known.template.language),
    )


def _length(copied: WorkshopInfo | None) -> timedelta:
    """How long the new workshop lasts, unless somebody says otherwise: as the one before."""
    return copied.last_day - copied.first_day if copied else timedelta(days=USUAL_DAYS)


def _typed(name: str, form: MultiDict[str, str], known: Known) -> str:
    """What somebody typed, unless it stood there in another language: then what stands in the language chosen."""
    told = [shipped(one)[known.name] for one in known.languages] if known.name and not known.kept else []
    said = form.get(name, "")
    stood = {"", *(str(getattr(one, name)) for one in told)}
    return str(getattr(known.template, name)) if said in stood else said


def _places(template: WorkshopTemplate) -> list[tuple[str, int]]:
    """How many tables stand at each site."""
    counted = [(site, sum(table.site == n for table in template.tables)) for n, site in enumerate(template.sites, 1)]
    return [(site, count) for site, count in counted if count]


def _made(known: Known, copied: WorkshopInfo | None = None) -> Made:
    user, now = current_user.user.id, g.now
    MADE.spend(f"f:{user}")
    settings, registry = current_app.extensions["settings"], current_app.extensions["registry"]
    template = known.template.asking(request.form.get("question", ""))
    try:
        said = workshop_form.of_new(request.form, now, settings.time_zone)
        about = copied.summary if copied else ""
        facts = new_workshop.make(the_store(), registry, template, facilitator=user, now=now, summary=about, **said)
    except Refused as refused:
        return page_of(known, request.form, str(refused.sentence), copied=copied), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("agenda.show", code=facts.code), 303)
