"""A person's own link: read, export and erase what can still be traced to them."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import Person
from app.export.personal import of_person
from app.live import attendance, erasing
from app.store import workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants
from app.web.guards import WRONG_CODES, limiter, wrong
from app.web.guards import guessing as codes
from app.web.hand import erase_everywhere
from app.web.links import public_base

pages = Blueprint("personal", __name__, url_prefix="/mes-donnees")

guessing = limiter.shared_limit(WRONG_CODES, scope="links", deduct_when=wrong(404))


def _owner(secret: str) -> tuple[Person, Facts]:
    with the_store().read() as read:
        found = workshops.person_by_link(read, secret)
    if found is None:
        abort(404)
    return found


@pages.get("/<secret>")
@guessing
def read(secret: str) -> AnyResponse | str:
    """What is kept of somebody.

    In a browser that is them it is shown under an address that holds no secret, so that the browser's history is worth
    nothing to the next one; and in a browser that they left it asks who is there before it shows anything.
    """
    person, facts = _owner(secret)
    grant, gone = grants.participant(facts), grants.was_here(facts)
    if person.id in (grant.person if grant else "", gone.id if gone else ""):
        return redirect(url_for("personal.here", code=facts.code))
    return _page(person, facts, secret)


def _page(person: Person, facts: Facts, secret: str = "") -> str:
    """The page: `secret` is the link it was opened by, "" where the browser is known."""
    if secret:
        at = {name: url_for(f"personal.{name}", secret=secret) for name in ("export", "erase")}
    else:
        at = {name: url_for(f"personal.{name}_here", code=facts.code) for name in ("export", "erase")}
    link = public_base() + url_for("personal.read", secret=secret or grants.own_link(person.id))
    return render_template(
        "personal.html", person=person, workshop=facts, kept=_kept(person, facts), at=at, link="" if secret else link
    )


def _kept(person: Person, facts: Facts) -> list[Any]:
    room = grants.room_of(facts)
    return room.run(lambda: of_person(room.record, erasing.entries_of(room, person)))


@pages.get("/<secret>/export.json")
@guessing
def export(secret: str) -> Response:
    """The same, to take away."""
    return _export(*_owner(secret))


def _export(person: Person, facts: Facts) -> Response:
    site = facts.site(person.site)
    contributions = _kept(person, facts)
    body = {
        "workshop": facts.title,
        "name": person.name,
        "site": site.name if site else "",
        "contributions": contributions,
    }
    headers = {"Content-Disposition": 'attachment; filename="mes-donnees.json"'}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), mimetype="application/json", headers=headers)


@pages.post("/<secret>/effacer")
@guessing
def erase(secret: str) -> AnyResponse:
    """Erase texts, or all of it and the name with it."""
    _erase(*_owner(secret))
    return redirect(url_for("personal.read", secret=secret), 303)


def _erase(person: Person, facts: Facts) -> None:
    room = grants.room_of(facts)
    chosen = set(request.form.getlist("entry"))
    entries = [
        entry
        for entry in room.run(lambda: erasing.entries_of(room, person))
        if "all" in request.form or entry.id in chosen
    ]
    try:
        erase_everywhere(facts, [entry.id for entry in entries])
        if "all" in request.form:
            attendance.forget_name(room, person.id)
    except Unavailable:
        abort(503)


# --- in the browser of somebody who is in ----------------------------------------------------


def _me(code: str) -> tuple[Person, Facts]:
    facts = grants.workshop_or_404(code)
    grant = grants.participant(facts)
    if grant is None:
        abort(redirect(url_for("join.join", code=facts.code)))
    return grants.room_of(facts).presence.people[grant.person], facts


@pages.get("/ici/<code>")
@codes
def here(code: str) -> str:
    """What is kept of whoever this browser is."""
    return _page(*_me(code))


@pages.get("/ici/<code>/export.json")
@codes
def export_here(code: str) -> Response:
    """The same, to take away."""
    return _export(*_me(code))


@pages.post("/ici/<code>/effacer")
@codes
def erase_here(code: str) -> AnyResponse:
    """Erase texts, or all of it and the name with it."""
    person, facts = _me(code)
    _erase(person, facts)
    return redirect(url_for("personal.here", code=facts.code), 303)
