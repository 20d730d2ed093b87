"""What one process tells the others on the same PostgreSQL, with the commit that it is about; nothing is kept of it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from gevent.hub import sleep
from sqlalchemy import Connection, Engine, func, select

from app.store.schema import APPLICATION

log = logging.getLogger(__name__)

CHANNEL = "beffroi"

FINALIZED = "finalized"
"""Says that an upgrade has ended: `schema.is_finalized` may be another now."""

CALL = "call"
"""Begins the notice that a process calls a workshop over: `call WORKSHOP HOLDER`."""

AGAIN_S = 1.0
"""Seconds before a line that broke is opened again."""


def tell(connection: Connection, notice: str) -> None:
    """Tell every process, this one included, once the transaction is committed. On SQLite there is nobody to tell."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, notice)))


def listen(engine: Engine, told: Callable[[str], None]) -> None:
    """Hand on what is told, for ever, over a line of its own; a greenlet's work, where sockets are gevent's."""
    import psycopg  # noqa: PLC0415 - of the extra `scale`

    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            with psycopg.connect(address, autocommit=True, connect_timeout=5, application_name=APPLICATION) as line:
                line.execute(f"listen {CHANNEL}")
                for notice in line.notifies():
                    told(notice.payload)
        except psycopg.Error as error:
            log.warning("notices of other processes are not heard: %s", error)
        sleep(AGAIN_S)
