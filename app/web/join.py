"""Joining: a code or a link, a name or a drawn one, a site; no account."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import REMOTE, pseudonym_drawn, tidy_code
from app.sdk import translator
from app.sdk.fields import tidy
from app.store import workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants
from app.web.guards import guessing
from app.web.language import prefer
from app.web.links import join_link, qr_svg

_ = translator(__name__)
pages = Blueprint("join", __name__)

NAME_MOST = 40
SEATS_MOST = 12


@pages.get("/")
def home() -> str:
    """A field for the code, and the way in for facilitators."""
    return render_template("home.html", error="", typed="")


@pages.post("/")
@guessing
def by_code() -> AnyResponse | tuple[str, int]:
    """The code as typed, with or without blanks and dashes."""
    typed = request.form.get("code", "")[:40]
    with the_store().read() as session:
        facts = workshops.by_code(session, tidy_code(typed))
    if facts is None:
        error = _("No workshop has this code. Check it on the screen of your room.")
        return render_template("home.html", error=error, typed=typed), 404
    return redirect(url_for("join.join", code=facts.code))


@pages.get("/rejoindre/<code>")
@guessing
def join(code: str) -> AnyResponse | str:
    """The joining page; somebody who is in already goes straight to their place."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    if grants.participant(facts) and "autre" not in request.args:
        return redirect(url_for("take_part.workshop", code=facts.code))
    return _page(facts)


def _page(facts: Facts, error: str = "", name: str = "") -> str:
    asked = request.values.get("site", "")
    return render_template(
        "join.html",
        workshop=facts,
        site=facts.site(asked),
        proposed=pseudonym_drawn(),
        name=name,
        error=error,
        locked=grants.room_of(facts).record.agenda.locked,
        settings=current_app.extensions["settings"],
        seats_most=SEATS_MOST,
    )


@pages.post("/rejoindre/<code>")
@guessing
def enter(code: str) -> AnyResponse | tuple[str, int]:
    """In: the person is on the disk before the page moves on."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    room = grants.room_of(facts)
    typed = tidy(request.form.get("name", ""))
    name = typed or tidy(request.form.get("proposed", ""))[:NAME_MOST] or pseudonym_drawn()
    site = facts.site(request.form.get("site", "")) or facts.site(REMOTE)
    error = _refusal(room.record.agenda.locked, typed)
    if error or site is None:
        return _page(facts, error, typed), 422
    known = room.presence.people.get(grants.remembered(facts).get("person", ""))
    try:
        if known is not None and known.left and known.name and "autre" not in request.values:
            # Somebody who left comes back as who they were: with the same cards, the same dots.
            room.change_person(replace(known, site=site.id, left=False))
            return redirect(url_for("take_part.workshop", code=facts.code), 303)
        person, link = room.join(name, site.id, _seats())
    except Unavailable:
        abort(503)
    grants.remember_person(facts, person.id, link)
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


def _refusal(locked: bool, name: str) -> str:
    if locked:
        return _("The facilitators have closed the door for now: ask them to let you in.")
    if len(name) > NAME_MOST:
        return _("A name holds %(most)s characters at most.", most=NAME_MOST)
    return ""


def _seats() -> int:
    typed = request.form.get("seats", "1")
    return min(SEATS_MOST, max(1, int(typed))) if typed.isdecimal() and len(typed) < 4 else 1  # noqa: PLR2004


@pages.get("/qr/<code>/<site>.svg")
@guessing
def qr(code: str, site: str) -> Response:
    """The QR code of a room: the link that carries its site."""
    facts = grants.workshop_or_404(code)
    return Response(qr_svg(join_link(facts, site if facts.site(site) else "")), mimetype="image/svg+xml")
