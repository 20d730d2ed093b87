"""How fast one person may ask: a bucket that fills at a rate, and what its emptiness costs."""

from __future__ import annotations

import time
from collections.abc import Callable

RATE = 30.0
"""Commands a second from one person; more than a person and their outbox ever send."""

STRIKES = 120
"""Refusals for haste after which a connection is cut."""


class Bucket:
    """Holds up to a second's worth; `take` says how many seconds to wait, 0 where there was one left."""

    def __init__(self, rate: float = RATE, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self.clock = clock
        self.level = rate
        self.seen = clock()
        self.strikes = 0.0

    def take(self) -> float:
        """Take one; a refusal is a strike, and strikes fade as the bucket fills."""
        self._fill()
        if self.level >= 1:
            self.level -= 1
            return 0.0
        self.strikes += 1
        return (1 - self.level) / self.rate

    def _fill(self) -> None:
        now = self.clock()
        gained, self.seen = (now - self.seen) * self.rate, now
        self.level = min(self.rate, self.level + gained)
        self.strikes = max(0.0, self.strikes - gained)

    @property
    def is_flooding(self) -> bool:
        """Whether its owner went on and on."""
        return self.strikes > STRIKES

    @property
    def is_spare(self) -> bool:
        """Whether a new bucket would be the same: full, without strikes."""
        self._fill()
        return self.level >= self.rate and not self.strikes
