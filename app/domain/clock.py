"""The clock of the house."""

from __future__ import annotations

import time


def now_ms() -> int:
    """The time, in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
