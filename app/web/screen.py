"""The screen of a site: opened by a secret link, then a clean address; it can only be read."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from app.sdk.words import current_locale
from app.store import workshops
from app.store.store import the_store
from app.web import grants
from app.web.guards import guessing
from app.web.language import prefer
from app.web.links import join_link

pages = Blueprint("screen", __name__, url_prefix="/ecran")
guessing(pages)


@pages.get("/ouvrir/<secret>")
def open_link(secret: str) -> Response:
    """Exchange the secret for a cookie, and leave it out of the address."""
    with the_store().read() as read:
        row = workshops.screen_by_secret(read, secret)
        facts = workshops.by_id(read, row.workshop_id) if row else None
    if row is None or facts is None:
        abort(404)
    session.permanent = True
    session["screens"] = {**session.get("screens", {}), facts.id: row.id}
    return redirect(url_for("screen.show", code=facts.code))


@pages.get("/<code>")
def show(code: str) -> str:
    """The code and QR of the room, the stage, the timer, the board, the results."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    grant = grants.screen(facts)
    if grant is None:
        abort(403)
    room, locale = grants.room_of(facts), current_locale()
    told = room.run(lambda: room.audience.page(grant, locale))
    return render_template(
        "screen.html",
        workshop=facts,
        grant=grant,
        site=facts.site(grant.site),
        link=join_link(facts, grant.site),
        told=told,
        pinned="",
    )
