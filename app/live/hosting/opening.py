"""Opening a workshop under a mark, so that one that ends the process is not opened again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.logs import logger
from app.store import openings
from app.store.committer import Unavailable
from app.store.openings import SetAside
from app.store.store import Store

log = logger(__name__)


class Marks:
    """The marks of the openings under way in this process. Where the store takes no writes there are none."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._under_way: set[str] = set()
        self._over: set[str] = set()
        """Those that could not be struck out yet."""
        self._told: set[str] = set()

    def _write(self, job: Callable[..., None], *args: Any) -> None:
        """Apart where several processes write: one frozen in the middle of a write keeps no opening waiting."""
        (self.store.write_apart if self.store.is_shared else self.store.write)(job, *args)

    def look(self, workshop_id: str) -> None:
        """Raise `SetAside` where a workshop is opened by command only, and tell the operator once."""
        with self.store.read() as session:
            if not openings.is_set_aside(session, workshop_id):
                return
        if workshop_id not in self._told:
            self._told.add(workshop_id)
            log.error(
                "a workshop is set aside: opening it ended the server twice; python -m app workshop list, then reopen",
                workshop=workshop_id,
            )
        raise SetAside("set aside")

    @contextmanager
    def of(self, workshop_id: str) -> Iterator[None]:
        """What is done inside opens the workshop: the process may end of it twice."""
        self.look(workshop_id)
        try:
            self._write(openings.mark, workshop_id)
            self._under_way.add(workshop_id)
        except (Unavailable, SQLAlchemyError) as error:  # a full disk keeps nobody from reading
            log.warning("an opening could not be marked", error=error)
        try:
            yield
        finally:
            self._told.discard(workshop_id)
            if workshop_id in self._under_way:
                self._under_way.discard(workshop_id)
                self._over.add(workshop_id)
            self.strike_out()

    def strike_out(self) -> None:
        """Strike out what is over; what cannot be written now is tried again, with the next one and by the clock."""
        over = set(self._over)
        if over:
            with suppress(Unavailable, SQLAlchemyError):
                self._write(openings.strike_out, over)
                self._over -= over

    def end(self) -> None:
        """The process was told to end: openings under way did not end it."""
        self._over |= self._under_way
        self._under_way.clear()
        self.strike_out()
