"""A row of the table, and the bench that plays it: how long, and against whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import servers
from bench.cores import await_quiet
from bench.figures import Run, is_void
from bench.side import Talk
from bench.stage import House, Workshop

OURS, NODE = "Beffroi", "bare socket.io"


@dataclass
class Row:
    """The runs of a row, by server; `said` holds what no figure says."""

    work: str
    goal: str
    shows: tuple[str, ...]
    runs: dict[str, list[Run]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, list[Run]]:
        """The runs that count."""
        return {server: [run for run in runs if not is_void(run)] for server, runs in self.runs.items()}

    def void(self) -> int:
        """How many runs count for nothing."""
        return sum(map(is_void, (run for runs in self.runs.values() for run in runs)))


@dataclass(frozen=True)
class Bench:
    """How long it goes on, and with whom: runs a row, seconds a run, seconds of patience for a quiet core."""

    instance: Path
    core: int
    runs: int
    seconds: float
    peers: bool
    patience: float

    def house(self) -> House:
        """The instance, to be filled; not while a server uses it."""
        return House(self.instance)

    def beside(self, people: int, workshop: Workshop, writers: int, stack: ExitStack) -> dict[str, Talk]:
        """Our server and the peer, each with its crowd connected."""
        started = {OURS: servers.ours(self.instance, self.core)}
        if self.peers:
            started[NODE] = servers.socketio(self.core)
        for server in started.values():
            stack.callback(server.stop)
        sides = {name: Talk(server, workshop, people, writers) for name, server in started.items()}
        for side in sides.values():
            stack.callback(side.crowd.close)
        return sides

    def in_turn(self, row: Row, plays: dict[str, Callable[[], Run]]) -> Row:
        """Each server in turn, until each has its runs; void ones are played again, twice as often at most."""
        for _attempt in range(2 * self.runs):
            for name, play in plays.items():
                runs = row.runs.setdefault(name, [])
                if sum(not is_void(run) for run in runs) < self.runs:
                    await_quiet(self.core, self.patience)
                    runs.append(play())
        return row
