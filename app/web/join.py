"""Joining: a code or a link, a name or a drawn one, a site; no account."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import REMOTE, Person, Site, pseudonym_drawn, tidy_code
from app.domain.tables import Table
from app.live.room import Room
from app.sdk import translator
from app.sdk.fields import tidy
from app.sdk.signs import cut
from app.store import pairings, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshops import Facts
from app.web import grants, places
from app.web.guards import guessing
from app.web.language import prefer
from app.web.links import join_link, qr_svg

_ = translator(__name__)
pages = Blueprint("join", __name__)

NAME_MOST = 40
SEATS_MOST = 12
DRAWS_MOST = 8


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
    here = grants.participant(facts)
    if here is None or "autre" in request.args:
        return _page(facts)
    room = grants.room_of(facts)
    table, own = _table_asked(room), room.record.agenda.seating.at_table(here.person)
    if table is None or table == own:
        return redirect(url_for("take_part.workshop", code=facts.code))
    return render_template("sit.html", workshop=facts, table=table, own=own, takes=table.takes(here.site))


@pages.post("/rejoindre/<code>/table")
@guessing
def sit(code: str) -> AnyResponse:
    """Somebody who is in sits down at the table whose card they scanned; who has a table, facilitators move."""
    facts = grants.workshop_or_404(code)
    here, room = grants.participant(facts), grants.room_of(facts)
    if here is not None and room.record.agenda.seating.at_table(here.person) is None:
        room.seat_late(room.presence.people[here.person], request.form.get("table", ""))
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


def _page(facts: Facts, error: str = "", name: str = "", code_error: str = "") -> str:
    """The form with what was said in it so far, and another name proposed."""
    room, known = grants.room_of(facts), _known(facts)
    site, table = facts.site(request.values.get("site", "")), _table_asked(room)
    return render_template(
        "join.html",
        workshop=facts,
        site=site,
        table=table,
        # A QR code's table is the one of its room; else all can be chosen from.
        tables=_tables(facts, room, site if request.method == "GET" else None),
        asked="table" in request.args or (table is not None and _seats() == 1),
        proposed=_proposed(room),
        name=name,
        seats=_seats(),
        error=error,
        code_error=code_error,
        typed=request.form.get("resume", "")[:40],
        locked=room.record.agenda.locked,
        removed=known if known and known.removed else None,
        settings=current_app.extensions["settings"],
        seats_most=SEATS_MOST,
    )


def _table_asked(room: Room) -> Table | None:
    """The table that a link or the form names, if it is still there."""
    return room.record.agenda.seating.tables.get(request.values.get("table", ""))


def _tables(facts: Facts, room: Room, here: Site | None) -> list[tuple[str, list[Table]]]:
    """The tables that can be chosen, by the name of their site, "" for mixed ones; only those of `here`, if given."""
    seating = room.record.agenda.seating
    sites = [here] if here else facts.sites
    groups = [*((site.name, seating.of_site(site.id)) for site in sites), ("", seating.of_site(""))]
    return [(name, tables) for name, tables in groups if tables]


def _known(facts: Facts) -> Person | None:
    """Who this browser was in the workshop, gone or not."""
    return grants.room_of(facts).presence.people.get(grants.remembered(facts).get("person", ""))


def _proposed(room: Room) -> str:
    """A name that nobody has, if one is soon found; else it gets a number at joining."""
    drawn = [pseudonym_drawn() for _ in range(DRAWS_MOST)]
    return next((name for name in drawn if room.presence.name_for(name) == name), drawn[0])


@pages.post("/rejoindre/<code>")
@guessing
def enter(code: str) -> AnyResponse | str | tuple[str, int]:
    """In: the person is on the disk before the page moves on."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    room = grants.room_of(facts)
    typed = tidy(request.form.get("name", ""))
    name = typed or cut(tidy(request.form.get("proposed", "")), NAME_MOST) or pseudonym_drawn()
    site = facts.site(request.form.get("site", "")) or facts.site(REMOTE)
    if "draw" in request.form:  # « Un autre nom »
        return _page(facts, name=cut(typed, NAME_MOST))
    table = _table_asked(room)
    error = _refusal(room.record.agenda.locked, typed) or _elsewhere(facts, table, site)
    if error or site is None:
        return _page(facts, error, typed), 422
    known = _known(facts)
    try:
        if known is not None and _may_come_back(known) and "autre" not in request.values:
            # Somebody who left comes back as who they were: with the same cards, the same dots.
            room.come_back(replace(known, site=site.id, left=False), table.id if table else "")
            return redirect(url_for("take_part.workshop", code=facts.code), 303)
        person, link = room.join(name, site.id, _seats(), table.id if table else "")
    except Unavailable:
        abort(503)
    grants.remember_person(facts, person.id, link)
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


def _may_come_back(person: Person) -> bool:
    """Whether somebody left by themselves; whom a facilitator took out only a facilitator lets back."""
    return person.left and not person.removed and bool(person.name)


@pages.post("/rejoindre/<code>/reprise")
@guessing
def resume(code: str) -> AnyResponse | tuple[str, int]:
    """A code that somebody was given to find their place again, on a device that does not know them."""
    facts = grants.workshop_or_404(code)
    prefer(facts.locale)
    with the_store().read() as session:
        place = pairings.by_short_code(session, facts.id, tidy_code(request.form.get("resume", "")[:40]), g.now)
    if place is None or not places.take(facts, place):
        error = _("This code is worth nothing, or nothing more: ask for another one.")
        return _page(facts, code_error=error), 404
    return redirect(url_for("take_part.workshop", code=facts.code), 303)


def _refusal(locked: bool, name: str) -> str:
    if locked:
        return _("The facilitators have closed the door for now: ask them to let you in.")
    if len(name) > NAME_MOST:
        return _("A name holds %(most)s characters at most.", most=NAME_MOST)
    return ""


def _elsewhere(facts: Facts, table: Table | None, site: Site | None) -> str:
    at = facts.site(table.site) if table else None
    if table is None or at is None or site is None or table.takes(site.id):
        return ""
    return _("%(table)s is at %(site)s: choose that site, or another table.", table=table.name, site=at.name)


def _seats() -> int:
    typed = request.form.get("seats", "1")
    return min(SEATS_MOST, max(1, int(typed))) if typed.isdecimal() and len(typed) < 4 else 1  # noqa: PLR2004


@pages.get("/qr/<code>/<site>.svg")
@guessing
def qr(code: str, site: str) -> Response:
    """The QR code of a room: the link that carries its site."""
    facts = grants.workshop_or_404(code)
    return Response(qr_svg(join_link(facts, site if facts.site(site) else "")), mimetype="image/svg+xml")
