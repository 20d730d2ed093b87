"""Who leads a workshop: facilitators added and taken out."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.domain.audit import Act
from app.live.commands.request import Grant
from app.store import accounts, workshops
from app.store.committer import Unavailable, bound
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, audited
from app.web.common.attempts import MADE
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("colleagues", __name__, url_prefix="/animer")


@pages.post("/<code>/collegues")
def add_colleague(code: str) -> str:
    """Another facilitator, by the address of their account."""
    facts, grant = access.facilitator_or_403(code)
    MADE.spend(grant.who)
    with the_store().read() as session:
        user = accounts.by_email(session, request.form.get("email", "")[:254])
    error = ""
    if user is None:
        error = _("No account has this address: whoever hosts this site can open one.")
    else:
        id = user.id
        job = bound(workshops.add_facilitator, facts.id, id)
        audited.write(job, Act.FACILITATOR_ADDED, account=id, workshop=facts.id)
    return _colleagues(facts, grant, error)


def _colleagues(facts: WorkshopInfo, grant: Grant, error: str = "", told: str = "") -> str:
    with the_store().read() as session:
        colleagues = workshops.facilitators(session, facts.id)
    return render_template(
        "facilitator/console/colleagues.html",
        workshop=facts,
        grant=grant,
        colleagues=colleagues,
        error=error,
        typed=request.form.get("email", "")[:254] if error else "",
        told_of=told,
    )


@pages.post("/<code>/collegues/<user>/retirer")
def dismiss(code: str, user: str) -> str | Response:
    """Take a facilitator out, oneself too: their console ends at once. The last one stays."""
    facts, grant = access.facilitator_or_403(code)
    with the_store().read() as session:
        colleague = next((one for one in workshops.facilitators(session, facts.id) if one.id == user), None)
    if colleague is None:
        return _colleagues(facts, grant, told=_("They do not lead this workshop any more."))
    room = access.room_of(facts)
    try:
        gone = room.store.write(workshops.is_colleague_gone, facts.id, user)
    except Unavailable:
        abort(503)
    if not gone:
        return _colleagues(facts, grant, _("Somebody has to lead this workshop: add another facilitator first."))
    audited.note(Act.FACILITATOR_REMOVED, account=user, workshop=facts.id)
    room.run(lambda: room.visits.dismiss([user]))
    if user == current_user.user.id:
        return Response(headers={"HX-Redirect": url_for("workshops.mine")})
    return _colleagues(facts, grant, told=_("%(name)s no longer leads this workshop.", name=colleague.name))
