"""People of an open room leave, come back, are taken out and let back.

Each is decided in the room's own turn, against what is so by then, and writes the one thing that it is about: of a
« Quitter » and a removal that cross, neither undoes the other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app.domain.people import Person
from app.live.room.room import Room
from app.store import journal, pairings, workshops
from app.store.committer import Job


def leave(room: Room, id: str, also: Job) -> None:
    """Somebody leaves by themselves: no longer counted, and each of their lines ends. `also` is done in any case."""

    def turn() -> None:
        person = room.presence.people[id]
        _keep(room, person, also, **({} if person.left else {"left": True}))
        room.subscriptions.cut(person.whos())

    room.run(turn)


def come_back(room: Room, id: str, also: Job, site: str = "", table: str = "") -> bool:
    """Somebody who left is back, perhaps at another site, where they sit down anew.

    False, and nothing is done, for whom a facilitator took out: only they let them back.
    """

    def turn() -> tuple[Person, bool, bool] | None:
        person = room.presence.people.get(id)
        if person is None or person.removed:
            return None
        was_gone, has_moved = person.left, site not in ("", person.site)
        _keep(room, person, also, **({"left": False} if was_gone else {}), **({"site": site} if has_moved else {}))
        return person, was_gone, has_moved

    back = room.run(turn)
    if back is None:
        return False
    person, was_gone, has_moved = back
    if was_gone or has_moved:
        room.seat_late(person, table, moved=has_moved)
    return True


def remove(room: Room, id: str) -> None:
    """Take somebody out: they do not come back by themselves, nor by a link that was drawn for them."""

    def turn() -> None:
        person = room.presence.people[id]
        _keep(room, person, lambda c: pairings.forget_places(c, id), left=True, removed=True)
        room.subscriptions.cut(person.whos())

    room.run(turn)


def let_back(room: Room, id: str) -> None:
    """Let somebody who was taken out come back as who they were: where their page is still open, it does by itself."""

    def turn() -> None:
        person = room.presence.people[id]
        if person.removed:
            _keep(room, person, None, left=False, removed=False)

    room.run(turn)


def forget_name(room: Room, id: str) -> None:
    """Erase somebody's name, and nothing else of them; a log that is put back from a backup is told so again."""

    def turn() -> None:
        mark = journal.remember(room.store, room.facts.id, room.clock(), [id])
        _keep(room, room.presence.people[id], lambda connection: journal.carried(connection, mark), name="")
        room.store.forget()

    room.run(turn)


def _keep(room: Room, person: Person, also: Job | None, **changed: Any) -> None:
    """On the disk first, then seen by all."""

    def job(connection: Connection) -> None:
        if changed:
            workshops.change_person(connection, person.id, **changed)
        if also is not None:
            also(connection)

    room.store.write(job)
    for name, value in changed.items():
        setattr(person, name, value)
    if changed:
        room.changed_people()
