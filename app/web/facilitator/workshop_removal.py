"""Deleting a workshop: a page that says what is lost, then all of it goes, as the clock would have it go one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.domain.audit import Act
from app.export import brief
from app.export.brief import Brief
from app.live.hosting.scheduler import Scheduler
from app.live.room.room import Room
from app.store import card_copies, workshops
from app.store.committer import Unavailable
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, audited
from app.web.common.attempts import MADE
from app.web.common.locale import default_to
from beffroi import Refused, translator

_ = translator(__name__)
pages = Blueprint("workshop_removal", __name__, url_prefix="/animer")


@dataclass(frozen=True)
class Lost:
    """What goes with a workshop, in numbers, and whom it goes from as well."""

    people: int
    contributions: int
    brief: Brief
    are_results_read: bool
    others: list[str]
    """The names of those who facilitate it too."""
    copies: int
    """The workshops that have cards of it, which stay there."""


@pages.get("/<code>/supprimer")
def confirm(code: str) -> str:
    """What would be lost, and the box to tick."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts)


def _page(facts: WorkshopInfo, error: Any = "") -> str:
    room = access.room_of(facts)
    with the_store().read() as session:
        lost = _lost(session, facts, room)
    return render_template("facilitator/delete.html", workshop=facts, lost=lost, error=error, why_not=_why_not(room))


def _lost(session: Session, facts: WorkshopInfo, room: Room) -> Lost:
    said = brief.of(room.record)
    leading = workshops.facilitators(session, facts.id)
    return Lost(
        people=room.presence.heads(),
        contributions=workshops.contributions(session, facts.id),
        brief=said,
        are_results_read=room.record.agenda.results_open(room.clock()),
        others=[one.name for one in leading if one.id != current_user.user.id],
        copies=len({had.id for _copied, had in card_copies.gone_to(session, facts.id)}),
    )


def _why_not(room: Room) -> Any:
    """Why it cannot be deleted now: somebody is in it, or may be while nobody looks."""
    if online := room.presence.online():
        return _.many(
            "%(n)s person is in this workshop now. It can be deleted once nobody has its page open.",
            "%(n)s people are in this workshop now. It can be deleted once nobody has its page open.",
            online,
        )
    if any(link.is_open(g.now) for link in room.record.links.values()):
        return _("One of its activities is being answered by a link. End that link first, on the page of the agenda.")
    return ""


@pages.post("/<code>/supprimer")
def delete(code: str) -> Response | tuple[str, int]:
    """Everything of it goes, at once and everywhere; refused while it is on, and without the tick."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    MADE.spend(grant.who)
    try:
        if why_not := _why_not(access.room_of(facts)):
            raise Refused(why_not)
        if request.form.get("sure") != "1":
            raise Refused(_("Tick the box first: nothing of a workshop that was deleted comes back."))
        Scheduler(access.rooms()).purge_content(facts)
        audited.note(Act.WORKSHOP_DELETED, workshop=facts.id)
    except Refused as refused:
        return _page(facts, refused.sentence), 422
    except Unavailable:
        abort(503)
    return redirect(url_for("workshops.mine", supprime=1), 303)
