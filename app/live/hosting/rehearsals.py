"""A rehearsal: a copy of a workshop's agenda and tables, for an hour, then thrown away with all that was done in it."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection

from app.domain.calendar import end_of, today
from app.host.workshop_templates.from_workshop import taken_from
from app.live.hosting import new_workshop
from app.live.hosting.rooms import Rooms
from app.store import rehearsals
from app.store.workshop_info import WorkshopInfo
from beffroi import Refused, translator
from beffroi.signs import cut
from beffroi.words import speaking

_ = translator(__name__)

PEOPLE, PEOPLE_LEAST, PEOPLE_MOST = 25, 2, 45
"""Simulated people: unless another number is chosen, at the least, at the most."""

LASTS_MS = 60 * 60 * 1000
"""How long a rehearsal lasts, unless it is thrown away before."""

AT_ONCE = 4
"""Rehearsals of a server at a time."""

TITLE_MOST = 200


def begin(rooms: Rooms, facts: WorkshopInfo, *, facilitator: str, people: int, now: int) -> WorkshopInfo:
    """A copy of a workshop as it is prepared; nobody is in it yet. Raises `Refused`."""
    if facts.is_rehearsal:
        raise Refused(_("This is a rehearsal already: rehearse the workshop itself."))
    if not PEOPLE_LEAST <= people <= PEOPLE_MOST:
        raise Refused(
            _("Between %(least)s and %(most)s people can be simulated.", least=PEOPLE_LEAST, most=PEOPLE_MOST)
        )
    agenda = rooms.of(facts).record.agenda
    with speaking(facts.locale):
        title = cut(str(_("Rehearsal: %(title)s", title=facts.title)), TITLE_MOST)
    template = taken_from(agenda, title=facts.title, language=facts.locale, sites=facts.sites)
    return new_workshop.make(
        rooms.store,
        rooms.registry,
        template,
        facilitator=facilitator,
        sites=facts.sites,
        now=now,
        first=partial(_there_may_be_one_more, facilitator),
        title=title,
        summary=facts.summary,
        locale=facts.locale,
        ends_at=end_of(today(now, facts.zone), facts.zone),
        zone=facts.zone,
        rehearsal={"rehearsal_until": now + LASTS_MS, "rehearses": facts.id, "simulated": people},
    )


def _there_may_be_one_more(facilitator: str, connection: Connection) -> None:
    if rehearsals.of_facilitator(connection, facilitator):
        raise Refused(_("You have a rehearsal already: go on with it, or throw it away."))
    if rehearsals.running(connection) >= AT_ONCE:
        raise Refused(
            _(
                "%(most)s rehearsals are under way on this site, and it holds no more: try again in a while.",
                most=AT_ONCE,
            )
        )


def throw_away(rooms: Rooms, facts: WorkshopInfo) -> None:
    """End a rehearsal: pages are cut, and nothing of it stays, in the log, among people, keys or links."""
    if not facts.is_rehearsal:
        raise ValueError("a workshop that is no rehearsal is not thrown away")
    with rooms.writing(facts.id) as held:
        rehearsals.throw_away(rooms.store, held, facts.id)
