"""An agenda as whoever has its link reads it: what is planned, without an account, without a note, without a name of
those who take part."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_limiter.util import get_remote_address

from app.domain.calendar import at_hour, hour
from app.domain.timetable import timetable
from app.store import agenda_links
from app.store.store import the_store
from app.web.common import access
from app.web.common.attempts import READINGS
from app.web.common.error_pages import DeadLink
from app.web.common.links import AGENDA_SECRET
from app.web.common.locale import default_to, mark_texts
from app.web.common.security import guessing
from beffroi import translator
from beffroi.spoken import Said

_ = translator(__name__)
pages = Blueprint("read_agenda", __name__, url_prefix="/deroule")
guessing(pages)


@pages.get("/<link>")
def read(link: str) -> str:
    """Title, dates, sites; each activity with its time and minutes. Printed, it is one sheet."""
    with the_store().read() as session:
        facts = agenda_links.by_secret(session, link[: AGENDA_SECRET + 1])
    if facts is None:
        raise DeadLink(
            _(
                "It was copied in part, or the facilitators took it back, or the workshop was deleted. They can give "
                "you another."
            )
        )
    READINGS.spend(access.secret() or str(get_remote_address()))
    mark_texts(facts.locale)
    default_to(facts.locale)
    plan = timetable(access.read_only(facts).record.agenda)

    def clock(minutes: int) -> Said:
        return Said(hour(at_hour(facts.first_day, minutes, facts.zone), facts.zone))

    return render_template("participant/agenda.html", workshop=facts, plan=plan, clock=clock)
