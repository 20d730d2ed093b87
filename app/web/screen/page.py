"""The screen of a site: it can only be read."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.web.common import access
from app.web.common.links import join_link, public_host
from app.web.common.locale import default_to
from app.web.common.security import guessing
from app.web.screen.pairing import pairing_page
from beffroi.words import current_locale

pages = Blueprint("screen", __name__, url_prefix="/ecran")
guessing(pages)


@pages.get("/<code>")
def show(code: str) -> Response | str | tuple[str, int]:
    """The code and QR of the room, the stage, the timer, the board, the results."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    grant = access.screen(facts)
    if grant is None:  # never paired, or cut off: it can be paired again from where it stands
        page = pairing_page(cut=True)
        return (page, 403) if isinstance(page, str) else page
    room, locale = access.room_of(facts), current_locale()
    told = room.run(lambda: room.snapshots.page(grant, locale))
    return render_template(
        "screen/page.html",
        workshop=facts,
        grant=grant,
        site=facts.site(grant.site),
        link=join_link(facts, grant.site),
        host=public_host(),
        told=told,
        pinned="",
    )
