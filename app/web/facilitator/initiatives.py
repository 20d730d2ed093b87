"""Initiatives (*démarches*): several workshops under one name; what was done, what is next, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from app.domain.services import Sight
from app.export import brief, closing, initiative
from app.export.brief import Brief, kept_before
from app.export.closing import Outcome
from app.store import briefs, initiatives, services
from app.store import people as people_rows
from app.store.initiatives import PURPOSE_MOST, TITLE_MOST, Full, Initiative
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import EXPORTS, MADE
from beffroi import Refused, translator
from beffroi.fields import tidy
from beffroi.signs import cut

_ = translator(__name__)
pages = Blueprint("initiatives", __name__, url_prefix="/demarches")

Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Line:
    """A workshop of it as its page has it: what it decided only where whoever reads leads it."""

    facts: WorkshopInfo
    is_led: bool
    untaken: list[Outcome]
    taken: list[Outcome]


@pages.get("")
@login_required
def listed() -> str:
    """Those that one may read, and a form for a new one."""
    return _list()


def _list(error: Any = "") -> str:
    with the_store().read() as session:
        known = initiatives.known_to(session, current_user.user)
    return render_template("facilitator/initiatives.html", known=known, error=error, form=request.form)


@pages.post("")
@login_required
def make() -> Answer:
    """One more."""
    MADE.spend(f"f:{current_user.user.id}")
    try:
        id = the_store().write(initiatives.add, current_user.user, *_said(), g.now)
    except Refused as refused:
        return _list(refused.sentence), 422
    except Full:
        return _list(_("There are as many initiatives as one account may have: delete one first.")), 422
    return redirect(url_for("initiatives.show", id=id), 303)


def _said() -> tuple[str, str]:
    title = cut(tidy(request.form.get("title", ""), TITLE_MOST), TITLE_MOST)
    if not title:
        raise Refused(_("Give the initiative a title."))
    return title, cut(tidy(request.form.get("purpose", ""), PURPOSE_MOST), PURPOSE_MOST)


def _known_or_404(id: str) -> Initiative:
    with the_store().read() as session:
        found = initiatives.by_id(session, id, current_user.user)
    return found or abort(404)


@pages.get("/<id>")
@login_required
def show(id: str) -> str:
    """What was done, what is next, what is open, and the figures of it."""
    EXPORTS.spend(f"f:{current_user.user.id}")
    return _page(_known_or_404(id))


def _page(known: Initiative, error: Any = "") -> str:
    with the_store().read() as session:
        seen = services.seen_by(session, current_user.user)
        here = sorted(
            ((facts, sight is Sight.LED) for facts, sight in seen if facts.id in known.workshops),
            key=lambda one: one[0].starts_at or one[0].created_at,
        )
        led = [facts for facts, is_led in here if is_led]
        heads = people_rows.heads(session, [one.id for one in led])
    told = _briefs(led)
    registry = current_app.extensions["registry"]
    return render_template(
        "facilitator/initiative.html",
        known=known,
        lines=[_line(facts, told.get(facts.id)) for facts, _is_led in here],
        unseen=len(known.workshops) - len(here),
        led=len(led),
        figures=initiative.figures(led, told, heads),
        methods={id: method.title for id, method in registry.methods.items()},
        kinds={id: kind.title for id, kind in registry.kinds.items()},
        addable=[facts for facts, sight in seen if sight is Sight.LED and facts.id not in known.workshops],
        error=error,
    )


def _briefs(led: list[WorkshopInfo]) -> dict[str, Brief]:
    """What is counted of each: as it was kept when its room fell quiet, else by its room, opened once for it."""
    rooms = access.rooms()
    with the_store().read() as session:
        kept = {id: kept_before(said) for id, said in briefs.of(session, [one.id for one in led]).items()}
    for facts in led:
        room = rooms.get(facts.id)
        if room or facts.id not in kept:
            record = access.read_only(facts).record
            kept[facts.id] = brief.counted(record)
    return kept


def _line(facts: WorkshopInfo, told: Brief | None) -> Line:
    """A workshop that kept something is opened for what it says; any other is not."""
    concluded = closing.gather(access.read_only(facts).record) if told and told.kept else []
    return Line(facts, told is not None, initiative.untaken(concluded), initiative.taken(concluded))


@pages.post("/<id>")
@login_required
def change(id: str) -> Answer:
    """Another title or purpose; a workshop put in or taken out; all of it deleted, but its workshops."""
    known, form = _known_or_404(id), request.form
    MADE.spend(f"f:{current_user.user.id}")
    try:
        if code := form.get("put") or form.get("out"):
            facts, _grant = access.facilitator_or_403(code)
            the_store().write(initiatives.put if form.get("put") else initiatives.take_out, id, facts.id)
        elif not known.may_change:
            abort(403)
        elif form.get("delete"):
            the_store().write(initiatives.remove, id)
            return redirect(url_for("initiatives.listed"), 303)
        else:
            the_store().write(initiatives.change, id, *_said())
    except Refused as refused:
        return _page(known, refused.sentence), 422
    except Full:
        return _page(known, _("An initiative has 60 workshops at most.")), 422
    return redirect(url_for("initiatives.show", id=id), 303)
