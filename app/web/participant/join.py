"""Joining: a code or a link, a name or a drawn one, a site; no account."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from app.domain import answer_links as answer_link
from app.domain.calendar import today
from app.domain.codes import LONGEST, asked_for, code_in
from app.domain.follow_links import SHORT
from app.domain.people import REMOTE, SEATS_MOST, Site, pseudonym_drawn, seat_typed, tidy_code
from app.domain.seating import Table
from app.live.room.room import Room
from app.live.transport.door import Door
from app.live.transport.rate_limit import TokenBucket, place_of
from app.store import answer_links, browsers, follow_links, pairings, workshops
from app.store.browsers import Taken
from app.store.committer import Unavailable, bound
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, device_transfer, joining
from app.web.common.error_pages import draws_again
from app.web.common.joining import NAME_MOST
from app.web.common.links import join_link, qr_svg, signature_of
from app.web.common.locale import default_to
from app.web.common.security import guessing
from beffroi import translator
from beffroi.fields import tidy
from beffroi.signs import cut

_ = translator(__name__)
pages = Blueprint("join", __name__)

DRAWS_MOST = 8

CARRIED = ("site", "table")
"""What a link to join says beside the code."""


@pages.get("/")
def home() -> str:
    """A field for the code, and the way in for facilitators; to whoever has just left, what is left of that here."""
    left = _just_left()
    return render_template(
        "participant/home.html", error="", typed="", left=left, gone=access.was_here(left) if left else None
    )


def _just_left() -> WorkshopInfo | None:
    """The workshop that whoever is before this browser has just left in it; said once."""
    id = session.pop("just_left", "")
    if not id:
        return None
    with the_store().read() as read:
        facts = workshops.by_id(read, str(id))
    return facts if facts and not facts.purged else None


@pages.post("/")
@guessing
def by_code() -> AnyResponse | tuple[str, int]:
    """The code as typed or pasted: alone, in a sentence, or the whole link, whose site and table are kept."""
    typed = request.form.get("code", "")[:LONGEST]
    asked = asked_for(typed)
    with the_store().read() as session:
        facts = workshops.by_code(session, asked.code)
        answered = answer_links.by_code(session, code_in(typed, answer_link.CODE_LENGTH)) if facts is None else None
        followed = follow_links.by_short_code(session, code_in(typed, SHORT)) if facts is None else ""
    if followed and answered is None:
        return redirect(url_for("follow.show", link=followed))
    if answered is not None:
        return redirect(url_for("by_link.show", link=code_in(typed, answer_link.CODE_LENGTH)))
    if facts is None:
        error = _("No workshop has this code. Check it on the screen of your room.")
        return render_template("participant/home.html", error=error, typed=typed, left=None, gone=None), 404
    more: dict[str, Any] = {name: asked.more.get(name) for name in CARRIED}
    return redirect(url_for("join.join", code=facts.code, **more))


@pages.get("/rejoindre/<code>")
@guessing
def join(code: str) -> AnyResponse | str:
    """The joining page; somebody who is in already goes straight to their place."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    device_transfer.finish_leaving(facts)
    here = access.participant(facts)
    if here is None or "autre" in request.args:
        access.known_browser()  # before anybody is made: a form that is sent again is known to be the same browser's
        return _page(facts)
    room = access.room_of(facts)
    table, own = _table_asked(room), room.record.agenda.seating.at_table(here.person)
    if table is None or table == own:
        return redirect(url_for("participant.show", code=facts.code))
    return render_template("participant/sit.html", workshop=facts, table=table, own=own, takes=table.takes(here.site))


@pages.post("/rejoindre/<code>/table")
@guessing
def sit(code: str) -> AnyResponse:
    """Somebody who is in sits down at the table whose card they scanned; who has a table, facilitators move."""
    facts = access.workshop_or_404(code)
    here, room = access.participant(facts), access.room_of(facts)
    if here is not None and room.record.agenda.seating.at_table(here.person) is None:
        room.people.seat_late(room.presence.people[here.person], request.form.get("table", ""))
    return redirect(url_for("participant.show", code=facts.code), 303)


def _page(facts: WorkshopInfo, error: str = "", name: str = "", code_error: str = "", *, is_sure: bool = True) -> str:
    """The form with what was said in it so far, and another name proposed; before it, whether one was here already.

    `is_sure` is False where the name typed is the one of whoever left in this browser, and nobody said who types it.
    """
    room = access.room_of(facts)
    site, table = facts.site(request.values.get("site", "")), _table_asked(room)
    return render_template(
        "participant/join.html",
        workshop=facts,
        site=site,
        table=table,
        # A QR code's table is the one of its room; else all can be chosen from.
        tables=_tables(facts, room, site if request.method == "GET" else None),
        asked="table" in request.args or (table is not None and _seats() == 1),
        proposed=_proposed(room),
        name=name,
        seats=_seats(),
        error=error or joining.why_over(facts),
        closed=bool(joining.why_over(facts)),
        code_error=code_error,
        typed=request.form.get("resume", "")[:40],
        locked=room.record.agenda.locked,
        removed=access.was_removed(facts),
        was_here=None if "autre" in request.values else access.was_here(facts),
        is_sure=is_sure,
        asked_site=facts.site(request.values.get("site", "")) if request.method == "GET" else None,
        signed=signature_of(facts.code),
        is_to_come=today(g.now, facts.zone) < facts.first_day,
        settings=current_app.extensions["settings"],
        seats_most=SEATS_MOST,
    )


@draws_again("join.by_code")
def _home_again(sentence: str) -> str:
    typed = request.form.get("code", "")[:40]
    return render_template("participant/home.html", error=sentence, typed=typed, left=None, gone=None)


@draws_again("join.enter", "join.resume")
@guessing
def _page_again(sentence: str, code: str) -> str:
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    return _page(facts, sentence, tidy(request.form.get("name", ""))[:NAME_MOST])


def _table_asked(room: Room) -> Table | None:
    """The table that a link or the form names, if it is still there."""
    asked = request.values.get("table", "")
    return room.run(lambda: room.record.agenda.seating.tables.get(asked))


def _tables(facts: WorkshopInfo, room: Room, here: Site | None) -> list[tuple[str, list[Table]]]:
    """The tables that can be chosen, by the name of their site, "" for mixed ones; only those of `here`, if given."""
    seating = room.record.agenda.seating
    sites = [here] if here else facts.sites
    groups = [*((site.name, seating.of_site(site.id)) for site in sites), ("", seating.of_site(""))]
    return [(name, tables) for name, tables in groups if tables]


def _proposed(room: Room) -> str:
    """A name that nobody has, if one is soon found; else it gets a number at joining."""
    drawn = [pseudonym_drawn() for _ in range(DRAWS_MOST)]
    return next((name for name in drawn if room.presence.name_for(name) == name), drawn[0])


@pages.post("/rejoindre/<code>")
@guessing
def enter(code: str) -> AnyResponse | str | tuple[str, int]:
    """In: the person, and what lets this browser be them, are on the disk before the page moves on."""
    joins = _joins(code)
    if joins.is_flooding:
        abort(429)
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    device_transfer.finish_leaving(facts)
    room, is_another = access.room_of(facts), "autre" in request.values
    typed = tidy(request.form.get("name", ""), NAME_MOST)
    name = typed or cut(tidy(request.form.get("proposed", ""), NAME_MOST), NAME_MOST) or pseudonym_drawn()
    site = facts.site(request.form.get("site", "")) or facts.site(REMOTE)
    if "draw" in request.form:  # « Un autre nom »
        return _page(facts, name=cut(typed, NAME_MOST))
    if not is_another and access.participant(facts) is not None:  # sent twice: in already
        return redirect(url_for("participant.show", code=facts.code), 303)
    table = _table_asked(room)
    is_locked = room.run(lambda: room.record.agenda.locked)
    error = joining.why_over(facts) or _refusal(is_locked, typed) or _elsewhere(facts, table, site)
    if error or site is None:
        return _page(facts, error, typed), 422
    gone = None if is_another else access.was_here(facts)
    if gone is not None and gone.name.casefold() == typed.casefold():
        return _page(facts, name=typed, is_sure=False), 422
    crowded, status = _crowded(room, joins)
    if crowded:
        return _page(facts, crowded, typed), status
    try:
        room.people.join(
            name, site.id, _seats(), table.id if table else "", keep=access.keep_new(facts, replaces=is_another)
        )
    except Taken:
        pass  # the same form, sent twice at once
    except Unavailable:
        abort(503)
    return redirect(url_for("participant.show", code=facts.code), 303)


def _joins(code: str) -> TokenBucket:
    """What joining a workshop from one place is counted in, seat by seat."""
    door: Door = current_app.extensions["door"]
    return door.joins.of((tidy_code(code), place_of(request.remote_addr or "")))


def _crowded(room: Room, joins: TokenBucket) -> tuple[str, int]:
    """Why so many more cannot join just now, and with which status it is said; "" where they can."""
    if full := joining.why_full(room, _seats()):
        return full, 422
    if joins.take(_seats()):
        return _("Very many people are joining from this place. Nothing is lost: wait a moment, then press again."), 429
    return "", 200


@pages.post("/rejoindre/<code>/retour")
@guessing
def answer(code: str) -> AnyResponse | tuple[str, int]:
    """« Vous êtes Alice ? » Yes: as who they were, with the same cards and dots. No: forgotten in this browser."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    device_transfer.finish_leaving(facts)
    room, gone, browser = access.room_of(facts), access.was_here(facts), access.of_browser(facts)
    if gone is None:
        return redirect(url_for("join.join", code=facts.code), 303)
    try:
        if request.form.get("answer") != "yes":
            the_store().write(browsers.forget_place, browser)
            if request.form.get("answer") == "forget":  # « M’oublier sur cet appareil », on the way out
                return redirect(url_for("join.home"), 303)
            site_asked, table_asked = (request.form.get(name) or None for name in ("site", "table"))
            signed = signature_of(facts.code)
            return redirect(url_for("join.join", code=facts.code, site=site_asked, table=table_asked, s=signed), 303)
        if error := _refusal(room.record.agenda.locked, ""):
            return _page(facts, error), 422
        site, table = facts.site(request.form.get("site", "")), _table_asked(room)
        room.people.come_back(
            gone.id,
            bound(browsers.leave, browser, left=False),
            site.id if site else "",
            table.id if table else "",
        )
    except Unavailable:
        abort(503)
    return redirect(url_for("participant.show", code=facts.code), 303)


@pages.post("/rejoindre/<code>/reprise")
@guessing
def resume(code: str) -> AnyResponse | tuple[str, int]:
    """A code that somebody was given to find their place again, on a device that does not know them."""
    facts = access.workshop_or_404(code)
    default_to(facts.locale)
    typed = code_in(request.form.get("resume", ""), pairings.SHORT_CODE)
    device_transfer.finish_leaving(facts)
    with the_store().read() as session:
        place = pairings.by_short_code(session, facts.id, typed, g.now)
    if place is None or not device_transfer.redeem(facts, place):
        error = _("This code is worth nothing, or nothing more: ask for another one.")
        return _page(facts, code_error=error), 404
    return redirect(url_for("participant.show", code=facts.code), 303)


def _refusal(locked: bool, name: str) -> str:
    if locked:
        return _("The facilitators have closed the door for now: ask them to let you in.")
    return joining.why_too_long(name)


def _elsewhere(facts: WorkshopInfo, table: Table | None, site: Site | None) -> str:
    at = facts.site(table.site) if table else None
    if table is None or at is None or site is None or table.takes(site.id):
        return ""
    return _("%(table)s is at %(site)s: choose that site, or another table.", table=table.name, site=at.name)


def _seats() -> int:
    return seat_typed(request.form.get("seats", "1"))


@pages.get("/qr/<code>/<site>.svg")
@guessing
def qr(code: str, site: str) -> Response:
    """The QR code of a room: the link that carries its site."""
    facts = access.workshop_or_404(code)
    return Response(qr_svg(join_link(facts, site if facts.site(site) else "")), mimetype="image/svg+xml")
