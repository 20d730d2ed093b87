"""What a facilitator may see and do to what people contributed: erase a card, look through a participant's eyes."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from app.domain.audit import Act
from app.domain.people import Person
from app.live.hosting import erasure
from app.store.committer import Unavailable
from app.web.common import access, audited
from app.web.common.attempts import ERASURES
from app.web.common.locale import default_to
from beffroi.words import current_locale

pages = Blueprint("moderation", __name__, url_prefix="/animer")


@pages.post("/<code>/cartes/<activity>/<card>/effacer")
def erase_card(code: str, activity: str, card: str) -> Response:
    """Blank a card for good: in the log, in its copies, on every page, in the workshops that copied it."""
    facts, grant = access.facilitator_or_403(code)
    ERASURES.spend(grant.who)
    room = access.room_of(facts)
    if activity not in room.record.agenda.activities:
        abort(404)
    try:
        if not erasure.erase_card_everywhere(access.rooms(), facts, card):
            abort(404)
        audited.note(Act.ERASED, workshop=facts.id, count=1)
    except Unavailable:
        abort(503)
    return Response(status=204)


@pages.get("/<code>/vue")
def preview(code: str) -> str:
    """The page of a participant, to be read only: nobody is counted, nothing can be sent."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    grant = access.preview(facts)
    if grant is None:
        abort(403)
    room, locale, pinned = access.room_of(facts), current_locale(), request.args.get("activite", "")
    told = room.run(lambda: room.snapshots.page(grant, locale, pinned))
    nobody = Person("", "", facts.sites[0].id)
    return render_template(
        "facilitator/preview.html",
        workshop=facts,
        grant=grant,
        person=nobody,
        site=None,
        seat=1,
        link="",
        told=told,
        pinned=pinned,
    )
