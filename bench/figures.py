"""Medians, spreads and ratios of a few runs, and the figures of one; times in ms unless they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from app.rehearse.figures import MOST_LAG_MS, percentile

Run = dict[str, float]
"""One run's figures by name."""


def at(seconds: Sequence[float], share: float) -> float:
    """A percentile in milliseconds."""
    return round(percentile(sorted(seconds), share) * 1000, 2)


MOST_OTHERS = 0.1
"""Share of the server's core that others may use during a run."""


def is_void(run: Run) -> bool:
    """Whether a run says nothing of a server.

    The generator was too late itself (p99, ms), or others used the server's core.
    """
    return run.get("lag_p99", 0.0) > MOST_LAG_MS or run.get("others", 0.0) > MOST_OTHERS


@dataclass(frozen=True)
class Spread:
    """A figure over the runs."""

    median: float
    least: float
    most: float
    runs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of one value or more."""
        return cls(median(values), min(values), max(values), len(values))

    def __str__(self) -> str:
        if self.least == self.most:
            return number(self.median)
        return f"{number(self.median)} ({number(self.least)}–{number(self.most)})"


def number(value: float) -> str:
    """Three figures are enough; thousands are grouped."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value else "0"


def spreads(runs: Sequence[Run]) -> dict[str, Spread]:
    """Each figure over the runs that are not void; over all of them where every one is."""
    kept = [run for run in runs if not is_void(run)] or runs
    names = dict.fromkeys(name for run in kept for name in run)
    return {name: Spread.of([run[name] for run in kept if name in run]) for name in names}


def ratio(ours: Mapping[str, Spread], theirs: Mapping[str, Spread], name: str) -> float | None:
    """Our median over theirs; None where either has none."""
    if name not in ours or name not in theirs or not theirs[name].median:
        return None
    return ours[name].median / theirs[name].median
