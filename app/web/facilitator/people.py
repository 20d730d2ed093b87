"""What a facilitator does with people: removing, letting back, a place on another device."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask_login import current_user

from app.domain.people import Person
from app.store.workshop_info import WorkshopInfo
from app.web.common import access, device_transfer
from app.web.common.attempts import MADE
from beffroi import translator

_ = translator(__name__)
pages = Blueprint("people", __name__, url_prefix="/animer")


def _somebody(code: str, id: str) -> tuple[WorkshopInfo, Person]:
    facts, _grant = access.facilitator_or_403(code)
    person = access.room_of(facts).presence.people.get(id)
    if person is None:
        abort(404)
    return facts, person


@pages.get("/<code>/personnes/<id>/retirer")
def about_to_remove(code: str, id: str) -> str:
    """What removing somebody does, to be confirmed."""
    facts, person = _somebody(code, id)
    return render_template("facilitator/console/remove.html", workshop=facts, person=person)


@pages.post("/<code>/personnes/<id>/retirer")
def remove_person(code: str, id: str) -> tuple[str, int]:
    """Take somebody out of the workshop; what they contributed stays, and they do not come back by themselves."""
    facts, person = _somebody(code, id)
    access.room_of(facts).people.remove(person.id)
    return "", 204


@pages.post("/<code>/personnes/<id>/rappeler")
def let_back(code: str, id: str) -> tuple[str, int]:
    """Let somebody who was removed come back as who they were."""
    facts, person = _somebody(code, id)
    access.room_of(facts).people.let_back(person.id)
    return "", 204


@pages.post("/<code>/personnes/<id>/rattacher")
def reattach(code: str, id: str) -> str:
    """A link and a code with which somebody finds their place again on another device."""
    facts, person = _somebody(code, id)
    if person.removed:
        abort(404)
    MADE.spend(f"f:{current_user.user.id}")
    offer = device_transfer.offer(facts, person, proved=False)
    return render_template("facilitator/console/reattach.html", workshop=facts, person=person, offer=offer)
