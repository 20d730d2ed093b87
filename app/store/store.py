"""The store as the rest of the house holds it: read in a block, write by a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.store import vacuum
from app.store.committer import Committer, Unavailable, bound, empty_wal, to_store_error
from app.store.models import db

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Store:
    """Engines to read from, committers to write through; `keys` are kept apart."""

    reader: Engine
    committer: Committer
    key_reader: Engine
    key_committer: Committer

    @property
    def is_shared(self) -> bool:
        """Whether several processes may write in it; a SQLite file is one server's, which refuses a second one."""
        return self.reader.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A short session to read in; nothing it holds outlives the block."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    def held_open(self) -> Connection | None:
        """A connection that reads nothing, to be kept while the server runs; None where nothing has to be.

        SQLite drops its shared memory with the last connection, and could not make it again on a full disk:
        then pages could not even be read.
        """
        if self.reader.dialect.name != "sqlite":
            return None
        connection = self.reader.connect()
        connection.execute(text("select 1 from workshop limit 1"))
        connection.rollback()
        return connection

    def write(self, job: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a job with a connection and these arguments, in the committer; its value, once it is on the disk."""
        value: T = self.committer.run(bound(job, *args, **kwargs))
        return value

    def write_apart(self, job: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `write`, on a connection of its own: a job that may wait for a lock keeps nobody else waiting.

        PostgreSQL only, whose connections to read with let others have their turn meanwhile.
        """
        try:
            with self.reader.begin() as connection:
                return job(connection, *args, **kwargs)
        except DBAPIError as error:
            raise to_store_error(error) from error

    def forget(self) -> None:
        """Let what was deleted or blanked leave the files too, as soon as nobody reads it any more. Asks for nothing.

        On SQLite the committer comes back to it by itself; on PostgreSQL the tables are vacuumed, beside the rest.
        """
        if self.is_shared:
            vacuum.soon(self.reader)
            return
        try:
            self.write(empty_wal)
        except (Unavailable, SQLAlchemyError):
            return  # it comes back to it

    def stop(self) -> None:
        """Finish what waits to be written, and close."""
        self.committer.stop()
        self.key_committer.stop()
        for reader in (self.reader, self.key_reader):
            reader.dispose()  # what a pool keeps open


def build(app: Flask) -> Store:
    """The store of an app."""
    with app.app_context():
        return Store(db.engine, app.extensions["committer"], db.engines["keys"], app.extensions["key_committer"])


def the_store() -> Store:
    """The store of the app at work."""
    store: Store = current_app.extensions["store"]
    return store
