"""A method that computes makes everybody wait: it is measured, named, and suspended when it goes on.

Nothing can interrupt a plugin in the middle of a call, so one that is slow is found out afterwards. Known while the
room is open, and forgotten with it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.agenda import Activity
from app.host.registry import Registry

MOST = 0.3
"""Seconds of processor time that one call into a method may take; nobody in the process is served meanwhile."""

TIMES = 3
"""Calls that took longer, after which the activity is suspended."""


class TookLong(Exception):  # noqa: N818 - what happened, said to the author on the page of extensions
    """A call into a method kept everybody waiting."""


class Patience:
    """How often the method of each activity took too long, and which activities are suspended for it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.suspended: set[str] = set()
        self.news: list[str] = []
        """Activities that were suspended, or resumed, and whose pages do not show it yet."""
        self._times: Counter[str] = Counter()

    @contextmanager
    def over(self, activity: Activity, where: str) -> Iterator[None]:
        """Around a call into the method of an activity, in which nobody else has a turn."""
        began = time.thread_time()
        try:
            yield
        finally:
            spent = time.thread_time() - began
            if spent > MOST:
                self._note(activity, where, spent)

    def _note(self, activity: Activity, where: str, spent: float) -> None:
        self._times[activity.id] += 1
        said = f"{spent:.2f} s of processor time, in which nobody was served; {MOST} s are borne"
        if self._times[activity.id] >= TIMES and activity.id not in self.suspended:
            self.suspended.add(activity.id)
            self.news.append(activity.id)
            said += f", {TIMES} times: the activity is suspended"
        self.registry.blame(activity.method, where, TookLong(said))

    def resume(self, activity_id: str) -> bool:
        """A facilitator lets a suspended activity go on; it has as many tries again. False where it was not."""
        if activity_id not in self.suspended:
            return False
        self.suspended.discard(activity_id)
        del self._times[activity_id]
        self.news.append(activity_id)
        return True
