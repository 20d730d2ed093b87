"""People of an open room join, leave, come back, are taken out and let back.

Each is decided in the room's own turn, against what is so by then, and writes the one thing that it is about: of a
« Quitter » and a removal that cross, neither undoes the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from app.domain.commands.seating import DrawTables, Seat
from app.domain.people import Person, new_id
from app.live.commands.request import SYSTEM, CommandRequest, Grant
from app.live.rendering.block import Event
from app.live.rendering.block_sources import Sources
from app.live.room.queue import RoomQueue
from app.live.sync.invalidation import Invalidation
from app.live.sync.subscriptions import Subscriptions
from app.store import journal, pairings
from app.store import people as people_rows
from app.store.committer import Job, bound
from app.store.store import Store


class People:
    """The people of a room, on the disk and on every page."""

    def __init__(
        self,
        queue: RoomQueue,
        sources: Sources,
        store: Store,
        subscriptions: Subscriptions,
        invalidation: Invalidation,
        *,
        clock: Callable[[], int],
    ) -> None:
        self.queue = queue
        self.sources = sources
        self.store = store
        self.subscriptions = subscriptions
        self.invalidation = invalidation
        self.clock = clock

    def join(
        self, name: str, site: str, seats: int, table: str = "", *,
        on_paper: bool = False, keep: Callable[[Any, str], None] | None = None,
    ) -> tuple[Person, str]:  # fmt: skip
        """Somebody joins: on the disk first, then seen by all. Returns them and their own link's secret.

        Where tables are laid they sit down at the one asked for, or at the emptiest of their site. Who is `on_paper`
        has no device: facilitators enter what they write. `keep` is given the connection and their id, and does what
        has to be done with it: where it raises, nobody has joined.
        """
        presence, workshop_id = self.sources.presence, self.sources.facts.id
        person = Person(new_id(), presence.name_for(name), site, seats, left=True, on_paper=on_paper)
        presence.people[person.id] = person
        arrived = replace(person, left=False)

        def job(connection: Connection) -> str:
            secret = people_rows.add_person(connection, workshop_id, arrived, self.clock())
            if keep is not None:
                keep(connection, person.id)
            return secret

        try:
            secret: str = self.store.write(job)
        except BaseException:
            del presence.people[person.id]
            raise
        person.left = False
        self.changed()
        self.seat_late(person, table)
        return person, secret

    def seat_late(self, person: Person, asked: str = "", *, moved: bool = False) -> None:
        """Somebody who comes when tables have been drawn sits down; whoever has a table keeps it.

        Which one is the emptiest is settled with the command itself: two who come at once do not crowd one table.
        """
        facts, seating = self.sources.facts, self.sources.agenda.seating
        table, data = seating.tables.get(asked), dict[str, Any]()
        if table is not None and table.takes(person.site):
            kind, data = Seat.about.name, {"person": person.id, "table": table.id}
        elif seating.at and (moved or person.id not in seating.at):
            kind, data = DrawTables.about.name, {"late": person.id}
        if data:
            self.queue.ask(CommandRequest(Grant(facts.id, SYSTEM, "system"), "", kind, data, new_id(), facts.locale))

    def leave(self, id: str, also: Job) -> None:
        """Somebody leaves by themselves: no longer counted, their lines end. `also` is done in any case."""

        def turn() -> None:
            person = self.sources.presence.people[id]
            self._keep(person, also, **({} if person.left else {"left": True}))
            self.subscriptions.cut(person.whos())

        self.queue.run(turn)

    def come_back(self, id: str, also: Job, site: str = "", table: str = "") -> bool:
        """Somebody who left is back, perhaps at another site, where they sit down anew.

        False, and nothing is done, for whom a facilitator took out: only they let them back.
        """

        def turn() -> tuple[Person, bool, bool] | None:
            person = self.sources.presence.people.get(id)
            if person is None or person.removed:
                return None
            was_gone, has_moved = person.left, site not in ("", person.site)
            changed = {**({"left": False} if was_gone else {}), **({"site": site} if has_moved else {})}
            if person.on_paper:  # they have a device from now on: nobody enters anything for them any more
                changed["on_paper"] = False
                self.subscriptions.cut(person.whos())
            self._keep(person, also, **changed)
            return person, was_gone, has_moved

        back = self.queue.run(turn)
        if back is None:
            return False
        person, was_gone, has_moved = back
        if was_gone or has_moved:
            self.seat_late(person, table, moved=has_moved)
        return True

    def remove(self, id: str) -> None:
        """Take somebody out: they do not come back by themselves, nor by a link that was drawn for them."""

        def turn() -> None:
            person = self.sources.presence.people[id]
            self._keep(person, bound(pairings.forget_places, id), left=True, removed=True)
            self.subscriptions.cut(person.whos())

        self.queue.run(turn)

    def let_back(self, id: str) -> None:
        """Let somebody who was taken out come back as who they were: an open page of theirs does by itself."""

        def turn() -> None:
            person = self.sources.presence.people[id]
            if person.removed:
                self._keep(person, None, left=False, removed=False)

        self.queue.run(turn)

    def forget_name(self, id: str) -> None:
        """Erase somebody's name, and nothing else of them; a log that is put back from a backup is told so again."""

        def turn() -> None:
            mark = journal.remember(self.store, self.sources.facts.id, self.clock(), [id])
            person = self.sources.presence.people[id]
            self._keep(person, bound(journal.carried, mark), name="")
            self.store.forget()

        self.queue.run(turn)

    def _keep(self, person: Person, also: Job | None, **changed: Any) -> None:
        """On the disk first, then seen by all."""

        def job(connection: Connection) -> None:
            if changed:
                people_rows.change_person(connection, person.id, **changed)
            if also is not None:
                also(connection)

        self.store.write(job)
        for name, value in changed.items():
            setattr(person, name, value)
        if changed:
            self.changed()

    def changed(self) -> None:
        """Draw anew what counts people, and says who sits where."""
        self.invalidation.after(Event.PEOPLE)
        self.queue.wake()
