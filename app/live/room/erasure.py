"""Erasing in a room that is open: from its log, from the copies that were made of it, and from every page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection

from app.domain.commands.moderation import Erase
from app.domain.erasure import Reach, Takes, erased, origins_of
from app.domain.log import Entry
from app.domain.people import Person, new_id
from app.domain.wording import Wordings
from app.live.commands.cooperative import WORK_MOST, Cooperative
from app.live.commands.request import CommandRequest, Grant
from app.live.rendering.block_sources import Sources
from app.live.room.queue import RoomQueue
from app.live.sync.invalidation import Invalidation
from app.store import journal
from app.store import log as log_rows
from app.store.store import Store
from beffroi import PARTICIPANT, Follower


class Erasure:
    """What can be erased in one workshop, and how far that goes."""

    def __init__(
        self, queue: RoomQueue, sources: Sources, store: Store, invalidation: Invalidation, clock: Callable[[], int]
    ) -> None:  # fmt: skip
        self.queue = queue
        self.sources = sources
        self.record = sources.record
        self.store = store
        self.invalidation = invalidation
        self.clock = clock

    # --- what there is ---------------------------------------------------------------------

    def entries_of(self, person: Person) -> list[Entry]:
        """What can still be traced to somebody: signed entries, and those of activities that have their key."""
        record, id = self.record, self.sources.facts.id
        grants = [Grant(id, PARTICIPANT, who, person.site, person.id) for who in person.whos()]
        found = []
        for activity_id, entries in record.logs.items():
            activity = record.agenda.activities.get(activity_id)
            whos = {record.who_in(activity, grant) for grant in grants} - {""}
            found += [entry for entry in entries if entry.stamp.who in whos and not entry.is_core]
        return found

    def whole(self, card: str) -> list[str]:
        """A card and what it is a copy of here: erased on one board, its words stand on no other."""
        return [card, *origins_of(self.record.entries, card)]

    def reach(self, ids: Iterable[str], elsewhere: Takes | None = None) -> Reach:
        """How far an erasure would go in this workshop, and which copies in others it takes along."""
        record, pace = self.record, Cooperative(WORK_MOST)
        return erased(record.entries, ids, record.registry.methods, record.agenda, elsewhere, paced=pace)

    def naming(self, kept: Collection[str] = ()) -> list[str]:
        """The entries whose texts go when names do, but for those that are `kept`; those erased left out."""
        record = self.record
        wordings = Wordings(record.entries, record.registry.methods, record.agenda)
        told = ((entry, wordings.of(entry)) for entry in record.entries if not entry.is_core)
        found = [entry.id for entry, said in told if said.command and said.command.about.names and said.texts]
        return [id for id in found if id not in kept]

    def followers(self) -> list[tuple[str, Follower]]:
        """Those who took something on, each with the activity: until their day their name and their link are kept."""
        record = self.record
        found: list[tuple[str, Follower]] = []
        for activity in record.agenda.activities.values():
            method, state = record.agenda.method_of(activity), record.standing(activity.id)
            if method is not None and method.followed_at and state is not None:
                told: Sequence[Follower] = self.sources.ask(
                    method, "followers", partial(method.followers, state.state), ()
                )
                found += [(activity.id, one) for one in told]
        return found

    # --- erasing ---------------------------------------------------------------------------

    def erase(self, entries: Iterable[Entry], by: Grant) -> None:
        """Blank what these entries say in the log, in the copies made of them, and on every page."""
        self.erase_named([entry.id for entry in entries], by)

    def erase_card(self, card: str, by: Grant) -> bool:
        """Erase one card for good, whoever wrote it; False where no entry holds it."""
        return self.erase_named(self.queue.run(lambda: self.whole(card)), by)

    def erase_named(self, ids: Sequence[str], by: Grant, elsewhere: Takes | None = None) -> bool:
        """As `erase`, by the ids of entries or of single cards; whether anything was there to erase.

        `elsewhere` says, for an erasure that comes from another workshop, which copies of its cards go.
        """

        def job() -> Reach:
            # Here and not before: between two batches, so that nothing uncommitted is taken for kept.
            far = self.reach(ids, elsewhere)
            if far.entries:
                self.blank(far.entries, {*ids, *far.named, *far.foreign})
            return far

        far = self.queue.run(job)
        # How many, never which: named together, entries of several activities would be one person's for ever.
        self.queue.ask(
            CommandRequest(by, "", Erase.about.name, {"entries": len(ids), "doubted": len(far.doubted)}, new_id())
        )
        return bool(far.entries)

    def blank(self, changed: Mapping[str, Entry], things: Iterable[str]) -> None:
        """Put blank entries in the place of what they were, everywhere; to be run between two batches.

        `things` are the ids by which it is done again should the log be put back from a backup: noted before.
        """
        workshop_id = self.sources.facts.id
        mark = journal.remember(self.store, workshop_id, self.clock(), things)

        def job(connection: Connection) -> None:
            log_rows.rewrite(connection, workshop_id, changed.values())
            journal.carried(connection, mark)

        self.store.write(job)
        self.store.forget()
        self.record.rewrite(changed)
        self.invalidation.forget_drawings()
