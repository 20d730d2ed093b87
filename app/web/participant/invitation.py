"""The workshop as a file that a calendar takes, for whoever can join it."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from app.domain.calendar import at_hour
from app.domain.timetable import timetable
from app.export.invitation import Invitation, calendar_file
from app.web.common import access
from app.web.common.links import join_link
from app.web.common.security import guessing

pages = Blueprint("invitation", __name__, url_prefix="/rejoindre")
guessing(pages)


@pages.get("/<code>/calendrier.ics")
def as_ics(code: str) -> Response:
    """The first day, with the address to join; from a site, its place alone."""
    facts = access.workshop_or_404(code)
    site = facts.site(request.args.get("site", ""))
    record = access.read_only(facts).record
    plan = timetable(record.agenda)
    said = Invitation(
        facts,
        join_link(facts, site.id if site else ""),
        site.id if site else "",
        starts_at=0 if plan.starts_at is None else at_hour(facts.first_day, plan.starts_at, facts.zone),
        minutes=plan.lasts if plan.ends_at is None else max(0, plan.ends_at - (plan.starts_at or 0)),
        sequence=facts.changes + sum(entry.is_core for entry in record.entries),
    )
    name = f"atelier-{facts.first_day.isoformat()}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(calendar_file(said, g.now), mimetype="text/calendar", headers=headers)
