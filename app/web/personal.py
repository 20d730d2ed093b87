"""A person's own link: read, export and erase what can still be traced to them."""

from __future__ import annotations

import json
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.log import Entry
from app.domain.people import Person
from app.export.personal import of_person
from app.live import erasing
from app.store import pairings, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts, secret_digest
from app.web import grants
from app.web.guards import WRONG_CODES, limiter, wrong
from app.web.hand import erase_everywhere

pages = Blueprint("personal", __name__, url_prefix="/mes-donnees")

guessing = limiter.shared_limit(WRONG_CODES, scope="links", deduct_when=wrong(404))


def _entries(facts: Facts, person: Person, secret: str) -> list[Entry]:
    """What this link may show: one of a device that facilitators reattached, nothing anonymous from before."""
    room = grants.room_of(facts)
    with the_store().read() as session:
        withheld = pairings.withheld_from(session, secret)
    if pairings.REFUSED in withheld:
        abort(404)
    return [entry for entry in room.run(lambda: erasing.entries_of(room, person)) if entry.activity not in withheld]


def _owner(secret: str) -> tuple[Person, Facts]:
    with the_store().read() as read:
        found = workshops.person_by_link(read, secret)
    if found is None:
        abort(404)
    return found


@pages.get("/<secret>")
@guessing
def read(secret: str) -> str:
    """What is kept of somebody."""
    person, facts = _owner(secret)
    kept = of_person(grants.room_of(facts).record, _entries(facts, person, secret))
    device, withheld = _device(facts, person, secret)
    return render_template(
        "personal.html", person=person, workshop=facts, kept=kept, secret=secret, withheld=withheld, device=device
    )


def _device(facts: Facts, person: Person, secret: str) -> tuple[str, bool]:
    """The link of this browser, where it has this person's place and this other link can prove it theirs.

    And whether the link that was opened withholds something itself.
    """
    kept = grants.remembered(facts)
    with the_store().read() as session:
        withheld = bool(pairings.withheld_from(session, secret))
        here = pairings.withheld_from(session, kept.get("link", ""))
    is_hers = kept.get("person") == person.id and here and pairings.REFUSED not in here and not withheld
    return (kept["link"] if is_hers else ""), withheld


@pages.post("/<secret>/appareil")
@guessing
def prove(secret: str) -> AnyResponse:
    """This browser, reattached by facilitators, is the person's: who has their own link shows it."""
    person, facts = _owner(secret)
    device, _withheld = _device(facts, person, secret)
    try:
        if device:
            grants.room_of(facts).prove(person.id, secret_digest(device), is_hers=True)
    except Unavailable:
        abort(503)
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


@pages.get("/<secret>/export.json")
@guessing
def export(secret: str) -> Response:
    """The same, to take away."""
    person, facts = _owner(secret)
    kept = of_person(grants.room_of(facts).record, _entries(facts, person, secret))
    site = facts.site(person.site)
    body = {"workshop": facts.title, "name": person.name, "site": site.name if site else "", "contributions": kept}
    headers = {"Content-Disposition": 'attachment; filename="mes-donnees.json"'}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), mimetype="application/json", headers=headers)


@pages.post("/<secret>/effacer")
@guessing
def erase(secret: str) -> AnyResponse:
    """Erase texts, or all of it and the name with it."""
    person, facts = _owner(secret)
    room = grants.room_of(facts)
    chosen = set(request.form.getlist("entry"))
    entries = [entry for entry in _entries(facts, person, secret) if "all" in request.form or entry.id in chosen]
    try:
        erase_everywhere(facts, [entry.id for entry in entries])
        if "all" in request.form:
            room.change_person(replace(person, name=""))
    except Unavailable:
        abort(503)
    return redirect(url_for("personal.read", secret=secret), 303)
