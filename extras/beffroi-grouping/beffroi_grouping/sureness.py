"""How sure a proposal is: “sure” is right three times in four, “likely” half of the time; see docs/performance.md."""

from __future__ import annotations

LEVELS = (0.3, 0.45, 0.7)
"""From which share on a proposal is one to be looked at, a likely one, a sure one."""

LEAST = LEVELS[0]
"""Below, nothing is proposed."""

TICKED = 45
"""From which per cent on a proposal is ticked before anybody has looked at it."""


def level(percent: int) -> str:
    """How sure: "sure", "likely" or "unsure"."""
    if percent >= round(100 * LEVELS[2]):
        return "sure"
    return "likely" if percent >= round(100 * LEVELS[1]) else "unsure"
