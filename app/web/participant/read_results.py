"""The results as whoever took part reads them: by the code of the workshop, once its closing was put up."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_limiter.util import get_remote_address

from app.export.minutes.gathering import gather
from app.export.minutes.model import Minutes
from app.host.rendering.parts import breath
from app.host.rendering.report_pieces import for_pieces
from app.live.commands.cooperative import Cooperative
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, minutes
from app.web.common.attempts import READINGS
from app.web.common.links import qr_svg, results_link
from app.web.common.locale import default_to
from app.web.common.security import guessing
from beffroi.words import current_locale

pages = Blueprint("read_results", __name__, url_prefix="/r")
guessing(pages)


@pages.get("/<code>")
def read(code: str) -> str:
    """What was kept and who does what, then all that was made, as the version for participants has it."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    READINGS.spend(access.secret() or str(get_remote_address()))
    room, locale = access.room_of(facts), current_locale()
    agenda = room.record.agenda
    if not agenda.results_open(room.clock()):
        shut = agenda.concluded
        return render_template("participant/results.html", workshop=facts, minutes=None, is_shut=shut)
    made = _gathered(facts, room, locale)
    is_here = access.participant(facts) is not None
    until = (agenda.results_until or facts.content_until) - 1
    return render_template(
        "participant/results.html", workshop=facts, minutes=made, is_here=is_here, until=until, **for_pieces()
    )


def _gathered(facts: WorkshopInfo, room: Room, locale: str) -> Minutes:
    """What the page shows: worked out once for all who read the same."""
    choices = minutes.chosen(facts)
    told = minutes.around(facts, room)
    breath.set(Cooperative().breathe)

    def made() -> Minutes:
        kept, state = room.renderer.readings, (len(room.record.entries), choices, len(told.people))
        if locale not in kept or kept[locale][0] != state:
            kept[locale] = state, gather(facts, room.record, told, choices, locale, version="participants")
        found: Minutes = kept[locale][1]
        return found

    return room.run(made)


@pages.get("/<code>/qr.svg")
def qr(code: str) -> Response:
    """The QR code of the results, for the screen of a room."""
    facts = access.workshop_or_404(code)
    return Response(qr_svg(results_link(facts)), mimetype="image/svg+xml")
