"""The sheet for the door of a room."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template

from app.web.common import access
from app.web.common.attempts import PRINTS
from app.web.common.links import is_only_here, join_link, public_host, qr_data
from app.web.common.locale import default_to
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("posters", __name__, url_prefix="/animer")


@pages.get("/<code>/affiche/<site>")
def poster(code: str, site: str) -> str:
    """The sheet for the door of a room: how to join, what is kept."""
    facts, grant = access.facilitator_or_403(code)
    PRINTS.spend(grant.who)
    default_to(facts.locale)
    room = facts.site(site)
    if room is None:
        abort(404)
    return render_template(
        "facilitator/poster.html",
        workshop=facts,
        site=room,
        qr=qr_data(join_link(facts, room.id)),
        host=public_host(),
        only_here=is_only_here(),
        settings=current_app.extensions["settings"],
    )
