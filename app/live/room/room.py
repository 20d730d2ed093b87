"""The room of a workshop: the one door. Commit, then acknowledge, then draw; one batch in flight."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy
from gevent import GreenletExit
from gevent.event import AsyncResult, Event
from gevent.greenlet import Greenlet
from gevent.hub import sleep
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from app import metrics
from app.domain.budgets import NEAR, NotYet
from app.domain.calendar import written
from app.domain.clock import now_ms
from app.domain.commands.activity import Close, Open, SetStage
from app.domain.commands.registry import COMMANDS
from app.domain.log import Entry
from app.domain.people import Person, new_id
from app.host.registry import Registry
from app.host.rendering.errors import errors_by_field
from app.host.rendering.parts import breath
from app.live.commands.cooperative import Slices, here_to_stay
from app.live.commands.keeping import closed, keep, staying
from app.live.commands.loading import recorded
from app.live.commands.record import Failed, Known
from app.live.commands.request import SYSTEM, Answer, Ask, Grant
from app.live.rendering.block import Event as Happened
from app.live.rendering.renderer import Renderer
from app.live.room.console import Console
from app.live.room.remembering import carry_out
from app.live.room.rights import Rights
from app.live.room.withdrawing import Withdrawals
from app.live.state.facilitators import Crew
from app.live.state.presence import Presence
from app.live.state.screens import ScreenState
from app.live.state.typing import Pen
from app.live.sync.broadcaster import Broadcaster
from app.live.sync.dirty import Dirty
from app.live.sync.invalidation import Invalidation
from app.live.sync.subscriptions import Connection, Subscriptions
from app.live.sync.turns import tell_turn
from app.live.sync.typing_notices import TypingNotices
from app.live.sync.wire import RoomWire, Wire
from app.store import journal, keys, pairings, workshops
from app.store import log as log_rows
from app.store.committer import Job, Unavailable
from app.store.store import Store
from app.store.workshops import Facts
from beffroi import FACILITATOR, Refused, translator
from beffroi.words import speaking

_ = translator(__name__)
log = logging.getLogger(__name__)

T = TypeVar("T")

SHORTEST_TICK = 0.004
"""Seconds between two broadcasts at the least."""

SHARE = 0.17
"""Of a core that broadcasts may take in the long run."""

CREDIT = 0.025
"""Seconds of loop time that a quiet room saves up: what few people do is drawn at once, whatever it costs."""

CLOSING = "this room is closing"

CLAIM = "place.answer"
"""What a page says when it is asked whether another device is its person's too; no entry."""

BATCH = 200
"""Commands of one commit at the most."""


def _moves_everybody(name: str) -> bool:
    """Whether a command takes the hand."""
    kind = COMMANDS.get(name)
    return kind is not None and kind.moves_everybody


def _let_answers_leave() -> None:
    """Acknowledge, then draw; and a hello's answer must not come after a broadcast that it does not hold."""
    sleep(0)  # whoever waited hands the answer over
    sleep(0)  # and its writer sends it


@dataclass
class _Waiting:
    ask: Ask
    result: AsyncResult = field(default_factory=AsyncResult)
    entry: Entry | None = None
    answer: Answer | None = None


class Room:
    """A workshop that is open in this process."""

    def __init__(
        self, facts: Facts, store: Store, registry: Registry, wire: Wire, clock: Callable[[], int] = now_ms
    ) -> None:
        self.facts = facts
        self.store = store
        self.registry = registry
        self.clock = clock
        self._load()
        self.wire = RoomWire(facts.id, wire)
        self.typing, dirty = TypingNotices(self.wire), Dirty()
        self.subscriptions = Subscriptions(self.wire, self.typing, clock)
        self.invalidation = Invalidation(self.renderer, self.subscriptions, dirty)
        self.broadcaster = Broadcaster(self.renderer, self.subscriptions, dirty, clock)
        self.console = Console(self.crew, self.screens, self.record.patience, self.invalidation, self.wire)
        self.withdrawals = Withdrawals(self)
        self._asks: list[_Waiting] = []
        self._jobs: list[tuple[Callable[[], Any], AsyncResult]] = []
        self._wake = Event()
        self._next_flush = self._last_flush = 0.0
        self._credit = CREDIT
        self._told_percent = 0
        self._stopped = self._is_over = False
        self._pace = Slices()
        self._loop: Greenlet | None = Greenlet.spawn(self._serve)

    def _load(self) -> None:
        with here_to_stay():
            self._read()

    def _read(self) -> None:
        carry_out(self.store, self.registry, self.clock(), self.facts.id)  # put back from a backup, perhaps
        self.record = recorded(self.facts, self.store, self.registry)
        self.presence = Presence(self.record.people)  # the same people, as they come and go
        with self.store.read() as session:
            self.presence.claims = pairings.claims(session, self.facts.id)
        self.rights = Rights(self.store, self.facts.id, self.presence.people, self.clock)
        self.crew, self.screens = Crew(), ScreenState()
        self.renderer = Renderer(self.facts, self.record, self.presence, self.crew, self.screens)
        for activity in self.record.agenda.activities.values():
            if activity.closed and activity.id in self.record.keys:  # stopped between the commit and the deletion
                self._drop_key(activity.id)

    # --- asked from anywhere ---------------------------------------------------------------

    def ask(self, ask: Ask) -> Answer:
        """Put a command to the room, and wait for its answer: never lost, never silent."""
        if self._stopped:
            metrics.count("later")
            return self._later(ask)
        if ask.name == CLAIM:
            return self._answer_claim(ask)
        waiting = _Waiting(ask)
        self._asks.append(waiting)
        self._wake.set()
        answer: Answer = waiting.result.get()
        metrics.count(answer.kind)
        return answer

    def run(self, job: Callable[[], T]) -> T:
        """Run something between two batches, when everything in memory is committed and nothing is half done.

        The loop rests between the commands of a batch and in the middle of long work: who decides by what the record
        says asks in this way. What only shows it may read the agenda as it is, as while a commit is waited for.
        """
        if self._stopped:
            raise Unavailable(CLOSING)
        result = AsyncResult()
        self._jobs.append((job, result))
        self._wake.set()
        value: T = result.get()
        return value

    def join(
        self, name: str, site: str, seats: int, table: str = "", *, keep: Callable[[Any, str], None] | None = None
    ) -> tuple[Person, str]:
        """Somebody joins: on the disk first, then seen by all. Returns them and their own link's secret.

        Where tables are laid they sit down at the one asked for, or at the emptiest of their site. `keep` is given the
        connection and their id, and does what has to be done with it: where it raises, nobody has joined.
        """
        person = Person(new_id(), self.presence.name_for(name), site, seats, left=True)
        self.presence.people[person.id] = person
        arrived = Person(person.id, person.name, site, seats)

        def job(connection: sqlalchemy.Connection) -> str:
            secret = workshops.add_person(connection, self.facts.id, arrived, self.clock())
            if keep is not None:
                keep(connection, person.id)
            return secret

        try:
            secret: str = self.store.write(job)
        except BaseException:
            del self.presence.people[person.id]
            raise
        person.left = False
        self.changed_people()
        self.seat_late(person, table)
        return person, secret

    def seat_late(self, person: Person, asked: str = "", *, moved: bool = False) -> None:
        """Somebody who comes when tables have been drawn sits down; whoever has a table keeps it.

        Which one is the emptiest is settled with the command itself: two who come at once do not crowd one table.
        """
        seating, by = self.record.agenda.seating, Grant(self.facts.id, SYSTEM, "system")
        table = seating.tables.get(asked)
        if table is not None and table.takes(person.site):
            data: dict[str, Any] = {"person": person.id, "table": table.id}
            self.ask(Ask(by, "", "core.seat", data, new_id(), self.facts.locale))
        elif seating.at and (moved or person.id not in seating.at):
            self.ask(Ask(by, "", "core.draw", {"late": person.id}, new_id(), self.facts.locale))

    def claim(self, person: str, device: str) -> None:
        """Facilitators gave somebody's place to a device: the pages that are surely theirs ask whether it is theirs."""
        self.presence.claims.setdefault(person, []).append(device)
        self._owe_mine_of(person)

    def _answer_claim(self, ask: Ask) -> Answer:
        """« C'est vous ? » « Oui » shows there what they wrote, « Non » puts that device out."""
        person, device = ask.grant.person, str(ask.data.get("device", ""))
        waiting = self.presence.claims.get(person, [])
        with speaking(ask.locale):
            if ask.grant.withheld or device not in waiting:
                return Answer("refused", str(_("This has been answered already.")))
        try:
            self.prove(person, device, is_hers=ask.data.get("hers") is True)
        except Unavailable:
            return self._later(ask)
        return Answer("accepted")

    def prove(self, person: str, device: str, *, is_hers: bool) -> None:
        """A device is somebody's, as they have shown, or it is not: it comes back as what it is."""
        self.store.write(lambda connection: pairings.answer(connection, person, device, is_hers=is_hers))
        self.presence.claims[person] = [one for one in self.presence.claims.get(person, ()) if one != device]
        self.subscriptions.hang_up(lambda grant: grant.person == person and bool(grant.withheld))
        self._owe_mine_of(person)

    def _owe_mine_of(self, person: str) -> None:
        known = self.presence.people.get(person)
        self.invalidation.mark_personal(known.whos() if known else ())
        self._wake.set()

    def change_facts(self, change: Callable[[Facts], Facts], job: Job | None = None) -> Facts:
        """Change what is true of the workshop, between two batches: on the disk first, then on every page.

        `change` has the facts as they are by then, and may refuse; `job` is committed with it.
        """

        def changed() -> Facts:
            facts = change(self.facts)

            def keep(connection: sqlalchemy.Connection) -> None:
                workshops.change(connection, facts)
                if job is not None:
                    job(connection)

            self.store.write(keep)
            self.facts, self.record.zone = facts, facts.zone
            self.invalidation.take(facts)
            return facts

        return self.run(changed)

    def signal(self, grant: Grant, kind: str) -> None:
        """« J'ai fini », « Encore un peu », or neither any more."""
        if self.presence.signal(grant.who, kind):
            self.invalidation.mark_personal([grant.who])
            self.changed_people()

    def arrive(self, connection: Connection) -> None:
        """A page is connected; facilitators are known to each other from then on.

        Whose right has gone meanwhile, between the look at it and this turn, is hung up on.
        """
        grant = connection.grant
        if not self.rights.hold(grant):
            self.wire.hang_up(connection.sid)
            return
        self.subscriptions.arrive(connection)
        if grant.role == FACILITATOR and self.crew.meet(grant.who, grant.name):
            self.invalidation.after(Happened.CREW)
        if self.presence.opens(grant.person):
            self._after(Happened.ONLINE)  # who is online is told to facilitators; others' counts follow

    def dismiss(self, users: Iterable[str]) -> None:
        """These accounts facilitate no more: their consoles end, and the others see it."""
        for user in users:
            self.subscriptions.cut([f"f:{user}", f"v:{user}"])
            if self.crew.forget(f"f:{user}"):
                self.invalidation.after(Happened.CREW)
                self._wake.set()

    def depart(self, sid: str) -> None:
        """A page is gone; who joined stays joined."""
        connection = self.subscriptions.depart(sid)
        if connection is not None and self.presence.shuts(connection.grant.person):
            self._after(Happened.ONLINE)
        if self.presence.polls(sid, "", False):
            self.changed_people()
        if self.screens.forget(sid):
            self._after(Happened.SCREENS)

    def hears(self, connection: Connection, is_polling: bool) -> None:
        """How a page is connected: facilitators are told which site has no WebSocket."""
        if self.presence.polls(
            connection.sid, connection.grant.site, is_polling and not connection.grant.is_facilitator
        ):
            self._after(Happened.POLLING)

    def write_at(self, sid: str, field: str) -> None:
        """Somebody begins to write in a field of the sheet before them, or ends."""
        connection = self.subscriptions.connections.get(sid)
        if connection is None:
            return
        activity = self.record.agenda.activities.get(connection.shows)
        person = self.presence.people.get(connection.grant.person)
        is_named = activity is not None and not activity.anonymous
        name = (person.name if person else connection.grant.name) if is_named else ""
        if field:
            self.typing.put(sid, Pen(connection.shows, connection.view.share, field, name))
        else:
            self.typing.lift(sid)

    def lead(self, grant: Grant, act: str, value: str) -> None:
        """What a console asks for beside the log."""
        self.console.do(grant.who, act, value)
        self._wake.set()

    def counts_pages(self, sid: str, pages: int) -> None:
        """A screen says how many pages its board takes."""
        if self.screens.report_pages(sid, pages):
            self._after(Happened.SCREENS)

    def _after(self, event: Happened) -> None:
        self.invalidation.after(event)
        self._wake.set()

    def changed_people(self) -> None:
        """Draw anew what counts people."""
        self._after(Happened.PEOPLE)

    def look_for_withdrawn(self) -> None:
        """Withdraw, between two batches, what was withheld before: by an older release, or just before a crash."""
        self._jobs.append((lambda: self.withdrawals.follow(self.record.agenda.activities), AsyncResult()))
        self._wake.set()

    def finish(self) -> None:
        """Take nothing more; come back once what waits is committed and acknowledged."""
        self._stopped = True
        is_last = False
        while not is_last:
            is_last = not self._asks
            between_batches = AsyncResult()
            self._jobs.append((lambda: None, between_batches))
            self._wake.set()
            between_batches.get()
        _let_answers_leave()

    @property
    def is_at_work(self) -> bool:
        """Whether a page is open, somebody waits for an answer, or the timer counts down."""
        is_timed = self.record.agenda.timer.running and self.record.agenda.timer.left(self.clock()) > 0
        return bool(self.subscriptions.connections or self._asks or self._jobs or is_timed)

    def stop(self) -> None:
        """Let the loop go; whoever waits is told to ask again."""
        self._stopped = self._is_over = True
        loop, self._loop = self._loop, None  # what it ended with holds the room: let go, it all goes at once
        if loop is not None:
            loop.kill()
        for waiting in self._asks:
            waiting.result.set(self._later(waiting.ask))
        for _job, result in self._jobs:
            result.set_exception(Unavailable(CLOSING))

    # --- the loop --------------------------------------------------------------------------

    def _serve(self) -> None:
        breath.set(self._pace.breathe)  # this greenlet's own: whatever is drawn here rests between two parts
        while not self._is_over:  # asked as well: a library may make an error of its own of the exit thrown into it
            sleep(0)  # everybody else's turn, also when there is much to do
            self._wake.wait(self._until_flush())
            self._wake.clear()
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
        jobs, self._jobs = self._jobs, []
        had_jobs = bool(jobs)
        while jobs:
            self._breathe_before(jobs)
            job, result = jobs.pop(0)
            try:
                result.set(job())
            except GreenletExit:  # stopped in the middle of it: `stop` answers those that are left
                result.set_exception(Unavailable(CLOSING))
                self._jobs = jobs + self._jobs
                raise
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits for it
                result.set_exception(error)
        batch, self._asks = self._asks[:BATCH], self._asks[BATCH:]
        if batch:
            self._answer(batch)
        if had_jobs or batch:
            _let_answers_leave()
        self._follow_patience()
        if self.broadcaster.has_dirty_channels() and time.monotonic() >= self._next_flush:
            self._flush()
        self.broadcaster.send_personal()
        if self._asks or self.record.patience.news:
            self._wake.set()

    def _follow_patience(self) -> None:
        """Activities that were suspended since, or that go on: their pages show it."""
        news, self.record.patience.news = self.record.patience.news, []
        for activity in news:
            self.invalidation.mark_activity(activity)

    def _breathe_before(self, jobs: list[tuple[Callable[[], Any], AsyncResult]]) -> None:
        """Others have their turn between two jobs; stopped meanwhile, those that are left are `stop`'s to answer."""
        try:
            self._pace.breathe()
        except GreenletExit:
            self._jobs = jobs + self._jobs
            raise

    def _flush(self) -> None:
        began, rested = time.thread_time(), self._pace.rested
        self.broadcaster.flush(self._pace)
        sleep(0)  # the writers' turn, so that their work counts
        now, spent = time.monotonic(), time.thread_time() - began - (self._pace.rested - rested)
        metrics.FLUSH.observe(spent)
        self._credit = min(CREDIT, self._credit + SHARE * (now - self._last_flush)) - spent
        self._last_flush = now
        self._next_flush = now + max(SHORTEST_TICK, -self._credit / SHARE)

    # --- one batch -------------------------------------------------------------------------

    def _answer(self, batch: list[_Waiting]) -> None:
        """Settle a batch; whatever happens, everybody is answered, and nothing uncommitted stays."""
        try:
            self._settle(batch)
        except GreenletExit:  # stopped in the middle of it: sent again, it is found in the log or it is new
            self._answer_later(batch)
            raise
        except Exception:
            log.exception("room %s: a batch failed", self.facts.id)
            self._put_off(batch)

    def _put_off(self, batch: list[_Waiting]) -> None:
        self.record.let_go()
        self._answer_later(batch)

    def _answer_later(self, batch: list[_Waiting]) -> None:
        for waiting in batch:
            if not waiting.result.ready():
                waiting.result.set(self._later(waiting.ask))

    def _settle(self, batch: list[_Waiting]) -> None:
        """Decide, commit, answer. A batch that fails to commit is tried again one by one."""
        for waiting in self._pace(batch):  # one sender's two hundred commands are not everybody's pause
            self._decide(waiting)
        pending = self.record.pending()
        try:
            is_kept = not pending or self._commit(pending)
        except Unavailable:
            self.record.let_go()
            for waiting in batch:
                waiting.result.set(self._later(waiting.ask))
            return
        if not is_kept:
            self.record.let_go()
            self._retry(batch)
            return
        self.record.keep()
        self._follow(batch)
        for waiting in batch:
            waiting.result.set(waiting.answer)

    def _retry(self, batch: list[_Waiting]) -> None:
        if len(batch) == 1:
            batch[0].result.set(self._later(batch[0].ask))
            return
        for waiting in batch:
            waiting.entry = waiting.answer = None
            self._settle([waiting])

    def _decide(self, waiting: _Waiting) -> None:
        ask = waiting.ask
        with speaking(ask.locale):
            try:
                self.rights.must_hold(ask.grant)
                if ask.grant.role == FACILITATOR and _moves_everybody(ask.name):
                    self.crew.must_lead(ask.grant.who)
                self._prepare_key(ask)
                waiting.entry = self.record.decide(ask, self.clock())
                waiting.answer = self._accepted(waiting.entry)
            except Known as known:
                made = self.record.requests.get(ask.request_id)
                waiting.answer = self._accepted(made) if made else Answer("accepted", entry=known.entry)
            except NotYet as later:
                waiting.answer = Answer("later", str(later.sentence))
            except Refused as refused:
                waiting.answer = Answer("refused", str(refused.sentence))
            except ValidationError as error:
                waiting.answer = Answer("errors", errors={k: str(v) for k, v in errors_by_field(error).items()})
            except Failed:
                waiting.answer = Answer(
                    "refused", str(_("This activity met a problem; nothing was changed. Tell the facilitators."))
                )
            except Unavailable:
                waiting.answer = self._later(ask)

    def _accepted(self, entry: Entry) -> Answer:
        if entry.is_late:
            told = _("The stage was over: your text went to the facilitators, who decide.")
            return Answer("accepted", str(told), entry=entry.id)
        activity = self.record.agenda.activities.get(entry.activity)
        method = self.record.agenda.method_of(activity) if activity else None
        command = method.command(entry.name) if method else None
        return Answer("accepted", said=str(command.about.done) if command else "", entry=entry.id)

    def _later(self, ask: Ask) -> Answer:
        with speaking(ask.locale):
            return Answer("later", str(_("This could not be recorded just now; it will be sent again.")))

    def _prepare_key(self, ask: Ask) -> None:
        """An anonymous activity has its key before anybody writes in it."""
        if ask.name != Open.about.name or not ask.grant.is_facilitator:
            return
        activity = self.record.agenda.activities.get(str(ask.data.get("activity")))
        if activity is None or not activity.anonymous or activity.opened:
            return
        if self.clock() >= self.facts.closes_at:
            raise Refused(
                _(
                    "The workshop ended on %(day)s: an anonymous activity opened now would be closed for good at once. "
                    "Give the workshop another last day first, under “Title, dates, sites”.",
                    day=written(self.facts.last_day),
                )
            )
        if activity.id not in self.record.keys:
            self.record.keys[activity.id] = keys.create(self.store, self.facts.id, activity.id)

    def _commit(self, entries: list[Entry]) -> bool:
        """Whether the entries are in the log; where that is unknown, the log is asked.

        Raises `Unavailable` where the store takes nothing now: trying again one by one would only take longer.
        """

        try:
            self.store.write(keep(self.facts.id, self.record, entries))
        except (Unavailable, SQLAlchemyError) as error:
            log.warning("room %s: a commit failed: %s", self.facts.id, error)
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
                return log_rows.found(session, self.facts.id, asked) == asked
        except SQLAlchemyError:
            return False

    def _follow(self, batch: Iterable[_Waiting]) -> None:
        """What follows from committed entries: keys to drop, people to tell, pages to draw."""
        percent = self.record.budgets.percent
        if percent >= NEAR and percent != self._told_percent:
            self._told_percent = percent
            self.invalidation.after(Happened.FULL)
        for waiting in self._pace(batch):
            entry = waiting.entry
            if entry is None:
                continue
            if entry.holds(Close):
                self._closed(entry.activity)
            if entry.holds(Open) or (entry.holds(SetStage) and entry.activity == self.record.agenda.now):
                self.presence.forget_signals()
                self._turn_screens(entry)
            self.invalidation.apply(entry, waiting.ask.grant.who)
            tell_turn(entry, self.record, self.subscriptions, self.broadcaster.clock_now)
        self.withdrawals.follow(waiting.entry.activity for waiting in batch if waiting.entry)

    def _turn_screens(self, entry: Entry) -> None:
        """Another board: its first page; a gallery begins with the first table."""
        activity = self.record.agenda.activities[entry.activity]
        method = self.record.agenda.method_of(activity)
        stage = method.stage(activity.stage) if method else None
        is_gallery = bool(stage and stage.gallery and activity.share_by == "table")
        first = next(iter(self.record.agenda.seating.tables), "") if is_gallery else ""
        if self.screens.start_again() | self.screens.show(first):
            self.console.tell_screens()

    def _closed(self, activity_id: str) -> None:
        if self.record.agenda.activities[activity_id].anonymous:
            closed(self.record, activity_id)
            self._drop_key(activity_id)
            self.renderer.clear_cache()  # a block kept shows which texts are one person's
            self._note_closing(activity_id)
            self.store.forget()

    def _note_closing(self, activity_id: str) -> None:
        """So that a log put back from a backup does not say again which request was which entry's."""
        try:
            mark = journal.remember(self.store, self.facts.id, self.clock(), acts=[journal.CLOSED + activity_id])
            self.store.write(lambda connection: journal.carried(connection, mark))
        except (Unavailable, SQLAlchemyError) as error:
            log.error("room %s: the closing of %s is not remembered: %s", self.facts.id, activity_id, error)

    def drop_spare_keys(self) -> None:
        """Delete the keys of whatever takes nothing any more: closed, never opened, or not on the agenda."""
        for id in {*self.record.keys, *keys.of_workshop(self.store, self.facts.id)}:
            activity = self.record.agenda.activities.get(id)
            if activity is None or not activity.opened or self.record.is_closed(activity):
                self._drop_key(id)

    def _drop_key(self, activity_id: str) -> None:
        try:
            keys.delete_key(self.store, self.facts.id, activity_id)
        except (Unavailable, SQLAlchemyError) as error:
            log.error("room %s: the key of %s is still there: %s", self.facts.id, activity_id, error)
        self.record.keys.pop(activity_id, None)
