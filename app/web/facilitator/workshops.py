"""The home of whoever facilitates: their workshops, and a form for a new one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.domain.agenda import Agenda
from app.domain.calendar import today, zones
from app.domain.services import Sight
from app.domain.workshop_days import USUAL_DAYS
from app.export import brief
from app.export.brief import kept_before
from app.host.agenda_doubts import without_screen
from app.store import briefs, openings, screens, services, workshops
from app.store import people as people_rows
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.facilitator import home, workshop_form
from app.web.facilitator.home import Mine, Part, Told
from beffroi import Refused, translator
from beffroi.fields import tidy

_ = translator(__name__)
pages = Blueprint("workshops", __name__, url_prefix="/animer")


@pages.get("")
@login_required
def mine() -> str:
    """My workshops: today's, those to prepare, those that are over; what a search finds; and a form for a new one."""
    return _my_page()


def _my_page(error: str = "") -> str:
    zone = current_app.extensions["settings"].time_zone
    query, asked = tidy(request.args.get("q", ""), home.QUERY_MOST), request.args.get("voir", "")
    known = _known()
    found = home.searched(known, query) if query else known
    shown = home.parts(found, g.now, asked, request.args.get("page", 1, int), is_search=bool(query))
    with the_store().read() as session:
        aside = openings.set_aside(session)
    first = today(g.now, zone)
    proposed = {"first_day": first, "last_day": first + timedelta(days=USUAL_DAYS), "zone": zone}
    return render_template(
        "facilitator/workshops.html",
        shown=shown,
        told=_told(home.on_page(shown)),
        query=query,
        asked=asked if asked in list(Part) else "",
        found=len(found),
        Part=Part,
        headings=home.HEADINGS,
        by_site=home.by_site,
        is_any_led=any(one.is_led for one in known),
        is_gone=request.args.get("supprime") == "1",
        set_aside=aside,
        error=error,
        proposed={name: str(value) for name, value in proposed.items()},
        zones=zones(),
        form=request.form,
    )


def _known() -> list[Mine]:
    """The workshops of the one who asks: no room is opened for it, and those that are open say whether it goes on."""
    user, rooms = current_user.user, access.rooms()
    with the_store().read() as session:
        found, away = services.seen_by(session, user), briefs.away_for(session, user.id)
        kept = briefs.of(session, {facts.id for facts, sight in found if sight is Sight.LED})
    known = []
    for facts, sight in found:
        room = rooms.get(facts.id) if sight is Sight.LED else None
        concluded = room.record.agenda.concluded if room else kept_before(kept.get(facts.id, {})).is_concluded
        is_running = room is not None and room.presence.online() > 0
        known.append(Mine(facts, sight is Sight.LED, facts.id in away, is_running, concluded))
    return known


def _told(listed: list[WorkshopInfo]) -> Told:
    """What is said of the workshops of a page: by their rooms where these are open, else as it was kept."""
    ids, rooms = [facts.id for facts in listed], access.rooms()
    with the_store().read() as session:
        kept = {id: kept_before(said) for id, said in briefs.of(session, ids).items()}
        heads, with_screen = people_rows.heads(session, ids), screens.sites_with_screen(session, ids)
    running = {}
    for facts in listed:
        room = rooms.get(facts.id)
        if room is None:
            continue
        kept[facts.id] = brief.of(room.record)
        if room.presence.online():
            leading = room.record.agenda.present
            running[facts.id] = leading.title if leading else ""
            heads[facts.id] = {line.site.id: line.online for line in room.presence.by_site(facts.sites)}
    doubts = {
        facts.id: kept[facts.id].doubts + len(without_screen(facts.sites, with_screen.get(facts.id, ())))
        for facts in listed
        if facts.id in kept
    }
    return Told(kept, heads, running, doubts)


@pages.post("/<code>/ranger")
def put_away(code: str) -> Response:
    """Take a workshop out of one's own sight, or bring it back."""
    facts, _grant = access.facilitator_or_403(code)
    user, is_away = current_user.user.id, request.form.get("away") == "1"
    the_store().write(briefs.put_away, user, [facts.id], is_away=is_away)
    return redirect(url_for("workshops.mine", voir=Part.AWAY if not is_away else None), 303)


@pages.post("")
@login_required
def create() -> Response | tuple[str, int]:
    """A new workshop: a title, sites, a language, its days and their time zone."""
    MADE.spend(f"f:{current_user.user.id}")
    methods = current_app.extensions["registry"].methods
    user, now = current_user.user.id, g.now
    try:
        said = workshop_form.of_new(request.form, now, current_app.extensions["settings"].time_zone)
        facts = the_store().write(_made, facilitator=user, methods=methods, now=now, **said)
    except Refused as refused:
        return _my_page(str(refused.sentence)), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("agenda.show", code=facts.code), 303)


def _made(connection: Connection, /, **said: Any) -> WorkshopInfo:
    facts = workshops.create(connection, **said)
    briefs.keep(connection, {facts.id: brief.of_agenda(Agenda({})).as_dict()})
    return facts
