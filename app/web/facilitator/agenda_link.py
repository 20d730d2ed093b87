"""The link by which others read the agenda, and the workshop as a file for calendars: made, shown, taken away."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.domain.people import new_id
from app.store import agenda_links
from app.store.digests import secret_digest
from app.store.store import the_store
from app.web.common import access
from app.web.common.attempts import MADE
from app.web.common.links import agenda_secrets, is_only_here, public_origin
from app.web.common.locale import default_to

pages = Blueprint("agenda_link", __name__, url_prefix="/animer")


@pages.get("/<code>/deroule")
def show(code: str) -> str:
    """The link as it is, or a button that makes one."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    with the_store().read() as session:
        row = agenda_links.of_workshop(session, facts.id)
    # None is known once the key of that day is gone.
    known = [one for one in agenda_secrets(row.id) if row.secret == secret_digest(one)] if row else []
    address = public_origin() + url_for("read_agenda.read", link=known[0]) if known else ""
    return render_template(
        "facilitator/agenda_link.html", workshop=facts, made=row, address=address, only_here=is_only_here()
    )


@pages.post("/<code>/deroule")
def renew(code: str) -> AnyResponse:
    """Make the link, or another one: the former leads nowhere from then on."""
    facts, grant = access.facilitator_or_403(code)
    MADE.spend(grant.who)
    id = new_id()
    the_store().write(agenda_links.renew, facts.id, id, agenda_secrets(id)[0], g.now)
    return redirect(url_for("agenda_link.show", code=facts.code), 303)


@pages.post("/<code>/deroule/retirer")
def take_away(code: str) -> AnyResponse:
    """Take the link away."""
    facts, _grant = access.facilitator_or_403(code)
    the_store().write(agenda_links.take_away, facts.id)
    return redirect(url_for("agenda_link.show", code=facts.code), 303)
