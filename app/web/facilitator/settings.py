"""A workshop's title, summary, days, zone, language and sites, changed by its facilitators; what is kept until when."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s

from flask import Blueprint, g, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from app.domain.calendar import today, zones
from app.domain.people import REMOTE
from app.domain.workshop_days import latest
from app.live.room.room import Room
from app.store import people as people_rows
from app.store import screens as screen_rows
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from app.web.facilitator import workshop_form
from beffroi import Refused, translator

_ = translator(__name__)
pages = Blueprint("settings", __name__, url_prefix="/animer")


@dataclass(frozen=True)
class Kept:
    """What has been done already, and is not undone by other days."""

    closed: int
    """Anonymous activities that are closed for good."""
    are_names_gone: bool


@pages.get("/<code>/reglages")
def show(code: str) -> str:
    """The form, with what is kept and until when."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts, is_kept=request.args.get("garde") == "1")


def _page(facts: WorkshopInfo, error: str = "", *, is_kept: bool = False) -> str:
    room = access.room_of(facts)
    return render_template(
        "facilitator/settings.html",
        workshop=facts,
        form=request.form,
        error=error,
        is_kept=is_kept,
        mark=_mark(facts),
        used=used_sites(room) | {REMOTE},
        remote=REMOTE,
        zones=zones(),
        latest=latest(today(facts.created_at, facts.zone)),
        kept=_kept(facts, room),
        now=g.now,
        most={
            "title": workshop_form.TITLE_MOST,
            "summary": workshop_form.SUMMARY_MOST,
            "site": workshop_form.SITE_MOST,
        },
    )


def _kept(facts: WorkshopInfo, room: Room) -> Kept:
    closed = sum(one.closed and one.anonymous for one in room.record.agenda.activities.values())
    with the_store().read() as session:
        return Kept(closed, people_rows.are_names_gone(session, facts.id))


def _mark(facts: WorkshopInfo) -> str:
    """Tells whether the facts are still those that a form was drawn with."""
    said = (facts.title, facts.summary, facts.locale, facts.sites, facts.starts_at, facts.ends_at, facts.zone)
    return blake2s(repr(said).encode(), digest_size=8).hexdigest()


def used_sites(room: Room) -> set[str]:
    """The sites that somebody came from or wrote from, and those where a table is laid: their names stay needed."""
    people = {person.site for person in room.presence.people.values()}
    wrote = {entry.stamp.site for entry in room.record.entries}
    return people | wrote | {table.site for table in room.record.agenda.seating.tables.values()}


@pages.post("/<code>/reglages")
def change(code: str) -> Response | tuple[str, int]:
    """Keep what was said, on every open page at once."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    room, form, now, gone = access.room_of(facts), request.form, g.now, workshop_form.gone_sites(request.form)

    def said(known: WorkshopInfo) -> WorkshopInfo:
        if form.get("mark", "") not in ("", _mark(known)):
            raise Refused(
                _("Somebody else changed this workshop meanwhile. What you typed stands below: compare, keep it again.")
            )
        return workshop_form.of_known(form, known, now, used_sites(room))

    def job(connection: Connection) -> None:
        screen_rows.revoke_screens_of(connection, facts.id, gone)

    try:
        with the_store().read() as session:
            cut = [f"s:{one.id}" for one in screen_rows.screens(session, facts.id) if one.site in gone]
        changed = room.change_facts(said, job)
        room.run(lambda: room.subscriptions.cut(cut))
    except Refused as refused:
        return _page(room.facts, str(refused.sentence)), 422
    except Unavailable:
        error = _("This could not be recorded just now. Wait a moment and try again: nothing was done.")
        return _page(facts, str(error)), 503
    return redirect(url_for("settings.show", code=changed.code, garde=1), 303)


@pages.get("/<code>/portes")
def doors(code: str) -> str:
    """The QR codes of the sites as they are now, for a console that was told of others."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return render_template("facilitator/console/qrs.html", workshop=facts)
