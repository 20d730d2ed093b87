"""What a session may do in a workshop: read from its cookie, checked against the store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, current_app, session
from flask_login import current_user

from app.domain.people import Site, seat_of, tidy_code
from app.live.ask import PREVIEW, SCREEN, Grant
from app.live.glance import Glance
from app.live.room import Room
from app.sdk import FACILITATOR, PARTICIPANT
from app.store import pairings, workshops
from app.store.store import the_store
from app.store.workshops import Facts


def workshop_or_404(code: str) -> Facts:
    """The workshop of a code, or the page that says there is none."""
    with the_store().read() as session_:
        facts = workshops.by_code(session_, tidy_code(code))
    if facts is None:
        abort(404)
    return facts


def room_of(facts: Facts) -> Room:
    """The room of a workshop."""
    room: Room = current_app.extensions["rooms"].of(facts)
    return room


def called_room(facts: Facts) -> Room:
    """The room of a workshop, be it another than the page's own, to write in it: it comes over from elsewhere."""
    room: Room = current_app.extensions["rooms"].called(facts)
    return room


def looked_into(facts: Facts) -> Room | Glance:
    """The room of another workshop than the page's own, to read in it."""
    found: Room | Glance = current_app.extensions["rooms"].looked_into(facts)
    return found


def remember_person(facts: Facts, person: str, link: str, seat: int = 0) -> None:
    """This browser is that person from now on: after a reload, a restart, in a new tab."""
    session.permanent = True
    session["people"] = {**session.get("people", {}), facts.id: {"person": person, "seat": seat, "link": link}}


def remembered(facts: Facts) -> dict[str, Any]:
    """What the cookie says of this browser in a workshop."""
    found = session.get("people", {}).get(facts.id)
    return found if isinstance(found, dict) else {}


def take_seat(facts: Facts, seat: int) -> None:
    """Another person sits down at the shared device."""
    session["people"] = {**session["people"], facts.id: {**remembered(facts), "seat": seat}}


def participant(facts: Facts) -> Grant | None:
    """The grant of whoever joined from this browser, and was not removed."""
    kept = remembered(facts)
    person = room_of(facts).presence.people.get(kept.get("person", ""))
    if person is None or person.left:
        return None
    with the_store().read() as session_:
        withheld = pairings.withheld_from(session_, kept.get("link", ""))
    if pairings.REFUSED in withheld:
        return None
    seat = min(int(kept.get("seat", 0)), person.seats)
    seat = max(seat, 1) if person.seats > 1 else 0
    return Grant(facts.id, PARTICIPANT, seat_of(person.id, seat), person.site, person.id, withheld=withheld)


def as_seat(facts: Facts, grant: Grant, who: str) -> Grant:
    """The same person at another seat of their device, for what that seat could not send; else the grant as it is."""
    person = room_of(facts).presence.people[grant.person]
    return replace(grant, who=who) if who in person.whos() else grant


def facilitator(facts: Facts) -> Grant | None:
    """The grant of a facilitator of this workshop who is signed in."""
    if not current_user.is_authenticated:
        return None
    with the_store().read() as session_:
        if not workshops.facilitates(session_, facts.id, current_user.user.id):
            return None
    return Grant(facts.id, FACILITATOR, f"f:{current_user.user.id}", name=current_user.user.name)


def preview(facts: Facts) -> Grant | None:
    """The grant of a facilitator who looks at a participant's page: it reads, and nothing else."""
    if facilitator(facts) is None:
        return None
    return Grant(facts.id, PREVIEW, f"v:{current_user.user.id}")


def remember_screen(facts: Facts, screen: str) -> None:
    """This browser is that screen from now on."""
    session.permanent = True
    session["screens"] = {**session.get("screens", {}), facts.id: screen}


def screens() -> list[tuple[Facts, Site | None]]:
    """The workshops that this browser is a screen of, each with the site, the latest first."""
    kept = reversed(session.get("screens", {}).items())
    with the_store().read() as session_:
        rows = [(workshops.by_id(session_, id), workshops.screen_by_id(session_, screen)) for id, screen in kept]
    return [(facts, facts.site(row.site)) for facts, row in rows if facts and row and not facts.purged]


def screen(facts: Facts) -> Grant | None:
    """The grant of a screen that was paired with this browser, or whose link it opened, and that is not revoked."""
    id = session.get("screens", {}).get(facts.id, "")
    with the_store().read() as session_:
        row = workshops.screen_by_id(session_, id) if id else None
    if row is None or row.workshop_id != facts.id:
        return None
    return Grant(facts.id, SCREEN, f"s:{row.id}", row.site)


BY_ROLE = {PARTICIPANT: participant, FACILITATOR: facilitator, SCREEN: screen, PREVIEW: preview}


def facilitator_or_403(code: str) -> tuple[Facts, Grant]:
    """The workshop and its facilitator's grant, or the sign-in page."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    facts = workshop_or_404(code)
    grant = facilitator(facts)
    if grant is None:
        abort(403)
    return facts, grant
