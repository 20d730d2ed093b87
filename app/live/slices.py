"""Long work in slices: others have their turn in between."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from gevent.hub import sleep

T = TypeVar("T")

SLICE = 0.004
"""Seconds of work before others have their turn."""

REST = 0.0001
"""Not 0: gevent runs up to fifty callbacks before it looks at the sockets again."""

LOOK_EVERY = 64
"""Things handed on between two looks at the clock."""


class Slices:
    """Paces one long work; a slice goes on from one run of things to the next, so that many short ones rest too."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def __call__(self, things: Iterable[T]) -> Iterator[T]:
        """These things, with a rest whenever a slice is over."""
        for number, thing in enumerate(things):
            if not number % LOOK_EVERY and time.perf_counter() - self._began > SLICE:
                sleep(REST)
                self._began = time.perf_counter()
            yield thing
