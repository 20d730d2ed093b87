"""A person's own link: read, export and erase what can still be traced to them."""

from __future__ import annotations

import json
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.log import LATE, Entry, blanked
from app.domain.people import Person
from app.export.personal import of_person
from app.live import erasing
from app.live.record import Record
from app.sdk import translator
from app.store import workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants
from app.web.guards import WRONG_CODES, limiter, wrong
from app.web.hand import erase_everywhere
from app.web.tries import OWN_DATA, OWN_ERASURES

_ = translator(__name__)

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
    return _page(secret, *_owner(secret))


def _page(secret: str, person: Person, facts: Facts, said: str = "") -> str:
    OWN_DATA.spend(person.id)
    room = grants.room_of(facts)
    kept = room.run(lambda: of_person(room.record, erasing.entries_of(room, person)))
    return render_template("personal.html", person=person, workshop=facts, kept=kept, secret=secret, said=said)


@pages.get("/<secret>/export.json")
@guessing
def export(secret: str) -> Response:
    """The same, to take away."""
    person, facts = _owner(secret)
    OWN_DATA.spend(person.id)
    room = grants.room_of(facts)
    kept = room.run(lambda: of_person(room.record, erasing.entries_of(room, person)))
    site = facts.site(person.site)
    body = {"workshop": facts.title, "name": person.name, "site": site.name if site else "", "contributions": kept}
    headers = {"Content-Disposition": 'attachment; filename="mes-donnees.json"'}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), mimetype="application/json", headers=headers)


def _says_something(record: Record, entry: Entry) -> bool:
    """Whether an entry has words that are not erased yet; one of a method that is missing may have."""
    activity = record.agenda.activities.get(entry.activity)
    method = record.agenda.method_of(activity) if activity else None
    command = method.command(entry.name.removeprefix(LATE)) if method else None
    return command is None or blanked(entry, command).data != entry.data


@pages.post("/<secret>/effacer")
@guessing
def erase(secret: str) -> AnyResponse | tuple[str, int]:
    """Erase texts, or all of it and the name with it; where nothing was asked, or nothing is left, nothing is done."""
    person, facts = _owner(secret)
    is_all, chosen = "all" in request.form, set(request.form.getlist("entry"))
    if not is_all and not chosen:
        return _page(secret, person, facts, _("Nothing was erased: tick what is to be erased first.")), 422
    OWN_ERASURES.spend(person.id)
    room = grants.room_of(facts)
    theirs = room.run(lambda: [one for one in erasing.entries_of(room, person) if _says_something(room.record, one)])
    entries = [entry for entry in theirs if is_all or entry.id in chosen]
    if not entries and not (is_all and person.name):
        return _page(secret, person, facts, _("Nothing was erased: nothing of yours is left to erase there.")), 422
    try:
        if entries:
            erase_everywhere(facts, [entry.id for entry in entries])
        if is_all:
            room.change_person(replace(person, name=""))
    except Unavailable:
        abort(503)
    return redirect(url_for("personal.read", secret=secret), 303)
