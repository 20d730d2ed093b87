"""The open pages of a crowd: connected, up to date, and pressing at moments fixed beforehand."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter

from app.rehearse import wire
from app.rehearse.connection import Address, CannotPlay, Connection
from app.rehearse.loop import Lag, Loop
from bench.deliveries import Deliveries

OPEN_AT_ONCE = 40
PATIENCE = 60.0
QUIET = 0.3
SHOWS = (b'42["show"', b'42["broadcast"')
ECHO = b'42["echo",'
ACCEPTED = b'"kind":"accepted"'


class Page:
    """One connection; `is_ready` once it was told what to show."""

    def __init__(self, crowd: Crowd, who: int, cookie: str, auth: dict[str, str]) -> None:
        self.who, self.is_ready, self.opened, self.ready = who, False, 0.0, 0.0
        self._crowd, self._id = crowd, 0
        self._asked: dict[bytes, float] = {}
        self._echoed: Callable[[bytes], None] = lambda _payload: None
        self.connection = Connection(
            crowd.loop, crowd.address, cookie, auth, up=self._up, took=self._took, down=self._down
        )

    def open(self) -> None:
        """Connect; `opened` and `ready` are moments of perf_counter."""
        self.is_ready, self.opened = False, perf_counter()
        self.connection.open()

    def ask(self, event: str, content: object, due: float) -> None:
        """Send an event that is to be acknowledged; `due` is when it was to be sent."""
        self._id += 1
        self._asked[str(self._id).encode()] = due
        self.connection.send(wire.packet(wire.EVENT, [event, content], self._id))

    def echo(self, payload: bytes, took: Callable[[bytes], None]) -> None:
        """Send a WebSocket ping; `took` gets it back. It has to look like an event."""
        self._echoed = took
        self.connection.send(payload, wire.PING)

    def _up(self) -> None:
        self.ask("hello", {"activity": "", "have": {}}, perf_counter())

    def _took(self, payload: bytes) -> None:
        crowd, now = self._crowd, perf_counter()
        crowd.heard = now
        if payload.startswith(SHOWS):
            crowd.deliveries.took(payload, self.who, now)
        elif payload.startswith(ECHO):
            self._echoed(payload)
        elif payload.startswith(wire.ACK):
            self._acknowledged(payload, now)

    def _acknowledged(self, payload: bytes, now: float) -> None:
        due = self._asked.pop(payload[2 : payload.index(b"[")], None)
        if due is None:
            return
        if not self.is_ready:
            self.is_ready, self.ready = True, now
            self._crowd.hello = payload
        elif ACCEPTED in payload[:40]:
            self._crowd.acks.append(now - due)
        else:
            self._crowd.refused += 1

    def _down(self, reason: str) -> None:
        self.is_ready = False
        self._crowd.downs[reason] += 1

    @property
    def waits(self) -> int:
        """How many answers are still out."""
        return len(self._asked)


class Crowd:
    """Pages in one loop, in one thread; `lag` is how late that loop is itself."""

    def __init__(self, address: Address, deliveries: Deliveries) -> None:
        self.address, self.deliveries = address, deliveries
        self.loop = Loop()
        self.lag = Lag(self.loop)
        self.pages: list[Page] = []
        self.acks: list[float] = []
        self.downs: Counter[str] = Counter()
        self.refused = 0
        self.hello = b""
        """All that the page that came last was told."""
        self.heard = 0.0

    def add(self, cookie: str, auth: dict[str, str]) -> Page:
        """A page, not yet open."""
        self.pages.append(Page(self, len(self.pages), cookie, auth))
        return self.pages[-1]

    def open(self) -> None:
        """Open all pages, some at a time."""
        gc.collect()
        gc.freeze()
        gc.disable()  # a collection would make the loop late; a run is short
        for place, page in enumerate(self.pages):
            page.open()
            some = self.pages[max(0, place - 4 * OPEN_AT_ONCE) : place + 1]
            self.loop.run(partial(_are_ready, some, OPEN_AT_ONCE), PATIENCE)
        self.wait(self.pages)
        self.settle()

    def wait(self, pages: Sequence[Page]) -> None:
        """Until these pages show something."""
        if not self.loop.run(partial(_are_ready, pages, 0), PATIENCE):
            raise CannotPlay(f"Pages do not open: {dict(self.downs) or 'no answer'}.")

    def settle(self, at_most: float = 10.0) -> None:
        """Until nothing came for a while."""
        self.heard = perf_counter()
        self.loop.run(lambda: perf_counter() - self.heard > QUIET, at_most)

    def press(self, dues: Sequence[float], press: Callable[[int, float], None], at_most: float = 10.0) -> float:
        """Call `press(number, due)` at each of these moments (seconds from now); wait for what follows.

        Returns the seconds that it took until the last frame.
        """
        self.acks, self.refused, self.lag.late = [], 0, []
        self.deliveries.forget()
        began = perf_counter() + 0.02
        for number, due in enumerate(dues):
            self.loop.at(began + due, partial(press, number, began + due))
        self.lag.measuring = True
        self.loop.run_for(dues[-1] + 0.05)
        self.loop.run(lambda: perf_counter() - self.heard > QUIET and not any(p.waits for p in self.pages), at_most)
        self.lag.measuring = False
        return max(self.heard - began, dues[-1])

    def close(self) -> None:
        """Everyone leaves."""
        for page in self.pages:
            page.connection.close()
        gc.enable()


def _are_ready(pages: Sequence[Page], but: int) -> bool:
    return sum(not page.is_ready for page in pages) <= but
