"""What the tests cost, part by part, and whether that is within tests/budget.toml.

Measured is the time of the processor, of each process of tests with all that it started: servers, browsers, PostgreSQL.
The clock on the wall says what else the machine is doing.
"""

from __future__ import annotations

import os
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

BUDGET = Path(__file__).parents[1] / "budget.toml"
TICKS = os.sysconf("SC_CLK_TCK")
PARTS = {f"tests/{part}/": part for part in ("browser", "server", "linking", "engines")} | {"plugins/": "plugins"}


def part_of(nodeid: str) -> str:
    return next((part for folder, part in PARTS.items() if nodeid.startswith(folder)), "unit")


def spent(pid: int) -> float:
    """Seconds that a process, those it waited for and those that it has started still took; nothing without /proc."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        ticks[int(entry.parent.name)] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    family = [pid]
    for one in family:
        family += children.get(one, [])
    return sum(ticks.get(one, 0) for one in family) / TICKS


def pace() -> float:
    """Seconds of processor that a little fixed work takes now."""
    began = time.process_time()
    sum(number * number % 7 for number in range(300_000))
    return time.process_time() - began


class Meter:
    """Counts what each part costs in one process of tests, from one change of part to the next."""

    def __init__(self) -> None:
        self.costs: Counter[str] = Counter()
        self.paces: list[float] = []
        self._part, self._before = "", 0.0

    def turn_to(self, part: str) -> None:
        """From now on it is this part that costs."""
        if part == self._part:
            return
        now = spent(os.getpid())
        if self._part:
            self.costs[self._part] += max(0.0, now - self._before)
        self.paces.append(pace())
        self._part, self._before = part, now


def overdrawn(costs: Mapping[str, float], paces: Iterable[float], budget: Mapping) -> list[str]:
    """Each part that cost more than it may, as a sentence."""
    measured = sorted(paces)
    slow = max(1.0, measured[len(measured) // 2] / budget["pace"]) if measured else 1.0
    return [
        f"{part}: {cost:.0f} s of processor, and {budget['seconds'][part] * slow:.0f} are allowed at this pace"
        for part, cost in sorted(costs.items())
        if cost > budget["seconds"][part] * slow
    ]


def read() -> Mapping:
    return tomllib.loads(BUDGET.read_text())
