"""The participant's page."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from app.domain.people import Person, seat_typed
from app.store import browsers, pairings, workshops
from app.store.committer import Unavailable
from app.store.pairings import Place
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, device_transfer
from app.web.common.attempts import Attempts
from app.web.common.error_pages import DeadLink
from app.web.common.links import is_only_here
from app.web.common.locale import default_to
from app.web.common.security import guessing
from beffroi import translator
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("participant", __name__, url_prefix="/atelier")
guessing(pages)

offers = Attempts("20 per minute", "places")
"""Links to a place drawn for one person: each page load draws one."""


@pages.get("/<code>")
def show(code: str) -> Response | str:
    """What is on now: the instruction, one field, what the screen shows."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    device_transfer.finish_leaving(facts)
    grant = access.participant(facts)
    if grant is None:
        return redirect(url_for("join.join", code=facts.code))
    room, locale, pinned = access.room_of(facts), current_locale(), request.args.get("activite", "")
    kept = access.remembered(facts)
    told = room.run(lambda: room.snapshots.page(grant, locale, pinned))
    return render_template(
        "participant/page.html",
        workshop=facts,
        grant=grant,
        person=room.presence.people[grant.person],
        site=facts.site(grant.site),
        seat=(kept.seat if kept else 0) or 1,
        link=access.own_link(grant.person),
        told=told,
        pinned=pinned,
    )


def _me(code: str) -> tuple[WorkshopInfo, Person]:
    facts = access.workshop_or_404(code)
    grant = access.participant(facts)
    if grant is None:
        abort(403)
    return facts, access.room_of(facts).presence.people[grant.person]


@pages.post("/<code>/quitter")
def leave(code: str) -> Response:
    """Leave: no longer counted; what was contributed stays, and this browser shows nothing more of it."""
    facts = access.workshop_or_404(code)
    if device_transfer.leave(facts):
        session["just_left"] = facts.id
    return redirect(url_for("join.home"), 303)


@pages.post("/<code>/place")
def seat(code: str) -> Response:
    """« Personne suivante »: another seat of a shared device; what was on the page goes with its writer."""
    facts, person = _me(code)
    chosen = seat_typed(request.form.get("seat", ""), person.seats)
    browser = access.of_browser(facts)
    try:
        the_store().write(browsers.sit, browser, chosen)
    except Unavailable:
        abort(503)
    return redirect(url_for("participant.show", code=facts.code), 303)


# --- going on elsewhere --------------------------------------------------------------------


@pages.get("/<code>/ma-place")
def my_place(code: str) -> Response | str:
    """A fresh link to one's own place, to go on from another device when this one dies."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    grant = access.participant(facts)
    if grant is None:
        return redirect(url_for("join.join", code=facts.code))
    if offers.are_spent(grant.person):
        abort(429)
    offers.count(grant.person)
    person, kept = access.room_of(facts).presence.people[grant.person], access.remembered(facts)
    offer = device_transfer.offer(facts, person, kept.seat if kept else 0, proved=not grant.withheld)
    return render_template(
        "participant/my_place.html", workshop=facts, person=person, offer=offer, only_here=is_only_here()
    )


@pages.get("/reprendre/<secret>")
def place(secret: str) -> str:
    """What the link is worth, and a button: previews of links burn nothing."""
    facts, found, person = _offered(secret)
    if facts is None or found is None or person is None:
        raise _no_longer()
    default_to(facts.locale)
    here = access.participant(facts)
    other = access.room_of(facts).presence.people[here.person] if here and here.person != person.id else None
    return render_template(
        "participant/take_place.html", workshop=facts, person=person, other=other, secret=secret, proved=found.proved
    )


@pages.post("/reprendre/<secret>")
def take_place(secret: str) -> Response:
    """This browser goes on as that person; the link has served."""
    facts, found, _person = _offered(secret)
    if facts is None or found is None or not device_transfer.redeem(facts, found):
        raise _no_longer()
    return redirect(url_for("participant.show", code=facts.code), 303)


def _offered(secret: str) -> tuple[WorkshopInfo | None, Place | None, Person | None]:
    with the_store().read() as read:
        found = pairings.by_secret(read, secret, g.now)
        facts = workshops.by_id(read, found.workshop_id) if found else None
    return facts, found, device_transfer.whose(facts, found) if facts and found else None


def _no_longer() -> DeadLink:
    sentence = _(
        "It has served, or its 15 minutes are over. On the device that you had, “My place on another device” draws "
        "another one; or ask a facilitator for a code, and type it on the page to join."
    )
    return DeadLink(sentence)
