"""Erasing and withdrawing what went on to other workshops: wherever a copy of it was handed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from gevent import spawn
from gevent.hub import sleep

from app.domain.erasure import Left, Reach, Takes, withdrawing
from app.live.commands.request import SYSTEM, Grant
from app.live.room import erasure
from app.logs import logger
from app.store import copies, workshops
from app.store.committer import Unavailable
from app.store.workshops import Facts

if TYPE_CHECKING:
    from app.live.hosting.rooms import Rooms

log = logger(__name__)

BREATH, TRIES = 5.0, 60
"""Seconds between two tries to reach a workshop that takes no writes just now, and how many there are. What is left
then is found again when the workshop that it was withdrawn in is opened next."""


def erase_everywhere(rooms: Rooms, facts: Facts, ids: Sequence[str], elsewhere: Takes | None = None) -> bool:
    """Erase by ids in a workshop and in all that copied from it; whether anything was there to erase.

    Copies go first: where one cannot be erased now, the whole can be asked again. `elsewhere` is what `Reach.left`
    says in the workshop that the erasure comes from.
    """
    room = rooms.called(facts)
    reach = room.run(lambda: erasure.reach(room, ids, elsewhere))
    if elsewhere is not None and not reach.entries:
        return False
    for other in _others(rooms, facts, reach):
        erase_everywhere(rooms, other, (), reach.left)
    return erasure.erase_named(room, ids, Grant(facts.id, SYSTEM, "erasure"), elsewhere)


def _others(rooms: Rooms, facts: Facts, reach: Reach, ids: Collection[str] = ()) -> list[Facts]:
    """The workshops that have copies of what is reached, or of these ids."""
    with rooms.store.read() as session:
        copied = copies.out_of(session, facts.id)
        gone = {one.to_workshop for one in copied if one.card in ids or reach.may_take(one.card)}
        found = [workshops.by_id(session, id) for id in sorted(gone)]
    return [other for other in found if other is not None and not other.purged]


def withdraw_elsewhere(rooms: Rooms, facts: Facts, ids: Collection[str]) -> None:
    """Erase, beside everything else, the copies that other workshops have of what was withdrawn in one."""
    spawn(_withdraw, rooms, facts, ids)


def _withdraw(rooms: Rooms, facts: Facts, ids: Collection[str]) -> None:
    for _try in range(TRIES):
        try:
            _withdraw_now(rooms, facts, ids)
        except Unavailable as error:
            log.warning("a withdrawal waits for a workshop", workshop=facts.id, error=error)
            sleep(BREATH)
        else:
            return


def _withdraw_now(rooms: Rooms, facts: Facts, ids: Collection[str]) -> None:
    room, gone = rooms.called(facts), withdrawing(ids)
    reach = room.run(lambda: erasure.reach(room, (), gone))

    def left(id: str, text: str, is_exact: bool) -> Left:
        return gone(id, text, is_exact) if id in ids else reach.left(id, text, is_exact)

    for other in _others(rooms, facts, reach, ids):
        erase_everywhere(rooms, other, (), left)
