"""A workshop as its log has it just now, without holding it: for who only reads while another process leads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.domain.anonymous_authors import Veils
from app.host.registry import Registry
from app.live.commands.cooperative import Cooperative
from app.live.commands.record import Record
from app.store import answer_links, keys
from app.store import log as log_rows
from app.store import people as people_rows
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo

T = TypeVar("T")


def load_record(facts: WorkshopInfo, store: Store, registry: Registry) -> Record:
    """A workshop's log read and folded, in slices, with the people who joined."""
    paced = Cooperative()
    held = keys.of_workshop(store, facts.id)
    veils = Veils(held)
    with store.read() as session:
        entries = list(map(veils.of_voided, log_rows.pieces(session, facts.id, veils.lifted, paced)))
        spent = log_rows.spent_requests(session, facts.id)
        people = people_rows.people(session, facts.id)
        links = answer_links.of_workshop(session, facts.id)
    record = Record(registry, entries, held, spent, {person.id: person for person in people}, slices=Cooperative)
    record.zone, record.sites, record.links = facts.zone, facts.sites, links
    return record


class ReadOnlyRoom:
    """What a room is to who only reads in it."""

    def __init__(self, facts: WorkshopInfo, store: Store, registry: Registry) -> None:
        self.record = load_record(facts, store, registry)

    def run(self, job: Callable[[], T]) -> T:
        """As a room's: nothing changes here meanwhile."""
        return job()
