"""A person's place carried to another device: offered here, taken there, once, within a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import abort, g, url_for

from app.domain.people import Person
from app.store import pairings
from app.store.committer import Unavailable
from app.store.pairings import Place
from app.store.store import the_store
from app.store.workshops import Facts, secret_digest
from app.web import grants
from app.web.links import public_origin, qr_data


@dataclass(frozen=True)
class Offer:
    """What is shown to whoever carries a place: a link, its QR code, a short code."""

    link: str
    qr: str
    code: str


def offer(facts: Facts, person: Person, seat: int = 0, *, proved: bool) -> Offer:
    """A fresh link and code for somebody's place, or the page that says to try again.

    `proved`: it is drawn on a page that is surely theirs. One that facilitators draw brings name, seat and budget.
    """
    now = g.now
    try:
        drawn = the_store().write(lambda c: pairings.offer(c, facts.id, person.id, seat, now, proved=proved))
    except Unavailable:
        abort(503)
    link = public_origin() + url_for("take_part.place", secret=drawn.secret)
    return Offer(link, qr_data(link), spaced(drawn.code))


def spaced(code: str) -> str:
    """A short code as it is read aloud: two times three signs."""
    return f"{code[:3]} {code[3:]}"


def whose(facts: Facts, place: Place) -> Person | None:
    """Who a place belongs to, unless they were removed since."""
    person = grants.room_of(facts).presence.people.get(place.person)
    return None if person is None or person.removed else person


def take(facts: Facts, place: Place) -> bool:
    """Make this browser that person from now on; whether the place was still to be taken."""
    person, now = whose(facts, place), g.now
    if person is None:
        return False
    room = grants.room_of(facts)
    withheld = [] if place.proved else room.record.begun_anonymously()
    try:
        link = the_store().write(lambda connection: pairings.take(connection, place, now, withheld))
        if link and person.left:
            room.change_person(replace(person, left=False))
        if link and withheld:
            room.claim(person.id, secret_digest(link))
    except Unavailable:
        abort(503)
    if link:
        grants.remember_person(facts, person.id, link, place.seat)
    return bool(link)
