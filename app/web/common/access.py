"""What a browser may do in a workshop: looked up under its cookie's secret, checked against the store."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from flask import abort, current_app, g, request, session
from flask_login import current_user
from sqlalchemy import Connection

from app.domain.people import Person, Site, seat_of, tidy_code
from app.domain.secret_keys import SecretKeys
from app.live.commands.loading import ReadOnlyRoom
from app.live.commands.on_paper import paper_of
from app.live.commands.request import PAPER, PREVIEW, SCREEN, Grant
from app.live.hosting.rooms import Rooms
from app.live.room.room import Room
from app.store import browsers, pairings, workshops
from app.store import screens as screen_rows
from app.store.browsers import Browser, KeptPlace, Moved, Taken
from app.store.committer import Job, Unavailable, bound
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common.locale import mark_texts
from app.web.common.signing_keys import signing_keys
from beffroi import FACILITATOR, PARTICIPANT


def workshop_or_404(code: str) -> WorkshopInfo:
    """The workshop of a code, or the page that says there is none."""
    with the_store().read() as session_:
        facts = workshops.by_code(session_, tidy_code(code))
    if facts is None:
        abort(404)
    mark_texts(facts.locale)
    g.workshop = facts  # whose a file is that somebody takes away
    if facts.is_rehearsal:
        g.rehearsal = facts  # every page of it says so, whatever else it is given
    return facts


def rooms() -> Rooms:
    """The rooms of this process."""
    found: Rooms = current_app.extensions["rooms"]
    return found


def room_of(facts: WorkshopInfo) -> Room:
    """The room of a workshop."""
    return rooms().of(facts)


def read_only(facts: WorkshopInfo) -> Room | ReadOnlyRoom:
    """The room of another workshop than the page's own, to read in it."""
    return rooms().read_only(facts)


# --- what this browser is ------------------------------------------------------------------


def secret() -> str:
    """The secret of this browser, "" where it has none: what it may enter is kept in the store, under its digest."""
    kept = session.get("browser", "")
    return kept if isinstance(kept, str) else ""


def known_browser() -> str:
    """The secret of this browser, drawn where it had none: its cookie holds that, and grows no more."""
    if not secret():
        session["browser"] = secrets.token_urlsafe(24)
    if not session.permanent:  # to set it is to write the cookie
        session.permanent = True
    return secret()


def admit() -> None:
    """This browser was let in somewhere: wrong codes of others at its address are nothing to it."""
    known_browser()
    session["admitted"] = True  # written each time: the cookie lasts from here


def of_browser(facts: WorkshopInfo) -> Browser:
    """This browser in a workshop, as the store knows it."""
    return Browser(secret(), facts.id)


def own_link(person: str) -> str:
    """The secret of this browser's link to a person's data: worked out, so that no row and no cookie holds it.

    Where a key of before made it, the present one takes over: the former still leads there, as long as its row stays.
    """
    present, *former = _links(signing_keys(), secret(), person)
    if not former:
        return present
    with the_store().read() as session_:
        known = browsers.known_link(session_, [present, *former])
    if known not in former:
        return present
    try:
        return the_store().write(browsers.renew_link, known, present)
    except Unavailable:
        return known  # another time


def _links(keys: SecretKeys, browser: str, person: str) -> list[str]:
    return [told.hex()[:32] for told in keys.worked_out(f"own link/{browser}/{person}")]


def keep_place(facts: WorkshopInfo, place: KeptPlace) -> Job:
    """A job: this browser is that person from now on, after a reload, a restart, in a new tab."""
    admit()
    browser, link, now = of_browser(facts), own_link(place.person), g.now
    return bound(browsers.keep_place, browser, place, link, now)


def keep_new(facts: WorkshopInfo, *, replaces: bool) -> Callable[[Connection, str], None]:
    """What joining does with the id of whom it makes; where this browser is somebody already, only to replace them."""
    admit()
    browser, now, mine = of_browser(facts), g.now, secret()
    keys = signing_keys()

    def job(connection: Connection, person: str) -> None:
        if not replaces and browsers.is_somebody(connection, browser):
            raise Taken
        browsers.keep_place(connection, browser, KeptPlace(person), _links(keys, mine, person)[0], now)

    return job


def remembered(facts: WorkshopInfo) -> KeptPlace | None:
    """Who this browser is in a workshop, or was: there, gone or removed."""
    with the_store().read() as session_:
        kept = browsers.place_of(session_, of_browser(facts))
    kept = kept or _moved(facts.id).place
    return replace(kept, left=True) if kept and is_leaving(facts) else kept


UNDONE = "beffroi-leaving"
"""The cookie by which a page says that somebody left in it while there was no network: see leaving.js."""


def is_leaving(facts: WorkshopInfo) -> bool:
    """Whether somebody left in this browser and the store was not told yet: nothing of theirs is shown meanwhile."""
    return bool(request.cookies.get(UNDONE)) and tidy_code(request.cookies[UNDONE]) == facts.code


def participant(facts: WorkshopInfo) -> Grant | None:
    """The grant of whoever joined from this browser, did not leave in it, and was not removed."""
    kept = remembered(facts)
    person = room_of(facts).presence.people.get(kept.person) if kept else None
    if kept is None or person is None or kept.left or person.left:
        return None
    with the_store().read() as session_:
        # A browser whose key went while it was away: nobody knows any more what is withheld from it.
        withheld = pairings.withheld_from(session_, own_link(person.id), unknown=(pairings.REFUSED,))
    if pairings.REFUSED in withheld:
        return None
    seat = min(kept.seat, person.seats)
    seat = max(seat, 1) if person.seats > 1 else 0
    return Grant(facts.id, PARTICIPANT, seat_of(person.id, seat), person.site, person.id, withheld=withheld)


def was_here(facts: WorkshopInfo) -> Person | None:
    """Who left in this browser, or on another device of theirs, and may be the one who is before it now."""
    kept = remembered(facts)
    person = room_of(facts).presence.people.get(kept.person) if kept else None
    if kept is None or person is None or person.removed or not person.name:
        return None
    return person if kept.left or person.left else None


def left_here(facts: WorkshopInfo) -> bool:
    """Whether somebody pressed « Quitter » in this very browser, and nobody came in since."""
    kept = remembered(facts)
    return kept is not None and kept.left


def was_removed(facts: WorkshopInfo) -> Person | None:
    """Who was taken out of the workshop by a facilitator, if it was whoever this browser is."""
    kept = remembered(facts)
    person = room_of(facts).presence.people.get(kept.person) if kept else None
    return person if person is not None and person.removed else None


def as_seat(facts: WorkshopInfo, grant: Grant, who: str) -> Grant:
    """The same person at another seat of their device, for what that seat could not send; else the grant as it is."""
    person = room_of(facts).presence.people[grant.person]
    return replace(grant, who=who) if who in person.whos() else grant


def facilitator(facts: WorkshopInfo) -> Grant | None:
    """The grant of a facilitator of this workshop who is signed in."""
    if not current_user.is_authenticated:
        return None
    with the_store().read() as session_:
        if not workshops.facilitates(session_, facts.id, current_user.user.id):
            return None
    user = current_user.user
    return Grant(facts.id, FACILITATOR, f"f:{user.id}", name=user.name, login=current_user.login)


def preview(facts: WorkshopInfo) -> Grant | None:
    """The grant of a facilitator who looks at a participant's page: it reads, and nothing else."""
    if facilitator(facts) is None:
        return None
    return Grant(facts.id, PREVIEW, f"v:{current_user.user.id}", login=current_user.login)


def paper(facts: WorkshopInfo, who: object) -> Grant | None:
    """The grant of a facilitator who enters what somebody without a device wrote: it takes part as them."""
    leads, record = facilitator(facts), room_of(facts).record
    found = paper_of(record, who) if leads and isinstance(who, str) else None
    if leads is None or found is None:
        return None
    person = record.people.get(found.person)
    return Grant(
        facts.id, PARTICIPANT, found.who, person.site if person else "", found.person,
        login=leads.login, by=leads.who, table=found.table,
    )  # fmt: skip


def remember_screen(facts: WorkshopInfo, screen: str) -> None:
    """This browser is that screen from now on."""
    admit()
    browser, now = of_browser(facts), g.now
    the_store().write(browsers.keep_screen, browser, screen, now)


def screens() -> list[tuple[WorkshopInfo, Site | None]]:
    """The workshops that this browser is a screen of, each with the site, the latest first."""
    with the_store().read() as session_:
        rows = browsers.screens_of(session_, secret())
        found = [(workshops.by_id(session_, row.workshop_id), row) for row in rows]
    return [(facts, facts.site(row.site)) for facts, row in found if facts and not facts.purged]


def screen(facts: WorkshopInfo) -> Grant | None:
    """The grant of a screen that was paired with this browser, or whose link it opened, and that is not revoked."""
    before = _moved(facts.id).screen
    with the_store().read() as session_:
        row = browsers.screen_of(session_, of_browser(facts))
        row = row or (screen_rows.screen_by_id(session_, before) if before else None)
    if row is None or row.workshop_id != facts.id:
        return None
    return Grant(facts.id, SCREEN, f"s:{row.id}", row.site)


# --- cookies of before ---------------------------------------------------------------------


def move_over() -> None:
    """Before a page: what a cookie of an older release held is kept in the store, once, and leaves the cookie."""
    if request.endpoint == "static" or not ("people" in session or "screens" in session):
        return
    admit()
    moved, mine, now = [_moved(id) for id in _held()], secret(), g.now
    moved = [replace(one, link=own_link(one.place.person)) if one.place else one for one in moved]
    try:
        the_store().write(browsers.move_over, mine, moved, now)
    except Unavailable:
        return  # another time; until then the cookie says it
    session.pop("people", None)
    session.pop("screens", None)


def _held() -> list[str]:
    return list({**session.get("people", {}), **session.get("screens", {})})


def _moved(workshop_id: str) -> Moved:
    """What a cookie of an older release says of a workshop; nothing, once it was moved over."""
    said, screen = session.get("people", {}).get(workshop_id), session.get("screens", {}).get(workshop_id, "")
    place = KeptPlace(str(said.get("person", "")), int(said.get("seat", 0))) if isinstance(said, dict) else None
    return Moved(workshop_id, place, screen=str(screen))


BY_ROLE = {PARTICIPANT: participant, FACILITATOR: facilitator, SCREEN: screen, PREVIEW: preview}


def grant_of(role: str, facts: WorkshopInfo, who: object) -> Grant | None:
    """The grant of a kind of page that this browser may open; None where it may not, or there is no such kind."""
    if role == PAPER:
        return paper(facts, who)
    return BY_ROLE[role](facts) if role in BY_ROLE else None


def facilitator_or_403(code: str) -> tuple[WorkshopInfo, Grant]:
    """The workshop and its facilitator's grant, or the sign-in page."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    facts = workshop_or_404(code)
    grant = facilitator(facts)
    if grant is None:
        abort(403)
    return facts, grant
