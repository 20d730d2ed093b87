"""Cooperative work, in slices: others have their turn in between."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from gevent import get_hub
from gevent.hub import Waiter

T = TypeVar("T")

SLICE = 0.003
"""Seconds of work before others have their turn; who just missed one waits for two."""

WORK_MOST = 30.0
"""Seconds of processor time that one work may take in all, rests left aside: reading an activity anew, erasing."""

UNDO_MOST, DRAWING_MOST = 5.0, 5.0
"""The same for what can be refused, or left undrawn."""


class TooLong(Exception):  # noqa: N818 - what happened, not a fault of ours
    """A work that was given so much processor time, and no more, is not done with it."""


def yield_to_loop() -> None:
    """Until the loop has looked at every socket once.

    `sleep(0)` would not do: gevent goes on with up to fifty callbacks before it looks. A short sleep lasts a
    millisecond, as the system's clock of the loop has no shorter time.
    """
    waiter, once = Waiter(), get_hub().loop.async_()
    once.start(waiter.switch, None)
    once.send()
    try:
        waiter.get()
    finally:
        once.stop()
        once.close()


class Cooperative:
    """Paces one long work; a slice goes on from one run of things to the next, so that many short ones rest too.

    `most` bounds all of it, in seconds of its own processor time: beyond, `TooLong` is raised.
    """

    def __init__(self, most: float = math.inf) -> None:
        self.rested = 0.0
        """Seconds of processor time that others took while it rested."""
        self._until = time.thread_time() + most
        """In its own time: that of the thread, without what others took."""
        self.begin()

    def begin(self) -> None:
        """A slice begins now: whoever works has waited for something."""
        self._began = time.perf_counter()

    def breathe(self) -> None:
        """Others have their turn where a slice is over."""
        if time.perf_counter() - self._began <= SLICE:
            return
        stopped = time.thread_time()
        if stopped - self.rested > self._until:
            raise TooLong
        yield_to_loop()
        self.rested += time.thread_time() - stopped
        self.begin()

    def __call__(self, things: Iterable[T], /) -> Iterator[T]:
        """These things, with a rest whenever a slice is over."""
        for thing in things:
            self.breathe()
            yield thing

    @contextmanager
    def within(self, most: float) -> Iterator[None]:
        """What is done inside may take so many seconds of processor time."""
        before, self._until = self._until, time.thread_time() - self.rested + most
        try:
            yield
        finally:
            self._until = before


_making = 0


@contextmanager
def frozen_heap() -> Iterator[None]:
    """What is made inside stays: no collection of cycles goes through it, neither meanwhile nor later.

    Going through a log of 50,000 entries takes a tenth of a second in one piece, and finds nothing. What is in no
    cycle still goes as soon as nobody holds it; cycles that were waiting to be collected wait for `collect_garbage`.
    """
    global _making  # noqa: PLW0603 - the collector is the process's as well
    if not _making:
        gc.collect(1)  # what was thrown away just now need not stay with it; a millisecond
    _making += 1
    gc.disable()
    try:
        yield
    finally:
        _making -= 1
        if not _making:
            gc.freeze()
            gc.enable()


def collect_garbage() -> None:
    """Collect all there is to collect, in one piece: for when nobody is here."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
