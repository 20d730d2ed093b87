"""Whether the store is fit to serve: it answers a read, its schema is one to live with, its writer is alive."""

from __future__ import annotations

from gevent import Timeout
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from app.store import schema
from app.store.committer import Unavailable
from app.store.schema import Standing
from app.store.store import Store

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
    """Whether a job that does nothing comes back: it waits its turn in the writer's own thread."""
    with Timeout(PATIENCE, False):
        try:
            store.write(_nothing)
        except (Unavailable, SQLAlchemyError):
            return False
        return True
    return False


def _nothing(connection: Connection) -> None:
    """A job that asks and writes no row: nothing reaches the disk, and a database that is gone is found out."""
    connection.execute(select(1))
