"""The keys of anonymous activities, in a file apart; deleting one is what makes it anonymous for good."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.store.committer import bound, empty_wal
from app.store.models import KeyRow
from app.store.store import Store


def of_workshop(store: Store, workshop_id: str) -> dict[str, bytes]:
    """The keys there are, by activity; an activity without one is closed for good."""
    with Session(store.key_reader) as session:
        rows = session.execute(select(KeyRow.activity, KeyRow.key).where(KeyRow.workshop_id == workshop_id))
        return {row.activity: row.key for row in rows}


def create(store: Store, workshop_id: str, activity: str) -> bytes:
    """A new key, on the disk before anybody's pseudonym is made with it."""
    key = secrets.token_bytes(32)
    its_own = (KeyRow.workshop_id == workshop_id, KeyRow.activity == activity)

    def job(connection: Connection) -> bytes:
        kept = connection.scalar(select(KeyRow.key).where(*its_own))
        if kept is not None:  # made by a process that died before the opening was in the log
            return kept
        connection.execute(insert(KeyRow).values(workshop_id=workshop_id, activity=activity, key=key))
        return key

    made: bytes = store.key_committer.run(job)
    return made


def delete_key(store: Store, workshop_id: str, activity: str) -> None:
    """Delete a key; the file is told to overwrite it (`secure_delete`) and the write-ahead log is emptied."""

    def job(connection: Connection) -> None:
        connection.execute(delete(KeyRow).where(KeyRow.workshop_id == workshop_id, KeyRow.activity == activity))

    store.key_committer.run(job)
    store.key_committer.run(empty_wal)


def _delete(connection: Connection, workshop_id: str) -> None:
    connection.execute(delete(KeyRow).where(KeyRow.workshop_id == workshop_id))


def forget(store: Store, workshop_id: str) -> None:
    """Delete what keys there are of a workshop whose content is gone."""
    store.key_committer.run(bound(_delete, workshop_id))
    store.key_committer.run(empty_wal)
