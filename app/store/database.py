"""Opening the databases: SQLite and PostgreSQL as they should be set, one committer, the schema brought up to date."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from app.domain.readers import release_before
from app.store import pubsub, schema
from app.store.committer import Committer
from app.store.models import KeyBase, db
from app.store.schema import MIGRATIONS, Standing

WRITER_PATIENCE_MS = 2000
"""How long the committer's thread waits for a lock of another process, such as a command line."""

CONNECTING_MS = 100
"""How long a connection waits while it is opened; readers wait for nothing afterwards, since the loop is theirs."""


PATIENCE_S = 5
"""Seconds after which PostgreSQL is given up that does not answer, or has no connection left."""

IDLE_MS = 3000
"""How long a write that has begun may stand still. A process frozen in the middle of one keeps its workshop's lease
locked, and with it whoever wants to take the workshop over: for less than the lease lasts."""

POSTGRESQL = {
    "connect_timeout": PATIENCE_S,
    "keepalives_idle": PATIENCE_S,
    "tcp_user_timeout": PATIENCE_S * 1000,
}
"""How libpq connects: what hangs is told as soon as what is refused."""

UPGRADING = 0x62656666
"""The advisory lock under which one process of several changes the schema."""


def is_shared(url: str) -> bool:
    """Whether a database may serve several processes: PostgreSQL's, never a SQLite file."""
    return make_url(url).get_backend_name() == "postgresql"


def _connecting(url: str, idle_ms: int = 60_000) -> dict[str, Any]:
    """What every engine on an address is made with."""
    if not is_shared(url):
        return {"hide_parameters": True}
    options = f"-c statement_timeout={PATIENCE_S * 1000} -c idle_in_transaction_session_timeout={idle_ms}"
    named = {**POSTGRESQL, "options": options, "application_name": schema.APPLICATION}
    return {"hide_parameters": True, "connect_args": named}


def _reading(url: str) -> dict[str, Any]:
    """What an engine to read with is made with: opening a SQLite file costs nothing, a PostgreSQL session does."""
    if not is_shared(url):
        return {"poolclass": NullPool, **_connecting(url)}
    pool = {"poolclass": QueuePool, "pool_size": 5, "max_overflow": 15, "pool_timeout": PATIENCE_S}
    return {**pool, "pool_pre_ping": True, **_connecting(url)}


def _pragmas(connection: Any, patience_ms: int) -> None:
    cursor = connection.cursor()
    # The patience comes first: going over to WAL takes a lock, and two that connect at one moment get it in turn.
    cursor.execute(f"PRAGMA busy_timeout={max(patience_ms, CONNECTING_MS)}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA busy_timeout={patience_ms}")
    cursor.close()


def _set_up(engine: Engine, patience_ms: int) -> Engine:
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
            _pragmas(connection, patience_ms)

    return engine


def writer(url: str) -> Engine:
    """An engine for the committer alone: one connection, used from one thread."""
    pool = StaticPool if ":memory:" in url else NullPool
    return _set_up(create_engine(url, poolclass=pool, **_connecting(url, IDLE_MS)), WRITER_PATIENCE_MS)


def init_app(app: Flask) -> None:
    """Give the app its database, its committers and its migrations."""
    url, keys_url = app.config["SQLALCHEMY_DATABASE_URI"], app.config["SQLALCHEMY_BINDS"]["keys"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _reading(url)
    app.config["SQLALCHEMY_BINDS"] = {"keys": {"url": keys_url, **_reading(keys_url)}}
    db.init_app(app)
    if os.environ.get("FLASK_RUN_FROM_CLI"):  # `flask db`; no other command needs what it brings
        _offer_migrations(app)
    with app.app_context():
        # A read on the loop never waits for a lock: in WAL it has no reason to.
        for engine in db.engines.values():
            _set_up(engine, 0)
    app.extensions["committer"] = Committer(writer(url))
    app.extensions["key_committer"] = Committer(writer(keys_url))


def _offer_migrations(app: Flask) -> None:
    from flask_migrate import Migrate  # noqa: PLC0415 - alembic is a twentieth of a start

    Migrate(app, db, directory=str(MIGRATIONS))


def stand_by(app: Flask) -> None:
    """For a command beside a server: an empty database is made, any other is left as it is.

    Raises `schema.Mismatch` where it is of another release that does not go with this one.
    """
    with app.app_context(), db.engine.connect() as connection:
        is_empty = schema.standing(connection) is Standing.EMPTY
        schema.check(connection)
    if is_empty:
        upgrade(app)
    else:
        ask_for_readers(app)


def upgrade(app: Flask) -> None:
    """Bring the schema to the present version, and make the keys' file; one process after the other.

    A schema of a later release stays as it is. Raises `schema.Mismatch` where this release cannot live with it.
    """
    bring_up(app.config["SQLALCHEMY_DATABASE_URI"])
    keys = writer(app.config["SQLALCHEMY_BINDS"]["keys"]["url"])
    with keys.begin() as connection:
        alone(connection)
        KeyBase.metadata.create_all(connection)
    keys.dispose()
    ask_for_readers(app)


def ask_for_readers(app: Flask) -> None:
    """Have the release before read all that is written, until the upgrade to this one is finalized."""
    with app.extensions["store"].read() as session:
        is_finalized = schema.is_finalized(session.connection())
    app.extensions["registry"].readers = None if is_finalized else release_before()


class NotYet(Exception):  # noqa: N818 - it says what to do, it is no error of ours
    """An upgrade cannot be finalized as things stand; the sentence says why."""


def finalize(url: str) -> bool:
    """End an upgrade: whether there was one to end. Raises `NotYet`, `schema.Mismatch`."""
    engine = writer(url)
    try:
        with engine.begin() as connection:
            alone(connection)
            schema.check(connection)
            if schema.is_finalized(connection):
                return False
            _must_bealone(connection)
            schema.finalize(connection)
            pubsub.tell(connection, pubsub.FINALIZED)
            return True
    finally:
        engine.dispose()


def _must_bealone(connection: Connection) -> None:
    """Raise `NotYet` where a later release has begun an upgrade, or another one still serves."""
    if schema.standing(connection) is not Standing.PRESENT:
        raise NotYet("The schema is of a later release: finalize with that one.")
    others = schema.other_releases(connection) if connection.dialect.name == "postgresql" else 0
    if others:
        raise NotYet(
            f"Connections of another release are open ({others}): restart every process with this one first, and "
            "close what else uses the database."
        )


def bring_up(url: str) -> None:
    """Bring the schema of one database to the present version, unless it is a later one."""
    engine = writer(url)
    with engine.begin() as connection:
        alone(connection)
        bring_up_on(connection)
    engine.dispose()


def bring_up_on(connection: Connection) -> None:
    """The same, in a transaction that is alone."""
    found = schema.standing(connection)
    schema.check_future(found)
    if found in (Standing.EMPTY, Standing.OLDER):
        _migrate(connection)
    if found is Standing.EMPTY:
        schema.finalize(connection)  # no other release has anything to read in it


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - most starts have nothing to migrate
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def alone(connection: Connection) -> None:
    """Until the transaction ends, no other process changes the schema; SQLite sees to that by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("set local statement_timeout = 0"))  # others' turn, and theirs may be long
        # What is imported in the middle of it takes seconds on a busy machine.
        connection.execute(text("set local idle_in_transaction_session_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": UPGRADING})
