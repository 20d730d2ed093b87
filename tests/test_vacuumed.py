"""On PostgreSQL, the tables that an erasure or a purge touched are vacuumed, beside everything else."""

from __future__ import annotations

import pytest
from gevent import sleep
from sqlalchemy import text

from app.live.commands.request import SYSTEM, Grant
from app.live.hosting.scheduler import Scheduler
from app.store import journal
from app.store.models import EntryRow

STORES = ("postgresql",)

COUNTED = text("select relname, vacuum_count from pg_stat_user_tables where relname in ('entry', 'person')")


def vacuumed(store) -> bool:
    """Whether both tables are, within some seconds."""
    for _ in range(200):
        with store.read() as session:
            if all(count > 0 for _name, count in session.execute(COUNTED)):
                return True
        sleep(0.05)
    return False


def purged(workshop, _card):
    Scheduler(workshop.app.extensions["rooms"]).purge_names(workshop.facts)


def erased(workshop, card):
    workshop.room.erasure.erase_named([card], Grant(workshop.facts.id, SYSTEM, "erasure"))


@pytest.mark.parametrize("forget", [erased, purged])
def test_what_is_erased_or_purged_leaves_the_tables(workshop, store, forget):
    workshop.serve()
    card = workshop.do("ana", "write", workshop.add("ideation"), text="Mon secret")
    forget(workshop, card)
    assert vacuumed(store)
    with store.read() as session:
        assert session.query(EntryRow).count()


def test_what_is_remembered_is_kept_on_postgresql_too(workshop, store):
    card = workshop.do("ana", "write", workshop.add("ideation"), text="Mon secret")
    erased(workshop, card)
    assert card in journal.forgotten(store)[workshop.facts.id].things and journal.is_carried_out(store)
