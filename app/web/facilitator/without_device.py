"""People without a device: added by a facilitator, who then enters what they write on paper."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import Person
from app.live.commands.on_paper import Paper, may_enter, papers
from app.live.commands.record import Record
from app.store.committer import Unavailable
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, joining
from app.web.common.attempts import MADE
from app.web.common.locale import default_to
from beffroi import translator
from beffroi.fields import tidy
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("without_device", __name__, url_prefix="/animer")


@pages.get("/<code>/sans-appareil")
def form(code: str) -> str:
    """Whom to add: a name, a site, a table."""
    facts, _grant = access.facilitator_or_403(code)
    return _form(facts)


@pages.post("/<code>/sans-appareil")
def add(code: str) -> str | tuple[str, int]:
    """Somebody takes part on paper from now on: they count everywhere, and sit down as whoever joins does."""
    facts, _grant = access.facilitator_or_403(code)
    room = access.room_of(facts)
    name = tidy(request.form.get("name", ""), joining.NAME_MOST)
    site = facts.site(request.form.get("site", ""))
    asked = request.form.get("table", "")
    table = room.run(lambda: room.record.agenda.seating.tables.get(asked))
    error = joining.why_over(facts) or joining.why_full(room, 1) or joining.why_too_long(name) or _missing(name, site)
    if not error and site is not None and table is not None and not table.takes(site.id):
        error = _("%(table)s is at another site: choose that site, or another table.", table=table.name)
    if error or site is None:
        return _form(facts, error, name)
    MADE.spend(f"f:{current_user.user.id}")
    try:
        room.people.join(name, site.id, 1, table.id if table else "", on_paper=True)
    except Unavailable:
        abort(503)
    return "", 204


def _missing(name: str, site: object) -> str:
    if not name:
        return _("Say who it is.")
    return "" if site else _("Choose a site.")


def _form(facts: WorkshopInfo, error: str = "", name: str = "") -> str:
    room, said = access.room_of(facts), request.form
    return render_template(
        "facilitator/console/without_device.html",
        workshop=facts,
        tables=room.run(lambda: list(room.record.agenda.seating.tables.values())),
        error=error,
        name=name,
        site=said.get("site", ""),
        table=said.get("table", ""),
        most=joining.NAME_MOST,
    )


@pages.get("/<code>/papier/<who>")
def enter(code: str, who: str) -> AnyResponse | str:
    """The page of somebody without a device, on which a facilitator enters what stands on their paper."""
    facts, _leads = access.facilitator_or_403(code)
    default_to(facts.locale)
    room, locale, pinned = access.room_of(facts), current_locale(), request.args.get("activite", "")
    grant, record = access.paper(facts, who), room.record
    activity = record.agenda.activities.get(pinned)
    if activity is None:  # « back to what is on now »
        return redirect(url_for("console.show", code=facts.code))
    if grant is None:
        abort(404)
    told = room.run(lambda: room.snapshots.page(grant, locale, pinned))
    listed = papers(record, activity)
    names = {one.who: _named(one, record) for one in listed}
    person = record.people.get(grant.person) or Person("", "", facts.sites[0].id)
    title = _("Enter from paper for %(name)s", name=person.name) if grant.person else names.get(who, "")
    return render_template(
        "facilitator/paper_entry.html",
        workshop=facts,
        grant=grant,
        person=person,
        site=facts.site(grant.site),
        seat=1,
        link="",
        told=told,
        pinned=pinned,
        heading=title,
        fits=may_enter(grant, activity) and who in names,
        papers=listed,
        names=names,
    )


def _named(paper: Paper, record: Record) -> str:
    """A paper as it is listed: by name, or by its number at its table."""
    if paper.person:
        return paper.name
    table = record.agenda.seating.tables.get(paper.table)
    number = _("Paper %(n)s", n=paper.number)
    return f"{table.name} · {number}" if table else number
