"""Counting tries where a page answers a wrong one with a sentence of its own, under a status of its own."""

from __future__ import annotations

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
