"""What follows from committed entries: pages to draw, screens to turn, keys to delete, copies to withdraw."""

from __future__ import annotations

from app.domain.budgets import NEAR
from app.domain.commands.activity import Close, Open, SetStage
from app.domain.commands.agenda import Conclude
from app.domain.log import Entry
from app.live.commands.cooperative import Cooperative
from app.live.rendering.block import Event
from app.live.rendering.block_sources import Sources
from app.live.room.activity_keys import ActivityKeys
from app.live.room.commit import Batch
from app.live.room.console import Console
from app.live.room.rewordings import Rewordings
from app.live.room.slow_work import SlowWork
from app.live.room.withdrawn_copies import Withdrawals
from app.live.sync.invalidation import Invalidation
from app.live.sync.returning_page import Snapshots
from app.live.sync.turns import tell_turn, turns_nobody


class FollowUps:
    """What a room does once a batch is committed, before it is acknowledged."""

    def __init__(
        self,
        sources: Sources,
        keys: ActivityKeys,
        console: Console,
        snapshots: Snapshots,
        invalidation: Invalidation,
        *,
        pace: Cooperative,
        withdrawals: Withdrawals,
        rewordings: Rewordings,
        slow_work: SlowWork,
    ) -> None:
        self.sources = sources
        self.record = sources.record
        self.keys = keys
        self.console = console
        self.snapshots = snapshots
        self.invalidation = invalidation
        self.pace = pace
        self.withdrawals = withdrawals
        self.rewordings = rewordings
        self.slow_work = slow_work
        self._told_percent = 0

    def after_commit(self, batch: Batch) -> None:
        """Follow the entries of a batch, in their order."""
        self._tell_fullness()
        for waiting in self.pace(batch):
            if waiting.entry is not None:
                self._follow(waiting.entry, waiting.ask.grant.who)
        self.withdrawals.follow({waiting.entry.activity for waiting in batch if waiting.entry})
        for waiting in batch:
            if waiting.entry is not None:
                self.rewordings.follow(waiting.entry)

    def _tell_fullness(self) -> None:
        percent = self.record.budgets.percent
        if percent >= NEAR and percent != self._told_percent:
            self._told_percent = percent
            self.invalidation.after(Event.FULL)

    def _follow(self, entry: Entry, asker: str) -> None:
        agenda = self.record.agenda
        if entry.holds(Close) and agenda.activities[entry.activity].anonymous:
            self.keys.close(entry.activity)
            self.snapshots.renderer.clear_cache()  # a block kept shows which texts are one person's
        turns = entry.holds(Open, Conclude) or (entry.holds(SetStage) and entry.activity == agenda.now)
        if turns and not turns_nobody(entry):
            self.sources.presence.forget_signals()
            self._turn_screens(entry)
        self.slow_work.follow(entry)
        self.invalidation.apply(entry, asker)
        tell_turn(entry, self.record, self.snapshots.subscriptions, self.snapshots.clock_now)

    def _turn_screens(self, entry: Entry) -> None:
        """Another board: its first page; a gallery begins with the first table."""
        activity = self.record.agenda.activities.get(entry.activity)
        stage = self.sources.stage_of(activity)
        is_gallery = bool(activity and stage and stage.gallery and activity.share_by == "table")
        first = next(iter(self.record.agenda.seating.tables), "") if is_gallery else ""
        if self.sources.screens.start_again() | self.sources.screens.show(first):
            self.console.tell_screens()
