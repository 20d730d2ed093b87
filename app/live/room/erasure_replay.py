"""Erasures and purges carried out again in a log that was put back from a backup, before anybody reads it."""

from __future__ import annotations

from sqlalchemy import Connection, update

from app.domain.erasure import erased
from app.domain.log import Entry
from app.domain.replay import fold_agenda
from app.host.registry import Registry
from app.logs import logger
from app.store import journal, purge, workshops
from app.store import log as log_rows
from app.store.journal import CLOSED, CONTENT, NAMES, Forgotten
from app.store.models import PersonRow
from app.store.store import Store

log = logger(__name__)


def carry_out(store: Store, registry: Registry, now: int, workshop_id: str = "") -> int:
    """Blank again what is remembered as erased, of one workshop or of all; how many entries that changed.

    Nothing is done where the log is known to be blank of it. Raises `Unavailable` where the store takes no write.
    """
    if journal.is_carried_out(store):
        return 0
    mark = journal.last_mark(store)  # before: what is erased meanwhile is not taken for carried out
    remembered = journal.forgotten(store)
    ids = [workshop_id] if workshop_id else list(remembered)
    changed = sum(_again(store, registry, id, remembered[id], now) for id in ids if id in remembered)
    if not workshop_id:
        store.write(journal.carried, mark)
        log.info("erasures were carried out again", entries=changed)
    store.forget()
    return changed


def _again(store: Store, registry: Registry, workshop_id: str, what: Forgotten, now: int) -> int:
    with store.read() as session:
        if workshops.by_id(session, workshop_id) is None:
            return 0
        entries = log_rows.read(session, workshop_id)
    changed = _blank(entries, what, registry)

    def job(connection: Connection) -> None:
        log_rows.rewrite(connection, workshop_id, changed)
        its_people = (PersonRow.workshop_id == workshop_id, PersonRow.id.in_(what.things))
        connection.execute(update(PersonRow).where(*its_people).values(name=""))
        for act in what.acts:
            if act.startswith(CLOSED):
                log_rows.unlink_requests(connection, workshop_id, act.removeprefix(CLOSED), now)
        if NAMES in what.acts:
            purge.purge_names(connection, workshop_id)
        if CONTENT in what.acts:
            purge.purge_content(connection, workshop_id)

    store.write(job)
    return len(changed)


def _blank(entries: list[Entry], what: Forgotten, registry: Registry) -> list[Entry]:
    agenda = fold_agenda(registry.methods, entries)
    return list(erased(entries, what.things, registry.methods, agenda).entries.values())
