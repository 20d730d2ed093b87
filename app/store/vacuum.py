"""On PostgreSQL, what was deleted or blanked leaves the tables: they are vacuumed, once now and once a little later."""

from __future__ import annotations

from contextlib import suppress
from weakref import WeakKeyDictionary

from gevent import spawn
from gevent.event import Event
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from app.logs import logger

log = logger(__name__)

TABLES = ("entry", "person", "own_link", "place_link", "login", "workshop")
"""Where people's words and names stand, and what leads to them."""

AGAIN = 60.0
"""Seconds after which it is done once more: somebody who was reading keeps what they may still see."""

_asked: WeakKeyDictionary[Engine, Event] = WeakKeyDictionary()
"""By engine, what wakes whoever vacuums; none while nobody does."""


def soon(engine: Engine) -> None:
    """Vacuum beside everything else; nobody waits for it."""
    if engine in _asked:
        _asked[engine].set()
        return
    _asked[engine] = Event()
    spawn(_serve, engine)


def _serve(engine: Engine) -> None:
    """Vacuum, and once more after a while; whoever asks meanwhile is served at once, and the while begins anew."""
    asked, is_last = _asked[engine], False
    while not is_last:
        asked.clear()
        try:
            vacuum(engine)
        except SQLAlchemyError as error:
            log.warning("tables could not be vacuumed", error=error)
        is_last = not asked.wait(AGAIN)
    _asked.pop(engine, None)
    with suppress(SQLAlchemyError):
        vacuum(engine)


def vacuum(engine: Engine) -> None:
    """Vacuum the tables, on a connection of its own and in no transaction, which PostgreSQL does not allow."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("set statement_timeout = 0"))  # a big table takes as long as it takes
        try:
            connection.execute(text(f"vacuum {', '.join(TABLES)}"))
        finally:
            connection.execute(text("reset statement_timeout"))
