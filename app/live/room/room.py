"""The room of a workshop: the one door. Commit, then acknowledge, then draw; one batch in flight."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy
from gevent import GreenletExit
from gevent.event import AsyncResult
from gevent.greenlet import Greenlet
from gevent.hub import sleep

from app import metrics
from app.domain.clock import now_ms
from app.host.registry import Registry
from app.host.rendering.parts import breath
from app.live.commands.cooperative import Cooperative, frozen_heap
from app.live.commands.loading import load_record
from app.live.commands.request import CommandRequest, CommandResult, Grant
from app.live.rendering.block_sources import Sources
from app.live.rendering.renderer import Renderer
from app.live.room.activity_keys import ActivityKeys
from app.live.room.answer_links import AnswerLinks
from app.live.room.commit import Committing
from app.live.room.console import Console
from app.live.room.device_claims import CLAIM, DeviceClaims
from app.live.room.erasure import Erasure
from app.live.room.erasure_replay import carry_out
from app.live.room.followups import FollowUps
from app.live.room.people import People
from app.live.room.queue import CLOSING, RoomQueue, retryable
from app.live.room.rewordings import Rewordings
from app.live.room.rights import Rights
from app.live.room.slow_work import SlowWork
from app.live.room.visits import Visits
from app.live.room.withdrawn_copies import Withdrawals
from app.live.state.facilitators import Facilitators
from app.live.state.presence import Presence
from app.live.state.screens import ScreenState
from app.live.sync.broadcaster import Broadcaster
from app.live.sync.dirty import Dirty
from app.live.sync.invalidation import Invalidation
from app.live.sync.returning_page import Snapshots
from app.live.sync.subscriptions import Subscriptions
from app.live.sync.typing_notices import TypingNotices
from app.live.sync.wire import RoomWire, Wire
from app.store import pairings, workshops
from app.store.committer import Job, Unavailable
from app.store.store import Store
from app.store.workshop_info import WorkshopInfo

log = logging.getLogger(__name__)

T = TypeVar("T")

SHORTEST_TICK = 0.004
"""Seconds between two broadcasts at the least."""

CPU_FRACTION = 0.17
"""Of a core that broadcasts may take in the long run."""

CREDIT = 0.025
"""Seconds of loop time that a quiet room saves up: what few people do is drawn at once, whatever it costs."""

BATCH = 200
"""Commands of one commit at the most."""


def _let_answers_leave() -> None:
    """Acknowledge, then draw; and a hello's answer must not come after a broadcast that it does not hold."""
    sleep(0)  # whoever waited hands the answer over
    sleep(0)  # and its writer sends it


def _run(job: Callable[[], Any], result: AsyncResult) -> None:
    try:
        result.set(job())
    except GreenletExit:
        result.set_exception(Unavailable(CLOSING))
        raise
    except BaseException as error:  # noqa: BLE001 - handed to whoever waits for it
        result.set_exception(error)


class Room:
    """A workshop that is open in this process."""

    def __init__(
        self, facts: WorkshopInfo, store: Store, registry: Registry, wire: Wire, clock: Callable[[], int] = now_ms
    ) -> None:
        self.store = store
        self.registry = registry
        self.clock = clock
        self.queue = RoomQueue()
        self._next_flush = self._last_flush = 0.0
        self._credit = CREDIT
        self._is_over = False
        self._pace = Cooperative()
        with frozen_heap():
            self._read(facts)
        self._build(RoomWire(facts.id, wire))
        self._loop: Greenlet | None = Greenlet.spawn(self._serve)

    def _read(self, facts: WorkshopInfo) -> None:
        """The log folded, and who joined: all that the store knows of it."""
        carry_out(self.store, self.registry, self.clock(), facts.id)  # put back from a backup, perhaps
        self.record = load_record(facts, self.store, self.registry)
        self.presence = Presence(self.record.people)  # the same people, as they come and go
        self.record.has_page = self.presence.has_page
        with self.store.read() as session:
            self.presence.claims = pairings.claims(session, facts.id)
        self.sources = Sources(facts, self.record, self.presence, Facilitators(), ScreenState())
        self.keys = ActivityKeys(facts.id, self.record, self.store, self.clock)
        self.keys.drop_of_closed()

    def _build(self, wire: RoomWire) -> None:
        """What shows it, and what is done in it."""
        sources, store, clock, pace, dirty = self.sources, self.store, self.clock, self._pace, Dirty()
        self.rights = Rights(store, self.facts.id, self.presence.people, clock)
        self.wire = wire
        self.typing = TypingNotices(wire)
        self.subscriptions = subscriptions = Subscriptions(wire, self.typing, clock)
        self.renderer = Renderer(sources)
        self.invalidation = invalidation = Invalidation(self.renderer, subscriptions, dirty)
        self.broadcaster = Broadcaster(self.renderer, subscriptions, dirty)
        self.snapshots = Snapshots(self.broadcaster, clock)
        patience = self.record.patience
        self.console = Console(sources.facilitators, sources.screens, patience, invalidation, wire, clock=clock)
        self.erasure = Erasure(self.queue, sources, store, invalidation, clock)
        self.withdrawals = Withdrawals(sources, self.erasure, store)
        self.rewordings = Rewordings(sources, self.erasure, self.withdrawals)
        self.visits = Visits(self.queue, sources, self.rights, subscriptions, invalidation)
        self.people = People(self.queue, sources, store, subscriptions, invalidation, clock=clock)
        self.links = AnswerLinks(self.queue, sources, store, invalidation, clock)
        self.claims = DeviceClaims(self.queue, self.presence, store, subscriptions, invalidation)
        self.slow_work = SlowWork(self.queue, sources, invalidation)
        follow_ups = FollowUps(
            sources, self.keys, self.console, self.snapshots, invalidation,
            pace=pace, withdrawals=self.withdrawals, rewordings=self.rewordings, slow_work=self.slow_work,
        )  # fmt: skip
        self.committing = Committing(
            sources, self.rights, self.keys, store, clock=clock, pace=pace, after_commit=follow_ups.after_commit
        )

    @property
    def facts(self) -> WorkshopInfo:
        """What is true of the workshop, as it was changed last."""
        return self.sources.facts

    # --- asked from anywhere ---------------------------------------------------------------

    def ask(self, ask: CommandRequest) -> CommandResult:
        """Put a command to the room, and wait for its answer: never lost, never silent."""
        if ask.name != CLAIM or self.queue.is_closed:
            return self.queue.ask(ask)
        try:
            return self.claims.answer(ask)
        except Unavailable:
            return retryable(ask)

    def run(self, job: Callable[[], T]) -> T:
        """Run something between two batches: see `RoomQueue.run`."""
        return self.queue.run(job)

    def lead(self, grant: Grant, act: str, value: str) -> None:
        """What a console asks for beside the log."""
        self.console.do(grant.who, act, value)
        self.queue.wake()

    def change_facts(self, change: Callable[[WorkshopInfo], WorkshopInfo], job: Job | None = None) -> WorkshopInfo:
        """Change what is true of the workshop, between two batches: on the disk first, then on every page.

        `change` has the facts as they are by then, and may refuse; `job` is committed with it.
        """

        def changed() -> WorkshopInfo:
            facts = change(self.facts)

            def keep(connection: sqlalchemy.Connection) -> None:
                workshops.change(connection, facts)
                if job is not None:
                    job(connection)

            self.store.write(keep)
            self.record.zone, self.record.sites = facts.zone, facts.sites
            self.invalidation.take(facts)
            return facts

        return self.run(changed)

    def look_for_withdrawn(self) -> None:
        """Withdraw, between two batches, what was withheld before: by an older release, or just before a crash.

        So with what was worded anew.
        """
        self.queue.put(lambda: self.withdrawals.follow(self.record.agenda.activities))
        self.queue.put(self.rewordings.look)

    def finish(self) -> None:
        """Take nothing more; come back once what waits is committed and acknowledged."""
        self.queue.is_closed = True
        is_last = False
        while not is_last:
            is_last = not self.queue.asks
            self.queue.put(lambda: None).get()
        _let_answers_leave()

    @property
    def is_at_work(self) -> bool:
        """Whether a page is open, somebody waits for an answer, or the timer counts down."""
        is_timed = self.record.agenda.timer.running and self.record.agenda.timer.left(self.clock()) > 0
        return bool(self.subscriptions.connections or self.queue.asks or self.queue.jobs or is_timed)

    def stop(self) -> None:
        """Let the loop go; whoever waits is told to ask again."""
        self.queue.is_closed = self._is_over = True
        self.slow_work.stop()
        loop, self._loop = self._loop, None  # what it ended with holds the room: let go, it all goes at once
        if loop is not None:
            loop.kill()
        self.queue.answer_the_rest()

    # --- the loop --------------------------------------------------------------------------

    def _serve(self) -> None:
        breath.set(self._pace.breathe)  # this greenlet's own: whatever is drawn here rests between two parts
        while not self._is_over:  # asked as well: a library may make an error of its own of the exit thrown into it
            sleep(0)  # everybody else's turn, also when there is much to do
            self.queue.news.wait(self._until_flush())
            self.queue.news.clear()
            self._pace.begin()
            try:
                self._turn()
            except Exception:
                log.exception("room %s: a turn failed", self.facts.id)

    def _until_flush(self) -> float | None:
        if self.broadcaster.dirty.personal:
            return 0.0
        return max(0.0, self._next_flush - time.monotonic()) if self.broadcaster.has_dirty_channels() else None

    def _turn(self) -> None:
        had_jobs = self._run_jobs()
        batch = self.queue.take(BATCH)
        if batch:
            self.committing.process_batch(batch)
        if had_jobs or batch:
            _let_answers_leave()
        self._follow_patience()
        if self.broadcaster.has_dirty_channels() and time.monotonic() >= self._next_flush:
            self._flush()
        self.broadcaster.send_personal()
        if self.queue.asks or self.record.patience.news:
            self.queue.wake()

    def _follow_patience(self) -> None:
        """Activities that were suspended since, or that go on: their pages show it."""
        news, self.record.patience.news = self.record.patience.news, []
        for activity in news:
            self.invalidation.mark_activity(activity)

    def _run_jobs(self) -> bool:
        """Run the jobs that wait; whether there were any. Those that come meanwhile have the next turn."""
        jobs, self.queue.jobs = self.queue.jobs, []
        had_jobs = bool(jobs)
        try:
            while jobs:
                self._pace.breathe()  # others have their turn between two jobs
                _run(*jobs.pop(0))
        except GreenletExit:  # stopped in the middle of it: `stop` answers those that are left
            self.queue.jobs = jobs + self.queue.jobs
            raise
        return had_jobs

    def _flush(self) -> None:
        began, rested = time.thread_time(), self._pace.rested
        self.broadcaster.flush(self._pace)
        sleep(0)  # the writers' turn, so that their work counts
        now, spent = time.monotonic(), time.thread_time() - began - (self._pace.rested - rested)
        metrics.FLUSH.observe(spent)
        self._credit = min(CREDIT, self._credit + CPU_FRACTION * (now - self._last_flush)) - spent
        self._last_flush = now
        self._next_flush = now + max(SHORTEST_TICK, -self._credit / CPU_FRACTION)
