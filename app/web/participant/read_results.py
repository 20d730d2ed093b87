"""The results as whoever took part reads them: by the code of the workshop, once its closing was put up."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_limiter.util import get_remote_address

from app.export import closing, report
from app.host.rendering.parts import breath
from app.live.commands.cooperative import Cooperative
from app.live.room.room import Room
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import READINGS
from app.web.common.links import qr_svg, results_link
from app.web.common.locale import default_to
from app.web.common.report_page import for_pieces
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
        return render_template("participant/results.html", workshop=facts, concluded=[], report=None, is_shut=shut)
    concluded, made = _gathered(facts, room, locale)
    is_here = access.participant(facts) is not None
    return render_template(
        "participant/results.html", workshop=facts, concluded=concluded, report=made, is_here=is_here, **for_pieces()
    )


def _gathered(facts: WorkshopInfo, room: Room, locale: str) -> tuple[list[closing.Concluded], report.Report]:
    """What the page shows: worked out once for all who read the same."""
    breath.set(Cooperative().breathe)

    def gather() -> tuple[list[closing.Concluded], report.Report]:
        kept, entries = room.renderer.readings, len(room.record.entries)
        if locale not in kept or kept[locale][0] != entries:
            made = closing.gather(room.record), report.gather(facts, room.record, locale, "participants")
            kept[locale] = entries, made
        found: tuple[list[closing.Concluded], report.Report] = kept[locale][1]
        return found

    return room.run(gather)


@pages.get("/<code>/qr.svg")
def qr(code: str) -> Response:
    """The QR code of the results, for the screen of a room."""
    facts = access.workshop_or_404(code)
    return Response(qr_svg(results_link(facts)), mimetype="image/svg+xml")
