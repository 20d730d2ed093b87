"""One batch of commands: decided, committed, acknowledged. Whatever happens, everybody is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from gevent import GreenletExit
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from app.domain.budgets import NotYet
from app.domain.commands.registry import moves_everybody
from app.domain.log import Entry
from app.host.rendering.errors import errors_by_field
from app.live.commands.cooperative import Cooperative
from app.live.commands.decide import Decider, DuplicateRequest, MethodError
from app.live.commands.request import CommandRequest, CommandResult
from app.live.commands.stored_entries import keep, staying
from app.live.rendering.block_sources import Sources
from app.live.room.activity_keys import ActivityKeys
from app.live.room.queue import Waiting, retryable
from app.live.room.rights import Rights
from app.store import log as log_rows
from app.store.committer import Unavailable
from app.store.store import Store
from beffroi import FACILITATOR, Refused, translator
from beffroi.words import speaking

_ = translator(__name__)
log = logging.getLogger(__name__)


Batch = Sequence[Waiting]


class Committing:
    """Settles the batches of a room, one at a time."""

    def __init__(
        self,
        sources: Sources,
        rights: Rights,
        keys: ActivityKeys,
        store: Store,
        *,
        clock: Callable[[], int],
        pace: Cooperative,
        after_commit: Callable[[Batch], None],
    ) -> None:
        self.sources = sources
        self.record = sources.record
        self.decider = Decider(sources.record)
        self.rights = rights
        self.keys = keys
        self.store = store
        self.clock = clock
        self.pace = pace
        self.after_commit = after_commit

    def process_batch(self, batch: Batch) -> None:
        """Settle a batch; whatever happens, everybody is answered, and nothing uncommitted stays."""
        try:
            self._settle(batch)
        except GreenletExit:  # stopped in the middle of it: sent again, it is found in the log or it is new
            self._answer_retryable(batch)
            raise
        except Exception:
            log.exception("room %s: a batch failed", self.sources.facts.id)
            self._reject_as_retryable(batch)

    def _settle(self, batch: Batch) -> None:
        """Decide, commit, answer. A batch that fails to commit is tried again one by one."""
        for waiting in self.pace(batch):  # one sender's two hundred commands are not everybody's pause
            self._decide(waiting)
        entries = self.record.uncommitted()
        try:
            is_kept = not entries or self._commit_batch(entries)
        except Unavailable:
            self._reject_as_retryable(batch)
            return
        if not is_kept:
            self.record.rollback()
            self._retry_one_by_one(batch)
            return
        self.record.commit()
        self.after_commit(batch)
        for waiting in batch:
            waiting.result.set(waiting.answer)

    def _retry_one_by_one(self, batch: Batch) -> None:
        if len(batch) == 1:
            batch[0].result.set(retryable(batch[0].ask))
            return
        for waiting in batch:
            waiting.entry = waiting.answer = None
            self._settle([waiting])

    def _reject_as_retryable(self, batch: Batch) -> None:
        self.record.rollback()
        self._answer_retryable(batch)

    def _answer_retryable(self, batch: Batch) -> None:
        for waiting in batch:
            if not waiting.result.ready():
                waiting.result.set(retryable(waiting.ask))

    # --- one command -----------------------------------------------------------------------

    def _decide(self, waiting: Waiting) -> None:
        ask = waiting.ask
        with speaking(ask.locale):
            try:
                self._must_be_allowed(ask)
                waiting.entry = self.decider.decide(ask, self.clock())
                waiting.answer = self._accepted(waiting.entry)
            except DuplicateRequest as known:
                made = self.record.requests.get(ask.request_id)
                waiting.answer = self._accepted(made) if made else CommandResult("accepted", entry=known.entry)
            except NotYet as later:
                waiting.answer = CommandResult("later", str(later.sentence))
            except Refused as refused:
                waiting.answer = _refusal(refused)
            except ValidationError as error:
                waiting.answer = CommandResult("errors", errors={k: str(v) for k, v in errors_by_field(error).items()})
            except MethodError:
                waiting.answer = CommandResult(
                    "refused", str(_("This activity met a problem; nothing was changed. Tell the facilitators."))
                )
            except Unavailable:
                waiting.answer = retryable(ask)

    def _must_be_allowed(self, ask: CommandRequest) -> None:
        """Who asks still may, and leads where the command moves everybody; then the key, where one is needed."""
        self.rights.must_hold(ask.grant)
        if ask.grant.role == FACILITATOR and moves_everybody(ask.name):
            self.sources.facilitators.must_lead(ask.grant.who)
        self.keys.prepare(ask, self.sources.facts)

    def _accepted(self, entry: Entry) -> CommandResult:
        if entry.is_late:
            told = _("The stage was over: your text went to the facilitators, who decide.")
            return CommandResult("accepted", str(told), entry=entry.id)
        command = self.record.command_of(entry)
        return CommandResult("accepted", said=str(command.about.announcement) if command else "", entry=entry.id)

    # --- on the disk -----------------------------------------------------------------------

    def _commit_batch(self, entries: list[Entry]) -> bool:
        """Whether the entries are in the log; where that is unknown, the log is asked.

        Raises `Unavailable` where the store takes nothing now: trying again one by one would only take longer.
        """
        workshop_id = self.sources.facts.id
        try:
            self.store.write(keep(workshop_id, self.record, entries))
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("room %s: a commit failed: %s", workshop_id, error)
            if self._is_there(entries):
                return True
            if isinstance(error, Unavailable):
                raise
            return False
        return True

    def _is_there(self, entries: list[Entry]) -> bool:
        asked = staying(entries)
        try:
            with self.store.read() as session:
                return log_rows.found(session, self.sources.facts.id, asked) == asked
        except SQLAlchemyError:
            return False


def _refusal(refused: Refused) -> CommandResult:
    """Why not, in a sentence; or, where it says so, field by field."""
    errors = {name: str(said) for name, said in refused.errors.items()}
    return CommandResult("errors", errors=errors) if errors else CommandResult("refused", str(refused.sentence))
