"""A rehearsal: a copy of the workshop with simulated people, shown to colleagues, thrown away in one press."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.live.hosting import rehearsals as hosting
from app.store import rehearsals, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.common.links import is_only_here, join_link, safe
from app.web.common.locale import default_to
from beffroi import Refused, translator

_ = translator(__name__)
pages = Blueprint("rehearsal", __name__, url_prefix="/animer")


@pages.get("/<code>/repetition")
def show(code: str) -> str:
    """What a rehearsal is, and how it is begun; of one that is under way, the link for colleagues."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts)


def _page(facts: WorkshopInfo, error: str = "") -> str:
    with the_store().read() as session:
        running = rehearsals.led_by(session, current_user.user.id)
        original = workshops.by_id(session, facts.rehearses) if facts.rehearses else None
    return render_template(
        "facilitator/rehearsal.html",
        workshop=facts,
        running=running,
        original=original,
        error=error,
        people=request.form.get("people", str(hosting.PEOPLE))[:4],
        least=hosting.PEOPLE_LEAST,
        most=hosting.PEOPLE_MOST,
        link=join_link(facts),
        only_here=is_only_here(),
    )


@pages.post("/<code>/repetition")
def begin(code: str) -> Response | tuple[str, int]:
    """Make the copy, and go to its console: people come in from then on."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(f"f:{current_user.user.id}")
    asked = request.form.get("people", "")[:4]
    try:
        made = hosting.begin(
            access.rooms(),
            facts,
            facilitator=current_user.user.id,
            people=int(asked) if asked.isdecimal() else 0,
            now=g.now,
        )
    except Refused as refused:
        return _page(facts, str(refused.sentence)), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("console.show", code=made.code), 303)


@pages.post("/<code>/repetition/jeter")
def throw_away(code: str) -> Response:
    """All of it goes, at once; back to the workshop that was rehearsed."""
    facts, _grant = access.facilitator_or_403(code)
    if not facts.is_rehearsal:
        abort(404)
    with the_store().read() as session:
        original = workshops.by_id(session, facts.rehearses)
    try:
        hosting.throw_away(access.rooms(), facts)
    except Unavailable:
        abort(503)
    home = url_for("workshops.mine")
    back = url_for("console.show", code=original.code) if original and not original.purged else home
    return redirect(safe(request.args.get("next", ""), back), 303)
