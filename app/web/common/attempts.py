"""Counting tries where a page answers a wrong one with a sentence of its own, and what a page costs beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from app.web.common.security import limiter
from beffroi import translator

_ = translator(__name__)

_here = MovingWindowRateLimiter(MemoryStorage())
"""Counts in this process alone, while Redis is away."""


class Attempts:
    """So many in such a time, for each key: an account, a person, an address."""

    def __init__(self, rate: str, scope: str) -> None:
        self._item = parse(rate)
        self._scope = scope
        self._under_way: Counter[str] = Counter()
        self.most = self._item.amount

    def are_spent(self, key: str) -> bool:
        """Whether there is none left just now."""
        try:
            return not limiter.limiter.test(self._item, self._scope, key)
        except StorageError:
            return not _here.test(self._item, self._scope, key)

    def count(self, key: str) -> None:
        """One more."""
        try:
            limiter.limiter.hit(self._item, self._scope, key)
        except StorageError:
            _here.hit(self._item, self._scope, key)

    def left(self, key: str) -> int:
        """How many there are just now."""
        try:
            return limiter.limiter.get_window_stats(self._item, self._scope, key).remaining
        except StorageError:
            return _here.get_window_stats(self._item, self._scope, key).remaining

    @contextmanager
    def trying(self, key: str) -> Iterator[bool]:
        """Whether one more may begin. Those that are under way count as wrong until they end: many at once are no way
        round the limit, and one that turns out right costs nothing."""
        self._under_way[key] += 1  # before it is asked, which may take a moment
        try:
            yield self._under_way[key] <= self.left(key)
        finally:
            self._under_way[key] -= 1
            if not self._under_way[key]:
                del self._under_way[key]

    def spend(self, key: str) -> None:
        """One more, counted before the work; where there is none left the page says so, and does nothing."""
        if self.are_spent(key):
            raise Spent
        self.count(key)


class Spent(TooManyRequests):
    """Somebody asked for the same dear thing again and again."""

    sentence: str = _("That was asked many times in a minute, and nothing was done. Wait a minute, then try again.")


EXPORTS = Attempts("120 per minute", "exports")
"""Results and the evidence chain, for one account: each is worked out from all that a workshop holds."""

READINGS = Attempts("20 per minute", "readings")
"""The results as participants read them, for one browser."""

PRINTS = Attempts("20 per minute", "prints")
"""Sheets with QR codes, for one account: a code a table."""

ASKED = Attempts("120 per minute", "api")
"""What another program reads of a workshop, for one token."""

OWN_DATA = Attempts("20 per minute", "own data")
"""What is kept of one person, to read or to take away: looked for in the whole log."""

ERASURES = Attempts("30 per minute", "erasures")
"""Cards erased by one account: each rewrites the log and draws every page anew."""

OWN_ERASURES = Attempts("10 per minute", "own erasures")
"""The same, of one person, who ticks as much as they like at once."""

MADE = Attempts("30 per minute", "made")
"""Workshops, screens and colleagues of one account: each is a row."""
