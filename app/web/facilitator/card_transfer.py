"""Handing cards over: from an activity of this workshop, or of another of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.domain.card_copies import copied
from app.domain.people import new_id
from app.export.evidence import kind_of
from app.live.commands import card_offers
from app.live.commands.record import Record
from app.live.hosting import erasure
from app.live.hosting.card_transfer import transfer
from app.store import workshops
from app.store.store import the_store
from app.store.workshop_info import WorkshopInfo
from app.web.common import access
from app.web.common.locale import default_to
from beffroi import AUDIENCES, ERASED, Card, Kind, translator
from beffroi.folding import folded
from beffroi.spoken import in_words
from beffroi.words import current_locale

_ = translator(__name__)
pages = Blueprint("card_transfer", __name__, url_prefix="/animer")

MOST = 300
"""Cards that are handed over at once, at most."""


@dataclass(frozen=True)
class CardRow:
    """A card that may leave, as the page lists it; `handed_to` are the activities here that have a copy of it."""

    id: str
    text: str
    kind: str
    audience: str
    table: str
    handed_to: tuple[str, ...]
    is_a: Kind

    @property
    def called(self) -> str:
        """Its kind in words."""
        return in_words(self.is_a.title)

    @property
    def about(self) -> str:
        """Whom it is about in words; "" where nobody said."""
        return str(AUDIENCES.get(self.audience, ""))


@dataclass(frozen=True)
class Selection:
    """Where cards come from and which of them are looked at: all of it stands in the page's address."""

    source: WorkshopInfo
    activity: str = ""
    kind: str = ""
    words: str = ""

    def query_args(self, **more: Any) -> dict[str, Any]:
        """As an address says it."""
        said = {"atelier": self.source.code, "de": self.activity, "genre": self.kind, "mots": self.words, **more}
        return {name: value for name, value in said.items() if value}


def _selection(facts: WorkshopInfo) -> Selection:
    """What was asked; 404 for a workshop that is not there, 403 for one that is somebody else's."""
    said = request.values
    code = said.get("atelier", "")
    source = facts if code in ("", facts.code) else access.workshop_or_404(code)
    if source.id != facts.id and access.facilitator(source) is None:
        abort(403)
    if source.id != facts.id and (source.is_rehearsal or facts.is_rehearsal):
        abort(404)  # nothing of a rehearsal reaches another workshop, and nothing is kept of what comes in
    return Selection(source, said.get("de", ""), said.get("genre", ""), said.get("mots", "")[:80])


# --- the cards that are listed --------------------------------------------------------------------


def _card_rows(record: Record, activity: str, here: Record) -> list[CardRow]:
    """The cards of an activity, as they are listed in the workshop that takes some of them."""
    tables, have = record.agenda.seating.tables, card_offers.copies_by_origin(here)
    return [
        CardRow(
            card.id,
            card.text,
            card.kind,
            card.audience,
            tables[card.table].name if card.table in tables else "",
            tuple(have.get(card.id, ())),
            kind_of(record, record.agenda.activities[activity], card.kind),
        )
        for card in card_offers.handed(record, activity)
    ]


def _is_looked_at(card: CardRow, selection: Selection) -> bool:
    return selection.kind in ("", card.kind) and folded(selection.words) in folded(card.text)


def _by_kind(cards: Iterable[CardRow]) -> list[tuple[str, list[CardRow]]]:
    groups: dict[str, list[CardRow]] = {}
    for card in cards:
        groups.setdefault(card.called, []).append(card)
    return list(groups.items())


# --- the page ------------------------------------------------------------------------------------


@pages.get("/<code>/cartes")
def choose(code: str) -> str:
    """Cards to hand over: where from, which of them, to which activity."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    return _page(facts, _selection(facts))


def _page(facts: WorkshopInfo, selection: Selection, error: str = "") -> str:
    here, there = access.room_of(facts), access.read_only(selection.source)
    sources = there.run(lambda: card_offers.sources(there.record))
    cards = there.run(lambda: _card_rows(there.record, selection.activity, here.record))
    with the_store().read() as session:
        mine = [
            one
            for one in workshops.facilitated_by(session, current_user.user.id)
            if one.id == facts.id or not (one.is_rehearsal or facts.is_rehearsal)
        ]
    return render_template(
        "facilitator/card_transfer.html",
        workshop=facts,
        selection=selection,
        mine=mine,
        sources=sources,
        source=there.record.agenda.activities.get(selection.activity),
        kinds=dict.fromkeys((card.kind, card.called) for card in cards),
        groups=_by_kind(card for card in cards if _is_looked_at(card, selection)),
        receivers=[one for one in card_offers.receivers(here.record) if one[0].id != selection.activity],
        to=request.values.get("vers", ""),
        ticked=set(request.form.getlist("card")),
        titles={id: one.title for id, one in here.record.agenda.activities.items()},
        request_id=new_id(),
        done=request.args.get("transmises", 0, int),
        error=error,
    )


@pages.post("/<code>/cartes")
def hand(code: str) -> Response | tuple[str, int]:
    """Hand the chosen cards over: each becomes a card of the activity that receives, and keeps where it came from."""
    facts, _grant = access.facilitator_or_403(code)
    default_to(facts.locale)
    selection, to, room = _selection(facts), request.form.get("vers", ""), access.room_of(facts)
    source = access.read_only(selection.source)
    if selection.activity not in source.record.agenda.activities or to not in room.record.agenda.activities:
        abort(404)
    request_id = request.form.get("request", "")[:64] or new_id()
    if known := room.run(lambda: room.record.requests.get(request_id)):  # pressed twice
        return _done(facts, selection, to, len(known.data.get("cards", ())))
    ticked = None if "all" in request.form else request.form.getlist("card")
    cards = source.run(lambda: _wanted(source.record, selection, ticked, to, room.record))
    if not cards:
        return _page(facts, selection, _("Tick at least one card that is still there.")), 422
    if len(cards) > MOST:
        return _page(facts, selection, _("%(most)s cards at most at once: tick fewer.", most=MOST)), 422
    made = [copied(card) for card in cards]
    locale = current_locale()
    answer = transfer(access.rooms(), facts, made, source=selection.source, to=to, request_id=request_id, locale=locale)
    if answer.kind == "later":
        abort(503)
    if not answer.accepted:
        return _page(facts, selection, answer.sentence or " ".join(answer.errors.values())), 422
    source = access.read_only(selection.source)
    still = {card.id: card.text for card in source.run(lambda: card_offers.handed(source.record, selection.activity))}
    # What was erased in the very moment in which it was copied is erased in the copy too.
    gone = [copy.id for copy in made if _was_erased(copy.text, still.get(copy.origin, ERASED))]
    if gone:
        erasure.erase_everywhere(access.rooms(), facts, gone)
    return _done(facts, selection, to, len(made))


def _was_erased(said: str, says: str) -> bool:
    """Whether something of a text was erased since it was copied."""
    return says == ERASED or (ERASED in says and ERASED not in said)


def _done(facts: WorkshopInfo, selection: Selection, to: str, n: int) -> Response:
    args = selection.query_args(vers=to, transmises=n)
    return redirect(url_for("card_transfer.choose", code=facts.code, **args), 303)


def _wanted(record: Record, selection: Selection, ticked: list[str] | None, to: str, here: Record) -> list[Card]:
    """The cards that were ticked; or, for None, all that are looked at and that the activity does not have yet."""
    cards = {card.id: card for card in card_offers.handed(record, selection.activity)}
    if ticked is not None:
        return [cards[id] for id in dict.fromkeys(ticked) if id in cards]
    looked_at = (card for card in _card_rows(record, selection.activity, here) if _is_looked_at(card, selection))
    return [cards[card.id] for card in looked_at if to not in card.handed_to]
