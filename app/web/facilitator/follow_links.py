"""The links by which people follow what they took on: handed over, renewed, taken away; and what is late."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.agenda import Activity
from app.domain.calendar import read_day, today, written
from app.domain.follow_links import FollowLink, new_code
from app.live.room.room import Room
from app.store import follow_links
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.common.links import follow_link, is_only_here
from app.web.common.locale import default_to

pages = Blueprint("follow_links", __name__, url_prefix="/animer")


def _asked(code: str, activity: str) -> tuple[WorkshopInfo, Room, Activity, str]:
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    room = access.room_of(facts)
    found = room.record.agenda.activities.get(activity)
    method = room.record.agenda.method_of(found) if found else None
    if found is None or method is None or not method.followed_at or not found.opened:
        abort(404)
    return facts, room, found, grant.who


def _in_words(day: str) -> str:
    read = read_day(day)
    return written(read) if read else ""


@pages.get("/<code>/suivi/<activity>")
def show(code: str, activity: str) -> str:
    """Who took something on, each with their link; then what is late, by its own day and never by person."""
    facts, room, found, _who = _asked(code, activity)
    people = [one for id, one in room.run(room.erasure.followers) if id == found.id]
    with the_store().read() as session:
        links = follow_links.of_activity(session, facts.id, found.id)
    day = today(g.now, facts.zone).isoformat()
    rows: list[dict[str, Any]] = [
        {
            "person": one,
            "address": follow_link(links[one.who]) if one.who in links else "",
            "short": links[one.who].short if one.who in links else "",
            "until": _in_words(one.until),
            "things": [(thing.text, _in_words(thing.day)) for thing in one.things],
        }
        for one in sorted(people, key=lambda one: one.name.casefold())
    ]
    things = (thing for one in people for thing in one.things)
    late = sorted((one for one in things if one.is_open and one.day and one.day < day), key=lambda one: one.day)
    method = room.record.agenda.method_of(found)
    return render_template(
        "facilitator/follow_links.html", workshop=facts, activity=found, rows=rows,
        late=[(one.text, _in_words(one.day)) for one in late],
        only_here=is_only_here(), is_followed=method is not None and found.stage == method.followed_at,
        stage=method.stage(method.followed_at) if method else None,
    )  # fmt: skip


@pages.post("/<code>/suivi/<activity>")
def renew(code: str, activity: str) -> AnyResponse:
    """Give somebody a link, or another one: the former leads nowhere from then on."""
    facts, room, found, by = _asked(code, activity)
    MADE.spend(by)
    who = request.form.get("who", "")
    if any(id == found.id and one.who == who for id, one in room.run(room.erasure.followers)):
        the_store().write(follow_links.renew, facts.id, FollowLink(new_code(), found.id, who))
    return redirect(url_for("follow_links.show", code=facts.code, activity=found.id), 303)


@pages.post("/<code>/suivi/<activity>/retirer")
def take_away(code: str, activity: str) -> AnyResponse:
    """Take somebody's link away."""
    facts, _room, found, _by = _asked(code, activity)
    the_store().write(follow_links.take_away, facts.id, found.id, request.form.get("who", "")[:40])
    return redirect(url_for("follow_links.show", code=facts.code, activity=found.id), 303)
