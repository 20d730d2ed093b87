"""Copies withdrawn: what a method says may be read by nobody else any more leaves every place that it was handed to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from sqlalchemy.exc import SQLAlchemyError

from app.domain.erasure import withdrawing
from app.live.commands.asking import ask_method
from app.live.rendering.block_sources import Sources
from app.live.room.erasure import Erasure
from app.logs import logger
from app.store import card_copies
from app.store.committer import Unavailable
from app.store.store import Store
from beffroi import ERASED, Method

log = logger(__name__)


class Withdrawals:
    """What is withheld in a room's activities, and what has been withdrawn for it.

    The things themselves stay as they are, with whoever wrote them; their copies are erased, by ids. `beyond` reaches
    the workshops that have some; a room without others has none.
    """

    def __init__(self, sources: Sources, erasure: Erasure, store: Store) -> None:
        self.sources = sources
        self.record = sources.record
        self.erasure = erasure
        self.store = store
        self.beyond: Callable[[Collection[str]], None] | None = None
        self._known: dict[str, frozenset[str]] = {}

    def follow(self, activities: Iterable[str]) -> None:
        """Withdraw what these activities withhold since they were looked at last; between two batches."""
        for activity in dict.fromkeys(activities):
            withheld = self._withheld(activity)
            new = withheld - self._known.get(activity, frozenset())
            if not new or self._withdraw(new):
                self._known[activity] = withheld

    def _withheld(self, activity_id: str) -> frozenset[str]:
        record = self.record
        activity = record.agenda.activities.get(activity_id)
        method = record.agenda.method_of(activity) if activity else None
        if method is None or not method.withholds:
            return frozenset()
        known = self._known.get(activity_id, frozenset())
        return ask_method(record.registry, method, "withheld", lambda: self._told(method, activity_id), known)

    def _told(self, method: Method, activity_id: str) -> frozenset[str]:
        states = self.record.scopes.get(activity_id, {}).values()
        return frozenset(id for state in states for id in method.withheld(state.state))

    def _withdraw(self, ids: Collection[str]) -> bool:
        """Erase the copies made of these; False where that could not be written, and is to be done again."""
        reach = self.erasure.reach((), withdrawing(ids)) if self._copied(ids) else None
        try:
            if reach is not None and reach.entries:
                self.erasure.blank(reach.entries, reach.named)
            self.go_on(ids, {*ids, *(reach.named if reach else ())})
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("what was withdrawn is still there", workshop=self.sources.facts.id, error=error)
            return False
        return True

    def go_on(self, ids: Collection[str], named: Collection[str] = ()) -> None:
        """Erase what other workshops copied of these; `named` are all that they may have copied it from."""
        if self.beyond is not None and self._went_on(named or ids):
            self.beyond(ids)

    def _copied(self, ids: Collection[str]) -> bool:
        """Whether this log holds a copy of one of them that says something."""
        cards = (card for entry in self.record.entries for card in entry.data.get("cards", ()))
        return any(
            card["text"] != ERASED and (card["origin"] in ids or any(id in ids for id, _words in card.get("parts", ())))
            for card in cards
        )

    def _went_on(self, ids: Collection[str]) -> bool:
        with self.store.read() as session:
            return any(one.card in ids for one in card_copies.out_of(session, self.sources.facts.id))
