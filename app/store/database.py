"""Opening the databases: SQLite as it should be set, one committer, the schema brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from app.store.committer import Committer
from app.store.models import KeyBase, db

MIGRATIONS = Path(__file__).parent / "migrations"

WRITER_PATIENCE_MS = 2000
"""How long the committer's thread waits for a lock of another process, such as a command line."""


def _pragmas(connection: Any, patience_ms: int) -> None:
    cursor = connection.cursor()
    # The patience comes first: even going over to WAL takes a lock.
    cursor.execute(f"PRAGMA busy_timeout={patience_ms}")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _set_up(engine: Engine, patience_ms: int) -> Engine:
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
            _pragmas(connection, patience_ms)

    return engine


def writer(url: str) -> Engine:
    """An engine for the committer alone: one connection, used from one thread."""
    return _set_up(
        create_engine(url, poolclass=StaticPool if ":memory:" in url else NullPool, hide_parameters=True),
        WRITER_PATIENCE_MS,
    )


def init_app(app: Flask) -> None:
    """Give the app its database, its committers and its migrations."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"poolclass": NullPool, "hide_parameters": True})
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        # A read on the loop never waits for a lock: in WAL it has no reason to.
        for engine in db.engines.values():
            _set_up(engine, 0)
    app.extensions["committer"] = Committer(writer(app.config["SQLALCHEMY_DATABASE_URI"]))
    app.extensions["key_committer"] = Committer(writer(app.config["SQLALCHEMY_BINDS"]["keys"]))


def upgrade(app: Flask) -> None:
    """Bring the schema to the present version, and make the keys' file."""
    bring_up(app.config["SQLALCHEMY_DATABASE_URI"])
    keys = writer(app.config["SQLALCHEMY_BINDS"]["keys"])
    KeyBase.metadata.create_all(keys)
    keys.dispose()


def bring_up(url: str) -> None:
    """Bring the schema of one database to the present version."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = writer(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()
