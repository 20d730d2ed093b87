"""A person's own link: read, export and erase what can still be traced to them."""

from __future__ import annotations

import json
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import Person
from app.export.personal import of_person
from app.live import erasing
from app.store import workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants
from app.web.guards import WRONG_CODES, limiter, wrong
from app.web.hand import erase_everywhere

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
def read(secret: str) -> str:
    """What is kept of somebody."""
    person, facts = _owner(secret)
    room = grants.room_of(facts)
    kept = room.run(lambda: of_person(room.record, erasing.entries_of(room, person)))
    return render_template("personal.html", person=person, workshop=facts, kept=kept, secret=secret)


@pages.get("/<secret>/export.json")
@guessing
def export(secret: str) -> Response:
    """The same, to take away."""
    person, facts = _owner(secret)
    room = grants.room_of(facts)
    kept = room.run(lambda: of_person(room.record, erasing.entries_of(room, person)))
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
    entries = [
        entry
        for entry in room.run(lambda: erasing.entries_of(room, person))
        if "all" in request.form or entry.id in chosen
    ]
    try:
        erase_everywhere(facts, [entry.id for entry in entries])
        if "all" in request.form:
            room.change_person(replace(person, name=""))
    except Unavailable:
        abort(503)
    return redirect(url_for("personal.read", secret=secret), 303)
