"""Files of minutes that are being made: one at a time of a workshop, two at a time of a server; the others wait."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from gevent import Greenlet, GreenletExit
from gevent.event import Event
from gevent.lock import BoundedSemaphore

from app.domain.people import new_id
from app.export.minutes import writing
from app.host.child_process import ChildProcess, WorkFailed

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Files that a server makes at a time, each on a core."""

WAITING_MOST = 20
"""Files that wait on a server; whoever asks for one more is told to come back."""

KEPT_SECONDS = 600
"""How long a file that was made may be fetched."""

KEPT_BYTES = 200_000_000
"""Bytes of all files that wait to be fetched; the oldest go first."""

State = Literal["waiting", "writing", "done", "failed"]


class Busy(Exception):  # noqa: N818 - the page says what to do
    """As many files wait as a server makes."""


@dataclass
class Making:
    """A file under way, or made: `key` says what stands in it, so that who asks for the same gets the same."""

    workshop: str
    key: tuple[Any, ...]
    name: str
    format: writing.Format
    id: str = field(default_factory=new_id)
    state: State = "waiting"
    body: bytes = b""
    began: float = field(default_factory=time.monotonic)
    ended: float = 0
    over: Event = field(default_factory=Event, repr=False)
    greenlet: Greenlet | None = field(default=None, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether nothing more becomes of it."""
        return self.state in ("done", "failed")

    @property
    def seconds(self) -> int:
        """How long it has taken so far, or took."""
        return round((self.ended or time.monotonic()) - self.began)


class Makings:
    """All of a server's."""

    def __init__(self) -> None:
        self._known: dict[str, Making] = {}
        self._slots = BoundedSemaphore(AT_ONCE)
        self._turns: dict[str, BoundedSemaphore] = {}

    def ask(self, making: Making, order: Callable[[], bytes]) -> Making:
        """Have a file made, or the same that was asked for already. Raises `Busy`."""
        self._sweep()
        known = next((one for one in self._known.values() if _is_same(one, making)), None)
        if known is not None:
            return known
        if sum(not one.is_over for one in self._known.values()) >= WAITING_MOST + AT_ONCE:
            raise Busy
        self._known[making.id] = making
        making.greenlet = Greenlet.spawn(self._make, making, order())
        return making

    def of(self, workshop: str, id: str) -> Making | None:
        """The file of that id, of that workshop."""
        self._sweep()
        found = self._known.get(id)
        return found if found is not None and found.workshop == workshop else None

    def before(self, making: Making) -> int:
        """How many wait or are made before it."""
        return sum(not one.is_over for one in self._earlier(making))

    def cancel(self, making: Making) -> None:
        """Nobody wants it any more: its process ends at once."""
        self._known.pop(making.id, None)
        if making.greenlet is not None:
            making.greenlet.kill()
        making.over.set()

    def stop(self) -> None:
        """End all of them."""
        for one in list(self._known.values()):
            self.cancel(one)

    def _earlier(self, making: Making) -> Iterator[Making]:
        for one in self._known.values():
            if one is making:
                return
            yield one

    def _make(self, making: Making, order: bytes) -> None:
        turn = self._turns.setdefault(making.workshop, BoundedSemaphore(1))
        try:
            with turn, self._slots:
                making.state = "writing"
                making.body = self._written(order)
            making.state = "done"
        except GreenletExit:
            making.state = "failed"
        except (WorkFailed, OSError) as error:
            log.warning("a file of minutes was not made: %s", error, extra={"format": making.format.ending})
            making.state = "failed"
        finally:
            making.ended = time.monotonic()
            making.over.set()

    @staticmethod
    def _written(order: bytes) -> bytes:
        process = ChildProcess(writing.MODULE, order)
        try:
            return process.result(writing.SECONDS)
        finally:
            process.cancel()

    def _sweep(self) -> None:
        """Forget what nobody fetched, and turns that nobody waits for."""
        now, kept = time.monotonic(), 0
        for one in reversed([one for one in self._known.values() if one.is_over]):
            kept += len(one.body)
            if now - one.ended > KEPT_SECONDS or kept > KEPT_BYTES:
                del self._known[one.id]
        working = {one.workshop for one in self._known.values()}
        self._turns = {id: turn for id, turn in self._turns.items() if id in working}


def _is_same(one: Making, other: Making) -> bool:
    return one.state != "failed" and (one.workshop, one.key, one.format) == (other.workshop, other.key, other.format)
