"""On PostgreSQL, what was deleted or blanked leaves the tables: they are vacuumed, once now and once a little later."""

from __future__ import annotations

from gevent import spawn
from gevent.greenlet import Greenlet
from gevent.hub import sleep
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from app.logs import logger

log = logger(__name__)

TABLES = ("entry", "person", "own_link", "place_link", "login", "workshop")
"""Where people's words and names stand, and what leads to them."""

AGAIN = 60.0
"""Seconds after which it is done once more: somebody who was reading keeps what they may still see."""

_at_work: dict[int, Greenlet] = {}
"""By engine, what goes on; asked again meanwhile, it begins anew."""


def soon(engine: Engine) -> Greenlet:
    """Vacuum beside everything else; nobody waits for it."""
    before = _at_work.get(id(engine))
    if before is not None:
        before.kill(block=False)
    _at_work[id(engine)] = spawn(_twice, engine)
    return _at_work[id(engine)]


def _twice(engine: Engine) -> None:
    for wait in (0.0, AGAIN):
        sleep(wait)
        try:
            vacuum(engine)
        except SQLAlchemyError as error:
            log.warning("tables could not be vacuumed", error=error)


def vacuum(engine: Engine) -> None:
    """Vacuum the tables, on a connection of its own and in no transaction, which PostgreSQL does not allow."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("set statement_timeout = 0"))  # a big table takes as long as it takes
        try:
            connection.execute(text(f"vacuum {', '.join(TABLES)}"))
        finally:
            connection.execute(text("reset statement_timeout"))
