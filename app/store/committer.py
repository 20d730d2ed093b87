"""The one writer: jobs that wait together commit together, each alone when the group fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gevent.event import AsyncResult, Event
from gevent.greenlet import Greenlet
from gevent.lock import RLock
from gevent.threadpool import ThreadPool
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError

from app import metrics

log = logging.getLogger(__name__)

Job = Callable[[Connection], Any]

TRIES = 3
"""Times that the write-ahead log is emptied at once: somebody may be reading, as when a workshop opens."""

BREATH = 0.1
"""Seconds between two of them."""

TIDY = 10.0
"""Seconds between two looks at whether something stands in the write-ahead log, which is then emptied. So what is
deleted or blanked, by whichever way or process, leaves the files within seconds of the last reader who may need it."""

OVERDUE = 60.0
"""Seconds after which a reader who keeps it from being emptied is told of in the server's log."""


def bound(job: Callable[..., Any], *args: Any, **kwargs: Any) -> Job:
    """A job with all that it needs beside the connection."""
    return (lambda connection: job(connection, *args, **kwargs)) if args or kwargs else job


class Unavailable(Exception):
    """The store did not take a write now; asking again later may work."""

    quotes_nobody = True
    """Its words may be told in the log."""


class CommitUnknown(Unavailable):
    """The connection broke while a commit was under way: whether it was taken has to be asked."""


class Committer:
    """Runs write jobs in one native thread with one connection, so that the loop never waits on the disk.

    A job is `job(connection)`; it may be run twice (once in a group that failed), so it must only
    use its connection. `run` returns the job's value once it is committed, or raises what it raised.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pool = ThreadPool(1)
        self._waiting: list[tuple[Job, AsyncResult]] = []
        self._wake = Event()
        self._start = RLock()
        self._greenlet: Greenlet | None = None
        self._connection: Connection | None = None
        self._emptied = time.monotonic()
        self._next_tidy = self._emptied + TIDY
        self.is_failing = False
        """Whether the last thing to be written was not, for the store's own fault: a disk that is full, say."""

    def run(self, job: Job) -> Any:
        """Commit a job, together with whatever else waits."""
        self._ensure_running()
        result = AsyncResult()
        self._waiting.append((job, result))
        self._wake.set()
        return result.get()

    def _ensure_running(self) -> None:
        with self._start:
            if self._greenlet is None or self._greenlet.dead:
                self._greenlet = Greenlet.spawn(self._serve)

    def _serve(self) -> None:
        while True:
            self._wake.wait(self._until_tidy())
            self._wake.clear()
            group, self._waiting = self._waiting, []
            if group:
                self._settle(group)
            if self._until_tidy() == 0.0:
                self._tidy()

    def _until_tidy(self) -> float | None:
        is_file = self._engine.dialect.name == "sqlite"
        return max(0.0, self._next_tidy - time.monotonic()) if is_file else None

    def _tidy(self) -> None:
        """Empty the write-ahead log if something stands in it; where somebody reads it, come back."""
        wal, now = Path(f"{self._engine.url.database}-wal"), time.monotonic()
        self._next_tidy = now + TIDY
        if not wal.exists() or not wal.stat().st_size or self._pool.apply(self._commit, ([is_emptied],))[0][0]:
            self._emptied = now
        elif now - self._emptied > OVERDUE:
            log.warning("somebody reads the database: what was deleted is still in its write-ahead log")

    def _settle(self, group: list[tuple[Job, AsyncResult]]) -> None:
        """Commit a group; what commits by itself stays apart, or it would commit half of the others."""
        apart = [[one] for one in group if one[0] is empty_wal]
        for part in ([one for one in group if one[0] is not empty_wal], *apart):
            if part:
                self._settle_together(part)

    def _settle_together(self, group: list[tuple[Job, AsyncResult]]) -> None:
        began = time.monotonic()
        outcomes = self._pool.apply(self._commit, ([job for job, _ in group],))
        metrics.COMMIT.observe(time.monotonic() - began)
        metrics.COMMIT_JOBS.observe(len(group))
        self._note([job for job, _ in group], [error for _, error in outcomes])
        for (_, result), (value, error) in zip(group, outcomes, strict=True):
            if error is None:
                result.set(value)
            else:
                result.set_exception(error)

    def _note(self, jobs: list[Job], errors: list[BaseException | None]) -> None:
        """Remember whether writing works; what asks and writes nothing says nothing of that, unless it fails."""
        if failed := sum(isinstance(error, Unavailable) for error in errors):
            self.is_failing = True
            metrics.FAILED_COMMITS.inc(failed)
            metrics.LAST_FAILED_COMMIT.set_to_current_time()
        elif any(job not in (ask_only, empty_wal) for job in jobs):
            self.is_failing = False

    def _commit(self, jobs: list[Job]) -> list[tuple[Any, BaseException | None]]:
        try:
            return [(value, None) for value in self._together(jobs)]
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for it
            told = to_store_error(error)
            if len(jobs) == 1 or told is not error or isinstance(error, CommitUnknown):
                return [(None, told)] * len(jobs)  # the store's fault, not a job's: not waited for once a job
            return [self._commit([job])[0] for job in jobs]

    def _together(self, jobs: list[Job]) -> list[Any]:
        """Run and commit jobs; once more where a connection that was kept has died since, as the database restarted.

        Nothing of them was committed then: what breaks later is `CommitUnknown`, and not tried again.
        """
        was_kept = self._connection is not None
        try:
            return self._once(jobs)
        except DBAPIError as error:
            if not (was_kept and error.connection_invalidated):
                raise
        return self._once(jobs)

    def _once(self, jobs: list[Job]) -> list[Any]:
        if self._connection is None:
            self._connection = self._engine.connect()
        try:
            values = [job(self._connection) for job in jobs]
            _commit(self._connection)
        except BaseException:
            self._forget_connection()
            raise
        return values

    def _forget_connection(self) -> None:
        """Roll back, and start the next group on a fresh connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.rollback()
            except DBAPIError:
                connection.invalidate()
            connection.close()

    def stop(self) -> None:
        """Finish what waits, then end the thread."""
        while self._waiting:
            self._wake.set()
            self._pool.join()
        if self._greenlet is not None:
            self._greenlet.kill()
        self._pool.apply(self._forget_connection)
        self._pool.kill()


def ask_only(connection: Connection) -> None:
    """A job that writes no row: nothing reaches the disk, and a database that is gone is found out."""
    connection.execute(select(1))


def _commit(connection: Connection) -> None:
    """Commit. SQLite is asked in this very process, and says what became of it; a server may die of it."""
    try:
        connection.commit()
    except DBAPIError as error:
        if connection.dialect.name == "sqlite" or _is_at_fault(error):
            raise
        raise CommitUnknown(str(error.orig)) from error


def to_store_error(error: Exception) -> Exception:
    """The error as the rest of the house knows it: a locked, full or absent database is one thing."""
    if isinstance(error, DBAPIError) and not _is_at_fault(error):
        is_about_itself = isinstance(error, OperationalError)  # other faults may quote a row
        return Unavailable(str(error.orig) if is_about_itself else type(error.orig).__name__)
    return error


def _is_at_fault(error: DBAPIError) -> bool:
    """Whether it is what was to be written that cannot be: it would not be taken later either."""
    return isinstance(error, IntegrityError | DataError | ProgrammingError)


def empty_wal(connection: Connection) -> None:
    """A job: what was deleted or blanked leaves SQLite's write-ahead log too; later, if somebody reads it."""
    if connection.dialect.name != "sqlite":
        return
    for attempt in range(TRIES):
        if attempt:
            time.sleep(BREATH)
        if is_emptied(connection):
            return
    log.error("the write-ahead log could not be emptied now: what was deleted is in it until nobody reads it any more")


def is_emptied(connection: Connection) -> bool:
    """A job: empty the write-ahead log, and say whether nobody kept it. It waits for no reader: writes wait for it."""
    connection.commit()
    (patience,) = connection.exec_driver_sql("PRAGMA busy_timeout").one()
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        is_busy, _pages, _moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
    return not is_busy
