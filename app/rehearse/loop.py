"""One thread, one epoll, one heap of timers: what lets 500 simulated people share a machine with the server."""

from __future__ import annotations

import heapq
import itertools
import select
from collections.abc import Callable
from time import perf_counter

from gevent.monkey import get_original

# The command line runs under gevent, which takes epoll away: this loop wants the system's own.
_epoll = get_original("select", "epoll")

AT_ONCE = 64
"""Sockets served between two looks at the timers, so that a broadcast to all makes no timer late."""

Call = Callable[[], None]


class Loop:
    """Calls what waits for sockets and for moments, in one thread."""

    def __init__(self) -> None:
        self._epoll: select.epoll = _epoll()
        self._sockets: dict[int, Callable[[int], None]] = {}
        self._timers: list[tuple[float, int, Call]] = []
        self._order = itertools.count()

    def watch(self, fd: int, ready: Callable[[int], None]) -> None:
        """Call `ready(events)` when there is something to read."""
        self._sockets[fd] = ready
        self._epoll.register(fd, select.EPOLLIN)

    def watch_writing(self, fd: int, wanted: bool) -> None:
        """Whether to call also when there is room to write."""
        self._epoll.modify(fd, select.EPOLLIN | (select.EPOLLOUT if wanted else 0))

    def forget(self, fd: int) -> None:
        """Watch a socket no more; to be called before it is closed."""
        if self._sockets.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def at(self, moment: float, call: Call) -> None:
        """Call once, at a moment of `perf_counter`."""
        heapq.heappush(self._timers, (moment, next(self._order), call))

    def after(self, seconds: float, call: Call) -> None:
        """Call once, that many seconds from now."""
        self.at(perf_counter() + seconds, call)

    def run(self, until: Callable[[], bool], at_most: float) -> bool:
        """Serve until something is so; False when that took more than `at_most` seconds."""
        end = perf_counter() + at_most
        while not until():
            now = perf_counter()
            if now >= end:
                return False
            while self._timers and self._timers[0][0] <= now:
                heapq.heappop(self._timers)[2]()
            self._serve(min(end, self._timers[0][0] if self._timers else end) - perf_counter())
        return True

    def run_for(self, seconds: float) -> None:
        """Serve for a while."""
        self.run(lambda: False, seconds)

    def _serve(self, patience: float) -> None:
        for fd, events in self._epoll.poll(max(0.0, patience), AT_ONCE):
            ready = self._sockets.get(fd)
            if ready is not None:  # else forgotten by what was just called
                ready(events)


class Lag:
    """How late the loop itself is: a timer of 5 ms that notes by how much it was called late."""

    EVERY = 0.005

    def __init__(self, loop: Loop) -> None:
        self.late: list[float] = []
        self.measuring = False
        self._loop = loop
        self._again()

    def _again(self) -> None:
        due = perf_counter() + self.EVERY
        self._loop.at(due, lambda: self._wake(due))

    def _wake(self, due: float) -> None:
        if self.measuring:
            self.late.append(perf_counter() - due)
        self._again()
