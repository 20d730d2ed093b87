"""Counting tries where a page answers a wrong one with a sentence of its own, under a status of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.web.guards import limiter

_here = MovingWindowRateLimiter(MemoryStorage())
"""Counts in this process alone, while Redis is away."""


class Tries:
    """So many in such a time, for each key: an account, a person, an address."""

    def __init__(self, rate: str, scope: str) -> None:
        self._item = parse(rate)
        self._scope = scope
        self._under_way: Counter[str] = Counter()

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
