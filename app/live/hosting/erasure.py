"""Erasing and withdrawing what went on to other workshops: wherever a copy of it was handed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from gevent import spawn
from gevent.hub import sleep

from app.domain.erasure import Left, Reach, Takes, withdrawing
from app.live.commands.request import SYSTEM, Grant
from app.live.room.room import Room
from app.logs import logger
from app.store import card_copies, workshops
from app.store.committer import Unavailable
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo

log = logger(__name__)

BREATH, TRIES = 5.0, 60
"""Seconds between two tries to reach a workshop that takes no writes just now, and how many there are. What is left
then is found again when the workshop that it was withdrawn in is opened next."""


class ReachesRooms(Protocol):
    """What finds the room of a workshop, and has it come over where it lives in another process: `Rooms`."""

    store: Store

    def take_over_from_peer(self, facts: WorkshopInfo) -> Room:
        """The room of a workshop."""


def erase_card_everywhere(rooms: ReachesRooms, facts: WorkshopInfo, card: str) -> bool:
    """Erase one card, with what it is a copy of here, in a workshop and in all that copied from it."""
    room = rooms.take_over_from_peer(facts)
    return erase_everywhere(rooms, facts, room.run(lambda: room.erasure.whole(card)))


def erase_everywhere(
    rooms: ReachesRooms, facts: WorkshopInfo, ids: Sequence[str], elsewhere: Takes | None = None
) -> bool:
    """Erase by ids in a workshop and in all that copied from it; whether anything was there to erase.

    Copies go first: where one cannot be erased now, the whole can be asked again. `elsewhere` is what `Reach.left`
    says in the workshop that the erasure comes from.
    """
    room = rooms.take_over_from_peer(facts)
    reach = room.run(lambda: room.erasure.reach(ids, elsewhere))
    if elsewhere is not None and not reach.entries:
        return False
    for other in _others(rooms, facts, reach):
        erase_everywhere(rooms, other, (), reach.left)
    return room.erasure.erase_named(ids, Grant(facts.id, SYSTEM, "erasure"), elsewhere)


def _others(rooms: ReachesRooms, facts: WorkshopInfo, reach: Reach, ids: Collection[str] = ()) -> list[WorkshopInfo]:
    """The workshops that have copies of what is reached, or of these ids."""
    with rooms.store.read() as session:
        copied = card_copies.out_of(session, facts.id)
        gone = {one.to_workshop for one in copied if one.card in ids or reach.may_take(one.card)}
        found = [workshops.by_id(session, id) for id in sorted(gone)]
    return [other for other in found if other is not None and not other.purged]


def withdraw_elsewhere(rooms: ReachesRooms, facts: WorkshopInfo, ids: Collection[str]) -> None:
    """Erase, beside everything else, the copies that other workshops have of what was withdrawn in one."""
    spawn(_withdraw, rooms, facts, ids)


def _withdraw(rooms: ReachesRooms, facts: WorkshopInfo, ids: Collection[str]) -> None:
    for _try in range(TRIES):
        try:
            _withdraw_now(rooms, facts, ids)
        except Unavailable as error:
            log.warning("a withdrawal waits for a workshop", workshop=facts.id, error=error)
            sleep(BREATH)
        else:
            return


def _withdraw_now(rooms: ReachesRooms, facts: WorkshopInfo, ids: Collection[str]) -> None:
    room, gone = rooms.take_over_from_peer(facts), withdrawing(ids)
    reach = room.run(lambda: room.erasure.reach((), gone))

    def left(id: str, text: str, is_exact: bool) -> Left:
        return gone(id, text, is_exact) if id in ids else reach.left(id, text, is_exact)

    for other in _others(rooms, facts, reach, ids):
        erase_everywhere(rooms, other, (), left)
