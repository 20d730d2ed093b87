"""Copies of cards put to the activity that receives them, noted first where they come from another workshop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.card_copies import as_kept
from app.live.commands.request import SYSTEM, CommandRequest, CommandResult, Grant
from app.live.hosting.rooms import Rooms
from app.store import card_copies
from app.store.card_copies import Copied
from app.store.workshop_info import WorkshopInfo
from beffroi import Card


def transfer(
    rooms: Rooms,
    facts: WorkshopInfo,
    made: Sequence[Card],
    *,
    source: WorkshopInfo,
    to: str,
    request_id: str,
    locale: str,
) -> CommandResult:
    """Put the copies to the room of a workshop. What comes from another one is noted before it goes, and no more where
    the room refuses it."""
    noted: list[Copied] = []
    if source.id != facts.id:
        # The table is the other workshop's; and what is noted of a card are the ids of what its own text is made of.
        made = [replace(card, table="", details=()) for card in made]
        noted = [Copied(id, facts.id, copy) for card in made for id, copy in _rests_on(card)]
    rooms.store.write(card_copies.keep, source.id, noted)
    data = {"activity": to, "cards": [as_kept(card) for card in made]}
    by = Grant(facts.id, SYSTEM, "system")
    answer = rooms.of(facts).ask(CommandRequest(by, "", "core.hand", data, request_id, locale))
    if not answer.accepted and answer.kind != "later":  # of « later » nobody knows: what was noted stays
        rooms.store.write(card_copies.let_go, noted)
    return answer


def _rests_on(card: Card) -> Iterator[tuple[str, str]]:
    """What a copy is made of in the workshop that it comes from, each with a name of its own for the copy."""
    yield card.origin, card.id
    for place, (id, _words) in enumerate(card.parts):
        yield id, f"{card.id}.{place}"
    for name, id, _words in card.said:
        yield id, f"{card.id}.{name}"
