"""What is measured while a rehearsal is played, and the figures made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_LAG_MS = 10.0
"""The rehearsal's own lateness (p99) above which its figures say nothing of the server."""


@dataclass
class Tally:
    """Counts and times in seconds, by phase; `phase` is the one being played."""

    phase: str = ""
    sent: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    acks: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    arrivals: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refusals: Counter[str] = field(default_factory=Counter)
    later: int = 0
    leaked: int = 0
    deliveries: int = 0
    resyncs: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    heard: float = 0.0
    turns: dict[str, dict[str, list[float]]] = field(default_factory=dict)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the sorted values do not exceed; 0 of none."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95, p99 and the longest, in milliseconds."""
    ordered = sorted(seconds)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {name: round(percentile(ordered, share) * 1000, 1) for name, share in shares.items()}


def of_phase(tally: Tally, phase: str, seconds: float) -> dict[str, object]:
    """A phase by itself: how long, how many commands, how fast."""
    told: dict[str, object] = {"seconds": round(seconds, 1), "sent": tally.sent[phase]}
    told["ack_ms"] = spread(tally.acks[phase])
    if tally.arrivals[phase]:
        told |= {"arrived": len(tally.arrivals[phase]), "arrival_ms": spread(tally.arrivals[phase])}
    return told


def everything(by_phase: dict[str, list[float]]) -> list[float]:
    """The times of all phases."""
    return [value for values in by_phase.values() for value in values]


def validity(lags: Sequence[float]) -> dict[str, object]:
    """The rehearsal's own lag, and whether it was too late itself to judge the server."""
    lag = round(percentile(sorted(lags), 0.99) * 1000, 1)
    if lag <= MOST_LAG_MS:
        return {"own_lag_p99_ms": lag, "void": False}
    reason = f"the rehearsal itself was {lag} ms late (p99), above {MOST_LAG_MS:g} ms: its times are not the server's"
    return {"own_lag_p99_ms": lag, "void": True, "reason": reason}
