"""Whether the store is fit to serve: it answers a read, its schema is one to live with, its writer is alive."""

from __future__ import annotations

from gevent import Timeout
from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import SQLAlchemyError

from app.domain.people import new_id
from app.store import schema
from app.store.committer import Unavailable, ask_only
from app.store.models import TemplateRow
from app.store.schema import Standing
from app.store.store import Store

PROBE = 65_536
"""Signs of a row that is written to see whether anything can be."""

PATIENCE = 3.0
"""Seconds that the writer may take for nothing: longer than it waits for a lock itself."""


def lacking(store: Store) -> str:
    """What keeps the store from serving, as a sentence that holds no address and no secret; "" if nothing does."""
    try:
        with store.read() as session:
            found = schema.standing(session.connection())
    except SQLAlchemyError:
        return "The database does not answer."
    if found not in (Standing.PRESENT, Standing.NEWER):
        return "The schema is not the one of this release."
    return "" if _is_writing(store) else "The database takes no writes."


def _is_writing(store: Store) -> bool:
    """Whether a job comes back, which waits its turn in the writer's own thread.

    It writes nothing, unless the last thing to be written was not: then only what is written tells.
    """
    with Timeout(PATIENCE, False):
        try:
            store.write(_as_much_as_a_page_of_cards if store.committer.is_failing else ask_only)
        except (Unavailable, SQLAlchemyError):
            return False
        return True
    return False


def _as_much_as_a_page_of_cards(connection: Connection) -> None:
    """A job that writes a row and takes it away again: a disk has to have room for it."""
    row = {"id": new_id(), "content": {"": "." * PROBE}, "created_at": 0}
    connection.execute(insert(TemplateRow).values(**row))
    connection.execute(delete(TemplateRow).where(TemplateRow.id == row["id"]))
