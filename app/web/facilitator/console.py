"""The console: what is on, what comes next, and all that one does beside it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from app.store import workshops
from app.store.store import the_store
from app.web.common import access
from app.web.common.links import is_only_here, join_link, public_host
from app.web.common.locale import default_to
from app.web.facilitator import pace
from app.web.facilitator.at_once import asked_at_once, fields_at_once
from app.web.facilitator.own_notes import LONGEST as OWN_NOTES_MOST
from app.web.facilitator.own_notes import noted
from app.web.facilitator.screens import listed
from beffroi import translator
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("console", __name__, url_prefix="/animer")


@pages.get("/<code>")
def show(code: str) -> str:
    """Now, next, clock, readiness and presence by site; what the activity asks of a facilitator."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    room, locale, pinned = access.room_of(facts), current_locale(), request.args.get("activite", "")
    told = room.run(lambda: room.snapshots.page(grant, locale, pinned))
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "facilitator/console.html",
        workshop=facts,
        grant=grant,
        told=told,
        pinned=pinned,
        screens=listed(facts),
        at_once=[(method, fields_at_once(method)) for method in asked_at_once(facts)],
        colleagues=colleagues,
        link=join_link(facts),
        only_here=is_only_here(),
        host=public_host(),
        paired="",
        pairing_error="",
        typed="",
        typed_site="",
        is_cut=False,
        told_of="",
        noted=noted(facts),
        **pace.context(facts),
        own_notes_most=OWN_NOTES_MOST,
    )
