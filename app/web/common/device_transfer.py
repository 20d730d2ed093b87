"""A person's place carried to another device: offered here, taken there, once, within a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, after_this_request, g, request, url_for
from sqlalchemy import Connection

from app.domain.people import Person
from app.store import browsers, pairings
from app.store.browsers import KeptPlace
from app.store.committer import Unavailable, bound
from app.store.digests import secret_digest
from app.store.pairings import Place
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.links import public_origin, qr_data


@dataclass(frozen=True)
class TransferOffer:
    """What is shown to whoever carries a place: a link, its QR code, a short code."""

    link: str
    qr: str
    code: str


def offer(facts: WorkshopInfo, person: Person, seat: int = 0, *, proved: bool) -> TransferOffer:
    """A fresh link and code for somebody's place, or the page that says to try again.

    `proved`: it is drawn on a page that is surely theirs. One that facilitators draw brings name, seat and budget.
    """
    now = g.now
    try:
        drawn = the_store().write(pairings.offer, facts.id, person.id, seat, now, proved=proved)
    except Unavailable:
        abort(503)
    link = public_origin() + url_for("participant.place", secret=drawn.secret)
    return TransferOffer(link, qr_data(link), spaced(drawn.code))


def spaced(code: str) -> str:
    """A short code as it is read aloud: two times three signs."""
    return f"{code[:3]} {code[3:]}"


def whose(facts: WorkshopInfo, place: Place) -> Person | None:
    """Who a place belongs to, unless they were removed since."""
    person = access.room_of(facts).presence.people.get(place.person)
    return None if person is None or person.removed else person


def leave(facts: WorkshopInfo) -> bool:
    """Whoever this browser is leaves, and it shows nothing more of them; False where it is nobody."""
    kept, room, browser = access.remembered(facts), access.room_of(facts), access.of_browser(facts)
    if kept is None or kept.person not in room.presence.people:
        return False
    try:
        room.people.leave(kept.person, bound(browsers.leave, browser))
    except Unavailable:
        abort(503)
    return True


def finish_leaving(facts: WorkshopInfo) -> None:
    """Before a page: somebody left in this browser while there was no network, and it is done now."""
    if access.is_leaving(facts):
        leave(facts)
        after_this_request(_done)


def _done(response: Response) -> Response:
    response.delete_cookie(access.UNDONE, secure=request.is_secure, samesite="Lax")
    return response


def redeem(facts: WorkshopInfo, place: Place) -> bool:
    """Make this browser that person from now on; whether the place was still to be taken."""
    person, now = whose(facts, place), g.now
    if person is None:
        return False
    room = access.room_of(facts)
    keep, link = access.keep_place(facts, KeptPlace(person.id, place.seat)), access.own_link(person.id)
    withheld = [] if place.proved else room.record.begun_anonymously()

    def job(connection: Connection) -> None:
        if not pairings.take(connection, place, now):
            raise Served
        keep(connection)
        pairings.withhold(connection, link, withheld)

    try:
        is_back = room.people.come_back(person.id, job)
    except Served:
        return False
    except Unavailable:
        abort(503)
    if is_back and withheld:
        room.claims.claim(person.id, secret_digest(link))
    return is_back


class Served(Exception):
    """The link or the code has served: nothing is done, and nobody is back."""
