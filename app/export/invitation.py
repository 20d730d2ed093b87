"""A workshop as an entry of a calendar (RFC 5545), for people to put into theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from app.domain.calendar import moment
from app.store.digests import secret_digest
from app.store.workshop_info import WorkshopInfo
from beffroi import translator
from beffroi.words import speaking

_ = translator(__name__)

USUAL_HOURS = 2
"""How long it lasts in a calendar whose agenda says no minutes."""


@dataclass(frozen=True)
class Invitation:
    """What a calendar is told of a workshop beside its facts."""

    facts: WorkshopInfo
    link: str
    """The address to join."""
    site: str = ""
    """Whose place it is for; "" for all of them."""
    starts_at: int = 0
    """When it begins, in milliseconds since 1970; 0 where only the day is known."""
    minutes: int = 0
    """How long it lasts; 0 where nobody said."""
    sequence: int = 0
    """Grows with each change: a calendar takes over what comes with a higher number."""

    @property
    def uid(self) -> str:
        """The same for ever, and nothing that opens anything."""
        return f"{secret_digest('invitation/' + self.facts.id)[:32]}@beffroi"


def calendar_file(said: Invitation, now: int) -> bytes:
    """The calendar with its one event, on the first day: the days that follow are for whoever comes late."""
    facts = said.facts
    event = Event()
    event.add("uid", said.uid)
    event.add("dtstamp", datetime.fromtimestamp(now // 1000, UTC))
    event.add("sequence", said.sequence)
    event.add("summary", facts.title, {"language": facts.locale})
    _add_times(event, said)
    places = [site.name for site in facts.sites if said.site in ("", site.id)]
    event.add("location", ", ".join(places))
    event.add("url", said.link)
    code = f"{facts.code[:4]} {facts.code[4:]}"
    with speaking(facts.locale):
        joining = str(_("To join: %(link)s\nCode: %(code)s", link=said.link, code=code))
    event.add("description", f"{facts.summary}\n\n{joining}".strip())
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Beffroi//Workshops//FR")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    if said.starts_at:
        day = moment(said.starts_at, facts.zone).date()
        calendar.add_missing_timezones(day - timedelta(days=366), day + timedelta(days=366))
    return bytes(calendar.to_ical())


def _add_times(event: Event, said: Invitation) -> None:
    if not said.starts_at:
        event.add("dtstart", said.facts.first_day)
        event.add("dtend", said.facts.first_day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", moment(said.starts_at, said.facts.zone))
    event.add("duration", timedelta(minutes=said.minutes or USUAL_HOURS * 60))
