"""A call into a method that never ends is interrupted, in the line that computes.

A timer of processor time ticks while the process computes, and never while it waits. The tick looks whether the code
that it met was called by somebody who watches it, and for how long: then it raises there. Only the main thread is
looked at, where gevent runs everything that calls a method.
"""

from __future__ import annotations

import atexit
import signal
import sys
import threading
import time
from dataclasses import dataclass
from types import FrameType, TracebackType

LONGEST = 3.0
"""Seconds of processor time after which a call is taken to never end: ten times what is borne."""

TICK = 0.5
"""Seconds of processor time between two looks."""


class NeverEnds(Exception):  # noqa: N818 - what happened, said to the author on the page of extensions
    """A call into a method was interrupted."""


class Interrupted(BaseException):
    """Raised in the midst of it; whoever catches every `Exception` in a loop does not catch this."""


@dataclass
class _Watch:
    """Who watches, and up to which processor time of this thread."""

    frame: FrameType
    until: float


_watches: list[_Watch] = []


class watched:  # noqa: N801 - used as a statement: `with watched():`
    """Around a call into a method: raises `NeverEnds` out of it when it computed for longer than `LONGEST`."""

    def __init__(self, frame: FrameType | None = None) -> None:
        self.frame = frame or sys._getframe(1)

    def __enter__(self) -> None:
        """Begin to watch."""
        _watches.append(_Watch(self.frame, time.thread_time() + LONGEST))

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> None:
        """End it; what was interrupted is told with its own traceback."""
        _watches.pop()
        if isinstance(error, Interrupted):
            said = (
                f"it computed for {LONGEST:.0f} s, in which nobody was served, and was interrupted: does it ever end?"
            )
            raise NeverEnds(said).with_traceback(trace) from None


def start() -> None:
    """Have the process look from now on; to be called in the main thread, and nothing where there is no such timer."""
    is_here = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    if is_here and not signal.getitimer(signal.ITIMER_PROF)[1]:
        signal.signal(signal.SIGPROF, _look)
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
        atexit.register(signal.setitimer, signal.ITIMER_PROF, 0)  # nobody hears it once Python itself has ended


def _look(_number: int, frame: FrameType | None) -> None:
    """Raise where the code that runs now was called by somebody whose watch is over."""
    if not _watches or time.thread_time() < _watches[-1].until:
        return
    while frame is not None and frame is not _watches[-1].frame:
        frame = frame.f_back
    if frame is not None:
        raise Interrupted
