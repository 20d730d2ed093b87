"""The evidence chain on its pages: where a workshop begins, where it leads, and each thing between the two."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask_login import current_user

from app.export import evidence
from app.export.evidence import Chain, Thing
from app.live.commands.request import Grant
from app.store import card_copies, workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.attempts import EXPORTS
from app.web.common.locale import default_to
from beffroi import translator
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("evidence", __name__, url_prefix="/animer")


ROLES = ("evidence", "place", "", "outcome")
"""The roles of kinds, in the order in which things are listed."""


def abroad(facts: WorkshopInfo) -> dict[str, str]:
    """Where the cards copied from other workshops are from, in words; "" where that workshop was purged.

    A title is for those who facilitate that workshop too.
    """
    with the_store().read() as session:
        sources = card_copies.into(session, facts.id)
        mine = {one.id for one in workshops.facilitated_by(session, current_user.user.id)}
    return {card: _from(source, mine) if source else "" for card, source in sources.items()}


def _from(source: WorkshopInfo, mine: set[str]) -> str:
    if source.id in mine:
        return str(_("From the workshop “%(title)s”", title=source.title))
    return str(_("From another workshop"))


def _gathered(facts: WorkshopInfo, grant: Grant) -> Chain:
    EXPORTS.spend(grant.who)
    room, locale, elsewhere = access.room_of(facts), current_locale(), abroad(facts)

    def job() -> Chain:
        with speaking(locale):
            return evidence.gather(room.record, elsewhere)

    return room.run(job)


@pages.get("/<code>/fil")
def whole(code: str) -> str:
    """Where the chains of a workshop begin and where they lead; then everything, activity by activity."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    gathered = _gathered(facts, grant)
    return render_template(
        "facilitator/evidence.html",
        workshop=facts,
        chain=gathered,
        starts=_by_kind(gathered.starts()),
        ends=_by_kind(gathered.ends()),
        activities=_by_activity(gathered),
    )


def _by_kind(things: list[Thing]) -> list[tuple[str, list[Thing]]]:
    groups: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=lambda one: ROLES.index(one.is_a.role)):
        groups.setdefault(thing.called, []).append(thing)
    return list(groups.items())


def _by_activity(gathered: Chain) -> list[tuple[str, list[Thing]]]:
    groups: dict[str, tuple[str, list[Thing]]] = {}
    for thing in gathered.things.values():
        first = thing.spots[0]
        groups.setdefault(first.activity, (first.title, []))[1].append(thing)
    return list(groups.values())


@pages.get("/<code>/fil/<path:id>")
def one(code: str, id: str) -> str:
    """One thing: what it came from, step by step, and what became of it."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    gathered = _gathered(facts, grant)
    thing = gathered.thing(id)
    if thing is None:
        abort(404)
    return render_template(
        "facilitator/evidence_thing.html",
        workshop=facts,
        thing=thing,
        back=gathered.back(id),
        forward=gathered.forward(id),
        roots=gathered.roots(id),
    )
