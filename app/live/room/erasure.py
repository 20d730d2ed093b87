"""Erasing in a room that is open: from its log, from the copies that were made of it, and from every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from app.domain.commands.moderation import Erase
from app.domain.erasure import Reach, Takes, erased, origins_of
from app.domain.log import Entry
from app.domain.people import Person, new_id
from app.live.commands.cooperative import WORK_MOST, Slices
from app.live.commands.request import Ask, Grant
from app.store import journal
from app.store import log as log_rows
from beffroi import PARTICIPANT

if TYPE_CHECKING:
    from app.live.room.room import Room


def entries_of(room: Room, person: Person) -> list[Entry]:
    """What can still be traced to somebody: signed entries, and those of activities that have their key."""
    record = room.record
    grants = [Grant(room.facts.id, PARTICIPANT, who, person.site, person.id) for who in person.whos()]
    found = []
    for activity_id, entries in record.logs.items():
        activity = record.agenda.activities.get(activity_id)
        whos = {record.who_in(activity, grant) for grant in grants} - {""}
        found += [entry for entry in entries if entry.stamp.who in whos and not entry.is_core]
    return found


def erase(room: Room, entries: Iterable[Entry], by: Grant) -> None:
    """Blank what these entries say in the log, in the copies made of them, and on every page."""
    erase_named(room, [entry.id for entry in entries], by)


def erase_card(room: Room, card: str, by: Grant) -> bool:
    """Erase one card for good, whoever wrote it; False where no entry holds it."""
    return erase_named(room, room.run(lambda: whole(room, card)), by)


def whole(room: Room, card: str) -> list[str]:
    """A card and what it is a copy of here: erased on one board, its words stand on no other."""
    return [card, *origins_of(room.record.entries, card)]


def reach(room: Room, ids: Iterable[str], elsewhere: Takes | None = None) -> Reach:
    """How far an erasure would go in this workshop, and which copies in others it takes along."""
    record, pace = room.record, Slices(WORK_MOST)
    return erased(record.entries, ids, room.registry.methods, record.agenda, elsewhere, paced=pace)


def blank(room: Room, changed: Mapping[str, Entry], things: Iterable[str]) -> None:
    """Put blank entries in the place of what they were, everywhere; to be run between two batches.

    `things` are the ids by which it is done again should the log be put back from a backup: noted before.
    """
    mark = journal.remember(room.store, room.facts.id, room.clock(), things)

    def job(connection: Connection) -> None:
        log_rows.rewrite(connection, room.facts.id, changed.values())
        journal.carried(connection, mark)

    room.store.write(job)
    room.store.forget()
    room.record.rewrite(changed)
    room.invalidation.forget_drawings()


def erase_named(room: Room, ids: Sequence[str], by: Grant, elsewhere: Takes | None = None) -> bool:
    """As `erase`, by the ids of entries or of single cards; whether anything was there to erase.

    `elsewhere` says, for an erasure that comes from another workshop, which copies of its cards go.
    """

    def job() -> Reach:
        # Here and not before: between two batches, so that nothing pending is taken for kept.
        far = reach(room, ids, elsewhere)
        changed = far.entries
        if changed:
            blank(room, changed, {*ids, *far.named, *far.foreign})
        return far

    far = room.run(job)
    # How many, never which: named together, entries of several activities would be one person's for ever.
    room.ask(Ask(by, "", Erase.about.name, {"entries": len(ids), "doubted": len(far.doubted)}, new_id()))
    return bool(far.entries)
