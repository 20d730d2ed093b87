"""Things worded anew for good: what they said before is erased wherever it stands, once the new words are recorded."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from app.domain.erasure import erased
from app.domain.log import Entry
from app.live.commands.cooperative import WORK_MOST, Cooperative, TooLong
from app.live.rendering.block_sources import Sources
from app.live.room.erasure import Erasure
from app.live.room.withdrawn_copies import Withdrawals
from app.logs import logger
from app.store.committer import Unavailable

log = logger(__name__)


class Rewordings:
    """Follows the entries of commands that say `blanks`; what could not be written is done when the room opens next.

    Who wrote what was there stays who did: they are told of the new words, and may take them out.
    """

    def __init__(self, sources: Sources, erasure: Erasure, withdrawals: Withdrawals) -> None:
        self.sources = sources
        self.record = sources.record
        self.erasure = erasure
        self.withdrawals = withdrawals

    def follow(self, entry: Entry) -> None:
        """Erase what the things that an entry words anew said before it."""
        if things := self._blanked(entry):
            self._blank(things, self.record.entries[: self.record.entries.index(entry)])

    def look(self) -> None:
        """As `follow`, of all that the log holds: the last ones may have been cut short."""
        entries = list(self.record.entries)
        for place, entry in enumerate(Cooperative()(entries)):
            if things := self._blanked(entry):
                self._blank(things, entries[:place])

    def _blank(self, things: set[str], before: Sequence[Entry]) -> None:
        ids = [id for thing in things for id in self.erasure.whole(thing)]
        methods, agenda = self.record.registry.methods, self.record.agenda
        try:
            reach = erased(before, ids, methods, agenda, paced=Cooperative(WORK_MOST), stays_signed=True)
            if not reach.entries:
                return
            self.erasure.blank(reach.entries, {*ids, *reach.named})
            self.withdrawals.go_on({*ids, *reach.named})
        except (Unavailable, SQLAlchemyError, TooLong) as error:
            log.warning("what was worded anew still says what it said", workshop=self.sources.facts.id, error=error)

    def _blanked(self, entry: Entry) -> set[str]:
        if entry.is_core or entry.is_late:
            return set()
        activity = self.record.agenda.activities.get(entry.activity)
        method = self.record.agenda.method_of(activity) if activity else None
        kind = method.command(entry.name) if method else None
        if kind is None or not kind.about.blanks:
            return set()
        return {str(entry.data[name]) for name in kind.reworded_by() if entry.data.get(name)}
