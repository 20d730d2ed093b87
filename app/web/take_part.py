"""The participant's page."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.domain.people import Person
from app.sdk.words import current_locale
from app.store.committer import Unavailable
from app.store.workshops import Facts
from app.web import grants
from app.web.guards import guessing
from app.web.language import prefer

pages = Blueprint("take_part", __name__, url_prefix="/atelier")
guessing(pages)


@pages.get("/<code>")
def workshop(code: str) -> Response | str:
    """What is on now: the instruction, one field, what the screen shows."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    grant = grants.participant(facts)
    if grant is None:
        return redirect(url_for("join.join", code=facts.code))
    room, locale, pinned = grants.room_of(facts), current_locale(), request.args.get("activite", "")
    told = room.run(lambda: room.audience.page(grant, locale, pinned))
    return render_template(
        "participant.html",
        workshop=facts,
        grant=grant,
        person=room.presence.people[grant.person],
        site=facts.site(grant.site),
        seat=grants.remembered(facts).get("seat", 0) or 1,
        link=grants.remembered(facts).get("link", ""),
        told=told,
        pinned=pinned,
    )


def _me(code: str) -> tuple[Facts, Person]:
    facts = grants.workshop_or_404(code)
    grant = grants.participant(facts)
    if grant is None:
        abort(403)
    return facts, grants.room_of(facts).presence.people[grant.person]


@pages.post("/<code>/quitter")
def leave(code: str) -> Response:
    """Leave: no longer counted; what was contributed stays."""
    facts, person = _me(code)
    _change(facts, Person(person.id, person.name, person.site, person.seats, left=True))
    return redirect(url_for("join.home"), 303)


@pages.post("/<code>/place")
def seat(code: str) -> Response:
    """« Personne suivante »: another seat of a shared device; what was on the page goes with its writer."""
    facts, person = _me(code)
    typed = request.form.get("seat", "")
    grants.take_seat(facts, min(person.seats, max(1, int(typed))) if typed.isdecimal() and len(typed) < 4 else 1)  # noqa: PLR2004
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


def _change(facts: Facts, person: Person) -> None:
    try:
        grants.room_of(facts).change_person(person)
    except Unavailable:
        abort(503)
