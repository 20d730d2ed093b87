"""Connections that are in nobody's way for long: a request comes within a bound, or its connection is hung up.

Browsers open connections ahead and keep them for the next request; so does whoever wants to use a server up. What says
nothing, or slowly, has its time, and goes the sooner the fewer are to spare: the oldest first.
"""

from __future__ import annotations

import resource
import socket
from contextlib import suppress
from typing import Any

from app import metrics
from app.live.transport.rate_limit import Clock, Seldom, Waiting
from app.live.transport.writer import SocketWriter
from app.logs import logger

log = logger(__name__)

HEAD_WITHIN = 10.0
"""Seconds from the opening of a connection, or from its next word, to the end of a request's head."""

IDLE = 75.0
"""Seconds between two requests: more than nginx keeps a connection to us (60), so that it is never surprised."""

BODY_WITHIN, BODY_RATE = 20.0, 10_000.0
"""Seconds that a body has, and one more for so many bytes."""

TAKEN_WITHIN = 90.0
"""Seconds that whoever asked has to take an answer; longer than `IDLE`."""

SILENT_MOST, IDLE_MOST = 500, 2000
"""Connections whose request has not come, and those that wait for their next one, at most."""

FILES_WANTED, FILES_ENOUGH = 65_536, 4096
RESERVED = 64
"""Files that no page's line may use, kept for requests, for the database and for whoever asks whether we are well."""


def raise_files() -> int:
    """Have this process open as many files as the system lets it; how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return files()


def files() -> int:
    """How many files this process may open."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return FILES_WANTED if soft == resource.RLIM_INFINITY else soft


def too_few(most: int) -> str:
    """What to say where so many files are too few for a large room; "" where they are enough."""
    if most >= FILES_ENOUGH:
        return ""
    pages = most - reserved(most)
    return (
        f"Only {most} files may be open at once, some {pages} pages: "
        f"set LimitNOFILE= (systemd) or ulimit -n to {FILES_ENOUGH} or more."
    )


def reserved(most: int) -> int:
    """How many of so many files are kept."""
    return min(RESERVED, most // 4)


class Callers:
    """The connections that wait, by their handlers; `hang_up_overdue` is to be called every now and then.

    Those that are open are counted. The number of the newest tells nothing: the system gives out the lowest that is
    free, so that one hung up at the bottom makes room for two.
    """

    def __init__(self, most: int, own: int = 0, clock: Clock | None = None) -> None:
        given = {} if clock is None else {"clock": clock}
        self.room = most - reserved(most) - own
        self.open = 0
        """Connections that are open; a line that was taken over is none of them any more."""
        self.silent = Waiting(SILENT_MOST, SILENT_MOST, **given)
        self.idle = Waiting(IDLE_MOST, IDLE_MOST, **given)
        self.sending = Waiting(IDLE_MOST, IDLE_MOST, **given)
        self._seldom = Seldom()

    @property
    def is_full(self) -> bool:
        """Whether so many connections and lines are open that another one may not stay for long."""
        return self.open + len(SocketWriter.held) > self.room

    def comes(self, handler: Any) -> None:
        """A connection whose request is awaited, the first one or the head of the next."""
        self.idle.forget(handler)
        self._hang_up(self.silent.add(handler, "", HEAD_WITHIN), "silent")

    def rests(self, handler: Any) -> None:
        """A connection that was answered, and may ask again."""
        self._hang_up(self.idle.add(handler, "", IDLE), "silent")

    def asked(self, handler: Any, body: int | None) -> None:
        """The head of a request is there; its body has so many bytes, or nobody knows how many."""
        self.silent.forget(handler)
        if body != 0:
            self._hang_up(self.sending.add(handler, "", BODY_WITHIN + (body or 0) / BODY_RATE), "silent")

    def gave_all(self, handler: Any) -> None:
        """The body is there as well."""
        self.sending.forget(handler)

    def goes(self, handler: Any) -> None:
        """A connection that ends, or that others took over."""
        for waiting in (self.silent, self.idle, self.sending):
            waiting.forget(handler)

    def hang_up_overdue(self) -> None:
        """Hang up on those whose time is over."""
        for waiting in (self.silent, self.idle, self.sending):
            for handler in waiting.overdue():
                self._hang_up(handler, "silent")

    def make_room(self) -> bool:
        """Hang up on who has been silent longest, or idle; whether there was anybody."""
        for waiting in (self.silent, self.idle, self.sending):
            oldest = waiting.oldest()
            if oldest is not None:
                waiting.forget(oldest)
                self._hang_up(oldest, "descriptors")
                return True
        return False

    def _hang_up(self, handler: Any, why: str) -> None:
        """Its greenlet wakes, finds the end, and closes."""
        if handler is None:
            return
        metrics.HUNG_UP[why].inc()
        if times := self._seldom.times(why):
            log.info("connections were hung up", why=why, times=times)
        with suppress(OSError, AttributeError):
            handler.socket.shutdown(socket.SHUT_RDWR)
