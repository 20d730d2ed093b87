"""The evidence chain on its pages: where a workshop begins, where it leads, and each thing between the two."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

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
from beffroi.spoken import in_words
from beffroi.words import current_locale, speaking

_ = translator(__name__)
pages = Blueprint("evidence", __name__, url_prefix="/animer")


ROLES = ("evidence", "place", "", "outcome")
"""The roles of kinds, in the order in which things are listed."""


@dataclass(frozen=True)
class Onward:
    """Another workshop that took something up: in words and, for those who facilitate that one too, where it is."""

    words: str
    address: str = ""


def abroad(facts: WorkshopInfo) -> dict[str, str]:
    """Where the cards copied from other workshops are from, in words; "" where that workshop was purged.

    A title is for those who facilitate that workshop too.
    """
    with the_store().read() as session:
        sources = card_copies.into(session, facts.id)
        mine = _mine(session)
    return {card: _from(source, mine) if source else "" for card, source in sources.items()}


def _mine(session: Session) -> set[str]:
    return {one.id for one in workshops.facilitated_by(session, current_user.user.id)}


def _before(facts: WorkshopInfo) -> dict[str, str]:
    """Where the cards copied from other workshops of one's own are shown, by their ids."""
    with the_store().read() as session:
        sources, mine = card_copies.into(session, facts.id), _mine(session)
    return {
        card: url_for("evidence.one", code=source.code, id=card)
        for card, source in sources.items()
        if source and source.id in mine
    }


def _onward(facts: WorkshopInfo, gathered: Chain) -> dict[str, list[Onward]]:
    """The workshops that took things up, by the ids of these."""
    with the_store().read() as session:
        gone, mine = card_copies.gone_to(session, facts.id), _mine(session)
    told: dict[str, dict[str, Onward]] = defaultdict(dict)
    for one, there in gone:
        told[gathered.ids.get(one.card, "")].setdefault(there.id, _to(there, one.copy, mine))
    return {thing: list(found.values()) for thing, found in told.items()}


def _to(there: WorkshopInfo, copy: str, mine: set[str]) -> Onward:
    if there.id not in mine:
        return Onward(in_words(_("Taken up in another workshop")))
    words = in_words(_("Taken up in the workshop “%(title)s”", title=there.title))
    return Onward(words, url_for("evidence.one", code=there.code, id=copy))


def _from(source: WorkshopInfo, mine: set[str]) -> str:
    if source.id in mine:
        return in_words(_("From the workshop “%(title)s”", title=source.title))
    return in_words(_("From another workshop"))


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
def one(code: str, id: str) -> str | Response:
    """One thing: what it came from, step by step, and what became of it, in other workshops too."""
    facts, grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    gathered = _gathered(facts, grant)
    thing = gathered.thing(id)
    if thing is None:
        if _was_handed_over(facts, id):  # of what nobody read for names, as answers in a form, no chain tells
            return redirect(url_for("evidence.whole", code=facts.code))
        abort(404)
    return render_template(
        "facilitator/evidence_thing.html",
        workshop=facts,
        thing=thing,
        back=gathered.back(id),
        forward=gathered.forward(id),
        roots=gathered.roots(id),
        before=_before(facts),
        onward=_onward(facts, gathered),
    )


def _was_handed_over(facts: WorkshopInfo, card: str) -> bool:
    with the_store().read() as session:
        return any(one.card == card for one in card_copies.out_of(session, facts.id))
