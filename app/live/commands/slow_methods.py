"""A method that computes makes everybody wait: it is measured, named, and suspended when it goes on.

One that is slow is found out afterwards; one that never ends is interrupted, and suspended at once. Known while the
room is open, and forgotten with it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.agenda import Activity
from app.host.never_ending import NeverEnds, watched
from app.host.registry import Registry
from app.host.rendering.parts import Drawing

MOST = 0.3
"""Seconds of processor time that one call into a method may take; nobody in the process is served meanwhile."""

NOTICED = 0.1
"""Seconds above which a call is told to the operator, once for each place: nothing comes of it."""

LARGEST = 3_000_000
"""Characters of one block that are sent to a page, at most: a slow line is at more than that for minutes."""

LARGE = 300_000
"""Characters above which a block is told to the operator, once for each place: nothing comes of it."""

TIMES = 3
"""Calls that took longer, after which the activity is suspended."""


class TookLong(Exception):  # noqa: N818 - what happened, said to the author on the page of extensions
    """A call into a method kept everybody waiting."""


class TooLarge(Exception):  # noqa: N818 - what happened, said to the author on the page of extensions
    """A block is more than a page can be sent."""


class Patience:
    """How often the method of each activity took too long, and which activities are suspended for it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.suspended: set[str] = set()
        self.news: list[str] = []
        """Activities that were suspended, or resumed, and whose pages do not show it yet."""
        self._times: Counter[str] = Counter()
        self._told: set[tuple[str, str]] = set()
        """The places of activities that the operator was told of."""

    @contextmanager
    def over(self, activity: Activity, where: str) -> Iterator[None]:
        """Around a call into the method of an activity, in which nobody else has a turn.

        Raises `NeverEnds` where it was interrupted.
        """
        began = time.thread_time()
        try:
            with watched(sys._getframe(2)):  # noqa: SLF001 - of whoever calls the method, beyond the context manager
                yield
        except NeverEnds:
            self._suspend(activity)
            raise
        finally:
            spent = time.thread_time() - began
            if spent > MOST:
                self._note(activity, where, spent)
            elif spent > NOTICED:
                self._tell(activity, where, f"{1000 * spent:.0f} ms of processor time; {1000 * MOST:.0f} are borne")

    def weigh(self, activity: Activity, where: str, drawing: Drawing) -> Drawing:
        """A drawn block as it is; raises `TooLarge` where no page should be sent it."""
        size = len(drawing.skeleton) + sum(len(part.html) for part in drawing.parts.values())
        if size > LARGEST:
            raise TooLarge(
                f"{size // 1000} kB, and a page is sent {LARGEST // 1000} at most: show fewer things, or less of each"
            )
        if size > LARGE:
            self._tell(
                activity, where, f"{size // 1000} kB, which a slow line waits for; {LARGEST // 1000} are sent at most"
            )
        return drawing

    def _tell(self, activity: Activity, where: str, said: str) -> None:
        if (activity.id, where) not in self._told:
            self._told.add((activity.id, where))
            self.registry.warn(activity.method, where, said)

    def _note(self, activity: Activity, where: str, spent: float) -> None:
        self._times[activity.id] += 1
        said = f"{spent:.2f} s of processor time, in which nobody was served; {MOST} s are borne"
        if self._times[activity.id] >= TIMES and activity.id not in self.suspended:
            self._suspend(activity)
            said += f", {TIMES} times: the activity is suspended"
        self.registry.blame(activity.method, where, TookLong(said))

    def _suspend(self, activity: Activity) -> None:
        self.suspended.add(activity.id)
        self.news.append(activity.id)

    def resume(self, activity_id: str) -> bool:
        """A facilitator lets a suspended activity go on; it has as many tries again. False where it was not."""
        if activity_id not in self.suspended:
            return False
        self.suspended.discard(activity_id)
        self._times.pop(activity_id, None)
        self.news.append(activity_id)
        return True
